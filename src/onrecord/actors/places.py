"""Link the names of countries, which act and speak in political news; other places do not."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import Vocabulary, listed, vocabulary


def link_places(page: Page, spans: Sequence[tuple[int, int, float, str]]) -> list[Spot]:
    """Return a spot for each name of a country; a capital stands for it only where it acts."""
    v = vocabulary()
    known: dict[str, Figure] = {}
    spots: list[Spot] = []
    for first, last, confidence, by in spans:
        words = page.slice(first, last)
        if words in ("North", "South"):
            _take_half(page, first, known, spots)
            continue
        country = v.country_of.get(words.replace("the ", "")) or v.country_of.get(words)
        if country is None or not _acts(page, v, first, last, words, country):
            continue
        figure = known.get(country)
        if figure is None:
            figure = Figure("organisation", country.split(), first=first, country=True)
            figure.type, figure.by, figure.confidence = "country", by, confidence
            known[country] = figure
        figure.count += 1
        spots.append(Spot(first, last, "name", figure, confidence, by=by))
    return spots


def _take_half(page: Page, at: int, known: dict[str, Figure], spots: list[Spot]) -> None:
    """Take "the North" for the one country of the page that is called so."""
    fits = [figure for name, figure in known.items() if name.startswith(page.words[at] + " ")]
    if len(fits) == 1:
        fits[0].count += 1
        spots.append(Spot(at, at + 1, "description", fits[0], 0.7))


def _acts(page: Page, v: Vocabulary, first: int, last: int, words: str, country: str) -> bool:
    """Say whether the words mean the country: not an adjective, not only the city."""
    if words == country or words in _NAMES:
        return True
    following = page.lower[last] if last < len(page.words) else "."
    before = page.lower[first - 1] if first else "."
    return (
        following in v.speech
        or following in listed("auxiliaries")
        or (words in v.capitals and before in ("with", "between", "and", "by", "against", "of"))
    )


_NAMES = frozenset(
    ["UK", "U.K.", "Britain", "Great Britain", "US", "U.S.", "USA", "U.S.A.", "America",
     "United States of America", "DPRK", "D.P.R.K.", "Burma", "Holland", "Russian Federation",
     "Americans", "Britons", "Russians", "Germans", "Mexicans", "Israelis", "Palestinians"]
)  # fmt: skip
