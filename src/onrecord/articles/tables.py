"""Rows with named fields come in, one at a time; drafts of their articles go out."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from onrecord.articles.blocks import find_blocks
from onrecord.articles.build import Draft
from onrecord.articles.compose import compose, whole
from onrecord.articles.fields import Fields, clean, find_rows, part_of, read_date_field, read_fields
from onrecord.articles.page_text import mark_blocks, place_captions, read_fragment
from onrecord.articles.problems import build_problem, find_excess
from onrecord.articles.types import Problem
from onrecord.articles.zones import build_zones, lay_out

_MARKUP = re.compile(r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|li|script)>|<(?:br|p)\s*/?>", re.I)
_REFERENCE = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_CHUNK = 1 << 16
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the path that names it, its bytes, and what it holds."""

    path: str
    raw: bytes
    value: Any


def read_row(row: Row, limit: int) -> Draft | Problem:
    """Return the draft of the article that ``row`` holds, or why it holds none.

    More than ``limit`` characters of text are a problem.
    """
    if isinstance(row.value, str):
        fields = Fields(text=clean(row.value))
        return find_excess(row.path, len(fields.text), limit) or draft_fields(row, fields)
    if not isinstance(row.value, Mapping):
        return build_problem(row.path, "malformed-row", "neither named fields nor a text.")
    fields = read_fields(row.value)
    if not any(c.isalpha() for c in fields.text) and not fields.standfirst:
        if not any((known := part_of(name)) and known[0] == "text" for name in row.value):
            names = ", ".join(str(name)[:40] for name in list(row.value)[:12])
            return build_problem(
                row.path, "no-text-field", f"none of its fields is a text: {names}."
            )
        return build_problem(row.path, "no-text", "its text is empty.")
    return find_excess(row.path, len(fields.text), limit) or draft_fields(row, fields)


def draft_fields(row: Row, fields: Fields) -> Draft:
    """Compose headline, standfirst, byline and text, and tell the zones inside the text."""
    body, captions = _read_text(fields.text)
    layout = lay_out(find_blocks(body), headline=fields.title)
    mark_blocks(layout, captions, "caption")
    inside = {kind for kind in layout.kinds if kind}
    text, zones = compose(
        [
            whole("headline", fields.title) if "headline" not in inside else None,
            whole("standfirst", fields.standfirst) if fields.standfirst != fields.text else None,
            whole("byline", fields.author) if not inside & {"headline", "byline"} else None,
            (body, build_zones(layout)),
            whole("caption", fields.caption),
        ]
    )
    return Draft(
        path=row.path,
        raw=row.raw,
        text=text,
        zones=zones,
        headline=_line(fields.title),
        standfirst=_line(fields.standfirst),
        byline=_line(fields.author) or layout.byline,
        outlet=_line(fields.outlet),
        url=fields.url,
        section=_line(fields.section),
        language=(fields.language or "")[:2].lower() or None,
        dates=(
            *read_date_field(fields.published),
            *read_date_field(fields.updated, updated=True),
            *layout.dates,
        ),
        date_lines=(fields.published or "", fields.updated or "", *layout.date_lines),
    )


def _read_text(text: str) -> tuple[str, set[str]]:
    """Return a text as it is, or the lines and the captions of one that is HTML."""
    if _MARKUP.search(text) is None:
        return (html.unescape(text) if _REFERENCE.search(text) else text), set()
    lines, captions = read_fragment(text)
    placed = place_captions(lines, captions)
    return "\n\n".join(placed), {caption.words for caption in captions}


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def read_json(path: str, file: TextIO, limit: int) -> Iterator[Row | Problem]:
    """Yield the articles of a JSON file: one, a list, a wrapped list, or values in a row.

    The items of a list are read one at a time, so that the file may be larger than memory.
    """
    number = 0
    for item in _values(path, file, limit):
        if isinstance(item, Problem):
            yield item
            continue
        top, value = item
        rows = list(find_rows(value)) if not isinstance(value, list) or top else [value]
        for row in rows:
            number += 1
            single = top and len(rows) == 1 and not isinstance(value, list)
            yield Row(path if single else f"{path}#{number}", _dump(row), row)


def _dump(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return text.encode("utf-8", "surrogatepass")


def _values(path: str, file: TextIO, limit: int) -> Iterator[tuple[bool, Any] | Problem]:
    """Yield (whether it stands alone, value) for each value at the top or in the top list."""
    reader = _Reader(file, limit)
    inside = reader.peek() == "["
    if inside:
        reader.skip()
    while (mark := reader.peek(",")) and mark != "]":
        try:
            value = reader.read()
        except (ValueError, RecursionError) as error:
            yield _json_problem(path, reader, error)
            return
        alone = not inside and not reader.peek(",")
        yield alone, value
    if inside and mark != "]":
        yield build_problem(path, "truncated", "the list of articles has no end.")


def _json_problem(path: str, reader: _Reader, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        return build_problem(path, "malformed-json", "nested deeper than any article is.")
    if reader.full:
        return build_problem(path, "too-large", f"one value is longer than {reader.limit:,}.")
    if reader.ended and isinstance(error, json.JSONDecodeError) and reader.at_end(error.pos):
        return build_problem(path, "truncated", "the JSON ends in the middle.")
    reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)[:80]
    return build_problem(path, "malformed-json", f"no JSON at character {reader.offset}: {reason}.")


class _Reader:
    """JSON values from a stream, with no more of it in memory than the value at hand needs."""

    def __init__(self, file: TextIO, limit: int) -> None:
        self._file, self.limit = file, limit
        self._text, self._at, self._dropped = "", 0, 0
        self.ended = False
        self._decoder = json.JSONDecoder()

    @property
    def offset(self) -> int:
        return self._dropped + self._at

    @property
    def full(self) -> bool:
        return len(self._text) - self._at > self.limit

    def at_end(self, position: int) -> bool:
        rest = self._text[position:]
        return len(rest.strip()) < 2 or '"' in rest[:1]

    def peek(self, skip: str = "") -> str:
        """Return the next character that is neither space nor in ``skip``; empty at the end."""
        while True:
            while self._at < len(self._text):
                character = self._text[self._at]
                if not character.isspace() and character not in skip and character != "\ufeff":
                    return character
                self._at += 1
            if not self._more():
                return ""

    def skip(self) -> None:
        self._at += 1

    def read(self) -> Any:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if self.full or not self._more():
                    raise
                continue
            if end == len(self._text) and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def _more(self) -> bool:
        self._dropped += self._at
        kept = self._text[self._at :]
        fresh = self._file.read(max(_CHUNK, len(kept)))
        self.ended = not fresh
        if fresh:
            self._text, self._at = kept + fresh, 0
        else:
            self._dropped -= self._at
        return bool(fresh)


def read_jsonl(path: str, file: TextIO, limit: int) -> Iterator[Row | Problem]:
    """Yield the article on each line of a JSON Lines file."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        name = f"{path}#{number}"
        if len(line) > limit:
            yield build_problem(name, "too-large", f"the line is longer than {limit:,} characters.")
            while line and not line.endswith("\n"):
                line = file.readline(limit + 1)
        elif line.strip():
            yield _read_line(name, line, last=not line.endswith("\n"))


def _read_line(name: str, line: str, *, last: bool) -> Row | Problem:
    try:
        value = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        cut = error.msg.startswith("Unterminated") or error.pos >= len(line.rstrip()) - 1
        code = "truncated" if last and cut else "malformed-json"
        return build_problem(name, code, f"no JSON at character {error.pos}: {error.msg}.")
    except (ValueError, RecursionError):
        return build_problem(name, "malformed-json", "nested deeper than any article is.")
    return Row(name, line.encode("utf-8", "surrogatepass"), value)


def read_csv(path: str, file: TextIO, limit: int) -> Iterator[Row | Problem]:
    """Yield the article in each row of a table whose first row names the columns."""
    header_line = file.readline(_CHUNK)
    delimiter = find_delimiter(header_line)
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    if not any((known := part_of(name)) and known[0] in ("text", "standfirst") for name in header):
        names = ", ".join(name[:40] for name in header[:12])
        yield build_problem(path, "no-text-field", f"none of its columns is a text: {names}.")
        return
    rows = csv.reader(file, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        name = f"{path}#{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _csv_problem(name, error)
            continue
        if not any(row):
            continue
        if len(row) > len(header):
            message = f"{len(row)} fields where the header names {len(header)}."
            yield build_problem(name, "malformed-row", message)
            continue
        yield Row(name, "\x1f".join(row).encode("utf-8", "surrogatepass"), _named(header, row))


def _named(header: list[str], row: list[str]) -> dict[str, str]:
    return dict(zip(header, row, strict=False))


def _csv_problem(name: str, error: csv.Error) -> Problem:
    if "unexpected end" in str(error):
        return build_problem(name, "truncated", "a quoted field has no end.")
    if "limit" in str(error):
        return build_problem(name, "too-large", "a field is longer than one article may be.")
    return build_problem(name, "malformed-row", f"not a row of a table ({error}).")


def find_delimiter(header: str) -> str:
    """Return the delimiter under which most names of the header are known."""
    return max(_DELIMITERS, key=lambda mark: (_known(header, mark), header.count(mark)))


def _known(header: str, delimiter: str) -> int:
    try:
        names = next(csv.reader(io.StringIO(header), delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(part_of(name) is not None for name in names)
