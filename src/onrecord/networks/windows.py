"""Moving time windows: which statements stand in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.options import Options
from onrecord.networks.select import Selection
from onrecord.networks.table import Codes
from onrecord.networks.timeunits import NEVER, Moments, Unit, dated, find_unit, floor, shift

Bounds = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """One step of a series: its bounds in time (all inclusive) and its statements."""

    start: int
    middle: int
    stop: int
    statements: Codes


def find_windows(selection: Selection) -> Iterator[Window]:
    """Yield the windows of a series, the empty ones too.

    A window of ``width`` units holds exactly that much time, its first second included and the
    first of the next window not. Windows start with the calendar unit of the first document (or
    with ``since``), move on by ``step`` units and end with the last document's unit (or with
    ``until``). With ``window="events"`` each holds ``width`` consecutive statements. Where the
    whole range is shorter than a window, there is one.
    """
    rows = selection.filtered[dated(selection.table.time[selection.filtered])]
    options = selection.options
    if options.window == "events":
        find = _tied_event_windows if options.compat else _event_windows
        yield from find(selection, rows)
        return
    require_dates(selection)
    unit = find_unit(str(options.window))
    bounds = _closed_bounds if options.compat else _calendar_bounds
    time = selection.table.time[rows]
    for start, middle, stop in bounds(selection, unit):
        first, last = np.searchsorted(time, start), np.searchsorted(time, stop, side="right")
        yield Window(start, middle, stop, rows[first:last])


def require_dates(selection: Selection) -> None:
    """Raise ``UsageError`` where a series is asked for and nothing has a date."""
    if NEVER in (selection.start, selection.stop):
        raise UsageError("nothing here is dated, so there are no time windows")


def _calendar_bounds(selection: Selection, unit: Unit) -> Iterator[Bounds]:
    options = selection.options
    first = selection.start if options.since is not None else floor(selection.start, unit)
    if options.until is not None:
        end = selection.stop + 1
    else:
        end = shift(floor(selection.stop, unit), 1, unit)
    number = 0
    while True:
        start = shift(first, number * options.step, unit)
        stop = shift(first, number * options.step + options.width, unit)
        if stop > end and number:
            return
        yield start, (start + stop) // 2, stop - 1
        number += 1


def _closed_bounds(selection: Selection, unit: Unit) -> Iterator[Bounds]:
    """Yield DNA's windows: both ends count, and the width is rounded to an even number."""
    reach = (selection.options.width - 1 + 1) // 2
    middle = selection.start
    while middle <= selection.stop:
        start, stop = shift(middle, -reach, unit), shift(middle, reach, unit)
        if start >= selection.start and stop <= selection.stop:
            yield start, middle, stop
        middle = shift(middle, 1, unit)


def _event_windows(selection: Selection, rows: Codes) -> Iterator[Window]:
    width, time = selection.options.width, selection.table.time
    last = max(len(rows) - width, 0)
    for first in range(0, last + 1, selection.options.step):
        chosen = rows[first : first + width]
        if len(chosen):
            middle = chosen[len(chosen) // 2]
            yield Window(int(time[chosen[0]]), int(time[middle]), int(time[chosen[-1]]), chosen)


def _tied_event_windows(selection: Selection, rows: Codes) -> Iterator[Window]:
    """Yield DNA's event windows: width//2 on each side, drawn at random where moments tie."""
    half, time = selection.options.width // 2, selection.table.time
    draw = np.random.default_rng(selection.options.seed)
    moments = time[rows]
    for t in range(half, len(rows) - half):
        first, last = moments[t - half], moments[t + half]
        before = np.arange(t - half, t)[moments[t - half : t] > first]
        after = np.arange(t + 1, t + half + 1)[moments[t + 1 : t + half + 1] < last]
        chosen = [
            _draw(draw, moments, first, half - len(before)),
            before,
            np.array([t]),
            after,
            _draw(draw, moments, last, half - len(after)),
        ]
        statements = rows[np.concatenate(chosen)]
        yield Window(int(first), int(moments[t]), int(last), statements)


def _draw(draw: np.random.Generator, moments: Moments, moment: int, size: int) -> Codes:
    tied = np.flatnonzero(moments == moment)
    return tied[:size] if len(tied) <= size else draw.choice(tied, size, replace=False)


def range_bounds(selection: Selection, options: Options) -> Bounds:
    """Return start, middle and stop of a network without windows."""
    if NEVER in (selection.start, selection.stop):
        return (NEVER, NEVER, NEVER)
    middle = selection.start + (selection.stop - selection.start) // 2
    return (selection.start, middle, selection.stop)
