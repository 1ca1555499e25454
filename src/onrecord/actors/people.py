"""Resolve a person described in common words: "the senator", "the billionaire"."""

from __future__ import annotations

from math import log

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.pronouns import fits_gender
from onrecord.actors.scene import Scene
from onrecord.actors.vocabulary import Gender, listed


class People:
    """Leads descriptions of persons back to whom the text spoke of last."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def resolve(self, first: int, end: int, owner: Figure | None) -> Spot | None:
        """Resolve "the senator" or "the billionaire" to who is spoken of just before."""
        page = self.scene.page
        if page.lower[first] != "the":
            return None
        appositive = self.scene.apposition(first, end)
        if appositive is not None:
            return self.scene.add(Spot(first, end, "description", appositive, 0.85))
        if self.scene.discourse.within(end, end + 1):
            return None
        head = page.lower[end - 1]
        gender = self.scene.v.gendered.get(head)
        if head in self.scene.v.kin or head in listed("not_anaphoric"):
            return None
        figure, confidence, _ = self.scene.discourse.antecedent(
            first,
            lambda f: self._fits_description(f, gender, owner),
            sentences=4,
        )
        if figure is None or confidence < 0.6:
            return None
        return self.scene.add(Spot(first, end, "description", figure, 0.55))

    def _fits_description(
        self, figure: Figure, gender: Gender | None, owner: Figure | None
    ) -> float | None:
        """Score a person as the one described: a post or party of another kind speaks against."""
        if figure.kind != "person" or not figure.named:
            return None
        fit = fits_gender(figure, gender)
        if fit is None:
            return None
        homes = {p.organisation for p in self.scene.findings.posts if p.person is figure}
        homes |= {b.of for b in self.scene.findings.bonds if b.member is figure}
        if owner and owner.type == "party" and any(h and h.type == "party" for h in homes):
            return fit + 1.0 if owner in homes else None
        posts = any(p.person is figure and not p.ended for p in self.scene.findings.posts)
        return fit - 0.8 * posts + 0.3 * log(max(figure.count, 1))
