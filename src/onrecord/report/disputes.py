"""What is disputed: the concepts that actors take contrary positions on or, where none were
coded, those that would be proposed for a codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from onrecord.report.materials import Materials
from onrecord.report.quotes import Link, is_counted, link_actor
from onrecord.statements.concepts import (
    Proposal,
    Utterance,
    find_told,
    propose_concepts,
    read_utterance,
)

SHOWN = 8
LATEST, ARTICLES = 5000, 200
WORDINGS = 3
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

CONTENT = re.compile(rf"{WORD.pattern}|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Dispute:
    """An issue that actors are divided on.

    ``camps`` are those for and those against it. It is a concept of the codebook where it is
    ``coded``; else it is proposed for one, and ``wordings`` are other words for it.
    """

    name: str
    statements: int
    camps: tuple[tuple[Link, ...], tuple[Link, ...]]
    coded: bool
    wordings: tuple[str, ...] = ()


def find_disputes(materials: Materials) -> tuple[Dispute, ...]:
    """Return what is disputed most, most disputed first."""
    return find_disputed_concepts(materials) or find_proposed(materials)


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


def find_proposed(materials: Materials) -> tuple[Dispute, ...]:
    """Return what ``onrecord codebook propose`` would propose, with who is on which side.

    Of a large record the latest 5,000 statements and 200 articles are looked at, so that memory
    stays flat. Those on whom nobody is known to take a side are left out.
    """
    utterances = [
        read_utterance(row)
        for row in islice(reversed(materials.statements), LATEST)
        if row.get("content") and is_counted(row)
    ]
    utterances += _find_told(materials)
    names = [name for line in materials.actors.values() for name in (line.name, *line.aliases)]
    proposals = propose_concepts(utterances, names=names, limit=SHOWN)
    sided = [each for each in proposals if any(each.camps.values()) and len(each.statements) > 1]
    return tuple(_build_dispute(materials, each) for each in sided)


def _find_told(materials: Materials) -> Iterator[Utterance]:
    """Yield the sentences of the latest articles in which nobody is quoted."""
    paths = [path for path, line in materials.lines.items() if line.copy_of is None]
    for path in paths[-ARTICLES:]:
        rows = materials.statements.take("article", path)
        said = [(p["start"], p["end"]) for row in rows for p in row.get("content") or ()]
        yield from find_told(path, materials.record.article(path), said, ())


def _build_dispute(materials: Materials, each: Proposal) -> Dispute:
    one, two = (
        tuple(
            link_actor(actor)
            for actor in sorted(
                (materials.actors[key] for key in each.camps if key in materials.actors),
                key=lambda actor: actor.name,
            )
            if each.camps[actor.id] == side
        )
        for side in (1, -1)
    )
    return Dispute(each.name, len(each.statements), (one, two), False, each.aliases[:WORDINGS])


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
