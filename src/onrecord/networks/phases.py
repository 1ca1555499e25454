"""How a discourse moves from one state to another: distances, states, an embedding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.api import prepare
from onrecord.networks.build import build_series
from onrecord.networks.coalitions import FREE_METHODS, METHODS, Material, seeded
from onrecord.networks.measures import modularity_of
from onrecord.networks.partitions import concor, embed, renumber
from onrecord.networks.spectrum import spectral_loss, spectrum
from onrecord.networks.table import Codes, Numbers
from onrecord.networks.types import Network

Distance = Literal["absdiff", "spectral"]


def slice_distances(networks: Sequence[Network], distance: Distance = "absdiff") -> Numbers:
    """Return how far the networks of a series lie from each other.

    ``absdiff`` is Σ |A_ij - B_ij| over the labels of either; ``spectral`` is Σ_m |λ_m(A) -
    λ_m(B)| of the scaled Laplacian spectra, for one-mode networks of the same labels. Weights
    count with their sign in the first; in the second negative ties are left out.

    Masuda and Holme (2019), Detecting sequences of system states in temporal networks.
    """
    if distance == "spectral":
        compat = bool(networks) and networks[0].options.compat is not None
        values = [spectrum(network.dense(), compat=compat) for network in networks]
        return np.array([[spectral_loss(a, b) for b in values] for a in values])
    flat = aligned(networks)
    return np.array([np.abs(flat - row).sum(axis=1) for row in flat]).reshape(len(flat), len(flat))


def aligned(networks: Sequence[Network]) -> Numbers:
    """Return one row a network, one column for each cell over the labels of all of them."""
    rows = {label: i for i, label in enumerate(sorted({r for n in networks for r in n.rows}))}
    columns = {label: i for i, label in enumerate(sorted({c for n in networks for c in n.columns}))}
    flat = np.zeros((len(networks), len(rows) * len(columns)))
    for number, network in enumerate(networks):
        cells = network.matrix.tocoo()
        i = np.array([rows[label] for label in network.rows], dtype=np.int64)[cells.row]
        j = np.array([columns[label] for label in network.columns], dtype=np.int64)[cells.col]
        flat[number, i * len(columns) + j] = cells.data
    return flat


@dataclass(frozen=True, slots=True)
class Phases:
    """The states that a discourse goes through.

    ``middles`` are the times of the slices, ``states[s]`` the state of slice s by the ``method``
    with the highest ``modularity``; ``scores`` has the best modularity of each method,
    ``distances`` are scaled to a maximum of 1, ``positions`` place the slices on a plane, and
    ``silhouette`` says how well each slice fits its state (-1 to 1).
    """

    middles: tuple[datetime | None, ...]
    states: tuple[int, ...]
    method: str
    modularity: float
    scores: Mapping[str, float]
    distances: Numbers
    positions: Numbers
    silhouette: Numbers


_GRAPHS = ("fastgreedy", "walktrap", "edge_betweenness", "leading_eigenvector")


def find_phases(
    source: Any,
    kind: str = "subtract",
    *,
    distance: Distance = "absdiff",
    methods: Collection[str] | None = None,
    k_min: int = 2,
    k_max: int = 6,
    seed: int = 0,
    **options: Any,
) -> Phases:
    """Return the states of a discourse, from kernel-smoothed slices over time.

    Slices (by default Gaussian, each divided by its sum) are compared by ``slice_distances``;
    their distances, scaled to a maximum of 1, are clustered by each method with the number of
    states from ``k_min`` to ``k_max`` that has the highest modularity on 1 - distance; the best
    method gives the states. Methods: ``single``, ``average``, ``complete``, ``ward``,
    ``kmeans``, ``pam``, ``spectral``, ``concor``, ``fastgreedy``, ``walktrap``,
    ``leading_eigenvector``, ``edge_betweenness``. ``options`` are those of ``network``; they
    need a ``window`` and a ``width``.

    Raises ``UsageError`` for fewer than three slices or an unknown method.

    Masuda and Holme (2019), Detecting sequences of system states in temporal networks.
    """
    options = {"kernel": "gaussian", "to_one": True, "isolates": True, "indent": False, **options}
    table, settings = prepare(source, kind, **options)
    networks = list(build_series(table, settings))
    if len(networks) < 3:
        raise UsageError(f"phases need at least three slices, here are {len(networks)}")
    distances = slice_distances(networks, distance)
    distances = distances / distances.max() if distances.any() else distances
    similar = 1.0 - distances
    np.fill_diagonal(similar, 0.0)
    found = {}
    for name in methods or _DIVIDERS:
        if name not in _DIVIDERS:
            raise UsageError(f"no method is called {name!r}; take from {', '.join(_DIVIDERS)}")
        with seeded(seed):
            states = _best_states(_DIVIDERS[name], distances, similar, k_min, k_max)
        if states.max() > 0:
            found[name] = states
    if not found:
        raise UsageError("no method tells two states apart: all slices are alike")
    scores = {name: modularity_of(similar, states) for name, states in found.items()}
    best = max(scores, key=lambda name: scores[name])
    return Phases(
        tuple(network.middle for network in networks),
        tuple(int(state) for state in found[best]),
        best,
        scores[best],
        scores,
        distances,
        embed(distances),
        _silhouette(distances, found[best]),
    )


Divider = Callable[[Numbers, Numbers, Sequence[int]], list[Codes]]


def _by_name(name: str) -> Divider:
    divide = {**METHODS, **FREE_METHODS}[name]
    return lambda distance, similar, numbers: divide(Material(similar, similar, distance), numbers)


def _spectral(distance: Numbers, similar: Numbers, numbers: Sequence[int]) -> list[Codes]:
    from sklearn.cluster import SpectralClustering

    affinity = np.exp(-(distance**2) / 2)
    return [
        np.asarray(
            SpectralClustering(k, affinity="precomputed", random_state=0).fit_predict(affinity)
        )
        for k in numbers
    ]


_NAMED = ("single", "average", "complete", "ward", "kmeans", "pam")
_DIVIDERS: dict[str, Divider] = {
    **{name: _by_name(name) for name in _NAMED},
    "spectral": _spectral,
    "concor": lambda distance, similar, numbers: [concor(similar, 2)],
    **{name: _by_name(name) for name in _GRAPHS},
}


def _best_states(
    divide: Divider, distance: Numbers, similar: Numbers, k_min: int, k_max: int
) -> Codes:
    numbers = range(k_min, min(k_max, len(distance) - 1) + 1)
    found = [renumber(states) for states in divide(distance, similar, numbers)]
    return max(found, key=lambda states: modularity_of(similar, states))


def _silhouette(distance: Numbers, states: Codes) -> Numbers:
    from sklearn.metrics import silhouette_samples

    if not 1 < len(np.unique(states)) < len(states):
        return np.zeros(len(states))
    return np.asarray(silhouette_samples(distance, states, metric="precomputed"))
