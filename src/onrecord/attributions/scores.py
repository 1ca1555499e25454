"""Scores attributions against people's annotations: exact spans by role, and linked attributions.

*Exact*: a span counts when both its ends agree, paragraph by paragraph, edges trimmed of white
space and marks. *Linked*: an attribution counts when half or more of the characters in either
content are in both (intersection over union) and its source overlaps the gold source, or neither
has one; each gold attribution counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.attributions.brat import ROLES, Gold, GoldArticle
from onrecord.models.types import MarkedAttribution, Span

EDGES = " \t\r\n\"'`\u2018\u2019\u201c\u201d,.;:"


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, predicted and in the gold."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        """Add counts."""
        return Score(self.hit + other.hit, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right among predicted, in per cent."""
        return round(100 * self.hit / max(1, self.predicted), 1)

    @property
    def recall(self) -> float:
        """Right among gold, in per cent."""
        return round(100 * self.hit / max(1, self.gold), 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in per cent."""
        return round(200 * self.hit / max(1, self.predicted + self.gold), 1)


def score_attributions(
    articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[MarkedAttribution]]
) -> dict[str, Score]:
    """Score predictions by article id against the first annotator of each article."""
    scores = dict.fromkeys([*(f"exact.{role}" for role in ROLES), "linked"], Score())
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            continue
        seen.add(article.id)
        predicted = [as_gold(p) for p in predictions.get(article.id, ())]
        for role in ROLES:
            scores[f"exact.{role}"] += exact_score(article, predicted, role)
        scores["linked"] += linked_score(article, predicted)
    return scores


def as_gold(marked: MarkedAttribution) -> Gold:
    """Lay a model's attribution out as a person's."""
    return Gold((marked.source,) if marked.source else (), marked.cue, marked.content)


def exact_score(article: GoldArticle, predicted: Sequence[Gold], role: str) -> Score:
    """Count the spans of one role that agree at both ends."""
    gold = {s for a in article.attributions for s in cut(article.text, getattr(a, role))}
    found = {s for a in predicted for s in cut(article.text, getattr(a, role))}
    return Score(len(gold & found), len(found), len(gold))


def linked_score(article: GoldArticle, predicted: Sequence[Gold]) -> Score:
    """Count the attributions whose content and source agree."""
    gold = [a for a in article.attributions if a.content]
    guesses = [a for a in predicted if a.content]
    return Score(len(link(article.text, gold, guesses)), len(guesses), len(gold))


def link(text: str, gold: Sequence[Gold], guesses: Sequence[Gold]) -> list[tuple[int, int]]:
    """Pair gold attributions with the predictions that agree, each once, the best first."""
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(_agreements(text, gold, guesses), reverse=True):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _agreements(
    text: str, gold: Sequence[Gold], guesses: Sequence[Gold]
) -> Iterable[tuple[float, int, int]]:
    guessed = [(_characters(cut(text, g.content)), _characters(g.source)) for g in guesses]
    for i, g in enumerate(gold):
        content, source = _characters(cut(text, g.content)), _characters(g.source)
        for j, (other_content, other_source) in enumerate(guessed):
            if not content & other_content:
                continue
            share = len(content & other_content) / len(content | other_content)
            same_source = bool(source & other_source) or not (source or other_source)
            if share >= 0.5 and same_source:
                yield share, i, j


def cut(text: str, spans: Iterable[Span]) -> set[Span]:
    """Cut spans where paragraphs end and trim them."""
    found = set()
    for start, end in spans:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            a, b = trim(text, start + line.start(), start + line.end())
            if a < b:
                found.add((a, b))
    return found


def trim(text: str, start: int, end: int) -> Span:
    """Draw a span's ends in over white space and marks."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}
