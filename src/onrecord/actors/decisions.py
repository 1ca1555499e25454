"""Turn joined entries into actors, and let people's decisions outrank the rules'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.actors.entries import Entry, Ledger
from onrecord.actors.known import KnownActor
from onrecord.actors.types import Actor, ActorKind, Judgement, Member, Resolution
from onrecord.articles import digest


@dataclass(slots=True, eq=False)
class Node:
    """An actor while decisions are applied; ``into`` is who it was merged with."""

    kind: ActorKind
    name: str
    aliases: set[str]
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


class Bench:
    """All nodes, to be found by any id or name that they have or had."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.of_entry: dict[Entry, Node] = {}
        for entry in entries:
            name = canonical_name(entry)
            aliases = {*entry.names, *entry.aliases} - {name}
            self.of_entry[entry] = Node(
                entry.kind, name, aliases, entry.first_seen, entry.last_seen, entry.mentions
            )
        self.nodes = list(self.of_entry.values())
        self.by_id: dict[str, Node] = {}
        self.by_name: dict[str, list[Node]] = {}
        for node in self.nodes:
            self.file(node)

    def file(self, node: Node) -> None:
        """Make a node findable by its present id and name."""
        made = digest("actor", node.kind, node.name)
        node.ids.add(made)
        self.by_id.setdefault(made, node)
        self.by_name.setdefault(node.name.casefold(), []).append(node)

    def find(self, text: str) -> Node | None:
        """Return the node of an id, a name, or an alias that only one has."""
        if text in self.by_id:
            return self.by_id[text].top
        named = {n.top: None for n in self.by_name.get(text.casefold(), ())}
        if not named:
            lower = text.casefold()
            named = {n.top: None for n in self.nodes if lower in {a.casefold() for a in n.aliases}}
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
    ledger: Ledger,
    placed: Mapping[str, Entry],
    undecided: Mapping[str, tuple[Entry, ...]],
    judgements: Sequence[Judgement],
    known: Sequence[KnownActor],
) -> Resolution:
    """Return the resolution with merges, splits and renamings applied in the order decided.

    ``merge`` reads ``value["into"]`` (a name or id); ``split`` reads ``value["articles"]`` (ids
    of articles) and ``value["name"]`` (what the other one is called); ``rename`` reads
    ``value["name"]``. A decision about an actor that the record no longer has is kept aside.
    """
    used = {e.root for e in placed.values()} | {e.root for c in undecided.values() for e in c}
    bench = Bench(sorted(used, key=lambda e: (e.kind, e.key)))
    splits: list[tuple[Node, frozenset[str], Node]] = []
    for judgement in sorted(judgements, key=lambda j: (j.when, j.id)):
        if judgement.undone is None:
            _apply(bench, splits, judgement)
    canonical = _canonical(members, placed, bench, splits)
    for member, entries in undecided.items():
        nodes = {bench.of_entry[e.root].top for e in entries}
        if len(nodes) == 1:
            canonical[member] = nodes.pop()
    ids = _ids(bench, canonical)
    external = _external(bench, known)
    actors = tuple(
        Actor(
            id=ids[node], name=node.name, kind=node.kind,
            aliases=tuple(sorted(node.aliases - {node.name})),
            first_seen=node.first_seen, last_seen=node.last_seen,
            external=external.get(node, {}), by=node.by,
        )
        for node in ids
    )  # fmt: skip
    return Resolution(
        actors=actors,
        canonical={member: ids[node] for member, node in canonical.items()},
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


def _apply(
    bench: Bench, splits: list[tuple[Node, frozenset[str], Node]], judgement: Judgement
) -> None:
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
        name = str(value.get("name") or f"{node.name} (2)")
        if isinstance(articles, (list, tuple)):
            other = Node(node.kind, name, set(), by=by)
            bench.nodes.append(other)
            bench.file(other)
            splits.append((node, frozenset(map(str, articles)), other))


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


def _canonical(
    members: Iterable[Member],
    placed: Mapping[str, Entry],
    bench: Bench,
    splits: Sequence[tuple[Node, frozenset[str], Node]],
) -> dict[str, Node]:
    """Lead each member to its node; splits are looked at where there are any."""
    found = {member: bench.of_entry[entry.root].top for member, entry in placed.items()}
    if splits:
        for member in members:
            node = found.get(member.id)
            for subject, articles, other in splits:
                if node is not None and node is subject.top and member.article in articles:
                    found[member.id] = node = other.top
                    _see(other.top, member)
    return found


def _see(node: Node, member: Member) -> None:
    if member.date:
        node.first_seen = min(node.first_seen or member.date, member.date)
        node.last_seen = max(node.last_seen or member.date, member.date)


def _ids(bench: Bench, canonical: Mapping[str, Node]) -> dict[Node, str]:
    """Give the nodes that members lead to their ids; two of one name are told apart by number."""
    live = {n.top for n in canonical.values()} | {n for n in bench.nodes if n.into is None}
    ids: dict[Node, str] = {}
    taken: set[str] = set()
    ranked = sorted(live, key=lambda n: (n.name, n.kind, n.first_seen or "", sorted(n.aliases)))
    for node in ranked:
        parts, count = ["actor", node.kind, node.name], 1
        while (made := digest(*parts)) in taken:
            count += 1
            parts = ["actor", node.kind, node.name, str(count)]
        taken.add(made)
        ids[node] = made
    return ids


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
