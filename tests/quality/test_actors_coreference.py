"""Coreference on development parts, pinned to a digest of the data, by the rules alone.

A floor is lowered only by a commit that says why. What the figures mean: docs/actors.md.
"""

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.actors import find_cast
from onrecord.articles import find_sources, read_articles

ROOT = Path(__file__).resolve().parents[2]
GUM, WCL = "data/gum_news/train", "data/newswcl50r/dev"
DIGESTS = {GUM: "2e8ac8fe4f602c06", WCL: "61ea906d1ad51abe"}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("actors_benchmark", ROOT / "benchmarks/actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def digest_of(folder: Path) -> str:
    made = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        made.update(file.name.encode())
        made.update(file.read_bytes())
    return made.hexdigest()[:16]


@pytest.mark.parametrize("part", DIGESTS)
def test_the_data_are_those_that_were_measured(shared: Path, part: str) -> None:
    assert digest_of(shared / part) == DIGESTS[part]


def test_follows_pronouns_better_than_the_nearest_person(
    shared: Path, benchmark: ModuleType
) -> None:
    scores = benchmark.score_gum(shared / GUM, benchmark.names_by(None))
    assert scores["pronouns.right"] >= 87.0
    assert scores["pronouns.right"] > scores["pronouns.right_if_nearest"] + 5
    assert scores["names_and_pronouns"]["conll"] >= 77.5


def test_links_given_mentions_over_the_reports_of_an_event(
    shared: Path, benchmark: ModuleType
) -> None:
    scores = benchmark.score_wcl(shared / WCL, benchmark.names_by(None))
    assert scores["onrecord"]["conll"] >= 78.8
    assert scores["onrecord"]["conll"] > scores["same_head"]["conll"] + 10


def test_finds_every_office_and_organisation_of_the_gold_reading(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "mail.json").read_text(encoding="utf-8"))
    (source,) = find_sources([str(shared / "seeds" / gold["article"])], on_problem=print)
    (article,) = read_articles(source)
    cast = find_cast(article, [], [])
    names = {m.id: m.name for m in cast.members}
    held = {
        (names[o.person], o.title.lower(), names.get(o.organisation or "")) for o in cast.offices
    }
    wanted = {
        (person, title.lower(), facts["organisation"][0])
        for person, facts in gold["actors"].items()
        for title in facts.get("office", [])
    }
    assert wanted <= held
    assert set(gold["organisations"]) | set(gold["actors"]) <= set(names.values())
