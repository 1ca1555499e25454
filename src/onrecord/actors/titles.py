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
    if at >= len(lower) or lower[at] not in v.title_starts:
        return at
    for end in range(at + 1, min(last, len(lower), at + _LONGEST) + 1):
        if is_title(lower[at:end], v):
            best = end
    return best


def is_title(words: list[str], v: Vocabulary) -> bool:
    """Say whether the words are a title by themselves: modifiers and then a post."""
    if tuple(words) in v.fixed_titles:
        return True
    if words[-1] in v.posts and _is_modified(words[:-1], v):
        return True
    return ("for" in words or "of" in words) and _has_portfolio(words, v)


def _is_modified(rest: list[str], v: Vocabulary) -> bool:
    """Say whether all words before a post only tell which one it is."""
    return all(w in v.post_modifiers or w in ("and", "&") for w in rest) and (
        not rest or (rest[0] not in ("and", "&") and rest[-1] not in ("and", "&"))
    )


def _has_portfolio(words: list[str], v: Vocabulary) -> bool:
    """Say whether the words are a post with what it is for: "minister for health and care"."""
    for at in range(1, len(words) - 1):
        if words[at] in ("for", "of") and words[at - 1] in v.portfolio_posts | {"state"}:
            rest = words[at + 1 :]
            plain = all(w in v.portfolios or w in ("and", "the", "&") for w in rest)
            ends = rest[0] in v.portfolios and rest[-1] in v.portfolios
            if plain and ends and is_title(words[:at], v):
                return True
    return False


def title_words(page: Page) -> set[int]:
    """Return the words with capitals that are part of a longer title, and so of no name.

    They are "Justice" in "Minister for Justice" and "Cabinet" in "Cabinet Secretary".
    """
    v = vocabulary()
    found: set[int] = set()
    for at, lower in enumerate(page.lower):
        if lower in v.portfolio_posts:
            found.update(range(_portfolio_start(page, v, at), at))
        if lower in v.portfolio_posts and page.lower[at + 1 : at + 2] in (["for"], ["of"]):
            end = _portfolio_end(page, v, at + 2)
            if page.lower[at + 2 : at + 3] == ["the"]:
                continue  # "a spokesman for the Home Office"
            if end > at + 2 and page.words[at + 2] not in v.organisations - {"Labour", "Justice"}:
                found.update(range(at, end))
        elif lower in ("cabinet", "union") and page.words[at][0].isupper():
            end = match_title(page, at, min(len(page.words), at + _LONGEST))
            if end > at + 1 and tuple(page.lower[at:end]) in v.fixed_titles:
                found.update(range(at, end))
    return found


def _portfolio_start(page: Page, v: Vocabulary, at: int) -> int:
    """Return where the matters begin that stand before a post: "Work and Pensions Secretary"."""
    start = at
    while start and page.sentence[start - 1] == page.sentence[at]:
        word, lower = page.words[start - 1], page.lower[start - 1]
        if word in v.organisations or not (lower in v.portfolios or lower == "and"):
            break
        start -= 1
    while start < at and page.lower[start] not in v.portfolios:
        start += 1
    return start


def _portfolio_end(page: Page, v: Vocabulary, at: int) -> int:
    """Return where the matters end that a minister is for, from word ``at`` on."""
    end = at
    while end < len(page.words) and page.sentence[end] == page.sentence[at]:
        if page.lower[end] not in v.portfolios and page.lower[end] not in ("and", "the", "&"):
            break
        end += 1
    while end > at and page.lower[end - 1] not in v.portfolios:
        end -= 1
    return end


def title_before(page: Page, end: int, v: Vocabulary) -> int:
    """Return where the longest title that ends before word ``end`` begins, ``end`` where none."""
    best = end
    if spelled(page.lower[end - 1], v) not in v.title_ends:
        return end
    for start in range(end - 1, max(-1, end - 7), -1):
        if page.paragraph[start] != page.paragraph[end - 1] or page.words[start] in ",;:().":
            break
        words = [spelled(w, v) for w in page.lower[start:end]]
        if is_title(words, v):
            best = start
    return best


def title_after(page: Page, at: int, v: Vocabulary) -> int:
    """Return where the longest title that begins at word ``at`` ends, ``at`` where none does."""
    best = at
    if at >= len(page.words) or page.lower[at] not in v.title_starts:
        return at
    for end in range(at + 1, min(len(page.words), at + 7) + 1):
        if is_title(page.lower[at:end], v):
            best = end
    return best


def spelled(word: str, v: Vocabulary) -> str:
    """Return a word of a title spelled out, without its full stop and "ex-"."""
    bare = word.rstrip(".").removeprefix("ex-")
    return v.spelled_out.get(bare.lower(), bare) if bare else word


def title_text(page: Page, first: int, last: int, v: Vocabulary) -> str:
    """Return a title as it is written; abbreviations that stand before names are spelled out."""
    if last - first == 1:
        bare = page.words[first].rstrip(".")
        bare = bare[3:] if bare.lower().startswith("ex-") else bare
        return v.spelled_out.get(bare.lower(), bare)
    return " ".join(spelled(w, v) if w.endswith(".") else w for w in page.words[first:last])
