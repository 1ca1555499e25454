"""Score PLOVER's fifteen root classes on PLV, and how they map to our acts.

    python -m training.relations.plover --encoder MINILM --plv ../shared/data/plover_plv --out a.npz
    python -m training.relations.plover --encoder MPNET --plv ../shared/data/plover_plv --out b.npz
    python benchmarks/plover.py --shared ../shared --chances a.npz b.npz [--test FILE.tsv]

Trains a linear classifier on the train part (word n-grams around source and target, characters of
what follows the source, and the classes of the words in plover.yaml), prints ten-fold
cross-validation on it and the score on ``--test`` (default: the dev part). ``--chances`` are what
encoders fine-tuned on the same part give the same test rows (pass ``--test`` to both); they are
multiplied with the classifier's. PLV may be used to measure, not to ship weights trained on it, so
the package holds none of this.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.statements.scene import find_tokens

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 10
LINEAR_WEIGHT, FLOOR = 0.5, 1e-4  # chosen on dev
MODALS = {
    "will", "would", "must", "should", "not", "agre", "ready", "willing", "refus", "threaten",
    "demand", "urg", "call", "if", "plan",
}  # fmt: skip
ACTS = {
    "AGREE": "pledge", "REQUEST": "demand", "THREATEN": "threat", "ACCUSE": "criticism",
    "REJECT": "refusal", "SUPPORT": "support",
}  # fmt: skip

Row = dict[str, str]
Lexicon = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def read_rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def stem(word: str) -> str:
    if any(sign.isdigit() for sign in word):
        return "#"
    for ending in ("ing", "ed", "es", "s", "e", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def mask(row: Row) -> str:
    """Return the sentence with source and target masked as SSS and TTT."""
    text = re.sub(r"<s>.*?</s>", " SSS ", row["marked_sentence"])
    return re.sub(r"</?[st]>", " ", re.sub(r"<t>.*?</t>", " TTT ", text))


@cache
def load_classes() -> Lexicon:
    import yaml

    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    text = Path(__file__).with_name("plover.yaml").read_text(encoding="utf-8")
    for name, phrases in yaml.safe_load(text).items():
        for phrase in phrases:
            words = tuple(stem(w) if len(w) > 4 else w for w in str(phrase).split())
            found[words[0]].append((words, name))
    return found


def find_classes(stems: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the class of the longest entry at each place that has one, and all classes."""
    best, every = [], []
    for i, word in enumerate(stems):
        hits = [(p, c) for p, c in load_classes().get(word, ()) if begins(stems[i:], p)]
        every += [c for _, c in hits]
        if hits:
            best.append(max(hits, key=lambda hit: len(hit[0]))[1])
    return best, every


def begins(stems: Sequence[str], phrase: Sequence[str]) -> bool:
    return len(stems) >= len(phrase) and all(
        a == b or (len(b) > 3 and a.startswith(b)) for a, b in zip(stems, phrase, strict=False)
    )


def name_features(row: Row) -> dict[str, float]:
    """Name what tells the class of ``row``, with weights."""
    stems = [stem(token.word) for token in find_tokens(mask(row))]
    source = stems.index("sss") if "sss" in stems else 0
    target = stems.index("ttt") if "ttt" in stems else None
    after = stems[source + 1 : source + 8]
    found: dict[str, float] = {}
    for n, weight in ((1, 0.5), (2, 0.5)):
        found |= {f"{n}={g}": weight for g in ngrams(stems, n)}
    found |= {f"a={w}": 1 / (1 + 0.15 * k) for k, w in reversed(list(enumerate(after)))}
    found |= {f"ab={g}": 1.0 for g in ngrams(after, 2)}
    found |= {f"abc={g}": 0.7 for g in ngrams(after, 3)}
    if target is not None:
        between = stems[min(source, target) + 1 : max(source, target)]
        found |= {f"m={w}": 1.0 for w in between}
        found[f"order={source < target}"] = 1.0
        found |= {f"before={w}": 1.0 for w in stems[max(0, target - 3) : target]}
        found |= {f"behind={w}": 0.5 for w in stems[target + 1 : target + 4]}
        if target > source:
            add_classes(found, between, "B")
    best = add_classes(found, stems[source + 1 : source + 12], "A")
    first = best[0] if best else ""
    for word in stems[source + 1 : source + 6]:
        if word in MODALS:
            found |= {f"modal={word}": 1.0, f"modal={word}+{first}": 1.5}
    return found


def add_classes(found: dict[str, float], stems: Sequence[str], where: str) -> list[str]:
    best, every = find_classes(stems)
    for name in every:
        found[f"{where}={name}"] = found.get(f"{where}={name}", 0.0) + 0.5
    found |= {f"{where}{k}={name}": 1.2 for k, name in enumerate(best[:2])}
    return best


def ngrams(words: Sequence[str], n: int) -> list[str]:
    return [" ".join(words[i : i + n]) for i in range(len(words) - n + 1)]


def shorten(row: Row) -> str:
    """Return what follows the source, numbers masked: the view of the character n-grams."""
    text = re.sub(r"\d+", "#", mask(row))
    start = max(text.find("SSS"), 0)
    return text[start : start + 90]


def decide(train: Sequence[Row], rows: Sequence[Row]) -> tuple[Any, list[str]]:
    """Train on ``train``; return the classes' scores for each of ``rows``, and their names."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    words = DictVectorizer()
    signs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)

    def join(named: Any, spelt: Any) -> Any:
        whole = csr_matrix(hstack([named, 5 * spelt]))
        whole.indices, whole.indptr = whole.indices.astype("int32"), whole.indptr.astype("int32")
        return whole

    known = join(
        words.fit_transform([name_features(r) for r in train]),
        signs.fit_transform([shorten(r) for r in train]),
    )
    asked = join(
        words.transform([name_features(r) for r in rows]),
        signs.transform([shorten(r) for r in rows]),
    )
    model = LinearSVC(C=0.05, class_weight="balanced", random_state=0)
    model.fit(known, [r["gold_root"] for r in train])
    return model.decision_function(asked), [str(c) for c in model.classes_]


def predict(train: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    """Train on ``train`` and name the class of each of ``rows``."""
    scores, classes = decide(train, rows)
    return [classes[i] for i in scores.argmax(axis=1)]


def predict_together(train: Sequence[Row], rows: Sequence[Row], files: Sequence[Path]) -> list[str]:
    """Name the classes by the classifier and the chances in ``files`` together."""
    scores, classes = decide(train, rows)
    total = LINEAR_WEIGHT * (scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))
    for file in files:
        told = np.load(file)
        if len(told["chances"]) != len(rows):
            raise SystemExit(f"{file} is for {len(told['chances'])} rows, not for {len(rows)}.")
        order = [told["classes"].tolist().index(name) for name in classes]
        total = total + np.log(told["chances"][:, order] + FLOOR)
    return [classes[i] for i in total.argmax(axis=1)]


def cross_validate(rows: Sequence[Row]) -> list[str]:
    order = np.random.default_rng(1).permutation(len(rows))
    found = [""] * len(rows)
    for fold in range(FOLDS):
        held = order[fold::FOLDS].tolist()
        kept = [rows[i] for i in range(len(rows)) if i not in set(held)]
        for i, name in zip(held, predict(kept, [rows[i] for i in held]), strict=True):
            found[i] = name
    return found


def report(title: str, rows: Sequence[Row], found: Sequence[str]) -> None:
    from sklearn.metrics import f1_score

    gold = [r["gold_root"] for r in rows]
    names = sorted(set(gold))  # the dev part has no PROTEST
    each = f1_score(gold, found, labels=names, average=None, zero_division=0.0)
    right = sum(g == f for g, f in zip(gold, found, strict=True))
    print(f"{title}: macro-F1 {100 * each.mean():.1f} over {len(names)} classes, "
          f"accuracy {100 * right / len(gold):.1f} of {len(gold)}")  # fmt: skip
    for name, score in zip(names, each, strict=True):
        print(f"  {name:<10} {100 * score:5.1f}  {ACTS.get(name, 'a deed')}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--test", type=Path)
    parser.add_argument("--chances", type=Path, nargs="*", default=[], metavar="FILE.npz")
    options = parser.parse_args()
    folder = options.shared / "data" / "plover_plv"
    train = read_rows(folder / "train" / "plv_train.tsv")
    test = read_rows(options.test or folder / "dev" / "plv_dev.tsv")
    report("train, cross-validated", train, cross_validate(train))
    report("test, linear classifier", test, predict(train, test))
    for file in options.chances:
        report(f"test, {file.stem} and classifier", test, predict_together(train, test, [file]))
    if len(options.chances) > 1:
        report("test, all together", test, predict_together(train, test, options.chances))


if __name__ == "__main__":
    main()
