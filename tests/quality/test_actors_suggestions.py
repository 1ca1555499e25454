"""Suggestions on generated articles of which it is known who is meant, and peers that are missing.

A floor is lowered only by a commit that says why.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("actors_suggested", ROOT / "benchmarks/actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_what_is_suggested_first_is_right(benchmark: ModuleType) -> None:
    (scores,) = benchmark.measure_suggestions([1_000])
    assert scores["right_of_50"] >= 92
    assert scores["members_right"] >= 99.5
    assert scores["suggested"] >= 0.8 * scores["duplicates"]


def test_says_why_a_peer_was_not_run(benchmark: ModuleType) -> None:
    found = benchmark.score_peer("nosuch", Path(sys.executable), [], {})
    assert "nosuch" in found["not run"]
