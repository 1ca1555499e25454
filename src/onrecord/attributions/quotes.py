"""Pairs quotation marks, so that a British apostrophe is not mistaken for the end of a quotation.

Marks are paired within one paragraph. A quotation that nothing closes runs to the paragraph's
end, as it does where a speech goes on in the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.models.types import Span

PAIRS = {
    "\u201c": "\u201d",
    "\u2018": "\u2019",
    "\u00ab": "\u00bb",
    "\u201e": "\u201c",
    '"': '"',
    "'": "'",
}
SINGLE = {"'", "\u2018"}
BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{/\u2014\u2013-\u2026.:;,\u201c\u2018\"'\u2022*")
PLURAL = re.compile(r"[ \u00a0]+[a-z]")
CLIPPED = re.compile(r"['\u2018\u2019](?:\d0s|\d\d\b|em|til|tis|twas|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks.

    ``start`` and ``end`` take the marks in; ``closed`` tells whether the second is there.
    """

    start: int
    end: int
    closed: bool

    @property
    def span(self) -> Span:
        """The words with their marks."""
        return self.start, self.end

    @property
    def inner(self) -> Span:
        """The words without their marks."""
        return self.start + 1, self.end - (1 if self.closed else 0)


def find_quotations(
    text: str, start: int = 0, end: int | None = None, *, running: str = ""
) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the paragraph ``text[start:end]``, in order.

    ``running`` is the mark that a paragraph before left open. Papers repeat it where the speech
    goes on; where one does not, all up to the mark that closes it is quoted.

    >>> [f.inner for f in find_quotations("It is 'the party's choice', he said.")]
    [(7, 25)]
    """
    end = len(text) if end is None else end
    found = []
    at = start
    if running and start < end and text[start] not in PAIRS:
        close = _closing(text, start, start, end, running)
        if close is not None:
            found.append(Quotation(start, close + 1, True))
            at = close + 1
    never = set()  # marks that nothing closes from here on
    while at < end:
        if text[at] in PAIRS and text[at] not in never and _opens(text, at, start, end):
            close = _closing(text, at, start, end, text[at])
            if close is not None:
                found.append(Quotation(at, close + 1, True))
                at = close
            elif text[at] not in SINGLE or _may_stay_open(text, at, start):
                found.append(Quotation(at, end, False))
                break
            else:
                never.add(text[at])
        at += 1
    return tuple(found)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in SINGLE and CLIPPED.match(text, at):
        return False
    return before in BEFORE_OPENING and not after.isspace()


def _may_stay_open(text: str, at: int, start: int) -> bool:
    """A single mark that nothing closes is a quotation only where one is expected to begin."""
    before = text[start:at].rstrip()
    return not before or before[-1] in ":,"


def _closing(text: str, at: int, start: int, end: int, mark: str) -> int | None:
    close = PAIRS[mark]
    if mark not in SINGLE:
        return _closing_double(text, at, end, mark, close)
    plural = None  # the last mark that may as well be the apostrophe of "the members' vote"
    for i in range(at + 2, end):
        if text[i] == close and _may_close(text, i, end):
            if text[i - 1] not in "sS" or not PLURAL.match(text, i + 1, end):
                return i
            plural = i
        elif plural is not None and text[i] == mark and _opens(text, i, start, end):
            break
    return plural


def _closing_double(text: str, at: int, end: int, mark: str, close: str) -> int | None:
    depth = 1
    for i in range(at + 1, end):
        if text[i] == close:
            depth -= 1
            if not depth:
                return i
        elif text[i] == mark:
            depth += 1
    return None


def _may_close(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and not after.isalnum()


def share_inside(text: str, spans: Sequence[Span], quotations: Sequence[Quotation]) -> float:
    """Return the share of the words of ``spans`` that stand inside quotations."""
    inside = total = 0
    for start, end in spans:
        for word in re.finditer(r"\w+(?:['\u2019]\w+)*", text[start:end]):
            total += 1
            at = start + word.start()
            inside += any(q.start <= at < q.end for q in quotations)
    return inside / total if total else 0.0
