"""Moments as whole seconds of a clock without time zone, and steps of seconds up to years.

Moments are ``int`` seconds since 1970 (what a ``.dna`` file keeps); ``NEVER`` stands for a
statement without a date.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError

Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months", "years"]
Moments = NDArray[np.int64]

NEVER = -(2**62)
_SECONDS: dict[str, int] = {
    "seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 7 * 86400,
}  # fmt: skip
_MONTHS: dict[str, int] = {"months": 1, "years": 12}
_EPOCH = datetime(1970, 1, 1)
_PREFIX = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def find_unit(name: str) -> Unit:
    """Return the unit that ``name`` means: ``month``, ``months`` and ``Months`` are one.

    Raises ``UsageError`` for any other word.
    """
    wanted = name.strip().lower().rstrip("s") + "s"
    for unit in get_args(Unit):
        if unit == wanted:
            return unit  # type: ignore[no-any-return]
    known = ", ".join(get_args(Unit))
    raise UsageError(f"no time unit is called {name!r}; take one of {known}")


def to_moment(value: str | date | datetime | np.datetime64 | None, *, last: bool = False) -> int:
    """Return a date as a moment: its first second, or its ``last`` one.

    ``value`` is a ``datetime`` (itself), a ``date`` or an ISO prefix: ``2012`` is the whole year,
    ``2012-01`` the whole month. ``None`` and blanks are ``NEVER``.
    """
    if isinstance(value, np.datetime64):
        value = None if np.isnat(value) else value.astype("datetime64[s]").item()
    if value is None or value == "":
        return NEVER
    if isinstance(value, datetime):
        return _seconds(value.replace(tzinfo=None))
    if isinstance(value, date):
        return _seconds(datetime(value.year, value.month, value.day)) + (86399 if last else 0)
    return _from_text(value.strip(), last=last)


def _from_text(text: str, *, last: bool) -> int:
    prefix = _PREFIX.fullmatch(text)
    try:
        if prefix is None:
            return _seconds(datetime.fromisoformat(text).replace(tzinfo=None))
        year, month, day = (int(part) if part else None for part in prefix.groups())
        first = _seconds(datetime(year or 1, month or 1, day or 1))
    except ValueError:
        raise UsageError(f"{text!r} is no date; write 2012, 2012-01 or 2012-01-17") from None
    if not last:
        return first
    return shift(first, 1, "days" if day else "months" if month else "years") - 1


def to_datetime(moment: int) -> datetime | None:
    """Return the moment as a ``datetime`` without time zone; ``None`` for ``NEVER``."""
    return None if moment == NEVER else _EPOCH + timedelta(seconds=int(moment))


def _seconds(value: datetime) -> int:
    return round((value - _EPOCH) / timedelta(seconds=1))


def shift(moment: int, steps: int, unit: Unit) -> int:
    """Return the moment ``steps`` units later (earlier if negative).

    A month later than 31 January is the last of February, as everywhere.
    """
    if unit in _SECONDS:
        return moment + steps * _SECONDS[unit]
    then = _EPOCH + timedelta(seconds=moment)
    year, month = divmod(then.year * 12 + then.month - 1 + steps * _MONTHS[unit], 12)
    day = min(then.day, calendar.monthrange(year, month + 1)[1])
    return _seconds(then.replace(year=year, month=month + 1, day=day))


def floor(moment: int, unit: Unit) -> int:
    """Return the start of the calendar unit that holds the moment; weeks start on Monday."""
    then = _EPOCH + timedelta(seconds=moment)
    if unit == "years":
        return _seconds(datetime(then.year, 1, 1))
    if unit == "months":
        return _seconds(datetime(then.year, then.month, 1))
    monday = 4 * 86400 if unit == "weeks" else 0  # 5 January 1970 was a Monday
    return (moment - monday) // _SECONDS[unit] * _SECONDS[unit] + monday


def whole_units(moments: Moments, centre: int, unit: Unit) -> NDArray[np.int64]:
    """Return how many whole units lie from each moment to the centre, negative if it is later.

    Months and years count calendar dates without the time of day.
    """
    if unit in _SECONDS:
        seconds = centre - moments
        return np.asarray(np.sign(seconds) * (np.abs(seconds) // _SECONDS[unit]))
    months, days = _calendar(moments)
    middle, day = _calendar(np.array([centre], dtype=np.int64))
    gap, rest = middle[0] - months, day[0] - days
    gap = gap - ((gap > 0) & (rest < 0)) + ((gap < 0) & (rest > 0))
    return np.asarray(np.sign(gap) * (np.abs(gap) // _MONTHS[unit]))


def _calendar(moments: Moments) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return months since 1970 and the day of the month."""
    day = (moments // 86400).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    return month.astype(np.int64), (day - month).astype(np.int64)


def calendar_period(moments: Moments, unit: Literal["week", "month", "year"]) -> Moments:
    """Number the calendar weeks (from Monday), months or years that the moments fall in."""
    if unit == "week":
        return np.asarray((moments // 86400 + 3) // 7)
    months = _calendar(moments)[0]
    return months if unit == "month" else np.asarray(months // 12)


def period_of_year(moments: Moments, unit: Literal["week", "month", "year"]) -> Moments:
    """Number the period within its year, as DNA compares them: May is 5 in every year."""
    if unit == "year":
        return calendar_period(moments, "year")
    if unit == "month":
        return np.asarray(_calendar(moments)[0] % 12 + 1)
    days = np.unique(moments // 86400)
    weeks = [(_EPOCH + timedelta(days=int(day))).isocalendar().week for day in days]
    return np.asarray(weeks, dtype=np.int64)[np.searchsorted(days, moments // 86400)]


def now() -> datetime:
    """Return the time in UTC without time zone, for the notes in written files."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def dated(moments: Moments) -> NDArray[np.bool_]:
    """Mark the moments that are dates."""
    return np.asarray(moments != NEVER)
