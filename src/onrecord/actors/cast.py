"""One article in, its cast out: whom it speaks of, where, in which posts, and who says what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Bond, Figure, Findings, Post, Spot
from onrecord.actors.names import SURE, correct_kind, find_names_on, is_proper, merge_names
from onrecord.actors.organisations import link_organisations
from onrecord.actors.page import Page, read_page
from onrecord.actors.persons import link_persons
from onrecord.actors.places import link_places
from onrecord.actors.posts import Organiser, find_posts, find_predecessors, infer_shadow_posts
from onrecord.actors.references import References
from onrecord.actors.scene import Scene
from onrecord.actors.speakers import Speakers, said_by
from onrecord.actors.types import Affiliation, Cast, Member, Mention, Office
from onrecord.actors.vocabulary import vocabulary
from onrecord.articles import Article, Passage, digest
from onrecord.attributions import Attribution
from onrecord.models import MarkedName


def find_cast(
    article: Article, attributions: Sequence[Attribution], names: Sequence[MarkedName]
) -> Cast:
    """Return who an article speaks of, with every mention, post and affiliation it gives.

    ``names`` are the network's marks; the rules add what it missed, or stand alone where it
    marked nothing. ``speakers`` of the result leads from an attribution's id to the member who
    says it; an attribution whose source is absent or could be several members is not in it.
    """
    return read_cast(article, attributions, names).cast()


@dataclass(slots=True)
class Reading:
    """An article with its figures, before they are written down as members."""

    article: Article
    page: Page
    discourse: Discourse
    findings: Findings
    attributions: Sequence[Attribution]
    speakers: Sequence[Spot | None]
    writer: Writer

    def cast(self) -> Cast:
        """Write the figures down as members, mentions, offices and affiliations."""
        return self.writer.cast(self.attributions, self.speakers)

    def id_of(self, figure: Figure) -> str:
        """Return the id that a figure has as a member."""
        return self.writer.ids[figure]


def read_cast(
    article: Article, attributions: Sequence[Attribution], names: Sequence[MarkedName]
) -> Reading:
    """Read an article's figures: names first, then what stands for them, then who speaks."""
    page = read_page(article.text, article.zones)
    findings = Findings()
    discourse = Discourse(page, _link_names(page, names, _label(attributions)))
    findings.figures = _distinct(s.figure for s in discourse.spots)
    speakers = _read_references(page, discourse, findings, attributions)
    findings.spots = discourse.spots
    writer = Writer(article, page, findings)
    return Reading(article, page, discourse, findings, attributions, speakers, writer)


def _link_names(page: Page, names: Sequence[MarkedName], label: str) -> list[Spot]:
    marked = {(n.start, n.end) for n in names if n.confidence >= SURE}
    marks = merge_names(
        [correct_kind(n, page.text) for n in names if is_proper(n, page.text)],
        find_names_on(page),
    )
    by_kind: dict[str, list[tuple[int, int, float, str]]] = {}
    for mark in marks:
        first, last = page.span(mark.start, mark.end)
        if first < last:
            by = label if (mark.start, mark.end) in marked else "rule:names"
            by_kind.setdefault(mark.kind, []).append((first, last, mark.confidence, by))
    _take_shouted(page, by_kind)
    peoples = [(first, last) for first, last, _, _ in by_kind.get("group", [])]
    organisations = by_kind.get("organisation", []) + by_kind.get("group", [])
    return [
        *link_persons(page, by_kind.get("person", [])),
        *link_organisations(page, sorted(organisations), peoples),
        *link_places(page, by_kind.get("place", [])),
    ]


def _take_shouted(page: Page, by_kind: dict[str, list[tuple[int, int, float, str]]]) -> None:
    """Take a surname in capitals for the person, not for initials: "GREY: No comment"."""
    families = {page.lower[last - 1] for _, last, _, _ in by_kind.get("person", [])}
    bodies = by_kind.get("organisation", [])
    shouted = [s for s in bodies if s[1] - s[0] == 1 and page.lower[s[0]] in families]
    by_kind["organisation"] = [s for s in bodies if s not in shouted]
    by_kind["person"] = sorted([*by_kind.get("person", []), *shouted])


def _label(attributions: Sequence[Attribution]) -> str:
    """Return the name of the network that read the article: names come from the same pass."""
    labels = (a.by for a in attributions if a.by.startswith("model:"))
    return next(labels, "model:names")


def _read_references(
    page: Page, discourse: Discourse, findings: Findings, attributions: Sequence[Attribution]
) -> list[Spot | None]:
    """Follow pronouns and descriptions, first outside quotation marks, then knowing who speaks.

    Posts are read twice: descriptions need those around names, and posts such as "his deputy"
    need the pronouns.
    """
    org = Organiser(page, discourse, findings)
    find_posts(page, discourse, findings, org)
    infer_shadow_posts(findings)
    discourse.sources = _source_words(page, attributions)
    references = References(Scene(page, discourse, findings, org))
    references.resolve(quoted=False)
    find_posts(page, discourse, findings, org)
    resolver = Speakers(page, discourse, findings, references)
    spots = _carried(page, attributions, [resolver.speaker(a) for a in attributions])
    saying = said_by(page, discourse, attributions, [s.figure if s else None for s in spots])
    references.resolve(quoted=True, speakers=saying)
    spots = [s or resolver.speaker(a) for s, a in zip(spots, attributions, strict=True)]
    find_posts(page, discourse, findings, org)
    find_predecessors(page, discourse, findings)
    infer_shadow_posts(findings)
    return spots


def _source_words(page: Page, attributions: Sequence[Attribution]) -> set[int]:
    """Return the words that sources consist of: who speaks is who a text is about."""
    found: set[int] = set()
    for attribution in attributions:
        if attribution.source is not None:
            found.update(range(*page.span(attribution.source.start, attribution.source.end)))
    return found


def _carried(
    page: Page, attributions: Sequence[Attribution], spots: list[Spot | None]
) -> list[Spot | None]:
    """Give a quotation that runs on over a paragraph's end the speaker of the part before."""
    for i, attribution in enumerate(attributions):
        if attribution.source is None and not attribution.cue and i and attribution.content:
            earlier = attributions[i - 1]
            first = page.index(attribution.content[0].start)
            if not earlier.content or first >= len(page.words):
                continue
            last = page.index(earlier.content[-1].end - 1)
            if last < len(page.words) and page.paragraph[first] - page.paragraph[last] == 1:
                before = spots[i - 1]
                unclosed = ends_in_quotation(page, last)
                if before and before.figure and unclosed:
                    spots[i] = Spot(first, first, "pronoun", before.figure, 0.7)
    return spots


def ends_in_quotation(page: Page, at: int) -> bool:
    """Say whether the paragraph of word ``at`` ends inside a quotation."""
    while at + 1 < len(page.words) and page.paragraph[at + 1] == page.paragraph[at]:
        at += 1
    return page.quoted[at] and page.words[at] not in ('"', "”", "'", "’")


def _distinct(figures: Iterable[Figure | None]) -> list[Figure]:
    return list(dict.fromkeys(f for f in figures if f is not None))


class Writer:
    """Turns figures into members with ids, and everything that points at figures with them."""

    def __init__(self, article: Article, page: Page, findings: Findings) -> None:
        self.article, self.page, self.findings = article, page, findings
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
        used = [s.figure for s in self.findings.spots]
        used += [c for s in self.findings.spots for c in s.candidates]
        used += [f for p in self.findings.posts for f in (p.person, p.organisation)]
        used += [f for b in self.findings.bonds for f in (b.member, b.of)]
        ids = {}
        taken: set[str] = set()
        for figure in _distinct(used):
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
        return " ".join(w.capitalize() if len(w) > 2 else w for w in figure.words)
    name = " ".join(figure.words)
    v = vocabulary()
    if figure.kind == "organisation" and name in v.adjectives and name not in v.organisations:
        return v.adjectives[name]
    return name


def _complete(posts: Sequence[Post]) -> list[Post]:
    """Leave out a post without organisation where the same one is also given with it."""
    whole = {(p.person, p.title.lower()) for p in posts if p.organisation}
    return [p for p in posts if p.organisation or (p.person, p.title.lower()) not in whole]


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
