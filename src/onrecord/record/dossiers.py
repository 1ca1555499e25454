"""A name comes in; all that the record holds on its bearer goes out, and what happened when."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import UnknownActorError
from onrecord.record.search import read_statements
from onrecord.record.store import Store
from onrecord.record.tables import Line, read_actor, read_rows
from onrecord.record.whole import fold

PAGE = 200
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the record holds on one actor, rows as in the tables, oldest first."""

    actor: Line
    offices: list[Line]
    affiliations: list[Line]
    statements: list[Line]
    about: list[Line]
    ties_out: list[Line]
    ties_in: list[Line]
    positions: list[Line]
    paid: list[Line]
    received: list[Line]
    pledges: list[Line]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, with its row of the table of that kind."""

    date: str
    kind: Literal["statement", "payment", "pledge"]
    row: Line


# == finding an actor ==


def find_actor(store: Store, name: str) -> Line:
    """Return the actor who goes by ``name`` or has it for an id.

    ``UnknownActorError`` lists the nearest names where nobody does, and all where several do.
    """
    row = read_actor(store, name)
    if row is not None:
        return row
    rows = store.fetch(_BY_NAME, [fold(name)])
    best = [key for key, main in rows if main == rows[0][1]]
    if len(best) == 1 and (row := read_actor(store, best[0])):
        return row
    raise UnknownActorError(_say_several(store, name, best) if best else _say_none(store, name))


_BY_NAME = "SELECT actor, main FROM actor_name WHERE name = ? ORDER BY main DESC, actor"


def _say_several(store: Store, name: str, keys: list[str]) -> str:
    rows = store.fetch_within(
        "SELECT id, name, kind, first_seen, last_seen FROM actor WHERE id IN (??) ORDER BY name",
        keys,
    )
    which = "; ".join(
        f"{key} ({title}, {kind}, {first or '?'} to {last or '?'})"
        for key, title, kind, first, last in rows
    )
    return f"{name!r} may be any of {len(rows)} actors: {which}. Give one of these ids."


def _say_none(store: Store, name: str) -> str:
    nearest = find_nearest(store, name)
    if not nearest:
        return (
            f"no actor goes by {name!r}, and the record has no other either. Read articles first."
        )
    return f"no actor goes by {name!r}. The nearest: {', '.join(nearest)}."


def find_nearest(store: Store, name: str, *, limit: int = NEAREST) -> list[str]:
    """Return the actors whose names or aliases are most like ``name``, the most like first."""
    from rapidfuzz import fuzz, process

    rows = store.fetch(
        "SELECT actor_name.name, actor.name FROM actor_name "
        "JOIN actor ON actor.id = actor_name.actor ORDER BY actor.name, actor_name.name"
    )
    best = process.extract(fold(name), [row[0] for row in rows], scorer=fuzz.WRatio, limit=40)
    return list(dict.fromkeys(rows[index][1] for _, _, index in best))[:limit]


# == a dossier ==


def build_dossier(store: Store, name: str) -> Dossier:
    """Return all that the record holds on the actor who goes by ``name``."""
    actor = find_actor(store, name)
    found: dict[str, list[Line]] = {table: [] for table in _FIELDS}
    for article in _articles_of(store, actor["id"]):
        for table, fields in _FIELDS.items():
            for line in read_rows(store, table, article=article):
                if any(_is_of(line[field], actor["id"]) for field in fields):
                    found[table].append(line)
    statements, ties, payments = found["statements"], found["ties"], found["payments"]
    key = actor["id"]
    return Dossier(
        actor=actor,
        offices=found["offices"],
        affiliations=found["affiliations"],
        statements=[line for line in statements if line["speaker_id"] == key],
        about=[line for line in statements if line["speaker_id"] != key],
        ties_out=[line for line in ties if line["from_id"] == key],
        ties_in=[line for line in ties if line["to_id"] == key],
        positions=found["positions"],
        paid=[line for line in payments if line["payer_id"] == key],
        received=[line for line in payments if line["beneficiary_id"] == key],
        pledges=found["pledges"],
    )


_FIELDS = {
    "offices": ("person_id", "organisation_id"),
    "affiliations": ("member_id", "of_id"),
    "statements": ("speaker_id", "organisation_id", "targets_id"),
    "ties": ("from_id", "to_id"),
    "positions": ("actor_id", "organisation_id"),
    "payments": ("payer_id", "beneficiary_id"),
    "pledges": ("by_id",),
}


def _is_of(value: str | list[str] | None, key: str) -> bool:
    return key in value if isinstance(value, list) else value == key


def _articles_of(store: Store, key: str) -> list[str]:
    """Return the articles that speak of an actor, oldest first."""
    return [article for (article,) in store.fetch(_ARTICLES_OF, [key, key])]


_ARTICLES_OF = """
SELECT id FROM article WHERE id IN (
    SELECT member.article FROM canonical JOIN member ON member.id = canonical.member
    WHERE canonical.actor = ?
    UNION
    SELECT statement.article FROM correction JOIN statement ON statement.id = correction.statement
    WHERE correction.actor = ?)
ORDER BY coalesce(published, '9999'), path
"""


# == the timeline ==


def read_timeline(
    store: Store, *, since: str | None = None, until: str | None = None
) -> Iterator[Event]:
    """Yield what was said, paid and pledged, by day said or else published, oldest first.

    What has no day has no place on a timeline and is left out.
    """
    span = (since or "", (until or "9999") + "~")
    keys = heapq.merge(
        _days(store, "statement", span), _days(store, "payment", span), _days(store, "pledge", span)
    )
    page: list[tuple[str, str, str, str]] = []
    for key in keys:
        page.append(key)
        if len(page) == PAGE:
            yield from _events(store, page)
            page = []
    yield from _events(store, page)


def _days(store: Store, kind: str, span: tuple[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield day, kind, id and article of the rows of one kind, in this order."""
    day, key = span[0], ""
    sql = _DAYS.replace("(TABLE)", kind)
    while rows := store.fetch(sql, [day, day, key, span[1], PAGE]):
        day, key = rows[-1][:2]
        yield from ((row[0], kind, row[1], row[2]) for row in rows)


_DAYS = """
SELECT day, id, article FROM (TABLE)
WHERE (day > ? OR (day = ? AND id > ?)) AND day <= ? ORDER BY day, id LIMIT ?
"""


def _events(store: Store, page: list[tuple[str, str, str, str]]) -> Iterator[Event]:
    rows: dict[tuple[str, str], Line] = {}
    statements = [key for _, kind, key, _ in page if kind == "statement"]
    rows |= {("statement", line["id"]): line for line in read_statements(store, statements)}
    for kind, table in (("payment", "payments"), ("pledge", "pledges")):
        for article in dict.fromkeys(where for _, each, _, where in page if each == kind):
            lines = read_rows(store, table, article=article)
            rows |= {(kind, line["id"]): line for line in lines}
    for day, kind, key, _ in page:
        if line := rows.get((kind, key)):
            yield Event(line.get("said_on") or day, kind, line)  # type: ignore[arg-type]


# == witnesses ==


def read_witnesses(store: Store, statement: str) -> list[Line]:
    """Return the statements that are this one: where and by whom it was printed, first first."""
    first = store.fetch_one("SELECT first FROM repeat WHERE statement = ?", [statement])
    key = first[0] if first else statement
    repeats = [row[0] for row in store.fetch(_WITNESSES, [key])]
    lines = {line["id"]: line for line in read_statements(store, [key, *repeats])}
    return [lines[each] for each in (key, *repeats) if each in lines]


_WITNESSES = """
SELECT repeat.statement FROM repeat
JOIN statement ON statement.id = repeat.statement
JOIN article ON article.id = statement.article
WHERE repeat.first = ?
ORDER BY coalesce(article.published, '9999'), article.path, statement.start_at
"""
