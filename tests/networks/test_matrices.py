"""Networks small enough to work out by hand."""

import numpy as np
import pandas as pd
import pytest

from onrecord.errors import UsageError
from onrecord.networks import network

# Ash: yes to tax twice, no to rail. Birch: yes to tax, yes to rail. Cedar: no to tax.
SAID = pd.DataFrame(
    [
        ("Ash", "tax", True, "news", "2012-01-01", "a"),
        ("Ash", "tax", True, "news", "2012-01-01", "a"),
        ("Ash", "rail", False, "blog", "2012-01-09", "b"),
        ("Birch", "tax", True, "news", "2012-01-20", "c"),
        ("Birch", "rail", True, "blog", "2012-02-03", "d"),
        ("Cedar", "tax", False, "news", "2013-01-02", "e"),
    ],
    columns=["actor", "concept", "agreement", "frame", "date", "article"],
)


def cells(kind, **options):
    return network(SAID, kind, **options).dense().round(6).tolist()


TWO_MODE = [
    ("ignore", "no", [[1, 2], [1, 1], [0, 1]]),  # columns: rail, tax
    ("subtract", "no", [[-1, 2], [1, 1], [0, -1]]),
    ("combine", "no", [[2, 1], [1, 1], [0, 2]]),
    ("ignore", "activity", [[1 / 3, 2 / 3], [0.5, 0.5], [0, 1]]),
    ("subtract", "activity", [[-1 / 3, 2 / 3], [0.5, 0.5], [0, -1]]),
    ("combine", "activity", [[1, 0.5], [0.5, 0.5], [0, 2]]),
    ("ignore", "prominence", [[0.5, 0.5], [0.5, 0.25], [0, 0.25]]),
    ("subtract", "prominence", [[-0.5, 0.5], [0.5, 0.25], [0, -0.25]]),
    ("combine", "prominence", [[1, 1 / 3], [0.5, 1 / 3], [0, 2 / 3]]),
]


@pytest.mark.parametrize(("aggregation", "normalization", "expected"), TWO_MODE)
def test_two_mode_cells(aggregation, normalization, expected):
    found = cells("two-mode", aggregation=aggregation, normalization=normalization)
    np.testing.assert_allclose(found, expected, atol=1e-6)


# Pairs in the order Ash-Birch, Ash-Cedar, Birch-Cedar.
ONE_MODE = [
    ("co-occurrence", "no", [2 * 1 + 1 * 1, 2 * 1, 1 * 1]),
    ("congruence", "no", [2, 0, 0]),
    ("conflict", "no", [1, 2, 1]),
    ("subtract", "no", [1, -2, -1]),
    ("congruence", "average", [2 / 2.5, 0, 0]),
    ("conflict", "average", [1 / 2.5, 2 / 2, 1 / 1.5]),
    # Ash alone: rail no 1. Birch alone: rail yes 1. Both: tax yes 2 * 1.
    ("congruence", "jaccard", [2 / (1 + 1 + 2), 0, 0]),
    # Profiles (rail no, rail yes, tax no, tax yes): (1,0,0,2), (0,1,0,1), (0,0,1,0).
    ("congruence", "cosine", [2 / (5**0.5 * 2**0.5), 0, 0]),
    ("conflict", "cosine", [1 / (5**0.5 * 2**0.5), 2 / 5**0.5, 1 / 2**0.5]),
    # Profiles (rail, tax): (1,2), (1,1), (0,1).
    ("co-occurrence", "cosine", [3 / (5**0.5 * 2**0.5), 2 / 5**0.5, 1 / 2**0.5]),
]


@pytest.mark.parametrize(("kind", "normalization", "expected"), ONE_MODE)
def test_one_mode_cells(kind, normalization, expected):
    found = np.array(cells(kind, normalization=normalization))
    np.testing.assert_allclose(found[[0, 0, 1], [1, 2, 2]], expected, atol=1e-6)
    np.testing.assert_array_equal(found, found.T)
    assert not found.diagonal().any()


@pytest.mark.parametrize("normalization", ["no", "average", "jaccard", "cosine"])
def test_subtract_is_congruence_less_conflict(normalization):
    parts = [np.array(cells(kind, normalization=normalization))
             for kind in ("congruence", "conflict", "subtract")]  # fmt: skip
    np.testing.assert_allclose(parts[0] - parts[1], parts[2], atol=2e-6)


def test_labels_conflict_when_both_speak_and_differ():
    """Ash framed rail as blog, Birch tax as news: only pairs on one concept count."""
    found = network(SAID, "conflict", qualifier="concept", variable2="frame").dense()
    # news: Ash tax 2, Birch tax 1, Cedar tax 1. blog: Ash rail 1, Birch rail 1. None differ.
    assert not found.any()
    found = network(SAID, "conflict", qualifier="frame").dense()
    assert not found.any()
    mixed = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "frame": ["jobs", "order"]}
    assert network(mixed, "conflict", qualifier="frame").dense()[0, 1] == 1
    assert network(mixed, "subtract", qualifier="frame").dense()[0, 1] == -1


SCALED = {"actor": ["Ash", "Birch", "Cedar"], "concept": ["tax"] * 3, "score": [-2, 0, 2]}


@pytest.mark.parametrize(
    ("scale", "congruence"), [(None, [0.5, 0.0, 0.5]), ((-4, 4), [0.75, 0.5, 0.75])]
)
def test_integers_agree_by_their_distance_on_the_scale(scale, congruence):
    found = network(SCALED, "congruence", qualifier="score", scale=scale).dense()
    np.testing.assert_allclose(found[[0, 0, 1], [1, 2, 2]], congruence)


def test_one_point_of_the_scale_is_full_agreement():
    same = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "score": [3, 3]}
    assert network(same, "congruence", qualifier="score").dense()[0, 1] == 1
    assert network(same, "conflict", qualifier="score").dense()[0, 1] == 0


def test_two_mode_subtract_adds_up_the_values_of_an_integer():
    found = network(SCALED, "two-mode", qualifier="score", aggregation="subtract")
    assert found.dense().reshape(-1).tolist() == [-2, 0, 2]


DUPLICATES = [
    ("include", 6),
    ("document", 5),
    ("week", 5),
    ("month", 5),
    ("year", 5),
    ("acrossrange", 5),
]


@pytest.mark.parametrize(("duplicates", "statements"), DUPLICATES)
def test_repeats_are_dropped_within_the_period(duplicates, statements):
    assert network(SAID, "subtract", duplicates=duplicates).statements == statements


def test_the_same_month_of_another_year_is_another_month():
    twice = {"actor": ["Ash"] * 2, "concept": ["tax"] * 2, "agreement": [True] * 2,
             "date": ["2002-03-05", "2005-03-09"]}  # fmt: skip
    for duplicates, left in (("month", 2), ("week", 2), ("year", 2), ("acrossrange", 1)):
        assert network(twice, "two-mode", duplicates=duplicates).statements == left
    assert network(twice, "two-mode", duplicates="month", compat="dna").statements == 1


def test_large_integers_can_be_duplicates():
    twice = {"actor": ["Ash"] * 2, "concept": ["tax"] * 2, "score": [300, 300],
             "date": ["2002-03-05"] * 2}  # fmt: skip
    options = {"qualifier": "score", "aggregation": "subtract", "duplicates": "acrossrange"}
    assert network(twice, "two-mode", **options).statements == 1
    assert network(twice, "two-mode", **options, compat="dna").statements == 2


def test_undated_statements_repeat_only_across_the_range():
    twice = {"actor": ["Ash"] * 2, "concept": ["tax"] * 2, "date": [None, None]}
    assert network(twice, "two-mode", duplicates="month").statements == 2
    assert network(twice, "two-mode", duplicates="acrossrange").statements == 1


FILTERS = [
    ({"exclude": {"concept": ["rail"]}}, 4),
    ({"include": {"actor": ["Ash", "Birch"]}}, 5),
    ({"include": {"agreement": [True]}}, 4),
    ({"exclude": {"agreement": ["1"]}}, 2),
    ({"exclude": {"actor": ["Ash"]}, "include": {"concept": ["tax"]}}, 2),
    ({"since": "2012-01-09"}, 4),
    ({"until": "2012-01"}, 4),
    ({"since": "2012-01-20", "until": "2012"}, 2),
    ({"since": "2014"}, 0),
]


@pytest.mark.parametrize(("options", "statements"), FILTERS)
def test_filters(options, statements):
    assert network(SAID, "two-mode", **options).statements == statements


def test_isolates_are_all_that_the_table_knows():
    kept = network(SAID, "congruence", exclude={"actor": ["Cedar"]}, isolates=True)
    assert kept.rows == ("Ash", "Birch", "Cedar")
    assert network(SAID, "congruence", exclude={"actor": ["Cedar"]}).rows == ("Ash", "Birch")
    late = network(SAID, "congruence", since="2013", isolates=True)
    assert late.rows == ("Ash", "Birch", "Cedar")
    assert network(SAID, "congruence", since="2013", isolates=True, compat="dna").rows == ("Cedar",)


def test_ties_are_directed_and_signed():
    backing = {"from": ["Ash", "Ash", "Birch"], "to": ["Birch", "Birch", "Cedar"],
               "sign": [1, 1, -1]}  # fmt: skip
    found = network(backing, "ties")
    assert found.rows == found.columns == ("Ash", "Birch", "Cedar")
    assert found.dense().tolist() == [[0, 2, 0], [0, 0, -1], [0, 0, 0]]
    assert found.directed


EMPTY = pd.DataFrame({"actor": [], "concept": [], "agreement": [], "date": []})
SMALL = [
    (EMPTY, "congruence", (0, 0)),
    (EMPTY, "two-mode", (0, 0)),
    ({"actor": ["Ash"], "concept": ["tax"], "agreement": [True]}, "congruence", (1, 1)),
    ({"actor": ["", None], "concept": ["tax"] * 2, "agreement": [True] * 2}, "two-mode", (0, 0)),
    ({"actor": ["Ash"], "concept": [""], "agreement": [True]}, "two-mode", (0, 0)),
    ({"actor": ['Ash; "B"\n', "日本", "🌍"], "concept": ["tax"] * 3, "agreement": [True] * 3},
     "congruence", (3, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("source", "kind", "shape"), SMALL)
def test_small_and_odd_tables_have_networks(source, kind, shape):
    found = network(source, kind)
    assert found.matrix.shape == shape
    assert (len(found.rows), len(found.columns)) == shape


def test_labels_are_sorted_as_java_sorts_them():
    names = ["b", "B", "é", "🌍", "Ａ", "a"]
    source = {"actor": names, "concept": ["tax"] * 6}
    assert network(source, "co-occurrence").rows == ("B", "a", "b", "é", "🌍", "Ａ")


def test_missing_stances_count_only_where_stance_does_not_matter():
    source = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "stance": [1, None]}
    assert network(source, "co-occurrence").dense()[0, 1] == 1
    assert network(source, "congruence").rows == ("Ash",)


def test_weak_ties_can_be_left_out():
    found = network(SAID, "subtract", minimum=1.5)
    assert found.dense()[0].tolist() == [0, 0, -2]


def test_the_dense_and_the_sparse_way_agree(monkeypatch):
    draw = np.random.default_rng(5)
    source = {"actor": [f"a{n}" for n in draw.integers(60, size=3000)],
              "concept": [f"c{n}" for n in draw.integers(20, size=3000)],
              "agreement": draw.random(3000) < 0.5}  # fmt: skip
    for normalization in ("no", "average", "jaccard", "cosine"):
        found = []
        for answer in (True, False):
            monkeypatch.setattr("onrecord.networks.matrices._dense_pays", lambda *_, a=answer: a)
            found.append(network(source, "subtract", normalization=normalization).dense())
        np.testing.assert_allclose(*found, atol=1e-12)
    monkeypatch.setattr("onrecord.networks.matrices._BLOCK_CELLS", 600)
    blocks = network(source, "subtract", normalization="cosine").dense()
    np.testing.assert_allclose(blocks, found[0], atol=1e-12)


MISTAKES = [
    ({"kind": "friendship"}, "no network is called"),
    ({"kind": "congruence", "normalization": "activity"}, "for two-mode"),
    ({"kind": "two-mode", "normalization": "cosine"}, "for one-mode"),
    ({"kind": "two-mode", "colour": "red"}, "no option is called"),
    ({"kind": "two-mode", "variable1": "minister"}, "no variable 'minister'"),
    ({"kind": "two-mode", "since": "soon"}, "is no date"),
    ({"kind": "two-mode", "window": "fortnight"}, "no time unit"),
    ({"kind": "two-mode", "window": "months", "width": 0}, "from 1"),
    ({"kind": "congruence", "kernel": "uniform"}, "needs a window"),
    ({"kind": "congruence", "qualifier": None}, "needs a qualifier"),
]


@pytest.mark.parametrize(("options", "message"), MISTAKES)
def test_mistakes_say_what_to_take_instead(options, message):
    with pytest.raises(UsageError, match=message):
        network(SAID, **options)


def test_what_is_no_source_is_refused():
    with pytest.raises(UsageError, match="give a record, a data frame"):
        network(42, "congruence")
