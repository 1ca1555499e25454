"""Measured quality of the shipped model on development articles, pinned to a digest of them.

A floor is lowered only by a commit that says why. Figures and kinds of error: docs/quality.md.
"""

import hashlib
from pathlib import Path

import pytest

from onrecord.attributions import Evaluation, evaluate_attribution
from onrecord.models import load_model

DIGEST = "180a1d68f1affa8e"
FLOORS = {"exact.source": 83.0, "exact.cue": 75.5, "exact.content": 70.0, "linked": 76.0}


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
def evaluation(folder: Path) -> Evaluation:
    return evaluate_attribution(folder, load_model("fast"))


def test_the_articles_are_those_that_were_measured(folder: Path) -> None:
    assert digest_of(folder) == DIGEST


@pytest.mark.parametrize("measure", FLOORS)
def test_the_fast_model_keeps_its_quality(evaluation: Evaluation, measure: str) -> None:
    assert evaluation.overall[measure].f1 >= FLOORS[measure]
