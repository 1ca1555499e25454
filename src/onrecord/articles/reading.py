"""A file comes in; its articles go out, or a problem that says why not."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, TextIO

from onrecord.articles.build import Draft, build_article
from onrecord.articles.decode import (
    decode,
    decode_sample,
    find_encoding,
    find_stream_encoding,
    is_binary,
)
from onrecord.articles.exports import split_documents
from onrecord.articles.fields import clean, part_of
from onrecord.articles.markup import is_page
from onrecord.articles.pages import read_page
from onrecord.articles.plain import read_plain
from onrecord.articles.problems import build_problem, find_excess
from onrecord.articles.settings import Settings
from onrecord.articles.sources import Source
from onrecord.articles.tables import (
    Row,
    find_delimiter,
    read_csv,
    read_json,
    read_jsonl,
    read_row,
)
from onrecord.articles.types import Article, Problem

Reader = Callable[[str, TextIO, int], Iterator[Row | Problem]]
_TABLES: dict[str, Reader] = {"json": read_json, "jsonl": read_jsonl, "csv": read_csv}
_KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_SAMPLE = 64_000


def read_articles(
    source: Source, *, settings: Settings | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles of one file, each followed by the notes on it, or the problems met.

    Bad input never raises: it becomes a :class:`Problem` (the codes are in docs/articles.md).
    Tables and lists are read a row at a time.
    """
    settings = settings or Settings()
    try:
        with open(source.path, "rb") as file:
            yield from _read_file(source, file, settings)
    except FileNotFoundError:
        yield build_problem(source.path, "vanished", "it was there, and is no longer.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield build_problem(source.path, "unreadable", f"cannot be read ({reason}).")


def _read_file(source: Source, file: BinaryIO, settings: Settings) -> Iterator[Article | Problem]:
    path = source.path
    head = file.read(_SAMPLE)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        size = os.fstat(file.fileno()).st_size
        yield build_problem(path, "empty" if size <= _SAMPLE else "binary", "nothing is in it.")
        return
    if is_binary(head):
        yield build_problem(path, "binary", "it holds no text.")
        return
    named = _KINDS.get(source.suffix, "text")
    encoding = find_encoding(head, page=named == "page", whole=len(head) < _SAMPLE)
    sample = decode_sample(head, encoding)
    kind = find_kind(named, sample)
    if kind in _TABLES:
        yield from _read_table(path, file, _TABLES[kind], settings)
    else:
        yield from _read_whole(path, head, file, kind, settings)
    if kind != named and source.suffix in _KINDS and {kind, named} != {"json", "jsonl"}:
        yield build_problem(path, "wrong-suffix", f"{source.suffix} in name, but {kind} inside.")


def find_kind(named: str, sample: str) -> str:
    """Return what a file holds, going by its beginning where that belies its name."""
    head = sample.lstrip("\ufeff \t\r\n")
    if named == "page":
        return named if is_page(sample) or "<" in head[:500] else _text_or_json(head)
    if named in ("json", "jsonl"):
        return named if head[:1] in ("{", "[", '"') else "page" if is_page(sample) else "text"
    if head.startswith("<") and is_page(sample):
        return "page"
    return _text_or_json(head) if named == "text" else named


def _text_or_json(head: str) -> str:
    """Recognise JSON or a table that goes by the name of a text."""
    first, _, rest = head.partition("\n")
    if re.match(r'\{\s*"|\[\s*[\[{"]', head):
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            return "json" if re.match(r'\{\s*"[\w@ -]+"\s*:|\[\s*\{\s*"', head) else "text"
        return "jsonl" if rest.strip() else "json"
    names = first.split(find_delimiter(first))
    known = {part[0] for name in names if (part := part_of(name.strip(' "\r')))}
    return "csv" if "text" in known and len(known) >= 2 and len(known) >= len(names) / 2 else "text"


def _read_whole(
    path: str, head: bytes, file: BinaryIO, kind: str, settings: Settings
) -> Iterator[Article | Problem]:
    raw = head + file.read(max(0, settings.max_bytes + 1 - len(head)))
    if len(raw) > settings.max_bytes:
        size = os.fstat(file.fileno()).st_size
        message = f"{size:,} bytes, more than the {settings.max_bytes:,} that one may have."
        yield build_problem(path, "too-large", message)
        return
    encoding = find_encoding(raw, page=kind == "page")
    if encoding is None:
        yield build_problem(path, "unknown-encoding", "its bytes fit no encoding that is known.")
        return
    text = clean(decode(raw, encoding))
    for name, part, bytes_ in _parts(path, raw, text, kind):
        draft = _read_text(name, bytes_, part, kind, settings.max_characters)
        yield from [draft] if isinstance(draft, Problem) else build_article(draft, settings)
    if not encoding.exact or "\N{REPLACEMENT CHARACTER}" in text:
        yield build_problem(path, "replaced-characters", "some of its bytes fit no encoding.")


def _parts(path: str, raw: bytes, text: str, kind: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield path, text and bytes of each document of a text; mostly that is the text itself."""
    documents = split_documents(text) if kind == "text" else [text]
    if len(documents) == 1:
        yield path, text, raw
        return
    for number, document in enumerate(documents, 1):
        yield f"{path}#{number}", document, document.encode()


def _read_text(path: str, raw: bytes, text: str, kind: str, limit: int) -> Draft | Problem:
    if kind == "page":
        page = read_page(path, raw, text, limit)
        if page is not None:
            return page
        cut = not re.search(r"</(?:html|body|article|main|div|p)\s*>\s*", text[-2000:], re.I)
        if cut:
            return build_problem(path, "truncated", "the page ends before its text.")
        return build_problem(path, "no-text", "no article is on the page.")
    if not any(character.isalpha() for character in text):
        return build_problem(path, "no-text", "no words are in it.")
    markdown = kind == "markdown"
    return find_excess(path, len(text), limit) or read_plain(path, raw, text, markdown=markdown)


def _read_table(
    path: str, file: BinaryIO, reader: Reader, settings: Settings
) -> Iterator[Article | Problem]:
    file.seek(0)
    encoding = find_stream_encoding(file)
    if encoding is None:
        yield build_problem(path, "unknown-encoding", "its bytes fit no encoding that is known.")
        return
    file.seek(encoding.mark)
    errors = "strict" if encoding.exact else "replace"
    with io.TextIOWrapper(file, encoding.name, errors, newline="") as stream:
        for row in reader(path, stream, settings.max_bytes):
            draft = row if isinstance(row, Problem) else read_row(row, settings.max_characters)
            if isinstance(draft, Problem):
                yield draft
            else:
                yield from build_article(draft, settings)
    if not encoding.exact:
        yield build_problem(path, "replaced-characters", "some of its bytes fit no encoding.")
