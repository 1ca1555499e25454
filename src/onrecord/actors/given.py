"""Say who given mentions are, as coreference tasks ask: every one of them stands for somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.actors.cast import Reading, read_cast
from onrecord.actors.figures import Figure
from onrecord.actors.types import Cast
from onrecord.actors.vocabulary import vocabulary
from onrecord.articles import Article, Passage
from onrecord.attributions import Attribution
from onrecord.models import MarkedName


def link_given(
    article: Article, passages: Sequence[Passage], names: Sequence[MarkedName] = ()
) -> tuple[Cast, list[str | None]]:
    """Return an article's cast and for each of ``passages`` the id of the member it stands for.

    Unlike ``find_cast``, which leaves "a critic" nameless, a description here is led back to
    whom the text spoke of last, since a given mention has somebody behind it. People in the
    plural stay the members that their words make them.
    """
    given = [
        Attribution(str(i), article.id, "body", passage, (), (), "indirect", 1.0, "given")
        for i, passage in enumerate(passages)
    ]
    reading = read_cast(article, given, names)
    forced = [_forced(reading, i) for i in range(len(given))]
    cast = reading.cast()
    return cast, [
        reading.id_of(f) if f else cast.speakers.get(str(i)) for i, f in enumerate(forced)
    ]


def _forced(reading: Reading, number: int) -> Figure | None:
    """Return whom a description without a figure of its own leads back to, if it has none."""
    spot, page = reading.speakers[number], reading.page
    passage = reading.attributions[number].source
    if passage is None or (spot is not None and spot.figure and _is_someone(spot.figure)):
        return None
    v = vocabulary()
    first, last = page.span(passage.start, passage.end)
    if first >= last:
        return None
    states = [s.figure for s in reading.discourse.within(first, last) if s.figure]
    states = [f for f in states if f.country]
    if states:  # "North and South Korea": one of them, rather than whoever spoke last
        return states[-1]
    kinds = {v.organisation_nouns[w] for w in page.lower[first:last] if w in v.organisation_nouns}
    if "country" in kinds:
        return _last_spoken_of(reading, first, lambda f: f.country)
    if page.lower[last - 1] in v.organisation_nouns:
        body = _last_spoken_of(reading, first, lambda f: f.type in kinds)
        if body is not None:
            return body
    return _last_spoken_of(reading, first, lambda f: f.kind == "person")


def _is_someone(figure: Figure) -> bool:
    return figure.named or figure.kind == "group"


def _last_spoken_of(reading: Reading, at: int, may_be: Callable[[Figure], bool]) -> Figure | None:
    figure, _, candidates = reading.discourse.antecedent(
        at, lambda f: 0.0 if f.named and may_be(f) else None, sentences=8
    )
    return figure or (candidates[0] if candidates else None)
