"""One article in, its cast out: whom it speaks of, where, in which posts, and who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.actors.changes import find_predecessors, find_successions
from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Figure, Findings, Spot
from onrecord.actors.genders import learn_genders
from onrecord.actors.joining import join_names
from onrecord.actors.members import Writer, distinct
from onrecord.actors.names import SURE, Seen, correct_kind, find_names_on, is_proper, merge_names
from onrecord.actors.organisations import link_organisations
from onrecord.actors.organiser import Organiser
from onrecord.actors.page import Page, read_page
from onrecord.actors.persons import link_persons
from onrecord.actors.places import link_places
from onrecord.actors.posts import find_posts, infer_shadow_posts
from onrecord.actors.references import References
from onrecord.actors.scene import Scene
from onrecord.actors.speakers import Speakers, said_by
from onrecord.actors.titles import title_words
from onrecord.actors.types import Cast
from onrecord.articles import Article
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
    page.titles = title_words(page)
    findings = Findings()
    discourse = Discourse(page, _link_names(page, names, _label(attributions)))
    findings.figures = distinct(s.figure for s in discourse.spots)
    speakers = _read_references(page, discourse, findings, attributions)
    findings.spots = discourse.spots
    writer = Writer(article, page, findings, speakers)
    return Reading(article, page, discourse, findings, attributions, speakers, writer)


def _link_names(page: Page, names: Sequence[MarkedName], label: str) -> list[Spot]:
    marked = {(n.start, n.end) for n in names if n.confidence >= SURE}
    seen = Seen(page)
    marks = join_names(
        page,
        merge_names(
            [correct_kind(n, page.text) for n in names if is_proper(n, page, seen)],
            find_names_on(page, seen),
        ),
    )
    by_kind: dict[str, list[tuple[int, int, float, str]]] = {}
    for mark in marks:
        first, last = page.span(mark.start, mark.end)
        if first < last:
            by = label if (mark.start, mark.end) in marked else "rule:names"
            by_kind.setdefault(mark.kind, []).append((first, last, mark.confidence, by))
    _take_shouted(page, by_kind)
    _take_causes(page, by_kind)
    _take_halves(page, by_kind)
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


def _take_causes(page: Page, by_kind: dict[str, list[tuple[int, int, float, str]]]) -> None:
    """Take for a body, not a person, what a body is of: "Scientology", of the Church of it."""
    bodies, people = by_kind.get("organisation", []), by_kind.get("person", [])
    named = {page.lower[last - 1] for first, last, _, _ in people if last - first > 1}
    causes = {
        page.lower[last - 1]
        for first, last, _, _ in bodies
        if last - first > 2 and page.lower[last - 2] == "of"
    } - named
    taken = [s for s in people if s[1] - s[0] == 1 and page.lower[s[0]] in causes]
    by_kind["person"] = [s for s in people if s not in taken]
    by_kind["organisation"] = sorted([*bodies, *taken])


def _take_halves(page: Page, by_kind: dict[str, list[tuple[int, int, float, str]]]) -> None:
    """Take "North" and "South" alone for places, unless a person is called so."""
    named = {page.lower[s[1] - 1] for s in by_kind.get("person", []) if s[1] - s[0] > 1}
    for kind in ("person", "organisation"):
        found = by_kind.get(kind, [])
        halves = [s for s in found if s[1] - s[0] == 1 and page.words[s[0]] in ("North", "South")]
        halves = [s for s in halves if page.lower[s[0]] not in named]
        by_kind[kind] = [s for s in found if s not in halves]
        by_kind["place"] = sorted([*by_kind.get("place", []), *halves])


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
    learn_genders(page, discourse)
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
    find_successions(page, discourse, findings, org)
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
