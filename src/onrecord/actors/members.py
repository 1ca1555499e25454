"""Write an article's figures down as members, with ids and everything that points at them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.actors.figures import Bond, Figure, Findings, Post, Spot
from onrecord.actors.page import Page
from onrecord.actors.types import Affiliation, Cast, Member, Mention, Office
from onrecord.actors.vocabulary import vocabulary
from onrecord.articles import Article, Passage, digest
from onrecord.attributions import Attribution


def distinct(figures: Iterable[Figure | None]) -> list[Figure]:
    """Return each figure once, in the order of first appearance."""
    return list(dict.fromkeys(f for f in figures if f is not None))


class Writer:
    """Turns figures into members with ids, and everything that points at figures with them."""

    def __init__(
        self, article: Article, page: Page, findings: Findings, speakers: Sequence[Spot | None]
    ) -> None:
        self.article, self.page, self.findings = article, page, findings
        self.speaking = [s.figure for s in speakers if s is not None]
        self.ids = self._ids()
        self.spots_of: dict[Figure, list[Spot]] = {}
        for spot in findings.spots:
            if spot.figure is not None:
                self.spots_of.setdefault(spot.figure, []).append(spot)

    def cast(self, attributions: Sequence[Attribution], speakers: Sequence[Spot | None]) -> Cast:
        """Return the cast, with the speaker of each attribution that has one."""
        return Cast(
            article=self.article.id,
            members=tuple(self._member(f) for f in self._figures()),
            mentions=tuple(self._mention(s) for s in self.findings.spots if s.last > s.first),
            offices=self._offices(),
            affiliations=self._affiliations(),
            speakers={
                a.id: self.ids[s.figure]
                for a, s in zip(attributions, speakers, strict=True)
                if s is not None and s.figure is not None
            },
        )

    def _figures(self) -> list[Figure]:
        return sorted(self.ids, key=lambda f: (f.first, " ".join(f.words)))

    def _ids(self) -> dict[Figure, str]:
        used = [s.figure for s in self.findings.spots] + self.speaking
        used += [c for s in self.findings.spots for c in s.candidates]
        used += [f for p in self.findings.posts for f in (p.person, p.organisation)]
        used += [f for b in self.findings.bonds for f in (b.member, b.of)]
        ids = {}
        taken: set[str] = set()
        for figure in distinct(used):
            name = " ".join(figure.words)
            parts = ["member", self.article.id, figure.kind, name]
            if not figure.unique:
                parts.append(str(self.page.starts[figure.first]))
            made = digest(*parts)
            while made in taken:
                parts.append(str(figure.first))
                made = digest(*parts)
            taken.add(made)
            ids[figure] = made
        return ids

    def _member(self, figure: Figure) -> Member:
        name = display_name(figure)
        return Member(
            id=self.ids[figure],
            article=self.article.id,
            name=name,
            kind=figure.kind,
            named=figure.named,
            aliases=self._aliases(figure, name),
            gender=figure.gender,
            date=self.article.published,
            mentions=max(1, len(self.spots_of.get(figure, ()))),
            confidence=round(figure.confidence, 3),
            by=figure.by,
        )

    def _aliases(self, figure: Figure, name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for spot in self.spots_of.get(figure, ()):
            if spot.form in ("name", "surname"):
                words = " ".join(self.page.slice(spot.first, spot.last).split())
                if spot.honorific in vocabulary().peerage and spot.honorific:
                    words = f"{spot.honorific.capitalize()} {words}"
                if words != name:
                    found[words] = None
        return tuple(found)

    def _mention(self, spot: Spot) -> Mention:
        return Mention(
            passage=self._passage(spot.first, spot.last),
            form=spot.form,
            member=self.ids[spot.figure] if spot.figure else None,
            candidates=tuple(self.ids[c] for c in spot.candidates),
            confidence=round(spot.confidence, 3),
            by=spot.by,
        )

    def _passage(self, first: int, last: int) -> Passage:
        last = min(last, len(self.page.words))
        return self.article.passage(self.page.starts[first], self.page.ends[last - 1])

    def _offices(self) -> tuple[Office, ...]:
        found: dict[tuple[str, str, str | None, bool], Post] = {}
        passages: dict[tuple[str, str, str | None, bool], list[Passage]] = {}
        for post in _complete(self.findings.posts):
            owner = self.ids[post.organisation] if post.organisation else None
            key = (self.ids[post.person], post.title.lower(), owner, post.ended)
            found.setdefault(key, post)
            passage = self._passage(*post.words)
            if passage not in passages.setdefault(key, []):
                passages[key].append(passage)
        date = self.article.published
        return tuple(
            Office(
                id=digest("office", self.article.id, *map(str, key)),
                article=self.article.id,
                person=key[0],
                title=post.title,
                organisation=key[2],
                start=date if post.began else None,
                end=date if post.ended else None,
                evidence=tuple(passages[key]),
                confidence=post.confidence,
                by="rule:posts",
            )
            for key, post in found.items()
        )

    def _affiliations(self) -> tuple[Affiliation, ...]:
        found: dict[tuple[str, str, str], Bond] = {}
        passages: dict[tuple[str, str, str], list[Passage]] = {}
        for bond in [*self.findings.bonds, *_bonds_of(self.findings.posts)]:
            key = (self.ids[bond.member], self.ids[bond.of], bond.kind)
            found.setdefault(key, bond)
            passage = self._passage(*bond.words)
            if passage not in passages.setdefault(key, []):
                passages[key].append(passage)
        date = self.article.published
        return tuple(
            Affiliation(
                id=digest("affiliation", self.article.id, *key),
                article=self.article.id,
                member=key[0],
                of=key[1],
                kind=key[2],
                start=None,
                end=date if bond.ended else None,
                evidence=tuple(passages[key]),
                confidence=bond.confidence,
                by="rule:posts",
            )
            for key, bond in found.items()
        )


def display_name(figure: Figure) -> str:
    """Return a figure's name as the text has it; a person's in capitals only is toned down."""
    if figure.kind == "person" and figure.named and all(w.isupper() for w in figure.words):
        return " ".join(_toned_down(w) for w in figure.words)
    name = " ".join(figure.words)
    v = vocabulary()
    if figure.kind == "organisation" and name in v.adjectives and name not in v.organisations:
        return v.adjectives[name]
    return name


def _toned_down(word: str) -> str:
    """Return a shouted word as names are written: "O'MALLEY-DIAZ" is O'Malley-Diaz."""
    if "." in word or len(word) < 3:
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def _complete(posts: Sequence[Post]) -> list[Post]:
    """Leave out a post without organisation where the same one is also given with it.

    "Minister Lee" says no more than "Minister for Justice Ann Lee".
    """
    whole = {(p.person, p.title.lower()) for p in posts if p.organisation}
    longer = {(p.person, p.title.lower().split(" ")[0]) for p in posts if " for " in p.title}
    return [
        p for p in posts
        if p.organisation
        or (p.person, p.title.lower()) not in whole | longer
    ]  # fmt: skip


def _bonds_of(posts: Sequence[Post]) -> list[Bond]:
    """Return the affiliation that a post in an organisation is: it leads it or belongs to it."""
    leading = vocabulary().leading
    return [
        Bond(
            p.person, p.organisation,
            "leads" if p.title.lower() in leading else "belongs to",
            p.words, p.ended, p.confidence,
        )
        for p in posts
        if p.organisation is not None
    ]  # fmt: skip
