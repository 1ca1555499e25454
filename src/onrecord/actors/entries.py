"""The ledger of distinct names: what the members of a record are called, when, where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.actors.organisations import organisation_key
from onrecord.actors.persons import middle_initials, name_parts, same_first_name, same_middle
from onrecord.actors.types import ActorKind, Member
from onrecord.actors.vocabulary import vocabulary

Key = tuple[str, str, str]
_DOMINANT = 10


class Held(NamedTuple):
    """What resolving needs of an office: the title in lower case, and whether it had ended."""

    person: str
    title: str
    organisation: str | None
    ended: bool


@dataclass(slots=True, eq=False)
class Entry:
    """One distinct name; entries that turn out to be one actor share their ``root``."""

    key: Key
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    middle: str = ""
    articles: int = 0
    mentions: int = 0
    first_seen: str | None = None
    last_seen: str | None = None
    parent: Entry | None = None

    @property
    def kind(self) -> ActorKind:
        """Return what most members of the name are taken for."""
        return min(self.kinds, key=lambda k: (-self.kinds[k], k != "organisation", k))

    @property
    def root(self) -> Entry:
        """Return the entry that stands for all that are one actor with this one."""
        entry = self
        while entry.parent is not None:
            entry = entry.parent
        return entry

    def join(self, other: Entry) -> None:
        """Make this entry and ``other`` one; the smaller key stands for both."""
        one, two = sorted((self.root, other.root), key=lambda e: e.key)
        if one is two:
            return
        two.parent = one
        one.kinds += two.kinds
        one.names += two.names
        one.aliases += two.aliases
        one.genders += two.genders
        one.places |= two.places
        one.articles += two.articles
        one.mentions += two.mentions
        one.first_seen = min(filter(None, (one.first_seen, two.first_seen)), default=None)
        one.last_seen = max(filter(None, (one.last_seen, two.last_seen)), default=None)

    def note(self, member: Member) -> None:
        """Count one member of this name."""
        self.kinds[member.kind] += 1
        self.names[member.name] += 1
        for alias in member.aliases:
            self.aliases[alias] += 1
        if member.gender:
            self.genders[member.gender] += 1
        self.articles += 1
        self.mentions += member.mentions
        if member.date:
            self.first_seen = min(self.first_seen or member.date, member.date)
            self.last_seen = max(self.last_seen or member.date, member.date)


def member_key(member: Member) -> Key:
    """Return what a member's name is filed under.

    A person's full name is filed by first name and surname, a lone surname under the surname
    alone, with its title of peerage; an organisation by what its usual names share.
    """
    if member.kind != "person":
        return ("organisation", organisation_key(member.name.split()), "")
    words = member.name.split()
    if len(words) == 2 and words[0].lower() in vocabulary().peerage:
        return ("peer", words[1].lower(), words[0].lower())
    given, family = name_parts(words)
    middle = middle_initials(words)
    return ("person", family, f"{given.rstrip('.')} {middle}" if middle else given.rstrip("."))


class Ledger:
    """All entries of a record, filed for look-up by surname and by key."""

    def __init__(self, members: Iterable[Member], offices: Sequence[Held]) -> None:
        self.entries: dict[Key, Entry] = {}
        self.organisation_of: dict[str, str] = {}
        self.entry_of: dict[str, Entry] = {}
        self.date_of: dict[str, str | None] = {}
        self.unnamed: set[str] = set()
        wanted = {o.person for o in offices} | {o.organisation for o in offices if o.organisation}
        for member in members:
            if member.id in wanted:
                self.date_of[member.id] = member.date
            if not member.named:
                if member.id in wanted:
                    self.unnamed.add(member.id)
                continue
            key = member_key(member)
            entry = self.entries.get(key)
            if entry is None:
                entry = self.entries[key] = Entry(key)
                if key[0] == "person":
                    entry.middle = middle_initials(member.name.split())
            entry.note(member)
            if member.id in wanted:
                self.entry_of[member.id] = entry
        self.places_of: dict[str, set[str]] = defaultdict(set)
        for office in offices:
            home = self.entry_of.get(office.organisation or "")
            if home is not None:
                self.places_of[office.person].add(home.key[1])
                if office.person in self.entry_of:
                    self.entry_of[office.person].places.add(home.key[1])
        self._file()

    def _file(self) -> None:
        self.by_surname: dict[str, list[Entry]] = defaultdict(list)
        self.peers: dict[str, list[Entry]] = defaultdict(list)
        self.by_alias: dict[str, set[Entry]] = defaultdict(set)
        for key, entry in sorted(self.entries.items()):
            if key[0] == "person" and key[2]:
                self.by_surname[key[1].split(" ")[-1]].append(entry)
                for alias in entry.aliases:
                    words = alias.lower().split()
                    if len(words) == 2 and words[0] in vocabulary().peerage:
                        self.peers[words[1]].append(entry)
            elif key[0] == "organisation":
                for alias in entry.aliases:
                    self.by_alias[organisation_key(alias.split())].add(entry)

    def join_variants(self) -> None:
        """Join entries that are one actor beyond doubt: short first names, initials, long names."""
        for block in self.by_surname.values():
            self._join_middle_initials(block)
            self._join_first_names(block)
        listed = {name.lower() for name in vocabulary().fullest.values()}
        for key, entry in sorted(self.entries.items()):
            if key[0] == "organisation" and key[1] not in listed:
                longer = {e.root for e in self.by_alias.get(key[1], ()) if e is not entry}
                if len(longer) == 1:
                    entry.join(longer.pop())

    def _join_middle_initials(self, block: Sequence[Entry]) -> None:
        """Join "Ada Lee" and "Ada B. Lee", unless there is an "Ada C. Lee" as well."""
        of_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in block:
            of_name[entry.key[1], _given(entry)].append(entry)
        for entries in of_name.values():
            middles = [e.middle for e in entries]
            if all(same_middle(a, b) for a in middles for b in middles):
                for entry in entries[1:]:
                    entries[0].join(entry)

    def _join_first_names(self, block: Sequence[Entry]) -> None:
        for entry in block:
            fits = [
                e for e in block
                if e is not entry and e.key[1] == entry.key[1]
                and same_first_name(_given(entry), _given(e)) and _genders_agree(entry, e)
                and same_middle(entry.middle, e.middle)
            ]  # fmt: skip
            if len({f.root for f in fits} - {entry.root}) == 1 and any(
                self._surely_one(entry, e) for e in fits
            ):
                entry.join(fits[0])

    def _surely_one(self, one: Entry, other: Entry) -> bool:
        """Say whether two first names are one person's: one article or one post has both."""
        if one.places and other.places and not one.places & other.places:
            return False
        block = {e.root for e in self.by_surname[one.key[1].split(" ")[-1]]}
        if len(block | {one.root, other.root}) == 2 and _years_apart(one, other) < 3:
            return True
        names = {a.lower() for a in one.aliases} & {n.lower() for n in other.names}
        names |= {a.lower() for a in other.aliases} & {n.lower() for n in one.names}
        return bool(names or one.places & other.places)

    def candidates(self, member: Member) -> list[Entry]:
        """Return the entries that a named member can be: one where it is decided."""
        key = member_key(member)
        own = self.entries[key]
        if key[0] == "peer":
            fits = self.peers.get(key[1], [])
            return _distinct(fits) if len(_distinct(fits)) == 1 else [own.root]
        if key[0] == "person" and not key[2]:
            return self._by_surname(member, own)
        if key[0] == "person" and not own.middle:
            return self._by_middle(member, own)
        return [own.root]

    def settled(self, entry: Entry | None) -> Entry | None:
        """Return who an entry is, ``None`` for a surname that could be several people's."""
        if entry is None or entry.key[0] != "person" or entry.key[2]:
            return entry.root if entry else None
        fits = _distinct(self.by_surname.get(entry.key[1], []))
        ranked = sorted(fits, key=lambda e: (-e.mentions, e.key)) or [entry.root]
        sure = len(ranked) == 1 or ranked[0].mentions >= _DOMINANT * ranked[1].mentions
        return ranked[0] if sure else None

    def _by_middle(self, member: Member, own: Entry) -> list[Entry]:
        """Return whom "Ada Lee" can be where there are an Ada B. and an Ada C. Lee."""
        fits = [
            e
            for e in self.by_surname.get(own.key[1].split(" ")[-1], [])
            if e.key[1] == own.key[1] and _given(e) == own.key[2] and e.middle
        ]
        roots = _distinct(fits)
        if len(roots) < 2:
            return [own.root]
        ranked = sorted(roots, key=lambda e: (-e.mentions, e.key))
        if ranked[0].mentions >= _DOMINANT * ranked[1].mentions and _covers(ranked[0], member.date):
            return ranked[:1]
        return ranked

    def _by_surname(self, member: Member, own: Entry) -> list[Entry]:
        """Return whom a lone surname can be: by post, as the only one, as by far the likeliest."""
        fits = [
            e for e in self.by_surname.get(own.key[1], [])
            if not (member.gender and e.genders and member.gender not in e.genders)
        ]  # fmt: skip
        roots = _distinct(fits)
        if len(roots) <= 1:
            return roots or [own.root]
        places = self.places_of.get(member.id, set())
        sharing = [e for e in roots if e.places & places]
        if len(sharing) == 1:
            return sharing
        ranked = sorted(roots, key=lambda e: (-e.mentions, e.key))
        if ranked[0].mentions >= _DOMINANT * ranked[1].mentions and _covers(ranked[0], member.date):
            return ranked[:1]
        return ranked


def _given(entry: Entry) -> str:
    """Return the first name that a person's entry is filed under."""
    return entry.key[2].removesuffix(f" {entry.middle}") if entry.middle else entry.key[2]


def _covers(entry: Entry, date: str | None) -> bool:
    """Say whether a date lies within the time that an entry was seen in, or either is unknown."""
    if date is None or entry.first_seen is None or entry.last_seen is None:
        return True
    return entry.first_seen[:4] <= date[:4] <= entry.last_seen[:4]


def _years_apart(one: Entry, other: Entry) -> int:
    """Return how many years lie between the times that two entries were seen in."""
    if not (one.first_seen and one.last_seen and other.first_seen and other.last_seen):
        return 0
    early, late = sorted((one, other), key=lambda e: e.first_seen or "")
    return int((late.first_seen or "0")[:4]) - int((early.last_seen or "0")[:4])


def _genders_agree(one: Entry, other: Entry) -> bool:
    return not (one.genders and other.genders) or bool(set(one.genders) & set(other.genders))


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    return list(dict.fromkeys(e.root for e in entries))
