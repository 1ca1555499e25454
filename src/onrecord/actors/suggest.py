"""Point out actors that may be one, and actors that may be two, for a person to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from onrecord.actors.organisations import initials_of, organisation_key
from onrecord.actors.persons import middle_initials, name_parts, same_first_name, same_middle
from onrecord.actors.types import Actor, Judgement, KnownActor, Member, Resolution
from onrecord.actors.vocabulary import vocabulary

_BLOCK = 50
_NEAR = 88.0
_GENERIC = frozenset(
    ["news", "party", "union", "the", "group", "inc", "company", "foundation", "network", "llc",
     "ltd", "plc", "corp", "corporation", "international", "department", "newspaper", "magazine"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likely duplicate (``merge``), a doubtful merge (``split``) or a known actor (``identify``).

    ``actor`` and ``other`` are actor ids; for ``identify``, ``other`` is the known actor's name.
    ``weight`` is how many mentions the decision moves, ``score`` how likely it is (0 to 1).
    """

    kind: Literal["merge", "split", "identify"]
    actor: str
    other: str | None
    names: tuple[str, str]
    reason: str
    score: float
    weight: int


def suggest_merges(
    resolution: Resolution,
    members: Iterable[Member],
    *,
    known: Sequence[KnownActor] = (),
    judgements: Sequence[Judgement] = (),
) -> list[Suggestion]:
    """Return likely duplicates and doubtful merges, the most consequential first.

    Only actors that share a block are compared: a surname, a first name with a surname one slip
    away, or the initials or first word of an organisation.
    """
    mentions, genders = _tally(resolution, members)
    found = {
        (s.kind, s.actor, s.other): s
        for s in [
            *_persons(resolution.actors, mentions),
            *_misspelt(resolution.actors, mentions),
            *_organisations(resolution.actors, mentions),
            *_doubtful(resolution.actors, mentions, genders),
        ]
    }
    return sorted(found.values(), key=lambda s: (-s.weight * s.score, s.names))


def suggest_known(resolution: Resolution, known: Sequence[KnownActor]) -> list[Suggestion]:
    """Return which known actors the actors of a record may be, by name, the likeliest first."""
    by_word: dict[str, list[Actor]] = defaultdict(list)
    for actor in resolution.actors:
        by_word[actor.name.casefold().split()[-1]].append(actor)
    found = []
    for each in known:
        for name in (each.name, *each.aliases):
            for actor in by_word.get(name.casefold().split()[-1], ())[:_BLOCK]:
                score = fuzz.token_sort_ratio(name.casefold(), actor.name.casefold())
                if score >= _NEAR and actor.kind == each.kind:
                    found.append(
                        Suggestion(
                            "identify", actor.id, each.name, (actor.name, each.name),
                            "the name in the file of known actors", round(score / 100, 2), 1,
                        )
                    )  # fmt: skip
    return sorted(set(found), key=lambda s: (-s.score, s.names))


def _tally(
    resolution: Resolution, members: Iterable[Member]
) -> tuple[Counter[str], dict[str, Counter[str]]]:
    mentions: Counter[str] = Counter()
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    for member in members:
        for actor in (
            resolution.canonical.get(member.id),
            *resolution.undecided.get(member.id, ()),
        ):
            if actor is not None:
                mentions[actor] += member.mentions
                if member.gender:
                    genders[actor][member.gender] += 1
    return mentions, genders


def _pair(
    one: Actor, other: Actor, reason: str, score: float, mentions: Mapping[str, int]
) -> Suggestion:
    one, other = sorted((one, other), key=lambda a: (-mentions.get(a.id, 0), a.name, a.id))
    weight = max(1, mentions.get(other.id, 0))
    return Suggestion("merge", one.id, other.id, (one.name, other.name), reason, score, weight)


def _people(actors: Iterable[Actor]) -> Iterator[tuple[Actor, str, str]]:
    for actor in actors:
        if actor.kind == "person":
            yield actor, *name_parts(actor.name.split())


def _persons(actors: Iterable[Actor], mentions: Mapping[str, int]) -> Iterator[Suggestion]:
    """Pair people of one surname whose first names can be one person's, or one has none."""
    blocks: dict[str, list[tuple[Actor, str]]] = defaultdict(list)
    for actor, given, family in _people(actors):
        blocks[family.split(" ")[-1]].append((actor, given))
    for block in blocks.values():
        ranked = sorted(block, key=lambda a: (-mentions.get(a[0].id, 0), a[0].name))[:_BLOCK]
        for (one, first), (other, second) in combinations(ranked, 2):
            peers = vocabulary().peerage
            if first in peers or second in peers:
                yield _pair(one, other, "a title of peerage and the same surname", 0.5, mentions)
            elif not first or not second:
                yield _pair(one, other, "a surname alone and a full name", 0.4, mentions)
            elif same_first_name(first, second) and same_middle(
                middle_initials(one.name.split()), middle_initials(other.name.split())
            ):
                yield _pair(one, other, "first names that can be one person's", 0.7, mentions)


def _misspelt(actors: Iterable[Actor], mentions: Mapping[str, int]) -> Iterator[Suggestion]:
    """Pair people of one first name whose surnames are one slip apart."""
    forms: dict[tuple[str, str], list[tuple[Actor, str]]] = defaultdict(list)
    for actor, given, family in _people(actors):
        if given and len(family) >= 5:
            for i in range(len(family) + 1):
                forms[given, family[:i] + family[i + 1 :]].append((actor, family))
    for block in forms.values():
        for (one, first), (other, second) in combinations(block[:_BLOCK], 2):
            if one is not other and DamerauLevenshtein.distance(first, second) == 1:
                low, high = sorted((mentions.get(one.id, 0), mentions.get(other.id, 0)))
                score = 0.8 if high >= 10 * max(low, 1) else 0.5
                yield _pair(one, other, "surnames one slip apart", score, mentions)


def _organisations(actors: Iterable[Actor], mentions: Mapping[str, int]) -> Iterator[Suggestion]:
    """Pair initials with long names, and names of which one begins the other."""
    by_initials: dict[str, list[Actor]] = defaultdict(list)
    by_name: dict[str, Actor] = {}
    bodies = [a for a in actors if a.kind != "person"]
    for actor in bodies:
        by_name[organisation_key(actor.name.split())] = actor
        if " " in actor.name:
            by_initials[initials_of(actor.name.split())].append(actor)
    for actor in bodies:
        word = actor.name.replace(".", "")
        if " " not in word and word.isupper() and len(word) > 2:
            for other in by_initials.get(word, ())[:_BLOCK]:
                yield _pair(actor, other, "initials and a long name", 0.8, mentions)
        words = organisation_key(actor.name.split()).split(" ")
        for length in range(1, len(words)):
            shorter = by_name.get(" ".join(words[:length]))
            longer_by = set(words[length:])
            if shorter is not None and shorter is not actor and longer_by <= _GENERIC:
                yield _pair(actor, shorter, "one name begins the other", 0.4, mentions)


def _doubtful(
    actors: Iterable[Actor], mentions: Mapping[str, int], genders: Mapping[str, Counter[str]]
) -> Iterator[Suggestion]:
    """Point at actors that the articles take for a woman here and for a man there."""
    for actor in actors:
        told = genders.get(actor.id, Counter())
        if actor.kind == "person" and len(told) > 1:
            low = min(told.values())
            score = round(min(0.9, 0.3 + low / sum(told.values())), 2)
            yield Suggestion(
                "split", actor.id, None, (actor.name, actor.name),
                "articles disagree whether it is a woman or a man", score,
                mentions.get(actor.id, 1),
            )  # fmt: skip
