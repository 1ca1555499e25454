"""What a person sees while articles are read: one bar, or a line an article."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from onrecord.articles import find_sources
from onrecord.intake import Gathered
from onrecord.record import Findings


class Watcher:
    """Is told of every few articles; shows articles per second and the time left."""

    def __init__(self, paths: Sequence[Path], *, verbose: bool, bar: bool) -> None:
        from tqdm import tqdm

        self._verbose = verbose
        self._started = time.monotonic()
        self._articles = 0
        self._bar = tqdm(
            total=_count_bytes(paths) if bar else None,
            disable=not bar,
            unit="B",
            bar_format="{percentage:3.0f}% |{bar}| {postfix} {remaining} left",
        )

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.close()

    def __call__(self, step: tuple[Gathered, ...]) -> None:
        """Take note of what was just kept."""
        for gathered in step:
            self._articles += len(gathered.findings)
            if self._verbose:
                self._say(gathered)
        speed = self._articles / max(time.monotonic() - self._started, 1e-9)
        self._bar.set_postfix_str(f"{self._articles:,} articles, {speed:.1f} a second,")
        self._bar.update(sum(map(_bytes_of, step)))

    def _say(self, gathered: Gathered) -> None:
        for findings in gathered.findings:
            self._bar.write(describe(findings))
        for problem in gathered.problems:
            self._bar.write(f"{problem.message} [{problem.code}]")


def describe(findings: Findings) -> str:
    """Say in a line what was found in one article."""
    article, coding = findings.article, findings.coding
    named = sum(member.named for member in findings.cast.members)
    return (
        f"{article.path}: {article.published or 'no date'}, {article.words:,} words, "
        f"{len(coding.statements)} statements, {named} named actors"
    )


def _bytes_of(gathered: Gathered) -> int:
    if gathered.part.articles is None:
        return _size(gathered.part.source.path)
    return sum(len(article.text.encode("utf-8", "replace")) for article in gathered.part.articles)


def _count_bytes(paths: Sequence[Path]) -> int:
    def ignore(problem: object) -> None:
        """Leave it to the read itself to say what is wrong."""

    return sum(_size(source.path) for source in find_sources(paths, on_problem=ignore))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
