"""What is no report is marked: readers' comments, and the furniture of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice

from onrecord.articles.blocks import Block
from onrecord.articles.captions import SPEECH
from onrecord.articles.layout import Layout
from onrecord.articles.outlets import clean_url
from onrecord.articles.types import ZoneKind
from onrecord.articles.vocabulary import matches

_LONG = 45
_BEFORE_COMMENTS = 40
_LONGEST_MARKER = 30
_LONGEST_NOTICE = 60
_LONGEST_NOTE = 120
_LONGEST_BOX = 7
_LONGEST_TITLE = 20
_COUNTER = 4
_PROSE = 12
_BUTTON = 2


def find_comments(layout: Layout) -> None:
    """Mark readers' comments: from a line that opens them to the end or to a disclaimer."""
    blocks = layout.blocks
    above = accumulate(block.words for block in blocks)
    late = (i for i, words in enumerate(above, 1) if words >= _BEFORE_COMMENTS and i < len(blocks))
    start = next((i for i in late if _opens_comments(blocks, i)), None)
    if start is None:
        return
    for index in range(start, len(blocks)):
        layout.set(index, kind_of_comment(blocks[index].text))


def kind_of_comment(text: str) -> ZoneKind:
    """Tell what readers say from the lines around it."""
    words = len(text.split())
    ends = words <= _LONGEST_NOTICE and matches("comments_end", text)
    return "boilerplate" if ends or (words <= _LONG and _is_marker(text)) else "comment"


def _is_marker(text: str) -> bool:
    return any(matches(f"comments_{kind}", text) for kind in ("sure", "counter", "weak"))


def _opens_comments(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a line opens comments: a sentence does, a button if a report is above it.

    Some outlets print the counter at the head of the report; and a question opens nothing unless
    what follows looks like posts.
    """
    block = blocks[index]
    if block.words > _LONGEST_MARKER:
        return False
    if matches("comments_sure", block.text):
        return True
    below = blocks[index + 1 : index + 13]
    if matches("comments_counter", block.text):
        prose = (b for b in blocks[:index] if b.closed and b.words >= _PROSE)
        return len(list(islice(prose, 3))) == 3 or _look_like_comments(below)
    return matches("comments_weak", block.text) and _look_like_comments(below)


def _look_like_comments(blocks: Sequence[Block]) -> bool:
    signed = sum(matches("comment_like", block.text) for block in blocks)
    return signed >= max(1, len(blocks) // 4)


def find_furniture(layout: Layout) -> None:
    """Mark the furniture of the page, and what stands below some of its headings.

    Below 'Related articles' come titles of other articles, below 'Key points' a summary.
    """
    below: ZoneKind | None = None
    for index in layout.open():
        block = layout.blocks[index]
        if block.text.startswith("http") and (url := clean_url(block.text)):
            layout.set(index, "boilerplate")
            layout.url = layout.url or url
        elif _is_note(block) or (block.words <= _LONG and _is_furniture(block)):
            layout.set(index, "boilerplate")
            goes_on = below if block.words <= _BUTTON else None
            below = "boilerplate" if matches("teasers", block.text) else goes_on
        elif matches("points", block.text):
            layout.set(index, "boilerplate")
            below = "standfirst"
        elif below and block.words <= _LONGEST_TITLE and not block.closed:
            layout.set(index, below)
        else:
            below = None


def _is_furniture(block: Block) -> bool:
    """Say whether a line is furniture; a whole sentence in which somebody speaks never is."""
    counter = block.words <= _COUNTER and matches("comments_counter", block.text)
    line = matches("boilerplate", block.text) or matches("agency", block.text)
    return counter or (line and not _is_speech(block))


def _is_note(block: Block) -> bool:
    """Say whether the desk notes something on the article: what an earlier version said."""
    return block.words <= _LONGEST_NOTE and matches("notices", block.text)


def find_promotions(layout: Layout) -> None:
    """Mark the boxes that offer a newsletter, from the line that opens one to the last of it."""
    for index in layout.open():
        block = layout.blocks[index]
        if layout.kinds[index] or block.words > _LONG or not matches("promotion_open", block.text):
            continue
        box = range(index, min(index + _LONGEST_BOX, len(layout.blocks)))
        ends = [i for i in box[1:] if matches("promotion_close", layout.blocks[i].text)]
        if ends and not any(_is_speech(layout.blocks[i]) for i in range(index, ends[-1])):
            for inside in range(index, ends[-1] + 1):
                layout.set(inside, "boilerplate")


def _is_speech(block: Block) -> bool:
    return block.closed and block.words >= _PROSE and SPEECH.search(block.text) is not None
