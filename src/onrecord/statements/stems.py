"""Words without their endings, so that a concept is found in any of its forms."""

from __future__ import annotations

# Stems that newspapers use for one another.
SAME = {"salar": "pay", "wag": "pay", "remuneration": "pay", "levi": "tax", "lev": "tax"}


def stem_word(word: str) -> str:
    """Cut the endings of number and tense: "freezes", "freezing" and "freeze" are one.

    >>> {stem_word(word) for word in ("cap", "caps", "capped", "capping")}
    {'cap'}
    """
    for ending in ("ations", "ation", "ing", "ed", "ies", "es", "s", "e", "y"):
        least = 4 if ending.startswith("ation") else 3
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    word = SAME.get(word, word)
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word
