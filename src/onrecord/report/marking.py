"""Cut an article's text so that overlapping and nested passages can be shown in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
KINDS = ("evidence", "said", "condition", "source", "cue")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be set off: what it is, whose it is, and its anchor if it starts one.

    ``kind`` is ``said``, ``cue``, ``source``, ``condition`` or ``evidence``; ``owner`` is the id
    of the statement or row; ``number`` is what the margin calls it.
    """

    start: int
    end: int
    kind: str
    owner: str
    anchor: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of marked text: a mark that opens or closes, or plain text."""

    step: str
    text: str = ""
    mark: Mark | None = None


class Marks:
    """The marks of a text, to be found by where they stand, however many there are."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted((m for m in marks if m.start < m.end), key=lambda m: m.start)
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def touching(self, start: int, end: int) -> list[Mark]:
        """List the marks that share text with ``start`` to ``end``, in order of their starts."""
        first = bisect_right(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]


def mark_text(text: str, start: int, end: int, marks: Marks) -> Iterator[Token]:
    """Yield ``text[start:end]`` with the marks that touch it, properly nested.

    A mark that overlaps another is closed and opened again at the crossing. Only its very first
    piece carries its anchor and number, so that an anchor stands in a page once.
    """
    inside = marks.touching(start, end)
    stack: list[Mark] = []
    edges = {max(mark.start, start) for mark in inside} | {min(mark.end, end) for mark in inside}
    here = start
    for edge in sorted(edges | {start, end}):
        if edge > here:
            yield Token("text", text[here:edge])
        here = edge
        yield from _close(stack, [mark for mark in inside if min(mark.end, end) == edge])
        opening = [mark for mark in inside if max(mark.start, start) == edge < end]
        for mark in sorted(opening, key=lambda m: (-m.end, KINDS.index(m.kind))):
            stack.append(mark)
            yield Token("open", mark=mark if mark.start == edge else _continued(mark))


def _close(stack: list[Mark], ending: Sequence[Mark]) -> Iterator[Token]:
    """Close ``ending``; marks opened later that go on are closed too and opened again."""
    reopened: list[Mark] = []
    waiting = {id(mark) for mark in ending if any(mark is open_ for open_ in stack)}
    while waiting:
        mark = stack.pop()
        yield Token("close", mark=mark)
        if id(mark) in waiting:
            waiting.discard(id(mark))
        else:
            reopened.append(mark)
    for mark in reversed(reopened):
        stack.append(mark)
        yield Token("open", mark=_continued(mark))


def _continued(mark: Mark) -> Mark:
    return Mark(mark.start, mark.end, mark.kind, mark.owner)


def find_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between line breaks that hold anything but white space."""
    for line in LINE.finditer(text, start, end):
        if line.group().strip():
            yield line.span()
