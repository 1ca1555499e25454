"""Find the organisation that words name, also one first met as an adjective."""

from __future__ import annotations

from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Figure, Findings
from onrecord.actors.organisations import organisation_key
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import vocabulary


class Organiser:
    """Finds the organisation that words name, and makes a figure for one first met as adjective."""

    def __init__(self, page: Page, discourse: Discourse, findings: Findings) -> None:
        self.page, self.discourse, self.findings = page, discourse, findings
        self.v = vocabulary()
        self.by_key: dict[str, Figure] = {}
        for figure in findings.figures:
            if figure.kind != "person":
                self.by_key.setdefault(organisation_key(figure.words), figure)
        self.ending = {s.last: s for s in discourse.spots if s.figure and s.figure.kind != "person"}
        self.starting = {s.first: s for s in discourse.spots if s.figure}

    def ending_at(self, at: int, lowest: int) -> tuple[Figure | None, int]:
        """Return the organisation whose words end before word ``at``, and where they begin."""
        spot = self.ending.get(at)
        if spot and spot.first >= lowest:
            return spot.figure, spot.first
        for length in (2, 1):
            if at - length < lowest or at - 1 in self.page.titles:
                continue
            words = self.page.slice(at - length, at)
            if words in self.v.adjectives:
                return self.named(self.v.adjectives[words], at - length), at - length
            country = self.v.country_of.get(words)
            if country:
                return self.named(country, at - length, country=True), at - length
        return None, at

    def starting_at(self, at: int) -> Figure | None:
        """Return the organisation whose name begins at word ``at`` or after its "the"."""
        if at < len(self.page.words) and self.page.lower[at] == "the":
            at += 1
        spot = self.starting.get(at)
        if spot and spot.figure and spot.figure.kind != "person":
            return spot.figure
        return None

    def end_at(self, at: int) -> int:
        """Return where the name that begins at word ``at`` or after its "the" ends."""
        if self.page.lower[at : at + 1] == ["the"]:
            at += 1
        spot = self.starting.get(at)
        return spot.last if spot else min(at + 1, len(self.page.words))

    def party_before(self, at: int) -> Figure | None:
        """Return the party spoken of last: whose "party spokesman" is meant."""
        for spot in reversed(self.discourse.spots[: self.discourse.before(at)]):
            if spot.figure and spot.figure.type == "party" and not self.page.quoted[spot.first]:
                return spot.figure
        return None

    def named(self, name: str, at: int, *, country: bool = False) -> Figure:
        """Return the figure of this name; one made for an adjective has no mention of its own."""
        key = organisation_key(name.split())
        if key not in self.by_key:
            figure = Figure("organisation", name.split(), first=at, country=country)
            figure.type = "country" if country else self.v.organisation_types.get(key)
            figure.confidence = 0.8
            self.by_key[key] = figure
            self.findings.figures.append(figure)
        return self.by_key[key]
