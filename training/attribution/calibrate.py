"""Choose on development articles how ready the model is to hear a cue, and calibrate its doubt.

    python -m training.attribution.calibrate --model FOLDER --data FOLDER --out settings.json

Confidence is calibrated (Platt) so that of the attributions of confidence 0.8, eight in ten are
linked right. Prints the mean gap before and after, measured on the half of the articles that the
calibration did not see.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.brat import GoldArticle, read_brat
from onrecord.attributions.find import attribute
from onrecord.attributions.scores import as_gold, link, score_attributions
from onrecord.models.load import open_model
from onrecord.models.network import OnnxModel

BIASES = (-1.6, -1.2, -0.8, -0.4, 0.0, 0.4)
Pairs = NDArray[np.float64]  # rows of raw confidence and whether it was right


def choose_bias(model: OnnxModel, articles: list[GoldArticle]) -> float:
    """Return the bias with the highest sum of the four F1 figures."""
    sums = {}
    for bias in BIASES:
        biased = replace(model, settings=replace(model.settings, cue_bias=bias))
        marked = {a.id: [m for m, _ in attribute(a.text, biased)] for a in articles}
        scores = score_attributions(articles, marked)
        sums[bias] = sum(score.f1 for score in scores.values())
        print(bias, {name: score.f1 for name, score in scores.items()}, flush=True)
    return max(sums, key=lambda bias: sums[bias])


def confidences(model: OnnxModel, articles: list[GoldArticle]) -> list[Pairs]:
    """Return, article by article, each attribution's confidence and whether it was right."""
    found = []
    for article in articles:
        marked = [m for m, _ in attribute(article.text, model)]
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="an exported model")
    parser.add_argument("--data", type=Path, required=True, help="development articles (brat)")
    parser.add_argument("--out", type=Path, default=Path("training/work/settings.json"))
    parser.add_argument("--keep-bias", action="store_true", help="do not try other biases")
    options = parser.parse_args()
    model = open_model(options.model)
    assert isinstance(model, OnnxModel)
    model = replace(model, settings=replace(model.settings, slope=1.0, offset=0.0))
    articles = list({a.id: a for a in reversed(list(read_brat(options.data)))}.values())
    bias = model.settings.cue_bias if options.keep_bias else choose_bias(model, articles)
    model = replace(model, settings=replace(model.settings, cue_bias=bias))
    parts = confidences(model, articles)
    seen, unseen = np.concatenate(parts[::2]), np.concatenate(parts[1::2])
    print(f"gap before {gap(unseen, 1, 0):.1f}, after {gap(unseen, *fit(seen)):.1f} points")
    slope, offset = fit(np.concatenate(parts))
    settings = {"cue_bias": bias, "slope": round(slope, 4), "offset": round(offset, 4)}
    assert not any(math.isnan(value) for value in settings.values())
    options.out.write_text(json.dumps(settings), "utf-8")
    print(settings)


if __name__ == "__main__":
    main()
