"""Follow what stands for a name: he, she and they, "the Labour leader", "his party"."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from onrecord.actors.discourse import WEIGHTS, Discourse
from onrecord.actors.figures import Figure, Findings, Post, Spot
from onrecord.actors.page import Page
from onrecord.actors.posts import Organiser, read_posts, title_after
from onrecord.actors.types import ActorKind
from onrecord.actors.vocabulary import Gender, listed, vocabulary

HE: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
I = frozenset(["i", "me", "my", "mine", "myself", "i'm", "i'll", "i've", "i'd"])  # noqa: E741
_OBJECTS = frozenset(["him", "her", "them"])
_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_NP = 7
_PEOPLES_OWN = ("party", "union")
_OWNED = frozenset(["campaign", "administration"])


class References:
    """Resolves, in text order, the words of a page that stand for figures named elsewhere."""

    def __init__(
        self, page: Page, discourse: Discourse, findings: Findings, org: Organiser
    ) -> None:
        self.page, self.discourse, self.findings, self.org = page, discourse, findings, org
        self.v = vocabulary()
        self.unnamed: dict[str, Figure] = {}
        self.taken = [False] * (len(page.words) + 1)
        for spot in discourse.spots:
            self._take(spot)

    def resolve(self, *, quoted: bool, speakers: Sequence[Figure | None] | None = None) -> None:
        """Resolve everything outside quotation marks, or everything inside, knowing who speaks.

        ``speakers`` has for each word who says it, where that is known.
        """
        page = self.page
        for at, lower in enumerate(page.lower):
            if page.quoted[at] is not quoted or self.taken[at]:
                continue
            speaker = speakers[at] if speakers else None
            if lower in HE or lower in THEY or lower in IT:
                self.pronoun(at, speaker)
            elif quoted and speaker and lower in I:
                self._add(Spot(at, at + 1, "pronoun", speaker, 0.95))
            elif lower in ("the", "this"):
                if self._compass(at) is None:
                    self._description(at, at + 1)
            elif lower in _POSSESSIVES and at and self.taken[at - 1]:
                self._possessed(at)
            elif lower in self.v.acting_groups and page.words[at] == lower:
                self._group(at)
            if (lower in HE or lower in THEY or lower in IT) and lower in (
                "his", "her", "their", "its",
            ):  # fmt: skip
                self._description(at, at + 1)

    def _take(self, spot: Spot) -> None:
        for i in range(spot.first, spot.last):
            self.taken[i] = True

    def _add(self, spot: Spot) -> Spot:
        self.discourse.add(spot)
        self._take(spot)
        if spot.figure:
            spot.figure.count += 1
        self.org.starting[spot.first] = spot
        if spot.figure and spot.figure.kind != "person":
            self.org.ending[spot.last] = spot
        return spot

    # Pronouns

    def pronoun(self, at: int, speaker: Figure | None = None) -> Spot | None:
        """Resolve the pronoun at word ``at``; where two could be meant, both are candidates."""
        lower = self.page.lower[at]
        excluded = [speaker] if speaker else []
        if lower in HE:
            gender = HE[lower]
            in_object = lower in _OBJECTS and not self._possessive(at)
            figure, confidence, candidates = self.discourse.antecedent(
                at, lambda f: _fits_gender(f, gender), excluded=excluded, object_of_clause=in_object
            )
            if figure is None and not candidates and gender == "female":
                figure, confidence, candidates = self.discourse.antecedent(
                    at, lambda f: 0.0 if f.country else None, sentences=2
                )
            if figure and figure.gender is None and confidence > 0.7 and not figure.country:
                figure.gender = gender
        elif lower in THEY:
            figure, confidence, candidates = self.discourse.antecedent(
                at, _fits_they, excluded=excluded, sentences=2
            )
        else:
            if self._pleonastic(at):
                return None
            figure, confidence, candidates = self.discourse.antecedent(
                at, _fits_it, excluded=excluded, sentences=1
            )
        if figure is None and not candidates:
            return None
        spot = Spot(at, at + 1, "pronoun", figure, confidence)
        if figure is None or confidence < 0.65:
            spot.candidates = candidates
        return self._add(spot)

    def _possessive(self, at: int) -> bool:
        """Say whether "her" is "her aides" and not "told her"."""
        if self.page.lower[at] != "her" or at + 1 >= len(self.page.words):
            return False
        following = self.page.lower[at + 1]
        return (
            following[0].isalpha()
            and following not in listed("prepositions")
            and following not in listed("auxiliaries")
            and following not in listed("after_object")
        )

    def _pleonastic(self, at: int) -> bool:
        """Say whether "it" stands for nothing: "it is time", "it seems", or is no subject."""
        lower = self.page.lower
        if lower[at] != "it":
            return False
        following = lower[at + 1] if at + 1 < len(lower) else "."
        if following in self.v.speech and following not in ("seems", "appears"):
            return False
        return not (
            following in listed("after_it")
            and at and lower[at - 1] in (*self.v.speech, "that", "indicated", "and")
            and lower[at + 2 : at + 3] not in (["be"], ["been"], ["not"])
        )  # fmt: skip

    # Descriptions

    def _compass(self, at: int) -> Spot | None:
        """Resolve "the North" to a country whose name begins so, where the text has one."""
        page = self.page
        if page.words[at + 1 : at + 2] not in (["North"], ["South"]) or self.taken[at + 1]:
            return None
        if page.words[at + 2 : at + 3] and page.words[at + 2][0].isupper():
            return None
        for figure in self.findings.figures:
            if figure.country and figure.words[0] == page.words[at + 1]:
                return self._add(Spot(at, at + 2, "description", figure, 0.7))
        return None

    def _possessed(self, at: int) -> None:
        """Resolve "Labour's general secretary" and "Mr Ford's campaign", from the name on."""
        for spot in self.discourse.within(max(0, at - 6), at):
            if spot.last == at and spot.figure:
                self._description(spot.first, at + 1)
                return

    def _group(self, at: int) -> None:
        """Note people in the plural who act: "union leaders", "three senior ministers"."""
        page = self.page
        if not self._closed(at + 1) or page.paragraph[at] in page.titled:
            return
        first = at
        while first and page.sentence[first - 1] == page.sentence[at] and at - first < 4:
            if self.taken[first - 1] or not self._modifies_group(first - 1):
                break
            first -= 1
        outside = page.lower[first - 1] if first else "."
        if outside in _POSSESSIVES or outside in HE or outside in THEY or outside in ("its", "of"):
            return
        if page.lower[first] in ("own", "biggest", "largest", "core"):
            return
        words = self.lowered(first, at + 1)
        figure = self.unnamed_figure(words, "group", first, unique=True)
        self._add(Spot(first, at + 1, "collective", figure, 0.7))

    def _modifies_group(self, at: int) -> bool:
        """Say whether word ``at`` can stand inside a group's name."""
        lower = self.page.lower[at]
        return (
            lower in listed("introduces_group")
            or lower in listed("group_modifiers")
            or self.page.words[at] in self.v.adjectives
            or self.page.words[at] in self.v.country_of
        )

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
        if not page.initial[first] or proper or capitals or named:
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

    def describe(self, first: int) -> Spot | None:
        """Resolve a title that stands alone, as headlines have it: "Labour leader backs cap"."""
        return self._description(first, first + (self.page.lower[first] in ("the", "this")))

    def _description(self, first: int, at: int) -> Spot | None:
        """Resolve a description that begins at ``first``: "the former shadow chancellor"."""
        head = self.head(at)
        if head is None:
            return None
        begin, end, kind = head
        if kind == "post":
            return self._post(first, begin, end)
        if kind == "noun":
            return self._organisation(first, end, self.page.lower[end - 1])
        return self._person(first, end, None)

    def head(self, at: int) -> tuple[int, int, str] | None:
        """Find the head of the description whose first word after "the" is ``at``.

        Returns where the title or noun begins and ends and whether it is a post, a noun for an
        organisation or a word for a person; ``None`` where the words describe something else.
        """
        page, limit = self.page, min(len(self.page.words), at + _NP)
        if at >= limit:
            return None
        sentence = page.sentence[at]
        i = at
        while i < limit and page.sentence[i] == sentence:
            lower = page.lower[i]
            end = title_after(page, i, self.v)
            if end > i and self._closed(end):
                return i, end, "post"
            if lower in self.v.organisation_nouns and self._closed(i + 1):
                return i, i + 1, "noun"
            if lower in self.v.people_words and self._closed(i + 1):
                return i, i + 1, "person"
            if (
                (not lower[0].isalpha() and lower not in _POSSESSIVES)
                or lower in listed("stops")
                or lower in listed("prepositions")
            ):
                return None
            i += 1
        return None

    def _closed(self, end: int) -> bool:
        """Say whether the phrase can end before word ``end``, rather than go on as a compound."""
        if end >= len(self.page.words):
            return True
        lower, word = self.page.lower[end], self.page.words[end]
        if not lower[0].isalpha():
            return not (word == "-" and self.page.starts[end] == self.page.ends[end - 1])
        return (
            any(lower in listed(k) for k in ("prepositions", "auxiliaries", "stops", "closes"))
            or lower in self.v.speech
            or lower.endswith(("ed", "ly", "ing"))
            or self._verbish(end)
        )

    def _verbish(self, at: int) -> bool:
        """Say whether a word in -s is a verb: what follows it can be its object or complement."""
        lower = self.page.lower[at]
        if not lower.endswith("s") or len(lower) < 5:
            return False
        if lower in self.v.plural or lower in self.v.documents:
            return False
        following = self.page.lower[at + 1] if at + 1 < len(self.page.words) else "."
        return following in listed("after_verb")

    def _post(self, first: int, begin: int, end: int) -> Spot | None:
        """Resolve "the Labour leader": who holds a post of that title there, as the text says."""
        page = self.page
        follows = self.discourse.within(end, end + 1) or self.discourse.within(end, end + 3)
        if follows and follows[0].first == end and page.words[end][0].isupper():
            return None
        appositive = self._apposition(first, end)
        if appositive is not None:
            return self._add(Spot(first, end, "office", appositive, 0.9))
        named = self._named_after_owner(first, begin, end)
        if named is not None:
            return named
        found = list(read_posts(page, begin, Figure("person", []), self.org))
        owner = found[0].organisation if found else None
        owner = owner or self._owner(first, begin)
        former = any(w in self.v.former for w in page.lower[first:begin])
        title = " ".join(page.lower[begin:end])
        holders = self._holders(title, owner, former=former)
        reach = self._reach(end, owner)
        if holders:
            figure, confidence, candidates = self.discourse.antecedent(
                first, lambda f: 0.0 if f in holders else None, sentences=60
            )
            if figure is None and not candidates:
                figure, confidence, candidates = holders[0], 0.7, (holders[0],)
            if figure is None:
                return self._add(Spot(first, reach, "office", None, 0.4, candidates))
            return self._add(Spot(first, reach, "office", figure, confidence))
        likely = self._likely_holder(first, title, owner)
        if likely is not None:
            post = Post(likely[0], page.slice(begin, end), owner, (first, reach), confidence=0.6)
            self.findings.posts.append(post)
            return self._add(Spot(first, reach, "office", *likely))
        if page.lower[first] in HE or page.lower[first] in THEY or page.lower[first] in IT:
            return self._introduced(first, begin, end, owner)
        if former or (title not in self.v.leading and title not in self.v.unique_posts):
            recent = self._person(first, end, owner)
            if recent is not None:
                return recent
        if any(w in listed("not_now") for w in page.lower[first:begin]) or former:
            return None
        if title in self.v.unique_posts or owner is not None:
            return self._unheld(first, begin, end, reach, owner, title)
        return self._person(first, end, owner)

    def _named_after_owner(self, first: int, begin: int, end: int) -> Spot | None:
        """Read "the general secretary of the FBU, Ann Lee," as her post."""
        if self.page.lower[end : end + 1] not in (["of"], ["at"], ["for"]):
            return None
        owner, reach = self.org.starting_at(end + 1), self.org.end_at(end + 1)
        beside = self._apposition(first, reach) if owner else None
        if beside is None or self.page.words[reach : reach + 1] != [","]:
            return None
        title = self.page.slice(begin, end)
        self.findings.posts.append(Post(beside, title, owner, (first, reach)))
        return self._add(Spot(first, reach, "office", beside, 0.9))

    def _owner(self, first: int, begin: int) -> Figure | None:
        """Return the organisation among the words between "the" and the title, or their owner's."""
        for spot in self.discourse.within(first, begin):
            if spot.figure and spot.figure.kind != "person":
                return spot.figure
            if spot.figure:
                return self.home(spot.figure)
        figure, at = self.org.ending_at(begin, first)
        return figure if at < begin else None

    def home(self, figure: Figure) -> Figure | None:
        """Return where a person belongs by the posts and bonds read so far."""
        for post in self.findings.posts:
            if post.person is figure and post.organisation and not post.ended:
                return post.organisation
        return next((b.of for b in self.findings.bonds if b.member is figure), None)

    def _apposition(self, first: int, end: int) -> Figure | None:
        """Return whom commas put beside the description: "the Labour leader, Ann Lee,"."""
        page = self.page
        if page.words[end : end + 1] == [","]:
            beside = [s for s in self.discourse.within(end + 1, end + 3) if s.first <= end + 2]
            named = [s for s in beside if s.form in ("name", "surname") and s.figure]
            if named and named[0].figure and named[0].figure.kind == "person":
                return named[0].figure
        if first and page.words[first - 1] == ",":
            named = [s for s in self.discourse.within(first - 6, first - 1) if s.last == first - 1]
            last = named[-1].figure if named and named[-1].form in ("name", "surname") else None
            if last and last.kind == "person":
                return last
        return None

    def _holders(self, title: str, owner: Figure | None, *, former: bool) -> list[Figure]:
        same = self.v.same_post.get(title, frozenset()) | {title}
        exact, loose = [], []
        for post in self.findings.posts:
            if owner and post.organisation and post.organisation is not owner:
                continue
            if post.ended is not former and post.ended:
                continue
            held = post.title.lower()
            if held == title or (
                held.endswith(" " + title)
                and not set(held.removesuffix(title).split()) & listed("other_post")
            ):
                exact.append(post.person)
            elif held in same and (owner is not None) and post.organisation is owner:
                loose.append(post.person)
        return list(dict.fromkeys(exact or loose))

    def _likely_holder(
        self, first: int, title: str, owner: Figure | None
    ) -> tuple[Figure, float] | None:
        """Return who is meant by a leader's title that no name in the text bears.

        "The Opposition leader" leads a party; "the Labour leader" is who was spoken of before and
        has no post elsewhere, all the more if "leadership" is said to be theirs.
        """
        if title in ("opposition leader", "leader of the opposition"):
            fits = {p.person for p in self.findings.posts if _leads_party(p)}
        elif owner is not None and title in self.v.leading and not owner.country:
            elsewhere = {
                p.person
                for p in self.findings.posts
                if p.organisation is not None and p.organisation is not owner
            }
            here = {s.figure for s in self.discourse.spots[: self.discourse.before(first)]}
            fits = {f for f in here if f and f.kind == "person" and f.named} - elsewhere
            alone = len(fits) == 1 and owner.type == "party"
            led = fits & self._with_leadership()
            if not alone and not led:
                return self._just_spoke(first, fits) if owner.type in _PEOPLES_OWN else None
            fits = fits if alone else led
        else:
            return None
        figure, confidence, _ = self.discourse.antecedent(
            first,
            lambda f: 0.0 if f in fits else None,
            sentences=30,
        )
        return (figure, min(confidence, 0.75)) if figure and confidence >= 0.6 else None

    def _just_spoke(self, first: int, fits: set[Figure]) -> tuple[Figure, float] | None:
        """Return who spoke just before and may be named anew: "Ms Lee said. The FBU leader"."""
        for spot in reversed(self.discourse.spots[: self.discourse.before(first)]):
            if self.page.sentence[first] - self.page.sentence[spot.first] > 1:
                return None
            if spot.first in self.discourse.sources and spot.figure in fits and spot.figure:
                return spot.figure, 0.6
        return None

    def _with_leadership(self) -> set[Figure]:
        """Return of whose leadership the text speaks: "Mr Lee's leadership"."""
        page, found = self.page, set()
        for spot in self.discourse.spots:
            after = page.lower[spot.last : spot.last + 2]
            owns = after[:1] == ["leadership"] or after in (
                ["'s", "leadership"],
                ["’s", "leadership"],
            )
            faces = "leadership" in page.lower[spot.last : spot.last + 6] and spot.subject
            if spot.figure and (owns or faces):
                found.add(spot.figure)
        return found

    def _reach(self, end: int, owner: Figure | None) -> int:
        """Return where the description ends: after "of Unite", where that names the owner."""
        if owner and self.page.lower[end : end + 1] in (["of"], ["at"], ["for"]):
            following = self.org.starting_at(end + 1)
            if following is owner:
                spots = self.discourse.within(end + 1, end + 8)
                return spots[0].last if spots else end
        return end

    def _introduced(self, first: int, begin: int, end: int, owner: Figure | None) -> Spot | None:
        """Resolve "his own deputy" to the person whom the next sentences bring in by name."""
        page = self.page
        title = page.slice(begin, end)
        if title.lower() in listed("not_introduced"):
            return None
        if any(w in self.v.former for w in page.lower[first:begin]):
            return None
        owner_spot = self.org.starting.get(first)
        person = owner_spot.figure if owner_spot else None
        home = owner or (self.home(person) if person else None)
        for spot in self.discourse.spots[self.discourse.before(end) :]:
            if page.sentence[spot.first] > page.sentence[end - 1] + 1:
                break
            figure = spot.figure
            if (
                spot.form == "name" and figure and figure.kind == "person" and self._speaks(spot)
                and figure is not person and not self._known_before(figure, end)
            ):  # fmt: skip
                self.findings.posts.append(Post(figure, title, home, (first, end), confidence=0.7))
                return self._add(Spot(first, end, "office", figure, 0.7))
        return None

    def _speaks(self, spot: Spot) -> bool:
        """Say whether a verb of saying follows or comes before a name."""
        after = self.page.lower[spot.last : spot.last + 1]
        before = self.page.lower[max(0, spot.first - 1) : spot.first]
        return any(w in self.v.speech for w in (*after, *before))

    def _known_before(self, figure: Figure, at: int) -> bool:
        here = self.page.zones[at - 1]
        return any(
            s.figure is figure and s.first < at and self.page.zones[s.first] == here
            for s in self.discourse.spots[: self.discourse.before(at)]
        )

    def _unheld(
        self, first: int, begin: int, end: int, reach: int, owner: Figure | None, title: str
    ) -> Spot:
        """Make a figure for a post whose holder the article does not name."""
        words = self.lowered(first, reach)
        for post in self.findings.posts:
            if not post.person.named and post.title.lower() == title and post.organisation is owner:
                return self._add(Spot(first, reach, "office", post.person, 0.8))
        figure = Figure("person", [words], named=False, first=first, confidence=0.7)
        self.findings.figures.append(figure)
        self.findings.posts.append(
            Post(figure, self.page.slice(begin, end), owner, (first, reach), confidence=0.7)
        )
        return self._add(Spot(first, reach, "office", figure, 0.7))

    def _person(self, first: int, end: int, owner: Figure | None) -> Spot | None:
        """Resolve "the senator" or "the billionaire" to who is spoken of just before."""
        page = self.page
        if page.lower[first] != "the":
            return None
        appositive = self._apposition(first, end)
        if appositive is not None:
            return self._add(Spot(first, end, "description", appositive, 0.85))
        if self.discourse.within(end, end + 1):
            return None
        head = page.lower[end - 1]
        gender = self.v.gendered.get(head)
        if head in self.v.kin or head in listed("not_anaphoric"):
            return None
        figure, confidence, _ = self.discourse.antecedent(
            first,
            lambda f: self._fits_description(f, gender, owner),
            sentences=4,
        )
        if figure is None or confidence < 0.6:
            return None
        return self._add(Spot(first, end, "description", figure, 0.55))

    def _fits_description(
        self, figure: Figure, gender: Gender | None, owner: Figure | None
    ) -> float | None:
        """Score a person as the one described: a post or party of another kind speaks against."""
        if figure.kind != "person" or not figure.named:
            return None
        fit = _fits_gender(figure, gender)
        if fit is None:
            return None
        homes = {p.organisation for p in self.findings.posts if p.person is figure}
        homes |= {b.of for b in self.findings.bonds if b.member is figure}
        if owner and owner.type == "party" and any(h and h.type == "party" for h in homes):
            return fit + 1.0 if owner in homes else None
        posts = any(p.person is figure and not p.ended for p in self.findings.posts)
        return fit - 0.8 * posts + 0.3 * log(max(figure.count, 1))

    def _organisation(self, first: int, end: int, noun: str) -> Spot | None:
        """Resolve "the union" or "his party" to the organisation of that type spoken of last."""
        page, kind = self.page, self.v.organisation_nouns[noun]
        inside = [s for s in self.discourse.within(first, end) if s.figure]
        owner = inside[0] if inside else None
        country, at = self.org.ending_at(end - 1, first)
        if owner is None and at < end - 1 and country and country.country:
            if kind != "government":
                return None
            return self._add(Spot(first, end, "description", country, 0.8))
        if owner and owner.figure and owner.figure.kind == "person" and noun in _OWNED:
            team = self.org.named(f"{owner.figure.words[-1]} {noun}", first)
            team.type = kind
            return self._add(Spot(owner.first, end, "description", team, 0.8))
        if owner and owner.figure and owner.figure.country and kind == "government":
            return self._add(Spot(first, end, "description", owner.figure, 0.8))
        if owner and page.lower[owner.first] in ("his", "her", "their") and owner.figure:
            home = self.home(owner.figure)
            if home and home.type in (None, kind):
                return self._add(Spot(owner.first + 1, end, "description", home, 0.8))
        elif owner or end - first > 2:
            return None
        figure, confidence, _ = self.discourse.antecedent(
            first, lambda f: _fits_type(f, kind), sentences=12
        )
        if figure is None:
            return None
        start = first if page.lower[first] in ("the", "this", "that") else first + 1
        return self._add(Spot(start, end, "description", figure, min(confidence, 0.8)))


def _leads_party(post: Post) -> bool:
    return (
        post.organisation is not None
        and post.organisation.type == "party"
        and post.title.lower() in vocabulary().leading
        and not post.ended
    )


def _fits_gender(figure: Figure, gender: Gender | None) -> float | None:
    if figure.kind != "person" or (gender and figure.gender not in (None, gender)):
        return None
    return 0.0 if gender is None or figure.gender == gender else WEIGHTS.unsure_gender


def _fits_they(figure: Figure) -> float | None:
    if figure.kind == "group":
        return 0.5
    return -0.2 if figure.kind == "organisation" and not figure.country else None


def _fits_it(figure: Figure) -> float | None:
    return 0.0 if figure.kind == "organisation" else None


def _fits_type(figure: Figure, kind: str) -> float | None:
    if kind == "country":
        return 0.0 if figure.country else None
    if figure.kind != "organisation" or figure.country:
        return None
    if figure.type == kind or figure.words[-1].lower() == kind:
        return 0.5
    return -0.5 if figure.type is None and kind not in ("party", "government", "court") else None
