"""Who supports or opposes whom: from what is said, and from what the article itself tells.

A statement ties its speaker to its targets by its act. Narration ties subject and object of verbs
such as "backed" and "hit back at". What one actor says that another did is a claim and makes no
tie between those two; a denial makes none either, and a refusal to support opposes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.actors import Mention
from onrecord.articles import digest
from onrecord.models import RelationsModel
from onrecord.statements.doers import is_auxiliary
from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.parties import find_subject_party
from onrecord.statements.relations import (
    CLEAR,
    Sign,
    Verdicts,
    find_judged_ties,
    is_contradicted,
    judge_article,
)
from onrecord.statements.scene import READ_ZONES, Scene, Span, covers, holds
from onrecord.statements.types import Act, Statement, Tie

SIGNS: Mapping[Act, Sign] = {
    "criticism": -1,
    "threat": -1,
    "praise": 1,
    "support": 1,
    "refusal": -1,
}
UNKIND: frozenset[Act] = frozenset({"demand", "criticism", "threat"})
FOREBODING: frozenset[Act] = frozenset({"warning", "prediction"})
FARTHEST = 60
NOUN = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|this|major|fresh|of|'s|’s|s['’])\s+)$", re.IGNORECASE
)
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|get|got|saw (?:him|her|them))\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(
    r"(?:\b(?:after|by|for|while|before|despite|since|in|of)|,)\s(?:\w+ly\s)?$", re.IGNORECASE
)
JOINED = re.compile(r"^\s*(?:,|and|or|, and|as well as|along with|together with)\s+(?:the\s+)?$")
BY = re.compile(r"\s(?:by|from)\s")


def find_ties(
    scene: Scene, statements: Sequence[Statement], relations: RelationsModel | None = None
) -> tuple[Tie, ...]:
    """Return the ties of one article; the same tie on the same sentence counts once.

    Where a network for relations is given, it finds ties too, and what rules read into a statement
    stands only where the network does not contradict it. Threats and what is told in verbs of
    support and attack stand in any case.
    """
    verdicts = judge_article(scene, statements, relations) if relations else Verdicts()
    threats = {statement.id for statement in statements if statement.act == "threat"}
    spoken = [
        tie for tie in find_spoken_ties(scene, statements)
        if tie.statement in threats or not is_contradicted(tie, verdicts)
    ]  # fmt: skip
    found: dict[tuple[str, str, int, int], Tie] = {}
    ruled = (*spoken, *find_told_ties(scene, statements))
    unkind = find_unkind(statements)
    judged = [
        tie for tie in find_judged_ties(scene, verdicts)
        if tie.sign < 0 or tie.confidence >= CLEAR
        or (tie.statement, tie.source, tie.target) not in unkind
    ]  # fmt: skip
    for tie in (*ruled, *judged):
        place = scene.sentence_at(tie.evidence[0].start)[0]
        key = (tie.source, tie.target, tie.sign, place)
        kept = found.setdefault(key, tie)
        if kept.confidence < tie.confidence:
            found[key] = replace(kept, confidence=tie.confidence)
    return tuple(found.values())


def find_unkind(statements: Sequence[Statement]) -> set[tuple[str | None, str | None, str]]:
    """Return who demands of whom or finds fault with them: hardly support."""
    return {
        (statement.id, statement.speaker, target)
        for statement in statements if statement.act in UNKIND
        for target in statement.targets
    }  # fmt: skip


def find_spoken_ties(scene: Scene, statements: Sequence[Statement]) -> Iterator[Tie]:
    """Yield a tie from the speaker of each statement to its chief target, by its act.

    Who threatens in an organisation's name ties the organisation too.
    """
    for statement in statements:
        sign = sign_statement(scene, statement)
        if sign is None or statement.speaker is None:
            continue
        sources = [statement.speaker]
        if statement.act == "threat" and statement.organisation:
            sources.append(statement.organisation)
        for source in dict.fromkeys(sources):
            for target in statement.targets[:2]:
                if target != source and scene.organisations.get(source) != target:
                    yield build_tie(scene, source, target, sign, statement)


def sign_statement(scene: Scene, statement: Statement) -> Sign | None:
    """Return whether the statement supports or opposes its target, ``None`` if neither.

    A warning or prediction opposes only where it finds fault or foretells harm.
    """
    if statement.act in FOREBODING:
        marks = {
            mark for p in statement.content for mark in
            frozenset().union(*scene.marks[slice(*scene.token_range(p.start, p.end))])
        }  # fmt: skip
        return -1 if marks & {"blame", "harm"} else None
    if statement.act == "refusal" and not refuses_company(scene, statement):
        return None
    return SIGNS.get(statement.act)


def refuses_company(scene: Scene, statement: Statement) -> bool:
    """Say whether what is refused is to back, join or meet somebody: only that opposes them."""
    joining = load_set("ties joining")
    passages = (*statement.cue, *statement.content)
    return any(t.lemma in joining for p in passages for t in scene.tokens_in(p.start, p.end))


def build_tie(scene: Scene, source: str, target: str, sign: Sign, statement: Statement) -> Tie:
    """Write down a tie that rests on a statement."""
    return Tie(
        id=digest(statement.id, "tie", source, target, str(sign)),
        article=scene.article.id, source=source, target=target, sign=sign,
        statement=statement.id, evidence=(*statement.cue, *statement.content),
        date=statement.said_on or scene.article.published,
        confidence=round(0.9 * statement.confidence, 3), by="rule:ties",
    )  # fmt: skip


def find_told_ties(scene: Scene, statements: Sequence[Statement]) -> Iterator[Tie]:
    """Yield the ties that the narrator tells of, outside what is quoted."""
    lexicon = load_lexicon("ties")
    said = [p for statement in statements for p in statement.content]
    for span in scene.sentences:
        if scene.article.zone_at(span[0]) not in READ_ZONES or len(scene.mentions_in(*span)) < 2:
            continue
        first, last = scene.token_range(*span)
        lemmas = [lexicon.lemma(token.word) for token in scene.tokens[first:last]]
        i = 0
        while i < len(lemmas):
            if lemmas[i] not in lexicon.single and lemmas[i] not in lexicon.phrases:
                i += 1
                continue
            length, groups = lexicon.longest_at(lemmas, i)
            verb = (first + i, first + i + length)
            i += max(length, 1)
            if groups - {"neither"} and not covers(said, scene.tokens[verb[0]].start):
                sign: Sign = 1 if groups & {"supports", "unites"} else -1
                both = bool(groups & {"clashes", "unites"})
                yield from read_verb(scene, span, verb, sign, both=both)


def read_verb(scene: Scene, span: Span, verb: Span, sign: Sign, *, both: bool) -> Iterator[Tie]:
    """Yield the ties between subject and object of the verb at the tokens ``verb``."""
    text = scene.article.text
    start, end = scene.tokens[verb[0]].start, scene.tokens[verb[1] - 1].end
    before = text[max(span[0], start - 40) : start]
    if is_denied(before) or not is_verb(scene, verb[0], before):
        return
    if REFUSING.search(before):
        sign = -1
    left = nearest(scene, span[0], start, last=True)
    if SHARING.search(before):
        left = find_shared_subject(scene, span[0], start)
    if PARTICIPLE.search(before) and scene.tokens[verb[0]].word.endswith("ing"):
        left = nearest(scene, span[0], end, last=False, reach=end)
    right = nearest(scene, end, span[1], last=False)
    if PASSIVE.search(before) and scene.tokens[verb[0]].word.endswith(("ed", "en", "t")):
        by = BY.search(text, end, span[1])
        agents = nearest(scene, by.end(), span[1], last=False) if by else []
        pairs = [(agent, patient) for agent in agents for patient in left[:1]]
    elif NOUN.search(before):
        return
    else:
        apart = [(left[1], left[0])] if both and not right and len(left) > 1 else []
        pairs = [(a, b) for a in left for b in right] or apart
        pairs += [(b, a) for a, b in pairs] if both else []
    for source, target in pairs:
        if source != target and scene.organisations.get(source) != target:
            yield Tie(
                id=digest(scene.article.id, "told", str(start), source, target),
                article=scene.article.id, source=source, target=target, sign=sign, statement=None,
                evidence=(scene.article.passage(*span),), date=scene.article.published,
                confidence=0.6, by="rule:ties",
            )  # fmt: skip


SHARING = re.compile(r"\b(?:and|but|then)\s(?:\w+ly\s|also\s|then\s)*$")
LEADING = re.compile(r"^\W*(?:(?:But|And|Yet|Then|However|The|the)\W+)*$")


def find_shared_subject(scene: Scene, start: int, end: int) -> list[str]:
    """Return whom a later verb has for its subject: who opens the sentence, not the last object.

    "She met Mr Reed and attacked Ms Pike" tells nothing of Mr Reed, nor here who she is.
    """
    mentions = scene.mentions_in(start, end)
    outer = [m for m in mentions if not any(holds(o, m) for o in mentions)]
    if not outer or not LEADING.match(scene.article.text[start : outer[0].passage.start]):
        return []
    return [outer[0].member] if outer[0].member else []


def is_verb(scene: Scene, i: int, before: str) -> bool:
    """Say whether the word at ``i`` is a verb here and no noun or adjective.

    A bare form needs a subject, "to" or an auxiliary before it ("a failed campaign for"), a form in
    -ing an auxiliary or a comma or preposition ("fighting vehicles").
    """
    token = scene.tokens[i]
    prior = scene.tokens[i - 1] if i else None
    if prior is None:
        return False
    governed = is_auxiliary(prior.word) or prior.word.endswith(("s", "n't"))
    if token.word.endswith("ing"):
        return prior.lemma == "be" or prior.word in BE or bool(PARTICIPLE.search(before))
    if token.word == token.lemma:
        named = scene.member_ending_at(prior.end) is not None
        return governed or named or prior.word in PRONOUNS
    return True


BE = frozenset({"is", "are", "was", "were", "been", "be", "'s", "'re", "not", "also", "and"})
PRONOUNS = frozenset({"i", "we", "you", "they", "who", "to", "and", "both"})


REFUSING = re.compile(
    r"\b(?:refus\w+|declin\w+|fail\w+|stopp\w+|ceas\w+)\s(?:to\s)?(?:publicly\s)?$", re.IGNORECASE
)
DENYING = re.compile(
    r"\b(?:not|never|den(?:y|ies|ied|ying)|without)\b(?:\s\w+){0,3}\s?$|n['’]t\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)


def is_denied(before: str) -> bool:
    """Say whether the words before a verb negate or deny it."""
    return bool(DENYING.search(before))


def nearest(scene: Scene, start: int, end: int, *, last: bool, reach: int = FARTHEST) -> list[str]:
    """Return the member nearest to the verb and those joined to them ("the GMB and the RMT")."""
    mentions = scene.mentions_in(start, end)
    outer = [
        m for m in mentions if m.member and not any(holds(o, m) and o.member for o in mentions)
    ]
    if last:
        outer.reverse()
    if not outer:
        return []
    if last:
        outer = head_first(scene, outer)
        if scene.article.text[start:end].rstrip().endswith(","):
            outer = before_apposition(scene, outer, start, end)
            if not outer:
                return []
        if stands_off(scene, outer[0].passage.end, end):
            return []
    else:
        outer = pass_modifiers(scene, outer)
    gap = end - outer[0].passage.end if last else outer[0].passage.start - start
    if gap > reach or (not last and reach == FARTHEST and crosses_verb(scene, start, outer[0])):
        return []
    chosen = outer[:1]
    for mention in outer[1:]:
        a, b = sorted((chosen[-1].passage, mention.passage), key=lambda p: p.start)
        if not JOINED.match(scene.article.text[a.end : b.start]):
            break
        chosen.append(mention)
    return [str(mention.member) for mention in chosen]


def before_apposition(scene: Scene, outer: list[Mention], start: int, end: int) -> list[Mention]:
    """Keep the mentions from a subject on that is set off: "Ms Hale, who …, backed"."""
    subject = find_subject_party(scene, start, end)
    at = [i for i, mention in enumerate(outer) if subject and mention.member == subject.id]
    return outer[at[-1] :] if at else []


def pass_modifiers(scene: Scene, outer: list[Mention]) -> list[Mention]:
    """Pass over names that only modify: the spokeswoman in "the Treasury spokeswoman Ann Hale"."""
    text = scene.article.text
    while len(outer) > 1:
        between = text[outer[0].passage.end : outer[1].passage.start]
        if not MODIFYING.match(between) or set(between.split()) & CONNECTING:
            break
        outer = outer[1:]
    return outer


MODIFYING = re.compile(r"^\s(?:[a-z][a-z-]+\s){1,2}$")
CONNECTING = frozenset(
    [
        "and",
        "or",
        "nor",
        "as",
        "with",
        "of",
        "for",
        "to",
        "in",
        "on",
        "at",
        "over",
        "by",
        "from",
        "but",
    ]
)


def head_first(scene: Scene, outer: list[Mention]) -> list[Mention]:
    """Put the head of a subject first: Ms Hale, not the union, in "Ms Hale of the union backed"."""
    if len(outer) > 1:
        between = scene.article.text[outer[1].passage.end : outer[0].passage.start]
        if BELONGING.match(between):
            return outer[1:]
    return outer


BELONGING = re.compile(
    r"^(?:,\s[\w\s-]{0,40})?\s?(?:of|from|at|for|in)\s(?:the\s)?$|"
    r"^,\s(?:the\s)?[\w\s-]{0,30}(?:of|for|from)\s(?:the\s)?$"
)


def stands_off(scene: Scene, start: int, end: int) -> bool:
    """Say whether other words than auxiliaries and an apposition part the mention from the verb."""
    between = scene.article.text[start:end].strip()
    if between.startswith(",") and between.endswith(","):
        return False
    words = [t.word for t in scene.tokens_in(start, end) if not is_auxiliary(t.word)]
    return len(words) > PARTED or bool(PARTING & set(words))


PARTED = 6
PARTING = frozenset({"as", "that", "when", "while", "because", "if", "whether", "after", "before"})


def crosses_verb(scene: Scene, start: int, mention: Mention) -> bool:
    """Say whether another clause begins between the verb and the mention."""
    between = scene.article.text[start : mention.passage.start]
    return bool(
        re.search(
            r"[.;:]|,\s(?:and|but|who|which|while|as|after|saying)\s|\b(?:that|because|after|"
            r"over|for|by|to|on|in|during|about|amid)\s",
            between,
        )
    )
