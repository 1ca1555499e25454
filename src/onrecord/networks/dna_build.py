"""A ``.dna`` file made from scratch or from a record, and people's corrections brought back."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from onrecord.networks.dna_file import TABLES, DnaFile, schema_columns
from onrecord.networks.timeunits import NEVER, now, to_moment

if TYPE_CHECKING:
    from onrecord.record import Record

VERSION = "3.0.11.5"  # opens in 3.0 and 3.1
_LONGEST = 190
_ATTRIBUTES = ("Type", "Alias", "Notes")  # what DNA gives every text variable of a new file
_KEY = "onrecord id"
_READING = "onrecord reading"
_VARIABLES = {
    "person": "short text",
    "organization": "short text",
    "concept": "short text",
    "agreement": "boolean",
    _KEY: "long text",
    _READING: "long text",
}
_FIELDS = {
    "person": "speaker",
    "organization": "organisation",
    "concept": "concept",
    "agreement": "stance",
}
_COLOURS = {"person": (0, 102, 204), "organization": (0, 153, 102), "concept": (153, 102, 0)}


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """A document to write; ``date`` is a datetime or an ISO prefix."""

    title: str
    text: str
    date: str | datetime | None = None
    author: str = ""
    source: str = ""
    section: str = ""
    type: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """A statement to write: the number of its document, offsets in characters, its values."""

    document: int
    start: int
    stop: int
    values: Mapping[str, Any] = field(default_factory=dict)


def build_dna(
    documents: Sequence[DnaDocument],
    statements: Iterable[DnaStatement],
    variables: Mapping[str, str],
    *,
    coder: str = "Admin",
    password: str = "",
    statement_type: str = "DNA Statement",
    settings: Mapping[str, str] | None = None,
    attributes: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
) -> DnaFile:
    """Return a ``.dna`` file with one statement type and one coder.

    ``variables`` leads from name to ``short text``, ``long text``, ``integer`` or ``boolean``.
    Offsets become UTF-16 units of the text with ``\\n`` line ends, as DNA's editor counts.
    ``attributes`` leads from variable to label to DNA's attributes ``Type``, ``Alias``, ``Notes``.
    Values that a statement lacks are blank (1 for a boolean, 0 for an integer). Labels and
    metadata longer than DNA's 190 characters are cut, and statements without words or beyond
    their text left out; both are listed as ``repairs``.
    """
    made = _Maker(variables, statement_type, attributes or {})
    made.add_coder(coder, password)
    for document in documents:
        made.add_document(document)
    for statement in statements:
        made.add_statement(statement)
    made.add_settings(settings or {})
    return made.finish()


class _Maker:
    """The tables as they fill up."""

    def __init__(
        self,
        variables: Mapping[str, str],
        statement_type: str,
        attributes: Mapping[str, Mapping[str, Mapping[str, str]]],
    ) -> None:
        self.attributes = attributes
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self.repairs: list[str] = []
        self.kinds = dict(variables)
        self.texts: list[str] = []
        self.entities: dict[tuple[str, str], int] = {}
        self.numbers = {name: number for number, name in enumerate(variables, start=1)}
        self._add("STATEMENTTYPES", Label=statement_type, Red=239, Green=208, Blue=51)
        for name, kind in variables.items():
            self._add("VARIABLES", Variable=name, DataType=kind, StatementTypeId=1)
            if kind == "short text":
                place = {"VariableId": self.numbers[name]}
                for attribute in _ATTRIBUTES:
                    self._add("ATTRIBUTEVARIABLES", **place, AttributeVariable=attribute)
                self.entity(name, "")

    def _add(self, table: str, **values: Any) -> int:
        number = len(self.rows[table]) + 1
        self.rows[table].append({"ID": number, **values})
        return number

    def _cut(self, text: str, what: str) -> str:
        if len(text) <= _LONGEST:
            return text
        self.repairs.append(f"{what} cut to {_LONGEST} characters: {text[:60]}…")
        return text[: _LONGEST - 1] + "…"

    def add_coder(self, name: str, password: str) -> None:
        self._add(
            "CODERS", Name=name, Red=255, Green=255, Blue=0, Refresh=0, FontSize=14,
            Password=hash_password(password),
        )  # fmt: skip

    def add_settings(self, further: Mapping[str, str]) -> None:
        settings = {"version": VERSION, "date": f"{now():%Y-%m-%d}", **further}
        self.rows["SETTINGS"] = [{"Property": k, "Value": v} for k, v in settings.items()]

    def add_document(self, document: DnaDocument) -> None:
        date = to_moment(document.date)
        if date == NEVER:
            self.repairs.append(f"document without a date dated 1 January 1970: {document.title}")
        self.texts.append(document.text)
        self._add(
            "DOCUMENTS",
            Title=self._cut(document.title, "title"),
            Text=document.text.replace("\r\n", "\n"),
            Coder=1,
            Author=self._cut(document.author, "author"),
            Source=self._cut(document.source, "source"),
            Section=self._cut(document.section, "section"),
            Notes=document.notes,
            Type=self._cut(document.type, "type"),
            Date=0 if date == NEVER else date,
        )

    def entity(self, variable: str, label: str) -> int:
        label = self._cut(label, variable)
        key = (variable, label)
        if key not in self.entities:
            red, green, blue = _COLOURS.get(variable, (0, 0, 0)) if label else (0, 0, 0)
            number = self.numbers[variable]
            self.entities[key] = self._add(
                "ENTITIES", VariableId=number, Value=label, Red=red, Green=green, Blue=blue,
                ChildOf=None,
            )  # fmt: skip
            known = self.attributes.get(variable, {}).get(label, {})
            for row in self.rows["ATTRIBUTEVARIABLES"]:
                if row["VariableId"] == number:
                    value = self._cut(known.get(row["AttributeVariable"], ""), "attribute")
                    self._add(
                        "ATTRIBUTEVALUES", EntityId=self.entities[key],
                        AttributeVariableId=row["ID"], AttributeValue=value,
                    )  # fmt: skip
        return self.entities[key]

    def add_statement(self, statement: DnaStatement) -> None:
        text = self.texts[statement.document]
        start, stop = (to_utf16(text, offset) for offset in (statement.start, statement.stop))
        if not 0 <= statement.start < statement.stop <= len(text) or start >= stop:
            self.repairs.append(f"statement without words left out: {dict(statement.values)}")
            return
        number = self._add(
            "STATEMENTS", StatementTypeId=1, DocumentId=statement.document + 1, Start=start,
            Stop=stop, Coder=1,
        )  # fmt: skip
        for name, kind in self.kinds.items():
            place = {"StatementId": number, "VariableId": self.numbers[name]}
            value = statement.values.get(name)
            if kind == "short text":
                self._add("DATASHORTTEXT", **place, Entity=self.entity(name, str(value or "")))
            elif kind == "long text":
                self._add("DATALONGTEXT", **place, Value=str(value or ""))
            elif kind == "boolean":
                self._add("DATABOOLEAN", **place, Value=int(value is None or bool(value)))
            else:
                self._add("DATAINTEGER", **place, Value=int(value or 0))

    def finish(self) -> DnaFile:
        import pandas as pd

        tables = {}
        for name, rows in self.rows.items():
            columns = list(rows[0]) if rows else schema_columns(name)
            tables[name] = pd.DataFrame(rows, columns=columns, dtype=object)
        return DnaFile(tables, tuple(self.repairs))


def to_utf16(text: str, offset: int) -> int:
    r"""Return an offset in characters as DNA counts it: UTF-16 units, line ends of one unit.

    >>> to_utf16("a 🌍 turns", 4), to_utf16("one\r\ntwo", 5)
    (5, 4)
    """
    before = text[:offset]
    return len(before) + sum(ord(c) > 0xFFFF for c in before) - before.count("\r\n")


def hash_password(password: str, salt: bytes | None = None) -> str:
    """Return the hash that DNA checks a coder's password against.

    Base64 of 16 bytes of salt and the SHA-256 digest of salt and password, digested a hundred
    thousand times (jasypt's ``StrongPasswordEncryptor``).
    """
    salt = os.urandom(16) if salt is None else salt
    digest = salt + unicodedata.normalize("NFC", password).encode("utf-8")
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def check_password(password: str, stored: str) -> bool:
    """Say whether a password belongs to a stored hash."""
    salt = base64.b64decode(stored)[:16]
    return hash_password(password, salt) == stored


def dna_of_record(record: Record, *, coder: str = "Admin", password: str = "") -> DnaFile:
    """Return a record's articles and statements as a ``.dna`` file to go on coding in.

    Each statement has ``person``, ``organization``, ``concept`` and ``agreement`` (one statement
    for each position; a neutral one counts as agreement and keeps a stance of 0 in its reading).
    The long texts ``onrecord id`` and ``onrecord reading`` say which statement it is and what
    the machine read, so that ``find_corrections`` can tell later what a person changed.
    """
    articles = [dict(row) for row in record.rows("articles")]
    number = {article["path"]: place for place, article in enumerate(articles)}
    documents = [_document(record, article) for article in articles]
    positions: dict[str, list[Mapping[str, Any]]] = {}
    for position in record.rows("positions"):
        positions.setdefault(position["statement"], []).append(position)
    statements, ids = [], []
    none: list[Mapping[str, Any]] = [{}]
    for row in record.rows("statements"):
        ids.append(row["id"])
        spans = [span for span in row["content"] if span["article"] == row["article"]]
        spans = spans or [row["source"] or {"start": 0, "end": 0}]
        start, stop = min(s["start"] for s in spans), max(s["end"] for s in spans)
        for one in positions.get(row["id"], none):
            values = _values(row, one)
            statements.append(DnaStatement(number[row["article"]], start, stop, values))
    return build_dna(
        documents, statements, _VARIABLES, coder=coder, password=password,
        settings={"onrecord": json.dumps(ids)}, attributes=_describe_actors(record),
    )  # fmt: skip


def _describe_actors(record: Record) -> dict[str, dict[str, dict[str, str]]]:
    described = {
        row["name"]: {"Type": str(row["kind"]), "Alias": "; ".join(row["aliases"] or ())}
        for row in record.rows("actors")
    }
    return {"person": described, "organization": described}


def _document(record: Record, article: Mapping[str, Any]) -> DnaDocument:
    path = str(article["path"])
    return DnaDocument(
        title=str(article["headline"] or path),
        text=record.article(path).text,
        date=article["published"] or article["updated"],
        author=str(article["byline"] or ""),
        source=str(article["outlet"] or ""),
        section=str(article.get("section") or ""),
        notes=path,
    )


def _values(row: Mapping[str, Any], position: Mapping[str, Any]) -> dict[str, Any]:
    stance = position.get("stance")
    values = {
        "person": row["speaker"] or "",
        "organization": row["organisation"] or "",
        "concept": position.get("concept") or "",
        "agreement": stance is None or stance >= 0,
    }
    reading = json.dumps({**values, "stance": stance}, ensure_ascii=False)
    return {**values, _KEY: row["id"], _READING: reading}


@dataclass(frozen=True, slots=True)
class DnaCorrection:
    """What a person changed in DNA: fields of a statement of the record, and their new values.

    ``fields`` are those of ``Record.judge``; ``{"wrong": True}`` for a statement deleted there.
    """

    statement: str
    fields: Mapping[str, Any]
    who: str


def find_corrections(dna: DnaFile) -> list[DnaCorrection]:
    """Return what people changed in a ``.dna`` file that ``dna_of_record`` made.

    Statements that were added in DNA are not here: read them with ``statement_table``.
    """
    from onrecord.networks.dna_file import statements_of

    table = statements_of(dna)
    details = table.details
    if details is None or _KEY not in details:
        return []
    coders = dict(zip(dna["CODERS"]["ID"], dna["CODERS"]["Name"], strict=True))
    found, seen = [], set()
    for row in range(len(table)):
        key, reading = details[_KEY].iloc[row], details[_READING].iloc[row]
        if not key:
            continue
        seen.add(key)
        changed = _changes(table, row, json.loads(reading))
        if changed:
            who = str(coders.get(details["coder"].iloc[row], "DNA"))
            found.append(DnaCorrection(key, changed, who))
    settings = dict(zip(dna["SETTINGS"]["Property"], dna["SETTINGS"]["Value"], strict=True))
    gone = [key for key in json.loads(settings.get("onrecord", "[]")) if key not in seen]
    return [*found, *(DnaCorrection(key, {"wrong": True}, "DNA") for key in gone)]


def _changes(table: Any, row: int, reading: Mapping[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, field_name in _FIELDS.items():
        column = table.columns[name]
        label = column.labels[column.codes[row]]
        value: Any = label if name != "agreement" else label == "1"
        cut = str(reading[name])[: _LONGEST - 1] + "…"
        if value not in (reading[name], cut):
            changed[field_name] = value if name != "agreement" else (1 if value else -1)
    if "concept" in changed and "stance" not in changed:
        label = table.columns["agreement"].labels[table.columns["agreement"].codes[row]]
        changed["stance"] = 1 if label == "1" else -1
    if "stance" in changed:
        changed.setdefault("concept", reading["concept"])
    if not changed.get("concept", True):  # a statement on nothing has no stance
        del changed["concept"], changed["stance"]
    return changed


def bring_back(record: Record, dna: DnaFile) -> int:
    """Write the corrections made in DNA into the record as judgements; return how many."""
    found = find_corrections(dna)
    for correction in found:
        record.judge(correction.statement, who=correction.who, **correction.fields)
    return len(found)
