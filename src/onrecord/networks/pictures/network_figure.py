"""A network as a picture: signed ties, sized nodes, coalitions only with their stability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.convert import indexed_edges, node_ids, node_table
from onrecord.networks.layout import Positions, find_common_positions, find_positions
from onrecord.networks.pictures.labels import place_labels
from onrecord.networks.pictures.style import (
    FAINT,
    GREYS,
    INK,
    NEUTRAL,
    OPPOSE,
    SHAPES,
    SOFT,
    SUPPORT,
    clear_frame,
    house_style,
    new_figure,
    set_title,
    shorten,
)
from onrecord.networks.table import Numbers
from onrecord.networks.types import Network
from onrecord.networks.uncertainty import StableCoalitions, Uncertain

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST_TIES, _MOST_LABELS = 250, 70


def draw_network(
    network: Network | Uncertain,
    *,
    positions: Positions | None = None,
    coalitions: StableCoalitions | None = None,
    size: str | Mapping[str, float] = "frequency",
    colour: str | Mapping[str, str] | None = None,
    ties: int = _MOST_TIES,
    title: str | None = None,
    seed: int = 0,
    width: float = 8.0,
    height: float = 6.5,
) -> Figure:
    """Return a picture of a network.

    Solid blue ties support or agree, dashed orange ones oppose; their width is the weight. With
    an ``Uncertain`` network the fainter a tie is, the less often it recurs. ``size`` is an
    attribute with numbers or a size for each label; ``colour`` an attribute (its values become
    greys and shapes; colours stay) or a colour for each label. ``coalitions`` give shapes and
    greys, and their stability stands in the legend. Of more than ``ties`` ties the strongest are
    drawn, and labels that find no room are left out; a note says how many.
    """
    sure = network if isinstance(network, Uncertain) else None
    plain = network.network if isinstance(network, Uncertain) else network
    with house_style():
        figure, axes = new_figure(width, height)
        places = positions if positions is not None else find_positions(plain, seed=seed)
        note = _draw(axes, plain, places, coalitions, size, colour, ties, sure)
        set_title(axes, title, _what(plain))
        axes.text(0, -0.01, note, transform=axes.transAxes, fontsize=7, color=SOFT, va="top")
    return figure


def draw_windows(
    networks: Sequence[Network], *, columns: int = 3, ties: int = 120, seed: int = 0,
    size: str | Mapping[str, float] = "frequency",
) -> Figure:  # fmt: skip
    """Return one panel for each network of a series; actors keep their places.

    Raises ``UsageError`` for an empty series.
    """
    if not networks:
        raise UsageError("there is no window to draw")
    rows = -(-len(networks) // columns)
    with house_style():
        figure, first = new_figure(4.2 * columns, 3.9 * rows)
        first.remove()
        for number, (network, places) in enumerate(
            zip(networks, find_common_positions(networks, seed=seed), strict=True)
        ):
            axes = figure.add_subplot(rows, columns, number + 1)
            _draw(axes, network, places, None, size, None, ties, None, label_size=6.5)
            set_title(axes, None, _when(network))
        figure.subplots_adjust(wspace=0.05, hspace=0.12)
        handles = _legend_handles(networks[0], [1.0, -1.0], None)
        if handles:
            figure.legend(handles=handles, frameon=False, fontsize=8, loc="lower center",
                          ncols=2, labelcolor=INK)  # fmt: skip
    return figure


def _what(network: Network) -> str:
    count = f"{network.statements} statement{'s' * (network.statements != 1)}"
    kind: str = network.options.aggregation if not network.two_mode else "two-mode"
    kind = "who supports and opposes whom" if network.directed else kind
    return ", ".join(part for part in (kind, _when(network), count) if part)


def _when(network: Network) -> str:
    if network.start is None or network.stop is None:
        return ""
    first, last = (f"{when.day} {when:%B %Y}" for when in (network.start, network.stop))
    return first if first == last else f"{first} to {last}"


def _draw(
    axes: Any,
    network: Network,
    places: Positions,
    coalitions: StableCoalitions | None,
    size: str | Mapping[str, float],
    colour: str | Mapping[str, str] | None,
    ties: int,
    sure: Uncertain | None,
    label_size: float = 7.5,
) -> str:
    clear_frame(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-1.3, 1.3)
    axes.set_ylim(-1.2, 1.2)
    axes.figure.subplots_adjust(left=0.02, right=0.98, bottom=0.05, top=0.9)
    ids = node_ids(network)
    points = np.array([places[label] for label in ids]).reshape(-1, 2)
    radii = _radii(network, size)
    drawn, note = _draw_ties(axes, network, points, radii, ties, sure)
    _draw_nodes(axes, network, points, radii, coalitions, colour)
    handles = _legend_handles(network, drawn, coalitions)
    if handles and label_size > 7:
        axes.legend(handles=handles, frameon=False, fontsize=7, loc="upper right",
                    bbox_to_anchor=(1.0, 1.06), ncols=1, labelcolor=INK)  # fmt: skip
    order = np.argsort(-radii, kind="stable")
    named = order[:_MOST_LABELS]
    missing = place_labels(
        axes, points[named], list(radii[named]), [shorten(ids[number]) for number in named],
        size=label_size,
    ) + len(order[_MOST_LABELS:])  # fmt: skip
    return note + (f" {missing} labels left out." if missing else "")


def _draw_ties(
    axes: Any,
    network: Network,
    points: Numbers,
    radii: Numbers,
    most: int,
    sure: Uncertain | None,
) -> tuple[list[float], str]:
    edges = sorted(indexed_edges(network), key=lambda edge: -abs(edge[2]))
    kept = [edge for edge in edges if np.isfinite(edge[2])][:most]
    top = max((abs(weight) for *_, weight in kept), default=1.0)
    recurrence = _recurrence(sure)
    ids = node_ids(network)
    for i, j, weight in reversed(kept):
        share = recurrence.get((ids[i], ids[j]), 1.0) if sure else 1.0
        axes.annotate(
            "", points[j], points[i], zorder=1,
            arrowprops={
                "arrowstyle": "-|>,head_width=0.15,head_length=0.3" if network.directed else "-",
                "color": _hue(network, weight),
                "linewidth": 0.4 + 2.6 * abs(weight) / top,
                "linestyle": (0, (4, 2)) if weight < 0 or _is_conflict(network) else "solid",
                "alpha": (0.25 + 0.5 * abs(weight) / top) * (0.15 + 0.85 * share),
                "shrinkA": radii[i], "shrinkB": radii[j] + 1.5,
                "connectionstyle": "arc3,rad=0.08" if network.directed else "arc3,rad=0",
            },
        )  # fmt: skip
    note = ""
    if len(kept) < len(edges):
        note = f"The {len(kept)} strongest of {len(edges)} ties are drawn."
    if sure:
        note += f" Fainter ties recur in fewer of {sure.runs} resamples."
    return [weight for *_, weight in kept], note


def _is_conflict(network: Network) -> bool:
    return network.options.aggregation == "conflict"


def _hue(network: Network, weight: float) -> str:
    if network.options.aggregation == "ignore":
        return NEUTRAL
    return OPPOSE if weight < 0 or _is_conflict(network) else SUPPORT


def _recurrence(sure: Uncertain | None) -> dict[tuple[str, str], float]:
    if sure is None:
        return {}
    frame = sure.edges
    return {
        (str(source), str(target)): float(share)
        for source, target, share in zip(
            frame["source"], frame["target"], frame["recurrence"], strict=True
        )
    }


def _radii(network: Network, size: str | Mapping[str, float]) -> Numbers:
    nodes = node_table(network)
    if isinstance(size, str):
        if size not in nodes:
            raise UsageError(f"nodes have no {size!r}; they have {', '.join(nodes.columns)}")
        values = nodes[size].to_numpy(dtype=np.float64)
    else:
        values = np.array([size.get(label, 0.0) for label in nodes["label"]], dtype=np.float64)
    top = values.max(initial=0.0)
    return np.asarray(2.5 + 6.5 * np.sqrt(np.maximum(values, 0) / top if top else values * 0))


def _draw_nodes(
    axes: Any,
    network: Network,
    points: Numbers,
    radii: Numbers,
    coalitions: StableCoalitions | None,
    colour: str | Mapping[str, str] | None,
) -> None:
    looks = _looks(network, coalitions, colour)
    for point, radius, (fill, shape) in zip(points, radii, looks, strict=True):
        axes.plot(
            *point, marker=shape, markersize=2 * radius, color=fill, markeredgecolor=INK,
            markeredgewidth=0.6, zorder=3,
        )  # fmt: skip


def _looks(
    network: Network, coalitions: StableCoalitions | None, colour: str | Mapping[str, str] | None
) -> list[tuple[str, str]]:
    ids = node_ids(network)
    if coalitions is not None:
        members = dict(zip(coalitions.labels, coalitions.members, strict=True))
        return [_look(members[x]) if x in members else (FAINT, "o") for x in ids]
    shapes = ["s" if network.two_mode and n >= len(network.rows) else "o" for n in range(len(ids))]
    if colour is None:
        fills = [GREYS[0] if shape == "s" else GREYS[2] for shape in shapes]
        return list(zip(fills, shapes, strict=True))
    if not isinstance(colour, str):
        return [(colour.get(x, GREYS[1]), s) for x, s in zip(ids, shapes, strict=True)]
    nodes = node_table(network)
    if colour not in nodes:
        raise UsageError(f"nodes have no {colour!r}; they have {', '.join(nodes.columns)}")
    values = [str(value) for value in nodes[colour]]
    if all(value.startswith("#") for value in values if value):
        return [(v or GREYS[1], s) for v, s in zip(values, shapes, strict=True)]
    number = {value: place for place, value in enumerate(dict.fromkeys(sorted(values)))}
    return [_look(number[value]) for value in values]


def _look(number: int) -> tuple[str, str]:
    return GREYS[(number + 2) % len(GREYS)], SHAPES[number % len(SHAPES)]


def _legend_handles(
    network: Network, drawn: Sequence[float], coalitions: StableCoalitions | None
) -> list[Any]:
    from matplotlib.lines import Line2D

    handles: list[Any] = []
    words = _words(network)
    if words and any(weight > 0 for weight in drawn):
        style: Any = "--" if _is_conflict(network) else "-"
        handles.append(Line2D([], [], color=_hue(network, 1.0), linestyle=style, label=words[0]))
    if words and any(weight < 0 for weight in drawn):
        handles.append(Line2D([], [], color=OPPOSE, linestyle="--", label=words[1]))
    for number, label in _describe(coalitions):
        fill, shape = _look(number)
        handles.append(
            Line2D([], [], marker=shape, color=fill, markeredgecolor=INK, linestyle="", label=label)
        )
    return handles


def _words(network: Network) -> tuple[str, str] | None:
    if network.directed:
        return "supports", "opposes"
    if network.two_mode and network.options.aggregation == "subtract":
        return "mostly for", "mostly against"
    return {
        "congruence": ("agree", ""),
        "conflict": ("disagree", ""),
        "subtract": ("mostly agree", "mostly disagree"),
    }.get(network.options.aggregation)


def _describe(coalitions: StableCoalitions | None) -> list[tuple[int, str]]:
    if coalitions is None:
        return []
    members, stability = np.array(coalitions.members), np.array(coalitions.stability)
    return [
        (
            int(number),
            f"coalition {number + 1}: stability {stability[members == number].mean():.2f}",
        )
        for number in np.unique(members)
        if (members == number).sum() > 1
    ]
