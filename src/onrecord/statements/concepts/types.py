"""What the concepts room takes in and gives out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.statements.codebook import Stance
from onrecord.statements.types import Act


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement as far as its concept is told by it.

    ``lead`` is what goes before the words that were said and governs them ("opposes"). ``speaker``
    is an actor's id; of what nobody known says, there is none.
    """

    id: str
    article: str
    speaker: str | None
    act: Act
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of an utterance that may name a concept, and how the words around them are minded.

    ``key`` is what different wordings of the same thing share: the stems of its words.
    ``governor`` is the word that says what is to become of it ("scrap").
    """

    words: tuple[str, ...]
    key: frozenset[str]
    head: str
    sign: Stance
    governor: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept that a record may be about.

    ``backing`` and ``opposing`` are the words by which speakers are for or against it, most used
    first; ``examples`` statements with the stance that the rules read in them; ``speakers`` and
    ``articles`` say how many take it up, ``sides`` how many speakers are on either side.
    """

    name: str
    aliases: tuple[str, ...]
    backing: tuple[str, ...]
    opposing: tuple[str, ...]
    examples: tuple[tuple[str, Stance], ...]
    statements: tuple[str, ...]
    speakers: int
    articles: int
    sides: tuple[int, int]
    camps: Mapping[str, Stance]
