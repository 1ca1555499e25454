"""Networks as files for Gephi, Pajek, R, spreadsheets and databases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from onrecord.errors import UsageError
from onrecord.networks import dna_formats
from onrecord.networks.convert import edge_table, indexed_edges, node_ids, node_table, to_networkx
from onrecord.networks.types import Network

if TYPE_CHECKING:
    import pandas as pd

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GEXF = "http://gexf.net/1.3"
_SHORT = ("seconds", "minutes", "hours")
_VIZ = "http://gexf.net/1.3/viz"


def write(
    networks: Network | Sequence[Network], path: str | Path, *, format: str | None = None
) -> list[Path]:
    """Write a network, or a series of them, and return the paths of the files.

    ``format`` is, or follows from the name's ending:

    - ``csv`` (.csv), ``dl`` (.dl): the matrix as DNA writes it
    - ``visone``: GraphML as DNA writes it, with colours and positions
    - ``graphml`` (.graphml): plain GraphML with all attributes; ``weight`` keeps its sign
    - ``gexf`` (.gexf): for Gephi, which knows no negative weights: ``weight`` is the absolute
      value, ``signed_weight`` and ``sign`` say the rest; a series makes one dynamic graph
    - ``pajek`` (.net)
    - ``edges``: tables ``NAME-nodes.csv`` and ``NAME-edges.csv``; ``parquet`` (.parquet): the
      same as Parquet. A series makes one table with ``start`` and ``stop``.

    A series in any other format is one numbered file each. Raises ``UsageError`` for a format
    that is none of these.
    """
    path = Path(path)
    name = format or _ENDINGS.get(path.suffix.lower(), "")
    if name not in _WRITERS:
        raise UsageError(f"no format is called {format or path.suffix!r}; take {_known()}")
    if name in ("gexf", "edges", "parquet"):
        series = [networks] if isinstance(networks, Network) else list(networks)
        return _TOGETHER[name](series, path)
    if isinstance(networks, Network):
        _WRITERS[name](networks, path)
        return [path]
    written = []
    for number, network in enumerate(networks, start=1):
        when = f" {network.middle:%Y-%m-%d %H-%M-%S}" if network.middle else ""
        written.append(path.with_name(f"{path.stem} {number:03d}{when}{path.suffix}"))
        _WRITERS[name](network, written[-1])
    return written


def _known() -> str:
    return ", ".join(_WRITERS)


def write_graphml(network: Network, path: Path) -> None:
    """Write plain GraphML: one key for each attribute, weights with their sign."""
    import networkx

    graph = to_networkx(network)
    graph = networkx.relabel_nodes(graph, {node: clean(node) for node in graph})
    for _, attributes in graph.nodes(data=True):
        for name, value in attributes.items():
            attributes[name] = clean(value) if isinstance(value, str) else value
    networkx.write_graphml_xml(graph, path, encoding="utf-8", named_key_ids=True)


def clean(text: str) -> str:
    """Leave out the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def write_pajek(network: Network, path: Path) -> None:
    """Write a Pajek network; of two-mode ones the modes are the partition ``NAME.clu`` beside it.

    Pajek's own header for two modes is left out because few other readers know it.
    """
    ids = node_ids(network)
    lines = [f"*Vertices {len(ids)}"]
    lines += [f'{number} "{_one_line(label)}"' for number, label in enumerate(ids, start=1)]
    lines.append("*Arcs" if network.directed else "*Edges")
    lines += [f"{i + 1} {j + 1} {weight!r}" for i, j, weight in indexed_edges(network)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if network.two_mode:
        modes = ["1"] * len(network.rows) + ["2"] * len(network.columns)
        text = "\n".join([f"*Vertices {len(ids)}", *modes])
        path.with_suffix(".clu").write_text(text + "\n", encoding="utf-8")


def _one_line(label: str) -> str:
    return re.sub(r"\s+", " ", label).replace('"', "'")


def tables_of(networks: Sequence[Network]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the nodes and the ties of all networks, each with its window."""
    import pandas as pd

    nodes, edges = [], []
    for network in networks:
        when = {"start": network.start, "stop": network.stop}
        nodes.append(node_table(network).assign(**when))
        edges.append(edge_table(network).assign(**when))
    if not networks:
        return pd.DataFrame(), pd.DataFrame()
    return pd.concat(nodes, ignore_index=True), pd.concat(edges, ignore_index=True)


def _write_edges(networks: Sequence[Network], path: Path) -> list[Path]:
    return _write_tables(networks, path, ".csv", lambda frame, to: frame.to_csv(to, index=False))


def _write_parquet(networks: Sequence[Network], path: Path) -> list[Path]:
    return _write_tables(
        networks, path, ".parquet", lambda frame, to: frame.to_parquet(to, index=False)
    )


def _write_tables(
    networks: Sequence[Network], path: Path, ending: str, save: Callable[[Any, Path], None]
) -> list[Path]:
    written = []
    for name, frame in zip(("nodes", "edges"), tables_of(networks), strict=True):
        written.append(path.with_name(f"{path.stem}-{name}{ending}"))
        save(frame, written[-1])
    return written


def _write_gexf(networks: Sequence[Network], path: Path) -> list[Path]:
    """Write one GEXF graph; with several networks nodes, ties and weights have their times."""
    ElementTree.register_namespace("", _GEXF)
    ElementTree.register_namespace("viz", _VIZ)
    dynamic = len(networks) > 1
    root = ElementTree.Element(f"{{{_GEXF}}}gexf", version="1.3")
    meta = _add(root, "meta")
    _add(meta, "creator").text = "onrecord"
    directed = any(network.directed for network in networks)
    graph = _add(root, "graph", defaultedgetype="directed" if directed else "undirected")
    if dynamic:
        graph.set("mode", "dynamic")
        graph.set("timeformat", _time_format(networks))
    _gexf_nodes(graph, networks, dynamic)
    _gexf_edges(graph, networks, dynamic)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return [path]


def _add(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{_GEXF}}}{tag}", attributes)


def _declare(
    graph: ElementTree.Element, kind: str, names: Sequence[tuple[str, str]], mode: str
) -> None:
    block = _add(graph, "attributes", **{"class": kind, "mode": mode})
    for name, type_ in names:
        _add(block, "attribute", id=name, title=name, type=type_)


def _gexf_nodes(graph: ElementTree.Element, networks: Sequence[Network], dynamic: bool) -> None:
    described: dict[str, dict[str, Any]] = {}
    spells: dict[str, list[Network]] = {}
    for network in networks:
        rows = [
            {str(k): v for k, v in row.items()} for row in node_table(network).to_dict("records")
        ]
        for label, row in zip(node_ids(network), rows, strict=True):
            described.setdefault(clean(label), row)
            spells.setdefault(clean(label), []).append(network)
    names = sorted({str(name) for row in described.values() for name in row} - {"label", "colour"})
    typed = [(name, "integer" if name == "frequency" else "string") for name in names]
    _declare(graph, "node", typed, "static")
    block = _add(graph, "nodes")
    for label, row in described.items():
        node = _add(block, "node", id=label, label=label)
        values = _add(node, "attvalues")
        for name in names:
            if row.get(name) not in (None, ""):
                _add(values, "attvalue", **{"for": name, "value": clean(str(row[name]))})
        _colour(node, row.get("colour"))
        if dynamic:
            _add_spells(node, spells[label])


def _colour(node: ElementTree.Element, colour: Any) -> None:
    if isinstance(colour, str) and re.fullmatch("#[0-9A-Fa-f]{6}", colour):
        red, green, blue = (str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
        ElementTree.SubElement(node, f"{{{_VIZ}}}color", {"r": red, "g": green, "b": blue})


def _gexf_edges(graph: ElementTree.Element, networks: Sequence[Network], dynamic: bool) -> None:
    ties: dict[tuple[str, str], list[tuple[float, Network]]] = {}
    for network in networks:
        ids = [clean(label) for label in node_ids(network)]
        for i, j, weight in indexed_edges(network):
            ties.setdefault((ids[i], ids[j]), []).append((weight, network))
    mode = "dynamic" if dynamic else "static"
    names = [("weight", "double")] if dynamic else []
    _declare(graph, "edge", [*names, ("signed_weight", "double"), ("sign", "integer")], mode)
    block = _add(graph, "edges")
    for number, ((source, target), values) in enumerate(ties.items()):
        mean = sum(abs(weight) for weight, _ in values) / len(values)
        edge = _add(block, "edge", id=str(number), source=source, target=target, weight=repr(mean))
        cells = _add(edge, "attvalues")
        for weight, network in values:
            when = _times(network) if dynamic else {}
            sign = (weight > 0) - (weight < 0)
            if dynamic:
                _add(cells, "attvalue", **{"for": "weight", "value": repr(abs(weight))}, **when)
            _add(cells, "attvalue", **{"for": "signed_weight", "value": repr(weight)}, **when)
            _add(cells, "attvalue", **{"for": "sign", "value": str(sign)}, **when)
        if dynamic:
            _add_spells(edge, [network for _, network in values])


def _time_format(networks: Sequence[Network]) -> str:
    """Return ``date``, which most readers know, unless windows are shorter than days."""
    return "dateTime" if networks[0].options.window in _SHORT else "date"


def _time(network: Network, when: datetime) -> str:
    short = network.options.window in _SHORT
    return when.isoformat() if short else when.date().isoformat()


def _times(network: Network) -> dict[str, str]:
    times = {"start": network.start, "end": network.stop}
    return {name: _time(network, when) for name, when in times.items() if when is not None}


def _add_spells(element: ElementTree.Element, networks: Sequence[Network]) -> None:
    block = _add(element, "spells")
    for start, stop in _merge([(n.start, n.stop) for n in networks if n.start and n.stop]):
        times = _time(networks[0], start), _time(networks[0], stop)
        _add(block, "spell", start=times[0], end=times[1])


def _merge(spans: Sequence[tuple[Any, Any]]) -> list[tuple[datetime, datetime]]:
    """Return the spans of time with those that touch or overlap made one."""
    merged: list[tuple[datetime, datetime]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1] + timedelta(seconds=1):
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


_ENDINGS = {
    ".csv": "csv", ".dl": "dl", ".graphml": "graphml", ".gexf": "gexf", ".net": "pajek",
    ".parquet": "parquet",
}  # fmt: skip
_TOGETHER: dict[str, Callable[[Sequence[Network], Path], list[Path]]] = {
    "gexf": _write_gexf,
    "edges": _write_edges,
    "parquet": _write_parquet,
}
_WRITERS: dict[str, Callable[[Any, Path], Any]] = {
    "csv": dna_formats.write_csv,
    "dl": dna_formats.write_dl,
    "visone": dna_formats.write_visone,
    "graphml": write_graphml,
    "pajek": write_pajek,
    **_TOGETHER,
}
