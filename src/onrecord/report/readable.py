"""The little that a report asks of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from onrecord.articles import Zone

Row = dict[str, Any]
"""One row of a table, with the fields that the documentation lists for that table."""


def confidence_of(row: Row) -> float:
    """Return how sure a row is, from 0 to 1."""
    return float(row.get("confidence", 1.0))


class ReadableArticle(Protocol):
    """The text that the record keeps for an article, and what stands where in it."""

    @property
    def text(self) -> str:
        """The text that offsets count in."""

    @property
    def zones(self) -> Sequence[Zone]:
        """Stretches of the text by kind, in text order."""


class ReadableSummary(Protocol):
    """What the record says of itself."""

    @property
    def read_by(self) -> tuple[str, ...]:
        """Labels of what read the articles: ``model:NAME@VERSION rule:NAME@VERSION``."""


class Readable(Protocol):
    """A record, as far as a report looks: the tables as they are exported, and the texts."""

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table one by one."""

    def summary(self) -> ReadableSummary:
        """Return what the record holds, in short."""

    def article(self, path: str) -> ReadableArticle:
        """Return the article that was read from ``path``."""
