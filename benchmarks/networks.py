"""How fast networks are made, beside the reference's measured times.

    python benchmarks/networks.py            # a minute or two
    python benchmarks/networks.py --large    # also ten million statements

The data are drawn from a seed as the reference's were: actors with Zipf weights of exponent 0.8,
concepts with 0.6, ten years, five statements a document, two camps that agree with 85 per cent of
their own concepts and 15 per cent of the others'. Each row runs in a process of its own; its
memory is the most that process held, the data included. The reference's figures are CPU seconds
on one core of a shared server (Discourse Network Analyzer 3.0.11.5).
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Case:
    """One row of the table: what is made, of how much, and what the reference needs."""

    name: str
    statements: int
    run: Callable[[object], object]
    reference: str = ""
    actors: int = 2_000
    concepts: int = 300
    large: bool = False


def make_statements(statements, actors=2_000, concepts=300, years=10, seed=7):
    """Return the data as a frame of actor, concept, agreement, date and article."""
    import pandas as pd

    draw = np.random.default_rng(seed)
    actor = draw.choice(actors, statements, p=_zipf(actors, 0.8))
    concept = draw.choice(concepts, statements, p=_zipf(concepts, 0.6))
    article = np.arange(statements) // 5
    day = np.sort(draw.integers(0, 365 * years, article[-1] + 1))[article]
    own = actor % 2 == concept % 2
    agree = draw.random(statements) < np.where(own, 0.85, 0.15)
    names = np.array([f"Actor {number}" for number in range(actors)])
    issues = np.array([f"Concept {number}" for number in range(concepts)])
    return pd.DataFrame({
        "actor": names[actor],
        "concept": issues[concept],
        "agreement": agree,
        "date": np.datetime64("2010-01-01") + day,
        "article": article,
    })  # fmt: skip


def _zipf(size, exponent):
    weights = 1 / np.arange(1, size + 1) ** exponent
    return weights / weights.sum()


def one_mode(data):
    from onrecord.networks import network

    return network(data, "congruence", normalization="average")


def two_mode(data):
    from onrecord.networks import network

    return network(data, "two-mode", aggregation="subtract")


def duplicates(data):
    from onrecord.networks import network

    return network(data, "two-mode", aggregation="subtract", duplicates="document")


def windows(data):
    return _series(data, window="months", width=3)


def kernel(data):
    return _series(data, window="months", width=3, kernel="epanechnikov")


def gaussian(data):
    return _series(data, window="months", width=3, kernel="gaussian")


def strong(data):
    from onrecord.networks import network

    return network(data, "subtract", normalization="average", minimum=2.0)


def by_month(data):
    return _series(data, by="month", minimum=0.5)


def _series(data, **options):
    """Make a series one network at a time, as a program would that keeps only what it needs."""
    from onrecord.networks.api import prepare
    from onrecord.networks.build import build_series

    table, settings = prepare(data, "congruence", normalization="average", **options)
    total = 0
    for number, network in enumerate(build_series(table, settings), start=1):
        total = number
        assert network.matrix is not None
    return f"{total} networks"


CASES = [
    Case("one-mode congruence, average", 10_000, one_mode, "31.6 s"),
    Case("one-mode congruence, average", 100_000, one_mode, "37.3 s"),
    Case("one-mode congruence, average", 1_000_000, one_mode, "46.1 s, 2.6 GB"),
    Case("two-mode subtract", 1_000_000, two_mode),
    Case("duplicates per document", 30_000, duplicates, "105 s"),
    Case("duplicates per document", 1_000_000, duplicates),
    Case("three-month windows", 10_000, windows, "8.4 s"),
    Case("three-month windows", 100_000, windows, "about 690 s"),
    Case("three-month windows", 1_000_000, windows),
    Case("Epanechnikov kernel, three months", 100_000, kernel, "about 60 s a slice"),
    Case("Gaussian kernel, three months", 100_000, gaussian),
    Case("two-mode subtract", 10_000_000, two_mode, "", 50_000, 300, large=True),
    Case("one-mode by month, ties from 0.5", 10_000_000, by_month, "", 50_000, 300, large=True),
    Case("one-mode subtract, ties from 2", 10_000_000, strong, "", 50_000, 300, large=True),
]  # fmt: skip


def measure(case, results):
    import onrecord.networks.build

    assert onrecord.networks.build
    data = make_statements(case.statements, case.actors, case.concepts)
    case.run(make_statements(1_000))  # imports are not what is measured
    wall, cpu = time.perf_counter(), time.process_time()
    made = case.run(data)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    ties = getattr(getattr(made, "matrix", None), "nnz", None)
    what = f"{ties:,} cells" if ties is not None else str(made)
    results.put((wall, cpu, peak, what))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also ten million statements")
    arguments = parser.parse_args()
    print("| what | statements | actors | wall s | CPU s | peak GB | made | reference |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for case in CASES:
        if case.large and not arguments.large:
            continue
        results = multiprocessing.get_context("spawn").SimpleQueue()
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(case, results))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"{case.name} failed")
        wall, cpu, peak, what = results.get()
        print(
            f"| {case.name} | {case.statements:,} | {case.actors:,} | {wall:.2f} | {cpu:.2f} "
            f"| {peak:.2f} | {what} | {case.reference} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
