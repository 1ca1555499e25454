"""From statements and options to networks: one, or a series over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks import compat
from onrecord.networks.counts import (
    Axis,
    Counts,
    count,
    count_labels,
    level_axis,
    merge_axes,
    node_axis,
)
from onrecord.networks.kernels import Slice, find_slices
from onrecord.networks.matrices import one_mode, two_mode
from onrecord.networks.options import Options
from onrecord.networks.select import Selection, select_statements
from onrecord.networks.table import Codes, Numbers, StatementTable
from onrecord.networks.timeunits import to_datetime
from onrecord.networks.types import Network
from onrecord.networks.windows import Window, find_windows, range_bounds


def build_network(table: StatementTable, options: Options) -> Network:
    """Return the network of all statements that the options leave; windows are not looked at."""
    selection = select_statements(table, compat.settle(options) if options.compat else options)
    return network_of(selection, selection.filtered, Frame(selection))


def build_series(table: StatementTable, options: Options) -> Iterator[Network]:
    """Yield one network for each time window or kernel slice, in order of time.

    ``congruence & conflict`` yields two at each step, congruence first.
    """
    for network, _, _ in build_steps(table, options):
        yield network


def build_steps(
    table: StatementTable, options: Options
) -> Iterator[tuple[Network, Selection, Codes]]:
    """Yield each network of a series with the selection and the statements it is made of."""
    if options.window is None:
        raise UsageError("a series needs a window: events, or a time unit such as months")
    options = compat.settle(options) if options.compat else options
    aggregations = options.aggregation.split(" & ")
    selections = [
        select_statements(table, replace(options, aggregation=part))  # type: ignore[arg-type]
        for part in aggregations
    ]
    frames = [Frame(selection) for selection in selections]
    steps = find_slices if options.kernel != "no" else find_windows
    for parts in zip(*(steps(selection) for selection in selections), strict=True):
        for selection, frame, step in zip(selections, frames, parts, strict=True):
            yield _network_of_step(selection, frame, step), selection, step.statements


class Frame:
    """What the networks of one series share: frequencies, and levels that do not change."""

    def __init__(self, selection: Selection) -> None:
        self.frequency = _frequency(selection)
        qualifier = selection.qualifier
        fixed = qualifier is None or qualifier.kind != "document"
        self.levels = level_axis(selection, selection.filtered) if fixed else None

    def levels_of(self, selection: Selection, statements: Codes) -> Axis:
        """Return the levels: a document field has those of the statements at hand."""
        return self.levels or level_axis(selection, statements)


def _frequency(selection: Selection) -> Mapping[str, Mapping[str, int]]:
    names = {selection.options.variable1: selection.variable1}
    if selection.options.mode != "one-mode":
        names[selection.options.variable2] = selection.variable2
    return {name: count_labels(column, selection.filtered) for name, column in names.items()}


def _network_of_step(selection: Selection, frame: Frame, step: Window | Slice) -> Network:
    times = (step.start, step.middle, step.stop)
    if isinstance(step, Window):
        return _finish(network_of(selection, step.statements, frame), times)
    if selection.options.compat:
        return _finish(_compat_slice(selection, frame, step), times)
    network = network_of(selection, step.statements, frame, step.weights)
    return _finish(replace(network, whole=False), times)


def _finish(network: Network, times: tuple[int, int, int]) -> Network:
    start, middle, stop = (to_datetime(moment) for moment in times)
    network = replace(network, start=start, middle=middle, stop=stop)
    return _to_one(network) if network.options.to_one else network


def _to_one(network: Network) -> Network:
    total = network.matrix.sum()
    if np.isnan(total):
        return replace(network, matrix=_sparse(np.full(network.matrix.shape, np.nan)))
    return replace(network, matrix=network.matrix / total, whole=False) if total else network


def network_of(
    selection: Selection, statements: Codes, frame: Frame, weights: Numbers | None = None
) -> Network:
    """Return the network of some of the selected statements, weighted if asked."""
    counts, activity = count_selection(selection, statements, frame, weights)
    options = selection.options
    if options.mode == "one-mode":
        matrix = one_mode(counts, selection, activity)
    else:
        matrix = two_mode(counts, options)
    columns = counts.rows if options.mode == "one-mode" else counts.columns
    start, middle, stop = (to_datetime(t) for t in range_bounds(selection, options))
    return Network(
        matrix,
        counts.rows.labels,
        columns.labels,
        options,
        len(statements),
        _is_whole(selection) or not len(statements),
        start,
        middle,
        stop,
        frame.frequency,
        selection.table.entities,
    )


def count_selection(
    selection: Selection, statements: Codes, frame: Frame, weights: Numbers | None = None
) -> tuple[Counts, Numbers | None]:
    """Return the counts of some statements, and with weights each row's sum of weights.

    The pairs of a one-mode network are weighted by the root of the product of both weights.
    """
    options = selection.options
    source = selection.filtered if weights is not None else statements
    rows = node_axis(selection, selection.variable1, source)
    columns = node_axis(selection, selection.variable2, source)
    if options.mode == "ties":
        rows, columns = merge_axes(selection.variable1, selection.variable2, rows, columns)
    levels = frame.levels_of(selection, statements)
    if weights is None or options.mode != "one-mode":
        return count(selection, statements, rows, columns, levels, weights), None
    counts = count(selection, statements, rows, columns, levels, np.sqrt(weights))
    place = rows.place[selection.variable1.codes[statements]]
    activity = np.bincount(place[place >= 0], weights=weights[place >= 0], minlength=len(rows))
    return counts, activity.astype(np.float64)


def _is_whole(selection: Selection) -> bool:
    options, qualifier = selection.options, selection.qualifier
    if options.normalization != "no":
        return False
    if options.mode != "one-mode" or options.aggregation == "ignore" or qualifier is None:
        return True
    return qualifier.kind != "integer"


def _compat_slice(selection: Selection, frame: Frame, step: Slice) -> Network:
    matrix, rows, columns = compat.kernel_matrix(selection, step.statements, step.weights)
    return Network(
        _sparse(matrix), rows, columns, selection.options, 0, False, None, None, None,
        frame.frequency, selection.table.entities,
    )  # fmt: skip


def _sparse(matrix: Numbers) -> Any:
    from scipy import sparse

    return sparse.csr_array(matrix)
