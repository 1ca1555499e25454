"""The main text of a page, with captions, links and comments told apart by their markup."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.articles.blocks import find_blocks
from onrecord.articles.fields import Fields, clean
from onrecord.articles.layout import Layout, plain_words
from onrecord.articles.markup import drop_dead, is_large, names_of, parse_page, read_lines, words_of
from onrecord.articles.types import ZoneKind
from onrecord.articles.vocabulary import class_pattern
from onrecord.articles.zones import lay_out

_CAPTION_WORDS = 90
_ABOVE = 40
_PROSE_WORDS = 25
_PROSE_PARAGRAPHS = 4
_LINES = ("p", "li", "h2", "h3", "h4", "blockquote")


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a caption, and the lines that stand above it on the page."""

    words: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Main:
    """What a page holds: its lines, its captions, lines that are but links, readers' comments."""

    lines: list[str]
    captions: list[Caption]
    links: frozenset[str]
    comments: list[str]


def find_main(tree: Any, declared: Fields) -> Main:
    """Take a page apart; a page too large for that is read line by line."""
    if is_large(tree):
        return Main(read_lines(tree), [], frozenset(), [])
    captions = take_captions(tree)
    links = frozenset(find_link_blocks(tree))
    lines, comments = find_main_text(tree, declared)
    return Main(lines, captions, links, comments)


def lay_out_main(main: Main, title: str | None) -> tuple[str, Layout]:
    """Return the text with captions in their places, and what each of its lines is."""
    printed = plain_words(title or "")
    lines = [line for line in main.lines if plain_words(line) != printed]
    text = "\n\n".join(place_captions(lines, main.captions))
    layout = lay_out(find_blocks(text), headline=title or "", marked_up=True)
    mark_blocks(layout, main.links, "boilerplate")
    mark_blocks(layout, {caption.words for caption in main.captions}, "caption")
    return text, layout


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


def _is_caption(node: Any) -> bool:
    if node.tag == "figcaption":
        return True
    marked = node.tag in ("div", "p", "span", "dd", "cite", "small", "em")
    return marked and class_pattern("caption").search(names_of(node)) is not None


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


def drop_clutter(tree: Any) -> None:
    """Take out what is never part of an article, unless it holds paragraphs as an article does."""
    pattern = class_pattern("clutter")
    most = 0.3 * len(words_of(tree))
    for node in list(tree.iter("div", "section", "aside", "ul", "span", "p", "a", "li", "form")):
        marked = pattern.search(names_of(node)) and node.getparent() is not None
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


def mark_blocks(layout: Layout, texts: Collection[str], kind: ZoneKind) -> None:
    """Say that the blocks with these words are of ``kind``, as their markup shows."""
    for index, block in enumerate(layout.blocks):
        if layout.kinds[index] != "comment" and block.text in texts:
            layout.kinds[index] = kind


def read_fragment(text: str) -> tuple[list[str], list[Caption]]:
    """Return the lines of a piece of HTML, as fields of tables hold it, and its captions."""
    tree = parse_page(text)
    if tree is None:
        return [], []
    drop_dead(tree)
    captions = [] if is_large(tree) else take_captions(tree)
    return read_lines(tree), captions
