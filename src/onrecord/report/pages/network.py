"""Who mentions whom in what they say, and who answers: a picture and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.picture import Edge, Node, Picture, draw_network
from onrecord.report.quotes import Link, Quote, build_quote, is_counted, link_actor
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, turn_leaves

DRAWN, DRAWN_LINES = 40, 120
QUOTED = 5
PER_LEAF = 120


@dataclass(frozen=True, slots=True)
class PairLine:
    """What one actor says about or to another; ``answers`` counts replies among them."""

    anchor: str
    speaker: Link
    target: Link
    statements: int
    answers: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The picture and, pair by pair, the statements behind its lines."""

    picture: Picture | None
    actors: int
    pairs: tuple[PairLine, ...]
    total: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class _Pair:
    speaker: ActorLine
    target: ActorLine
    statements: int
    answers: int

    @property
    def anchor(self) -> str:
        ids = (self.speaker.page, self.target.page)
        return "pair-" + "-".join(page[len("actor/") : -len(".html")] for page in ids)


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the picture with the strongest pairs, then the other pairs."""
    pairs = sorted(
        _find_pairs(materials), key=lambda p: (-p.statements, p.speaker.name, p.target.name)
    )
    picture = _draw(pairs) if pairs else None
    actors = len({end.id for pair in pairs for end in (pair.speaker, pair.target)})
    for file, leaf, batch in turn_leaves("network", pairs, len(pairs), PER_LEAF):
        lines = tuple(_build_pair(materials, pair) for pair in batch)
        drawn = picture if leaf.number == 1 else None
        page = NetworkPage(drawn, actors, lines, len(pairs), leaf)
        yield Sheet(file, "network.html", "Who mentions and answers whom", page)


def _find_pairs(materials: Materials) -> Iterator[_Pair]:
    for exchange in materials.statements.values("exchange"):
        speaker, target = (materials.actors.get(end) for end in exchange.split(" "))
        if speaker is None or target is None or speaker == target:
            continue
        said = [row for row in materials.take_exchange(speaker, target) if is_counted(row)]
        if said:
            heard = list(materials.take_exchange(target, speaker))
            yield _Pair(speaker, target, len(said), count_answers(materials, said, heard))


def count_answers(materials: Materials, said: list[Row], heard: list[Row]) -> int:
    """Count the statements that follow one of the other about or to their speaker."""
    return sum(1 for row in said if any(materials.follows(row, other) for other in heard))


def _build_pair(materials: Materials, pair: _Pair) -> PairLine:
    rows = filter(is_counted, materials.take_exchange(pair.speaker, pair.target))
    quotes = tuple(build_quote(materials, row) for row in islice(rows, QUOTED))
    return PairLine(
        pair.anchor,
        link_actor(pair.speaker),
        link_actor(pair.target),
        pair.statements,
        pair.answers,
        quotes,
    )


def _draw(pairs: list[_Pair]) -> Picture:
    """Draw the actors with most statements between them, and their strongest lines."""
    weight: Counter[ActorLine] = Counter()
    for pair in pairs:
        weight[pair.speaker] += pair.statements
        weight[pair.target] += pair.statements
    chosen = sorted(weight, key=lambda actor: (-weight[actor], actor.name))[:DRAWN]
    drawn = [p for p in pairs[:PER_LEAF] if p.speaker in chosen and p.target in chosen][
        :DRAWN_LINES
    ]
    used = {end for pair in drawn for end in (pair.speaker, pair.target)}
    heaviest = weight[chosen[0]]
    nodes = [Node(a.id, a.name, a.page, weight[a] / heaviest) for a in chosen if a in used]
    return draw_network(nodes, [_build_edge(pair) for pair in drawn])


def _build_edge(pair: _Pair) -> Edge:
    label = f"{pair.speaker.name} on {pair.target.name}: {pair.statements}"
    label += f", {pair.answers} of them in answer" if pair.answers else ""
    kind = "answers" if pair.answers else "mentions"
    return Edge(pair.speaker.id, pair.target.id, label, pair.anchor, kind, pair.statements)
