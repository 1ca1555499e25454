"""The ledger of pledges: what was pledged, its price, its funding, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.record import group_turns
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
from onrecord.report.wording import Day, write_day, write_sum

TURNS = {"made": "made again", "changed": "changed", "withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class PledgeTurn:
    """A later time that a pledge was made, changed or withdrawn, and what is new in it."""

    kind: str
    what: str
    day: Day | None
    place: Place | None
    news: str


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One pledge as first made; ``sum`` and ``funded_by`` are empty where no article names one.

    ``fate`` is "changed" or "withdrawn" where the last that the record holds of it says so.
    """

    by_whom: Link
    what: str
    sum: str
    sum_before: str
    funded_by: str | None
    condition: str | None
    by_when: str | None
    due: Day | None
    fate: str
    day: Day | None
    quote: Quote | None
    evidence: Evidence | None
    history: tuple[PledgeTurn, ...]
    confidence: float

    @property
    def times(self) -> int:
        """How often the pledge was made."""
        return 1 + sum(turn.kind == TURNS["made"] for turn in self.history)


@dataclass(frozen=True, slots=True)
class PledgesPage:
    """The ledger, and how many entries lack a price or funding, and were changed or withdrawn."""

    lines: tuple[PledgeLine, ...]
    unpriced: int
    unfunded: int
    changed: int
    withdrawn: int


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the ledger."""
    groups = group_pledges(materials, materials.pledges)
    lines = tuple(build_pledge(materials, rows) for rows in groups)
    page = PledgesPage(
        lines,
        sum(1 for line in lines if not line.sum),
        sum(1 for line in lines if not line.funded_by),
        sum(1 for line in lines if line.fate == "changed"),
        sum(1 for line in lines if line.fate == "withdrawn"),
    )
    yield Sheet("pledges.html", "pledges.html", "Pledges", page)


def group_pledges(materials: Materials, rows: Iterable[Row]) -> list[list[Row]]:
    """Put together the rows that speak of one pledge, the earliest first.

    An actor's rows may lead to a first one that is another's, of their party say: that one then
    heads the group.
    """
    groups = group_turns(rows)
    for group in groups:
        first = group[0].get("first")
        head = materials.pledges.first("id", first) if first else None
        if head is not None:
            group.insert(0, head)
    return sorted(groups, key=lambda group: materials.order_of(group[0]))


def _statement_of(materials: Materials, row: Row) -> Row | None:
    return materials.statements.first("id", row.get("statement") or "")


def build_pledge(materials: Materials, rows: list[Row]) -> PledgeLine:
    """Make the rows that tell of one pledge ready to be shown."""
    row = rows[0]
    statement = _statement_of(materials, row)
    funding, condition = (_find_first(rows, field) for field in ("funded_by", "condition"))
    last = next((r for r in reversed(rows) if r.get("status", "made") != "made"), row)
    timed = next((each for each in rows if each.get("by_when")), row)
    return PledgeLine(
        by_whom=build_link(materials, row, "by") or Link("someone not named"),
        what=row.get("what") or "",
        sum=_write_price(next((each for each in rows if each.get("amount")), row), "amount"),
        sum_before=_write_price(last, "amount_before"),
        funded_by=funding,
        condition=condition,
        by_when=timed.get("by_when"),
        due=write_day(timed.get("due")),
        fate=_find_fate(rows),
        day=write_day(materials.date_of(statement or row)),
        quote=build_quote(materials, statement) if statement else None,
        evidence=build_evidence(materials, row),
        history=tuple(_build_history(materials, rows)),
        confidence=max(confidence_of(each) for each in rows),
    )


def _find_first(rows: list[Row], field: str) -> str | None:
    return next((each[field] for each in rows if each.get(field)), None)


def _write_price(row: Row, field: str) -> str:
    amount = row.get(field)
    return write_sum(amount, row.get("currency"), note=row.get("currency_note")) if amount else ""


def _find_fate(rows: list[Row]) -> str:
    """Say what the record last tells became of a pledge; made again since, it stands again."""
    status = rows[-1].get("status") or "made"
    return "" if status == "made" else status


def _build_history(materials: Materials, rows: list[Row]) -> Iterator[PledgeTurn]:
    """Yield the later times, each with the price and funding that it is the first to name."""
    said = {field: rows[0].get(field) for field in ("amount", "funded_by", "by_when")}
    for row in rows[1:]:
        news = []
        for field, word in (("amount", "price"), ("funded_by", "paid for by"), ("by_when", "due")):
            if row.get(field) and row[field] != said[field]:
                text = _write_price(row, "amount") if field == "amount" else row[field]
                was = _write_price(row, "amount_before") if field == "amount" else ""
                changed = f" (was {was})" if was else " (changed)" if said[field] else ""
                news.append(f"{word} {text}{changed}")
                said[field] = row[field]
        evidence = build_evidence(materials, row)
        yield PledgeTurn(
            TURNS.get(row.get("status") or "made", "made again"),
            row.get("what") or "",
            write_day(materials.date_of(_statement_of(materials, row) or row)),
            evidence.place if evidence else None,
            ", ".join(news),
        )
