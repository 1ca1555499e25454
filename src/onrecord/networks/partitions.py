"""Dividing things into groups by their distances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.networks.table import Codes, Numbers


def renumber(members: Codes) -> Codes:
    """Number groups by the order in which they first appear."""
    _, first, codes = np.unique(members, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[codes])


def jaccard_distance(profiles: Numbers) -> Numbers:
    """Return 1 - |A ∩ B| / |A ∪ B| of all pairs of 0/1 rows; two empty rows are 1 apart."""
    shared = profiles @ profiles.T
    own = profiles.sum(axis=1)
    union = own[:, None] + own - shared
    distance = 1.0 - np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    np.fill_diagonal(distance, 0.0)
    return np.asarray(distance)


def euclidean(rows: Numbers) -> Numbers:
    """Return the Euclidean distances of all pairs of rows."""
    from scipy.spatial.distance import pdist, squareform

    return np.asarray(squareform(pdist(rows)))


def tree(distance: Numbers, method: str) -> Numbers:
    """Return the hierarchical clustering as scipy's linkage matrix.

    ``method`` is ``single``, ``average``, ``complete``, ``ward`` (R's ``ward.D2``),
    ``weighted`` (mcquitty), ``median`` or ``centroid``.
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    return np.asarray(linkage(squareform(distance, checks=False), method))


def cut_tree(distance: Numbers, method: str, numbers: Sequence[int]) -> list[Codes]:
    """Return the groups of a hierarchical clustering, for each number of groups."""
    from scipy.cluster.hierarchy import cut_tree

    cuts = np.asarray(cut_tree(tree(distance, method), n_clusters=list(numbers)))
    return list(cuts.T)


def means(rows: Numbers, k: int) -> Codes:
    """Return the k groups that k-means finds (ten seeded starts)."""
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(rows))


def medoids(distance: Numbers, k: int) -> Codes:
    """Return k groups around medoids (PAM): a greedy start, then the best swap while it helps.

    Kaufman and Rousseeuw (1990), Finding Groups in Data.
    """
    chosen = [int(np.argmin(distance.sum(axis=1)))]
    while len(chosen) < k:
        nearest = distance[:, chosen].min(axis=1)
        gain = np.maximum(nearest[:, None] - distance, 0).sum(axis=0)
        gain[chosen] = -1
        chosen.append(int(np.argmax(gain)))
    cost = distance[:, chosen].min(axis=1).sum()
    while True:
        swaps = [_swap_costs(distance, chosen, out) for out in range(k)]
        out = int(np.argmin([costs.min() for costs in swaps]))
        if swaps[out].min() >= cost - 1e-12:
            return np.asarray(np.argmin(distance[:, chosen], axis=1))
        chosen[out], cost = int(np.argmin(swaps[out])), swaps[out].min()


def _swap_costs(distance: Numbers, chosen: list[int], out: int) -> Numbers:
    rest = [medoid for number, medoid in enumerate(chosen) if number != out]
    nearest = distance[:, rest].min(axis=1) if rest else np.full(len(distance), np.inf)
    costs = np.minimum(nearest[:, None], distance).sum(axis=0)
    costs[chosen] = np.inf
    return np.asarray(costs)


def concor(rows: Numbers, k: int) -> Codes:
    """Return 2, 4, 8 … groups by convergence of iterated correlations between columns.

    Correlations are taken of correlations until all are 1 or -1, and the two blocks divided
    again. Columns without variance go with the larger block.

    Breiger, Boorman and Arabie (1975), An algorithm for clustering relational data.
    """
    members = np.zeros(rows.shape[1], dtype=np.int64)
    while len(np.unique(members)) < k:
        split = members * 2
        for block in np.unique(members):
            inside = np.flatnonzero(members == block)
            split[inside] += _two_blocks(rows[:, inside])
        split = renumber(split)
        if len(np.unique(split)) == len(np.unique(members)):
            break
        members = split
    return members


def _two_blocks(columns: Numbers, rounds: int = 100) -> Codes:
    varied = np.flatnonzero(columns.std(axis=0) > 1e-12)
    sides = np.zeros(columns.shape[1], dtype=np.int64)
    if len(varied) < 2:
        return sides
    current: Numbers = np.asarray(np.corrcoef(columns[:, varied], rowvar=False))
    for _ in range(rounds):
        with np.errstate(invalid="ignore", divide="ignore"):
            following = np.nan_to_num(np.asarray(np.corrcoef(current, rowvar=False)))
        if np.allclose(np.abs(following), 1.0) or np.allclose(following, current):
            current = following
            break
        current = following
    side = (current[:, 0] <= 0).astype(np.int64)
    sides[:] = int(side.mean() > 0.5)
    sides[varied] = side
    return sides


def embed(distance: Numbers, dimensions: int = 2) -> Numbers:
    """Return positions whose distances keep the order of the given ones (non-metric MDS).

    It starts from classical scaling, so the same distances give the same picture; axes have no
    meaning of their own.

    Kruskal (1964), Nonmetric multidimensional scaling.
    """
    from sklearn.manifold import smacof

    start = classical_scaling(distance, dimensions)
    if len(distance) < 3 or not distance.any():
        return start
    positions = smacof(
        distance, metric=False, n_components=dimensions, init=start, n_init=1, max_iter=300,
        random_state=0, normalized_stress=True,
    )[0]  # fmt: skip
    return np.asarray(positions)


def classical_scaling(distance: Numbers, dimensions: int) -> Numbers:
    """Return the positions of classical (Torgerson) scaling, each axis towards its first end."""
    size = len(distance)
    centre = np.eye(size) - np.full((size, size), 1 / max(size, 1))
    values, vectors = np.linalg.eigh(-centre @ distance**2 @ centre / 2)
    order = np.argsort(values)[::-1][:dimensions]
    found = vectors[:, order] * np.sqrt(np.maximum(values[order], 0))
    found *= np.where(found[np.argmax(np.abs(found), axis=0), range(found.shape[1])] < 0, -1, 1)
    positions = np.zeros((size, dimensions))
    positions[:, : found.shape[1]] = found
    return positions
