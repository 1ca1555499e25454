"""A name comes in; all that the record holds on its bearer goes out, and what happened when."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import UnknownActorError
from onrecord.record.store import Store
from onrecord.record.tables import (
    Line,
    read_actor,
    read_page_rows,
    read_pages,
    read_statements,
)
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
    if row := look_up(store, name):
        return row
    several = _bearers(store, name)
    raise UnknownActorError(
        _say_several(store, name, several) if several else _say_none(store, name)
    )


def look_up(store: Store, name: str) -> Line | None:
    """Return the one actor who goes by ``name`` or has it for an id, if there is one."""
    row = read_actor(store, name)
    if row is not None:
        return row
    several = _bearers(store, name)
    return read_actor(store, several[0]) if len(several) == 1 else None


def _bearers(store: Store, name: str) -> list[str]:
    """Return the actors whose name this is, else those who have it for an alias."""
    rows = store.fetch(_BY_NAME, [fold(name)])
    return [key for key, main in rows if main == rows[0][1]]


def is_undecided(store: Store, name: str) -> bool:
    """Say whether an article has this name and several actors could be meant."""
    return store.fetch_one(_UNDECIDED, [name]) is not None


_UNDECIDED = """
SELECT 1 FROM candidate JOIN member ON member.id = candidate.member WHERE member.name = ? LIMIT 1
"""
_BY_NAME = "SELECT actor, main FROM actor_name WHERE name = ? ORDER BY main DESC, actor"


def _say_several(store: Store, name: str, keys: list[str]) -> str:
    rows = store.fetch_within(
        "SELECT name, kind, first_seen, last_seen FROM actor WHERE id IN (??) ORDER BY name",
        keys,
    )
    which = "; ".join(
        f"{title} ({kind}, {first or '?'} to {last or '?'})" for title, kind, first, last in rows
    )
    return f"{name!r} may be any of {len(rows)} actors: {which}. Give one of these names."


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
    for page in read_pages(store, _articles_of(store, actor["id"])):
        order = {path: place for place, path in enumerate(page.paths.values())}
        for table, fields in _FIELDS.items():
            lines = [
                line
                for line in read_page_rows(page, table)
                if any(_is_of(line[field], actor["id"]) for field in fields)
            ]
            found[table] += sorted(lines, key=lambda line: order[line["article"]])
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
    return [article for (article,) in store.fetch(_ARTICLES_OF, [key])]


_ARTICLES_OF = """
SELECT id FROM article WHERE id IN (
    SELECT member.article FROM canonical JOIN member ON member.id = canonical.member
    WHERE canonical.actor = ?
    UNION
    -- people may have put an actor into an article that does not name them
    SELECT statement.article FROM correction JOIN statement ON statement.id = correction.statement)
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
    page: list[Key] = []
    for key in heapq.merge(*(_days(store, kind, sql, span) for kind, sql in _DAYS)):
        page.append(key)
        if len(page) == PAGE:
            yield from _events(store, page)
            page = []
    yield from _events(store, page)


Key = tuple[str, str, str, str]
"""Day, kind, id and article of an event: the order of a timeline."""


def _days(store: Store, kind: str, sql: str, span: tuple[str, str]) -> Iterator[Key]:
    day, key = span[0], ""
    while rows := store.fetch(sql, [day, day, key, span[1], PAGE]):
        day, key = rows[-1][:2]
        yield from ((row[0], kind, row[1], row[2]) for row in rows)


_DAY = """
SELECT day, id, article FROM (TABLE)
WHERE (day > ? OR (day = ? AND id > ?)) AND day <= ? (AND)
ORDER BY day, id LIMIT ?
"""
_DAYS = (
    ("statement", _DAY.replace("(TABLE)", "statement").replace("(AND)", """
        AND NOT EXISTS (SELECT 1 FROM correction
            WHERE correction.statement = statement.id AND correction.day IS NOT NULL)""")),
    # what people dated otherwise
    ("statement", _DAY.replace("(AND)", "").replace("(TABLE)", """(
        SELECT correction.day AS day, statement.id AS id, statement.article AS article
        FROM correction JOIN statement ON statement.id = correction.statement) AS dated""")),
    ("payment", _DAY.replace("(TABLE)", "payment").replace("(AND)", "")),
    ("pledge", _DAY.replace("(TABLE)", "pledge").replace("(AND)", "")),
)  # fmt: skip


def _events(store: Store, keys: list[Key]) -> Iterator[Event]:
    statements = read_statements(store, [key for _, kind, key, _ in keys if kind == "statement"])
    rows = {("statement", key): line for key, line in statements.items()}
    for kind, table in (("payment", "payments"), ("pledge", "pledges")):
        articles = dict.fromkeys(where for _, each, _, where in keys if each == kind)
        for page in read_pages(store, articles):
            rows |= {(kind, line["id"]): line for line in read_page_rows(page, table)}
    for day, kind, key, _ in keys:
        if line := rows.get((kind, key)):
            yield Event(day, kind, line)  # type: ignore[arg-type]


# == witnesses ==


def read_witnesses(store: Store, statement: str) -> list[Line]:
    """Return the statements that are this one: where and by whom it was printed, first first."""
    first = store.fetch_one("SELECT first FROM repeat WHERE statement = ?", [statement])
    key = first[0] if first else statement
    repeats = [row[0] for row in store.fetch(_WITNESSES, [key])]
    lines = read_statements(store, [key, *repeats])
    return [lines[each] for each in (key, *repeats) if each in lines]


_WITNESSES = """
SELECT repeat.statement FROM repeat
JOIN statement ON statement.id = repeat.statement
JOIN article ON article.id = statement.article
WHERE repeat.first = ?
ORDER BY coalesce(article.published, '9999'), article.path, statement.start_at
"""
