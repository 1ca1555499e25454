"""Which words are nouns, adjectives and verbs: enough grammar to find the phrases of a text.

A linear classifier over a word, its ending and its neighbours, learnt from the news, interviews and
speeches of GUM (Zeldes 2017, annotations CC BY 4.0; ``training/wordclasses``): one pass, no search.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.statements.scene import Token

WordClass = Literal["noun", "name", "adjective", "verb", "determiner", "preposition", "other"]
CLASSES: tuple[WordClass, ...] = (
    "noun", "name", "adjective", "verb", "determiner", "preposition", "other",
)  # fmt: skip
Scores = Mapping[str, Sequence[float]]


def find_classes(text: str, tokens: Sequence[Token]) -> tuple[WordClass, ...]:
    """Return the class of each of ``tokens``, which stand one after another in ``text``."""
    scores = load_scores()
    words = [token.word for token in tokens]
    return tuple(
        pick_class(find_features(words, i, text[token.start : token.end]), scores)
        for i, token in enumerate(tokens)
    )


def pick_class(features: Iterator[str], scores: Scores) -> WordClass:
    """Return the class that ``features`` speak for most."""
    totals = list(scores[""])
    for feature in features:
        for i, score in enumerate(scores.get(feature, ())):
            totals[i] += score
    return CLASSES[totals.index(max(totals))]


def find_features(words: Sequence[str], i: int, spelt: str) -> Iterator[str]:
    """Yield what tells the class of the word at ``i``, which is spelt ``spelt`` in its text."""
    word = words[i]
    before = words[i - 1] if i else "^"
    after = words[i + 1] if i + 1 < len(words) else "$"
    shape = "digit" if word[0].isdigit() else "capital" if spelt[0].isupper() else "small"
    if not word[0].isalnum():
        shape = "sign"
    opens = before in ("^", ".", "!", "?", '"', "“", "‘", ":")
    yield f"w={word}"
    yield f"shape={shape}{'^' if opens else ''}"
    for length in (1, 2, 3, 4):
        if len(word) > length + 1:
            yield f"end={word[-length:]}"
    yield f"b={before}"
    yield f"a={after}"
    yield f"bb={words[i - 2] if i > 1 else '^'} {before}"
    yield f"be={before[-2:]}"
    yield f"ae={after[-2:]}"
    yield f"be={before[-2:]},e={word[-2:]}"
    yield f"b={before},e={word[-2:]}"


@cache
def load_scores() -> Scores:
    """Return how much each feature speaks for each class."""
    text = files(__package__).joinpath("wordclasses.json").read_text(encoding="utf-8")
    scores: Scores = json.loads(text)
    return scores
