"""A line comes in; the reporters that it names go out, or nothing if it is no byline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.articles.dates import find_dates, read_date_line, words_beside
from onrecord.articles.outlets import is_outlet_line
from onrecord.articles.vocabulary import pattern

_NAME = r"(?:[A-Z][\w.'’-]*|de|da|di|du|van|von|der|den|le|la|al|el|bin|ap)"
_PERSON = re.compile(rf"[A-Z][\w.'’-]*(?: {_NAME}){{1,4}}")
_BY = re.compile(
    r"(?:(?:written|posted|words|report|story|exclusive|interview|analysis|opinion) )?by"
    r"\b[:\s]+(?=\S)",
    re.IGNORECASE,
)
_FROM = re.compile(r"from (?=[A-Z][\w.'’-]+ [\w.'’ -]+? in [A-Z])", re.IGNORECASE)
_PARTS = re.compile(
    r"\s*[,;|/•·(@]\s*|\s+[–—-]\s+|\s+(?:in|at|for|of|on)\s+"
    r"|\s+(?=(?:published|updated|posted)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|&|with)\s+", re.IGNORECASE)
_DESK = re.compile(
    r"(?:(?:daily|evening|sunday|morning|weekly|our|the|press|news|online|web|staff)\b[\w'’ ]*? ?)?"
    r"(?:staff|reporters?|correspondents?|agencies|team|desk)",
    re.IGNORECASE,
)
_TRADE_BEFORE = re.compile(
    r"(?:[a-z]+ ){0,4}(?:reporter|correspondent|editor|writer|columnist|analyst)s? (?=[A-Z])"
)
_STOPPED = re.compile(r"[a-z)”’]{2}[.!?]\s+[A-Z“\"'‘]")
_MAIL = re.compile(r"\s*\S+@\S+\.\S+")
_LONGEST = 28


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line between commas and the like."""

    start: int
    end: int
    text: str


def read_byline(text: str) -> str | None:
    """Return the names in a byline as they are printed, ``None`` if ``text`` is none.

    A byline opens with 'By', or is a name with a trade: 'Jane Roe, Political Editor'. A date may
    stand before it ('15 October 2021, by Jane Roe') or behind it.
    """
    text = _after_date(text.replace("*", " ").strip())  # Markdown's marks of emphasis
    if len(text) > 200 or len(text.split()) > _LONGEST or _STOPPED.search(text[6:]):
        return None
    opened = _BY.match(text) or _FROM.match(text)
    if opened:
        rest = _MAIL.sub("", text[opened.end() :])
        dates = find_dates(rest)
        names = rest[: dates[0].start if dates else None].strip(" .,|")
        return _after_by(names.removesuffix(" on"))
    return None if text.endswith((".", "?", "!", ":")) else _with_trade(_before_date(text))


def _after_date(text: str) -> str:
    """Return what follows the date that opens a line, if that is a byline's opening."""
    dates = find_dates(text) if len(text) <= 200 else []
    if not dates:
        return text
    before, *_, after = words_beside(text, dates[:1]).split("\0")
    rest = after.lstrip(" ,|•·-–—")
    return rest if not before.strip() and _BY.match(rest) else text


def _before_date(text: str) -> str:
    """Return a line without the date at its end."""
    dates = find_dates(text)
    if not dates:
        return text
    before = words_beside(text, dates).partition("\0")[0]
    return before.rstrip(" ,|•·-–—") or text


def _after_by(line: str) -> str | None:
    line = _TRADE_BEFORE.sub("", line)
    parts = _split(line)
    if parts and _are_people(parts[0].text):
        return line[: _last_of(parts)]
    first = parts[0].text if parts else ""
    return first if _DESK.fullmatch(first) else _before_trade(first)


def _with_trade(line: str) -> str | None:
    parts = _split(line)
    if not parts or len(parts) > 4:
        return None
    if not _are_people(parts[0].text):
        return _before_trade(parts[0].text)
    return line[: _last_of(parts)] if len(parts) > 1 and _is_trade(parts[1].text) else None


def _last_of(parts: list[_Part]) -> int:
    """Return where the last name ends, trades between names being passed over."""
    end = parts[0].end
    for part in parts[1:]:
        name = re.sub(r"^and\s+", "", part.text)
        if _are_people(name) and not is_outlet_line(name):
            end = part.end
        elif not _is_trade(part.text):
            break
    return end


def is_name(text: str) -> bool:
    """Say whether a line is nothing but the names of people."""
    return len(text) < 80 and _are_people(text) and len(text.split()) <= 8


def is_trade_line(text: str) -> bool:
    """Say whether a line is nothing but a trade, and perhaps an outlet or place."""
    parts = _split(text)
    return len(text) < 80 and bool(parts) and _is_trade(parts[0].text)


def _before_trade(text: str) -> str | None:
    """Read 'Jane Roe Political Correspondent', where only the sense parts name and trade."""
    words = text.split()
    for cut in range(2, min(9, len(words))):
        name, trade = " ".join(words[:cut]), " ".join(words[cut:])
        if _are_people(name) and _is_trade(trade):
            return name
    return None


def _split(line: str) -> list[_Part]:
    parts = []
    start = 0
    for mark in [*_PARTS.finditer(line), None]:
        end = mark.start() if mark else len(line)
        if line[start:end].strip():
            parts.append(_Part(start, end, line[start:end].strip()))
        start = mark.end() if mark else end
    return parts


def _are_people(text: str) -> bool:
    text = text.title() if text.isupper() else text
    people = _AND.split(text)
    named = [p for p in people if _PERSON.fullmatch(p) and not _is_trade(p) and not _has_trade(p)]
    return bool(named) and all(p in named or _DESK.fullmatch(p) for p in people)


def _has_trade(text: str) -> bool:
    words = text.split()
    return any(_is_trade(" ".join(words[cut:])) for cut in range(2, len(words))) or bool(
        _DESK.fullmatch(text) or read_date_line(text)
    )


def _is_trade(text: str) -> bool:
    return pattern("roles").fullmatch(text.strip(" .")) is not None
