"""A saved page comes in; a draft of its article goes out, as plain text with zones over it.

The main text is trafilatura's, of a tree without captions; headline, byline, dates and outlet are
what the page declares (schema.org data, meta elements), else what it shows.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.articles.blocks import find_blocks
from onrecord.articles.build import Draft
from onrecord.articles.compose import compose, whole
from onrecord.articles.dates import FoundDate, find_dates
from onrecord.articles.fields import Fields, clean, read_date_field, read_fields
from onrecord.articles.furniture import kind_of_comment
from onrecord.articles.layout import Layout, plain_words
from onrecord.articles.markup import (
    drop_dead,
    is_large,
    parse_page,
    read_declared,
    read_lines,
    read_meta,
    words_of,
)
from onrecord.articles.outlets import clean_url
from onrecord.articles.settings import DateOrder
from onrecord.articles.types import ZoneKind
from onrecord.articles.vocabulary import class_pattern
from onrecord.articles.zones import build_zones, lay_out

_CAPTION_WORDS = 90
_ABOVE = 40
_PROSE_WORDS = 25
_PROSE_PARAGRAPHS = 4
_LINES = ("p", "li", "h2", "h3", "h4", "blockquote")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "sailthru.date",
    "parsely-pub-date", "publish-date", "publication_date", "article.published",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_DAY_FIRST = ("GB", "IE", "AU", "NZ", "IN", "ZA")
_SITE = re.compile(r"\s+(?:[|–—·»]|-{1,2})\s+[^|–—·»]{2,40}$")


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a caption, and the lines that stand above it on the page."""

    words: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the article on a page, or is declared of it."""

    title: str | None
    standfirst: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    dates: tuple[FoundDate, ...]


def read_page(path: str, raw: bytes, text: str) -> Draft | None:
    """Return the draft of the article on a page, ``None`` where no text is found on it."""
    tree = parse_page(text)
    if tree is None:
        return None
    declared = read_fields(unescape(read_declared(tree)))
    meta = read_meta(tree, text)
    drop_dead(tree)
    large = is_large(tree)
    head = find_head(tree, declared, meta)
    captions = [] if large else take_captions(tree)
    links = set() if large else find_link_blocks(tree)
    fallback = find_shown_date(tree, head.url) if not (large or head.dates) else []
    main, comments = (read_lines(tree), []) if large else find_main_text(tree, declared)
    lines = [line for line in main if plain_words(line) != plain_words(head.title or "")]
    if not lines:
        return None
    body = "\n\n".join(place_captions(lines, captions))
    blocks = find_blocks(body)
    layout = lay_out(blocks, headline=head.title or "", marked_up=True)
    mark_blocks(layout, links, "boilerplate")
    mark_blocks(layout, {caption.words for caption in captions}, "caption")
    composed, zones = compose(
        [
            whole("headline", head.title),
            whole("standfirst", head.standfirst) if head.standfirst not in main else None,
            whole("byline", head.byline) if "byline" not in layout.kinds else None,
            (body, build_zones(layout)),
            *(whole(kind_of_comment(line), line) for line in comments),
        ]
    )
    return Draft(
        path=path,
        raw=raw,
        text=composed,
        zones=zones,
        headline=head.title,
        standfirst=head.standfirst,
        byline=head.byline or layout.byline,
        outlet=head.outlet,
        url=head.url,
        section=_first(declared.section, meta.get("article:section")),
        language=(declared.language or tree.get("lang") or "")[:2].lower() or None,
        dates=(*head.dates, *layout.dates, *fallback),
        date_lines=tuple(layout.date_lines),
        habit=_habit(tree.get("lang") or meta.get("og:locale")),
    )


def _habit(locale: str | None) -> DateOrder | None:
    """Return the order of dates where a page says that it is in British English or its kin."""
    return "dmy" if locale and locale[-2:].upper() in _DAY_FIRST else None


def read_fragment(text: str) -> tuple[list[str], list[Caption]]:
    """Return the lines of a piece of HTML, as fields of tables hold it, and its captions."""
    tree = parse_page(text)
    if tree is None:
        return [], []
    drop_dead(tree)
    captions = [] if is_large(tree) else take_captions(tree)
    return read_lines(tree), captions


def find_head(tree: Any, declared: Fields, meta: dict[str, str]) -> Head:
    """Return what stands above the article, as declared, else as shown; takes out the summary."""
    title = find_title(tree, declared, meta)
    return Head(
        title=title,
        standfirst=take_standfirst(tree, title, declared, meta),
        byline=find_byline(tree, declared, meta),
        outlet=_first(meta.get("og:site_name"), declared.outlet),
        url=find_url(declared, meta),
        dates=tuple(find_declared_dates(declared, meta)),
    )


def unescape(value: dict[str, Any]) -> dict[str, Any]:
    """Return declared data with the character references that some sites leave in it resolved."""
    return {k: html.unescape(v) if isinstance(v, str) else v for k, v in value.items()}


def find_main_text(tree: Any, declared: Fields) -> tuple[list[str], list[str]]:
    """Return the lines of the main text, and those of readers' comments.

    Where the page shows less than half of the text that it declares, what it declares is read;
    where trafilatura finds nothing, all that reads like a sentence.
    """
    from trafilatura import bare_extraction

    plain = read_lines(tree)
    drop_clutter(tree)
    try:
        found: Any = bare_extraction(tree, fast=True, include_comments=True)
    except Exception:  # trafilatura raises whatever its own parsers meet
        found = None
    text = clean(found.text or "") if found else ""
    comments = clean(found.comments or "") if found else ""
    if len(text) < 0.5 * len(declared.text):
        text = declared.text
    return _lines(text) or [line for line in plain if len(line.split()) >= 5], _lines(comments)


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def take_captions(tree: Any) -> list[Caption]:
    """Take the captions out of the tree and return them, each once, in the order of the page."""
    found: dict[str, Caption] = {}
    above: list[str] = []
    for node in list(tree.iter()):
        if not isinstance(node.tag, str):
            continue
        if not _is_caption(node):
            if node.tag in _LINES:
                above.append(plain_words(words_of(node)))
            continue
        words = words_of(node)
        if len(words.split()) <= _CAPTION_WORDS and node.getparent() is not None:
            if len(words.split()) >= 3:
                found.setdefault(words, Caption(words, tuple(above[-_ABOVE:])))
            node.drop_tree()
    return list(found.values())


def place_captions(lines: list[str], captions: list[Caption]) -> list[str]:
    """Return the lines with each caption below the last line that stands above it on the page."""
    places = {plain_words(line): index for index, line in enumerate(lines)}
    below: dict[int, list[str]] = {}
    last = -1
    for caption in captions:
        above = (places[line] for line in reversed(caption.above) if line in places)
        last = next(above, last)
        below.setdefault(last, []).append(caption.words)
    placed = list(below.get(-1, []))
    for index, line in enumerate(lines):
        placed += [line, *below.get(index, [])]
    return placed


def _is_caption(node: Any) -> bool:
    if node.tag == "figcaption":
        return True
    marked = node.tag in ("div", "p", "span", "dd", "cite", "small", "em")
    return marked and class_pattern("caption").search(_names(node)) is not None


def _names(node: Any) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"


def drop_clutter(tree: Any) -> None:
    """Take out what is never part of an article, unless it holds paragraphs as an article does."""
    pattern = class_pattern("clutter")
    most = 0.3 * len(words_of(tree))
    for node in list(tree.iter("div", "section", "aside", "ul", "span", "p", "a", "li", "form")):
        marked = pattern.search(_names(node)) and node.getparent() is not None
        if marked and len(words_of(node)) < most and not _holds_prose(node):
            node.drop_tree()


def _holds_prose(node: Any) -> bool:
    long = (p for p in node.iter("p") if len(words_of(p).split()) >= _PROSE_WORDS)
    return next(islice(long, _PROSE_PARAGRAPHS - 1, None), None) is not None


def find_link_blocks(tree: Any) -> set[str]:
    """Return the words of the paragraphs and list items that are nothing but links."""
    found = set()
    for node in tree.iter("li", "p", "h2", "h3", "h4", "h5"):
        inner = [link for link in node.iter("a") if link.get("href")]
        if inner and (words := words_of(node)):
            linked = sum(len(words_of(link)) for link in inner)
            if linked >= 0.9 * len(words):
                found.add(words)
    return found


def mark_blocks(layout: Layout, texts: set[str], kind: ZoneKind) -> None:
    """Say that the blocks with these words are of ``kind``, as their markup shows."""
    for index, block in enumerate(layout.blocks):
        if layout.kinds[index] != "comment" and block.text in texts:
            layout.kinds[index] = kind


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
    """Return a byline without the word before it and the date behind it."""
    names = re.split(r"\b(?:published|updated|posted|last modified)\b", words, flags=re.I)[0]
    return re.sub(r"^by:?\s+", "", " ".join(names.split()), flags=re.I).strip(" ,|") or None


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
            summary = class_pattern("standfirst").search(_names(node)) or (
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


def find_declared_dates(declared: Fields, meta: dict[str, str]) -> list[FoundDate]:
    """Return when the page says that the article was published and modified."""
    published = _first(declared.published, *(meta.get(name) for name in _PUBLISHED))
    updated = _first(declared.updated, *(meta.get(name) for name in _UPDATED))
    return [*read_date_field(published), *read_date_field(updated, updated=True)]


def find_shown_date(tree: Any, url: str | None) -> list[FoundDate]:
    """Return the date that htmldate finds on a page that declares none.

    Where the page shows it in numbers only, both readings are kept, for the evidence to settle.
    """
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


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value and value.strip()), None)
