"""Who sides with whom, and who stands where on what: from the ties and positions of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.pages.backing import TieLine, build_tie
from onrecord.report.pages.stances import StanceLine, is_told, list_stances, take_counted
from onrecord.report.picture import Edge, Node, Picture, draw_sides
from onrecord.report.quotes import (
    Evidence,
    Link,
    Quote,
    build_evidence,
    find_statement_quote,
    link_actor,
)
from onrecord.report.readable import Row
from onrecord.report.sheet import Sheet
from onrecord.report.wording import write_count

DRAWN, DRAWN_LINES = 60, 160
LISTED, QUOTED = 200, 4
CONCEPTS, HOLDERS = 12, 60


@dataclass(frozen=True, slots=True)
class SideLine:
    """All ties of one sign from one actor to another."""

    anchor: str
    source: Link
    target: Link
    sign: int
    ties: int
    evidence: tuple[TieLine, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an actor stands on a concept: statements for, against and neutral."""

    backing: int
    opposing: int
    neutral: int

    @property
    def stance(self) -> int | None:
        """Return the sign of the balance, ``None`` where nothing was said."""
        if not (self.backing or self.opposing or self.neutral):
            return None
        return (self.backing > self.opposing) - (self.backing < self.opposing)


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """An actor's row of the matrix."""

    actor: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Actors who stand where they do by the same statement.

    ``told`` if someone else says so. Where the article itself does, ``evidence`` has its words.
    """

    holders: tuple[Link, ...]
    quote: Quote | None
    told: bool
    evidence: Evidence | None = None

    @property
    def named(self) -> bool:
        """Tell whether the holders have to be named beside the statement."""
        return self.quote is None or self.holders != (self.quote.speaker,)


@dataclass(frozen=True, slots=True)
class Camp:
    """Those who take one stance, and how many they are."""

    stance: int
    size: int
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class ConceptLine:
    """Who stands where on a concept, with a statement of each where there is one."""

    concept: str
    anchor: str
    camps: tuple[Camp, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of position: the statement before and the one after."""

    actor: Link
    concept: str
    before: StanceLine
    after: StanceLine

    def tells(self, line: StanceLine) -> bool:
        """Tell whether another's words say where the actor stood."""
        return is_told(line.quote, self.actor)


@dataclass(frozen=True, slots=True)
class SidesPage:
    """The picture of signed ties, the matrix of positions, its changes, and concept by concept."""

    picture: Picture | None
    lines: tuple[SideLine, ...]
    total: int
    concepts: tuple[str, ...]
    matrix: tuple[MatrixLine, ...]
    changes: tuple[Change, ...]
    camps: tuple[ConceptLine, ...]


def has_sides(materials: Materials) -> bool:
    """Tell whether the record holds anything to show here."""
    return bool(len(materials.ties) or len(materials.positions))


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the page of sides, if the record has any."""
    if has_sides(materials):
        yield Sheet("sides.html", "sides.html", "Who sides with whom", build_sides(materials))


def build_sides(materials: Materials) -> SidesPage:
    """Gather ties and positions."""
    groups = _group_ties(materials)
    holders = _count_positions(materials)
    concepts = _rank_concepts(holders)
    return SidesPage(
        picture=_draw(groups) if groups else None,
        lines=tuple(_build_line(materials, *item) for item in groups[:LISTED]),
        total=len(groups),
        concepts=concepts,
        matrix=tuple(_build_matrix(materials, holders, concepts)),
        changes=tuple(_find_changes(materials, holders)),
        camps=tuple(_build_concept(materials, at, name) for at, name in enumerate(concepts, 1)),
    )


Group = tuple[ActorLine, ActorLine, int, list[str]]


def _group_ties(materials: Materials) -> list[Group]:
    """List pairs and sign with the ids of their ties, those with most ties first."""
    groups: dict[tuple[str, str, int], list[str]] = {}
    for row in materials.ties:
        source, target = materials.find_actor(row, "from"), materials.find_actor(row, "to")
        if source and target and source != target and row.get("sign") in {1, -1}:
            groups.setdefault((source.id, target.id, row["sign"]), []).append(row["id"])
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    actors = materials.actors
    return [(actors[source], actors[target], sign, ids) for (source, target, sign), ids in ranked]


def _anchor(group: Group) -> str:
    ids = (page[len("actor/") : -len(".html")] for page in (group[0].page, group[1].page))
    return f"tie-{'-'.join(ids)}-{'for' if group[2] > 0 else 'against'}"


def _build_line(
    materials: Materials, source: ActorLine, target: ActorLine, sign: int, ids: list[str]
) -> SideLine:
    rows = (materials.ties.first("id", each) for each in islice(ids, QUOTED))
    evidence = tuple(build_tie(materials, row) for row in rows if row)
    anchor = _anchor((source, target, sign, ids))
    return SideLine(anchor, link_actor(source), link_actor(target), sign, len(ids), evidence)


def _draw(groups: list[Group]) -> Picture:
    weight: Counter[ActorLine] = Counter()
    for source, target, _, ids in groups:
        weight[source] += len(ids)
        weight[target] += len(ids)
    chosen = sorted(weight, key=lambda actor: (-weight[actor], actor.name))[:DRAWN]
    drawn = [g for g in groups[:LISTED] if g[0] in chosen and g[1] in chosen][:DRAWN_LINES]
    used = {end for group in drawn for end in group[:2]}
    heaviest = weight[chosen[0]]
    nodes = [Node(a.id, a.name, a.page, weight[a] / heaviest) for a in chosen if a in used]
    signs = {_anchor(group): group[2] for group in drawn}
    return draw_sides(nodes, [_build_edge(group) for group in drawn], signs)


def _build_edge(group: Group) -> Edge:
    source, target, sign, ids = group
    verb = "supports" if sign > 0 else "opposes"
    label = f"{source.name} {verb} {target.name}: {write_count(len(ids), 'tie')}"
    return Edge(source.id, target.id, label, _anchor(group), verb, len(ids))


Holders = dict[str, dict[str, Counter[int]]]


def _count_positions(materials: Materials) -> Holders:
    """Count, by actor and concept, how often each stance is taken."""
    holders: Holders = {}
    for row in take_counted(materials, materials.positions):
        actor = materials.find_actor(row, "actor")
        if actor is not None:
            concepts = holders.setdefault(actor.id, {})
            concepts.setdefault(row.get("concept") or "", Counter())[row.get("stance") or 0] += 1
    return holders


def _rank_concepts(holders: Holders) -> tuple[str, ...]:
    """List the concepts that most actors take a position on."""
    counts = Counter(concept for concepts in holders.values() for concept in concepts)
    return tuple(sorted(counts, key=lambda concept: (-counts[concept], concept))[:CONCEPTS])


def _build_matrix(
    materials: Materials, holders: Holders, concepts: tuple[str, ...]
) -> Iterator[MatrixLine]:
    """Yield a row for each actor: those against the first concept after those for it."""

    def cells_of(actor: str) -> tuple[Cell, ...]:
        counts = (holders[actor].get(concept, Counter()) for concept in concepts)
        return tuple(Cell(count[1], count[-1], count[0]) for count in counts)

    busiest = sorted(holders, key=lambda a: (-sum(c.total() for c in holders[a].values()), a))
    lines = [(actor, cells_of(actor)) for actor in busiest[:HOLDERS]]
    lines.sort(
        key=lambda line: [-(cell.stance if cell.stance is not None else -2) for cell in line[1]]
    )
    for actor, cells in lines:
        yield MatrixLine(link_actor(materials.actors[actor]), cells)


def _find_changes(materials: Materials, holders: Holders) -> Iterator[Change]:
    for actor in sorted(holders, key=lambda actor: materials.actors[actor].name):
        before: StanceLine | None = None
        for line in list_stances(materials, materials.actors[actor]):
            if line.changed and before is not None:
                yield Change(link_actor(materials.actors[actor]), line.concept, before, line)
            if line.stance:
                before = line


def _build_concept(materials: Materials, number: int, concept: str) -> ConceptLine:
    """Gather the latest position of each actor on a concept, camp by camp."""
    latest: dict[str, Row] = {}
    for row in take_counted(materials, materials.positions.take("concept", concept)):
        actor = materials.find_actor(row, "actor")
        if actor is not None:
            latest[actor.id] = row
    camps = []
    for stance in (1, -1, 0):
        rows = {a: row for a, row in latest.items() if (row.get("stance") or 0) == stance}
        if rows:
            camps.append(Camp(stance, len(rows), tuple(_build_holdings(materials, rows))))
    return ConceptLine(concept, f"concept-{number}", tuple(camps))


def _build_holdings(materials: Materials, rows: dict[str, Row]) -> Iterator[Holding]:
    """Yield a statement once, with all who stand where they do by it."""
    groups: dict[str, list[str]] = {}
    for actor, row in rows.items():
        groups.setdefault(row.get("statement") or f"none {actor}", []).append(actor)
    for actors in groups.values():
        holders = tuple(link_actor(materials.actors[actor]) for actor in actors)
        quote = find_statement_quote(materials, rows[actors[0]])
        told = all(is_told(quote, holder) for holder in holders)
        yield Holding(holders, quote, told, build_evidence(materials, rows[actors[0]]))
