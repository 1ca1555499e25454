"""On what a statement makes its word depend: the if, unless, until, should or in-return clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.articles import Passage
from onrecord.attributions import Attribution
from onrecord.statements.clauses import MODALS
from onrecord.statements.lexicon import load_set
from onrecord.statements.scene import ABBREVIATION, Scene, Span

OPENING = re.compile(
    r"\b(?:(?:but )?only if|if|unless|until|provided(?: that)?|providing(?: that)?|"
    r"(?:as|so) long as|in (?:return|exchange) for|"
    r"on (?:the )?(?:condition|understanding|proviso)(?: that| of(?! anonymity))|"
    r"with the proviso that|in the event (?:of|that)|assuming(?: that)?|without|should|were|"
    r"depend(?:s|ed|ing|ent)? (?:up)?on (?:whether|if)|hing(?:es?|ed|ing) on|"
    r"(?:conditional|contingent) (?:up)?on|"
    r"subject to(?= (?:the |a |an )?(?:[\w-]+ )?(?:approval|agreement|consent|vote|ballot|"
    r"ratification|talks|conditions?)))\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(
    r"[;:?!]|\.(?=\s|['\"’”]|$)|[.,]['\"’”]|,(?=\s)|\)|\s[–—-]{1,2}\s"
    r"|\s(?=(?:I|we|he|she|they|it|there|you)\s(?:think|believe|will|would|'ll|could|might|may|"
    r"must|"
    r"should|can|is|are|am|do|don't|won't|shall|have|has|had\sbetter|need)\b)"
    r"|\s(?=(?:then|,? (?:he|she|they) (?:said|warned|added))\b)"
    r"|(?<!was)(?<!were)(?<!is)(?<!are)\s(?=(?:saying|insisting|adding|warning|arguing)\b)"
)
SHORTEST = 2


def find_condition(
    scene: Scene, attribution: Attribution, *, asked: bool = False
) -> Passage | None:
    """Return the clause that the statement hangs on, inside its content or beside it.

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
        beside = [span for p in content for span in find_beside(scene, p, taken)]
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
            opens = opens_sentence(text, match.start(), passage.start)
            end = find_end(text, match.end(), passage.end, listing=not opens)
            if opens:
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


def find_beside(scene: Scene, passage: Passage, taken: Sequence[Passage]) -> Iterator[Span]:
    """Yield a conditional clause of the same sentence that touches ``passage``.

    Nothing but the words ``taken`` by source and cue may stand between: "If they fail, Ms Hale
    said, she will ballot".
    """
    text = scene.article.text
    start, end = scene.sentence_at(passage.start)[0], scene.sentence_at(passage.end - 1)[1]
    for match in OPENING.finditer(text, start, end):
        if passage.start <= match.start() < passage.end or not is_conditional(text, match, start):
            continue
        first = match.start() < passage.start
        stop = find_end(text, match.end(), passage.start if first else end)
        gap = (stop, passage.start) if first else (passage.end, match.start())
        if not first or match.start() - start > len("But, "):
            between = text[slice(*gap)]
        else:
            between = leave_out(text, gap, taken)
        long = len(text[match.start() : stop].split()) >= SHORTEST
        if long and not between.strip(" ,'\"’”‘“"):
            yield match.start(), stop


def leave_out(text: str, gap: Span, taken: Sequence[Passage]) -> str:
    """Return the words of a gap without those ``taken``, and without "that"."""
    kept = list(text[slice(*gap)])
    for passage in taken:
        for i in range(max(passage.start, gap[0]), min(passage.end, gap[1])):
            kept[i - gap[0]] = " "
    return re.sub(r"\bthat\b", " ", "".join(kept))


# == which opening words open a condition ==


def is_conditional(text: str, match: re.Match[str], start: int) -> bool:
    """Say whether the opening word begins a condition here and not a question or a phrase."""
    test = TESTS.get(match.group().lower())
    return test is None or test(text, match, start)


def is_if(text: str, match: re.Match[str], start: int) -> bool:
    """Tell "if" from "whether" ("asked if"), from "even if", "as if" and "if not"."""
    before = text[max(0, match.start() - 40) : match.start()]
    if WHETHER.search(before) or IF_PHRASE.match(text, match.end()):
        return False
    last = LAST_WORD.search(before)
    return last is None or last[1].lower() not in ASKING


ASKING = load_set("conditions asking")
LAST_WORD = re.compile(r"([\w'’]+)\s$")
WHETHER = re.compile(
    r"\b(?:ask|tell|told|show)(?:ed|s|ing)?\s(?:me|us|him|her|them|you|[\w'’]+)\s$"
    r"|(?:\b(?:not|to|never)|n['’]t)\s(?:say|tell|mind|care|matter)\s$|\b(?:few|little|much),?\s$",
    re.IGNORECASE,
)
IF_PHRASE = re.compile(
    r"\s(?:not|ever|(?:any|no)thing|only|so(?!-)|necessary|possible|need be|you like|you will|"
    r"it comes|at all|any(?=[,.;]|\s\w+[,.;])|\d[\w-]*)\b[,.]?",
    re.IGNORECASE,
)


def is_inverted(text: str, match: re.Match[str], start: int) -> bool:
    """Tell "should the talks fail" and "were the talks to fail" from plain verbs."""
    before = text[max(start, match.start() - 30) : match.start()]
    if match.group().lower() == "were":
        opens = not before.strip(" '\"‘“") or before.rstrip(" '\"‘“").endswith((",", ".", "that"))
        subject = SUBJECT.match(text, match.end())
        return bool(opens and subject and WERE_TO.match(text, match.end()))
    if not SUBJECT.match(text, match.end()) or ASKED.search(before):
        return False
    return not FINITE.search(text, match.end(), match.end() + 60)


SUBJECT = re.compile(
    r"\s(?:(?i:he|she|they|it|we|you|I|talks|the|an?|any|this|that|these|those|his|her|its|their|"
    r"our|my|either|both|no|anyone|anything|ministers|members)\s|[A-Z]\w+\s(?!['’]))"
)
WERE_TO = re.compile(r"\s(?:[\w'’-]+\s){1,6}?to\s")
ASKED = re.compile(r"\b(?:why|what|how|who|where|when|which|and|or)\s$", re.IGNORECASE)
FINITE = re.compile(r"^\s\S+\s\?")


def is_until(text: str, match: re.Match[str], start: int) -> bool:
    """Tell what will not happen "until they sign" from how long something took or will wait."""
    if TEMPORAL.match(text, match.end()) or len(text[match.end() :].split()) <= SHORTEST:
        return False
    before = text[max(start, match.start() - 160) : match.start()]
    before = re.split(r"[.;:!?]['\"’”]?\s", before)[-1]
    clause = text[match.end() : find_end(text, match.end(), len(text))]
    if WAITING.search(before) or not HAPPENS.search(clause):
        return False
    return not before.strip(" '\"‘“") or bool(BINDING.search(before))


# What is until somebody does something has a subject and a verb: "until June" has none.
HAPPENS = re.compile(
    r"\b(?:he|she|they|it|we|you|I|there)\b|\s\S*(?:\w{2}ed|[^s]s)\b.|"
    r"\b(?:is|are|was|were|has|have|had|do|can|will|would|could|get|got|sign|agree|accept|make|made|"
    r"meet|met|give|go|come|came|back|pay|paid|drop|resign|leave|left|vote|win|won|stop|end|begin)\b",
)
WAITING = re.compile(r"\b(?:wait|waiting|waited|from\s.*)\s$", re.IGNORECASE)
BINDING = re.compile(
    r"\b(?:will|shall|would|won['’]t|cannot|can|could|must|should|may|not|never|no|nothing|nobody|"
    r"none|to|refus\w+|keep|let['’]s|stay|delay\w*|withh\w+|suspen\w+|continue|stand|call\w*|demand\w*|"
    r"ban|shutdown|freeze|moratorium|halt\w*|stop\w*|block\w*|hold\w*)\b|n['’]t\b|"
    r"['’]ll\b|^\W*(?:that\s)?\w+ing\b",
    re.IGNORECASE,
)
TEMPORAL = re.compile(
    r"\s(?:late|later|early|earlier|next|last|this|that|now|recently|then|tomorrow|today|"
    r"yesterday|\d|"
    r"mid|almost|about|after|at|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:the\s)?(?:end|start|beginning|\w+ of)|(?:a|one|two|three)\s\w+\sago)\b",
    re.IGNORECASE,
)


def is_without(text: str, match: re.Match[str], start: int) -> bool:
    """Tell what is said not to happen "without a deal" from mere lack."""
    if text[match.end() : match.end() + 5] == " any ":
        return False
    if not text[max(start, match.start() - 3) : match.start()].strip(" '\"‘“"):
        comma = text.find(",", match.end(), match.end() + 80)
        return comma > 0 and bool(REFUSED.search(text, comma, comma + 80))
    before = text[max(start, match.start() - 80) : match.start()]
    return bool(NEGATIVE.search(before)) and not before.endswith((", ", "and ", "but "))


NEGATIVE = re.compile(r"\b(?:not|never|no|cannot|nothing|impossible)\b|n['’]t\b", re.IGNORECASE)
REFUSED = re.compile(
    r"\b(?:will|would|can|could|shall)\s?(?:not|never)\b|\b(?:won|wouldn|can|couldn)['’]t\b|"
    r"\b(?:will|would|can) be no\b",
    re.IGNORECASE,
)


def is_provided(text: str, match: re.Match[str], start: int) -> bool:
    """Tell "provided they sign" from "provided students with books" and "providing care"."""
    before = text[max(start, match.start() - 2) : match.start()]
    if re.match(
        r"\s(?:he|she|they|it|we|you|I|there|nobody|everyone|no one)\s", text[match.end() :]
    ):
        return True
    return before.endswith(", ") and bool(PROVISO.match(text, match.end()))


PROVISO = re.compile(
    r"\s(?:the\s|a\s|an\s|his\s|her\s|its\s|their\s|our\s)?(?:[\w'’-]+\s){1,4}?(?:is|are|has|have|can|"
    r"does|do|agrees?|accepts?|signs?|pays?|keeps?|stays?|votes?|backs?|remains?|gets?|wins?)\b"
)

TESTS: dict[str, Callable[[str, re.Match[str], int], bool]] = {
    "if": is_if, "should": is_inverted, "were": is_inverted, "until": is_until,
    "without": is_without, "provided": is_provided, "providing": is_provided,
}  # fmt: skip


# == where the clause ends ==


def find_end(text: str, start: int, limit: int, *, listing: bool = False) -> int:
    """Return where the clause that opens before ``start`` ends, at most ``limit``.

    A comma ends it, save between names of a list and, where what follows cannot be the main
    clause (``listing``), before the rest of a list: "unless it is cheap, quick and has backing".
    """
    end = limit
    for match in CLAUSE_END.finditer(text, start, limit):
        clause = text[start : match.start()].split()
        if len(clause) < SHORTEST or (clause[-1] in THINKING and not match.group().strip()):
            continue
        if match.group() == "." and ABBREVIATION.search(text, start, match.end()):
            continue
        if match.group() == ")" and "(" in text[start : match.start()]:
            continue
        if match.group() == "," and goes_on(text, start, match.start(), limit, listing=listing):
            continue
        end = match.start()
        break
    return keep_quote(text, start, end, limit)


def goes_on(text: str, start: int, comma: int, limit: int, *, listing: bool) -> bool:
    """Say whether a clause runs on after a comma: names or other things joined by "and"."""
    if re.search(r"\b[A-Z]\w+$", text[start:comma]) and NAMES.match(text, comma, limit):
        return True
    return listing and bool(REST.match(text, comma, limit))


NAMES = re.compile(r",\s(?:[A-Z]\w+\s?){1,3}(?:,\s(?:[A-Z]\w+\s?){1,3})*\s?(?:and|or)\s[A-Z]\w+,")
REST = re.compile(
    r",\s(?:and|or|nor)\s(?:is|are|was|were|do|does|did|has|have|can|cannot)\b"
    r"|,\s(?!(?:and|or|but|so|then|which|who|because|while|although|as|with|he|she|they|we|it|I|you|"
    r"there|that|if|according)\b)(?:(?!\b(?:will|would|is|are|was|were|said|says|has|had|have)\b)"
    r"[^,.;:?!]){2,60}(?:,\s(?!he\b|she\b|they\b)[^,.;:?!]{2,50})*?,?\s(?:and|or)\s[^,.;:?!]+"
    r"(?=[.;?!'\"’”]|$)"
)
THINKING = load_set("conditions thinking")


def keep_quote(text: str, start: int, end: int, limit: int) -> int:
    """Take in the closing mark of a quotation that opens inside the clause."""
    inside = text[start:end]
    for opening, closing in (("‘", "’"), ("“", "”"), (" '", "'"), (' "', '"')):
        tail = text[end : end + 2].lstrip(".,")
        if opening in inside and tail.startswith(closing):
            return min(limit, text.index(closing, end) + 1)
    kept = text[start:end].rstrip(" ,.;“‘(")
    if kept[-1:] in ("'", "’", "”", '"') and kept[-1] not in kept[:-1] and "‘" not in kept:
        kept = kept[:-1].rstrip(" ,.;")
    return start + len(kept)
