"""Read from the text who holds which post, and who belongs to what, with the words that say so."""

from __future__ import annotations

from onrecord.actors.affiliations import party_mark, read_affiliations, read_party_before
from onrecord.actors.appositions import (
    POSSESSIVES,
    after_suffixes,
    is_person,
    owner_before,
    read_posts,
)
from onrecord.actors.changes import read_changes
from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Bond, Findings, Post, Spot
from onrecord.actors.organiser import Organiser
from onrecord.actors.page import Page
from onrecord.actors.titles import title_before, title_text
from onrecord.actors.vocabulary import Vocabulary


def find_posts(page: Page, discourse: Discourse, findings: Findings, org: Organiser) -> None:
    """Add to ``findings`` the posts and bonds that stand around the names of persons."""
    for spot in [s for s in discourse.spots if s.figure]:
        figure = spot.figure
        if figure is None:
            continue
        if figure.kind == "person":
            if spot.form in ("name", "surname"):
                _before_name(page, spot, findings, org)
                _after_name(page, spot, findings, org)
            told = page.lower[spot.first - 1 : spot.first] not in (["that"], ["if"], ["whether"])
            if spot.form in ("name", "surname") or (
                page.lower[spot.first] in ("he", "she") and told
            ):
                read_changes(page, spot, findings, org)
        if figure.kind != "group" and spot.form != "pronoun":
            read_affiliations(page, spot, findings, org)


def infer_shadow_posts(findings: Findings) -> None:
    """Give a shadow minister's post the party that the article speaks of most by far."""
    parties = sorted(
        {f for f in findings.figures if f.type == "party"}, key=lambda f: (-f.count, f.first)
    )
    if not parties or (len(parties) > 1 and parties[0].count < 2 * parties[1].count):
        return
    for post in findings.posts:
        if post.organisation is None and post.title.lower().startswith("shadow"):
            post.organisation, post.confidence = parties[0], min(post.confidence, 0.6)


def _before_name(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "GMB general secretary Ann Lee" and "the Labour leader, Ann Lee,"."""
    end = _end_of_title(page, spot, org)
    if end == 0:
        return
    start = _after_owner(page, title_before(page, end, org.v), end, org)
    start = _seat_before(page, end, org.v) if start == end else start
    if start < end:
        findings.posts += _post_before(page, spot, start, end, org)
        return
    read_party_before(page, spot, end, findings, org)
    _before_names(page, spot, end, findings, org)


def _end_of_title(page: Page, spot: Spot, org: Organiser) -> int:
    """Return where a title before a name would end, 0 where none can stand there.

    An honorific stands between: "INEC chairman Professor Ann Lee", "the leader, Sir Bob Gray,".
    """
    v, end = org.v, spot.first
    if end == 0 or page.paragraph[end - 1] != page.paragraph[end]:
        return 0
    honoured = spot.honorific is not None and spot.honorific not in v.honorific_offices
    if honoured and page.words[end - 1] != ",":
        longer = title_before(page, end, v) < end - 1 or org.ending.get(end - 1)
        end -= not longer or spot.honorific not in v.posts
    if end and page.words[end - 1] == ",":
        close = after_suffixes(page, spot.last, v)
        after = page.words[close] if close < len(page.words) else "."
        end = end - 1 if after in ",.;:" or page.lower[close] in v.speech else 0
    return end


def _post_before(page: Page, spot: Spot, start: int, end: int, org: Organiser) -> list[Post]:
    """Return the post that the title from ``start`` to ``end`` gives the name after it."""
    title = title_text(page, start, end, org.v)
    if spot.figure is None or _is_clause(page, spot, start, end) or title == "fellow":
        return []
    owner, begin = owner_before(page, start, org)
    former, begin = _former(page, begin, org.v)
    former = former or page.lower[start].startswith("ex-")
    outside = page.lower[begin - 1] if begin else ""
    former = former or (begin < start and outside in org.v.former)
    owned = outside in ("the", "its", "his", "her", "whose") or outside in POSSESSIVES
    if page.words[end] == "," and not owned and owner is None:
        return []
    if owner is None and page.lower[spot.last : spot.last + 1] == ["of"]:
        owner = org.starting_at(spot.last + 1)
        seat = owner is not None and owner.country and title.lower() in _SEATED
        owner = None if seat else owner  # "Senator Ann Lee of Washington"
    words = (begin, spot.last)
    return [Post(spot.figure, title, owner, words, ended=former, confidence=0.9)]


def _is_clause(page: Page, spot: Spot, start: int, end: int) -> bool:
    """Say whether a title has a clause about it rather than a name: "the judge Lee attacked"."""
    lower = end == spot.first and page.words[end - 1].islower()
    bare = spot.form == "surname" and spot.honorific is None
    return (
        lower and bare and bool({"the", "a", "this"} & set(page.lower[max(0, start - 2) : start]))
    )


def _before_names(page: Page, spot: Spot, end: int, findings: Findings, org: Organiser) -> None:
    """Read a title in the plural before several names: "Labour MPs Ann Lee and Bob Gray"."""
    plural = page.lower[end - 1].rstrip(".")
    singular = org.v.spelled_out.get(plural.removesuffix("s"), plural.removesuffix("s"))
    if plural == singular or singular not in org.v.posts or page.words[end - 1] == ",":
        return
    start = end - 1
    while start and page.lower[start - 1] in org.v.post_modifiers and end - start < 4:
        if page.sentence[start - 1] != page.sentence[end] or org.ending.get(start):
            break
        start -= 1
    owner, begin = owner_before(page, start, org)
    former, begin = _former(page, begin, org.v)
    title = " ".join([*page.words[start : end - 1], singular if singular != "mp" else "MP"])
    for person in _listed_from(page, spot, org):
        if person.figure is not None:
            words = (begin, person.last)
            findings.posts.append(Post(person.figure, title, owner, words, former, confidence=0.8))


def _listed_from(page: Page, spot: Spot, org: Organiser) -> list[Spot]:
    """Return the persons of a list that begins with ``spot``: "Ann Lee (Con), Bob Gray and"."""
    found = [spot]
    for other in org.discourse.within(spot.last, spot.last + 40):
        between = page.lower[found[-1].last : other.first]
        plain = all(w in (",", "and", "&", "(", ")") or w.rstrip(".") in org.v.honorifics
                    or w.upper() in org.v.bracketed or w.title() in org.v.bracketed
                    or w.title() in org.v.adjectives for w in between)  # fmt: skip
        if not plain or page.sentence[other.first] != page.sentence[spot.first]:
            break
        if other.form in ("name", "surname") and is_person(other) and between:
            found.append(other)
    last = found[-1]
    joined = "and" in page.lower[spot.last : last.first] or len(found) == 1
    return found if joined and len(found) > 1 else []


_SEATED = frozenset(["senator", "representative", "governor", "sen", "rep", "congresswoman",
                     "congressman"])  # fmt: skip
_SEATS = frozenset(["mayor", "governor", "bishop", "archbishop", "premier", "mp", "leader"])


def _seat_before(page: Page, end: int, v: Vocabulary) -> int:
    """Return where "Mayor of Tees Bay" before a name begins, ``end`` where none stands there."""
    for of in range(end - 1, max(0, end - 5), -1):
        if page.lower[of] == "of":
            seat = page.lower[of - 1] in _SEATS and of < end - 1
            return title_before(page, of, v) if seat else end
        if not page.words[of][0].isupper() or page.sentence[of] != page.sentence[end]:
            return end
    return end


def _after_owner(page: Page, start: int, end: int, org: Organiser) -> int:
    """Begin a title after the name that it seems to begin in: "White House | press secretary"."""
    for at in range(start + 1, end):
        spot = org.ending.get(at)
        if spot is not None and spot.first <= start:
            return at
    return start


def _former(page: Page, at: int, v: Vocabulary) -> tuple[bool, int]:
    former = False
    for length in (2, 1):
        if tuple(page.words[max(0, at - length) : at]) in v.places:
            if page.lower[at - length - 1 : at - length][:1] in ([w] for w in v.former):
                at -= length
            break
    while at and page.lower[at - 1] in v.former:
        at, former = at - 1, True
    return former, at


def _after_name(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "Ann Lee, the leader of the PCS," "Ann Lee of Unite" and "Ann Lee (D-Vt.)"."""
    words, figure = page.words, spot.figure
    at = after_suffixes(page, spot.last, org.v)
    if figure is not None:
        for i in range(spot.last, at):
            if page.lower[i] in org.v.post_suffixes:
                findings.posts.append(Post(figure, words[i], None, (spot.first, i + 1)))
    if at + 1 >= len(words) or figure is None or page.paragraph[at] != page.paragraph[spot.first]:
        return
    if page.lower[at] == "of" and (home := org.starting_at(at + 1)) and not home.country:
        findings.bonds.append(Bond(figure, home, "belongs to", (spot.first, org.end_at(at + 1))))
        return
    if words[at] == "," and words[at + 1].isdigit() and words[at + 2 : at + 3] == [","]:
        at += 2  # "Ann Lee, 54, finance director"
    if words[at] in (",", "(") and at + 1 < len(words):
        party = party_mark(page, at + 1, org)
        if party:
            findings.bonds.append(Bond(figure, party, "belongs to", (spot.first, at + 4)))
            return
    if words[at] not in (",", "(", "—", "–", "-"):
        return
    for post in read_posts(page, at + 1, figure, org):
        post.words = (spot.first, post.words[1])
        findings.posts.append(post)
