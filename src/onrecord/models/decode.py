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


def best_labels(chances: Scores, fresh: NDArray[np.bool_]) -> Labels:
    """Find the likeliest legal labels for rows of log chances (rows, pieces, labels).

    Label 0 is outside; odd labels begin a span, the next even one goes on with it and is legal
    only right after either. No span runs over a piece that is ``fresh`` (a paragraph's first).
    """
    labels: Labels = chances.argmax(axis=-1)
    for row in np.flatnonzero(~_legal(labels, fresh).all(axis=-1)):
        labels[row] = _viterbi(chances[row], fresh)
    return labels


def _legal(labels: Labels, fresh: NDArray[np.bool_]) -> NDArray[np.bool_]:
    inside = (labels > 0) & (labels % 2 == 0)
    before = np.zeros_like(labels)
    before[:, 1:] = labels[:, :-1]
    before[:, fresh] = 0
    legal: NDArray[np.bool_] = ~inside | (before == labels) | (before == labels - 1)
    return legal


def _viterbi(chances: Scores, fresh: NDArray[np.bool_]) -> Labels:
    length, count = chances.shape
    inside = np.arange(2, count, 2)
    score = np.where(np.isin(np.arange(count), inside), -np.inf, chances[0])
    back = np.zeros((length, count), dtype=np.int64)
    for i in range(1, length):
        top = int(score.argmax())
        back[i] = top
        new = score[top] + chances[i]
        if fresh[i]:
            new[inside] = -np.inf
        else:
            stay = score[inside] >= score[inside - 1]
            back[i, inside] = np.where(stay, inside, inside - 1)
            new[inside] = np.maximum(score[inside], score[inside - 1]) + chances[i, inside]
        score = new
    labels = np.zeros(length, dtype=np.int64)
    labels[-1] = int(score.argmax())
    for i in range(length - 1, 0, -1):
        labels[i - 1] = back[i, labels[i]]
    return labels


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


def read_pieces(window: Window, scores: Scores) -> list[list[Piece]]:
    """Decode rows of scores (rows, pieces, labels) word by word.

    A word is judged by its first piece, so that no span begins or ends inside one.
    """
    marks = np.array([a < 0 for a, _ in window.spans])
    chances = log_softmax(scores)
    chances[:, marks, :] = -np.inf
    chances[:, marks, 0] = 0.0
    first = np.flatnonzero(window.begins)
    last = [*(first[1:] - 1).tolist(), len(window.ids) - 1]
    words = chances[:, first, :]
    labels = best_labels(words, marks[first] | np.roll(marks[first], 1))
    return [
        [
            replace(p, first=int(first[p.first]), last=last[p.last])
            for p in find_pieces(row, row_chances)
        ]
        for row, row_chances in zip(labels, words, strict=True)
    ]


def to_characters(window: Window, piece: Piece) -> Span:
    """Return the characters that a piece covers."""
    return window.spans[piece.first][0], window.spans[piece.last][1]


def pick_source(pieces: Sequence[Piece]) -> Piece | None:
    """Choose the surest of the pieces labelled source."""
    return max(
        (p for p in pieces if p.label == SOURCE), key=lambda p: (p.chance, -p.first), default=None
    )
