"""Write one table of a record in one of three formats."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import mkstemp
from typing import Any, BinaryIO, Literal, Protocol, get_args

from onrecord.errors import UsageError
from onrecord.record import Line, Table, find_table

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

# Parquet is written a group of rows at a time, so that memory stays flat.
GROUP = 5_000

# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Readable(Protocol):
    """The little that an export asks of a record."""

    def rows(self, table: str, /) -> Iterator[Line]:
        """Yield the rows of a table one by one."""


def write_table(
    record: Readable,
    what: str,
    file: str | os.PathLike[str] | BinaryIO | None = None,
    *,
    format: Format = "jsonl",
) -> int:
    """Write the table ``what`` to a path, a binary stream or (``None``) the standard output.

    Returns the number of rows. A path is written whole or not at all. Raises ``UsageError`` for a
    table or a format that there is not, or a path that cannot be written.
    """
    table = find_table(what)
    if format not in _WRITERS:
        raise UsageError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}.")
    write, rows = _WRITERS[format], record.rows(table.name)
    if file is None:
        count = write(table, rows, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return count
    if not isinstance(file, str | os.PathLike):
        return write(table, rows, file)
    with _open_whole(Path(file)) as stream:
        return write(table, rows, stream)


@contextmanager
def _open_whole(path: Path) -> Iterator[BinaryIO]:
    """Write beside ``path`` and put the result in its place once it is complete."""
    try:
        handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}). Give another file with -o."
        ) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        part.chmod(0o666 & ~_read_umask())
        part.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path}: not written ({error.strerror}); nothing was left there. "
            "Make room or give another file with -o."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_jsonl(table: Table, rows: Iterable[Line], stream: BinaryIO) -> int:
    count = 0
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
        count += 1
    return count


def _write_csv(table: Table, rows: Iterable[Line], stream: BinaryIO) -> int:
    """Write one line a row; what is nested stands as JSON in its cell."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(table.names)
        count = 0
        for row in rows:
            writer.writerow([_cell(row[name]) for name in table.names])
            count += 1
        return count
    finally:
        text.detach()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _write_parquet(table: Table, rows: Iterable[Line], stream: BinaryIO) -> int:
    import pyarrow
    from pyarrow import parquet

    schema = build_schema(table)
    waiting, count = iter(rows), 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(waiting, GROUP)):
            count += len(group)
            lines = [_arrow_row(table, row) for row in group]
            writer.write_table(pyarrow.Table.from_pylist(lines, schema=schema))
    return count


def build_schema(table: Table) -> Any:
    """Return the Arrow schema of a table: the same for every record, empty ones as well."""
    import pyarrow as pa

    passage = pa.struct(
        [
            ("article", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
        ]
    )
    zone = pa.struct([("kind", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "texts": pa.list_(pa.string()),
        "passage": passage,
        "passages": pa.list_(passage),
        "moves": pa.list_(pa.struct([("act", pa.string()), *passage])),
        "zones": pa.list_(zone),
        "ids": pa.map_(pa.string(), pa.string()),
    }
    return pa.schema([(field.name, types[field.kind]) for field in table.fields])


def _arrow_row(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``row`` with mappings as lists of pairs, as Arrow takes them."""
    return {
        field.name: list(row[field.name].items()) if field.kind == "ids" else row[field.name]
        for field in table.fields
    }


_WRITERS: dict[str, Callable[[Table, Iterable[Line], BinaryIO], int]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
