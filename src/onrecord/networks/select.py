"""Which statements a network is made of: dates, lists of values, blanks and duplicates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.networks.options import Options
from onrecord.networks.table import Codes, Column, StatementTable
from onrecord.networks.timeunits import (
    NEVER,
    Moments,
    calendar_period,
    dated,
    period_of_year,
    to_moment,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The statements that options leave, as ascending rows of the table.

    ``original`` passed the dates and the filters on documents, ``filtered`` all of them;
    ``start`` and ``stop`` (inclusive) are the dates asked for, or of the whole table.
    """

    table: StatementTable
    options: Options
    original: Codes
    filtered: Codes
    start: int
    stop: int

    @property
    def variable1(self) -> Column:
        """The variable of the rows."""
        return self.table.column(self.options.variable1)

    @property
    def variable2(self) -> Column:
        """The variable of the columns, or by which rows are joined."""
        return self.table.column(self.options.variable2)

    @property
    def qualifier(self) -> Column | None:
        """The variable that says how a statement refers to its concept."""
        name = self.options.qualifier
        return None if name is None else self.table.column(name)


def select_statements(
    table: StatementTable, options: Options, *, variable2: bool = True, blanks: bool = False
) -> Selection:
    """Return the statements that the options ask for.

    ``blanks`` keeps statements with an empty field (event lists do); without ``variable2`` the
    second variable does not count (bar plots).
    """
    start, stop = find_range(table, options)
    keep = within(table.time, start, stop) if _has_range(options) else everything(table)
    keep &= _pass_lists(table, options, documents=True)
    original = np.flatnonzero(keep)
    keep &= _pass_lists(table, options, documents=False)
    key_columns = []
    if not blanks or options.duplicates != "include":
        key_columns = _key_columns(table, options, variable2=variable2)
    if not blanks:
        for column in key_columns:
            keep &= ~_is_blank(column)
    filtered = np.flatnonzero(keep)
    if options.duplicates != "include":
        filtered = _drop_duplicates(table, options, key_columns, filtered)
    return Selection(table, options, original, filtered, start, stop)


def everything(table: StatementTable) -> NDArray[np.bool_]:
    """Mark every statement."""
    return np.ones(len(table), dtype=bool)


def within(time: Moments, start: int, stop: int) -> NDArray[np.bool_]:
    """Mark the moments from start to stop, both inclusive; undated ones never are."""
    return np.asarray((time >= start) & (time <= stop) & (time != NEVER))


def find_range(table: StatementTable, options: Options) -> tuple[int, int]:
    """Return the first and last moment asked for, by default those of all documents."""
    first, last = table.span or (NEVER, NEVER)
    start, stop = to_moment(options.since), to_moment(options.until, last=True)
    return (first if start == NEVER else start, last if stop == NEVER else stop)


def _has_range(options: Options) -> bool:
    return options.since is not None or options.until is not None or options.compat is not None


def _pass_lists(table: StatementTable, options: Options, *, documents: bool) -> NDArray[np.bool_]:
    keep = everything(table)
    for lists, wanted in ((options.exclude, False), (options.include, True)):
        for name, values in lists.items():
            column = table.column(name)
            if (column.kind == "document") is documents:
                found = np.append(column.find(values), _blank_listed(values))
                keep &= found[column.codes] == wanted
    return keep


def _blank_listed(values: object) -> bool:
    return "" in values if isinstance(values, list | tuple | set | frozenset) else False


def _key_columns(table: StatementTable, options: Options, *, variable2: bool) -> list[Column]:
    names = [options.variable1]
    if variable2:
        names.append(options.variable2)
    if options.aggregation != "ignore" and options.qualifier is not None:
        names.append(options.qualifier)
    return [table.column(name) for name in names]


def _is_blank(column: Column) -> NDArray[np.bool_]:
    empty = np.array([label == "" for label in (*column.labels, "")], dtype=bool)
    return empty[column.codes]


def _drop_duplicates(
    table: StatementTable, options: Options, columns: list[Column], rows: Codes
) -> Codes:
    """Keep the first of all statements that are the same in the same period."""
    import pandas as pd

    if options.compat and columns[-1].kind == "document" and options.aggregation != "ignore":
        raise UsageError("DNA fails on duplicates with a document field as qualifier")
    keys = _period(table, options, rows)
    for column in columns:
        keys = keys * (len(column.labels) + 1) + column.codes[rows] + 1
    repeated = pd.Series(keys).duplicated().to_numpy()
    if options.compat:
        repeated = repeated & ~_never_equal(options, columns[-1], rows)
    return np.asarray(rows[~repeated])


def _period(table: StatementTable, options: Options, rows: Codes) -> Codes:
    unit = options.duplicates
    if unit == "acrossrange" or unit == "include":
        return np.zeros(len(rows), dtype=np.int64)
    if unit == "document":
        return table.document[rows]
    time = table.time[rows]
    count = period_of_year if options.compat else calendar_period
    periods = -1 - np.arange(len(rows))  # an undated statement shares its period with no other
    periods[dated(time)] = count(time[dated(time)], unit)
    return np.asarray(periods - periods.min(initial=0))


def _never_equal(options: Options, qualifier: Column, rows: Codes) -> NDArray[np.bool_]:
    """Mark what DNA compares as boxed integers by identity: all beyond a byte differ."""
    if options.aggregation == "ignore" or qualifier.kind != "integer" or qualifier.values is None:
        return np.zeros(len(rows), dtype=bool)
    values = np.append(qualifier.values, 0)[qualifier.codes[rows]]
    return np.asarray((values < -128) | (values > 127))
