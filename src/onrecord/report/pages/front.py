"""The front page: what was read, by what, and what stands out in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.report.colophon import list_makers
from onrecord.report.disputes import Dispute, find_disputes
from onrecord.report.materials import Materials
from onrecord.report.quotes import BESIDE, Link, Quote, build_quote, is_counted, link_actor
from onrecord.report.readable import Row, confidence_of
from onrecord.report.sheet import Sheet
from onrecord.report.wording import Day, write_day, write_expected

SPEAKERS, TURNS = 12, 8
TURNING = frozenset({"threat", "demand", "pledge", "refusal", "support", "warning"})
SENTENCE = (
    "Who said what, to whom and when, as these articles report it. Every line leads to the exact "
    "words it was read from."
)


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet and how much of it was read."""

    name: str
    articles: int
    statements: int
    first: Day | None
    last: Day | None


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker, how many statements, and how many of them are expected to be read rightly."""

    speaker: Link
    statements: int
    expected: str
    width: float


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What was read, who speaks most, what is disputed, the latest turns."""

    heading: str
    sentence: str
    articles: int
    copies: int
    outlets: tuple[OutletLine, ...]
    first: Day | None
    last: Day | None
    undated: int
    statements: int
    repeats: int
    beside: int
    expected: str
    speakers_named: int
    makers: tuple[str, ...]
    problems: int
    speakers: tuple[SpeakerLine, ...]
    disputes: tuple[Dispute, ...]
    turns: tuple[Quote, ...]


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the front page."""
    yield Sheet("index.html", "front.html", materials.title, build_front(materials))


def build_front(materials: Materials) -> FrontPage:
    """Count and choose what the front page shows."""
    tally = _count(materials)
    days = sorted(line.published for line in materials.lines.values() if line.published)
    return FrontPage(
        heading=materials.title,
        sentence=SENTENCE,
        articles=len(materials.lines),
        copies=sum(1 for line in materials.lines.values() if line.copy_of),
        outlets=_list_outlets(materials),
        first=write_day(days[0] if days else None),
        last=write_day(days[-1] if days else None),
        undated=len(materials.lines) - len(days),
        statements=len(tally.confidences),
        repeats=tally.repeats,
        beside=len(materials.statements) - len(tally.confidences) - tally.repeats,
        expected=write_expected(tally.confidences),
        speakers_named=len(tally.speakers),
        makers=tuple(list_makers(materials)),
        problems=len(materials.problems),
        speakers=_list_speakers(materials, tally),
        disputes=find_disputes(materials),
        turns=tuple(islice(_find_turns(materials), TURNS)),
    )


class _Tally:
    """What one pass over the statements counts."""

    def __init__(self) -> None:
        self.confidences: list[float] = []
        self.repeats = 0
        self.speakers: dict[str, list[float]] = {}


def _count(materials: Materials) -> _Tally:
    tally = _Tally()
    for row in materials.statements:
        if not is_counted(row):
            tally.repeats += row.get("zone") not in BESIDE
            continue
        tally.confidences.append(confidence_of(row))
        speaker = materials.find_actor(row, "speaker")
        if speaker is not None:
            tally.speakers.setdefault(speaker.id, []).append(confidence_of(row))
    return tally


def _list_speakers(materials: Materials, tally: _Tally) -> tuple[SpeakerLine, ...]:
    ranked = sorted(tally.speakers.items(), key=lambda item: (-len(item[1]), item[0]))[:SPEAKERS]
    most = max((len(confidences) for _, confidences in ranked), default=1)
    return tuple(
        SpeakerLine(
            link_actor(materials.actors[actor]),
            len(confidences),
            write_expected(confidences),
            round(100 * len(confidences) / most, 1),
        )
        for actor, confidences in ranked
    )


def _list_outlets(materials: Materials) -> tuple[OutletLine, ...]:
    by_outlet: dict[str, list[tuple[str, int]]] = {}
    for line in materials.lines.values():
        by_outlet.setdefault(line.outlet, []).append((line.published or "", line.statements))
    return tuple(
        OutletLine(
            name,
            len(read),
            sum(statements for _, statements in read),
            write_day(min((day for day, _ in read if day), default=None)),
            write_day(max(day for day, _ in read)),
        )
        for name, read in sorted(by_outlet.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _find_turns(materials: Materials) -> Iterator[Quote]:
    """Yield from the latest back what moves a dispute: threats, demands, pledges, refusals."""
    for row in reversed(materials.statements):
        if _is_turn(row):
            yield build_quote(materials, row)


def _is_turn(row: Row) -> bool:
    return is_counted(row) and row.get("act") in TURNING
