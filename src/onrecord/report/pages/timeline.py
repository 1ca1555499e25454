"""What happened when: statements, payments and pledges by day."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

from onrecord.report.materials import Materials
from onrecord.report.pages.money import PaymentLine, build_payment, group_payments
from onrecord.report.pages.pledges import PledgeLine, build_pledge
from onrecord.report.quotes import Quote, build_quote, is_counted
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, name_leaves, turn_leaves
from onrecord.report.wording import Day, write_day

PER_LEAF = 250
MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: ``kind`` says which of the three it is."""

    kind: str
    shown: Quote | PaymentLine | PledgeLine


@dataclass(frozen=True, slots=True)
class DayOfEvents:
    """A day, as precise as it is known, and what happened on it."""

    day: Day | None
    anchor: str | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many statements fall into a month or year, and how wide its bar is (0 to 100)."""

    label: str
    iso: str
    count: int
    width: float
    href: str | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A part of the timeline, from the first day on."""

    days: tuple[DayOfEvents, ...]
    total: int
    bars: tuple[Bar, ...]
    leaf: Leaf


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the timeline, as many files as it fills."""
    counts: Counter[str] = Counter()
    first_leaf: dict[str, int] = {}
    for number, (day, _) in enumerate(_list_events(materials)):
        counts[day[:7]] += 1
        first_leaf.setdefault(day[:7], number // PER_LEAF)
    total = counts.total()
    files = name_leaves("timeline", total, PER_LEAF)
    width = 7 if len(_months(counts)) <= MOST_BARS else 4
    bars = _build_bars(counts, {month: files[leaf] for month, leaf in first_leaf.items()}, width)
    events = _list_events(materials)
    for file, leaf, batch in turn_leaves("timeline", events, total, PER_LEAF):
        page = TimelinePage(tuple(_build_days(batch, width)), total, bars, leaf)
        yield Sheet(file, "timeline.html", "Timeline", page)


Happening = tuple[str, Callable[[], Event]]
"""A day, and what makes ready to be shown what happened on it."""


def _build_days(batch: list[Happening], width: int) -> Iterator[DayOfEvents]:
    """Yield the days of one file; the first of each month, or year, is where its bar leads."""
    seen = {""}
    for day, happenings in groupby(batch, key=itemgetter(0)):
        anchor = None if day[:width] in seen else f"d-{day[:width]}"
        seen.add(day[:width])
        yield DayOfEvents(write_day(day), anchor, tuple(build() for _, build in happenings))


def _list_events(materials: Materials) -> Iterator[Happening]:
    """Yield everything that happened in order of time; what has no day comes last."""
    for dated in (True, False):
        streams = (_statements(materials), _payments(materials), _pledges(materials))
        for happening in heapq.merge(*streams, key=itemgetter(0)):
            if bool(happening[0]) is dated:
                yield happening


def _statements(materials: Materials) -> Iterator[Happening]:
    for row in filter(is_counted, materials.statements):
        yield materials.date_of(row), partial(_show_statement, materials, row)


def _show_statement(materials: Materials, row: Row) -> Event:
    return Event("quote", build_quote(materials, row))


def _payments(materials: Materials) -> Iterator[Happening]:
    for rows in group_payments(materials, materials.payments):
        yield materials.date_of(rows[0]), partial(_show_payment, materials, rows)


def _show_payment(materials: Materials, rows: list[Row]) -> Event:
    return Event("payment", build_payment(materials, rows))


def _pledges(materials: Materials) -> Iterator[Happening]:
    """Yield the pledges that no statement stands for already."""
    for row in materials.pledges:
        if not row.get("statement"):
            yield materials.date_of(row), partial(_show_pledge, materials, row)


def _show_pledge(materials: Materials, row: Row) -> Event:
    return Event("pledge", build_pledge(materials, [row]))


def _build_bars(counts: Counter[str], files: dict[str, str], width: int) -> tuple[Bar, ...]:
    """Count by month, or by year where the months would be too many to tell apart."""
    sums: Counter[str] = Counter()
    hrefs: dict[str, str] = {}
    for month, count in sorted(counts.items()):
        if not month:
            continue
        sums[month[:width]] += count
        hrefs.setdefault(month[:width], files[month])
    labels = _months(sums) if width == 7 else sorted(sums)
    most = max(sums.values(), default=1)
    return tuple(
        Bar(day.text, label, sums[label], round(100 * sums[label] / most, 1), hrefs.get(label))
        for label in labels
        if (day := write_day(label))
    )


def _months(counts: dict[str, int]) -> list[str]:
    """List the months from the first to the last, with years where only years are known."""
    months = sorted(month for month in counts if len(month) == 7)
    years = {month for month in counts if len(month) == 4}
    if not months:
        return sorted(years)
    first, last = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (months[0], months[-1]))
    return sorted({f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)} | years)
