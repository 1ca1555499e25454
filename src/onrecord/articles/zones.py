"""Paragraphs of a plain text come in; what each one is goes out, told by evidence.

The head (headline, standfirst, byline, date) is what stands above the report; captions, readers'
comments and furniture of the page are told by their wording and by how they stand among the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from onrecord.articles.blocks import Block
from onrecord.articles.bylines import read_byline
from onrecord.articles.dates import FoundDate, find_dates, read_date_line
from onrecord.articles.types import Zone, ZoneKind
from onrecord.articles.vocabulary import matches

_HEAD_BLOCKS = 14
_LONG = 45
_BEFORE_COMMENTS = 40
_LABEL = re.compile(r"[\"'“‘]?[A-Z][^.:!?]{2,50}:\s+(?=[A-Z\"'“‘])")
_QUOTED = re.compile(r"[\"'“‘]")
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|replied|insisted)\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_RUNNING = re.compile(r"\b(?:the|a|an|was|were|had|has|have|that|who|which)\b", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ -][A-Z.'’-]+){0,3}(?:, (?:[A-Z][\w.]+ ?){1,3})?"
    r"(?: \([A-Z][\w /.-]{1,30}\))?|[A-Z][\w.'’-]+(?:[ ,]+[A-Z][\w.]+){0,4} \((?:Reuters|AP|AFP"
    r"|PA|CNN|Bloomberg|UPI|Xinhua)[\w ]{0,20}\))(?:, [A-Z][a-z]+\.? \d{1,2})?"
    r"\s*(?:[—–]|-{1,2})\s+(?=\S)"
)


@dataclass(slots=True)
class Layout:
    """The kind of each block so far, and what the lines of the head said."""

    blocks: Sequence[Block]
    kinds: list[ZoneKind | None] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    date_lines: list[str] = field(default_factory=list)
    byline: str | None = None
    marked_up: bool = False
    mostly_closed: bool | None = None

    def set(self, index: int, kind: ZoneKind) -> None:
        """Say that block ``index`` is of ``kind``, unless that is settled."""
        if self.kinds[index] is None:
            self.kinds[index] = kind

    def open(self) -> list[int]:
        """Return the blocks that are still to be told."""
        return [i for i, kind in enumerate(self.kinds) if kind is None]


def lay_out(
    blocks: Sequence[Block], *, headline: str | None = None, marked_up: bool = False
) -> Layout:
    """Tell what each block is; ``headline`` is the title, where it is known from elsewhere.

    ``marked_up`` says that the text comes from a page, whose captions are known by their markup.
    """
    layout = Layout(blocks, [None] * len(blocks), marked_up=marked_up)
    find_comments(layout)
    find_furniture(layout)
    find_head(layout, headline)
    find_captions(layout)
    find_end_lines(layout)
    for index in layout.open():
        layout.set(index, "body")
    return layout


def find_comments(layout: Layout) -> None:
    """Mark readers' comments: from a line that opens them to the end or to a disclaimer."""
    blocks = layout.blocks
    above = accumulate(block.words for block in blocks)
    late = (i for i, words in enumerate(above, 1) if words >= _BEFORE_COMMENTS and i < len(blocks))
    start = next((i for i in late if _opens_comments(blocks, i)), None)
    if start is None:
        return
    for index in range(start, len(blocks)):
        block = blocks[index]
        ends = block.words <= 60 and matches("comments_end", block.text)
        if ends or (block.words <= 40 and _is_marker(block)):
            layout.set(index, "boilerplate")
        else:
            layout.set(index, "comment")


def _is_marker(block: Block) -> bool:
    return matches("comments_strong", block.text) or matches("comments_weak", block.text)


def _opens_comments(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if block.words > 30:
        return False
    if matches("comments_strong", block.text):
        return True
    return matches("comments_weak", block.text) and _look_like_comments(
        blocks[index + 1 : index + 13]
    )


def _look_like_comments(blocks: Sequence[Block]) -> bool:
    signed = sum(matches("comment_like", block.text) for block in blocks)
    return signed >= max(1, len(blocks) // 4)


def find_furniture(layout: Layout) -> None:
    """Mark the furniture of the page, and the titles of other articles below its headings."""
    teasers = False
    for index in layout.open():
        block = layout.blocks[index]
        if block.words <= _LONG and matches("boilerplate", block.text):
            layout.set(index, "boilerplate")
            teasers = matches("teasers", block.text)
        elif teasers and block.words <= 20 and not block.closed:
            layout.set(index, "boilerplate")
        else:
            teasers = False


def find_head(layout: Layout, headline: str | None) -> None:
    """Mark headline, standfirst, byline and date lines above the report."""
    anchor = _find_anchor(layout)
    above = [i for i in layout.open() if i < anchor]
    known = _find_known(layout, headline)
    if known is not None:
        layout.set(known, "headline")
        _mark_decks(layout, [i for i in above if i > known])
    elif headline is None and (not above or _mark_above(layout, above) is None):
        _mark_opening(layout, anchor)


def _find_anchor(layout: Layout) -> int:
    """Return the place after the last byline or date line of the head, marking those lines."""
    anchor = -1
    long = 0
    for index in range(min(_HEAD_BLOCKS, len(layout.blocks))):
        block = layout.blocks[index]
        if layout.kinds[index] == "comment":
            break
        dates = read_date_line(block.text)
        byline = read_byline(block.text) if not block.bullet else None
        if dates or byline:
            _mark_line(layout, index, dates, byline)
            anchor = index
        elif block.words > _LONG and layout.kinds[index] is None:
            long += 1
        if long:
            break
    return anchor + 1


def _mark_line(layout: Layout, index: int, dates: list[FoundDate], byline: str | None) -> None:
    layout.kinds[index] = "byline" if byline else "dateline"
    layout.byline = layout.byline or byline
    text = layout.blocks[index].text
    layout.dates += dates or find_dates(text)
    layout.date_lines.append(text)


def _find_known(layout: Layout, headline: str | None) -> int | None:
    wanted = plain_words(headline or "")
    for index in layout.open()[:_HEAD_BLOCKS]:
        block = layout.blocks[index]
        if block.heading == 1 or (wanted and plain_words(block.text) == wanted):
            return index
    return None


def plain_words(text: str) -> str:
    """Return the words alone, to compare two printings of one line."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _mark_above(layout: Layout, above: list[int]) -> int | None:
    """Tell the blocks above byline and date: bullets and short lines make the headline."""
    blocks = layout.blocks
    rest: list[int] = []
    for index in above:
        block = blocks[index]
        if block.bullet and block.words <= _LONG:
            layout.set(index, "headline")
        elif matches("sections", block.text):
            layout.set(index, "boilerplate")
        elif not _doubled(blocks, index):
            rest.append(index)
    headed = [i for i in above if layout.kinds[i] == "headline"]
    if rest and blocks[rest[0]].words <= 30 and (not headed or rest[0] < headed[0]):
        layout.set(rest[0], "headline")
        headed.append(rest[0])
        rest = rest[1:]
    _mark_decks(layout, rest)
    return min(headed, default=None)


def _mark_decks(layout: Layout, rest: list[int]) -> None:
    for index in rest:
        block = layout.blocks[index]
        if block.bullet:
            layout.set(index, "headline")
        elif (
            block.words <= 60
            and not _doubled(layout.blocks, index)
            and _caption_score(layout, index) < 3
        ):
            layout.set(index, "standfirst" if block.closed or block.words > 7 else "headline")


def _mark_opening(layout: Layout, anchor: int) -> None:
    """Find a headline below the date, or at the top of a text without byline and date."""
    todo = [i for i in layout.open() if i >= anchor]
    while todo and matches("sections", layout.blocks[todo[0]].text):
        layout.set(todo.pop(0), "boilerplate")
    bullets = 0
    while bullets < len(todo) and layout.blocks[todo[bullets]].bullet:
        bullets += 1
    if 0 < bullets <= 6 and bullets < len(todo):
        for index in todo[:bullets]:
            layout.set(index, "headline")
        return
    if len(todo) < 2:
        return
    score = _headline_score(layout.blocks[todo[0]], [layout.blocks[i] for i in todo[1:]])
    if score > 0 and not _doubled(layout.blocks, todo[0]):
        layout.set(todo[0], "headline")
        for index in todo[1:5]:
            if not layout.blocks[index].bullet:
                break
            layout.set(index, "headline")


def _headline_score(first: Block, rest: Sequence[Block]) -> float:
    """Weigh what speaks for a headline; above 0 it is likelier one than a first paragraph.

    The weights are rounded from a logistic regression of PolNeAR's headlines, with and without
    the full stop that the corpus adds to them, against its first two paragraphs.
    """
    words = first.text.split()
    long = [word.lstrip("\"'“‘([") for word in words if len(word) > 3]
    sizes = sorted(block.words for block in rest)
    loose = [after.start - before.end for before, after in pairwise([first, *rest])]
    return (
        -3.0
        + (2.5 if len(words) <= 16 else 0)
        - (3.0 if len(words) > 25 else 0)
        + (4.0 if not first.closed else 0)
        + (3.0 if _LABEL.match(first.text) else 0)
        + 1.2 * sum(word[:1].isupper() for word in long) / max(1, len(long))
        + (1.5 if len(loose) > 2 and loose[0] > sorted(loose[1:])[len(loose[1:]) // 2] else 0)
        + (0.5 if len(words) < 0.6 * sizes[len(sizes) // 2] else 0)
        + (0.5 if rest[0].words > len(words) else 0)
        - (0.5 if _SPEECH.search(first.text) else 0)
        - (1.8 if _WEEKDAY.search(first.text) else 0)
        - 0.8 * len(_RUNNING.findall(first.text)) / len(words)
    )


def find_captions(layout: Layout) -> None:
    """Mark the captions of pictures among the paragraphs of the report."""
    layout.mostly_closed = None
    for index in layout.open():
        if _caption_score(layout, index) >= 3:
            layout.set(index, "caption")


def _doubled(blocks: Sequence[Block], index: int) -> bool:
    text = blocks[index].text
    return any(0 <= j < len(blocks) and blocks[j].text == text for j in (index - 1, index + 1))


def _caption_score(layout: Layout, index: int) -> float:
    """Weigh what speaks for a caption: printed twice in a row, a label, a place in a picture."""
    block = layout.blocks[index]
    text, words = block.text, block.words
    if words > 75:
        return 0
    credit = matches("credit", text)
    if credit and words <= 8:
        return 3
    if words < 4 or (words < 6 and not credit and not _doubled(layout.blocks, index)):
        return 3 if matches("caption_prefix", text) else 0
    quoted = bool(_QUOTED.match(text)) and _LABEL.match(text) is None
    score = 3.0 if matches("caption_prefix", text) else 0.0
    score += 3 if _doubled(layout.blocks, index) and not quoted else 0
    score += 2.5 if credit and words <= 60 else 0
    score += 2 if matches("caption_position", text) else 0
    if not layout.marked_up:
        score += 2 if _labelled(layout, index) else 0
        score += 1.5 if not block.closed and words >= 8 and _mostly_closed(layout) else 0
    return score - (2 if quoted or block.bullet else 0)


def _labelled(layout: Layout, index: int) -> bool:
    """Say whether a label opens the block, and no list or dialogue of such blocks."""
    block = layout.blocks[index]
    if block.words < 8 or not _has_label(block):
        return False
    near = [layout.blocks[j] for j in (index - 1, index + 1) if 0 <= j < len(layout.blocks)]
    return not any(_has_label(other) and other.text != block.text for other in near)


def _has_label(block: Block) -> bool:
    """Say whether a few words and a colon open the block, other than of somebody speaking."""
    label = _LABEL.match(block.text)
    if label is None or len(label[0].split()) > 6 or _SPEECH.search(label[0]):
        return False
    return block.text[label.end()] not in "\"'“‘" and not label[0].rstrip(": ").isupper()


def _mostly_closed(layout: Layout) -> bool:
    """Say whether the paragraphs of the report end as sentences, so that others stand out."""
    if layout.mostly_closed is None:
        body = [
            layout.blocks[i]
            for i, kind in enumerate(layout.kinds)
            if kind in (None, "body") and layout.blocks[i].words >= 8
            if not _doubled(layout.blocks, i)
        ]
        closed = sum(block.closed for block in body)
        layout.mostly_closed = len(body) >= 3 and closed >= 0.7 * len(body)
    return layout.mostly_closed


def find_end_lines(layout: Layout) -> None:
    """Mark bylines and dates that stand below the report."""
    todo = layout.open()
    for index in todo[-4:]:
        block = layout.blocks[index]
        if block.words > 25 or index < 2:
            continue
        dates = read_date_line(block.text)
        byline = read_byline(block.text)
        if dates or byline:
            _mark_line(layout, index, dates, byline)


def build_zones(layout: Layout) -> tuple[Zone, ...]:
    """Return the zones: neighbours of one kind are one, but captions and headline lines."""
    zones: list[Zone] = []
    opened = False
    for block, kind in zip(layout.blocks, layout.kinds, strict=True):
        start = block.start
        first, opened = kind == "body" and not opened, opened or kind == "body"
        if first and (opening := find_dateline(block.text)):
            zones.append(Zone("dateline", start, start + opening))
            start = block.start + opening + _gap(block.text, opening)
        zones.append(Zone(kind or "body", start, block.end))
    return merge_zones(zones)


def find_dateline(text: str) -> int:
    """Return the length of the dateline (place, agency, dash) that opens a paragraph, else 0."""
    found = _DATELINE.match(text[:120])
    return len(found[0].rstrip()) if found else 0


def _gap(text: str, end: int) -> int:
    return len(text[end:]) - len(text[end:].lstrip())


def merge_zones(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Join neighbours of one kind; each caption and each line of a headline stays its own."""
    merged: list[Zone] = []
    for zone in zones:
        last = merged[-1] if merged else None
        if last and last.kind == zone.kind and zone.kind not in ("caption", "headline"):
            merged[-1] = Zone(last.kind, last.start, zone.end)
        else:
            merged.append(zone)
    return tuple(merged)
