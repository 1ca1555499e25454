"""Who backs and who attacks an actor, and whom the actor backs and attacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.quotes import (
    Evidence,
    Link,
    Quote,
    build_evidence,
    build_link,
    find_statement_quote,
)
from onrecord.report.readable import Row, confidence_of

MOST_TIES = 12


@dataclass(frozen=True, slots=True)
class TieLine:
    """What one reported tie rests on."""

    evidence: Evidence | None
    quote: Quote | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Opposite:
    """All ties with one other actor, the surest first."""

    other: Link
    ties: tuple[TieLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Side:
    """All ties in one direction and sign: "Backs", "Opposes", "Backed by", "Opposed by"."""

    heading: str
    sign: int
    others: tuple[Opposite, ...]


def list_sides(materials: Materials, actor: ActorLine) -> Iterator[Side]:
    """Yield the ties of an actor by direction and sign, those with most ties to one other first."""
    for heading, end, other, sign in (
        ("Backs", "from", "to", 1),
        ("Opposes", "from", "to", -1),
        ("Backed by", "to", "from", 1),
        ("Opposed by", "to", "from", -1),
    ):
        others: dict[str, list[Row]] = {}
        for row in materials.ties.take(end, actor.id):
            if row.get("sign") == sign:
                others.setdefault(row.get(f"{other}_id") or row.get(other) or "", []).append(row)
        if others:
            ranked = sorted(others.values(), key=len, reverse=True)
            built = tuple(_build_opposite(materials, rows, other) for rows in ranked)
            yield Side(heading, sign, built)


def _build_opposite(materials: Materials, rows: list[Row], other: str) -> Opposite:
    surest = sorted(rows, key=lambda row: -confidence_of(row))[:MOST_TIES]
    return Opposite(
        build_link(materials, rows[0], other) or Link("someone not named"),
        tuple(build_tie(materials, row) for row in surest),
        len(rows),
    )


def build_tie(materials: Materials, row: Row) -> TieLine:
    """Make a tie's row ready to be shown."""
    return TieLine(
        build_evidence(materials, row),
        find_statement_quote(materials, row),
        confidence_of(row),
    )
