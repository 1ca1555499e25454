"""Learn from the words around a name whether it is a woman's or a man's."""

from __future__ import annotations

from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Spot
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import Gender, Vocabulary, vocabulary

_PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female"}


def learn_genders(page: Page, discourse: Discourse) -> None:
    """Give figures whose first name tells nothing the gender that the text tells beside them.

    "Spokeswoman Sehar Lund", "her brother, Sehar Lund" and "Sehar Lund said he" tell it; the
    first that does is believed.
    """
    v = vocabulary()
    for spot in discourse.spots:
        figure = spot.figure
        if figure is None or figure.kind != "person" or figure.gender is not None:
            continue
        figure.gender = _before(page, v, spot) or _after(page, v, spot) or _reported(page, v, spot)
        figure.told = figure.gender is not None


def _before(page: Page, v: Vocabulary, spot: Spot) -> Gender | None:
    """Read "spokeswoman Ann Lee" and "his wife, Ann Lee"."""
    at = spot.first - 1
    at -= at > 0 and page.words[at] == ","
    return v.gendered.get(page.lower[at]) if at >= 0 else None


def _after(page: Page, v: Vocabulary, spot: Spot) -> Gender | None:
    """Read "Ann Lee, a spokeswoman" and "Ann Lee, his wife"."""
    if page.words[spot.last : spot.last + 1] != [","]:
        return None
    for at in range(spot.last + 1, min(spot.last + 6, len(page.words))):
        if page.words[at] in ",.;:" or page.lower[at] in ("who", "and", "of"):
            return None
        if page.lower[at] in v.gendered:
            return v.gendered[page.lower[at]]
    return None


def _reported(page: Page, v: Vocabulary, spot: Spot) -> Gender | None:
    """Read "Ann Lee also said that she": who speaks speaks of themselves there."""
    ahead = page.lower[spot.last : spot.last + 5]
    for at, word in enumerate(ahead[:2]):
        if word in v.speech:
            rest = [w for w in ahead[at + 1 : at + 3] if w != "that"]
            return _PRONOUNS.get(rest[0]) if rest else None
    return None
