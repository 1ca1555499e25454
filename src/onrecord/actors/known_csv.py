"""Known actors in a table: one line an office, or an actor without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from onrecord.actors.known_dates import read_span
from onrecord.actors.types import ActorKind, KnownActor, KnownOffice
from onrecord.errors import InputError

_SAME = {
    "title": "office", "post": "office", "role": "office", "organization": "organisation",
    "start": "from", "start_date": "from", "end": "to", "end_date": "to", "alias": "aliases",
    "other_names": "aliases", "wikidata_id": "wikidata", "type": "kind", "sex": "gender",
}  # fmt: skip
KINDS: Mapping[str, ActorKind] = {
    "person": "person", "people": "person", "individual": "person", "group": "group",
    "organisation": "organisation", "organization": "organisation", "party": "organisation",
    "union": "organisation", "company": "organisation", "government": "organisation",
}  # fmt: skip
GENDERS: Mapping[str, Literal["female", "male"]] = {
    "female": "female", "f": "female", "woman": "female", "male": "male", "m": "male",
    "man": "male",
}  # fmt: skip

Row = Mapping[str, str]
T = TypeVar("T")


def parse_csv(text: str, path: str) -> tuple[KnownActor, ...]:
    """Read the known actors of a table; lines of one id, or of one name without id, are one.

    Raises:
        InputError: with the number of the line that is wrong.

    """
    found: dict[str, KnownActor] = {}
    for number, row in _rows(text, path):
        try:
            actor = _read_row(row)
        except ValueError as error:
            raise _wrong(path, number, f"{error}.") from None
        known = found.get(row.get("id") or actor.name)
        found[row.get("id") or actor.name] = _join(known, actor) if known else actor
    return tuple(found.values())


def _rows(text: str, path: str) -> Iterator[tuple[int, Row]]:
    """Yield the number of each line that has something in it, and its cells by column."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text), strict=True)
    try:
        columns = [_column(name) for name in next(lines, [])]
        if "name" not in columns:
            raise InputError(
                path, "actors-no-name", f"line 1: no column is called 'name': {columns}.",
                "Name the columns in line 1: name, kind, aliases, wikidata, office, …",
            )  # fmt: skip
        first = lines.line_num + 1
        for cells in lines:
            if len(cells) > len(columns):
                raise _wrong(path, first, f"{len(cells)} cells under {len(columns)} columns.",
                             "Put quotation marks around a cell that has commas.")  # fmt: skip
            row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
            if any(row.values()):
                yield first, row
            first = lines.line_num + 1
    except csv.Error as error:
        raise _wrong(path, lines.line_num, f"{error}.", "Check its quotation marks.") from None


def _find_delimiter(text: str) -> str:
    """Return what parts the columns of the first line: spreadsheets differ in it by country."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _column(name: str) -> str:
    plain = name.strip().lower().replace(" ", "_")
    return _SAME.get(plain, plain)


def _wrong(
    path: str, line: int, message: str, remedy: str = "Mend the line and give the file again."
) -> InputError:
    return InputError(path, "actors-bad-line", f"line {line}: {message}", remedy)


def _read_row(row: Row) -> KnownActor:
    if not row.get("name"):
        raise ValueError("it has no name")
    kind, gender = row.get("kind", "").lower() or "person", row.get("gender", "").lower()
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind (give person, organisation or group)")
    if gender and gender not in GENDERS:
        raise ValueError(f"{gender!r} is no gender (give female or male, or leave it empty)")
    external = {
        name: cell for name, cell in row.items()
        if cell and (name in ("id", "wikidata") or name.endswith("_id"))
    }  # fmt: skip
    return KnownActor(
        " ".join(row["name"].split()), KINDS[kind], _parts(row.get("aliases", "")), external,
        tuple(_offices(row)), GENDERS.get(gender),
    )  # fmt: skip


def _offices(row: Row) -> Iterator[KnownOffice]:
    """Yield the office of a line, and the party as one that its members hold."""
    start, end = read_span(row.get("from"), row.get("to"))
    if row.get("office"):
        yield KnownOffice(row["office"], row.get("organisation") or None, start, end)
    elif row.get("organisation"):
        yield KnownOffice("member", row["organisation"], start, end)
    if row.get("party"):
        yield KnownOffice("member", row["party"], start, end)


def _parts(text: str) -> tuple[str, ...]:
    parts = text.replace("|", ";").split(";")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _join(known: KnownActor, more: KnownActor) -> KnownActor:
    """Return one actor from two lines on it; another name is an alias."""
    other = () if more.name == known.name else (more.name,)
    return replace(
        known,
        aliases=_once(known.aliases, more.aliases, other),
        external={**more.external, **known.external},
        offices=_once(known.offices, more.offices),
        gender=known.gender or more.gender,
    )


def _once(*lists: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each for some in lists for each in some))
