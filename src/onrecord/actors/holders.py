"""Who held which post on which day, as far as the articles' dates and a file support it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache

from onrecord.actors.entries import Entry, Held, is_full, name_key
from onrecord.actors.ledger import Ledger
from onrecord.actors.namesakes import is_in_time, office_posts
from onrecord.actors.post_names import needs_no_organisation
from onrecord.actors.types import KnownActor, KnownOffice, Member
from onrecord.actors.vocabulary import vocabulary

_NEAR_DAYS = 366
_DOMINANT = 4


class Holders:
    """Answers who "the Health Secretary" of an article is, from a file and all articles' offices.

    A known actor whom no article names can be the answer.
    """

    def __init__(
        self, ledger: Ledger, offices: Sequence[Held], known: Sequence[KnownActor]
    ) -> None:
        self.ledger = ledger
        self.posts_of: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self.held: dict[str, dict[Entry, list[tuple[str | None, str, str]]]] = defaultdict(dict)
        self.listed: dict[tuple[str, str | None], list[tuple[Entry, KnownOffice]]] = defaultdict(
            list
        )
        for office in offices:
            home = ledger.entry_of.get(office.organisation or "")
            place = home.root.key[1] if home else None
            named = ledger.entry_of.get(office.person)
            if office.person in ledger.unnamed or (named and not is_full(named.key)):
                self.posts_of[office.person].append((office.title, place))
            person = ledger.settled(named)
            day = ledger.date_of.get(office.person)
            if person is not None and not office.ended and day:
                self._hold(office.title, person.root, place, day, day)
        for actor in known:
            self._list(actor)

    def _hold(self, title: str, entry: Entry, place: str | None, start: str, end: str) -> None:
        self.held[title].setdefault(entry, []).append((place, start, end))

    def _list(self, actor: KnownActor) -> None:
        """Note the offices of a known actor, whom the articles may leave without a name."""
        entry = self.ledger.of_known.get(actor.key)
        if entry is None:
            entry = Entry(("known", actor.key, "", ""), called=actor.name, known={actor.key})
            entry.kinds[actor.kind] = 1
            entry.family = name_key(actor.name, actor.kind)[1]
        for office in actor.offices:
            titles, place = office_posts(office)
            for title in titles:
                self.listed[title, place].append((entry, office))
                if place is not None and needs_no_organisation(title):
                    self.listed[title, None].append((entry, office))

    def of(self, member: Member) -> list[Entry]:
        """Return who can hold the posts of an unnamed member on its article's date."""
        found: list[Entry] = []
        for title, place in self.posts_of.get(member.id, ()):
            found += self._by_post(title, place, member.date)
        return list(dict.fromkeys(found))

    def of_surname(self, member: Member) -> Entry | None:
        """Return the known actor of a member's surname who by the file held its post that day.

        "Mr Hunt, the Health Secretary" of 2014 is he, though no article has his first name.
        """
        found = {
            entry
            for title, place in self.posts_of.get(member.id, ())
            for entry in self._listed_on(title, place, member.date)
            if entry.family == name_key(member.name, "person")[1]
        }
        return found.pop() if len(found) == 1 else None

    def _by_post(self, title: str, place: str | None, day: str | None) -> list[Entry]:
        """Ask for the very title first, then for what else news call the post of that body.

        Not of a country: its leader may be a president, but hardly its director.
        """
        body = place is not None and place not in _countries()
        others = sorted(vocabulary().same_post.get(title, ())) if body else []
        for titles in ([title], others):
            for find in (self._listed_on, self._on):
                found = [entry for each in titles for entry in find(each, place, day)]
                if found:
                    return found
        return []

    def _listed_on(self, title: str, place: str | None, day: str | None) -> list[Entry]:
        """Return who held a post on a day by the file of known actors."""
        listed = self.listed.get((title, place), ())
        return [entry.root for entry, office in listed if is_in_time(office, day)]

    def _spans(self, title: str, place: str | None) -> dict[Entry, tuple[str, str]]:
        """Return who held a title, and the time that the articles support for each.

        "The president" is whom articles call president without naming a country, if anybody;
        "the Labour leader" is none whom they call leader without saying of what, unless the post
        is a country's, of which there is one.
        """
        wanted = [place]
        if place in _countries() and title in vocabulary().unique_posts:
            wanted.append(None)
        for places in (wanted, None):
            spans: dict[Entry, tuple[str, str]] = {}
            for entry, seen in self.held.get(title, {}).items():
                times = [(s, e) for where, s, e in seen if places is None or where in places]
                if times:
                    spans[entry.root] = (min(s for s, _ in times), max(e for _, e in times))
            if spans or place is not None:
                return spans
        return {}

    def _on(self, title: str, place: str | None, day: str | None) -> list[Entry]:
        """Return who held a title on a day: whose time covers it, else who was nearest to it."""
        spans = self._spans(title, place)
        if len(spans) <= 1 or day is None:
            return [e for e, span in spans.items() if day is None or _gap(span, day) <= _NEAR_DAYS]
        covering = [e for e, (start, end) in spans.items() if start <= day <= end]
        often = sorted(covering, key=lambda e: (-len(self.held[title][e]), e.key))
        if len(often) > 1 and len(self.held[title][often[0]]) >= _DOMINANT * len(
            self.held[title][often[1]]
        ):
            return often[:1]
        if covering:
            return sorted(covering, key=lambda e: e.key)
        ranked = sorted(spans, key=lambda e: (_gap(spans[e], day), e.key))
        nearest, second = _gap(spans[ranked[0]], day), _gap(spans[ranked[1]], day)
        if nearest > _NEAR_DAYS:
            return []
        return ranked[:1] if second > 4 * max(nearest, 7) else ranked[:2]


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.lower() for country in vocabulary().countries)


def _gap(span: tuple[str, str], day: str) -> int:
    """Return how many days lie between a day and a time, 0 within it."""
    if span[0] <= day <= span[1]:
        return 0
    return min(abs((_day(day) - _day(edge)).days) for edge in span)


def _day(text: str) -> date:
    parts = [int(p) for p in text.split("-")[:3]] + [1, 1]
    return date(max(parts[0], 1), max(parts[1], 1), max(1, min(parts[2], 28)))
