"""Put together the names that were found in pieces: "Ottilie van" and "Meer", "Yusuf al-Haddad"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.names import is_capital
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import Vocabulary, vocabulary
from onrecord.models import MarkedName

_ARTICLE = re.compile(r"(?:al|el|ul|ur|as|ad|bin)[-‐‑][^\W\d_]")
_LONGEST = 5


def join_names(page: Page, marks: Sequence[MarkedName]) -> tuple[MarkedName, ...]:
    """Return the marks with persons' names made whole over particles and over nothing at all.

    A network that has not met a language cuts its names; the words between tell that they are one.
    """
    v = vocabulary()
    starts = {mark.start: mark for mark in marks}
    found: list[MarkedName] = []
    done = 0
    for mark in marks:
        if mark.start < done:
            continue
        whole = _grown(page, v, mark, starts) if mark.kind == "person" else mark
        while found and found[-1].end > whole.start:
            found.pop()
        found.append(whole)
        done = whole.end
    return tuple(found)


def _grown(
    page: Page, v: Vocabulary, mark: MarkedName, starts: dict[int, MarkedName]
) -> MarkedName:
    """Return a person's name as far as it goes on."""
    first, last = page.span(mark.start, mark.end)
    if first >= last:
        return mark  # in a readers' comment, which is no part of the page
    while (
        last > first + 1 and page.lower[last - 1] in v.particles and page.words[last - 1].islower()
    ):
        last -= 1
    end = last
    while end < len(page.words) and end - first < _LONGEST:
        step = _next_part(page, v, first, end, starts)
        if step == end:
            break
        end = step
    start = _grown_left(page, v, first)
    if end == last and start == first:
        return mark
    return replace(mark, start=page.starts[start], end=page.ends[end - 1])


def _grown_left(page: Page, v: Vocabulary, first: int) -> int:
    """Return where a name begins whose first word was left off: "Máirtín | Ó Conghaile"."""
    at = first - 1
    if first == 0 or page.sentence[at] != page.sentence[first] or not page.words[at][0].isupper():
        return first
    if page.starts[first] - page.ends[at] > 1 or page.words[at] == "Al":
        return first
    particle = page.lower[first] in v.particles and page.lower[first] not in v.first_names
    given = particle and page.lower[at] in v.first_names
    saint = page.words[at] == "St" and page.words[first] == "John"
    family = page.lower[at] in v.surname_first and "-" in page.words[first]  # "Ban Ki-moon"
    return at if given or family or saint or page.words[at] == "Te" else first


def _next_part(
    page: Page, v: Vocabulary, first: int, end: int, starts: dict[int, MarkedName]
) -> int:
    """Return where the part of a name that begins at word ``end`` ends, ``end`` for none."""
    if page.sentence[end] != page.sentence[first] or page.starts[end] - page.ends[end - 1] > 2:
        return end
    if _ARTICLE.match(page.words[end]):
        return end + 1
    at = end
    while at < len(page.words) and _links(page, v, at):
        at += 1
    if at == end:
        following = starts.get(page.starts[end])
        if following is None or following.kind != "person":
            return end
        stop = page.span(following.start, following.end)[1]
        lone = end - first == 1 or stop - end == 1
        known = page.lower[end].rstrip(".") in v.honorifics or page.words[end - 1][-1] == "."
        return stop if lone and not known and stop - first <= 4 else end
    fits = at < len(page.words) and is_capital(page.words[at]) and at - end <= 2
    other = starts.get(page.starts[at]) if fits else None
    return at + 1 if fits and (other is None or other.kind == "person") else end


def _links(page: Page, v: Vocabulary, at: int) -> bool:
    """Say whether a small word joins the parts of one name: "van der", "ap", "Mac an"."""
    word = page.words[at]
    if word == "an":
        return page.lower[at - 1] in ("mac", "nic", "ó")
    return word in v.particles or word in ("Ó", "Ní", "Nic", "Uí", "Mac", "Te")
