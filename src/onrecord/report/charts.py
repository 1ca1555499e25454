"""Pictures of numbers: how often each two actors stand together, and a measure over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CELL, GAP, LABELS = 34.0, 10.0, 250.0
DARKEST = 0.35
PLOT_WIDTH, PLOT_HEIGHT, LEFT, ABOVE, BELOW = 720.0, 180.0, 44.0, 16.0, 40.0


@dataclass(frozen=True, slots=True)
class Row:
    """An actor's row: a number that stands for the actor in the columns, and where it is."""

    number: int
    label: str
    href: str
    y: float


@dataclass(frozen=True, slots=True)
class Square:
    """Two actors: ``shade`` is how dark; ``anchor`` leads to what is known of them, if anything."""

    x: float
    y: float
    shade: float
    figure: str
    label: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Heatmap:
    """The squares of each two of some actors, one half, those of one group in a ``frame``."""

    rows: tuple[Row, ...]
    squares: tuple[Square, ...]
    frames: tuple[tuple[float, float, float], ...]
    width: float
    height: float
    cell: float = CELL


@dataclass(frozen=True, slots=True)
class Mark:
    """A value with its error bar; ``y`` is ``None`` where there is no value."""

    x: float
    label: tuple[str, str]
    y: float | None = None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """Marks in order of time, and the lines of the scale with their figures."""

    marks: tuple[Mark, ...]
    scale: tuple[tuple[float, str], ...]
    width: float
    height: float
    left: float = LEFT


def draw_heatmap(
    groups: Sequence[Sequence[tuple[str, str, str]]],
    shares: Mapping[tuple[str, str], float],
    anchors: Mapping[tuple[str, str], str],
) -> Heatmap:
    """Lay out actors (id, label, href) group by group; ``shares`` (0 to 1) shade each two."""
    actors = [actor for group in groups for actor in group]
    places, frames, at = [], [], 0.0
    for group in groups:
        frames.append((LABELS + at, at, len(group) * CELL))
        places += [at + row * CELL for row in range(len(group))]
        at += len(group) * CELL + GAP
    rows = [
        Row(number, label, href, y)
        for number, ((_, label, href), y) in enumerate(zip(actors, places, strict=True), 1)
    ]
    squares = []
    for down, (one, label, _) in enumerate(actors):
        for across, (two, other, _) in enumerate(actors[:down]):
            pair = (one, two) if one < two else (two, one)
            share = shares.get(pair, 0.0)
            words = f"{other} and {label}: together in {share:.0%} of resamples".replace(
                "%", " per cent"
            )
            squares.append(Square(
                LABELS + places[across], places[down], round(share * DARKEST, 3),
                f"{share * 100:.0f}", words, anchors.get(pair),
            ))  # fmt: skip
    side = at - GAP if groups else 0.0
    return Heatmap(tuple(rows), tuple(squares), tuple(frames), LABELS + side + 2, side + 2)


def draw_series(
    values: Sequence[tuple[tuple[str, str], tuple[float, float, float] | None]], *, top: float
) -> Series:
    """Lay out labelled values (value, low, high) over time, on a scale from 0 to ``top``."""
    step = (PLOT_WIDTH - LEFT) / max(1, len(values))

    def height(value: float) -> float:
        return round(ABOVE + PLOT_HEIGHT * (1 - min(max(value, 0.0), top) / top), 1)

    marks = []
    for at, (label, value) in enumerate(values):
        x = round(LEFT + (at + 0.5) * step, 1)
        marks.append(Mark(x, label, *map(height, value)) if value else Mark(x, label))
    figures = [top * part / 5 for part in range(6)]
    scale = tuple((height(figure), f"{figure:.1f}") for figure in figures)
    return Series(tuple(marks), scale, PLOT_WIDTH, ABOVE + PLOT_HEIGHT + BELOW)
