"""Vocabulary comes in as YAML that an analyst may read and change; look-ups by word form go out.

Nothing here decides what a word means in its sentence; that is left to who looks it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEXICONS = ("cues", "words", "money", "ties", "stances")
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def read_words(name: str) -> dict[str, list[str]]:
    """Return the lists of ``lexicon/NAME.yaml``, each word or phrase in lower case."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.load(text, Loader=loader)
    return lists


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Which groups a word or a phrase belongs to, found by lemma.

    ``lemmas`` leads from every form of a listed word to its lemma; ``single`` from a lemma to its
    groups; ``phrases`` from the first lemma of a phrase to the phrases that begin so.
    """

    lemmas: Mapping[str, str]
    single: Mapping[str, frozenset[str]]
    phrases: Phrases

    def lemma(self, word: str) -> str:
        """Return the lemma of ``word``, or the word itself where it is not listed."""
        return self.lemmas.get(word, word)

    def groups_at(self, lemmas: Sequence[str], i: int) -> frozenset[str]:
        """Return the groups of the words that begin at ``i``: the word's own and its phrases'."""
        found = self.single.get(lemmas[i], frozenset())
        for phrase, group in self.phrases.get(lemmas[i], ()):
            if tuple(lemmas[i : i + len(phrase)]) == phrase:
                found |= {group}
        return found

    def longest_at(self, lemmas: Sequence[str], i: int) -> tuple[int, frozenset[str]]:
        """Return the length and groups of the longest entry that begins at ``i`` (0: none)."""
        length = 1 if lemmas[i] in self.single else 0
        groups = self.single.get(lemmas[i], frozenset())
        for phrase, group in self.phrases.get(lemmas[i], ()):
            if tuple(lemmas[i : i + len(phrase)]) == phrase:
                groups = groups | {group} if len(phrase) == length else frozenset({group})
                length = len(phrase)
        return length, groups


@cache
def load_set(name: str) -> frozenset[str]:
    """Return one of the closed sets of ``sets.yaml``."""
    return frozenset(_load_sets()[name])


@cache
def _load_sets() -> dict[str, list[str]]:
    return read_words("sets")


@cache
def load_lexicon(name: str) -> Lexicon:
    """Return the lexicon ``NAME.yaml``, its words in all their forms."""
    lists = read_words(name)
    irregular = read_irregular()
    lemmas: dict[str, str] = {}
    single: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, entries in lists.items():
        for entry in entries:
            words = tuple(entry.lower().split())
            for word in words:
                for form in find_forms(word, irregular):
                    lemmas.setdefault(form, word)
            if len(words) == 1:
                single.setdefault(words[0], set()).add(group)
            else:
                phrases.setdefault(words[0], []).append((words, group))
    return Lexicon(
        lemmas={**lemmas, **{word: word for word in single}},
        single={word: frozenset(groups) for word, groups in single.items()},
        phrases={first: tuple(sorted(some, key=by_length)) for first, some in phrases.items()},
    )


@cache
def load_lemmas() -> Mapping[str, str]:
    """Return the lemma of every form that any of the lexicons lists."""
    merged: dict[str, str] = {}
    for name in LEXICONS:
        for form, lemma in load_lexicon(name).lemmas.items():
            merged.setdefault(form, lemma)
    return merged


@cache
def load_phrases() -> Phrases:
    """Return the turns of phrase of ``phrases.yaml``, in their exact forms, by first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in read_words("phrases").items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(some) for first, some in found.items()}


def by_length(entry: tuple[tuple[str, ...], str]) -> int:
    """Return how many words a phrase has: shorter phrases are tried first."""
    return len(entry[0])


@cache
def read_irregular() -> Mapping[str, list[str]]:
    """Return the irregular forms of verbs, by lemma."""
    return read_words("irregular")


def find_forms(lemma: str, irregular: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the forms that ``lemma`` may take as a verb or noun, regular and irregular.

    >>> sorted(find_forms("vow", {}))
    ['vow', 'vowed', 'vowing', 'vows']
    >>> "said" in set(find_forms("say", {"say": ["said"]}))
    True
    """
    yield lemma
    yield from irregular.get(lemma, ())
    if not lemma.isalpha() or len(lemma) < 3:
        return
    yield lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if lemma.endswith("e"):
        yield from (lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield from (lemma[:-1] + "ied", lemma[:-1] + "ies", lemma + "ing")
    else:
        yield from (lemma + "ed", lemma + "ing")
