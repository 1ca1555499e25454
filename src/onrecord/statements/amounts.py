"""Amounts and shares as newspapers write them: £2m, 7.6million, 92 per cent, a third, one in five.

A sum whose sign was lost keeps its number and has no currency; none is invented. A range is given
by its lower end, "up to" by its upper one; the words remain as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CURRENCIES = {
    "£": "GBP", "$": "USD", "€": "EUR", "us$": "USD", "a$": "AUD", "c$": "CAD", "pounds": "GBP",
    "pound": "GBP", "sterling": "GBP", "dollars": "USD", "dollar": "USD", "euros": "EUR",
    "euro": "EUR", "quid": "GBP", "gbp": "GBP", "usd": "USD", "eur": "EUR",
}  # fmt: skip
SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "millions": 1e6,
    "bn": 1e9, "billion": 1e9, "tn": 1e12, "trn": 1e12, "trillion": 1e12, "hundred": 1e2,
}  # fmt: skip
SMALL: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "half": 0.5, "half a": 0.5, "a quarter of a": 0.25, "a half": 0.5,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "a half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3,
    "a quarter": 1 / 4, "one quarter": 1 / 4, "three quarters": 3 / 4, "a fifth": 1 / 5,
    "one fifth": 1 / 5, "two fifths": 2 / 5, "three fifths": 3 / 5, "four fifths": 4 / 5,
    "a tenth": 1 / 10, "one tenth": 1 / 10, "nine tenths": 9 / 10, "a sixth": 1 / 6,
    "an eighth": 1 / 8,
}  # fmt: skip
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
WORDS = "half a|a quarter of a|" + "|".join(
    sorted((w for w in SMALL if " " not in w), key=len, reverse=True)
)
SCALE = "thousand|millions?|billion|trillion|mln|mn|bn|trn|tn|k|m"
SUM = re.compile(
    rf"(?P<sign>US\$|A\$|C\$|[£$€])\s?(?P<number>{NUMBER})"
    rf"(?:\s?(?:-|–|to)\s?(?:US\$|"
    rf"[£$€])?(?P<upper>{NUMBER}))?(?:[\s-]?(?P<scale>{SCALE})(?![A-Za-z]))?"
    rf"|\b(?P<bare>{NUMBER})[\s-]?(?P<barescale>{SCALE})(?![A-Za-z])(?:\s(?P<barename>pounds|"
    rf"dollars|euros|quid)\b)?"
    rf"|\b(?P<plain>{NUMBER})\s(?P<plainname>pounds|dollars|euros|quid)\b"
    rf"|\b(?P<words>{WORDS})\s(?P<wordscale>hundred|thousand|million|billion|"
    rf"trillion)(?:\s(?P<wordname>pounds|dollars|euros|quid)\b)?",
    re.IGNORECASE,
)
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
PARTS = "|".join(sorted((f.replace(" ", "[ -]") for f in FRACTIONS), key=len, reverse=True))
SHARE = re.compile(
    rf"\b(?P<percent>{NUMBER})\s?(?:per\s?cent|percent|pc\b|%)"
    rf"|\b(?P<tens>{TENS})-(?P<units>{UNITS})\s(?:per cent|percent)\b"
    rf"|\b(?P<words>{'|'.join(w for w in SMALL if SMALL[w] >= 2)})\s(?:per cent|percent)\b"
    rf"|\b(?P<fraction>{PARTS})\b(?=\s(?:of|the|its|their|his|all|from)\b)"
    rf"|\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d+)\s(?:in|"
    rf"out of)\s(?:every\s)?(?P<whole>two|three|four|five|six|seven|eight|nine|ten|twenty|\d+)\b",
    re.IGNORECASE,
)
NOT_MONEY = re.compile(
    r"\s(?:people|voters|contributions|donations|donors|contributors|votes?|homes|houses|jobs|"
    r"workers|members|families|children|pensioners|pupils|"
    r"patients|households|students|copies|barrels|tons?|tonnes|miles|acres|years?|users|viewers|"
    r"employees|americans|britons|women|men|Britons|Americans|customers|emails|e-mails|documents|"
    r"immigrants|refugees|migrants|individuals|supporters|followers|adults|men|babies|records|"
    r"metres|signatures|deaths|dead)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: where it stands, its size, and its currency if the article kept it."""

    start: int
    end: int
    value: float
    currency: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, from 0 to 1, and where it stands."""

    start: int
    end: int
    value: float


def find_amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Yield the sums of money in ``text``; a number without sign needs a scale and no noun after.

    >>> [(a.value, a.currency) for a in find_amounts("£1.2m, 7.6million, half a million pounds")]
    [(1200000.0, 'GBP'), (7600000.0, None), (500000.0, 'GBP')]
    >>> list(find_amounts("2.5 million people"))
    []
    """
    for match in SUM.finditer(text, start, len(text) if end is None else end):
        signless = not (
            match["sign"] or match["barename"] or match["plainname"] or match["wordname"]
        )
        if signless and NOT_MONEY.match(text, match.end()):
            continue
        value = read_value(match)
        if value is not None:
            yield Amount(match.start(), match.end(), value, read_currency(match))


def read_value(match: re.Match[str]) -> float | None:
    """Return the size of the matched sum."""
    number = match["number"] or match["bare"] or match["plain"]
    scale = (
        SCALES[(match["scale"] or match["barescale"] or match["wordscale"] or "").lower()]
        if (match["scale"] or match["barescale"] or match["wordscale"])
        else 1.0
    )
    size = read_number(number) if number else SMALL[match["words"].lower()]
    return None if size is None else round(size * scale, 2)


def read_number(words: str) -> float:
    """Return the number written as ``words`` in figures, with or without commas."""
    return float(words.replace(",", ""))


def read_currency(match: re.Match[str]) -> str | None:
    """Return the ISO code of the currency that the article names, or ``None``."""
    named = match["sign"] or match["barename"] or match["plainname"] or match["wordname"]
    return CURRENCIES[named.lower()] if named else None


def find_shares(text: str, start: int = 0, end: int | None = None) -> Iterator[Share]:
    """Yield the shares in ``text``.

    >>> [round(s.value, 2) for s in find_shares("92 per cent, two-thirds of it, one in five")]
    [0.92, 0.67, 0.2]
    """
    for match in SHARE.finditer(text, start, len(text) if end is None else end):
        value = read_share(match)
        if 0 < value <= 1:
            yield Share(match.start(), match.end(), value)


def read_share(match: re.Match[str]) -> float:
    """Return the matched share as a number from 0 to 1."""
    if match["percent"]:
        return round(read_number(match["percent"]) / 100, 6)
    if match["tens"]:
        return (SMALL[match["tens"].lower()] + SMALL[match["units"].lower()]) / 100
    if match["words"]:
        return SMALL[match["words"].lower()] / 100
    if match["fraction"]:
        return FRACTIONS[match["fraction"].lower().replace("-", " ")]
    return read_count(match["part"]) / read_count(match["whole"])


def read_count(word: str) -> float:
    """Return a small number in figures or words."""
    return float(word) if word.isdigit() else SMALL[word.lower()]
