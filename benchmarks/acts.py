"""Score acts, conditions and payments against labels of our own.

    python benchmarks/acts.py --shared ../shared [--learn]

The labels (tests/quality/*.jsonl) are offsets into PolNeAR, which lies in ``--shared``. ``--learn``
also fits a logistic regression over the named features of ``onrecord.statements.acts``, drawn
towards the weights set by hand, and cross-validates it: it would be shipped if it did better.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.actors import Cast, Member, Mention
from onrecord.articles import Article, Passage, Zone, digest
from onrecord.attributions import Attribution
from onrecord.statements.acts import ACTS, code_act, find_features, load_weights
from onrecord.statements.conditions import find_condition
from onrecord.statements.payments import find_payments, without_repeats
from onrecord.statements.scene import Scene, set_scene
from onrecord.statements.types import Payment

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "quality" / "statements.jsonl"
MONEY = LABELS.with_name("payments.jsonl")
# Labelled by somebody who neither wrote the rules nor saw what they find; the second half was
# scored only, its errors never looked at.
MORE_MONEY = LABELS.with_name("payments_looked_at.jsonl")
HELD_MONEY = LABELS.with_name("payments_held.jsonl")
FOLDS = 10

Label = dict[str, Any]


def read_jsonl(file: Path) -> list[Label]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def read_labels() -> list[Label]:
    """Return the labelled statements with the act that was agreed on and the line they stand in."""
    return [
        {**label, "act": label.get("agreed", label["act"]), "line": line}
        for line, label in enumerate(read_jsonl(LABELS))
    ]


def make_article(name: str, text: str) -> Article:
    zones = (Zone("body", 0, len(text)),)
    return Article(id=digest(name), path=name, sha256="", text=text, zones=zones)


def stage_labels(
    shared: Path, labels: Sequence[Label]
) -> Iterator[tuple[Scene, Attribution, Label]]:
    """Yield each label with its scene, whose cast holds the sources of the labels alone."""
    grouped: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        grouped[label["split"], label["article"]].append(label)
    for (split, name), some in grouped.items():
        file = shared / "data" / "polnear" / split / "text" / f"{name}.txt"
        article = make_article(name, file.read_text(encoding="utf-8"))
        attributions = [make_attribution(article, label) for label in some]
        scene = set_scene(article, make_cast(article, attributions))
        for attribution, label in zip(attributions, some, strict=True):
            yield scene, attribution, label


def make_attribution(article: Article, label: Label) -> Attribution:
    def passages(key: str) -> tuple[Passage, ...]:
        return tuple(article.passage(a, b) for a, b in label[key] or [])

    source, content = passages("source"), passages("content")
    first = content[0].text.lstrip()[:1]
    return Attribution(
        id=digest(article.id, str(label["cue"]), str(label["content"])), article=article.id,
        zone="body",
        source=source[0] if source else None, cue=passages("cue"), content=content,
        form="direct" if first in "\"“'‘" else "indirect", confidence=1.0, by="person:gold",
    )  # fmt: skip


def make_cast(article: Article, attributions: Sequence[Attribution]) -> Cast:
    members, mentions, speakers = [], [], {}
    for a in attributions:
        if a.source is None:
            continue
        member = Member(digest(a.id, "m"), article.id, a.source.text, "person", named=True)
        members.append(member)
        mentions.append(Mention(a.source, "name", member.id, (), 1.0, "person:gold"))
        speakers[a.id] = member.id
    return Cast(article.id, tuple(members), tuple(mentions), (), (), speakers)


def features_of(scene: Scene, attribution: Attribution) -> frozenset[str]:
    speaker = scene.cast.speakers.get(attribution.id)
    return find_features(scene, attribution, scene.voices(speaker), None)


def score_macro(
    gold: Sequence[str], found: Sequence[str], names: Iterable[str]
) -> dict[str, float]:
    """Return the F1 of each class and, as ``macro``, their mean, in per cent."""
    scores = {}
    for name in names:
        hit = sum(g == f == name for g, f in zip(gold, found, strict=True))
        total = gold.count(name) + found.count(name)
        scores[name] = 200 * hit / total if total else 0.0
    return {"macro": sum(scores.values()) / len(scores), **scores}


def fit_weights(
    sets: Sequence[frozenset[str]], acts: Sequence[str], *, strength: float, least: int = 3
) -> dict[str, dict[str, float]]:
    """Fit a softmax regression whose weights are drawn to the prior; rare features keep it."""
    from scipy.optimize import minimize

    prior: Any = load_weights()
    counts = Counter(f for s in sets for f in s)
    names = sorted({f for f, n in counts.items() if n >= least} | set(prior))
    index = {name: i for i, name in enumerate(names)}
    design = np.zeros((len(sets), len(names)))
    for row, found in enumerate(sets):
        for name in found & index.keys():
            design[row, index[name]] = 1
    target = np.array([ACTS.index(a) for a in acts])  # type: ignore[arg-type]
    start = np.array([[prior.get(n, {}).get(a, 0.0) for a in ACTS] for n in names])
    seen = np.array([counts[n] >= least for n in names])[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(start.shape)
        scores = design @ weights
        scores -= scores.max(axis=1, keepdims=True)
        probabilities = np.exp(scores)
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        value = -np.log(probabilities[np.arange(len(target)), target] + 1e-12).sum()
        probabilities[np.arange(len(target)), target] -= 1
        gap = weights - start
        gradient = design.T @ probabilities + 2 * strength * gap
        return value + strength * (gap**2).sum(), (gradient * seen).ravel()

    best = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    table = best.x.reshape(start.shape)
    return {
        name: {
            act: round(float(w), 3) for act, w in zip(ACTS, table[i], strict=True) if abs(w) >= 0.02
        }
        for i, name in enumerate(names)
    }


def cross_validate(
    sets: Sequence[frozenset[str]], acts: Sequence[str], *, strength: float
) -> list[str]:
    """Return the act found for each statement by weights fitted without it."""
    order = np.random.default_rng(5).permutation(len(sets))
    found = [""] * len(sets)
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        kept = [i for i in range(len(sets)) if i not in held]
        weights: Any = fit_weights(
            [sets[i] for i in kept], [acts[i] for i in kept], strength=strength
        )
        for i in held:
            found[i] = code_act(sets[i], weights)[0]
    return found


def score_conditions(staged: Sequence[tuple[Scene, Attribution, Label]]) -> dict[str, float]:
    """Return precision, recall and F1 of conditions; right where the words overlap at F1 >= .6."""
    hit = found = wanted = 0
    for scene, attribution, label in staged:
        asked = "cue:question" in features_of(scene, attribution)
        passage = find_condition(scene, attribution, asked=asked)
        gold = label["condition"]
        wanted += gold is not None
        found += passage is not None
        if passage and gold:
            shared = max(0, min(passage.end, gold[1]) - max(passage.start, gold[0]))
            hit += 2 * shared / (passage.end - passage.start + gold[1] - gold[0]) >= 0.6
    return {
        "precision": 100 * hit / max(found, 1), "recall": 100 * hit / max(wanted, 1),
        "f1": 200 * hit / max(found + wanted, 1), "labelled": wanted,
    }  # fmt: skip


def stage_payments(shared: Path, labels: Sequence[Label]) -> Iterator[tuple[Scene, Label]]:
    """Yield each sentence with a scene of it; its cast is the one frozen into the label."""
    for label in labels:
        file = shared / "data" / "polnear" / label["split"] / "text" / f"{label['article']}.txt"
        text = file.read_text(encoding="utf-8")
        start, end = label["sentence"]
        article = replace(make_article(label["article"], text), zones=(Zone("body", start, end),))
        members = tuple(
            Member(digest(article.id, str(i)), article.id, text[a:b], kind, named=True)
            for i, (kind, a, b) in enumerate(label["members"])
        )
        mentions = tuple(
            Mention(article.passage(a, b), "name", members[i].id, (), 1.0, "person:gold")
            for a, b, i in label["mentions"]
        )
        yield set_scene(article, Cast(article.id, members, mentions, (), (), {})), label


def score_payments(
    staged: Iterable[tuple[Scene, Label]], *, sums_only: bool = False
) -> dict[str, float]:
    """Return precision, recall and F1: right with the same sum, payer and (where known) payee.

    ``sums_only`` leaves out payments that name neither an amount nor a share, found or labelled.
    """
    hit = found = wanted = 0
    for scene, label in staged:
        ledger = find_payments(scene)
        names = {**scene.members, **{m.id: m for m in ledger.members}}
        left = [p for p in without_repeats(ledger) if not sums_only or (p.amount or p.share)]
        golds = [g for g in label["payments"] if not sums_only or (g["amount"] or g["share"])]
        found, wanted = found + len(left), wanted + len(golds)
        for gold in golds:
            right = next((p for p in left if is_same(scene, names, p, gold)), None)
            if right:
                hit += 1
                left.remove(right)
    return {
        "precision": 100 * hit / max(found, 1), "recall": 100 * hit / max(wanted, 1),
        "f1": 200 * hit / max(found + wanted, 1), "labelled": wanted,
    }  # fmt: skip


def stage_money(shared: Path) -> dict[str, list[tuple[Scene, Label]]]:
    """Return the labelled money sentences: those looked at, and those that were scored only."""
    first, more, held = (
        list(stage_payments(shared, read_jsonl(file))) for file in (MONEY, MORE_MONEY, HELD_MONEY)
    )
    return {"sentences looked at": [*first, *more], "sentences never looked at": held}


def is_same(scene: Scene, names: Mapping[str, Member], found: Payment, gold: Label) -> bool:
    same_sum = found.amount == gold["amount"] and (
        found.share == gold["share"]
        or (found.share and gold["share"] and abs(found.share - gold["share"]) < 0.01)
    )
    return bool(same_sum) and all(
        gold[role] is None or is_party(scene, names, getattr(found, role), gold[role])
        for role in ("payer", "beneficiary")
    )


def is_party(
    scene: Scene, names: Mapping[str, Member], party: str | None, words: Sequence[int]
) -> bool:
    """Say whether a member is mentioned in the labelled words, or named by some of them."""
    if party is None:
        return False
    if any(
        m.member == party and m.passage.start < words[1] and words[0] < m.passage.end
        for m in scene.mentions
    ):
        return True
    labelled = scene.article.text[slice(*words)].lower().replace("’s", "").replace("'s", "")
    return bool((set(names[party].name.lower().split()) - {"the"}) & set(labelled.split()))


def show(title: str, scores: Mapping[str, float]) -> None:
    print(f"{title}: " + "  ".join(f"{name} {score:.1f}" for name, score in scores.items()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--strength", type=float, default=1.0)
    options = parser.parse_args()
    staged = list(stage_labels(options.shared, read_labels()))
    sets = [features_of(scene, attribution) for scene, attribution, _ in staged]
    acts = [label["act"] for _, _, label in staged]
    if options.learn:
        learned = cross_validate(sets, acts, strength=options.strength)
        show("acts, learned, cross-validated", score_macro(acts, learned, ACTS))
    show("acts", score_macro(acts, [code_act(s, load_weights())[0] for s in sets], ACTS))
    show("conditions", score_conditions(staged))
    for title, money in stage_money(options.shared).items():
        show(f"payments, {title}", score_payments(money))
        show(f"payments with a sum, {title}", score_payments(money, sums_only=True))


if __name__ == "__main__":
    main()
