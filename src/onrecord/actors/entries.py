"""Distinct names: what the members of a record are called, when and how often."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.actors.organisations import organisation_key
from onrecord.actors.persons import middle_initials, name_parts
from onrecord.actors.types import ActorKind, Member
from onrecord.actors.vocabulary import vocabulary

Key = tuple[str, str, str, str]
"""Kind, surname or organisation, first name, and which of several people of this very name."""


class Held(NamedTuple):
    """What resolving needs of an office: the key of its title, and whether it had ended."""

    person: str
    title: str
    organisation: str | None
    ended: bool


@dataclass(slots=True, eq=False)
class Entry:
    """One distinct name; entries that turn out to be one actor share their ``root``.

    ``called`` is what it is to be called where its name alone does not tell it from others,
    ``family`` a person's surname;
    ``known`` has the keys of the known actors whose very name it bears, ``apart`` the entries
    that a person decided it is not.
    """

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
    called: str | None = None
    family: str = ""
    known: set[str] = field(default_factory=set)
    apart: set[Entry] = field(default_factory=set)

    def __post_init__(self) -> None:
        """File a person's surname."""
        if self.key[0] == "person":
            self.family = self.key[1]

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
        if one is two or any(e.root is two for e in one.apart):
            return
        two.parent = one
        one.kinds += two.kinds
        one.names += two.names
        one.aliases += two.aliases
        one.genders += two.genders
        one.places |= two.places
        one.known |= two.known
        one.apart |= two.apart
        one.articles += two.articles
        one.mentions += two.mentions
        one.see(two.first_seen)
        one.see(two.last_seen)

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
        self.see(member.date)

    def see(self, date: str | None) -> None:
        """Note the date of an article that has it."""
        if date:
            self.first_seen = min(self.first_seen or date, date)
            self.last_seen = max(self.last_seen or date, date)


def name_key(name: str, kind: ActorKind) -> Key:
    """Return what a name is filed under.

    A person's full name is filed by first name and surname, a lone surname under the surname
    alone, with its title of peerage; an organisation by what its usual names share.
    """
    words = name.split() if name.isascii() else _plain(name).split()
    if kind != "person":
        return ("organisation", body_key(words), "", "")
    if len(words) == 2 and words[0].lower() in vocabulary().peerage:
        return ("peer", words[1].lower(), words[0].lower(), "")
    given, family = name_parts(words)
    middle = middle_initials(words)
    return ("person", family, f"{given.rstrip('.')} {middle}" if middle else given.rstrip("."), "")


def body_key(words: Sequence[str]) -> str:
    """Return what the spellings of one organisation's name share over articles.

    >>> body_key(["Dockers'", "Union"]), body_key(["Department", "of", "Health"])
    ('dockers union', 'health department')
    """
    key = _MARKS.sub("", organisation_key(words)).replace(" & ", " and ")
    match = _MINISTRY.fullmatch(key)
    return f"{match[2]} {match[1]}" if match else key


_MARKS = re.compile(r"[',]")
_MINISTRY = re.compile(r"(department|ministry) (?:of|for) (?:the )?([\w ]+)")


def _plain(name: str) -> str:
    """Return a name without its accents, which not all newspapers print."""
    parts = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def is_full(key: Key) -> bool:
    """Say whether a name by itself can tell who it is: a body's, or a person's full name."""
    return key[0] != "person" or bool(key[2])
