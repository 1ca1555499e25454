"""What a person might decide about the actors of a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likely duplicate (``merge``), a doubtful merge (``split``), a known actor (``identify``).

    Or a name that several actors could bear (``decide``). ``actor`` and ``other`` are actor ids;
    for ``identify``, ``other`` is the key of the known actor. ``score`` is how likely it is (0 to
    1), ``weight`` how many mentions the decision moves, ``articles`` the ids of those it is about.
    """

    kind: Literal["merge", "split", "identify", "decide"]
    actor: str
    other: str | None
    names: tuple[str, str]
    reason: str
    score: float
    weight: int
    articles: tuple[str, ...] = ()
