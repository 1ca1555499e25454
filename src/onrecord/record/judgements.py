"""People's decisions: each a row with who and when, undone at most, never deleted.

What a decision says of a statement is kept with the statement's path and words, so that it finds
the statement again after the article was edited. Its effect is worked out anew from the record as
it stands, so that it does not matter which came first, the decision or the reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

from onrecord.actors import Judgement
from onrecord.articles import digest
from onrecord.attributions import Form
from onrecord.errors import UsageError
from onrecord.record.store import Row, Store, insert
from onrecord.record.whole import fold, replace_repeats
from onrecord.record.writing import count_change
from onrecord.statements import Act, Tense

SIMILAR = 80.0  # of 100: two wordings this close are one statement, edited

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "act": get_args(Act), "form": get_args(Form), "tense": get_args(Tense),
}  # fmt: skip
_WORDS = {"speaker", "organisation", "addressee", "venue", "said_on"}
FIELDS = ("wrong", *sorted(_WORDS), *_CHOICES, "targets", "concept", "stance")


@dataclass(frozen=True, slots=True)
class Correction:
    """What people's decisions on one statement come to."""

    wrong: bool
    fields: Mapping[str, Any]
    speaker: str | None
    actor: str | None
    who: str


# == deciding ==


def decide(
    store: Store, kind: str, subject: str, value: Mapping[str, object], *, who: str, when: str
) -> str:
    """Keep a decision on actors and return its id."""
    return _keep(store, kind, subject, value, (None, None, None), who=who, when=when)


def judge(
    store: Store, statement: str, fields: Mapping[str, object], *, who: str, when: str
) -> str:
    """Keep a decision on a statement and return its id."""
    row = store.fetch_one(_PLACE, [statement])
    if row is None:
        raise UsageError(
            f"no statement has the id {statement!r}; `onrecord search WORDS` shows statements "
            "with their ids."
        )
    value = check_fields(fields)
    key = _keep(store, "statement", statement, value, row, who=who, when=when)
    attach(store, decided=True)
    return key


_PLACE = """
SELECT article.path, statement.words, statement.start_at
FROM statement JOIN article ON article.id = statement.article WHERE statement.id = ?
"""


def check_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Return ``fields`` as they are kept, or say which of them a statement has not."""
    if not fields:
        raise UsageError(f"nothing was decided. Give one of {', '.join(FIELDS)}.")
    for name, value in fields.items():
        if name not in FIELDS:
            raise UsageError(f"a statement has no {name!r}. Give one of {', '.join(FIELDS)}.")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise UsageError(f"{value!r} is no {name}. Give one of {', '.join(_CHOICES[name])}.")
        if name == "stance" and value not in (-1, 0, 1):
            raise UsageError(f"{value!r} is no stance. Give 1 (for), -1 (against) or 0.")
    if ("concept" in fields) != ("stance" in fields):
        raise UsageError("a concept and the stance on it are decided together. Give both.")
    return {name: list(v) if isinstance(v, tuple) else v for name, v in fields.items()}


def _keep(
    store: Store, kind: str, subject: str, value: Mapping[str, object], place: Row,
    *, who: str, when: str,
) -> str:  # fmt: skip
    when = _after_all(store, when)
    text = _dump(value)
    key = digest("judgement", kind, subject, text, who, when)
    store.execute(_KEEP, [key, kind, subject, text, *place, who, when, None, None])
    count_change(store)
    return key


_KEEP = insert(
    "judgement", "id", "kind", "subject", "value", "path", "words", "start_at", "who",
    "decided_at", "undone_at", "undone_by",
)  # fmt: skip


def _after_all(store: Store, when: str) -> str:
    """Return ``when``, moved on a little where a decision was already made by then."""
    row = store.fetch_one("SELECT max(decided_at) FROM judgement")
    if row is None or row[0] is None or row[0] < when:
        return when
    last = datetime.fromisoformat(row[0]) + timedelta(microseconds=1)
    return last.isoformat(timespec="microseconds")


def undo(store: Store, *, who: str, when: str) -> Judgement | None:
    """Take the last decision that stands back and return it, ``None`` where none stands."""
    row = store.fetch_one(_LAST)
    if row is None:
        return None
    _take_back(store, row[0], who=who, when=when)
    return next(each for each in read_judgements(store, undone=True) if each.id == row[0])


_LAST = """
SELECT id FROM judgement WHERE undone_at IS NULL ORDER BY decided_at DESC, id DESC LIMIT 1
"""


def _take_back(store: Store, key: str, *, who: str | None, when: str) -> None:
    store.execute(
        "UPDATE judgement SET undone_at = ?, undone_by = ? WHERE id = ?", [when, who, key]
    )
    store.execute("DELETE FROM attachment WHERE judgement = ?", [key])
    count_change(store)
    attach(store, decided=True)


# == reading ==


def read_judgements(store: Store, *, undone: bool = False) -> list[Judgement]:
    """Return the decisions that stand, oldest first; with ``undone`` the others as well.

    A split names the paths of its articles; ``articles`` holds the ids that they have now.
    """
    rows = store.fetch(_JUDGEMENTS)
    return [_judgement(store, row) for row in rows if undone or row[6] is None]


_JUDGEMENTS = """
SELECT id, kind, subject, value, who, decided_at, undone_at, undone_by, path, words, start_at
FROM judgement ORDER BY decided_at, id
"""


def _judgement(store: Store, row: Row) -> Judgement:
    key, kind, subject, text, who, when, undone = row[:7]
    value = json.loads(text)
    if kind == "split":
        found = store.fetch_within(
            "SELECT DISTINCT article FROM article_path WHERE path IN (??) ORDER BY article",
            value.get("paths", []),
        )
        value["articles"] = [article for (article,) in found]
    return Judgement(key, kind, subject, value, who, when, undone)


def count_waiting(store: Store) -> int:
    """Count the decisions whose statement is not in the record (any longer, or yet)."""
    row = store.fetch_one(_WAITING.replace("(COLUMNS)", "count(*)"))
    return int(row[0]) if row else 0


def export_judgements(store: Store) -> Iterator[str]:
    """Yield each decision as a line of JSON, undone ones as well, oldest first."""
    names = (
        "id", "kind", "subject", "value", "who", "when", "undone", "undone_by", "path", "words",
        "start",
    )  # fmt: skip
    for row in store.fetch(_JUDGEMENTS):
        line = dict(zip(names, row, strict=True))
        line["value"] = json.loads(line["value"])
        yield _dump({name: value for name, value in line.items() if value is not None})


def import_judgements(store: Store, lines: Iterable[str]) -> int:
    """Keep the decisions in ``lines`` that are not here yet and return how many those were.

    A decision that is here and was undone there is undone here as well.
    """
    count = 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            count += _import(store, _parse(line, number))
    attach(store, decided=True)
    return count


def _parse(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
        for name in ("id", "kind", "subject", "value", "who", "when"):
            value[name]
        datetime.fromisoformat(value["when"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"line {number} is not a decision ({error}). Give a file that "
            "`onrecord actors export` or `record.export_judgements` wrote."
        ) from None
    return dict(value)


def _import(store: Store, line: Mapping[str, Any]) -> int:
    there = store.fetch_one("SELECT undone_at FROM judgement WHERE id = ?", [line["id"]])
    if there is None:
        row = [line["id"], line["kind"], line["subject"], _dump(line["value"])]
        row += [line.get(name) for name in ("path", "words", "start", "who", "when")]
        store.execute(_KEEP, [*row, line.get("undone"), line.get("undone_by")])
        count_change(store)
        return 1
    if there[0] is None and line.get("undone"):
        _take_back(store, line["id"], who=line.get("undone_by"), when=line["undone"])
    return 0


def _dump(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


# == finding the statement again ==


def attach(store: Store, *, decided: bool = False) -> None:
    """Find the statement that each decision speaks of, and work out what they come to.

    By its id; else, at the same path, by the same words; else by the most similar ones.
    ``decided`` says that the decisions or the actors changed, not only the articles.
    """
    if store.fetch_one("SELECT 1 FROM judgement WHERE kind = 'statement' LIMIT 1") is None:
        return
    changes = store.execute(_STRAYED) + store.execute(_BY_ID)
    waiting = _WAITING.replace("(COLUMNS)", "id, path, words, start_at")
    for key, path, words, start in store.fetch(waiting):
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
SELECT (COLUMNS) FROM judgement
WHERE kind = 'statement' AND undone_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.judgement = judgement.id)
"""
_ATTACH = insert("attachment", "judgement", "statement")


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
        row = [statement, int(wrong), _dump(fields), speaker, actor, fields.get("said_on"), who]
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
