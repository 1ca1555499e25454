"""What DNA computes where it departs from its definitions, kept for ``compat="dna"``.

Each function stands beside the one it replaces; docs/networks.md lists the departures. Nothing
here is used unless a user asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.counts import Axis, Counts, count, node_axis
from onrecord.networks.kernels import find_slices
from onrecord.networks.options import Options
from onrecord.networks.select import Selection, select_statements
from onrecord.networks.table import Codes, Numbers, StatementTable, sort_labels
from onrecord.networks.timeunits import to_datetime
from onrecord.networks.types import Network

_INT_MAX = 2**31 - 1


def combine(present: Any, levels: int, columns: int) -> Any:
    """Add up powers of two as 32-bit integers: each term saturates and the sum wraps."""
    powers = np.array([min(2**power, _INT_MAX) for power in range(levels - 1, -1, -1)])
    block = sparse.kron(
        sparse.eye_array(columns, dtype=np.int64), sparse.csr_array(powers.reshape(-1, 1))
    )
    total = sparse.csr_array(present.astype(np.int64) @ block)
    total.data = total.data.astype(np.int32).astype(np.float64)
    return total.astype(np.float64)


def combined_prominence(matrix: Any) -> Numbers:
    """Count non-zero cells of row j for column j; DNA fails where the matrix is not square."""
    rows, columns = matrix.shape
    if rows != columns:
        raise UsageError("DNA fails on combine with prominence unless the matrix is square")
    return np.asarray(matrix.astype(bool).sum(axis=1), dtype=np.float64)[:columns]


def observed_scale(gaps: Numbers) -> Numbers:
    """Take the observed range as the scale; one observed value gives 0/0."""
    length = gaps.max() if gaps.size else 0.0
    return gaps / length if length else np.full_like(gaps, np.nan)


def label_products(x: Any, aggregation: str) -> list[tuple[float, Any, Any]]:
    """Add up, for conflict, the counts that only one of two rows has."""
    absent = _absent(x)
    conflict = [(1.0, x, absent), (1.0, absent, x)]
    if aggregation == "congruence":
        return [(1.0, x, x)]
    if aggregation == "conflict":
        return conflict
    return [(1.0, x, x), *((-factor, left, right) for factor, left, right in conflict)]


def _absent(x: Any) -> Any:
    return sparse.csr_array((x.toarray() == 0).astype(np.float64))


def undefined_products(counts: Counts) -> list[tuple[float, Any, Any]]:
    """Make every cell NaN, as 0/0 does where the observed scale has no length."""
    ones = sparse.csr_array(np.ones((len(counts.rows), min(1, len(counts.columns)))))
    return [(np.nan, ones, ones)]


def settle(options: Options) -> Options:
    """Return the options with what DNA silently puts in place of those it cannot use."""
    if options.qualifier is None:
        options = replace(options, aggregation="ignore")
    one = options.mode == "one-mode"
    if options.aggregation in (("combine",) if one else ("congruence", "conflict")):
        options = replace(options, aggregation="ignore")
    fitting = ("average", "jaccard", "cosine") if one else ("activity", "prominence")
    if options.normalization not in fitting:
        options = replace(options, normalization="no")
    if options.kernel == "no" or options.normalization == "no":
        return options
    return replace(options, normalization="average" if one else "no")


def kernel_matrix(
    selection: Selection, statements: Codes, weights: Numbers
) -> tuple[Numbers, tuple[str, ...], tuple[str, ...]]:
    """Return a kernel slice: qualifier levels by rank, labels alike, the diagonal kept."""
    everything = selection.filtered
    rows = node_axis(selection, selection.variable1, everything)
    columns = node_axis(selection, selection.variable2, everything)
    levels = _ranked_levels(selection)
    size = len(levels)
    one = selection.options.mode == "one-mode"
    weights = np.sqrt(weights) if one else weights
    counts = count(selection, statements, rows, columns, levels, weights)
    x = counts.x.toarray().reshape(len(rows), len(columns), size)
    if not one:
        return x @ _rank_weights(selection, size), rows.labels, columns.labels
    weight = _rank_similarity(selection, size)
    if np.isnan(weight).any():
        together = count(selection, statements, rows, columns, levels).over_levels()
        undefined = np.where((together @ together.T).toarray() > 0, np.nan, 0.0)
        return undefined, rows.labels, rows.labels
    matrix = np.einsum("ijk,kl,mjl->im", x, weight, x, optimize=True)
    if selection.options.normalization == "average":
        matrix = matrix * _pair_weights(selection, rows, columns, levels)
    return matrix, rows.labels, rows.labels


def _ranked_levels(selection: Selection) -> Axis:
    """Return the levels that occur, sorted as text."""
    column = selection.qualifier
    if column is None:
        return Axis(("",), np.zeros(0, dtype=np.int64))
    codes = np.unique(column.codes[selection.filtered])
    labels = sort_labels(column.labels[code] for code in codes)
    place = np.full(len(column.labels) + 1, -1, dtype=np.int64)
    for code in codes:
        place[code] = labels.index(column.labels[code])
    return Axis(tuple(labels), place)


def _rank_weights(selection: Selection, size: int) -> Numbers:
    column, aggregation = selection.qualifier, selection.options.aggregation
    ranks = np.arange(size, dtype=np.float64)
    if aggregation not in ("subtract", "combine") or column is None or not column.numeric:
        return np.ones(size)
    return (ranks - 0.5) * 2 if column.kind == "boolean" else ranks


def _rank_similarity(selection: Selection, size: int) -> Numbers:
    column, aggregation = selection.qualifier, selection.options.aggregation
    similar = np.ones((size, size))
    if column is not None and column.numeric:
        ranks = np.arange(size, dtype=np.float64)
        with np.errstate(invalid="ignore", divide="ignore"):
            similar = np.abs(1 - np.abs(ranks[:, None] - ranks) / np.float64(size - 1))
    if aggregation == "congruence":
        return similar
    if aggregation == "conflict":
        return 1 - similar
    return 2 * similar - 1 if aggregation == "subtract" else np.ones((size, size))


def _pair_weights(selection: Selection, rows: Axis, columns: Axis, levels: Axis) -> Numbers:
    """Add up 2 / (n + n') over all cells of the whole period that either row has."""
    counts = count(selection, selection.filtered, rows, columns, levels)
    n = counts.x.toarray()
    total = np.zeros((len(rows), len(rows)))
    for i, own in enumerate(n):
        both = own + n
        total[i] = np.divide(2.0, both, out=np.zeros_like(both), where=both > 0).sum(axis=1)
    return total


def polarization_slices(table: StatementTable, options: Options) -> Iterator[Network]:
    """Yield the one network that DNA takes for both congruence and conflict: *subtract*.

    Labels and normalization are those of the statements strictly within the slice's bounds (of
    all of them with the Gaussian kernel); the diagonal is 0.
    """
    kernel = "uniform" if options.kernel == "no" else options.kernel
    options = replace(options, aggregation="subtract", isolates=False, kernel=kernel)
    selection = select_statements(table, options)
    for step in find_slices(selection):
        rows = selection.filtered
        if options.kernel != "gaussian":
            time = table.time[rows]
            rows = rows[(time > step.start) & (time < step.stop)]
        own = replace(selection, filtered=rows)
        inside = np.isin(step.statements, rows)
        matrix, labels, _ = kernel_matrix(own, step.statements[inside], step.weights[inside])
        np.fill_diagonal(matrix, 0.0)
        start, middle, stop = (to_datetime(t) for t in (step.start, step.middle, step.stop))
        cells = sparse.csr_array(matrix)
        yield Network(cells, labels, labels, options, 0, False, start, middle, stop)
