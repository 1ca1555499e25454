"""By when something is to be done: words of time to come, as said and as far as they tell a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.articles import Passage
from onrecord.statements.scene import Scene
from onrecord.statements.times import DAYS, MONTH_NAME, TIME, find_month, resolve_time

YEAR = r"20\d\d"
NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a)"
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
SEASON = r"(?:spring|summer|autumn|fall|winter)"
TERM = r"(?:parliament|term|session|decade|century|year|month|week|summer|conference|day)"
EVENT = (
    r"(?:(?:general |local |next |presidential )*election|polling day|budget|conference|"
    r"(?:summer |spring )?recess|referendum|christmas|easter|new year|king['’]s speech|"
    r"queen['’]s speech|spending review|party conference)"
)
BY = r"(?:by|before|from|in|until|after)"
OF = r"(?:the |his |her |their |its |our |my )?"
DUE = re.compile(
    rf"\b(?P<byyear>{BY} (?:the end of |early |late |mid-)?(?P<year>{YEAR}))\b"
    rf"|\b(?P<bymonth>(?:{BY}|next) (?:the end of |early |late |next )?"
    rf"(?P<month>{MONTH_NAME})(?: (?P<monthyear>{YEAR}))?)\b"
    rf"|\b(?P<within>(?:within|in|over) {OF}(?:next |first |coming )?"
    rf"(?P<count>{NUMBER})[ -](?P<unit>day|week|month|year)s?)\b"
    r"|\b(?P<byday>(?:by|before|until|on|from|next|this)\s(?:next\s)?"
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b"
    rf"|\b(?P<soon>(?i:this|next) (?:{SEASON}|year|month|week|weekend)|tomorrow|tonight)\b"
    r"|\b(?P<event>(?:by|before|after|at|until|on|during|in) (?:the |this )?(?:next |coming )?"
    rf"(?i:{EVENT}))\b"
    r"|\b(?P<term>(?:by|before|in|within|over|during) (?:the )?"
    r"(?:end|course|lifetime|start|beginning) of "
    rf"(?:the|this|next) (?P<span>(?:next )?{TERM}))\b"
    r"|\b(?P<first>on (?:day one|(?:my|his|her|our|the) first day))\b",
)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is to happen: the words, and the ISO prefix of the day if they tell one."""

    words: str
    day: str | None


def find_due(scene: Scene, passages: Sequence[Passage]) -> Due | None:
    """Return by when what ``passages`` speak of is to be done, the first time they name."""
    for passage in passages:
        for match in DUE.finditer(scene.article.text, passage.start, passage.end):
            due = read_due(match, scene.article.published)
            if due is not None and not is_past(scene.article.text, match, passage.start):
                return due
    return None


def is_past(text: str, match: re.Match[str], start: int) -> bool:
    """Say whether "in four years" tells how long something took: "have doubled in four years"."""
    before = re.split(r"[.;:!?]\s", text[max(start, match.start() - 60) : match.start()])[-1]
    return bool(match["within"] or match["term"]) and bool(PAST.search(before))


PAST = re.compile(r"\b(?:has|have|had|was|were|did)\b|\w{3}ed\s$")


def read_due(match: re.Match[str], published: str | None) -> Due | None:
    """Return the time that was matched, ``None`` where it lies in the past."""
    words = " ".join(match.group().split())
    anchor = date.fromisoformat(published) if published and len(published) == 10 else None
    if match["byyear"]:
        year = match["year"]
        past = published is not None and year < published[:4]
        return None if past else Due(words, year)
    if match["bymonth"]:
        return read_month(match, words, anchor)
    if match["within"]:
        return Due(words, count_on(match["count"], match["unit"], anchor))
    if match["byday"]:
        return Due(words, find_weekday(match["weekday"], anchor))
    if match["soon"]:
        told = TIME.search(words)
        return Due(words, resolve_time(told, published, future=True) if told else None)
    ends = match["span"] in ("year", "month") and anchor
    prefix = anchor.isoformat()[: 4 if match["span"] == "year" else 7] if ends and anchor else None
    return Due(words, prefix)


def read_month(match: re.Match[str], words: str, anchor: date | None) -> Due | None:
    """Return the month that was matched; without a year, "in May" of the past is none to come."""
    number = find_month(match["month"])
    if match["monthyear"]:
        return Due(words, f"{match['monthyear']}-{number:02d}")
    if anchor is None:
        return Due(words, None)
    ahead = number >= anchor.month
    if not ahead and words.startswith(("in ", "after ")):
        return None
    return Due(words, f"{anchor.year + (not ahead):04d}-{number:02d}")


def count_on(count: str, unit: str, anchor: date | None) -> str | None:
    """Return the year, month or day that lies so far ahead."""
    if anchor is None:
        return None
    number = int(count) if count.isdigit() else NUMBERS.get(count, 1)
    if unit == "year":
        return f"{anchor.year + number:04d}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + number
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    days = number * (7 if unit == "week" else 1)
    return date.fromordinal(anchor.toordinal() + days).isoformat()


def find_weekday(name: str, anchor: date | None) -> str | None:
    """Return the next such day after the article's own."""
    if anchor is None:
        return None
    step = (DAYS.index(name.lower()) - anchor.weekday()) % 7 or 7
    return date.fromordinal(anchor.toordinal() + step).isoformat()
