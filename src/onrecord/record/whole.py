"""What can only be told from the whole record: actors, copies and repeats, each replaced whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.actors import Actor, Affiliation, KnownActor, Member, Office, Resolution
from onrecord.articles import Passage
from onrecord.record.store import Row, Store, insert, to_json
from onrecord.record.writing import SHORT

PAGE = 2_000


@dataclass(frozen=True, slots=True)
class CastMember(Member):
    """A member as the record keeps it, with the number of statements that it makes."""

    statements: int = 0


class Members:
    """All members of the record, by id, as often as one goes over them and a page at a time.

    ``as_of`` says at which state of the record they were taken: ``replace_actors`` wants it back,
    so that what another process adds meanwhile is not taken for resolved.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.as_of = read_state(store, "changes")

    def __len__(self) -> int:
        row = self._store.fetch_one("SELECT count(*) FROM member")
        return int(row[0]) if row else 0

    def __iter__(self) -> Iterator[CastMember]:
        last = ""
        while rows := self._store.fetch(_MEMBERS, [last, PAGE]):
            last = rows[-1][0]
            yield from map(_member, rows)


_MEMBERS = """
SELECT member.id, member.article, member.name, member.kind, member.named, member.aliases,
    member.gender, coalesce(member.date, article.published), member.mentions, member.confidence,
    member.by, (SELECT count(*) FROM statement
                WHERE statement.article = member.article AND statement.speaker = member.id)
FROM member JOIN article ON article.id = member.article
WHERE member.id > ? ORDER BY member.id LIMIT ?
"""


def _member(row: Row) -> CastMember:
    (key, article, name, kind, named, aliases, gender, date, mentions, confidence, by, said) = row
    return CastMember(
        key, article, name, kind, bool(named), tuple(json.loads(aliases)), gender, date, mentions,
        confidence, by, said,
    )  # fmt: skip


def read_offices(store: Store) -> Iterator[Office]:
    """Yield all offices, by article, with member ids as they were read."""
    for key, article, person, title, where, since, until, evidence, sure, by in _paged(
        store, _OFFICES
    ):
        passages = _passages(store, article, evidence)
        yield Office(key, article, person, title, where, since, until, passages, sure, by)


def read_affiliations(store: Store) -> Iterator[Affiliation]:
    """Yield all affiliations, by article, with member ids as they were read."""
    for key, article, member, where, kind, since, until, evidence, sure, by in _paged(
        store, _AFFILIATIONS
    ):
        passages = _passages(store, article, evidence)
        yield Affiliation(key, article, member, where, kind, since, until, passages, sure, by)


_OFFICES = """
SELECT id, article, person, title, organisation, since, until, evidence, confidence, by
FROM office WHERE article > ? OR (article = ? AND id > ?) ORDER BY article, id LIMIT ?
"""
_AFFILIATIONS = """
SELECT id, article, member, organisation, kind, since, until, evidence, confidence, by
FROM affiliation WHERE article > ? OR (article = ? AND id > ?) ORDER BY article, id LIMIT ?
"""


def _paged(store: Store, sql: str) -> Iterator[Row]:
    key, article = "", ""
    while rows := store.fetch(sql, [article, article, key, PAGE]):
        key, article = rows[-1][:2]
        yield from rows


def _passages(store: Store, article: str, places: str) -> tuple[Passage, ...]:
    row = store.fetch_one("SELECT text FROM article WHERE id = ?", [article])
    text = row[0] if row else ""
    return tuple(Passage(article, start, end, text[start:end]) for start, end in json.loads(places))


def read_state(store: Store, name: str) -> str | None:
    """Return a small fact about the record, ``None`` where it was never noted."""
    row = store.fetch_one("SELECT value FROM state WHERE name = ?", [name])
    return None if row is None else str(row[0])


def write_state(store: Store, name: str, value: str) -> None:
    """Note a small fact about the record."""
    store.execute(_STATE, [name, value])


_STATE = """
INSERT INTO state (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


def replace_actors(store: Store, resolution: Resolution, as_of: str | None) -> None:
    """Put the actors of ``resolution`` in the place of all actors that the record had.

    Members that have gone since they were resolved are passed over.
    """
    store.execute("DELETE FROM canonical")
    store.execute("DELETE FROM candidate")
    store.execute("DELETE FROM actor_name")
    store.execute("DELETE FROM actor")
    store.execute_many(_ACTOR, map(_actor_row, resolution.actors))
    store.execute_many(_NAME, (row for actor in resolution.actors for row in _name_rows(actor)))
    store.execute_many(_CANONICAL, _canonical_rows(resolution))
    store.execute_many(_CANDIDATE, _candidate_rows(resolution.undecided))
    write_state(store, "idle", to_json(resolution.idle))
    write_state(store, "resolved", as_of or read_state(store, "changes") or "0")


_ACTOR = insert(
    "actor", "id", "name", "kind", "aliases", "first_seen", "last_seen", "external", "confidence",
    "by",
)  # fmt: skip
_NAME = insert("actor_name", "name", "actor", "main")
# a member is no surer to be its actor than the member and the actor are themselves
_CANONICAL = """
INSERT INTO canonical (member, actor, confidence)
SELECT member.id, actor.id,
    CASE WHEN member.confidence < actor.confidence THEN member.confidence
    ELSE actor.confidence END
FROM member, actor WHERE member.id = ? AND actor.id = ?
ON CONFLICT DO NOTHING
"""
_CANDIDATE = """
INSERT INTO candidate (member, actor)
SELECT member.id, actor.id FROM member, actor WHERE member.id = ? AND actor.id = ?
ON CONFLICT DO NOTHING
"""


def read_identified(store: Store, known: Iterable[KnownActor]) -> dict[str, str]:
    """Return the name of the actor that each known actor is, by the key of the known actor."""
    rows = store.fetch("SELECT name, external FROM actor WHERE external <> '{}'")
    names = {external: name for name, external in rows}
    found = {
        each.key: names.get(to_json(dict(each.external)))
        if each.external
        else _find_bearer(store, each)
        for each in known
    }
    return {key: name for key, name in found.items() if name is not None}


def _find_bearer(store: Store, known: KnownActor) -> str | None:
    """Return the actor of the name and kind of a known actor that has no id."""
    rows = store.fetch(_BEARERS, [fold(known.name), known.kind])
    return rows[0][0] if len(rows) == 1 else None


_BEARERS = """
SELECT actor.name FROM actor_name JOIN actor ON actor.id = actor_name.actor
WHERE actor_name.name = ? AND actor.kind = ?
"""


def fold(name: str) -> str:
    """Return ``name`` in lower case with single spaces, as actors are looked up."""
    return " ".join(name.casefold().split())


def _actor_row(each: Actor) -> Row:
    return (
        each.id, each.name, each.kind, to_json(each.aliases),
        each.first_seen, each.last_seen,
        to_json(dict(each.external)),
        each.confidence, each.by,
    )  # fmt: skip


def _name_rows(actor: Actor) -> Iterator[Row]:
    yield fold(actor.name), actor.id, 1
    for alias in actor.aliases:
        yield fold(alias), actor.id, 0


def _canonical_rows(resolution: Resolution) -> Iterator[Row]:
    # in the order of the members' index, which is several times faster in a large record
    for member in sorted(resolution.canonical):
        yield member, resolution.canonical[member]


def _candidate_rows(undecided: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    for member, actors in undecided.items():
        for actor in actors:
            yield member, actor


def replace_copies(store: Store, copies: Mapping[str, str]) -> None:
    """Put ``copies`` (article id, id of the article that it repeats) in the place of all."""
    store.execute("DELETE FROM copy")
    store.execute_many(_COPY, ((one, other) for one, other in copies.items() if one != other))


_COPY = """
INSERT INTO copy (article, original)
SELECT article.id, original.id FROM article, article AS original
WHERE article.id = ? AND original.id = ?
ON CONFLICT DO NOTHING
"""


def read_signatures(store: Store) -> Iterator[tuple[str, str | None, int, bytes]]:
    """Yield id, published date, words and signature of each article that has one, by id."""
    last = ""
    while rows := store.fetch(_SIGNATURES, [last, PAGE]):
        last = rows[-1][0]
        for key, published, words, signature in rows:
            yield key, published, words, bytes(signature)


_SIGNATURES = """
SELECT id, published, words, signature FROM article
WHERE id > ? AND signature IS NOT NULL ORDER BY id LIMIT ?
"""


def replace_repeats(store: Store, keys: Sequence[str] | None = None) -> None:
    """Work out which statements have the words of an earlier one: all, or those of some ``keys``.

    The earlier by the date of its article, then by path and place. Few words (under eight) must
    also come from the same actor; three or fewer tell nothing.
    """
    if keys is None:
        store.execute("DELETE FROM repeat")
        store.execute(_REPEATS.replace("(CHOSEN)", ""), [SHORT])
        return
    for key in keys:
        store.execute(_FORGET_REPEATS, [key])
        store.execute(_REPEATS.replace("(CHOSEN)", "AND statement.words_key = ?"), [SHORT, key])


_FORGET_REPEATS = """
DELETE FROM repeat WHERE statement IN (SELECT id FROM statement WHERE words_key = ?)
"""
_REPEATS = """
INSERT INTO repeat (statement, first)
SELECT statement, first
FROM (
    SELECT told.statement AS statement, first_value(told.statement) OVER (
        PARTITION BY told.words_key, told.teller
        ORDER BY told.published, told.path, told.start_at, told.statement
    ) AS first
    FROM (
        SELECT statement.id AS statement, statement.words_key AS words_key,
            statement.start_at AS start_at, article.path AS path,
            coalesce(article.published, '9999') AS published,
            CASE WHEN substr(statement.words_key, 1, 6) = ? THEN said.actor ELSE '' END AS teller
        FROM statement
        JOIN said ON said.statement = statement.id
        JOIN article ON article.id = statement.article
        WHERE statement.words_key IS NOT NULL (CHOSEN)
    ) AS told
    WHERE told.teller IS NOT NULL
) AS found
WHERE first <> statement
"""


def name_members(store: Store, articles: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """Return the name and actor id of each member of ``articles``: canonical where known."""
    rows = store.fetch_within(_NAMES, articles)
    return {member: (name, actor) for member, name, actor in rows}


_NAMES = """
SELECT member.id, coalesce(actor.name, member.name), actor.id
FROM member
LEFT JOIN canonical ON canonical.member = member.id
LEFT JOIN actor ON actor.id = canonical.actor
WHERE member.article IN (??)
"""
