"""Words come in; the statements and articles that have them go out, best first.

All words must occur, in any form of the word; words in double quotes as they stand. Nothing that
a user types is an operator of the database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.record.store import Store
from onrecord.record.tables import read_statements
from onrecord.record.whole import fold

EXCERPT = 160
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or an article that has the words: who, when, where, and the words around."""

    kind: Literal["statement", "article"]
    id: str
    article: str
    headline: str | None
    date: str | None
    speaker: str | None
    speaker_id: str | None
    text: str


def search(
    store: Store, words: str, *, limit: int = 20, actor: str | None = None,
    since: str | None = None, until: str | None = None,
) -> list[Hit]:  # fmt: skip
    """Return at most ``limit`` statements, then at most ``limit`` articles, with all ``words``.

    ``actor`` (an id) leaves the statements of one speaker; ``since`` and ``until`` bound the
    day. ``until="2012-03"`` takes in all of March.
    """
    query = build_query(words)
    if not query:
        return []
    span = [since or "", (until or "9999") + "~"]
    said = store.fetch(
        _STATEMENTS.replace("(MATCH)", store.match_statements),
        [query, *span, actor or "", actor or "", limit],
    )
    hits = _statement_hits(store, [row[0] for row in said])
    if actor is None:
        told = store.fetch(
            _ARTICLES.replace("(MATCH)", store.match_articles), [query, *span, limit]
        )
        hits += _article_hits(store, [row[0] for row in told], words)
    return hits


def build_query(words: str) -> str:
    """Return ``words`` as phrases that both databases take as they stand.

    >>> build_query('pay "public sector" cap* NOT (')
    '"pay" "public sector" "cap" "NOT"'
    """
    phrases = ["".join(pair) for pair in _PHRASE.findall(words.replace("\\0", " "))]
    plain = [" ".join(re.findall(r"[^\W_]+(?:['’.\-&][^\W_]+)*", phrase)) for phrase in phrases]
    return " ".join(f'"{phrase}"' for phrase in plain if phrase)


_STATEMENTS = """
SELECT statement.id
FROM ((MATCH)) AS hit
JOIN statement ON statement.n = hit.n
JOIN said ON said.statement = statement.id
WHERE coalesce(said.day, '') >= ? AND coalesce(said.day, '') <= ? AND (said.actor = ? OR '' = ?)
ORDER BY hit.rank, statement.id LIMIT ?
"""
_ARTICLES = """
SELECT article.id
FROM ((MATCH)) AS hit JOIN article ON article.n = hit.n
WHERE coalesce(article.published, '') >= ? AND coalesce(article.published, '') <= ?
ORDER BY hit.rank, article.id LIMIT ?
"""


def _statement_hits(store: Store, keys: Sequence[str]) -> list[Hit]:
    lines = read_statements(store, keys)
    dates: dict[str, str | None] = dict(
        store.fetch_within("SELECT id, day FROM statement WHERE id IN (??)", keys)
    )
    heads: dict[str, str | None] = dict(store.fetch_within(_HEADLINES, keys))
    return [
        Hit(
            "statement", key, line["article"], heads[key], line["said_on"] or dates[key],
            line["speaker"], line["speaker_id"],
            " … ".join(passage["text"] for passage in line["content"]),
        )
        for key in keys
        if (line := lines.get(key))
    ]  # fmt: skip


_HEADLINES = """
SELECT statement.id, article.headline
FROM statement JOIN article ON article.id = statement.article WHERE statement.id IN (??)
"""


def _article_hits(store: Store, keys: Sequence[str], words: str) -> list[Hit]:
    rows = store.fetch_within(
        "SELECT id, path, headline, published, text FROM article WHERE id IN (??)", keys
    )
    hits = {
        key: Hit("article", key, path, headline, date, None, None, cut_excerpt(text, words))
        for key, path, headline, date, text in rows
    }
    return [hits[key] for key in keys]


def cut_excerpt(text: str, words: str) -> str:
    """Return the stretch of ``text`` around the first of ``words`` in it, on one line."""
    wanted = [re.escape(word) for word in fold(words.replace('"', " ")).split()]
    found = re.search(r"\b(?:" + "|".join(wanted) + ")", text, re.IGNORECASE) if wanted else None
    middle = found.start() if found else 0
    start, end = max(0, middle - EXCERPT // 2), min(len(text), middle + EXCERPT)
    excerpt = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{excerpt}{' …' if end < len(text) else ''}"
