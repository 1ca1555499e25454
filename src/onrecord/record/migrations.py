"""How a record comes to the schema of this onrecord: each step in one transaction with its note.

A later version appends a function to ``MIGRATIONS``; a step that was released is never changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from onrecord.errors import RecordVersionError
from onrecord.record.store import Store, read_schema

Migration = Callable[[Store], None]


def create_tables(store: Store) -> None:
    """Make all tables of ``schema.sql`` and the full-text index."""
    for statement in store.build_schema(read_schema()):
        store.execute(statement)
    store.execute("INSERT INTO state (name, value) VALUES ('changes', '0'), ('resolved', '0')")


def add_terms(store: Store) -> None:
    """Add what is kept since of statements, payments and pledges; a new record has it already."""
    for table, columns in _TERMS.items():
        for column, kind in columns.items():
            if not store.has_column(table, column):
                store.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    if not store.has_table("pledge_turn"):
        for statement in store.build_schema(read_schema()):
            if "pledge_turn" in statement:
                store.execute(statement)


_TERMS = {
    "statement": {"also": "TEXT", "by_when": "TEXT", "due": "TEXT"},
    "payment": {"amount_to": "DOUBLE PRECISION", "currency_note": "TEXT"},
    "pledge": {
        "currency": "TEXT",
        "currency_note": "TEXT",
        "amount_before": "DOUBLE PRECISION",
        "by_when": "TEXT",
        "due": "TEXT",
        "status": "TEXT NOT NULL DEFAULT 'made'",
    },
}
"""What ``add_terms`` adds, by table."""


def add_codings(store: Store) -> None:
    """Add what models code, and positions that no statement takes; a new record has it already."""
    if store.has_table("coded"):
        return
    store.execute("ALTER TABLE position RENAME TO position_before")
    for statement in store.build_schema(read_schema()):
        if statement.startswith(("CREATE TABLE coded", "CREATE TABLE position")):
            store.execute(statement)
    store.execute(_KEEP_POSITIONS)
    store.execute("DROP TABLE position_before")


_KEEP_POSITIONS = """
INSERT INTO position (
    article, id, actor, organisation, concept, stance, statement, date, confidence, by)
SELECT article, id, actor, organisation, concept, stance, statement, date, confidence, by
FROM position_before
"""

MIGRATIONS: tuple[Migration, ...] = (create_tables, add_terms, add_codings)


def migrate(store: Store, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Apply the ``migrations`` that the record has not had.

    Raises ``RecordVersionError`` where the record has had more than this onrecord knows.
    """
    if (version := read_version(store)) <= len(migrations):
        store.write_ahead()
    if version == len(migrations):
        return
    with store.transaction():
        # another process may have come first while this one waited for its turn
        version = read_version(store)
        if version > len(migrations):
            raise RecordVersionError(
                f"{store.name}: written by a newer onrecord (schema {version}; this one knows "
                f"{len(migrations)}). Install the newest onrecord, or give another --record."
            )
        for number, migration in enumerate(migrations[version:], start=version + 1):
            migration(store)
            _note(store, number, migration.__name__)


def read_version(store: Store) -> int:
    """Return the number of the last migration applied, 0 where there is nothing yet."""
    if not store.has_table("migration"):
        return 0
    row = store.fetch_one("SELECT max(number) FROM migration")
    return int(row[0] or 0) if row else 0


def _note(store: Store, number: int, name: str) -> None:
    from onrecord import __version__

    store.execute(
        "INSERT INTO migration (number, name, applied_at, by) VALUES (?, ?, ?, ?)",
        [number, name, datetime.now(UTC).isoformat(timespec="seconds"), f"onrecord {__version__}"],
    )
