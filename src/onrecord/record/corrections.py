"""What people's decisions on statements come to.

A decision is kept with the path and words of its statement, so that it finds the statement again
after the article was edited. One that does not find it waits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record.store import Row, Store, insert
from onrecord.record.whole import fold, replace_repeats

SIMILAR = 80.0  # of 100: two wordings this close are one statement, edited


@dataclass(frozen=True, slots=True)
class Correction:
    """What people's decisions on one statement come to."""

    wrong: bool
    fields: Mapping[str, Any]
    speaker: str | None
    actor: str | None
    who: str


def attach(store: Store, *, decided: bool = False) -> None:
    """Find the statement that each decision speaks of, and work out what they come to.

    By its id; else, at the same path, by the same words; else by the most similar ones.
    ``decided`` says that the decisions or the actors changed, not only the articles.
    """
    if store.fetch_one("SELECT 1 FROM judgement WHERE kind = 'statement' LIMIT 1") is None:
        return
    changes = store.execute(_STRAYED) + store.execute(_BY_ID)
    for key, path, words, start in find_waiting(store):
        statement = _find_by_words(store, path, words or "", start or 0)
        if statement:
            changes += store.execute(_ATTACH, [key, statement])
    if changes or decided:
        _correct(store)


# the statement itself may have come back, under another path
_STRAYED = """
DELETE FROM attachment WHERE judgement IN (
    SELECT judgement.id FROM judgement
    JOIN attachment ON attachment.judgement = judgement.id
    JOIN statement ON statement.id = judgement.subject
    WHERE attachment.statement <> judgement.subject)
"""
_BY_ID = """
INSERT INTO attachment (judgement, statement)
SELECT judgement.id, statement.id
FROM judgement JOIN statement ON statement.id = judgement.subject
WHERE judgement.kind = 'statement' AND judgement.undone_at IS NULL
ON CONFLICT DO NOTHING
"""
_WAITING = """
SELECT id, path, words, start_at FROM judgement
WHERE kind = 'statement' AND undone_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.judgement = judgement.id)
"""
_ATTACH = insert("attachment", "judgement", "statement")


def find_waiting(store: Store) -> list[Row]:
    """Return id, path, words and place of the decisions whose statement is not in the record."""
    return store.fetch(_WAITING)


def _find_by_words(store: Store, path: str | None, words: str, start: int) -> str | None:
    """Return the statement at ``path`` with these or nearly these words, nearest to ``start``."""
    from rapidfuzz import fuzz

    best: tuple[float, int, str] | None = None
    for key, other, place in store.fetch(_AT_PATH, [path]):
        score = 101.0 if other == words else fuzz.ratio(words, other, score_cutoff=SIMILAR)
        rank = (-score, abs(place - start), key)
        if score and (best is None or rank < best):
            best = rank
    return best[2] if best else None


_AT_PATH = """
SELECT statement.id, statement.words, statement.start_at
FROM article_path JOIN statement ON statement.article = article_path.article
WHERE article_path.path = ?
"""


def _correct(store: Store) -> None:
    """Work out what the decisions on each statement come to: of two on one field, the later."""
    before = _touched_keys(store)
    store.execute("DELETE FROM correction")
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for statement, text, who in store.fetch(_ATTACHED):
        fields, _ = found.get(statement, ({}, ""))
        found[statement] = (_merge(fields, json.loads(text)), who)
    for statement, (fields, who) in found.items():
        wrong = bool(fields.pop("wrong", False))
        speaker = fields.get("speaker")
        actor = find_by_name(store, speaker) if speaker else None
        row = [
            statement,
            int(wrong),
            json.dumps(fields, ensure_ascii=False, sort_keys=True),
            speaker,
            actor,
            fields.get("said_on"),
            who,
        ]
        store.execute(_CORRECT, row)
    replace_repeats(store, sorted(before | _touched_keys(store)))


def _merge(fields: dict[str, Any], newer: Mapping[str, Any]) -> dict[str, Any]:
    """Lay ``newer`` over ``fields``; stances on different concepts stand side by side."""
    positions = dict(fields.get("positions", {}))
    if "concept" in newer:
        positions[newer["concept"]] = newer["stance"]
    plain = {name: value for name, value in newer.items() if name not in ("concept", "stance")}
    return {**fields, **plain} | ({"positions": positions} if positions else {})


_ATTACHED = """
SELECT attachment.statement, judgement.value, judgement.who
FROM judgement JOIN attachment ON attachment.judgement = judgement.id
WHERE judgement.undone_at IS NULL ORDER BY judgement.decided_at, judgement.id
"""
_CORRECT = insert("correction", "statement", "wrong", "fields", "speaker", "actor", "day", "who")


def _touched_keys(store: Store) -> set[str]:
    rows = store.fetch(
        "SELECT DISTINCT statement.words_key FROM correction "
        "JOIN statement ON statement.id = correction.statement "
        "WHERE statement.words_key IS NOT NULL"
    )
    return {key for (key,) in rows}


def find_by_name(store: Store, name: str) -> str | None:
    """Return the actor whose name this is, else the one actor whose alias it is."""
    rows = store.fetch(
        "SELECT actor, main FROM actor_name WHERE name = ? ORDER BY main DESC, actor", [fold(name)]
    )
    best = [actor for actor, main in rows if main == rows[0][1]]
    return best[0] if len(best) == 1 else None


def read_corrections(store: Store, statements: list[str]) -> dict[str, Correction]:
    """Return what people decided on each of these ``statements``."""
    rows = store.fetch_within(
        "SELECT statement, wrong, fields, speaker, actor, who FROM correction "
        "WHERE statement IN (??)",
        statements,
    )
    return {
        key: Correction(bool(wrong), json.loads(fields), speaker, actor, who)
        for key, wrong, fields, speaker, actor, who in rows
    }
