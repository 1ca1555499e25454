"""How a report writes dates, sums, shares, counts and doubt."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SIGNS = {
    "GBP": "£", "USD": "$", "EUR": "€", "NZD": "NZ$", "AUD": "A$", "CAD": "C$", "HKD": "HK$",
    "SGD": "S$", "INR": "₹", "JPY": "¥",
}  # fmt: skip
SCALES = ((1e9, "bn"), (1e6, "m"))


@dataclass(frozen=True, slots=True)
class Day:
    """A date as precise as the text gave it: ``iso`` is its prefix, ``text`` is for reading."""

    iso: str
    text: str


ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$", re.ASCII)


def find_iso(date: str | None) -> str | None:
    """Return the date if it is an ISO prefix: a year, a month or a day.

    >>> find_iso("2012-01"), find_iso("last spring")
    ('2012-01', None)
    """
    return date if date and ISO.match(date) else None


def write_day(iso: str | None) -> Day | None:
    """Write out an ISO prefix; what is no date is left as it stands, nothing gives ``None``.

    >>> [write_day(iso).text for iso in ("2012-01-18", "2012-01", "2012")]
    ['18 January 2012', 'January 2012', '2012']
    """
    if not iso:
        return None
    parts = ISO.match(iso)
    if not parts:
        return Day("", iso)
    year, month, day = parts.groups()
    words = [str(int(day))] if day else []
    if month:
        words.append(MONTHS[int(month) - 1])
    return Day(iso, " ".join([*words, year]))


def write_count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun.

    >>> write_count(1, "statement"), write_count(12345, "reply", "replies")
    ('1 statement', '12,345 replies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def write_amount(amount: float) -> str:
    """Write a number as news does.

    >>> write_amount(3e9), write_amount(1234.5)
    ('3bn', '1,234.5')
    """
    for scale, letter in SCALES:
        if abs(amount) >= scale:
            return f"{amount / scale:,.3f}".rstrip("0").rstrip(".") + letter
    return f"{amount:,.2f}".rstrip("0").rstrip(".")


def write_sum(
    amount: float | None,
    currency: str | None,
    *,
    to: float | None = None,
    note: str | None = None,
) -> str:
    """Write an amount of money, or a range; a lost currency is said to be lost.

    >>> write_sum(7600000, "GBP"), write_sum(1500, "USD"), write_sum(2600000, None)
    ('£7.6m', '$1,500', '2.6m (currency not given)')
    >>> write_sum(2e6, "GBP", to=3e6), write_sum(5000, "USD", note="doubtful")
    ('£2m to £3m', '$5,000 (which dollar is not told)')
    """
    if amount is None:
        return ""
    if currency is None:
        ends = " to ".join(write_amount(end) for end in (amount, to) if end is not None)
        return f"{ends} (currency not given)"
    sign = SIGNS.get(currency, f"{currency} ")
    ends = " to ".join(f"{sign}{write_amount(end)}" for end in (amount, to) if end is not None)
    return f"{ends} (which dollar is not told)" if note == "doubtful" else ends


def write_share(share: float | None, of: str | None = None) -> str:
    """Write a share as news does.

    >>> write_share(0.92, "its income"), write_share(0.125)
    ('92 per cent of its income', '12.5 per cent')
    """
    if share is None:
        return ""
    return f"{round(share * 100, 1):g} per cent" + (f" of {of}" if of else "")


def write_expected(confidences: Iterable[float]) -> str:
    """Say how many of some readings are expected to be right, with a 95 per cent interval.

    Each reading is taken as right with the probability that its confidence states, apart from
    the others (a Poisson binomial, by its normal approximation, kept between none and all).

    >>> write_expected([0.9] * 100), write_expected([0.9, 0.8]), write_expected([1.0])
    ('90 (84 to 96)', '2 (1 to 2)', '1')
    """
    mean = variance = 0.0
    total = 0
    for confidence in confidences:
        total += 1
        mean += confidence
        variance += confidence * (1 - confidence)
    spread = 1.96 * math.sqrt(variance)
    low, high = max(0, round(mean - spread)), min(total, round(mean + spread))
    return f"{mean:,.0f}" if low == high else f"{mean:,.0f} ({low:,} to {high:,})"


def find_safe_url(url: str | None) -> str | None:
    """Return the URL if a reader may be led there: http or https with a host, nothing else.

    >>> find_safe_url("https://example.org/a"), find_safe_url("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not url or any(ord(char) <= 32 for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def write_maker(by: str | None) -> str:
    """Say in words what made a row: ``model:fast@1`` is "the model fast, version 1".

    A label of any other kind is none that readers would know.

    >>> write_maker("rule:cast"), write_maker("person:Ada")
    ('the rules of cast', 'corrected by Ada')
    """
    kind, _, name = (by or "").partition(":")
    if kind == "model":
        name, _, version = name.partition("@")
        return f"the model {name}" + (f", version {version}" if version else "")
    if kind == "rule":
        name, _, version = name.partition("@")
        return f"the rules of {name}" + (f" {version}" if version else "")
    return f"corrected by {name}" if kind == "person" else ""
