"""The bench on which decisions are applied: actors, to be found by any name or id they had."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.actors.entries import Entry
from onrecord.actors.types import ActorKind
from onrecord.actors.vocabulary import vocabulary
from onrecord.articles import digest

_RARE = 0.05  # of how often the commonest name of a body is used


@dataclass(slots=True, eq=False)
class Node:
    """An actor while decisions are applied; ``into`` is who it was merged with.

    ``given`` are the names that decisions gave it, ``known`` the keys of the known actors that it
    may be; ``identified`` says that a person decided which.
    """

    kind: ActorKind
    name: str
    aliases: set[str]
    first_seen: str | None = None
    last_seen: str | None = None
    by: str = "rule:resolve"
    into: Node | None = None
    given: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    identified: bool = False

    @property
    def top(self) -> Node:
        """Return the node that stands for this one."""
        node = self
        while node.into is not None:
            node = node.into
        return node

    def see(self, first: str | None, last: str | None) -> None:
        """Note from when to when articles have it."""
        self.first_seen = min(filter(None, (self.first_seen, first)), default=None)
        self.last_seen = max(filter(None, (self.last_seen, last)), default=None)


class Bench:
    """All nodes. No two of them have one name, whatever their kinds."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.of_entry: dict[Entry, Node] = {}
        self.nodes: list[Node] = []
        self._now: dict[str, Node] = {}
        self._ever: dict[str, dict[Node, None]] = defaultdict(dict)
        self._by_id: dict[str, Node] = {}
        self._by_alias: dict[str, dict[Node, None]] | None = None
        for entry, name in choose_names(entries):
            aliases = {*entry.names, *entry.aliases}
            node = Node(entry.kind, name, aliases, entry.first_seen, entry.last_seen)
            node.known = set(entry.known)
            self.of_entry[entry] = self.add(node)

    def add(self, node: Node) -> Node:
        """Take a node in, under its name or, where another has that, under one like it."""
        self.nodes.append(node)
        self.call(node, node.name)
        return node

    def call(self, node: Node, name: str) -> None:
        """Give a node a name by which it alone can be found; its earlier ones lead to it too."""
        if self._now.get(node.name.casefold()) is node:
            del self._now[node.name.casefold()]
        node.name = self._free(name, node.kind)
        self._now[node.name.casefold()] = node
        for each in {name, node.name}:
            self._ever[each.casefold()].setdefault(node)
            self._by_id.setdefault(make_id(node.kind, each), node)

    def _free(self, name: str, kind: ActorKind) -> str:
        """Return a name that no node has now: "Ford", "Ford (person)", "Ada Lee (2)"."""
        holder = self._now.get(name.casefold())
        if holder is None:
            return name
        if holder.kind != kind and f"{name} ({kind})".casefold() not in self._now:
            return f"{name} ({kind})"
        number = 2
        while f"{name} ({number})".casefold() in self._now:
            number += 1
        return f"{name} ({number})"

    def merge(self, node: Node, into: Node, by: str) -> None:
        """Make two nodes one; the first gives up its name."""
        if self._now.get(node.name.casefold()) is node:
            del self._now[node.name.casefold()]
        node.into = into
        into.given |= node.given | {node.name}
        into.aliases |= node.aliases
        into.see(node.first_seen, node.last_seen)
        into.known = into.known if into.identified else into.known | node.known
        into.by = by

    def find(self, *texts: object) -> Node | None:
        """Return the node of the first id or name that leads to one.

        Present names come first, then names that it had, then an alias that only one has.
        """
        return next((node for text in texts if text and (node := self._find(str(text)))), None)

    def _find(self, text: str) -> Node | None:
        if text in self._by_id:
            return self._by_id[text].top
        plain = text.casefold()
        if plain in self._now:
            return self._now[plain]
        for found in (self._ever.get(plain, {}), self._aliases().get(plain, {})):
            tops = {node.top: None for node in found}
            if tops:
                return next(iter(tops)) if len(tops) == 1 else None
        return None

    def _aliases(self) -> dict[str, dict[Node, None]]:
        if self._by_alias is None:
            self._by_alias = defaultdict(dict)
            for node in self.of_entry.values():
                for alias in node.aliases:
                    self._by_alias[alias.casefold()].setdefault(node)
        return self._by_alias


def make_id(kind: ActorKind, name: str) -> str:
    """Return the id of the actor of this kind and name."""
    return digest("actor", kind, name)


def choose_names(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with the name for its actor, bodies first: they keep a name that both have.

    A person goes by the commonest full name, though not by one under which another is filed; an
    organisation by the fullest that is not rare, a country by its own.
    """
    ranked = sorted(entries, key=lambda e: (e.kind == "person", e.key))
    owners: dict[str, Entry] = {}
    for entry in ranked:
        owners |= {name.casefold(): entry for name in entry.names}
    for entry in ranked:
        yield entry, entry.called or _name(entry, owners)


def _name(entry: Entry, owners: dict[str, Entry]) -> str:
    if entry.kind != "person":
        return _body_name(entry)
    counted = entry.names + Counter({a: n for a, n in entry.aliases.items() if " " in a})
    ranked = sorted(counted, key=lambda n: (_fullness(n), -counted[n], -len(n), n))
    own = (name for name in ranked if owners.get(name.casefold(), entry) is entry)
    return next(own, ranked[0])


def _body_name(entry: Entry) -> str:
    countries = sorted(entry.names.keys() & vocabulary().countries)
    if countries:
        return countries[0]
    often = max(entry.names.values())
    usual = [name for name, count in entry.names.items() if count >= _RARE * often]
    return min(usual, key=lambda n: (-len(n.replace(".", "")), n.count("."), n))


def _fullness(name: str) -> int:
    """Rank full names before titles of peerage, and these before surnames."""
    words = name.split()
    if len(words) < 2:
        return 2
    return int(len(words) == 2 and words[0].lower() in vocabulary().peerage)
