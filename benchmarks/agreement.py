"""Say how far the two labellings of acts and conditions agree.

    python benchmarks/agreement.py

Reads tests/quality/statements.jsonl alone: ``act`` is the first label of a statement, ``second``
the second, ``agreed`` what was settled on where they differ; ``condition`` and, where it differs,
``second_condition`` are offsets. No corpus is needed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LABELS = Path(__file__).resolve().parents[1] / "tests" / "quality" / "statements.jsonl"
OVERLAP = 0.6  # as in acts.py: spans are the same condition where they overlap at this F1
COMMONEST = 8

Label = dict[str, Any]
Span = Sequence[int]


def read_labels(file: Path) -> list[Label]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def measure_acts(labels: Sequence[Label]) -> dict[str, float]:
    """Return per cent alike, Cohen's kappa (Cohen 1960), and F1 of each act and as ``macro``."""
    from sklearn.metrics import cohen_kappa_score, f1_score

    first, second = [x["act"] for x in labels], [x["second"] for x in labels]
    names = sorted(set(first) | set(second))
    scores = 100 * f1_score(first, second, labels=names, average=None)
    return {
        "alike": 100 * sum(a == b for a, b in zip(first, second, strict=True)) / len(labels),
        "kappa": cohen_kappa_score(first, second),
        "macro": scores.mean(),
        **dict(zip(names, scores, strict=True)),
    }


def count_disagreements(labels: Sequence[Label]) -> Counter[tuple[str, str]]:
    """Count the pairs (first label, second label) that differ."""
    return Counter((x["act"], x["second"]) for x in labels if x["act"] != x["second"])


def count_settled(labels: Sequence[Label]) -> dict[str, int]:
    """Count the disagreements, and how many were settled for the first and for the second label."""
    settled = [x for x in labels if "agreed" in x]
    return {
        "differ": len(settled),
        "settled for the first": sum(x["agreed"] == x["act"] for x in settled),
        "settled for the second": sum(x["agreed"] == x["second"] for x in settled),
    }


def measure_conditions(labels: Sequence[Label]) -> dict[str, float]:
    """Count the conditions of each labelling and those of both; F1 takes one as the other's key."""
    pairs = [(x["condition"], x.get("second_condition", x["condition"])) for x in labels]
    first, second = (sum(pair[i] is not None for pair in pairs) for i in (0, 1))
    both = sum(1 for a, b in pairs if a and b and overlap(a, b) >= OVERLAP)
    return {"first": first, "second": second, "both": both, "f1": 200 * both / (first + second)}


def overlap(a: Span, b: Span) -> float:
    """Return the F1 of two spans by characters."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * shared / (a[1] - a[0] + b[1] - b[0])


def main() -> None:
    labels = read_labels(LABELS)
    for name, score in measure_acts(labels).items():
        print(f"{name:12}{score:6.2f}" if name == "kappa" else f"{name:12}{score:6.1f}")
    print("  ".join(f"{name} {count}" for name, count in count_settled(labels).items()))
    for (first, second), count in count_disagreements(labels).most_common(COMMONEST):
        print(f"{count:4}  {first} / {second}")
    conditions = measure_conditions(labels)
    shown = (f"{name} {round(score, 1):g}" for name, score in conditions.items())
    print("conditions: " + "  ".join(shown))


if __name__ == "__main__":
    main()
