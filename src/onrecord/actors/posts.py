"""Read from the text who holds which post, and who belongs to what, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Bond, Figure, Findings, Post, Spot
from onrecord.actors.organisations import organisation_key
from onrecord.actors.page import Page
from onrecord.actors.titles import is_title
from onrecord.actors.vocabulary import Vocabulary, listed, vocabulary

_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_GAP = 7


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
                _changes(page, spot, findings, org)
        if figure.kind != "group" and spot.form != "pronoun":
            _between_organisations(page, spot, findings, org)


def find_predecessors(page: Page, discourse: Discourse, findings: Findings) -> None:
    """Read "his predecessor, Ann Lee": she held the post that is now his, and holds it no more."""
    for at, lower in enumerate(page.lower):
        if lower not in ("predecessor", "successor") or at == 0:
            continue
        owner = next((s.figure for s in discourse.within(at - 1, at) if s.figure), None)
        if owner is None and page.lower[at - 1] in _POSSESSIVES:
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
    for at, lower in enumerate(page.lower):
        over = page.lower[at : at + 3] in (["takes", "over", "from"], ["took", "over", "from"])
        if lower not in listed("succeeds") and not over:
            continue
        passive = page.lower[at + 1 : at + 2] == ["by"]
        start = at + 3 if over else at + 1 + passive
        after = [s for s in discourse.within(start, start + 5) if _is_person(s)]
        before = [s for s in discourse.within(max(0, at - 25), at) if _is_person(s)]
        before = [s for s in before if s.subject and page.sentence[s.first] == page.sentence[at]]
        if not after or not before or page.sentence[after[0].first] != page.sentence[at]:
            continue
        new, old = (after[0], before[-1]) if passive else (before[-1], after[0])
        _hand_over(page, findings, org, new, old)


def _is_person(spot: Spot) -> bool:
    return spot.figure is not None and spot.figure.kind == "person"


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


def title_before(page: Page, end: int, v: Vocabulary) -> int:
    """Return where the longest title that ends before word ``end`` begins, ``end`` where none."""
    best = end
    for start in range(end - 1, max(-1, end - 7), -1):
        if page.paragraph[start] != page.paragraph[end - 1] or page.words[start] in ",;:().":
            break
        words = [_spelled(w, v) for w in page.lower[start:end]]
        if is_title(words, v):
            best = start
    return best


def title_after(page: Page, at: int, v: Vocabulary) -> int:
    """Return where the longest title that begins at word ``at`` ends, ``at`` where none does."""
    best = at
    for end in range(at + 1, min(len(page.words), at + 7) + 1):
        if is_title(page.lower[at:end], v):
            best = end
    return best


def _spelled(word: str, v: Vocabulary) -> str:
    bare = word.rstrip(".").removeprefix("ex-")
    return v.spelled_out.get(bare.lower(), bare) if bare else word


def title_text(page: Page, first: int, last: int, v: Vocabulary) -> str:
    """Return a title as it is written; abbreviations that stand before names are spelled out."""
    if last - first == 1:
        bare = page.words[first].rstrip(".")
        bare = bare[3:] if bare.lower().startswith("ex-") else bare
        return v.spelled_out.get(bare.lower(), bare)
    return " ".join(_spelled(w, v) if w.endswith(".") else w for w in page.words[first:last])


def _before_name(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "GMB general secretary Ann Lee" and "the Labour leader, Ann Lee,"."""
    v, end = org.v, spot.first
    if end == 0 or page.paragraph[end - 1] != page.paragraph[end] or spot.figure is None:
        return
    comma = page.words[end - 1] == ","
    if comma:
        close = _after_suffixes(page, spot.last, v)
        after = page.words[close] if close < len(page.words) else "."
        if after not in ",.;:" and page.lower[close] not in v.speech:
            return
        end -= 1
    elif spot.honorific and spot.honorific not in v.honorific_offices:
        longer = title_before(page, end, v) < end - 1 or org.ending.get(end - 1)
        end -= not longer or spot.honorific not in v.posts
    start = _after_owner(page, title_before(page, end, v), end, org)
    if start == end:
        start = _seat_before(page, end, v)
    if start == end:
        _party_before(page, spot, end, findings, org)
        _before_names(page, spot, end, findings, org)
        return
    if _is_clause(page, spot, start, end) or title_text(page, start, end, v) == "fellow":
        return
    owner, begin = _owner(page, start, org)
    former, begin = _former(page, begin, v)
    former = former or page.lower[start].startswith("ex-")
    if not former and begin < start:
        former = page.lower[begin - 1] in v.former if begin else False
    outside = page.lower[begin - 1] if begin else ""
    owned = outside in ("the", "its", "his", "her", "whose") or outside in _POSSESSIVES
    if comma and not owned and owner is None:
        return
    title = title_text(page, start, end, v)
    if owner is None and page.lower[spot.last : spot.last + 1] == ["of"]:
        owner = org.starting_at(spot.last + 1)
    findings.posts.append(
        Post(spot.figure, title, owner, (begin, spot.last), ended=former, confidence=0.9)
    )


def _is_clause(page: Page, spot: Spot, start: int, end: int) -> bool:
    """Say whether a title has a clause about it rather than a name: "the judge Lee attacked"."""
    lower = end == spot.first and page.words[end - 1].islower()
    bare = spot.form == "surname" and spot.honorific is None
    return lower and bare and start > 0 and page.lower[start - 1] in ("the", "a", "this")


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
    owner, begin = _owner(page, start, org)
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
        if other.form in ("name", "surname") and _is_person(other) and between:
            found.append(other)
    last = found[-1]
    joined = "and" in page.lower[spot.last : last.first] or len(found) == 1
    return found if joined and len(found) > 1 else []


def _after_suffixes(page: Page, at: int, v: Vocabulary) -> int:
    """Return where the letters after a name end: "Ann Lee KC MP", "Al Gray Jr."."""
    while at < len(page.words) and page.lower[at].rstrip(".") in v.suffixes:
        if page.words[at].islower():
            break
        at += 1
    return at


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
        if spot is not None and spot.first < start:
            return at
    return start


def _party_before(page: Page, spot: Spot, end: int, findings: Findings, org: Organiser) -> None:
    """Read "the Tory Ann Lee" and "Unite's Ann Lee"."""
    at = end - 1 if end and page.lower[end - 1] in _POSSESSIVES else end
    owner = org.ending.get(at)
    if at < end and owner and owner.figure and spot.figure and owner.figure is not spot.figure:
        findings.bonds.append(
            Bond(spot.figure, owner.figure, "belongs to", (owner.first, spot.last), confidence=0.7)
        )


def _owner(page: Page, at: int, org: Organiser) -> tuple[Figure | None, int]:
    """Return whose post it is, from the words before a title, and where those begin."""
    lowest = max(0, at - 8)
    skipped = at
    while skipped > lowest and page.lower[skipped - 1] in listed("before_title"):
        skipped -= 1
    end = skipped - 1 if skipped and page.lower[skipped - 1] in _POSSESSIVES else skipped
    figure, begin = org.ending_at(end, lowest)
    if figure:
        return figure, begin
    if skipped and page.lower[skipped - 1] in ("his", "her", "their", "its"):
        for spot in org.discourse.within(skipped - 1, skipped):
            if spot.form == "pronoun" and spot.figure:
                return _home(spot.figure, org), skipped - 1
    if skipped and page.lower[skipped - 1] == "whose":
        before = skipped - 1 - (page.words[skipped - 2 : skipped - 1] == [","])
        for spot in org.discourse.within(max(0, before - 8), before):
            if spot.last == before and spot.figure:
                return _home(spot.figure, org), skipped - 1
    if end < skipped:
        for spot in org.discourse.within(max(0, end - 6), end):
            if spot.last == end and spot.figure and spot.figure.kind == "person":
                return _home(spot.figure, org), at
    return None, at


def _home(figure: Figure, org: Organiser) -> Figure | None:
    """Return the organisation that a figure is, or holds a post in."""
    if figure.kind != "person":
        return figure
    return next(
        (p.organisation for p in org.findings.posts if p.person is figure and p.organisation), None
    )


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
    at = _after_suffixes(page, spot.last, org.v)
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
        party = _party_mark(page, at + 1, org)
        if party:
            findings.bonds.append(Bond(figure, party, "belongs to", (spot.first, at + 4)))
            return
    if words[at] not in (",", "(", "—", "–", "-"):
        return
    for post in read_posts(page, at + 1, figure, org):
        post.words = (spot.first, post.words[1])
        findings.posts.append(post)


def _party_mark(page: Page, at: int, org: Organiser) -> Figure | None:
    """Read the American mark of party and state: "(D-Vt.)", ", R-Wis.,", ", Republican of Iowa"."""
    word = page.words[at]
    if page.words[at - 1] == "(" and ")" in page.words[at + 1 : at + 3]:
        party = org.v.bracketed.get(page.slice(at, page.words.index(")", at)))
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


def read_posts(page: Page, at: int, person: Figure, org: Organiser) -> Iterator[Post]:
    """Read posts from the words that begin at ``at``: "the former leader of the PCS"."""
    place = _title_ahead(page, at, org)
    if place is None:
        return
    first, end, former = place
    if page.lower[first] == "party" and end - first > 1 and _owner(page, first, org)[0] is None:
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
            if named.figure.kind == "person" and after not in _POSSESSIVES:
                return None  # "Ann Lee, Bob Bishop and others"
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
    return named and following is not None and _is_person(following)


def _stops_title(page: Page, at: int, v: Vocabulary) -> bool:
    """Say whether word ``at`` can stand between nobody and their title."""
    lower = page.lower[at]
    return (
        (page.words[at] in ",;:()." or lower in ("who", "which", "and", "but", "said", "whom"))
        or (lower in listed("prepositions") or lower in listed("auxiliaries"))
        or (lower in v.speech or _is_verb(lower))
    )


def _owner_around(page: Page, first: int, end: int, org: Organiser) -> tuple[Figure | None, int]:
    """Return where a post is, by the words before or after its title, and where those end."""
    owner, _ = _owner(page, first, org)
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
    if place is not None and place[0] - at < 4:
        yield from read_posts(page, at + 1, person, org)


def _is_verb(lower: str) -> bool:
    return lower in listed("past") or (
        lower.endswith(("ed", "ing")) and lower not in listed("before_title")
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


def _changes(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "Ann Lee was elected leader of Unite", "who resigned as", "is the leader of"."""
    figure, at = spot.figure, _after_suffixes(page, spot.last, org.v)
    if figure is None:
        return
    at = _after_apposition(page, at)
    limit = min(len(page.words), at + 5)
    while at < limit and page.sentence[at] == page.sentence[spot.first]:
        lower = page.lower[at]
        pair = " ".join(page.lower[at : at + 2])
        if (
            lower in listed("begins_post")
            or lower in listed("ends_post")
            or pair in listed("ends_post_down")
        ):
            follow = at + (2 if pair in listed("ends_post_down") else 1)
            ended = lower not in listed("begins_post")
            called = page.lower[follow : follow + 1] in (["as"], ["from"])
            if (ended and not called) or (not ended and _appoints(page, spot, at)):
                return
            follow += called
            follow += 2 * (page.lower[follow : follow + 2] == ["the", "next"])
            for post in read_posts(page, follow, figure, org):
                post.words = (spot.first, post.words[1])
                post.ended, post.began = post.ended or ended, not ended
                findings.posts.append(post)
            return
        if lower in listed("joins") or lower in listed("leaves") or lower == "defected":
            _moves(page, spot, at, findings, org)
            return
        if lower in listed("stands") and page.lower[at + 1 : at + 2] == ["as"]:
            for post in read_posts(page, at + 2, figure, org):
                post.words = (spot.first, post.words[1])
                findings.posts.append(post)
            return
        if page.lower[at : at + 2] == ["used", "to"] and page.lower[at + 2] in _LEAD:
            if (home := org.starting_at(at + 3)) is not None:
                words = (spot.first, org.end_at(at + 3))
                findings.bonds.append(Bond(figure, home, "leads", words, ended=True))
            return
        article = page.lower[at + 1 : at + 2] in (["the"], ["a"], ["an"])
        if (
            lower in listed("is_post")
            and not article
            and title_after(page, at + 1, org.v) <= at + 1
        ):
            at += 1
            continue
        if lower in listed("is_post") or lower in listed("leads"):
            if lower in listed("is_post"):
                for post in read_posts(page, at + 1, figure, org):
                    reach = post.words[1]
                    post.words = (spot.first, reach)
                    past = lower in ("was", "became") and _is_bounded(page, reach)
                    post.ended = post.ended or past
                    findings.posts.append(post)
            elif (home := org.starting_at(at + 1)) is not None:
                findings.bonds.append(Bond(figure, home, "leads", (spot.first, org.end_at(at + 1))))
            return
        if lower not in listed("between_change"):
            return
        at += 1


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
    after = page.lower[end] if end < len(page.words) else "."
    goes_on = after in ("in", "on", "'s", "for") or after in org.v.posts | org.v.post_modifiers
    if goes_on or (ended and home.type not in ("party", "union")):
        return
    findings.bonds.append(Bond(spot.figure, home, "belongs to", (spot.first, end), ended=ended))


def _between_organisations(page: Page, spot: Spot, findings: Findings, org: Organiser) -> None:
    """Read "the FBU, the party's main backer" and "the RMT is affiliated to the TUC"."""
    at, figure = spot.last, spot.figure
    if figure is None or at + 2 >= len(page.words):
        return
    if page.words[at] == "," or page.lower[at] in ("is", "was", "remains"):
        for i in range(at + 1, min(at + 8, len(page.words))):
            if page.words[i] in ",.;:" or page.lower[i] in org.v.speech:
                break
            if page.lower[i] in listed("funders"):
                owner = _possessor(page, at + 1, i, org)
                if owner and owner is not figure:
                    findings.bonds.append(Bond(figure, owner, "funds", (spot.first, i + 1)))
                break
            part = page.lower[i] in listed("parts") and page.lower[i + 1 : i + 2] == ["of"]
            if part and figure.kind == "organisation":
                owner = org.starting_at(i + 2)
                if owner and owner is not figure:
                    findings.bonds.append(
                        Bond(figure, owner, "belongs to", (spot.first, org.end_at(i + 2)))
                    )
                break
    for i in range(at, min(at + 5, len(page.words) - 2)):
        if page.sentence[i] != page.sentence[spot.first]:
            break
        if page.lower[i : i + 2] == ["member", "of"] and i > at:
            owner = org.starting_at(i + 2)
            if owner and owner is not figure:
                findings.bonds.append(
                    Bond(figure, owner, "belongs to", (spot.first, org.end_at(i + 2)))
                )
            break
        if page.lower[i] in (
            "affiliated",
            "affiliates",
            "affiliate",
            "disaffiliated",
            "disaffiliate",
        ) and page.lower[i + 1] in ("to", "with", "from"):
            owner = org.starting_at(i + 2)
            if owner and owner is not figure:
                ended = page.lower[i].startswith("dis")
                findings.bonds.append(
                    Bond(
                        figure, owner, "affiliated to", (spot.first, org.end_at(i + 2)), ended=ended
                    )
                )
            break


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
