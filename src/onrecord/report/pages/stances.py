"""Where an actor stands on what, and when that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.quotes import (
    Evidence,
    Link,
    Quote,
    build_evidence,
    find_statement_quote,
    is_counted,
)
from onrecord.report.readable import Row
from onrecord.report.wording import Day, write_day


@dataclass(frozen=True, slots=True)
class StanceLine:
    """Where the actor stands on a concept at one time; ``changed`` if it was contrary before.

    It rests on a statement, or on ``evidence`` where the article itself tells it. ``learnt`` says
    that it was coded by what was learnt from codings by hand.
    """

    concept: str
    stance: int
    quote: Quote | None
    day: Day | None
    changed: bool
    evidence: Evidence | None = None
    learnt: bool = False


def list_stances(materials: Materials, actor: ActorLine) -> Iterator[StanceLine]:
    """Yield an actor's positions, concept by concept in order of time, with changes flagged."""
    rows: dict[str, list[Row]] = {}
    for row in materials.positions.take("actor", actor.id):
        rows.setdefault(row.get("concept") or "", []).append(row)
    for concept, positions in sorted(rows.items()):
        before = 0
        for row in positions:
            stance = row.get("stance") or 0
            yield StanceLine(
                concept,
                stance,
                find_statement_quote(materials, row),
                write_day(materials.date_of(row)),
                stance * before < 0,
                build_evidence(materials, row),
                str(row.get("by") or "").startswith("model:"),
            )
            before = stance or before


def take_counted(materials: Materials, positions: Iterable[Row]) -> Iterator[Row]:
    """Yield the positions that count: not what repeats a statement, nor what readers say."""
    for row in positions:
        statement = materials.statements.first("id", row.get("statement") or "")
        if statement is None or is_counted(statement):
            yield row


def is_told(quote: Quote | None, holder: Link) -> bool:
    """Tell whether another than the holder, or who speaks for it, tells where the holder stands."""
    return quote is not None and holder not in (quote.speaker, quote.organisation)
