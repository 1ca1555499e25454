"""Resolve an organisation or country described in common words: "the union", "his party"."""

from __future__ import annotations

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.scene import Scene

_OWNED = frozenset(["campaign", "administration"])
_OF_STATES = frozenset(["government", "country"])


class Bodies:
    """Leads descriptions of organisations and countries to those of that kind."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def resolve(self, first: int, end: int, noun: str) -> Spot | None:
        """Resolve "the union" or "his party" to the organisation of that type spoken of last."""
        page, kind = self.scene.page, self.scene.v.organisation_nouns[noun]
        inside = [s for s in self.scene.discourse.within(first, end) if s.figure]
        owner = inside[0] if inside else None
        country, at = self.scene.org.ending_at(end - 1, first)
        if owner is None and at < end - 1 and country and country.country:
            if kind != "government":
                return None
            return self.scene.add(Spot(first, end, "description", country, 0.8))
        if owner and owner.figure and owner.figure.kind == "person" and kind in _OF_STATES:
            state = self.scene.home(owner.figure)
            if state and state.country:
                begin = owner.first
                return self.scene.add(Spot(begin, end, "description", state, 0.75))
        if owner and owner.figure and owner.figure.kind == "person" and noun in _OWNED:
            team = self.scene.org.named(f"{owner.figure.words[-1]} {noun}", first)
            team.type = kind
            return self.scene.add(Spot(owner.first, end, "description", team, 0.8))
        if owner and owner.figure and owner.figure.country and kind == "government":
            return self.scene.add(Spot(first, end, "description", owner.figure, 0.8))
        if owner and page.lower[owner.first] in ("his", "her", "their") and owner.figure:
            home = self.scene.home(owner.figure)
            if home and home.type in (None, kind):
                return self.scene.add(Spot(owner.first + 1, end, "description", home, 0.8))
        elif owner or end - first > 2:
            return None
        figure, confidence, _ = self.scene.discourse.antecedent(
            first, lambda f: _fits_type(f, kind), sentences=12
        )
        if figure is None:
            return None
        start = first if page.lower[first] in ("the", "this", "that") else first + 1
        return self.scene.add(Spot(start, end, "description", figure, min(confidence, 0.8)))

    def compass(self, at: int) -> Spot | None:
        """Resolve "the North" to a country whose name begins so, where the text has one."""
        page = self.scene.page
        if page.words[at + 1 : at + 2] not in (["North"], ["South"]) or self.scene.taken[at + 1]:
            return None
        if page.words[at + 2 : at + 3] and page.words[at + 2][0].isupper():
            return None
        for figure in self.scene.findings.figures:
            if figure.country and figure.words[0] == page.words[at + 1]:
                return self.scene.add(Spot(at, at + 2, "description", figure, 0.7))
        return None


def _fits_type(figure: Figure, kind: str) -> float | None:
    if kind == "country":
        return 0.0 if figure.country else None
    if figure.kind != "organisation" or figure.country:
        return None
    if figure.type == kind or figure.words[-1].lower() == kind:
        return 0.5
    return -0.5 if figure.type is None and kind not in ("party", "government", "court") else None
