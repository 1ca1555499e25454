"""For or against what: statements coded to the concepts of a codebook, with a stance.

A concept is found by its name and aliases, their words in any order but close together, or by a
noun that takes it up ("this decision") where the article disputes one concept only. The stance is
the product of what the words around it carry. Where nothing carries one, nothing is coded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.articles import Passage, digest
from onrecord.statements.codebook import Codebook, Concept, Stance
from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.scene import Scene, Span
from onrecord.statements.types import Act, Position, Statement

ACT_SIGNS: Mapping[Act, Stance] = {
    "criticism": -1, "threat": -1, "warning": -1, "prediction": -1, "praise": 1, "support": 1,
}  # fmt: skip
STOPWORDS = load_set("positions stopwords")
WINDOW = 5
# Stems that newspapers use for one another.
SAME = {"salar": "pay", "wag": "pay", "remuneration": "pay", "levi": "tax", "lev": "tax"}
REACH = 12
NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "without", "cannot"})
TAKEN_UP = load_set("positions taken up")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that stand for a concept: token indices, and whether they name it or take it up."""

    concept: Concept
    first: int
    last: int
    named: bool


def code_positions(
    scene: Scene, statements: Sequence[Statement], codebook: Codebook
) -> tuple[Position, ...]:
    """Return the positions that ``statements`` take on the concepts of ``codebook``.

    An organisation takes the position of whoever speaks for it in an office. A position that one
    speaker reports of another is coded for that other, with less confidence.
    """
    hits = [hit for concept in codebook.concepts for hit in find_concept(scene, concept)]
    disputed = {hit.concept.name for hit in hits}
    positions = [p for s in statements for p in code_named(scene, s, hits)]
    stances = {(p.actor, p.concept): p.stance for p in positions}
    coded = {p.statement for p in positions}
    if len(disputed) == 1:
        concept = hits[0].concept
        for statement in statements:
            if statement.id not in coded and takes_up(scene, statement, hits[0].first):
                positions += code_taken_up(scene, statement, concept, stances)
    return tuple({(p.actor, p.concept, p.statement): p for p in positions}.values())


def find_concept(scene: Scene, concept: Concept) -> Iterator[Hit]:
    """Yield where the article names ``concept``: all words of its name or an alias, close by."""
    stems = [stem_word(token.word) for token in scene.tokens]
    places: dict[str, list[int]] = {}
    for i, stem in enumerate(stems):
        places.setdefault(stem, []).append(i)
    found: dict[int, Hit] = {}
    for phrase in (concept.name, *concept.aliases):
        wanted = {stem_word(w) for w in re.findall(r"[\w-]+", phrase.lower())} - STOPWORDS
        if not wanted or not all(stem in places for stem in wanted):
            continue
        rarest = min(wanted, key=lambda stem: len(places[stem]))
        for i in places[rarest]:
            reach = range(
                max(0, i - WINDOW - len(wanted)), min(len(stems), i + WINDOW + len(wanted))
            )
            at = {
                s: min((k for k in reach if stems[k] == s), key=lambda k: abs(k - i), default=-1)
                for s in wanted
            }
            if (
                -1 not in at.values()
                and max(at.values()) - min(at.values()) < WINDOW + len(wanted) - 1
            ):
                found.setdefault(
                    min(at.values()), Hit(concept, min(at.values()), max(at.values()) + 1, True)
                )
    yield from found.values()


def stem_word(word: str) -> str:
    """Cut the endings of number and tense: "freezes", "freezing" and "freeze" are one.

    >>> {stem_word(word) for word in ("cap", "caps", "capped", "capping")}
    {'cap'}
    """
    for ending in ("ing", "ed", "ies", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    word = SAME.get(word, word)
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word


def code_named(scene: Scene, statement: Statement, hits: Sequence[Hit]) -> Iterator[Position]:
    """Yield the positions of a statement whose content names a concept."""
    for passage in statement.content:
        first, last = scene.token_range(passage.start, passage.end)
        for hit in hits:
            if first <= hit.first and hit.last <= last:
                yield from code_hit(scene, statement, passage, hit)
                break


def code_hit(scene: Scene, statement: Statement, passage: Passage, hit: Hit) -> Iterator[Position]:
    """Yield what is said for or against one naming of a concept: by the speaker, of another.

    "Mr Reed would keep the cap" tells of Mr Reed; the speaker's own stance shows only where they
    demand, praise or blame it. A question takes no stance.
    """
    first = scene.token_range(passage.start, passage.end)[0]
    other = find_doer(scene, statement, passage, hit)
    stance = read_stance(scene, statement, passage, hit, cued=other is None)
    if other is not None and stance is not None and statement.act != "demand":
        yield write_position(scene, statement, hit.concept, stance, other, 0.5)
        sign = ACT_SIGNS.get(statement.act) if statement.act in JUDGING else None
        stance = None if sign is None else 1 if sign * stance > 0 else -1
    if statement.act == "question":
        return
    if stance is not None and statement.speaker is not None:
        yield from write_positions(scene, statement, hit.concept, stance, 0.8)
    yield from code_reported(scene, statement, first, hit)


JUDGING: frozenset[Act] = frozenset({"criticism", "threat", "praise", "support"})


def find_doer(scene: Scene, statement: Statement, passage: Passage, hit: Hit) -> str | None:
    """Return the member other than the speaker who is said to back or oppose the concept.

    That is whom the sentence opens with, unless as a possessor ("Mr Reed's decision").
    """
    first, last = scene.token_range(passage.start, passage.end)
    start, _ = clause_bounds(scene, first, last, hit)
    while start < hit.first and scene.tokens[start].word in OPENING:
        start += 1
    opening = scene.mentions_in(scene.tokens[start].start, scene.tokens[hit.first].start)
    if not opening or opening[0].passage.start != scene.tokens[start].start:
        return None
    mention = opening[0]
    possessor = scene.article.text[mention.passage.end :].startswith(("'s ", "’s ", "' ", "’ "))
    carried = carry_sign(scene, scene.token_range(0, mention.passage.end)[1], hit.first)
    voices = scene.voices(statement.speaker)
    if possessor or carried is None or mention.member is None or mention.member in voices:
        return None
    return mention.member


OPENING = frozenset({"that", "why", "how", "whether", "if", "and", "but", '"', "'", "“", "‘"})


def read_stance(
    scene: Scene, statement: Statement, passage: Passage, hit: Hit, *, cued: bool
) -> Stance | None:
    """Return the stance of the words around ``hit``: what governs it times what judges it.

    If ``cued``, the cue governs too.
    """
    first, last = scene.token_range(passage.start, passage.end)
    start, end = clause_bounds(scene, first, last, hit)
    carried = carry_sign(scene, start, hit.first)
    given = carry_from_cue(scene, statement, passage) if cued else None
    judged = judge_sign(scene, hit.last, end)
    if carried is None and judged is None and given is None:
        if blamed_person(scene, start, hit):
            return None
        return ACT_SIGNS.get(statement.act)
    product = (given or 1) * (carried or 1) * (judged or 1)
    return 1 if product > 0 else -1


def carry_from_cue(scene: Scene, statement: Statement, passage: Passage) -> Stance | None:
    """Return what a cue carries to the content that follows it: "refused to back | the cap"."""
    follows = statement.cue and 0 <= passage.start - statement.cue[-1].end <= GAP
    if not follows or statement.form == "direct" or passage.text.startswith("that "):
        return None
    first, last = scene.token_range(statement.cue[-1].start, statement.cue[-1].end)
    return carry_sign(scene, first, last)


GAP = 3


def clause_bounds(scene: Scene, first: int, last: int, hit: Hit) -> Span:
    """Return the token bounds of the sentence around ``hit``, within the content."""
    start, end = scene.sentence_at(scene.tokens[hit.first].start)
    a, b = scene.token_range(start, end)
    return max(first, a), min(last, b)


def carry_sign(scene: Scene, start: int, end: int) -> Stance | None:
    """Multiply what the words from ``start`` to ``end`` carry to what follows, with negation."""
    lexicon = load_lexicon("stances")
    words = [token.word for token in scene.tokens[max(start, end - REACH) : end]]
    lemmas = [lexicon.lemma(word) for word in words]
    sign, found, i = 1, False, 0
    while i < len(lemmas):
        length, groups = lexicon.longest_at(lemmas, i)
        if groups & {"for", "against"}:
            sign *= 1 if "for" in groups else -1
            found = True
        elif words[i] in NEGATIONS or words[i].endswith("n't"):
            sign *= -1
        if is_reason(words, i):
            sign, found = 1, False
        i += max(length, 1)
    return (1 if sign > 0 else -1) if found else None


def is_reason(words: Sequence[str], i: int) -> bool:
    """Say whether a reason begins here, as in "attacked for backing": what went before ends."""
    following = words[i + 1 : i + 2]
    return words[i] in ("for", "after", "despite", "over", "by", "while") and any(
        word.endswith("ing") for word in following
    )


def judge_sign(scene: Scene, start: int, end: int) -> Stance | None:
    """Return what the words after the concept judge of it: "… was a mistake", "… must go"."""
    lexicon = load_lexicon("stances")
    tokens = scene.tokens[start : min(end, start + REACH)]
    negated = False
    for i, token in enumerate(tokens):
        if token.word in NEGATIONS or token.word.endswith("n't"):
            negated = True
        marks = scene.marks[start + i]
        groups = lexicon.single.get(lexicon.lemma(token.word), frozenset())
        ended = i > 0 and token.word in ("go", "end", "ended", "scrapped", "lifted")
        bad = "blame" in marks or "against" in groups or ended
        good = (
            "approve" in marks
            or "for" in groups
            or token.word in ("right", "necessary", "stay", "vital")
        )
        if bad or good:
            return -1 if bad != negated else 1
    return None


def blamed_person(scene: Scene, start: int, hit: Hit) -> bool:
    """Say whether a person is said to be wrong "on" the concept: that tells of them, not of it."""
    before = scene.tokens[max(start, hit.first - 4) : hit.first]
    return any(t.word in ("on", "about", "over") for t in before)


def code_reported(scene: Scene, statement: Statement, first: int, hit: Hit) -> Iterator[Position]:
    """Yield the position that the statement reports of another: "his decision to accept …"."""
    before = scene.tokens[max(first, hit.first - REACH) : hit.first]
    nouns = [
        i
        for i, t in enumerate(before)
        if t.lemma in ("decision", "support", "stance", "backing", "refusal")
    ]
    if not nouns:
        return
    head = before[nouns[-1]]
    owners = [m for m in scene.mentions_in(head.start - 40, head.start) if m.member]
    sign = carry_sign(scene, scene.token_range(head.start, head.end)[0] + 1, hit.first)
    if owners and owners[-1].member != statement.speaker:
        stance: Stance | None = (
            sign if sign else (1 if head.lemma in ("support", "backing") else None)
        )
        if stance is not None:
            owner = str(owners[-1].member)
            yield write_position(scene, statement, hit.concept, stance, owner, 0.5)


def takes_up(scene: Scene, statement: Statement, named: int) -> bool:
    """Say whether the content takes up, by a noun such as "this decision", what is disputed."""
    lexicon = load_lexicon("stances")
    for passage in statement.content:
        first, last = scene.token_range(passage.start, passage.end)
        lemmas = [lexicon.lemma(t.word) for t in scene.tokens[first:last]]
        for i in range(len(lemmas)):
            if "anaphors" in lexicon.groups_at(lemmas, i):
                before = {t.word for t in scene.tokens[max(first, first + i - 2) : first + i]}
                if before & TAKEN_UP or i == 0:
                    return True
    return False


def carry_to_anaphor(scene: Scene, statement: Statement) -> Stance | None:
    """Return what is carried to the noun that takes the measure up: "condemn the policy"."""
    anaphors = load_lexicon("stances").single
    for passage in statement.content:
        first, last = scene.token_range(passage.start, passage.end)
        for i in range(first, last):
            if "anaphors" in anaphors.get(scene.tokens[i].lemma, ()):
                return carry_sign(scene, max(first, i - NEAR), i)
    return None


NEAR = 4


def praises_measure(scene: Scene, statement: Statement) -> bool:
    """Say whether the measure that is taken up is called right: "the right policy"."""
    anaphors = load_lexicon("stances").single
    for passage in statement.content:
        tokens = scene.tokens_in(passage.start, passage.end)
        for before, noun in pairwise(tokens):
            if before.word == "right" and "anaphors" in anaphors.get(noun.lemma, ()):
                return True
    return False


def code_taken_up(
    scene: Scene, statement: Statement, concept: Concept, stances: Mapping[tuple[str, str], Stance]
) -> Iterator[Position]:
    """Yield the position of a statement that judges what another stands for, or keeps its own."""
    if statement.speaker is None:
        return
    rival = [stances[t, concept.name] for t in statement.targets if (t, concept.name) in stances]
    sign, carried = ACT_SIGNS.get(statement.act), carry_to_anaphor(scene, statement)
    if praises_measure(scene, statement):
        sign = 1
    elif carried is not None:
        sign = carried
    elif statement.act == "refusal":
        sign = stances.get((statement.speaker, concept.name))
    elif sign is not None and rival:
        sign = 1 if sign * rival[0] > 0 else -1
    elif not statement.targets:
        sign = None
    if sign:
        yield from write_positions(scene, statement, concept, sign, 0.6)


def write_positions(
    scene: Scene, statement: Statement, concept: Concept, stance: Stance, confidence: float
) -> Iterator[Position]:
    """Yield the speaker's position and that of the organisation they hold an office in."""
    speaker, organisation = str(statement.speaker), statement.organisation
    yield write_position(scene, statement, concept, stance, speaker, confidence)
    if organisation is not None and organisation != speaker:
        yield write_position(scene, statement, concept, stance, organisation, 0.9 * confidence)


def write_position(
    scene: Scene,
    statement: Statement,
    concept: Concept,
    stance: Stance,
    actor: str,
    confidence: float,
) -> Position:
    """Write one position down."""
    return Position(
        id=digest(statement.id, "position", actor, concept.name),
        article=scene.article.id, actor=actor, organisation=scene.organisations.get(actor),
        concept=concept.name, stance=stance, statement=statement.id,
        date=statement.said_on or scene.article.published,
        confidence=round(confidence * statement.confidence, 3), by="rule:positions",
    )  # fmt: skip
