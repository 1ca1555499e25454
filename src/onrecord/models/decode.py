"""Turns the network's scores into spans: the best legal sequence of labels, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.models.types import Span
from onrecord.models.windows import Window

Scores = NDArray[np.float32]
Labels = NDArray[np.int64]

SOURCE, CONTENT, CUE = 1, 3, 5  # the labels that begin a span; each one's inside label follows


@dataclass(frozen=True, slots=True)
class Piece:
    """Word pieces (``last`` inclusive) that one begin label opened, and their mean chance."""

    label: int
    first: int
    last: int
    chance: float


def log_softmax(scores: Scores) -> Scores:
    """Normalise the last axis into log chances."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def legal_steps(labels: int, learnt: Sequence[Sequence[float]] = ()) -> Scores:
    """Return the scores of steps from label to label, ``-inf`` where a step is not legal.

    Label 0 is outside; odd labels begin a span and the next even one goes on with it, which is
    legal only right after either.
    """
    steps = np.zeros((labels, labels), dtype=np.float32)
    if learnt:
        steps += np.array(learnt, dtype=np.float32)
    for inside in range(2, labels, 2):
        others = [label for label in range(labels) if label not in (inside - 1, inside)]
        steps[others, inside] = -np.inf
    return steps


def best_labels(chances: Scores, steps: Scores) -> Labels:
    """Find the likeliest labels for rows of log chances (rows, words, labels), by Viterbi."""
    rows, length, _ = chances.shape
    alone: Labels = chances.argmax(axis=-1)
    if not steps[np.isfinite(steps)].any() and _is_legal(alone):
        return alone  # with nothing learnt of steps, each word's best is the best of all
    back = np.zeros((length, *chances[:, 0].shape), dtype=np.int64)
    score = chances[:, 0] + np.where(np.isinf(steps[0]), -np.inf, 0.0)
    for i in range(1, length):
        reached = score[:, :, None] + steps
        back[i] = reached.argmax(axis=1)
        score = reached.max(axis=1) + chances[:, i]
    labels = np.zeros((rows, length), dtype=np.int64)
    labels[:, -1] = score.argmax(axis=1)
    every = np.arange(rows)
    for i in range(length - 1, 0, -1):
        labels[:, i - 1] = back[i, every, labels[:, i]]
    return labels


def _is_legal(labels: Labels) -> bool:
    before = np.pad(labels[:, :-1], ((0, 0), (1, 0)))
    inside = (labels > 0) & (labels % 2 == 0)
    return not (inside & (before != labels) & (before != labels - 1)).any()


def find_pieces(labels: Labels, chances: Scores) -> list[Piece]:
    """Read the spans off one row of legal labels."""
    pieces: list[Piece] = []
    first = None
    for i, label in enumerate([*labels.tolist(), 0]):
        if first is not None and (label == 0 or label % 2):
            run = chances[np.arange(first, i), labels[first:i]]
            pieces.append(Piece(int(labels[first]), first, i - 1, float(np.exp(run.mean()))))
            first = None
        if label % 2:
            first = i
    return pieces


def read_pieces(window: Window, scores: Scores, steps: Scores) -> list[list[Piece]]:
    """Decode rows of scores (rows, pieces, labels) word by word.

    A word is judged by its first piece, so that no span begins or ends inside one. The marks
    between paragraphs lie outside for certain, so that no span runs over them.
    """
    first = np.flatnonzero(window.begins)
    last = [*(first[1:] - 1).tolist(), len(window.ids) - 1]
    marks = np.array([window.spans[i][0] < 0 for i in first])
    chances = log_softmax(scores[:, first])
    chances[:, marks, :] = -np.inf
    chances[:, marks, 0] = 0.0
    return [
        [
            replace(p, first=int(first[p.first]), last=last[p.last])
            for p in find_pieces(row, row_chances)
        ]
        for row, row_chances in zip(best_labels(chances, steps), chances, strict=True)
    ]


def to_characters(window: Window, piece: Piece) -> Span:
    """Return the characters that a piece covers."""
    return window.spans[piece.first][0], window.spans[piece.last][1]


def pick_source(pieces: Sequence[Piece]) -> Piece | None:
    """Choose the surest of the pieces labelled source."""
    return max(
        (p for p in pieces if p.label == SOURCE), key=lambda p: (p.chance, -p.first), default=None
    )
