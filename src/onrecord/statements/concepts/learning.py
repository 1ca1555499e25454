"""Hand codings come in; what tells a concept and the stance on it in a statement goes out.

One linear classifier a concept, and one for the stance where either side has examples enough. How
good they are is measured by cross-validation, whole articles at a time; below the confidence at
which the wanted precision is reached nothing is coded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.articles import digest
from onrecord.statements.codebook import Codebook, Concept, Stance
from onrecord.statements.concepts.features import (
    NAMED,
    Numbers,
    add_column,
    describe,
    measure_rarity,
    names_concept,
    pack,
    unpack,
)
from onrecord.statements.concepts.types import Utterance
from onrecord.statements.positions import JUDGING

LEAST, LEAST_STANCE = 5, 6  # examples of a concept, and of either side, to learn from
FOLDS = 5
LEAST_RIGHT = 0.7  # share of stances that must be right, else rules tell them
BACKGROUND = 300  # statements that nobody coded, taken for examples of no concept
STRENGTH = 10.0
PRECISION = 0.8
NEVER = 1.01

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class HandCoded:
    """A statement that a person coded to a concept; a ``stance`` of ``None``: it is not on it."""

    text: str
    article: str
    concept: str
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Head:
    """A linear classifier: ``sigmoid(weights · features + offset)``."""

    weights: Numbers
    offset: float

    def chances(self, rows: Any) -> Numbers:
        """Return the chance of each row."""
        chances: Numbers = 1 / (1 + np.exp(-(rows @ self.weights + self.offset)))
        return chances


@dataclass(frozen=True, slots=True)
class Report:
    """How well a concept was learnt: cross-validated figures (0 to 1) where it is coded.

    ``stance`` is the share of stances that were right; ``None`` where rules have to tell them.
    ``note`` says why nothing was learnt, if so.
    """

    concept: str
    examples: int
    threshold: float
    precision: float
    recall: float
    f1: float
    stance: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LearntConcept:
    """What tells one concept, and the stance on it."""

    name: str
    threshold: float
    head: Head
    stance: Head | None


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that was learnt, under the label that rows coded by it bear."""

    by: str
    rarity: Numbers
    concepts: tuple[LearntConcept, ...]
    reports: tuple[Report, ...]


def learn_concepts(
    codebook: Codebook,
    coded: Sequence[HandCoded],
    others: Sequence[Utterance],
    *,
    precision: float = PRECISION,
) -> Learnt:
    """Learn the concepts of ``codebook`` from ``coded`` statements and the codebook's examples.

    ``others`` are statements of the record: they tell how rare words are, and some of those that
    nobody coded stand for what is on none of the concepts.
    """
    step = max(1, len(others) // 5000)
    rarity = measure_rarity([*(each.text for each in others[::step]), *(c.text for c in coded)])
    background = pick_background(others, coded)
    concepts, reports = [], []
    for concept in codebook.concepts:
        learnt, report = learn_concept(concept, coded, background, rarity, precision)
        reports.append(report)
        if learnt is not None:
            concepts.append(learnt)
    seed = json.dumps([[c.text, c.concept, c.stance] for c in coded], ensure_ascii=False)
    return Learnt(f"model:codebook@{digest(seed)[:8]}", rarity, tuple(concepts), tuple(reports))


def pick_background(others: Sequence[Utterance], coded: Sequence[HandCoded]) -> list[HandCoded]:
    """Return statements that nobody coded, evenly spread, as examples of no concept."""
    texts = {each.text for each in coded}
    free = [each for each in others if speak(each) not in texts and each.text not in texts]
    some = free[:: max(1, len(free) // BACKGROUND)][:BACKGROUND]
    return [HandCoded(speak(each), each.article, "", None) for each in some]


def speak(utterance: Utterance) -> str:
    """Return what is learnt from: cue and words."""
    return f"{utterance.lead} {utterance.text}".strip()


def learn_concept(
    concept: Concept,
    coded: Sequence[HandCoded],
    background: Sequence[HandCoded],
    rarity: Numbers,
    precision: float,
) -> tuple[LearntConcept | None, Report]:
    """Learn one concept, and report how well that went."""
    examples = gather_examples(concept, coded, background)
    marks = np.array(
        [each.concept == concept.name and each.stance is not None for each in examples]
    )
    if (count := int(marks.sum())) < LEAST:
        note = f"{count} examples are too few: code {LEAST - count} more"
        return None, Report(concept.name, count, NEVER, 0.0, 0.0, 0.0, note=note)
    rows = describe_for(concept, [each.text for each in examples], rarity)
    groups = [each.article for each in examples]
    chances = cross_validate(rows, marks, groups)
    threshold = find_threshold(marks, chances, precision)
    stance, right = learn_stance(rows, examples, marks, groups)
    scores = score_marks(marks, chances >= threshold)
    note = "" if threshold < NEVER else f"no confidence reaches a precision of {precision:.0%}"
    report = Report(concept.name, count, threshold, *scores, right, note)
    return LearntConcept(concept.name, threshold, fit(rows, marks), stance), report


def gather_examples(
    concept: Concept, coded: Sequence[HandCoded], background: Sequence[HandCoded]
) -> list[HandCoded]:
    """Return all examples once each: who coded a statement to other concepts left this one out.

    Of the background, what names the concept is left out: it may well be on it.
    """
    own = {each.text: each for each in coded if each.concept == concept.name}
    rest = {each.text: each for each in coded if each.text not in own}
    examples = [
        HandCoded(each.text, f"example {i}", concept.name, each.stance)
        for i, each in enumerate(concept.examples)
    ]
    free = [each for each in background if not names_concept(each.text, concept)]
    return [*own.values(), *examples, *rest.values(), *free]


def describe_for(concept: Concept, texts: Sequence[str], rarity: Numbers) -> Any:
    """Return a row for each text, which says as well whether the text names the concept."""
    named = [NAMED * names_concept(text, concept) for text in texts]
    return add_column(describe(texts, rarity), named)


def fit(rows: Any, marks: Marks) -> Head:
    """Fit a logistic regression that minds the few as much as the many."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=1
    )
    model.fit(rows, marks)
    return Head(np.asarray(model.coef_[0], dtype=np.float64), float(model.intercept_[0]))


def cross_validate(rows: Any, marks: Marks, groups: Sequence[str]) -> Numbers:
    """Return the chance of each row by classifiers that saw nothing of its article."""
    from sklearn.model_selection import StratifiedGroupKFold

    own = {group for group, mark in zip(groups, marks, strict=True) if mark}
    chances = np.zeros(len(marks))
    folds = StratifiedGroupKFold(max(2, min(FOLDS, len(own))), shuffle=True, random_state=1)
    for train, test in folds.split(rows, marks, groups):
        if marks[train].any() and not marks[train].all():
            chances[test] = fit(rows[train], marks[train]).chances(rows[test])
    return chances


def find_threshold(marks: Marks, chances: Numbers, precision: float) -> float:
    """Return the lowest confidence from which on ``precision`` is reached, above all if none is.

    At least three statements must be above it, as one says little.
    """
    for threshold in sorted(set(np.round(chances[marks], 3))):
        taken = chances >= threshold
        if taken.sum() >= 3 and marks[taken].mean() >= precision:
            return float(threshold)
    return NEVER


def score_marks(marks: Marks, taken: Marks) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hits = float((marks & taken).sum())
    precision = hits / max(1.0, float(taken.sum()))
    recall = hits / max(1.0, float(marks.sum()))
    return precision, recall, 2 * hits / max(1.0, float(taken.sum() + marks.sum()))


def learn_stance(
    rows: Any, examples: Sequence[HandCoded], marks: Marks, groups: Sequence[str]
) -> tuple[Head | None, float | None]:
    """Learn who is for and who against, where either side has examples enough."""
    sided = [i for i, each in enumerate(examples) if marks[i] and each.stance in (-1, 1)]
    backing = np.array([examples[i].stance == 1 for i in sided], dtype=bool)
    if min(int(backing.sum()), len(sided) - int(backing.sum())) < LEAST_STANCE:
        return None, None
    some = rows[sided]
    chances = cross_validate(some, backing, [groups[i] for i in sided])
    right = float(((chances >= 0.5) == backing).mean())
    return (fit(some, backing), right) if right >= LEAST_RIGHT else (None, None)


# == coding by what was learnt ==


@dataclass(frozen=True, slots=True)
class Coded:
    """What a statement was coded to, and how sure that is."""

    statement: str
    concept: str
    stance: Stance
    confidence: float


def code_utterances(
    learnt: Learnt, codebook: Codebook, utterances: Sequence[Utterance]
) -> Iterator[Coded]:
    """Yield what ``utterances`` are coded to; where the stance cannot be told, nothing is."""
    if not utterances:
        return
    concepts = {concept.name: concept for concept in codebook.concepts}
    rows = describe([speak(each) for each in utterances], learnt.rarity)
    for each in learnt.concepts:
        if each.name not in concepts or each.threshold >= NEVER:
            continue
        named = [NAMED * names_concept(speak(u), concepts[each.name]) for u in utterances]
        full = add_column(rows, named)
        chances = each.head.chances(full)
        sides = each.stance.chances(full) if each.stance else None
        for i in map(int, np.flatnonzero(chances >= each.threshold)):
            stance, sure = tell_stance(utterances[i], None if sides is None else float(sides[i]))
            if stance:
                confidence = round(float(chances[i]) * sure, 3)
                yield Coded(utterances[i].id, each.name, stance, confidence)


def rank_chances(
    learnt: Learnt, codebook: Codebook, utterances: Sequence[Utterance]
) -> Mapping[str, Numbers]:
    """Return the chance of each of ``utterances`` to be on each learnt concept."""
    concepts = {concept.name: concept for concept in codebook.concepts}
    rows = describe([speak(each) for each in utterances], learnt.rarity)
    found = {}
    for each in learnt.concepts:
        if each.name in concepts:
            named = [NAMED * names_concept(speak(u), concepts[each.name]) for u in utterances]
            found[each.name] = each.head.chances(add_column(rows, named))
    return found


def tell_stance(utterance: Utterance, chance: float | None) -> tuple[Stance, float]:
    """Return the stance and how sure it is: as learnt, else by the act, else none (0)."""
    if chance is not None:
        return (1, chance) if chance >= 0.5 else (-1, 1 - chance)
    return JUDGING.get(utterance.act, 0), 0.6


# == keeping ==


def write_learnt(learnt: Learnt) -> str:
    """Return what was learnt as JSON: numbers and names, nothing that runs."""

    def head(each: Head | None) -> dict[str, Any] | None:
        return None if each is None else {"weights": pack(each.weights), "offset": each.offset}

    concepts = [
        {
            "concept": c.name,
            "threshold": c.threshold,
            "head": head(c.head),
            "stance": head(c.stance),
        }
        for c in learnt.concepts
    ]
    reports = [{name: getattr(r, name) for name in r.__slots__} for r in learnt.reports]
    return json.dumps(
        {"by": learnt.by, "rarity": pack(learnt.rarity), "concepts": concepts, "reports": reports}
    )


def read_learnt(text: str) -> Learnt:
    """Return what ``write_learnt`` wrote."""

    def head(each: Mapping[str, Any] | None) -> Head | None:
        return None if each is None else Head(unpack(each["weights"]), float(each["offset"]))

    kept = json.loads(text)
    concepts = []
    for each in kept["concepts"]:
        own = head(each["head"])
        assert own is not None
        concepts.append(
            LearntConcept(each["concept"], each["threshold"], own, head(each["stance"]))
        )
    reports = tuple(Report(**each) for each in kept["reports"])
    return Learnt(kept["by"], unpack(kept["rarity"]), tuple(concepts), reports)
