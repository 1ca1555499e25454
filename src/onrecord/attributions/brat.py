"""Reads annotated articles in brat standoff, the form of PolNeAR and of people's own folders."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.models.types import Span

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as a person marked it; each role in pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's text and what one annotator marked in it."""

    id: str
    annotator: str
    text: str
    attributions: tuple[Gold, ...]


def read_brat(folder: Path) -> Iterator[GoldArticle]:
    """Yield each annotator's version of every article in ``folder``.

    ``text/NAME.txt`` goes with ``attributions/NAME_ANNOTATOR.ann``; ``NAME.txt`` with ``NAME.ann``
    in one folder will do too. Raises ``InputError`` where there is nothing of the kind.
    """
    texts, notes = folder / "text", folder / "attributions"
    if not notes.is_dir():
        texts = notes = folder
    files = sorted(notes.glob("*.ann"))
    if not files:
        raise InputError(
            str(folder),
            "no-annotations",
            "no *.ann files here.",
            "Give a folder with text/*.txt and attributions/*.ann, or *.txt beside *.ann.",
        )
    for file in files:
        name, _, annotator = file.stem.rpartition("_")
        if not name or not (texts / f"{name}.txt").exists():
            name, annotator = file.stem, ""
        text = (texts / f"{name}.txt").read_bytes().decode("utf-8")
        yield GoldArticle(name, annotator, text, read_standoff(file.read_text("utf-8")))


def keep_first(articles: Iterable[GoldArticle]) -> list[GoldArticle]:
    """Return each article once, as its first annotator marked it."""
    return list({article.id: article for article in reversed(list(articles))}.values())


def read_standoff(annotations: str) -> tuple[Gold, ...]:
    """Parse T lines (spans, pieces joined by ``;``) and E lines (what belongs together).

    >>> read_standoff("T1\\tCue 4 8\\tsaid\\nT2\\tContent 9 11;15 20\\tit\\nE1\\tCue:T1 Content:T2")
    (Gold(source=(), cue=((4, 8),), content=((9, 11), (15, 20))),)
    """
    spans: dict[str, tuple[str, list[Span]]] = {}
    events: list[list[str]] = []
    for line in annotations.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 1:
            label, offsets = parts[1].split(" ", 1)
            spans[parts[0]] = (label.lower(), [_span(piece) for piece in offsets.split(";")])
        elif line.startswith("E") and len(parts) > 1:
            events.append([role.partition(":")[2] for role in parts[1].split()])
    found = (_gold(spans, event) for event in events)
    return tuple(gold for gold in found if gold.source or gold.cue or gold.content)


def _span(piece: str) -> Span:
    start, end = piece.split()
    return int(start), int(end)


def _gold(spans: dict[str, tuple[str, list[Span]]], event: list[str]) -> Gold:
    roles: dict[str, list[Span]] = collections.defaultdict(list)
    for target in event:
        if target in spans:
            label, pieces = spans[target]
            roles[label] += pieces
    return Gold(*(tuple(sorted(roles[role])) for role in ROLES))
