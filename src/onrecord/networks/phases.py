"""How a discourse moves from one state to another: distances, states, an embedding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from onrecord.networks.network import Network
from onrecord.networks.spectrum import spectral_loss, spectrum
from onrecord.networks.table import Numbers

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
