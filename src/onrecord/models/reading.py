"""Reads a text window by window through an engine, and puts attributions and names together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from onrecord.models import decode
from onrecord.models.decode import CONTENT, Piece, Scores
from onrecord.models.types import MarkedAttribution, MarkedName, NameKind, Reading, Span
from onrecord.models.windows import Layout, Window, cut_windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

KINDS: tuple[NameKind, ...] = ("person", "organisation", "group", "place")
TAG_HEADS = SOURCE_TAGS, CUE_TAGS, CONTENT_TAGS, NAME_TAGS = (
    slice(0, 3),
    slice(3, 6),
    slice(6, 9),
    slice(9, 18),
)


class Engine(Protocol):
    """Runs the network's two parts on one window, so that no window depends on its neighbours."""

    def tag(self, ids: Sequence[int], shapes: Sequence[int]) -> tuple[Scores, Scores]:
        """Return each piece's state and tag scores."""

    def link(self, states: Scores, first: Sequence[int], last: Sequence[int]) -> Scores:
        """Return the link scores of every piece for every cue (cues, pieces, labels)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen on development data.

    ``cue_steps`` and ``link_steps`` are the learnt scores of steps from label to label;
    ``cue_bias`` is taken off the score of "no cue". A raw confidence ``p`` is calibrated to
    ``sigmoid(slope * logit(p) + offset)``.
    """

    cue_steps: Sequence[Sequence[float]] = ()
    link_steps: Sequence[Sequence[float]] = ()
    cue_bias: float = 0.0
    slope: float = 1.0
    offset: float = 0.0
    name_slope: float = 1.0
    name_offset: float = 0.0


def read_text(
    engine: Engine,
    tokenizer: Tokenizer,
    layout: Layout,
    settings: Settings,
    text: str,
    paragraphs: Sequence[Sequence[Span]],
) -> Reading:
    """Mark one text; ``paragraphs`` are grouped by what may be read together.

    A cue whose content was not found is marked without one.
    """
    attributions: list[MarkedAttribution] = []
    names: list[MarkedName] = []
    for window in cut_windows(text, paragraphs, tokenizer, layout):
        states, tags = engine.tag(window.ids, window.shapes)
        names += _find_names(window, tags, settings)
        cues = _find_cues(window, tags, settings)
        if cues:
            links = engine.link(states, [c.first for c in cues], [c.last for c in cues])
            attributions += _link(window, cues, links, settings)
    attributions.sort(key=lambda a: (a.cue, a.content))
    names.sort(key=lambda n: (n.start, n.end))
    return Reading(tuple(attributions), tuple(names))


def _find_cues(window: Window, tags: Scores, settings: Settings) -> list[Piece]:
    scores = tags[:, CUE_TAGS].copy()
    scores[:, 0] -= settings.cue_bias
    return _kept(
        window,
        decode.read_pieces(window, scores[None], decode.legal_steps(3, settings.cue_steps))[0],
    )


def _find_names(window: Window, tags: Scores, settings: Settings) -> list[MarkedName]:
    names = []
    for piece in _kept(
        window, decode.read_pieces(window, tags[None, :, NAME_TAGS], decode.legal_steps(9))[0]
    ):
        start, end = decode.to_characters(window, piece)
        sure = calibrate(piece.chance, settings.name_slope, settings.name_offset)
        names.append(MarkedName(start, end, KINDS[piece.label // 2], sure))
    return names


def _kept(window: Window, pieces: Sequence[Piece]) -> list[Piece]:
    return [p for p in pieces if window.keep_from <= p.first < window.keep_to]


def _link(
    window: Window, cues: Sequence[Piece], links: Scores, settings: Settings
) -> list[MarkedAttribution]:
    found = []
    steps = decode.legal_steps(links.shape[-1], settings.link_steps)
    for cue, pieces in zip(cues, decode.read_pieces(window, links, steps), strict=True):
        content = [p for p in pieces if p.label == CONTENT]
        source = decode.pick_source(pieces)
        raw = cue.chance * math.prod(p.chance for p in content) * (source.chance if source else 1.0)
        found.append(
            MarkedAttribution(
                decode.to_characters(window, source) if source else None,
                (decode.to_characters(window, cue),),
                tuple(decode.to_characters(window, p) for p in content),
                calibrate(raw, settings.slope, settings.offset),
            )
        )
    return found


def calibrate(chance: float, slope: float, offset: float) -> float:
    """Return ``sigmoid(slope * logit(chance) + offset)``, rounded to four places."""
    clipped = float(np.clip(chance, 1e-6, 1 - 1e-6))
    value = slope * math.log(clipped / (1 - clipped)) + offset
    return round(1 / (1 + math.exp(-value)), 4)
