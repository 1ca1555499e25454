"""Scores of acts, conditions and payments on our own labels, pinned to a digest of the labels."""

import hashlib
import importlib.util
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
DIGESTS = {
    "statements.jsonl": "6ac1318606fdf8b1", "payments.jsonl": "41a3d9d5bfcffbe5",
    "payments_looked_at.jsonl": "5efc6ff51394918c", "payments_held.jsonl": "eb49adfb5819079e",
}  # fmt: skip


@pytest.fixture(scope="module")
def bench():
    file = FOLDER.parents[1] / "benchmarks" / "acts.py"
    spec = importlib.util.spec_from_file_location("bench_acts", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def staged(bench, shared):
    if not (shared / "data" / "polnear").is_dir():
        pytest.skip("PolNeAR is not here: its texts are needed to score the labels")
    return list(bench.stage_labels(shared, bench.read_labels()))


@pytest.mark.parametrize("name", DIGESTS)
def test_the_labels_are_those_that_the_floors_were_set_on(name):
    found = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:16]
    assert found == DIGESTS[name], "the labels changed: measure again and set the floors anew"


def test_acts_hold_their_floor(bench, staged):
    assert score_acts(bench, staged) >= 74.5
    unseen = [triple for triple in staged if triple[2]["line"] % 2]
    assert score_acts(bench, unseen) >= 70.5


def score_acts(bench, staged):
    weights = bench.load_weights()
    acts = [label["act"] for _, _, label in staged]
    found = [bench.code_act(bench.features_of(s, a), weights)[0] for s, a, _ in staged]
    return bench.score_macro(acts, found, bench.ACTS)["macro"]


def test_conditions_hold_their_floor(bench, staged):
    assert bench.score_conditions(staged)["f1"] >= 92.0


def test_payments_hold_their_floor(bench, shared):
    if not (shared / "data" / "polnear").is_dir():
        pytest.skip("PolNeAR is not here: its texts are needed to score the labels")
    looked_at, never = bench.stage_money(shared).values()
    assert bench.score_payments(looked_at)["f1"] >= 82.0
    assert bench.score_payments(never)["f1"] >= 43.0
    assert bench.score_payments(never, sums_only=True)["f1"] >= 48.0
