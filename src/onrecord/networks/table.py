"""The statements that networks are made of, as columns of integer codes.

A ``StatementTable`` is what every source (a record, a data frame, a ``.dna`` file) is turned
into. Its statements stand in DNA's order: time, document, start, stop, id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.networks.timeunits import NEVER, Moments

if TYPE_CHECKING:
    import pandas as pd

Codes = NDArray[np.int64]
Numbers = NDArray[np.float64]
Kind = Literal["text", "boolean", "integer", "document"]


def sort_labels(labels: Iterable[str]) -> list[str]:
    """Sort as Java does, by UTF-16 units: upper case first, accents after z.

    >>> sort_labels(["zoo", "Äther", "Zoo", ""])
    ['', 'Zoo', 'zoo', 'Äther']
    """
    distinct = set(labels)
    if all(label.isascii() for label in distinct):
        return sorted(distinct)
    return sorted(distinct, key=lambda label: label.encode("utf-16-be", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Column:
    """One variable: ``labels[codes[s]]`` is the value of statement ``s``; a code of -1 is none.

    ``kind`` is ``text`` (an entity), ``boolean``, ``integer`` (any number) or ``document`` (a
    field of the document). ``labels`` are sorted and list every value that the source knows,
    also those that no statement has. ``values`` are the numbers behind the labels of booleans
    and integers. ``scale`` gives the ends of the scale where they are known.
    """

    kind: Kind
    codes: Codes
    labels: tuple[str, ...]
    values: Numbers | None = None
    scale: tuple[float, float] | None = None

    @property
    def numeric(self) -> bool:
        """Whether the values can be subtracted."""
        return self.kind in ("boolean", "integer")

    def find(self, wanted: Iterable[object]) -> NDArray[np.bool_]:
        """Mark the labels that are in ``wanted``, compared as text (booleans as 0 and 1)."""
        texts = {_as_text(value) for value in wanted}
        return np.array([label in texts for label in self.labels], dtype=bool)


def _as_text(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@dataclass(frozen=True, slots=True)
class StatementTable:
    """Statements in order, one code a variable.

    ``time`` is the moment of each statement (``NEVER`` where it has no date), ``document`` a
    number for the document it stands in. ``span`` is the first and last moment of all documents,
    also of those without statements. ``entities`` describes the entities of a variable: a frame
    indexed by label with columns such as ``id``, ``colour`` and any attribute. ``details`` holds
    what only event lists show, and ``variables`` the variables of a statement in their own order
    (not those of its document). ``confidence`` says how sure the coding is: arrays named
    ``statement``, or by variable. ``repairs`` lists what had to be mended on reading.
    """

    ids: NDArray[Any]
    time: Moments
    document: Codes
    columns: Mapping[str, Column]
    span: tuple[int, int] | None
    entities: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    details: pd.DataFrame | None = None
    confidence: Mapping[str, Numbers] = field(default_factory=dict)
    repairs: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def column(self, name: str) -> Column:
        """Return the variable of this name; British and American spellings are one.

        Raises ``UsageError`` naming the variables there are.
        """
        for known in (name, name.replace("isation", "ization"), name.replace("ization", "isation")):
            if known in self.columns:
                return self.columns[known]
        known_names = ", ".join(sorted(self.columns))
        raise UsageError(f"the table has no variable {name!r}; it has {known_names}")


def take(table: StatementTable, rows: Codes) -> StatementTable:
    """Return the table with these rows only, in the order given (rows may repeat)."""
    return replace(
        table,
        ids=table.ids[rows],
        time=table.time[rows],
        document=table.document[rows],
        columns={
            name: replace(column, codes=column.codes[rows])
            for name, column in table.columns.items()
        },
        details=None if table.details is None else table.details.iloc[rows].reset_index(drop=True),
        confidence={name: values[rows] for name, values in table.confidence.items()},
    )


def order_rows(table: StatementTable, *keys: NDArray[Any]) -> StatementTable:
    """Return the table sorted by time, then document, then the further keys given."""
    order = (table.time, table.document, *keys)
    if _is_sorted(table.time, table.document) and not keys:
        return table
    rows = np.lexsort(tuple(reversed(order)))
    if np.array_equal(rows, np.arange(len(rows))):
        return table
    return take(table, rows)


def _is_sorted(time: Moments, document: Codes) -> bool:
    step = np.diff(time)
    if step.size and step.min() < 0:
        return False
    return bool(np.all((step > 0) | (np.diff(document) >= 0)))


def dated_span(time: Moments) -> tuple[int, int] | None:
    """Return the first and last moment, or ``None`` where nothing is dated."""
    dated = time[time != NEVER]
    return (int(dated.min()), int(dated.max())) if dated.size else None


def text_column(
    values: Any, *, kind: Kind = "text", everyone: Iterable[str] | None = None
) -> Column:
    """Code a sequence of labels; missing values become the empty label."""
    import pandas as pd

    series = pd.Series(values)
    if isinstance(series.dtype, pd.CategoricalDtype):
        codes = series.cat.codes.to_numpy()
        uniques = [str(label) for label in series.cat.categories]
    else:
        codes, index = pd.factorize(series)
        uniques = [str(label) for label in index]
    if (codes < 0).any():
        codes = np.where(codes < 0, len(uniques), codes)
        uniques.append("")
    labels = sort_labels([*uniques, *(everyone or ())])
    place = {label: number for number, label in enumerate(labels)}
    lookup = np.fromiter((place[label] for label in uniques), dtype=np.int64, count=len(uniques))
    coded = lookup[codes] if len(uniques) else np.zeros(0, dtype=np.int64)
    return Column(kind, coded, tuple(labels))


def number_column(
    values: Any, *, boolean: bool = False, scale: tuple[float, float] | None = None
) -> Column:
    """Code numbers or truth values; missing ones have the code -1."""
    import pandas as pd

    numbers = pd.to_numeric(pd.Series(values), errors="coerce").to_numpy(
        dtype=np.float64, na_value=np.nan
    )
    missing = np.isnan(numbers)
    levels = np.array([0.0, 1.0]) if boolean else np.unique(numbers[~missing])
    codes = np.searchsorted(levels, numbers).astype(np.int64)
    codes[missing] = -1
    labels = tuple(_as_text(float(level)) for level in levels)
    return Column("boolean" if boolean else "integer", codes, labels, levels, scale)
