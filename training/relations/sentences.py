"""Sentences written for training, filled with names anew in every epoch (``sentences.yaml``)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from training.relations.data import Example

SLOT = re.compile(r"\{(\w+)\}")
HERE = Path(__file__).parent
LISTS = HERE.parent / "attribution" / "lists"
SIGNS = {"+": 1, "-": 3}
PLURAL = {
    "is": "are",
    "has": "have",
    "was": "were",
    "does": "do",
    "doesn’t": "don’t",
    "isn’t": "aren’t",
}


@cache
def load_sentences() -> Mapping[str, Any]:
    """Return the patterns and the lists that they are filled from."""
    import yaml

    found: Mapping[str, Any] = yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8"))
    return found


@cache
def load_names() -> Sequence[str]:
    """Return British names to stand beside those of the corpus."""

    def lines(name: str) -> list[str]:
        told = (LISTS / f"{name}.txt").read_text("utf-8").splitlines()
        return [line.strip() for line in told if line.strip() and not line.startswith("#")]

    surnames, given = lines("british_surnames"), lines("british_given")
    people = [f"{given[i % len(given)]} {surname}" for i, surname in enumerate(surnames)]
    titled = [f"{('Mr', 'Ms', 'Mrs', 'Dr')[i % 4]} {name}" for i, name in enumerate(surnames)]
    return [*people, *titled, *surnames, *lines("british_organisations"), *lines("british_groups")]


def write_sentences(count: int, names: Sequence[str], rng: random.Random) -> Iterator[Example]:
    """Yield a pair of actors from each of ``count`` sentences."""
    told = load_sentences()
    british = load_names()
    for _ in range(count):
        pattern = rng.choice(told["sentences"])
        chosen = [*rng.sample(british, 2), *rng.sample(names, 2)]
        actors = dict(zip("abc", rng.sample(chosen, 3), strict=True))
        yield rng.choice(list(fill(pattern, actors, told, rng)))


def fill(
    pattern: Mapping[str, Any],
    actors: Mapping[str, str],
    told: Mapping[str, Any],
    rng: random.Random,
) -> Iterator[Example]:
    """Yield the pairs of a filled sentence, each with where it mentions the two."""
    text, at = "", 0
    spans: dict[str, list[tuple[int, int]]] = {}
    number = rng.randrange(len(told["pronouns"]))
    for slot in SLOT.finditer(pattern["text"]):
        text += pattern["text"][at : slot.start()]
        role = slot[1][0].lower() if slot[1] in ("B", "B_object") else slot[1]
        if slot[1] == "B":
            words = told["pronouns"][number]
        elif slot[1] == "B_object":
            words = told["object_pronouns"][number]
        else:
            words = actors[role] if role in actors else rng.choice(told[role])
        if slot[1] in told and text.endswith("They ") and words.split()[0] in PLURAL:
            first, _, rest = words.partition(" ")
            words = f"{PLURAL[first]} {rest}"
        if role in actors:
            spans.setdefault(role, []).append((len(text), len(text) + len(words)))
        text += words
        at = slot.end()
    text = (text + pattern["text"][at:]).replace(" .", ".")
    ties = {(tie[0], tie[2]): SIGNS[tie[1]] for tie in pattern["ties"]}
    for p, q in combinations(sorted(spans), 2):
        label = ties.get((p, q)) or (ties[q, p] + 1 if (q, p) in ties else 0)
        yield Example(text, tuple(spans[p]), tuple(spans[q]), label)
