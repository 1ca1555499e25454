"""What is disputed: the concepts that actors take contrary positions on or, where none were
coded, the phrases that speakers who oppose each other both use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations, islice

from onrecord.report.materials import Materials
from onrecord.report.quotes import Link, link_actor
from onrecord.report.readable import Row

SHOWN = 8
LONGEST = 3
LATEST = 5000
HOSTILE = frozenset({"threat", "criticism", "refusal", "warning", "demand"})
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Dispute:
    """An issue that actors are divided on, and who stands on which side of it.

    ``sides`` holds those for and those against, or is empty where only words were counted; then
    ``pairs`` are opponents who both use them.
    """

    name: str
    statements: int
    backers: tuple[Link, ...] = ()
    opponents: tuple[Link, ...] = ()
    pairs: tuple[tuple[Link, Link], ...] = ()


def find_disputes(materials: Materials) -> tuple[Dispute, ...]:
    """Return what is disputed most, most disputed first."""
    return find_disputed_concepts(materials) or find_disputed_phrases(materials)


def find_disputed_concepts(materials: Materials) -> tuple[Dispute, ...]:
    """Rank concepts by the size of the smaller camp, then by statements."""
    disputes = []
    for concept in materials.positions.values("concept"):
        stances: dict[str, int] = {}
        for row in materials.positions.take("concept", concept):
            actor = materials.find_actor(row, "actor")
            if actor is not None and row.get("stance"):
                stances[actor.id] = row["stance"]
        camps = [[actor for actor, one in stances.items() if one == side] for side in (1, -1)]
        if all(camps):
            links = [tuple(link_actor(materials.actors[actor]) for actor in camp) for camp in camps]
            count = materials.positions.count("concept", concept)
            disputes.append(Dispute(concept, count, links[0], links[1]))
    disputes.sort(key=lambda d: (-min(len(d.backers), len(d.opponents)), -d.statements, d.name))
    return tuple(disputes[:SHOWN])


@dataclass(slots=True)
class _Use:
    statements: int = 0
    speakers: set[str] = field(default_factory=set)


def find_disputed_phrases(materials: Materials) -> tuple[Dispute, ...]:
    """Rank phrases by how many pairs of opponents both use them, then by statements.

    Two speakers oppose each other here if one of them threatens, criticises, refuses, warns or
    makes demands of the other, or a tie between them is negative. A phrase is one to three words
    that neither begin nor end with a function word and name none of the actors; one that is part
    of a longer phrase which covers most of its uses is left out. The latest 5,000 statements are
    looked at, so that memory stays flat.
    """
    pairs = _find_opponents(materials)
    uses = _count_phrases(materials, {actor for pair in pairs for actor in pair})
    shared = {
        phrase: [pair for pair in pairs if pair <= use.speakers]
        for phrase, use in uses.items()
        if len(use.speakers) > 1 and use.statements > 2
    }
    ranked = sorted(
        (phrase for phrase, sharing in shared.items() if sharing),
        key=lambda p: (-len(shared[p]) * (1 + p.count(" ")), -uses[p].statements, p),
    )
    chosen: list[str] = []
    for phrase in ranked:
        if len(chosen) < SHOWN and not any(_covers(uses, phrase, other) for other in ranked[:200]):
            chosen.append(phrase)
    return tuple(
        Dispute(phrase, uses[phrase].statements, pairs=_link_pairs(materials, shared[phrase][:3]))
        for phrase in chosen
    )


def _find_opponents(materials: Materials) -> list[frozenset[str]]:
    pairs: Counter[frozenset[str]] = Counter()
    for row in materials.statements:
        speaker = materials.find_actor(row, "speaker")
        if speaker is not None and row.get("act") in HOSTILE:
            targets = (target for _, target in materials.find_targets(row))
            pairs.update(frozenset({speaker.id, other.id}) for other in targets if other)
    for row in materials.ties:
        ends = [materials.find_actor(row, end) for end in ("from", "to")]
        if row.get("sign") == -1 and all(ends):
            pairs[frozenset(end.id for end in ends if end)] += 1
    return sorted((pair for pair in pairs if len(pair) == 2), key=lambda p: (-pairs[p], sorted(p)))


def _count_phrases(materials: Materials, speakers: set[str]) -> dict[str, _Use]:
    names = {word.lower() for actor in speakers for word in _words_of(materials, actor)}
    uses: dict[str, _Use] = {}
    for row in islice(reversed(materials.statements), LATEST):
        speaker = materials.find_actor(row, "speaker")
        if speaker is None or speaker.id not in speakers or row.get("repeats"):
            continue
        for phrase in set(_find_phrases(row)):
            if not names.intersection(phrase.split()):
                use = uses.setdefault(phrase, _Use())
                use.statements += 1
                use.speakers.add(speaker.id)
    return uses


def _words_of(materials: Materials, actor: str) -> Iterator[str]:
    line = materials.actors[actor]
    for name in (line.name, *line.aliases):
        yield from WORD.findall(name)


def _find_phrases(row: Row) -> Iterator[str]:
    stop = read_stopwords()
    for passage in row.get("content") or ():
        for clause in re.split(r"[^\w\s'’-]", passage["text"].lower()):
            words = WORD.findall(clause)
            for start, end in combinations(range(len(words) + 1), 2):
                piece = words[start:end]
                if len(piece) <= LONGEST and not {piece[0], piece[-1]} & stop and len(piece[0]) > 2:
                    yield " ".join(piece)


def _covers(uses: dict[str, _Use], phrase: str, other: str) -> bool:
    """Tell whether ``other`` is a longer phrase that most uses of ``phrase`` are part of."""
    longer = len(other) > len(phrase) and f" {phrase} " in f" {other} "
    return longer and uses[other].statements * 2 >= uses[phrase].statements


def _link_pairs(materials: Materials, pairs: list[frozenset[str]]) -> tuple[tuple[Link, Link], ...]:
    ends = (sorted(pair, key=lambda actor: materials.actors[actor].name) for pair in pairs)
    return tuple(
        (link_actor(materials.actors[one]), link_actor(materials.actors[two])) for one, two in ends
    )


@cache
def read_stopwords() -> frozenset[str]:
    """Read the function words that no phrase begins or ends with."""
    text = files("onrecord.report").joinpath("stopwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
