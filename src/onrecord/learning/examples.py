"""Reads annotated articles and turns them into the numbers that the network learns from."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.attributions.brat import ROLES, Gold, read_brat
from onrecord.models.windows import Layout, Window, cut_windows

Span = tuple[int, int]
KINDS = ("person", "organisation", "group", "place")
IGNORE = -100


@dataclass(frozen=True)
class Sample:
    """One annotated article. ``None`` for a layer that nobody annotated.

    A name of unclear kind (``?``) is neither learnt as a name nor as none.
    """

    id: str
    text: str
    attributions: tuple[Gold, ...] | None
    names: tuple[tuple[int, int, str], ...] | None = None


@dataclass(frozen=True)
class Example:
    """One window with its labels: ``tags`` has a row for each role and one for names."""

    window: Window
    tags: np.ndarray
    cues: list[Span] = field(default_factory=list)
    links: list[np.ndarray] = field(default_factory=list)


def load_samples(folder: Path) -> list[Sample]:
    """Read a folder of annotated articles, every annotator's version."""
    return [Sample(a.id, a.text, a.attributions) for a in read_brat(folder)]


def split_paragraphs(text: str) -> list[Span]:
    """Return the lines of ``text`` that hold anything, without the white space around them."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            begin = start + line.index(body[0])
            spans.append((begin, begin + len(body)))
        start += len(line)
    return spans


def make_examples(
    sample: Sample, tokenizer: object, layout: Layout, rng: random.Random | None = None
) -> list[Example]:
    """Cut a sample into windows and label them; with ``rng``, begin at a random paragraph."""
    paragraphs = split_paragraphs(sample.text)
    groups = [paragraphs]
    if rng and len(paragraphs) > 2:
        at = rng.randrange(min(5, len(paragraphs)))
        groups = [g for g in (paragraphs[:at], paragraphs[at:]) if g]
    windows = cut_windows(sample.text, groups, tokenizer, layout)  # type: ignore[arg-type]
    return [label_window(sample, window) for window in windows]


def label_window(sample: Sample, window: Window) -> Example:
    """Give every word piece its labels, and every cue of the window its row of links."""
    starts = np.array([a for a, _ in window.spans])
    ends = np.array([b for _, b in window.spans])
    tags = np.full((len(ROLES) + 1, len(window.ids)), IGNORE, dtype=np.int64)
    real = starts >= 0
    example = Example(window, tags)
    if sample.attributions is not None:
        tags[:3, real] = 0
        for marked in sample.attributions:
            for row, role in enumerate(ROLES):
                _write(tags[row], getattr(marked, role), starts, ends, window, 1)
            _add_links(example, marked, starts, ends)
    if sample.names is not None:
        tags[3, real] = 0
        for start, end, kind in sample.names:
            if kind in KINDS:
                _write(tags[3], [(start, end)], starts, ends, window, 1 + 2 * KINDS.index(kind))
            else:
                tags[3, (starts < end) & (ends > start) & real] = IGNORE
    legalise(tags)
    return example


def _add_links(example: Example, marked: Gold, starts: np.ndarray, ends: np.ndarray) -> None:
    window = example.window
    row = np.where(starts >= 0, 0, IGNORE)
    for label, pieces in ((3, marked.content), (1, marked.source), (5, marked.cue)):
        _write(row, pieces, starts, ends, window, label)
    at = np.flatnonzero((row == 5) | (row == 6))
    if len(at):
        legalise(row[None])
        example.cues.append((int(at[0]), int(at[-1])))
        example.links.append(row)


def legalise(rows: np.ndarray) -> None:
    """Let what is inside a span that something else cuts in two begin anew."""
    before = np.concatenate([np.zeros((len(rows), 1), dtype=rows.dtype), rows[:, :-1]], axis=1)
    lost = (rows > 0) & (rows % 2 == 0) & (before != rows) & (before != rows - 1)
    rows[lost] -= 1


def _write(
    row: np.ndarray,
    pieces: Iterable[Span],
    starts: np.ndarray,
    ends: np.ndarray,
    window: Window,
    begin: int,
) -> None:
    for start, end in pieces:
        at = np.flatnonzero((starts < end) & (ends > start) & (starts >= 0))
        previous = None
        for i in at:
            fresh = previous is None or window.paragraph[previous] != window.paragraph[i]
            row[i] = begin if fresh else begin + 1
            previous = i


def batches(
    examples: Sequence[Example], budget: int, rng: random.Random
) -> Iterator[list[Example]]:
    """Group examples of like length, at most ``budget`` word pieces each, in random order."""
    order = sorted(examples, key=lambda e: len(e.window.ids) + rng.random() * 16)
    groups: list[list[Example]] = [[]]
    for example in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.window.ids) > budget:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    yield from (g for g in groups if g)
