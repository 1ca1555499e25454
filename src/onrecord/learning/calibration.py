"""Chooses on development articles how ready a model is to hear a cue, and calibrates its doubt.

Confidence is calibrated (Platt 1999) so that of the attributions of confidence 0.8, eight in ten
are linked right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.brat import GoldArticle
from onrecord.attributions.evaluate import mark_articles
from onrecord.attributions.scores import as_gold, link, score_attributions
from onrecord.models.network import OnnxModel

BIASES = (-1.6, -1.2, -0.8, -0.4, 0.0, 0.4, 0.8)
Say = Callable[[str], None]
Pairs = NDArray[np.float64]  # rows of raw confidence and whether it was right


def choose_bias(model: OnnxModel, articles: list[GoldArticle], say: Say = print) -> float:
    """Return the bias with the highest sum of the four F1 figures."""
    sums = {}
    for bias in BIASES:
        biased = replace(model, settings=replace(model.settings, cue_bias=bias))
        scores = score_attributions(articles, mark_articles(articles, biased))
        sums[bias] = sum(score.f1 for score in scores.values())
        say(f"{bias} { {name: score.f1 for name, score in scores.items()} }")
    return max(sums, key=lambda bias: sums[bias])


def confidences(model: OnnxModel, articles: list[GoldArticle]) -> list[Pairs]:
    """Return, article by article, each attribution's confidence and whether it was right."""
    found = []
    for article in articles:
        marked = mark_articles([article], model)[article.id]
        gold = [a for a in article.attributions if a.content]
        right = {j for _, j in link(article.text, gold, [as_gold(m) for m in marked])}
        rows = [(m.confidence, float(j in right)) for j, m in enumerate(marked)]
        found.append(np.array(rows).reshape(-1, 2))
    return found


def fit(pairs: Pairs) -> tuple[float, float]:
    """Return slope and offset of the logistic curve from raw confidence to being right."""
    clipped = np.clip(pairs[:, 0], 1e-6, 1 - 1e-6)
    x = np.stack([np.log(clipped / (1 - clipped)), np.ones(len(pairs))], axis=1)
    weights = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        weights += np.linalg.solve(hessian, x.T @ (pairs[:, 1] - p))
    return float(weights[0]), float(weights[1])


def gap(pairs: Pairs, slope: float, offset: float, bins: int = 10) -> float:
    """Return the expected calibration error in points."""
    clipped = np.clip(pairs[:, 0], 1e-6, 1 - 1e-6)
    p = 1 / (1 + np.exp(-(slope * np.log(clipped / (1 - clipped)) + offset)))
    place = np.minimum((p * bins).astype(int), bins - 1)
    total = 0.0
    for i in range(bins):
        here = place == i
        if here.any():
            total += float(here.sum()) * abs(float(p[here].mean() - pairs[here, 1].mean()))
    return 100 * total / len(pairs)


def choose_settings(
    model: OnnxModel, articles: list[GoldArticle], *, keep_bias: bool = False, say: Say = print
) -> dict[str, Any]:
    """Return ``cue_bias``, ``slope`` and ``offset`` chosen on ``articles``.

    Says the mean gap between confidence and being right before and after, measured on the half
    of the articles that the calibration did not see.
    """
    model = replace(model, settings=replace(model.settings, slope=1.0, offset=0.0))
    bias = model.settings.cue_bias if keep_bias else choose_bias(model, articles, say)
    model = replace(model, settings=replace(model.settings, cue_bias=bias))
    parts = confidences(model, articles)
    seen, unseen = np.concatenate(parts[::2]), np.concatenate(parts[1::2])
    say(f"gap before {gap(unseen, 1, 0):.1f}, after {gap(unseen, *fit(seen)):.1f} points")
    slope, offset = fit(np.concatenate(parts))
    return {"cue_bias": bias, "slope": round(slope, 4), "offset": round(offset, 4)}
