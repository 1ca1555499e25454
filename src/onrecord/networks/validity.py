"""Whether an automatic network can stand for a hand-coded one, and in which windows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.api import network
from onrecord.networks.phases import aligned
from onrecord.networks.sources import statement_table
from onrecord.networks.table import Numbers
from onrecord.networks.timeunits import find_unit, floor, shift, to_datetime
from onrecord.networks.types import Network

if TYPE_CHECKING:
    import pandas as pd


def check_windows(
    automatic: Any,
    coded: Any,
    kind: str = "congruence",
    *,
    unit: str = "months",
    widths: Sequence[int] = (1, 2, 3, 6, 12),
    **options: Any,
) -> pd.DataFrame:
    """Compare an automatic network with a hand-coded sample at growing window widths.

    Errors of single statements even out in wider windows; this shows how wide a window must be
    before the automatic network can stand for the hand-coded one. For each width, over all
    windows from the first to the last statement of the sample (each starting where the one
    before ends): ``correlation`` of the cells (Pearson, over the labels of either),
    ``precision``, ``recall`` and ``f1`` of the ties with their sign, and ``windows``, how many
    were compared; means over windows where the sample has ties.

    ``automatic`` and ``coded`` are sources as for ``network``, with the same names for the same
    actors and concepts.

    Angst et al. (2025).
    """
    import pandas as pd

    tables = [statement_table(source) for source in (automatic, coded)]
    span = tables[1].span
    if span is None:
        raise UsageError("the hand-coded sample has no dates")
    known = find_unit(unit)
    last = shift(floor(span[1], known), 1, known) - 1
    bounds = {"since": to_datetime(floor(span[0], known)), "until": to_datetime(last)}
    found = []
    for width in widths:
        settings = {**options, **bounds, "window": unit, "width": width, "step": width}
        pairs = zip(*(network(table, kind, **settings) for table in tables), strict=True)
        scores = [_compare(ours, theirs) for ours, theirs in pairs if theirs.matrix.nnz]
        names = ("correlation", "precision", "recall", "f1")
        mean = {n: float(np.mean([s[n] for s in scores])) if scores else np.nan for n in names}
        found.append({"width": width, **mean, "windows": len(scores)})
    return pd.DataFrame(found)


def _compare(ours: Network, theirs: Network) -> dict[str, float]:
    a, b = aligned([ours, theirs])
    hits = float(((np.sign(a) == np.sign(b)) & (b != 0)).sum())
    precision = hits / max(float((a != 0).sum()), 1.0)
    recall = hits / float((b != 0).sum())
    return {
        "correlation": correlation(a, b),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
    }


def correlation(a: Numbers, b: Numbers) -> float:
    """Return Pearson's correlation; 1 for equal constants, 0 where only one side varies."""
    if np.array_equal(a, b):
        return 1.0
    if a.std() == 0 or b.std() == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])
