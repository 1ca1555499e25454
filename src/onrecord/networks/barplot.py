"""How often each entity speaks, by stance and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.api import prepare
from onrecord.networks.select import select_statements
from onrecord.networks.table import StatementTable, sort_labels
from onrecord.networks.timeunits import calendar_period, dated, find_unit, to_datetime

if TYPE_CHECKING:
    import pandas as pd


def count_statements(source: Any, variable: str | None = None, **options: Any) -> pd.DataFrame:
    """Return how many statements each entity has at each value of the qualifier.

    Rows are the entities of ``variable`` (by default the actors), sorted; columns the values of
    the qualifier (for a boolean 0 and 1), or ``statements`` without one. ``options`` are those
    of ``network``; blanks and duplicates are dropped by the same rules, and the second variable
    does not count.

    >>> said = {"actor": ["Ash", "Ash", "Birch"], "stance": [1, -1, 1]}
    >>> count_statements(said).loc["Ash"].to_dict()
    {'-1': 1, '1': 1}
    """
    import pandas as pd

    if variable is not None:
        options["variable1"] = variable
    table, settings = prepare(source, "two-mode", **options)
    if settings.qualifier is not None:
        table, settings = prepare(table, "two-mode", **{**options, "aggregation": "subtract"})
    selection = select_statements(table, settings, variable2=False)
    column, qualifier = selection.variable1, selection.qualifier
    names = [column.labels[code] for code in column.codes[selection.filtered]]
    index = sort_labels(names)
    if qualifier is None:
        counted = pd.Series(names).value_counts().reindex(index, fill_value=0)
        frame = counted.to_frame("statements").astype(int)
    else:
        levels = _levels(qualifier, selection.filtered)
        values = [qualifier.labels[code] for code in qualifier.codes[selection.filtered]]
        frame = pd.crosstab(pd.Series(names), pd.Series(values))
        frame = frame.reindex(index=index, columns=levels, fill_value=0)
    frame.index.name, frame.columns.name = settings.variable1, None
    return frame


def _levels(qualifier: Any, statements: Any) -> list[str]:
    if qualifier.kind == "boolean":
        return list(qualifier.labels)
    return [qualifier.labels[code] for code in np.unique(qualifier.codes[statements])]


def count_over_time(
    source: StatementTable, variable: str | None, by: str = "month"
) -> pd.DataFrame:
    """Return how many statements fall in each calendar period, by entity if one is named.

    Periods without statements are there with zeros. Undated statements are left out. ``by`` is
    ``day``, ``week``, ``month`` or ``year``. Raises ``UsageError`` for any other.
    """
    import pandas as pd

    unit: Any = find_unit(by).removesuffix("s")
    if unit not in ("day", "week", "month", "year"):
        raise UsageError(f"frequencies are by day, week, month or year, not by {by}")
    rows = np.flatnonzero(dated(source.time))
    time = source.time[rows]
    if not len(rows):
        return pd.DataFrame(index=pd.DatetimeIndex([], name="period"))
    periods = time // 86400 if unit == "day" else calendar_period(time, unit)
    span = np.arange(periods.min(), periods.max() + 1)
    names: list[str] = ["statements"] * len(rows)
    if variable is not None:
        column = source.column(variable)
        names = [column.labels[code] for code in column.codes[rows]]
    frame = pd.crosstab(pd.Series(periods), pd.Series(names)).reindex(span, fill_value=0)
    frame.index = pd.DatetimeIndex([_first_day(int(p), unit) for p in span], name="period")
    frame.columns.name = None
    return frame[[name for name in sort_labels(names) if name]]


def _first_day(period: int, unit: Literal["day", "week", "month", "year"]) -> Any:
    if unit == "day":
        return to_datetime(period * 86400)
    if unit == "week":
        return to_datetime((period * 7 - 3) * 86400)
    months = period if unit == "month" else period * 12
    return np.datetime64("1970-01", "M") + np.timedelta64(months, "M")
