"""Statements as numbers: what stretches of three to five letters they have, and how rare these are.

Letters find "deport", "deported" and "deportation" alike and need no dictionary. A network's
states and a sentence encoder were tried beside them: see docs/concepts.md.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.codebook import Concept
from onrecord.statements.positions import STOPWORDS, find_close, place_stems
from onrecord.statements.scene import find_tokens
from onrecord.statements.stems import stem_word

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

BITS = 14
SIZE = 2**BITS
NAMED = 0.5  # what it weighs that a statement names the concept

Numbers = NDArray[np.float64]


def measure_rarity(texts: Iterable[str]) -> Numbers:
    """Return how rare each feature is in ``texts`` (the inverse document frequency)."""
    counts, size = np.zeros(SIZE), 0
    for text in texts:
        row = _count([text])
        counts[row.indices] += 1
        size += 1
    rarity: Numbers = np.log((1 + size) / (1 + counts)) + 1
    return rarity


def describe(texts: Sequence[str], rarity: Numbers) -> csr_matrix:
    """Return a row for each of ``texts``, of length one."""
    from scipy.sparse import diags
    from sklearn.preprocessing import normalize

    counts = _count(texts)
    counts.data = 1 + np.log(counts.data)
    return normalize(counts @ diags(rarity)).tocsr()


def add_column(rows: csr_matrix, column: Sequence[float]) -> csr_matrix:
    """Return ``rows`` with one more column."""
    from scipy.sparse import csr_matrix, hstack

    return hstack([rows, csr_matrix(np.array([column]).T)]).tocsr()


def _count(texts: Sequence[str]) -> Any:
    return _hasher().transform([text.lower() for text in texts])


@cache
def _hasher() -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=SIZE, alternate_sign=False, norm=None
    )


def names_concept(text: str, concept: Concept) -> bool:
    """Say whether ``text`` has all words of the concept's name or of an alias, close together."""
    places = _place(text)
    for phrase in (concept.name, *concept.aliases):
        wanted = {stem_word(token.word) for token in find_tokens(phrase)} - STOPWORDS
        if wanted and wanted <= places.keys():
            rarest = min(wanted, key=lambda stem: len(places[stem]))
            plain = len(wanted) > 1 or not phrase.islower()
            near = (i for i in places[rarest] if plain or not _is_in_name(text, i))
            if any(find_close(places, i, wanted) for i in near):
                return True
    return False


def _is_in_name(text: str, i: int) -> bool:
    """Say whether the token at ``i`` and a neighbour begin with capitals: "Wall Street"."""
    near = list(find_tokens(text))[max(0, i - 1) : i + 2]
    capitals = [text[token.start].isupper() for token in near]
    return capitals[min(i, 1)] and sum(capitals) > 1


@lru_cache(maxsize=4096)
def _place(text: str) -> dict[str, list[int]]:
    return place_stems(tuple(find_tokens(text)))


def pack(numbers: Numbers) -> str:
    """Return numbers as text, four digits exact."""
    return base64.b64encode(np.asarray(numbers, dtype="<f2").tobytes()).decode("ascii")


def unpack(text: str) -> Numbers:
    """Return the numbers that ``pack`` made text of."""
    return np.frombuffer(base64.b64decode(text), dtype="<f2").astype(np.float64)
