"""Which known actors the actors of a record may be: suggestions with a score, for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from onrecord.actors.entries import body_key
from onrecord.actors.organisations import initials_of
from onrecord.actors.persons import middle_initials, name_parts, same_first_name, same_middle
from onrecord.actors.suggestion import Suggestion
from onrecord.actors.types import Actor, Judgement, KnownActor, Resolution

_NEAR = 88.0
_BLOCK = 50


def suggest_known(
    resolution: Resolution,
    known: Sequence[KnownActor],
    mentions: Mapping[str, int] | None = None,
    judgements: Sequence[Judgement] = (),
) -> list[Suggestion]:
    """Return which known actors the actors of a record may be, the likeliest first.

    Those that are certain, by their very name or a person's decision, are left out.
    """
    certain = {tuple(sorted(a.external.items())) for a in resolution.actors if a.external}
    decided = {
        key for j in judgements if j.kind == "identify" and j.undone is None
        for key in (j.subject, str(j.value.get("subject_id", "")))
    }  # fmt: skip
    blocks: dict[str, list[Actor]] = defaultdict(list)
    for actor in resolution.actors:
        if not actor.external and not decided & {actor.id, actor.name, *actor.aliases}:
            for block in _blocks(actor.name, actor.kind):
                blocks[block].append(actor)
    best: dict[tuple[str, str], Suggestion] = {}
    for each in known:
        if tuple(sorted(each.external.items())) not in certain or not each.external:
            for found in _match(each, blocks, mentions or {}):
                key = (found.actor, str(found.other))
                if key not in best or found.score > best[key].score:
                    best[key] = found
    return sorted(best.values(), key=lambda s: (-s.score, s.names))


def _match(
    known: KnownActor, blocks: Mapping[str, Sequence[Actor]], mentions: Mapping[str, int]
) -> Iterator[Suggestion]:
    for name in (known.name, *known.aliases):
        for block in _blocks(name, known.kind):
            for actor in blocks.get(block, ())[:_BLOCK]:
                score, reason = compare(name, actor.name, known.kind)
                if score and (actor.kind == "person") == (known.kind == "person"):
                    yield Suggestion(
                        "identify", actor.id, known.key, (actor.name, known.name), reason, score,
                        max(1, mentions.get(actor.id, 0)),
                    )  # fmt: skip


def _blocks(name: str, kind: str) -> set[str]:
    """Return where a name is looked for: a person's surname, or first name and an initial.

    A body's first word, and its initials.
    """
    words = name.split()
    if not words:
        return set()
    if kind == "person":
        given, family = name_parts(words)
        return {family.split(" ")[-1], f"{given} {family[0]}"}
    key = body_key(words).split(" ")
    return {key[0], initials_of(words).lower() if len(words) > 2 else key[0]}


def compare(name: str, other: str, kind: str) -> tuple[float, str]:
    """Return how likely two names are one actor's, and why: 0 where nothing says so.

    >>> compare("Balls", "Ed Balls", "person")
    (0.4, 'a surname alone')
    """
    plain, like = name.casefold(), other.casefold()
    if plain == like:
        return (1.0, "the very name") if kind != "person" or " " in name else (0.4, "a surname")
    similar = fuzz.token_sort_ratio(plain, like)
    if kind == "person":
        return _compare_people(name.split(), other.split(), similar)
    if initials_of(name.split()) == other.replace(".", "") and len(other) > 2:
        return 0.7, "initials and a long name"
    return (round(0.9 * similar / 100, 2), "a like name") if similar >= _NEAR else (0.0, "")


def _compare_people(one: list[str], other: list[str], similar: float) -> tuple[float, str]:
    (given, family), (also, surname) = name_parts(one), name_parts(other)
    if family == surname and not (given and also):
        return 0.4, "a surname alone"
    if family == surname and same_first_name(given, also):
        fits = same_middle(middle_initials(one), middle_initials(other))
        return (0.8, "first names that can be one person's") if fits else (0.0, "")
    return (round(0.8 * similar / 100, 2), "a like name") if similar >= _NEAR else (0.0, "")
