"""Amounts and shares as newspapers write them: £2m, 7.6million, 92 per cent, a third, one in five.

A sum whose sign was lost keeps its number; which currency a sign means is told elsewhere. A range
is given by both its ends, "up to" by its upper one; the words remain as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "millions": 1e6,
    "lakh": 1e5, "crore": 1e7, "bn": 1e9, "billion": 1e9, "tn": 1e12, "trn": 1e12,
    "trillion": 1e12, "hundred": 1e2,
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
NUMBER = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?"
WORDS = "half a|a quarter of a|" + "|".join(
    sorted((w for w in SMALL if " " not in w), key=len, reverse=True)
)
SCALE = "thousand|millions?|billion|trillion|lakh|crore|mln|mn|bn|trn|tn|k|m"
SIGN = r"(?:US|AU|CA|CDN|NZ|HK|NT|A|C|S)?\$|[£€¥₹₽₩₪₺]|\bRs\.?"
NAME = (
    r"(?:(?:US|U\.S\.|American|New Zealand|NZ|Australian|Canadian|Hong Kong|Singapore|Taiwan)\s)?"
    r"dollars|pounds(?:\ssterling)?|euros|quid|(?:(?:Indian|Pakistani|Sri Lankan)\s)?rupees|"
    r"(?:Japanese\s)?yen|yuan|renminbi|roubles|rubles|rand|shekels|zlotys|Swiss francs|"
    r"Swedish kronor|Danish kroner|Norwegian kroner|Mexican pesos"
)
# "£2m-£3m" is two sums, joined by `join_ranges`; "£2-3m" and "2 to 3 million dollars" are one.
SUM = re.compile(
    rf"(?P<sign>{SIGN})\s?(?P<number>{NUMBER})"
    rf"(?:\s?(?:-|–|\bto\b)\s?(?P<upper>{NUMBER})(?=[\s-]?(?:{SCALE})(?![A-Za-z])))?"
    rf"(?:[\s-]?(?P<scale>{SCALE})(?![A-Za-z]))?"
    rf"|\b(?P<bare>{NUMBER})(?:\s?(?:-|–|\bto\b)\s?(?P<bareupper>{NUMBER}))?"
    rf"[\s-]?(?P<barescale>{SCALE})(?![A-Za-z])(?:\s(?P<barename>{NAME})\b)?"
    rf"|\b(?P<plain>{NUMBER})\s(?P<plainname>{NAME})\b"
    rf"|\b(?P<words>{WORDS})\s(?P<wordscale>hundred|thousand|million|billion|"
    rf"trillion)(?![A-Za-z])(?:\s(?P<wordname>{NAME})\b)?",
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
    r"\s(?:(?!in\b|to\b|from\b|for\b|of\b|and\b|by\b)[a-z-]+\s){0,2}(?:people|voters|contributions|donations|donors|contributors|votes?|homes|houses|jobs|"
    r"workers|members|families|children|pensioners|pupils|"
    r"patients|households|students|copies|barrels|tons?|tonnes|miles|acres|years?|users|viewers|"
    r"employees|americans|britons|women|men|Britons|Americans|customers|emails|e-mails|documents|"
    r"immigrants|refugees|migrants|individuals|supporters|followers|adults|men|babies|records|"
    r"metres|signatures|deaths|dead)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: where it stands, its size, and the sign or name of its currency as printed.

    ``upper`` is the upper end of a range; an empty ``sign`` is a lost one.
    """

    start: int
    end: int
    value: float
    sign: str
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, from 0 to 1, and where it stands."""

    start: int
    end: int
    value: float


def find_amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Yield the sums of money in ``text``; a number without sign needs a scale and no noun after.

    >>> [(a.value, a.sign) for a in find_amounts("£1.2m, 7.6million, half a million pounds")]
    [(1200000.0, '£'), (7600000.0, ''), (500000.0, 'pounds')]
    >>> [(a.value, a.upper) for a in find_amounts("NZ$2m to NZ$3m, £2-3m, cut from £2m to £1m")]
    [(2000000.0, 3000000.0), (2000000.0, 3000000.0), (2000000.0, None), (1000000.0, None)]
    >>> list(find_amounts("2.5 million people"))
    []
    """
    return join_ranges(text, find_sums(text, start, len(text) if end is None else end))


def find_sums(text: str, start: int, end: int) -> Iterator[Amount]:
    """Yield each sum by itself."""
    for match in SUM.finditer(text, start, end):
        sign = read_sign(match)
        if not sign and NOT_MONEY.match(text, match.end()):
            continue
        scale = match["scale"] or match["barescale"] or match["wordscale"]
        times = SCALES[scale.lower()] if scale else 1.0
        number, upper = match["number"] or match["bare"] or match["plain"], None
        if match["upper"] or match["bareupper"]:
            upper = round(read_number(match["upper"] or match["bareupper"]) * times, 2)
        size = read_number(number) if number else SMALL[match["words"].lower()]
        yield Amount(match.start(), match.end(), round(size * times, 2), sign, upper)


def join_ranges(text: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Join two sums that are the ends of one range: "between £2m and £3m", not "from … to …"."""
    last: Amount | None = None
    for amount in amounts:
        if last is not None and last.upper is None and is_range(text, last, amount):
            sign, size = last.sign or amount.sign, min(last.value, amount.value)
            upper = max(last.value, amount.value)
            last = Amount(last.start, amount.end, size, sign, upper)
            continue
        if last is not None:
            yield last
        last = amount
    if last is not None:
        yield last


def is_range(text: str, one: Amount, other: Amount) -> bool:
    """Say whether two sums are the ends of one range."""
    between, before = text[one.end : other.start], text[max(0, one.start - 16) : one.start]
    if re.fullmatch(r"\s?[-–]\s?", between):
        return True
    if re.fullmatch(r"\s(?:and|to)\s", between) and re.search(r"\bbetween\s$", before):
        return True
    moves = re.search(r"\bfrom\s$", before) and not re.search(
        r"\b(?:rang\w+|anywhere)\sfrom\s$", before
    )
    return between == " to " and not moves


def read_number(words: str) -> float:
    """Return the number written as ``words`` in figures, with or without commas."""
    return float(words.replace(",", ""))


def read_sign(match: re.Match[str]) -> str:
    """Return the sign or name of the currency as printed, in lower case, empty where it is lost."""
    named = match["sign"] or match["barename"] or match["plainname"] or match["wordname"] or ""
    return " ".join(named.lower().rstrip(".").split()) if named else ""


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
