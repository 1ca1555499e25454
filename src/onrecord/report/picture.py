"""Pictures of who is tied to whom: where the actors stand, so that every label can be read.

The same ties give the same picture, whatever the machine: no random start, no clock.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

WIDTH, MARGIN = 1080.0, 24.0
LETTER, LINE = 7.4, 24.0
ROUNDS = 600
SMALL = 6


@dataclass(frozen=True, slots=True)
class Node:
    """An actor in the picture: a disc at ``x``, ``y`` with the label to its right or left."""

    id: str
    label: str
    href: str
    weight: float
    x: float = 0.0
    y: float = 0.0
    left: bool = False

    @property
    def radius(self) -> float:
        """Return the radius of a disc whose area grows with the weight (0 to 1)."""
        return 4 + 7 * math.sqrt(self.weight)

    @property
    def extent(self) -> float:
        """Return the width of the label, about."""
        return LETTER * min(len(self.label), 30) + 10


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one actor to another; ``anchor`` leads to what it rests on.

    ``weight`` counts that; ``path`` and ``width`` are how the line is drawn.
    """

    source: str
    target: str
    label: str
    anchor: str
    kind: str
    weight: int
    path: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and edges with their places, and the size of the whole."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: float
    top: float
    height: float


def draw_network(nodes: Sequence[Node], edges: Sequence[Edge]) -> Picture:
    """Place actors near those they are tied to (Kamada and Kawai 1989), labels apart.

    Each component is placed by itself: the largest on top, the others below it.
    """
    first, *rest = _find_components(nodes, edges) or [[]]
    height = _height(len(first))
    placed = _fit(_place_by_springs(first, edges), (150, 40), (WIDTH - 170, height - 40))
    cells = _lay_cells(rest, height)
    for part, (x, y, width, depth) in zip(rest, cells, strict=True):
        placed += _fit(_place_by_springs(part, edges), (x + 90, y), (x + width - 110, y + depth))
    bottom = max((y + depth for _, y, _, depth in cells), default=height)
    return _finish(_spread(placed, bottom + MARGIN), edges)


def _lay_cells(parts: Sequence[Sequence[Node]], top: float) -> list[tuple[float, ...]]:
    """Return a cell for each part: ``x``, ``y``, width and depth.

    Parts come from the largest down. One of many actors has a row to itself, small ones share.
    """
    cells: list[tuple[float, ...]] = []
    y, at = top + 20, 0
    while at < len(parts):
        many = 1 if len(parts[at]) > SMALL else 4
        row = parts[at : at + many]
        depth = _height(len(row[0])) - 80 if many == 1 else 22.0 * len(row[0])
        width = (WIDTH - 2 * MARGIN) / many
        cells += [(MARGIN + place * width, y, width, depth) for place in range(len(row))]
        y += depth + 40
        at += many
    return cells


def draw_sides(nodes: Sequence[Node], edges: Sequence[Edge], signs: Mapping[str, int]) -> Picture:
    """Place actors from left to right by side: the leading eigenvector of the signed ties.

    Allies get numbers of the same sign there, opponents of contrary signs, as far as the ties
    are balanced (Harary 1953); each component has its own. ``signs`` leads from an edge's anchor
    to +1 or -1. Up and down, actors stand near those they are tied to.
    """
    height = _height(len(nodes))
    placed: list[Node] = []
    top = 0.0
    for part in _find_components(nodes, edges):
        depth = height * len(part) / len(nodes)
        sided = _place_by_side(part, edges, signs)
        placed += [replace(node, y=top + node.y * depth) for node in sided]
        top += depth
    xs = _scale([0.0, *(node.x for node in placed), 1.0], 150, WIDTH - 170)[1:-1]
    placed = [replace(node, x=x) for node, x in zip(placed, xs, strict=True)]
    return _finish(_spread(placed, height), edges)


def _height(nodes: int) -> float:
    return max(260.0, min(1200.0, 120 + 14.0 * nodes + 60 * math.sqrt(nodes)))


def _find_components(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """Return the parts of the network that no tie connects, the largest first."""
    leader = {node.id: node.id for node in nodes}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for edge in edges:
        leader[find(edge.source)] = find(edge.target)
    parts: dict[str, list[Node]] = {}
    for node in nodes:
        parts.setdefault(find(node.id), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0].label))


def _place_by_springs(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    if len(nodes) < 2:
        return list(nodes)
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(node.id for node in nodes)
    graph.add_edges_from((e.source, e.target) for e in edges if e.source in graph)
    places = networkx.kamada_kawai_layout(graph, pos=networkx.circular_layout(graph))
    return [replace(n, x=float(places[n.id][0]), y=float(places[n.id][1])) for n in nodes]


def _place_by_side(
    nodes: Sequence[Node], edges: Sequence[Edge], signs: Mapping[str, int]
) -> list[Node]:
    """Return connected nodes with ``x`` and ``y`` from 0 to 1."""
    import numpy

    rank = {node.id: at for at, node in enumerate(nodes)}
    matrix = numpy.zeros((len(nodes), len(nodes)))
    for edge in edges:
        if edge.source in rank:
            one, two = rank[edge.source], rank[edge.target]
            matrix[one, two] += signs[edge.anchor] * math.sqrt(edge.weight)
            matrix[two, one] += signs[edge.anchor] * math.sqrt(edge.weight)
    values, vectors = numpy.linalg.eigh(matrix)
    leading = [round(float(value), 9) for value in vectors[:, int(numpy.argmax(values))]]
    largest = max(leading, key=abs) or 1.0
    shares = [value / largest for value in leading]
    xs = [0.5 - math.copysign(math.sqrt(abs(share)), share) / 2 for share in shares]
    ys = _order_by_neighbours(abs(matrix) > 0, [x < 0.5 for x in xs])
    return [replace(node, x=x, y=y) for node, x, y in zip(nodes, xs, ys, strict=True)]


def _order_by_neighbours(tied: Any, left: Sequence[bool]) -> list[float]:
    """Order each side from top to bottom so that tied actors face each other (barycentres)."""
    places = [0.5] * len(left)
    sides = [[at for at, is_left in enumerate(left) if is_left is side] for side in (True, False)]
    for _ in range(12):
        for side in sides:
            means = {
                at: sum(places[other] for other in range(len(left)) if tied[at][other])
                / max(1, int(tied[at].sum()))
                for at in side
            }
            for place, at in enumerate(sorted(side, key=lambda at: (means[at], at))):
                places[at] = (place + 0.5) / len(side)
    return places


def _fit(nodes: Sequence[Node], start: tuple[float, float], end: tuple[float, float]) -> list[Node]:
    """Scale places to the rectangle from ``start`` to ``end``."""
    if not nodes:
        return []
    xs = _scale([node.x for node in nodes], start[0], end[0])
    ys = _scale([node.y for node in nodes], start[1], end[1])
    return [replace(node, x=x, y=y) for node, x, y in zip(nodes, xs, ys, strict=True)]


def _spread(nodes: Sequence[Node], height: float) -> list[Node]:
    """Turn labels outwards and push them apart."""
    placed = [replace(node, left=_is_left(node, nodes)) for node in nodes]
    for _ in range(ROUNDS):
        moved = _push_apart(placed, height)
        if moved == placed:
            break
        placed = moved
    return [replace(node, x=round(node.x, 1), y=round(node.y, 1)) for node in placed]


def _is_left(node: Node, nodes: Sequence[Node]) -> bool:
    """Tell whether the label stands to the left: away from those who are near."""
    near = [other.x for other in nodes if abs(other.y - node.y) < 2 * LINE and other != node]
    middle = sum(near) / len(near) if near else WIDTH / 2
    return node.x < middle


def _scale(values: Sequence[float], low: float, high: float) -> list[float]:
    least, most = min(values), max(values)
    if most - least < 1e-9:
        return [(low + high) / 2] * len(values)
    return [low + (value - least) / (most - least) * (high - low) for value in values]


def _box(node: Node) -> tuple[float, float, float, float]:
    inner, outer = node.radius + 4, node.radius + node.extent
    left, right = (outer, inner) if node.left else (inner, outer)
    half = max(node.radius + 2, LINE / 2)
    return node.x - left, node.x + right, node.y - half, node.y + half


def _push_apart(nodes: Sequence[Node], height: float) -> list[Node]:
    """Move each two boxes that overlap apart, the shorter way, and all into the picture."""
    shift = [[0.0, 0.0] for _ in nodes]
    boxes = [_box(node) for node in nodes]
    for one in range(len(nodes)):
        for two in range(one + 1, len(nodes)):
            a, b = boxes[one], boxes[two]
            over_x, over_y = min(a[1], b[1]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[2], b[2])
            if over_x <= 0 or over_y <= 0:
                continue
            axis = 1 if over_y <= over_x else 0
            push = (over_y if axis else over_x) / 2 + 0.5
            ahead = (nodes[one].y <= nodes[two].y) if axis else (nodes[one].x <= nodes[two].x)
            shift[one][axis] -= push if ahead else -push
            shift[two][axis] += push if ahead else -push
    return [_keep_inside(node, dx, dy, height) for node, (dx, dy) in zip(nodes, shift, strict=True)]


def _keep_inside(node: Node, dx: float, dy: float, height: float) -> Node:
    moved = replace(node, x=node.x + dx * 0.6, y=node.y + dy * 0.6)
    left, right, top, bottom = _box(moved)
    x = moved.x + max(0.0, MARGIN / 2 - left) - max(0.0, right - (WIDTH - MARGIN / 2))
    y = moved.y + max(0.0, MARGIN / 2 - top) - max(0.0, bottom - (height - MARGIN / 2))
    return replace(moved, x=x, y=y)


def _finish(nodes: Sequence[Node], edges: Sequence[Edge]) -> Picture:
    places = {node.id: node for node in nodes}
    seen: Counter[tuple[str, str]] = Counter()
    more = max(1, max((edge.weight for edge in edges), default=1) - 1)
    drawn = []
    for edge in edges:
        seen[edge.source, edge.target] += 1
        bend = seen[edge.source, edge.target]
        path = _curve(places[edge.source], places[edge.target], bend)
        width = round(1.2 + 3.3 * (edge.weight - 1) / more, 2)
        drawn.append(replace(edge, path=path, width=width))
    top = min((node.y for node in nodes), default=0.0) - MARGIN
    bottom = max((node.y for node in nodes), default=0.0) + MARGIN
    return Picture(tuple(nodes), tuple(drawn), WIDTH, round(top, 1), round(bottom - top, 1))


def _curve(source: Node, target: Node, bends: int) -> str:
    """Draw a line bent to its left, so that a line and its answer lie apart, ending at the disc."""
    dx, dy = target.x - source.x, target.y - source.y
    length = math.hypot(dx, dy) or 1.0
    bend = min(28.0, length / 7) * (2 * bends - 1)
    cx = (source.x + target.x) / 2 + dy / length * bend
    cy = (source.y + target.y) / 2 - dx / length * bend
    start = _towards(source, cx, cy, source.radius + 1)
    end = _towards(target, cx, cy, target.radius + 7)
    return f"M{start[0]:.1f} {start[1]:.1f}Q{cx:.1f} {cy:.1f} {end[0]:.1f} {end[1]:.1f}"


def _towards(node: Node, x: float, y: float, distance: float) -> tuple[float, float]:
    length = math.hypot(x - node.x, y - node.y) or 1.0
    return node.x + (x - node.x) / length * distance, node.y + (y - node.y) / length * distance
