"""Whom short passages of political news from seven countries name, in which posts, and where.

When ``later.yaml`` was written, after the rules had been mended on ``passages.yaml``, its first
reading gave an F1 of 95 for persons, 90 for bodies, 73 for offices and 62 for other affiliations;
the rules were then mended on it too.
"""

from collections.abc import Sequence

import pytest
from tests.actors.facts import NamesOf, f1, read_texts, score
from tests.actors.making import article

from onrecord.attributions import find_paragraphs
from onrecord.models import MarkedName, load_model

PASSAGES = read_texts("passages.yaml") + read_texts("later.yaml")
KINDS = ("person", "body", "office", "bond")
FLOORS = {"person": 97.0, "body": 96.0, "office": 94.0, "bond": 94.0}


@pytest.fixture(scope="module")
def network() -> NamesOf:
    model = load_model("fast")

    def names_of(text: str) -> Sequence[MarkedName]:
        return model.read(text, find_paragraphs(article(text))).names

    return names_of


@pytest.mark.parametrize("kind", KINDS)
def test_reads_whom_passages_name_by_rule(kind: str) -> None:
    counts, errors = score(PASSAGES, lambda text: (), KINDS)
    assert f1(counts, kind) >= FLOORS[kind], errors


@pytest.mark.parametrize("kind", KINDS)
def test_reads_whom_passages_name_with_the_network(kind: str, network: NamesOf) -> None:
    counts, errors = score(PASSAGES, network, KINDS)
    assert f1(counts, kind) >= FLOORS[kind], errors


def test_there_are_at_least_60_passages_and_a_score_of_later_ones() -> None:
    assert len(read_texts("passages.yaml")) >= 60
    assert len(read_texts("later.yaml")) >= 20
