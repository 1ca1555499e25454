"""The noun phrases of an utterance, and what the words that govern them would have become of them.

"Scrap the cap on public sector pay" names the public sector pay cap and is against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.statements.codebook import Stance
from onrecord.statements.concepts.types import Phrase, Utterance
from onrecord.statements.lexicon import Lexicon, load_lexicon
from onrecord.statements.scene import Token, find_tokens
from onrecord.statements.stance import is_negation
from onrecord.statements.stems import stem_word
from onrecord.statements.wordclasses import WordClass, find_classes

LONGEST = 4
REACH = 7
LINKS = frozenset({"of", "on", "for"})
NOMINAL = frozenset({"noun", "name"})
SIGNS = frozenset(".;:!?")


class Chunk(NamedTuple):
    """A noun phrase: the indices of its first token, after its last, and of its head."""

    first: int
    last: int
    head: int


def find_phrases(utterance: Utterance) -> Iterator[Phrase]:
    """Yield what the words of ``utterance`` may name a concept by, shorter wordings too."""
    text = f"{utterance.lead} {utterance.text}".strip()
    tokens = tuple(find_tokens(text))
    classes = find_classes(text, tokens)
    begins = len(text) - len(utterance.text)
    for chunk in find_chunks(tokens, classes):
        if tokens[chunk.first].start >= begins:
            sign, governor = find_sign(tokens, chunk)
            yield from read_chunk(text, tokens, classes, chunk, sign, governor)


def find_chunks(tokens: Sequence[Token], classes: Sequence[WordClass]) -> Iterator[Chunk]:
    """Yield the noun phrases: adjectives and nouns side by side, and "a cap on pay" as one."""
    simple = list(find_simple(tokens, classes))
    yield from simple
    for one, other in pairwise(simple):
        between = [token.word for token in tokens[one.last : other.first]]
        linked = bool(between) and between[0] in LINKS and is_bare(between[1:])
        if linked and is_measure(tokens[one.head]) and not is_vague(tokens[other.head]):
            yield Chunk(one.first, other.last, one.head)


def is_bare(words: Sequence[str]) -> bool:
    """Say whether ``words`` are no more than an article or a possessor."""
    return len(words) < 2 and all(word in DETERMINERS for word in words)


DETERMINERS = frozenset({"the", "a", "an", "our", "their", "its", "his", "her", "my", "your"})


def find_simple(tokens: Sequence[Token], classes: Sequence[WordClass]) -> Iterator[Chunk]:
    """Yield the runs of adjectives and nouns that end in a noun."""
    first = None
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and is_inside(tokens[i], classes[i])
        if inside and first is None:
            first = i
        elif not inside and first is not None:
            last = i
            while last > first and classes[last - 1] not in NOMINAL:
                last -= 1
            if last > first:
                yield Chunk(first, last, last - 1)
            first = None


def is_inside(token: Token, name: WordClass) -> bool:
    """Say whether a word may be part of a noun phrase."""
    return token.word[0].isalpha() and (name in NOMINAL or name == "adjective")


def read_chunk(
    text: str,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    chunk: Chunk,
    sign: Stance,
    governor: str,
) -> Iterator[Phrase]:
    """Yield the wordings of a noun phrase: whole, without what judges it, and ever shorter."""
    first = chunk.first
    while first < chunk.head and is_left_out(tokens[first]):
        first += 1
    for start in range(first, chunk.head + 1):
        kept = [t for t in tokens[start : chunk.last] if t.word[0].isalpha()]
        content = [t for t in kept if t.word not in LINKS and t.word not in DETERMINERS]
        if 1 <= len(content) <= LONGEST:
            words = tuple(spell(text, token) for token in kept if token.word not in DETERMINERS)
            key = frozenset(stem_word(token.word) for token in content)
            yield Phrase(words, key, stem_word(tokens[chunk.head].word), sign, governor)


def is_left_out(token: Token) -> bool:
    """Say whether a name does without a word before it: it judges, or governs the rest."""
    groups = load_concepts().single.get(load_concepts().lemma(token.word), frozenset())
    stances = load_lexicon("stances")
    governs = stances.single.get(stances.lemma(token.word), frozenset()) & {"for", "against"}
    return bool(groups & {"judging", "wanting", "unwanting"} or governs)


def spell(text: str, token: Token) -> str:
    """Return a word as it is spelt."""
    return text[token.start : token.end]


def find_sign(tokens: Sequence[Token], chunk: Chunk) -> tuple[Stance, str]:
    """Return how the words before a noun phrase would have it, and the word that says so.

    The word is left out where it says the contrary of what comes of it ("never scrap").
    """
    stances, concepts = load_lexicon("stances"), load_concepts()
    start = chunk.first
    while start > max(0, chunk.first - REACH) and tokens[start - 1].word[0] not in SIGNS:
        start -= 1
    words = [token.word for token in tokens[start : chunk.first]]
    sign, i = 1, 0
    governor: tuple[Stance, str] | None = None
    while i < len(words):
        length, groups = longest(stances, concepts, words, i)
        if groups:
            own: Stance = 1 if groups & {"for", "wanting"} else -1
            sign *= own
            governor = own, " ".join(lemmatise(words[i : i + length]))
        elif is_negation(words[i]):
            sign *= -1
        i += max(length, 1)
    if governor is None:
        return 0, ""
    return (
        (1, governor[1] if governor[0] > 0 else "")
        if sign > 0
        else (
            -1,
            governor[1] if governor[0] < 0 else "",
        )
    )


def lemmatise(words: Sequence[str]) -> Iterator[str]:
    """Yield the lemmas of a governing word or phrase."""
    stances, concepts = load_lexicon("stances"), load_concepts()
    for word in words:
        yield concepts.lemma(word) if stances.lemma(word) == word else stances.lemma(word)


def longest(
    stances: Lexicon, concepts: Lexicon, words: Sequence[str], i: int
) -> tuple[int, frozenset[str]]:
    """Return the length and groups of the word or phrase at ``i`` that carries a stance."""
    best: tuple[int, frozenset[str]] = (0, frozenset())
    for lexicon, wanted in ((stances, {"for", "against"}), (concepts, {"wanting", "unwanting"})):
        lemmas = [lexicon.lemma(word) for word in words]
        length, groups = lexicon.longest_at(lemmas, i)
        if length > best[0] and groups & wanted:
            best = (length, groups & wanted)
    return best


def is_measure(token: Token) -> bool:
    """Say whether a word names what parties dispute: a rule, money, a deed of state."""
    return is_in("measures", token.word)


def is_vague(token: Token) -> bool:
    """Say whether a word names nothing in particular."""
    return is_in("vague", token.word) or is_in("judging", token.word)


def is_in(group: str, word: str) -> bool:
    """Say whether ``word`` in any form is in a ``group`` of ``concepts.yaml``."""
    concepts = load_concepts()
    return group in concepts.single.get(concepts.lemma(word.lower()), ())


@cache
def load_concepts() -> Lexicon:
    """Return the words that make names of concepts."""
    return load_lexicon("concepts")
