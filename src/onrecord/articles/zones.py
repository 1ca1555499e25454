"""Paragraphs of a text come in; what each one is goes out, told by evidence.

The head (headline, standfirst, byline, date) is what stands above the report; captions, readers'
comments and furniture of the page are told by their wording and by how they stand among the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.articles.blocks import Block
from onrecord.articles.captions import find_captions
from onrecord.articles.exports import find_exported
from onrecord.articles.furniture import find_comments, find_furniture, find_promotions
from onrecord.articles.heads import find_end_lines, find_head
from onrecord.articles.layout import Layout
from onrecord.articles.types import Zone

_APART = ("caption", "dateline", "headline")
_DASH = r"\s*(?:[—–]|-{1,2})\s+(?=\S)"
_AGENCY = r"\((?:Reuters|AP|AFP|PA|CNN|Bloomberg|UPI|Xinhua|dpa)[\w ]{0,20}\)"
_DAY = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)"
_CITY = r"[A-Z][A-Z.'’-]+(?:[ -][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?"
_PLACE = r"[A-Z][\w.'’-]+(?:[ ,]+[A-Z][\w.]+){0,4}"
_DATELINE = re.compile(
    rf"{_CITY}{_DAY}?(?: \([A-Z][\w /.-]{{1,30}}\))?{_DAY}?{_DASH}"
    rf"|{_PLACE}{_DAY}? {_AGENCY}{_DAY}?{_DASH}|{_AGENCY}{_DASH}"
)
_LABEL = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,2}:\s+(?=\S)")


def lay_out(
    blocks: Sequence[Block], *, headline: str | None = None, marked_up: bool = False
) -> Layout:
    """Tell what each block is; ``headline`` is the title, where it is known from elsewhere.

    ``marked_up`` says that the text comes from a page, whose captions are known by their markup.
    """
    layout = Layout(blocks, [None] * len(blocks), marked_up=marked_up)
    find_comments(layout)
    find_exported(layout)
    find_promotions(layout)
    find_furniture(layout)
    find_head(layout, headline)
    find_captions(layout)
    find_end_lines(layout)
    for index in layout.open():
        layout.set(index, "body")
    return layout


def build_zones(layout: Layout) -> tuple[Zone, ...]:
    """Return the zones: neighbours of one kind are one, but captions and headline lines."""
    zones: list[Zone] = []
    opened = False
    for index, block in enumerate(layout.blocks):
        kind = layout.kinds[index]
        start = layout.starts.get(index, block.start)
        if kind == "body" and start > block.start:
            zones.append(Zone("boilerplate", block.start, block.start + len(_label(block, start))))
        first, opened = kind == "body" and not opened, opened or kind == "body"
        if first and (opening := find_dateline(block.text) or _find_place(layout.blocks, block)):
            zones.append(Zone("dateline", start, start + opening))
            start = block.start + opening + _gap(block.text, opening)
        zones.append(Zone(kind or "body", start, block.end))
    return merge_zones(zones)


def find_dateline(text: str) -> int:
    """Return the length of the dateline (place, agency, dash) that opens a paragraph, else 0."""
    found = _DATELINE.match(text[:120])
    return len(found[0].rstrip()) if found else 0


def _label(block: Block, start: int) -> str:
    return block.text[: start - block.start].rstrip()


def _find_place(blocks: Sequence[Block], first: Block) -> int:
    """Return the length of a place and colon that open the report, as Indian papers print them.

    Where other paragraphs open with capitals and a colon too, it is a speaker in a transcript.
    """
    place = _LABEL.match(first.text)
    others = any(_LABEL.match(block.text) for block in blocks if block is not first)
    return len(place[0].rstrip()) if place and not others else 0


def _gap(text: str, end: int) -> int:
    return len(text[end:]) - len(text[end:].lstrip())


def merge_zones(zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """Join neighbours of one kind, but captions, dates and the lines of a headline."""
    merged: list[Zone] = []
    for zone in zones:
        last = merged[-1] if merged else None
        if last and last.kind == zone.kind and zone.kind not in _APART:
            merged[-1] = Zone(last.kind, last.start, zone.end)
        else:
            merged.append(zone)
    return tuple(merged)
