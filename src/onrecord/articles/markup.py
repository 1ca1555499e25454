"""HTML comes in; a tree without anything live in it goes out, and what the page declares."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from onrecord.articles.fields import clean

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|li|ul|table|td|section)\b[^<>]*>", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:news|reportage|opinion\w*|analysis\w*|review\w*|live\w*|blog|tech|scholarly)?"
    r"(?:article|posting|blogposting|report)\w*$",
    re.IGNORECASE,
)
_DEAD = ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas")
_NESTING = re.compile(
    r"</?(?!(?:p|h[1-6]|head|body|html|meta|title|script|style)\b)[a-z][^<>]*>", re.I
)
_LONG_TAG = re.compile(r"<([a-z][a-z0-9]*)\s[^<>]{20000,}>", re.IGNORECASE)
_SAVED = re.compile(r"saved (?:from url=\(\d+\)|with SingleFile\s+url:\s*)(https?://\S+)")
_SPACE = re.compile(r"\s+")
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
     "small", "span", "strong", "sub", "sup", "time", "u"),
)  # fmt: skip
MAX_DEPTH = 200
MAX_ELEMENTS = 30_000


def is_page(text: str) -> bool:
    """Say whether ``text`` is HTML: it opens as a page does, or is full of its tags."""
    head = text[:20_000]
    if not head.lstrip("\ufeff \t\r\n").startswith("<") and _TAG.search(head) is None:
        return False
    return _PAGE.search(head[:3000]) is not None or len(_TAG.findall(head)) >= 3


def parse_page(text: str) -> Any:
    """Return the tree of ``text`` with comments and instructions left out, ``None`` if it has none.

    Elements below a depth that no page reaches on purpose are folded into those above them.
    """
    from lxml import etree, html

    text = _LONG_TAG.sub(r"<\1>", clean(text))
    for source in (text, None):
        parser = html.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
        )
        try:
            raw = (_NESTING.sub(" ", text) if source is None else source).encode()
            tree = html.document_fromstring(raw, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
            return None
        if not any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log):
            break
    return flatten_deep(tree)


def flatten_deep(tree: Any) -> Any:
    """Fold what is nested deeper than ``MAX_DEPTH``, which recursive code could not walk."""
    depth = 0
    deep = []
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end" and depth >= MAX_DEPTH:
            deep.append(element)
    for element in deep:
        if element.getparent() is not None:
            element.drop_tag()
    return tree


def read_declared(tree: Any) -> dict[str, Any]:
    """Return the schema.org article that the page declares in JSON-LD, empty where none is."""
    best: dict[str, Any] = {}
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower():
            continue
        for item in _items(_load(node.text or ""), 6):
            if len(item) > len(best):
                best = dict(item)
    return best


def _load(text: str) -> Any:
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _items(item, depth - 1)
    elif isinstance(value, Mapping):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.match(kind) for kind in kinds):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if name in value:
                yield from _items(value[name], depth - 1)


def read_meta(tree: Any, text: str) -> dict[str, str]:
    """Return the first content of each meta element by its name or property, in lower case.

    The page's address is added as ``canonical``, or ``saved`` where a browser noted it.
    """
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        content = node.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), clean(content.strip()))
    if saved := _SAVED.search(text[:4000]):
        found["saved"] = clean(saved[1])
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            found.setdefault("canonical", clean(node.get("href")))
    return found


def drop_dead(tree: Any) -> None:
    """Take out of the tree all that runs or is never shown."""
    for node in list(tree.iter(*_DEAD)):
        if node.getparent() is not None:
            node.drop_tree()


def is_large(tree: Any) -> bool:
    """Say whether the tree has more elements than a page of news, so that only haste will do."""
    return next(islice(tree.iter(), MAX_ELEMENTS, None), None) is not None


def read_lines(tree: Any) -> list[str]:
    """Return the words of each block of the page, in time linear in its size."""
    from lxml import etree

    lines: list[str] = []
    pieces: list[str] = []

    def flush() -> None:
        if words := _SPACE.sub(" ", clean("".join(pieces))).strip():
            lines.append(words)
        pieces.clear()

    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if node.tag not in _INLINE:
            flush()
        text = node.text if event == "start" else node.tail
        pieces.append(text or "")
    flush()
    return lines


def words_of(node: Any) -> str:
    """Return the words of an element on one line."""
    return _SPACE.sub(" ", clean("".join(node.itertext()))).strip()


def names_of(node: Any) -> str:
    """Return the class, id and itemprop of an element, which often name what it holds."""
    return f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"
