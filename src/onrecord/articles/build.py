"""What was found in one article comes in; the Article, with notes on what is doubtful, goes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.articles.dates import FoundDate, find_dates, find_order, find_url_date
from onrecord.articles.dating import Dating, Evidence, build_dating
from onrecord.articles.language import find_language
from onrecord.articles.outlets import (
    clean_outlet,
    clean_url,
    find_outlet,
    known_outlet,
    order_of,
    order_of_outlet,
    outlet_of,
)
from onrecord.articles.problems import build_problem
from onrecord.articles.settings import DateOrder, Settings
from onrecord.articles.types import Article, Problem, Zone, ZoneKind, digest

_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before its dates, outlet and language are settled.

    ``dates`` are those that say when it appeared; ``date_lines`` the lines that they stand in;
    ``habit`` the order of day and month that goes with the place where it was printed.
    """

    path: str
    raw: bytes
    text: str
    zones: tuple[Zone, ...]
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    dates: tuple[FoundDate, ...] = ()
    date_lines: tuple[str, ...] = ()
    habit: DateOrder | None = None


def build_article(draft: Draft, settings: Settings) -> Iterator[Article | Problem]:
    """Yield the article, then a note for each thing about it that stays in doubt."""
    url = clean_url(draft.url)
    outlet = (
        known_outlet(url)
        or clean_outlet(draft.outlet)
        or outlet_of(url)
        or _printed_outlet(draft)
        or settings.outlet
    )
    dating = build_dating(draft.dates, _evidence(draft, url, outlet, settings))
    headline = draft.headline or _join(draft, "headline", " • ")
    language = find_language(_join(draft, "body", "\n") or draft.text) or draft.language
    yield Article(
        id=digest(headline or "", draft.text),
        path=draft.path,
        sha256=hashlib.sha256(draft.raw).hexdigest(),
        text=draft.text,
        zones=draft.zones,
        headline=headline,
        standfirst=draft.standfirst or _join(draft, "standfirst", " "),
        byline=draft.byline,
        outlet=outlet,
        url=url,
        section=draft.section,
        published=dating.published,
        updated=dating.updated,
        language=language,
    )
    yield from _notes(draft.path, dating, language)


def _notes(path: str, dating: Dating, language: str | None) -> Iterator[Problem]:
    if dating.published is None:
        yield build_problem(path, "no-date", "it does not say when it appeared.")
    if dating.doubt:
        day, month = dating.doubt
        message = f"its date may be {day} (day first) or {month} (month first); only"
        message += f" {dating.published or 'nothing'} is kept until date_order is set."
        yield build_problem(path, "ambiguous-date", message)
    if language not in ("en", None):
        yield build_problem(path, "not-english", f"its language seems to be '{language}'.")


def _join(draft: Draft, kind: ZoneKind, mark: str) -> str | None:
    parts = [draft.text[z.start : z.end] for z in draft.zones if z.kind == kind]
    return mark.join(" ".join(part.split()) for part in parts) or None


def _printed_outlet(draft: Draft) -> str | None:
    lines = (draft.text[z.start : z.end] for z in draft.zones if z.kind == "boilerplate")
    return next((name for line in lines if len(line) < 600 and (name := find_outlet(line))), None)


def _evidence(draft: Draft, url: str | None, outlet: str | None, settings: Settings) -> Evidence:
    return Evidence(
        proved=find_order(draft.date_lines) or find_order(_dated(draft.text, draft.dates)),
        known=tuple(filter(None, (find_url_date(url or ""), find_file_date(draft.path)))),
        habit=order_of(url) or order_of_outlet(outlet) or draft.habit,
        setting=settings.date_order,
    )


def _dated(text: str, dates: Sequence[FoundDate]) -> list[str]:
    """Return the other dates of the text, if there is a doubt that they might settle."""
    if not any(len(found.readings) > 1 for found in dates):
        return []
    return [text[found.start : found.end] for found in find_dates(text)]


def find_file_date(path: str) -> str | None:
    """Return the date in a file's name, as in ``2012-01-18-pay-cap.txt``."""
    name = path.replace("\\", "/").rpartition("/")[2]
    found = [dates[0].day_first for m in _FILE_DATE.finditer(name) if (dates := find_dates(m[0]))]
    return found[0] if len(set(found)) == 1 else None
