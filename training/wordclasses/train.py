"""Learn the word classes from GUM and write them as JSON.

    python -m training.wordclasses.train --data GUM

``GUM`` is a folder with ``train/xml`` and ``dev/xml``. Prints the accuracy on dev.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from onrecord.statements.scene import find_tokens
from onrecord.statements.wordclasses import CLASSES, WordClass, find_features, pick_class

OUT = Path("src/onrecord/statements/wordclasses.json")
OF_TAG: dict[str, WordClass] = {
    "NOUN": "noun", "PROPN": "name", "ADJ": "adjective", "VERB": "verb", "AUX": "verb",
    "DET": "determiner", "NUM": "determiner", "ADP": "preposition",
}  # fmt: skip
POSSESSIVES = frozenset({"my", "our", "your", "his", "her", "its", "their"})
Sentence = tuple[str, list[tuple[int, int, WordClass]]]


def read_sentences(folder: Path) -> Iterator[Sentence]:
    """Yield each sentence as text with the span and class of each of its words."""
    for file in sorted(folder.glob("*.xml")):
        text, words, glued = "", list[tuple[int, int, WordClass]](), False
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("</s>") and words:
                yield text, words
                text, words = "", []
            elif line == "<w>" or line == "</w>":
                text += " " if line == "<w>" and text else ""
                glued = line == "<w>"
            elif "\t" in line:
                word, _, _, _, tag, *_ = line.split("\t")
                word = unescape(word)
                text += "" if glued or not text else " "
                name = OF_TAG.get(tag, "other")
                name = "determiner" if word.lower() in POSSESSIVES else name
                words.append((len(text), len(text) + len(word), name))
                text += word


def read_examples(folder: Path) -> tuple[list[list[str]], list[int]]:
    """Return the features and the class of every word, in our own tokens."""
    features, classes = [], []
    for text, words in read_sentences(folder):
        tokens = list(find_tokens(text))
        spelt = [token.word for token in tokens]
        for i, token in enumerate(tokens):
            inside = [name for a, b, name in words if a < token.end and b > token.start]
            if inside:
                features.append(list(find_features(spelt, i, text[token.start : token.end])))
                classes.append(CLASSES.index(inside[-1]))
    return features, classes


def learn(features: list[list[str]], classes: list[int], weight: float) -> dict[str, list[float]]:
    """Return the score of each feature for each class, those near nought left out."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counter = CountVectorizer(analyzer=lambda one: one, min_df=2, binary=True)
    matrix = counter.fit_transform(features)
    model = LogisticRegression(C=weight, max_iter=300)
    model.fit(matrix, classes)
    scores = {"": [round(float(value), 2) for value in model.intercept_]}
    for name, column in counter.vocabulary_.items():
        row = [round(float(value), 1) for value in model.coef_[:, column]]
        if max(map(abs, row)) >= 0.2:
            scores[name] = row
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weight", type=float, default=1.0)
    given = parser.parse_args()
    scores = learn(*read_examples(given.data / "train" / "xml"), given.weight)
    features, classes = read_examples(given.data / "dev" / "xml")
    found = [CLASSES.index(pick_class(iter(each), scores)) for each in features]
    right = sum(one == other for one, other in zip(found, classes, strict=True))
    print(f"{len(scores)} features, {100 * right / len(classes):.1f} % right on dev")
    rows = (
        (json.dumps(n), json.dumps(r, separators=(",", ":"))) for n, r in sorted(scores.items())
    )
    lines = (f"{name}: {row}" for name, row in rows)
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
