"""Articles come in, compact signatures of their words go out, and which repeats which.

MinHash after Broder (1997), "On the resemblance and containment of documents": the share of equal
values in two signatures estimates the Jaccard similarity of their sets of shingles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord.articles.types import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint32]

Signed = tuple[str, str | None, int, bytes]

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_FEWEST = 30
_VALUES = 128
_ROWS = 3
_RESEMBLANCE = 0.5
_CONTAINMENT = 0.8
_NEIGHBOURS = 20


def signature(article: Article) -> bytes:
    """Return the MinHash of the four-word shingles of the body, 512 bytes.

    A body too short to tell a copy from a stock phrase has the empty signature.
    """
    body = " ".join(article.text[z.start : z.end] for z in article.zones if z.kind == "body")
    words = _WORD.findall(body.casefold().replace("’", "").replace("'", ""))
    if len(words) < _FEWEST:
        return b""
    from datasketch import MinHash

    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    minhash = MinHash(num_perm=_VALUES, seed=1)
    minhash.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return bytes(minhash.hashvalues.astype("<u4").tobytes())


def find_copies(signed: Iterable[Signed]) -> dict[str, str]:
    """Return for each article that repeats another the id of the original.

    ``signed`` holds (article id, date published, words, signature). Two articles are copies if
    half of their shingles are the same, or four fifths of the shorter one's: a wire story cut for
    space is a copy of the whole. Of all that repeat one another, the original is the earliest,
    then the longest, then the first by id; the order in which they come does not matter.
    """
    articles = sorted((a for a in signed if a[3]), key=_rank)
    if not articles:
        return {}
    import numpy as np

    table = np.frombuffer(b"".join(a[3] for a in articles), dtype="<u4").reshape(-1, _VALUES)
    parent = list(range(len(articles)))
    for one, other in _find_candidates(table):
        first, second = _root(parent, one), _root(parent, other)
        if first != second and _is_copy(articles[one], articles[other], table[one], table[other]):
            parent[max(first, second)] = min(first, second)
    roots = ((i, _root(parent, i)) for i in range(len(articles)))
    return {articles[i][0]: articles[root][0] for i, root in roots if i != root}


def _rank(article: Signed) -> tuple[str, int, str]:
    """Order by date, a vaguer date after those that it may hold, unknown last."""
    return (article[1] or "").ljust(10, "~"), -article[2], article[0]


def _find_candidates(table: Signatures) -> Iterator[tuple[int, int]]:
    """Yield pairs that agree in all values of some band (locality-sensitive hashing).

    One band at a time: of a hundred thousand articles, no more than one band's groups are held.
    """
    for start in range(0, _VALUES - _ROWS + 1, _ROWS):
        groups: dict[bytes, list[int]] = {}
        for index, band in enumerate(table[:, start : start + _ROWS]):
            groups.setdefault(band.tobytes(), []).append(index)
        for members in groups.values():
            for place, other in enumerate(members[1:], 1):
                for one in members[max(0, place - _NEIGHBOURS) : place]:
                    yield one, other


def _is_copy(one: Signed, other: Signed, first: Any, second: Any) -> bool:
    resemblance = float((first == second).mean())
    shared = resemblance / (1 + resemblance) * (one[2] + other[2])
    containment = shared / max(1, min(one[2], other[2]))
    return resemblance >= _RESEMBLANCE or (resemblance >= 0.2 and containment >= _CONTAINMENT)


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = index = parent[parent[index]]
    return index
