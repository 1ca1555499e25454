"""Follow pronouns: he and she to a person, it to a body, they to people or a body."""

from __future__ import annotations

from onrecord.actors.discourse import WEIGHTS
from onrecord.actors.figures import Figure, Spot
from onrecord.actors.scene import Scene
from onrecord.actors.vocabulary import Gender, listed

HE: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
I = frozenset(["i", "me", "my", "mine", "myself", "i'm", "i'll", "i've", "i'd"])  # noqa: E741
_OBJECTS = frozenset(["him", "her", "them"])


class Pronouns:
    """Resolves the pronouns of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def resolve(self, at: int, speaker: Figure | None = None) -> Spot | None:
        """Resolve the pronoun at word ``at``; where two could be meant, both are candidates."""
        lower = self.scene.page.lower[at]
        excluded = [speaker] if speaker else []
        if lower in HE:
            gender = HE[lower]
            in_object = lower in _OBJECTS and not self._possessive(at)
            figure, confidence, candidates = self.scene.discourse.antecedent(
                at, lambda f: fits_gender(f, gender), excluded=excluded, object_of_clause=in_object
            )
            if figure is None and not candidates and gender == "female":
                figure, confidence, candidates = self.scene.discourse.antecedent(
                    at, lambda f: 0.0 if f.country else None, sentences=2
                )
            if figure and figure.gender is None and confidence > 0.7 and not figure.country:
                figure.gender = gender
        elif lower in THEY:
            figure, confidence, candidates = self.scene.discourse.antecedent(
                at, _fits_they, excluded=excluded, sentences=2
            )
        else:
            if self._pleonastic(at):
                return None
            figure, confidence, candidates = self.scene.discourse.antecedent(
                at, _fits_it, excluded=excluded, sentences=1
            )
        if figure is None and not candidates:
            return None
        spot = Spot(at, at + 1, "pronoun", figure, confidence)
        if figure is None or confidence < 0.65:
            spot.candidates = candidates
        return self.scene.add(spot)

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


def _fits_they(figure: Figure) -> float | None:
    if figure.kind == "group":
        return 0.5
    return -0.2 if figure.kind == "organisation" and not figure.country else None


def _fits_it(figure: Figure) -> float | None:
    return 0.0 if figure.kind == "organisation" else None
