"""A file comes in; its articles go out, or a problem that says why not."""

from __future__ import annotations

import os
from collections.abc import Iterator

from onrecord.articles.build import build_article
from onrecord.articles.decode import decode, find_encoding, is_binary
from onrecord.articles.plain import read_plain
from onrecord.articles.problems import build_problem
from onrecord.articles.settings import Settings
from onrecord.articles.sources import Source
from onrecord.articles.types import Article, Problem


def read_articles(
    source: Source, *, settings: Settings | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles of one file, each followed by the notes on it, or the problems met.

    Bad input never raises: it becomes a :class:`Problem` (the codes are in docs/articles.md).
    """
    settings = settings or Settings()
    try:
        raw = _read_bytes(source.path, settings)
    except OSError as error:
        code = "vanished" if isinstance(error, FileNotFoundError) else "unreadable"
        yield build_problem(source.path, code, f"cannot be read ({error.strerror}).")
        return
    if isinstance(raw, Problem):
        yield raw
        return
    yield from read_bytes(source, raw, settings)


def _read_bytes(path: str, settings: Settings) -> bytes | Problem:
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > settings.max_bytes:
            message = f"{size:,} bytes, more than the {settings.max_bytes:,} that one may have."
            return build_problem(path, "too-large", message)
        return file.read(settings.max_bytes + 1)


def read_bytes(source: Source, raw: bytes, settings: Settings) -> Iterator[Article | Problem]:
    """Yield what stands in the bytes of one file."""
    path = source.path
    if not raw.strip():
        yield build_problem(path, "empty", "nothing is in it.")
        return
    if is_binary(raw):
        yield build_problem(path, "binary", "it holds no text.")
        return
    encoding = find_encoding(raw)
    if encoding is None:
        yield build_problem(path, "unknown-encoding", "its bytes fit no encoding that is known.")
        return
    text = decode(raw, encoding)
    markdown = source.suffix in (".md", ".markdown")
    yield from build_article(read_plain(path, raw, text, markdown=markdown), settings)
    if not encoding.exact:
        yield build_problem(path, "replaced-characters", "some of its bytes fit no encoding.")
