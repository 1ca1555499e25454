"""Labels that collide neither with each other nor with the nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.networks.pictures.style import INK, PAPER, SOFT
from onrecord.networks.table import Numbers

_ANGLES = np.deg2rad([0, 180, 90, 270, 45, 315, 135, 225])
_REACHES = (1.0, 2.2, 3.8, 6.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float


def place_labels(
    axes: Any, points: Numbers, radii: Sequence[float], labels: Sequence[str], *, size: float = 7.5
) -> int:
    """Write a label near each point, the first ones first; return how many found no place.

    Eight directions are tried around each node, then the same farther off with a thin line to
    the node. ``radii`` are those of the nodes in points.
    """
    from matplotlib.patheffects import withStroke

    figure = axes.figure
    scale = figure.dpi / 72
    pixels = axes.transData.transform(points) if len(points) else np.zeros((0, 2))
    nodes = [_around(p, r * scale, r * scale) for p, r in zip(pixels, radii, strict=True)]
    frame = axes.get_window_extent()
    taken: list[Box] = []
    left_out = 0
    for number, label in enumerate(labels):
        text = axes.text(0, 0, label, fontsize=size, color=INK, ha="center", va="center", zorder=5)
        text.set_path_effects([withStroke(linewidth=2, foreground=PAPER)])
        extent = text.get_window_extent()
        half = extent.width / 2 + 1.5 * scale, extent.height / 2 + 0.5 * scale
        found = _find_place(
            pixels[number], radii[number] * scale, half, nodes, taken, number, frame
        )
        if found is None:
            text.remove()
            left_out += 1
            continue
        centre, reach = found
        taken.append(_around(centre, *half))
        inverse = axes.transData.inverted()
        text.set_position(tuple(inverse.transform(centre)))
        if reach > _REACHES[1]:
            x, y = zip(points[number], inverse.transform(centre), strict=True)
            axes.plot(x, y, color=SOFT, linewidth=0.4, zorder=2)
    return left_out


def _around(centre: Numbers, width: float, height: float) -> Box:
    return Box(centre[0] - width, centre[1] - height, centre[0] + width, centre[1] + height)


def _find_place(
    point: Numbers, radius: float, half: tuple[float, float], nodes: Sequence[Box],
    taken: Sequence[Box], own: int, frame: Any,
) -> tuple[Numbers, float] | None:  # fmt: skip
    for reach in _REACHES:
        for angle in _ANGLES:
            direction = np.array([np.cos(angle), np.sin(angle)])
            gap = radius + 5 * reach
            centre = point + direction * (gap + np.abs(direction) * np.array(half))
            box = _around(centre, *half)
            others = (node for number, node in enumerate(nodes) if number != own)
            if _inside(box, frame) and not any(_meet(box, other) for other in (*taken, *others)):
                return centre, reach
    return None


def _meet(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.bottom < b.top and b.bottom < a.top


def _inside(box: Box, frame: Any) -> bool:
    x0, y0, x1, y1 = frame.extents
    return bool(box.left >= x0 and box.right <= x1 and box.bottom >= y0 and box.top <= y1)
