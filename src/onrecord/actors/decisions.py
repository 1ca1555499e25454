"""Turn joined entries into actors, and let people's decisions outrank the rules'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.actors.entries import Entry
from onrecord.actors.leads import Filing
from onrecord.actors.types import Actor, ActorKind, Judgement, KnownActor, Member, Resolution
from onrecord.articles import digest


@dataclass(slots=True, eq=False)
class Node:
    """An actor while decisions are applied; ``into`` is who it was merged with.

    ``origin`` is the entry's key or the judgement that made it, which no reading order changes.
    """

    kind: ActorKind
    name: str
    aliases: set[str]
    origin: str
    first_seen: str | None = None
    last_seen: str | None = None
    mentions: int = 0
    by: str = "rule:resolve"
    into: Node | None = None
    ids: set[str] = field(default_factory=set)

    @property
    def top(self) -> Node:
        """Return the node that stands for this one."""
        node = self
        while node.into is not None:
            node = node.into
        return node


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Members in ``articles`` that led to one of ``holders`` are ``other``."""

    holders: frozenset[Node]
    articles: frozenset[str]
    other: Node


class Bench:
    """All nodes, to be found by any id or name that they have or had."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.of_entry: dict[Entry, Node] = {}
        for entry in entries:
            name = canonical_name(entry)
            aliases = {*entry.names, *entry.aliases} - {name}
            self.of_entry[entry] = Node(
                entry.kind,
                name,
                aliases,
                " ".join(entry.key),
                entry.first_seen,
                entry.last_seen,
                entry.mentions,
            )
        self.nodes = list(self.of_entry.values())
        self.by_id: dict[str, Node] = {}
        self.by_name: dict[str, list[Node]] = {}
        self._by_alias: dict[str, list[Node]] | None = None
        for node in self.nodes:
            self.file(node)

    def file(self, node: Node) -> None:
        """Make a node findable by its present id and name."""
        made = digest("actor", node.kind, node.name)
        node.ids.add(made)
        self.by_id.setdefault(made, node)
        self.by_name.setdefault(node.name.casefold(), []).append(node)

    def by_alias(self) -> dict[str, list[Node]]:
        """Return the nodes by the aliases that the articles gave them."""
        if self._by_alias is None:
            self._by_alias = {}
            for node in self.of_entry.values():
                for alias in node.aliases:
                    self._by_alias.setdefault(alias.casefold(), []).append(node)
        return self._by_alias

    def find(self, text: str) -> Node | None:
        """Return the node of an id, a name, or an alias that only one has."""
        if text in self.by_id:
            return self.by_id[text].top
        named = {n.top: None for n in self.by_name.get(text.casefold(), ())}
        if not named:
            named = {n.top: None for n in self.by_alias().get(text.casefold(), ())}
        return next(iter(named)) if len(named) == 1 else None


def canonical_name(entry: Entry) -> str:
    """Return the name for an actor: a person's commonest, an organisation's fullest."""
    if entry.kind == "person":
        counted = entry.names + Counter({a: n for a, n in entry.aliases.items() if " " in a})
        ranked = sorted(counted.items(), key=lambda n: (-(" " in n[0]), -n[1], -len(n[0]), n[0]))
        return ranked[0][0]
    return min(entry.names, key=lambda n: (-len(n.replace(".", "")), n.count("."), n))


def apply_judgements(
    members: Iterable[Member],
    placed: Filing[Entry],
    undecided: Mapping[str, tuple[Entry, ...]],
    judgements: Sequence[Judgement],
    known: Sequence[KnownActor],
) -> Resolution:
    """Return the resolution with merges, splits and renamings applied in the order decided.

    ``merge`` reads ``value["into"]`` (a name or id); ``split`` reads ``value["articles"]`` (ids
    of articles) and ``value["name"]`` (what the other one is called); ``rename`` reads
    ``value["name"]``. A decision about an actor that the record no longer has is kept aside.
    """
    used = {e.root for e in placed.values} | {e.root for c in undecided.values() for e in c}
    bench = Bench(sorted(used, key=lambda e: e.key))
    splits: list[Split] = []
    for judgement in sorted(judgements, key=lambda j: (j.when, j.id)):
        if judgement.undone is None:
            _apply(bench, splits, judgement)
    changed = _collapsed(undecided, bench)
    live = Counter({e.root: n for e, n in placed.counts().items()})
    if splits:
        changed |= _split(members, placed, bench, splits, live)
    ids = _ids(bench, live, changed, undecided)
    external = _external(bench, known)
    return Resolution(
        actors=tuple(_actor(node, ids[node], external) for node in ids),
        canonical=placed.leads(
            [ids.get(bench.of_entry[e.root].top) for e in placed.values],
            {member: ids[node.top] for member, node in changed.items()},
        ),
        undecided=_candidates(undecided, bench, ids),
    )


def _candidates(
    undecided: Mapping[str, tuple[Entry, ...]], bench: Bench, ids: Mapping[Node, str]
) -> dict[str, tuple[str, ...]]:
    found = {}
    for member, entries in undecided.items():
        nodes = dict.fromkeys(bench.of_entry[e.root].top for e in entries)
        if len(nodes) == 1:
            continue
        found[member] = tuple(ids[n] for n in nodes if n in ids)
    return found


def _apply(bench: Bench, splits: list[Split], judgement: Judgement) -> None:
    node = bench.find(judgement.subject)
    if node is None:
        return
    value = judgement.value
    by = f"person:{judgement.who}"
    if judgement.kind == "rename" and isinstance(value.get("name"), str):
        _rename(bench, node, str(value["name"]), by)
    elif judgement.kind == "merge":
        into = bench.find(str(value.get("into", "")))
        if into is not None and into is not node:
            _merge(node, into, by)
    elif judgement.kind == "split":
        articles = value.get("articles")
        if isinstance(articles, (list, tuple)):
            name = str(value.get("name") or f"{node.name} (2)")
            other = Node(node.kind, name, set(), judgement.id, by=by)
            holders = frozenset(n for n in bench.nodes if n.top is node)
            bench.nodes.append(other)
            bench.file(other)
            splits.append(Split(holders, frozenset(map(str, articles)), other))


def _rename(bench: Bench, node: Node, name: str, by: str) -> None:
    node.aliases.add(node.name)
    node.name, node.by = name, by
    bench.file(node)


def _merge(node: Node, into: Node, by: str) -> None:
    node.into = into
    into.aliases |= node.aliases | {node.name}
    into.first_seen = min(filter(None, (into.first_seen, node.first_seen)), default=None)
    into.last_seen = max(filter(None, (into.last_seen, node.last_seen)), default=None)
    into.mentions += node.mentions
    into.by = by


def _collapsed(undecided: Mapping[str, tuple[Entry, ...]], bench: Bench) -> dict[str, Node]:
    """Decide the members whose candidates people's decisions have made one."""
    found = {}
    for member, entries in undecided.items():
        nodes = {bench.of_entry[e.root].top for e in entries}
        if len(nodes) == 1:
            found[member] = nodes.pop()
    return found


def _split(
    members: Iterable[Member],
    placed: Filing[Entry],
    bench: Bench,
    splits: Sequence[Split],
    live: Counter[Entry],
) -> dict[str, Node]:
    """Return the members that splits move, each followed through all splits in turn."""
    lookup = placed.leads([str(i) for i in range(len(placed.values))], {})
    found = {}
    for member in members:
        number = lookup.get(member.id)
        if number is None:
            continue
        root = placed.values[int(number)].root
        node = start = bench.of_entry[root]
        for split in splits:
            if node in split.holders and member.article in split.articles:
                node = split.other
        if node is not start:
            found[member.id] = node
            live[root] -= 1
            _see(node, member)
    return found


def _see(node: Node, member: Member) -> None:
    node.aliases |= {member.name, *member.aliases}
    if member.date:
        node.first_seen = min(node.first_seen or member.date, member.date)
        node.last_seen = max(node.last_seen or member.date, member.date)


def _ids(
    bench: Bench,
    live: Mapping[Entry, int],
    changed: Mapping[str, Node],
    undecided: Mapping[str, tuple[Entry, ...]],
) -> dict[Node, str]:
    """Give the actors that members lead to their ids; two of one name are told apart by number."""
    nodes = {bench.of_entry[entry].top for entry, count in live.items() if count > 0}
    nodes |= {node.top for node in changed.values()}
    nodes |= {bench.of_entry[e.root].top for entries in undecided.values() for e in entries}
    ids: dict[Node, str] = {}
    taken: set[str] = set()
    ranked = sorted(nodes, key=lambda n: (n.name, n.kind, n.first_seen or "", n.origin))
    for node in ranked:
        parts, count = ["actor", node.kind, node.name], 1
        while (made := digest(*parts)) in taken:
            count += 1
            parts = ["actor", node.kind, node.name, str(count)]
        taken.add(made)
        ids[node] = made
    return ids


def _actor(node: Node, made: str, external: Mapping[Node, Mapping[str, str]]) -> Actor:
    return Actor(
        id=made, name=node.name, kind=node.kind,
        aliases=tuple(sorted(node.aliases - {node.name})),
        first_seen=node.first_seen, last_seen=node.last_seen,
        external=external.get(node, {}), by=node.by,
    )  # fmt: skip


def _external(bench: Bench, known: Sequence[KnownActor]) -> dict[Node, Mapping[str, str]]:
    """Return the ids of known actors whose name one actor alone bears."""
    found: dict[Node, Mapping[str, str]] = {}
    for actor in known:
        nodes = {
            n.top for n in bench.by_name.get(actor.name.casefold(), ()) if n.top.kind == actor.kind
        }
        if len(nodes) == 1:
            found[nodes.pop()] = dict(actor.external)
    return found
