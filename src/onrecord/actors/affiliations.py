"""Read what bodies and persons belong to, are affiliated to or fund."""

from __future__ import annotations

from onrecord.actors.appositions import POSSESSIVES
from onrecord.actors.figures import Bond, Figure, Findings, Spot
from onrecord.actors.organiser import Organiser
from onrecord.actors.page import Page
from onrecord.actors.vocabulary import listed


def read_affiliations(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "the FBU, the party's main backer" and "the RMT is affiliated to the TUC"."""
    at, figure = spot.last, spot.figure
    if figure is None or at + 2 >= len(page.words):
        return
    if page.words[at] == "," or page.lower[at] in ("is", "was", "remains"):
        _described(page, spot, at, findings, org)
    if figure.kind == "organisation":
        _joined(page, spot, at, findings, org)


def _described(page: Page, spot: Spot, at: int, findings: Findings, org: Organiser) -> None:
    """Read what a body or person is said to be to a body: its donor, its affiliate, a wing."""
    if page.lower[at + 1] in listed("funded") and page.lower[at + 2] == "by":
        for payer in org.discourse.within(at + 3, at + 7):
            if spot.figure and spot.figure.kind == "organisation" and payer.figure:
                _bind(payer, spot.figure, "funds", payer.last, findings)
            return
    for i in range(at + 1, min(at + 8, len(page.words))):
        lower = page.lower[i]
        if page.words[i] in ",.;:" or lower in org.v.speech:
            return
        if lower in listed("funders"):
            owner = _possessor(page, at + 1, i, org)
            _bind(spot, owner, "funds", i + 1, findings)
            return
        if lower in listed("parts") and page.lower[i + 1 : i + 2] == ["of"]:
            if spot.figure and spot.figure.kind == "organisation":
                _bind(spot, org.starting_at(i + 2), "belongs to", org.end_at(i + 2), findings)
            return


def _joined(page: Page, spot: Spot, at: int, findings: Findings, org: Organiser) -> None:
    """Read "is affiliated to the TUC" and "was a founding member of the TUC"."""
    for i in range(at, min(at + 5, len(page.words) - 2)):
        if page.sentence[i] != page.sentence[spot.first]:
            return
        lower, following = page.lower[i], page.lower[i + 1]
        if lower == "member" and following == "of" and i > at:
            _bind(spot, org.starting_at(i + 2), "belongs to", org.end_at(i + 2), findings)
            return
        if lower in _AFFILIATED and following in ("to", "with", "from"):
            owner, ended = org.starting_at(i + 2), lower.startswith("dis")
            _bind(spot, owner, "affiliated to", org.end_at(i + 2), findings, ended=ended)
            return


_AFFILIATED = frozenset(
    ["affiliated", "affiliates", "affiliate", "disaffiliated", "disaffiliate", "disaffiliates"]
)


def _bind(
    spot: Spot, owner: Figure | None, kind: str, end: int, findings: Findings, *,
    ended: bool = False,
) -> None:  # fmt: skip
    if spot.figure is not None and owner is not None and owner is not spot.figure:
        findings.bonds.append(Bond(spot.figure, owner, kind, (spot.first, end), ended=ended))


def _possessor(page: Page, first: int, last: int, org: Organiser) -> Figure | None:
    """Return whose donor it is: the spot with a possessive, or after "of" or "to"."""
    for spot in org.discourse.within(first, last):
        if spot.figure and spot.figure.kind != "person":
            return spot.figure
    adjective, at = org.ending_at(last, first)
    if adjective is not None and at < last:
        return adjective
    if page.lower[last + 1 : last + 2] in (["of"], ["to"]):
        return org.starting_at(last + 2)
    return None


def party_mark(page: Page, at: int, org: Organiser) -> Figure | None:
    """Read the American mark of party and state: "(D-Vt.)", ", R-Wis.,", ", Republican of Iowa"."""
    word = page.words[at]
    if page.words[at - 1] == "(" and (set(page.words[at + 1 : at + 3]) & {")", ","}):
        close = next(i for i in range(at + 1, at + 3) if page.words[i] in (")", ","))
        words = page.slice(at, close)
        party = org.v.bracketed.get(words) or org.v.adjectives.get(words)
        if party is not None:
            return org.named(party, at)
        home = org.starting_at(at)
        if home and home.type == "party":
            return home
    if word[:2] in ("D-", "R-") or (
        word in ("D", "R") and page.words[at + 1 : at + 2] in (["-"], ["–"], [","])
    ):
        return org.named(org.v.adjectives[word[0]], at)
    if word in ("Republican", "Democrat", "Democratic") and page.lower[at + 1 : at + 2] == ["of"]:
        return org.named(org.v.adjectives[word], at)
    if page.lower[at] == "a" and at + 2 < len(page.words):
        party = org.v.adjectives.get(page.words[at + 1])
        closed = page.lower[at + 2] in (",", ".", "who", "from", "and", ")", "in")
        return org.named(party, at + 1) if party and closed else None
    return None


def read_party_before(page: Page, spot: Spot, end: int, findings: Findings, org: Organiser) -> None:
    """Read "the Tory Ann Lee", "Unite's Ann Lee" and "her Labour rival, Ann Lee"."""
    at = end - 1 if end and page.lower[end - 1] in POSSESSIVES else end
    owner = org.ending.get(at)
    if at < end and owner and owner.figure and spot.figure and owner.figure is not spot.figure:
        findings.bonds.append(
            Bond(spot.figure, owner.figure, "belongs to", (owner.first, spot.last), confidence=0.7)
        )
    elif at == end > 1 and page.lower[end - 1] in org.v.people_words and spot.figure:
        if (
            end < spot.first
            and page.words[end] == ","
            and page.words[spot.last : spot.last + 1] != [","]
        ):
            return  # "Regarding the Labour rival, Ann Lee said"
        party, first = org.ending_at(end - 1, end - 3)
        if party is not None and party.type == "party":
            words = (first, spot.last)
            findings.bonds.append(Bond(spot.figure, party, "belongs to", words, confidence=0.7))
