"""The record as one SQLite file: how it is opened, locked and searched."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordError, RecordLockedError
from onrecord.record.store import Row, Store, split_statements

# A statement's words and an article's text are kept once; the index points to them by `n`.
SEARCH = """
CREATE VIRTUAL TABLE article_search USING fts5(
    text, content='article', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER article_search_add AFTER INSERT ON article BEGIN
    INSERT INTO article_search (rowid, text) VALUES (new.n, new.text); END;
CREATE TRIGGER article_search_drop AFTER DELETE ON article BEGIN
    INSERT INTO article_search (article_search, rowid, text)
    VALUES ('delete', old.n, old.text); END;
CREATE VIRTUAL TABLE statement_search USING fts5(
    words, content='statement', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER statement_search_drop AFTER DELETE ON statement BEGIN
    INSERT INTO statement_search (statement_search, rowid, words)
    VALUES ('delete', old.n, old.words); END;
"""

_INDEX = """
INSERT INTO statement_search (rowid, words) SELECT n, words FROM statement WHERE article = ?
"""
CACHE_KIB = 65_536
_HALVES = re.compile("[\ud800-\udfff]")


class SqliteStore(Store):
    """A record in one file: readers are never blocked, writers take turns."""

    match_articles = "SELECT rowid AS n, rank FROM article_search WHERE article_search MATCH ?"
    match_statements = (
        "SELECT rowid AS n, rank FROM statement_search WHERE statement_search MATCH ?"
    )

    def __init__(self, path: str, *, create: bool, timeout: float) -> None:
        super().__init__(path)
        self._timeout = timeout
        with self._explained():
            self._connection = _connect(path, create=create, timeout=timeout)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if self.has_tables() and not self.has_table("migration"):
            raise RecordError(
                f"{self.name}: an SQLite database, but not a record of onrecord. "
                "Give another file with --record."
            )

    def write_ahead(self) -> None:
        """Let readers read while another process writes (SQLite's write-ahead log)."""
        deadline = time.monotonic() + self._timeout
        with self._explained():
            while True:
                try:
                    self._connection.execute("PRAGMA journal_mode = WAL")
                    # enough to survive a crash of the process or the machine whole
                    self._connection.execute("PRAGMA synchronous = NORMAL")
                    return
                except sqlite3.OperationalError as error:
                    # SQLite does not wait here by itself when two processes open a new file
                    if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                    time.sleep(0.05)

    def execute(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement and return how many rows it changed."""
        with self._explained():
            try:
                return self._connection.execute(sql, values).rowcount
            except UnicodeEncodeError:
                return self._connection.execute(sql, _clean(values)).rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement once for each row of values."""
        kept = list(rows)
        with self._explained():
            try:
                self._connection.executemany(sql, kept)
            except UnicodeEncodeError:
                # rows that went in before the one that failed are passed over now
                self._connection.executemany(sql, map(_clean, kept))

    def index_statements(self, article: str) -> None:
        """Add the statements of an article to the full-text index."""
        # all at once: a trigger on each would take twice as long
        self.execute(_INDEX, [article])

    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._explained():
            try:
                return self._connection.execute(sql, values).fetchall()
            except UnicodeEncodeError:
                return self._connection.execute(sql, _clean(values)).fetchall()

    def has_tables(self) -> bool:
        """Say whether anything at all is kept in the file."""
        return bool(self.fetch("SELECT 1 FROM sqlite_master LIMIT 1"))

    def has_table(self, table: str) -> bool:
        """Say whether the file has this table."""
        return bool(self.fetch("SELECT 1 FROM sqlite_master WHERE name = ?", [table]))

    def has_column(self, table: str, column: str) -> bool:
        """Say whether the table has this column."""
        sql = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
        return bool(self.fetch(sql, [table, column]))

    def build_schema(self, schema: str) -> list[str]:
        """Return the statements that make the tables of ``schema`` and the full-text index."""
        return split_statements(schema) + split_statements(SEARCH)

    def begin(self) -> None:
        """Begin a transaction as the only writer; wait for another one as long as allowed."""
        self.execute("BEGIN IMMEDIATE")

    def roll_back(self) -> None:
        """Undo the transaction that is open; a full disk may have undone it already."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def roll_back_to(self, savepoint: str) -> None:
        """Undo what was written since ``savepoint``."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK TO " + savepoint)
            self._connection.execute("RELEASE " + savepoint)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(self.name, error) from error


def _connect(path: str, *, create: bool, timeout: float) -> sqlite3.Connection:
    target, uri = path, False
    if path != ":memory:":
        target, uri = _find_file(Path(path), create=create), True
    return sqlite3.connect(target, timeout=timeout, isolation_level=None, uri=uri)


def _find_file(path: Path, *, create: bool) -> str:
    """Return the address under which SQLite opens ``path``, or say why it cannot."""
    if path.is_dir():
        raise RecordError(f"{path}: a folder, not a record. Give a file with --record.")
    if not path.exists() and not create:
        raise RecordError(
            f"{path}: there is no record here. `onrecord read PATH…` makes one, "
            "and --record names another."
        )
    if not path.parent.is_dir():
        raise RecordError(f"{path}: its folder does not exist. Make the folder first.")
    address = path.absolute().as_uri()
    if path.exists() and not os.access(path, os.W_OK):
        # without the right to write a log beside it, only an unchanging file can be read
        alone = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
        return address + ("?immutable=1" if alone else "?mode=ro")
    return address + ("?mode=rwc" if create else "?mode=rw")


def _clean(values: Sequence[object]) -> Sequence[object]:
    return [clean_text(value) if isinstance(value, str) else value for value in values]


def clean_text(text: str) -> str:
    """Put U+FFFD for half characters (lone surrogates), which no database keeps.

    One character stands for one, so that offsets stay true.
    """
    return _HALVES.sub("\ufffd", text)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _explain(name: str, error: sqlite3.Error) -> RecordError:
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RecordLockedError(
            f"{name}: another process is writing this record. "
            "Wait until it has finished and try again, or use another --record."
        )
    say, remedy = _REASONS.get(code, (f"the record cannot be used ({error}).", _REPAIR))
    return RecordError(f"{name}: {say} {remedy}")


_REPAIR = "Put back a copy of the file, or read the articles again into a new record."
_REASONS = {
    sqlite3.SQLITE_FULL: (
        "the disk is full; what was being written was left out whole.",
        "Make room and read again: it goes on where it stopped.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk cannot be read or written; what was being written was left out whole.",
        "Check the disk and the room on it, then read again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "the record may be read but not written.",
        "Give yourself the right to write the file and its folder, or copy it.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the file cannot be opened.",
        "Check that the folder exists and that you may read and write it.",
    ),
    sqlite3.SQLITE_PERM: ("you may not open the file.", "Ask for the right to read it."),
    sqlite3.SQLITE_AUTH: ("you may not open the file.", "Ask for the right to read it."),
    sqlite3.SQLITE_NOTADB: (
        "not a record: the file is something else, or its beginning is damaged.",
        "Give another file with --record.",
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        "what was to be written does not fit together and was left out whole.",
        "This is a fault of onrecord: report it with the article.",
    ),
    sqlite3.SQLITE_CORRUPT: ("the record is damaged.", _REPAIR),
}
