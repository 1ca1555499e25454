"""What SQLite and PostgreSQL have in common: statements, transactions, errors that say what to do.

SQL is written once, with ``?`` for each value and ``(??)`` for a list of values. All that differs
between the two is in ``sqlite.py`` and ``postgres.py``.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any, TypeVar

from onrecord.errors import RecordError

Row = tuple[Any, ...]
T = TypeVar("T")


class Store(ABC):
    """One open connection. ``name`` is what messages call the record."""

    #: What ``(n, rank)`` a full-text search yields, best first when sorted by rank.
    match_articles: str
    match_statements: str

    def __init__(self, name: str) -> None:
        self.name = name
        self._depth = 0

    @abstractmethod
    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement and return how many rows it changed."""

    @abstractmethod
    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement once for each row of values."""

    @abstractmethod
    def index_statements(self, article: str) -> None:
        """Add the statements of an article to the full-text index."""

    @abstractmethod
    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""

    @abstractmethod
    def has_tables(self) -> bool:
        """Say whether anything at all is kept here."""

    @abstractmethod
    def has_table(self, table: str) -> bool:
        """Say whether ``table`` is kept here."""

    @abstractmethod
    def has_column(self, table: str, column: str) -> bool:
        """Say whether ``table`` has this column."""

    @abstractmethod
    def build_schema(self, schema: str) -> list[str]:
        """Return the statements that make the tables of ``schema`` and the full-text index."""

    @abstractmethod
    def begin(self) -> None:
        """Begin a transaction as the only writer, or raise ``RecordLockedError`` in the end."""

    @abstractmethod
    def roll_back(self) -> None:
        """Undo the transaction that is open, if one still is."""

    @abstractmethod
    def roll_back_to(self, savepoint: str) -> None:
        """Undo what was written since ``savepoint``, if its transaction is still open."""

    @abstractmethod
    def write_ahead(self) -> None:
        """Let readers read while another process writes."""

    @abstractmethod
    def close(self) -> None:
        """Give the connection back."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing of it; inside another one as well."""
        if self._depth:
            with self._savepoint():
                yield
            return
        self.begin()
        self._depth = 1
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            self.roll_back()
            raise
        finally:
            self._depth = 0

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        name = f"inner{self._depth}"
        self.execute("SAVEPOINT " + name)
        self._depth += 1
        try:
            yield
        except BaseException:
            self.roll_back_to(name)
            raise
        else:
            self.execute("RELEASE " + name)
        finally:
            self._depth -= 1

    def fetch_within(
        self, sql: str, chosen: Sequence[object], values: Sequence[object] = ()
    ) -> list[Row]:
        """Return all rows of a query whose ``(??)`` stands for the list ``chosen``."""
        if not chosen:
            return []
        before = sql[: sql.index("??")].count("?")
        return self.fetch(_spread(sql, len(chosen)), [*values[:before], *chosen, *values[before:]])

    def fetch_one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, ``None`` where there is none."""
        rows = self.fetch(sql, values)
        return rows[0] if rows else None


@lru_cache(maxsize=512)
def _spread(sql: str, count: int) -> str:
    return sql.replace("??", ", ".join("?" * count))


@lru_cache(maxsize=64)
def insert(table: str, *columns: str) -> str:
    """Return the statement that adds a row unless it is there."""
    marks = ", ".join("?" * len(columns))
    return " ".join(
        [
            "INSERT INTO",
            table,
            f"({', '.join(columns)})",
            f"VALUES ({marks})",
            "ON CONFLICT DO NOTHING",
        ]
    )


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``items`` in lists of at most ``size``."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def to_json(value: object) -> str:
    """Return ``value`` as JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read_schema() -> str:
    """Return ``schema.sql``, the tables of the record with comments."""
    return files("onrecord.record").joinpath("schema.sql").read_text("utf-8")


def split_statements(sql: str) -> list[str]:
    """Return the statements of ``sql`` one by one, comments left out of the front of each."""
    from sqlite3 import complete_statement

    statements: list[str] = []
    lines: list[str] = []
    for line in sql.splitlines():
        if not lines and (not line.strip() or line.lstrip().startswith("--")):
            continue
        lines.append(line)
        if complete_statement("\n".join(lines)):
            statements.append("\n".join(lines))
            lines = []
    return statements


def open_store(url: str, *, create: bool, timeout: float) -> Store:
    """Connect to the record that ``url`` names: a path, ``sqlite:///…`` or ``postgresql://…``."""
    if url.startswith(("postgresql://", "postgres://")):
        from onrecord.record.postgres import PostgresStore

        return PostgresStore(url, timeout=timeout)
    from onrecord.record.sqlite import SqliteStore

    if "://" in url and not url.startswith("sqlite://"):
        raise RecordError(
            f"{url}: not a kind of record that onrecord knows. "
            "Give a file, sqlite:///FILE or postgresql://HOST/DATABASE."
        )
    return SqliteStore(_path(url), create=create, timeout=timeout)


def _path(url: str) -> str:
    """Return the path in an SQLite URL: three slashes before a relative one, four before /."""
    if not url.startswith("sqlite://"):
        return url
    return url.removeprefix("sqlite://").removeprefix("/") or ":memory:"
