"""The likeliest legal labels are found, and spans are read off them."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.decode import best_labels, find_pieces, legal_steps, log_softmax, read_pieces
from onrecord.models.windows import NOWHERE, Window


def chances(rows: list[list[float]]) -> np.ndarray:
    return np.log(np.array([rows], dtype=np.float32))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]], [1, 2, 0]),
        ([[0.9, 0.05, 0.05], [0.1, 0.2, 0.7]], [0, 1]),  # nothing goes on that has not begun
        ([[0.4, 0.35, 0.25], [0.01, 0.01, 0.98]], [1, 2]),  # so it began
    ],
)
def test_finds_the_likeliest_legal_labels(rows: list[list[float]], expected: list[int]) -> None:
    assert best_labels(chances(rows), legal_steps(3)).tolist() == [expected]


def test_learnt_steps_count() -> None:
    even = chances([[0.5, 0.5, 1e-9], [0.5, 0.5, 1e-9]])
    learnt = [[0.0, -1.0, 0.0], [0.0, 5.0, 0.0], [0.0, 0.0, 0.0]]
    assert best_labels(even, legal_steps(3, learnt)).tolist() == [[1, 1]]


@given(st.lists(st.lists(st.floats(-4, 4), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_legal_sequence_is_likelier(rows: list[list[float]]) -> None:
    scores = log_softmax(np.array([rows], dtype=np.float32))
    steps = legal_steps(5)
    found = best_labels(scores, steps)[0]

    def total(labels: tuple[int, ...]) -> float:
        first = -np.inf if labels[0] in (2, 4) else 0.0
        taken = sum(steps[a, b] for a, b in itertools.pairwise(labels))
        return float(first + taken + sum(scores[0, i, x] for i, x in enumerate(labels)))

    best = max(total(labels) for labels in itertools.product(range(5), repeat=len(rows)))
    assert total(tuple(found.tolist())) == pytest.approx(best, abs=1e-4)


def test_reads_spans_off_labels() -> None:
    labels = np.array([0, 1, 2, 1, 0, 3])
    pieces = find_pieces(labels, np.log(np.full((6, 5), 0.2, dtype=np.float32)))
    assert [(p.label, p.first, p.last) for p in pieces] == [(1, 1, 2), (1, 3, 3), (3, 5, 5)]
    assert pieces[0].chance == pytest.approx(0.2)


def test_no_span_begins_inside_a_word_or_runs_over_a_mark() -> None:
    spans = (NOWHERE, (0, 3), (3, 5), NOWHERE, (6, 8), NOWHERE)
    begins = (True, True, False, True, True, True)
    window = Window((0,) * 6, (0,) * 6, begins, spans, (0, 0, 0, 0, 1, 1), 0, 6)
    scores = np.zeros((1, 6, 3), dtype=np.float32)
    scores[0, 1, 1] = scores[0, 2, 0] = scores[0, 3, 2] = scores[0, 4, 2] = 9
    scores[0, 4, 1] = 5
    (pieces,) = read_pieces(window, scores, legal_steps(3))
    assert [(p.first, p.last) for p in pieces] == [(1, 2), (4, 4)]
