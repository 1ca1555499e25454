"""The eigenvalues by which backbones and time slices are compared."""

from __future__ import annotations

import numpy as np

from onrecord.networks.table import Numbers


def spectrum(matrix: Numbers, *, compat: bool = False) -> Numbers:
    """Return the eigenvalues of the graph Laplacian, largest first, scaled to add up to 1.

    L = D - A, where A = max(Y, 0), made symmetric as (A + Aᵀ)/2 if it is not, and D holds its
    row sums. Isolates add zeros; a network without positive ties has zeros only. With
    ``compat`` the row sums themselves stand in for the eigenvalues, as in DNA.

    >>> spectrum(np.array([[0.0, 1.0], [1.0, 0.0]])).round(3).tolist()
    [1.0, 0.0]

    Chung (1997), Spectral Graph Theory.
    """
    positive = np.maximum(matrix, 0.0)
    if compat:
        values = np.sort(positive.sum(axis=1))[::-1]
    else:
        positive = (positive + positive.T) / 2
        laplacian = np.diag(positive.sum(axis=1)) - positive
        values = np.maximum(np.linalg.eigvalsh(laplacian)[::-1], 0.0)
    total = values.sum()
    return np.asarray(values / total if total > 0 else values)


def spectral_loss(first: Numbers, second: Numbers) -> float:
    """Return the sum of absolute differences of two spectra (0 to 2)."""
    return float(np.abs(first - second).sum())
