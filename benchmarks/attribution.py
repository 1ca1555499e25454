"""Attribution beside its peers in one run: quality, articles a second, memory.

    python benchmarks/attribution.py --shared ../shared

Reads the development articles of PolNeAR with every system that is installed and prints one
table. Each system runs in processes of its own; an article here is 750 words. Peers:

- *textacy*, direct quotations over a spaCy English pipeline, where both are installed;
- *regular expression*, a baseline of our own: quoted words and the "X said" beside them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.attributions import attribute
from onrecord.attributions.brat import GoldArticle, read_brat
from onrecord.attributions.scores import score_attributions
from onrecord.errors import ModelError
from onrecord.models import MarkedAttribution, load_model

Reader = Callable[[str], list[MarkedAttribution]]

QUOTED = re.compile(
    r"[\"\u201c]([^\"\u201c\u201d\n]+)[\"\u201d]|(?<!\w)['\u2018]([^'\u2018\n]+)['\u2019](?!\w)"
)
NAME = r"(?:(?:[A-Z][\w.'\u2019-]+ ?){1,4}|[Hh]e|[Ss]he|[Tt]hey)"
SAID = r"(?:said|says|told|added|wrote|warned|asked|tweeted|replied|argued)"
SAYS = re.compile(rf"(?P<a>{NAME})\s(?P<b>{SAID})\b|\b(?P<c>{SAID})\s(?P<d>{NAME})")


def ours(name: str) -> Reader:
    model = load_model(name)
    return lambda text: [marked for marked, _ in attribute(text, model)]


def regular_expression() -> Reader:
    def read(text: str) -> list[MarkedAttribution]:
        return [m for line in re.finditer(r"[^\n]+", text) for m in quotations(text, *line.span())]

    return read


def quotations(text: str, start: int, end: int) -> Iterator[MarkedAttribution]:
    """Yield each quotation of a paragraph with the nearest name beside a verb of saying."""
    speakers = list(SAYS.finditer(text, start, end))
    for quoted in QUOTED.finditer(text, start, end):
        beside = min(speakers, key=lambda s: abs(s.start() - quoted.start()), default=None)
        if beside is None:
            continue
        before = beside["a"] is not None
        source, cue = beside.span("a" if before else "d"), beside.span("b" if before else "c")
        source = (source[0], source[0] + len(text[slice(*source)].rstrip()))
        yield MarkedAttribution(source, (cue,), (quoted.span(),), 1.0)


def textacy() -> Reader:
    import spacy
    import textacy.extract

    installed = [n for n in spacy.util.get_installed_models() if n.startswith("en")]
    if not installed:
        raise ImportError("no English spaCy pipeline")
    pipeline = spacy.load(installed[0])

    def read(text: str) -> list[MarkedAttribution]:
        found = textacy.extract.direct_quotations(pipeline(text))
        return [
            MarkedAttribution(
                (q.speaker[0].idx, q.speaker[-1].idx + len(q.speaker[-1])),
                tuple((t.idx, t.idx + len(t)) for t in q.cue),
                ((q.content.start_char, q.content.end_char),),
                1.0,
            )
            for q in found
        ]

    return read


SYSTEMS: dict[str, Callable[[], Reader]] = {
    "onrecord fast": lambda: ours("fast"),
    "onrecord accurate": lambda: ours("accurate"),
    "textacy": textacy,
    "regular expression": regular_expression,
}
_reader: Reader


def _start(system: str) -> None:
    global _reader
    _reader = SYSTEMS[system]()
    _reader("Warm up, she said.")


def _read(article: tuple[str, str]) -> tuple[str, list[MarkedAttribution]]:
    return article[0], _reader(article[1])


def measure(system: str, data: Path, jobs: int, rounds: int) -> dict[str, object]:
    """Read all articles ``rounds`` times with ``jobs`` processes, and score them once."""
    articles = {a.id: a for a in reversed(list(read_brat(data)))}
    texts = [(a.id, a.text) for a in articles.values()]
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, _start, (system,)) as pool:
        pool.map(_read, texts[:jobs], chunksize=1)
        began = time.perf_counter()
        predictions = dict(pool.map(_read, texts * rounds, chunksize=4))
        seconds = time.perf_counter() - began
        memory = max(pool.map(_memory, range(jobs), chunksize=1))
    return {"articles a second": rounds * words(articles) / 750 / seconds, "MiB": memory} | {
        name: score.f1 for name, score in score_attributions(articles.values(), predictions).items()
    }


def words(articles: dict[str, GoldArticle]) -> int:
    return sum(len(a.text.split()) for a in articles.values())


def _memory(_: int) -> int:
    """Return this process's peak memory in MiB, as the kernel counts it."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the corpora")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--rounds", type=int, default=2, help="times that all articles are read")
    parser.add_argument("--system", choices=SYSTEMS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = options.shared / "data" / "polnear" / "dev"
    if options.system:
        print(json.dumps(measure(options.system, data, options.jobs, options.rounds)))
        return
    print("| system | source | cue | content | linked | articles a second | memory (MiB) |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for system in SYSTEMS:
        print(row(system, options), flush=True)


def row(system: str, options: argparse.Namespace) -> str:
    """Measure a system in a process of its own and lay the figures out."""
    try:
        if system.startswith("onrecord"):
            load_model(system.split()[1])
        elif system == "textacy":
            textacy()
    except (ImportError, ModelError):
        return f"| {system} | not installed | | | | | |"
    command = [sys.executable, __file__, "--system", system, "--shared", str(options.shared)]
    command += ["--jobs", str(options.jobs), "--rounds", str(options.rounds)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    got = json.loads(output)
    keys = ("exact.source", "exact.cue", "exact.content", "linked")
    figures = [f"{got[key]:.1f}" for key in (*keys, "articles a second")]
    return f"| {system} | {' | '.join(figures)} | {got['MiB']} |"


if __name__ == "__main__":
    main()
