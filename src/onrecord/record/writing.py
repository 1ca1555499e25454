"""One reading of one article comes in and becomes rows, all of them or none.

What an article says hangs on the article: a second reading takes the place of the first, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.actors import Cast
from onrecord.articles import Article, Passage, Problem, digest
from onrecord.attributions import Attribution
from onrecord.record.store import Row, Store, insert, to_json
from onrecord.statements import Coding, Move, Position, Statement

# Fewer words than this said twice are chance; fewer than the other need the same speaker too.
FEWEST_WORDS, TELLING_WORDS = 4, 8
SHORT = "short:"

_WORD = re.compile(r"\w+")
_ROW = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was read of one article, and what read it."""

    article: Article
    attributions: Sequence[Attribution]
    cast: Cast
    coding: Coding
    signature: bytes | None
    by: str


def plain_path(path: str) -> str:
    r"""Return ``path`` with the bytes in it that are no text written out as ``\udce9``."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def source_of(path: str) -> str:
    """Return the file in which an article stands.

    >>> source_of("news.csv#12"), source_of("c#/a.txt")
    ('news.csv', 'c#/a.txt')
    """
    return _ROW.sub("", path)


def add(store: Store, findings: Findings) -> bool:
    """Make the record hold ``findings``; say whether a reading was written."""
    article, path = findings.article, plain_path(findings.article.path)
    if add_path(store, article, by=findings.by):
        return False
    paths = _drop(store, article.id)
    paths[path] = (source_of(path), article.sha256)
    _insert(store, findings, min(paths))
    for each, (source, sha256) in paths.items():
        store.execute(_ADD_PATH, [each, article.id, source, sha256])
    count_change(store)
    return True


def add_path(store: Store, article: Article, *, by: str) -> bool:
    """Note where a known article stands; ``False`` where it must be read (again) first.

    An article is known when the same reader has read the same text. Where two files with the
    same text say different things about it (another date), the first in alphabetical order holds.
    """
    path = plain_path(article.path)
    _leave_old_article(store, article, path)
    row = store.fetch_one(
        "SELECT path, read_by, fingerprint FROM article WHERE id = ?", [article.id]
    )
    if row is None or row[1] != by or (row[2] != fingerprint_of(article) and path <= row[0]):
        return False
    store.execute(_ADD_PATH, [path, article.id, source_of(path), article.sha256])
    store.execute("UPDATE article SET path = ? WHERE id = ? AND path > ?", [path, article.id, path])
    return True


_ADD_PATH = """
INSERT INTO article_path (path, article, source, sha256) VALUES (?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, source = excluded.source
"""


def _leave_old_article(store: Store, article: Article, path: str) -> None:
    """Forget the other article that stood at ``path`` before."""
    row = store.fetch_one("SELECT article FROM article_path WHERE path = ?", [path])
    if row is not None and row[0] != article.id:
        forget_path(store, path)


def count_change(store: Store) -> None:
    """Note that something changed on which the actors of the record rest."""
    store.execute(
        "UPDATE state SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'changes'"
    )


def forget_path(store: Store, path: str) -> None:
    """Take ``path`` out of the record, and its article where it stands nowhere else."""
    row = store.fetch_one("SELECT article FROM article_path WHERE path = ?", [path])
    if row is None:
        return
    store.execute("DELETE FROM article_path WHERE path = ?", [path])
    rest = store.fetch_one("SELECT min(path) FROM article_path WHERE article = ?", [row[0]])
    if rest is None or rest[0] is None:
        store.execute("DELETE FROM article WHERE id = ?", [row[0]])
        count_change(store)
    else:
        store.execute("UPDATE article SET path = ? WHERE id = ?", [rest[0], row[0]])


def _drop(store: Store, article: str) -> dict[str, tuple[str, str]]:
    """Take out the reading of ``article`` and return the paths at which it stood."""
    rows = store.fetch("SELECT path, source, sha256 FROM article_path WHERE article = ?", [article])
    store.execute("DELETE FROM article WHERE id = ?", [article])
    return {path: (source, sha256) for path, source, sha256 in rows}


def fingerprint_of(article: Article) -> str:
    """Return a hash of all that is known about ``article`` besides its text and paths."""
    known = (
        article.headline, article.standfirst, article.byline, article.outlet, article.url,
        article.section, article.published, article.updated, article.language, article.by,
        repr(article.confidence), _zones(article),
    )  # fmt: skip
    return digest(*(value if value is not None else "\0" for value in known))


def paths_of(store: Store, source: str) -> set[str]:
    """Return the paths of the articles that stand in the file ``source``."""
    rows = store.fetch("SELECT path FROM article_path WHERE source = ?", [plain_path(source)])
    return {path for (path,) in rows}


def read_sources(store: Store, paths: Sequence[str], *, by: str) -> list[Row]:
    """Return path and SHA-256 of those of ``paths`` that ``by`` read to their end."""
    plain = {plain_path(path): path for path in paths}
    rows = store.fetch_within(
        "SELECT path, sha256 FROM source WHERE path IN (??) AND by = ?", list(plain), [by]
    )
    return [(plain[path], sha256) for path, sha256 in rows]


def forget_source(store: Store, path: str) -> None:
    """Take out the note that a file was read, and its problems."""
    store.execute("DELETE FROM source WHERE path = ?", [plain_path(path)])
    store.execute("DELETE FROM problem WHERE source = ?", [plain_path(path)])


def finish_source(store: Store, path: str, sha256: str, *, by: str, read_at: str) -> None:
    """Note that the file ``path`` was read to its end."""
    store.execute(_FINISH, [plain_path(path), sha256, by, read_at])


_FINISH = """
INSERT INTO source (path, sha256, by, read_at) VALUES (?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE
SET sha256 = excluded.sha256, by = excluded.by, read_at = excluded.read_at
"""


def replace_problems(store: Store, source: str, problems: Iterable[Problem]) -> None:
    """Put ``problems`` in the place of those that an earlier reading of ``source`` had."""
    source = plain_path(source)
    store.execute("DELETE FROM problem WHERE source = ?", [source])
    store.execute_many(_PROBLEM, [_problem_row(source, problem) for problem in problems])


def _problem_row(source: str, problem: Problem) -> Row:
    path = plain_path(problem.path)
    key = digest("problem", path, problem.code, problem.message)
    return (key, source, path, problem.code, problem.message, problem.remedy)


# == rows ==

_PROBLEM = insert("problem", "id", "source", "path", "code", "message", "remedy")
_ARTICLE = insert(
    "article", "id", "path", "headline", "standfirst", "byline", "outlet", "url", "section",
    "published", "updated", "language", "words", "zones", "read_by", "fingerprint", "signature",
    "confidence", "by", "text",
)  # fmt: skip
_MEMBER = insert(
    "member", "article", "id", "name", "kind", "named", "aliases", "gender", "date", "mentions",
    "confidence", "by",
)  # fmt: skip
_MENTION = insert(
    "mention", "article", "start_at", "end_at", "form", "member", "candidates", "confidence", "by"
)
_OFFICE = insert(
    "office", "article", "id", "person", "title", "organisation", "since", "until", "evidence",
    "confidence", "by",
)  # fmt: skip
_AFFILIATION = insert(
    "affiliation", "article", "id", "member", "organisation", "kind", "since", "until", "evidence",
    "confidence", "by",
)  # fmt: skip
_ATTRIBUTION = insert(
    "attribution", "article", "id", "zone", "speaker", "source", "cue", "content", "form",
    "confidence", "by",
)  # fmt: skip
_STATEMENT = insert(
    "statement", "article", "id", "zone", "speaker", "speaker_words", "organisation", "source",
    "cue", "content", "form", "act", "also", "condition", "by_when", "due", "addressee", "venue",
    "said_on", "tense", "day", "start_at", "words", "words_key", "confidence", "by",
)  # fmt: skip
_TARGET = insert("target", "article", "statement", "member", "place")
_TIE = insert(
    "tie", "article", "id", "source", "target", "sign", "statement", "evidence", "date",
    "confidence", "by",
)  # fmt: skip
POSITION = insert(
    "position", "article", "id", "actor", "organisation", "concept", "stance", "statement",
    "evidence", "date", "confidence", "by",
)  # fmt: skip
_PAYMENT = insert(
    "payment", "article", "id", "payer", "beneficiary", "amount", "amount_to", "currency",
    "currency_note", "share", "share_of", "period", "since", "until", "status", "day", "evidence",
    "confidence", "by",
)  # fmt: skip
_PLEDGE = insert(
    "pledge", "article", "id", "pledger", "what", "amount", "currency", "currency_note",
    "amount_before", "by_when", "due", "funded_by", "condition", "status", "statement", "day",
    "evidence", "confidence", "by",
)  # fmt: skip


def _insert(store: Store, findings: Findings, path: str) -> None:
    """Add the article and all that hangs on it, parents before children."""
    article, cast, coding = findings.article, findings.cast, findings.coding
    store.execute(_ARTICLE, _article_row(findings, path))
    store.execute_many(_MEMBER, _member_rows(cast))
    store.execute_many(_MENTION, _mention_rows(article, cast))
    store.execute_many(_OFFICE, _office_rows(article, cast))
    store.execute_many(_AFFILIATION, _affiliation_rows(article, cast))
    store.execute_many(_ATTRIBUTION, _attribution_rows(findings))
    store.execute_many(_STATEMENT, (_statement_row(article, each) for each in coding.statements))
    store.index_statements(article.id)
    store.execute_many(_TARGET, _target_rows(article, coding))
    store.execute_many(_TIE, _tie_rows(article, coding))
    store.execute_many(POSITION, [position_row(article.id, p) for p in coding.positions])
    store.execute_many(_PAYMENT, _payment_rows(article, coding))
    store.execute_many(_PLEDGE, _pledge_rows(article, coding))


def _article_row(findings: Findings, path: str) -> Row:
    each = findings.article
    return (
        each.id, path, each.headline, each.standfirst, each.byline, each.outlet, each.url,
        each.section, each.published, each.updated, each.language, each.words, _zones(each),
        findings.by, fingerprint_of(each), findings.signature, each.confidence, each.by, each.text,
    )  # fmt: skip


def _member_rows(cast: Cast) -> Iterator[Row]:
    for each in cast.members:
        yield (
            cast.article, each.id, each.name, each.kind, int(each.named), _list(each.aliases),
            each.gender, each.date, each.mentions, each.confidence, each.by,
        )  # fmt: skip


def _mention_rows(article: Article, cast: Cast) -> Iterator[Row]:
    for each in cast.mentions:
        where = each.passage
        yield (
            article.id, where.start, where.end, each.form, each.member, _list(each.candidates),
            each.confidence, each.by,
        )  # fmt: skip


def _office_rows(article: Article, cast: Cast) -> Iterator[Row]:
    for each in cast.offices:
        yield (
            article.id, each.id, each.person, each.title, each.organisation, each.start, each.end,
            _places(each.evidence), each.confidence, each.by,
        )  # fmt: skip


def _affiliation_rows(article: Article, cast: Cast) -> Iterator[Row]:
    for each in cast.affiliations:
        yield (
            article.id, each.id, each.member, each.of, each.kind, each.start, each.end,
            _places(each.evidence), each.confidence, each.by,
        )  # fmt: skip


def _attribution_rows(findings: Findings) -> Iterator[Row]:
    speakers = findings.cast.speakers
    for each in findings.attributions:
        yield (
            findings.article.id, each.id, each.zone, speakers.get(each.id), _place(each.source),
            _places(each.cue), _places(each.content), each.form, each.confidence, each.by,
        )  # fmt: skip


def _statement_row(article: Article, each: Statement) -> Row:
    words = " ".join(" ".join(passage.text for passage in each.content).split())
    return (
        article.id, each.id, each.zone, each.speaker, each.speaker_words, each.organisation,
        _place(each.source), _places(each.cue), _places(each.content), each.form, each.act,
        _moves(each.also), _place(each.condition), each.by_when, each.due, each.addressee,
        each.venue, each.said_on, each.tense, _day(article, each), _start(each), words,
        key_of(words), each.confidence, each.by,
    )  # fmt: skip


def _target_rows(article: Article, coding: Coding) -> Iterator[Row]:
    for each in coding.statements:
        for place, member in enumerate(each.targets):
            yield article.id, each.id, member, place


def _tie_rows(article: Article, coding: Coding) -> Iterator[Row]:
    for each in coding.ties:
        yield (
            article.id, each.id, each.source, each.target, each.sign, each.statement,
            _places(each.evidence), each.date, each.confidence, each.by,
        )  # fmt: skip


def position_row(article: str, each: Position) -> Row:
    """Return a position as a row."""
    return (
        article, each.id, each.actor, each.organisation, each.concept, each.stance, each.statement,
        _places(each.evidence), each.date, each.confidence, each.by,
    )  # fmt: skip


def _payment_rows(article: Article, coding: Coding) -> Iterator[Row]:
    for each in coding.payments:
        yield (
            article.id, each.id, each.payer, each.beneficiary, each.amount, each.amount_to,
            each.currency, each.currency_note, each.share, each.of, each.period, each.start,
            each.end, each.status, article.published, _places(each.evidence), each.confidence,
            each.by,
        )  # fmt: skip


def _pledge_rows(article: Article, coding: Coding) -> Iterator[Row]:
    days = {each.id: _day(article, each) for each in coding.statements}
    for each in coding.pledges:
        yield (
            article.id, each.id, each.by_whom, each.what, each.amount, each.currency,
            each.currency_note, each.amount_before, each.by_when, each.due, each.funded_by,
            each.condition, each.status, each.statement,
            days.get(each.statement or "", article.published),
            _places(each.evidence), each.confidence, each.by,
        )  # fmt: skip


def key_of(words: str) -> str | None:
    """Return a hash of ``words`` without case and punctuation, ``None`` for too few of them."""
    plain = _WORD.findall(words.casefold())
    if len(plain) < FEWEST_WORDS:
        return None
    return (SHORT if len(plain) < TELLING_WORDS else "") + digest(*plain)


def _day(article: Article, statement: Statement) -> str | None:
    return statement.said_on or article.published


def _start(statement: Statement) -> int:
    passages = (*statement.content, *statement.cue)
    return min((passage.start for passage in passages), default=0)


def _zones(article: Article) -> str:
    return to_json([[zone.kind, zone.start, zone.end] for zone in article.zones])


def _place(passage: Passage | None) -> str | None:
    return None if passage is None else f"[{passage.start}, {passage.end}]"


def _places(passages: Iterable[Passage]) -> str:
    return f"[{', '.join(f'[{each.start}, {each.end}]' for each in passages)}]"


def _moves(moves: Iterable[Move]) -> str | None:
    kept = [[each.act, each.passage.start, each.passage.end] for each in moves]
    return to_json(kept) if kept else None


def _list(values: Iterable[str]) -> str:
    return to_json(list(values))
