"""People's decisions: each a row with who and when, undone at most, never deleted.

What they come to is worked out anew from the record as it stands, so that it does not matter which
came first, the decision or the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, get_args

from onrecord.actors import Judgement
from onrecord.articles import digest
from onrecord.attributions import Form
from onrecord.errors import UsageError
from onrecord.record.corrections import attach, find_waiting
from onrecord.record.store import Row, Store, insert, to_json
from onrecord.record.whole import read_state
from onrecord.record.writing import count_change
from onrecord.statements import Act, Tense

Check = Callable[[object], bool]


def _is_one_of(*choices: object) -> Check:
    # 1 == True in Python, but True is no stance
    return lambda value: any(value == each and type(value) is type(each) for each in choices)


def _is_words(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(value.strip()))


def _is_date(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(_DATE.fullmatch(value)))


def _is_names(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CHECKS: dict[str, tuple[Check, str]] = {
    "wrong": (_is_one_of(True, False), "true or false"),
    "speaker": (_is_words, "the words of a name"),
    "organisation": (_is_words, "the words of a name"),
    "addressee": (_is_words, "words"),
    "venue": (_is_words, "words"),
    "said_on": (_is_date, "a date: 2012, 2012-01 or 2012-01-17"),
    "act": (_is_one_of(*get_args(Act)), ", ".join(get_args(Act))),
    "form": (_is_one_of(*get_args(Form)), ", ".join(get_args(Form))),
    "tense": (_is_one_of(*get_args(Tense)), ", ".join(get_args(Tense))),
    "targets": (_is_names, "a list of names"),
    "concept": (lambda value: isinstance(value, str) and _is_words(value), "words"),
    "stance": (_is_one_of(-1, 0, 1, None), "1 (for), -1 (against), 0 or None (none at all)"),
}
FIELDS = tuple(_CHECKS)
KINDS = ("merge", "split", "rename", "apart", "identify", "statement")


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
        if name not in _CHECKS:
            raise UsageError(f"a statement has no {name!r}. Give one of {', '.join(FIELDS)}.")
        check, wanted = _CHECKS[name]
        if not check(value):
            raise UsageError(f"{value!r} cannot be the {name} of a statement. Give {wanted}.")
    if ("concept" in fields) != ("stance" in fields):
        raise UsageError("a concept and the stance on it are decided together. Give both.")
    return {name: list(v) if isinstance(v, tuple) else v for name, v in fields.items()}


def _keep(
    store: Store, kind: str, subject: str, value: Mapping[str, object], place: Row,
    *, who: str, when: str,
) -> str:  # fmt: skip
    when = _after_all(store, when)
    text = to_json(value)
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


def read_idle(store: Store) -> list[str]:
    """Return the ids of the decisions that found no actor when the actors were last worked out."""
    return list(json.loads(read_state(store, "idle") or "[]"))


def find_idle(store: Store) -> set[str]:
    """Return the ids of decisions whose statement or actor is not in the record, or not yet."""
    return {row[0] for row in find_waiting(store)} | set(read_idle(store))


def export_judgements(store: Store) -> Iterator[str]:
    """Yield each decision as a line of JSON, undone ones as well, oldest first."""
    names = (
        "id", "kind", "subject", "value", "who", "when", "undone", "undone_by", "path", "words",
        "start",
    )  # fmt: skip
    for row in store.fetch(_JUDGEMENTS):
        line = dict(zip(names, row, strict=True))
        line["value"] = json.loads(line["value"])
        yield to_json({name: value for name, value in line.items() if value is not None})


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
        if value["kind"] == "statement":
            check_fields(value["value"])
        elif value["kind"] not in KINDS:
            raise ValueError(f"no kind {value['kind']!r}")
        for name in ("id", "subject", "who"):
            value[name].strip()
        dict(value["value"])
        datetime.fromisoformat(value["when"])
    except (ValueError, KeyError, TypeError, AttributeError, UsageError) as error:
        raise UsageError(
            f"line {number} is not a decision ({error}). Give a file that "
            "`onrecord decisions export` wrote."
        ) from None
    return dict(value)


def _import(store: Store, line: Mapping[str, Any]) -> int:
    there = store.fetch_one("SELECT undone_at FROM judgement WHERE id = ?", [line["id"]])
    if there is None:
        row = [line["id"], line["kind"], line["subject"], to_json(line["value"])]
        row += [line.get(name) for name in ("path", "words", "start", "who", "when")]
        store.execute(_KEEP, [*row, line.get("undone"), line.get("undone_by")])
        count_change(store)
        return 1
    if there[0] is None and line.get("undone"):
        _take_back(store, line["id"], who=line.get("undone_by"), when=line["undone"])
    return 0
