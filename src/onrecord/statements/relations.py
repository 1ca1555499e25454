"""Which sentences set actors for or against each other: what the trained network is asked.

A sentence of the article is asked about with the actors that it mentions; where it is somebody's
words and does not name them, they are put before it ("Ms Hale said: …"). What one actor says of
two others is asked about neither of the two: it is a claim, and makes no tie between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Literal

from onrecord.actors import Mention
from onrecord.articles import digest
from onrecord.models import Leaning, RelationsModel
from onrecord.statements.scene import READ_ZONES, Scene, Span, holds
from onrecord.statements.types import Statement, Tie

Sign = Literal[-1, 1]
Ends = tuple[str, str]

MOST_PAIRS = 4
LONGEST = 700  # characters of a sentence: longer ones are lists and tables
LIKELY = 0.5  # a tie is written down from this chance on, over all sentences of the article
CLEAR = 0.75  # what it takes against or for an actor whom the article mentions only once
SLIGHT = 0.15  # a tie that rules read is dropped where the network gives it no more than this


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members, where a question's text mentions each, and the statement that ties rest on."""

    members: tuple[str, str]
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    statement: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of the article, as the network is to read it, and the pairs in it."""

    sentence: Span
    text: str
    pairs: tuple[Pair, ...]


def ask_article(scene: Scene, statements: Sequence[Statement]) -> Iterator[Question]:
    """Yield a question for each sentence in which two actors take part."""
    said = [(p.start, p.end, statement) for statement in statements for p in statement.content]
    said.sort(key=lambda each: each[:2])
    for sentence in scene.sentences:
        if scene.article.zone_at(sentence[0]) not in READ_ZONES:
            continue
        if sentence[1] - sentence[0] > LONGEST:
            continue
        question = ask_sentence(scene, sentence, said)
        if question is not None:
            yield question


def ask_sentence(
    scene: Scene, sentence: Span, said: Sequence[tuple[int, int, Statement]]
) -> Question | None:
    """Ask about one sentence, unless fewer than two actors take part in it."""
    start, end = sentence
    spoken = [(a, b, s) for a, b, s in said if a < end and start < b]
    places: dict[str, list[Span]] = {}
    voices: dict[str, list[Statement | None]] = {}
    for mention in find_outer(scene, sentence):
        a, b = mention.passage.start, mention.passage.end
        words = [s for p, q, s in spoken if p <= a < q]
        places.setdefault(str(mention.member), []).append((a - start, b - start))
        voices.setdefault(str(mention.member), []).append(words[-1] if words else None)
    text = scene.article.text[start:end]
    absent = {s.speaker for _, _, s in spoken if s.speaker} - set(places)
    absent = {speaker for speaker in absent if scene.members[str(speaker)].named}
    if len(absent) == 1:
        (speaker,) = absent
        opening = f"{scene.members[str(speaker)].name} said: "
        places = {member: move(spans, len(opening)) for member, spans in places.items()}
        places = {str(speaker): [(0, len(opening) - len(" said: "))], **places}
        voices[str(speaker)] = [None]
        text = opening + text
    pairs = [
        Pair((p, q), (tuple(places[p]), tuple(places[q])), statement.id if statement else None)
        for p, q in combinations(places, 2)
        for ok, statement in [find_voice(scene, p, q, voices, spoken)]
        if ok
    ]
    pairs.sort(key=lambda pair: abs(pair.spans[0][0][0] - pair.spans[1][0][0]))
    return Question(sentence, text, tuple(pairs[:MOST_PAIRS])) if pairs else None


def move(spans: Sequence[Span], by: int) -> list[Span]:
    """Return spans of a text before which ``by`` characters were put."""
    return [(start + by, end + by) for start, end in spans]


def find_voice(
    scene: Scene,
    p: str,
    q: str,
    voices: dict[str, list[Statement | None]],
    spoken: Sequence[tuple[int, int, Statement]],
) -> tuple[bool, Statement | None]:
    """Say whether the article or one of the pair speaks of the other, and in which statement."""
    if None in voices[p] and None in voices[q]:
        return True, None
    own = [s for s in (*voices[p], *voices[q]) if s is not None and s.speaker in (p, q)]
    return bool(own), own[0] if own else None


def find_outer(scene: Scene, sentence: Span) -> list[Mention]:
    """Return the mentions of named members in a sentence that no other mention holds."""
    mentions = [m for m in scene.mentions_in(*sentence) if m.member is not None]
    outer = [m for m in mentions if not any(holds(other, m) for other in mentions)]
    return [m for m in outer if scene.members[str(m.member)].named]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely one sentence sets the first of ``ends`` for or against the second."""

    ends: Ends
    sign: Sign
    chance: float
    sentence: Span
    statement: str | None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the network said of an article's sentences, and its label."""

    by: str = ""
    found: tuple[Verdict, ...] = ()

    def of(self, ends: Ends, start: int, end: int) -> list[Verdict]:
        """Return what was said of a pair, in that direction, in the sentences from start to end."""
        return [
            v for v in self.found
            if v.ends == ends and v.sentence[0] < end and start < v.sentence[1]
        ]  # fmt: skip


def judge_article(
    scene: Scene, statements: Sequence[Statement], relations: RelationsModel
) -> Verdicts:
    """Ask the network about every sentence of the article in which named actors meet."""
    found = []
    for question in ask_article(scene, statements):
        leanings = relations.judge(question.text, [pair.spans for pair in question.pairs])
        for pair, leaning in zip(question.pairs, leanings, strict=True):
            found += list(spell_out(question.sentence, pair, leaning))
    return Verdicts(relations.label, tuple(found))


def spell_out(sentence: Span, pair: Pair, leaning: Leaning) -> Iterator[Verdict]:
    """Yield the verdicts on a pair, one for each direction and sign."""
    p, q = pair.members
    yield Verdict((p, q), 1, leaning.first_supports, sentence, pair.statement)
    yield Verdict((q, p), 1, leaning.second_supports, sentence, pair.statement)
    yield Verdict((p, q), -1, leaning.first_opposes, sentence, pair.statement)
    yield Verdict((q, p), -1, leaning.second_opposes, sentence, pair.statement)


def find_judged_ties(scene: Scene, verdicts: Verdicts) -> Iterator[Tie]:
    """Yield the ties that the network finds likely, each with the sentence that it rests on.

    A tie that no sentence shows clearly may still be likely over the article as a whole; it then
    rests on the sentence that shows it best. Of two contrary ties the likelier stands. Who speaks
    for an organisation has no tie with it.
    """
    mentions = Counter(mention.member for mention in scene.mentions)
    grouped: dict[tuple[Ends, Sign], list[Verdict]] = defaultdict(list)
    for verdict in verdicts.found:
        grouped[verdict.ends, verdict.sign].append(verdict)
    chances = {
        key: 1 - prod(1 - verdict.chance for verdict in group) for key, group in grouped.items()
    }
    for ((source, target), sign), group in grouped.items():
        chance = chances[(source, target), sign]
        contrary: Sign = -1 if sign == 1 else 1
        needed = LIKELY if mentions[target] > 1 else CLEAR
        if chance < needed or chance < chances[(source, target), contrary]:
            continue
        if target in scene.voices(source) or source in scene.voices(target):
            continue
        clear = [v for v in group if v.chance >= LIKELY]
        for verdict in clear or [max(group, key=lambda v: v.chance)]:
            yield write_tie(scene, verdict, verdicts.by, verdict.chance if clear else chance)


def write_tie(scene: Scene, verdict: Verdict, by: str, chance: float) -> Tie:
    """Write down a tie that the network finds in a sentence."""
    source, target = verdict.ends
    return Tie(
        id=digest(scene.article.id, "judged", str(verdict.sentence[0]), source, target,
                  str(verdict.sign)),
        article=scene.article.id, source=source, target=target, sign=verdict.sign,
        statement=verdict.statement, evidence=(scene.article.passage(*verdict.sentence),),
        date=scene.article.published, confidence=round(chance, 3), by=by,
    )  # fmt: skip


def is_contradicted(tie: Tie, verdicts: Verdicts) -> bool:
    """Say whether the network, asked about the sentences of a tie, sees none or the contrary."""
    start, end = min(p.start for p in tie.evidence), max(p.end for p in tie.evidence)
    said = verdicts.of((tie.source, tie.target), start, end)
    for_it = max((v.chance for v in said if v.sign == tie.sign), default=1.0)
    against = max((v.chance for v in said if v.sign != tie.sign), default=0.0)
    return for_it <= max(SLIGHT, against)
