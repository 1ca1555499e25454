"""What the statements room makes: codable utterances and what follows from them.

``speaker``, ``organisation``, ``targets``, ``payer`` and the like are member ids of the article's
cast; the record leads from members to actors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.actors import Member
from onrecord.articles import Passage, ZoneKind
from onrecord.attributions import Form

Act = Literal[
    "claim", "demand", "pledge", "threat", "warning", "criticism", "praise", "support",
    "refusal", "prediction", "question",
]  # fmt: skip
Tense = Literal["said", "announced"]
PledgeStatus = Literal["made", "changed", "withdrawn"]
CurrencyNote = Literal["lost", "by article", "by outlet", "doubtful"]


@dataclass(frozen=True, slots=True)
class Move:
    """A threat, demand or pledge that one sentence of a longer statement makes beside its act."""

    act: Act
    passage: Passage


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance on something, tied to its exact words.

    ``speaker`` is ``None`` where the article names nobody that can be told; ``speaker_words``
    are then the words used, if any. ``organisation`` is whose voice it is. ``said_on`` is an
    ISO prefix, never later than the article's own date unless ``tense`` is ``announced``.
    ``also`` are the other acts that single sentences of it do. ``by_when`` are the words for when
    what is threatened, pledged, demanded or foretold is to happen, ``due`` that day.
    """

    id: str
    article: str
    zone: ZoneKind
    speaker: str | None
    speaker_words: str | None
    organisation: str | None
    source: Passage | None
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]
    form: Form
    act: Act
    condition: Passage | None
    targets: tuple[str, ...]
    addressee: str | None
    venue: str | None
    said_on: str | None
    tense: Tense
    confidence: float
    by: str
    also: tuple[Move, ...] = ()
    by_when: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """``source`` supports (+1) or opposes (-1) ``target``, with the statement it rests on.

    ``date`` is the day it was said where the article tells, else the day of the article.
    """

    id: str
    article: str
    source: str
    target: str
    sign: Literal[-1, 1]
    statement: str | None
    evidence: tuple[Passage, ...]
    date: str | None
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Position:
    """A speaker (and the organisation whose voice it is) for, against or neutral on a concept.

    Where the article itself tells where somebody stands there is no ``statement``, and ``evidence``
    has the words that tell it.
    """

    id: str
    article: str
    actor: str
    organisation: str | None
    concept: str
    stance: Literal[-1, 0, 1]
    statement: str | None
    date: str | None
    confidence: float
    by: str
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """Who pays whom: an ``amount`` in ``currency``, a ``share`` (0 to 1) of something, or both.

    ``amount`` is the lower end of a range, ``amount_to`` its upper one. ``currency`` is ``None``
    where the article lost its sign; ``currency_note`` says so ("lost"), or on what an ambiguous
    sign was read ("by article", "by outlet", else "doubtful"). ``status`` says whether the money is
    given, promised or withdrawn.
    """

    id: str
    article: str
    payer: str
    beneficiary: str | None
    amount: float | None
    currency: str | None
    share: float | None
    of: str | None
    period: str | None
    start: str | None
    end: str | None
    status: Literal["given", "promised", "withdrawn"]
    evidence: tuple[Passage, ...]
    confidence: float
    by: str
    amount_to: float | None = None
    currency_note: CurrencyNote | None = None


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a speaker binds themselves to, with its price, funding and condition where named.

    ``by_when`` are the words for the day it falls due, ``due`` that day as an ISO prefix. A pledge
    that its maker changed or withdrew says so in ``status``; ``amount_before`` is then the price
    that it had.
    """

    id: str
    article: str
    by_whom: str
    what: str
    amount: float | None
    funded_by: str | None
    condition: str | None
    statement: str | None
    evidence: tuple[Passage, ...]
    confidence: float
    by: str
    currency: str | None = None
    currency_note: CurrencyNote | None = None
    amount_before: float | None = None
    by_when: str | None = None
    due: str | None = None
    status: PledgeStatus = "made"


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything that one article's attributions and narration were coded to.

    ``members`` are payers and payees that the article's cast does not hold ("unions").
    """

    statements: tuple[Statement, ...]
    ties: tuple[Tie, ...] = ()
    positions: tuple[Position, ...] = ()
    payments: tuple[Payment, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    members: tuple[Member, ...] = ()
