"""Discourse Network Analyzer's ``.dna`` files: read whole, written whole, nothing lost.

A ``DnaFile`` is the sixteen tables as DNA lays them out. ``statements_of`` makes a
``StatementTable`` of one statement type.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import InputError, UsageError
from onrecord.networks.table import (
    Codes,
    Column,
    StatementTable,
    number_column,
    order_rows,
    text_column,
)

if TYPE_CHECKING:
    import pandas as pd

TABLES = (
    "SETTINGS", "CODERS", "CODERRELATIONS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES",
    "VARIABLELINKS", "REGEXES", "STATEMENTS", "ENTITIES", "DATASHORTTEXT", "DATALONGTEXT",
    "DATAINTEGER", "DATABOOLEAN", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES",
)  # fmt: skip
VALUE_TABLES = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "integer": "DATAINTEGER",
    "boolean": "DATABOOLEAN",
}
DOCUMENT_FIELDS = ("author", "source", "section", "type", "id", "title")
_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class DnaFile:
    """All tables of a ``.dna`` file, as frames of plain Python values (``None`` for NULL).

    ``repairs`` says in words what was missing and has been put in.
    """

    tables: Mapping[str, pd.DataFrame]
    repairs: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]


def read_dna(path: str | Path) -> DnaFile:
    """Read a ``.dna`` file (3.0 or 3.1); the file itself is never changed.

    Values that a statement lacks are put in as DNA's own defaults, and statements whose document
    is gone left out; ``repairs`` lists both. Raises ``InputError`` with the code ``dna-missing``,
    ``dna-locked`` (DNA is writing it), ``dna-profile`` (a connection profile, whose
    address is encrypted), ``dna-unreadable`` (no database, damaged or encrypted),
    ``dna-version`` (made by version 1 or 2) or ``dna-tables`` (tables or columns are missing).
    """
    path = Path(path)
    _check_header(path)
    try:
        tables = _read_tables(path)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise InputError(
                str(path), "dna-locked", "another program is writing the file.",
                "Save and close it in DNA, then try again.",
            ) from None  # fmt: skip
        raise InputError(
            str(path), "dna-unreadable", f"the database is damaged ({error}).",
            "Take a backup copy, or save what sqlite3's .recover command can find.",
        ) from None  # fmt: skip
    return _repair(DnaFile(tables))


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except OSError as error:
        raise InputError(
            str(path), "dna-missing", f"the file cannot be opened ({error.strerror}).",
            "Check its name and your rights.",
        ) from None  # fmt: skip
    if start.lstrip()[:1] == b"{":
        raise InputError(
            str(path), "dna-profile", "this is a connection profile, not a database.",
            "Its address is encrypted with the coder's password; give the .dna file itself.",
        )  # fmt: skip
    if start != _HEADER:
        raise InputError(
            str(path), "dna-unreadable", "this is no SQLite database: damaged, encrypted or other.",
            "Open it in DNA and save it again, or take a backup copy.",
        )  # fmt: skip


def _read_tables(path: Path) -> dict[str, pd.DataFrame]:
    from contextlib import closing

    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=1)) as database:
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        _check_version(path, database, names)
        missing = [name for name in TABLES if name not in names]
        if missing:
            raise InputError(
                str(path), "dna-tables", f"tables are missing: {', '.join(missing)}.",
                "Open the file in DNA 3 and save it again.",
            )  # fmt: skip
        state = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        return {name: _read_table(path, database, name) for name in TABLES}


def _check_version(path: Path, database: sqlite3.Connection, names: set[str]) -> None:
    version = None
    if "SETTINGS" in names:
        query = "SELECT Value FROM SETTINGS WHERE lower(Property) = 'version'"
        version = database.execute(query).fetchone()
    if version is None:
        raise InputError(
            str(path), "dna-tables", "this SQLite database was not made by DNA.",
            "Give a file saved by Discourse Network Analyzer 3.",
        )  # fmt: skip
    if not str(version[0]).startswith("3."):
        raise InputError(
            str(path), "dna-version", f"the file was made by version {version[0]} of DNA.",
            "Import it into a new database in DNA 3 and give that.",
        )  # fmt: skip


def _read_table(path: Path, database: sqlite3.Connection, name: str) -> pd.DataFrame:
    import pandas as pd

    cursor = database.execute(f"SELECT * FROM {name}")  # noqa: S608 - a name from TABLES
    columns = [entry[0] for entry in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), columns=columns, dtype=object)
    absent = set(schema_columns(name)) - set(columns)
    if absent:
        raise InputError(
            str(path), "dna-tables", f"{name} lacks {', '.join(sorted(absent))}.",
            "Open the file in DNA 3 and save it again.",
        )  # fmt: skip
    return frame


def schema() -> str:
    """Return the SQL that makes the tables of a ``.dna`` file."""
    return (resources.files("onrecord.networks") / "dna_schema.sql").read_text("utf-8")


def schema_columns(name: str) -> list[str]:
    """Return the columns of a table in DNA's order."""
    body = schema().split(f"CREATE TABLE {name}(\n", 1)[1].split("\n);", 1)[0]
    words = [line.split()[0] for line in body.splitlines()]
    return [word for word in words if not word.startswith(("FOREIGN", "UNIQUE", "CHECK"))]


def _repair(dna: DnaFile) -> DnaFile:
    """Mend what DNA itself would fail on: lost documents, and value rows that are missing."""
    import pandas as pd

    tables, repairs = dict(dna.tables), list(dna.repairs)
    statements = tables["STATEMENTS"]
    lost = ~statements["DocumentId"].isin(tables["DOCUMENTS"]["ID"])
    if lost.any():
        gone = set(statements["ID"][lost])
        tables["STATEMENTS"] = statements[~lost].reset_index(drop=True)
        for name in VALUE_TABLES.values():
            kept = ~tables[name]["StatementId"].isin(gone)
            tables[name] = tables[name][kept].reset_index(drop=True)
        repairs.append(f"{len(gone)} statements left out whose document is gone")
    for kind, name in VALUE_TABLES.items():
        added = _missing_values(tables, kind, name)
        if added:
            columns = list(tables[name].columns)
            rows = pd.DataFrame(added, columns=columns, dtype=object)
            tables[name] = pd.concat([tables[name], rows], ignore_index=True).astype(object)
            repairs.append(f"{len(added)} missing values put into {name}")
    return DnaFile(tables, tuple(repairs))


def _missing_values(
    tables: dict[str, pd.DataFrame], kind: str, name: str
) -> list[tuple[object, ...]]:
    variables, values = tables["VARIABLES"], tables[name]
    have = set(zip(values["StatementId"], values["VariableId"], strict=True))
    number = int(max(values["ID"], default=0))
    added: list[tuple[object, ...]] = []
    for variable in variables[variables["DataType"] == kind].itertuples():
        of_type = tables["STATEMENTS"]["StatementTypeId"] == variable.StatementTypeId
        for statement in tables["STATEMENTS"]["ID"][of_type]:
            if (statement, variable.ID) not in have:
                number += 1
                default = _default_value(tables, kind, variable.ID)
                added.append((number, statement, variable.ID, default))
    return added


def _default_value(tables: dict[str, pd.DataFrame], kind: str, variable: Any) -> object:
    import pandas as pd

    if kind != "short text":
        return {"long text": "", "integer": 0, "boolean": 1}[kind]
    entities = tables["ENTITIES"]
    blank = entities[(entities["VariableId"] == variable) & (entities["Value"] == "")]
    if len(blank):
        return blank["ID"].iloc[0]
    number = int(max(entities["ID"], default=0)) + 1
    row = {"ID": number, "VariableId": variable, "Value": "", "Red": 0, "Green": 0, "Blue": 0}
    tables["ENTITIES"] = pd.concat(
        [entities, pd.DataFrame([row], columns=entities.columns, dtype=object)], ignore_index=True
    ).astype(object)
    return number


def write_dna(dna: DnaFile, path: str | Path) -> None:
    """Write a ``.dna`` file that DNA 3.0 and 3.1 open; an existing file is replaced at the end.

    Raises ``InputError`` (``dna-values``) where a value breaks DNA's rules, such as a label of
    191 characters or more.
    """
    path = Path(path)
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        _write_tables(dna, draft)
        draft.replace(path)
    except sqlite3.IntegrityError as error:
        raise InputError(
            str(path), "dna-values", f"DNA would not take these values ({error}).",
            "Shorten labels to 190 characters and fill every required field.",
        ) from None  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)


def _write_tables(dna: DnaFile, path: Path) -> None:
    from contextlib import closing

    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(schema())
        for name in TABLES:
            frame = dna[name]
            marks = ", ".join("?" * frame.shape[1])
            columns = ", ".join(frame.columns)
            database.executemany(
                f"INSERT INTO {name} ({columns}) VALUES ({marks})",  # noqa: S608
                (tuple(map(_plain, row)) for row in frame.itertuples(index=False, name=None)),
            )


def _plain(value: Any) -> Any:
    """Return what SQLite stores: no numpy numbers, no NaN for NULL."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and np.isnan(value) else value


def statements_of(dna: DnaFile, statement_type: str | int | None = None) -> StatementTable:
    """Return the statements of one type (by default ``DNA Statement``, or else the first).

    Document fields stand beside the variables: ``author``, ``source``, ``section``, ``type``,
    ``id`` and ``title`` (with ``document`` and a blank before a name that a variable has too).
    """
    number = _find_type(dna, statement_type)
    statements = dna["STATEMENTS"]
    statements = statements[statements["StatementTypeId"] == number]
    documents = dna["DOCUMENTS"].set_index("ID")
    variables = dna["VARIABLES"][dna["VARIABLES"]["StatementTypeId"] == number].sort_values("ID")
    ids = statements["ID"].to_numpy(dtype=np.int64)
    document = statements["DocumentId"].to_numpy(dtype=np.int64)
    details = _details(dna, statements, documents)
    columns: dict[str, Column] = {}
    for variable in variables.itertuples():
        values = _values_of(dna, variable, ids)
        if variable.DataType == "long text":
            details[variable.Variable] = values
        else:
            columns[str(variable.Variable)] = _column(dna, variable, values)
    for name, column in _document_columns(documents, document).items():
        columns[f"document {name}" if name in columns else name] = column
    dates = documents["Date"].astype("int64")
    table = StatementTable(
        ids,
        np.asarray(dates.loc[document], dtype=np.int64),
        document,
        columns,
        (int(dates.min()), int(dates.max())) if len(dates) else None,
        {str(v.Variable): _entities(dna, v.ID) for v in variables.itertuples()
         if v.DataType == "short text"},
        details,
        repairs=dna.repairs,
        variables=tuple(str(name) for name in variables["Variable"]),
    )  # fmt: skip
    starts, stops = (details[name].to_numpy(dtype=np.int64) for name in ("start", "stop"))
    return order_rows(table, starts, stops, ids)


def _find_type(dna: DnaFile, wanted: str | int | None) -> int:
    types = dna["STATEMENTTYPES"]
    for statement_type in types.itertuples():
        default = wanted is None and statement_type.Label == "DNA Statement"
        if default or wanted in (statement_type.Label, statement_type.ID):
            return int(str(statement_type.ID))
    if wanted is None and len(types):
        return int(types["ID"].iloc[0])
    known = ", ".join(types["Label"])
    raise UsageError(f"the file has no statement type {wanted!r}; it has {known}")


def _values_of(dna: DnaFile, variable: Any, ids: Codes) -> Sequence[Any]:
    import pandas as pd

    frame = dna[VALUE_TABLES[variable.DataType]]
    frame = frame[frame["VariableId"] == variable.ID]
    name = "Entity" if variable.DataType == "short text" else "Value"
    values = pd.Series(frame[name].to_numpy(), index=frame["StatementId"].to_numpy())
    return values.reindex(ids).tolist()


def _column(dna: DnaFile, variable: Any, values: Sequence[Any]) -> Column:
    if variable.DataType != "short text":
        return number_column(values, boolean=variable.DataType == "boolean")
    entities = dna["ENTITIES"]
    entities = entities[entities["VariableId"] == variable.ID]
    labels = dict(zip(entities["ID"], entities["Value"], strict=True))
    return text_column([labels.get(entity, "") for entity in values], everyone=labels.values())


def _document_columns(documents: pd.DataFrame, document: Codes) -> dict[str, Column]:
    columns = {}
    for name in DOCUMENT_FIELDS:
        every = documents.index if name == "id" else documents[name.capitalize()]
        texts = dict(zip(documents.index, (str(value) for value in every), strict=True))
        values = [texts[number] for number in document]
        columns[name] = text_column(values, kind="document", everyone=texts.values())
    return columns


def _details(dna: DnaFile, statements: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    found = documents.loc[statements["DocumentId"]]
    details = pd.DataFrame({
        "start": statements["Start"].to_numpy(),
        "stop": statements["Stop"].to_numpy(),
        "coder": statements["Coder"].to_numpy(),
    })  # fmt: skip
    texts = found["Text"].tolist()
    spans = list(zip(texts, details["start"], details["stop"], strict=True))
    details["text"] = [cut_utf16(text, start, stop) for text, start, stop in spans]
    details["text_by_code_points"] = [text[start:stop] for text, start, stop in spans]
    details["document_id"] = statements["DocumentId"].to_numpy()
    for name in ("title", "author", "source", "section", "type"):
        details[f"document_{name}"] = found[name.capitalize()].to_numpy()
    return details


def cut_utf16(text: str, start: int, stop: int) -> str:
    """Return the words between two offsets in UTF-16 units, as Java counts.

    >>> cut_utf16("a 🌍 turns", 5, 10)
    'turns'
    """
    return text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le", "replace")


def _entities(dna: DnaFile, variable: Any) -> pd.DataFrame:
    entities = dna["ENTITIES"]
    entities = entities[entities["VariableId"] == variable].set_index("Value")
    colours = [
        f"#{red or 0:02X}{green or 0:02X}{blue or 0:02X}"
        for red, green, blue in zip(
            entities["Red"], entities["Green"], entities["Blue"], strict=True
        )
    ]
    frame = entities[["ID"]].rename(columns={"ID": "id"}).assign(colour=colours)
    attributes = dna["ATTRIBUTEVARIABLES"]
    values = dna["ATTRIBUTEVALUES"]
    for attribute in attributes[attributes["VariableId"] == variable].itertuples():
        own = values[values["AttributeVariableId"] == attribute.ID]
        lookup = dict(zip(own["EntityId"], own["AttributeValue"], strict=True))
        frame[attribute.AttributeVariable] = [lookup.get(number, "") for number in frame["id"]]
    described: pd.DataFrame = frame
    described.index.name = "label"
    return described
