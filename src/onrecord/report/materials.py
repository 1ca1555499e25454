"""Everything a report is made of: one pass over a record, laid out to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from onrecord.articles import digest
from onrecord.report.readable import Readable, Row, confidence_of
from onrecord.report.shelf import Key, Shelf
from onrecord.report.wording import find_iso

UNKNOWN_OUTLET = "outlet not known"

KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "articles": (("path", "copy_of"), ()),
    "statements": (
        ("id", "article", "act", "repeats"),
        ("speaker", "organisation", "targets"),
    ),
    "ties": (("id", "article", "statement"), ("from", "to")),
    "positions": (("article", "statement", "concept"), ("actor", "organisation")),
    "payments": (("article",), ("payer", "beneficiary")),
    "pledges": (("id", "article", "statement"), ("by",)),
    "offices": (("article",), ("person", "organisation")),
    "affiliations": (("article",), ("member", "of")),
    "problems": ((), ()),
}
"""What the rows of each table are found by: fields as they stand, and fields
that name actors, by the ids of those."""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """What is known of an article without opening it. ``page`` is the file of its page."""

    id: str
    path: str
    page: str
    headline: str
    outlet: str
    published: str | None
    copy_of: str | None
    statements: int = 0


@dataclass(frozen=True, slots=True)
class ActorLine:
    """Who an actor is. ``page`` is the file of the dossier."""

    id: str
    name: str
    kind: str
    page: str
    aliases: tuple[str, ...]
    mentions: int
    confidence: float
    by: str


@dataclass(frozen=True)
class Materials:
    """A record as a report needs it: light lines in memory, rows on shelves in order of time."""

    title: str
    record: Readable
    lines: Mapping[str, ArticleLine]
    actors: Mapping[str, ActorLine]
    articles: Shelf
    statements: Shelf
    ties: Shelf
    positions: Shelf
    payments: Shelf
    pledges: Shelf
    offices: Shelf
    affiliations: Shelf
    problems: Shelf

    def find_actor(self, row: Row, field: str) -> ActorLine | None:
        """Return the actor that a field of a row names, if it is one that can be told."""
        return self.actors.get(row.get(f"{field}_id") or "")

    def find_targets(self, row: Row) -> list[tuple[str, ActorLine | None]]:
        """List whom a statement is about or aimed at: the name, and the actor if that is known."""
        ids = row.get("targets_id") or ()
        return [
            (name, self.actors.get(key or ""))
            for name, key in zip_longest(row.get("targets") or (), ids)
        ]

    def take_exchange(self, speaker: ActorLine, target: ActorLine) -> Iterator[Row]:
        """Yield what one actor said about or to another, in order of time."""
        return self.statements.take("exchange", f"{speaker.id} {target.id}")

    def date_of(self, row: Row) -> str:
        """Return the day of a row: when it was said or held, else when it was printed."""
        own = row.get("said_on") or row.get("date") or row.get("published")
        return find_iso(own) or self.published(row) or ""

    def order_of(self, row: Row) -> tuple[str, str, str]:
        """Return what rows are ordered by: day, article, place in the article."""
        return self.date_of(row), row.get("article") or row.get("path") or "", _place(row)

    def follows(self, row: Row, other: Row) -> bool:
        """Tell whether a statement was certainly printed after another.

        It stands further down in the same article, or in one of a later day; the day on which
        something was said is known too seldom to tell. "May" is not later than "20 May".
        """
        if row.get("article") == other.get("article"):
            return _place(row) > _place(other)
        own, before = self.published(row) or "", self.published(other) or ""
        shared = min(len(own), len(before))
        return own[:shared] > before[:shared]

    def published(self, row: Row) -> str | None:
        """Return the day on which the article of a row was printed."""
        line = self.lines.get(row.get("article") or "")
        return line.published if line else None


def name_page(identity: str) -> str:
    """Return a file name for what ``identity`` stands for: never words of an article.

    >>> name_page("9f86d081884c7d65"), name_page("../../etc/passwd")
    ('9f86d081884c7d65', '3754d6cb3a38e118')
    """
    return identity if re.fullmatch(r"[0-9a-f]{8,64}", identity) else digest(identity)


@contextmanager
def gather_materials(record: Readable, desk: Path, title: str) -> Iterator[Materials]:
    """Read ``record`` once and lay its rows on shelves in the folder ``desk``."""
    actors = {row["id"]: _read_actor(row) for row in record.rows("actors")}
    with ExitStack() as stack:
        shelves = {
            table: stack.enter_context(_fill_shelf(record, table, desk / table)) for table in KEYS
        }
        statements = shelves["statements"]
        lines = {
            row["path"]: _read_article(row, statements.count("article", row["path"]))
            for row in shelves["articles"]
        }
        materials = Materials(title, record, lines, actors, **shelves)
        for shelf in shelves.values():
            shelf.sort(materials.order_of)
        yield materials


def _fill_shelf(record: Readable, table: str, path: Path) -> Shelf:
    plain, actors = KEYS[table]

    def find_keys(row: Row) -> Iterator[Key]:
        yield from ((field, row[field]) for field in plain if row.get(field))
        yield from (("also", act) for act in {move["act"] for move in row.get("also") or ()})
        for field in actors:
            yield from ((field, key) for key in _list_ids(row, field))
        if speaker := row.get("speaker_id"):
            yield from (("exchange", f"{speaker} {key}") for key in _list_ids(row, "targets"))

    shelf = Shelf(path, find_keys)
    for row in record.rows(table):
        shelf.put(row)
    return shelf


def _list_ids(row: Row, field: str) -> list[str]:
    value = row.get(f"{field}_id")
    return [key for key in (value if isinstance(value, list) else [value]) if key]


def _place(row: Row) -> str:
    """Order rows of one article and day as their words stand in it."""
    passages = row.get("content") or row.get("evidence") or []
    return f"{passages[0]['start']:012d}" if passages else ""


def _read_article(row: Row, statements: int) -> ArticleLine:
    headline = row.get("headline") or Path(row["path"]).name
    return ArticleLine(
        row["id"], row["path"], f"article/{name_page(row['id'])}.html", headline,
        row.get("outlet") or UNKNOWN_OUTLET, find_iso(row.get("published")), row.get("copy_of"),
        statements,
    )  # fmt: skip


def _read_actor(row: Row) -> ActorLine:
    return ActorLine(
        row["id"], row["name"], row.get("kind") or "person", f"actor/{name_page(row['id'])}.html",
        tuple(row.get("aliases") or ()), row.get("mentions") or 0,
        confidence_of(row), row.get("by") or "",
    )  # fmt: skip
