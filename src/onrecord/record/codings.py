"""What statements are coded to: by hand, by what was learnt from that, and by rules anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.actors import Affiliation, Cast, Member, Mention, Office
from onrecord.articles import Passage
from onrecord.attributions import Attribution
from onrecord.record.store import Row, Store, batched, insert
from onrecord.record.writing import POSITION, position_row
from onrecord.statements import Position

PAGE = 500

Stance = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class HandCoding:
    """What a person coded a statement to; a ``stance`` of ``None`` says that it is not on this."""

    statement: str
    concept: str
    stance: Stance | None
    who: str


@dataclass(frozen=True, slots=True)
class LearntCoding:
    """What a statement was coded to by what was learnt from hand codings."""

    statement: str
    concept: str
    stance: Stance
    confidence: float
    by: str


def read_hand_codings(store: Store) -> Iterator[HandCoding]:
    """Yield what people coded statements to, those that were struck out left out."""
    for statement, fields, who in store.fetch(_HAND):
        for concept, stance in json.loads(fields).get("positions", {}).items():
            yield HandCoding(statement, concept, stance, who)


_HAND = "SELECT statement, fields, who FROM correction WHERE wrong = 0 ORDER BY statement"


def replace_learnt(store: Store, codings: Iterable[LearntCoding]) -> None:
    """Put ``codings`` in the place of all that was learnt."""
    store.execute("DELETE FROM coded")
    for some in batched(codings, PAGE):
        store.execute_many(
            _CODED, [(c.statement, c.concept, c.stance, c.confidence, c.by) for c in some]
        )


_CODED = insert("coded", "statement", "concept", "stance", "confidence", "by")


def replace_positions(store: Store, article: str, positions: Sequence[Position]) -> None:
    """Put ``positions`` in the place of those that the rules coded in an article before."""
    store.execute("DELETE FROM position WHERE article = ?", [article])
    store.execute_many(POSITION, [position_row(article, each) for each in positions])


def relabel_readers(store: Store, codebook: str | None) -> None:
    """Note of every article that it was coded with ``codebook``, without another reading."""
    for table, column in (("article", "read_by"), ("source", "by")):
        for (label,) in store.fetch(f"SELECT DISTINCT {column} FROM {table}"):  # noqa: S608
            store.execute(
                f"UPDATE {table} SET {column} = ? WHERE {column} = ?",  # noqa: S608
                [_relabel(label, codebook), label],
            )


def _relabel(label: str, codebook: str | None) -> str:
    """Return a reader's label with another codebook: it stands behind models and rules."""
    parts = [part for part in label.split(" ") if not part.startswith("codebook@")]
    rules = [i for i, part in enumerate(parts) if part.startswith("rule:")]
    at = rules[0] + 1 if rules else len(parts)
    return " ".join([*parts[:at], *([codebook] if codebook else []), *parts[at:]])


# == an article as it was read ==


def read_attributions(store: Store, article: str) -> tuple[Attribution, ...]:
    """Return the attributions of an article as they were heard, in text order."""
    text = _text(store, article)
    found = []
    for key, zone, source, cue, content, form, confidence, by in store.fetch(_HEARD, [article]):
        speaker = _passages(article, text, f"[{source}]")[0] if source else None
        heard = (_passages(article, text, cue), _passages(article, text, content))
        found.append(Attribution(key, article, zone, speaker, *heard, form, confidence, by))
    return tuple(sorted(found, key=lambda each: (_start(each), each.id)))


_HEARD = """
SELECT id, zone, source, cue, content, form, confidence, by FROM attribution WHERE article = ?
"""


def _start(each: Attribution) -> int:
    return min((passage.start for passage in (*each.content, *each.cue)), default=0)


def read_cast(store: Store, article: str) -> Cast:
    """Return the cast of an article as it was read."""
    text = _text(store, article)
    return Cast(
        article,
        tuple(_member(article, row) for row in store.fetch(_MEMBERS, [article])),
        tuple(_mention(article, text, row) for row in store.fetch(_MENTIONS, [article])),
        tuple(_office(article, text, row) for row in store.fetch(_OFFICES, [article])),
        tuple(_affiliation(article, text, row) for row in store.fetch(_AFFILIATIONS, [article])),
        dict(store.fetch(_SPEAKERS, [article])),
    )


_MEMBERS = """
SELECT id, name, kind, named, aliases, gender, date, mentions, confidence, by
FROM member WHERE article = ? ORDER BY id
"""
_MENTIONS = """
SELECT start_at, end_at, form, member, candidates, confidence, by
FROM mention WHERE article = ? ORDER BY start_at, end_at
"""
_OFFICES = """
SELECT id, person, title, organisation, since, until, evidence, confidence, by
FROM office WHERE article = ? ORDER BY id
"""
_AFFILIATIONS = """
SELECT id, member, organisation, kind, since, until, evidence, confidence, by
FROM affiliation WHERE article = ? ORDER BY id
"""
_SPEAKERS = "SELECT id, speaker FROM attribution WHERE article = ? AND speaker IS NOT NULL"


def _member(article: str, row: Row) -> Member:
    key, name, kind, named, aliases, gender, date, mentions, confidence, by = row
    known = (bool(named), tuple(json.loads(aliases)), gender, date, mentions, confidence, by)
    return Member(key, article, name, kind, *known)


def _mention(article: str, text: str, row: Row) -> Mention:
    start, end, form, member, candidates, confidence, by = row
    passage = Passage(article, start, end, text[start:end])
    return Mention(passage, form, member, tuple(json.loads(candidates)), confidence, by)


def _office(article: str, text: str, row: Row) -> Office:
    key, person, title, where, since, until, evidence, confidence, by = row
    passages = _passages(article, text, evidence)
    return Office(key, article, person, title, where, since, until, passages, confidence, by)


def _affiliation(article: str, text: str, row: Row) -> Affiliation:
    key, member, where, kind, since, until, evidence, confidence, by = row
    passages = _passages(article, text, evidence)
    return Affiliation(key, article, member, where, kind, since, until, passages, confidence, by)


def _text(store: Store, article: str) -> str:
    row = store.fetch_one("SELECT text FROM article WHERE id = ?", [article])
    return str(row[0]) if row else ""


def _passages(article: str, text: str, places: str) -> tuple[Passage, ...]:
    spans = json.loads(places)
    return tuple(Passage(article, start, end, text[start:end]) for start, end in spans)
