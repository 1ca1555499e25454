"""What the readers of an article's references share: its words, figures and spots so far."""

from __future__ import annotations

from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Figure, Findings, Spot
from onrecord.actors.organiser import Organiser
from onrecord.actors.page import Page
from onrecord.actors.types import ActorKind
from onrecord.actors.vocabulary import vocabulary

POSSESSIVES = frozenset(["'s", "’s", "'", "’"])


class Scene:
    """An article while its references are followed; every new spot is added here."""

    def __init__(
        self, page: Page, discourse: Discourse, findings: Findings, org: Organiser
    ) -> None:
        self.page, self.discourse, self.findings, self.org = page, discourse, findings, org
        self.v = vocabulary()
        self.unnamed: dict[str, Figure] = {}
        self.taken = [False] * (len(page.words) + 1)
        for spot in discourse.spots:
            self.take(spot)

    def take(self, spot: Spot) -> None:
        """Mark a spot's words as read."""
        for i in range(spot.first, spot.last):
            self.taken[i] = True

    def add(self, spot: Spot) -> Spot:
        """Put a spot into the text and count it for its figure."""
        self.discourse.add(spot)
        self.take(spot)
        if spot.figure:
            spot.figure.count += 1
        self.org.starting[spot.first] = spot
        if spot.figure and spot.figure.kind != "person":
            self.org.ending[spot.last] = spot
        return spot

    def lowered(self, first: int, end: int) -> str:
        """Return words without the capital that only opening a sentence gives them."""
        page = self.page
        text = " ".join(page.slice(first, end).split())
        proper = page.words[first] in self.v.country_of or page.words[first] in self.v.adjectives
        capitals = page.words[first].isupper() and len(page.words[first]) > 1
        named = any(
            s.first == first and s.form in ("name", "surname")
            for s in self.discourse.within(first, end)
        )
        further = first + 1 < end and page.words[first + 1][0].isupper()
        further = further and page.lower[first] not in self.v.common  # "Atlantic City officials"
        if further or not page.initial[first] or proper or capitals or named:
            return text
        return text[0].lower() + text[1:]

    def unnamed_figure(self, name: str, kind: ActorKind, first: int, *, unique: bool) -> Figure:
        """Return the figure of these words: the one made before, where they are ``unique``."""
        key = f"{kind} {name.lower()}" if unique else f"{kind} {name.lower()} {first}"
        if key not in self.unnamed:
            figure = Figure(kind, [name], named=False, first=first, unique=unique)
            figure.confidence = 0.8
            self.unnamed[key] = figure
            self.findings.figures.append(figure)
        return self.unnamed[key]

    def home(self, figure: Figure) -> Figure | None:
        """Return where a person belongs by the posts and bonds read so far."""
        for post in self.findings.posts:
            if post.person is figure and post.organisation and not post.ended:
                return post.organisation
        return next((b.of for b in self.findings.bonds if b.member is figure), None)

    def apposition(self, first: int, end: int) -> Figure | None:
        """Return whom commas put beside the description: "the Labour leader, Ann Lee,"."""
        page = self.page
        if end < len(page.words) and page.words[end] in POSSESSIVES:
            return None  # "Ann Lee, the president's spokeswoman"
        if page.words[end : end + 1] == [","] and end + 1 < len(page.words):
            honoured = page.lower[end + 1].rstrip(".") in self.v.honorifics
            reach = end + 7 if honoured else end + 3  # ", Prof Ann Lee"
            beside = [s for s in self.discourse.within(end + 1, reach) if s.first <= end + 2]
            named = [s for s in beside if s.form in ("name", "surname") and s.figure]
            if named and named[0].figure and named[0].figure.kind == "person":
                return named[0].figure
        if first and page.words[first - 1] == ",":
            named = [s for s in self.discourse.within(first - 6, first - 1) if s.last == first - 1]
            last = named[-1].figure if named and named[-1].form in ("name", "surname") else None
            if last and last.kind == "person":
                return last
        return None
