"""Whom a text has just spoken of: the choice of an antecedent by recency, subject and gender."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from math import log

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import vocabulary

AUXILIARIES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "can",
        "must",
        "did",
        "does",
        "do",
        "won't",
        "can't",
        "couldn't",
        "didn't",
        "doesn't",
        "isn't",
        "wasn't",
        "shall",
        "'ll",
        "'d",
    ]
)
PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "to",
        "into",
        "onto",
        "over",
        "under",
        "about",
        "against",
        "between",
        "among",
        "after",
        "before",
        "during",
        "without",
        "within",
        "through",
        "across",
        "near",
        "behind",
        "beyond",
        "like",
        "unlike",
        "despite",
        "towards",
        "toward",
        "upon",
        "off",
        "than",
        "as",
        "including",
        "per",
        "via",
        "amid",
    ]
)
_SENTENCES = 6
_PER_SENTENCE = 0.9
_CLEAR_LEAD = 0.35


class Discourse:
    """The spots of a page in text order, to be asked for antecedents and added to."""

    def __init__(self, page: Page, spots: Sequence[Spot]) -> None:
        self.page = page
        self.spots = sorted(spots, key=lambda s: (s.first, -s.last))
        for spot in self.spots:
            spot.subject = is_subject(page, spot)

    def add(self, spot: Spot) -> None:
        """Put a spot in its place in the text."""
        spot.subject = is_subject(self.page, spot)
        insort(self.spots, spot, key=lambda s: (s.first, -s.last))

    def within(self, first: int, last: int) -> list[Spot]:
        """Return the spots that lie in words ``first`` to before ``last``, in text order."""
        at = bisect_left(self.spots, first, key=lambda s: s.first)
        found = []
        while at < len(self.spots) and self.spots[at].first < last:
            if self.spots[at].last <= last:
                found.append(self.spots[at])
            at += 1
        return found

    def before(self, first: int) -> int:
        """Return how many spots begin before word ``first``."""
        return bisect_left(self.spots, first, key=lambda s: s.first)

    def antecedent(
        self,
        at: int,
        fits: Callable[[Figure], float | None],
        *,
        excluded: Sequence[Figure] = (),
        object_of_clause: bool = False,
        sentences: int = _SENTENCES,
    ) -> tuple[Figure | None, float, tuple[Figure, ...]]:
        """Choose whom word ``at`` means: the figure, how sure, and the two best candidates.

        ``fits`` scores a figure (0 is neutral, ``None`` rules it out). With
        ``object_of_clause`` the subject of the same clause is ruled out ("Lee attacked him").
        """
        scores = self._scores(at, fits, excluded, object_of_clause, sentences)
        if not scores:
            return None, 0.0, ()
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0].first))
        best, top = ranked[0]
        if len(ranked) == 1:
            return best, 0.85 if top > -2 else 0.6, (best,)
        lead = top - ranked[1][1]
        candidates = (best, ranked[1][0])
        if lead < 0.05:
            return None, 0.4, candidates
        return best, 0.55 + min(0.35, lead / 6), candidates

    def _scores(
        self,
        at: int,
        fits: Callable[[Figure], float | None],
        excluded: Sequence[Figure],
        object_of_clause: bool,
        sentences: int,
    ) -> dict[Figure, float]:
        page, here, quoted = self.page, self.page.sentence[at], self.page.quoted[at]
        scores: dict[Figure, float] = {}
        seen: dict[Figure, int] = {}
        for i in range(self.before(at) - 1, -1, -1):
            spot = self.spots[i]
            distance = here - page.sentence[spot.first]
            if distance > sentences or page.zones[spot.first] != page.zones[at]:
                break
            figure = spot.figure
            if figure is None or figure in excluded or spot.last > at:
                continue
            fit = fits(figure)
            if fit is None:
                continue
            if object_of_clause and distance == 0 and spot.subject and self._one_clause(spot, at):
                scores[figure] = -99.0
                continue
            score = self._weigh(spot, distance, quoted) + fit
            if distance == 0 and self._reports(spot, at):
                score += 0.8
            if score > scores.get(figure, -50.0) and scores.get(figure) != -99.0:
                scores[figure] = score
            seen[figure] = seen.get(figure, 0) + 1
        return {
            f: s + 0.15 * log(seen.get(f, 1)) + 0.1 * log(max(f.count, 1))
            for f, s in scores.items()
            if s > -90
        }

    def _weigh(self, spot: Spot, distance: int, quoted: bool) -> float:
        page = self.page
        score = -_PER_SENTENCE * distance
        if spot.subject:
            score += 1.2
        following = page.lower[spot.last] if spot.last < len(page.words) else ""
        if following in ("'s", "’s", "'", "’"):
            score -= 0.5
        if spot.first and page.lower[spot.first - 1] in PREPOSITIONS:
            score -= 0.3
        if page.quoted[spot.first] and not quoted:
            score -= 1.2
        if spot.form == "pronoun":
            score += 0.2
        return score

    def _reports(self, spot: Spot, at: int) -> bool:
        """Say whether "Ann Lee said that" leads up to word ``at``: she is then likely "she"."""
        speech = vocabulary().speech
        for i in range(at - 1, max(spot.last - 1, at - 9), -1):
            if self.page.lower[i] in speech:
                return i - spot.last < 3
        return False

    def _one_clause(self, spot: Spot, at: int) -> bool:
        """Say whether no comma, conjunction or quotation mark stands between."""
        between = self.page.lower[spot.last : at]
        return not any(w in _CLAUSE for w in between)


_CLAUSE = frozenset(
    [",", ";", ":", '"', "“", "”", "‘", "’", "'", "-", "–", "—"]
    + [
        "that",
        "and",
        "but",
        "if",
        "when",
        "because",
        "while",
        "who",
        "which",
        "as",
        "after",
        "before",
        "whether",
        "although",
        "though",
    ]
)


def is_subject(page: Page, spot: Spot) -> bool:
    """Say whether a spot is what its clause is about: it opens the sentence or a verb follows."""
    before = page.lower[spot.first - 1] if spot.first else "."
    while before in ("the", "mr", "mr.", "mrs", "mrs.", "ms", "ms.") and spot.first > 1:
        before = page.lower[spot.first - 2]
        break
    if before in PREPOSITIONS:
        return False
    if page.initial[spot.first]:
        return True
    if spot.last >= len(page.words):
        return False
    following = page.lower[spot.last]
    v = vocabulary()
    if following in v.speech or following in AUXILIARIES:
        return True
    if following == "," or not page.words[spot.last][0].islower():
        opened = spot.first
        while opened > 0 and page.sentence[opened - 1] == page.sentence[spot.first]:
            opened -= 1
        return following == "," and spot.first - opened < 6
    return following.endswith("ed") or (
        following.endswith("s") and following not in ("as", "'s", "is", "this", "his", "its")
    )
