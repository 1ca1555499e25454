"""Measured quality of the two models on development articles, pinned to a digest of them.

A floor is lowered only by a commit that says why. Figures and kinds of error: docs/quality.md.
"""

import hashlib
from pathlib import Path

import pytest

from onrecord.attributions import Evaluation, evaluate_attribution
from onrecord.models import load_model, open_model

DIGEST = "180a1d68f1affa8e"
ACCURATE = Path(__file__).parents[2] / "accurate" / "onrecord_accurate"
FLOORS = {
    "fast": {"exact.source": 83.0, "exact.cue": 75.5, "exact.content": 70.0, "linked": 76.0},
    "accurate": {"exact.source": 84.5, "exact.cue": 77.4, "exact.content": 73.5, "linked": 78.6},
}


def digest_of(folder: Path) -> str:
    made = hashlib.sha256()
    for file in sorted([*folder.glob("text/*.txt"), *folder.glob("attributions/*.ann")]):
        made.update(file.name.encode())
        made.update(file.read_bytes())
    return made.hexdigest()[:16]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "polnear" / "dev"


@pytest.fixture(scope="module")
def fast(folder: Path) -> Evaluation:
    return evaluate_attribution(folder, load_model("fast"))


@pytest.fixture(scope="module")
def accurate(folder: Path) -> Evaluation:
    return evaluate_attribution(folder, open_model(ACCURATE))


def test_the_articles_are_those_that_were_measured(folder: Path) -> None:
    assert digest_of(folder) == DIGEST


@pytest.mark.parametrize("measure", FLOORS["fast"])
def test_the_fast_model_keeps_its_quality(fast: Evaluation, measure: str) -> None:
    assert fast.overall[measure].f1 >= FLOORS["fast"][measure]


@pytest.mark.parametrize("measure", FLOORS["accurate"])
def test_the_accurate_model_keeps_its_quality(accurate: Evaluation, measure: str) -> None:
    assert accurate.overall[measure].f1 >= FLOORS["accurate"][measure]
