"""Rows laid down in a file and taken up again by key.

A report looks at the same rows from many sides: by article, by speaker, by target, by day. A
record may hold more of them than memory does, so they lie on disk, and memory holds only where.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Self

from onrecord.report.readable import Row

Key = tuple[str, str]
"""What a row is found by: the kind of key, and its value."""


class Shelf:
    """Rows of one table on disk, found by the keys that ``keys_of`` gives them."""

    def __init__(self, path: Path, keys_of: Callable[[Row], Iterable[Key]]) -> None:
        self._file: IO[bytes] = path.open("w+b")
        self._keys_of = keys_of
        self._places: dict[Key, array[int]] = {}
        self._all = array("Q")

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Row]:
        return map(self._read, self._all)

    def __reversed__(self) -> Iterator[Row]:
        return map(self._read, reversed(self._all))

    def put(self, row: Row) -> None:
        """Lay down a row after all others."""
        place = self._file.seek(0, 2)
        self._file.write(json.dumps(row, ensure_ascii=True, default=str).encode() + b"\n")
        self._all.append(place)
        for key in dict.fromkeys(self._keys_of(row)):
            self._places.setdefault(key, array("Q")).append(place)

    def take(self, kind: str, value: str) -> Iterator[Row]:
        """Yield the rows with this key in the order in which they were laid down."""
        return map(self._read, self._places.get((kind, value), ()))

    def first(self, kind: str, value: str) -> Row | None:
        """Return the first row with this key."""
        return next(self.take(kind, value), None)

    def count(self, kind: str, value: str) -> int:
        """Count the rows with this key."""
        return len(self._places.get((kind, value), ()))

    def values(self, kind: str) -> list[str]:
        """List the values that a kind of key takes, in the order in which they came."""
        return [value for name, value in self._places if name == kind]

    def sort(self, by: Callable[[Row], tuple[str, ...]]) -> None:
        """Put all rows, and those of each key, in the order of ``by``; ties keep their order."""
        order = {place: by(self._read(place)) for place in self._all}
        self._all = array("Q", sorted(self._all, key=order.__getitem__))
        for key, places in self._places.items():
            if len(places) > 1:
                self._places[key] = array("Q", sorted(places, key=order.__getitem__))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _read(self, place: int) -> Row:
        self._file.seek(place)
        row: Row = json.loads(self._file.readline())
        return row
