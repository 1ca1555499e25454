"""When a statement was made: words of time in its sentence, resolved against the article's date.

A date keeps the precision of the words. An ISO prefix cannot say "at the weekend" or "last week":
such days are given as the longest prefix that holds all of them, a month or a year (docs/money.md
and docs/codebook.md say the same). The article's own date is an upper bound, never the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from onrecord.articles import Passage
from onrecord.statements.lexicon import load_set
from onrecord.statements.scene import Scene, Span, covers
from onrecord.statements.types import Tense

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
MONTH_NAME = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
COUNT = "(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2})"
# What is printed or held in a month or year: "a June report", "her 2003 book".
OCCASION = (
    "(?:report|speech|interview|letter|study|book|memoir|memo|paper|poll|survey|hearing|article|debate|"
    "column|op-ed|essay|statement|tweet|email|address|conference|summit|meeting|decision|ruling|rally)"
)
TIME = re.compile(
    rf"\b(?P<lastnight>(?i:last night|yesterday(?: (?:morning|afternoon|evening))?))\b"
    rf"|\b(?P<today>(?i:today|tonight|this (?:morning|afternoon|evening|lunchtime)))\b"
    rf"|\b(?P<tomorrow>(?i:tomorrow))\b"
    r"|\b(?P<weekend>(?i:(?:at|over|this|during) (?:the |this )?(?:past |last )?weekend|"
    r"last weekend))\b"
    rf"|\b(?P<week>(?i:(?:earlier |later )?(?P<whichweek>this|last|next) week))\b"
    rf"|\b(?P<month>(?i:(?:earlier |later )?(?P<whichmonth>this|last|next) month))\b"
    rf"|\b(?P<year>(?i:(?:earlier |later )?(?P<whichyear>this|last|next) (?:year|summer|autumn|"
    rf"spring|winter|fall)))\b"
    rf"|\b(?P<ago>(?P<count>(?i:{COUNT}|a few|several|some|a couple of)) "
    rf"(?P<unit>day|week|month|year)s? (?:ago|earlier|before))\b"
    rf"|\b(?P<dmy>(?P<day>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?(?: of)? (?P<dmonth>{MONTH})(?:,? (?P<dyear>(?:19|20)\d\d))?)"
    rf"|\b(?P<mdy>(?P<mmonth>{MONTH}) (?P<mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<myear>(?:19|"
    rf"20)\d\d))?)"
    rf"|\b(?P<in>(?i:in|last|during|since|this)(?: (?:early|late|mid)[ -]| )"
    rf"(?P<inmonth>{MONTH_NAME})(?: (?P<inyear>(?:19|20)\d\d))?)\b"
    rf"|\b(?P<inbare>(?i:in|back in) (?P<bareyear>(?:19|20)\d\d))\b"
    r"|\b(?P<held>(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Aa]t its) "
    rf"(?:(?P<heldmonth>{MONTH_NAME})(?: (?P<heldyear>(?:19|20)\d\d))?|"
    rf"(?P<heldbare>(?:19|20)\d\d)) (?:[\w-]+ ){{0,2}}?{OCCASION})\b"
    rf"|\b(?P<weekday>(?:[Ll]ast |[Nn]ext )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    rf"(?:(?!['’]s\b)|(?<=day)(?=['’]s\b))",
)
ANNOUNCING = re.compile(
    r"(?:\b(?:will|shall|'ll|is to|are to|is due to|are due to|is set to|are set to|plans? to|"
    r"is planning to|are planning to|intends? to|(?:is|are|was|were) expected to|"
    r"is going to|are going to|is preparing to|are preparing to|is likely to|is poised to)"
    r"(?:\s+(?:also|then|today|tomorrow|tonight|use|\w+ly))*\s*)$",
    re.IGNORECASE,
)
SPEAKING = load_set("times speaking")


def find_tense(scene: Scene, cue: Sequence[Passage]) -> Tense:
    """Say whether the words were said or are only announced ("will tell", "plans to read out")."""
    if not cue:
        return "said"
    text = scene.article.text
    sentence = scene.sentence_at(cue[0].start)[0]
    tokens = scene.tokens_in(cue[0].start, cue[-1].end)
    lemmas = [t.lemma for t in tokens]
    for token in tokens:
        if token.lemma in SPEAKING and not is_past(token.word):
            before = text[max(sentence, token.start - 50) : token.start]
            if ANNOUNCING.search(before) and "would" not in before[-12:]:
                return "announced"
    following = scene.tokens_in(cue[-1].end, cue[-1].end + 30)
    if lemmas and lemmas[0] in ("plan", "intend", "expect", "prepare") and following[:1]:
        heads = [t.lemma for t in following[:4] if t.word != "to"]
        if following[0].word == "to" and heads and heads[0] in SPEAKING:
            return "announced"
    return "said"


def is_past(word: str) -> bool:
    """Say whether the form is a past tense, which no auxiliary of the future governs."""
    return word in ("said", "told", "made") or (word.endswith("ed") and len(word) > 4)


def find_day(
    scene: Scene, cue: Sequence[Passage], content: Sequence[Passage], tense: Tense
) -> str | None:
    """Return when the words were (or will be) said, from the sentence of the cue.

    Words of time inside the content tell of something else and are passed over.
    """
    if not cue:
        return None
    start, end = scene.sentence_at(cue[0].start)
    if not tells_time(scene, start, end):
        return None
    found: list[tuple[int, str]] = []
    for match in TIME.finditer(scene.article.text, start, end):
        if covers((*content, *scene.said), match.start()) or not may_date(scene, match, tense):
            continue
        if is_aside(scene.article.text, match, (start, end), cue):
            continue
        day = resolve_time(match, scene.article.published, future=tense == "announced")
        if day is not None:
            found.append((measure_distance(scene.article.text, match, cue), day))
    return bound(min(found)[1], scene.article.published, tense) if found else None


def may_date(scene: Scene, match: re.Match[str], tense: Tense) -> bool:
    """Say whether words of time may tell when something was said: "by Friday" does not."""
    text = scene.article.text
    before = text[max(0, match.start() - 14) : match.start()]
    if tense == "said" and match.group().lower().startswith(("next", "tomorrow", "later")):
        return False
    if match["weekday"] and text[match.end() : match.end() + 2] in ("'s", "’s"):
        return bool(AT.search(before))
    return not (names_show(text, match) or names_paper(text, match) or NOT_THEN.search(before))


def names_show(text: str, match: re.Match[str]) -> bool:
    """Say whether "Today" is a programme or a paper: the Today programme, USA Today."""
    begins = (
        not text[: match.start()].rstrip(" '\"‘“").endswith((".", "!", "?", "\n")) and match.start()
    )
    return bool(match["today"]) and match.group()[0].isupper() and bool(begins)


AT = re.compile(r"\b(?:[Aa]t|[Dd]uring|[Ii]n|[Oo]n)\s$")
NOT_THEN = re.compile(
    r"\b(?:since|until|till|by|before|from|after|for|than|to)\s(?:the\s|late\s|early\s)?$"
)
ASIDE = re.compile(r"^\W*(?:who|which|since|when|after|before|until|where|whose|whom|because)\b")


def is_aside(text: str, match: re.Match[str], sentence: Span, cue: Sequence[Passage]) -> bool:
    """Say whether the words of time stand in a clause of their own, apart from the cue."""
    start = max(text.rfind(mark, sentence[0], match.start()) for mark in ",;:—(") + 1
    start = max(start, sentence[0])
    ends = [at for mark in ",;:—)" if (at := text.find(mark, match.end(), sentence[1])) >= 0]
    end = min(ends, default=sentence[1])
    apart = all(not start <= passage.start < end for passage in cue)
    return apart and start > sentence[0] and bool(ASIDE.match(text[start : match.start()]))


def measure_distance(text: str, match: re.Match[str], cue: Sequence[Passage]) -> int:
    """Return how far words of time stand from the cue; marks between them count for more."""
    gaps = [
        text[passage.end : match.start()] if passage.end <= match.start()
        else text[match.end() : passage.start]
        for passage in cue
    ]  # fmt: skip
    return min(len(gap) + MARK * len(re.findall(r"[,;:]", gap)) for gap in gaps)


MARK = 40


def names_paper(text: str, match: re.Match[str]) -> bool:
    """Say whether the day is part of a newspaper's name: the Sunday Herald, the Mail on Sunday."""
    before, after = text[max(0, match.start() - 9) : match.start()], text[match.end() :][:3]
    titled = before.lower().endswith("the ") and bool(re.match(r"\s[A-Z]", after))
    return bool(match["weekday"]) and (titled or before.endswith("Mail on "))


def tells_time(scene: Scene, start: int, end: int) -> bool:
    """Say whether a sentence has any word of time at all: most have none, and this is quick."""
    words = load_set("times words")
    return any(t.word in words or t.word[0].isdigit() for t in scene.tokens_in(start, end))


def bound(day: str, published: str | None, tense: Tense) -> str | None:
    """Drop a day of speaking that lies after the article's own date."""
    late = published is not None and day > published[: len(day)]
    return None if late and tense == "said" else day


def resolve_time(match: re.Match[str], published: str | None, *, future: bool) -> str | None:
    """Return the ISO prefix that the matched words of time mean on the day ``published``."""
    kind = next((name for name in RESOLVERS if match.group(name)), None)
    if kind is None:
        return None
    try:
        anchor = date.fromisoformat(published) if published and len(published) == 10 else None
        return RESOLVERS[kind](match, anchor, future)
    except ValueError:
        return None


def shift_days(days: int) -> Callable[[re.Match[str], date | None, bool], str | None]:
    """Return a resolver for the day so many days from the article's."""

    def resolve(_: re.Match[str], anchor: date | None, __: bool) -> str | None:
        return (anchor + timedelta(days)).isoformat() if anchor else None

    return resolve


def resolve_weekend(match: re.Match[str], anchor: date | None, future: bool) -> str | None:
    """Return the prefix of the Saturday and Sunday before (or, announced, after) the article."""
    if anchor is None:
        return None
    back = (anchor.weekday() - 5) % 7 or 7
    saturday = (
        anchor - timedelta(back) if not future else anchor + timedelta((5 - anchor.weekday()) % 7)
    )
    return join_prefix(saturday, saturday + timedelta(1))


def resolve_week(match: re.Match[str], anchor: date | None, _: bool) -> str | None:
    """Return the prefix of this, last or next week, Monday to Sunday."""
    if anchor is None:
        return None
    step = {"this": 0, "last": -7, "next": 7}[match["whichweek"].lower()]
    monday = anchor - timedelta(anchor.weekday() - step)
    return join_prefix(monday, monday + timedelta(6))


def resolve_month(match: re.Match[str], anchor: date | None, _: bool) -> str | None:
    """Return this, last or next month."""
    if anchor is None:
        return None
    step = {"this": 0, "last": -1, "next": 1}[match["whichmonth"].lower()]
    months = anchor.year * 12 + anchor.month - 1 + step
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def resolve_year(match: re.Match[str], anchor: date | None, _: bool) -> str | None:
    """Return this, last or next year; a season of it is no more precise."""
    if anchor is None:
        return None
    return f"{anchor.year + {'this': 0, 'last': -1, 'next': 1}[match['whichyear'].lower()]:04d}"


def resolve_weekday(match: re.Match[str], anchor: date | None, future: bool) -> str | None:
    """Return the nearest such day: on or before the article's, or after it if announced."""
    if anchor is None:
        return None
    words = match["weekday"].lower().split()
    step = (DAYS.index(words[-1]) - anchor.weekday()) % 7
    if future or words[0] == "next":
        return (anchor + timedelta(step)).isoformat()
    return (anchor - timedelta((7 - step) % 7)).isoformat()


def resolve_dated(
    day: str, month: str, year: str
) -> Callable[[re.Match[str], date | None, bool], str | None]:
    """Return a resolver for a day and month, with or without a year."""

    def resolve(match: re.Match[str], anchor: date | None, future: bool) -> str | None:
        number = find_month(match[month])
        if match[year]:
            return date(int(match[year]), number, int(match[day])).isoformat()
        return nearest(anchor, number, int(match[day]), future)

    return resolve


def nearest(anchor: date | None, month: int, day: int, future: bool) -> str | None:
    """Return the last such day of a year up to the article's date, or the next if announced."""
    if anchor is None:
        return None
    found = date(anchor.year, month, day)
    if found > anchor and not future:
        found = date(anchor.year - 1, month, day)
    return found.isoformat()


def resolve_named_month(match: re.Match[str], anchor: date | None, future: bool) -> str | None:
    """Return the month named, in the year given or the last one up to the article's date."""
    number = find_month(match["inmonth"])
    if match["inyear"]:
        return f"{match['inyear']}-{number:02d}"
    found = nearest(anchor, number, 1, future)
    return found[:7] if found else None


def resolve_ago(match: re.Match[str], anchor: date | None, _: bool) -> str | None:
    """Return the day, month or year so long ago; "a few days ago" is any of some days."""
    if anchor is None:
        return None
    words, unit = match["count"].lower(), match["unit"]
    least, most = VAGUE_COUNTS.get(words, (0, 0))
    if not most:
        least = most = int(words) if words.isdigit() else COUNTS.index(words)
    if unit == "day":
        first, last = anchor - timedelta(most), anchor - timedelta(least)
        return first.isoformat() if first == last else join_prefix(first, last)
    if unit == "week":
        first = anchor - timedelta(7 * most + 3)
        return join_prefix(first, anchor - timedelta(7 * least - 3))
    if unit == "year":
        return f"{anchor.year - least:04d}" if least == most else None
    months = anchor.year * 12 + anchor.month - 1 - least
    return f"{months // 12:04d}-{months % 12 + 1:02d}" if least == most else None


COUNTS = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
VAGUE_COUNTS = {
    "a": (1, 1), "a few": (2, 6), "several": (3, 8), "some": (2, 8), "a couple of": (2, 2),
}  # fmt: skip


def resolve_held(match: re.Match[str], anchor: date | None, future: bool) -> str | None:
    """Return the month or year of an occasion: "a June report", "her 2003 book"."""
    if match["heldbare"]:
        return match["heldbare"]
    number = find_month(match["heldmonth"])
    if match["heldyear"]:
        return f"{match['heldyear']}-{number:02d}"
    found = nearest(anchor, number, 1, future)
    return found[:7] if found else None


def resolve_bare_year(match: re.Match[str], _: date | None, __: bool) -> str | None:
    """Return the year named."""
    return match["bareyear"]


def find_month(name: str) -> int:
    """Return the number of the month, spelt out or cut short."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def join_prefix(first: date, last: date) -> str | None:
    """Return the longest ISO prefix that holds both days; none does over a New Year."""
    if first.year != last.year:
        return None
    return first.isoformat()[: 7 if first.month == last.month else 4]


RESOLVERS: dict[str, Callable[[re.Match[str], date | None, bool], str | None]] = {
    "lastnight": shift_days(-1), "today": shift_days(0), "tomorrow": shift_days(1),
    "weekend": resolve_weekend, "week": resolve_week, "month": resolve_month,
    "year": resolve_year, "dmy": resolve_dated("day", "dmonth", "dyear"),
    "mdy": resolve_dated("mday", "mmonth", "myear"), "in": resolve_named_month,
    "inbare": resolve_bare_year, "ago": resolve_ago, "held": resolve_held,
    "weekday": resolve_weekday,
}  # fmt: skip
