"""What the actors room makes: who an article speaks of, and who they are over the whole record.

An article has a *cast* of *members*: each is one actor as that one article knows it. An *actor*
is who stands behind the members of any number of articles. Everything read from one article
points to members, and only the table from member to actor changes when the record learns more
or a person corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.articles import Passage

ActorKind = Literal["person", "organisation", "group"]
MentionForm = Literal["name", "surname", "pronoun", "office", "description", "collective"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a member: a name, "Mr Kent", "he", "the Labour leader".

    ``member`` is ``None`` where two could be meant; both are then in ``candidates``.
    """

    passage: Passage
    form: MentionForm
    member: str | None
    candidates: tuple[str, ...]
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Member:
    """One actor as one article knows it.

    ``name`` is the fullest name that the article gives, or the words used where it names nobody
    ("another chief"; ``named`` is then false). ``date`` is the article's, for offices that
    change hands.
    """

    id: str
    article: str
    name: str
    kind: ActorKind
    named: bool
    aliases: tuple[str, ...] = ()
    gender: Literal["female", "male"] | None = None
    date: str | None = None
    mentions: int = 1
    confidence: float = 1.0
    by: str = "rule:cast"


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person holds (Popolo): ``person`` and ``organisation`` are member ids."""

    id: str
    article: str
    person: str
    title: str
    organisation: str | None
    start: str | None
    end: str | None
    evidence: tuple[Passage, ...]
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a member belongs to, leads, funds or is affiliated to; both ends are member ids."""

    id: str
    article: str
    member: str
    of: str
    kind: str
    start: str | None
    end: str | None
    evidence: tuple[Passage, ...]
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who one article speaks of. ``speakers`` leads from attribution id to member id."""

    article: str
    members: tuple[Member, ...]
    mentions: tuple[Mention, ...]
    offices: tuple[Office, ...]
    affiliations: tuple[Affiliation, ...]
    speakers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who stands behind the members of one or many articles."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None
    external: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 1.0
    by: str = "rule:resolve"


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """A post that a known actor holds, or a body it belongs to, and when as far as is known."""

    title: str
    organisation: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person or organisation of a user's file; ``external`` has its ids by register."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    external: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[KnownOffice, ...] = ()
    gender: Literal["female", "male"] | None = None

    @property
    def key(self) -> str:
        """Return what tells it from all others of the file: its own id, else its name."""
        return self.external.get("id") or next(iter(self.external.values()), self.name)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision; it outranks every suggestion of the machine and survives re-reading.

    ``kind`` is ``merge`` (subject and value are one), ``split`` (the name ``subject`` in the
    articles ``value`` is somebody else), ``rename`` (subject is to be called ``value``),
    ``apart`` (subject and value are two, whatever suggests otherwise), ``identify`` (subject is
    the known actor ``value``, or none of them) or ``statement`` (what is wrong with statement
    ``subject``, a field and its right value).
    """

    id: str
    kind: Literal["merge", "split", "rename", "apart", "identify", "statement"]
    subject: str
    value: Mapping[str, object]
    who: str
    when: str
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors of a record and which of them each member is.

    ``canonical`` leads from member id to actor id; a member that could be several actors is
    absent from it and stands in ``undecided`` with its candidates. ``idle`` has the ids of the
    decisions that find none of the actors they are about.
    """

    actors: tuple[Actor, ...]
    canonical: Mapping[str, str]
    undecided: Mapping[str, tuple[str, ...]]
    idle: tuple[str, ...] = ()
