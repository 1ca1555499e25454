"""Utterances come in, and concepts that an analyst may keep, rename, merge or drop go out.

A candidate is a noun phrase. It counts for more the more speakers and articles take it up, and for
most where speakers want contrary things to become of it; wordings of one thing are one candidate.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.statements.codebook import Stance
from onrecord.statements.concepts.phrases import DETERMINERS, LINKS, find_phrases, is_in
from onrecord.statements.concepts.types import Phrase, Proposal, Utterance
from onrecord.statements.lexicon import read_words
from onrecord.statements.stems import stem_word

SHOWN = 12
ENOUGH = 6
EXAMPLES, ALIASES, WORDINGS = 4, 6, 4
OVERLAP, TOGETHER = 0.75, 3

Key = frozenset[str]


@dataclass(slots=True)
class Use:
    """Who takes a candidate up, in what words, and how they would have it."""

    key: Key
    spellings: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    statements: dict[str, Stance] = field(default_factory=dict)
    speakers: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    stances: dict[str, Counter[Stance]] = field(default_factory=dict)
    governors: dict[Stance, Counter[str]] = field(default_factory=dict)
    measure: bool = False
    whole: int = 0


def propose_concepts(
    utterances: Sequence[Utterance],
    *,
    names: Collection[str] = (),
    known: Collection[str] = (),
    limit: int = SHOWN,
) -> tuple[Proposal, ...]:
    """Return the concepts that ``utterances`` dispute most, most disputed first.

    ``names`` are words that name speakers or places and make no concept by themselves; ``known``
    names and aliases of concepts that there are already.
    """
    barred = frozenset(stem_word(word) for name in names for word in name.lower().split())
    uses = count_uses(utterances, barred)
    covered = [known_use(name) for name in known]
    ranked = sorted(uses.values(), key=lambda use: (-weigh(use), sorted(use.key)))
    groups = group_uses([use for use in ranked if is_sound(use, 2)], covered)
    if len(groups) < ENOUGH:
        groups = group_uses([use for use in ranked if is_sound(use, 1)], covered)[:ENOUGH]
    texts = {each.id: each.text for each in utterances}
    return tuple(build_proposal(group, texts) for group in groups[:limit])


def key_of(name: str) -> Key:
    """Return the stems that a name shares with its other wordings."""
    words = re.findall(r"[\w-]+", name.lower())
    return frozenset(stem_word(w) for w in words if w not in LINKS | DETERMINERS)


# == counting ==


def count_uses(utterances: Iterable[Utterance], barred: frozenset[str]) -> dict[Key, Use]:
    """Count who takes each candidate up."""
    uses: dict[Key, Use] = {}
    for utterance in utterances:
        for phrase in find_phrases(utterance):
            if may_name(phrase, barred):
                note(uses.setdefault(phrase.key, Use(phrase.key)), phrase, utterance)
    return uses


def may_name(phrase: Phrase, barred: frozenset[str]) -> bool:
    """Say whether a phrase may name a concept: by its head, and not a speaker's name alone."""
    if phrase.key <= barred or phrase.head in barred or len(phrase.head) < 3:
        return False
    if len(phrase.key) == 1:
        return is_name(phrase) or is_in("topics", phrase.words[-1])
    return not is_in("vague", head_of(phrase)) and not is_in("judging", head_of(phrase))


def head_of(phrase: Phrase) -> str:
    """Return the head as it is spelt, the first word where it is only part of one."""
    matching = (w for w in reversed(phrase.words) if stem_word(w.lower()) == phrase.head)
    return next(matching, phrase.words[0])


def is_name(phrase: Phrase) -> bool:
    """Say whether one word names a thing of its own: "TPP", "Obamacare", "stop-and-frisk"."""
    word = phrase.words[-1]
    if word.count("-") > 1 and word.islower():
        return True
    short = word.isupper() and word.isalpha() and len(word) > 2
    return short or (len(word) > 5 and word.lower().endswith(("care", "exit")))


def note(use: Use, phrase: Phrase, utterance: Utterance) -> None:
    """Add one phrase to what is known of its candidate."""
    use.spellings[" ".join(phrase.words)] += 1
    use.heads[phrase.head] += 1
    use.measure = use.measure or is_measured(phrase)
    use.articles.add(utterance.article)
    use.statements[utterance.id] = use.statements.get(utterance.id) or phrase.sign
    if phrase.governor:
        use.governors.setdefault(phrase.sign, Counter())[phrase.governor] += 1
    if utterance.speaker is not None:
        use.speakers.add(utterance.speaker)
        if phrase.sign:
            use.stances.setdefault(utterance.speaker, Counter())[phrase.sign] += 1


def is_measured(phrase: Phrase) -> bool:
    """Say whether a phrase is headed by a word for a rule, money or a deed of state."""
    return is_in("measures", head_of(phrase)) or head_of(phrase) == "Act"


# == weighing ==


def is_sound(use: Use, least: int) -> bool:
    """Say whether somebody would have or not have a candidate, and enough speak of it."""
    signed = sum(1 for stance in use.statements.values() if stance)
    if len(use.key) == 1 and not use.measure:
        return signed > 1 and len(use.speakers) > 1
    if use.measure and len(use.key) > 1 and len(use.speakers) > 1 and len(use.statements) > 2:
        return True
    if use.measure:
        return signed > 0 and len(use.statements) >= (least if len(use.key) > 1 else 2)
    return signed > 1 and len(use.speakers) > 1


def weigh(use: Use) -> float:
    """Return how much a candidate is disputed, by how many, and how much its words tell."""
    signed = sum(1 for stance in use.statements.values() if stance)
    disputed = 1 + 2 * min(count_sides(use)) + 0.5 * math.log1p(signed)
    telling = 1.6 if use.measure else 1.0
    spread = math.log1p(len(use.speakers)) + math.log1p(len(use.articles))
    return disputed * telling * spread * math.log1p(len(use.statements))


def count_sides(use: Use) -> tuple[int, int]:
    """Count the speakers who would have it and those who would not, each on one side."""
    totals = [sum(sign * count for sign, count in each.items()) for each in use.stances.values()]
    return sum(total > 0 for total in totals), sum(total < 0 for total in totals)


# == grouping ==


def known_use(name: str) -> Use:
    """Return a concept that there is already as a candidate, to compare others with."""
    words = [word for word in re.findall(r"[\w-]+", name.lower()) if word not in LINKS]
    return Use(key_of(name), heads=Counter({stem_word(words[-1]): 1}) if words else Counter())


def is_covered(use: Use, known: Use) -> bool:
    """Say whether a candidate is another wording of what there is already."""
    if use.key >= known.key or (len(use.key) > 1 and use.key <= known.key):
        return bool(known.key)
    return are_kin(use, known)


def group_uses(ranked: Sequence[Use], covered: Sequence[Use]) -> list[list[Use]]:
    """Put wordings of one thing together, the weightiest first; leave out what is covered."""
    groups: list[list[Use]] = []
    for use in ranked:
        if any(is_covered(use, known) for known in covered):
            continue
        home = next((group for group in groups if belongs(use, group)), None)
        if home is None:
            groups.append([use])
        else:
            home.append(use)
    return groups


def belongs(use: Use, group: Sequence[Use]) -> bool:
    """Say whether a candidate is another wording of a group's: longer, shorter, short for it.

    "Pay freeze" and "pay cap" are one: the rest is the same and their heads are akin.
    """
    first = group[0]
    if use.heads.keys() & first.heads.keys() and (use.key < first.key or use.key > first.key):
        return True
    if any(is_short_for(use, other) or is_short_for(other, use) for other in group):
        return True
    if any(are_kin(use, other) for other in group):
        return True
    shared = len(use.statements.keys() & first.statements.keys())
    least = min(len(use.statements), len(first.statements))
    return least >= TOGETHER and shared >= OVERLAP * least and bool(use.key & first.key)


def is_short_for(use: Use, other: Use) -> bool:
    """Say whether a candidate is the initials of another: "TPP", "Trans-Pacific Partnership"."""
    initials = {
        "".join(word[0] for word in re.split(r"[\s-]+", s) if word[:1].isupper()).upper()
        for s in other.spellings
    }
    return any(len(s) > 2 and s in initials for s in use.spellings)


def are_kin(use: Use, other: Use) -> bool:
    """Say whether two candidates differ by heads that mean the same, as cap and freeze do."""
    rest, others = use.key - use.heads.keys(), other.key - other.heads.keys()
    if not (rest and others and (rest <= others or others <= rest)):
        return False
    return any(kin & use.heads.keys() and kin & other.heads.keys() for kin in load_kin())


@cache
def load_kin() -> tuple[frozenset[str], ...]:
    """Return the stems of heads that mean the same, as ``kin`` in ``concepts.yaml`` has them."""
    lines = read_words("concepts")["kin"]
    return tuple(frozenset(map(stem_word, line.split())) for line in lines)


# == naming ==


def build_proposal(group: Sequence[Use], texts: Mapping[str, str]) -> Proposal:
    """Name a group and gather what an analyst needs to judge it."""
    best = max(group, key=lambda use: (name_weight(use, group[0]), sorted(use.key)))
    stances: dict[str, Counter[Stance]] = {}
    statements: dict[str, Stance] = {}
    governors: dict[Stance, Counter[str]] = {1: Counter(), -1: Counter()}
    for use in group:
        for speaker, counts in use.stances.items():
            stances.setdefault(speaker, Counter()).update(counts)
        for key, sign in use.statements.items():
            statements[key] = statements.get(key) or sign
        for sign, words in use.governors.items():
            governors[sign].update(words)
    camps = {s: sign_of(c) for s, c in stances.items()}
    name = spell(best)
    return Proposal(
        name=name,
        aliases=tuple(find_aliases(group, name)),
        backing=tuple(word for word, _ in governors[1].most_common(WORDINGS)),
        opposing=tuple(word for word, _ in governors[-1].most_common(WORDINGS)),
        examples=tuple(pick_examples(statements, texts)),
        statements=tuple(statements),
        speakers=len({s for use in group for s in use.speakers}),
        articles=len({a for use in group for a in use.articles}),
        sides=(sum(c > 0 for c in camps.values()), sum(c < 0 for c in camps.values())),
        camps=camps,
    )


def sign_of(counts: Counter[Stance]) -> Stance:
    """Return the sign of the balance."""
    total = sum(sign * count for sign, count in counts.items())
    return 1 if total > 0 else -1 if total < 0 else 0


def name_weight(use: Use, first: Use) -> float:
    """Return how well a candidate names its group: long enough to tell, common enough to know."""
    if not (use.key >= first.key):
        return -1.0
    return math.log1p(len(use.statements)) * (1 + 0.5 * min(len(use.key), 3))


def spell(use: Use) -> str:
    """Return the most used spelling, in lower case unless it is always a name."""
    best = max(use.spellings, key=lambda s: (use.spellings[s], -len(s), s))
    lower = {s.lower() for s in use.spellings if s.islower()}
    return best.lower() if best.lower() in lower else best


def find_aliases(group: Sequence[Use], name: str) -> Iterator[str]:
    """Yield the other wordings of a group that find more than those before them do.

    A longer wording of the name is found by the name; a single word only if it is a name.
    """
    seen = [key_of(name)]
    wordings = Counter({s: n for use in group for s, n in use.spellings.items()})
    for wording, count in sorted(wordings.items(), key=lambda i: (-i[1], len(i[0]), i[0])):
        key = key_of(wording)
        alone = count - sum(n for s, n in wordings.items() if key_of(s) > key)
        if len(seen) > ALIASES or any(other <= key for other in seen) or alone < 1:
            continue
        if key < seen[0] and alone < 2:
            continue
        if len(key) > 1 or wording[0].isupper():
            seen.append(key)
            yield wording


def pick_examples(
    statements: Mapping[str, Stance], texts: Mapping[str, str]
) -> Iterator[tuple[str, Stance]]:
    """Yield statements of either side in turn, short ones first."""
    for sign in (1, -1):
        some = sorted((texts[k] for k, s in statements.items() if s == sign), key=rank_example)
        for text in some[: EXAMPLES // 2]:
            yield text, sign


def rank_example(text: str) -> tuple[bool, int]:
    """Order examples: whole ones of a readable length first."""
    return not 30 <= len(text) <= 200, len(text)
