"""What a model answers for one text: attributions and names, as character offsets into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

NameKind = Literal["person", "organisation", "group", "place"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """Source, cue and content that belong together, with the model's calibrated confidence.

    ``content`` is empty where a cue was heard and nothing that it introduces: what it introduces
    may stand in the next paragraph, which the attributions room looks to.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A proper name and what it names."""

    start: int
    end: int
    kind: NameKind
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one pass of the network over a text marked, in text order; ``by`` is its label."""

    attributions: tuple[MarkedAttribution, ...]
    names: tuple[MarkedName, ...]
    by: str = ""


SpanPair = tuple[Sequence[Span], Sequence[Span]]  # where a sentence mentions either of two actors


@dataclass(frozen=True, slots=True)
class Leaning:
    """How likely a sentence shows each of two actors for or against the other, as told of them.

    What is left of one is the chance that neither is shown so.
    """

    first_supports: float = 0.0
    second_supports: float = 0.0
    first_opposes: float = 0.0
    second_opposes: float = 0.0


class RelationsModel(Protocol):
    """A network that judges pairs of actors. ``label`` is ``model:NAME@VERSION``."""

    @property
    def label(self) -> str:
        """Name and version, as it stands in the column ``by``."""

    def judge(
        self, text: str, pairs: Sequence[SpanPair], *, doubtful: bool = False
    ) -> list[Leaning]:
        """Judge each pair, given by the spans of the sentence ``text`` that stand for either.

        ``doubtful`` pairs, too, are looked at closely: those that seem neutral at a glance.
        """


class Model(Protocol):
    """A network that hears attributions and names. ``label`` is ``model:NAME@VERSION``."""

    @property
    def label(self) -> str:
        """Name and version, as it stands in the column ``by``."""

    def read(self, text: str, paragraphs: Sequence[Sequence[Span]]) -> Reading:
        """Mark ``text``, whose ``paragraphs`` are grouped by what may be read together.

        A group holds consecutive paragraphs of one zone; the network sees neighbours in a group
        as context and never looks from one group into another.
        """
