"""Who pays whom: payments, and totals in which a sum that several articles print counts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.report.materials import Materials
from onrecord.report.quotes import Evidence, Link, build_evidence, build_link
from onrecord.report.readable import Row
from onrecord.report.sheet import Sheet
from onrecord.report.wording import Day, write_day, write_share, write_sum

VERBS = {"given": "pays", "promised": "promises", "withdrawn": "withdraws"}


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment with all that print it, the first of them first."""

    payer: Link
    beneficiary: Link | None
    sum: str
    share: str
    period: str | None
    verb: str
    day: Day | None
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class TotalLine:
    """What a payer gave a beneficiary in one currency over some periods."""

    payer: Link
    beneficiary: Link | None
    period: str | None
    sum: str
    payments: int


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """All payments, and the totals of those given."""

    payments: tuple[PaymentLine, ...]
    totals: tuple[TotalLine, ...]
    printed: int


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the page of money."""
    groups = group_payments(materials, materials.payments)
    lines = tuple(build_payment(materials, rows) for rows in groups)
    page = MoneyPage(lines, tuple(_build_totals(materials, groups)), len(materials.payments))
    yield Sheet("money.html", "money.html", "Money", page)


def group_payments(materials: Materials, rows: Iterable[Row]) -> list[list[Row]]:
    """Put together the rows that tell of one payment: same ends, sum, share, period and status."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        ends = tuple(_name_end(materials, row, end) for end in ("payer", "beneficiary"))
        what = (row.get("amount"), row.get("share"), row.get("status"))
        groups.setdefault((*ends, *what, _name_period(row)), []).append(row)
    return list(groups.values())


def _name_end(materials: Materials, row: Row, end: str) -> str:
    actor = materials.find_actor(row, end)
    return actor.id if actor else row.get(end) or ""


def _name_period(row: Row) -> str:
    said = (row.get("from"), row.get("to"))
    return " to ".join(day for day in said if day) or (row.get("period") or "").casefold()


def build_payment(materials: Materials, rows: list[Row]) -> PaymentLine:
    """Make the rows that tell of one payment ready to be shown."""
    row = rows[0]
    evidence = (build_evidence(materials, each) for each in rows)
    currency = next((each["currency"] for each in rows if each.get("currency")), None)
    return PaymentLine(
        payer=build_link(materials, row, "payer") or Link("payer not named"),
        beneficiary=build_link(materials, row, "beneficiary"),
        sum=write_sum(row.get("amount"), currency),
        share=write_share(row.get("share"), row.get("of")),
        period=row.get("period"),
        verb=VERBS.get(row.get("status") or "given", "pays"),
        day=write_day(materials.date_of(row)),
        evidence=tuple(each for each in evidence if each),
        confidence=max(each.get("confidence", 1.0) for each in rows),
    )


def _build_totals(materials: Materials, groups: list[list[Row]]) -> Iterator[TotalLine]:
    """Add up what was given, by payer, beneficiary, currency and period; shares do not add up.

    Sums of different periods stay apart: "since the election" may hold "last year" already.
    """
    totals: dict[tuple[str, str, str | None, str], list[Row]] = {}
    for rows in groups:
        row = rows[0]
        if row.get("amount") is not None and row.get("status", "given") == "given":
            currency = next((each["currency"] for each in rows if each.get("currency")), None)
            ends = (_name_end(materials, row, "payer"), _name_end(materials, row, "beneficiary"))
            totals.setdefault((*ends, currency, _name_period(row)), []).append(row)
    for (_, _, currency, _), rows in sorted(totals.items(), key=lambda item: str(item[0])):
        yield TotalLine(
            build_link(materials, rows[0], "payer") or Link("payer not named"),
            build_link(materials, rows[0], "beneficiary"),
            rows[0].get("period"),
            write_sum(sum(row["amount"] for row in rows), currency),
            len(rows),
        )
