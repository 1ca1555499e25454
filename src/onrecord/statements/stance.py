"""How the words around a concept take sides on it: what governs it, and what is said of it.

Words on the left are read outwards from the concept: each that carries a stance multiplies ("reject
the call to scrap the cap"), negation turns, and the first finite verb ends it; before that stands
whoever takes the stance. Words on the right judge the concept as their subject ("the cap hurts").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.scene import Token
from onrecord.statements.stems import stem_word
from onrecord.statements.wordclasses import WordClass

Sign = Literal[-1, 1]

LEFT, RIGHT = 24, 14  # tokens that are read on either side
GAP = 7  # tokens between a concept and the verb whose subject it is
HANGS = 4  # tokens between a verb and what its clause hangs on
LONGEST = 4  # words of the longest entry of a lexicon
NEGATIONS = load_set("stance negations")
STOPS = load_set("stance stops")
PREPOSITIONS = load_set("stance prepositions")
DETERMINERS = load_set("stance determiners")
PASSIVES = frozenset({"be", "is", "was", "were", "been", "being", "are", "get", "got"})
DOUBTS = frozenset({"whether", "if", "unless"})
FORMER = frozenset({"once", "formerly", "previously", "initially", "originally"})
RELATIVES = frozenset({"which", "who"})
VERBS = frozenset({"for", "against", "up", "down", "harms"})
WANTS = frozenset({"wanting", "unwanting"})
POSSESSIVES = frozenset({"my", "our", "his", "her", "their", "its"})
SUBJECTS = frozenset({"i", "we", "they", "you"})
NOMINAL = frozenset({"noun", "name"})
ENDS = frozenset(";:!?")
QUOTES = frozenset({"'", '"', "“", "”", "‘", "’"})
MOCKING = frozenset({"so-called", "supposed", "alleged"})
DENIALS = frozenset({"deny", "denies", "denied", "denying"})
DUTIES = frozenset({"should", "must", "ought", "shouldn't", "mustn't"})


@dataclass(frozen=True, slots=True)
class Words:
    """Part of a sentence, and the side that a codebook lets words tell, by their stems."""

    tokens: Sequence[Token]
    classes: Sequence[WordClass]
    sides: Mapping[str, Sign] = field(default_factory=dict)

    def word(self, i: int) -> str:
        """Return the word at ``i``, in lower case; nothing outside."""
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried to a concept from its left.

    ``sign`` is 0 where no word carries a stance; ``outer`` is where the outermost that does
    begins. ``verb`` is the first token of the finite verb
    that was reached, before which its subject stands; ``None`` where the words hang on whatever
    goes before them. ``turned`` says that what is said of the concept is denied, ``duty`` that it
    ought to be done.
    """

    sign: Literal[-1, 0, 1]
    verb: int | None
    turned: bool = False
    embedded: bool = False
    duty: bool = False
    doubted: bool = False
    outer: int | None = None


def is_negation(word: str) -> bool:
    """Say whether a word turns a stance round."""
    return word in NEGATIONS or word.endswith("n't")


# == what governs the concept ==


@dataclass(slots=True)
class LeftReader:
    """Reads outwards from the token before a concept; ``at`` is the token that comes next."""

    words: Words
    at: int
    sign: int = 1
    found: bool = False
    turned: bool = False
    embedded: bool = False
    duty: bool = False
    doubted: bool = False
    verb: int | None = None
    outer: int | None = None
    direct: bool = True
    nominal: bool = False
    owned: bool = False
    hanging: bool = False
    ended: bool = False

    def read(self, stop: int) -> Carried:
        """Read up to ``stop`` or to the finite verb, and return what was carried."""
        while self.at >= stop and not self.ended:
            self.step()
        sign: Literal[-1, 0, 1] = 0 if not self.found else 1 if self.sign > 0 else -1
        if self.hanging:
            sign = 0
        return Carried(
            sign, self.verb, self.turned, self.embedded, self.duty, self.doubted, self.outer
        )

    def step(self) -> None:
        """Take the next word, or the phrase that ends with it."""
        word, kind = self.words.word(self.at), self.words.classes[self.at]
        length, own = carried_at(self.words, self.at)
        if word in STOPS or word in ENDS:
            self.doubted = word in DOUBTS
            self.ended = True
        elif "doubting" in groups_of("stances", word) and kind != "noun":
            self.doubted = self.ended = True
        elif own:
            self.govern(length, own)
        elif word == "that" and kind != "determiner":
            self.embed()
        elif is_negation(word):
            self.negate(word)
        elif kind == "verb" and not is_carried_through(word):
            apart = self.words.word(self.at + 1) != "to"
            self.doubted = self.nominal and apart and not self.owned
            self.ended = True
        elif kind == "verb":
            self.pass_verb()
        elif word == "," and self.found:
            self.ended = True
        else:
            self.direct = self.direct and kind in ("noun", "name", "adjective", "determiner")
            self.at -= 1

    def govern(self, length: int, own: int) -> None:
        """Multiply by a word that carries a stance; a finite verb is the last one."""
        start = self.at - length + 1
        if self.words.word(start - 1) in FORMER:
            self.at = start - 1
            return
        if self.words.word(start) in DENIALS and is_denial(self.words, start + 1):
            self.doubted = self.ended = True
            return
        if self.found and is_passive(self.words, start):
            self.ended = True
            return
        self.sign, self.found, self.outer = self.sign * own, True, start
        self.hanging = False
        self.nominal = self.words.classes[start] in NOMINAL
        self.owned = self.nominal and is_owned(self.words, start)
        self.at = start - 1
        if is_finite(self.words, start):
            self.finish(start)

    def pass_verb(self) -> None:
        """Go on past a verb through which a stance reaches what hangs on it."""
        start = self.at
        self.at -= 1
        if is_finite(self.words, start):
            if self.found:
                self.finish(start)
            else:
                negated, first = self.take_negation(start)
                self.turned, self.at = self.turned != negated, first - 1
                self.ended = not self.embedded and not self.direct

    def finish(self, start: int) -> None:
        """Take in what stands before a finite verb: its auxiliaries, and whether it is negated."""
        negated, first = self.take_negation(start)
        if negated:
            self.sign = -self.sign
        if is_disbelieved(self.words, first):
            self.sign = -self.sign
        if self.words.word(first - 1) in ("that", "which") and is_thing(self.words, first - 2):
            self.at, self.hanging = first - 3, True
            return
        near = {self.words.word(k) for k in range(max(0, first - HANGS), first)}
        far = {self.words.word(k) for k in range(max(0, first - 2 * HANGS), first)}
        self.doubted = bool(near & DENIALS or far & DOUBTS)
        self.verb, self.ended = first, True

    def take_negation(self, start: int) -> tuple[bool, int]:
        """Return whether the verb at ``start`` is negated and where its auxiliaries begin."""
        negated, i = False, start - 1
        while i >= 0 and is_auxiliary(self.words, i):
            negated = negated != is_negation(self.words.word(i))
            self.duty = self.duty or self.words.word(i) in DUTIES
            i -= 1
        return negated, i + 1

    def embed(self) -> None:
        """Leave a clause for the one that it hangs on: "the claim that …"."""
        self.embedded = not self.found
        self.ended = not hangs_on(self.words, self.at - 1)
        self.at -= 1

    def negate(self, word: str) -> None:
        """Turn what was found round; "no" before a concept is against it."""
        if self.found:
            self.sign = -self.sign
        elif word == "no" and self.direct:
            self.sign, self.found = -1, True
        else:
            self.turned = not self.turned
        self.at -= 1


def set_words(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    sides: Mapping[str, Sign],
    cued: int = 0,
) -> Words:
    """Return tokens for reading; a participle after "the" or "'s" is an adjective there.

    What may be a verb among the first ``cued`` tokens, a cue, is one.
    """
    mended = list(classes)
    for i in range(min(cued, len(tokens))):
        if groups_of("stances", tokens[i].word) & {"for", "against"}:
            mended[i] = "verb"
    for i in range(1, len(tokens)):
        before, word = tokens[i - 1].word, tokens[i].word
        owned = before in DETERMINERS or before == "'s"
        if classes[i] == "verb" and word.endswith("ed") and owned:
            mended[i] = "adjective"
        elif classes[i] == "noun" and is_misread(tokens, classes, i):
            mended[i] = "verb"
    return Words(tokens, mended, sides)


def is_thing(words: Words, i: int) -> bool:
    """Say whether a clause on the noun at ``i`` tells what is to be done: "a bill that bans …"."""
    return i >= 0 and words.classes[i] == "noun" and "things" in groups_of("stances", words.word(i))


def is_owned(words: Words, i: int) -> bool:
    """Say whether the noun at ``i`` is somebody's: "his strong opposition"."""
    k = i - 1
    while k >= 0 and words.classes[k] == "adjective":
        k -= 1
    return words.word(k) in POSSESSIVES


def is_misread(tokens: Sequence[Token], classes: Sequence[WordClass], i: int) -> bool:
    """Say whether the token at ``i``, taken for a noun, is a verb after all."""
    if is_likely_verb(tokens[i - 1].word, tokens[i + 1 : i + 2], tokens[i].word):
        return True
    return classes[i - 1] == "name" and takes_object(tokens, i)


def is_likely_verb(before: str, after: Sequence[Token], word: str) -> bool:
    """Say whether a word that is known for a verb is one between ``before`` and ``after``."""
    if not groups_of("stances", word) & VERBS:
        return False
    if before == "to" or is_negation(before) or before in AUXILIARIES or before in SUBJECTS:
        return True
    if not after or before in DETERMINERS:
        return False
    joined = before in ("and", "or") and after[0].word not in PREPOSITIONS
    return after[0].word in DETERMINERS or joined


def takes_object(tokens: Sequence[Token], i: int) -> bool:
    """Say whether what follows makes a verb of the token at ``i``: "Hale wants to"."""
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    known = groups_of("stances", tokens[i].word) & VERBS
    return bool(known) and tokens[i].word.endswith("s") and (after == "to" or after in DETERMINERS)


def read_left(words: Words, first: int, *, deed: bool = False) -> Carried:
    """Return what the words before the token ``first`` carry to the concept that begins there.

    ``deed`` says that the concept is a verb there ("deport", "build a wall"): whoever would do it
    is for it.
    """
    reader = LeftReader(words, first - 1)
    if deed:
        reader.found = True
        if is_finite(words, first):
            reader.finish(first)
    return reader.read(max(0, first - LEFT))


def carried_at(words: Words, i: int) -> tuple[int, int]:
    """Return length and sign of the longest word or phrase that ends at ``i`` and carries one."""
    lexicon = load_lexicon("stances")
    for length in range(min(LONGEST, i + 1), 0, -1):
        lemmas = [lexicon.lemma(words.word(k)) for k in range(i - length + 1, i + 1)]
        found, groups = lexicon.longest_at(lemmas, 0)
        if found == length and (sign := sign_of(groups, words, i)):
            return length, sign
    if words.classes[i] not in ("verb", "adjective"):
        return 0, 0
    if side := words.sides.get(stem_word(words.word(i)), 0):
        return 1, side
    changes = groups_of("concepts", words.word(i)) if words.classes[i] == "verb" else frozenset()
    return (1, 1 if "wanting" in changes else -1) if changes & WANTS else (0, 0)


def sign_of(groups: frozenset[str], words: Words, i: int) -> int:
    """Return the sign of an entry: verbs carry as they are, nouns with a preposition after them."""
    linked = words.word(i + 1) in PREPOSITIONS
    if groups & {"for nouns", "against nouns"} and (
        words.classes[i] in ("noun", "adjective") or not groups & {"for", "against"}
    ):
        if not linked:
            return 0
        return 1 if "for nouns" in groups else -1
    gerund = words.word(i).endswith("ing")
    if groups & {"for", "against"} and (words.classes[i] not in NOMINAL or linked or gerund):
        return 1 if "for" in groups else -1
    return 0


def is_finite(words: Words, i: int) -> bool:
    """Say whether the word at ``i`` is a verb with a subject of its own before it."""
    if words.classes[i] in ("noun", "adjective", "name", "preposition"):
        return False
    k = i - 1
    while words.word(k).endswith("ly") or words.word(k) in ("be", "been", "have"):
        k -= 1
    gerund = words.word(i).endswith("ing") and words.word(k) not in PASSIVES
    return not gerund and words.word(k) != "to"


def is_passive(words: Words, i: int) -> bool:
    """Say whether the participle at ``i`` tells what was done to its subject."""
    near = {words.word(k) for k in range(max(0, i - 3), i)}
    return bool(near & PASSIVES) and words.word(i).endswith(("ed", "en", "wn"))


def is_denial(words: Words, i: int) -> bool:
    """Say whether what follows "denied" is something that is not so: "that …", "backing …"."""
    return words.word(i) in ("that", "he", "she", "they", "it") or words.word(i).endswith("ing")


def is_auxiliary(words: Words, i: int) -> bool:
    """Say whether the token at ``i`` belongs to the verb after it."""
    word = words.word(i)
    if (
        is_negation(word)
        or word.endswith("ly")
        or word in ("also", "even", "ever", "always", "still", "longer")
    ):
        return True
    lexicon = load_lexicon("stances")
    return words.classes[i] == "verb" and lexicon.lemma(word) in AUXILIARIES


AUXILIARIES = load_set("stance auxiliaries")


def is_carried_through(word: str) -> bool:
    """Say whether a stance reaches what hangs on the verb ``word``: "wants to scrap"."""
    lexicon = load_lexicon("stances")
    lemma = lexicon.lemma(word)
    groups = lexicon.single.get(lemma, frozenset())
    return bool(groups & {"carriers", "beliefs"}) or lemma in AUXILIARIES


def hangs_on(words: Words, i: int) -> bool:
    """Say whether a clause hangs on the word at ``i`` that is believed, backed or rejected."""
    lexicon = load_lexicon("stances")
    groups = lexicon.single.get(lexicon.lemma(words.word(i)), frozenset())
    return bool(groups & {"beliefs", "for", "against"})


def is_disbelieved(words: Words, verb: int) -> bool:
    """Say whether a clause whose verb begins at ``verb`` hangs on a belief that is denied.

    As in "she does not think we should scrap the cap".
    """
    lexicon, start = load_lexicon("stances"), max(0, verb - HANGS)
    for i in range(verb - 1, start - 1, -1):
        groups = lexicon.single.get(lexicon.lemma(words.word(i)), frozenset())
        if "beliefs" in groups and words.classes[i] == "verb":
            return any(is_negation(words.word(k)) for k in range(max(0, i - 3), i))
    return False


# == what is said of the concept ==


def read_right(words: Words, last: int) -> Sign | None:
    """Return how the words from the token ``last`` on judge the concept that ends before it.

    They do so as its predicate ("the cap is a disgrace", "hurts the poor", "must go"), so a verb
    must follow soon.
    """
    start = find_predicate(words, last)
    if start is None:
        return None
    negated, i = False, start
    end = min(len(words.tokens), start + RIGHT)
    while i < end:
        word = words.word(i)
        if word in ENDS or (word in STOPS and i > start) or (word == "," and i > start + 2):
            break
        if is_negation(word):
            negated = not negated
        length, sign = judged_at(words, i, start)
        if sign:
            return -1 if (sign < 0) != negated else 1
        i += max(1, length)
    return None


def find_predicate(words: Words, last: int) -> int | None:
    """Return where the verb begins of which the concept is the subject, if it is one."""
    for i in range(last, min(last + GAP, len(words.tokens))):
        word = words.word(i)
        if word in ENDS or word in STOPS or word in ("and", "or"):
            return None
        if word == "," and words.word(i + 1) not in RELATIVES:
            return None
        effective = i == last and groups_of("stances", word) & {"up", "down", "harms"}
        if (words.classes[i] == "verb" and word != "to") or effective:
            return i if words.word(i - 1) != "to" and is_predicate(words, i, last) else None
    return None


def is_predicate(words: Words, i: int, last: int) -> bool:
    """Say whether the verb at ``i`` has the concept before ``last`` for its subject."""
    between = words.classes[last:i]
    if "name" in between or any(
        words.word(k) in ("i", "we", "he", "she", "they", "you") for k in range(last, i)
    ):
        return False
    return not words.word(i).endswith("ing") or i == last


def judged_at(words: Words, i: int, start: int) -> tuple[int, int]:
    """Return length and sign of what judges at ``i``: 0 where nothing does."""
    lexicon = load_lexicon("stances")
    lemmas = [lexicon.lemma(words.word(k)) for k in range(i, min(i + LONGEST, len(words.tokens)))]
    length, groups = lexicon.longest_at(lemmas, 0)
    if groups & {"up", "down"} and (effect := find_effect(words, i + length)):
        return length, effect if "up" in groups else -effect
    if "harms" in groups:
        return length, -1
    if groups & {"good", "bad"} and not is_comparing(words, i):
        return length, 1 if "good" in groups else -1
    passive = any(words.word(k) in PASSIVES for k in range(start, i))
    if groups & {"for", "against"} and words.classes[i] == "verb" and passive:
        return length, 1 if "for" in groups else -1
    side = words.sides.get(stem_word(words.word(i)), 0)
    return max(length, 1), side if words.classes[i] != "name" else 0


def is_comparing(words: Words, i: int) -> bool:
    """Say whether "better than" or the like follows, which judges by comparison only."""
    return words.word(i + 1) == "than"


def find_effect(words: Words, start: int) -> int:
    """Return whether what is raised or lowered after ``start`` is good (1), bad (-1) or neither."""
    lexicon = load_lexicon("stances")
    for i in range(start, min(start + 7, len(words.tokens))):
        if words.word(i) in ENDS or words.word(i) in STOPS:
            return 0
        groups = lexicon.single.get(lexicon.lemma(words.word(i)), frozenset())
        if groups & {"good things", "bad things"}:
            return 1 if "good things" in groups else -1
    return 0


def read_judging(words: Words, first: int) -> Sign | None:
    """Return what the adjective right before a concept makes of it: "the disastrous deal".

    Praise in quotation marks or after "so-called" is irony.
    """
    quoted = words.word(first - 1) in QUOTES
    for i in range(first - 1, max(-1, first - 4), -1):
        word = words.word(i)
        if word in MOCKING:
            return -1
        if word not in QUOTES and words.classes[i] not in ("adjective", "noun"):
            return None
        if groups_of("stances", word) & {"bad", "harms"}:
            return -1
        if "good" in groups_of("stances", word) or "approve" in groups_of("words", word):
            return -1 if quoted and words.word(i - 1) in QUOTES else 1
    return None


def groups_of(name: str, word: str) -> frozenset[str]:
    """Return the groups of ``word`` in the lexicon ``name``."""
    lexicon = load_lexicon(name)
    return lexicon.single.get(lexicon.lemma(word), frozenset())
