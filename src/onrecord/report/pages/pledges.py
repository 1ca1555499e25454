"""The ledger of pledges: what was pledged, its price, and how it is to be paid for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.report.disputes import find_content_words
from onrecord.report.materials import Materials
from onrecord.report.quotes import (
    Evidence,
    Link,
    Place,
    Quote,
    build_evidence,
    build_link,
    build_quote,
)
from onrecord.report.readable import Row, confidence_of
from onrecord.report.sheet import Sheet
from onrecord.report.wording import Day, write_amount, write_day

ALIKE = 85


@dataclass(frozen=True, slots=True)
class PledgeTurn:
    """A later time that a pledge was made: in which words, and what they say that was new."""

    what: str
    day: Day | None
    place: Place | None
    news: str


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One pledge as first made; ``sum`` and ``funded_by`` are empty where no article names one."""

    by_whom: Link
    what: str
    sum: str
    funded_by: str | None
    condition: str | None
    day: Day | None
    quote: Quote | None
    evidence: Evidence | None
    history: tuple[PledgeTurn, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class PledgesPage:
    """The ledger, and how many entries lack a price or funding."""

    lines: tuple[PledgeLine, ...]
    unpriced: int
    unfunded: int


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the ledger."""
    groups = group_pledges(materials, materials.pledges)
    lines = tuple(build_pledge(materials, rows) for rows in groups)
    page = PledgesPage(
        lines,
        sum(1 for line in lines if not line.sum),
        sum(1 for line in lines if not line.funded_by),
    )
    yield Sheet("pledges.html", "pledges.html", "Pledges", page)


def group_pledges(materials: Materials, rows: Iterable[Row]) -> list[list[Row]]:
    """Put together the rows that tell of one pledge, the earliest first.

    The same actor pledges the same, word for word in another article, or in words of which most
    are the same: at least two content words shared, and all but a few of the shorter wording's.
    """
    groups: dict[str, list[list[Row]]] = {}
    for row in sorted(rows, key=lambda row: _day_of(materials, row)):
        own = groups.setdefault(row.get("by_id") or row.get("by") or "", [])
        group = next((g for g in own if any(_is_same(materials, row, one) for one in g)), None)
        if group is None:
            own.append([row])
        else:
            group.append(row)
    found = [group for own in groups.values() for group in own]
    return sorted(found, key=lambda group: _day_of(materials, group[0]))


def _day_of(materials: Materials, row: Row) -> tuple[str, ...]:
    return materials.order_of(_statement_of(materials, row) or row)


def _statement_of(materials: Materials, row: Row) -> Row | None:
    return materials.statements.first("id", row.get("statement") or "")


def _is_same(materials: Materials, row: Row, other: Row) -> bool:
    ids = [
        (statement.get("repeats") or statement["id"]) if statement else None
        for statement in (_statement_of(materials, each) for each in (row, other))
    ]
    return (ids[0] == ids[1] is not None) or _is_alike(row.get("what"), other.get("what"))


def _is_alike(one: str | None, two: str | None) -> bool:
    from rapidfuzz import fuzz

    words = [find_content_words(each or "") for each in (one, two)]
    shared = set(words[0]) & set(words[1])
    return len(shared) > 1 and fuzz.token_set_ratio(*map(" ".join, words)) >= ALIKE


def build_pledge(materials: Materials, rows: list[Row]) -> PledgeLine:
    """Make the rows that tell of one pledge ready to be shown."""
    row = rows[0]
    statement = _statement_of(materials, row)
    amount, funding, condition = (
        next((each[field] for each in rows if each.get(field)), None)
        for field in ("amount", "funded_by", "condition")
    )
    return PledgeLine(
        by_whom=build_link(materials, row, "by") or Link("someone not named"),
        what=row.get("what") or "",
        sum=write_amount(amount) if amount else "",
        funded_by=funding,
        condition=condition,
        day=write_day(materials.date_of(statement or row)),
        quote=build_quote(materials, statement) if statement else None,
        evidence=build_evidence(materials, row),
        history=tuple(_build_history(materials, rows)),
        confidence=max(confidence_of(each) for each in rows),
    )


def _build_history(materials: Materials, rows: list[Row]) -> Iterator[PledgeTurn]:
    """Yield the later times, each with the price and funding that it is the first to name."""
    said = {"amount": rows[0].get("amount"), "funded_by": rows[0].get("funded_by")}
    for row in rows[1:]:
        news = []
        for field, value in said.items():
            if row.get(field) and row[field] != value:
                text = write_amount(row[field]) if field == "amount" else row[field]
                word = "price" if field == "amount" else "paid for by"
                news.append(f"{word} {text}" + (" (changed)" if value else ""))
                said[field] = row[field]
        evidence = build_evidence(materials, row)
        yield PledgeTurn(
            row.get("what") or "",
            write_day(materials.date_of(_statement_of(materials, row) or row)),
            evidence.place if evidence else None,
            ", ".join(news),
        )
