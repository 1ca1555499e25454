"""How fast, and in how much memory, `onrecord read` reads.

    python benchmarks/read_speed.py [--shared ../shared] [--jobs N]
    python benchmarks/read_speed.py --generated 1000 10000 100000

The first form reads the PolNeAR dev texts, and sends the same texts through a general-purpose
spaCy English pipeline where one is installed. The second reads folders of short generated
articles of growing size, to show that memory stays flat. Peak memory is the highest sum, over
all processes, of the memory that no other process shares.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

import onrecord
from onrecord.parallel import count_cores

SPACY_PIPELINES = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
FIRST = ("Ann", "Brian", "Carol", "David", "Eileen", "Frank", "Grace", "Hugh", "Irene", "Jack")
ORGANISATIONS = ("the Freight Union", "the Harbour Board", "the Civic Party", "the Wages Council")
SAID = ("said", "warned", "claimed", "argued", "insisted", "predicted")
MATTERS = ("the toll", "the strike fund", "the wage floor", "the harbour levy", "the ferry grant")


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """Run ``work`` and return its seconds and the peak memory of all processes in MiB."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            peak[0] = max(peak[0], own_memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    return seconds, peak[0]


def own_memory() -> float:
    """Sum the unshared memory of this process and its children, in MiB."""
    total = 0
    me = psutil.Process()
    for process in [me, *me.children(recursive=True)]:
        try:
            total += process.memory_full_info().uss
        except psutil.Error:
            continue
    return total / 2**20


def generate_articles(folder: Path, count: int) -> None:
    """Write ``count`` different short articles, a thousand to a folder."""
    choose = random.Random(2012)
    for number in range(count):
        place = folder / f"{number // 1000:04}"
        place.mkdir(exist_ok=True, parents=True)
        (place / f"{number:06}.txt").write_text(generate_article(choose, number), "utf-8")


def generate_article(choose: random.Random, number: int) -> str:
    """Return one short article by and about people drawn from fifty thousand names."""

    def person() -> str:
        return f"{choose.choice(FIRST)} {surname(choose.randrange(5000))}"

    day = f"{choose.randrange(1, 29)} March {choose.randrange(2005, 2020)}"
    first, second = person(), person()
    lines = [f"Row over {choose.choice(MATTERS)} deepens", f"By {person()}", day]
    for speaker in (first, second):
        lines.append(
            f"{speaker}, the leader of {choose.choice(ORGANISATIONS)}, {choose.choice(SAID)} that "
            f"{choose.choice(MATTERS)} would cost {choose.randrange(2, 900)} jobs in town {number}."
        )
    return "\n\n".join(lines)


def surname(number: int) -> str:
    """Return the surname with this number: pronounceable, and never another's."""
    parts = []
    for _ in range(3):
        number, digit = divmod(number, 20)
        parts.append("bcdfghjklmnprstvwyzs"[digit] + "aeiou"[digit % 5])
    return "".join(parts).capitalize() + "ton"


def read(folder: Path, jobs: int) -> Callable[[], object]:
    """Return the work of reading ``folder`` into a new record."""

    def work() -> object:
        with tempfile.TemporaryDirectory() as scratch:
            return onrecord.read(folder, Path(scratch) / "record.db", jobs=jobs)

    return work


def find_spacy() -> Iterator[tuple[str, Callable[[list[str]], object]]]:
    """Yield the name and the work of each installed spaCy pipeline."""
    try:
        import spacy
    except ImportError:
        return
    for name in SPACY_PIPELINES:
        if spacy.util.is_package(name):
            pipeline = spacy.load(name)
            yield f"spaCy {name}", lambda texts, p=pipeline: list(p.pipe(texts, n_process=1))


def show(name: str, articles: int, words: int, seconds: float, peak: float) -> None:
    print(
        f"{name:36} {articles:7} articles {articles / seconds:8.1f} /s "
        f"{words / seconds:9.0f} words/s {peak:8.0f} MiB peak",
        flush=True,
    )


def compare(shared: Path, jobs: int) -> None:
    """Print our speed on the PolNeAR dev texts beside that of spaCy pipelines."""
    folder = shared / "data/polnear/dev/text"
    if not folder.is_dir():
        raise SystemExit(f"the PolNeAR dev texts are not here: {folder}")
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    show(f"onrecord read, {jobs} jobs", len(texts), words, *measure(read(folder, jobs)))
    show("onrecord read, 1 job", len(texts), words, *measure(read(folder, 1)))
    for name, work in find_spacy():
        show(f"{name}, 1 process", len(texts), words, *measure(lambda w=work: w(texts)))


def grow(sizes: list[int], jobs: int) -> None:
    """Print speed and peak memory for growing folders of generated articles."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            generate_articles(Path(scratch), size)
            words = size * 45
            show(f"generated, {jobs} jobs", size, words, *measure(read(Path(scratch), jobs)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--jobs", type=int, default=count_cores())
    parser.add_argument("--generated", type=int, nargs="+", metavar="ARTICLES")
    options = parser.parse_args()
    if options.generated:
        grow(options.generated, options.jobs)
    else:
        compare(options.shared, options.jobs)


if __name__ == "__main__":
    main()
