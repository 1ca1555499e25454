"""The ledger: all distinct names of a record, and which of them a member can stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.actors.entries import Entry, Held, Key, body_key, is_full, name_key
from onrecord.actors.namesakes import Namesakes, Post, label
from onrecord.actors.organisations import initials_of
from onrecord.actors.persons import middle_initials, same_first_name, same_middle
from onrecord.actors.types import KnownActor, Member
from onrecord.actors.vocabulary import vocabulary

_DOMINANT = 10
_ANY = frozenset(["department", "ministry", "times", "journal", "post", "institute", "association"])


class Ledger:
    """All entries of a record, filed for look-up by surname and by key."""

    def __init__(
        self,
        members: Iterable[Member],
        offices: Sequence[Held],
        namesakes: Namesakes,
    ) -> None:
        self.entries: dict[Key, Entry] = {}
        self.entry_of: dict[str, Entry] = {}
        self.date_of: dict[str, str | None] = {}
        self.unnamed: set[str] = set()
        self.of_known: dict[str, Entry] = {}
        self.namesakes = namesakes
        self.told_apart: dict[str, list[Entry]] = {}
        wanted = {o.person for o in offices} | {o.organisation for o in offices if o.organisation}
        shared = [member for member in members if not self._note(member, wanted)]
        self._tell_apart(shared, offices)
        self.places_of: dict[str, set[str]] = defaultdict(set)
        self.people_of: dict[Entry, set[Entry]] = defaultdict(set)
        for office in offices:
            home = self.entry_of.get(office.organisation or "")
            if home is not None:
                self.places_of[office.person].add(home.key[1])
                if office.person in self.entry_of:
                    self.entry_of[office.person].places.add(home.key[1])
                    self.people_of[home].add(self.entry_of[office.person])
        self._file()

    def _note(self, member: Member, wanted: set[str]) -> bool:
        """File a member; say no where several known people bear its name."""
        if member.id in wanted:
            self.date_of[member.id] = member.date
        if not member.named:
            if member.id in wanted:
                self.unnamed.add(member.id)
            return True
        key = name_key(member.name, member.kind)
        if key in self.namesakes.of_key:
            return False
        entry = self.entries.get(key)
        if entry is None:
            entry = self.entries[key] = Entry(key)
            if key[0] == "person":
                entry.middle = middle_initials(member.name.split())
        entry.note(member)
        if member.id in wanted:
            self.entry_of[member.id] = entry
        return True

    def _tell_apart(self, shared: Sequence[Member], offices: Sequence[Held]) -> None:
        """File members whose name several known people bear, by post, body and date."""
        posts: dict[str, list[Post]] = defaultdict(list)
        for office in offices:
            home = self.entry_of.get(office.organisation or "")
            posts[office.person].append((office.title, home.key[1] if home else None))
        for member in shared:
            chosen = self.namesakes.choose(member, posts.get(member.id, ()))
            entries = [self._variant(member, each) for each in chosen]
            self.told_apart[member.id] = entries
            if len(entries) == 1:
                entries[0].note(member)
                if member.id in self.date_of:
                    self.entry_of[member.id] = entries[0]

    def _variant(self, member: Member, actor: KnownActor) -> Entry:
        key = (*name_key(member.name, member.kind)[:3], actor.key)
        if key not in self.entries:
            self.entries[key] = self.of_known[actor.key] = Entry(key, known={actor.key})
            self.entries[key].kinds[member.kind] = 1
            self.entries[key].called = label(actor, self.namesakes.of_key[(*key[:3], "")])
        return self.entries[key]

    def _file(self) -> None:
        self.by_surname: dict[str, list[Entry]] = defaultdict(list)
        self.peers: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self.by_alias: dict[str, set[Entry]] = defaultdict(set)
        for key, entry in sorted(self.entries.items()):
            if key[0] == "person" and key[2]:
                self.by_surname[key[1].split(" ")[-1]].append(entry)
                for alias in entry.aliases:
                    words = tuple(alias.lower().split())
                    if len(words) == 2 and words[0] in vocabulary().peerage:
                        self.peers[words].append(entry)
            elif key[0] == "organisation":
                for alias in entry.aliases:
                    self.by_alias[name_key(alias, "organisation")[1]].add(entry)

    def join_known(self, known: Sequence[KnownActor]) -> None:
        """Join the names that a file gives to one actor, where they are nobody else's in it."""
        bearers: dict[Key, set[str]] = defaultdict(set)
        for actor in known:
            for key in known_keys(actor):
                bearers[key].add(actor.key)
        for actor in known:
            keys = [key for key in known_keys(actor) if len(bearers[key]) == 1]
            for entry in [self.entries[key] for key in keys if key in self.entries]:
                entry.root.known.add(actor.key)
                self.of_known.setdefault(actor.key, entry).join(entry)

    def keep_apart(self, one: str, other: str) -> None:
        """See to it that no rule joins two names of which a person decided that they are two."""
        for kind in ("person", "organisation"):
            pair = [self.entries.get(name_key(name, kind)) for name in (one, other)]
            if pair[0] is not None and pair[1] is not None:
                pair[0].apart.add(pair[1])
                pair[1].apart.add(pair[0])

    def join_variants(self) -> None:
        """Join entries that are one actor beyond doubt: short first names, initials, long names."""
        for block in self.by_surname.values():
            self._join_middle_initials(block)
            self._join_first_names(block)
        listed = {body_key(name.split()) for name in vocabulary().fullest.values()}
        for key, entry in sorted(self.entries.items()):
            if key[0] == "organisation" and key[1] not in listed and not _is_any(key[1]):
                longer = {e.root for e in self.by_alias.get(key[1], ()) if e is not entry}
                if len(longer) == 1:
                    entry.join(longer.pop())
        self._join_initials(listed)
        self._join_kinds()

    def _join_initials(self, listed: set[str]) -> None:
        """Join initials to the one long name that has them, where that is no chance.

        Four letters hardly ever fit by chance; three must have a post or a person in common.
        """
        long: dict[str, set[Entry]] = defaultdict(set)
        bodies = [e for k, e in sorted(self.entries.items()) if k[0] == "organisation"]
        for entry in bodies:
            for name in entry.names:
                if name.count(" ") > 1:
                    long[initials_of(name.replace(",", "").split())].add(entry.root)
        people: dict[Entry, set[Entry]] = defaultdict(set)
        for body, some in self.people_of.items():
            people[body.root] |= {person.root for person in some}
        for entry in bodies:
            word = next(iter(entry.names)).replace(".", "")
            if entry.key[1] in listed or not word.isupper() or not word.isalpha():
                continue
            fits = {e.root for e in long.get(word, ())} - {entry.root}
            if len(fits) == 1 and len(word) > 2:
                (fit,) = fits
                if len(word) > 3 or people[entry.root] & people[fit]:
                    entry.join(fit)

    def _join_kinds(self) -> None:
        """Join a body's name to the same name where articles took it for a person's.

        Nothing may say that somebody bears it: no gender, no full name with that surname.
        """
        for key, entry in sorted(self.entries.items()):
            if key[0] != "person" or entry.genders or key[3] or key[2] in vocabulary().first_names:
                continue
            if not key[2] and self.by_surname.get(key[1]):
                continue
            for name in entry.names:
                body = self.entries.get(name_key(name, "organisation"))
                if body is not None:
                    body.join(entry)
                    body.root.kinds["person"] = 0

    def _join_middle_initials(self, block: Sequence[Entry]) -> None:
        """Join "Ada Lee" and "Ada B. Lee", unless there is an "Ada C. Lee" as well."""
        of_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in [e for e in block if not e.key[3]]:
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
                if e is not entry and e.key[1] == entry.key[1] and e.key[:3] != entry.key[:3]
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

    def candidates(self, member: Member) -> tuple[Entry, list[Entry]]:
        """Return in which entry a named member was counted, and those that it can be.

        One, where it is decided.
        """
        if member.id in self.told_apart:
            told = _distinct(self.told_apart[member.id])
            return told[0], told
        key = name_key(member.name, member.kind)
        own = self.entries[key]
        fits = [own.root]
        if key[0] == "peer" and not own.root.known:
            peers = _distinct(self.peers.get((key[2], key[1]), []))
            fits = peers if len(peers) == 1 else fits
        elif key[0] == "person" and not key[2]:
            fits = self._by_surname(member, own)
        elif key[0] == "person" and not own.middle:
            fits = self._by_middle(member, own)
        return own.root, fits

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
            if e.root.kind == "person"
            and not (member.gender and e.genders and member.gender not in e.genders)
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


def _is_any(key: str) -> bool:
    """Say whether a name alone is any body's of a kind: "the Department", "the Foundation"."""
    v = vocabulary()
    return key in v.type_endings or key in v.organisation_nouns or key in _ANY


def known_keys(actor: KnownActor) -> list[Key]:
    """Return what the names of a known actor are filed under, those that can tell who it is."""
    keys = (name_key(name, actor.kind) for name in (actor.name, *actor.aliases))
    return [key for key in dict.fromkeys(keys) if is_full(key)]


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
