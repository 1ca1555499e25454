"""Measures of actors and of divisions into groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.convert import to_igraph
from onrecord.networks.table import Codes, Numbers
from onrecord.networks.types import Network

if TYPE_CHECKING:
    import pandas as pd

Groups = Mapping[str, object] | Sequence[object]


def centrality(network: Network) -> pd.DataFrame:
    """Return how central each node is, one row a node.

    ``degree`` counts the ties of node i, d_i = Σ_j [Y_ij ≠ 0]; ``support`` and ``opposition``
    add up the positive and the absolute negative weights. ``betweenness`` (the share of shortest
    paths through i, a tie being as long as 1/|Y_ij|), ``closeness`` (within its component) and
    ``eigenvector`` (x = A x / λ with A = max(Y, 0)) are weighted and look at both directions of
    a tie as one. Isolates have 0 throughout, and no closeness (``nan``). The rows of a two-mode
    network are followed by its columns.

    >>> from onrecord.networks import network
    >>> said = {"actor": ["Ash", "Birch", "Cedar"], "concept": ["tax"] * 3, "stance": [1, 1, -1]}
    >>> centrality(network(said)).degree.to_dict()
    {'Ash': 1, 'Birch': 1, 'Cedar': 0}

    Freeman (1978), Centrality in social networks; Bonacich (1972), Factoring and weighting
    approaches to status scores and clique identification.
    """
    import pandas as pd

    graph = to_igraph(network)
    names, signed = graph.vs["name"], np.array(graph.es["weight"], dtype=np.float64)
    positive = graph.copy()
    positive.delete_edges(np.flatnonzero(signed <= 0).tolist())
    frame = pd.DataFrame(index=pd.Index(names, name="node"))
    support = graph.strength(weights=np.maximum(signed, 0).tolist())
    opposition = graph.strength(weights=np.maximum(-signed, 0).tolist())
    graph.es["weight"] = np.abs(signed).tolist()
    graph = graph.as_undirected(combine_edges={"weight": "sum"})
    length = (1 / np.array(graph.es["weight"], dtype=np.float64)).tolist()
    frame["degree"] = graph.degree()
    frame["support"], frame["opposition"] = support, opposition
    pairs = (len(names) - 1) * (len(names) - 2) / 2
    between = np.array(graph.betweenness(weights=length, directed=False))
    frame["betweenness"] = between / pairs if pairs else between
    frame["closeness"] = graph.closeness(weights=length)
    frame["eigenvector"] = _eigenvector(positive.as_undirected(combine_edges={"weight": "sum"}))
    return frame


def _eigenvector(graph: Any) -> list[float]:
    import warnings

    size = graph.vcount()
    if not graph.ecount():
        return [0.0] * size
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # igraph warns of graphs in several components
        found = graph.eigenvector_centrality(weights="weight")
    return [float(value) for value in found]


def modularity(network: Network, groups: Groups) -> float:
    """Return the modularity of a division of the nodes into groups.

    Q = 1/(2m) Σ_ij (A_ij - k_i k_j/(2m)) [g_i = g_j], with A = max(Y, 0), k its row sums and 2m
    their total. Weighted, undirected; negative ties and isolates add nothing. 0 without ties.

    >>> from onrecord.networks import network
    >>> said = {"actor": list("abcd"), "concept": ["tax", "tax", "rail", "rail"],
    ...         "stance": [1, 1, 1, 1]}
    >>> modularity(network(said), ["x", "x", "y", "y"])
    0.5

    Newman and Girvan (2004), Finding and evaluating community structure in networks.
    """
    return modularity_of(np.maximum(network.dense(), 0.0), group_codes(network, groups))


def modularity_of(adjacency: Numbers, members: Codes) -> float:
    """Return the modularity of a non-negative symmetric matrix (see ``modularity``)."""
    total = adjacency.sum()
    if not total:
        return 0.0
    size = int(members.max()) + 1
    between = np.zeros((size, size))
    np.add.at(between, (members[:, None], members[None, :]), adjacency)
    share = between.sum(axis=1) / total
    return float(np.trace(between) / total - (share**2).sum())


def ei_index(network: Network, groups: Groups) -> float:
    """Return the E-I index of a division into groups: (E - I)/(E + I), from -1 to 1.

    E adds up the absolute weights of ties between groups, I of those within. -1 means that all
    ties stay within groups. Isolates do not count; direction does not matter; ``nan`` without
    ties.

    >>> from onrecord.networks import network
    >>> said = {"actor": list("abc"), "concept": ["tax", "tax", "tax"], "stance": [1, 1, 1]}
    >>> round(ei_index(network(said), ["x", "x", "y"]), 3)
    0.333

    Krackhardt and Stern (1988), Informal networks and organizational crises.
    """
    members = group_codes(network, groups)
    weights = np.abs(network.dense())
    inside = weights[members[:, None] == members[None, :]].sum()
    total = weights.sum()
    return float((total - 2 * inside) / total) if total else float("nan")


def group_codes(network: Network, groups: Groups) -> Codes:
    """Return a number for the group of each node.

    Raises ``UsageError`` where a node has no group, or the network is two-mode.
    """
    if network.two_mode:
        raise UsageError("groups divide the nodes of a one-mode network")
    if isinstance(groups, Mapping):
        missing = [label for label in network.rows if label not in groups]
        if missing:
            raise UsageError(f"no group is given for {', '.join(missing[:3])}")
        groups = [groups[label] for label in network.rows]
    if len(groups) != len(network.rows):
        raise UsageError(f"{len(groups)} groups for {len(network.rows)} nodes")
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    return np.array([names[name] for name in groups], dtype=np.int64)
