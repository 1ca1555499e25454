"""Names and sources come in; the cast of each article and the actors of the record go out.

Offices and affiliations come with the words they rest on. Who cannot be told from another stays
undecided, with the candidates kept for a person to judge.
"""

from onrecord.actors.cast import find_cast
from onrecord.actors.given import link_given
from onrecord.actors.known import parse_known_actors, read_known_actors, read_known_text
from onrecord.actors.match import suggest_known
from onrecord.actors.names import find_names, merge_names
from onrecord.actors.resolve import resolve_actors
from onrecord.actors.suggest import suggest_merges
from onrecord.actors.suggestion import Suggestion
from onrecord.actors.types import (
    Actor,
    ActorKind,
    Affiliation,
    Cast,
    Judgement,
    KnownActor,
    KnownOffice,
    Member,
    Mention,
    MentionForm,
    Office,
    Resolution,
)
from onrecord.actors.wholes import whole_of

__all__ = [
    "Actor", "ActorKind", "Affiliation", "Cast", "Judgement", "KnownActor", "KnownOffice",
    "Member", "Mention", "MentionForm", "Office", "Resolution", "Suggestion", "find_cast",
    "find_names", "link_given", "merge_names", "parse_known_actors", "read_known_actors",
    "read_known_text", "resolve_actors", "suggest_known", "suggest_merges", "whole_of",
]  # fmt: skip
