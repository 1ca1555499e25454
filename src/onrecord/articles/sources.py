"""Paths come in, files to read go out, in sorted order and one at a time."""

from __future__ import annotations

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
        yield from _walk(os.fspath(path), frozenset(), on_problem, named=True)


def _walk(
    path: str, above: frozenset[tuple[int, int]], on_problem: OnProblem, *, named: bool
) -> Iterator[Source]:
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        on_problem(_unopened(path, error, named=named))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk_folder(path, above, (status.st_dev, status.st_ino), on_problem)
    elif not stat.S_ISREG(status.st_mode):
        on_problem(build_problem(path, "not-a-file", "neither a file nor a folder."))
    elif named or Path(path).suffix.lower() in SUFFIXES:
        yield Source(path)
    elif Path(path).suffix.lower() in _DOCUMENTS:
        message = f"{Path(path).suffix} files are not read."
        on_problem(build_problem(path, "unsupported", message))


def _walk_folder(
    path: str, above: frozenset[tuple[int, int]], key: tuple[int, int], on_problem: OnProblem
) -> Iterator[Source]:
    if key in above:
        on_problem(build_problem(path, "symlink-loop", "a link to a folder that contains it."))
        return
    try:
        names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    except OSError as error:
        on_problem(_unopened(path, error, named=False))
        return
    pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
    for name in names:
        if name.endswith("_files") and name.removesuffix("_files") in pages:
            continue  # what a browser saves with a page
        yield from _walk(os.path.join(path, name), above | {key}, on_problem, named=False)


def _unopened(path: str, error: OSError | ValueError, *, named: bool) -> Problem:
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return build_problem(path, "vanished", "a link to something that is not there.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return build_problem(path, "not-found" if named else "vanished", "nothing is here.")
    if isinstance(error, OSError) and error.errno == 40:  # ELOOP: links that only name each other
        return build_problem(path, "symlink-loop", "links that point at each other.")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return build_problem(path, "unreadable", f"cannot be opened ({reason}).")
