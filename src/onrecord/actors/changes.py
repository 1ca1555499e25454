"""Read who takes a post, leaves it, hands it on, or joins and leaves a body."""

from __future__ import annotations

from functools import cache

from onrecord.actors.appositions import POSSESSIVES, after_suffixes, is_person, read_posts
from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Bond, Findings, Post, Spot
from onrecord.actors.organiser import Organiser
from onrecord.actors.page import Page
from onrecord.actors.titles import title_after
from onrecord.actors.vocabulary import listed


def read_changes(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "Ann Lee was elected leader of Unite", "who resigned as", "is the leader of"."""
    at = _verb_after(page, spot, org)
    if at is None or spot.figure is None:
        return
    lower = page.lower[at]
    if lower in listed("is_post"):
        _is_said_to_hold(page, spot, at, findings, org)
    elif lower in listed("stands") and page.lower[at + 1] == "as":
        _posts_from(page, spot, at + 2, findings, org)
    elif lower in listed("leads"):
        _leads(page, spot, at + 1, findings, org)
    elif lower == "used":
        _leads(page, spot, at + 3, findings, org, ended=True)
    elif (
        lower in listed("joins")
        or lower == "defected"
        or (not _takes_or_leaves(page, spot, at, findings, org) and lower in listed("leaves"))
    ):
        _moves(page, spot, at, findings, org)


def _verb_after(page: Page, spot: Spot, org: Organiser) -> int | None:
    """Return where the verb of change that somebody is the subject of stands, if there is one."""
    at = _after_apposition(page, after_suffixes(page, spot.last, org.v))
    limit = min(len(page.words) - 1, at + 5)
    between, verbs = listed("between_change"), _change_verbs()
    while at < limit and page.sentence[at] == page.sentence[spot.first]:
        lower = page.lower[at]
        if lower in verbs and _is_change(page, at, org):
            return at
        if lower not in between and lower not in listed("is_post"):
            return None
        at += 1
    return None


_VERBS = ("begins_post", "ends_post", "leads", "joins", "leaves", "stands", "is_post")


@cache
def _change_verbs() -> frozenset[str]:
    """Return every word by which a post or belonging may begin, end or be said to hold."""
    down = {pair.split(" ")[0] for pair in listed("ends_post_down")}
    return frozenset().union(*map(listed, _VERBS), down, ["used", "defected"])


def _is_change(page: Page, at: int, org: Organiser) -> bool:
    """Say whether what follows a verb of change makes it one here."""
    lower, following = page.lower[at], page.lower[at + 1]
    if lower in listed("is_post"):
        return following in ("the", "a", "an") or title_after(page, at + 1, org.v) > at + 1
    if lower == "used":
        return following == "to" and bool(set(page.lower[at + 2 : at + 3]) & _LEAD)
    if lower in listed("stands") and lower not in listed("leads"):
        return following == "as"
    down = {pair.split(" ")[0] for pair in listed("ends_post_down")}
    return lower not in down or f"{lower} {following}" in listed("ends_post_down")


def _is_said_to_hold(page: Page, spot: Spot, at: int, findings: Findings, org: Organiser) -> None:
    """Read "is the leader of"; what "was" so until a given time has ended."""
    for post in _posts_from(page, spot, at + 1, findings, org):
        past = page.lower[at] in ("was", "became") and _is_bounded(page, post.words[1])
        post.ended = post.ended or past


def _posts_from(page: Page, spot: Spot, at: int, findings: Findings, org: Organiser) -> list[Post]:
    """Add the posts that the words from ``at`` on say of a spot's figure, and return them."""
    found = list(read_posts(page, at, spot.figure, org)) if spot.figure else []
    for post in found:
        post.words = (spot.first, post.words[1])
    findings.posts += found
    return found


def _takes_or_leaves(page: Page, spot: Spot, at: int, findings: Findings, org: Organiser) -> bool:
    """Read "was elected leader" and "resigned as leader"; say whether a post was read."""
    ended = page.lower[at] not in listed("begins_post")
    down = f"{page.lower[at]} {page.lower[at + 1]}" in listed("ends_post_down")
    follow = at + 1 + down
    follow += page.lower[at : at + 2] == ["sworn", "in"]
    called = page.lower[follow : follow + 1] in (["as"], ["from"])
    if (ended and not called) or (not ended and _appoints(page, spot, at)):
        return False
    follow += called
    follow += 2 * (page.lower[follow : follow + 2] == ["the", "next"])
    found = _posts_from(page, spot, follow, findings, org)
    for post in found:
        post.ended, post.began = post.ended or ended, not ended
    return bool(found)


def _leads(
    page: Page, spot: Spot, at: int, findings: Findings, org: Organiser, *, ended: bool = False
) -> None:
    """Read "chairs the Transport Committee" and "used to lead Unite"."""
    home = org.starting_at(at)
    if home is not None and spot.figure is not None:
        words = (spot.first, org.end_at(at))
        findings.bonds.append(Bond(spot.figure, home, "leads", words, ended=ended))


def _appoints(page: Page, spot: Spot, at: int) -> bool:
    """Say whether somebody gives a post to another: "whom Ann Lee appointed chief whip"."""
    if page.lower[at] in ("became", "become", "becomes"):
        return False
    passive = any(w in listed("auxiliaries") for w in page.lower[spot.last : at])
    return not passive and not (page.initial[spot.first] or page.words[at - 1] == ",")


_LEAD = frozenset(["lead", "head", "chair", "run"])


def _is_bounded(page: Page, at: int) -> bool:
    """Say whether a time that ends is given from word ``at`` on: "until 2020", "from 1 to 3"."""
    near = page.lower[at : at + 5]
    return "until" in near or ("from" in near and "to" in page.lower[at : at + 8])


def _after_apposition(page: Page, at: int) -> int:
    """Return where a sentence goes on after what commas set beside its subject, if they do."""
    if page.words[at : at + 1] != [","]:
        return at
    for close in range(at + 1, min(at + 12, len(page.words))):
        if page.sentence[close] != page.sentence[at] or page.lower[close] in ("who", "and"):
            return at
        if page.words[close] == ",":
            return close + 1
    return at


def _moves(page: Page, spot: Spot, at: int, findings: Findings, org: Organiser) -> None:
    """Read "joined the Greens" and "left Unite" as belonging there, or no longer."""
    ended = page.lower[at] in listed("leaves")
    if page.lower[at] == "defected":
        at += 1 if page.lower[at + 1 : at + 2] == ["to"] else 0
    home = org.starting_at(at + 1)
    if home is None or home.country or spot.figure is None:
        return
    end = org.end_at(at + 1)
    new = org.starting_at(end + 1) if ended and page.lower[end : end + 1] == ["for"] else None
    if new is not None:  # "left Labour for the Greens"
        words = (spot.first, org.end_at(end + 1))
        findings.bonds.append(Bond(spot.figure, home, "belongs to", words, ended=True))
        findings.bonds.append(Bond(spot.figure, new, "belongs to", words))
        return
    after = page.lower[end] if end < len(page.words) else "."
    goes_on = after in ("in", "on", "'s", "for") or after in org.v.posts | org.v.post_modifiers
    if goes_on or (ended and home.type not in ("party", "union")):
        return
    findings.bonds.append(Bond(spot.figure, home, "belongs to", (spot.first, end), ended=ended))


def find_predecessors(page: Page, discourse: Discourse, findings: Findings) -> None:
    """Read "his predecessor, Ann Lee": she held the post that is now his, and holds it no more."""
    for at, lower in enumerate(page.lower):
        if lower not in ("predecessor", "successor") or at == 0:
            continue
        owner = next((s.figure for s in discourse.within(at - 1, at) if s.figure), None)
        if owner is None and page.lower[at - 1] in POSSESSIVES:
            owner = next((s.figure for s in discourse.within(max(0, at - 5), at - 1)), None)
        start = at + 2 if page.words[at + 1 : at + 2] == [","] else at + 1
        named = [s for s in discourse.within(start, start + 5) if s.form in ("name", "surname")]
        named = [s for s in named if s.first <= start + 1]
        if owner is None or not named or named[0].figure in (None, owner):
            continue
        ended = lower == "predecessor"
        held = [p for p in findings.posts if p.person is owner and not (p.ended and ended)]
        for post in held[:1]:
            person = named[0].figure
            if person is not None:
                findings.posts.append(
                    Post(
                        person, post.title, post.organisation, (at - 1, named[0].last),
                        ended=ended, began=not ended, confidence=0.7,
                    )
                )  # fmt: skip


def find_successions(page: Page, discourse: Discourse, findings: Findings, org: Organiser) -> None:
    """Read "He was succeeded by Ann Lee": she holds the post that was his."""
    succeeds = listed("succeeds")
    for at, lower in enumerate(page.lower):
        if lower not in succeeds and lower not in _TAKES:
            continue
        over = page.lower[at + 1 : at + 3] == ["over", "from"]
        if lower in _TAKES and not over:
            continue
        passive = page.lower[at + 1 : at + 2] == ["by"]
        start = at + 3 if over else at + 1 + passive
        after = [s for s in discourse.within(start, start + 5) if is_person(s)]
        before = [s for s in discourse.within(max(0, at - 25), at) if is_person(s)]
        before = [s for s in before if s.subject and page.sentence[s.first] == page.sentence[at]]
        if not after or not before or page.sentence[after[0].first] != page.sentence[at]:
            continue
        new, old = (after[0], before[-1]) if passive else (before[-1], after[0])
        _hand_over(page, findings, org, new, old)


_TAKES = frozenset(["takes", "took", "taking"])


def _hand_over(page: Page, findings: Findings, org: Organiser, new: Spot, old: Spot) -> None:
    """Give the post that the words or the article name from one person to the next."""
    if new.figure is None or old.figure is None or new.figure is old.figure:
        return
    first, last = min(new.first, old.first), max(new.last, old.last)
    told: list[Post] = []
    if page.lower[last : last + 1] == ["as"]:
        told = list(read_posts(page, last + 1, new.figure, org))
    held = told or [p for p in findings.posts if p.person is old.figure]
    held = held or [p for p in findings.posts if p.person is new.figure and p.began]
    for post in held[:1]:
        words = (first, max(last, post.words[1]) if told else last)
        for person in (new.figure, old.figure):
            same = [p for p in findings.posts if p.person is person and p.title == post.title]
            ended = person is old.figure
            if not same:
                findings.posts.append(
                    Post(person, post.title, post.organisation, words,
                         ended=ended, began=not ended, confidence=0.75)
                )  # fmt: skip
            elif ended:
                same[0].ended = True
