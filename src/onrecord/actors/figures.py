"""Members in the making: the figures of one article, before they get names and ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.actors.types import ActorKind, MentionForm
from onrecord.actors.vocabulary import Gender


@dataclass(slots=True, eq=False)
class Figure:
    """One actor of the article while it is being read; ``words`` are those used for it."""

    kind: ActorKind
    words: list[str]
    named: bool = True
    gender: Gender | None = None
    told: bool = False
    """Whether an honorific or other words tell the gender, and not only the first name."""
    type: str | None = None
    country: bool = False
    count: int = 0
    first: int = 0
    unique: bool = True
    """Whether the same words elsewhere in the article mean the same ("a source" does not)."""
    confidence: float = 1.0
    by: str = "rule:cast"


@dataclass(slots=True, eq=False)
class Spot:
    """Words ``first`` to before ``last`` of the page that stand for a figure."""

    first: int
    last: int
    form: MentionForm
    figure: Figure | None
    confidence: float = 1.0
    candidates: tuple[Figure, ...] = ()
    subject: bool = False
    honorific: str | None = None
    by: str = "rule:cast"


@dataclass(slots=True, eq=False)
class Post:
    """A figure holds a title; ``words`` is the stretch of the page that says so."""

    person: Figure
    title: str
    organisation: Figure | None
    words: tuple[int, int]
    ended: bool = False
    began: bool = False
    confidence: float = 0.9


@dataclass(slots=True, eq=False)
class Bond:
    """A figure belongs to, is affiliated to or funds another."""

    member: Figure
    of: Figure
    kind: str
    words: tuple[int, int]
    ended: bool = False
    confidence: float = 0.8


@dataclass(slots=True)
class Findings:
    """All that is known of an article's figures so far."""

    figures: list[Figure] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)
