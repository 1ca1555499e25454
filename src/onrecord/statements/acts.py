"""What a statement does: one of eleven acts, from its cue, its words and what came before.

The evidence is a small set of named features; ``weights.json`` says how much each speaks for each
act. The weights are set by hand and can be read and argued with; a regression fitted to the
labelled statements did no better by cross-validation (``benchmarks/acts.py --learn``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import get_args

from onrecord.articles import Passage
from onrecord.attributions import Attribution
from onrecord.statements.clauses import (
    MODALS,
    OWN_PRONOUNS,
    Clause,
    find_clauses,
    find_opening,
    is_inverted,
)
from onrecord.statements.lexicon import load_lexicon, load_phrases, load_set
from onrecord.statements.scene import Scene, Token
from onrecord.statements.types import Act

ACTS: tuple[Act, ...] = get_args(Act)
CONDITIONAL = frozenset({"if", "unless", "until", "provided", "otherwise"})
WH = load_set("acts wh")
TO_REACH = 6
ANNOUNCING = frozenset({"announce", "unveil", "outline"})
MEASURES = load_set("acts measures")
Weights = Mapping[str, Mapping[Act, float]]


@cache
def load_weights() -> Weights:
    """Return how much each feature speaks for each act."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    weights: Weights = json.loads(text)
    return weights


def code_act(features: Iterable[str], weights: Weights) -> tuple[Act, float]:
    """Return the act that ``features`` speak for most, and its probability (a softmax)."""
    scores = score_acts(features, weights)
    best = max(ACTS, key=lambda act: scores[act])
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return best, 1 / total


def score_acts(features: Iterable[str], weights: Weights) -> dict[Act, float]:
    """Add up what ``features`` say for each act, in one order, so that ties fall the same way."""
    scores = dict.fromkeys(ACTS, 0.0)
    for feature in sorted(features):
        for act, weight in weights.get(feature, {}).items():
            scores[act] += weight
    return {act: round(score, 6) for act, score in scores.items()}


def find_features(
    scene: Scene, attribution: Attribution, voices: frozenset[str], previous: Act | None
) -> frozenset[str]:
    """Name what speaks for the act of ``attribution``, whose speaker speaks as ``voices``.

    ``previous`` is the act of the same speaker's statement just before, if any.
    """
    found = {"any"}
    cue = read_cue(scene, attribution)
    found |= find_cue_features(announced_cue(scene, attribution, cue) or cue)
    for passage in attribution.content:
        found |= find_content_features(scene, passage, voices, direct=attribution.form == "direct")
    found |= find_opening_features(scene, attribution, cue)
    if previous is not None and continues(scene, attribution, cue):
        found.add(f"after:{previous}")
    return frozenset(found | find_pairs(found))


def read_cue(scene: Scene, attribution: Attribution) -> list[Token]:
    """Return the words of the cue, with a particle that the content begins with ("call | for").

    So with a phrase that runs on into the content ("chose to aim | his fire at").
    """
    cue = [t for p in attribution.cue for t in scene.tokens_in(p.start, p.end)]
    words = [t.word for t in cue]
    if "to" in words[:-1] and {"expected", "due", "set", "plans", "going", "preparing"} & set(
        words
    ):
        cue = cue[words.index("to") + 1 :]
    if cue:
        following = scene.tokens_in(cue[-1].end, cue[-1].end + 24)
        if following and following[0].word in PARTICLES:
            cue.append(following[0])
        elif cue[-1].lemma in RUNNING_ON:
            cue += following[:2]
    return cue


RUNNING_ON = load_set("acts running on")


NEGATING = frozenset({"not", "never", "hardly"})
PARTICLES = load_set("acts particles")


SPOKEN = frozenset({"say", "tell", "read", "call", "urge", "warn", "argue", "declare", "accuse"})


def announced_cue(scene: Scene, attribution: Attribution, cue: Sequence[Token]) -> list[Token]:
    """Return the verb of saying that a cue only announces: "plans | to read out …", "to mock"."""
    if not cue or cue[0].lemma not in ("plan", "intend", "prepare") or not attribution.content:
        return []
    first = attribution.content[0]
    opening = [t for t in scene.tokens_in(first.start, first.end)[:3] if t.word != "to"][:1]
    blames = {"cue:criticism"} & find_cue_features(opening)
    return opening if blames or (opening and opening[0].lemma in SPOKEN) else []


def find_cue_features(cue: Sequence[Token]) -> set[str]:
    """Name the acts that the words of the cue perform, the longest entries first."""
    lexicon = load_lexicon("cues")
    lemmas = [lexicon.lemma(token.word) for token in cue]
    found: set[str] = set()
    negated, i = False, 0
    while i < len(lemmas):
        length, groups = lexicon.longest_at(lemmas, i)
        if not found - {"cue:plain"}:
            found |= {f"cue:{group}" for group in groups}
        negated = negated or (length < 2 and (lemmas[i] in NEGATING or lemmas[i].endswith("n't")))
        i += max(length, 1)
    if negated:
        found = {f"{name}:not" for name in found} | {"cue:negated"}
    if len(found) > 1:
        found.discard("cue:plain")
    return found or {"cue:unlisted"}


def find_content_features(
    scene: Scene, passage: Passage, voices: frozenset[str], *, direct: bool
) -> set[str]:
    """Name what the words of one passage of content say: clauses, evaluation, condition."""
    first, last = scene.token_range(passage.start, passage.end)
    found: set[str] = set()
    for start, end in split_sentences(scene, first, last):
        for clause in find_clauses(scene, start, end, voices, direct=direct):
            found |= set(name_clause(scene, clause))
        if not direct:
            found |= find_own_verb(scene, start, end, voices)
        found |= find_breaks(scene, start, end)
    counts = count_marks(scene, first, last)
    found |= {f"has:{group}" for group in counts}
    found |= {f"many:{group}" for group, count in counts.items() if count > 1}
    words = [token.word for token in scene.tokens[first:last]]
    inverted = any(is_inverted(words, i) for i in range(len(words)))
    if inverted or any(word in CONDITIONAL for word in words):
        found.add("if")
    if passage.text.rstrip("'\"’”) ").endswith("?"):
        found.add("tag question" if is_tag(words) else "question mark")
    if not any(w == "should" and not is_inverted(words, i) for i, w in enumerate(words)):
        words = [w for w in words if w != "should"]
    return found | find_own_features(words)


def split_sentences(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the sentences among the tokens ``first`` to ``last``."""
    while first < last:
        end = scene.token_range(*scene.sentence_at(scene.tokens[first].start))[1]
        yield first, min(max(end, first + 1), last)
        first = max(end, first + 1)


def find_own_verb(scene: Scene, first: int, last: int, voices: frozenset[str]) -> set[str]:
    """Name what the speaker says that they do, as in "she backed the plan"."""
    if first >= last or find_opening(scene, first, voices) != "own":
        return set()
    for i in range(first + 1, min(first + OPENING_REACH, last)):
        if scene.tokens[i].word in MODALS:
            break
        kinds = scene.marks[i] & {"back", "own_harm", "yield"}
        if kinds:
            negated = "not " if is_negated(scene, first, i) else ""
            return {f"own {negated}{kind}" for kind in kinds}
    return set()


OPENING_REACH = 7


def find_breaks(scene: Scene, first: int, last: int) -> set[str]:
    """Name a break that the speaker tells of in the present: "we walk out", "X or we walk out"."""
    found: set[str] = set()
    for i in range(first + 1, last):
        if "break" in scene.marks[i] and scene.tokens[i - 1].word in OWN_PRONOUNS:
            either = i - 1 > first and scene.tokens[i - 2].word == "or"
            found.add("own break or" if either else "own break")
    return found


def is_tag(words: Sequence[str]) -> bool:
    """Say whether the sentence ends in a tag such as "wouldn't he?"."""
    tail = [word for word in words[-5:] if word[0].isalpha()]
    return len(tail) >= 2 and "," in words[-5:] and tail[-2] in TAG_VERBS


TAG_VERBS = frozenset(
    f"{verb}{negation}"
    for verb in ("is", "are", "was", "were", "do", "does", "did", "would", "could", "should", "has")
    for negation in ("", "n't")
) | {"won't", "will", "can't", "can", "haven't", "have"}


def find_own_features(words: Sequence[str]) -> set[str]:
    """Name turns of phrase that mark an act by themselves."""
    phrases = load_phrases()
    return {
        name
        for i, word in enumerate(words)
        for phrase, name in phrases.get(word, ())
        if tuple(words[i : i + len(phrase)]) == phrase
    }


def name_clause(scene: Scene, clause: Clause) -> Iterable[str]:
    """Yield the names of what ``clause`` shows: whose doing, how sure, and of what kind."""
    subject = "own" if clause.subject == "own" else "other"
    stem = f"{subject} {clause.modality}" + (" not" if clause.negated else "")
    yield stem
    marks = scene.marks[clause.verb]
    for kind in ("own_harm", "break", "harm", "back", "yield"):
        if kind in marks:
            yield f"{stem} {kind}"
    if clause.subject == "you":
        yield f"you {clause.modality}"


def count_marks(scene: Scene, first: int, last: int) -> dict[str, int]:
    """Count the words of each group among the tokens ``first`` to ``last``, negated ones apart."""
    counts: dict[str, int] = {}
    for i in range(first, last):
        for group in scene.marks[i]:
            if group in ("blame", "approve", "harm"):
                name = f"not {group}" if is_negated(scene, first, i) else group
                counts[name] = counts.get(name, 0) + 1
    return counts


NEGATORS = frozenset({"not", "no", "never", "without", "nothing", "neither", "nor"})


def is_negated(scene: Scene, first: int, i: int) -> bool:
    """Say whether a negation stands within the three words before the token ``i``."""
    before = scene.tokens[max(first, i - 3) : i]
    return any(t.word in NEGATORS or t.word.endswith("n't") for t in before)


def find_opening_features(scene: Scene, attribution: Attribution, cue: Sequence[Token]) -> set[str]:
    """Name how the content opens: an infinitive, a question word, and who is told."""
    if not attribution.content:
        return set()
    start, end = attribution.content[0].start, attribution.content[0].end
    words = [t.word for t in scene.tokens_in(start, end)[:12] if t.word not in ("'", '"', "‘", "“")]
    if not words:
        return set()
    found: set[str] = set()
    if words[0] == "to" or (words[:2] == ["not", "to"]):
        found.add("infinitive")
        found |= {f"infinitive {name}" for name in sorted(find_cue_features(cue))}
    found |= find_opening_break(scene, start, end) | find_dismissal(cue, words)
    if INSISTING & {t.lemma for t in cue} and is_subjunctive(words):
        found.add("subjunctive")
    told = {t.lemma for t in cue} & TOLD
    opening = scene.article.text[start:end]
    object_end = words.index("to") if "to" in words[:TO_REACH] else -1
    whole = not {"that", "'s", "was", "is", "had", "has", "have", "would", "will", *WH} & set(
        words[: max(object_end, 0)]
    )
    if told and object_end >= 0 and whole and not opening.endswith("?"):
        found.add("told to")
    measure = words[0] != "that" and MEASURES & set(words)
    if ANNOUNCING & {t.lemma for t in cue} and (measure or " will be " in opening):
        found.add("announces a measure")
    if words[0] in WH:
        found.add("wh-opening")
        if any(t.lemma in ("ask", "wonder", "question", "query") for t in cue):
            found.add("indirect question")
    return found


TOLD = frozenset({"tell", "ask", "order", "warn", "urge", "want", "challenge"})
INSISTING = frozenset({"insist", "suggest", "recommend", "propose", "request", "ask"})


def find_opening_break(scene: Scene, start: int, end: int) -> set[str]:
    """Name a break that opens the content: "to shut the docks", "withdrawing support"."""
    first, last = scene.token_range(start, end)
    if scene.tokens[first].word == "to":
        marks = scene.marks[first + 1 : min(first + 3, last)]
        return {"infinitive break"} if any("break" in mark for mark in marks) else set()
    gerund = scene.tokens[first].word.endswith("ing") and "break" in scene.marks[first]
    return {"gerund break"} if gerund else set()


def find_dismissal(cue: Sequence[Token], words: Sequence[str]) -> set[str]:
    """Name the fault found in whom or what is dismissed "as …", accusations and calls apart."""
    dismissed = any(t.lemma == "dismiss" for t in cue)
    return {"dismissed as"} if dismissed and "as" in words and not ALLEGED & set(words) else set()


ALLEGED = load_set("acts alleged")


def is_subjunctive(words: Sequence[str]) -> bool:
    """Say whether a that-clause tells what is to be: "that it be published"."""
    if words[0] != "that" or "be" not in words:
        return False
    return not {"to", *MODALS} & set(words[: words.index("be")])


def continues(scene: Scene, attribution: Attribution, cue: Sequence[Token]) -> bool:
    """Say whether the statement carries on from the one before it: "added", "It …", "saying …"."""
    if cue and CONTRAST.search(scene.article.text[max(0, cue[0].start - 14) : cue[0].start]):
        return False
    if cue and cue[0].word in ("saying", "adding", "arguing", "insisting", "claiming"):
        return True
    if any(token.lemma in ("add", "continue", "go") for token in cue):
        return True
    opening = (
        attribution.content[0].text.lstrip("'\"‘“ ")[:5].lower() if attribution.content else ""
    )
    return opening.startswith(("it ", "this "))


CONTRAST = re.compile(r"\b(?:but|though|although|however|yet)\s(?:\w+\s)?$", re.IGNORECASE)


def find_pairs(found: set[str]) -> set[str]:
    """Name the features that say more together than apart."""
    pairs = set()
    for left, right in PAIRS:
        if left in found and right in found:
            pairs.add(f"{left} & {right}")
    return pairs


PAIRS = (
    ("if", "has:harm"), ("if", "other will"), ("if", "own will"), ("if", "own will own_harm"),
    ("if", "own could own_harm"), ("cue:warning", "own will"),
    ("cue:warning", "own could own_harm"), ("cue:warning", "own will own_harm"),
    ("cue:warning", "past"), ("cue:warning", "has:blame"), ("other will", "has:harm"),
    ("other could", "has:harm"), ("cue:plain", "has:blame"), ("cue:plain", "has:approve"),
    ("cue:plain", "has:harm"), ("has:blame", "has:approve"), ("cue:plain", "own will"),
    ("cue:plain", "own will not"), ("cue:plain", "other will"), ("cue:plain", "other must"),
    ("cue:warning", "told to"), ("cue:refusal", "has:blame"), ("cue:claim", "has:blame"),
    ("cue:question", "told to"), ("cue:plain", "own must"), ("future", "has:harm"),
    ("cue:claim", "own will"), ("cue:criticism", "told to"), ("if", "own break"),
    ("if", "infinitive break"), ("cue:pledge", "infinitive break"),
    ("cue:refusal:not", "gerund break"),
)  # fmt: skip
