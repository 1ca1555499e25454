"""Link the names of organisations in one article: long and short names, initials, "the" or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.page import Page
from onrecord.actors.types import ActorKind
from onrecord.actors.vocabulary import Vocabulary, vocabulary

_EVENTS = ("congress", "conference")
_SHORTENED = ("party", "union", "group", "corporation", "company", "inc", "foundation")


def link_organisations(
    page: Page,
    spans: Sequence[tuple[int, int, float, str]],
    peoples: Sequence[tuple[int, int]] = (),
) -> list[Spot]:
    """Return a spot for each name of an organisation, with the figure that it stands for.

    Those of ``spans`` that are in ``peoples`` name a group of people, such as "Quakers".
    """
    v = vocabulary()
    known: dict[str, Figure] = {}
    spots: list[Spot] = []
    for first, last, confidence, by in spans:
        first, last = _trim(page, first, last)
        if first >= last:
            continue
        words = page.slice(first, last).split()
        key = organisation_key(words)
        figure = known.get(key)
        if figure is None:
            group = (first, last) in peoples and key not in v.parties
            if group and not words[-1].endswith("s"):
                continue  # an adjective: "Quaker"
            kind: ActorKind = "group" if group else "organisation"
            figure = Figure(kind, words, type=_type(v, key), first=first)
            figure.by, figure.confidence = by, confidence
            known[key] = figure
        if _fuller(words, figure.words):
            figure.words = words
        figure.count += 1
        spots.append(Spot(first, last, "name", figure, confidence, by=by))
    _join_short_names(page, known, spots)
    return spots


def _trim(page: Page, first: int, last: int) -> tuple[int, int]:
    while first < last and page.lower[first] in ("the", "'", '"', "“", "‘"):
        first += 1
    while last - first > 1 and page.words[first].islower() and page.words[first + 1][0].isupper():
        first += 1  # "new" in "the new Labour leader"
    if last - first == 2 and page.words[first].isupper() and page.lower[last - 1] in _EVENTS:
        last -= 1  # "the TUC Congress" is where the TUC meets
    while last > first and page.lower[last - 1] in ("'s", "’s", "'", "’", ",", "."):
        last -= 1
    return first, last


def organisation_key(words: Sequence[str]) -> str:
    """Return what one organisation's usual names share.

    >>> organisation_key(["the", "Labour", "Party"]) == organisation_key(["Labour"])
    True
    >>> organisation_key(["F.B.I."])
    'federal bureau of investigation'
    >>> organisation_key("Rail, Maritime and Transport union".split()) == organisation_key(["RMT"])
    True
    """
    text = re.sub(r"\s+", " ", " ".join(words)).strip()
    text = re.sub(r"^(?:the|The)\s+", "", text).replace("’", "'")
    fullest = vocabulary().fullest
    lower = text.lower()
    if lower in fullest:
        return fullest[lower].lower()
    if union := _listed_union(lower):
        return union
    if re.fullmatch(r"(?:[A-Za-z]\.)+", text):
        bare = text.replace(".", "").lower()
        return fullest.get(bare, bare).lower()
    return re.sub(r"\.(?=\s|$)", "", lower)


def _listed_union(lower: str) -> str | None:
    """Return the listed union of which this is a form: "Rail, Maritime and Transport union"."""
    if not _UNION.search(lower):
        return None
    return _unions().get(_telling_words(lower))


@cache
def _unions() -> dict[frozenset[str], str]:
    """Return the listed unions by the words that tell them apart, where those are two or more."""
    fullest = {name.lower() for name in vocabulary().fullest.values()}
    found = {_telling_words(name): name for name in sorted(fullest) if _UNION.search(name)}
    return {words: name for words, name in found.items() if len(words) > 1}


_UNION = re.compile(r"\b(?:union|workers)\b")
_OF_ANY_UNION = frozenset(["union", "workers", "national", "of", "and", "the", "for"])


def _telling_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", name)) - _OF_ANY_UNION


def _fuller(words: Sequence[str], than: Sequence[str]) -> bool:
    """Say whether one name of an organisation is fuller than another."""
    return sum(map(len, words)) > sum(map(len, than)) and words[0][0].isupper()


def _type(v: Vocabulary, key: str) -> str | None:
    listed_type = v.organisation_types.get(key)
    if listed_type:
        return listed_type
    words = key.split(" ")
    if {"workers", "union", "unions", "teamsters", "brotherhood"} & set(words):
        return "union"
    head = re.split(r" (?:of|for|on) ", key)[0].rsplit(" ", 1)[-1]
    return v.type_endings.get(head)


def initials_of(words: Sequence[str]) -> str:
    """Return the capitals that a long name is known by: Trades Union Congress, TUC."""
    return "".join(w[0] for w in words if w[0].isupper() and w not in ("The",))


def abbreviates(initials: str, words: Sequence[str]) -> bool:
    """Say whether initials in brackets after a name can be its own, a compound's parts counted.

    >>> abbreviates("SWU", ["Steelworkers", "'", "Union"]), abbreviates("UN", ["Swan", "Union"])
    (True, False)
    """
    capitals, letters = initials_of(words), "".join(words).upper()
    opens = initials[:1] == capitals[:1] != ""
    return opens and _in_order(initials, letters) and _in_order(capitals, initials)


def _in_order(letters: str, text: str) -> bool:
    """Say whether all letters stand in a text, one after another."""
    left = iter(text)
    return all(letter in left for letter in letters)


def _bracketed(page: Page, spots: Sequence[Spot]) -> dict[Figure, Figure]:
    """Return the long names of initials in brackets: "Steelworkers' Union (SWU)"."""
    ending = {s.last: s.figure for s in spots if s.figure and len(s.figure.words) > 1}
    found: dict[Figure, Figure] = {}
    for spot in spots:
        at, figure = spot.first, spot.figure
        word = page.words[at].replace(".", "")
        around = page.words[at - 1 : at] + page.words[spot.last : spot.last + 1]
        enclosed = around == ["(", ")"]
        if figure is None or not enclosed or spot.last - at > 1 or not word.isupper():
            continue
        long = ending.get(at - 1)
        if long is not None and abbreviates(word, long.words):
            found.setdefault(figure, long)
    return found


def _join_short_names(page: Page, known: dict[str, Figure], spots: list[Spot]) -> None:
    """Join initials, and names without their last word, to the long name beside them."""
    enclosed = _bracketed(page, spots)
    long = [f for f in known.values() if len(f.words) > 1]
    listed = {name.lower() for name in vocabulary().fullest.values()}
    for key, figure in list(known.items()):
        if len(figure.words) > 2:
            continue
        word = figure.words[0].replace(".", "")
        if key in listed:
            continue
        if len(figure.words) == 1 and figure.words[0] in vocabulary().organisation_ends:
            fits = [f for f in long if f.words[-1] == figure.words[0] and f is not figure]
            fits = [] if figure.words[0] in vocabulary().organisations else fits
        elif len(figure.words) == 1 and word.isupper():
            fits = [f for f in long if f is not figure and initials_of(f.words) == word]
            fits = [enclosed[figure]] if figure in enclosed else fits
        else:
            fits = [
                f for f in long
                if f is not figure and len(f.words) > len(figure.words)
                and [w.lower() for w in f.words[: len(figure.words)]] == key.split(" ")
                and f.words[-1].lower() in _SHORTENED and len(f.words) == len(figure.words) + 1
            ]  # fmt: skip
        if len(fits) == 1:
            _absorb(fits[0], figure, spots)
            known[key] = fits[0]


def _absorb(into: Figure, figure: Figure, spots: list[Spot]) -> None:
    into.count += figure.count
    into.first = min(into.first, figure.first)
    into.type = into.type or figure.type
    for spot in spots:
        if spot.figure is figure:
            spot.figure = into
