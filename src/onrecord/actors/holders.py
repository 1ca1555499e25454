"""Who held which post on which day, as far as the articles' dates support it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from onrecord.actors.entries import Entry, Held, Ledger
from onrecord.actors.organisations import organisation_key
from onrecord.actors.types import KnownActor, Member
from onrecord.actors.vocabulary import vocabulary

_NEAR_DAYS = 366
_DOMINANT = 4


class Holders:
    """Answers who "the Health Secretary" of an article is, from all articles' offices."""

    def __init__(
        self, ledger: Ledger, offices: Sequence[Held], known: Sequence[KnownActor]
    ) -> None:
        self.ledger = ledger
        self.posts_of: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self.held: dict[str, dict[Entry, list[tuple[str | None, str, str]]]] = defaultdict(dict)
        for office in offices:
            home = ledger.entry_of.get(office.organisation or "")
            place = home.root.key[1] if home else None
            if office.person in ledger.unnamed:
                self.posts_of[office.person].append((office.title, place))
            person = ledger.settled(ledger.entry_of.get(office.person))
            day = ledger.date_of.get(office.person)
            if person is not None and not office.ended and day:
                self._hold(office.title, person.root, place, day, day)
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        if known:
            for entry in ledger.entries.values():
                for name in entry.names:
                    self.by_name[name.casefold()].append(entry)
        for actor in known:
            self._known(actor)

    def _hold(self, title: str, entry: Entry, place: str | None, start: str, end: str) -> None:
        self.held[title].setdefault(entry, []).append((place, start, end))

    def _known(self, actor: KnownActor) -> None:
        names = {actor.name.casefold(), *(a.casefold() for a in actor.aliases)}
        entries = [e for name in sorted(names) for e in self.by_name.get(name, ())]
        if len({e.root for e in entries}) != 1:
            return
        for office in actor.offices:
            place = organisation_key(office.organisation.split()) if office.organisation else None
            self._hold(
                office.title.lower(), entries[0].root, place,
                office.start or "0000", office.end or "9999",
            )  # fmt: skip

    def of(self, member: Member) -> list[Entry]:
        """Return who can hold the posts of an unnamed member on its article's date."""
        found: list[Entry] = []
        for title, place in self.posts_of.get(member.id, ()):
            found += self._on(title, place, member.date)
        return list(dict.fromkeys(found))

    def _spans(self, title: str, place: str | None) -> dict[Entry, tuple[str, str]]:
        """Return who held a title, and the time that the articles support for each.

        "The president" is whom articles call president without naming a country, if anybody;
        "the Labour leader" is none whom they call leader without saying of what, unless the post
        is one that needs no organisation.
        """
        wanted = [place]
        if place is not None and title in vocabulary().unique_posts:
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


def _gap(span: tuple[str, str], day: str) -> int:
    """Return how many days lie between a day and a time, 0 within it."""
    if span[0] <= day <= span[1]:
        return 0
    return min(abs((_day(day) - _day(edge)).days) for edge in span)


def _day(text: str) -> date:
    parts = [int(p) for p in text.split("-")[:3]] + [1, 1]
    return date(max(parts[0], 1), max(parts[1], 1), max(1, min(parts[2], 28)))
