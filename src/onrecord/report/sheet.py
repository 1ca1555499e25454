"""What every page has: the file it goes to, the template that shows it, and what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of the report. ``file`` is relative to its folder; ``page`` is a dataclass."""

    file: str
    template: str
    heading: str
    page: object


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of something too long for one page: which, of how many, and all their files."""

    number: int
    files: tuple[str, ...]


def name_leaves(stem: str, items: int, size: int) -> tuple[str, ...]:
    """Name the files that ``items`` fill, ``size`` to a file: ``stem.html``, ``stem-2.html``…

    >>> name_leaves("statements", 5, 2)
    ('statements.html', 'statements-2.html', 'statements-3.html')
    """
    leaves = max(1, -(-items // size))
    return tuple(
        f"{stem}{f'-{number}' if number > 1 else ''}.html" for number in range(1, leaves + 1)
    )


def turn_leaves(
    stem: str, items: Iterable[Item], total: int, size: int
) -> Iterator[tuple[str, Leaf, list[Item]]]:
    """Yield file, leaf and items of each part of a long list of ``total`` items."""
    files = name_leaves(stem, total, size)
    for number, (file, part) in enumerate(zip(files, cut(items, size), strict=True), 1):
        yield file, Leaf(number, files), part


def cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of ``size``; of no items, one empty list."""
    rest = iter(items)
    first = list(islice(rest, size))
    yield first
    while batch := list(islice(rest, size)):
        yield batch
