"""Follow what stands for a name: he, she and they, "the Labour leader", "his party"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.bodies import Bodies
from onrecord.actors.figures import Figure, Spot
from onrecord.actors.officers import Officers
from onrecord.actors.people import People
from onrecord.actors.pronouns import HE, IT, THEY, I, Pronouns
from onrecord.actors.scene import POSSESSIVES, Scene
from onrecord.actors.titles import title_after
from onrecord.actors.vocabulary import listed

_NP = 7
_BEGINS_ANOTHER = frozenset(["the", "a", "an", "when", "because", "while", "after", "before"])


class References:
    """Resolves, in text order, the words of a page that stand for figures named elsewhere."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.pronouns, self.people, self.bodies = Pronouns(scene), People(scene), Bodies(scene)
        self.officers = Officers(scene, self.people)

    def resolve(self, *, quoted: bool, speakers: Sequence[Figure | None] | None = None) -> None:
        """Resolve everything outside quotation marks, or everything inside, knowing who speaks.

        ``speakers`` has for each word who says it, where that is known.
        """
        page = self.scene.page
        for at, lower in enumerate(page.lower):
            if page.quoted[at] is not quoted or self.scene.taken[at]:
                continue
            speaker = speakers[at] if speakers else None
            if lower in HE or lower in THEY or lower in IT:
                self.pronouns.resolve(at, speaker)
            elif quoted and speaker and lower in I:
                self.scene.add(Spot(at, at + 1, "pronoun", speaker, 0.95))
            elif lower in ("the", "this"):
                if self.bodies.compass(at) is None:
                    self._description(at, at + 1)
            elif lower in POSSESSIVES and at and self.scene.taken[at - 1]:
                self._possessed(at)
            elif lower in self.scene.v.acting_groups and page.words[at] == lower:
                self._group(at)
            if (lower in HE or lower in THEY or lower in IT) and lower in (
                "his", "her", "their", "its",
            ):  # fmt: skip
                self._description(at, at + 1)

    def _possessed(self, at: int) -> None:
        """Resolve "Labour's general secretary" and "Mr Ford's campaign", from the name on."""
        for spot in self.scene.discourse.within(max(0, at - 6), at):
            if spot.last == at and spot.figure:
                self._description(spot.first, at + 1)
                return

    def _group(self, at: int) -> None:
        """Note people in the plural who act: "union leaders", "three senior ministers"."""
        page = self.scene.page
        if not self._closed(at + 1) or page.paragraph[at] in page.titled:
            return
        first = at
        while first and page.sentence[first - 1] == page.sentence[at] and at - first < 4:
            if self.scene.taken[first - 1] or not self._modifies_group(first - 1):
                break
            first -= 1
        outside = page.lower[first - 1] if first else "."
        if outside in POSSESSIVES or outside in HE or outside in THEY or outside in ("its", "of"):
            return
        if page.lower[first] in ("own", "biggest", "largest", "core"):
            return
        words = self.scene.lowered(first, at + 1)
        figure = self.scene.unnamed_figure(words, "group", first, unique=True)
        self.scene.add(Spot(first, at + 1, "collective", figure, 0.7))

    def _modifies_group(self, at: int) -> bool:
        """Say whether word ``at`` can stand inside a group's name."""
        lower = self.scene.page.lower[at]
        return (
            lower in listed("introduces_group")
            or lower in listed("group_modifiers")
            or self.scene.page.words[at] in self.scene.v.adjectives
            or self.scene.page.words[at] in self.scene.v.country_of
        )

    def describe(self, first: int) -> Spot | None:
        """Resolve a title that stands alone, as headlines have it: "Labour leader backs cap"."""
        return self._description(first, first + (self.scene.page.lower[first] in ("the", "this")))

    def _description(self, first: int, at: int) -> Spot | None:
        """Resolve a description that begins at ``first``: "the former shadow chancellor"."""
        head = self.head(at)
        if head is None:
            return None
        begin, end, kind = head
        if kind == "post":
            return self.officers.resolve(first, begin, end)
        if kind == "noun":
            return self.bodies.resolve(first, end, self.scene.page.lower[end - 1])
        return self.people.resolve(first, end, None)

    def head(self, at: int) -> tuple[int, int, str] | None:
        """Find the head of the description whose first word after "the" is ``at``.

        Returns where the title or noun begins and ends and whether it is a post, a noun for an
        organisation or a word for a person; ``None`` where the words describe something else.
        """
        page, limit = self.scene.page, min(len(self.scene.page.words), at + _NP)
        if at >= limit:
            return None
        sentence = page.sentence[at]
        i = at
        while i < limit and page.sentence[i] == sentence:
            lower = page.lower[i]
            end = title_after(page, i, self.scene.v)
            if end > i and self._closed(end):
                return i, end, "post"
            if lower in self.scene.v.organisation_nouns and self._closed(i + 1):
                return None if self._is_in_name(i) else (i, i + 1, "noun")
            if lower in self.scene.v.people_words and self._closed(i + 1):
                return i, i + 1, "person"
            if (
                (not lower[0].isalpha() and lower not in POSSESSIVES)
                or lower in listed("stops")
                or lower in listed("prepositions")
                or (i > at and lower in _BEGINS_ANOTHER)
            ):
                return None
            i += 1
        return None

    def _is_in_name(self, at: int) -> bool:
        """Say whether a longer name begins with word ``at``: "the Institute for Fair Pay"."""
        near = self.scene.discourse.within(at, at + 8)
        return any(s.first == at and s.last > at + 1 and s.form == "name" for s in near)

    def _closed(self, end: int) -> bool:
        """Say whether the phrase can end before word ``end``, rather than go on as a compound."""
        if end >= len(self.scene.page.words):
            return True
        lower, word = self.scene.page.lower[end], self.scene.page.words[end]
        if not lower[0].isalpha():
            return not (
                word == "-" and self.scene.page.starts[end] == self.scene.page.ends[end - 1]
            )
        return (
            any(lower in listed(k) for k in ("prepositions", "auxiliaries", "stops", "closes"))
            or lower in self.scene.v.speech
            or lower.endswith(("ed", "ly", "ing"))
            or self._verbish(end)
        )

    def _verbish(self, at: int) -> bool:
        """Say whether a word in -s is a verb: what follows it can be its object or complement."""
        lower = self.scene.page.lower[at]
        if not lower.endswith("s") or len(lower) < 5:
            return False
        if lower in self.scene.v.plural or lower in self.scene.v.documents:
            return False
        following = self.scene.page.lower[at + 1] if at + 1 < len(self.scene.page.words) else "."
        return following in listed("after_verb")
