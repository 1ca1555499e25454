"""Pairs of actors whose names can be one actor's, with how often such names are.

Names meet only within a block (a surname, an organisation's first words, initials), never all
pairs. The likelihoods were set by reading the pairs found in 924 articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.actors.entries import body_key
from onrecord.actors.organisations import initials_of
from onrecord.actors.persons import middle_initials, name_parts, same_first_name, same_middle
from onrecord.actors.types import Actor
from onrecord.actors.vocabulary import vocabulary

_BLOCK = 50
_LONG = 6
_FREQUENT = 10
_GENERIC = frozenset(
    ["news", "party", "union", "the", "group", "inc", "company", "foundation", "network", "llc",
     "ltd", "plc", "corp", "corporation", "international", "department", "newspaper", "magazine",
     "association", "society", "council", "committee", "campaign"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors who may be one, the one spoken of more first, and how likely by their names.

    ``vague`` is the one who could also be somebody else: initials, a surname, a misspelling.
    """

    one: Actor
    other: Actor
    reason: str
    likelihood: float
    vague: Actor | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    actor: Actor
    given: str
    family: str
    middle: str


def find_pairs(actors: Iterable[Actor], mentions: Mapping[str, int]) -> Iterator[Pair]:
    """Yield the pairs of actors who may be one; a pair can come more than once."""
    actors = list(actors)
    people = [_person(actor) for actor in actors if actor.kind == "person"]
    bodies = [actor for actor in actors if actor.kind != "person"]
    for block in _blocks(people):
        yield from _order(_same_surname(block), mentions)
    yield from _order(_misspelt(people, mentions), mentions)
    yield from _order(_initials(bodies), mentions)
    yield from _order(_beginnings(bodies), mentions)
    yield from _order(_misspelt_bodies(bodies), mentions)
    yield from _order(_same_name(people, bodies), mentions)


def _order(pairs: Iterable[Pair], mentions: Mapping[str, int]) -> Iterator[Pair]:
    for pair in pairs:
        one, other = sorted(
            (pair.one, pair.other), key=lambda a: (-mentions.get(a.id, 0), a.name, a.id)
        )
        if one is not other:
            yield Pair(one, other, pair.reason, pair.likelihood, pair.vague or other)


def _person(actor: Actor) -> _Person:
    words = actor.name.split(" (")[0].split()
    return _Person(actor, *name_parts(words), middle_initials(words))


def _blocks(people: Iterable[_Person]) -> Iterator[list[_Person]]:
    blocks: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        blocks[person.family.split(" ")[-1]].append(person)
    return (block[:_BLOCK] for block in blocks.values() if len(block) > 1)


def _same_surname(block: Sequence[_Person]) -> Iterator[Pair]:
    """Pair people of one surname whose first names can be one person's, or one has none."""
    peers = vocabulary().peerage
    for one, other in combinations(block, 2):
        titled = (one.given in peers) + (other.given in peers)
        if titled:
            if titled == 1 and one.given and other.given:
                yield Pair(one.actor, other.actor, "a title of peerage and the same surname", 0.4)
        elif not one.given or not other.given:
            if one.given or other.given:
                lone = other if one.given else one
                yield Pair(
                    one.actor, other.actor, "a surname alone and a full name", 0.4, lone.actor
                )
        elif one.given == other.given or same_first_name(one.given, other.given):
            if same_middle(one.middle, other.middle):
                yield _one_first_name(one, other)
        elif _is_slip(one.given, other.given, vocabulary().first_names):
            yield Pair(one.actor, other.actor, "first names one slip apart", 0.6)


def _one_first_name(one: _Person, other: _Person) -> Pair:
    """Pair people whose first names can be one: less likely where one is only an initial."""
    initial = min(len(each.given.rstrip(".")) for each in (one, other)) == 1
    shorter = min(one.actor, other.actor, key=lambda a: (len(a.name), a.name))
    reason = "first names that can be one person's"
    return Pair(one.actor, other.actor, reason, 0.4 if initial else 0.75, shorter)


def _is_slip(one: str, other: str, real: Iterable[str]) -> bool:
    """Say whether one of two words, both long enough, is the other with a slip and no word."""
    if min(len(one), len(other)) < 4 or (one in real and other in real):
        return False
    return _slipped(one, other)


def _slipped(one: str, other: str) -> bool:
    """Say whether two words are one slip apart: hands and scanners seldom slip on the first."""
    return one[0] == other[0] and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1


def _misspelt(people: Iterable[_Person], mentions: Mapping[str, int]) -> Iterator[Pair]:
    """Pair people whose surnames are one slip apart: of one first name, or one without any."""
    forms: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        if len(person.family) >= _LONG - 1:
            for form in _deletions(person.family):
                forms[form].append(person)
    for block in forms.values():
        for one, other in combinations(block[:_BLOCK], 2):
            if not _slipped(one.family, other.family):
                continue
            often, seldom = _by_count(one, other, mentions)
            dominant = often >= _FREQUENT * max(seldom, 1)
            if one.given and other.given and same_first_name(one.given, other.given):
                likelihood = (0.8 if dominant else 0.6) - 0.2 * (one.given != other.given)
                yield Pair(one.actor, other.actor, "surnames one slip apart", likelihood)
            elif not (one.given and other.given) and dominant and _is_long(one, other):
                yield Pair(one.actor, other.actor, "a surname one slip from a full name's", 0.5)


def _is_long(one: _Person, other: _Person) -> bool:
    return bool(one.given or other.given) and min(len(one.family), len(other.family)) >= _LONG


def _by_count(one: _Person, other: _Person, mentions: Mapping[str, int]) -> tuple[int, int]:
    counts = [mentions.get(each.actor.id, 0) for each in (one, other)]
    return max(counts), min(counts)


def _deletions(word: str) -> set[str]:
    """Return a word and what it is without any one of its letters."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _initials(bodies: Iterable[Actor]) -> Iterator[Pair]:
    by_initials: dict[str, list[Actor]] = defaultdict(list)
    for actor in bodies:
        words = actor.name.replace(",", "").split()
        if len(words) > 2:
            by_initials[initials_of(words)].append(actor)
            if words[-1].lower() in _GENERIC:
                by_initials[initials_of(words[:-1])].append(actor)
    for actor in bodies:
        word = actor.name.replace(".", "")
        if word.isupper() and word.isalpha() and len(word) > 2:
            for other in by_initials.get(word, ())[:_BLOCK]:
                likelihood = 0.9 if len(word) > 3 else 0.5
                yield Pair(actor, other, "initials and a long name", likelihood, actor)


def _beginnings(bodies: Iterable[Actor]) -> Iterator[Pair]:
    """Pair names of which one is the other with a word such as "Group" after it."""
    by_key = {body_key(actor.name.split()): actor for actor in bodies}
    for key, actor in by_key.items():
        words = key.split(" ")
        for length in range(1, len(words)):
            shorter = by_key.get(" ".join(words[:length]))
            if shorter is not None and set(words[length:]) <= _GENERIC:
                yield Pair(actor, shorter, "one name begins the other", 0.6)


def _misspelt_bodies(bodies: Iterable[Actor]) -> Iterator[Pair]:
    """Pair names of two words or more that are one letter apart, as in a plural."""
    forms: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
    for actor in bodies:
        key = body_key(actor.name.split())
        if " " in key and len(key) >= 2 * _LONG:
            for form in _deletions(key):
                forms[form].append((key, actor))
    for block in forms.values():
        for (one, first), (other, second) in combinations(block[:_BLOCK], 2):
            if one.replace(" ", "") == other.replace(" ", "") or _one_word_slipped(one, other):
                yield Pair(first, second, "names one letter apart", 0.8)


def _one_word_slipped(one: str, other: str) -> bool:
    words, others = one.split(" "), other.split(" ")
    unlike = [(a, b) for a, b in zip(words, others, strict=False) if a != b]
    return (
        len(words) == len(others) and len(unlike) == 1 and _slipped(*unlike[0])
        and min(map(len, unlike[0])) > 3
    )  # fmt: skip


def _same_name(people: Iterable[_Person], bodies: Iterable[Actor]) -> Iterator[Pair]:
    """Pair a person with the body whose name is the same: one may have been misread."""
    by_name = {actor.name.casefold(): actor for actor in bodies}
    for person in people:
        body = by_name.get(person.actor.name.removesuffix(" (person)").casefold())
        if body is not None:
            yield Pair(body, person.actor, "taken for a person and for a body", 0.5)
