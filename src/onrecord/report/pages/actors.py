"""The index of actors, and a dossier for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.pages.money import PaymentLine, build_payment, group_payments
from onrecord.report.pages.pledges import PledgeLine, build_pledge, group_pledges
from onrecord.report.quotes import (
    Evidence,
    Link,
    Quote,
    build_evidence,
    build_link,
    build_quote,
    is_first,
    link_actor,
)
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, cut, name_leaves
from onrecord.report.wording import Day, write_count, write_day, write_expected

PER_LEAF = 500
MOST_SAID = 60
MOST_TOLD = 40
MOST_TIES = 12
ACTS = (
    "threat", "demand", "pledge", "refusal", "criticism", "warning", "support", "praise",
    "prediction", "claim", "question",
)  # fmt: skip
PLURALS = {
    "threat": "Threats", "demand": "Demands", "pledge": "Pledges", "refusal": "Refusals",
    "criticism": "Criticism", "warning": "Warnings", "support": "Support", "praise": "Praise",
    "prediction": "Predictions", "claim": "Claims", "question": "Questions",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An actor in the index."""

    name: Link
    kind: str
    office: str
    statements: int
    about: int
    mentions: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Actors, those who say most first."""

    lines: tuple[IndexLine, ...]
    total: int
    leaf: Leaf


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


@dataclass(frozen=True, slots=True)
class StanceLine:
    """Where the actor stands on a concept at one time; ``changed`` if it was contrary before."""

    concept: str
    stance: int
    quote: Quote | None
    day: Day | None
    changed: bool


@dataclass(frozen=True, slots=True)
class ActGroup:
    """What an actor said in one act: the latest of it, and how much there is in all."""

    act: str
    heading: str
    total: int
    expected: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """A dossier."""

    actor: ActorLine
    statements: int
    posts: tuple[PostLine, ...]
    affiliations: tuple[PostLine, ...]
    sides: tuple[Side, ...]
    stances: tuple[StanceLine, ...]
    said: tuple[ActGroup, ...]
    voiced: tuple[Quote, ...]
    told: tuple[Quote, ...]
    told_total: int
    paid: tuple[PaymentLine, ...]
    received: tuple[PaymentLine, ...]
    pledges: tuple[PledgeLine, ...]

    @property
    def aliases(self) -> list[str]:
        """List the other names, without repeating the one in the heading."""
        return [alias for alias in self.actor.aliases if alias != self.actor.name]

    @property
    def counts(self) -> str:
        """Say how much the record holds on the actor."""
        return ", ".join((
            write_count(self.statements, "statement"),
            f"{self.told_total:,} about {'them' if self.actor.kind == 'person' else 'it'}",
            f"{write_count(self.actor.mentions, 'mention')} in the articles",
        ))  # fmt: skip

    @property
    def contents(self) -> list[tuple[str, str]]:
        """List the sections that have anything in them: anchor and name."""
        sections = (
            ("offices", "Offices", self.posts),
            ("affiliations", "Affiliations", self.affiliations),
            ("sides", "Backs and attacks", self.sides),
            ("positions", "Positions", self.stances),
            ("said", "Said", self.said),
            ("voiced", "Said on its behalf", self.voiced),
            ("told", "Said about", self.told),
            ("money", "Money", self.paid or self.received),
            ("pledges", "Pledges", self.pledges),
        )
        return [(anchor, name) for anchor, name, content in sections if content]


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the index, then the dossier of each actor."""
    yield from build_index(materials)
    for actor in materials.actors.values():
        yield Sheet(actor.page, "actor.html", actor.name, build_actor(materials, actor))


def build_index(materials: Materials) -> Iterator[Sheet]:
    """Yield the index of actors, as many files as it fills."""
    said = materials.statements
    actors = sorted(
        materials.actors.values(),
        key=lambda a: (-said.count("speaker", a.id), -said.count("targets", a.id), a.name),
    )
    files = name_leaves("actors", len(actors), PER_LEAF)
    for number, (file, batch) in enumerate(zip(files, cut(actors, PER_LEAF), strict=True), 1):
        lines = tuple(_build_line(materials, actor) for actor in batch)
        page = IndexPage(lines, len(actors), Leaf(number, files))
        yield Sheet(file, "actors.html", "Actors", page)


def _build_line(materials: Materials, actor: ActorLine) -> IndexLine:
    post = materials.offices.first("person", actor.id)
    parts = (post.get("title"), post.get("organisation")) if post else ()
    return IndexLine(
        link_actor(actor),
        actor.kind,
        ", ".join(part for part in parts if part),
        materials.statements.count("speaker", actor.id),
        materials.statements.count("targets", actor.id),
        actor.mentions,
    )


def build_actor(materials: Materials, actor: ActorLine) -> ActorPage:
    """Gather all that the record holds on an actor."""
    told = [row for row in materials.statements.take("targets", actor.id) if is_first(row)]
    voiced = (
        row
        for row in materials.statements.take("organisation", actor.id)
        if is_first(row) and materials.find_actor(row, "speaker") != actor
    )
    payers, payees = (
        group_payments(materials, materials.payments.take(end, actor.id))
        for end in ("payer", "beneficiary")
    )
    return ActorPage(
        actor=actor,
        statements=materials.statements.count("speaker", actor.id),
        posts=tuple(_list_offices(materials, actor)),
        affiliations=tuple(_list_affiliations(materials, actor)),
        sides=tuple(_list_sides(materials, actor)),
        stances=tuple(list_stances(materials, actor)),
        said=tuple(_group_acts(materials, actor)),
        voiced=tuple(build_quote(materials, row) for row in islice(voiced, MOST_TOLD)),
        told=tuple(build_quote(materials, row) for row in told[-MOST_TOLD:][::-1]),
        told_total=len(told),
        paid=tuple(build_payment(materials, rows) for rows in payers),
        received=tuple(build_payment(materials, rows) for rows in payees),
        pledges=tuple(
            build_pledge(materials, rows)
            for rows in group_pledges(materials, materials.pledges.take("by", actor.id))
        ),
    )


def _list_offices(materials: Materials, actor: ActorLine) -> Iterator[PostLine]:
    """Yield the offices that a person holds, then the office-holders of an organisation."""
    yield from _list_posts(materials, materials.offices.take("person", actor.id), "organisation")
    yield from _list_posts(materials, materials.offices.take("organisation", actor.id), "person")


def _list_affiliations(materials: Materials, actor: ActorLine) -> Iterator[PostLine]:
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
            confidence=max(row.get("confidence", 1.0) for row in same),
        )


def _list_sides(materials: Materials, actor: ActorLine) -> Iterator[Side]:
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
    surest = sorted(rows, key=lambda row: -row.get("confidence", 1.0))[:MOST_TIES]
    return Opposite(
        build_link(materials, rows[0], other) or Link("someone not named"),
        tuple(_build_tie(materials, row) for row in surest),
        len(rows),
    )


def _build_tie(materials: Materials, row: Row) -> TieLine:
    statement = materials.statements.first("id", row.get("statement") or "")
    return TieLine(
        build_evidence(materials, row),
        build_quote(materials, statement) if statement else None,
        row.get("confidence", 1.0),
    )


def list_stances(materials: Materials, actor: ActorLine) -> Iterator[StanceLine]:
    """Yield an actor's positions, concept by concept in order of time, with changes flagged."""
    rows: dict[str, list[Row]] = {}
    for row in materials.positions.take("actor", actor.id):
        rows.setdefault(row.get("concept") or "", []).append(row)
    for concept, positions in sorted(rows.items()):
        before = 0
        for row in positions:
            stance = row.get("stance") or 0
            statement = materials.statements.first("id", row.get("statement") or "")
            yield StanceLine(
                concept,
                stance,
                build_quote(materials, statement) if statement else None,
                write_day(materials.date_of(row)),
                stance * before < 0,
            )
            before = stance or before


def _group_acts(materials: Materials, actor: ActorLine) -> Iterator[ActGroup]:
    rows: dict[str, list[Row]] = {}
    for row in materials.statements.take("speaker", actor.id):
        if is_first(row):
            rows.setdefault(row.get("act") or "claim", []).append(row)
    for act in sorted(rows, key=lambda act: ACTS.index(act) if act in ACTS else len(ACTS)):
        said = rows[act]
        expected = write_expected(row.get("confidence", 1.0) for row in said)
        latest = said[-MOST_SAID:][::-1]
        yield ActGroup(
            act,
            PLURALS.get(act, act),
            len(said),
            expected,
            tuple(build_quote(materials, r) for r in latest),
        )
