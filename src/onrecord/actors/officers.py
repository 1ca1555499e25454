"""Resolve a description by its post: "the Labour leader", "his own deputy"."""

from __future__ import annotations

from onrecord.actors.appositions import read_posts
from onrecord.actors.figures import Figure, Post, Spot
from onrecord.actors.people import People
from onrecord.actors.pronouns import HE, IT, THEY
from onrecord.actors.scene import Scene
from onrecord.actors.vocabulary import listed, vocabulary

_PEOPLES_OWN = ("party", "union")


class Officers:
    """Leads titles to who holds them by the article's own words."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene, self.people = scene, people

    def resolve(self, first: int, begin: int, end: int) -> Spot | None:
        """Resolve "the Labour leader": who holds a post of that title there, as the text says."""
        page = self.scene.page
        follows = self.scene.discourse.within(end, end + 1) or self.scene.discourse.within(
            end, end + 3
        )
        if follows and follows[0].first == end and page.words[end][0].isupper():
            return None
        appositive = self.scene.apposition(first, end)
        if appositive is not None:
            return self.scene.add(Spot(first, end, "office", appositive, 0.9))
        named = self._named_after_owner(first, begin, end)
        if named is not None:
            return named
        found = list(read_posts(page, begin, Figure("person", []), self.scene.org))
        owner = found[0].organisation if found else None
        owner = owner or self._owner(first, begin)
        former = any(w in self.scene.v.former for w in page.lower[first:begin])
        title = " ".join(page.lower[begin:end])
        holders = self._holders(title, owner, former=former)
        reach = self._reach(end, owner)
        if holders:
            figure, confidence, candidates = self.scene.discourse.antecedent(
                first, lambda f: 0.0 if f in holders else None, sentences=60
            )
            if figure is None and not candidates:
                figure, confidence, candidates = holders[0], 0.7, (holders[0],)
            if figure is None:
                return self.scene.add(Spot(first, reach, "office", None, 0.4, candidates))
            return self.scene.add(Spot(first, reach, "office", figure, confidence))
        if any(w in listed("not_now") for w in page.lower[first:begin]):
            return None
        likely = self._likely_holder(first, title, owner)
        if likely is not None:
            post = Post(likely[0], page.slice(begin, end), owner, (first, reach), confidence=0.6)
            self.scene.findings.posts.append(post)
            return self.scene.add(Spot(first, reach, "office", *likely))
        if page.lower[first] in HE or page.lower[first] in THEY or page.lower[first] in IT:
            return self._introduced(first, begin, end, owner)
        if former or (title not in self.scene.v.leading and title not in self.scene.v.unique_posts):
            recent = self.people.resolve(first, end, owner)
            if recent is not None:
                return recent
        if former:
            return None
        if title in self.scene.v.unique_posts or owner is not None:
            return self._unheld(first, begin, end, reach, owner, title)
        return self.people.resolve(first, end, owner)

    def _named_after_owner(self, first: int, begin: int, end: int) -> Spot | None:
        """Read "the general secretary of the FBU, Ann Lee," as her post."""
        if self.scene.page.lower[end : end + 1] not in (["of"], ["at"], ["for"]):
            return None
        owner, reach = self.scene.org.starting_at(end + 1), self.scene.org.end_at(end + 1)
        beside = self.scene.apposition(first, reach) if owner else None
        if beside is None or self.scene.page.words[reach : reach + 1] != [","]:
            return None
        title = self.scene.page.slice(begin, end)
        self.scene.findings.posts.append(Post(beside, title, owner, (first, reach)))
        return self.scene.add(Spot(first, reach, "office", beside, 0.9))

    def _owner(self, first: int, begin: int) -> Figure | None:
        """Return the organisation among the words between "the" and the title, or their owner's."""
        for spot in self.scene.discourse.within(first, begin):
            if spot.figure and spot.figure.kind != "person":
                return spot.figure
            if spot.figure:
                return self.scene.home(spot.figure)
        figure, at = self.scene.org.ending_at(begin, first)
        return figure if at < begin else None

    def _holders(self, title: str, owner: Figure | None, *, former: bool) -> list[Figure]:
        same = self.scene.v.same_post.get(title, frozenset()) | {title}
        exact, loose = [], []
        for post in self.scene.findings.posts:
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
            fits = {p.person for p in self.scene.findings.posts if _leads_party(p)}
        elif owner is not None and title in self.scene.v.leading and not owner.country:
            elsewhere = {
                p.person
                for p in self.scene.findings.posts
                if p.organisation is not None and p.organisation is not owner
            }
            here = {
                s.figure for s in self.scene.discourse.spots[: self.scene.discourse.before(first)]
            }
            fits = {f for f in here if f and f.kind == "person" and f.named} - elsewhere
            alone = len(fits) == 1 and owner.type == "party"
            led = fits & self._with_leadership()
            if not alone and not led:
                return self._just_spoke(first, fits) if owner.type in _PEOPLES_OWN else None
            fits = fits if alone else led
        else:
            return None
        figure, confidence, _ = self.scene.discourse.antecedent(
            first,
            lambda f: 0.0 if f in fits else None,
            sentences=30,
        )
        return (figure, min(confidence, 0.75)) if figure and confidence >= 0.6 else None

    def _just_spoke(self, first: int, fits: set[Figure]) -> tuple[Figure, float] | None:
        """Return who spoke just before and may be named anew: "Ms Lee said. The FBU leader"."""
        for spot in reversed(self.scene.discourse.spots[: self.scene.discourse.before(first)]):
            if self.scene.page.sentence[first] - self.scene.page.sentence[spot.first] > 1:
                return None
            if spot.first in self.scene.discourse.sources and spot.figure in fits and spot.figure:
                return spot.figure, 0.6
        return None

    def _with_leadership(self) -> set[Figure]:
        """Return of whose leadership the text speaks: "Mr Lee's leadership"."""
        page, found = self.scene.page, set()
        for spot in self.scene.discourse.spots:
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
        if owner and self.scene.page.lower[end : end + 1] in (["of"], ["at"], ["for"]):
            following = self.scene.org.starting_at(end + 1)
            if following is owner:
                spots = self.scene.discourse.within(end + 1, end + 8)
                return spots[0].last if spots else end
        return end

    def _introduced(self, first: int, begin: int, end: int, owner: Figure | None) -> Spot | None:
        """Resolve "his own deputy" to the person whom the next sentences bring in by name."""
        page = self.scene.page
        title = page.slice(begin, end)
        if title.lower() not in listed("introduced"):
            return None
        if any(w in self.scene.v.former for w in page.lower[first:begin]):
            return None
        owner_spot = self.scene.org.starting.get(first)
        person = owner_spot.figure if owner_spot else None
        home = owner or (self.scene.home(person) if person else None)
        for spot in self.scene.discourse.spots[self.scene.discourse.before(end) :]:
            if page.sentence[spot.first] > page.sentence[end - 1] + 1:
                break
            figure = spot.figure
            if (
                spot.form == "name" and figure and figure.kind == "person" and self._speaks(spot)
                and figure is not person and not self._known_before(figure, end)
            ):  # fmt: skip
                self.scene.findings.posts.append(
                    Post(figure, title, home, (first, end), confidence=0.7)
                )
                return self.scene.add(Spot(first, end, "office", figure, 0.7))
        return None

    def _speaks(self, spot: Spot) -> bool:
        """Say whether a verb of saying follows or comes before a name."""
        after = self.scene.page.lower[spot.last : spot.last + 1]
        before = self.scene.page.lower[max(0, spot.first - 1) : spot.first]
        return any(w in self.scene.v.speech for w in (*after, *before))

    def _known_before(self, figure: Figure, at: int) -> bool:
        here = self.scene.page.zones[at - 1]
        return any(
            s.figure is figure and s.first < at and self.scene.page.zones[s.first] == here
            for s in self.scene.discourse.spots[: self.scene.discourse.before(at)]
        )

    def _unheld(
        self, first: int, begin: int, end: int, reach: int, owner: Figure | None, title: str
    ) -> Spot:
        """Make a figure for a post whose holder the article does not name."""
        words = self.scene.lowered(first, reach)
        for post in self.scene.findings.posts:
            if not post.person.named and post.title.lower() == title and post.organisation is owner:
                return self.scene.add(Spot(first, reach, "office", post.person, 0.8))
        figure = Figure("person", [words], named=False, first=first, confidence=0.7)
        self.scene.findings.figures.append(figure)
        self.scene.findings.posts.append(
            Post(figure, self.scene.page.slice(begin, end), owner, (first, reach), confidence=0.7)
        )
        return self.scene.add(Spot(first, reach, "office", figure, 0.7))


def _leads_party(post: Post) -> bool:
    return (
        post.organisation is not None
        and post.organisation.type == "party"
        and post.title.lower() in vocabulary().leading
        and not post.ended
    )
