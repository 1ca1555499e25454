"""Kernel-smoothed time slices: every statement counts by how near it stands to the middle.

With d = 2 · (whole units between statement and middle) / width, the weight ζ is

- uniform: 1/2
- triangular: 1 - |d|
- Epanechnikov: 3/4 (1 - d²)
- Gaussian: (2π)^(-1/2) exp(-d²/2), cut at |d| = 6

and, but for the Gaussian, 0 beyond |d| = 1. A pair of statements counts √(ζ₁ζ₂).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.networks.options import Options
from onrecord.networks.select import Selection
from onrecord.networks.table import Codes, Numbers
from onrecord.networks.timeunits import dated, find_unit, shift, whole_units
from onrecord.networks.windows import require_dates

_GAUSSIAN_REACH = 6.0


@dataclass(frozen=True, slots=True)
class Slice:
    """One middle in time, the statements around it and their weights."""

    start: int
    middle: int
    stop: int
    statements: Codes
    weights: Numbers


def find_slices(selection: Selection) -> Iterator[Slice]:
    """Yield a slice for each unit of time between the first and the last statement.

    With ``indent`` (the default) the first and last half window have no slice of their own.
    """
    options, time = selection.options, selection.table.time
    if options.window in ("seconds", "events"):
        return  # DNA makes no slices by these; elsewhere options refuse them
    rows = selection.filtered[dated(time[selection.filtered])]
    require_dates(selection)
    if not len(rows):
        return
    unit = find_unit(str(options.window))
    width = options.width + options.width % 2 if options.compat else options.width
    reach = (width + 1) // 2
    first, last = max(selection.start, int(time[rows[0]])), min(selection.stop, int(time[rows[-1]]))
    middle = shift(first, reach, unit) if options.indent else first
    final = shift(last, -reach, unit) if options.indent else last
    while middle <= final:
        start, stop = first, last
        if options.kernel != "gaussian":
            start = max(first, shift(middle, -reach, unit))
            stop = min(last, shift(middle, reach, unit))
        near = rows[np.searchsorted(time[rows], start) : np.searchsorted(time[rows], stop, "right")]
        distance = 2 * whole_units(time[near], middle, unit) / width
        weights = kernel_weights(distance, options)
        kept = np.full(len(near), True) if options.compat else weights != 0
        yield Slice(start, middle, stop, near[kept], weights[kept])
        middle = shift(middle, options.step, unit)


def kernel_weights(distance: Numbers, options: Options) -> Numbers:
    """Return the weight of each distance.

    DNA's triangular kernel is |1 - d| and its 3.0 Epanechnikov kernel 3/4 (1 - d)²: both favour
    what is later. Version 3.1 mended the second.
    """
    d = np.asarray(distance, dtype=np.float64)
    if options.kernel == "gaussian":
        weights = np.exp(-(d**2) / 2) / np.sqrt(2 * np.pi)
        return weights if options.compat else np.where(np.abs(d) > _GAUSSIAN_REACH, 0.0, weights)
    if options.kernel == "uniform":
        weights = np.full_like(d, 0.5)
    elif options.kernel == "triangular":
        weights = np.abs(1 - d) if options.compat else 1 - np.abs(d)
    else:
        weights = 0.75 * ((1 - d) ** 2 if options.compat == "dna" else 1 - d**2)
    return np.where(np.abs(d) > 1, 0.0, weights)
