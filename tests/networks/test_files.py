"""Written files, opened by the readers of other tools."""

import csv
import xml.etree.ElementTree as ElementTree

import igraph
import networkx
import numpy as np
import pandas as pd
import pytest

from onrecord.errors import UsageError
from onrecord.networks import network, to_igraph, to_networkx, to_pandas, to_scipy, write
from onrecord.networks.dna_formats import java_number

ODD = ['Ash "A"', "Birch; B, Ltd", "Çedar\nC", "日本 & <x>", "🌍", "=1+1", "\x0bbell"]
SAID = {
    "actor": [*ODD, *ODD],
    "concept": ["tax"] * 7 + ["rail"] * 7,
    "agreement": [True, False] * 7,
    "date": ["2012-01-10"] * 7 + ["2012-03-10"] * 7,
}
NETWORK = network(SAID, "subtract")
TWO_MODE = network(SAID, "two-mode", aggregation="subtract")
TIES = network({"from": ["a", "b"], "to": ["b", "c"], "sign": [1, -1]}, "ties")
EVERY = pytest.mark.parametrize("made", [NETWORK, TWO_MODE, TIES], ids=["one", "two", "ties"])


def total(made):
    weights = made.matrix.sum()
    return weights if made.two_mode or made.directed else weights / 2


def ties(made):
    return made.matrix.nnz if made.two_mode or made.directed else made.matrix.nnz // 2


@EVERY
def test_graphml_opens_in_igraph_and_networkx(made, tmp_path):
    (path,) = write(made, tmp_path / "n.graphml")
    for weights in (
        igraph.Graph.Read_GraphML(str(path)).es["weight"],
        [data["weight"] for *_, data in networkx.read_graphml(path).edges(data=True)],
    ):
        assert len(weights) == ties(made)
        assert sum(weights) == pytest.approx(total(made))


@EVERY
def test_visones_graphml_holds_every_tie(made, tmp_path):
    """Other readers warn of it: DNA gives nodes an attribute ``id``, and keys without a type."""
    (path,) = write(made, tmp_path / "n.graphml", format="visone")
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.parse(path).getroot()
    weights = [float(data.text) for data in root.iterfind(".//g:edge/g:data[@key='weight']", space)]
    assert len(weights) == ties(made)
    assert sum(weights) == pytest.approx(total(made))
    assert len({node.get("id") for node in root.iterfind(".//g:node", space)}) == len(
        root.findall(".//g:node", space)
    )


@EVERY
def test_gexf_opens_and_knows_the_sign(made, tmp_path):
    (path,) = write(made, tmp_path / "n.gexf")
    graph = networkx.read_gexf(path)
    edges = [data for *_, data in graph.edges(data=True)]
    assert len(edges) == ties(made)
    assert all(data["weight"] > 0 for data in edges)
    assert sum(data["signed_weight"] for data in edges) == pytest.approx(total(made))
    assert {data["sign"] for data in edges} <= {-1, 1}
    assert graph.is_directed() == made.directed


def test_a_series_is_one_dynamic_gexf(tmp_path):
    series = network(SAID, "subtract", by="month")
    (path,) = write(series, tmp_path / "n.gexf")
    graph = networkx.read_gexf(path)
    assert graph.graph["mode"] == "dynamic"
    *_, data = next(iter(graph.edges(data=True)))
    assert data["spells"] == [("2012-01-01", "2012-01-31"), ("2012-03-01", "2012-03-31")]
    assert [when for _, *when in data["signed_weight"]] == [
        ["2012-01-01", "2012-01-31"],
        ["2012-03-01", "2012-03-31"],
    ]
    root = ElementTree.parse(path).getroot()
    space = {"g": "http://gexf.net/1.3"}
    assert root.find("g:graph", space).get("timeformat") == "date"
    assert all(node.find("g:spells/g:spell", space) is not None
               for node in root.iterfind(".//g:node", space))  # fmt: skip


@EVERY
def test_pajek_opens_in_igraph_and_networkx(made, tmp_path):
    (path,) = write(made, tmp_path / "n.net")
    assert networkx.read_pajek(path).number_of_nodes() == len(set(made.rows) | set(made.columns))
    weights = igraph.Graph.Read_Pajek(str(path)).es["weight"]
    assert sum(weights) == pytest.approx(total(made))
    if made.two_mode:
        modes = path.with_suffix(".clu").read_text().split()[2:]
        assert modes == ["1"] * 7 + ["2"] * 2


@EVERY
@pytest.mark.parametrize(("format", "read"), [("edges", pd.read_csv), ("parquet", pd.read_parquet)])
def test_tables_of_nodes_and_ties(made, format, read, tmp_path):
    nodes, edges = (read(path) for path in write(made, tmp_path / "n.x", format=format))
    assert len(edges) == ties(made)
    assert edges["weight"].sum() == pytest.approx(total(made))
    assert set(edges["source"]) | set(edges["target"]) <= set(nodes["label"])


def test_csv_and_dl_hold_the_matrix(tmp_path):
    (path,) = write(TWO_MODE, tmp_path / "n.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["", "rail", "tax"]
    assert [label.replace("'", '"') for label, *_ in rows[1:]] == list(TWO_MODE.rows)
    assert np.array([row[1:] for row in rows[1:]], float).tolist() == TWO_MODE.dense().tolist()
    (path,) = write(NETWORK, tmp_path / "n.dl")
    assert path.read_text(encoding="utf-8").startswith("dl n = 7, format = fullmatrix\nlabels:\n")


def test_a_series_in_other_formats_is_one_file_each(tmp_path):
    paths = write(network(SAID, "subtract", by="month"), tmp_path / "n.csv")
    assert [path.name[:17] for path in paths] == ["n 001 2012-01-16 ", "n 002 2012-02-15 ",
                                                  "n 003 2012-03-16 "]  # fmt: skip
    assert not any(":" in path.name for path in paths)


def test_unknown_formats_are_refused(tmp_path):
    with pytest.raises(UsageError, match=r"no format is called '\.docx'"):
        write(NETWORK, tmp_path / "n.docx")


@EVERY
def test_objects_of_other_libraries(made):
    assert to_pandas(made).to_numpy().sum() == made.matrix.sum()
    assert to_scipy(made) is made.matrix
    graph = to_igraph(made)
    assert sum(graph.es["weight"]) == pytest.approx(total(made))
    assert graph.is_directed() == made.directed
    if made.two_mode:
        assert graph.is_bipartite(return_types=True)[0]
    other = to_networkx(made)
    assert other.size(weight="weight") == pytest.approx(total(made))


def test_a_label_in_both_modes_is_two_nodes():
    both = network({"actor": ["tax", "b"], "concept": ["tax", "tax"], "stance": [1, 1]}, "two-mode")
    assert to_networkx(both).number_of_nodes() == 3
    assert "concept: tax" in to_igraph(both).vs["name"]


NUMBERS = [
    (1.0, "1.0"), (-0.5, "-0.5"), (0.0, "0.0"), (1e-4, "1.0E-4"), (1234567.5, "1234567.5"),
    (1e7, "1.0E7"), (-1.25e-10, "-1.25E-10"), (float("nan"), "NaN"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "text"), NUMBERS)
def test_numbers_as_java_prints_them(number, text):
    assert java_number(number) == text
