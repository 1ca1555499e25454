"""A mapping with named fields comes in; the parts of an article that it holds go out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from onrecord.articles.dates import FoundDate, find_dates
from onrecord.articles.vocabulary import load

_DEPTH = 6
_PROSE = ("text", "rendered", "@value", "value", "content", "body", "html")
_NAME = ("name", "text", "rendered", "@value", "value", "title", "url", "@id")


@dataclass(frozen=True, slots=True)
class Fields:
    """The parts of one article as its fields give them; ``text`` may be empty."""

    text: str = ""
    title: str | None = None
    standfirst: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    caption: str | None = None


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Return for each known name the part that it holds and how telling it is."""
    return {
        name: (part, rank)
        for part, names in load("fields.yaml").items()
        for rank, name in enumerate(names)
    }


def part_of(name: object) -> tuple[str, int] | None:
    """Return the part that a field called ``name`` holds, and its rank, if it holds one."""
    return _names().get(re.sub(r"[\W_]", "", str(name).casefold())) if name is not None else None


def read_fields(row: Mapping[Any, Any]) -> Fields:
    """Return the parts of an article that ``row`` holds; where two fields vie, the more telling."""
    found: dict[str, tuple[int, str]] = {}
    for name, value in row.items():
        known = part_of(name)
        inner = _PROSE if known and known[0] == "text" else _NAME
        words = clean(_flatten(value, inner, _DEPTH)) if known else ""
        if known and words and (known[0] not in found or known[1] < found[known[0]][0]):
            found[known[0]] = (known[1], words)
    return Fields(**{part: words for part, (_, words) in found.items()})


def find_rows(value: Any, depth: int = _DEPTH) -> Iterator[Any]:
    """Yield the articles in what a JSON file held: one, a list, or a list inside a wrapper."""
    if isinstance(value, list):
        for item in value:
            yield from find_rows(item, depth - 1) if isinstance(item, list) and depth else (item,)
    elif isinstance(value, Mapping) and depth and not read_fields(value).text:
        inner = [v for v in value.values() if _holds_rows(v, depth - 1)]
        if inner:
            for item in inner:
                yield from find_rows(item, depth - 1)
        else:
            yield value
    else:
        yield value


def _holds_rows(value: Any, depth: int) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, Mapping) and _holds_text(item) for item in value[:50])
    return (
        depth > 0
        and isinstance(value, Mapping)
        and (_holds_text(value) or any(_holds_rows(v, depth - 1) for v in value.values()))
    )


def _holds_text(row: Mapping[Any, Any]) -> bool:
    return any((known := part_of(name)) and known[0] == "text" for name in row)


def _flatten(value: Any, names: tuple[str, ...], depth: int) -> str:
    """Return the words in ``value``: of a list all, of a mapping those under one of ``names``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth == 0:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        inner = (_flatten(value[name], names, depth - 1) for name in names if name in value)
        return next((words for words in inner if words), "")
    if isinstance(value, list):
        parts = [words for item in value if (words := _flatten(item, names, depth - 1).strip())]
        long = any(len(part) > 60 for part in parts)
        return ("\n\n" if long else ", ").join(parts)
    return ""


def clean(text: str) -> str:
    """Return ``text`` without what no database keeps: lone surrogates and null characters."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def read_date_field(value: str | None, *, updated: bool = False) -> list[FoundDate]:
    """Return the date that a field holds: written in any usual way, or seconds since 1970."""
    value = (value or "").strip()[:80]
    if not value:
        return []
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", value):
        seconds = float(value) / (1000 if len(value.partition(".")[0]) > 10 else 1)
        iso = datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return [FoundDate(0, len(value), iso, iso, updated)]
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", value)
    dates = find_dates("-".join(compact.groups()) if compact else value)
    if not dates and re.fullmatch(r"(?:1[6-9]|20)\d\d", value):
        return [FoundDate(0, 4, value, value, updated)]
    return [replace(d, updated=updated) for d in dates[:1]] or (_parse(value, updated=updated))


def _parse(value: str, *, updated: bool) -> list[FoundDate]:
    """Leave what no pattern fits, such as month names of other languages, to dateparser."""
    if not re.search(r"\d{4}", value):
        return []
    from dateparser import parse

    try:
        found = parse(value, settings={"REQUIRE_PARTS": ["year", "month", "day"]})
    except (ValueError, OverflowError, RecursionError):
        return []
    iso = found.date().isoformat() if found and 1600 <= found.year <= 2100 else None
    return [FoundDate(0, len(value), iso, iso, updated)] if iso else []
