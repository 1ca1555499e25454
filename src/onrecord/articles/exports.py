"""What news databases write around a text is told: labels, codes, and where a document ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from onrecord.articles.dates import read_date_line
from onrecord.articles.fields import part_of
from onrecord.articles.layout import Layout
from onrecord.articles.types import ZoneKind
from onrecord.articles.vocabulary import load, matches

_HEAD = 20
_FEWEST = 2
_FEWEST_CODES = 4
_CODE_WORDS = 3
_FIELD = re.compile(r"([A-Za-z][A-Za-z _-]{1,24}):[ \t]+(?=\S)")
_CODE = re.compile(r"([A-Z]{2,3})(?:[ \t]+(?=\S)|$)")
_ZONES: dict[str, ZoneKind] = {
    "title": "headline",
    "standfirst": "standfirst",
    "author": "byline",
    "published": "dateline",
    "updated": "dateline",
    "text": "body",
}
_UNREAD = ("telling", "none", "text", "language")  # parts that no field of an article holds
_ENDS = re.compile(
    r"^(?:End of Document|Document [A-Z]{2,8}\w{14,})[ \t\r]*$"  # Nexis Uni; Factiva
    r"|^(?=[ \t]*\d+ of \d+ DOCUMENTS[ \t\r]*$)",  # LexisNexis, above each document
    re.MULTILINE,
)


def split_documents(text: str) -> list[str]:
    """Return the documents that a database wrote into one text; mostly that is one, the text."""
    cuts = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    kept = [piece for piece in pieces if any(character.isalpha() for character in piece)]
    return kept if len(kept) > 1 else [text]


def find_exported(layout: Layout) -> None:
    """Mark the lines around the report by the labels or codes that name what they hold."""
    if not _find_codes(layout):
        _find_labels(layout)
        _find_counted(layout)


def _find_labels(layout: Layout) -> None:
    """Mark lines such as 'Author: Jane Roe'.

    Two of them at least must open the text, else a label may be the headline's own; unless one
    of them is what only databases write ('LENGTH: 512 words'): then they stand anywhere in the
    head, and some below the text.
    """
    parts = {i: part for i in range(len(layout.blocks)) if (part := _part_of_line(layout, i))}
    if "telling" in parts.values():
        _mark_database(layout, parts)
        return
    known = [i for i, part in parts.items() if part != "none"]
    opening = [i for number, i in enumerate(known) if i == number and i < _HEAD]
    for index in opening if len(opening) >= _FEWEST else []:
        _mark(layout, index, parts[index], _FIELD)


def _mark_database(layout: Layout, parts: Mapping[int, str]) -> None:
    for index, part in parts.items():
        if index < _HEAD:
            _mark(layout, index, part, _FIELD)
        elif part in ("telling", "none", "language", "section"):
            layout.set(index, "boilerplate")
    for index, block in enumerate(layout.blocks[:_HEAD]):
        if block.text == "Body":
            layout.set(index, "boilerplate")


def _part_of_line(layout: Layout, index: int) -> str | None:
    """Name what a line holds by its label; 'none' for what is of no concern here."""
    text = layout.blocks[index].text
    label = _FIELD.match(text)
    if label is None:
        return None
    name = re.sub(r"[\W_]", "", label[1].casefold())
    lists = load("exports.yaml")
    if name in lists["telling"] or (
        name == "length" and matches("word_count", text[label.end() :])
    ):
        return "telling"
    if name in lists["labels"]:
        return "none"
    known = part_of(name)
    return known[0] if known and known[0] not in ("text", "caption") else None


def _find_codes(layout: Layout) -> bool:
    """Mark lines that open with codes, as 'HD' and 'LP'; say whether there are such."""
    codes = load("exports.yaml")["codes"]
    found = {
        index: codes[code[1]]
        for index, block in enumerate(layout.blocks)
        if (code := _CODE.match(block.text)) and code[1] in codes
    }
    if len({part for index, part in found.items() if index < _HEAD}) < _FEWEST_CODES:
        return False
    for index, part in found.items():
        _mark(layout, index, part, _CODE)
    return True


def _mark(layout: Layout, index: int, part: str, label: re.Pattern[str]) -> None:
    """Say what a line holds, and keep what it says behind its label."""
    block = layout.blocks[index]
    found = label.match(block.text)
    after = found.end() if found else 0
    if after == len(block.text):
        layout.kinds[index] = "boilerplate"  # a code on a line of its own
        return
    layout.kinds[index] = _ZONES.get(part, "boilerplate")
    if part not in _UNREAD:
        layout.labels.setdefault(part, block.text[after:])
    if part in _ZONES:
        layout.starts[index] = block.start + after


def _find_counted(layout: Layout) -> None:
    """Mark outlet, codes and language in a head that counts words and ends in a copyright.

    Factiva writes the date, the outlet, its code, the page and the language on lines of their own.
    """
    head = layout.blocks[:_HEAD]
    dates = [i for i, block in enumerate(head) if read_date_line(block.text)]
    rights = [i for i, block in enumerate(head) if matches("rights", block.text)]
    counted = any(matches("word_count", block.text) for block in head)
    if not (counted and dates and rights):
        return
    for index in range(dates[0] + 1, rights[0]):
        block = layout.blocks[index]
        if block.closed or block.words > 2 * _CODE_WORDS or matches("boilerplate", block.text):
            continue
        layout.outlet = layout.outlet or block.text
        layout.set(index, "boilerplate")
