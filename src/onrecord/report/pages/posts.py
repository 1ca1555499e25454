"""Offices and affiliations: who holds what, who belongs to whom, and where an article says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.quotes import Evidence, Link, build_evidence, build_link
from onrecord.report.readable import Row, confidence_of
from onrecord.report.wording import Day, write_day


@dataclass(frozen=True, slots=True)
class PostLine:
    """An office or affiliation: ``text`` says what, ``other`` is the other end.

    ``reverse`` if it is the other end that holds the office or belongs to this actor.
    """

    text: str
    other: Link | None
    reverse: bool
    since: Day | None
    until: Day | None
    evidence: Evidence | None
    articles: int
    confidence: float


def list_offices(materials: Materials, actor: ActorLine) -> Iterator[PostLine]:
    """Yield the offices that a person holds, then the office-holders of an organisation."""
    yield from _list_posts(materials, materials.offices.take("person", actor.id), "organisation")
    yield from _list_posts(materials, materials.offices.take("organisation", actor.id), "person")


def list_affiliations(materials: Materials, actor: ActorLine) -> Iterator[PostLine]:
    """Yield what an actor belongs to, then what belongs to the actor."""
    yield from _list_posts(materials, materials.affiliations.take("member", actor.id), "of")
    yield from _list_posts(materials, materials.affiliations.take("of", actor.id), "member")


def _list_posts(materials: Materials, rows: Iterable[Row], other: str) -> Iterator[PostLine]:
    """Yield each post once, with the first evidence and the number of articles that tell of it."""
    posts: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        text = row.get("title") or row.get("kind") or "belongs to"
        end = materials.find_actor(row, other)
        what = (text.casefold(), end.id if end else row.get(other), row.get("from"), row.get("to"))
        posts.setdefault(what, []).append(row)
    for same in posts.values():
        yield PostLine(
            text=same[0].get("title") or same[0].get("kind") or "belongs to",
            other=build_link(materials, same[0], other),
            reverse=other in {"person", "member"},
            since=write_day(same[0].get("from")),
            until=write_day(same[0].get("to")),
            evidence=build_evidence(materials, same[0]),
            articles=len({row.get("article") for row in same}),
            confidence=max(confidence_of(row) for row in same),
        )
