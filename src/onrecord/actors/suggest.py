"""Point out what a person might decide about the actors: the likeliest and weightiest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log, log1p

from onrecord.actors.match import suggest_known
from onrecord.actors.organisations import organisation_key
from onrecord.actors.pairs import Pair, find_pairs
from onrecord.actors.suggestion import Suggestion
from onrecord.actors.types import (
    Actor,
    Affiliation,
    Judgement,
    KnownActor,
    Member,
    Office,
    Resolution,
)
from onrecord.actors.vocabulary import vocabulary

LIMIT = 200
_LOOKED_AT = 10  # times the limit: pairs that look likely by their names
_LEAST = 0.25
_YEARS = 5
_FEW = 2  # articles of which a single one that tells otherwise counts
"""Evidence in log odds: what articles say of two actors who may be one."""
_TOGETHER, _FAR_APART, _SHARING = -2.0, -1.0, 1.5


@dataclass(slots=True)
class Seen:
    """What the articles tell of an actor."""

    mentions: int = 0
    members: int = 0
    articles: set[str] = field(default_factory=set)
    genders: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def suggest_merges(
    resolution: Resolution,
    members: Iterable[Member],
    *,
    bonds: Iterable[Office | Affiliation] = (),
    known: Sequence[KnownActor] = (),
    judgements: Sequence[Judgement] = (),
    limit: int = LIMIT,
) -> list[Suggestion]:
    """Return likely duplicates, doubtful merges, undecided names and known actors, best first.

    They are ranked by how likely they are times the logarithm of the mentions that the decision
    moves. What a person decided to keep apart, or took for another known actor, is left out.
    """
    mentions = _count(resolution, members)
    pairs = _likeliest(resolution, mentions, judgements, _LOOKED_AT * limit)
    wanted = {actor.id for pair in pairs for actor in (pair.one, pair.other)}
    seen = _look(resolution, members, bonds, wanted)
    found = [
        *_merges(pairs, seen),
        *_splits(resolution.actors, seen),
        *_open(resolution, members),
        *suggest_known(resolution, known, mentions, judgements),
    ]
    return sorted(found, key=lambda s: (-s.score * log1p(s.weight), s.kind, s.names))[:limit]


def _count(resolution: Resolution, members: Iterable[Member]) -> Counter[str]:
    mentions: Counter[str] = Counter()
    for member in members:
        actor = resolution.canonical.get(member.id)
        if actor is not None:
            mentions[actor] += member.mentions
    return mentions


def _likeliest(
    resolution: Resolution,
    mentions: Mapping[str, int],
    judgements: Sequence[Judgement],
    limit: int,
) -> list[Pair]:
    """Return the pairs that look likeliest and weightiest by their names, each once."""
    best: dict[tuple[str, str], Pair] = {}
    apart = _kept_apart(resolution.actors, judgements)
    for pair in find_pairs(resolution.actors, mentions):
        key = (pair.one.id, pair.other.id)
        kept = best.get(key)
        if _are_known(pair) or frozenset(key) in apart:
            continue
        if kept is None or pair.likelihood > kept.likelihood:
            best[key] = pair
    return sorted(
        best.values(),
        key=lambda p: (
            -p.likelihood * log1p(mentions.get(p.other.id, 0)),
            p.one.name,
            p.other.name,
        ),
    )[:limit]


def _are_known(pair: Pair) -> bool:
    """Say whether both are known actors for certain, and so two."""
    return bool(pair.one.external and pair.other.external)


def _kept_apart(actors: Iterable[Actor], judgements: Sequence[Judgement]) -> set[frozenset[str]]:
    """Return the ids of pairs of actors that a person decided are two, or split."""
    ends = {"apart": "from", "split": "name"}
    decided = [j for j in judgements if j.kind in ends and j.undone is None]
    if not decided:
        return set()
    by_name: dict[str, str] = {}
    for actor in actors:
        for name in (*actor.aliases, actor.id):
            by_name.setdefault(name.casefold(), actor.id)
    by_name |= {actor.name.casefold(): actor.id for actor in actors}

    def find(*texts: object) -> str:
        return next((by_name[str(t).casefold()] for t in texts if str(t).casefold() in by_name), "")

    return {
        frozenset((
            find(j.value.get("subject_id"), j.subject),
            find(j.value.get(f"{ends[j.kind]}_id"), j.value.get(ends[j.kind])),
        ))
        for j in decided
    }  # fmt: skip


def _look(
    resolution: Resolution,
    members: Iterable[Member],
    bonds: Iterable[Office | Affiliation],
    wanted: set[str],
) -> dict[str, Seen]:
    """Gather what the articles tell: of all actors their genders and parties, of some the rest."""
    seen: dict[str, Seen] = defaultdict(Seen)
    canonical = resolution.canonical
    for member in members:
        actor = canonical.get(member.id)
        if actor is None:
            continue
        one = seen[actor]
        one.mentions += member.mentions
        one.members += 1
        if member.gender:
            one.genders[member.gender].add(member.article)
        if actor in wanted:
            one.articles.add(member.article)
    for bond in bonds:
        person = bond.person if isinstance(bond, Office) else bond.member
        place = bond.organisation if isinstance(bond, Office) else bond.of
        actor, home = canonical.get(person), canonical.get(place or "")
        if actor is not None and home is not None:
            seen[actor].homes[home].add(bond.article)
    return seen


# == two who may be one ==


def _merges(pairs: Sequence[Pair], seen: Mapping[str, Seen]) -> Iterator[Suggestion]:
    rivals = Counter(pair.vague.id for pair in pairs if pair.vague)
    for pair in pairs:
        one, other = seen.get(pair.one.id, Seen()), seen.get(pair.other.id, Seen())
        if _genders_clash(one, other):
            continue
        odds = log(pair.likelihood / (1 - pair.likelihood))
        odds += _TOGETHER * bool(one.articles & other.articles)
        odds += _FAR_APART * (_years_apart(pair.one, pair.other) > _YEARS)
        odds += _SHARING * bool(one.homes.keys() & other.homes.keys())
        score = 1 / (1 + exp(-odds)) / max(rivals[pair.vague.id if pair.vague else ""], 1)
        if score >= _LEAST:
            yield Suggestion(
                "merge", pair.one.id, pair.other.id, (pair.one.name, pair.other.name),
                pair.reason, round(score, 2), max(1, other.mentions),
            )  # fmt: skip


def _genders_clash(one: Seen, other: Seen) -> bool:
    return bool(one.genders and other.genders and not one.genders.keys() & other.genders.keys())


def _years_apart(one: Actor, other: Actor) -> int:
    if not (one.first_seen and one.last_seen and other.first_seen and other.last_seen):
        return 0
    early, late = sorted((one, other), key=lambda a: a.first_seen or "")
    return int((late.first_seen or "0")[:4]) - int((early.last_seen or "0")[:4])


# == one who may be two ==


def _splits(actors: Iterable[Actor], seen: Mapping[str, Seen]) -> Iterator[Suggestion]:
    """Point at people whom some articles put in another party, or take for a woman or a man."""
    parties = {a.id: a.name for a in actors if _is_party(a)}
    for actor in actors:
        one = seen.get(actor.id)
        if actor.kind != "person" or one is None:
            continue
        in_party = {parties[home]: where for home, where in one.homes.items() if home in parties}
        if sum(map(len, in_party.values())) >= _LEAST * one.members:
            reason = "articles put them in two parties: {}"
            yield from _split(actor, in_party, one, reason, 0.6)
        if vocabulary().first_names.get(actor.name.split()[0].lower()) is None:
            reason = "articles disagree whether it is a woman or a man"
            yield from _split(actor, one.genders, one, reason, 0.4)


def _split(
    actor: Actor, told: Mapping[str, set[str]], seen: Seen, reason: str, likelihood: float
) -> Iterator[Suggestion]:
    """Suggest a split where enough articles, and not too few of all, tell otherwise."""
    ranked = sorted(told, key=lambda name: (-len(told[name]), name))
    if len(ranked) < 2:
        return
    some = told[ranked[1]] - told[ranked[0]]
    all_of_them = len(told[ranked[0]] | told[ranked[1]])
    share = len(some) / all_of_them
    if share < _LEAST or (len(some) == 1 and all_of_them > _FEW):
        return
    yield Suggestion(
        "split", actor.id, None, (actor.name, actor.name), reason.format(" and ".join(ranked[:2])),
        round(min(1.0, 2 * share) * likelihood, 2), max(1, round(seen.mentions * share)),
        tuple(sorted(some)),
    )  # fmt: skip


def _is_party(actor: Actor) -> bool:
    key = organisation_key(actor.name.split())
    return vocabulary().organisation_types.get(key) == "party"


# == names that could be several actors ==


def _open(resolution: Resolution, members: Iterable[Member]) -> Iterator[Suggestion]:
    """List the names that several actors could bear, with the articles that have them."""
    names = {actor.id: actor.name for actor in resolution.actors}
    articles: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    weights: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for member in members:
        if candidates := resolution.undecided.get(member.id):
            articles[member.name, candidates].append(member.article)
            weights[member.name, candidates] += member.mentions
    for (name, candidates), where in articles.items():
        others = " or ".join(names[each] for each in candidates[:4])
        yield Suggestion(
            "decide", candidates[0], candidates[1], (name, others),
            "articles do not say which", round(1 / len(candidates), 2), weights[name, candidates],
            tuple(sorted(set(where))),
        )  # fmt: skip
