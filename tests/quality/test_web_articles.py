"""The main text of saved news pages, measured against trafilatura in the same run."""

import hashlib
from pathlib import Path

import pytest
from benchmarks.web_articles import Score, score_all

DATA = "eab6198b70676a9c"
FLOOR = 0.978
LEAK = 0.05


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    gold = shared / "data" / "web_articles" / "dev" / "ground-truth.json"
    assert hashlib.sha256(gold.read_bytes()).hexdigest().startswith(DATA), "other data"
    return score_all(shared, "dev", tmp_path_factory.mktemp("pages"))


def test_scores_at_least_what_trafilatura_does(scores: dict[str, Score]) -> None:
    assert scores["onrecord"].f1 >= max(FLOOR, scores["trafilatura"].f1)


def test_lets_hardly_any_caption_into_the_body(scores: dict[str, Score]) -> None:
    assert scores["onrecord"].captions >= 20
    assert scores["onrecord"].leaked <= LEAK * scores["onrecord"].captions


def test_reads_pages_faster_than_a_reader_clicks(scores: dict[str, Score]) -> None:
    assert scores["onrecord"].pages_per_second >= 5  # a third, as the machine may be busy
