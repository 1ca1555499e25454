"""Text comes in, its paragraphs go out as offsets; nothing is said about what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•●▪■‣◦∙·►▶*–—-]|\d{1,2}[.)])\s+(?=\S)")
_MARKUP = re.compile(r"(?:#{1,6}|>|[*_]{1,3}(?=\S))\s*")
_CLOSED = re.compile(r"""[.!?:;…]["'’”)\]*_]*$""")


@dataclass(frozen=True)
class Block:
    """A paragraph: where it stands, its words, and whether a bullet stood before it."""

    start: int
    end: int
    text: str
    bullet: bool = False
    heading: int = 0

    @cached_property
    def words(self) -> int:
        """Count the words."""
        return len(self.text.split())

    @cached_property
    def closed(self) -> bool:
        """Say whether it ends as a sentence does."""
        return _CLOSED.search(self.text) is not None


def find_blocks(text: str, start: int = 0, *, markdown: bool = False) -> list[Block]:
    """Return the paragraphs of ``text`` from ``start``, without the bullets and space around them.

    Each line is a paragraph, unless lines of like length, of which one at least goes on in small
    letters, show that the text was wrapped; then blank lines part the paragraphs.
    """
    blocks: list[Block] = []
    runs = _runs(text, start)
    wrapped = [_is_wrapped(text, run) for run in runs]
    sure = any(w and _goes_on(text, run) for w, run in zip(wrapped, runs, strict=True))
    for run, whole in zip(runs, wrapped, strict=True):
        spans = [(run[0][0], run[-1][1])] if whole and sure else run
        blocks += [b for s in spans if (b := _block(text, *s, markdown=markdown))]
    return blocks


def _runs(text: str, start: int) -> list[list[tuple[int, int]]]:
    """Group the lines that have no blank line between them."""
    runs: list[list[tuple[int, int]]] = []
    last = -1
    for line in _LINE.finditer(text, start):
        if not line[0].strip():
            continue
        gap = text[last : line.start()]
        if last < 0 or gap.count("\n") > 1 or gap.replace("\r\n", "\n").count("\r") > 1:
            runs.append([])
        runs[-1].append(line.span())
        last = line.end()
    return runs


def _is_wrapped(text: str, run: list[tuple[int, int]]) -> bool:
    if len(run) < 2:
        return False
    lines = [text[start:end].rstrip() for start, end in run]
    full = lines[:-1]
    lengths = [len(line) for line in full]
    if not (min(lengths) >= 40 and max(lengths) <= 110 and max(lengths) - min(lengths) <= 30):
        return False
    if any(_BULLET.match(line.lstrip()) for line in lines[1:]):
        return False
    return sum(_CLOSED.search(line) is None for line in full) > 0.5 * len(full)


def _goes_on(text: str, run: list[tuple[int, int]]) -> bool:
    """Say whether a line goes on with the one before; titles below one another do not."""
    return any(text[start:end].lstrip()[:1].islower() for start, end in run[1:])


def _block(text: str, start: int, end: int, *, markdown: bool) -> Block | None:
    bullet, heading = False, 0
    start, end = _strip(text, start, end)
    if markdown:
        while mark := _MARKUP.match(text, start, end):
            heading = heading or (mark[0].count("#"))
            start = mark.end()
        end -= len(text[start:end]) - len(text[start:end].rstrip("*_# "))
    if mark := _BULLET.match(text, start, end):
        bullet, start = not mark[0][0].isdigit(), mark.end() if not mark[0][0].isdigit() else start
    start, end = _strip(text, start, end)
    return Block(start, end, text[start:end], bullet, heading) if start < end else None


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end
