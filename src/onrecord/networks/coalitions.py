"""Coalitions: groups of actors who agree, by the methods of rDNA's ``dna_multiclust``."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.api import prepare
from onrecord.networks.build import Frame, build_steps, count_selection, network_of
from onrecord.networks.matrices import scale_ends
from onrecord.networks.measures import modularity_of
from onrecord.networks.options import Options
from onrecord.networks.partitions import (
    concor,
    cut_tree,
    euclidean,
    jaccard_distance,
    means,
    medoids,
    renumber,
)
from onrecord.networks.select import Selection, select_statements
from onrecord.networks.table import Codes, Numbers, StatementTable
from onrecord.networks.types import Network

_SLOW = {"edge_betweenness": 100, "spinglass": 100}


@dataclass(frozen=True, slots=True)
class Material:
    """What the methods work on: agreement without its negative part, and profiles' distances."""

    agreement: Numbers
    profiles: Numbers
    distance: Numbers

    def graph(self) -> Any:
        """Return the agreement as a weighted graph."""
        import igraph

        i, j = np.nonzero(np.triu(self.agreement, 1))
        graph = igraph.Graph(len(self.agreement), np.column_stack([i, j]).tolist())
        graph.es["weight"] = self.agreement[i, j].tolist()
        return graph


@dataclass(frozen=True, slots=True)
class Coalitions:
    """Who stands with whom, by each method, at one time.

    ``members[method]`` numbers the coalition of each label; ``modularity[method]`` says how well
    it divides the agreement network; ``best`` is the method with the highest.
    """

    labels: tuple[str, ...]
    members: Mapping[str, tuple[int, ...]]
    modularity: Mapping[str, float]
    best: str | None
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None

    @property
    def groups(self) -> dict[str, int]:
        """The coalition of each actor by the best method."""
        if self.best is None:
            return {}
        return dict(zip(self.labels, self.members[self.best], strict=True))


Divide = Callable[[Material, Sequence[int]], list[Codes]]


def _tree(method: str) -> Divide:
    return lambda material, numbers: cut_tree(material.distance, method, numbers)


def _each(divide: Callable[[Material, int], Codes]) -> Divide:
    return lambda material, numbers: [divide(material, k) for k in numbers]


def _equivalence(material: Material, numbers: Sequence[int]) -> list[Codes]:
    return cut_tree(euclidean(material.agreement), "complete", numbers)


def _dendrogram(method: str) -> Divide:
    def divide(material: Material, numbers: Sequence[int]) -> list[Codes]:
        graph = material.graph()
        found = getattr(graph, f"community_{method}")(weights="weight")
        least = len(graph.connected_components())
        return [np.array(found.as_clustering(max(k, least)).membership) for k in numbers]

    return divide


def _community(method: str, **settings: Any) -> Divide:
    def divide(material: Material, numbers: Sequence[int]) -> list[Codes]:
        found = getattr(material.graph(), f"community_{method}")(**settings)
        return [np.array(found.membership)]

    return divide


def _spinglass(material: Material, numbers: Sequence[int]) -> list[Codes]:
    """Spin glasses need one component: each is divided by itself."""
    graph = material.graph()
    members, used = np.zeros(graph.vcount(), dtype=np.int64), 0
    for component in graph.connected_components():
        part = graph.induced_subgraph(component)
        own = part.community_spinglass(weights="weight").membership if len(component) > 2 else 0
        members[component] = np.array(own) + used
        used = int(members[component].max()) + 1
    return [members]


# The methods that take a number of coalitions, and those that find it themselves.
METHODS: dict[str, Divide] = {
    "single": _tree("single"),
    "average": _tree("average"),
    "complete": _tree("complete"),
    "ward": _tree("ward"),
    "kmeans": _each(lambda material, k: means(material.distance, k)),
    "pam": _each(lambda material, k: medoids(material.distance, k)),
    "equivalence": _equivalence,
    "concor_one": _each(lambda material, k: concor(material.agreement, k)),
    "concor_two": _each(lambda material, k: concor(material.profiles.T, k)),
    "fastgreedy": _dendrogram("fastgreedy"),
    "walktrap": _dendrogram("walktrap"),
    "edge_betweenness": _dendrogram("edge_betweenness"),
}
FREE_METHODS: dict[str, Divide] = {
    "louvain": _community("multilevel", weights="weight"),
    "leading_eigenvector": _community("leading_eigenvector", weights="weight"),
    "infomap": _community("infomap", edge_weights="weight"),
    "label_propagation": _community("label_propagation", weights="weight"),
    "spinglass": _spinglass,
}


def find_coalitions(
    source: Any,
    *,
    k: int = 0,
    k_max: int = 5,
    methods: Collection[str] | None = None,
    seed: int = 0,
    **options: Any,
) -> list[Coalitions]:
    """Return the coalitions of each time window (one without), by up to 17 methods.

    Graph methods divide the one-mode *subtract* network with average normalization, its negative
    ties set to 0; trees, k-means and PAM the Jaccard distances of the actors' profiles (the
    columns of the two-mode network, one for yes and one for no). With ``k=0`` each method takes
    the number of coalitions from 2 to ``k_max`` with the highest modularity, and those that find
    it themselves (``louvain``, ``leading_eigenvector``, ``infomap``, ``label_propagation``,
    ``spinglass``) take part; with ``k`` given only the others do (CONCOR only for 2). ``methods``
    picks some; by default all, but ``edge_betweenness`` and ``spinglass`` only up to 100 actors.
    Isolates are coalitions of one. The same ``seed`` gives the same answer. ``options`` are
    those of ``network``.

    Raises ``UsageError`` for an unknown method.

    Leifeld (2016), Policy Debates as Dynamic Networks.
    """
    unknown = set(methods or ()) - {*METHODS, *FREE_METHODS}
    if unknown:
        known = ", ".join([*METHODS, *FREE_METHODS])
        raise UsageError(f"no method is called {sorted(unknown)[0]!r}; take from {known}")
    table, settings = prepare(source, "subtract", **{"normalization": "average", **options})
    return [
        coalitions_of(agreement, profiles, k=k, k_max=k_max, methods=methods, seed=seed)
        for agreement, profiles in _with_profiles(table, settings)
    ]


def _with_profiles(
    table: StatementTable, settings: Options
) -> Iterator[tuple[Network, dict[str, Numbers]]]:
    if settings.window is not None:
        for network, selection, statements in build_steps(table, settings):
            yield network, profiles_of(selection, statements)
        return
    selection = select_statements(table, settings)
    network = network_of(selection, selection.filtered, Frame(selection))
    yield network, profiles_of(selection, selection.filtered)


def profiles_of(selection: Selection, statements: Codes) -> dict[str, Numbers]:
    """Return what each row of the network said: 1 for each concept backed, then each opposed.

    A number counts as backing above the middle of its scale and as opposing below; each label
    of a text qualifier is a column of its own.
    """
    counts, _ = count_selection(selection, statements, Frame(selection))
    x = counts.x.toarray().reshape(len(counts.rows), len(counts.columns), len(counts.levels)) > 0
    qualifier, values = selection.qualifier, counts.levels.values
    if counts.numeric and qualifier is not None and values is not None:
        low, high = scale_ends(qualifier, selection.options)
        middle = (low + high) / 2
        x = np.stack([x[:, :, values > middle].any(2), x[:, :, values < middle].any(2)], axis=2)
    flat = np.moveaxis(x, 2, 1).reshape(len(x), x.shape[1] * x.shape[2]).astype(np.float64)
    return dict(zip(counts.rows.labels, flat, strict=True))


def coalitions_of(
    agreement: Network,
    profiles: Mapping[str, Numbers],
    *,
    k: int = 0,
    k_max: int = 5,
    methods: Collection[str] | None = None,
    seed: int = 0,
) -> Coalitions:
    """Return the coalitions in one agreement network (see ``find_coalitions``)."""
    times = (agreement.start, agreement.middle, agreement.stop)
    size = len(agreement.rows)
    if size < 2:
        return Coalitions(agreement.rows, {}, {}, None, *times)
    material = _material(agreement, profiles)
    members, quality = {}, {}
    for name, divide in _chosen(methods, k, size).items():
        with seeded(seed):
            found = _best_division(name, divide, material, k, min(k_max, size))
        if found is not None:
            members[name] = tuple(int(code) for code in renumber(found))
            quality[name] = modularity_of(material.agreement, np.array(members[name]))
    best = max(quality, key=lambda name: quality[name], default=None)
    return Coalitions(agreement.rows, members, quality, best, *times)


def _chosen(methods: Collection[str] | None, k: int, size: int) -> dict[str, Divide]:
    every = METHODS if k else {**METHODS, **FREE_METHODS}
    return {
        name: divide
        for name, divide in every.items()
        if (name in methods if methods is not None else size <= _SLOW.get(name, size))
        and not (k > 2 and name.startswith("concor"))
    }


def _best_division(
    name: str, divide: Divide, material: Material, k: int, k_max: int
) -> Codes | None:
    numbers = [k] if k else list(range(2, k_max + 1))
    if name.startswith("concor"):
        numbers = [number for number in numbers if number in (2, 4)]
    numbers = [number for number in numbers if number <= len(material.agreement)]
    if not numbers:
        return None
    found = divide(material, numbers)
    return max(found, key=lambda members: modularity_of(material.agreement, renumber(members)))


def _material(agreement: Network, profiles: Mapping[str, Numbers]) -> Material:
    positive = np.maximum(agreement.dense(), 0.0)
    width = max((len(profile) for profile in profiles.values()), default=0)
    empty = np.zeros(width)
    cells = np.array([profiles.get(label, empty) for label in agreement.rows])
    cells = cells[:, cells.any(axis=0)]
    return Material(positive, cells, jaccard_distance(cells))


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a seeded generator, and keep its warnings to itself."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        igraph.set_random_number_generator(random)
