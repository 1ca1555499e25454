"""The dates that an article bears come in; published and updated go out, and any doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.articles.dates import FoundDate, common_prefix
from onrecord.articles.settings import DateOrder


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article appeared and was changed, as ISO prefixes; ``doubt`` if two readings stay."""

    published: str | None = None
    updated: str | None = None
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may settle the order of day and month, strongest first.

    ``proved`` is the order that other dates in the article show, ``known`` are dates in which
    the order is plain (of the web address, of the file's name), ``habit`` is how the outlet
    writes, ``setting`` is what the caller chose.
    """

    proved: DateOrder | None = None
    known: tuple[str, ...] = ()
    habit: DateOrder | None = None
    setting: DateOrder | None = None


def build_dating(dates: Sequence[FoundDate], evidence: Evidence) -> Dating:
    """Return when the article appeared and was updated, from the ``dates`` that say so.

    The date said to be the first is that of publication, else the first one not marked as an
    update; beside the one, the other is an update. An article that bears nothing but an update
    appeared, as far as it says, then. Without dates, those ``known`` stand in.
    """
    said = next((d for d in dates if d.first), None)
    first = said or next((d for d in dates if not d.updated), None) or next(iter(dates), None)
    if first is None:
        return Dating(next(iter(evidence.known), None))
    change = next((d for d in dates if d.updated or (said and d is not said)), None)
    order = _settle(first, change, evidence)
    published = _read(first, order)
    updated = _read(change, order) if change else None
    if updated and published and updated < published[: len(updated)]:
        updated = None
    doubt = first if len(first.readings) > 1 else change
    if order is None and doubt is not None and len(doubt.readings) > 1:
        return Dating(published, updated, doubt.readings)
    return Dating(published, updated)


def _read(found: FoundDate, order: DateOrder | None) -> str | None:
    return found.read(order) if order else common_prefix(found.readings)


def _settle(first: FoundDate, change: FoundDate | None, evidence: Evidence) -> DateOrder | None:
    for order in (evidence.proved, _by_known(first, evidence), _by_sequence(first, change)):
        if order:
            return order
    return evidence.habit or evidence.setting


def _by_known(first: FoundDate, evidence: Evidence) -> DateOrder | None:
    for known in evidence.known:
        if len(known) == 10 and known in first.readings and len(first.readings) == 2:
            return "dmy" if known == first.day_first else "mdy"
    return None


def _by_sequence(first: FoundDate, change: FoundDate | None) -> DateOrder | None:
    """Refuse a reading under which the article was updated before it appeared."""
    if change is None or change is first:
        return None
    orders: tuple[DateOrder, ...] = ("dmy", "mdy")
    possible = [o for o in orders if (first.read(o) or "") <= (change.read(o) or "")]
    return possible[0] if len(possible) == 1 else None
