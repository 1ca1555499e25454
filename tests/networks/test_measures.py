"""Measures on graphs small enough to draw."""

import importlib.util
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks import (
    centrality,
    count_over_time,
    count_statements,
    ei_index,
    find_backbone,
    find_coalitions,
    find_phases,
    find_polarization,
    modularity,
    network,
    scale_actors,
    slice_distances,
    statement_table,
)
from onrecord.networks.coalitions import FREE_METHODS, METHODS
from onrecord.networks.measures import modularity_of
from onrecord.networks.options import make_options
from onrecord.networks.partitions import concor, jaccard_distance, medoids, tree
from onrecord.networks.polarization import polarization_score
from onrecord.networks.spectrum import spectral_loss, spectrum
from onrecord.networks.types import Network


def graph(cells, **options):
    cells = np.array(cells, dtype=float)
    names = tuple("abcdefgh"[: len(cells)])
    settings = make_options(mode="one-mode", **options)
    return Network(sparse.csr_array(cells), names, names, settings, 0)


STAR = graph([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
CAMPS = [("a1", 1), ("a2", 1), ("a3", 1), ("b1", 0), ("b2", 0), ("b3", 0)]


def two_camps(noise=(), concepts=("tax", "rail", "coal")):
    rows = [(actor, concept, bool(side), f"2012-0{1 + n % 6}-01", f"{actor}{n}")
            for n, concept in enumerate(concepts) for actor, side in CAMPS]  # fmt: skip
    return pd.DataFrame([*rows, *noise],
                        columns=["actor", "concept", "agreement", "date", "article"])  # fmt: skip


def test_the_spectrum_is_that_of_the_laplacian():
    path = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0.0]])  # eigenvalues 3, 1, 0
    np.testing.assert_allclose(spectrum(path), [0.75, 0.25, 0], atol=1e-12)
    np.testing.assert_allclose(spectrum(path, compat=True), [0.5, 0.25, 0.25])
    np.testing.assert_allclose(spectrum(np.array([[0, -1], [-1, 0.0]])), [0, 0])
    assert spectral_loss(spectrum(path), np.zeros(3)) == pytest.approx(1)


def test_centrality_of_a_star():
    found = centrality(STAR)
    assert found["degree"].tolist() == [3, 1, 1, 1]
    assert found["betweenness"].tolist() == [1, 0, 0, 0]
    assert found["support"].tolist() == [3, 1, 1, 1]
    np.testing.assert_allclose(found["closeness"], [1, 0.6, 0.6, 0.6])
    np.testing.assert_allclose(found["eigenvector"], [1, *[1 / 3**0.5] * 3])


def test_centrality_tells_support_from_opposition_and_keeps_isolates():
    found = centrality(graph([[0, 2, 0], [2, 0, -3], [0, -3, 0]]))
    assert found.loc["b", ["support", "opposition"]].tolist() == [2, 3]
    alone = centrality(graph(np.zeros((2, 2))))
    assert alone["degree"].tolist() == [0, 0]
    assert alone["closeness"].isna().all()


def test_centrality_of_ties_that_cancel_out():
    both = {"from": ["Ash", "Birch"], "to": ["Birch", "Ash"], "sign": [1, -1]}
    found = centrality(network(both, "ties"))
    assert found["support"].tolist() == found["opposition"].tolist() == [1, 1]


def test_modularity_and_ei_of_two_pairs_with_a_bridge():
    """Ties a-b, c-d and b-c, of weight 1: Q = 2/3 - (1/4 + 1/4); E = 1, I = 2."""
    pairs = graph([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]])
    groups = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert modularity(pairs, groups) == pytest.approx(2 / 3 - 1 / 2)
    assert ei_index(pairs, groups) == pytest.approx(-1 / 3)
    with pytest.raises(UsageError, match="no group is given for d"):
        modularity(pairs, {"a": 1, "b": 1, "c": 2})


def test_modularity_is_that_of_igraph():
    import igraph

    draw = np.random.default_rng(0)
    cells = draw.random((8, 8)) * (draw.random((8, 8)) < 0.5)
    cells = np.triu(cells, 1) + np.triu(cells, 1).T
    members = draw.integers(3, size=8)
    known = igraph.Graph.Weighted_Adjacency(cells.tolist(), mode="undirected")
    expected = known.modularity(members.tolist(), weights="weight")
    assert modularity_of(cells, members) == pytest.approx(expected)


def test_polarization_by_hand():
    """Two camps of two: C ties within, X between, all 1. w = 4, b = 8; E_c = 1/2 · 4/4, E_cd
    = 1/2 · 8/8. Q = 4 · |1 - 1/2| + 8 · |1 - 1/2| = 6; over 2 (4 + 8)."""
    c = np.kron(np.eye(2), [[0, 1], [1, 0]])
    x = np.kron([[0, 1], [1, 0]], np.ones((2, 2)))
    members = np.array([0, 0, 1, 1])
    assert polarization_score(c, x, members, 2) == pytest.approx(6 / 24)
    assert polarization_score(c, x, members, 2, normalize=False) == pytest.approx(3)


@pytest.mark.parametrize("algorithm", ["greedy", "genetic"])
def test_the_search_finds_the_best_division_of_any_sizes(algorithm):
    said = two_camps(noise=[("a4", "tax", True, "2012-01-01", "x"),
                            ("a4", "rail", False, "2012-01-01", "x")])  # fmt: skip
    pair = [network(said, kind, normalization="average").dense()
            for kind in ("congruence", "conflict")]  # fmt: skip
    every = [np.array(m) for m in product((0, 1), repeat=7) if 0 < sum(m) < 7]
    best = max(polarization_score(*pair, members, 2) for members in every)
    found = find_polarization(said, algorithm=algorithm)[0]
    assert found.score == pytest.approx(best)
    assert found == find_polarization(said, algorithm=algorithm)[0]


@pytest.mark.parametrize(("quality", "score"), [("modularity", 0.5), ("ei", 1.0)])
def test_camps_are_found_by_modularity(quality, score):
    found = find_polarization(two_camps(), quality=quality)[0]
    assert found.members == (0, 0, 0, 1, 1, 1)
    assert found.score == pytest.approx(score)


def test_polarization_over_time_has_a_score_a_window_and_none_where_nothing_is_said():
    said = two_camps(concepts=("tax",), noise=[("a1", "tax", True, "2012-03-05", "y")])
    found = find_polarization(said, by="month")
    assert [bool(step.labels) for step in found] == [True, False, False]
    assert found[1].score == 0


def test_a_concept_that_none_share_is_the_first_to_go():
    noise = [("a1", "age", True, "2012-01-01", "z"), ("a1", "rail", True, "2012-01-01", "z"),
             ("a2", "rail", True, "2012-01-01", "z")]  # fmt: skip
    said = two_camps(noise=noise, concepts=("tax",))
    found = find_backbone(said, normalization="no")
    assert [step.entity for step in found.steps] == ["age", "rail", "tax"]
    assert found.steps[0].backbone_loss == pytest.approx(0, abs=1e-9)
    assert found.steps[-1].backbone_loss == pytest.approx(1)
    assert [step.statements for step in found.steps] == [8, 6, 0]


@pytest.mark.parametrize(("method", "options"), [("fixed", {"size": 2}), ("penalty", {})])
def test_annealing_reports_the_losses_of_what_it_shows(method, options):
    said = two_camps(noise=[("a1", "weather", True, "2012-01-01", "z"),
                            ("b1", "tax", True, "2012-01-01", "z")])  # fmt: skip
    found = find_backbone(said, method=method, iterations=300, **options)
    again = find_backbone(said, method=method, iterations=300, **options)
    assert (found.backbone, found.backbone_loss) == (again.backbone, again.backbone_loss)
    assert sorted(found.backbone + found.redundant) == ["coal", "rail", "tax", "weather"]
    full, part = found.full.dense(), found.backbone_network.dense()
    assert full.shape == part.shape
    loss = spectral_loss(spectrum(full), spectrum(part))
    assert found.backbone_loss == pytest.approx(loss)


def test_every_method_finds_two_clear_camps():
    found = find_coalitions(two_camps(), k_max=3)[0]
    assert set(found.members) == {*METHODS, *FREE_METHODS}
    assert len(found.members) == 17
    # those that flow through ties in one connected camp each; CONCOR of profiles alone, too
    for name, members in found.members.items():
        assert members == (0, 0, 0, 1, 1, 1), name
    assert found.groups["b3"] == 1


def test_coalitions_of_a_fixed_number_and_over_time():
    assert max(find_coalitions(two_camps(), k=3, methods=["ward"])[0].members["ward"]) == 2
    series = find_coalitions(two_camps(), by="month", methods=["louvain"])
    assert len(series) == 3
    assert find_coalitions({"actor": ["a"], "concept": ["x"], "stance": [1]})[0].best is None
    with pytest.raises(UsageError, match="no method is called 'luck'"):
        find_coalitions(two_camps(), methods=["luck"])


def test_partitions_of_small_distances():
    profiles = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0.0]])
    distance = jaccard_distance(profiles)
    assert distance[0].tolist() == [0, 0.5, 1, 1]
    line = np.abs(np.subtract.outer([0, 1, 10, 11, 12], [0, 1, 10, 11, 12.0]))
    members = medoids(line, 2)
    assert members[0] == members[1] != members[2] == members[3] == members[4]
    assert tree(line, "single")[-1, 2] == 9
    blocks = concor(np.kron(np.eye(2), np.ones((3, 3))), 2)
    assert blocks.tolist() in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])


def test_distances_between_slices():
    first, second = graph([[0, 1], [1, 0]]), graph([[0, 3], [3, 0]])
    assert slice_distances([first, second]).tolist() == [[0, 4], [4, 0]]
    assert slice_distances([first, second], "spectral").tolist() == [[0, 0], [0, 0]]


def test_a_turn_of_the_debate_is_two_phases():
    rows = []
    for month in range(1, 13):
        for actor in ("a", "b", "c", "d"):
            side = actor in ("ab" if month < 7 else "ac")
            rows.append((actor, "tax", side, f"2012-{month:02}-15"))
    said = pd.DataFrame(rows, columns=["actor", "concept", "agreement", "date"])
    found = find_phases(said, window="months", width=2, kernel="uniform")
    assert len(set(found.states[:4])) == len(set(found.states[-4:])) == 1
    assert found.states[0] != found.states[-1]
    assert found.distances.max() == 1
    assert found.positions.shape == (len(found.states), 2)
    with pytest.raises(UsageError, match="at least three slices"):
        find_phases(said, window="years", width=1)


def test_counts_by_stance_and_over_time():
    counts = count_statements(two_camps(), "concept")
    assert counts.to_dict("index")["tax"] == {"0": 3, "1": 3}
    assert count_statements(two_camps(), "actor", qualifier=None)["statements"].tolist() == [3] * 6
    months = count_over_time(statement_table(two_camps()), None, "month")
    assert months["statements"].tolist() == [6, 6, 6]
    weeks = count_over_time(statement_table(two_camps()), "concept", "week")
    assert weeks.index.day_of_week.unique().tolist() == [0]
    assert weeks.to_numpy().sum() == 18
    years = count_over_time(statement_table(two_camps()), "actor", "year")
    assert years.index.year.tolist() == [2012]


def test_scaling_puts_the_camps_on_two_sides():
    if importlib.util.find_spec("numpyro") is None:
        with pytest.raises(UsageError, match="needs numpyro"):
            scale_actors(two_camps())
        return
    found = scale_actors(two_camps(), draws=60, warmup=60, chains=1, constraints={"b1": 1})
    mean = found.actors["mean1"]
    assert (mean[["b1", "b2", "b3"]] > 0).all()
    assert (mean[["a1", "a2", "a3"]] < 0).all()
    assert (found.actors["low1"] < mean).all()
    assert (mean < found.actors["high1"]).all()
    with pytest.raises(UsageError, match="fewer than two"):
        scale_actors(two_camps(), least_actor=9)
