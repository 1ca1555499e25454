"""Two-mode and one-mode matrices from counts: how the qualifier is used, and normalization.

Notation: x[i, j, k] counts the statements of row i on column j at level k of the qualifier;
a[i] = Σ_jk x[i, j, k]. Leifeld (2017), Discourse Network Analysis, in The Oxford Handbook of
Political Networks, doi:10.1093/oxfordhb/9780190228217.013.25, gives the definitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks import compat
from onrecord.networks.counts import Counts
from onrecord.networks.options import Options
from onrecord.networks.select import Selection
from onrecord.networks.table import Codes, Column, Numbers

_BLOCK_CELLS = 16_000_000
_MOST_LEVELS = 53  # more powers of two than a float holds exactly
# Seconds for one multiply-add, measured on one core; only their ratio matters.
_SPARSE_STEP, _DENSE_STEP = 4e-9, 1e-10

Divide = Callable[[Codes, Codes, Numbers, slice], Numbers]


def two_mode(counts: Counts, options: Options) -> Any:
    """Return the matrix of rows by columns.

    ``ignore`` is Y[i, j] = Σ_k x[i, j, k]. ``subtract`` is x[i, j, yes] - x[i, j, no] for a
    boolean, Σ_k q_k x[i, j, k] for an integer, and as ``ignore`` for labels. ``combine`` is
    Σ_k 2^(K-k) [x[i, j, k] > 0]: for a boolean 1 only yes, 2 only no, 3 both.

    Normalization divides by the row's (``activity``) or the column's (``prominence``) number of
    statements, or of non-zero cells for ``combine``; 0/0 is 0. Rows and columns are different
    things, so the matrix has no direction; isolates are rows and columns of zeros.
    """
    if options.aggregation == "combine":
        matrix = _combine(counts, options)
    elif options.aggregation == "subtract" and counts.numeric:
        matrix = counts.over_levels(_signed_values(counts))
    else:
        matrix = counts.over_levels()
    matrix = matrix.copy() if matrix is counts.x else matrix
    matrix.eliminate_zeros()
    if options.normalization == "activity":
        return _divide_rows(matrix, _weights_of_lines(counts, matrix, options, axis=1))
    if options.normalization == "prominence":
        if options.compat and options.aggregation == "combine":
            return _divide_columns(matrix, compat.combined_prominence(matrix))
        return _divide_columns(matrix, _weights_of_lines(counts, matrix, options, axis=0))
    return matrix


def _signed_values(counts: Counts) -> Numbers:
    values = counts.levels.values
    if values is None:
        raise AssertionError("numeric levels have values")
    boolean = counts.levels.labels == ("0", "1")
    return np.array([-1.0, 1.0]) if boolean else values


def _combine(counts: Counts, options: Options) -> Any:
    size = len(counts.levels)
    present = counts.x.astype(bool).astype(np.float64)
    if options.compat:
        return compat.combine(present, size, len(counts.columns))
    if size > _MOST_LEVELS:
        raise UsageError(f"combine can tell {_MOST_LEVELS} levels apart, the qualifier has {size}")
    powers = 2.0 ** np.arange(size - 1, -1, -1, dtype=np.float64)
    counts = Counts(present, counts.rows, counts.columns, counts.levels, counts.numeric)
    return counts.over_levels(powers)


def _weights_of_lines(counts: Counts, matrix: Any, options: Options, *, axis: int) -> Numbers:
    if options.aggregation == "combine":
        return np.asarray(matrix.astype(bool).sum(axis=axis), dtype=np.float64)
    return np.asarray(counts.over_levels().sum(axis=axis), dtype=np.float64)


def _divide_rows(matrix: Any, divisor: Numbers) -> Any:
    matrix.data = _safe(matrix.data, np.repeat(divisor, np.diff(matrix.indptr)))
    return matrix


def _divide_columns(matrix: Any, divisor: Numbers) -> Any:
    matrix.data = _safe(matrix.data, divisor[matrix.indices])
    return matrix


def one_mode(counts: Counts, selection: Selection, activity: Numbers | None = None) -> Any:
    """Return the matrix of rows by rows, joined by the columns they share; its diagonal is 0.

    ``ignore`` (co-occurrence): Y[i, i'] = Σ_j (Σ_k x[i, j, k]) (Σ_k x[i', j, k]).
    ``congruence``: Σ_j Σ_k Σ_l x[i, j, k] x[i', j, l] (1 - d[k, l]), ``conflict``: the same with
    d[k, l], ``subtract``: congruence - conflict; d[k, l] is |q_k - q_l| over the length of the
    scale for booleans and integers, and 1 for two different labels, else 0.

    Normalization divides by (a[i] + a[i'])/2 (``average``), by the statements that either has
    and not both, plus the products of what they share (``jaccard``), or by the lengths of the
    two profiles (``cosine``); 0/0 is 0. The matrix is symmetric; isolates are lines of zeros.
    """
    from scipy import sparse

    size = len(counts.rows)
    blocks = list(_blocks(counts, selection, activity))
    if not blocks:
        return sparse.csr_array((size, size))
    return blocks[0] if len(blocks) == 1 else sparse.vstack(blocks, format="csr")


def _blocks(counts: Counts, selection: Selection, activity: Numbers | None) -> Iterator[Any]:
    """Yield the matrix a block of rows at a time, without its diagonal."""
    products = _products(counts, selection)
    divide = _divider(counts, selection, activity)
    size = len(counts.rows)
    step = max(1, _BLOCK_CELLS // max(size, 1))
    for first in range(0, size, step):
        block = slice(first, min(first + step, size))
        total = _sum_products(products, block)
        finish = _finish_dense if isinstance(total, np.ndarray) else _finish_sparse
        yield finish(total, block, divide, selection.options.minimum)


def _finish_dense(total: Numbers, block: slice, divide: Divide, minimum: float) -> Any:
    rows = np.arange(block.start, block.stop)
    value = divide(rows[:, None], np.arange(total.shape[1])[None, :], total, block)
    value[rows - block.start, rows] = 0.0
    kept = np.abs(value) >= minimum if minimum > 0 else value != 0
    places = np.broadcast_to(np.arange(total.shape[1], dtype=np.int32), kept.shape)[kept]
    return _rows_of_cells(value[kept], places, kept.sum(axis=1), total.shape[1])


def _finish_sparse(total: Any, block: slice, divide: Divide, minimum: float) -> Any:
    lines = np.repeat(np.arange(total.shape[0]), np.diff(total.indptr))
    kept = (total.data != 0) & (lines + block.start != total.indices)
    lines, places, value = lines[kept], total.indices[kept], total.data[kept]
    value = divide(lines + block.start, places, value, block)
    if minimum > 0:
        strong = np.abs(value) >= minimum
        lines, places, value = lines[strong], places[strong], value[strong]
    return _rows_of_cells(
        value, places, np.bincount(lines, minlength=total.shape[0]), total.shape[1]
    )


def _rows_of_cells(value: Numbers, places: Any, lengths: Any, width: int) -> Any:
    from scipy import sparse

    starts = np.concatenate([[0], np.cumsum(lengths)])
    return sparse.csr_array((value, places, starts), shape=(len(lengths), width))


def _products(counts: Counts, selection: Selection) -> list[tuple[float, Any, Any]]:
    """Return the matrix as a sum of products: (factor, left, right) is factor · left · rightᵀ."""
    aggregation, qualifier = selection.options.aggregation, selection.qualifier
    x = counts.x
    if aggregation in ("ignore", "combine") or qualifier is None:
        total = counts.over_levels()
        return [(1.0, total, total)]
    if selection.options.compat and not counts.numeric:
        return compat.label_products(x, aggregation)
    apart = level_distance(counts, selection)
    if np.isnan(apart).any():
        return compat.undefined_products(counts)
    if np.array_equal(apart, 1 - np.eye(len(apart))):
        return _label_products(counts, aggregation)
    weights = {"congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart}
    return [(1.0, counts.times(weights[aggregation]), x)]


def _label_products(counts: Counts, aggregation: str) -> list[tuple[float, Any, Any]]:
    if aggregation == "subtract" and len(counts.levels) == 2:
        signed = counts.over_levels(np.array([-1.0, 1.0]))
        return [(1.0, signed, signed)]
    same = (counts.x, counts.x)
    if aggregation == "congruence":
        return [(1.0, *same)]
    total = counts.over_levels()
    factors = (-1.0, 1.0) if aggregation == "conflict" else (2.0, -1.0)
    return [(factors[0], *same), (factors[1], total, total)]


def level_distance(counts: Counts, selection: Selection) -> Numbers:
    """Return how far any two levels of the qualifier are apart, from 0 to 1.

    The scale of an integer runs over all its values in the table unless its ends are given; on
    a scale of one point nothing is apart.
    """
    values, column = counts.levels.values, selection.qualifier
    if not counts.numeric or values is None or column is None:
        return 1.0 - np.eye(len(counts.levels))
    gaps = np.abs(values[:, None] - values[None, :])
    if selection.options.compat:
        return compat.observed_scale(gaps)
    low, high = scale_ends(column, selection.options)
    if values.size and (values.min() < low or values.max() > high):
        raise UsageError(f"the scale {low:g} to {high:g} leaves out values of the qualifier")
    return gaps / (high - low) if high > low else np.zeros_like(gaps)


def scale_ends(column: Column, options: Options) -> tuple[float, float]:
    """Return the ends of a numeric qualifier's scale: as given, known, or found in the table."""
    values = column.values
    if options.scale or column.scale:
        return options.scale or column.scale or (0.0, 0.0)
    if values is None or not values.size:
        return (0.0, 0.0)
    return (float(values[0]), float(values[-1]))


def _sum_products(products: list[tuple[float, Any, Any]], block: slice) -> Any:
    """Return the block of rows of the sum, as an array or sparse, whichever is quicker."""
    dense = _dense_pays(products, block)
    total: Any = None
    for factor, left, right in products:
        part = left[block]
        if dense:
            term = part.toarray() @ right.toarray().T
        else:
            term = part @ right.T.tocsr()
        term = term if factor == 1.0 else term * factor
        total = term if total is None else total + term
    return total


def _dense_pays(products: list[tuple[float, Any, Any]], block: slice) -> bool:
    rows, columns = (block.stop - block.start), products[0][2].shape[0]
    if rows * columns > 2 * _BLOCK_CELLS:
        return False
    sparse_cost = dense_cost = 0.0
    for _, left, right in products:
        width = left.shape[1]
        if right.shape[0] * width > 8 * _BLOCK_CELLS:
            return False
        per_left = np.bincount(left[block].indices, minlength=width)
        per_right = np.bincount(right.indices, minlength=width)
        sparse_cost += float(per_left @ per_right) * _SPARSE_STEP
        dense_cost += rows * columns * width * _DENSE_STEP + rows * columns * 5e-9
    return dense_cost < sparse_cost


def _divider(counts: Counts, selection: Selection, activity: Numbers | None) -> Divide:
    """Return the function that normalizes cells (i, j, value) of a block of rows.

    i and j are positions that broadcast to the shape of the values.
    """
    name = selection.options.normalization
    if name == "average":
        a = np.asarray(counts.x.sum(axis=1)) if activity is None else activity
        return lambda i, j, value, block: _safe(value, (a[i] + a[j]) / 2)
    if name == "cosine":
        if selection.options.compat:
            a = np.asarray(counts.x.sum(axis=1))
            return lambda i, j, value, block: _safe(value, a[i] * a[j])
        length = np.sqrt(_self_congruence(counts, selection))
        return lambda i, j, value, block: _safe(value, length[i] * length[j])
    if name == "jaccard":
        return _jaccard(counts)
    return lambda i, j, value, block: value


def _self_congruence(counts: Counts, selection: Selection) -> Numbers:
    """Return what congruence (or co-occurrence) would put on the diagonal."""
    if selection.options.aggregation == "ignore" or selection.qualifier is None:
        left = right = counts.over_levels()
    else:
        left, right = counts.times(1 - level_distance(counts, selection)), counts.x
    return np.asarray((left * right).sum(axis=1), dtype=np.float64)


def _jaccard(counts: Counts) -> Divide:
    a = np.asarray(counts.x.sum(axis=1), dtype=np.float64)
    present = counts.x.astype(bool).astype(np.float64)
    products = [(1.0, counts.x, present), (1.0, present, counts.x), (-1.0, counts.x, counts.x)]

    def divide(i: Codes, j: Codes, value: Numbers, block: slice) -> Numbers:
        shared = _sum_products(products, block)
        common = shared[i - block.start, j]
        common = common if isinstance(common, np.ndarray) else common.toarray()
        return _safe(value, a[i] + a[j] - common)

    return divide


def _safe(value: Numbers, divisor: Numbers) -> Numbers:
    return np.divide(value, divisor, out=np.zeros_like(value), where=divisor != 0)


@dataclass(frozen=True, slots=True)
class Parts:
    """A one-mode matrix taken apart by column: it and its divisors add up over the columns.

    ``raw[j]`` is what column j adds to the matrix; ``lines[j]`` to each row's own part of the
    divisor, ``pairs[j]`` to each pair's.
    """

    normalization: str
    raw: Numbers
    lines: Numbers
    pairs: Numbers | None = None

    def matrix(self, chosen: Any) -> Numbers:
        """Return the normalized matrix of the chosen columns, given as a mask."""
        total, a = self.raw[chosen].sum(axis=0), self.lines[chosen].sum(axis=0)
        if self.normalization == "average":
            return _safe(total, (a[:, None] + a) / 2)
        if self.normalization == "activities":
            return _safe(total, a[:, None] * a)
        if self.normalization == "cosine":
            return _safe(total, np.sqrt(a[:, None] * a))
        if self.pairs is not None:
            return _safe(total, a[:, None] + a - self.pairs[chosen].sum(axis=0))
        return np.asarray(total)


def parts_of_columns(counts: Counts, selection: Selection) -> Parts:
    """Take a one-mode matrix apart by column, so that sets of columns can be tried quickly.

    Raises ``UsageError`` where rows² times columns is more than memory holds.
    """
    size, width, levels = len(counts.rows), len(counts.columns), len(counts.levels)
    if size * size * width > 10 * _BLOCK_CELLS:
        raise UsageError(
            f"{size} rows by {width} columns are too many for this; include fewer of them"
        )
    name: str = selection.options.normalization
    raw = np.zeros((width, size, size))
    lines = np.zeros((width, size))
    pairs = np.zeros((width, size, size)) if name == "jaccard" else None
    every = slice(0, size)
    for j in range(width):
        x = counts.x[:, j * levels : (j + 1) * levels]
        own = replace(counts, x=x, columns=replace(counts.columns, labels=("",)))
        raw[j] = _as_dense(_sum_products(_products(own, selection), every))
        np.fill_diagonal(raw[j], 0.0)
        exact = name == "cosine" and not selection.options.compat
        lines[j] = _self_congruence(own, selection) if exact else np.asarray(x.sum(axis=1))
        if pairs is not None:
            present = x.astype(bool).astype(np.float64)
            products = [(1.0, x, present), (1.0, present, x), (-1.0, x, x)]
            pairs[j] = _as_dense(_sum_products(products, every))
    if name == "cosine" and selection.options.compat:
        name = "activities"
    return Parts(name, raw, lines, pairs)


def _as_dense(matrix: Any) -> Numbers:
    return matrix if isinstance(matrix, np.ndarray) else np.asarray(matrix.toarray())
