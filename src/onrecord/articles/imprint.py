"""A line of the head that tells several things at once comes in; what its parts are goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.articles.bylines import is_name, read_byline
from onrecord.articles.dates import FoundDate, find_dates, words_beside
from onrecord.articles.outlets import is_outlet_line
from onrecord.articles.vocabulary import matches

_LONGEST = 160
_STRAY_WORDS = 4
_SEPARATOR = re.compile(r"\s*[|•·,;]\s*|\s+[/–—-]\s+|\s*\0\s*")
_BARS = re.compile(r"[|•·]")
_REPORTS = re.compile(r"(?P<name>\S.+?) (?:reports?|writes?|has more|has the (?:story|latest))\.?")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a line such as 'Valley Gazette | Fri 14 Aug 2020 | Moana Birch reports' tells."""

    dates: tuple[FoundDate, ...]
    byline: str | None = None
    outlet: str | None = None


def read_imprint(text: str) -> Imprint | None:
    """Take a line with a date apart; ``None`` if more than one part of it stays unknown.

    Parts stand between bars, dots, dashes or commas. The one that stays unknown (a place, a
    rubric) is a few words in capitals.
    """
    dates = find_dates(text) if len(text) <= _LONGEST else []
    if not dates or text.rstrip().endswith(("?", "!")):
        return None
    parts = [part for part in _SEPARATOR.split(words_beside(text, dates)) if part.strip(" .()")]
    outlet = byline = None
    unknown = []
    for part in parts:
        if is_outlet_line(part):
            outlet = outlet or part
        elif name := _read_reporter(part):
            byline = byline or name
        elif not (matches("sections", part) or matches("boilerplate", part)):
            unknown.append(part)
    if len(unknown) > 1 or not all(_is_stray(part) for part in unknown):
        return None
    told = outlet or byline
    return Imprint(tuple(dates), byline, outlet) if told or _BARS.search(text) else None


def _read_reporter(part: str) -> str | None:
    reports = _REPORTS.fullmatch(part)
    if reports and is_name(reports["name"]):
        return reports["name"]
    return read_byline(part) or (part if is_name(part) else None)


def _is_stray(part: str) -> bool:
    words = part.split()
    return len(words) <= _STRAY_WORDS and all(word[0].isupper() for word in words)
