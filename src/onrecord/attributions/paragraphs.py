"""Finds the paragraphs of an article that may be read, grouped by what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.articles import Article
from onrecord.models.types import Span

READ_ZONES = frozenset({"headline", "standfirst", "body", "caption", "comment"})
SENTENCE_ENDS = tuple(".!?:;\"'\u201d\u2019")
CLOSED = re.compile(r"[.!?:;…][\"'”’)\]*_]*\Z")
CROSSHEAD_WORDS = 8
SPEAKS = re.compile(  # a verb, a colon, or a signature behind a quotation
    r":|\b(?:says?|said|warns?|tells?|told|warned|claims?|claimed|vows?|urges?|admits?|insists?)\b"
    r"|[\"”'’]\s*[―—–-]"
)


def find_paragraphs(article: Article) -> list[list[Span]]:
    """Group an article's paragraphs by zone; nothing is read across from one zone to another.

    Headlines, the standfirst, body text, captions and readers' comments are read. Bylines,
    datelines and boilerplate are not. The body is one group even where a caption interrupts it;
    crossheads, which part it, are left out, so that speech runs on across them.
    """
    body: list[Span] = []
    groups: list[list[Span]] = []
    for zone in article.zones:
        if zone.kind not in READ_ZONES:
            continue
        spans = split_paragraphs(article.text, zone.start, zone.end)
        if zone.kind == "body":
            if not body:
                groups.append(body)
            body.extend(spans)
        else:
            groups.append(spans)
    body[:] = [span for i, span in enumerate(body) if not _is_crosshead(article.text, body, i)]
    return [group for group in groups if group]


def _is_crosshead(text: str, spans: Sequence[Span], index: int) -> bool:
    """Say whether a few words without a full stop part whole sentences, and nobody says them."""
    line = text[slice(*spans[index])]
    if not 0 < index < len(spans) - 1 or len(line.split()) > CROSSHEAD_WORDS:
        return False
    if line[0].islower() or CLOSED.search(line) or SPEAKS.search(line):
        return False
    return all(CLOSED.search(text[slice(*spans[i])]) for i in (index - 1, index + 1))


def split_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the paragraphs of a stretch of plain text, without white space at their ends.

    A line is a paragraph, unless the lines of a block are broken to a width: then the block is.
    """
    end = len(text) if end is None else end
    return [span for block in _blocks(text, start, end) for span in _lines(text, *block)]


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    block_start: int | None = None
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            block_start = at if block_start is None else block_start
        elif block_start is not None:
            yield block_start, at
            block_start = None
        at += len(line)
    if block_start is not None:
        yield block_start, at


def _lines(text: str, start: int, end: int) -> list[Span]:
    lines = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        body = line.strip()
        if body:
            begin = at + len(line) - len(line.lstrip())
            lines.append((begin, begin + len(body)))
        at += len(line)
    if _is_wrapped(text, lines):
        return [(lines[0][0], lines[-1][1])]
    return lines


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Lines of even width of which most break off in mid-sentence were wrapped by a machine."""
    if len(lines) < 3:
        return False
    inner = lines[:-1]
    even = all(45 <= end - start <= 100 for start, end in inner)
    broken = sum(not text[start:end].endswith(SENTENCE_ENDS) for start, end in inner)
    return even and 2 * broken > len(inner)
