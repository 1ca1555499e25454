"""Utterances come in; concepts worth coding, and statements coded to them, go out.

What is learnt is learnt from what a person coded. Whether a proposal is a concept of the study is
never decided here.
"""

from onrecord.statements.concepts.drafting import draft_codebook, extend_codebook, known_names
from onrecord.statements.concepts.features import names_concept
from onrecord.statements.concepts.gathering import (
    find_told,
    gather_names,
    gather_utterances,
    read_utterance,
)
from onrecord.statements.concepts.learning import (
    HandCoded,
    Learnt,
    Report,
    code_utterances,
    learn_concepts,
    rank_chances,
    read_learnt,
    speak,
    write_learnt,
)
from onrecord.statements.concepts.proposing import propose_concepts
from onrecord.statements.concepts.types import Proposal, Utterance

__all__ = [
    "HandCoded", "Learnt", "Proposal", "Report", "Utterance", "code_utterances", "draft_codebook",
    "extend_codebook", "find_told", "gather_names", "gather_utterances", "known_names",
    "learn_concepts",
    "names_concept", "propose_concepts", "rank_chances", "read_learnt", "read_utterance", "speak",
    "write_learnt",
]  # fmt: skip
