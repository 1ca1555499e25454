"""What could not be read, why, and what to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.report.materials import Materials
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, turn_leaves

PER_LEAF = 500


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """An input that could not be read, or not wholly."""

    path: str
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """Inputs that could not be read."""

    lines: tuple[ProblemLine, ...]
    total: int
    leaf: Leaf


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the problems, as many files as they fill."""
    total = len(materials.problems)
    for file, leaf, rows in turn_leaves("problems", materials.problems, total, PER_LEAF):
        page = ProblemsPage(tuple(map(_build_line, rows)), total, leaf)
        yield Sheet(file, "problems.html", "Problems", page)


def _build_line(row: Row) -> ProblemLine:
    return ProblemLine(
        *(str(row.get(field) or "") for field in ("path", "code", "message", "remedy"))
    )
