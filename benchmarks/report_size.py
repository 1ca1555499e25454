"""How long a report takes to write, how much memory and disk, by the number of articles.

    python benchmarks/report_size.py --articles 1000 --statements 10

Each size runs in a process of its own, so that its peak of memory is its own. The record is made
up as it is read and holds nothing, so that all memory is the report's.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.articles import Zone, digest
from onrecord.report import write_report

TOPICS = ("harbour levy", "fare cap", "night crossings", "pilot licences", "dredging bill")
ACTS = ("claim", "demand", "threat", "criticism", "pledge", "refusal")


@dataclass(frozen=True)
class MadeUpArticle:
    """Its text, and that all of it is body."""

    text: str
    zones: tuple[Zone, ...]


@dataclass(frozen=True)
class MadeUpSummary:
    """What read the articles."""

    read_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeUpRecord:
    """A record that makes up its rows: ``share`` statements an article, among ``cast`` actors."""

    articles: int
    share: int
    cast: int

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Make up the rows of a table."""
        made = {"actors": self._actors, "articles": self._articles, "statements": self._statements}
        return made[table]() if table in made else iter(())

    def summary(self) -> MadeUpSummary:
        """Say that nothing read the articles."""
        return MadeUpSummary()

    def article(self, path: str) -> MadeUpArticle:
        """Make up the text of an article."""
        text = "\n".join(self._line(_number(path), line) for line in range(self.share))
        return MadeUpArticle(text, (Zone("body", 0, len(text)),))

    def _line(self, number: int, line: int) -> str:
        topic = TOPICS[(number + line) % len(TOPICS)]
        return (
            f"Statement {line} of article {number:06d} holds that the {topic} will cost the "
            f"islands dear if nothing is done before the autumn, and says so at some length."
        )

    def _actors(self) -> Iterator[dict[str, Any]]:
        for number in range(self.cast):
            yield {
                "id": digest("actor", str(number)), "name": _name(number), "kind": "person",
                "aliases": [], "mentions": 5, "confidence": 1.0, "by": "rule:resolve",
            }  # fmt: skip

    def _articles(self) -> Iterator[dict[str, Any]]:
        for number in range(self.articles):
            yield {
                "id": digest("article", str(number)), "path": _path(number),
                "headline": f"Report number {number}", "outlet": f"Outlet {number % 9}",
                "published": _day(number), "copy_of": None, "words": 30 * self.share,
                "url": None, "byline": None, "updated": None, "language": "en",
                "confidence": 1.0, "by": "rule:articles",
            }  # fmt: skip

    def _statements(self) -> Iterator[dict[str, Any]]:
        for number in range(self.articles):
            start = 0
            for line in range(self.share):
                text = self._line(number, line)
                yield self._statement(number, line, start, text)
                start += len(text) + 1

    def _statement(self, number: int, line: int, start: int, text: str) -> dict[str, Any]:
        speaker, target = (number * 7 + line * line) % self.cast, (number + line) % self.cast
        path = _path(number)
        return {
            "id": digest("statement", str(number), str(line)), "article": path, "zone": "body",
            "speaker": _name(speaker), "speaker_id": digest("actor", str(speaker)),
            "organisation": None, "organisation_id": None, "source": None, "cue": [],
            "content": [{"article": path, "start": start, "end": start + len(text), "text": text}],
            "form": "indirect", "act": ACTS[line % len(ACTS)], "condition": None,
            "targets": [_name(target)], "targets_id": [digest("actor", str(target))],
            "addressee": None, "venue": None, "said_on": None, "tense": "said", "repeats": None,
            "confidence": 0.8, "by": "model:fast@1",
        }  # fmt: skip


def _path(number: int) -> str:
    return f"news/{number:06d}.txt"


def _number(path: str) -> int:
    return int(path[5:11])


def _name(number: int) -> str:
    return f"Speaker {number}"


def _day(number: int) -> str:
    return f"{2001 + number % 20}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"


def measure(articles: int, share: int, cast: int) -> dict[str, float]:
    """Write one report and return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index = write_report(MadeUpRecord(articles, share, cast), Path(folder, "report"))
        seconds = time.perf_counter() - start
        files = [path for path in index.parent.rglob("*") if path.is_file()]
        return {
            "articles": articles,
            "statements": articles * share,
            "seconds": round(seconds, 1),
            "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "files": len(files),
            "mib": round(sum(path.stat().st_size for path in files) / 2**20),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--statements", type=int, default=10, help="of each article")
    parser.add_argument("--actors", type=int, default=300)
    chosen = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    for articles in chosen.articles:
        with context.Pool(1) as pool:
            line = pool.apply(measure, (articles, chosen.statements, chosen.actors))
        print(json.dumps(line), flush=True)
    print(json.dumps({"cores": os.cpu_count()}))


if __name__ == "__main__":
    main()
