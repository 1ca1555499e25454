"""Whom short passages of political news from seven countries name, in which posts, and where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.actors.making import article

from onrecord.actors import Cast, find_cast
from onrecord.actors.organisations import organisation_key
from onrecord.actors.vocabulary import vocabulary
from onrecord.attributions import find_paragraphs
from onrecord.models import MarkedName, load_model

FILE = Path(__file__).with_name("passages.yaml")
PASSAGES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
Fact = tuple[str, ...]


def key(name: str | None) -> str:
    return organisation_key(name.split()) if name else "-"


def wanted(passage: dict[str, Any]) -> set[Fact]:
    """Return everything that a passage says, each fact under its kind."""
    return {
        *(("person", key(name)) for name in passage["people"]),
        *(("body", key(name)) for name in passage["bodies"]),
        *(("office", key(p), t.lower(), key(o)) for p, t, o in passage.get("offices", ())),
        *(("bond", key(m), kind, key(of)) for m, kind, of in passage.get("bonds", ())),
    }


def found(cast: Cast) -> Iterator[Fact]:
    """Yield everything that a cast says, states and affiliations that are offices left out."""
    names = {m.id: key(m.name) for m in cast.members}
    states = {name.lower() for name in vocabulary().countries}
    for member in cast.members:
        if member.named and member.kind == "person":
            yield "person", key(member.name)
        elif member.named and member.kind == "organisation" and key(member.name) not in states:
            yield "body", key(member.name)
    named = {m.id for m in cast.members if m.named}
    for office in cast.offices:
        if office.person in named:
            home = names.get(office.organisation or "", "-")
            yield "office", names[office.person], office.title.lower(), home
    held = {(o.person, o.organisation) for o in cast.offices}
    for bond in cast.affiliations:
        if (bond.member, bond.of) not in held and bond.member in named:
            yield "bond", names[bond.member], bond.kind, names[bond.of]


def score(names_of: Any, passages: Sequence[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """Return how much was right, missed and invented by kind, and each error in words."""
    counts, errors = Counter[str](), list[str]()
    for passage in passages:
        text = passage["text"]
        right, got = wanted(passage), set(found(find_cast(article(text), [], names_of(text))))
        for fact in right | got:
            verdict = "right" if fact in right & got else "missed" if fact in right else "invented"
            counts[f"{fact[0]} {verdict}"] += 1
            if verdict != "right":
                errors.append(f"{verdict}: {fact} in {text[:60]!r}")
    return counts, errors


def f1(counts: Counter[str], kind: str) -> float:
    right, wrong = counts[f"{kind} right"], counts[f"{kind} missed"] + counts[f"{kind} invented"]
    return 200 * right / (2 * right + wrong)


@pytest.fixture(scope="module")
def network() -> Any:
    model = load_model("fast")

    def names_of(text: str) -> Sequence[MarkedName]:
        return model.read(text, find_paragraphs(article(text))).names

    return names_of


RULES = {"person": 96.0, "body": 94.0, "office": 90.0, "bond": 94.0}
WITH_NETWORK = {"person": 96.0, "body": 94.0, "office": 90.0, "bond": 94.0}


@pytest.mark.parametrize("kind", RULES)
def test_reads_whom_passages_name_by_rule(kind: str) -> None:
    counts, errors = score(lambda text: (), PASSAGES)
    assert f1(counts, kind) >= RULES[kind], errors


@pytest.mark.parametrize("kind", WITH_NETWORK)
def test_reads_whom_passages_name_with_the_network(kind: str, network: Any) -> None:
    counts, errors = score(network, PASSAGES)
    assert f1(counts, kind) >= WITH_NETWORK[kind], errors


def test_there_are_passages_from_seven_countries() -> None:
    assert len(PASSAGES) >= 60
    assert FILE.read_text(encoding="utf-8").count("\n# ") + 1 >= 8
