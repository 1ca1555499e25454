"""Scores a model on a folder of annotated articles, over all and by what is hard about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.attributions.brat import Gold, GoldArticle, keep_first, read_brat
from onrecord.attributions.find import attribute, find_form
from onrecord.attributions.scores import Score, as_gold, link, score_attributions
from onrecord.models.types import MarkedAttribution, Model

Trait = Callable[[str, Gold], str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well a model did: ``overall`` by measure, ``by`` trait and its value (linked).

    Traits are ``form`` (by the quotation marks), ``distance`` (characters between source and
    content) and ``pieces`` (whether the content is one piece). A hit counts under the value of
    the gold attribution, a prediction under its own.
    """

    articles: int
    overall: dict[str, Score]
    by: dict[str, dict[str, Score]]


def evaluate_attribution(folder: Path, model: Model) -> Evaluation:
    """Score ``model`` on annotated articles (brat standoff), each by its first annotator.

    Raises ``InputError`` where the folder holds no annotated articles.
    """
    articles = keep_first(read_brat(folder))
    marked = mark_articles(articles, model)
    overall = score_attributions(articles, marked)
    predicted = {name: [as_gold(m) for m in found] for name, found in marked.items()}
    by = {name: _score_by(articles, predicted, trait) for name, trait in TRAITS.items()}
    return Evaluation(len(articles), overall, by)


def mark_articles(
    articles: Iterable[GoldArticle], model: Model
) -> dict[str, list[MarkedAttribution]]:
    """Return what ``model`` marks in each article, by the article's id."""
    return {a.id: [marked for marked, _ in attribute(a.text, model)] for a in articles}


def _score_by(
    articles: Iterable[GoldArticle], predicted: dict[str, list[Gold]], trait: Trait
) -> dict[str, Score]:
    scores: dict[str, Score] = {}

    def count(value: str, score: Score) -> None:
        scores[value] = scores.get(value, Score()) + score

    for article in articles:
        gold = [a for a in article.attributions if a.content]
        guesses = predicted[article.id]
        pairs = link(article.text, gold, guesses)
        hits = {i for i, _ in pairs}
        for i, one in enumerate(gold):
            count(trait(article.text, one), Score(int(i in hits), 0, 1))
        for guess in guesses:
            count(trait(article.text, guess), Score(0, 1, 0))
    return dict(sorted(scores.items()))


def find_distance(text: str, gold: Gold) -> str:
    """Tell how far the source stands from the content."""
    if not gold.source:
        return "no source"
    source = gold.source[0]
    gap = min(max(a - source[1], source[0] - b, 0) for a, b in gold.content)
    if any("\n" in text[min(a, source[0]) : max(b, source[1])].strip() for a, b in gold.content):
        return "another paragraph"
    return "near (up to 40 characters)" if gap <= 40 else "far (over 40 characters)"


TRAITS: dict[str, Trait] = {
    "form": lambda text, gold: find_form(text, gold.content),
    "distance": find_distance,
    "pieces": lambda _, gold: "one piece" if len(gold.content) == 1 else "several pieces",
}
