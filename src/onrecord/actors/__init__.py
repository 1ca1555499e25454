"""Names and sources come in; the cast of each article and the actors of the record go out.

Offices and affiliations come with the words they rest on. Who cannot be told from another stays
undecided, with the candidates kept for a person to judge.
"""

from onrecord.actors.types import (
    Actor,
    ActorKind,
    Affiliation,
    Cast,
    Judgement,
    Member,
    Mention,
    MentionForm,
    Office,
    Resolution,
)

__all__ = [
    "Actor", "ActorKind", "Affiliation", "Cast", "Judgement", "Member", "Mention", "MentionForm",
    "Office", "Resolution",
]  # fmt: skip
