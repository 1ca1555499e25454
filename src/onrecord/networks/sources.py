"""What can be made a network of: a record, a data frame, columns, or a ``.dna`` file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np

from onrecord.errors import InputError, UsageError
from onrecord.networks.dna_file import DnaFile, read_dna, statements_of
from onrecord.networks.table import (
    Codes,
    Column,
    Numbers,
    StatementTable,
    dated_span,
    number_column,
    order_rows,
    text_column,
)
from onrecord.networks.timeunits import NEVER, Moments, to_moment

if TYPE_CHECKING:
    import pandas as pd

DATE_NAMES = ("date", "said_on", "published", "time")
DOCUMENT_NAMES = ("article", "document", "document_id", "doc")
ROW_NAMES = ("actor", "organization", "organisation", "speaker", "person", "from")
COLUMN_NAMES = ("concept", "issue", "topic", "to")
QUALIFIER_NAMES = ("stance", "agreement", "sign", "qualifier")
_DOCUMENT_FIELDS = (
    "outlet",
    "author",
    "source",
    "section",
    "type",
    "title",
    "headline",
    "byline",
    "copy",
)
_FIELDS_OF_ARTICLES = {
    "outlet": "outlet", "author": "byline", "title": "headline", "section": "section",
}  # fmt: skip
_STANCE_SCALE = (-1.0, 1.0)


@runtime_checkable
class Record(Protocol):
    """All that networks need of a record: its tables as rows."""

    def rows(self, table: str) -> Any:
        """Return the rows of a table as mappings."""


def statement_table(
    source: Any,
    *,
    date: str | None = None,
    document: str | None = None,
    statement_type: str | int | None = None,
    kinds: Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[float, float]] | None = None,
    only: Collection[str] | None = None,
    rows: str = "positions",
) -> StatementTable:
    """Return the statements of a source as a ``StatementTable``.

    ``source`` is a record (its ``rows``: ``positions``, ``ties`` or ``statements``), a pandas
    data frame, a mapping of columns, a ``DnaFile``, the path of a ``.dna``, ``.csv``,
    ``.parquet`` or record file, or already a table. Of a
    data frame, ``date`` and ``document`` name its columns (by default the first of ``date``,
    ``said_on``, ``published``, ``time`` and of ``article``, ``document``, ``document_id``);
    every other column is a variable: truth values boolean, numbers integer, the rest text,
    unless ``kinds`` says ``text``, ``boolean``, ``integer`` or ``document``. ``only`` reads just
    these variables. Dates are dates or ISO prefixes; missing ones are allowed.

    Raises ``UsageError`` where the source is none of these or a named column is missing.
    """
    if isinstance(source, StatementTable):
        return source
    if isinstance(source, DnaFile):
        return statements_of(source, statement_type)
    if isinstance(source, str | Path):
        kind = find_kind(source)
        if kind == "dna":
            return statements_of(read_dna(source), statement_type)
        if kind == "record":
            with _open_record(source) as record:
                return table_of_record(record, rows)
        source = read_table(Path(source))
    if isinstance(source, Record):
        return table_of_record(source, rows)
    frame = _as_frame(source)
    return _table_of_frame(frame, date, document, kinds or {}, scales or {}, only)


def find_kind(path: str | Path) -> str:
    """Say what a path or URL leads to, by its ending: ``dna``, ``table`` or ``record``."""
    ending = Path(path).suffix.lower() if "://" not in str(path) else ""
    if ending in (".csv", ".parquet"):
        return "table"
    return "record" if ending in ("", ".db", ".sqlite") else "dna"


def read_table(path: Path) -> pd.DataFrame:
    """Read a table from a ``.csv`` or ``.parquet`` file; ``InputError`` if it is not one."""
    import pandas as pd

    try:
        frame: pd.DataFrame = (
            pd.read_csv(path) if path.suffix.lower() == ".csv" else pd.read_parquet(path)
        )
    except (ValueError, OSError) as error:
        raise InputError(
            str(path), "table-unreadable", f"this cannot be read as a table ({error}).",
            "Save it as comma-separated UTF-8 text with a line of column names, or as Parquet.",
        ) from None  # fmt: skip
    return frame


def _open_record(url: str | Path) -> Any:
    from onrecord.record import Record

    return Record.open(str(url), create=False)


def _as_frame(source: Any) -> pd.DataFrame:
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        return source
    if isinstance(source, Mapping | Sequence):
        return pd.DataFrame(source)
    raise UsageError(
        f"no networks can be made of {type(source).__name__}: give a record, a data frame, "
        "columns or the path of a .dna file"
    )


def _table_of_frame(
    frame: pd.DataFrame,
    date: str | None,
    document: str | None,
    kinds: Mapping[str, str],
    scales: Mapping[str, tuple[float, float]],
    only: Collection[str] | None,
) -> StatementTable:
    date = _named(frame, date, DATE_NAMES)
    document = _named(frame, document, DOCUMENT_NAMES)
    names = [str(name) for name in frame.columns if name != date]
    columns = {
        name: _column_of(frame[name], kinds.get(name, "document" if name == document else None),
                         scales.get(name))
        for name in names if only is None or name in only
    }  # fmt: skip
    size = len(frame)
    time = np.full(size, NEVER, dtype=np.int64) if date is None else read_moments(frame[date])
    number = np.arange(size, dtype=np.int64)
    if document is not None:
        number = _number_documents(frame[document])
    ids = np.arange(size, dtype=np.int64)
    variables = tuple(name for name in columns if name != document)
    table = StatementTable(
        ids, time, number, columns, dated_span(time), variables=variables,
        confidence=_confidence(frame),
    )  # fmt: skip
    return order_rows(table)


def _number_documents(values: pd.Series) -> Codes:
    """Number documents in the order in which they come; a row without one has its own."""
    import pandas as pd

    codes = pd.factorize(values)[0].astype(np.int64)
    own = codes.max(initial=-1) + 1 + np.arange(len(codes))
    return np.where(codes < 0, own, codes)


def _named(frame: pd.DataFrame, name: str | None, guesses: Sequence[str]) -> str | None:
    if name is not None and name not in frame.columns:
        raise UsageError(f"there is no column {name!r}; there are {', '.join(map(str, frame))}")
    return name or next((guess for guess in guesses if guess in frame.columns), None)


def _column_of(values: pd.Series, kind: str | None, scale: tuple[float, float] | None) -> Column:
    from pandas.api import types

    if kind is None:
        if types.is_bool_dtype(values.dtype):
            kind = "boolean"
        elif types.is_numeric_dtype(values.dtype):
            kind = "integer"
        elif values.dtype == object and len(values) and values.dropna().isin([True, False]).all():
            kind = "boolean"
        elif values.name in _DOCUMENT_FIELDS:
            kind = "document"
    if kind in ("boolean", "integer"):
        if scale is None and values.name in ("stance", "sign"):
            scale = _STANCE_SCALE
        return number_column(values, boolean=kind == "boolean", scale=scale)
    return text_column(values, kind="document" if kind == "document" else "text")


def read_moments(dates: Any) -> Moments:
    """Return the moments of a column of dates: datetimes, or ISO prefixes at their first second.

    Missing dates are ``NEVER``.
    """
    import pandas as pd

    series = pd.Series(dates)
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        if getattr(series.dt, "tz", None) is not None:
            series = series.dt.tz_localize(None)
        moments = series.to_numpy(dtype="datetime64[s]")
        return np.where(np.isnat(moments), NEVER, moments.astype(np.int64))
    codes, uniques = pd.factorize(series)
    found = [to_moment(_plain_date(value)) for value in uniques]
    return np.array([*found, NEVER], dtype=np.int64)[codes]


def _plain_date(value: Any) -> Any:
    if isinstance(value, str | date | np.datetime64):
        return value
    if isinstance(value, int | np.integer):
        return f"{value:04d}"
    raise UsageError(f"{value!r} is no date; write 2012, 2012-01 or 2012-01-17")


def _confidence(frame: pd.DataFrame) -> dict[str, Numbers]:
    found = {}
    for name in frame.columns:
        base, _, last = str(name).rpartition("_")
        if name == "confidence" or last == "confidence":
            values = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
            found[base or "statement"] = np.clip(np.nan_to_num(values, nan=1.0), 0.0, 1.0)
    return found


def table_of_record(record: Record, table: str = "positions") -> StatementTable:
    """Return a record's positions (or ties, or statements) with the fields of their articles.

    ``outlet``, ``author`` (the byline), ``title`` (the headline), ``section``, ``copy`` (``yes``
    where the article repeats another) and ``article`` are fields of the document. A statement
    without a date of its own has that of its article. Stances run from -1 to 1. How sure the
    speaker is comes from the statement, how sure concept and stance are from the position.
    """
    import pandas as pd

    frame = pd.DataFrame([dict(row) for row in record.rows(table)])
    articles = {row["path"]: row for row in record.rows("articles")}
    if frame.empty:
        names = {
            "positions": [
                "actor",
                "organisation",
                "concept",
                "stance",
                "date",
                "article",
                "statement",
            ],
            "ties": ["from", "to", "sign", "date", "article"],
        }
        frame = pd.DataFrame(columns=names.get(table, ["speaker", "act", "said_on", "article"]))
    when = "said_on" if table == "statements" else "date"
    own = [articles.get(path, {}) for path in frame["article"]]
    frame[when] = [
        date or article.get("published") for date, article in zip(frame[when], own, strict=True)
    ]
    for name, field in _FIELDS_OF_ARTICLES.items():
        frame[name] = [article.get(field) or "" for article in own]
    frame["copy"] = ["yes" if article.get("copy_of") else "" for article in own]
    for name in ("actor", "organisation", "speaker", "from", "to"):
        if name in frame and f"{name}_id" in frame:
            frame[name] = _tell_apart(frame[name], frame[f"{name}_id"])
    keep = [name for name in frame.columns if not _is_nested(frame[name])]
    kinds = {"stance": "integer", "sign": "integer", "confidence": "integer"}
    return _table_of_frame(frame[keep], when, "article", kinds, {}, None)


def _tell_apart(names: pd.Series, ids: pd.Series) -> list[str]:
    """Return the names, with a number behind those that several actors share."""
    known: dict[str, list[str]] = {}
    labels = []
    for name, key in zip(names.fillna(""), ids, strict=True):
        keys = known.setdefault(name, [])
        if key not in keys:
            keys.append(key)
        number = keys.index(key) + 1
        labels.append(f"{name} ({number})" if name and number > 1 else name)
    return labels


def _is_nested(values: pd.Series) -> bool:
    return any(isinstance(value, list | dict | tuple) for value in values)
