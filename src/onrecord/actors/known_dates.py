"""Dates in files of known actors: ISO, as precise as the file has them."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")


def read_date(text: str) -> str:
    """Return an ISO date as precise as it was given, without the time of day.

    >>> read_date("2013"), read_date("2015-05-08T00:00:00Z")
    ('2013', '2015-05-08')

    Raises:
        ValueError: it is none.

    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no date")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{text!r} is no date of the calendar") from None
    return "-".join(part for part in (year, month, day) if part)


def read_span(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Return from when to when; raise ``ValueError`` where it ends before it begins."""
    first, last = (read_date(text) if text else None for text in (start, end))
    if first and last and last < first[: len(last)]:
        raise ValueError(f"it ends ({last}) before it begins ({first})")
    return first, last
