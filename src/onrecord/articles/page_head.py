"""What stands above the article on a page: as the page declares it, else as it shows it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.articles.bylines import read_byline
from onrecord.articles.dates import FoundDate, find_dates
from onrecord.articles.fields import Fields, read_date_field
from onrecord.articles.layout import plain_words
from onrecord.articles.markup import is_large, names_of, read_lines, words_of
from onrecord.articles.outlets import clean_url
from onrecord.articles.settings import DateOrder
from onrecord.articles.vocabulary import class_pattern

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "sailthru.date",
    "parsely-pub-date", "publish-date", "publication_date", "article.published",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_DAY_FIRST = ("GB", "IE", "AU", "NZ", "IN", "ZA")
_SITE = re.compile(r"\s+(?:[|–—·»]|-{1,2})\s+[^|–—·»]{2,40}$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the article on a page, or is declared of it."""

    title: str | None
    standfirst: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    section: str | None
    dates: tuple[FoundDate, ...]
    date_lines: tuple[str, ...]
    habit: DateOrder | None


def find_head(tree: Any, declared: Fields, meta: dict[str, str]) -> Head:
    """Return what stands above the article, as declared, else as shown; takes out the summary."""
    title = find_title(tree, declared, meta)
    url = find_url(declared, meta)
    published = _first(declared.published, *(meta.get(name) for name in _PUBLISHED))
    updated = _first(declared.updated, *(meta.get(name) for name in _UPDATED))
    dates = [*read_date_field(published), *read_date_field(updated, updated=True)]
    return Head(
        title=title,
        standfirst=take_standfirst(tree, title, declared, meta),
        byline=find_byline(tree, declared, meta),
        outlet=_first(meta.get("og:site_name"), declared.outlet),
        url=url,
        section=_first(declared.section, meta.get("article:section")),
        dates=tuple(dates or find_shown_date(tree, url)),
        date_lines=(published or "", updated or ""),
        habit=_habit(tree.get("lang") or meta.get("og:locale")),
    )


def find_title(tree: Any, declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the headline: as declared, or the page's only first heading, or its title."""
    nodes = islice(tree.iter("h1"), 20)
    headings = [w for node in nodes if len((w := words_of(node)).split()) >= 3]
    title = tree.find(".//title")
    named = _first(declared.title, meta.get("og:title"), meta.get("twitter:title"))
    named = named or (words_of(title) if title is not None else None)
    shown = max(headings, key=lambda h: _overlap(h, named or ""), default=None)
    lone = len(headings) == 1 and len(headings[0].split()) >= 5
    if shown and (lone or named is None or _overlap(shown, named) >= 0.3):
        return shown
    if named:
        return _without_site(" ".join(named.split()))
    return None


def _overlap(one: str, other: str) -> float:
    """Return the share of the words of ``one`` that ``other`` has."""
    words = set(plain_words(one).split())
    return len(words & set(plain_words(other).split())) / max(1, len(words))


def _without_site(title: str) -> str:
    short = _SITE.sub("", title)
    return short if len(short.split()) >= 3 else title


def find_byline(tree: Any, declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the reporters' names: as declared, or from an element marked as byline."""
    given = _first(declared.author, meta.get("author"), meta.get("article:author"))
    if given and not clean_url(given) and len(given) < 150:
        return clean_byline(given)
    for node in islice(tree.iter("span", "div", "p", "a", "address"), 5000):
        names = f"{node.get('class') or ''} {node.get('rel') or ''} {node.get('itemprop') or ''}"
        if class_pattern("byline").search(names) or node.get("rel") == "author":
            words = words_of(node)
            if 0 < len(words.split()) <= 12:
                return clean_byline(words)
    return None


def clean_byline(words: str) -> str | None:
    """Return a byline without the word before it and the date or rubric behind it."""
    names = re.split(r"\b(?:published|updated|posted|last modified)\b", words, flags=re.I)[0]
    line = re.sub(r"^by:?\s+", "", " ".join(names.split()), flags=re.I).strip(" ,|")
    several = "|" in line or find_dates(line)
    return (read_byline(f"By {line}") if several else None) or line or None


def take_standfirst(
    tree: Any, title: str | None, declared: Fields, meta: dict[str, str]
) -> str | None:
    """Take out the summary that stands in an element of its own right below the headline."""
    told = {" ".join(t.split()) for t in (declared.standfirst, meta.get("og:description")) if t}
    below = 0
    for node in islice(tree.iter("h1", "h2", "h3", "h4", "h5", "p", "div", "span"), 3000):
        words = words_of(node) if node.tag == "h1" or below else ""
        if node.tag == "h1" and title and plain_words(words) == plain_words(title):
            below = 1
        elif below:
            below += 1
            summary = class_pattern("standfirst").search(names_of(node)) or (
                words in told and node.tag in ("h2", "h3", "h4", "h5")
            )
            if summary and 4 <= len(words.split()) <= 70 and node.getparent() is not None:
                node.drop_tree()
                return words
        if below > 40:
            return None
    return None


def find_url(declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the page's own address, if it is one that is safe to follow."""
    given = (meta.get("canonical"), meta.get("og:url"), declared.url, meta.get("saved"))
    return next((url for value in given if (url := clean_url(value))), None)


def find_shown_date(tree: Any, url: str | None) -> list[FoundDate]:
    """Return the date that htmldate finds on a page that declares none.

    Where the page shows it in numbers only, both readings are kept, for the evidence to settle.
    """
    if is_large(tree):
        return []
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False, url=url)
    except Exception:  # htmldate raises whatever its own parsers meet
        return []
    if not found:
        return []
    shown = [d for line in read_lines(tree) for d in find_dates(line[:300]) if found in d.readings]
    plain = FoundDate(0, 0, found, found)
    return [next((d for d in shown if len(d.readings) == 1), shown[0] if shown else plain)]


def _habit(locale: str | None) -> DateOrder | None:
    """Return the order of dates where a page says that it is in British English or its kin."""
    return "dmy" if locale and locale[-2:].upper() in _DAY_FIRST else None


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value and value.strip()), None)


def unescape(value: dict[str, Any]) -> dict[str, Any]:
    """Return declared data with the character references that some sites leave in it resolved."""
    return {k: html.unescape(v) if isinstance(v, str) else v for k, v in value.items()}
