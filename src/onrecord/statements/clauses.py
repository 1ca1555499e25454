"""Who will, could or must do what: the modal clauses of a stretch of text.

Whether "will" binds the speaker or foretells others turns on its subject, so a clause keeps
whether the subject is the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from onrecord.statements.lexicon import load_set
from onrecord.statements.scene import Scene, Token

Subject = Literal["own", "you", "other"]
Modality = Literal["will", "could", "must"]

MODALS: dict[str, Modality] = {
    "will": "will", "'ll": "will", "shall": "will", "won't": "will", "would": "will",
    "'d": "will", "wouldn't": "will", "could": "could", "may": "could", "might": "could",
    "couldn't": "could", "can": "could", "can't": "could", "cannot": "could", "must": "must",
    "should": "must", "ought": "must", "shouldn't": "must", "mustn't": "must", "oughtn't": "must",
}  # fmt: skip
NEGATIONS = load_set("clauses negations")
FILLERS = load_set("clauses fillers")
IMAGINING = frozenset({"would", "'d", "wouldn't"})
QUOTES = frozenset("'\"“”‘’")
POSSESSIVES = frozenset({"my", "our", "his", "her", "their"})
OWN_BODIES = frozenset({"members", "party", "union", "government", "administration", "company"})
OWN_PRONOUNS = frozenset({"i", "we"})
INVERTERS = load_set("clauses inverters")
OPENERS = frozenset({"that", '"', "'", "“", "‘"})
THIRD_PRONOUNS = frozenset({"he", "she", "it", "they"})


class Clause(NamedTuple):
    """One modal clause: whose doing it is, how sure, and the index of the token that is done."""

    subject: Subject
    modality: Modality
    negated: bool
    verb: int


def find_clauses(
    scene: Scene, first: int, last: int, voices: frozenset[str], *, direct: bool = False
) -> Iterator[Clause]:
    """Yield the modal clauses among the tokens ``first`` to ``last`` of one sentence.

    ``voices`` is who speaks. In ``direct`` speech "he" is never the speaker and "would" imagines.
    """
    words = [token.word for token in scene.tokens[first:last]]
    for i, word in enumerate(words):
        modality, after = read_modal(words, i)
        if modality is None or depends(words, i):
            continue
        verb, negated = find_verb(words, after)
        if verb is None:
            continue
        if words[after : after + 2] == ["have", "to"]:
            modality = "must"
        negated = negated or word.endswith("n't") or word == "cannot"
        negated = negated or (i > 0 and words[i - 1] in NEGATIONS)
        subject = find_subject(scene, first, first + i, voices)
        if direct and (word in IMAGINING or (subject == "own" and stands_apart(words, i))):
            subject = "other" if word not in IMAGINING or subject == "own" else subject
            modality = "could" if word in IMAGINING else modality
        yield Clause(subject, modality, negated, first + verb)


def depends(words: Sequence[str], i: int) -> bool:
    """Say whether ``i`` stands in an if-clause that a comma closes: "If you think we will, …"."""
    opened = max((j for j in range(i) if words[j] in ("if", "unless")), default=-1)
    if opened < 0 or "," in words[opened:i] or "," not in words[i:]:
        return False
    return opened <= CLAUSE_HEAD or words[opened - 1] in (",", "and", "but", "that")


CLAUSE_HEAD = 2


def stands_apart(words: Sequence[str], i: int) -> bool:
    """Say whether the subject before ``i`` is "he", "she", "it" or "they"."""
    return bool(THIRD_PRONOUNS & set(words[max(0, i - 3) : i])) and not (
        OWN_PRONOUNS & set(words[max(0, i - 3) : i])
    )


def is_inverted(words: Sequence[str], i: int) -> bool:
    """Say whether "should" opens a condition here: "… should the walkout go ahead"."""
    return words[i] == "should" and bool(words[i + 1 : i + 2]) and words[i + 1] in INVERTERS


def read_modal(words: Sequence[str], i: int) -> tuple[Modality | None, int]:
    """Return the modality that begins at ``i`` and where it ends; ``None`` if none does."""
    word = words[i]
    if is_inverted(words, i):
        return None, i
    if word in MODALS:
        return MODALS[word], i + 1
    rest = tuple(words[i : i + 5])
    if word in ("going", "prepared", "ready", "willing", "determined") and rest[1:2] == ("to",):
        return "will", i + 2
    if word in ("plan", "plans", "intend", "intends", "vow", "promise") and rest[1:2] == ("to",):
        return "will", i + 2
    if word in ("need", "needs", "has", "have", "had") and rest[1:2] == ("to",):
        return "must", i + 2
    return None, i


def find_verb(words: Sequence[str], start: int) -> tuple[int | None, bool]:
    """Return the index of the verb that a modal ending before ``start`` governs, and if negated."""
    negated = False
    for i in range(start, min(start + 6, len(words))):
        word = words[i]
        if word in NEGATIONS:
            negated = True
        elif not (word in FILLERS or word.endswith("ly")) and word[0].isalpha():
            return i, negated
    return None, negated


def find_subject(scene: Scene, first: int, modal: int, voices: frozenset[str]) -> Subject:
    """Say whose doing the clause with its modal at ``modal`` is, looking back to ``first``."""
    i = modal - 1
    while i >= first and is_passed_over(scene.tokens[i]):
        i -= 1
    if i < first:
        return "own"
    if scene.tokens[i].word in ("and", "but", "or"):
        return find_opening(scene, first, voices)
    return tell_subject(scene, first, i, voices)


def find_opening(scene: Scene, first: int, voices: frozenset[str]) -> Subject:
    """Say who the subject is that the content opens with, shared by its later verbs."""
    start = first + (scene.tokens[first].word in OPENERS)
    if start >= len(scene.tokens):
        return "other"
    opening = scene.mentions_in(scene.tokens[start].start, scene.tokens[start].end + 60)
    if opening and opening[0].passage.start == scene.tokens[start].start and opening[0].member:
        return "own" if opening[0].member in voices else "other"
    return tell_subject(scene, first, start, voices)


def tell_subject(scene: Scene, first: int, i: int, voices: frozenset[str]) -> Subject:
    """Say whether the words that end at the token ``i`` are the speaker, "you" or another."""
    token = scene.tokens[i]
    if token.word in OWN_PRONOUNS:
        return "own"
    if token.word == "you":
        return "you"
    if i > first and scene.tokens[i - 1].word in POSSESSIVES and token.word in OWN_BODIES:
        return "own"
    member = scene.member_ending_at(token.end)
    if member is None and token.word in OWN_BODIES and i > first:
        member = scene.member_ending_at(scene.tokens[i - 1].end)
    if member is not None:
        return "own" if member in voices else "other"
    opens = i == first or (i == first + 1 and scene.tokens[first].word in OPENERS)
    return "own" if opens and may_stand_for(scene, token.word, voices) else "other"


def may_stand_for(scene: Scene, pronoun: str, voices: frozenset[str]) -> bool:
    """Say whether a pronoun may be one of ``voices``: "it" is nobody who is a person."""
    persons = {scene.members[v].kind == "person" for v in voices if v in scene.members}
    if pronoun == "it":
        return False in persons
    return pronoun in THIRD_PRONOUNS


def is_passed_over(token: Token) -> bool:
    """Say whether ``token`` may stand between a subject and its modal."""
    word = token.word
    if word.endswith("ly") or word in FILLERS or word in NEGATIONS or word in QUOTES:
        return True
    return token.lemma == "be" or word in MODALS or word in ("'m", "'re", "am", "who", "that")
