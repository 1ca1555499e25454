"""Threats and demands: who to whom, on what condition, and what the record shows later."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from onrecord.report.disputes import find_content_words
from onrecord.report.materials import Materials
from onrecord.report.quotes import Quote, build_quote, is_counted
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, turn_leaves

ACTS = ("threat", "demand", "warning")
PER_LEAF = 150
LATER = 4


@dataclass(frozen=True, slots=True)
class Later:
    """A later statement between the same two: ``how`` says who turns to whom with what."""

    how: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ThreatLine:
    """A threat, demand or warning and what passed between the same two afterwards."""

    quote: Quote
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class ThreatsPage:
    """Threats, then demands, then warnings, each in order of time, and how many of each."""

    lines: tuple[ThreatLine, ...]
    counts: tuple[tuple[str, int], ...]
    leaf: Leaf


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the threats and demands, as many files as they fill."""
    counts = {act: sum(map(is_counted, materials.statements.take("act", act))) for act in ACTS}
    rows = (row for act in ACTS for row in materials.statements.take("act", act) if is_counted(row))
    for file, leaf, batch in turn_leaves("threats", rows, sum(counts.values()), PER_LEAF):
        lines = tuple(_build_line(materials, row) for row in batch)
        page = ThreatsPage(lines, tuple(counts.items()), leaf)
        yield Sheet(file, "threats.html", "Threats and demands", page)


def _build_line(materials: Materials, row: Row) -> ThreatLine:
    return ThreatLine(
        build_quote(materials, row), tuple(islice(_find_later(materials, row), LATER))
    )


def _find_later(materials: Materials, row: Row) -> Iterator[Later]:
    """Yield what the speaker said to the same target, or the target to the speaker, afterwards."""
    speaker = materials.find_actor(row, "speaker")
    targets = [target for _, target in materials.find_targets(row) if target]
    if speaker is None:
        return
    pairs = [(speaker, target) for target in targets]
    pairs += [(target, speaker) for target in targets]
    streams = [materials.take_exchange(*pair) for pair in pairs if pair[0] != pair[1]]
    for other in heapq.merge(*streams, key=materials.order_of):
        if materials.follows(other, row) and is_counted(other):
            own = materials.find_actor(other, "speaker") == speaker
            how = find_outcome(row, other) if own else "Answered"
            if how is None and other.get("act") == row.get("act"):
                how = "Repeated or taken further"
            if how is not None:
                yield Later(how, build_quote(materials, other))


def find_outcome(row: Row, later: Row) -> str | None:
    """Say what a later statement of the same speaker tells of an earlier one, ``None`` if nothing.

    It must hold a phrase of ``outcomes.yaml`` and share a content word with the earlier one.
    """
    before, after = (_join_words(each) for each in (row, later))
    if not set(find_content_words(before)) & set(find_content_words(after)):
        return None
    for outcome, phrases in read_outcomes().items():
        if any(re.search(rf"\b{re.escape(phrase)}\b", after) for phrase in phrases):
            return outcome
    return None


def _join_words(row: Row) -> str:
    return " ".join(passage["text"] for passage in row.get("content") or ()).lower()


@cache
def read_outcomes() -> Mapping[str, list[str]]:
    """Read the phrases by which speakers tell what became of what they threatened."""
    import yaml

    text = files("onrecord.report").joinpath("outcomes.yaml").read_text("utf-8")
    outcomes: Mapping[str, list[str]] = yaml.safe_load(text)
    return outcomes
