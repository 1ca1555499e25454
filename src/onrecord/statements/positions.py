"""For or against what: statements coded to the concepts of a codebook, with a stance.

A concept is found by its name and aliases, their words in any order but close together, or by a
noun that takes it up ("this decision") where the article disputes one concept only. The stance is
what the words around it carry (``stance``). Where nothing carries one, nothing is coded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.articles import Passage, digest
from onrecord.statements.codebook import Codebook, Concept, Stance
from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.scene import Scene, Span, Token, find_tokens
from onrecord.statements.stance import (
    AUXILIARIES,
    QUOTES,
    Carried,
    Sign,
    Words,
    find_predicate,
    is_negation,
    read_judging,
    read_left,
    read_right,
    set_words,
)
from onrecord.statements.stems import stem_word
from onrecord.statements.types import Act, Position, Statement
from onrecord.statements.wordclasses import find_classes

ACT_SIGNS: Mapping[Act, Stance] = {
    "criticism": -1, "threat": -1, "warning": -1, "prediction": -1, "praise": 1, "support": 1,
}  # fmt: skip
JUDGING: Mapping[Act, Stance] = {
    "criticism": -1, "warning": -1, "praise": 1, "support": 1,
}  # fmt: skip
STOPWORDS = load_set("positions stopwords")
WINDOW = 5
REACH = 12
TAKEN_UP = load_set("positions taken up")
EVERYBODY = load_set("positions everybody")
CUE_GAP = 45
THIRD = frozenset({"he", "she", "it", "they"})
OPENING = frozenset({"that", "why", "how", "and", "but", '"', "'", "“", "‘"})
TELLING = frozenset({"verb", "noun", "adjective", "name"})
BEING = load_set("positions being")
BREAKS = frozenset(",;:")
WILLED = frozenset({"will", "'ll", "should", "must", "to", "ought"})
CHANGES = frozenset({"open", "shut", "closed", "free"})
RELATIVES = frozenset({"which", "who"})
SURE, LIKELY, TOLD, REPORTED, UNSURE = 0.8, 0.7, 0.6, 0.5, 0.45


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that stand for a concept: token indices, and how they stand for it.

    ``sign`` is -1 where they name the other side ("gun rights" for gun control); ``deed`` says that
    they are what would be done about it ("deport").
    """

    concept: Concept
    first: int
    last: int
    named: bool
    sign: Sign = 1
    deed: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance, and whose it is: a member, or ``None`` for whoever speaks."""

    stance: Sign
    holder: str | None
    confidence: float


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
    told = (p for hit in hits for p in code_told(scene, statements, hit))
    found = {(p.actor, p.concept, p.statement): p for p in positions}
    said = {(p.actor, p.concept, p.stance) for p in positions}
    for position in told:
        if (position.actor, position.concept, position.stance) not in said:
            found.setdefault((position.actor, position.concept, position.id), position)
    return tuple(found.values())


# == where a concept is named ==


def find_concept(scene: Scene, concept: Concept) -> Iterator[Hit]:
    """Yield where the article names ``concept``: all words of its name or an alias, close by."""
    places = place_stems(scene.tokens)
    found: dict[int, Hit] = {}
    for phrase in sorted((concept.name, *concept.aliases), key=len, reverse=True):
        wanted = {stem_word(w) for w in re.findall(r"[\w-]+", phrase.lower())} - STOPWORDS
        if not wanted or not all(stem in places for stem in wanted):
            continue
        rarest = min(wanted, key=lambda stem: len(places[stem]))
        for i in places[rarest]:
            span = find_close(places, i, wanted)
            if span is None or (len(wanted) == 1 and is_part_of_name(scene, i, phrase)):
                continue
            if any(token.word in BREAKS for token in scene.tokens[span[0] : span[1]]):
                continue
            if not any(hit.first <= span[0] and span[1] <= hit.last for hit in found.values()):
                deed = is_deed(scene, span[0], phrase)
                found.setdefault(span[0], Hit(concept, *span, True, side_of(concept, phrase), deed))
    yield from found.values()


def place_stems(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Return where each stem stands, those of the parts of "gun-control" too."""
    places: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        parts = {token.word, *token.word.split("-")} if "-" in token.word else {token.word}
        for stem in {stem_word(part) for part in parts}:
            places.setdefault(stem, []).append(i)
    return places


def find_close(places: Mapping[str, Sequence[int]], i: int, wanted: set[str]) -> Span | None:
    """Return the tokens around ``i`` that hold all the stems ``wanted``, close together."""
    width = WINDOW + len(wanted)
    at = {
        stem: min(
            (k for k in places[stem] if abs(k - i) < width), key=lambda k: abs(k - i), default=-1
        )
        for stem in wanted
    }
    first, last = min(at.values()), max(at.values())
    return (first, last + 1) if first >= 0 and last - first < width - 1 else None


def is_part_of_name(scene: Scene, i: int, phrase: str) -> bool:
    """Say whether a plain word is part of a name there: "wall" in "Wall Street"."""
    text = scene.article.text
    if not phrase.islower() or not text[scene.tokens[i].start].isupper():
        return False
    near = [*scene.tokens[max(0, i - 1) : i], *scene.tokens[i + 1 : i + 2]]
    return any(text[token.start].isupper() for token in near)


def is_deed(scene: Scene, i: int, phrase: str) -> bool:
    """Say whether the token at ``i`` is a verb: what would be done about the concept.

    Of several words it must be one in ``phrase`` as well, as "gun control" has none.
    """
    a, b = scene.sentence_at(scene.tokens[i].start)
    first, last = scene.token_range(a, b)
    classes = find_classes(scene.article.text, scene.tokens[first:last])
    a, b = scene.sentence_at(scene.tokens[i].start)
    first, last = scene.token_range(a, b)
    if i > first + 1 and scene.article.text[scene.tokens[i].start].isupper():
        return False
    words = [token.word for token in scene.tokens[max(0, i - 2) : i]]
    while words and is_negation(words[-1]) and words[-1] not in AUXILIARIES:
        words.pop()
    if words and (words[-1] == "to" or words[-1] in AUXILIARIES):
        return True
    if not first <= i < last or classes[i - first] != "verb":
        return False
    known = tuple(find_tokens(phrase))
    stem, kinds = stem_word(scene.tokens[i].word), find_classes(phrase, known)
    lexicon = load_lexicon("stances")
    if len(known) == 1 or lexicon.lemma(scene.tokens[i].word) in lexicon.single:
        return True
    return any(
        kind == "verb" and stem_word(token.word) == stem
        for token, kind in zip(known, kinds, strict=True)
    )


# == what a codebook says of the sides ==


@lru_cache(maxsize=256)
def read_sides(concept: Concept) -> Mapping[str, Sign]:
    """Return the words that the wording of a concept gives to one side, by the forms they take.

    A word under one that turns it round ("opposes closing") counts for the other side.
    """
    totals: dict[str, int] = {}
    for text, side in ((concept.supporting, 1), (concept.opposing, -1)):
        for part in re.split(r"[,;.]", text):
            for word, sign in read_part(part):
                totals[word] = totals.get(word, 0) + side * sign
    own = {stem_word(w) for w in re.findall(r"[\w-]+", concept.name.lower())}
    return {w: 1 if n > 0 else -1 for w, n in totals.items() if n and stem_word(w) not in own}


@lru_cache(maxsize=256)
def read_verbs(concept: Concept) -> Mapping[str, Sign]:
    """Return the stems of those of these words that are verbs, and so govern or judge."""
    verbs = set()
    for text in (concept.supporting, concept.opposing):
        tokens = tuple(find_tokens(text))
        classes = find_classes(text, tokens)
        verbs |= {t.word for t, kind in zip(tokens, classes, strict=True) if kind == "verb"}
    return {stem_word(w): sign for w, sign in read_sides(concept).items() if w in verbs}


def read_part(part: str) -> Iterator[tuple[str, int]]:
    """Yield the words of one part of a wording, with what the words before them carry."""
    tokens = tuple(find_tokens(part.strip()))
    classes = find_classes(part.strip(), tokens)
    words, lexicon = Words(tokens, classes), load_lexicon("stances")
    for i, token in enumerate(tokens):
        groups = lexicon.single.get(lexicon.lemma(token.word), frozenset())
        telling = classes[i] in TELLING or token.word in CHANGES
        if telling and not groups & {"for", "against", "carriers", "beliefs"}:
            yield token.word, read_left(words, i).sign or 1


def side_of(concept: Concept, phrase: str) -> Sign:
    """Return -1 where an alias names the other side, as the wording or its own words tell."""
    name = {stem_word(w) for w in re.findall(r"[\w-]+", concept.name.lower())}
    own = [w for w in re.findall(r"[\w-]+", phrase.lower()) if w not in STOPWORDS]
    rest = [w for w in own if stem_word(w) not in name]
    if any(w.startswith("anti") and len(w) > 6 for w in rest):
        return -1
    sides = {stem_word(w): sign for w, sign in read_sides(concept).items()}
    told = [sides[stem_word(w)] for w in rest if stem_word(w) in sides]
    if told and sum(told) != 0:
        return 1 if sum(told) > 0 else -1
    lexicon = load_lexicon("stances")
    groups = [lexicon.single.get(lexicon.lemma(w), frozenset()) for w in rest]
    return -1 if any("against" in each for each in groups) and len(rest) < len(own) else 1


# == what is said of it ==


def code_named(scene: Scene, statement: Statement, hits: Sequence[Hit]) -> Iterator[Position]:
    """Yield the positions of a statement whose content names a concept."""
    done: set[str] = set()
    for passage in statement.content:
        first, last = scene.token_range(passage.start, passage.end)
        for hit in hits:
            if first <= hit.first and hit.last <= last and hit.concept.name not in done:
                found = list(code_hit(scene, statement, passage, hit))
                if found:
                    done.add(hit.concept.name)
                yield from found


def code_hit(scene: Scene, statement: Statement, passage: Passage, hit: Hit) -> Iterator[Position]:
    """Yield what is said for or against one naming of a concept: by the speaker, of another.

    "Mr Reed would keep the cap" tells of Mr Reed; the speaker's own stance shows only where they
    demand, praise or blame it. A question takes no stance.
    """
    taken = read_hit(scene, statement, passage, hit)
    if taken is not None and taken.holder is not None:
        other, stance = taken.holder, taken.stance
        if other:
            yield write_position(scene, statement, hit.concept, stance, other, REPORTED)
        sign = JUDGING.get(statement.act)
        taken = Taken(1 if sign * stance > 0 else -1, None, REPORTED) if sign else None
    if statement.act == "question":
        return
    if taken is not None and statement.speaker is not None:
        yield from write_positions(scene, statement, hit.concept, taken.stance, taken.confidence)
    yield from code_reported(scene, statement, scene.token_range(passage.start, 0)[0], hit)


def read_hit(scene: Scene, statement: Statement, passage: Passage, hit: Hit) -> Taken | None:
    """Return the stance that is taken where a statement names a concept, and whose it is.

    An empty ``holder`` is somebody whom the cast does not know.
    """
    first, last, cued = find_bounds(scene, statement, passage, hit)
    tokens = scene.tokens[first:last]
    classes = find_classes(scene.article.text, tokens)
    words = set_words(tokens, classes, read_verbs(hit.concept), cued)
    at, end = hit.first - first, min(hit.last - first, len(tokens))
    if not hit.deed and (done := read_done(words, at, end)):
        return own(hit, done, LIKELY)
    carried = read_left(words, at, deed=hit.deed)
    if carried.doubted:
        return None
    if carried.sign and heads_clause(words, carried, at, cued) and find_predicate(words, end):
        judged = read_right(words, end)
        return None if judged is None else own(hit, carried.sign * judged, LIKELY)
    said = read_right(words, end)
    if said is not None and (not carried.sign or carried.embedded):
        turn = -1 if carried.turned else 1
        return own(hit, said * turn * (carried.sign or 1), LIKELY)
    if carried.sign:
        holder = find_holder(scene, statement, carried, first, cued)
        if holder == "" and hit.deed and words.word(carried.verb or 0) in WILLED:
            return own(hit, carried.sign, REPORTED)
        return Taken(flip(hit, carried.sign), holder, SURE)
    leaning = words.classes[at] == "adjective" or words.word(at).startswith("pro-")
    if leaning and words.word(at - 1) in BEING:
        return own(hit, 1, LIKELY)
    judged = read_judging(words, at)
    if judged is not None:
        return own(hit, judged, LIKELY)
    return read_loose(statement, words, at, end, hit, cued)


def read_done(words: Words, at: int, end: int) -> Sign | None:
    """Return the stance of "Muslims should (not) be banned", where the deed comes last."""
    inside = [words.word(k) for k in range(at, end)]
    wanted = {words.word(at - 1), *inside} & WILLED
    if words.classes[end - 1] != "verb" or "be" not in inside or not wanted:
        return None
    return -1 if any(map(is_negation, inside)) else 1


def heads_clause(words: Words, carried: Carried, at: int, cued: int) -> bool:
    """Say whether what is to be done is itself judged: "scrapping the cap would be wrong"."""
    start = at if carried.outer is None else carried.outer
    opens = all(words.word(k) in OPENING for k in range(cued, start))
    within = carried.verb is None or carried.verb < cued
    return within and opens and words.word(start).endswith("ing")


def own(hit: Hit, sign: int, confidence: float) -> Taken:
    """Return a stance of the speaker's."""
    return Taken(flip(hit, sign), None, confidence)


def flip(hit: Hit, sign: int) -> Sign:
    """Return a sign, turned round where the words name the other side."""
    return 1 if sign * hit.sign > 0 else -1


def find_bounds(
    scene: Scene, statement: Statement, passage: Passage, hit: Hit
) -> tuple[int, int, int]:
    """Return the tokens of the sentence around ``hit`` that are read, and how many are the cue's.

    A cue that governs what follows ("refused to back | the cap") is read with it.
    """
    start, end = clause_bounds(scene, *scene.token_range(passage.start, passage.end), hit)
    cue = statement.cue[-1] if statement.cue else None
    content = scene.token_range(passage.start, passage.end)[0]
    if cue is None or start > content or not 0 <= passage.start - cue.end <= CUE_GAP:
        return start, end, 0
    if scene.sentence_at(cue.start) != scene.sentence_at(passage.start):
        return start, end, 0
    if statement.form == "direct" and '"' in scene.article.text[cue.end : passage.start + 1]:
        return start, end, 0
    first = scene.token_range(cue.start, cue.end)[0]
    return first, end, start - first


def find_holder(
    scene: Scene, statement: Statement, carried: Carried, first: int, cued: int
) -> str | None:
    """Return who takes the stance that ``carried`` tells: ``None`` for whoever speaks.

    That is the subject of the verb that was reached, unless it is told what they ought to do.
    """
    owner = find_owner(scene, statement, carried, first)
    if owner is not None or carried.verb is None:
        return owner
    if carried.verb <= cued or carried.duty:
        return None
    verb = scene.tokens[first + carried.verb]
    before = scene.tokens[first + carried.verb - 1]
    if before.word in EVERYBODY or before.word in QUOTES:
        return None
    if before.word in THIRD and statement.form != "direct" and is_opening(scene, statement, before):
        return None
    member = scene.member_ending_at(before.end)
    if member is None and before.word in ("who", "which", ","):
        member = scene.member_ending_at(scene.tokens[first + carried.verb - 2].end)
    if member is None and before.word in ("and", "or", ","):
        opening = scene.mentions_in(scene.tokens[first + cued].start, before.start)
        start = scene.tokens[first + cued].start
        member = next((m.member for m in opening if m.passage.start == start), None)
        if member is None:
            return None
    if member is not None:
        return None if member in scene.voices(statement.speaker) else member
    return "" if verb.start > statement.content[0].start else None


def find_owner(scene: Scene, statement: Statement, carried: Carried, first: int) -> str | None:
    """Return whose a stance is that a noun tells, if another's: "Reform's call for the cap"."""
    member = find_possessor(scene, carried, first)
    return None if member in scene.voices(statement.speaker) else member


def find_possessor(scene: Scene, carried: Carried, first: int) -> str | None:
    """Return who owns the outermost word that carries a stance: "the union's fierce opposition"."""
    outer = first + (carried.outer or 0)
    for at in (outer, outer - 1):
        if at > first + 1 and scene.tokens[at - 1].word in ("'s", "'"):
            return scene.member_ending_at(scene.tokens[at - 2].end)
    return None


def is_opening(scene: Scene, statement: Statement, token: Token) -> bool:
    """Say whether a pronoun is the subject that reported words begin with: "said (that) he …"."""
    return any(
        all(t.word in OPENING for t in scene.tokens_in(passage.start, token.start))
        for passage in statement.content
        if passage.start <= token.start < passage.end
    )


def read_loose(
    statement: Statement, words: Words, at: int, end: int, hit: Hit, cued: int
) -> Taken | None:
    """Return the stance that the act, or words of the codebook in the sentence, tell of."""
    sign = JUDGING.get(statement.act)
    if sign and cued and all(kind != "verb" for kind in words.classes[cued:at]):
        return None if blames_somebody(words, cued, at) else own(hit, sign, REPORTED)
    told = 0
    for i, token in enumerate(words.tokens):
        side = words.sides.get(stem_word(token.word), 0)
        if side and not at <= i < end:
            carried = read_left(words, i)
            told += 0 if carried.doubted else side * (carried.sign or (-1 if carried.turned else 1))
    return own(Hit(hit.concept, 0, 0, True), told, UNSURE) if told else None


def blames_somebody(words: Words, start: int, end: int) -> bool:
    """Say whether a person is said to be wrong "on" the concept: that tells of them, not of it."""
    return any(words.word(i) in ("on", "about", "over") for i in range(start, end))


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
        elif is_negation(words[i]):
            sign *= -1
        i += max(length, 1)
    return (1 if sign > 0 else -1) if found else None


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


# == what the article tells ==


def code_told(scene: Scene, statements: Sequence[Statement], hit: Hit) -> Iterator[Position]:
    """Yield the position that the article itself tells of: "the union, which opposes the cap".

    It is that of the verb's subject, of the doer of a passive, or of whoever owns the stance ("the
    union's opposition to the cap"). What somebody is quoted for is left to the statements.
    """
    at = scene.tokens[hit.first].start
    if any(p.start <= at < p.end for s in statements for p in (*s.content, *s.cue)):
        return
    start, end = scene.sentence_at(at)
    first, last = scene.token_range(start, end)
    tokens = scene.tokens[first:last]
    words = set_words(tokens, find_classes(scene.article.text, tokens), read_verbs(hit.concept))
    carried = read_left(words, hit.first - first, deed=hit.deed)
    if carried.doubted or carried.embedded:
        return
    if carried.sign:
        holder, sign = find_subject(scene, carried, first), int(carried.sign)
    else:
        holder, sign = find_agent(scene, words, hit, first)
    if holder is not None and sign:
        passage = scene.article.passage(start, end)
        yield write_told(scene, hit.concept, flip(hit, sign), holder, passage)


def find_subject(scene: Scene, carried: Carried, first: int) -> str | None:
    """Return whose stance a sentence tells: the verb's subject, or who owns the stance."""
    if carried.verb is None:
        return find_possessor(scene, carried, first)
    if carried.verb == 0:
        return None
    before = scene.tokens[first + carried.verb - 1]
    member = scene.member_ending_at(before.end)
    if member is None and before.word in (*RELATIVES, ",") and carried.verb > 1:
        ends = [t.end for t in scene.tokens[first : first + carried.verb - 1] if t.word != ","]
        member = scene.member_ending_at(ends[-1]) if ends else None
    if member is None and before.word in ("and", "but", ",") and not carried.duty:
        opening = scene.mentions_in(scene.tokens[first].start, before.start)
        same = [m for m in opening if m.passage.start == scene.tokens[first].start]
        member = same[0].member if same else None
    return None if carried.duty else member


def find_agent(scene: Scene, words: Words, hit: Hit, first: int) -> tuple[str | None, int]:
    """Return by whom the concept is backed or opposed in the passive, and which it is."""
    sign = read_right(words, hit.last - first)
    for i in range(hit.last, min(hit.last + REACH, first + len(words.tokens))):
        if scene.tokens[i].word == "by":
            near = scene.mentions_in(scene.tokens[i].end, scene.tokens[i].end + 60)
            close = [m for m in near if m.passage.start - scene.tokens[i].end <= 5]
            return (close[0].member if close else None), sign or 0
    return None, 0


def write_told(
    scene: Scene, concept: Concept, stance: Sign, actor: str, passage: Passage
) -> Position:
    """Write a position down that the article itself tells."""
    return Position(
        id=digest(scene.article.id, "told", actor, concept.name, str(passage.start)),
        article=scene.article.id, actor=actor, organisation=scene.organisations.get(actor),
        concept=concept.name, stance=stance, statement=None, date=scene.article.published,
        confidence=TOLD, by="rule:positions", evidence=(passage,),
    )  # fmt: skip


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
