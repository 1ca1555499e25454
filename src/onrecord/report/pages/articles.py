"""The index of articles, and a page for each: its text with the statements marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.report.marking import Mark, Marks, Token, find_lines, mark_text
from onrecord.report.materials import ArticleLine, Materials
from onrecord.report.quotes import Link, Quote, build_quote
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, turn_leaves
from onrecord.report.wording import Day, find_safe_url, write_day

PER_LEAF = 500
LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "byline": "Byline",
    "dateline": "Dateline",
    "caption": "Caption",
    "comment": "Readers’ comments",
    "boilerplate": "Not part of the article",
}
EVIDENCE = ("ties", "positions", "payments", "pledges", "offices", "affiliations")


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An article in the index."""

    headline: Link
    outlet: str
    published: Day | None
    statements: int
    copy_of: Link | None


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Articles from the latest to the first."""

    lines: tuple[IndexLine, ...]
    total: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a statement: its number and the statement."""

    number: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text, cut at its marks, with the notes of statements that begin in it."""

    tokens: tuple[Token, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A zone of the text: its kind, the label that sets it apart, and its paragraphs."""

    kind: str
    label: str | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The whole text with what was read from it."""

    line: ArticleLine
    byline: str | None
    published: Day | None
    updated: Day | None
    url: str | None
    unsafe_url: str | None
    language: str | None
    words: int
    copy_of: Link | None
    copies: tuple[tuple[str, Link], ...]
    statements: int
    stretches: tuple[Stretch, ...]


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the index, then the page of each article."""
    yield from build_index(materials)
    for row in materials.articles:
        page = build_article(materials, row)
        yield Sheet(page.line.page, "article.html", page.line.headline, page)


def build_index(materials: Materials) -> Iterator[Sheet]:
    """Yield the index of articles, as many files as it fills."""
    lines = sorted(
        materials.lines.values(), key=lambda a: (a.published or "", a.path), reverse=True
    )
    for file, leaf, batch in turn_leaves("articles", lines, len(lines), PER_LEAF):
        items = tuple(_build_line(materials, line) for line in batch)
        page = IndexPage(items, len(lines), leaf)
        yield Sheet(file, "articles.html", "Articles", page)


def _build_line(materials: Materials, line: ArticleLine) -> IndexLine:
    return IndexLine(
        Link(line.headline, line.page),
        line.outlet,
        write_day(line.published),
        line.statements,
        _link_article(materials, line.copy_of),
    )


def _link_article(materials: Materials, path: str | None) -> Link | None:
    line = materials.lines.get(path or "")
    return Link(line.headline, line.page) if line else Link(path) if path else None


def build_article(materials: Materials, row: Row) -> ArticlePage:
    """Mark the statements, and the evidence of everything else, in an article's text."""
    line = materials.lines[row["path"]]
    said = sorted(materials.statements.take("article", line.path), key=_first_place)
    notes = {
        each["id"]: Note(number, build_quote(materials, each))
        for number, each in enumerate(said, 1)
    }
    marks = [mark for each in said for mark in _mark_statement(each, notes[each["id"]].number)]
    marks.extend(_mark_evidence(materials, line.path))
    url = row.get("url")
    safe_url = find_safe_url(url)
    return ArticlePage(
        line=line,
        byline=row.get("byline"),
        published=write_day(row.get("published")),
        updated=write_day(row.get("updated")),
        url=safe_url,
        unsafe_url=None if safe_url else url,
        language=row.get("language"),
        words=row.get("words") or 0,
        copy_of=_link_article(materials, line.copy_of),
        copies=_list_copies(materials, line.path),
        statements=len(said),
        stretches=tuple(build_stretches(materials, line.path, Marks(marks), notes)),
    )


def _list_copies(materials: Materials, path: str) -> tuple[tuple[str, Link], ...]:
    lines = [materials.lines[row["path"]] for row in materials.articles.take("copy_of", path)]
    return tuple((line.outlet, Link(line.headline, line.page)) for line in lines)


def build_stretches(
    materials: Materials, path: str, marks: Marks, notes: dict[str, Note]
) -> Iterator[Stretch]:
    """Yield the text zone by zone; what lies between zones belongs to none."""
    article = materials.record.article(path)
    here = 0
    for zone in article.zones:
        start = _find_start(article.text, here, zone.start)
        yield from _build_stretch(article.text, "", here, start, marks, notes)
        yield from _build_stretch(article.text, zone.kind, start, zone.end, marks, notes)
        here = zone.end
    yield from _build_stretch(article.text, "", here, len(article.text), marks, notes)


def _find_start(text: str, gap: int, start: int) -> int:
    """Return where the line of a zone begins: a bullet before it is shown with it."""
    lead = text[gap:start]
    line = max(lead.rfind("\n"), lead.rfind("\r")) + 1
    return start if any(map(str.isalnum, lead[line:])) else gap + line


def _build_stretch(
    text: str, kind: str, start: int, end: int, marks: Marks, notes: dict[str, Note]
) -> Iterator[Stretch]:
    paragraphs = tuple(
        _build_paragraph(text, *span, marks, notes) for span in find_lines(text, start, end)
    )
    if paragraphs:
        yield Stretch(kind, LABELS.get(kind), paragraphs)


def _build_paragraph(
    text: str, start: int, end: int, marks: Marks, notes: dict[str, Note]
) -> Paragraph:
    tokens = tuple(mark_text(text, start, end, marks))
    beginning = (token.mark for token in tokens if token.step == "open" and token.mark)
    return Paragraph(tokens, tuple(notes[mark.owner] for mark in beginning if mark.number))


def _first_place(row: Row) -> tuple[int, int]:
    passages = row.get("content") or row.get("cue") or [{"start": 0, "end": 0}]
    return passages[0]["start"], -passages[0]["end"]


def _mark_statement(row: Row, number: int) -> Iterator[Mark]:
    content = row.get("content") or row.get("cue") or ()
    for place, passage in enumerate(content):
        first = place == 0
        yield Mark(
            passage["start"],
            passage["end"],
            "said",
            row["id"],
            f"s-{row['id']}" if first else None,
            number if first else None,
        )
    for kind in ("source", "condition", "cue"):
        for passage in _listed(row.get(kind)):
            yield Mark(passage["start"], passage["end"], kind, row["id"])


def _mark_evidence(materials: Materials, path: str) -> Iterator[Mark]:
    for table in EVIDENCE:
        for row in getattr(materials, table).take("article", path):
            for place, passage in enumerate(row.get("evidence") or ()):
                anchor = None if place else f"e-{row['id']}"
                yield Mark(passage["start"], passage["end"], "evidence", row["id"], anchor)


def _listed(value: Row | Iterable[Row] | None) -> list[Row]:
    return [value] if isinstance(value, dict) else list(value or ())
