"""Whom a text has just spoken of: the choice of an antecedent by recency, subject and gender."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import listed, vocabulary

_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for an antecedent; tuned on the training parts of the corpora."""

    sentence: float = -0.9
    paragraph: float = -0.2
    here: float = 0.5
    subject: float = 1.2
    opening: float = 0.5
    possessive: float = -0.5
    after_preposition: float = -0.3
    quoted: float = -1.2
    pronoun: float = 0.2
    source: float = 0.6
    reports: float = 1.5
    spoken_of: float = 2.0
    unsure_gender: float = -0.6
    ahead: float = 1.5
    talker: float = 0.6
    times: float = 0.15
    count: float = 0.1
    word: float = -0.01


WEIGHTS = Weights()


class Discourse:
    """The spots of a page in text order, to be asked for antecedents and added to."""

    def __init__(self, page: Page, spots: Sequence[Spot]) -> None:
        self.page = page
        self.spots = sorted(spots, key=lambda s: (s.first, -s.last))
        for spot in self.spots:
            spot.subject = is_subject(page, spot)
        self.sources: set[int] = set()
        self.talkers = {s.figure for s in self.spots if s.figure and speaks(page, s)}

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
        ahead: Figure | None = None,
        sentences: int = _SENTENCES,
    ) -> tuple[Figure | None, float, tuple[Figure, ...]]:
        """Choose whom word ``at`` means: the figure, how sure, and the two best candidates.

        ``fits`` scores a figure (0 is neutral, ``None`` rules it out). With
        ``object_of_clause`` the subject of the same clause is ruled out ("Lee attacked him").
        ``ahead`` is named only after the word: "In his speech, Bob Gray said".
        """
        scores = self._scores(at, fits, excluded, object_of_clause, sentences)
        if ahead is not None and (fit := fits(ahead)) is not None:
            scores[ahead] = max(scores.get(ahead, -50.0), WEIGHTS.subject) + WEIGHTS.ahead + fit
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
        says = self.says(at)
        scores: dict[Figure, float] = {}
        seen: dict[Figure, int] = {}
        for i in range(self.before(at) - 1, -1, -1):
            spot = self.spots[i]
            distance = here - page.sentence[spot.first]
            if distance > sentences:
                break
            figure = spot.figure
            if figure is None or figure in excluded or spot.last > at:
                continue
            elsewhere = page.zones[spot.first] != page.zones[at]
            if elsewhere and sentences <= _SENTENCES:
                continue
            fit = fits(figure)
            if fit is None:
                continue
            if object_of_clause and distance == 0 and spot.subject and self._one_clause(spot, at):
                scores[figure] = -99.0
                continue
            score = self._weigh(spot, distance, quoted) + fit
            score += WEIGHTS.paragraph * (page.paragraph[at] != page.paragraph[spot.first])
            score += WEIGHTS.word * min(at - spot.last, 60)
            if distance == 0 and self._reports(spot, at):
                score += WEIGHTS.reports
                score += WEIGHTS.subject * (not spot.subject)  # of "who", after "with Ann Lee, who"
            if says and figure in self.talkers:
                score += WEIGHTS.talker
            if score > scores.get(figure, -50.0) and scores.get(figure) != -99.0:
                scores[figure] = score
            seen[figure] = seen.get(figure, 0) + 1
        return {
            f: s + WEIGHTS.times * log(seen.get(f, 1)) + WEIGHTS.count * log(max(f.count, 1))
            for f, s in scores.items()
            if s > -90
        }

    def _weigh(self, spot: Spot, distance: int, quoted: bool) -> float:
        page = self.page
        score = WEIGHTS.sentence * distance if distance else WEIGHTS.here
        if spot.subject:
            score += WEIGHTS.subject
            if self._opens(spot):
                score += WEIGHTS.opening
        following = page.lower[spot.last] if spot.last < len(page.words) else ""
        if following in ("'s", "’s", "'", "’"):
            score += WEIGHTS.possessive
        if quoted and self._spoken_of(spot):
            score += WEIGHTS.spoken_of
        elif spot.first and page.lower[spot.first - 1] in listed("prepositions"):
            score += WEIGHTS.after_preposition
        if page.quoted[spot.first] and not quoted:
            score += WEIGHTS.quoted
        if spot.form == "pronoun":
            score += WEIGHTS.pronoun
        if spot.first in self.sources:
            score += WEIGHTS.source
        return score

    def _opens(self, spot: Spot) -> bool:
        """Say whether a spot is the first subject of its sentence, and not of a clause in it."""
        if self._in_clause(spot):
            return False
        for i in range(self.before(spot.first) - 1, -1, -1):
            other = self.spots[i]
            if self.page.sentence[other.first] != self.page.sentence[spot.first]:
                return True
            if other.subject and other.last <= spot.first and not self._in_clause(other):
                return False
        return True

    def _in_clause(self, spot: Spot) -> bool:
        """Say whether a conjunction comes before: the subject of "when Ann Lee left"."""
        return spot.first > 0 and self.page.lower[spot.first - 1] in _SUBORDINATE

    def _spoken_of(self, spot: Spot) -> bool:
        """Say whether a quotation is announced to be of it: 'Ann Lee said of Bob Gray: "He'."""
        lower, at = self.page.lower, spot.first - 1
        if at > 0 and lower[at].rstrip(".") in vocabulary().honorifics:
            at -= 1
        return at > 0 and lower[at] in ("of", "about") and lower[at - 1] in vocabulary().speech

    def _reports(self, spot: Spot, at: int) -> bool:
        """Say whether "Ann Lee said that" leads up to word ``at``: she is then likely "she"."""
        speech, lower = vocabulary().speech, self.page.lower
        start = spot.last + 2 * (lower[spot.last : spot.last + 2] == [",", "who"])
        for i in range(at - 1, max(spot.last - 1, at - 9), -1):
            if lower[i] in speech:
                return i - start < 3
        return False

    def says(self, at: int) -> bool:
        """Say whether word ``at`` is the subject of a verb of saying."""
        return _beside_speech(self.page, at, at + 1)

    def _one_clause(self, spot: Spot, at: int) -> bool:
        """Say whether no comma, conjunction or quotation mark stands between."""
        between = self.page.lower[spot.last : at]
        return not any(w in listed("clause") for w in between)


def is_subject(page: Page, spot: Spot) -> bool:
    """Say whether a spot is what its clause is about: it opens the sentence or a verb follows."""
    before = page.lower[spot.first - 1] if spot.first else "."
    neutral = before.rstrip(".") in _NEUTRAL and page.words[spot.first - 1] != "."
    following = page.lower[spot.last] if spot.last < len(page.words) else "."
    opens = page.initial[spot.first] or (neutral and page.initial[spot.first - 1])
    if opens and (before != "the" or following == "("):
        return not _modifies(following)
    if neutral and spot.first > 1:
        before = page.lower[spot.first - 2]
    if before in listed("prepositions") or spot.last >= len(page.words):
        return False
    if following in vocabulary().speech or following in listed("auxiliaries"):
        return True
    if following == "," or not page.words[spot.last][0].islower():
        return following == "," and spot.first - _sentence_start(page, spot.first) < 6
    return (
        following.endswith("ed")
        or following in listed("past")
        or (following.endswith("s") and following not in _NO_VERB)
    )


def speaks(page: Page, spot: Spot) -> bool:
    """Say whether a spot is who a verb of saying beside it is about: "Ann Lee said"."""
    return _beside_speech(page, spot.first, spot.last)


def _beside_speech(page: Page, first: int, last: int) -> bool:
    speech = vocabulary().speech
    if last < len(page.words) and page.lower[last] in speech:
        return True
    turned = first > 1 and page.lower[first - 1] in speech
    return turned and page.words[first - 2] in _BEFORE_TURNED


def _modifies(following: str) -> bool:
    """Say whether a name before this word only tells more about it: "Clinton aides"."""
    v = vocabulary()
    return following in v.posts or following in v.plural or following in v.documents


_SUBORDINATE = frozenset(["when", "as", "after", "while", "although", "though", "if", "because",
                          "since", "before", "whether", "that"])  # fmt: skip
_BEFORE_TURNED = frozenset([",", '"', "”", "’", "'", "?", "!"])
_NEUTRAL = frozenset(["the", "mr", "mrs", "ms", "dr", "sir", "lord"])
_NO_VERB = frozenset(["as", "'s", "’s", "this", "his", "its", "hers", "theirs"])


def _sentence_start(page: Page, at: int) -> int:
    while at > 0 and page.sentence[at - 1] == page.sentence[at]:
        at -= 1
    return at
