"""One HTML file with a network to explore: no server, no network, no other file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.networks.convert import indexed_edges, node_ids, node_table
from onrecord.networks.layout import find_common_positions, find_positions
from onrecord.networks.types import Network


def write_page(
    networks: Network | Sequence[Network],
    path: str | Path,
    *,
    title: str = "Network",
    seed: int = 0,
) -> Path:
    """Write a page in which actors can be found and dragged, weak ties hidden, and time moved.

    With several networks a slider moves through the windows; actors keep their places. Without
    scripts the page shows the table of ties.
    """
    series = [networks] if isinstance(networks, Network) else list(networks)
    places = (
        [find_positions(series[0], seed=seed)]
        if len(series) == 1
        else find_common_positions(series, seed=seed)
    )
    data = [_data(network, where) for network, where in zip(series, places, strict=True)]
    template = (resources.files("onrecord.networks.pictures") / "page.html").read_text("utf-8")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    page = template.replace("__TITLE__", escape(title))
    page = page.replace("__ROWS__", _rows(series[-1]) if series else "")
    page = page.replace("__DATA__", text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))
    path = Path(path)
    path.write_text(page, encoding="utf-8")
    return path


def _data(network: Network, places: Any) -> dict[str, Any]:
    frequency = node_table(network)["frequency"].tolist() if network.rows else []
    start, stop = (when and f"{when.day} {when:%B %Y}" for when in (network.start, network.stop))
    split = len(network.rows) if network.two_mode else None
    return {
        "when": f"{start} to {stop}" if start else "",
        "directed": network.directed,
        "tone": {"conflict": "against", "ignore": "plain"}.get(network.options.aggregation, ""),
        "nodes": [
            {
                "name": name,
                "x": round(places[name][0], 4),
                "y": round(places[name][1], 4),
                "n": int(frequency[number]),
                "second": split is not None and number >= split,
            }
            for number, name in enumerate(node_ids(network))
        ],
        "ties": [[i, j, round(weight, 6)] for i, j, weight in indexed_edges(network)],
    }


def _rows(network: Network) -> str:
    ids = node_ids(network)
    strongest = sorted(indexed_edges(network), key=lambda tie: -abs(tie[2]))[:200]
    return "".join(
        f"<tr><td>{escape(ids[i])}</td><td>{escape(ids[j])}</td><td>{weight:g}</td></tr>"
        for i, j, weight in strongest
    )
