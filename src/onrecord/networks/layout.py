"""Where the nodes of a picture stand, and stay from window to window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.networks.convert import indexed_edges, node_ids
from onrecord.networks.table import Numbers
from onrecord.networks.types import Network

Positions = Mapping[str, tuple[float, float]]


def scatter(
    size: int, seed: int, width: float = 800.0, height: float = 600.0
) -> list[tuple[float, float]]:
    """Return random positions, the same for the same seed."""
    draw = np.random.default_rng(seed)
    return [(float(x) * width, float(y) * height) for x, y in draw.random((size, 2))]


def find_positions(
    network: Network, *, start: Positions | None = None, seed: int = 0, rounds: int = 300
) -> dict[str, tuple[float, float]]:
    """Return a position for each node in the square from -1 to 1, by forces.

    Nodes push each other apart, positive ties pull together as their weight, and all are drawn
    to the middle, so that parts without ties stay in sight; negative ties do not pull. Nodes
    with a ``start`` begin there and move little. The same input gives the same picture.

    Fruchterman and Reingold (1991), Graph drawing by force-directed placement.
    """
    ids = node_ids(network)
    size = len(ids)
    if size == 0:
        return {}
    attraction = _attraction(network, size)
    draw = np.random.default_rng(seed)
    places = draw.uniform(-1, 1, (size, 2))
    heat = 0.3
    if start:
        known = [number for number, label in enumerate(ids) if label in start]
        places[known] = [start[ids[number]] for number in known]
        heat, rounds = 0.02, 30
    ideal = 1.6 / np.sqrt(size)
    for turn in range(rounds):
        force = _forces(places, attraction, ideal)
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        places = places + force / length * np.minimum(length, heat * (1 - turn / rounds))
    places = np.clip(places, -1.05, 1.05) if start else _fill_square(places)
    return {label: (float(x), float(y)) for label, (x, y) in zip(ids, places, strict=True)}


def find_common_positions(
    networks: Sequence[Network], *, seed: int = 0
) -> list[dict[str, tuple[float, float]]]:
    """Return the positions of a series: each network settles from where all together stand."""
    if not networks:
        return []
    together = find_positions(_sum(networks), seed=seed)
    return [find_positions(network, start=together, seed=seed) for network in networks]


def _sum(networks: Sequence[Network]) -> Network:
    from dataclasses import replace

    from scipy import sparse

    first = networks[0]
    rows = {label: i for i, label in enumerate(sorted({r for n in networks for r in n.rows}))}
    columns = {label: i for i, label in enumerate(sorted({c for n in networks for c in n.columns}))}
    total = sparse.csr_array((len(rows), len(columns)))
    for network in networks:
        cells = network.matrix.tocoo()
        i = np.array([rows[label] for label in network.rows], dtype=np.int64)[cells.row]
        j = np.array([columns[label] for label in network.columns], dtype=np.int64)[cells.col]
        total = total + sparse.coo_array((cells.data, (i, j)), shape=total.shape).tocsr()
    return replace(first, matrix=total, rows=tuple(rows), columns=tuple(columns))


def _attraction(network: Network, size: int) -> Numbers:
    pull = np.zeros((size, size))
    for i, j, weight in indexed_edges(network):
        strength = weight if not network.two_mode else abs(weight)
        if strength > 0 and np.isfinite(strength):
            pull[i, j] = pull[j, i] = max(pull[i, j], strength)
    top = np.quantile(pull[pull > 0], 0.9) if (pull > 0).any() else 1.0
    return np.minimum(pull / top, 1.0)


def _forces(places: Numbers, attraction: Numbers, ideal: float) -> Numbers:
    apart = places[:, None, :] - places[None, :, :]
    distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
    push = ideal**2 / distance**2
    np.fill_diagonal(push, 0.0)
    pull = attraction * distance / ideal
    force = ((push - pull)[:, :, None] * apart).sum(axis=1)
    return np.asarray(force - places * ideal * 2)


def _fill_square(places: Numbers) -> Numbers:
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    span = np.abs(places).max(axis=0)
    return places / np.where(span > 0, span, 1.0)
