"""The ledger of pledges: what was pledged, its price, and how it is to be paid for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.report.materials import Materials
from onrecord.report.quotes import Evidence, Link, Quote, build_evidence, build_link, build_quote
from onrecord.report.readable import Row
from onrecord.report.sheet import Sheet
from onrecord.report.wording import Day, write_amount, write_day


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """One pledge; ``sum`` and ``funded_by`` are empty where none is named."""

    by_whom: Link
    what: str
    sum: str
    funded_by: str | None
    condition: str | None
    due: str | None
    status: str | None
    day: Day | None
    quote: Quote | None
    evidence: Evidence | None
    history: tuple[Quote, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class PledgesPage:
    """The ledger, and how many entries lack a price or funding."""

    lines: tuple[PledgeLine, ...]
    unpriced: int
    unfunded: int


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the ledger."""
    lines = tuple(
        build_pledge(materials, row) for row in materials.pledges if _is_first(materials, row)
    )
    page = PledgesPage(
        lines,
        sum(1 for line in lines if not line.sum),
        sum(1 for line in lines if not line.funded_by),
    )
    yield Sheet("pledges.html", "pledges.html", "Pledges", page)


def _is_first(materials: Materials, row: Row) -> bool:
    """Tell a pledge from the repeat of one whose statement another article printed before."""
    statement = materials.statements.first("id", row.get("statement") or "")
    first = statement.get("repeats") if statement else None
    return not (first and materials.pledges.count("statement", first)) and not row.get("repeats")


def build_pledge(materials: Materials, row: Row) -> PledgeLine:
    """Make a pledge's row ready to be shown."""
    statement = materials.statements.first("id", row.get("statement") or "")
    repeats = materials.statements.take("repeats", statement["id"]) if statement else ()
    return PledgeLine(
        by_whom=build_link(materials, row, "by") or Link("someone not named"),
        what=row.get("what") or "",
        sum=write_amount(row["amount"]) if row.get("amount") else "",
        funded_by=row.get("funded_by"),
        condition=row.get("condition"),
        due=row.get("due"),
        status=row.get("status"),
        day=write_day(materials.date_of(statement or row)),
        quote=build_quote(materials, statement) if statement else None,
        evidence=build_evidence(materials, row),
        history=tuple(build_quote(materials, each) for each in repeats),
        confidence=row.get("confidence", 1.0),
    )
