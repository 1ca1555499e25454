"""Networks as the objects of other Python libraries, and as tables of nodes and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.networks.types import Network

if TYPE_CHECKING:
    import pandas as pd


def to_pandas(network: Network) -> pd.DataFrame:
    """Return the matrix as a data frame with its labels."""
    import pandas as pd

    return pd.DataFrame(network.dense(), index=list(network.rows), columns=list(network.columns))


def to_scipy(network: Network) -> Any:
    """Return the matrix as a ``scipy.sparse.csr_array`` (labels: ``rows`` and ``columns``)."""
    return network.matrix


def edge_table(network: Network) -> pd.DataFrame:
    """Return one row a tie: source, target, weight, sign; each undirected tie once."""
    import pandas as pd

    cells = network.matrix.tocoo()
    keep = cells.data != 0
    if not network.two_mode and not network.directed:
        keep &= cells.row < cells.col
    order = np.lexsort((cells.col[keep], cells.row[keep]))
    i, j, weight = (part[keep][order] for part in (cells.row, cells.col, cells.data))
    frame = pd.DataFrame({
        "source": np.array(network.rows, dtype=object)[i],
        "target": np.array(network.columns, dtype=object)[j],
        "weight": weight,
    })  # fmt: skip
    return frame.assign(sign=np.sign(weight).astype(int))


def node_table(network: Network) -> pd.DataFrame:
    """Return one row a node: label, variable, frequency, and all that is known of its entity."""
    import pandas as pd

    options = network.options
    sides = [(options.variable1, network.rows)]
    if network.two_mode:
        sides.append((options.variable2, network.columns))
    frames = []
    for variable, labels in sides:
        counts = network.frequency.get(variable, {})
        frame = pd.DataFrame({"label": list(labels), "variable": variable})
        if network.directed:
            second = network.frequency.get(options.variable2, {})
            frame["frequency"] = [counts.get(x, 0) + second.get(x, 0) for x in labels]
        else:
            frame["frequency"] = [counts.get(label, 0) for label in labels]
        known = network.entities.get(variable)
        if known is not None:
            found = known.drop(columns="id", errors="ignore").reindex(list(labels))
            frame = frame.join(found.reset_index(drop=True))
        frames.append(frame)
    whole = pd.concat(frames, ignore_index=True)
    text = [name for name in whole.columns if name != "frequency"]
    return whole.assign(**{name: whole[name].fillna("") for name in text})


def node_ids(network: Network) -> list[str]:
    """Return an identifier for each node that is unique over both modes.

    It is the label itself unless the same label stands in both modes of a two-mode network; a
    column then has its variable in front.
    """
    if not network.two_mode:
        return list(network.rows)
    rows = set(network.rows)
    variable = network.options.variable2
    return [
        *network.rows,
        *(f"{variable}: {x}" if x in rows else x for x in network.columns),
    ]


def indexed_edges(network: Network) -> list[tuple[int, int, float]]:
    """Return the ties as positions in ``node_ids`` with their weights."""
    rows = {label: number for number, label in enumerate(network.rows)}
    shift = len(network.rows) if network.two_mode else 0
    columns = {label: number + shift for number, label in enumerate(network.columns)}
    table = edge_table(network)
    return [
        (rows[source], columns[target], float(weight))
        for source, target, weight in zip(
            table["source"], table["target"], table["weight"], strict=True
        )
    ]


def to_igraph(network: Network) -> Any:
    """Return an ``igraph.Graph`` with all attributes of nodes, weights and signs of ties.

    Two-mode networks have the node attribute ``type`` (false for rows), as igraph expects.
    """
    import igraph

    nodes, edges = node_table(network), indexed_edges(network)
    graph = igraph.Graph(
        n=len(nodes), edges=[edge[:2] for edge in edges], directed=network.directed
    )
    graph.vs["name"] = node_ids(network)
    for name in nodes.columns:
        graph.vs["entity type" if name == "type" else name] = nodes[name].tolist()
    if network.two_mode:
        graph.vs["type"] = [number >= len(network.rows) for number in range(len(nodes))]
    graph.es["weight"] = [edge[2] for edge in edges]
    graph.es["sign"] = [int(np.sign(edge[2])) for edge in edges]
    return graph


def to_networkx(network: Network) -> Any:
    """Return a ``networkx`` graph (a ``DiGraph`` for ties) with all attributes.

    Two-mode networks have the node attribute ``bipartite`` (0 for rows, 1 for columns).
    """
    import networkx

    graph = networkx.DiGraph() if network.directed else networkx.Graph()
    ids = node_ids(network)
    for number, row in enumerate(node_table(network).to_dict("records")):
        if network.two_mode:
            row["bipartite"] = int(number >= len(network.rows))
        graph.add_node(ids[number], **{str(name): value for name, value in row.items()})
    for i, j, weight in indexed_edges(network):
        graph.add_edge(ids[i], ids[j], weight=weight, sign=int(np.sign(weight)))
    return graph
