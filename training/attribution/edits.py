"""Rewrites an annotated text and moves its annotations along."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from onrecord.attributions.brat import Gold
from onrecord.learning.examples import Sample, Span

Edit = tuple[int, int, str]  # what stands from start to end becomes this


def apply_edits(sample: Sample, edits: Sequence[Edit]) -> Sample:
    """Carry out edits; an insertion where a role starts belongs to it, where it ends does not.

    "Mr " before a name stays outside the name. Of edits that overlap, the first in the text is
    carried out.
    """
    edits = _without_overlap(sorted(set(edits)))
    if not edits:
        return sample
    starts = [start for start, _, _ in edits]
    ends = [end for _, end, _ in edits]
    growth = [0, *accumulate(len(new) - (end - start) for start, end, new in edits)]

    def move(span: Span) -> Span:
        return _move(span[0], starts, ends, growth), _move(span[1], starts, ends, growth)

    text, at = [], 0
    for start, end, new in edits:
        text += [sample.text[at:start], new]
        at = end
    text.append(sample.text[at:])
    return replace(
        sample,
        text="".join(text),
        attributions=sample.attributions
        and tuple(_move_gold(a, move) for a in sample.attributions),
        names=sample.names
        and tuple(
            (_move(a, starts, ends, growth, past=True), _move(b, starts, ends, growth), kind)
            for a, b, kind in sample.names
        ),
    )


def _without_overlap(edits: Sequence[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit[0] > kept[-1][1] or (edit[0] == kept[-1][1] and edit[1] > edit[0]):
            kept.append(edit)
    return kept


def _move(
    at: int,
    starts: Sequence[int],
    ends: Sequence[int],
    growth: Sequence[int],
    *,
    past: bool = False,
) -> int:
    done = bisect_right(ends, at)
    # An insertion exactly here comes after this place, unless we go past it.
    if not past and done and ends[done - 1] == starts[done - 1] == at:
        done -= 1
    inside = bisect_left(starts, at)
    if inside > done:  # within a replaced stretch: its beginning
        return starts[done] + growth[done]
    return at + growth[done]


def _move_gold(gold: Gold, move: object) -> Gold:
    def pieces(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        moved = (move(span) for span in spans)  # type: ignore[operator]
        return tuple((a, b) for a, b in moved if a < b)

    return Gold(pieces(gold.source), pieces(gold.cue), pieces(gold.content))
