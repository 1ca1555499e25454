"""Pledges given up or changed: "has dropped its promise to …", "scaled back from £10m to £4m".

Who is said to refuse, be urged or deny to do so has not done it and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from onrecord.actors import Member
from onrecord.articles import digest
from onrecord.statements.amounts import Amount, find_amounts
from onrecord.statements.currencies import settle_currency
from onrecord.statements.doers import find_doer, find_nearest, find_verb_start
from onrecord.statements.due import find_due
from onrecord.statements.lexicon import load_lexicon
from onrecord.statements.scene import Scene, Span, covers
from onrecord.statements.types import Pledge, PledgeStatus, Statement

NOUN = (
    r"(?:(?:manifesto|election|campaign|flagship|spending|key)\s)*"
    r"(?:pledges?|promises?|commitments?|vows?|guarantees?|manifesto\spolicy|plans?|targets?|"
    r"polic(?:y|ies)|proposals?|offers?)"
)
# "its pledge to build homes", "the 300-homes pledge", "Reform's promise of free buses"
OBJECT = re.compile(
    rf"\s(?:back\s|down\s|up\s)?(?P<whose>(?:(?:an?|the|his|her|its|their)\s|"
    rf"(?:[A-Z][\w.-]+\s){{0,3}}?[A-Z][\w.-]+(?:['’]s|['’])\s)?)"
    rf"(?P<kind>(?:(?!to\b|of\b|on\b)[\w£$€.,'’-]+\s){{0,6}}?){NOUN}\b"
    r"(?:\s(?P<what>(?:to(?!\s(?:just\s|only\s)?[£$€\d])|of|for|on|that)\s[^.;:,]{3,160}?))?"
    r"(?=[.;:,]|\sfrom\s[£$€\d]|\sto\s(?:just\s|only\s)?[£$€\d]|$)",
)
# "U-turn on free buses": what follows is the pledge itself.
ABOUT = re.compile(r"\s(?:on|over|from)\s(?P<what>[^.;:,]{4,120})")
PASSIVE = re.compile(
    rf"\b(?P<whose>[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|(?:[A-Z][\w.-]+\s){{0,3}}?[A-Z][\w.-]+['’]s)\s"
    rf"(?P<kind>(?:[\w£$€.,-]+\s){{0,5}}?){NOUN}"
    r"(?:\s(?P<what>(?:to|of|for|on)\s[^.;:,]{3,120}?))?\s"
    r"(?:(?:has|have|had)\s(?:now\s|quietly\s)?been|was|were|is\sbeing|are\sbeing|is\sto\sbe|will\sbe)\s"
    r"(?:now\s|quietly\s|effectively\s)?(?P<verb>\w+(?:\s(?:back|down|up|off))?)\b",
)
NO_LONGER = re.compile(
    r"\b(?:will|would)\sno\slonger\s(?P<what>(?!be\b|have\b|need\b)\w+\s[^.;:,]{4,120})"
)
HELD_BACK = frozenset({
    "not", "never", "could", "might", "may", "should", "must", "would", "to", "refused", "vowed",
    "promised", "pledged", "asked", "urged", "forced",
})  # fmt: skip


DOUBTED = frozenset({
    "denied", "denies", "deny", "denying", "if", "unless", "whether", "accused", "accuse",
    "accuses", "accusing", "claimed", "claims", "warned", "feared", "rumours",
})  # fmt: skip


def find_reversals(scene: Scene, statements: Sequence[Statement]) -> Iterator[Pledge]:
    """Yield each pledge that the article says somebody has given up or changed."""
    for span in scene.sentences:
        if not HINT.search(scene.article.text, *span):
            continue
        for member, status, what, match in read_reversals(scene, span):
            yield build_reversal(scene, statements, span, member, status, what, match)
            break


HINT = re.compile(
    r"pledge|promise|commitment|\bvow|guarantee|U-turn|u-turn|\bplans?\b|target|polic|proposal|offer|"
    r"no longer",
)
Reversal = tuple[Member, PledgeStatus, str, re.Match[str]]


def read_reversals(scene: Scene, span: Span) -> Iterator[Reversal]:
    """Yield what one sentence tells of: by a verb, in the passive, or as "will no longer"."""
    yield from read_active(scene, span)
    yield from read_passive(scene, span)
    yield from read_no_longer(scene, span)


def read_active(scene: Scene, span: Span) -> Iterator[Reversal]:
    """Read "Reform has dropped its promise to build homes" and "in a U-turn on free buses"."""
    lexicon, text = load_lexicon("reversals"), scene.article.text
    first, last = scene.token_range(*span)
    lemmas = [lexicon.lemma(token.word) for token in scene.tokens[first:last]]
    for i in range(len(lemmas)):
        length, groups = lexicon.longest_at(lemmas, i)
        if not groups:
            continue
        start, end = scene.tokens[first + i].start, scene.tokens[first + i + length - 1].end
        match = OBJECT.match(text, end, span[1])
        what = state(match) if match else None
        if "turn" in groups:
            match = match if what else ABOUT.match(text, end, span[1])
            what = what or (match["what"] if match else None)
        phrase = find_verb_start(scene, first, first + i)
        held = HELD_BACK & {token.word for token in scene.tokens[phrase : first + i]}
        held |= DOUBTED & {token.word for token in scene.tokens[max(first, phrase - 6) : phrase]}
        if match is None or what is None or held:
            continue
        found = (find_owner(scene, match), find_doer(scene, first, phrase))
        member = next(filter(partial(is_known, scene), found), find_first(scene, span, start))
        if member is not None:
            yield member, "changed" if "change" in groups else "withdrawn", what, match


def read_passive(scene: Scene, span: Span) -> Iterator[Reversal]:
    """Read "Reform's pledge to build homes has been dropped"."""
    lexicon = load_lexicon("reversals")
    for match in PASSIVE.finditer(scene.article.text, *span):
        words = [lexicon.lemma(word) for word in match["verb"].lower().split()]
        length, groups = lexicon.longest_at(words, 0)
        what = state(match)
        if not length or not groups or what is None:
            continue
        owner = find_owner(scene, match)
        member = owner if is_known(scene, owner) else find_first(scene, span, span[1])
        if member is not None:
            yield member, "changed" if "change" in groups else "withdrawn", what, match


def read_no_longer(scene: Scene, span: Span) -> Iterator[Reversal]:
    """Read "Reform will no longer build homes"."""
    for match in NO_LONGER.finditer(scene.article.text, *span):
        first, verb = scene.token_range(span[0], match.start())
        member = find_doer(scene, first, find_verb_start(scene, first, verb))
        if member is not None and is_known(scene, member):
            yield member, "withdrawn", match["what"], match


def is_known(scene: Scene, member: Member | None) -> bool:
    """Say whether the article's cast holds somebody: a pledge needs one who made it."""
    return member is not None and member.id in scene.members


def state(match: re.Match[str]) -> str | None:
    """Return the words for what was pledged, none where the noun stands alone."""
    what = " ".join((match["what"] or "").split()).removeprefix("that ")
    kind = " ".join((match["kind"] or "").split())
    said = f"{kind} {what}".strip() if not what else what if not kind else f"{what} ({kind})"
    return said or None


def find_owner(scene: Scene, match: re.Match[str]) -> Member | None:
    """Return whose pledge it is where a name says so: "Reform's pledge"."""
    if "whose" not in match.re.groupindex or not match["whose"].strip()[:1].isupper():
        return None
    words = match["whose"].strip()
    if not words.endswith(("'s", "’s", "'", "’")):
        return None
    first, last = scene.token_range(match.start("whose"), match.end("whose"))
    marks = [i for i in range(first, last) if scene.tokens[i].word in ("'s", "'")]
    return find_nearest(scene, first, (marks[-1] if marks else last) - 1)


def find_first(scene: Scene, span: Span, end: int) -> Member | None:
    """Return who a sentence names first, or names just before ``end``."""
    for mention in scene.mentions_in(span[0], end):
        if mention.member in scene.members:
            return scene.members[str(mention.member)]
    later = [m for m in scene.mentions_in(end, span[1]) if m.member in scene.members]
    return scene.members[str(later[0].member)] if later else None


def build_reversal(
    scene: Scene,
    statements: Sequence[Statement],
    span: Span,
    member: Member,
    status: PledgeStatus,
    what: str,
    match: re.Match[str],
) -> Pledge:
    """Write down what was given up or changed, with the old price and the new."""
    text = scene.article.text
    sums = [*find_amounts(text, match.start(), span[1])]
    before, now = split_sums(text, sums)
    currency, note = settle_currency(scene.article, sums[0].sign) if sums else (None, None)
    due = find_due(scene, (scene.article.passage(match.start(), span[1]),))
    due = due if due and due.words.startswith(("by ", "until ", "within ", "before ")) else None
    holding = next((s for s in statements if covers(s.content, match.start())), None)
    return Pledge(
        id=digest(scene.article.id, "reversal", str(match.start())),
        article=scene.article.id,
        by_whom=member.id,
        what=what.strip(" '\"‘’“”"),
        amount=now.value if now else None,
        funded_by=None,
        condition=None,
        statement=holding.id if holding and holding.speaker == member.id else None,
        evidence=(scene.article.passage(*span),),
        confidence=0.6,
        by="rule:pledges",
        currency=currency,
        currency_note=note,
        amount_before=before.value if before else None,
        by_when=due.words if due else None,
        due=due.day if due else None,
        status="changed" if before and now else status,
    )


TO_SUM = re.compile(r"\sto\s(?:just\s|only\s|about\s|around\s)?$")


def split_sums(text: str, sums: Sequence[Amount]) -> tuple[Amount | None, Amount | None]:
    """Return the old price and the new: "from £10m to £4m", "the £10m plan … to £4m"."""
    if not sums:
        return None, None
    for one, other in pairwise(sums):
        if TO_SUM.fullmatch(text, one.end, other.start) or TO_SUM.search(text[: other.start][-12:]):
            return one, other
    return (None, sums[0]) if len(sums) == 1 else (sums[0], None)
