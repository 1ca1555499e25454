"""A line comes in; the reporters that it names go out, or nothing if it is no byline."""

from __future__ import annotations

import re

from onrecord.articles.dates import find_dates
from onrecord.articles.vocabulary import patterns

_NAME = r"(?:[A-Z][\w.'’-]*|[a-z]{2,3}(?= [A-Z])|&)"
_PERSON = rf"{_NAME}(?: {_NAME}){{1,4}}"
_BY = re.compile(
    r"(?:(?:written |posted |words |report |story |exclusive |analysis |opinion )?by|from)"
    r"\b[:\s]+(?=\S)",
    re.IGNORECASE,
)
_NAMES = re.compile(rf"{_PERSON}(?:(?:, | and | & |; | with ){_PERSON})*")
_TAIL = re.compile(
    r"(?:,? (?:in|at|for|of) [A-Z][\w.' -]{2,40}|[,|/–—-] ?.{0,90}|\s*@\w+| \(.{0,60}\))*\.?$"
)
_SENTENCE = re.compile(r"[.!?]\s+[A-Z“\"'‘]|[.!?][\"”'’]?$")


def read_byline(text: str) -> str | None:
    """Return the names (and the trade, as printed) of a byline, ``None`` if ``text`` is none."""
    if len(text) > 200 or len(text.split()) > 28:
        return None
    opened = _BY.match(text)
    if opened:
        return _after_by(text[opened.end() :].strip(), strict=text[:4].lower() == "from")
    return _with_role(text)


def _after_by(rest: str, *, strict: bool) -> str | None:
    names = _NAMES.match(rest.title() if rest.isupper() else rest)
    if names is None:
        return _single(rest)
    tail = rest[names.end() :]
    if _SENTENCE.search(tail) and tail.strip(" ."):
        return None
    if tail and not (_TAIL.match(tail) or find_dates(tail) or _role(tail)):
        return None
    if strict and not tail.startswith(" in "):
        return None
    return rest[: names.end()].strip(" ,.|")


def _single(rest: str) -> str | None:
    """Accept a desk, as in 'By Daily Courier Reporter' or 'By staff', but no sentence."""
    line = rest.split("|")[0].strip(" .")
    usual = re.fullmatch(
        r"(?i)(?:[\w' ]{0,30} )?(?:staff|reporters?|correspondents?|agencies)", line
    )
    return line if usual else None


def _with_role(text: str) -> str | None:
    names = _NAMES.match(text)
    if names is None or text.endswith(("?", "!", ":")):
        return None
    line = re.split(r"[|•·]", text)[0].strip()
    tail = line[names.end() :].strip(" ,-–—.") if len(line) >= names.end() else ""
    if tail and _role(tail):
        return names[0].strip(" ,.")
    return _name_and_trade(line)


def _name_and_trade(line: str) -> str | None:
    """Read 'Jane Roe Political Correspondent', where the trade is in capitals too."""
    words = line.rstrip(".").split()
    for cut in (2, 3):
        if (
            len(words) > cut
            and _NAMES.fullmatch(" ".join(words[:cut]))
            and _role(" ".join(words[cut:]))
        ):
            return " ".join(words[:cut]).strip(" ,")
    return None


def _role(text: str) -> bool:
    trade = re.split(r" (?:in|at|for|of) |,|@|\(|\||–|—| - ", text.strip(" ,-–—.|"))[0].strip()
    return any(p.fullmatch(trade) for p in patterns("roles"))
