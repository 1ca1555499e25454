"""Networks and event lists as DNA itself writes them: csv, UCINET's dl, visone's GraphML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.networks.layout import scatter
from onrecord.networks.options import Options
from onrecord.networks.select import select_statements
from onrecord.networks.table import StatementTable
from onrecord.networks.timeunits import to_datetime
from onrecord.networks.types import Network

if TYPE_CHECKING:
    import pandas as pd

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MILLIONTH = Decimal("0.000001")
_GREEN, _RED, _BLUE, _BLACK = "#00ff00", "#ff0000", "#0000ff", "#000000"


def write_csv(network: Network, path: str | Path) -> None:
    """Write the matrix as csv: semicolons between, labels in quotes, no final newline."""
    _write_text(path, "\n".join(_csv_lines(network)))


def write_dl(network: Network, path: str | Path) -> None:
    """Write the matrix as UCINET's dl."""
    _write_text(path, "\n".join(_dl_lines(network)))


def write_visone(network: Network, path: str | Path, *, seed: int = 0) -> None:
    """Write GraphML for visone, with colours; positions are drawn by ``seed``."""
    lines = [*_visone_lines(network, seed), ""]
    _write_text(path, "".join(f"{line}\r\n" for line in lines))


def _write_text(path: str | Path, text: str) -> None:
    Path(path).write_bytes(text.encode("utf-8"))


def _csv_lines(network: Network) -> Iterator[str]:
    yield ";".join(['""', *(_quoted(label) for label in network.columns)])
    cells = network.dense()
    for label, row in zip(network.rows, cells, strict=True):
        yield ";".join([_quoted(label), *(_number(value, network.whole) for value in row)])


def _quoted(label: str) -> str:
    """Quote a label; quotation marks inside become apostrophes."""
    return '"' + label.replace('"', "'") + '"'


def _number(value: float, whole: bool) -> str:
    """Return ``%d`` or ``%.6f``, rounded half up on the shortest decimal as Java does."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if whole:
        return str(int(value))
    return f"{Decimal(repr(float(value))).quantize(_MILLIONTH, ROUND_HALF_UP):f}"


def _dl_lines(network: Network) -> Iterator[str]:
    rows, columns = network.matrix.shape
    if network.two_mode:
        yield f"dl nr = {rows}, nc = {columns}, format = fullmatrix"
        yield "row labels:"
    else:
        yield f"dl n = {rows}, format = fullmatrix"
        yield "labels:"
    yield from (_bare(label) for label in network.rows)
    if network.two_mode:
        yield "col labels:"
        yield from (_bare(label) for label in network.columns)
    yield "data:"
    for row in network.dense():
        yield "".join(f" {_number(value, network.whole)}" for value in row)


def _bare(label: str) -> str:
    """Quote a label; quotation marks and apostrophes inside go."""
    return '"' + label.replace('"', "").replace("'", "") + '"'


def _visone_lines(network: Network, seed: int) -> Iterator[str]:
    nodes = list(_nodes(network))
    attributes = sorted({name for node in nodes for name in node["attributes"]})
    edges = list(_edges(network))
    size = len(network.rows)
    pairs = size * len(network.columns) if not _symmetric(network) else size * (size - 1) // 2
    yield from _visone_head(attributes, pairs, len(nodes), network.directed)
    yield "    <!-- nodes -->"
    for node, (x, y) in zip(nodes, scatter(len(nodes), seed), strict=True):
        yield from _visone_node(node, attributes, x, y)
    yield "    <!-- edges -->"
    ids = [node["id"] for node in nodes]
    shift = size if network.two_mode else 0
    for i, j, weight in edges:
        yield from _visone_edge(f"n{ids[i]}", f"n{ids[shift + j]}", weight, network.options)
    yield "  </graph>"
    yield "</graphml>"


def _symmetric(network: Network) -> bool:
    return not network.two_mode and not network.directed


def _edges(network: Network) -> Iterator[tuple[int, int, float]]:
    cells = network.matrix.tocoo()
    order = np.lexsort((cells.col, cells.row))
    for i, j, weight in zip(cells.row[order], cells.col[order], cells.data[order], strict=True):
        if weight != 0 and (i < j or not _symmetric(network)):
            yield int(i), int(j), float(weight)


def _nodes(network: Network) -> Iterator[dict[str, Any]]:
    """Yield what is known of each node: DNA's number for its entity, or one counted up."""
    sides = [(network.options.variable1, network.rows)]
    if network.two_mode:
        sides.append((network.options.variable2, network.columns))
    number = 0
    for side, (variable, labels) in enumerate(sides):
        entities = network.entities.get(variable)
        for label in labels:
            number += 1
            known = _describe(entities, label)
            yield {
                "id": known.pop("id", number),
                "colour": known.pop("colour", "#000000"),
                "name": label,
                "attributes": known,
                "variable": variable,
                "shape": "roundrectangle" if side else "ellipse",
                "frequency": network.frequency.get(variable, {}).get(label, 0),
            }


def _describe(entities: pd.DataFrame | None, label: str) -> dict[str, Any]:
    if entities is None or label not in entities.index:
        return {}
    return {str(name): value for name, value in entities.loc[label].items()}


def _visone_head(attributes: list[str], edges: int, nodes: int, directed: bool) -> Iterator[str]:
    kind = "directed" if directed else "undirected"
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:visone="http://visone.info/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:y="http://www.yworks.com/xml/graphml" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns/graphml '
        'http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd ">'
    )
    yield "  <!-- data schema -->"
    yield '  <key for="node" id="d0" yfiles.type="nodegraphics" />'
    yield '  <key for="edge" id="e0" yfiles.type="edgegraphics" />'
    yield '  <key for="graph" id="prop" visone.type="properties" />'
    for name in ("id", "name", *attributes, "variable"):
        name = _escape_attribute(name)
        yield f'  <key id="{name}" for="node" attr.name="{name}" attr.type="string" />'
    yield '  <key id="frequency" for="node" attr.name="frequency" attr.type="int" />'
    yield '  <key id="weight" for="edge" attr.name="weight" attr.type="double" />'
    yield (
        f'  <graph edgedefault="{kind}" id="DNA" parse.edges="{edges}" parse.nodes="{nodes}" '
        'parse.order="free">'
    )
    yield '    <data key="prop">'
    yield '      <visone:labelAttribute edgeLabel="weight" nodeLabel="name" />'
    yield "    </data>"


def _data(key: str, value: Any) -> str:
    text = _escape(str(value).strip())
    body = f">{text}</data>" if text else " />"
    return f'      <data key="{_escape_attribute(key)}"{body}'


def _escape(text: str) -> str:
    """Escape text for XML as DNA's writer does; characters that XML forbids go."""
    text = _FORBIDDEN.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ASTRAL.sub(lambda found: f"&#x{ord(found[0]):x};", text.replace("\r", "&#xD;"))


def _escape_attribute(text: str) -> str:
    return _escape(text).replace('"', "&quot;").replace("\n", "&#xA;").replace("\t", "&#x9;")


def _visone_node(node: dict[str, Any], attributes: list[str], x: float, y: float) -> Iterator[str]:
    yield f'    <node id="n{node["id"]}">'
    yield _data("id", node["id"])
    yield _data("name", node["name"])
    for name in attributes:
        if name in node["attributes"]:
            yield _data(name, node["attributes"][name])
    yield _data("variable", node["variable"])
    yield _data("frequency", node["frequency"])
    name = _escape(node["name"].strip())
    label = (
        '            <y:NodeLabel alignment="center" autoSizePolicy="content" '
        'backgroundColor="#FFFFFF" fontFamily="Dialog" fontSize="12" fontStyle="plain" '
        'hasLineColor="false" height="19.0" modelName="eight_pos" modelPosition="n" '
        'textColor="#000000" visible="true">'
    )
    yield '      <data key="d0">'
    yield "        <visone:shapeNode>"
    yield "          <y:ShapeNode>"
    yield f'            <y:Geometry height="20.0" width="20.0" x="{x!r}" y="{y!r}" />'
    yield f'            <y:Fill color="{node["colour"]}" transparent="false" />'
    yield '            <y:BorderStyle color="#000000" type="line" width="1.0" />'
    yield f"{label}{name}</y:NodeLabel>"
    yield f'            <y:Shape type="{node["shape"]}" />'
    yield "          </y:ShapeNode>"
    yield "        </visone:shapeNode>"
    yield "      </data>"
    yield "    </node>"


def _visone_edge(source: str, target: str, weight: float, options: Options) -> Iterator[str]:
    yield f'    <edge source="{source}" target="{target}">'
    yield _data("weight", java_number(weight))
    yield '      <data key="e0">'
    yield "        <visone:polyLineEdge>"
    yield "          <y:PolyLineEdge>"
    colour = _edge_colour(weight, options)
    yield f'            <y:LineStyle color="{colour}" type="line" width="2.0" />'
    yield "          </y:PolyLineEdge>"
    yield "        </visone:polyLineEdge>"
    yield "      </data>"
    yield "    </edge>"


def _edge_colour(weight: float, options: Options) -> str:
    if options.aggregation == "combine":
        return {1.0: _GREEN, 2.0: _RED, 3.0: _BLUE}.get(weight, _BLACK)
    if options.aggregation == "subtract":
        return _GREEN if weight > 0 else _RED if weight < 0 else _BLACK
    return {"congruence": _GREEN, "conflict": _RED}.get(options.aggregation, _BLACK)


def java_number(value: float) -> str:
    """Return a number as Java prints a double.

    >>> java_number(0.5), java_number(0.00012), java_number(12345678.0)
    ('0.5', '1.2E-4', '1.2345678E7')
    """
    if not np.isfinite(value):
        return _number(value, whole=False)
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return repr(float(value)) if "e" not in repr(value) else f"{value:f}"
    sign, digits, exponent = Decimal(repr(float(value))).as_tuple()
    figures = "".join(map(str, digits)).rstrip("0") or "0"
    power = len(digits) - 1 + int(exponent)
    return f"{'-' * sign}{figures[0]}.{figures[1:] or '0'}E{power}"


_EVENT_FIELDS = (
    ("start_position", "start"), ("stop_position", "stop"), ("text", "text"), ("coder", "coder"),
    ("document_id", "document_id"), ("document_title", "document_title"),
    ("document_author", "document_author"), ("document_source", "document_source"),
    ("document_section", "document_section"), ("document_type", "document_type"),
)  # fmt: skip


def event_list(table: StatementTable, options: Options) -> pd.DataFrame:
    """Return the statements that the options leave, one a row, in the order of time.

    Blanks stay; duplicates go if the options say so. Columns are the statement's id and time,
    its variables, and what the source knows of its place and document. The words are cut by
    UTF-16 units; with ``compat`` by code points, as DNA does, which shifts them after an emoji.
    """
    import pandas as pd

    rows = select_statements(table, options, blanks=True).filtered
    frame = pd.DataFrame({"statement_id": table.ids[rows]})
    frame["time"] = [to_datetime(int(moment)) for moment in table.time[rows]]
    details = pd.DataFrame(index=range(len(table))) if table.details is None else table.details
    for name in table.variables or tuple(table.columns):
        if name in table.columns:
            column = table.columns[name]
            labels: Sequence[Any] = column.labels
            if column.values is not None:
                labels = [int(v) if v.is_integer() else float(v) for v in column.values]
            frame[name] = [labels[code] if code >= 0 else None for code in column.codes[rows]]
        else:
            frame[name] = details[name].to_numpy()[rows]
    for name, source in _EVENT_FIELDS:
        if source == "text" and options.compat:
            source = "text_by_code_points"
        if source in details:
            frame[name] = details[source].to_numpy()[rows]
    return frame


def write_event_list(table: StatementTable, path: str | Path, options: Options) -> None:
    """Write the event list as DNA does: semicolons between, text in quotes, no final newline.

    Inside text a semicolon becomes a comma and a quotation mark an apostrophe.
    """
    frame = event_list(table, options)
    lines = [";".join(f'"{name}"' for name in frame.columns)]
    for row in frame.itertuples(index=False, name=None):
        lines.append(";".join(_event_cell(value) for value in row))
    Path(path).write_bytes("\n".join(lines).encode("utf-8"))


def _event_cell(value: Any) -> str:
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d %H:%M:%S"))
    if isinstance(value, str):
        return '"' + value.replace(";", ",").replace('"', "'") + '"'
    return "" if value is None else str(value)
