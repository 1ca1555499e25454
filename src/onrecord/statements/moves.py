"""Threats, demands and pledges inside a longer quotation whose act as a whole is another.

A statement has one act, that of its strongest sentence. A speaker who attacks for three sentences
and threatens in the fourth would lose the threat; its sentence is kept beside the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.articles import Passage
from onrecord.attributions import Attribution
from onrecord.statements.acts import Weights, code_act, find_features
from onrecord.statements.scene import Scene, find_sentences
from onrecord.statements.types import Act, Move

# What is kept, and how sure it must be: demands are easily taken for what merely should be.
KEPT: Mapping[Act, float] = {"threat": 0.28, "pledge": 0.28, "demand": 0.4}
# Fewer words than this say too little by themselves.
FEWEST_WORDS = 5


def find_moves(
    scene: Scene, attribution: Attribution, act: Act, voices: frozenset[str], weights: Weights
) -> tuple[Move, ...]:
    """Return the sentences of a statement that threaten, demand or pledge where it does not.

    Each is coded by its own words, as if "said".
    """
    sentences = list(find_own_sentences(attribution))
    if len(sentences) < 2:
        return ()
    found = []
    for sentence in sentences:
        alone = replace(attribution, cue=(), content=(sentence,))
        kind, sure = code_act(find_features(scene, alone, voices, None), weights)
        if kind == act or sure < KEPT.get(kind, 1.1):
            continue
        if kind != "pledge" or BINDING.search(sentence.text):
            found.append(Move(kind, sentence))
    return tuple(found)


# "I will build", not "I will tell you": the speaker, and something to be done.
BINDING = re.compile(
    r"\b(?:I|[Ww]e)(?:['’]ll|\s(?:will|shall|won['’]t|pledge|promise|guarantee|commit)|"
    r"(?:['’](?:re|m)|\s(?:are|am))\s(?:not\s)?going\sto)"
    r"(?!\s(?:just\s)?(?:tell|say|see|ask|think|know|talk|admit|be\shonest|shut)\b)"
)


def find_own_sentences(attribution: Attribution) -> Iterator[Passage]:
    """Yield the sentences of what is said, those of too few words left out."""
    for passage in attribution.content:
        for start, end in find_sentences(passage.text):
            words = passage.text[start:end].strip(QUOTES)
            if len(words.split()) >= FEWEST_WORDS:
                at = passage.start + passage.text.index(words, start)
                yield Passage(passage.article, at, at + len(words), words)


QUOTES = " '\"‘’“”"
