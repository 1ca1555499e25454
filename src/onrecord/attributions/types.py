"""What the attributions room makes: who is said to have said what, as exact passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.articles import Passage, ZoneKind

Form = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one thing said (the terms of PARC3 and PolNeAR).

    ``source`` is ``None`` where the article names nobody. ``cue`` and ``content`` may stand in
    several pieces, in text order. ``form`` is what quotation marks make of the content.
    """

    id: str
    article: str
    zone: ZoneKind
    source: Passage | None
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]
    form: Form
    confidence: float
    by: str
