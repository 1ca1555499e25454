"""Words come in, dates go out with the precision given; day or month first is left to evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.articles.settings import DateOrder

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[6-9]|20)\d\d)"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    + _YEAR.format("iy")
    + r"(?P<is>[-/.])(?P<im>\d\d?)(?:(?P=is)(?P<id>\d\d?))?(?![\d/-])(?:[T ]\d\d:?\d\d\S*)?"
    + r"|(?:the\s+)?"
    + _DAY.format("dd")
    + r"(?:\s+of)?[\s-]+"
    + _MONTH.format("dm")
    + r"[\s,-]+"
    + _YEAR.format("dy")
    + r"\b|"
    + _MONTH.format("mm")
    + r"\s+"
    + _DAY.format("md")
    + r",?\s+"
    + _YEAR.format("my")
    + r"\b|"
    + _MONTH.format("om")
    + r",?\s+"
    + _YEAR.format("oy")
    + r"\b|(?P<n1>\d{1,2})(?P<ns>[/.-])(?P<n2>\d{1,2})(?P=ns)(?P<ny>\d{4}|\d\d)(?![\d/]))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_AMERICAN = ("ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT")
_ZONES: dict[str, DateOrder] = {
    **dict.fromkeys(("GMT", "BST", "IST", "AEST", "AEDT", "NZST", "NZDT"), "dmy"),
    **dict.fromkeys(_AMERICAN, "mdy"),
}
_ZONE = re.compile(r"\b(?:" + "|".join(_ZONES) + r")\b")
_UPDATED = re.compile(r"\b(?:updated|modified|edited|amended|revised|corrected)\b", re.I)
_FIRST = re.compile(r"\b(?:first|originally) (?:published|posted|appeared)\b", re.IGNORECASE)
_DATING = (
    r"(?:\b(?:first|last|originally|was|published|posted|created|uploaded|issued|filed|printed|date"
    r"|updated?|modified|edited|amended|revised|corrected|on|at|in|the|of|and|from|time|local"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|[ap]\.?m\b\.?|noon|midnight|uk|us|eastern|\d+ (?:min(?:ute)?s?|hours?|days?) (?:read|ago)"
    r"|(?:z|utc|cet|cest|hkt|jst|sgt|gmt|bst|ist|aest|aedt|nzst|nzdt|[ecmp][sd]?t)\b(?:[+-]\d+)?)\b"
    r"|[0-2]\d[0-5]\d(?=\s*(?:gmt|utc|bst|hkt|[ecmp][sd]?t)\b)"
    r"|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
)
_FILLER = re.compile(rf"{_DATING}|[\s,;:|/•·()\[\]–—-]+", re.IGNORECASE)
_STAMP = re.compile(rf"(?:{_DATING}[\s,:()]*)*\0[\s,:()]*(?:{_DATING}[\s,:()]*)*", re.IGNORECASE)
_URL_DATE = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(\d\d?|[a-z]{3})[/_-]?(\d\d?)(?=[/_.-]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its place, and its readings, of which one is right.

    ``day_first`` and ``month_first`` are ISO prefixes and agree unless the date is in numbers;
    ``None`` where that reading is no date. ``updated`` is set where the words before it say so,
    ``first`` where they say that it then appeared first.
    """

    start: int
    end: int
    day_first: str | None
    month_first: str | None
    updated: bool = False
    first: bool = False

    @property
    def readings(self) -> tuple[str, ...]:
        """Return the distinct readings."""
        found = (self.day_first, self.month_first)
        return tuple(dict.fromkeys(reading for reading in found if reading))

    def read(self, order: DateOrder) -> str | None:
        """Return the reading under ``order``, or the only one there is."""
        chosen = self.day_first if order == "dmy" else self.month_first
        return chosen or next(iter(self.readings), None)


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates with a year in ``text``, in order."""
    if not _DIGITS.search(text):
        return []
    found: list[FoundDate] = []
    last = 0
    for match in _DATE.finditer(text):
        day_first, month_first = _readings(match)
        if day_first or month_first:
            updated = _UPDATED.search(text, last, match.start()) is not None
            first = _FIRST.search(text, last, match.start()) is not None
            found.append(FoundDate(*match.span(), day_first, month_first, updated, first))
            last = match.end()
    return found


def read_date_line(text: str) -> list[FoundDate]:
    """Return the dates of a line that says when the article appeared, else nothing.

    Such a line holds dates, times and the words around them; besides, at most four words in
    capitals, as of a place or an outlet.
    """
    if len(text) > 160:
        return []
    dates = find_dates(text)
    if not dates:
        return []
    left = [w for w in _FILLER.sub(" ", _blank(text, dates)).split() if w.strip(".\0")]
    proper = all(word[0].isupper() or "." in word.strip(".") for word in left)
    closed = re.search(r"(?<![ap]\.m)[.?]$", text.rstrip(), re.IGNORECASE)
    return dates if len(left) <= 4 and proper and not closed else []


def words_beside(text: str, dates: Iterable[FoundDate]) -> str:
    """Return ``text`` with a null character for each run of dates, times and words of dating.

    Words of dating ('published', 'at') count only beside a date or time, so that names keep them.
    """
    return _STAMP.sub("\0", _blank(text, dates))


def _blank(text: str, dates: Iterable[FoundDate]) -> str:
    for found in sorted(dates, key=lambda date: date.start, reverse=True):
        text = text[: found.start] + " \0 " + text[found.end :]
    return text


def find_url_date(url: str) -> str | None:
    """Return the date in the path of a web address, as in ``/2012/10/01/`` or ``/2012/oct/1``."""
    found = _URL_DATE.search(url)
    if not found:
        return None
    month = _month(found[2]) if found[2].isalpha() else int(found[2])
    return _iso(int(found[1]), month, int(found[3]))


def find_order(texts: Iterable[str]) -> DateOrder | None:
    """Return the order that dates and time zones in ``texts`` prove, ``None`` if they differ."""
    proofs: set[DateOrder] = set()
    zones: set[DateOrder] = set()
    for text in texts:
        for found in find_dates(text):
            if found.day_first is None:
                proofs.add("mdy")
            elif found.month_first is None:
                proofs.add("dmy")
        zones |= {_ZONES[zone] for zone in _ZONE.findall(text)}
    for evidence in (proofs, zones):
        if len(evidence) == 1:
            return next(iter(evidence))
        if evidence:
            return None
    return None


def common_prefix(readings: Iterable[str]) -> str | None:
    """Return what all ``readings`` agree on: the day, the month, the year or nothing."""
    values = list(readings)
    for length in (10, 7, 4):
        if len({value[:length] for value in values}) == 1:
            return values[0][:length]
    return None


def _readings(match: re.Match[str]) -> tuple[str | None, str | None]:
    part = match.groupdict()
    if part["iy"]:
        if part["id"] is None and (part["is"] != "-" or len(part["im"]) != 2):
            return None, None
        both = _iso(int(part["iy"]), int(part["im"]), int(part["id"]) if part["id"] else None)
    elif part["dd"]:
        both = _iso(int(part["dy"]), _month(part["dm"]), int(part["dd"]))
    elif part["mm"]:
        both = _iso(int(part["my"]), _month(part["mm"]), int(part["md"]))
    elif part["om"]:
        both = _iso(int(part["oy"]), _month(part["om"]), None)
    else:
        year = _full_year(part["ny"])
        one, two = int(part["n1"]), int(part["n2"])
        return _iso(year, two, one), _iso(year, one, two)
    return both, both


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 70 else 1900)


def _month(name: str) -> int:
    head = name[:3].lower()
    return next((i for i, month in enumerate(_MONTHS, 1) if month == head), 0)


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        value = date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    if not 1600 <= year <= 2100:
        return None
    return value.isoformat()[: 7 if day is None else 10]
