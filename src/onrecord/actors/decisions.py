"""Turn joined entries into actors, and let people's decisions outrank the rules'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.actors.bench import Bench, Node, make_id
from onrecord.actors.entries import Entry
from onrecord.actors.leads import Filing
from onrecord.actors.types import Actor, Judgement, KnownActor, Member, Resolution


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Members in ``articles`` that led to one of ``holders``, or bear ``name``, are ``other``.

    Without ``articles``, those of that name are, wherever they could be ``other``.
    """

    holders: frozenset[Node]
    name: str
    articles: frozenset[str] | None
    other: Node


def apply_judgements(
    members: Iterable[Member],
    placed: Filing[Entry],
    undecided: Mapping[str, tuple[Entry, ...]],
    judgements: Sequence[Judgement],
    known: Sequence[KnownActor],
) -> Resolution:
    """Return the resolution with people's decisions applied in the order decided.

    ``merge`` reads ``value["into"]``, ``split`` ``value["articles"]`` (ids of articles) and
    ``value["name"]`` (what the other one is called), ``rename`` ``value["name"]``, ``identify``
    ``value["known"]`` (a name or id of the file, or nothing). Actors go by name or id;
    ``value["subject_id"]`` and ``value["into_id"]`` outrank the names. A decision about an actor
    that the record has no longer, or not yet, is kept and does nothing.
    """
    used = {e.root for e in placed.values} | {e.root for c in undecided.values() for e in c}
    bench = Bench(used)
    splits: list[Split] = []
    idle = [
        judgement.id
        for judgement in sorted(judgements, key=lambda j: (j.when, j.id))
        if judgement.undone is None and not _apply(bench, splits, judgement, known)
    ]
    changed = _collapsed(undecided, bench)
    live = Counter({e.root: n for e, n in placed.counts().items()})
    if splits:
        changed |= _split(members, placed, undecided, bench, splits, live)
    left = {member: c for member, c in undecided.items() if member not in changed}
    ids = _ids(bench, live, changed, left)
    names_of = _identify(ids, known)
    return Resolution(
        actors=tuple(_actor(node, made, names_of.get(node)) for node, made in ids.items()),
        canonical=placed.leads(
            [ids.get(bench.of_entry[e.root].top) for e in placed.values],
            {member: ids[node.top] for member, node in changed.items()},
        ),
        undecided=_candidates(left, bench, ids),
        idle=tuple(idle),
    )


def _apply(
    bench: Bench, splits: list[Split], judgement: Judgement, known: Sequence[KnownActor]
) -> bool:
    """Apply one decision; say whether it found whom it is about."""
    value, by = judgement.value, f"person:{judgement.who}"
    node = bench.find(value.get("subject_id"), judgement.subject)
    if judgement.kind == "statement":
        return True
    if judgement.kind == "split":
        return _add_split(bench, splits, judgement, node)
    if node is None:
        return judgement.kind == "merge" and _name_one(bench, splits, judgement)
    if judgement.kind == "rename":
        node.given.add(node.name)
        node.by = by
        bench.call(node, str(value.get("name") or node.name))
    elif judgement.kind == "identify":
        return _decide_known(bench, node, str(value.get("known") or ""), known, by)
    else:
        role = "into" if judgement.kind == "merge" else "from"
        other = bench.find(value.get(f"{role}_id"), value.get(role))
        if judgement.kind == "merge" and other not in (None, node):
            bench.merge(node, other, by)
        return other is not None
    return True


def _add_split(bench: Bench, splits: list[Split], judgement: Judgement, node: Node | None) -> bool:
    """Note a split; the other one is who has that name already, or somebody new.

    Without an actor of the name, the split decides on members that could be several.
    """
    value, name = judgement.value, judgement.value.get("name")
    articles = value.get("articles")
    if not isinstance(articles, (list, tuple)) or not articles or (node is None and not name):
        return False
    other = bench.find(value.get("name_id"), name) if name else None
    if other is None or other is node:
        made = Node(node.kind if node else "person", "", set(), by=f"person:{judgement.who}")
        made.name = str(name or (node.name if node else judgement.subject))
        other = bench.add(made)
        other.given.add(other.name)
    holders = frozenset(n for n in bench.nodes if n.top is node) if node else frozenset()
    subject = judgement.subject.casefold()
    splits.append(Split(holders, subject, frozenset(map(str, articles)), other))
    return True


def _name_one(bench: Bench, splits: list[Split], judgement: Judgement) -> bool:
    """Note who is meant, wherever several could be, by a name that is no actor's own."""
    into = bench.find(judgement.value.get("into_id"), judgement.value.get("into"))
    if into is not None:
        splits.append(Split(frozenset(), judgement.subject.casefold(), None, into))
    return into is not None


def _decide_known(
    bench: Bench, node: Node, wanted: str, known: Sequence[KnownActor], by: str
) -> bool:
    """Note which known actor a node is by a person's word; who had been taken for it is it."""
    keys = {actor.key for actor in known if wanted in (actor.key, actor.name)}
    if wanted and len(keys) != 1:
        return False
    for other in list(bench.nodes):
        if other.into is None and other is not node and keys & other.known:
            bench.merge(other, node, by)
    node.known, node.identified, node.by = keys, True, by
    return True


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
    undecided: Mapping[str, tuple[Entry, ...]],
    bench: Bench,
    splits: Sequence[Split],
    live: Counter[Entry],
) -> dict[str, Node]:
    """Return the members that splits move, each followed through all splits in turn.

    What the actors that were split are called, and when they were seen, is told anew.
    """
    lookup = placed.leads([str(i) for i in range(len(placed.values))], {})
    touched = {n.top for split in splits for n in (*split.holders, split.other)}
    for node in touched:
        node.first_seen = node.last_seen = None
        node.aliases = set()
    found = {}
    for member in members:
        root, starts = None, [bench.of_entry[e.root] for e in undecided.get(member.id, ())]
        if (number := lookup.get(member.id)) is not None:
            root = placed.values[int(number)].root
            starts = [bench.of_entry[root]]
        ends = _follow(member, starts, splits)
        tops = list(dict.fromkeys(node.top for node in ends))
        if len(tops) != 1:
            continue
        if ends != starts:
            found[member.id] = tops[0]
            if root is not None:
                live[root] -= 1
        if tops[0] in touched:
            tops[0].see(member.date, member.date)
            if member.named:
                tops[0].aliases |= {member.name, *member.aliases}
    return found


def _follow(member: Member, starts: list[Node], splits: Sequence[Split]) -> list[Node]:
    """Return whom a member leads to after all splits; several where that stays undecided."""
    nodes = starts
    names = {name.casefold() for name in (member.name, *member.aliases)}
    for split in splits:
        if split.articles is None:
            if split.name in names and split.other.top in [node.top for node in nodes]:
                nodes = [split.other]
        elif member.article not in split.articles or not nodes:
            continue
        elif len(nodes) == 1:
            nodes = [split.other] if nodes[0] in split.holders else nodes
        elif split.name in names:
            nodes = [split.other]
        elif split.holders & set(nodes):
            nodes = list(dict.fromkeys(split.other if n in split.holders else n for n in nodes))
    return nodes


def _ids(
    bench: Bench,
    live: Mapping[Entry, int],
    changed: Mapping[str, Node],
    undecided: Mapping[str, tuple[Entry, ...]],
) -> dict[Node, str]:
    """Give the actors that members lead to, or could lead to, their ids, by name."""
    nodes = {bench.of_entry[entry].top for entry, count in live.items() if count > 0}
    nodes |= {node.top for node in changed.values()}
    nodes |= {bench.of_entry[e.root].top for entries in undecided.values() for e in entries}
    ranked = sorted(nodes, key=lambda n: (n.name, n.kind))
    return {node: make_id(node.kind, node.name) for node in ranked}


def _candidates(
    undecided: Mapping[str, tuple[Entry, ...]], bench: Bench, ids: Mapping[Node, str]
) -> dict[str, tuple[str, ...]]:
    return {
        member: tuple(ids[n] for n in dict.fromkeys(bench.of_entry[e.root].top for e in entries))
        for member, entries in undecided.items()
    }


def _identify(ids: Mapping[Node, str], known: Sequence[KnownActor]) -> dict[Node, KnownActor]:
    """Return which known actor each node is: one that is nobody else."""
    by_key = {actor.key: actor for actor in known}
    bearers: dict[str, list[Node]] = defaultdict(list)
    for node in ids:
        for key in node.known & by_key.keys():
            bearers[key].append(node)
    return {
        nodes[0]: by_key[key]
        for key, nodes in bearers.items()
        if len(nodes) == 1 and len(nodes[0].known) == 1
    }


def _actor(node: Node, made: str, known: KnownActor | None) -> Actor:
    names = {*node.aliases, *node.given, *((known.name, *known.aliases) if known else ())}
    return Actor(
        id=made, name=node.name, kind=node.kind, aliases=tuple(sorted(names - {node.name})),
        first_seen=node.first_seen, last_seen=node.last_seen,
        external=dict(known.external) if known else {}, by=node.by,
    )  # fmt: skip
