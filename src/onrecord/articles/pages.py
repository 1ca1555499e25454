"""A saved page comes in; a draft of its article goes out, as plain text with zones over it.

The main text is trafilatura's, of a tree without captions; headline, byline, dates and outlet are
what the page declares (schema.org data, meta elements), else what it shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from onrecord.articles.blocks import find_blocks
from onrecord.articles.build import Draft
from onrecord.articles.compose import compose, whole
from onrecord.articles.dates import FoundDate
from onrecord.articles.fields import Fields, clean, read_date_field, read_fields
from onrecord.articles.markup import drop_dead, parse_page, read_declared, read_meta, words_of
from onrecord.articles.outlets import clean_url
from onrecord.articles.zones import build_zones, lay_out

_CAPTION_WORDS = 90
_CAPTION = re.compile(r"(?:^|[\s_-])(?:\w*caption|photo-?credit|image-?credit)(?:$|[\s_-])", re.I)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|stand-first|sub-?head(?:line|ing)?|deck?|dek|"
    r"article-?(?:intro|summary)|strapline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author-?name|article-?author)(?:$|[\s_-])", re.I)
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "sailthru.date",
    "parsely-pub-date", "publish-date", "publication_date", "article.published",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_SITE = re.compile(r"\s+(?:[|–—·»]|-{1,2})\s+[^|–—·»]{2,40}$")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows, apart: main paragraphs, captions, comments of readers."""

    text: str
    captions: tuple[str, ...]
    comments: str


def read_page(path: str, raw: bytes, text: str) -> Draft | None:
    """Return the draft of the article on a page, ``None`` where no text is found on it."""
    tree = parse_page(text)
    if tree is None:
        return None
    declared = read_fields(read_declared(tree))
    meta = read_meta(tree)
    drop_dead(tree)
    title = find_title(tree, declared, meta)
    byline = find_byline(tree, declared, meta)
    standfirst = find_standfirst(tree, declared, meta)
    page = find_main_text(tree, declared)
    if not page.text.strip():
        return None
    return _draft(path, raw, page, title, byline, standfirst, declared, meta, tree)


def _draft(
    path: str,
    raw: bytes,
    page: Page,
    title: str | None,
    byline: str | None,
    standfirst: str | None,
    declared: Fields,
    meta: dict[str, str],
    tree: Any,
) -> Draft:
    blocks = find_blocks(page.text)
    layout = lay_out(blocks, headline=title, marked_up=True)
    inside = set(layout.kinds)
    composed, zones = compose(
        [
            whole("headline", title) if "headline" not in inside else None,
            whole("standfirst", standfirst) if standfirst and standfirst not in page.text else None,
            whole("byline", byline) if "byline" not in inside else None,
            (page.text, build_zones(layout)),
            *(whole("caption", caption) for caption in page.captions),
            *(whole("comment", line) for line in page.comments.split("\n")),
        ]
    )
    dates = [*find_declared_dates(declared, meta), *layout.dates]
    return Draft(
        path=path,
        raw=raw,
        text=composed,
        zones=zones,
        headline=title,
        standfirst=standfirst,
        byline=byline or layout.byline,
        outlet=_first(meta.get("og:site_name"), declared.outlet),
        url=find_url(declared, meta),
        section=_first(declared.section, meta.get("article:section")),
        language=(declared.language or tree.get("lang") or "")[:2].lower() or None,
        dates=tuple(dates or find_shown_date(tree, find_url(declared, meta))),
        date_lines=tuple(layout.date_lines),
    )


def find_main_text(tree: Any, declared: Fields) -> Page:
    """Return the main text with captions and comments apart.

    Where the page shows less than half of the text that it declares, what it declares is read.
    """
    from trafilatura import bare_extraction

    captions = take_captions(tree)
    try:
        found: Any = bare_extraction(tree, fast=True, include_comments=True)
    except Exception:  # trafilatura raises whatever its own parsers meet
        found = None
    text = clean(found.text or "") if found else ""
    comments = clean(found.comments or "") if found else ""
    if len(text) < 0.5 * len(declared.text):
        text = declared.text
    return Page("\n\n".join(_lines(text)), tuple(captions), "\n".join(_lines(comments)))


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def take_captions(tree: Any) -> list[str]:
    """Take the captions out of the tree and return their words, each once."""
    found: dict[str, None] = {}
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or not _is_caption(node):
            continue
        words = words_of(node)
        if len(words.split()) <= _CAPTION_WORDS and node.getparent() is not None:
            if len(words.split()) >= 3:
                found[words] = None
            node.drop_tree()
    return list(found)


def _is_caption(node: Any) -> bool:
    if node.tag == "figcaption":
        return True
    names = f"{node.get('class') or ''} {node.get('itemprop') or ''}"
    return node.tag in ("div", "p", "span", "dd", "cite", "small", "em") and bool(
        _CAPTION.search(names)
    )


def find_title(tree: Any, declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the headline: as declared, or the page's only first heading, or its title."""
    headings = [w for node in tree.iter("h1") if (w := words_of(node))]
    given = _first(declared.title, meta.get("og:title"), meta.get("twitter:title"))
    if given:
        given = " ".join(given.split())
        shown = next((h for h in headings if h in given or given in h), None)
        return shown if shown and len(shown.split()) >= 3 else _without_site(given)
    if len(headings) == 1:
        return headings[0]
    title = tree.find(".//title")
    return _without_site(words_of(title)) if title is not None and words_of(title) else None


def _without_site(title: str) -> str:
    short = _SITE.sub("", title)
    return short if len(short.split()) >= 3 else title


def find_byline(tree: Any, declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the reporters' names: as declared, or from an element marked as byline."""
    given = _first(declared.author, meta.get("author"), meta.get("article:author"))
    if given and not clean_url(given) and len(given) < 150:
        return re.sub(r"^by\s+", "", " ".join(given.split()), flags=re.IGNORECASE)
    for node in tree.iter("span", "div", "p", "a", "address"):
        names = f"{node.get('class') or ''} {node.get('rel') or ''} {node.get('itemprop') or ''}"
        if _BYLINE.search(names) or node.get("rel") == "author":
            words = words_of(node)
            if 0 < len(words.split()) <= 12:
                return re.sub(r"^by\s+", "", words, flags=re.IGNORECASE)
    return None


def find_standfirst(tree: Any, declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the summary under the headline, if the page shows it in an element of its own."""
    told = {" ".join(t.split()) for t in (declared.standfirst, meta.get("og:description")) if t}
    for node in tree.iter("h2", "p", "div", "span"):
        marked = _STANDFIRST.search(f"{node.get('class') or ''} {node.get('itemprop') or ''}")
        if not marked and not told:
            continue
        words = words_of(node) if marked or len(node) <= 3 else ""
        if (marked and 5 <= len(words.split()) <= 70) or (words in told and node.tag == "h2"):
            return words
    return None


def find_url(declared: Fields, meta: dict[str, str]) -> str | None:
    """Return the page's own address, if it is one that is safe to follow."""
    given = (meta.get("canonical"), meta.get("og:url"), declared.url)
    return next((url for value in given if (url := clean_url(value))), None)


def find_declared_dates(declared: Fields, meta: dict[str, str]) -> list[FoundDate]:
    """Return when the page says that the article was published and modified."""
    published = _first(declared.published, *(meta.get(name) for name in _PUBLISHED))
    updated = _first(declared.updated, *(meta.get(name) for name in _UPDATED))
    return [*read_date_field(published), *read_date_field(updated, updated=True)]


def find_shown_date(tree: Any, url: str | None) -> list[FoundDate]:
    """Return the date that htmldate finds on a page that declares none."""
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False, url=url)
    except Exception:  # htmldate raises whatever its own parsers meet
        return []
    return [FoundDate(0, 0, found, found)] if found else []


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value and value.strip()), None)
