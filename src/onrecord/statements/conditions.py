"""On what a statement makes its word depend: the if, unless, until, should or in-return clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.articles import Passage
from onrecord.attributions import Attribution
from onrecord.statements.clauses import MODALS
from onrecord.statements.lexicon import load_set
from onrecord.statements.scene import Scene, Span

OPENING = re.compile(
    r"\b(?:if|unless|until|provided(?: that)?|providing(?: that)?|as long as|so long as|only if|"
    r"in return for|in exchange for|on (?:the )?condition(?: that| of(?! anonymity))|"
    r"in the event (?:of|that)|"
    r"assuming(?: that)?|without|should(?= (?:[A-Z]|the\b|they\b|he\b|she\b|it\b|we\b|talks\b|"
    r"any\b)))\b",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    r"(?:\b(?:as|even|what|ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|know|knew|see|sure|unclear|"
    r"question|"
    r"decide|doubt|tell|told|say|check|asked (?:him|her|them|reporters)|me|him|and)\s|\bas)$",
    re.IGNORECASE,
)
NOT_AFTER = re.compile(
    r"\s(?:not|any|ever|anything|only|so(?!-)|necessary|possible|need be|you like|you will|"
    r"it comes|at all|anonymity|\d[\w-]*)\b[,.]?",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(
    r"[;:?!]|\.(?=\s|['\"’”]|$)|[.,]['\"’”]|,(?=\s)|\s[–—-]{1,2}\s"
    r"|\s(?=(?:I|we|he|she|they|it|there|you)\s(?:think|believe|will|would|'ll|could|might|may|"
    r"must|"
    r"should|can|is|are|am|do|don't|won't|shall|have|has|had\sbetter|need)\b)"
    r"|\s(?=(?:then|,? (?:he|she|they) (?:said|warned|added))\b)"
    r"|\s(?=(?:saying|insisting|adding|warning|arguing)\b)"
)
NEGATIVE = re.compile(r"\b(?:not|never|no|cannot|nothing|impossible)\b|n['’]t\b", re.IGNORECASE)
SHORTEST = 2


def find_condition(
    scene: Scene, attribution: Attribution, *, asked: bool = False
) -> Passage | None:
    """Return the clause that the statement hangs on, inside its content or right beside it.

    The first one counts. "if" that stands for "whether", as at the head of what is ``asked``, and
    "even if" make no condition.
    """
    content = attribution.content
    if not content or not may_depend(scene, content):
        return None
    spans = [span for passage in content for span in find_conditions(scene, passage)]
    if asked and spans and spans[0][0] == content[0].start:
        spans = spans[1:]
    if not spans:
        taken = (*attribution.cue, *((attribution.source,) if attribution.source else ()))
        beside = [span for passage in content for span in find_beside(scene, passage)]
        spans = [span for span in beside if not any(meets(span, p) for p in taken)]
    return scene.article.passage(*spans[0]) if spans else None


def may_depend(scene: Scene, content: Sequence[Passage]) -> bool:
    """Say whether the sentences of the content have any word that opens a condition."""
    start = scene.sentence_at(content[0].start)[0]
    end = scene.sentence_at(content[-1].end - 1)[1]
    words = load_set("conditions words")
    return any(token.word in words for token in scene.tokens_in(start, end))


def meets(span: Span, passage: Passage) -> bool:
    """Say whether a span and a passage share words."""
    return span[0] < passage.end and passage.start < span[1]


def find_conditions(scene: Scene, passage: Passage) -> Iterator[Span]:
    """Yield the conditional clauses inside ``passage``."""
    text = scene.article.text
    for match in OPENING.finditer(text, passage.start, passage.end):
        if is_conditional(text, match, passage.start):
            end = find_end(text, match.end(), passage.end)
            if opens_sentence(text, match.start(), passage.start):
                end = end_before_subject(scene, match.end(), end)
            if len(text[match.start() : end].split()) > SHORTEST - 1:
                yield match.start(), end


def opens_sentence(text: str, offset: int, start: int) -> bool:
    """Say whether a sentence of the content begins at ``offset``."""
    before = text[start:offset].rstrip(" '\"‘“")
    return not before or before.endswith((".", "!", "?", "that", "and", "but", ","))


def end_before_subject(scene: Scene, start: int, end: int) -> int:
    """End a clause that opens its sentence before the subject of the main clause's modal."""
    tokens = scene.tokens_in(start, end)
    modal = next((i for i, t in enumerate(tokens) if t.word in MODALS and i > SHORTEST), None)
    if modal is None:
        return end
    for i in range(modal - 1, max(modal - 6, SHORTEST - 1), -1):
        if tokens[i].word in SUBJECT_OPENERS and tokens[i - 1].word not in THINKING:
            return tokens[i - 1].end
    return end


SUBJECT_OPENERS = load_set("conditions subject openers")


def find_beside(scene: Scene, passage: Passage) -> Iterator[Span]:
    """Yield a conditional clause of the same sentence that touches ``passage``."""
    text = scene.article.text
    start, end = scene.sentence_at(passage.start)[0], scene.sentence_at(passage.end - 1)[1]
    for match in OPENING.finditer(text, start, end):
        if passage.start <= match.start() < passage.end or not is_conditional(text, match, start):
            continue
        stop = find_end(text, match.end(), passage.start if match.start() < passage.start else end)
        between = (
            text[stop : passage.start]
            if stop <= passage.start
            else text[passage.end : match.start()]
        )
        if not between.strip(" ,'\"’”‘“"):
            yield match.start(), stop


def is_conditional(text: str, match: re.Match[str], start: int) -> bool:
    """Say whether the opening word begins a condition here and not a question or a phrase."""
    word = match.group().lower()
    before = text[max(0, match.start() - 30) : match.start()]
    if word == "if" and (
        NOT_BEFORE.search(before) and not before.rstrip().endswith(("and", "And"))
    ):
        return False
    if NOT_AFTER.match(text, match.end()):
        return False
    opens = not text[start : match.start()].strip(" '\"‘“")
    if word == "should":
        if INVERTED.match(text, match.end()):
            return not ASKING.search(before)
        return opens or before.rstrip(" '\"‘“").endswith((".", ",", ";", "that", "—", "–"))
    if word == "until":
        return not TEMPORAL.match(text, match.end()) and len(text[match.end() :].split()) > SHORTEST
    if word == "without":
        return bool(NEGATIVE.search(text, max(start, match.start() - 80), match.start()))
    return True


INVERTED = re.compile(
    r"\s(?:(?:he|she|they|it|we|you|I|the|an?|any|this|that|these|those|his|her|its|their|our|my)\s"
    r"|[A-Z]\w+\s(?!['’]))"
)
ASKING = re.compile(r"\b(?:why|what|how|who|where|when|which|and|or)\s$", re.IGNORECASE)
TEMPORAL = re.compile(
    r"\s(?:late|later|early|earlier|next|last|this|that|now|recently|then|tomorrow|today|"
    r"yesterday|\d|"
    r"mid|almost|about|after|at|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:the\s)?(?:end|start|beginning|\w+ of)|(?:a|one|two|three)\s\w+\sago)\b",
    re.IGNORECASE,
)


def find_end(text: str, start: int, limit: int) -> int:
    """Return where the clause that opens before ``start`` ends, at most ``limit``.

    A comma inside a list or before a relative clause is not told apart: the clause ends there.
    """
    end = limit
    for match in CLAUSE_END.finditer(text, start, limit):
        clause = text[start : match.start()].split()
        if len(clause) >= SHORTEST and not (clause[-1] in THINKING and not match.group().strip()):
            end = match.start()
            break
    return keep_quote(text, start, end, limit)


THINKING = load_set("conditions thinking")


def keep_quote(text: str, start: int, end: int, limit: int) -> int:
    """Take in the closing mark of a quotation that opens inside the clause."""
    inside = text[start:end]
    for opening, closing in (("‘", "’"), ("“", "”"), (" '", "'"), (' "', '"')):
        tail = text[end : end + 2].lstrip(".,")
        if opening in inside and tail.startswith(closing):
            return min(limit, text.index(closing, end) + 1)
    kept = text[start:end].rstrip(" ,.;")
    if kept[-1:] in ("'", "’", "”", '"') and kept[-1] not in kept[:-1] and "‘" not in kept:
        kept = kept[:-1].rstrip(" ,.;")
    return start + len(kept)
