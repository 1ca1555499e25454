"""Say who each attribution's source is: the figure, or what the words call an unnamed speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.actors.discourse import Discourse
from onrecord.actors.figures import Bond, Figure, Findings, Spot
from onrecord.actors.organisations import organisation_key
from onrecord.actors.page import Page
from onrecord.actors.pronouns import HE, IT, THEY, I
from onrecord.actors.references import References
from onrecord.actors.types import ActorKind
from onrecord.actors.vocabulary import listed, vocabulary
from onrecord.attributions import Attribution

_OPENERS = frozenset(
    ["as", "but", "and", "even", "that", "according", "to", "by", "from", "while", "like", "'", '"',
     "“", "‘", ",", ":", "-", "—", "–", "(", "though", "although", "when", "if", "because", "both",
     "•"]
)  # fmt: skip
_CLOSERS = frozenset(["'s", "’s", "'", "’", ",", ".", ":", ";", "—", "–", "-", ")", '"', "”"])
_EMPHATIC = frozenset(["all", "both", "too", "also", "himself", "herself", "themselves"])
_RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
_INDEFINITE = frozenset(["a", "an", "another", "one", "some", "no", "any", "every", "each"])


class Speakers:
    """Resolves sources, and makes figures for speakers whom the article does not name."""

    def __init__(
        self, page: Page, discourse: Discourse, findings: Findings, references: References
    ) -> None:
        self.page, self.discourse, self.findings = page, discourse, findings
        self.references, self.v = references, vocabulary()

    def speaker(self, attribution: Attribution) -> Spot | None:
        """Return the spot of an attribution's source; its figure may be undecided."""
        if attribution.source is None:
            return None
        first, last = self.page.span(attribution.source.start, attribution.source.end)
        return self.source(first, last)

    def source(self, first: int, last: int) -> Spot | None:
        """Resolve the words ``first`` to before ``last`` as the name of a speaker."""
        page = self.page
        while first < last and page.lower[first] in _OPENERS:
            if page.lower[first] in _RELATIVE and last - first == 1:
                break
            first += 1
        while last > first and page.lower[last - 1] in _CLOSERS:
            last -= 1
        if last - first == 2 and page.lower[last - 1] in _EMPHATIC:
            last -= 1
        if first >= last or self._is_kicker(first, last):
            return None
        if last - first == 1 and (pronoun := self._pronoun(first)) is not None:
            return pronoun
        if page.paragraph[first] in page.titled:
            named = [s for s in self.discourse.within(first, last) if s.form == "name"]
            if named:
                return named[0]
        joint = self._joint(first, last) or self._with_others(first, last)
        if joint is not None:
            return joint
        country = self.v.country_of.get(page.slice(first, last))
        if country is not None and page.words[first][0].isupper():
            if page.lower[last - 1] in self.v.plural:
                return self._unnamed(first, last, last - 1, "group")  # "Americans"
            figure = self.references.scene.org.named(country, first, country=True)
            return self._spot(first, last, "name", figure, 0.85)
        half = self.references.bodies.compass(first) if last - first == 2 else None
        titled = half or self._after_title(first, last)
        if titled is not None:
            return titled
        head = self._head(first, last)
        for spot in self.discourse.within(first, last):
            if spot.first <= head < spot.last and spot.form != "pronoun":
                some = self._some_of(spot, first, last, head)
                return some or self._whole(spot, first, last, head)
        beside = self._beside(head + 1, last)
        if beside is not None:
            return beside
        if page.lower[head] in self.v.posts and page.lower[first] not in _INDEFINITE:
            held = self.references.describe(first)
            if held is not None and held.last > head:
                return held
        if page.lower[head] in self.v.documents:
            return self._author(first, last, head)
        return self._unnamed(first, last, head) or self._author(first, last, head)

    def _is_kicker(self, first: int, last: int) -> bool:
        """Say whether the words only announce a headline: "PAY ROW: Unions walk out"."""
        kicker = self.page.kickers.issuperset(range(first, last))
        return kicker and not self.discourse.within(first, last)

    def _some_of(self, spot: Spot, first: int, last: int, head: int) -> Spot | None:
        """Make a group of "several senior Democrats": some of a party's people, not the party."""
        page = self.page
        party = spot.figure is not None and spot.figure.type == "party"
        if not party or page.lower[head][-1:] != "s" or spot.first == first:
            return None
        before = page.lower[first : spot.first]
        told = any(w in self.v.quantifiers or w in listed("group_modifiers") for w in before)
        return self._unnamed(first, last, head, "group") if told else None

    def _after_title(self, first: int, last: int) -> Spot | None:
        """Return whom a long title comes before: "Director of Public Affairs Ann Lee"."""
        page = self.page
        ending = [s for s in self.discourse.within(first, last) if s.last == last]
        if not ending or ending[0].form != "name" or ending[0].first == first:
            return None
        spot = ending[0]
        before = page.words[first : spot.first]
        apposed = "," in before or len(self.discourse.within(first, spot.first)) > 1
        posted = before[-1].lower() in self.v.posts and not apposed
        if spot.figure and spot.figure.kind == "person" and posted:
            return spot  # "Fight for $15 organizing director Ann Lee"
        plain = all(w[0].isupper() or w in ("of", "for", "and", "the", "&") for w in before)
        titled = any(w.lower() in self.v.posts for w in before)
        person = spot.figure is not None and spot.figure.kind == "person"
        return spot if person and plain and titled and before[-1][0].isupper() else None

    def _whole(self, spot: Spot, first: int, last: int, head: int) -> Spot:
        """Name a group by all of the source's words: not "unions" but "two of the unions"."""
        if spot.form != "collective" or spot.figure is None:
            return spot
        if spot.first == first and spot.last >= self._name_end(first, last):
            return spot
        whole = self._unnamed(first, last, head)
        if whole is None:
            return spot
        self.discourse.spots.remove(spot)
        for other in self.discourse.spots:
            if other.figure is spot.figure and other.form == "pronoun":
                other.figure = whole.figure
        spot.figure = whole.figure  # another source may have been led to this spot
        return whole

    def _pronoun(self, at: int) -> Spot | None:
        lower = self.page.lower[at]
        if lower in _RELATIVE:
            return self._relative(at)
        spots = [s for s in self.discourse.within(at, at + 1) if s.form == "pronoun"]
        if lower in THEY and not (spots and spots[0].figure):
            pair = self._pair_before(at)
            if pair is not None:
                return pair
        if spots:
            return spots[0]
        if lower in HE or lower in THEY or lower in IT:
            return self.references.pronouns.resolve(at) or (
                self._forced(at) if lower not in HE else Spot(at, at + 1, "pronoun", None, 0.0)
            )
        if lower in I or lower in ("we", "you", "us", "our"):
            return Spot(at, at + 1, "pronoun", None, 0.0)
        return None

    def _forced(self, at: int) -> Spot:
        """Resolve "it" or "they" as a source, where it must stand for somebody."""
        plural = self.page.lower[at] in THEY
        figure, confidence, candidates = self.discourse.antecedent(
            at,
            lambda f: (
                None
                if (f.kind == "person" and f.named)
                else (0.5 if (f.kind == "group") is plural else 0.0)
            ),
            sentences=4,
        )
        spot = Spot(at, at + 1, "pronoun", figure, confidence, candidates if figure is None else ())
        if figure:
            self.discourse.add(spot)
        return spot

    def _pair_before(self, at: int) -> Spot | None:
        """Make one collective of the two whom "they" takes up: "Ann Lee and Bob Gray met. They"."""
        page = self.page
        near = self.discourse.within(max(0, at - 40), at)
        near = [s for s in near if s.figure and page.sentence[at] - page.sentence[s.first] < 2]
        for one, other in pairwise(near):
            between = [w for w in page.lower[one.last : other.first] if w.rstrip(".")]
            plain = [w for w in between if w.rstrip(".") not in self.v.honorifics]
            people = all(s.figure and s.figure.kind == "person" for s in (one, other))
            if plain == ["and"] and people and one.subject and one.figure is not other.figure:
                pair = self._joint(one.first, other.last)
                if pair is not None and pair.figure is not None:
                    spot = Spot(at, at + 1, "pronoun", pair.figure, 0.7)
                    self.discourse.add(spot)
                    return spot
        return None

    def _relative(self, at: int) -> Spot | None:
        """Return whom "who" goes with: what stands right before it, or heads the phrase there."""
        page = self.page
        end = at - 1 if at and page.words[at - 1] == "," else at
        for spot in reversed(self.discourse.spots[: self.discourse.before(at)]):
            if page.sentence[spot.first] != page.sentence[at]:
                break
            body = spot.figure is not None and spot.figure.kind == "organisation"
            body = body and organisation_key(spot.figure.words if spot.figure else []) not in (
                self.v.parties
            )
            if spot.last == end and spot.figure and not (body and page.lower[at] == "who"):
                return spot
        start = end
        while start > 0 and page.sentence[start - 1] == page.sentence[at] and end - start < 9:
            lower = page.lower[start - 1]
            if lower in (",", ".", ":", ";", "and", "but") or lower in self.v.speech:
                break
            start -= 1
        while start < end and page.lower[start] in _OPENERS:
            start += 1
        phrase = self._phrase_before(start, end)
        if start < end and page.lower[start] in self.v.plural and page.lower[start + 1] != ",":
            phrase = start  # "people in the audience of Ann Lee who"
        if phrase is not None:
            return self._unnamed(phrase, end, self._head(phrase, end))
        near = [s for s in self.discourse.within(max(0, start - 12), end) if s.figure]
        near = [
            s for s in near if page.sentence[s.first] == page.sentence[at] and s.form != "pronoun"
        ]
        if page.lower[at] == "who":
            near = [s for s in near if s.figure and s.figure.kind != "organisation"]
        return near[-1] if near else None

    def _phrase_before(self, start: int, end: int) -> int | None:
        """Return where a noun phrase that ends before ``end`` and means people begins."""
        for i in range(end - 1, start - 1, -1):
            if self.page.lower[i] in (
                "a",
                "an",
                "the",
                "one",
                "another",
                "some",
                "many",
                "several",
            ):
                head = self.page.lower[self._head(i, end)]
                if head in self.v.plural or head in self.v.people_words or head in self.v.posts:
                    return i
                return None
        if end - 1 >= start and self.page.lower[end - 1] in self.v.plural:
            return self._with_owner(end - 1)
        return None

    def _with_owner(self, at: int) -> int:
        """Return where a phrase begins with whose it is: "her campaign's leadership"."""
        page = self.page
        while at > 1 and page.lower[at - 1] in ("'s", "’s"):
            at -= 2
            owner = [s for s in self.discourse.within(max(0, at - 4), at + 1) if s.last == at + 1]
            at = owner[0].first if owner and owner[0].form != "description" else at
            at -= page.lower[at - 1] in ("the", "his", "her", "their", "its")
        return at

    def _joint(self, first: int, last: int) -> Spot | None:
        """Make one collective of names that are joined: "Mr Grey and Mr Brown"."""
        spots = [s for s in self.discourse.within(first, last) if s.form in ("name", "surname")]
        distinct = list(dict.fromkeys(s.figure for s in spots if s.figure))
        if len(distinct) < 2:
            return None
        covered = {i for s in spots for i in range(s.first, s.last)}
        rest = [w for i, w in self._outside_brackets(first, last) if i not in covered]
        plain = {",", "and", "&", "both", "all", "the"}
        if "and" not in rest and "&" not in rest:
            return None
        if not all(w in plain or w.rstrip(".") in self.v.honorifics for w in rest):
            return None
        name = " and ".join(
            [", ".join(" ".join(f.words) for f in distinct[:-1]), " ".join(distinct[-1].words)]
        )
        figure = self.references.scene.unnamed_figure(name, "group", first, unique=True)
        return self._spot(first, last, "collective", figure, 0.85)

    def _with_others(self, first: int, last: int) -> Spot | None:
        """Make one collective of a name and people of theirs: "Ann Lee and her supporters"."""
        page, spots = self.page, self.discourse.within(first, last)
        if not spots or spots[0].first != first or spots[0].form not in ("name", "surname"):
            return None
        at = spots[0].last
        own = page.lower[at : at + 1] == ["and"] and page.lower[at + 1 : at + 2] in (
            ["his"], ["her"], ["their"], ["its"],
        )  # fmt: skip
        if not own or page.lower[self._head(at + 1, last)] not in self.v.plural:
            return None
        figure = self.references.scene.unnamed_figure(
            page.slice(first, last), "group", first, unique=True
        )
        return self._spot(first, last, "collective", figure, 0.8)

    def _outside_brackets(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Yield the words of a source that stand in no brackets: not "(D-Ohio)"."""
        depth = 0
        for i in range(first, last):
            word = self.page.lower[i]
            depth += word == "("
            if depth == 0:
                yield i, word
            depth -= word == ")"

    def _head(self, first: int, last: int) -> int:
        """Return the head of a noun phrase: the last word before what only tells more about it."""
        page = self.page
        for i in range(first, last):
            lower = page.lower[i]
            if page.lower[i] == "and" and self._joins_modifiers(i, last):
                continue
            if i > first and self._ends_head(i):
                inside = [s for s in self.discourse.within(first, last) if s.first <= i < s.last]
                if inside:
                    continue
                head = i - 1
                if page.lower[head] in listed("after_noun") and head > first:
                    head -= 1
                if page.lower[head] in self.v.quantifiers and lower == "of" and i + 1 < last:
                    return self._head(i + 1, last)
                return head
        return last - 1

    def _joins_modifiers(self, at: int, last: int) -> bool:
        """Say whether "and" joins words before one noun: "dock and rail unions"."""
        page = self.page
        rest = page.lower[at + 1 : last]
        return (
            0 < len(rest) <= 3
            and rest[-1] in self.v.plural
            and page.lower[at - 1] not in self.v.plural
            and not any(w in listed("prepositions") or not w[0].isalpha() for w in rest)
        )

    def _ends_head(self, i: int) -> bool:
        """Say whether word ``i`` begins what only tells more about the phrase before it."""
        lower = self.page.lower[i]
        return (
            lower in (",", ":", "(", ";", "-", "—", "–", "and", "or", "when", "where", "to")
            or lower in _RELATIVE
            or lower in listed("prepositions")
            or self._participle(i)
        )

    def _participle(self, i: int) -> bool:
        lower = self.page.lower[i]
        return (lower.endswith("ing") or (lower.endswith("ed") and len(lower) > 4)) and (
            i + 1 < len(self.page.words)
            and (
                self.page.lower[i + 1] in listed("prepositions")
                or self.page.lower[i + 1] in ("to", "the", "by")
            )
        )

    def _beside(self, at: int, last: int) -> Spot | None:
        """Return the person whom commas put beside: "the shadow minister, Ann Lee"."""
        if at < last and self.page.words[at] == ",":
            for spot in self.discourse.within(at + 1, last):
                if spot.form in ("name", "surname") and spot.first <= at + 2 and spot.figure:
                    return spot if spot.figure.kind == "person" else None
        return None

    def _author(self, first: int, last: int, head: int) -> Spot | None:
        """Return who stands behind a document: "a report by the Audit Office", "his letter"."""
        spots = [s for s in self.discourse.within(first, last) if s.figure]
        if not spots:
            return None
        people = [s for s in spots if s.figure and s.figure.kind == "person"]
        led = people and "by" in self.page.lower[first : people[0].first]
        spot = people[0] if people and led else spots[0]
        possessed = (
            self.page.lower[spot.last : spot.last + 1] in (["'s"], ["’s"]) or spot.form == "pronoun"
        )
        before = self.page.lower[spot.first - 1] if spot.first else ""
        if before == "the" and spot.first > 1:
            before = self.page.lower[spot.first - 2]
        if led or possessed or before in ("by", "from", "of") or spot.last == head:
            return Spot(spot.first, spot.last, spot.form, spot.figure, 0.6)
        return None

    def _unnamed(
        self, first: int, last: int, head: int, kind: ActorKind | None = None
    ) -> Spot | None:
        """Make a figure for a speaker in common words: "another chief", "her aides"."""
        page = self.page
        kind = kind or self._kind(first, last, head)
        end = self._name_end(first, last)
        if kind is None:
            lone = last - first == 1 and self._is_proper(first, end)
            return self._proper(first, end) if lone else None
        name = self._name(first, end)
        if not re.search(r"[^\W\d_]", name):
            return None
        called = self._called(first, end)
        if called is not None:
            return called
        if self._is_proper(first, end):
            return self._proper(first, end)
        if page.lower[first] == "the" and end - first == 2 and kind == "person":
            earlier = self._earlier(page.lower[head], first)
            if earlier is not None:
                return self._spot(first, end, "description", earlier, 0.7)
        definite = page.lower[first] in ("the", "his", "her", "their", "its") or kind != "person"
        figure = self.references.scene.unnamed_figure(name, kind, first, unique=definite)
        self._belongs(first, last, head, figure)
        form = "collective" if kind == "group" else "description"
        return self._spot(first, end, form, figure, 0.7)

    def _earlier(self, noun: str, first: int) -> Figure | None:
        """Return the nameless person of this noun met before: "the source", after "a source"."""
        people = [f for f in self.findings.figures if f.kind == "person" and not f.named]
        people = [f for f in people if f.first < first and noun in f.words[0].lower().split()]
        return max(people, key=lambda f: f.first, default=None)

    def _is_proper(self, first: int, end: int) -> bool:
        """Say whether the words are a name that was not found as one: capitals throughout."""
        page = self.page
        start = first + 1 if page.lower[first] == "the" else first
        capital = [
            page.words[i][0].isupper() or page.lower[i] in self.v.particles
            for i in range(start, end)
        ]
        lone = end - start == 1 and page.initial[start] and self._may_be_plain(start)
        shouted = end - start > 2 and all(page.words[i].isupper() for i in range(start, end))
        if shouted or end - start > 6:
            return False
        return (
            bool(capital) and all(capital) and not lone and page.paragraph[first] not in page.titled
            and page.lower[end - 1] not in self.v.plural and page.lower[end - 1] not in self.v.posts
            and page.lower[end - 1] not in self.v.documents
        )  # fmt: skip

    def _may_be_plain(self, at: int) -> bool:
        """Say whether a word may have its capital only from opening the sentence."""
        lower = self.page.lower[at]
        return lower in self.v.common or lower.endswith("s") or lower in self.page.words

    def _called(self, first: int, end: int) -> Spot | None:
        """Return the body that a description ends in the name of: "campaign group TravelFair"."""
        page = self.page
        start = end
        if page.paragraph[first] in page.titled:
            return None
        while start > first and page.words[start - 1][0].isupper():
            start -= 1
        noun = page.words[start - 1] if start > first else ""
        if start == end or end - start > 3 or noun not in self.v.organisation_nouns:
            return None
        if page.lower[end - 1] in self.v.posts | self.v.plural:
            return None
        spot = self._proper(start, end)
        if spot.figure is not None and spot.figure.count == 1:
            spot.figure.kind = "organisation"
        return spot

    def _proper(self, first: int, end: int) -> Spot:
        """Make a named figure of a source in capitals: a person, or with "the" an organisation."""
        page = self.page
        body = page.lower[first] == "the"
        start = first + 1 if body else first
        while start < end - 1 and page.lower[start].rstrip(".") in self.v.honorifics:
            start, body = start + 1, False
        name = page.slice(start, end)
        for figure in self.findings.figures:
            if figure.named and " ".join(figure.words).casefold() == name.casefold():
                return self._spot(start, end, "name", figure, 0.7)
        initials = re.fullmatch(r"(?:[A-Z]\.){2,}[A-Z]?|[A-Z]{2,5}(?:-[A-Z]{2,5})?", name)
        figure = self.references.scene.unnamed_figure(
            name, "organisation" if body or initials else "person", start, unique=True
        )
        figure.named = True
        return self._spot(start, end, "name", figure, 0.6)

    def _kind(self, first: int, last: int, head: int) -> ActorKind | None:
        page, v = self.page, self.v
        lower = page.lower[head]
        words = page.lower[first : head + 1]
        if page.lower[first] in ("everyone", "everybody", "nobody", "anyone", "no"):
            return "group"
        if lower in v.organisation_nouns:
            return "organisation" if not any(w in v.quantifiers for w in words) else "group"
        if lower in v.plural or any(w in v.quantifiers for w in words[:2]):
            return "group"
        if lower in v.posts or lower in v.people_words or lower in v.kin or lower in v.honorifics:
            return "person"
        if lower.endswith(("men", "women", "people")) or (lower.endswith("ers") and len(lower) > 5):
            return "group"
        if lower.endswith(("man", "woman", "person", "ist", "ian", "yer", "ger", "er", "or")) and (
            page.lower[first] in ("the", "a", "an", "another", "one", "his", "her", "their")
        ):
            return "person"
        if page.words[head][0].isupper() and not page.initial[head]:
            return "person" if len(words) <= 3 else "organisation"
        if lower.endswith(("ists", "ians", "ants", "ents", "ors", "ers")):
            return "group"
        return None

    def _name_end(self, first: int, last: int) -> int:
        """Cut trailing matter from the words used: relative clauses and what follows commas."""
        page = self.page
        end = last
        joined = "and" in page.lower[first + 2 : last] and page.lower[first] in ("the", "both")
        for i in range(first + 1, last):
            if joined and page.lower[i] == ",":
                continue
            if page.lower[i] in (",", "who", "which", "(", "—", "–", ":", ";") or (
                page.lower[i] in ("that", "whose") or i - first >= 14
            ):
                end = i
                break
        return end

    def _name(self, first: int, end: int) -> str:
        """Return the words used, a possessive pronoun replaced by whom it stands for."""
        page = self.page
        lower = page.lower[first]
        if lower in HE or lower in THEY or lower in IT:
            spots = [s for s in self.discourse.within(first, first + 1) if s.figure]
            if spots and spots[0].figure and end - first > 1:
                owner = " ".join(spots[0].figure.words)
                mark = "'" if owner.endswith("s") else "'s"
                return f"{owner}{mark} {page.slice(first + 1, end)}"
        return self.references.scene.lowered(first, end)

    def _belongs(self, first: int, last: int, head: int, figure: Figure) -> None:
        """Note whose spokesman or aide it is: by an organisation's name or a party's adjective."""
        homes = [s.figure for s in self.discourse.within(first, last) if s.figure]
        homes = [f for f in homes if f.kind == "organisation" and not f.country]
        for i in range(first, head):
            adjective = self.v.adjectives.get(self.page.words[i])
            if adjective is not None:
                homes.append(self.references.scene.org.named(adjective, i))
        for home in list(dict.fromkeys(homes))[: None if figure.kind == "group" else 1]:
            if home is not figure:
                self.findings.bonds.append(
                    Bond(figure, home, "belongs to", (first, last), confidence=0.6)
                )

    def _spot(self, first: int, last: int, form: str, figure: Figure, confidence: float) -> Spot:
        for spot in self.discourse.within(first, last):
            if (spot.first, spot.last) == (first, last) and spot.figure is figure:
                return spot
        spot = Spot(first, last, form, figure, confidence)  # type: ignore[arg-type]
        self.discourse.add(spot)
        figure.count += 1
        return spot


def said_by(
    page: Page,
    discourse: Discourse,
    attributions: Sequence[Attribution],
    speakers: Sequence[Figure | None],
) -> list[Figure | None]:
    """Return for each word of the page who says it, where that is known or stands beside it."""
    found: list[Figure | None] = [None] * len(page.words)
    for attribution, speaker in zip(attributions, speakers, strict=True):
        if speaker is None:
            continue
        for passage in attribution.content:
            first, last = page.span(passage.start, passage.end)
            found[first:last] = [speaker] * (last - first)
    for first, last in _quotations(page):
        if not any(found[first:last]):
            found[first:last] = [_beside_quotation(page, discourse, first, last)] * (last - first)
    return found


def _quotations(page: Page) -> Iterator[tuple[int, int]]:
    """Yield where quotations begin and end, in words."""
    first = None
    for at, quoted in enumerate([*page.quoted, False]):
        if quoted and first is None:
            first = at
        elif not quoted and first is not None:
            yield first, at
            first = None


def _beside_quotation(page: Page, discourse: Discourse, first: int, last: int) -> Figure | None:
    """Return whom "Ann Lee said:" before a quotation or "she said" after it names."""
    speech = vocabulary().speech
    for cue in range(max(0, first - 25), first - 1):
        if page.lower[cue] in speech and page.sentence[cue] == page.sentence[first - 1]:
            found = [s for s in discourse.within(max(0, cue - 16), cue) if s.subject and s.figure]
            found = [s for s in found if page.sentence[s.first] == page.sentence[cue]]
            if found:
                return found[0].figure
    after = discourse.within(last, min(last + 5, len(page.words)))
    near = page.lower[last : last + 4]
    if (
        any(w in speech for w in near)
        and after
        and page.sentence[after[0].first] == page.sentence[last - 1]
    ):
        return after[0].figure
    return None
