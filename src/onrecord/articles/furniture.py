"""What is no report is marked: readers' comments, and the furniture of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from onrecord.articles.blocks import Block
from onrecord.articles.layout import Layout
from onrecord.articles.outlets import clean_url
from onrecord.articles.types import ZoneKind
from onrecord.articles.vocabulary import matches

_LONG = 45
_BEFORE_COMMENTS = 40


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


def kind_of_comment(line: str) -> ZoneKind:
    """Tell what readers say from the lines around it."""
    around = matches("comments_strong", line) or matches("comments_end", line)
    return "boilerplate" if around and len(line.split()) <= _LONG else "comment"


def find_furniture(layout: Layout) -> None:
    """Mark the furniture of the page, and the titles of other articles below its headings."""
    teasers = False
    for index in layout.open():
        block = layout.blocks[index]
        if block.text.startswith("http") and (url := clean_url(block.text)):
            layout.set(index, "boilerplate")
            layout.url = layout.url or url
        elif block.words <= _LONG and matches("boilerplate", block.text):
            layout.set(index, "boilerplate")
            teasers = matches("teasers", block.text)
        elif teasers and block.words <= 20 and not block.closed:
            layout.set(index, "boilerplate")
        else:
            teasers = False
