"""Captions are told from paragraphs by weighing what speaks for them."""

from __future__ import annotations

import re

from onrecord.articles.blocks import Block
from onrecord.articles.layout import Layout
from onrecord.articles.vocabulary import matches

LABEL = re.compile(r"[\"'“‘]?[A-Z][^.:!?]{2,50}:\s+(?=[A-Z\"'“‘])")
SPEECH = re.compile(r"\b(?:said|says|told|added|asked|replied|insisted)\b")
_QUOTED = re.compile(r"[\"'“‘]")
_BARE = re.compile(r"(?:image|media|photo|picture|video) caption\s*[:,]?$", re.IGNORECASE)
_ENOUGH = 3
_CREDIT_WORDS = 4


def find_captions(layout: Layout) -> None:
    """Mark the captions of pictures among the paragraphs of the report."""
    layout.mostly_closed = None
    for index in layout.open():
        if is_caption(layout, index):
            layout.set(index, "caption")


def is_caption(layout: Layout, index: int) -> bool:
    """Say whether enough speaks for a caption."""
    return _caption_score(layout, index) >= _ENOUGH


def _caption_score(layout: Layout, index: int) -> float:
    """Weigh what speaks for a caption: printed twice in a row, a label, a place in a picture."""
    block = layout.blocks[index]
    text, words = block.text, block.words
    if words > 75:
        return 0
    if any(_BARE.match(b.text) for b in layout.blocks[max(0, index - 1) : index + 1]):
        return _ENOUGH
    credit = matches("credit", text)
    if credit and words <= 8:
        return 3
    if words < 4 or (words < 6 and not credit and not layout.doubled(index)):
        return 3 if matches("caption_prefix", text) else 0
    quoted = bool(_QUOTED.match(text)) and LABEL.match(text) is None
    score = 3.0 if matches("caption_prefix", text) else 0.0
    score += 3 if layout.doubled(index) and not quoted else 0
    score += 2.5 if credit and words <= 60 else 0
    score += 0.5 if credit and words <= 60 and matches("credit_end", text) else 0
    above = layout.blocks[index - 1].text if index else ""
    score += 2 if matches("gallery", above) else 0
    score += 2 if matches("caption_position", text) else 0
    if not layout.marked_up:
        score += 3 if not block.closed and not quoted and _is_bare_credit(above) else 0
        score += 2 if _labelled(layout, index) else 0
        score += 1.5 if not block.closed and words >= 8 and _mostly_closed(layout) else 0
    return score - (2 if quoted or block.bullet else 0)


def _is_bare_credit(text: str) -> bool:
    """Say whether a line is but the name of an agency, as some outlets print above captions."""
    named = matches("agency", text) or matches("credit", text)
    return named and len(text.split()) <= _CREDIT_WORDS and not text.endswith(".")


def _labelled(layout: Layout, index: int) -> bool:
    """Say whether a label opens the block, and no list or dialogue of such blocks."""
    block = layout.blocks[index]
    if block.words < 8 or not _has_label(block):
        return False
    near = [layout.blocks[j] for j in (index - 1, index + 1) if 0 <= j < len(layout.blocks)]
    return not any(_has_label(other) and other.text != block.text for other in near)


def _has_label(block: Block) -> bool:
    """Say whether a few words and a colon open the block, other than of somebody speaking."""
    label = LABEL.match(block.text)
    if label is None or len(label[0].split()) > 6 or SPEECH.search(label[0]):
        return False
    return block.text[label.end()] not in "\"'“‘" and not label[0].rstrip(": ").isupper()


def _mostly_closed(layout: Layout) -> bool:
    """Say whether the paragraphs of the report end as sentences, so that others stand out."""
    if layout.mostly_closed is None:
        body = [
            layout.blocks[i]
            for i, kind in enumerate(layout.kinds)
            if kind in (None, "body") and layout.blocks[i].words >= 8
            if not layout.doubled(i)
        ]
        closed = sum(block.closed for block in body)
        layout.mostly_closed = len(body) >= 3 and closed >= 0.6 * len(body)
    return layout.mostly_closed
