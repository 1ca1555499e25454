"""Recognise titles of office in running words."""

from __future__ import annotations

from onrecord.actors.page import Page
from onrecord.actors.vocabulary import Vocabulary, vocabulary

_LONGEST = 6


def match_title(page: Page, at: int, last: int) -> int:
    """Return the end of the longest title that begins at word ``at``, ``at`` where none does."""
    v = vocabulary()
    best = at
    lower = page.lower
    for end in range(at + 1, min(last, at + _LONGEST) + 1):
        if is_title(lower[at:end], v):
            best = end
    return best


def is_title(words: list[str], v: Vocabulary) -> bool:
    """Say whether the words are a title by themselves: modifiers and then a post."""
    if tuple(words) in v.fixed_titles:
        return True
    if words[-1] not in v.posts:
        return False
    rest = words[:-1]
    return all(w in v.post_modifiers or w in ("and", "&") for w in rest) and (
        not rest or rest[0] not in ("and", "&")
    )
