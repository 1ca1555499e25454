"""Counting: how often each row took each column at each level of the qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.networks.select import Selection
from onrecord.networks.table import Codes, Column, Numbers, sort_labels

_DENSE_CELLS = 8_000_000


@dataclass(frozen=True, slots=True)
class Axis:
    """The labels of one side of a matrix; ``place[code]`` is a value's position, -1 if absent."""

    labels: tuple[str, ...]
    place: Codes
    values: Numbers | None = None

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class Counts:
    """``x[i, j * K + k]`` is how much row i, column j and level k have in common.

    The unit is statements, or kernel weights. ``numeric`` says that ``levels.values`` are
    numbers to subtract.
    """

    x: Any
    rows: Axis
    columns: Axis
    levels: Axis
    numeric: bool

    def over_levels(self, weights: Numbers | None = None) -> Any:
        """Return row by column sums over the levels, each level times its weight."""
        size = len(self.levels)
        if weights is None and size == 1:
            return self.x
        return self.x @ _repeat(
            np.ones((size, 1)) if weights is None else weights.reshape(size, 1), len(self.columns)
        )

    def times(self, weights: Numbers) -> Any:
        """Return the counts with the levels of each column mixed by a level × level matrix."""
        return self.x @ _repeat(weights, len(self.columns))


def _repeat(block: Numbers, times: int) -> Any:
    """Return a sparse matrix with the block ``times`` times along its diagonal."""
    from scipy import sparse

    return sparse.kron(sparse.eye_array(times), sparse.csr_array(block), format="csr")


def node_axis(selection: Selection, column: Column, statements: Codes) -> Axis:
    """Return the axis of a variable: the labels of the statements, or all with isolates.

    ``compat`` takes only those labels as isolates that the dates and document filters leave.
    """
    options = selection.options
    if options.isolates and not options.compat:
        present = np.ones(len(column.labels), dtype=bool)
    else:
        source = selection.original if options.isolates else statements
        present = _present(column, source)
    present &= np.array([label != "" for label in column.labels], dtype=bool)
    return _axis(column, present)


def level_axis(selection: Selection, statements: Codes) -> Axis:
    """Return the levels of the qualifier that can occur: one where there is no qualifier."""
    column = selection.qualifier
    if column is None:
        return Axis(("",), np.zeros(0, dtype=np.int64))
    if column.kind == "boolean":
        return _axis(column, np.ones(2, dtype=bool))
    source = statements if column.kind == "document" else selection.original
    axis = _axis(column, _present(column, source))
    if len(axis) or not len(statements):
        return axis
    return Axis(("",), np.zeros(len(column.labels) + 1, dtype=np.int64), np.zeros(1))


def _present(column: Column, statements: Codes) -> NDArray[np.bool_]:
    codes = column.codes[statements]
    if codes.size and codes.min() < 0:
        codes = codes[codes >= 0]
    return np.asarray(np.bincount(codes, minlength=len(column.labels)) > 0)


def _axis(column: Column, present: NDArray[np.bool_]) -> Axis:
    codes = np.flatnonzero(present)
    place = np.full(len(column.labels) + 1, -1, dtype=np.int64)
    place[codes] = np.arange(len(codes))
    labels = tuple(column.labels[code] for code in codes)
    return Axis(labels, place, None if column.values is None else column.values[codes])


def merge_axes(first: Column, second: Column, one: Axis, other: Axis) -> tuple[Axis, Axis]:
    """Return both axes over the labels of either (for ties, whose two sides are the same)."""
    labels = sort_labels([*one.labels, *other.labels])
    return _over(first, labels), _over(second, labels)


def _over(column: Column, labels: list[str]) -> Axis:
    position = {label: number for number, label in enumerate(labels)}
    place = [position.get(label, -1) for label in column.labels]
    return Axis(tuple(labels), np.array([*place, -1], dtype=np.int64))


def count(
    selection: Selection,
    statements: Codes,
    rows: Axis,
    columns: Axis,
    levels: Axis,
    weights: Numbers | None = None,
) -> Counts:
    """Count the statements (or add their weights) by row, column and level."""
    qualifier = selection.qualifier
    i = rows.place[selection.variable1.codes[statements]]
    j = columns.place[selection.variable2.codes[statements]]
    k: Codes | int = 0
    if qualifier is not None:
        k = np.maximum(levels.place[qualifier.codes[statements]], 0)
    shape = (len(rows), len(columns) * len(levels))
    keep = (i >= 0) & (j >= 0)
    column = j * len(levels) + k
    if not keep.all():
        i, column = i[keep], column[keep]
        weights = None if weights is None else weights[keep]
    numeric = qualifier is not None and qualifier.numeric
    return Counts(_add_up(i, column, weights, shape), rows, columns, levels, numeric)


def _add_up(i: Codes, j: Codes, weights: Numbers | None, shape: tuple[int, int]) -> Any:
    from scipy import sparse

    cells = shape[0] * shape[1]
    if 0 < cells <= min(_DENSE_CELLS, 50 * len(i) + 10_000):
        total = np.bincount(i * shape[1] + j, weights=weights, minlength=cells)
        return sparse.csr_array(total.astype(np.float64, copy=False).reshape(shape))
    data = np.ones(len(i)) if weights is None else weights
    return sparse.coo_array((data, (i, j)), shape=shape).tocsr()


def count_labels(column: Column, statements: Codes) -> dict[str, int]:
    """Return how many of the statements take each label of the variable."""
    codes = column.codes[statements]
    totals = np.bincount(codes[codes >= 0], minlength=len(column.labels))
    found = np.flatnonzero(totals)
    return {column.labels[code]: int(totals[code]) for code in found}
