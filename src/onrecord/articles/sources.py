"""Paths come in, files to read go out, in sorted order and one at a time."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.articles.problems import build_problem
from onrecord.articles.types import Problem

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
    | {".json", ".jsonl", ".ndjson", ".csv", ".tsv"}
)
_DOCUMENTS = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".xls", ".xlsx"}
)
OnProblem = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its path as given to ``read``, relative where that was relative."""

    path: str

    @property
    def suffix(self) -> str:
        """Return the suffix in lower case, with its dot."""
        return Path(self.path).suffix.lower()


def find_sources(
    paths: Iterable[str | os.PathLike[str]], *, on_problem: OnProblem
) -> Iterator[Source]:
    """Yield the files to read in ``paths``: the files themselves, and folders at any depth.

    In folders, names that begin with a dot are passed over, as are files that hold no articles
    (pictures, programs) and what a browser saves beside a page; documents that would need
    converting are problems. A file that is named outright is always tried. One folder is listed
    at a time. What cannot be opened goes to ``on_problem``.
    """
    for path in paths:
        yield from _walk(os.fspath(path), on_problem)


def _walk(path: str, on_problem: OnProblem) -> Iterator[Source]:
    """Yield the files at and below ``path``, with a stack of our own: folders may be deep."""
    waiting: list[Iterator[str]] = [iter([path])]
    above: list[tuple[int, int]] = []
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            above = above[: len(waiting) - 1]
            continue
        found = _look_at(entry, above, on_problem, named=len(waiting) == 1)
        if isinstance(found, Source):
            yield found
        elif found is not None:
            key, names = found
            above.append(key)
            waiting.append(iter([os.path.join(entry, name) for name in names]))


def _look_at(
    path: str, above: list[tuple[int, int]], on_problem: OnProblem, *, named: bool
) -> Source | tuple[tuple[int, int], list[str]] | None:
    """Return what a path is: a source, a folder (its identity and names), or nothing to read."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            key = (status.st_dev, status.st_ino)
            if key in above:
                message = "a link to a folder that contains it."
                on_problem(build_problem(path, "symlink-loop", message))
                return None
            return key, _names_in(path)
    except (OSError, ValueError) as error:
        on_problem(_unopened(path, error, named=named))
        return None
    suffix = Path(path).suffix.lower()
    if not stat.S_ISREG(status.st_mode):
        on_problem(build_problem(path, "not-a-file", "neither a file nor a folder."))
    elif named or suffix in SUFFIXES:
        return Source(path)
    elif suffix in _DOCUMENTS:
        on_problem(build_problem(path, "unsupported", f"{suffix} files are not read."))
    return None


def _names_in(folder: str) -> list[str]:
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
    return [n for n in names if not (n.endswith("_files") and n.removesuffix("_files") in pages)]


def _unopened(path: str, error: OSError | ValueError, *, named: bool) -> Problem:
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return build_problem(path, "vanished", "a link to something that is not there.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return build_problem(path, "not-found" if named else "vanished", "nothing is here.")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return build_problem(path, "symlink-loop", "links that point at each other.")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return build_problem(path, "unreadable", f"cannot be opened ({reason}).")
