"""Follow pronouns: he and she to a person, it to a body, they to people or a body."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.actors.discourse import WEIGHTS
from onrecord.actors.figures import Figure, Spot
from onrecord.actors.page import Page
from onrecord.actors.scene import Scene
from onrecord.actors.vocabulary import Gender, listed, vocabulary

HE: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
I = frozenset(["i", "me", "my", "mine", "myself", "i'm", "i'll", "i've", "i'd"])  # noqa: E741
_OBJECTS = frozenset(["him", "her", "them"])
_BREAKS = frozenset([",", "and", "but", "who", "which", "that"])
Found = tuple[Figure | None, float, tuple[Figure, ...]]


class Pronouns:
    """Resolves the pronouns of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def resolve(self, at: int, speaker: Figure | None = None) -> Spot | None:
        """Resolve the pronoun at word ``at``; where two could be meant, both are candidates."""
        lower = self.scene.page.lower[at]
        excluded = [speaker] if speaker else []
        if lower in HE:
            found = self._person(at, HE[lower], excluded)
        elif lower in THEY:
            found = self._body(at, _fits_they, excluded, sentences=2)
        elif self._pleonastic(at):
            return None
        else:
            found = self._body(at, _fits_it, excluded, sentences=1)
        figure, confidence, candidates = found
        if figure is None and not candidates:
            return None
        spot = Spot(at, at + 1, "pronoun", figure, confidence)
        if figure is None or confidence < 0.65:
            spot.candidates = candidates
        return self.scene.add(spot)

    def _person(self, at: int, gender: Gender, excluded: list[Figure]) -> Found:
        """Choose whom "he" or "she" means."""
        lower, discourse = self.scene.page.lower[at], self.scene.discourse
        for beside in (self._beside_kin(at), self._set_off_from(at)):
            if beside is not None:
                excluded = [*excluded, beside]
        found = discourse.antecedent(
            at,
            lambda f: fits_gender(f, gender),
            excluded=excluded,
            object_of_clause=lower in _OBJECTS and not self._possessive(at),
            ahead=self._ahead(at),
        )
        if found[0] is None and not found[2] and gender == "female":
            found = discourse.antecedent(at, lambda f: 0.0 if f.country else None, sentences=2)
        if found[0] is None and not found[2]:  # "Uchenna Obi resigned. He": a name of both
            known = {s.figure for s in discourse.spots if s.form == "pronoun" and s.figure}
            found = discourse.antecedent(
                at, lambda f: _may_be_either(f, gender), excluded=[*excluded, *known], sentences=1
            )
        figure, confidence, _ = found
        if figure and figure.gender is None and confidence > 0.7 and not figure.country:
            figure.gender = gender
        return found

    def _body(
        self, at: int, fits: Callable[[Figure], float | None], excluded: list[Figure],
        *, sentences: int,
    ) -> Found:  # fmt: skip
        """Choose which body or group "it" or "they" means; nobody where something else may be."""
        found = self.scene.discourse.antecedent(at, fits, excluded=excluded, sentences=sentences)
        if at in self.scene.discourse.sources or found[0] is None:
            return found
        plural = self.scene.page.lower[at] in THEY
        likely = self._may_be_they if plural else self._may_be_it
        return found if likely(at, found[0]) else (None, 0.0, ())

    def _may_be_they(self, at: int, figure: Figure) -> bool:
        """Say whether no other plural comes between: "Labour sent members letters. They"."""
        page = self.scene.page
        spot = self._last_spot(at, figure)
        if spot is None or any(_is_plural(page, i) for i in range(spot.last, at)):
            return False
        beside = page.lower[at] == "their" and at - spot.last < 4
        return figure.kind == "group" or spot.subject or beside

    def _may_be_it(self, at: int, figure: Figure) -> bool:
        """Say whether a body is what "it" goes on about: as subject again, or as "its" owner."""
        page, discourse = self.scene.page, self.scene.discourse
        near = [s for s in discourse.within(max(0, at - 60), at) if s.figure is figure]
        near = [s for s in near if s.subject and page.sentence[at] - page.sentence[s.first] < 2]
        if not near:
            return False
        spot = near[-1]
        if page.lower[at] == "its":
            return page.sentence[spot.first] == page.sentence[at] or page.initial[at]
        return self.scene.discourse.says(at) or (
            page.initial[at]
            and page.sentence[at] - page.sentence[spot.first] == 1
            and page.lower[at + 1 : at + 2] not in (["is"], ["was"], ["'s"], ["seems"])
        )

    def _last_spot(self, at: int, figure: Figure) -> Spot | None:
        """Return the last spot of a figure before word ``at``."""
        discourse = self.scene.discourse
        for i in range(discourse.before(at) - 1, -1, -1):
            if discourse.spots[i].figure is figure:
                return discourse.spots[i]
        return None

    def _ahead(self, at: int) -> Figure | None:
        """Return who is named after a phrase that opens the sentence: "In his speech, Ann Lee"."""
        page = self.scene.page
        start = at
        while start and page.sentence[start - 1] == page.sentence[at] and at - start < 8:
            start -= 1
        if not page.initial[start] or page.quoted[at]:
            return None
        opener = page.lower[start]
        if opener not in listed("prepositions") and not opener.endswith("ing"):
            return None
        if any(s.form != "pronoun" for s in self.scene.discourse.within(start, at)):
            return None
        for comma in range(at + 1, min(at + 12, len(page.words) - 1)):
            if page.sentence[comma] != page.sentence[at]:
                return None
            if page.words[comma] == ",":
                return self._subject_from(comma + 1)
        return None

    def _subject_from(self, at: int) -> Figure | None:
        """Return the person whose name, after any titles, begins what follows a comma."""
        page = self.scene.page
        for spot in self.scene.discourse.within(at, at + 10):
            if page.sentence[spot.first] != page.sentence[at] or spot.form == "pronoun":
                return None
            if spot.figure and spot.figure.kind == "person":
                before = page.lower[at : spot.first]
                titled = before[-1:] == [","] and before[-2:-1] and before[-2] in self.scene.v.posts
                plain = any(w in _BREAKS for w in (before[:-1] if titled else before))
                return None if plain else spot.figure
        return None

    def _set_off_from(self, at: int) -> Figure | None:
        """Return who is no "she" in 'Bob Gray, she said, "is no friend"'."""
        page = self.scene.page
        if at < 2 or page.words[at - 1] != "," or not self.scene.discourse.says(at):
            return None
        if page.words[at + 2 : at + 3] != [","] or page.words[at - 2] in ('"', "”", "'", "’"):
            return None
        beside = [
            s for s in self.scene.discourse.within(max(0, at - 6), at - 1) if s.last == at - 1
        ]
        return beside[0].figure if beside else None

    def _beside_kin(self, at: int) -> Figure | None:
        """Return who is set beside "his brother" and so is not "he": "Philip, his brother,"."""
        page = self.scene.page
        if at < 2 or page.words[at - 1] != ",":
            return None
        if page.lower[at + 1 : at + 2] == [] or page.lower[at + 1] not in self.scene.v.kin:
            return None
        beside = [
            s for s in self.scene.discourse.within(max(0, at - 6), at - 1) if s.last == at - 1
        ]
        return beside[0].figure if beside else None

    def _possessive(self, at: int) -> bool:
        """Say whether "her" is "her aides" and not "told her"."""
        if self.scene.page.lower[at] != "her" or at + 1 >= len(self.scene.page.words):
            return False
        following = self.scene.page.lower[at + 1]
        return (
            following[0].isalpha()
            and following not in listed("prepositions")
            and following not in listed("auxiliaries")
            and following not in listed("after_object")
        )

    def _pleonastic(self, at: int) -> bool:
        """Say whether "it" stands for nothing: "it is time", "it seems", or is no subject."""
        lower = self.scene.page.lower
        if lower[at] != "it":
            return False
        following = lower[at + 1] if at + 1 < len(lower) else "."
        if following in self.scene.v.speech and following not in ("seems", "appears"):
            return False
        return not (
            following in listed("after_it")
            and at and lower[at - 1] in (*self.scene.v.speech, "that", "indicated", "and")
            and lower[at + 2 : at + 3] not in (["be"], ["been"], ["not"])
        )  # fmt: skip


def fits_gender(figure: Figure, gender: Gender | None) -> float | None:
    """Score a figure for a gender: ``None`` for no person or the other gender."""
    if figure.kind != "person" or (gender and figure.gender not in (None, gender)):
        return None
    return 0.0 if gender is None or figure.gender == gender else WEIGHTS.unsure_gender


def _is_plural(page: Page, at: int) -> bool:
    """Say whether a word looks like a noun in the plural: in -s, and no verb with an object."""
    lower = page.lower[at]
    if lower in vocabulary().plural:
        return True
    plain = page.words[at] == lower and len(lower) > 3 and lower.isalpha()
    if not plain or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return False
    following = page.lower[at + 1] if at + 1 < len(page.words) else "."
    return following not in ("the", "a", "an", "that", "to", "it", "his", "her", "its")


def _may_be_either(figure: Figure, gender: Gender) -> float | None:
    """Let a person named by a first name be of the other gender than most who bear it."""
    other = figure.kind == "person" and figure.named and not figure.told
    return -1.0 if other and figure.gender not in (None, gender) else None


def _fits_they(figure: Figure) -> float | None:
    if figure.kind == "group":
        return 0.5
    return -0.2 if figure.kind == "organisation" and not figure.country else None


def _fits_it(figure: Figure) -> float | None:
    return 0.0 if figure.kind == "organisation" else None
