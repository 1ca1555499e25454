"""Compare the main text that onrecord and trafilatura find on saved news pages.

    python benchmarks/web_articles.py --shared ../shared [--part dev]

Precision, recall and F1 of four-word shingles against gold article bodies, averaged over pages as
in the Scrapinghub article extraction benchmark, from which the pages are; the share of
figcaptions (five words and more) that leak into the body; pages per second. Both readers run over
the same pages in the same process, trafilatura with its default settings, without comments.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from onrecord.articles import Article, Source, read_articles

SHINGLE = 4
CAPTION_WORDS = 5


@dataclass(frozen=True)
class Page:
    """A saved page: where its HTML lies, and what a person took for the article."""

    path: Path
    body: str


@dataclass(frozen=True)
class Score:
    """What one reader makes of all pages."""

    precision: float
    recall: float
    leaked: int
    captions: int
    pages_per_second: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the averaged precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def read_pages(folder: Path, work: Path) -> Iterator[Page]:
    """Yield the pages of a part of the benchmark, unpacked into ``work``."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for key, entry in sorted(gold.items()):
        path = work / f"{key}.html"
        path.write_bytes(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()))
        yield Page(path, entry["articleBody"])


def read_with_onrecord(path: Path) -> str:
    """Return the body of the article, with the place and agency that open it."""
    found = [a for a in read_articles(Source(str(path))) if isinstance(a, Article)]
    if not found:
        return ""
    article = found[0]
    parts = []
    for zone, after in zip(article.zones, [*article.zones[1:], None], strict=True):
        opens = zone.kind == "dateline" and after is not None and after.start - zone.end <= 1
        if zone.kind == "body" or opens:
            parts.append(article.text[zone.start : zone.end])
    return "\n".join(parts)


def read_with_trafilatura(path: Path) -> str:
    """Return the main text that trafilatura finds."""
    import trafilatura

    return trafilatura.extract(path.read_bytes(), include_comments=False) or ""


def score_reader(pages: list[Page], reader: Callable[[Path], str]) -> Score:
    """Run a reader over the pages and score what it finds."""
    started = time.perf_counter()
    texts = [reader(page.path) for page in pages]
    seconds = time.perf_counter() - started
    counts = [count_shingles(page.body, text) for page, text in zip(pages, texts, strict=True)]
    leaks = [find_leaks(page, text) for page, text in zip(pages, texts, strict=True)]
    return Score(
        precision=mean(right / found for right, found, _ in counts if found),
        recall=mean(right / wanted for right, _, wanted in counts if wanted),
        leaked=sum(leaked for leaked, _ in leaks),
        captions=sum(captions for _, captions in leaks),
        pages_per_second=len(pages) / seconds,
    )


def count_shingles(gold: str, text: str) -> tuple[int, int, int]:
    """Return how many shingles are right, found and wanted."""
    wanted, found = shingles(gold), shingles(text)
    return (wanted & found).total(), found.total(), wanted.total()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(last))


def find_leaks(page: Page, text: str) -> tuple[int, int]:
    """Return how many figcaptions stand in ``text``, of how many that the gold leaves out."""
    from lxml import html

    gold, found = (" ".join(t.split()) for t in (page.body, text))
    captions = {
        " ".join(node.text_content().split())
        for node in html.fromstring(page.path.read_bytes()).iter("figcaption")
    }
    captions = {c for c in captions if len(c.split()) >= CAPTION_WORDS and c not in gold}
    return sum(caption in found for caption in captions), len(captions)


def score_all(shared: Path, part: str, work: Path) -> dict[str, Score]:
    """Return the scores of both readers on a part of the benchmark."""
    pages = list(read_pages(shared / "data" / "web_articles" / part, work))
    readers = {"onrecord": read_with_onrecord, "trafilatura": read_with_trafilatura}
    for reader in readers.values():
        reader(pages[0].path)  # imports and tables are loaded before the clock runs
    return {name: score_reader(pages, reader) for name, reader in readers.items()}


def main() -> None:
    from tempfile import TemporaryDirectory

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", default="dev")
    arguments = parser.parse_args()
    with TemporaryDirectory() as work:
        scores = score_all(arguments.shared, arguments.part, Path(work))
    print(f"{'':12} precision  recall      F1  captions leaked  pages/s")
    for name, s in scores.items():
        numbers = f"{s.precision:9.4f} {s.recall:7.4f} {s.f1:7.4f}"
        print(f"{name:12} {numbers} {s.leaked:9} of {s.captions:3} {s.pages_per_second:8.1f}")


if __name__ == "__main__":
    main()
