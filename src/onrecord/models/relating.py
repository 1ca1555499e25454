"""Judges whether one actor of a sentence supports or opposes another: a trained network's view.

The network reads a sentence once and glances at every pair of actors in it; pairs that may well be
for or against each other it looks at closely, their words marked. Sentences are never batched, so
that none depends on its neighbours.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.models.decode import log_softmax
from onrecord.models.load import HERE, check_file, read_card
from onrecord.models.types import Leaning, Span, SpanPair
from onrecord.models.windows import Layout, cut_windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FIRST, SECOND = 1, 2  # which of the pair a word piece stands for, 0 for neither
LAYOUT = Layout(160, 40)  # of a longer sentence the first window is read
FILES = ("reader.onnx", "judge.onnx")
NEUTRAL = Leaning()


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as the network reads it: vocabulary numbers, capitals, and where they stand."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    spans: tuple[Span, ...]


def cut_pieces(text: str, tokenizer: Tokenizer, layout: Layout = LAYOUT) -> Pieces:
    """Cut a sentence into word pieces between the marks that a window begins and ends with."""
    windows = cut_windows(text, [[(0, len(text))]], tokenizer, layout)
    if not windows:
        return Pieces((), (), ())
    window = windows[0]
    return Pieces(window.ids, window.shapes, window.spans)


def mark_pair(pieces: Pieces, first: Sequence[Span], second: Sequence[Span]) -> list[int]:
    """Tell for each piece whether it stands for the first actor, for the second, or for neither."""
    roles = [0] * len(pieces.ids)
    ends = [end for _, end in pieces.spans[1:-1]]  # without the marks at either side
    for role, spans in ((FIRST, first), (SECOND, second)):
        for a, b in spans:
            for i in range(bisect_right(ends, a) + 1, len(ends) + 1):
                if pieces.spans[i][0] >= b:
                    break
                roles[i] = roles[i] or role
    return roles


@dataclass(frozen=True, slots=True)
class Scales:
    """What was chosen on development data.

    A pair is looked at closely if its hope is above ``least_hope``. Scores are multiplied by
    ``slope``, and ``plus`` and ``minus`` are added to those of support and opposition, which makes
    their softmax a calibrated chance.
    """

    least_hope: float = -2.0
    slope: float = 1.0
    plus: float = 0.0
    minus: float = 0.0


@dataclass(frozen=True, slots=True)
class OnnxRelations:
    """The shipped network: ``reader`` reads and glances, ``judger`` looks closely."""

    label: str
    reader: Any
    judger: Any
    tokenizer: Tokenizer
    scales: Scales

    def judge(
        self, text: str, pairs: Sequence[SpanPair], *, doubtful: bool = False
    ) -> list[Leaning]:
        """Judge each pair; a pair whose words are beyond the part that is read is neutral."""
        pieces = cut_pieces(text, self.tokenizer)
        found = [NEUTRAL] * len(pairs)
        marked = [mark_pair(pieces, *pair) for pair in pairs]
        whole = [i for i, roles in enumerate(marked) if {FIRST, SECOND} <= set(roles)]
        if not whole:
            return found
        roles = np.array([marked[i] for i in whole])
        feeds = {"ids": np.array([pieces.ids]), "shapes": np.array([pieces.shapes])}
        states, hopes = self.reader.run(["states", "hopes"], {**feeds, "roles": roles})
        chosen = np.flatnonzero((hopes > self.scales.least_hope) | doubtful)
        for row in chosen:
            (scores,) = self.judger.run(
                ["scores"], {"states": states, "roles": roles[row : row + 1]}
            )
            found[whole[row]] = lean(scores[0], self.scales)
        return found


def lean(scores: NDArray[np.float32], scales: Scales) -> Leaning:
    """Turn the scores of the five labels into calibrated chances."""
    shift = np.array([0, scales.plus, scales.plus, scales.minus, scales.minus], dtype=np.float32)
    chances = np.exp(log_softmax(scales.slope * scores + shift))
    return Leaning(*(round(float(chance), 4) for chance in chances[1:]))


def open_relations(folder: Path) -> OnnxRelations:
    """Load the network in ``folder``; see ``load_relations``."""
    import onnxruntime
    from tokenizers import Tokenizer

    card = read_card(folder)
    for name in FILES:
        check_file(folder / name, card["sha256"].get(name))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        reader, judge = (
            onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
            for name in FILES
        )
        tokenizer = Tokenizer.from_file(str(HERE / "fast" / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        label = f"model:{card['name']}@{card['version']}"
        return OnnxRelations(label, reader, judge, tokenizer, Scales(**card["scales"]))
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own
        raise ModelError(f"{folder}: the model does not load ({error}).") from error
