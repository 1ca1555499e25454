"""Read posts from words said of somebody: what they hold, where, and whether they still do."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.actors.figures import Figure, Post, Spot
from onrecord.actors.organiser import Organiser
from onrecord.actors.page import Page
from onrecord.actors.titles import title_after, title_text
from onrecord.actors.vocabulary import Vocabulary, listed

POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_GAP = 7


def read_posts(page: Page, at: int, person: Figure, org: Organiser) -> Iterator[Post]:
    """Read posts from the words that begin at ``at``: "the former leader of the PCS"."""
    place = _title_ahead(page, at, org)
    if place is None:
        return
    first, end, former = place
    if (
        page.lower[first] == "party"
        and end - first > 1
        and owner_before(page, first, org)[0] is None
    ):
        owner, reach, first = org.party_before(first), end, first + 1
    else:
        owner, reach = _owner_around(page, first, end, org)
    others = list(_and_posts(page, reach, person, org))
    if others and owner is None and reach == end:
        owner = others[0].organisation  # "president and chief executive of the CBI"
    if end < len(page.words) and _ends_title(page, end):
        title = title_text(page, first, end, org.v)
        yield Post(person, title, owner, (at, reach), ended=former)
        for other in others:
            other.words, other.ended = (at, other.words[1]), other.ended or former
            yield other


def _title_ahead(page: Page, at: int, org: Organiser) -> tuple[int, int, bool] | None:
    """Return where the title said of somebody begins and ends, and whether it is a former one."""
    former = False
    limit = min(len(page.words), at + _GAP)
    while at < limit:
        lower, named = page.lower[at], org.starting.get(at)
        if named and named.form != "pronoun" and named.figure and named.last > at:
            after = page.lower[named.last] if named.last < len(page.words) else "."
            name = named.form in ("name", "surname")
            if named.figure.kind == "person" and name and after not in POSSESSIVES:
                return None  # "Ann Lee, Bob Bishop and others"
            if named.figure.kind != "person" or name:
                at = named.last
                continue
        end = title_after(page, at, org.v)
        if end > at and page.lower[end : end + 1] in (["'s"], ["’s"]):
            at = end + 1  # "Ann Lee, the president's spokeswoman"
            continue
        if end > at:
            return None if _is_anothers(page, end, org) else (at, end, former)
        former = former or lower in org.v.former
        if lower in org.v.future or _stops_title(page, at, org.v):
            return None
        at += 1
    return None


def _is_anothers(page: Page, end: int, org: Organiser) -> bool:
    """Say whether a title belongs to the name that follows: "Ann Lee, President Bob Gray"."""
    following = org.starting.get(end)
    named = following is not None and following.form in ("name", "surname")
    return named and following is not None and is_person(following)


def _stops_title(page: Page, at: int, v: Vocabulary) -> bool:
    """Say whether word ``at`` can stand between nobody and their title."""
    lower = page.lower[at]
    return (
        (page.words[at] in ",;:()." or lower in ("who", "which", "and", "but", "said", "whom"))
        or (lower in listed("prepositions") or lower in listed("auxiliaries"))
        or (lower in v.speech or _is_verb(lower))
    )


def _is_verb(lower: str) -> bool:
    return lower in listed("past") or (
        lower.endswith(("ed", "ing")) and lower not in listed("before_title")
    )


def _owner_around(page: Page, first: int, end: int, org: Organiser) -> tuple[Figure | None, int]:
    """Return where a post is, by the words before or after its title, and where those end."""
    owner, _ = owner_before(page, first, org)
    if end >= len(page.words):
        return owner, end
    if page.lower[end] in ("of", "at", "for", "in", "to", "with", "on"):
        following = org.starting_at(end + 1)
        if following and owner and page.lower[end] == "for":
            return owner, org.end_at(end + 1)  # "the Labour MP for Hull"
        if following:
            return following, org.end_at(end + 1)
        return (owner, end) if owner else _further_on(page, end, org)
    if owner is None and page.words[first - 1] == "(" and page.words[end] == ",":
        following = org.starting_at(end + 1)  # "(chief executive, Northern Water)"
        return following, org.end_at(end + 1) if following else end
    return owner, end


def _and_posts(page: Page, at: int, person: Figure, org: Organiser) -> Iterator[Post]:
    """Read a second post that "and" joins to one that ends before word ``at``."""
    if page.lower[at : at + 1] != ["and"]:
        return
    place = _title_ahead(page, at + 1, org)
    if place is not None and place[0] - at < 6:
        yield from read_posts(page, at + 1, person, org)


def owner_before(page: Page, at: int, org: Organiser) -> tuple[Figure | None, int]:
    """Return whose post it is, from the words before a title, and where those begin."""
    lowest = max(0, at - 8)
    skipped = at
    while skipped > lowest and (
        page.lower[skipped - 1] in listed("before_title")
        or (
            (page.words[skipped - 1],) in org.v.places
            and page.words[skipped - 2 : skipped - 1] in (["'s"], ["’s"])
        )
    ):
        skipped -= 1
    end = skipped - 1 if skipped and page.lower[skipped - 1] in POSSESSIVES else skipped
    figure, begin = org.ending_at(end, lowest)
    if figure:
        return figure, begin
    if skipped and page.lower[skipped - 1] in ("his", "her", "their", "its"):
        for spot in org.discourse.within(skipped - 1, skipped):
            if spot.form == "pronoun" and spot.figure:
                return home_of(spot.figure, org), skipped - 1
    if skipped and page.lower[skipped - 1] == "whose":
        before = skipped - 1 - (page.words[skipped - 2 : skipped - 1] == [","])
        for spot in org.discourse.within(max(0, before - 8), before):
            if spot.last == before and spot.figure:
                return home_of(spot.figure, org), skipped - 1
    if end < skipped:
        for spot in org.discourse.within(max(0, end - 6), end):
            if spot.last == end and spot.figure and spot.figure.kind == "person":
                return home_of(spot.figure, org), at
    return None, at


def home_of(figure: Figure, org: Organiser) -> Figure | None:
    """Return the organisation that a figure is, or holds a post in."""
    if figure.kind != "person":
        return figure
    return next(
        (p.organisation for p in org.findings.posts if p.person is figure and p.organisation), None
    )


def _further_on(page: Page, end: int, org: Organiser) -> tuple[Figure | None, int]:
    """Return where a post is, said after what it is of: "professor of politics at the LSE"."""
    owner = _named_after(page, end + 1, org)
    if owner is not None or page.lower[end] != "of":
        return owner, end
    for at in range(end + 2, min(end + 6, len(page.words) - 1)):
        if page.lower[at] in ("at", "for"):
            owner = org.starting_at(at + 1)
            return owner, org.end_at(at + 1) if owner else end
        if not page.words[at][0].isalpha() or page.lower[at] in listed("auxiliaries"):
            break
    return None, end


def _named_after(page: Page, at: int, org: Organiser) -> Figure | None:
    """Return an organisation said in words: "leader of the union", where one was just named."""
    if page.lower[at : at + 1] == ["the"]:
        at += 1
    spot = org.starting.get(at - 1)
    if spot and spot.figure and spot.figure.kind != "person":
        return spot.figure
    for comma in range(at, min(at + 5, len(page.words) - 1)):
        if page.words[comma] == ",":  # "leader of the ferrymen's union, the PRF"
            noun = page.lower[comma - 1]
            return org.starting_at(comma + 1) if noun in org.v.organisation_nouns else None
    return None


def _ends_title(page: Page, at: int) -> bool:
    lower = page.lower[at]
    return (
        not lower[0].isalnum()
        or lower in listed("prepositions")
        or lower in listed("after_title")
        or page.words[at][0].isupper()
    )


def is_person(spot: Spot) -> bool:
    """Say whether a spot stands for a person."""
    return spot.figure is not None and spot.figure.kind == "person"


def after_suffixes(page: Page, at: int, v: Vocabulary) -> int:
    """Return where the letters after a name end: "Ann Lee KC MP", "Al Gray Jr."."""
    while at < len(page.words) and page.lower[at].rstrip(".") in v.suffixes:
        if page.words[at].islower():
            break
        at += 1
    return at
