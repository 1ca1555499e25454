"""An article as words: where each stands, in which sentence and paragraph, quoted or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.articles import Zone, ZoneKind

_WORD = re.compile(
    r"(?P<possessive>['’]s?(?<=['’]s)(?!\w)|(?<=[sS])['’](?=\s+[^\W_]))"
    r"|(?:[A-Z]\.){2,}(?:[A-Z]\b)?"  # U.S., G.O.P.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Prof|Rev|Lt|Gen|Col|Sgt|Capt|Jr|Sr|St|Messrs|Hon|Inc"
    r"|Corp|Ltd|Co|Cllr|No|Maj|Adm|Ret|Engr|Barr|Alh|Comr|Smt|Revd|Fr|Supt|Insp|Det|Cpl|Pvt|Mme)\."
    r"|[A-Z]\.(?=\s+[A-Z])"  # the initial of a middle name
    r"|\.{2,}|…"
    r"|\d[\d,.]*\d|\d"
    r"|[^\W\d_]\w*(?:&\w+)?(?:[-‐‑'’](?!['’]?s?(?!\w))[^\W_]\w*)*"
    r"|\S"
)
_SENTENCE_END = frozenset(".?!")
_CLOSING = frozenset("\"'”’)]")
_READ: frozenset[ZoneKind] = frozenset({"headline", "standfirst", "body", "caption"})


@dataclass(slots=True)
class Page:
    """The words of an article in parallel lists, one entry a word or punctuation mark."""

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)
    zones: list[ZoneKind] = field(default_factory=list)
    titled: set[int] = field(default_factory=set)
    kickers: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)

    def index(self, offset: int) -> int:
        """Return the number of the first word that ends after ``offset``."""
        return bisect_right(self.ends, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the words within ``start`` to ``end``, end exclusive."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def slice(self, first: int, last: int) -> str:
        """Return the text from word ``first`` to before word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_page(text: str, zones: Sequence[Zone]) -> Page:
    """Split the zones that the outlet wrote for readers into words.

    Boilerplate and readers' comments are left out: who is named there is not in the article.
    """
    page = Page(text)
    spans = [(z.start, z.end, z.kind) for z in zones if z.kind in _READ]
    if not zones:
        spans = [(0, len(text), "body")]
    paragraph = sentence = -1
    for start, end, kind in spans:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            if not line.group().strip():
                continue
            paragraph, sentence = paragraph + 1, sentence + 1
            low, high = start + line.start(), start + line.end()
            first = len(page.words)
            sentence = _add_line(page, low, high, kind, paragraph, sentence)
            if kind == "headline" or paragraph == 0:
                end = _kicker_end(page, first)
                page.kickers.update(range(first, end))
                if first < end < len(page.words):
                    page.initial[end] = True
    return page


_KICKER, _HEADLINE = 4, 40


def _kicker_end(page: Page, first: int) -> int:
    """Return where the words end that only announce a headline: "PAY ROW:", "Council |"."""
    for at in range(first, min(first + _KICKER, len(page.words))):
        if at > first and page.words[at] in (":", "|"):
            short = page.words[at] == "|" or all(
                w.isupper() or not w[0].isalpha() for w in page.words[first:at]
            )
            return at + 1 if short else first
    return first


def _add_line(
    page: Page, start: int, end: int, kind: ZoneKind, paragraph: int, sentence: int
) -> int:
    """Add one paragraph's words and return the number of its last sentence."""
    first = len(page.words)
    at_start, ended, closer = True, False, ""
    text = page.text
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        opens = closer == "" and word in _OPENERS and _opens(text, match.start(), match.end(), end)
        if ended and word not in _CLOSING and (word[0].isupper() or opens or word[0].isdigit()):
            sentence, at_start, ended = sentence + 1, True, False
        elif ended and word[0].islower():
            ended = False
        if opens:
            closer = _OPENERS[word]
        page.words.append(word)
        page.lower.append(word.lower().replace("’", "'"))
        page.starts.append(match.start())
        page.ends.append(match.end())
        page.sentence.append(sentence)
        page.paragraph.append(paragraph)
        page.quoted.append(closer != "" and not opens)
        page.initial.append(at_start)
        page.zones.append(kind)
        if not opens and word in closer and _closes(text, match.start(), match.end(), word):
            closer = ""
        if word in _SENTENCE_END:
            ended = True
        if word[0].isalnum():
            at_start = False
    if _in_title_case(page.words[first:]):
        page.titled.add(paragraph)
    return sentence


_OPENERS = {'"': '"', "“": '”"', "‘": "’'", "'": "'’", "``": "''"}


def _opens(text: str, start: int, end: int, stop: int) -> bool:
    """Say whether a mark opens a quotation: white space before it, a word after it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < stop else " "
    return (before.isspace() or before in "([—–-“\"‘'") and not after.isspace()


def _closes(text: str, start: int, end: int, mark: str) -> bool:
    """Say whether a mark closes one; an apostrophe before letters or after s may not."""
    if mark in '"”':
        return True
    after = text[end] if end < len(text) else " "
    before = text[start - 1] if start else " "
    return not after.isalnum() and not before.isspace()


_SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "but", "as", "is",
     "vs", "v", "s", "t", "re", "off", "up", "out", "nor", "if", "it", "its", "he", "his", "her",
     "was", "be", "not", "no", "who", "has", "are", "new", "us", "so"]
)  # fmt: skip


def _in_title_case(words: list[str]) -> bool:
    """Say whether a line is a headline in capitals, where a capital tells nothing."""
    if len(words) > _HEADLINE:
        return False
    long = [w for w in words if w[0].isalpha() and (len(w) > 3 or w not in _SMALL)]
    share = 0.95 if words[-1] in _SENTENCE_END else 0.8
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= share * len(long)


def is_broken_off(page: Page, i: int) -> bool:
    """Say whether a word is only half said before another: "Roz...Rita Lee"."""
    return (
        page.words[i + 1 : i + 2] in (["..."], [".."], ["…"])
        and page.ends[i] == page.starts[i + 1]
        and page.starts[i + 2 : i + 3] == [page.ends[i + 1]]
    )
