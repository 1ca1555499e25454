"""Error bars, stability, and the check against a hand-coded sample."""

import numpy as np
import pandas as pd
import pytest

from onrecord.errors import UsageError
from onrecord.networks import (
    check_windows,
    count_statements,
    find_polarization,
    find_stable_coalitions,
    measure_with_error_bars,
    network,
    network_with_error_bars,
    statement_table,
)


def debate(actors=6, articles=40, seed=0):
    draw = np.random.default_rng(seed)
    rows = [
        (f"a{actor}", f"c{draw.integers(3)}", actor % 2 == 0, f"2012-{1 + n % 12:02}-10", n)
        for n in range(articles)
        for actor in draw.choice(actors, 3, replace=False)
    ]
    return pd.DataFrame(rows, columns=["actor", "concept", "agreement", "date", "article"])


@pytest.mark.parametrize("resample", ["statements", "articles"])
def test_intervals_surround_the_weight_and_repeat_by_seed(resample):
    found = network_with_error_bars(debate(), "subtract", runs=60, resample=resample)
    again = network_with_error_bars(debate(), "subtract", runs=60, resample=resample)
    pd.testing.assert_frame_equal(found.edges, again.edges)
    edges = found.edges
    inside = (edges["low"] <= edges["weight"]) & (edges["weight"] <= edges["high"])
    assert inside.mean() > 0.9
    assert (edges["sd"] > 0).all()
    assert edges["recurrence"].between(0, 1).all()
    other = network_with_error_bars(debate(), "subtract", runs=60, resample=resample, seed=1)
    assert not other.edges["mean"].equals(edges["mean"])


def test_what_one_article_says_stands_or_falls_together():
    said = {"actor": ["a", "b", "c", "d"], "concept": ["x", "x", "y", "y"], "stance": [1] * 4,
            "article": ["one", "one", "two", "two"]}  # fmt: skip
    found = network_with_error_bars(said, runs=400, resample="articles")
    # a tie is missing when its article is never drawn: (1/2)^2
    assert found.edges["recurrence"].tolist() == pytest.approx([0.75, 0.75], abs=0.06)
    assert found.edges["mean"].tolist() == pytest.approx([1.5, 1.5], abs=0.25)  # E[n²] of B(2, ½)


def test_doubtful_statements_drop_out_as_often_as_they_are_wrong():
    said = {"actor": ["a", "b"], "concept": ["x"] * 2, "stance": [1, 1], "confidence": [0.6, 1.0]}
    found = network_with_error_bars(said, runs=500, resample="none")
    assert found.edges["recurrence"].tolist() == pytest.approx([0.6], abs=0.06)
    assert found.nodes.set_index("label")["recurrence"]["b"] == 1
    sure = network_with_error_bars(said, runs=20, resample="none", confidence=False)
    assert sure.edges["recurrence"].tolist() == [1]


def test_doubtful_stances_turn_round():
    said = {"actor": ["a", "b"], "concept": ["x"] * 2, "agreement": [True, True],
            "agreement_confidence": [0.7, 1.0]}  # fmt: skip
    found = network_with_error_bars(said, "subtract", runs=500, resample="none")
    assert found.edges["mean"].tolist() == pytest.approx([0.4], abs=0.09)
    assert found.edges["recurrence"].tolist() == pytest.approx([0.7], abs=0.06)


def test_clear_coalitions_are_stable_and_noise_is_not():
    clear = find_stable_coalitions(debate(), runs=20)
    assert len(set(clear.members[::2])) == len(set(clear.members[1::2])) == 1
    assert clear.overall > 0.9
    np.testing.assert_allclose(clear.together, clear.together.T)
    noise = debate(articles=12)
    noise["agreement"] = np.random.default_rng(3).random(len(noise)) < 0.5
    assert find_stable_coalitions(noise, runs=20).overall < 0.6


def test_one_actor_or_none_has_no_coalitions():
    alone = find_stable_coalitions({"actor": ["a"], "concept": ["x"], "stance": [1]})
    assert alone.method is None
    assert alone.members == (0,)


def test_any_number_has_error_bars():
    def camps(table):
        return find_polarization(table, quality="modularity")[0].score

    found = measure_with_error_bars(debate(), camps, runs=20)
    assert found.loc[0, "low"] <= found.loc[0, "value"] + 0.05
    assert found.loc[0, "low"] < found.loc[0, "high"]
    pd.testing.assert_frame_equal(found, measure_with_error_bars(debate(), camps, runs=20))


def test_numbers_that_a_resample_lacks_do_not_count_there():
    said = {"actor": ["a", "b"], "concept": ["x"] * 2, "stance": [1, 1], "article": [1, 2]}
    found = measure_with_error_bars(
        said, lambda table: count_statements(table)["1"], runs=300, resample="articles"
    )
    assert found["value"].to_dict() == {"a": 1, "b": 1}
    # where a occurs at all, it does so once (2 of 3 times) or twice (1 of 3)
    assert found.loc["a", "mean"] == pytest.approx(4 / 3, abs=0.08)


def test_an_article_drawn_twice_is_two_documents():
    said = {"actor": ["a"], "concept": ["x"], "stance": [1], "article": ["one"]}
    found = measure_with_error_bars(
        said, lambda table: network(table, "two-mode", duplicates="document").statements, runs=5
    )
    assert found.loc[0, ["low", "high"]].tolist() == [1, 1]
    twice = {name: values * 2 for name, values in said.items()} | {"article": ["one", "two"]}
    found = measure_with_error_bars(
        twice, lambda table: network(table, "two-mode", duplicates="document").statements
    )
    assert found.loc[0, ["low", "high"]].tolist() == [2, 2]


def test_resamples_in_which_nothing_is_left_do_no_harm():
    doubtful = debate(articles=4).assign(confidence=0.05)
    assert find_stable_coalitions(doubtful, runs=10).labels
    assert network_with_error_bars(doubtful, runs=10).edges["recurrence"].max() < 1


def test_wider_windows_even_out_errors():
    coded = debate(articles=400)
    automatic = coded.copy()
    wrong = np.random.default_rng(1).random(len(coded)) < 0.25
    automatic.loc[wrong, "agreement"] = ~automatic.loc[wrong, "agreement"]
    found = check_windows(automatic, coded, "subtract", widths=(1, 3, 12))
    assert found["width"].tolist() == [1, 3, 12]
    assert found["correlation"].is_monotonic_increasing
    assert found["windows"].tolist() == [12, 4, 1]
    same = check_windows(coded, coded, "subtract", widths=(1,))
    assert same.loc[0, ["correlation", "precision", "recall", "f1"]].tolist() == [1, 1, 1, 1]


def test_a_sample_without_dates_cannot_be_checked():
    undated = statement_table(debate().drop(columns="date"))
    with pytest.raises(UsageError, match="no dates"):
        check_windows(debate(), undated)


def test_error_bars_are_for_one_network():
    with pytest.raises(UsageError, match="not a window"):
        network_with_error_bars(debate(), by="month")
