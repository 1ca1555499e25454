"""Heat maps, trees, bars and lines over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.partitions import tree
from onrecord.networks.phases import Phases
from onrecord.networks.pictures.style import (
    FAINT,
    GREYS,
    INK,
    OPPOSE,
    SOFT,
    SUPPORT,
    clear_frame,
    house_style,
    new_figure,
    set_title,
    shorten,
)
from onrecord.networks.polarization import Polarization
from onrecord.networks.table import Numbers
from onrecord.networks.types import Network
from onrecord.networks.uncertainty import Uncertain

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw_heatmap(
    network: Network, *, cluster: str | None = "average", title: str | None = None
) -> Figure:
    """Return the matrix as shades: blue for positive cells, orange for negative.

    Rows (and columns) are ordered by a tree over the distances of their profiles, or as they
    are with ``cluster=None``. Up to 25 rows by 25 columns the numbers are written in.
    """
    cells = network.dense()
    rows, columns = list(range(len(network.rows))), list(range(len(network.columns)))
    if cluster is not None:
        rows = _leaves(cells, cluster)
        columns = _leaves(cells.T, cluster) if network.two_mode else rows
    with house_style():
        width, height = 2.8 + 0.26 * len(columns), 1.8 + 0.24 * len(rows)
        figure, axes = new_figure(max(width, 4), max(height, 3))
        shown = cells[np.ix_(rows, columns)] if cells.size else np.zeros((1, 1))
        top = float(np.nanmax(np.abs(shown), initial=0.0)) or 1.0
        axes.imshow(shown, cmap=_shades(), vmin=-top, vmax=top, aspect="auto")
        _label_sides(axes, [network.rows[i] for i in rows], [network.columns[j] for j in columns])
        if len(rows) <= 25 and len(columns) <= 25:
            _write_cells(axes, shown, top)
        clear_frame(axes)
        axes.tick_params(length=0)
        if title:
            figure.suptitle(title, x=0.02, ha="left", fontsize=11)
    return figure


def _shades() -> Any:
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("signed", [OPPOSE, "#ffffff", SUPPORT])


def _leaves(cells: Numbers, method: str) -> list[int]:
    from scipy.cluster.hierarchy import leaves_list
    from scipy.spatial.distance import pdist, squareform

    if len(cells) < 3:
        return list(range(len(cells)))
    distance = squareform(pdist(np.nan_to_num(cells)))
    return [int(leaf) for leaf in leaves_list(tree(distance, method))]


def _label_sides(axes: Any, rows: Sequence[str], columns: Sequence[str]) -> None:
    axes.set_yticks(range(len(rows)), [shorten(label) for label in rows], fontsize=7, color=INK)
    axes.set_xticks(
        range(len(columns)), [shorten(label, 32) for label in columns],
        fontsize=7, rotation=60, ha="left", rotation_mode="anchor", color=INK,
    )  # fmt: skip
    axes.xaxis.set_ticks_position("top")


def _write_cells(axes: Any, cells: Numbers, top: float) -> None:
    for (i, j), value in np.ndenumerate(cells):
        if value:
            text = f"{value:.0f}" if float(value).is_integer() else f"{value:.2f}"
            shade = "white" if abs(value) > 0.6 * top else INK
            axes.text(
                j, i, text.replace("-", "−"), ha="center", va="center", fontsize=6, color=shade
            )


def draw_dendrogram(
    network: Network, *, method: str = "average", title: str | None = None
) -> Figure:
    """Return the tree of the rows, by the Euclidean distances of their profiles.

    ``method`` is one of ``partitions.tree``. Raises ``UsageError`` for fewer than two rows.
    """
    from scipy.cluster.hierarchy import dendrogram

    from onrecord.networks.partitions import euclidean

    if len(network.rows) < 2:
        raise UsageError("a tree needs at least two actors")
    links = tree(euclidean(np.nan_to_num(network.dense())), method)
    with house_style():
        figure, axes = new_figure(6.5, 1.2 + 0.22 * len(network.rows))
        dendrogram(
            links, ax=axes, orientation="left", color_threshold=0, above_threshold_color=SOFT,
            labels=[shorten(label, 50) for label in network.rows],
        )  # fmt: skip
        axes.tick_params(axis="y", labelsize=7.5, length=0, labelcolor=INK)
        axes.tick_params(axis="x", labelsize=7)
        axes.set_xlabel(f"distance at which groups join ({method})", fontsize=7.5)
        clear_frame(axes, "top", "left", "right")
        set_title(axes, title)
    return figure


def draw_bars(counts: pd.DataFrame, *, most: int = 30, title: str | None = None) -> Figure:
    """Return bars of how often each entity speaks, from ``count_statements``.

    With two values (or a scale of numbers) the negative or lower ones stand on the left, hatched
    orange, and the others on the right, blue. Only the ``most`` frequent are drawn.
    """
    kept = counts.loc[counts.sum(axis=1).sort_values(ascending=False).index[:most]].iloc[::-1]
    left, right = _sides(list(kept.columns))
    with house_style():
        figure, axes = new_figure(6.5, 1.2 + 0.22 * max(len(kept), 3))
        places = np.arange(len(kept))
        for names, sign, hue, hatch in ((left, -1, OPPOSE, "////"), (right, 1, SUPPORT, "")):
            base = np.zeros(len(kept))
            for depth, name in enumerate(names):
                values = kept[name].to_numpy(dtype=np.float64) * sign
                axes.barh(
                    places, values, left=base, height=0.72, hatch=hatch, edgecolor="white",
                    color=hue, alpha=1 - 0.5 * depth / max(len(names), 1), linewidth=0.4,
                    label=_name_level(name, list(kept.columns)),
                )  # fmt: skip
                base = base + values
        axes.set_yticks(places, [shorten(str(x), 45) for x in kept.index], fontsize=7.5, color=INK)
        axes.axvline(0, color=INK, linewidth=0.6)
        axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        axes.set_xlabel("statements", fontsize=8)
        axes.tick_params(axis="y", length=0)
        clear_frame(axes, "top", "left", "right")
        if len(kept.columns) > 1:
            axes.legend(frameon=False, fontsize=7.5, loc="lower right", bbox_to_anchor=(1, 1.0),
                        ncols=min(len(kept.columns), 6))  # fmt: skip
        set_title(axes, title)
    return figure


def _sides(levels: list[str]) -> tuple[list[str], list[str]]:
    numbers = [_as_number(level) for level in levels]
    if levels == ["0", "1"]:
        return ["0"], ["1"]
    if any(number is None for number in numbers):
        return [], levels
    pairs = [(number, level) for number, level in zip(numbers, levels, strict=True)]
    left = [level for number, level in pairs if number is not None and number < 0]
    return left[::-1], [level for level in levels if level not in left]


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _name_level(level: str, levels: list[str]) -> str:
    if levels == ["0", "1"]:
        return {"0": "against", "1": "for"}[level]
    named = {"-1": "against", "0": "neutral", "1": "for"}
    return named[level] if set(levels) <= set(named) else level


def draw_frequency(counts: pd.DataFrame, *, title: str | None = None, most: int = 6) -> Figure:
    """Return lines of how many statements fall in each period, from ``count_over_time``.

    Of many entities the ``most`` frequent have a line; the line's end bears the name.
    """
    kept = counts[counts.sum().sort_values(ascending=False).index[:most]]
    with house_style():
        figure, axes = new_figure(7.5, 3.4)
        styles = ("-", "--", ":", "-.", (0, (1, 1)), (0, (5, 1)))
        for number, name in enumerate(kept.columns):
            shade = INK if number < 3 else SOFT
            style = styles[number % len(styles)]
            axes.plot(
                kept.index, kept[name], color=shade, linewidth=1.1, linestyle=style,
                label=shorten(str(name), 30),
            )  # fmt: skip
        axes.set_ylabel("statements", fontsize=8)
        axes.set_ylim(bottom=0)
        clear_frame(axes, "top", "right")
        if len(kept.columns) > 1:
            axes.legend(frameon=False, fontsize=7.5, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        _date_axis(axes)
        set_title(axes, title)
    return figure


def _date_axis(axes: Any) -> None:
    from matplotlib import dates

    tools: Any = dates  # its classes bear no types
    locator = tools.AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(tools.ConciseDateFormatter(locator))
    axes.tick_params(labelsize=7.5)


def draw_polarization(
    series: Sequence[Polarization], *, band: tuple[Numbers, Numbers] | None = None,
    title: str | None = None,
) -> Figure:  # fmt: skip
    """Return polarization (or any score) over time, with a band of uncertainty if given.

    Windows in which nothing could be divided are gaps.
    """
    times = [step.middle for step in series]
    scores = np.array([step.score if step.labels else np.nan for step in series])
    if any(time is None for time in times):
        raise UsageError("a line over time needs windows: give window= and width=")
    with house_style():
        figure, axes = new_figure(7.5, 3.2)
        if band is not None:
            axes.fill_between(times, band[0], band[1], color=FAINT, linewidth=0)
        axes.plot(times, scores, color=INK, linewidth=1.2, marker="o", markersize=2.5)
        axes.set_ylabel("polarization", fontsize=8)
        axes.set_ylim(0, max(1.0, float(np.nanmax(scores, initial=0.0)) * 1.05))
        clear_frame(axes, "top", "right")
        _date_axis(axes)
        set_title(axes, title)
    return figure


def draw_phases(phases: Phases, *, title: str | None = None) -> Figure:
    """Return the distances of the slices as shades, with the states below them."""
    with house_style():
        figure, axes = new_figure(5.6, 6.0)
        axes.imshow(phases.distances, cmap="Greys", vmin=0, vmax=1)
        count = len(phases.middles)
        shown = range(0, count, max(1, count // 8))
        names = [_day(phases.middles[number]) for number in shown]
        axes.set_yticks(list(shown), names, fontsize=7)
        axes.set_xticks([])
        clear_frame(axes)
        strip = axes.inset_axes((0, -0.09, 1, 0.05))
        states = np.array(phases.states)[None, :]
        strip.imshow(states, cmap="Greys", aspect="auto", vmin=-1, vmax=max(states.max(), 1))
        starts = np.flatnonzero(np.diff(np.concatenate([[-1], phases.states])))
        for start in starts:
            strip.text(start, 0, str(phases.states[start] + 1), fontsize=7, va="center",
                       color=SUPPORT, fontweight="bold")  # fmt: skip
        strip.set_xticks([])
        strip.set_yticks([])
        clear_frame(strip)
        strip.set_xlabel(
            f"state (by {phases.method}, modularity {phases.modularity:.2f})", fontsize=7.5
        )
        set_title(axes, title, "how far slices lie from each other: white the same, black most")
    return figure


def _day(when: Any) -> str:
    return "" if when is None else f"{when.day} {when:%b %Y}"


def draw_recurrence(uncertain: Uncertain, *, most: int = 30, title: str | None = None) -> Figure:
    """Return the strongest ties with their intervals and how often they recur."""
    frame = uncertain.edges
    frame = frame.reindex(frame["weight"].abs().sort_values(ascending=False).index[:most])
    frame = frame.iloc[::-1]
    places = np.arange(len(frame))
    with house_style():
        figure, axes = new_figure(7.0, 1.2 + 0.21 * max(len(frame), 3))
        hues = [SUPPORT if weight > 0 else OPPOSE for weight in frame["weight"]]
        axes.hlines(places, frame["low"], frame["high"], color=hues, linewidth=1.2, alpha=0.7)
        marks = ["o" if weight > 0 else "D" for weight in frame["weight"]]
        for place, weight, hue, mark in zip(places, frame["weight"], hues, marks, strict=True):
            axes.plot(weight, place, marker=mark, color=hue, markersize=4, markeredgecolor=INK,
                      markeredgewidth=0.4)  # fmt: skip
        names = [
            f"{shorten(str(a), 28)} – {shorten(str(b), 28)}"
            for a, b in zip(frame["source"], frame["target"], strict=True)
        ]
        axes.set_yticks(places, names, fontsize=7, color=INK)
        for place, share in zip(places, frame["recurrence"], strict=True):
            axes.text(1.02, place, f"{share:.0%}", transform=axes.get_yaxis_transform(),
                      fontsize=7, va="center", color=SOFT)  # fmt: skip
        axes.axvline(0, color=GREYS[3], linewidth=0.6)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel(f"weight, with {uncertain.level:.0%} interval", fontsize=8)
        clear_frame(axes, "top", "left", "right")
        set_title(axes, title, f"right: share of {uncertain.runs} resamples with the same sign")
    return figure
