"""Verbs of paying in a clause: which there are, how they are used, and if they tell a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.statements.doers import PREPOSITIONS, find_verb_start
from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.scene import Scene, Span

Status = Literal["given", "promised", "withdrawn"]
AUXILIARIES = load_set("payments auxiliaries")
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
FUTURE = frozenset({"will", "would", "shall", "to", "must", "'ll"})
NEVER = frozenset({"not", "never"})
NOUN_LIKE = load_set("payments noun-like")
NOUN_MARKS = frozenset(
    {"the", "a", "an", "their", "its", "his", "her", "'s", "of", "more", "in", "for", "from", "s'"}
)
VERBS = frozenset({"give", "fund", "get", "spend"})
FARTHEST, SHORTLY = 60, 45


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of paying in its clause: its tokens, those of its phrase, and how it is used."""

    first: int
    last: int
    phrase: int
    clause: Span
    opening: int
    start: int
    end: int
    word: str
    lemma: str
    groups: frozenset[str]
    auxiliaries: tuple[str, ...]

    @property
    def is_passive(self) -> bool:
        """Say whether the verb is passive: "was paid"."""
        return bool(BE & set(self.auxiliaries)) and self.may_be_participle

    @property
    def may_be_participle(self) -> bool:
        """Say whether the form can be a participle of the passive."""
        return self.word.endswith(("ed", "en", "id", "nt", "put"))

    @property
    def is_never(self) -> bool:
        """Say whether the verb is negated."""
        return bool(NEVER & set(self.auxiliaries)) or any(
            word.endswith("n't") for word in self.auxiliaries
        )


def find_verbs(scene: Scene, clause: Span) -> Iterator[Verb]:
    """Yield the verbs of paying in a clause, nouns of the same form left out."""
    lexicon = load_lexicon("money")
    first, last = scene.token_range(*clause)
    lemmas = [lexicon.lemma(token.word) for token in scene.tokens[first:last]]
    i = 0
    while i < len(lemmas):
        length, groups = lexicon.longest_at(lemmas, i)
        if groups & VERBS:
            at = first + i
            phrase = find_verb_start(scene, first, at)
            auxiliaries = tuple(t.word for t in scene.tokens[phrase:at])
            verb = Verb(
                at, at + length, phrase, clause, first, scene.tokens[at].start,
                scene.tokens[at + length - 1].end, scene.tokens[at].word, lemmas[i], groups,
                auxiliaries,
            )  # fmt: skip
            if not is_noun(scene, verb):
                yield verb
        i += max(length, 1)


def is_noun(scene: Scene, verb: Verb) -> bool:
    """Say whether the word is a noun here ("the fund", "their pay", "federal grants")."""
    clipped = verb.auxiliaries == ("'s",) and not verb.word.endswith(("ed", "ing", "en"))
    if verb.first == verb.opening or (verb.auxiliaries and not clipped):
        return False
    before = scene.tokens[verb.first - 1]
    if verb.word.endswith("ing"):
        plural = before.word.endswith("s") and len(before.word) > len("its")
        return "fund" in verb.groups and before.word not in OPENS_PARTICIPLE and not plural
    hyphened = scene.article.text[verb.end : verb.end + 1] == "-"
    if hyphened or before.word in NOUN_MARKS or before.word in PREPOSITIONS:
        return True
    if verb.lemma not in NOUN_LIKE or verb.word not in (verb.lemma, f"{verb.lemma}s"):
        return False
    if before.word in SPOKEN_FOR or scene.member_ending_at(before.end):
        return False
    return verb.word.endswith("s") or not before.word.endswith("s") or len(before.word) < 4


OPENS_PARTICIPLE = frozenset({"and", "by", "for", ",", "of", "while"})
SPOKEN_FOR = frozenset({"i", "we", "you", "they", "he", "she", "it", "who", "that", "and", "to"})


def is_alleged(scene: Scene, verb: Verb) -> bool:
    """Say whether somebody is only said to have done it: "accused of taking", "denied taking"."""
    words = [token.word for token in scene.tokens[max(verb.opening, verb.phrase - 2) : verb.phrase]]
    return "accused" in words or words[-1:] in (["denied"], ["denies"])


IMAGINED = frozenset({"could", "may", "might", "should", "can"})


def is_planned(scene: Scene, verb: Verb) -> bool:
    """Say whether a noun such as "decision" governs the verb: "the decision not to fund"."""
    return scene.tokens[verb.phrase - 1].word in load_set("doers plans")


PLANNED = frozenset({"will", "pledged", "promised", "vowed", "agreed", "offered", "plans"})


def read_status(scene: Scene, verb: Verb) -> Status:
    """Say whether the money is given, only promised, or withdrawn."""
    words = set(verb.auxiliaries)
    if words & {"refused", "refuses", "stopped", "declined"} or verb.is_never:
        return "withdrawn"
    if FUTURE & words and not PAST & words:
        return "promised"
    if is_promised(scene, (scene.tokens[verb.phrase].start, verb.end), verb.start):
        return "promised"
    return "given"


PAST = frozenset({
    "have", "had", "used", "continued", "began", "continues", "managed", "helped", "caused",
    "forced", "went",
})  # fmt: skip


def is_promised(scene: Scene, clause: Span, verb: int) -> bool:
    """Say whether a verb such as "pledged to" stands shortly before, or is the verb."""
    lexicon = load_lexicon("money")
    tokens = scene.tokens_in(max(clause[0], verb - SHORTLY), verb + 1)
    return any("promise" in lexicon.single.get(lexicon.lemma(t.word), ()) for t in tokens)
