"""Who pays whom: payments, and totals in which a sum that several articles print counts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.report.materials import Materials
from onrecord.report.quotes import Evidence, Link, build_evidence, build_link
from onrecord.report.readable import Row, confidence_of
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
    """Put together the rows that tell of one payment.

    They have the same payer, sum, share and status, and neither beneficiary, currency nor period
    contradict each other: what one article leaves out another may give.
    """
    buckets: dict[tuple[object, ...], list[list[Row]]] = {}
    for row in rows:
        key = (
            _name_end(materials, row, "payer"),
            *(row.get(f) for f in ("amount", "share", "status")),
        )
        groups = buckets.setdefault(key, [])
        same = (group for group in groups if all(_agree(materials, row, one) for one in group))
        group = next(same, None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    groups = [group for groups in buckets.values() for group in groups]
    return sorted(groups, key=lambda group: materials.order_of(group[0]))


def _agree(materials: Materials, row: Row, other: Row) -> bool:
    money = _is_one(materials, row, other) and _match(row.get("currency"), other.get("currency"))
    return money and _match(row.get("from"), other.get("from")) and _end_alike(row, other)


def _is_one(materials: Materials, row: Row, other: Row) -> bool:
    """Tell whether two rows may pay the same: one actor, or a name and a longer form of it."""
    ends = [_name_end(materials, each, "beneficiary") for each in (row, other)]
    if _match(*ends):
        return True
    names = [set((each.get("beneficiary") or "").casefold().split()) for each in (row, other)]
    return names[0] <= names[1] or names[1] <= names[0]


def _end_alike(row: Row, other: Row) -> bool:
    """Tell whether two periods may end alike: one without a beginning just ends when printed."""
    if not (row.get("from") and other.get("from")):
        return True
    return _match(row.get("to"), other.get("to"))


def _match(one: str | None, two: str | None) -> bool:
    """Tell whether two values can be one: equal, either missing, or a date and a preciser one."""
    return not one or not two or one.startswith(two) or two.startswith(one)


def _name_end(materials: Materials, row: Row, end: str) -> str:
    actor = materials.find_actor(row, end)
    return actor.id if actor else (row.get(end) or "").casefold()


def _name_period(row: Row) -> str:
    """Name a period by its days; words such as "last year" mean another one in each article."""
    if row.get("from"):
        return " to ".join(dict.fromkeys(row[end] for end in ("from", "to") if row.get(end)))
    return (row.get("period") or "").casefold()


def write_period(row: Row) -> str | None:
    """Write the words for a period, with its days where the words alone do not tell them."""
    words, since, until = row.get("period"), row.get("from"), row.get("to")
    if not words or not since or since[:4] in words:
        return words
    days = [write_day(day) for day in dict.fromkeys((since, until or since))]
    return f"{words} ({' to '.join(day.text for day in days if day)})"


def _first_given(rows: list[Row], field: str) -> Row:
    """Return the first of some rows that gives a field, or the first of all."""
    return next((row for row in rows if row.get(field)), rows[0])


def build_payment(materials: Materials, rows: list[Row]) -> PaymentLine:
    """Make the rows that tell of one payment ready to be shown."""
    row = rows[0]
    evidence = (build_evidence(materials, each) for each in rows)
    return PaymentLine(
        payer=build_link(materials, row, "payer") or Link("payer not named"),
        beneficiary=build_link(materials, _first_given(rows, "beneficiary"), "beneficiary"),
        sum=write_sum(
            row.get("amount"),
            _first_given(rows, "currency").get("currency"),
            to=row.get("amount_to"),
            note=_first_given(rows, "currency").get("currency_note"),
        ),
        share=write_share(row.get("share"), row.get("of")),
        period=write_period(_first_given(rows, "period")),
        verb=VERBS.get(row.get("status") or "given", "pays"),
        day=write_day(materials.date_of(row)),
        evidence=tuple(each for each in evidence if each),
        confidence=max(confidence_of(each) for each in rows),
    )


def _build_totals(materials: Materials, groups: list[list[Row]]) -> Iterator[TotalLine]:
    """Add up what was given, by payer, beneficiary, currency and period; shares do not add up.

    Sums of different periods stay apart: "since the election" may hold "last year" already.
    """
    totals: dict[tuple[str, ...], list[list[Row]]] = {}
    for rows in groups:
        if rows[0].get("amount") is not None and (rows[0].get("status") or "given") == "given":
            to = _name_end(materials, _first_given(rows, "beneficiary"), "beneficiary")
            currency = _first_given(rows, "currency").get("currency") or ""
            period = _name_period(_first_given(rows, "period"))
            key = (_name_end(materials, rows[0], "payer"), to, currency, period)
            totals.setdefault(key, []).append(rows)
    for ends, payments in sorted(totals.items()):
        rows = payments[0]
        yield TotalLine(
            build_link(materials, rows[0], "payer") or Link("payer not named"),
            build_link(materials, _first_given(rows, "beneficiary"), "beneficiary"),
            write_period(_first_given(rows, "period")),
            write_sum(sum(each[0]["amount"] for each in payments), ends[2] or None),
            len(payments),
        )
