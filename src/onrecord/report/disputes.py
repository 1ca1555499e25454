"""What is disputed: the concepts that actors take contrary positions on or, where none were
coded, the phrases that speakers who oppose each other both use.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations, islice

from onrecord.report.materials import Materials
from onrecord.report.quotes import Link, is_counted, link_actor
from onrecord.report.readable import Row

SHOWN = 8
LONGEST = 3
LATEST = 5000
WORDINGS = 3
HOSTILE = frozenset({"threat", "criticism", "refusal", "warning", "demand"})
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

CONTENT = re.compile(rf"{WORD.pattern}|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Dispute:
    """An issue that actors are divided on.

    ``camps`` are those for and those against it where they are ``coded``; where only words were
    counted, they are speakers who use the same words and oppose each other; ``wordings`` are
    longer phrases that hold these words.
    """

    name: str
    statements: int
    camps: tuple[tuple[Link, ...], tuple[Link, ...]]
    coded: bool
    wordings: tuple[str, ...] = ()


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
            one, two = (tuple(link_actor(materials.actors[a]) for a in camp) for camp in camps)
            rows = materials.positions.take("concept", concept)
            count = len({row.get("statement") or row["id"] for row in rows})
            disputes.append(Dispute(concept, count, (one, two), True))
    disputes.sort(key=lambda d: (-min(map(len, d.camps)), -d.statements, d.name))
    return tuple(disputes[:SHOWN])


@dataclass(slots=True)
class _Use:
    statements: int = 0
    speakers: set[str] = field(default_factory=set)


def find_disputed_phrases(materials: Materials) -> tuple[Dispute, ...]:
    """Rank phrases that speakers of both camps use: by the speakers of the smaller camp that do,
    the length of the phrase and, less, its statements.

    Two speakers oppose each other if one of them threatens, criticises, refuses, warns or makes
    demands of the other, or a tie between them is negative; the camps are what these oppositions
    part the speakers into, the strongest first. A phrase is one to three words that neither begin
    nor end with a function word and name none of the actors; one that is part of a longer phrase
    which covers most of its uses is left out. The latest 5,000 statements are looked at, so that
    memory stays flat.
    """
    camps = _part(_find_opponents(materials))
    counted = _count_phrases(materials, set(camps))
    uses = {
        phrase: use
        for phrase, use in counted.items()
        if use.statements > 2 and len({camps[speaker] for speaker in use.speakers}) == 2
    }
    ranked = sorted(uses, key=lambda phrase: (-_weigh(phrase, uses[phrase], camps), phrase))
    chosen = [phrase for phrase in ranked if not any(_covers(uses, phrase, o) for o in ranked)]
    return tuple(_build_dispute(materials, phrase, counted, camps) for phrase in chosen[:SHOWN])


def _part(pairs: list[frozenset[str]]) -> dict[str, int]:
    """Part opponents into two camps, the strongest pairs first.

    Who is in a camp draws all their opponents into the other; a pair that finds itself in one
    camp then stays there.
    """
    camps: dict[str, int] = {}
    opponents: dict[str, list[str]] = {}
    for pair in pairs:
        one, two = sorted(pair)
        opponents.setdefault(one, []).append(two)
        opponents.setdefault(two, []).append(one)
    for first in opponents:
        queue = [first]
        camps.setdefault(first, 0)
        while queue:
            actor = queue.pop(0)
            fresh = [other for other in opponents[actor] if other not in camps]
            camps.update((other, 1 - camps[actor]) for other in fresh)
            queue += fresh
    return camps


def _weigh(phrase: str, use: _Use, camps: dict[str, int]) -> float:
    sizes = Counter(camps[speaker] for speaker in use.speakers)
    words = 4.0 if " " in phrase else 1.0
    return min(sizes.values()) * words * math.log1p(use.statements)


def _build_dispute(
    materials: Materials, phrase: str, counted: dict[str, _Use], camps: dict[str, int]
) -> Dispute:
    use = counted[phrase]
    speakers = sorted((materials.actors[actor] for actor in use.speakers), key=lambda a: a.name)
    one, two = (
        tuple(link_actor(actor) for actor in speakers if camps[actor.id] == camp) for camp in (0, 1)
    )
    return Dispute(phrase, use.statements, (one, two), False, _find_wordings(phrase, counted))


def _find_wordings(phrase: str, counted: dict[str, _Use]) -> tuple[str, ...]:
    """List the longer phrases of at least two statements that hold a phrase, most used first."""
    longer = [
        other
        for other, use in counted.items()
        if other != phrase and f" {phrase} " in f" {other} " and use.statements > 1
    ]
    longer.sort(key=lambda other: (-counted[other].statements, -len(other), other))
    return tuple(longer[:WORDINGS])


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
        if speaker is None or speaker.id not in speakers or not is_counted(row):
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
    """Tell whether ``other`` speaks for a phrase: its singular, or longer and most of its uses."""
    if phrase == f"{other}s":
        return True
    longer = len(other) > len(phrase) and f" {phrase} " in f" {other} "
    return longer and uses[other].statements * 2 >= uses[phrase].statements


def find_content_words(text: str) -> list[str]:
    """List the numbers of a text and its words that are no function words, as they come.

    >>> find_content_words("It will build the 100,000 homes")
    ['build', '100,000', 'homes']
    """
    stop = read_stopwords()
    return [word for word in CONTENT.findall(text.lower()) if word not in stop]


@cache
def read_stopwords() -> frozenset[str]:
    """Read the function words that no phrase begins or ends with."""
    text = files("onrecord.report").joinpath("stopwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
