"""Lets two networks read the same windows and averages what they say.

They must cut text into the same word pieces; their vocabularies may number them differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from onrecord.models.decode import Scores, log_softmax
from onrecord.models.reading import TAG_HEADS, Engine

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from onrecord.models.network import OnnxModel

MARKS = {"<s>": "[CLS]", "</s>": "[SEP]", "<unk>": "[UNK]", "<pad>": "[PAD]", "<mask>": "[MASK]"}


class Ensemble:
    """Two engines as one: mean log chances, of which ``share`` is the second's."""

    def __init__(
        self, first: Engine, second: Engine, numbers: Mapping[int, int], share: float
    ) -> None:
        self._first, self._second = first, second
        self._numbers, self._share = numbers, share
        self._width = 0

    def tag(self, ids: Sequence[int], shapes: Sequence[int]) -> tuple[Scores, Scores]:
        """Return both engines' states side by side, and the mean tag scores."""
        states, tags = self._first.tag(ids, shapes)
        others, more = self._second.tag([self._numbers[i] for i in ids], shapes)
        self._width = states.shape[1]
        heads = [self._mean(tags[:, head], more[:, head]) for head in TAG_HEADS]
        return np.concatenate([states, others], axis=1), np.concatenate(heads, axis=1)

    def link(self, states: Scores, first: Sequence[int], last: Sequence[int]) -> Scores:
        """Return the mean link scores of every piece for every cue."""
        ours = self._first.link(np.ascontiguousarray(states[:, : self._width]), first, last)
        theirs = self._second.link(np.ascontiguousarray(states[:, self._width :]), first, last)
        return self._mean(ours, theirs)

    def _mean(self, one: Scores, other: Scores) -> Scores:
        return (1 - self._share) * log_softmax(one) + self._share * log_softmax(other)


def combine(model: OnnxModel, other: OnnxModel, share: float) -> OnnxModel:
    """Return ``model`` with ``other`` beside it, which has ``share`` of the say."""

    def mean(one: Sequence[Sequence[float]], two: Sequence[Sequence[float]]) -> list[list[float]]:
        averaged: list[list[float]] = ((1 - share) * np.array(one) + share * np.array(two)).tolist()
        return averaged

    ours, theirs = model.settings, other.settings
    settings = replace(
        ours,
        cue_steps=mean(ours.cue_steps, theirs.cue_steps),
        link_steps=mean(ours.link_steps, theirs.link_steps),
    )
    numbers = match_vocabularies(model.tokenizer, other.tokenizer)
    engine = Ensemble(model.engine, other.engine, numbers, share)
    return replace(model, engine=engine, settings=settings)


def match_vocabularies(one: Tokenizer, other: Tokenizer) -> dict[int, int]:
    """Map the numbers of ``one``'s word pieces to ``other``'s; what it lacks is unknown to it."""
    known = other.get_vocab()
    unknown = known["[UNK]"]
    return {number: known.get(MARKS.get(piece, piece), unknown)
            for piece, number in one.get_vocab().items()}  # fmt: skip
