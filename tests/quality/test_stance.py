"""Scores of stances on concepts on our own labels, pinned to a digest of the labels."""

import hashlib
import importlib.util
import sys
from pathlib import Path

import pytest

from onrecord.statements import read_codebook

FOLDER = Path(__file__).parent
DIGESTS = {
    "stance_codebook.yaml": "32b5535dd419bf22",
    "stance_tune.jsonl": "69b631561c74869c",
    "stance_held.jsonl": "c30fe210ef5044a6",
}
FLOORS = [("tune", 71.0, 71.0, 3), ("held", 51.0, 50.0, 17)]


@pytest.fixture(scope="module")
def bench():
    file = FOLDER.parents[1] / "benchmarks" / "positions.py"
    spec = importlib.util.spec_from_file_location("bench_positions", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", DIGESTS)
def test_the_labels_are_those_that_the_floors_were_set_on(name):
    found = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:16]
    assert found == DIGESTS[name], "the labels changed: measure again and set the floors anew"


@pytest.mark.parametrize(("part", "accuracy", "macro", "reversals"), FLOORS)
def test_stances_hold_their_floor(bench, shared, part, accuracy, macro, reversals):
    if not (shared / "data" / "polnear").is_dir():
        pytest.skip("PolNeAR is not here: its texts are needed to score the labels")
    cases = list(bench.stage_labels(shared, bench.read_labels(part)))
    scores = bench.score(
        *bench.run(cases, bench.code_by_rules, read_codebook(FOLDER / "stance_codebook.yaml"))
    )
    assert scores["accuracy"] >= accuracy
    assert scores["macro_f1"] >= macro
    assert scores["reversals"] <= reversals
