"""How far a discourse falls into camps that agree within and disagree between themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks import compat
from onrecord.networks.api import prepare
from onrecord.networks.build import build_network, build_series
from onrecord.networks.measures import modularity_of
from onrecord.networks.options import Options
from onrecord.networks.table import Codes, Numbers, StatementTable
from onrecord.networks.types import Network

Algorithm = Literal["greedy", "genetic"]
Quality = Literal["absdiff", "modularity", "ei"]


Search = Callable[[Numbers, Numbers, int, bool, int, np.random.Generator], Codes]


@dataclass(frozen=True, slots=True)
class Polarization:
    """The best division into camps that was found, and how good it is.

    ``score`` is Q/2, or with ``normalize_scores`` Q / (2 (‖C‖ + ‖X‖)), from 0 to about 1.
    ``members`` gives the camp of each label; both are empty where there is nothing to divide.
    """

    score: float
    labels: tuple[str, ...]
    members: tuple[int, ...]
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None


def polarization_score(
    congruence: Numbers, conflict: Numbers, members: Codes, clusters: int, *, normalize: bool = True
) -> float:
    """Return how polarized a division into camps is.

    With ‖·‖ the sum of absolute cells, n_c the sizes, w = Σ_c n_c (n_c - 1), b = n (n - 1) - w,
    E_c = n_c (n_c - 1)/w · ‖C‖/w and E_cd = n_c n_d/b · ‖X‖/b:

    Q = Σ over pairs in one camp |C_ij - E_c| + |X_ij| + Σ over pairs in two |C_ij| + |X_ij - E_cd|

    The score is Q/2, or if normalized Q / (2 (‖C‖ + ‖X‖)); ``nan`` if there are no ties to
    divide by. Both networks are undirected and weighted; isolates count as members.

    Haunss and Leifeld; as DNA 3 computes it.
    """
    members = np.asarray(members)
    sizes = np.bincount(members, minlength=clusters).astype(np.float64)
    quality = _quality(np.asarray(congruence), np.asarray(conflict), members, sizes)
    if not normalize:
        return quality / 2
    total = float(np.abs(congruence).sum() + np.abs(conflict).sum())
    return quality / (2 * total) if total else float("nan")


def _quality(c: Numbers, x: Numbers, members: Codes, sizes: Numbers) -> float:
    within, between = _expected(np.abs(c).sum(), np.abs(x).sum(), sizes)
    same = members[:, None] == members[None, :]
    np.fill_diagonal(same, False)
    apart = members[:, None] != members[None, :]
    inside = np.abs(c - within[members][:, None]) + np.abs(x)
    outside = np.abs(c) + np.abs(x - between[np.ix_(members, members)])
    return float(inside[same].sum() + outside[apart].sum())


def _expected(c: float, x: float, sizes: Numbers) -> tuple[Numbers, Numbers]:
    pairs, n = sizes * (sizes - 1), sizes.sum()
    w = pairs.sum()
    b = n * (n - 1) - w
    within = pairs / w * (c / w) if w else np.zeros_like(sizes)
    between = np.outer(sizes, sizes) / b * (x / b) if b else np.zeros((len(sizes), len(sizes)))
    return within, between


def find_polarization(
    source: Any,
    *,
    clusters: int = 2,
    algorithm: Algorithm = "greedy",
    quality: Quality = "absdiff",
    starts: int | None = None,
    normalize_scores: bool = True,
    seed: int = 0,
    **options: Any,
) -> list[Polarization]:
    """Return the most polarized division into ``clusters`` camps, one for each time window.

    ``greedy`` climbs from ``starts`` random divisions (by default 20, fewer for more than 50
    actors), moving one actor or swapping two as long
    as the score rises; ``genetic`` breeds 50 divisions over 1000 generations at most. Camps may
    have any size. The same ``seed`` gives the same answer. Congruence and conflict networks are
    those of ``network`` with average normalization and without isolates, at each window or
    kernel slice that the ``options`` ask for (one without).

    ``quality`` is what a division is judged by: ``absdiff`` is ``polarization_score``;
    ``modularity`` that of the congruence network; ``ei`` divides by modularity too, and the
    score is minus the E-I index of the congruence network (1: all agreement is within camps).

    With ``compat`` camps are of equal size, and the slices of a time series are all *subtract*
    networks, as in DNA.
    """
    for name in ("aggregation", "kind"):
        if name in options:
            raise UsageError(f"polarization looks at congruence and conflict; leave {name} out")
    if clusters < 2:
        raise UsageError("there are at least two camps")
    options = {"normalization": "average", **options}
    table, settings = prepare(source, "congruence", **options)
    found = []
    for congruence, conflict in network_pairs(table, settings):
        draw = np.random.default_rng(seed)
        search = _climb if algorithm == "greedy" else _breed
        search = search if quality == "absdiff" else _climb_modularity
        divided = _divide(congruence, conflict, clusters, search, starts, normalize_scores, draw)
        found.append(divided if quality == "absdiff" else _rescore(divided, congruence, quality))
    return found


def _rescore(divided: Polarization, congruence: Network, quality: Quality) -> Polarization:
    if not divided.labels:
        return divided
    agreement = np.maximum(_over(congruence, divided.labels), 0.0)
    members = np.array(divided.members)
    if quality == "modularity":
        return replace(divided, score=modularity_of(agreement, members))
    total = agreement.sum()
    inside = agreement[members[:, None] == members].sum()
    return replace(divided, score=float((2 * inside - total) / total) if total else 0.0)


def network_pairs(table: StatementTable, settings: Options) -> Iterator[tuple[Network, Network]]:
    """Yield the congruence and the conflict network of each window."""
    if settings.window is None:
        yield (
            build_network(table, settings),
            build_network(table, replace(settings, aggregation="conflict")),
        )
    elif settings.compat:
        for network in compat.polarization_slices(table, settings):
            yield network, network
    else:
        parts = build_series(table, replace(settings, aggregation="congruence & conflict"))
        yield from zip(parts, parts, strict=True)


def _divide(
    congruence: Network,
    conflict: Network,
    clusters: int,
    search: Search,
    starts: int | None,
    normalize: bool,
    draw: np.random.Generator,
) -> Polarization:
    labels = tuple(sorted({*congruence.rows, *conflict.rows}))
    c, x = _over(congruence, labels), _over(conflict, labels)
    labels = congruence.rows if len(labels) == len(congruence.rows) else labels
    times = (congruence.start, congruence.middle, congruence.stop)
    if len(labels) <= clusters or not (c.any() or x.any()):
        return Polarization(0.0, (), (), *times)
    balanced = congruence.options.compat is not None
    starts = starts or max(2, min(20, 1000 // len(labels)))
    members = search(c, x, clusters, balanced, starts, draw)
    score = polarization_score(c, x, members, clusters, normalize=normalize)
    return Polarization(score, labels, tuple(int(m) for m in _renumber(members)), *times)


def _over(network: Network, labels: tuple[str, ...]) -> Numbers:
    if len(labels) == len(network.rows):
        return network.dense()
    place = {label: number for number, label in enumerate(labels)}
    own = np.array([place[label] for label in network.rows], dtype=np.int64)
    matrix = np.zeros((len(labels), len(labels)))
    matrix[np.ix_(own, own)] = network.dense()
    return matrix


def _renumber(members: Codes) -> Codes:
    """Number camps by the order in which they first appear."""
    _, first, codes = np.unique(members, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[codes])


def _balanced(size: int, clusters: int, draw: np.random.Generator) -> Codes:
    return np.asarray(draw.permutation(np.arange(size) % clusters))


def _uneven(size: int, clusters: int, draw: np.random.Generator) -> Codes:
    """Return a random division whose camps have any sizes, none of them empty."""
    members = draw.choice(clusters, size, p=draw.dirichlet(np.ones(clusters)))
    members[draw.choice(size, clusters, replace=False)] = np.arange(clusters)
    return np.asarray(members)


def _climb(
    c: Numbers, x: Numbers, clusters: int, balanced: bool, starts: int, draw: np.random.Generator
) -> Codes:
    """Return the best of several climbs from random divisions."""
    best, best_quality = np.zeros(len(c), dtype=np.int64), -np.inf
    for start in range(starts):
        members = _balanced(len(c), clusters, draw)
        if start % 2 and not balanced:
            members = _uneven(len(c), clusters, draw)
        members, quality = _climb_once(c, x, members, clusters, balanced)
        if quality > best_quality + 1e-12:
            best, best_quality = members, quality
    return best


def _climb_once(
    c: Numbers, x: Numbers, members: Codes, clusters: int, balanced: bool
) -> tuple[Codes, float]:
    quality = _quality(c, x, members, np.bincount(members, minlength=clusters).astype(float))
    while True:
        changes = [_best_swap(c, x, members, clusters)]
        if not balanced:
            changes.append(_best_move(c, x, members, clusters))
            changes.append(_many_moves(c, x, members, clusters))
        better = max(changes, key=lambda change: change[1])
        if better[1] <= quality + 1e-12:
            return members, quality
        members, quality = better


def _gains(
    c: Numbers, x: Numbers, members: Codes, sizes: Numbers
) -> tuple[Numbers, Numbers, float]:
    """Return each actor's share of Q in each camp, given the sizes, and Q itself.

    ``share[i, k]`` is the sum over all others j of the pair's term if i were in camp k.
    """
    within, between = _expected(np.abs(c).sum(), np.abs(x).sum(), sizes)
    n, clusters = len(c), len(sizes)
    share = np.zeros((n, clusters))
    for camp in range(clusters):
        expected = between[camp][members][None, :]
        outside = np.abs(c) + np.abs(x - expected)
        inside = np.abs(c - within[camp]) + np.abs(x)
        term = np.where(members[None, :] == camp, inside, outside)
        np.fill_diagonal(term, 0.0)
        share[:, camp] = term.sum(axis=1)
    own = share[np.arange(n), members]
    return share, own, float(own.sum())


def _best_move(c: Numbers, x: Numbers, members: Codes, clusters: int) -> tuple[Codes, float]:
    """Return the best division that moves one actor, and its quality.

    Camp sizes, and with them what is expected, depend only on where the actor leaves and goes.
    """
    sizes = np.bincount(members, minlength=clusters).astype(np.float64)
    best, best_quality = members, -np.inf
    for leave in range(clusters):
        movers = np.flatnonzero(members == leave)
        if len(movers) < 2:
            continue
        for enter in range(clusters):
            if enter == leave:
                continue
            after = sizes.copy()
            after[leave], after[enter] = after[leave] - 1, after[enter] + 1
            share, own, total = _gains(c, x, members, after)
            quality = total + 2 * (share[movers, enter] - own[movers])
            top = int(np.argmax(quality))
            if quality[top] > best_quality:
                best = members.copy()
                best[movers[top]] = enter
                best_quality = float(quality[top])
    return best, best_quality


def _many_moves(c: Numbers, x: Numbers, members: Codes, clusters: int) -> tuple[Codes, float]:
    """Return the division that moves half of those who would gain by it, and its quality."""
    sizes = np.bincount(members, minlength=clusters).astype(np.float64)
    share, own, _ = _gains(c, x, members, sizes)
    rise = share.max(axis=1) - own
    movers = np.argsort(-rise, kind="stable")[: int((rise > 1e-12).sum()) // 2]
    if len(movers) < 2:
        return members, -np.inf
    moved = members.copy()
    moved[movers] = np.argmax(share[movers], axis=1)
    sizes = np.bincount(moved, minlength=clusters).astype(np.float64)
    return (moved, _quality(c, x, moved, sizes)) if sizes.min() > 0 else (members, -np.inf)


def _best_swap(c: Numbers, x: Numbers, members: Codes, clusters: int) -> tuple[Codes, float]:
    """Return the best division that swaps two actors of different camps, and its quality."""
    sizes = np.bincount(members, minlength=clusters).astype(np.float64)
    share, own, total = _gains(c, x, members, sizes)
    within, between = _expected(np.abs(c).sum(), np.abs(x).sum(), sizes)
    i, j = np.nonzero(np.triu(members[:, None] != members[None, :]))
    if not len(i):
        return members, -np.inf
    a, b = members[i], members[j]
    rise = share[i, b] - own[i] + share[j, a] - own[j]
    # The pair itself stays apart, yet i's new share counts j as a fellow, and j's counts i.
    apart = np.abs(c[i, j]) + np.abs(x[i, j] - between[a, b])
    together = 2 * np.abs(x[i, j]) + np.abs(c[i, j] - within[b]) + np.abs(c[i, j] - within[a])
    quality = total + 2 * (rise + 2 * apart - together)
    top = int(np.argmax(quality))
    swapped = members.copy()
    swapped[[i[top], j[top]]] = members[[j[top], i[top]]]
    return swapped, float(quality[top])


def _climb_modularity(
    c: Numbers, x: Numbers, clusters: int, balanced: bool, starts: int, draw: np.random.Generator
) -> Codes:
    """Return the division with the highest modularity that moving single actors finds.

    The gain of moving i to camp k is proportional to s_ik - d_i D_k / 2m, with s_ik the ties of
    i to the camp and D_k its degrees, both without i.
    """
    adjacency = np.maximum(c, 0.0)
    degree, total = adjacency.sum(axis=1), max(adjacency.sum(), 1e-300)
    best, best_quality = np.zeros(len(c), dtype=np.int64), -np.inf
    for _ in range(starts):
        members = _balanced(len(c), clusters, draw)
        for _ in range(100 * len(c)):
            inside = np.eye(clusters)[members]
            ties = adjacency @ inside - adjacency.diagonal()[:, None] * inside
            weight = degree @ inside - degree[:, None] * inside
            gain = ties - degree[:, None] * weight / total
            gain -= gain[np.arange(len(c)), members][:, None]
            actor, camp = np.unravel_index(int(np.argmax(gain)), gain.shape)
            if gain[actor, camp] <= 1e-12:
                break
            members[actor] = camp
        quality = modularity_of(adjacency, members)
        if quality > best_quality + 1e-12:
            best, best_quality = members, quality
    return best


def _breed(
    c: Numbers, x: Numbers, clusters: int, balanced: bool, starts: int, draw: np.random.Generator,
    parents: int = 50, generations: int = 1000, patience: int = 20,
) -> Codes:  # fmt: skip
    """Return the best division that a genetic algorithm finds.

    The best tenth lives on; children take each actor's camp from one of two parents, drawn by
    quality, after the second parent's camps are renamed to overlap most with the first's; a
    tenth of them mutate. It stops when twenty generations bring nothing better; without
    ``balanced`` the best then climbs to the next peak.
    """

    def quality(members: Codes) -> float:
        return _quality(c, x, members, np.bincount(members, minlength=clusters).astype(float))

    pool = [_balanced(len(c), clusters, draw) for _ in range(parents)]
    scores = np.array([quality(members) for members in pool])
    elites, still, last = max(1, round(0.1 * parents)), 0, np.nan
    for _ in range(generations):
        order = np.argsort(-scores, kind="stable")
        kept = [pool[number] for number in order[:elites]]
        weights = scores / scores.sum() if scores.sum() > 0 else None
        children = [
            _child(pool, weights, clusters, balanced, draw) for _ in range(parents - elites)
        ]
        pool = [*kept, *children]
        scores = np.array([quality(members) for members in pool])
        now = round(float(scores.max()), 9)
        still, last = (still + 1, last) if now == last else (0, now)
        if still >= patience:
            break
    best = pool[int(np.argmax(scores))]
    return best if balanced else _climb_once(c, x, best, clusters, balanced)[0]


def _child(
    pool: list[Codes], weights: Numbers | None, clusters: int, balanced: bool,
    draw: np.random.Generator,
) -> Codes:  # fmt: skip
    first, second = (pool[number] for number in draw.choice(len(pool), 2, p=weights))
    second = _rename(first, second, clusters)
    child = np.where(draw.random(len(first)) < 0.5, first, second)
    if draw.random() < 0.1:
        i, j = draw.choice(len(child), 2, replace=False)
        child[[i, j]] = child[[j, i]]
    return _rebalance(child, clusters, draw) if balanced else child


def _rename(first: Codes, second: Codes, clusters: int) -> Codes:
    from scipy.optimize import linear_sum_assignment

    overlap = np.zeros((clusters, clusters))
    np.add.at(overlap, (second, first), 1)
    _, names = linear_sum_assignment(-overlap)
    return np.asarray(names[second])


def _rebalance(members: Codes, clusters: int, draw: np.random.Generator) -> Codes:
    """Move random actors from camps that are too large to camps that are too small."""
    target = np.bincount(np.arange(len(members)) % clusters, minlength=clusters)
    sizes = np.bincount(members, minlength=clusters)
    target = np.sort(target)[np.argsort(np.argsort(sizes, kind="stable"), kind="stable")]
    members = members.copy()
    for camp in np.flatnonzero(sizes > target):
        surplus = draw.choice(np.flatnonzero(members == camp), sizes[camp] - target[camp], False)
        for actor in surplus:
            sizes = np.bincount(members, minlength=clusters)
            members[actor] = int(np.argmax(target - sizes))
    return members
