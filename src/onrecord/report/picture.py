"""Pictures of who is tied to whom: where the actors stand, so that every label can be read.

The same ties give the same picture, whatever the machine: no random start, no clock.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

WIDTH, MARGIN = 1080.0, 24.0
LETTER, LINE = 7.4, 24.0
ROUNDS = 600


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
    """A line from one actor to another, as a path; ``anchor`` leads to what it rests on."""

    source: str
    target: str
    label: str
    anchor: str
    kind: str
    weight: float
    path: str = ""

    @property
    def width(self) -> float:
        """Return the width of the line, which grows with the weight (0 to 1)."""
        return round(1 + 3.5 * self.weight, 2)


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and edges with their places, and the size of the whole."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: float
    top: float
    height: float


def draw_network(nodes: Sequence[Node], edges: Sequence[Edge]) -> Picture:
    """Place actors near those they are tied to (Kamada and Kawai 1989), labels apart."""
    height = _height(len(nodes))
    return _finish(_spread(_place_by_springs(nodes, edges), height), edges)


def draw_sides(nodes: Sequence[Node], edges: Sequence[Edge], signs: Mapping[str, int]) -> Picture:
    """Place actors from left to right by side: the leading eigenvector of the signed ties.

    Allies get numbers of the same sign there, opponents of contrary signs, as far as the ties
    are balanced (Harary 1953); ``signs`` leads from an edge's anchor to +1 or -1.
    """
    height = _height(len(nodes))
    return _finish(_spread(_place_by_side(nodes, edges, signs), height), edges)


def _height(nodes: int) -> float:
    return max(300.0, min(1200.0, 120 + 17.0 * nodes + 90 * math.sqrt(nodes)))


def _place_by_springs(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(node.id for node in nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in edges)
    if len(nodes) < 2:
        return [replace(node, x=0.5, y=0.5) for node in nodes]
    steps = dict(networkx.all_pairs_shortest_path_length(graph))
    longest = max(max(row.values()) for row in steps.values())
    distances = {a: {b: steps[a].get(b, longest + 1.5) for b in graph.nodes} for a in graph.nodes}
    start = networkx.circular_layout(graph)
    places = networkx.kamada_kawai_layout(graph, dist=distances, pos=start)
    return [
        replace(node, x=float(places[node.id][0]), y=float(places[node.id][1])) for node in nodes
    ]


def _place_by_side(
    nodes: Sequence[Node], edges: Sequence[Edge], signs: Mapping[str, int]
) -> list[Node]:
    import numpy

    rank = {node.id: at for at, node in enumerate(nodes)}
    matrix = numpy.zeros((len(nodes), len(nodes)))
    for edge in edges:
        one, two = rank[edge.source], rank[edge.target]
        matrix[one, two] += signs[edge.anchor] * math.sqrt(edge.weight)
        matrix[two, one] += signs[edge.anchor] * math.sqrt(edge.weight)
    values, vectors = numpy.linalg.eigh(matrix)
    leading = vectors[:, int(numpy.argmax(values))] if len(nodes) else numpy.zeros(0)
    leading = leading * (1 if leading[int(numpy.argmax(abs(leading)))] > 0 else -1)
    largest = float(abs(leading).max()) or 1.0
    spread = numpy.sign(leading) * numpy.sqrt(abs(leading) / largest)
    return [
        replace(node, x=float(spread[at]), y=float(at % 7 + at / 50))
        for at, node in enumerate(nodes)
    ]


def _spread(nodes: Sequence[Node], height: float) -> list[Node]:
    """Scale places to the picture, turn labels outwards, push labels apart."""
    if not nodes:
        return []
    xs, ys = (
        _scale([n.x for n in nodes], 150, WIDTH - 170),
        _scale([n.y for n in nodes], 40, height - 40),
    )
    placed = [
        replace(node, x=x, y=y, left=x < WIDTH / 2)
        for node, x, y in zip(nodes, xs, ys, strict=True)
    ]
    for _ in range(ROUNDS):
        moved = _push_apart(placed, height)
        if moved == placed:
            break
        placed = moved
    return [replace(node, x=round(node.x, 1), y=round(node.y, 1)) for node in placed]


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
    drawn = (replace(e, path=_curve(places[e.source], places[e.target])) for e in edges)
    top = min((node.y for node in nodes), default=0.0) - 2 * MARGIN
    bottom = max((node.y for node in nodes), default=0.0) + 2 * MARGIN
    return Picture(tuple(nodes), tuple(drawn), WIDTH, round(top, 1), round(bottom - top, 1))


def _curve(source: Node, target: Node) -> str:
    """Draw a line bent to its left, so that a line and its answer lie apart, ending at the disc."""
    dx, dy = target.x - source.x, target.y - source.y
    length = math.hypot(dx, dy) or 1.0
    bend = min(28.0, length / 7)
    cx, cy = (
        (source.x + target.x) / 2 + dy / length * bend,
        (source.y + target.y) / 2 - dx / length * bend,
    )
    start = _towards(source, cx, cy, source.radius + 1)
    end = _towards(target, cx, cy, target.radius + 7)
    return f"M{start[0]:.1f} {start[1]:.1f}Q{cx:.1f} {cy:.1f} {end[0]:.1f} {end[1]:.1f}"


def _towards(node: Node, x: float, y: float, distance: float) -> tuple[float, float]:
    length = math.hypot(x - node.x, y - node.y) or 1.0
    return node.x + (x - node.x) / length * distance, node.y + (y - node.y) / length * distance
