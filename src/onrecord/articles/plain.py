"""A plain or Markdown text comes in; a draft of the article, its text unchanged, goes out."""

from __future__ import annotations

import re

from onrecord.articles.blocks import find_blocks
from onrecord.articles.build import Draft
from onrecord.articles.zones import build_zones, lay_out

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_plain(path: str, raw: bytes, text: str, *, markdown: bool = False) -> Draft:
    """Return the draft of a text whose zones are told by their wording and place."""
    blocks = find_blocks(text, markdown=markdown)
    layout = lay_out(blocks)
    return Draft(
        path=path,
        raw=raw,
        text=text,
        zones=build_zones(layout),
        byline=layout.byline,
        dates=tuple(layout.dates),
        date_lines=tuple(layout.date_lines),
    )
