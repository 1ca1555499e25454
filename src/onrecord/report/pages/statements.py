"""The table of all statements: pages to read, and the same rows as data to filter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.report.materials import Materials
from onrecord.report.quotes import Quote, build_quote
from onrecord.report.sheet import Leaf, Sheet, cut, turn_leaves

PER_LEAF = 200
PER_SCRIPT = 2500


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """A part of the table; the first page also filters all of it, from ``scripts``."""

    quotes: tuple[Quote, ...]
    total: int
    leaf: Leaf
    scripts: tuple[str, ...]
    acts: tuple[str, ...]
    outlets: tuple[str, ...]


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the table from the latest statement back, as many files as it fills."""
    total = len(materials.statements)
    acts = tuple(sorted(materials.statements.values("act")))
    outlets = tuple(sorted({line.outlet for line in materials.lines.values()}))
    rows = reversed(materials.statements)
    for file, leaf, batch in turn_leaves("statements", rows, total, PER_LEAF):
        quotes = tuple(build_quote(materials, row) for row in batch)
        scripts = name_scripts(total) if leaf.number == 1 else ()
        page = StatementsPage(quotes, total, leaf, scripts, acts, outlets)
        yield Sheet(file, "statements.html", "Statements", page)


def name_scripts(total: int) -> tuple[str, ...]:
    """Name the data files that the rows fill.

    >>> name_scripts(3000)
    ('data/statements-001.js', 'data/statements-002.js')
    """
    return tuple(f"data/statements-{n + 1:03d}.js" for n in range(-(-total // PER_SCRIPT)))


def build_scripts(materials: Materials) -> Iterator[tuple[str, str]]:
    """Yield the data files of the filter, from the latest statement back.

    A row is ``[speaker, page, organisation, act, words, outlet, headline, place, day, date]``.
    """
    batches = cut(reversed(materials.statements), PER_SCRIPT)
    for name, batch in zip(name_scripts(len(materials.statements)), batches, strict=False):
        rows = [_build_row(build_quote(materials, row)) for row in batch]
        yield name, f"onrecordRows({write_script_json(rows)});\n"


def _build_row(quote: Quote) -> list[str | int]:
    day = quote.said or quote.place.day
    return [
        quote.speaker.text,
        quote.speaker.href or "",
        quote.organisation.text if quote.organisation else "",
        quote.act,
        " … ".join(quote.words),
        quote.place.outlet,
        quote.place.headline,
        quote.place.href or "",
        day.text if day else "",
        day.iso if day else "",
        int(quote.unmarked),
    ]


def write_script_json(value: object) -> str:
    r"""Write JSON that can stand in a script: nothing in it ends the script or a line.

    >>> write_script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
