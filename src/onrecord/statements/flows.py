"""Money on its way in one clause: who pays whom, read off verbs, shares, gifts and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.actors import Member
from onrecord.statements.amounts import Amount, Share, find_amounts, find_shares
from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.parties import find_object_party, find_party, find_subject_party
from onrecord.statements.scene import Scene, Span

Status = Literal["given", "promised", "withdrawn"]
AUXILIARIES = load_set("payments auxiliaries")
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
FUTURE = frozenset({"will", "would", "shall", "to", "could", "may", "might", "'ll", "should"})
NEVER = frozenset({"not", "never"})
NOUN_LIKE = frozenset({"fund", "pay", "grant", "loan", "award", "supply", "finance", "channel"})
NOUN_MARKS = frozenset({"the", "a", "an", "their", "its", "his", "her", "'s", "of"})

# Verbs that need no payee to be gifts, and verbs that pay only if the clause names a gift.
STRONG = frozenset({"donate", "give", "hand", "contribute", "bankroll", "lend", "stump", "bung"})
WEAK = load_set("payments weak")
GIFTS = load_set("payments gifts")

FUNDS = (
    r"(?:funds?|funding|money|income|donations|contributions|giving|cash|finances|budget|revenue|"
    r"costs?|war chest|coffers|bills?|fundraising|spending)"
)
OF_FUNDS = re.compile(rf"\s(?P<of>of\s(?:[\w'’.-]+\s){{0,6}}?{FUNDS})\b", re.IGNORECASE)
FOR_WHOM = re.compile(r"\s(?:(?:raised|received|collected)\s)?(?:to|by|for)\s", re.IGNORECASE)
SHARE_FROM = re.compile(r"\s(?:of\s(?:it|which|that|them)\s)?(?:coming\s|came\s)?from\s")
COMES_FROM = re.compile(
    r"\b(?:(?:has|have|had)\s)?(?:comes?|coming|came|is|was|are|were)"
    r"(?:\s(?:provided|paid|given|supplied|raised|donated|met))?\s(?:from|by)\s",
    re.IGNORECASE,
)
GETS = re.compile(
    r"\b(?:receiv\w+|gets?|got|raise[sd]?|takes?|relie[sd]|rely|relying|depends?|draws?|drew|"
    r"owes?)\b",
    re.IGNORECASE,
)
PROVIDES = re.compile(
    r"\s(?:still\s|now\s|together\s|alone\s)?(?:(?:is|are|was|were)\sresponsible\sfor|"
    r"account(?:s|ed)?\sfor|ma[kd]es?\sup|provid\w+|suppl\w+|contribut\w+|"
    r"(?:(?:has|have|had)\s)?(?:given|paid|funded)|gives?|gave|pays?|funds?|foots?|"
    r"cover(?:s|ed)|bankroll(?:s|ed)|donat\w+)\b",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\b(?:cut(?:ting|s)?|withdr[ae]w\w*|withh[oe]ld\w*|slash\w*|suspend\w*|reduc\w+|axe[ds]?|"
    r"halv\w+|stopp\w+|cancel\w*|freez\w+|froze\w*)\s(?:[\w'’£$.,]+\s){0,6}?"
    r"(?:funding|donations?|contributions?|payments?|affiliation|fees?|money|cash|support|"
    r"subsid\w+|grants?|funds|backing|subscriptions?)\b",
    re.IGNORECASE,
)
CUT_FROM = re.compile(r"\s(?:to|of|for|from|with)\s(?![£$€\d])")
GIFT = (
    r"(?:donations?|gifts?|contributions?|grants?|loans?|cheques?|checks?|subsid(?:y|ies)|"
    r"settlements?|retainers?|payments?)"
)
GIFT_AFTER = re.compile(
    rf"[\s-](?:[\w-]+\s){{0,2}}?(?:{GIFT}|in\s(?:[\w-]+\s){{0,2}}?(?:cash|funding|{GIFT}))\b", re.I
)
GIFT_BEFORE = re.compile(
    rf"\b(?:{GIFT}|funding)\s(?:[\w-]+\s){{0,5}}?(?:of|worth|totall?ing|totall?ed|for)\s"
    r"(?:more than |nearly |almost |up to |about |around |over |at least |some )?$",
    re.IGNORECASE,
)
RELATION = re.compile(
    r"(?:\b(?:another|one)\sof\s)?(?P<owner>(?:\b(?:the|his|her|its|their)\s)?"
    r"(?:[\w.-]+\s){0,3}?[\w.-]+(?:['’]s|s['’]))\s"
    r"(?P<rank>(?:[\w-]+\s){0,3}?)(?:donors?|paymasters?|financial\sbackers?|funders?|"
    r"bankrollers?|benefactors?|financiers?)\b(?!\s(?:list|class|database|base))",
    re.IGNORECASE,
)
RANKED = re.compile(
    r"\b(?:big|bigger|biggest|large|largest|main|major|top|chief|sole|key|leading)\b"
)
FUNDED_BY = re.compile(r",?\s(?:(?:is|are|was|were)\s)?(?:funded|bankrolled|financed)\sby\s")
SOURCE = re.compile(r"\b(?:from|by)\s")
TOWARDS = re.compile(r"(?<!according)\s(?:to|into)\s")
LIKE_NOUN = re.compile(
    r"(?:the|a|an|his|her|its|their|our|my|several|some|many|two|three|four|various|pro-\w+)\s"
    r"|[A-Z]|\w+(?:\s\w+)?s\b(?!\sto)|charity\b"
)
TRAILING_FILLER = re.compile(
    r"(?:[\s,–-]*\b(?:more|less|than|at|least|up|to|about|around|nearly|almost|an?|the|over|some|"
    r"only|"
    r"just|another|further|total|grand|combined|of|as|much|away|roughly|in|between|estimated|what|"
    r"improper|large|well|under|fully|additional|extra|back|out|totall?ing|worth))+[\s,–-]*$",
    re.IGNORECASE,
)
FARTHEST = 60
APPOSED = re.compile(
    r"^(?:,\s[\w\s-]{0,50})?,?\s?(?:(?:who|which)\s)?(?:is|was|are|were|remains?|remained|became|"
    r"has\sbeen|as)?\s?"
    r"(?:another\sof|one\sof|among|by\sfar)?\s?(?:the\s)?$"
)
POSSESSIVE = re.compile(r"(?:['’]s|s['’])\s(?:[\w-]+\s){0,2}$")
GIVING = re.compile(
    r"\b(?:ma[dk]e|making|gave|given|announc\w+|pledg\w+|promis\w+)\s(?:[\w-]+\s){0,3}$"
)
THRESHOLD = re.compile(r"\s(?:or\s(?:less|more|fewer)|apiece|a\sticket)\b")


@dataclass(frozen=True, slots=True)
class Flow:
    """Who pays whom in one clause, and the sums; a sum of ``None`` is a bare relation."""

    payer: Member | None
    beneficiary: Member | None
    status: Status
    sums: tuple[Amount | Share | None, ...]


def find_flows(scene: Scene, clause: Span, carried: Flow | None) -> Iterator[Flow]:
    """Yield the flows of money in one clause; ``carried`` is the flow of the clause before."""
    text = scene.article.text
    shares = tuple(find_shares(text, *clause))
    amounts = tuple(a for a in find_amounts(text, *clause) if not THRESHOLD.match(text, a.end))
    relation = find_relation(scene, clause) or find_funder(scene, clause, amounts)
    if relation:
        yield relation
        carried = relation
    beneficiary = carried.beneficiary if carried else None
    share = find_share_flow(scene, clause, shares)
    if share:
        yield share
    flow = None
    if amounts:
        flow = (
            find_cut_flow(scene, clause, amounts, beneficiary)
            or find_verb_flow(scene, clause, amounts, carried)
            or find_gift_flow(scene, clause, amounts, beneficiary)
        )
    if flow and not (share and share.payer == flow.payer):
        yield flow


def find_share_flow(scene: Scene, clause: Span, shares: Sequence[Share]) -> Flow | None:
    """Read "unions are responsible for 92 per cent of Labour funds" and its converses."""
    text = scene.article.text
    for share in shares:
        out_of = SHARE_FROM.match(text, share.end, clause[1])
        if out_of:
            got = GETS.search(text, clause[0], share.start)
            owner = find_subject_party(scene, clause[0], got.start()) if got else None
            if owner is None:
                continue
            return Flow(find_object_party(scene, out_of.end(), clause[1]), owner, "given", (share,))
        tail = OF_FUNDS.match(text, share.end, clause[1])
        if tail is None:
            continue
        owner = find_party(scene, tail.start("of"), tail.end("of"), last=False)
        whom = FOR_WHOM.match(text, tail.end(), clause[1])
        if owner is None and whom:
            owner = find_object_party(scene, whom.end(), clause[1])
        comes = COMES_FROM.search(text, tail.end(), clause[1])
        if comes:
            payer = find_object_party(scene, comes.end(), clause[1])
            return Flow(payer, owner, "given", (share,))
        flow = find_share_subject(scene, clause, share, tail.end(), owner)
        if flow:
            return flow
    return None


def find_share_subject(
    scene: Scene, clause: Span, share: Share, end: int, owner: Member | None
) -> Flow | None:
    """Read the subject of a share: who provides it, or who gets it from others."""
    text, start = scene.article.text, clause[0]
    before = text[start : share.start]
    got = GETS.search(before)
    if got:
        source = re.compile(r"\bfrom\s").search(text, end, clause[1])
        relied = re.compile(r"\bon\s").search(text, start + got.end(), share.start)
        owner = find_subject_party(scene, start, start + got.start()) or owner
        at = source.end() if source else relied.end() if relied else None
        payer = find_object_party(scene, at, clause[1]) if at is not None else None
        return Flow(payer, owner, "given", (share,))
    gives = PROVIDES.search(before)
    if gives:
        payer = find_subject_party(scene, start, start + gives.start())
        return Flow(payer, owner, "given", (share,))
    return None


def find_verb_flow(
    scene: Scene, clause: Span, amounts: Sequence[Amount], carried: Flow | None
) -> Flow | None:
    """Read "Unite has given Labour 7.6million", "was paid £2m by", "received £2m from"."""
    lexicon = load_lexicon("money")
    first, last = scene.token_range(*clause)
    lemmas = [lexicon.lemma(t.word) for t in scene.tokens[first:last]]
    for i in range(len(lemmas)):
        length, groups = lexicon.longest_at(lemmas, i)
        if not groups & {"give", "get"} or (
            lemmas[i] in WEAK and not carried and not is_gift(scene, clause, amounts)
        ):
            continue
        flow = read_verb(scene, clause, (first + i, first + i + length), groups, amounts, carried)
        if flow:
            return flow
    return None


def read_verb(
    scene: Scene,
    clause: Span,
    verb: Span,
    groups: frozenset[str],
    amounts: Sequence[Amount],
    carried: Flow | None,
) -> Flow | None:
    """Read the flow of one verb of paying or receiving, at the tokens ``verb``."""
    first = scene.token_range(*clause)[0]
    after = scene.tokens[verb[1] - 1].end
    auxiliaries = read_auxiliaries(scene, first, verb[0])
    following = tuple(a for a in amounts if after <= a.start < after + FARTHEST)
    if scene.tokens[verb[0]].lemma in PROMISING and not is_next(scene, after, following):
        return None
    tail = scene.article.text[after : after + 5]
    if scene.tokens[verb[0]].lemma == "pay" and tail == " for ":
        return None
    if not following or NEVER & set(auxiliaries) or is_noun(scene, verb[0], auxiliaries):
        return None
    subject = find_subject_party(scene, clause[0], auxiliary_start(scene, first, verb[0]))
    promised = is_promised(scene, clause, scene.tokens[verb[0]].start, auxiliaries)
    status: Status = "promised" if promised else "given"
    before = carried.beneficiary if carried else None
    if "get" in groups or is_passive(scene.tokens[verb[0]].word, auxiliaries):
        source = SOURCE.search(scene.article.text, after, clause[1])
        payer = find_object_party(scene, source.end(), clause[1]) if source else None
        payer = payer or (carried.payer if carried and "get" in groups else None)
        return Flow(payer, subject or before, status, following[:1]) if payer else None
    beneficiary = find_beneficiary(scene, after, clause[1], following[0]) or before
    strong = scene.tokens[verb[0]].lemma in STRONG
    if subject is None or (beneficiary is None and not strong):
        return None
    return Flow(subject, beneficiary, status, keep_further(scene, following[0], amounts))


def keep_further(scene: Scene, first: Amount, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """Keep the first sum, and a second that is added to it: "and a further £2m"."""
    text = scene.article.text
    more = [a for a in amounts if a.start > first.end and FURTHER.search(text, first.end, a.start)]
    return (first, *more[:1])


FURTHER = re.compile(r"\band\s(?:a\s|an\s)?(?:further|another|additional|then|later)\s$")
PROMISING = frozenset({"pledge", "promise"})


def is_next(scene: Scene, after: int, amounts: Sequence[Amount]) -> bool:
    """Say whether the sum follows the verb at once: "pledged £2m", not "pledged that …"."""
    return bool(amounts) and len(scene.article.text[after : amounts[0].start].split()) <= 2


def is_passive(word: str, auxiliaries: Sequence[str]) -> bool:
    """Say whether the verb is passive: "was paid"."""
    return bool(BE & set(auxiliaries)) and word.endswith(("ed", "en", "id", "nt"))


def is_gift(scene: Scene, clause: Span, amounts: Sequence[Amount]) -> bool:
    """Say whether the clause speaks of a donation, loan or the like, or of money "from" others."""
    words = {t.word for t in scene.tokens_in(*clause)}
    tail = scene.article.text[amounts[0].end : amounts[0].end + 40]
    return bool(words & GIFTS) or bool(re.match(r"\s(?:\w+\s){0,3}?from\s", tail))


def is_noun(scene: Scene, i: int, auxiliaries: Sequence[str]) -> bool:
    """Say whether the word is a noun here ("the fund", "their pay"), not a verb."""
    if i == 0 or auxiliaries:
        return False
    before = scene.tokens[i - 1]
    bare = scene.tokens[i].word in NOUN_LIKE and not before.word.endswith("s")
    spoken_for = before.word in ("i", "we", "you", "they") or scene.member_ending_at(before.end)
    return before.word in NOUN_MARKS or (bare and not spoken_for)


def is_promised(scene: Scene, clause: Span, verb: int, auxiliaries: Sequence[str]) -> bool:
    """Say whether the money is only promised: a future, or a verb such as "pledged to"."""
    if FUTURE & set(auxiliaries) and not {"have", "had"} & set(auxiliaries):
        return True
    lexicon = load_lexicon("money")
    tokens = scene.tokens_in(clause[0], verb + 1)
    return any("promise" in lexicon.single.get(lexicon.lemma(t.word), ()) for t in tokens)


def read_auxiliaries(scene: Scene, first: int, verb: int) -> tuple[str, ...]:
    """Return the auxiliaries and adverbs right before the verb, the nearest first."""
    found: list[str] = []
    i = verb - 1
    while i >= first and is_auxiliary(scene.tokens[i].word):
        found.append(scene.tokens[i].word)
        i -= 1
    return tuple(found)


def is_auxiliary(word: str) -> bool:
    """Say whether the word may stand between subject and verb."""
    return word in AUXILIARIES or (word.endswith("ly") and len(word) > 4)


def auxiliary_start(scene: Scene, first: int, verb: int) -> int:
    """Return the offset where the verb phrase begins, its auxiliaries included."""
    while verb - 1 >= first and is_auxiliary(scene.tokens[verb - 1].word):
        verb -= 1
    return scene.tokens[verb].start


def find_beneficiary(scene: Scene, start: int, end: int, amount: Amount) -> Member | None:
    """Return who is given the money: the object before the sum, or whoever follows "to".

    "to lobby Congress" is a purpose and names nobody who is paid.
    """
    text = scene.article.text
    filler = TRAILING_FILLER.search(text, start, amount.start)
    before = find_object_party(scene, start, filler.start() if filler else amount.start)
    if before is not None:
        return before
    for match in TOWARDS.finditer(text, start, end):
        if LIKE_NOUN.match(text, match.end()):
            return find_object_party(scene, match.end(), end)
    return None


def find_cut_flow(
    scene: Scene, clause: Span, amounts: Sequence[Amount], carried: Member | None
) -> Flow | None:
    """Read "cut its funding of Labour from £1.2m to £150,000" and "withdrew £2m of funding"."""
    match = CUT.search(scene.article.text, *clause)
    later = tuple(a for a in amounts if match and a.start > match.start())
    if match is None or not later:
        return None
    first, verb = scene.token_range(clause[0], match.start())
    payer = find_subject_party(scene, clause[0], auxiliary_start(scene, first, verb))
    towards = CUT_FROM.match(scene.article.text, match.end(), clause[1])
    beneficiary = find_object_party(scene, towards.end(), clause[1]) if towards else None
    if beneficiary is None:
        beneficiary = carried or find_party(scene, match.end(), clause[1], last=False)
    return Flow(payer, beneficiary, "withdrawn", later[:2]) if payer else None


def find_gift_flow(
    scene: Scene, clause: Span, amounts: Sequence[Amount], carried: Member | None
) -> Flow | None:
    """Read "Unite's £2m donation to Labour", "a donation of £2m from Unite"."""
    text = scene.article.text
    for amount in amounts:
        match = GIFT_AFTER.match(text, amount.end, clause[1])
        before = GIFT_BEFORE.search(text, clause[0], amount.start)
        if match is None and before is None:
            continue
        end = match.end() if match else amount.end
        head = before.start() if before else amount.start
        payer, beneficiary = find_gift_parties(scene, clause, head, end)
        beneficiary = beneficiary or carried
        if payer is not None and beneficiary is not None:
            promised = is_promised(scene, clause, amount.start, ())
            return Flow(payer, beneficiary, "promised" if promised else "given", (amount,))
    return None


def find_gift_parties(
    scene: Scene, clause: Span, start: int, end: int
) -> tuple[Member | None, Member | None]:
    """Return payer and payee of the gift named from ``start`` to ``end``.

    The payer follows "from", or stands before as "X's" or as the subject of "made".
    """
    text = scene.article.text
    near = min(end + FARTHEST, clause[1])
    source = SOURCE.search(text, end, near)
    towards = next(
        (m for m in TOWARDS.finditer(text, end, near) if LIKE_NOUN.match(text, m.end())), None
    )
    beneficiary = find_object_party(scene, towards.end(), clause[1]) if towards else None
    if source:
        payer = find_object_party(scene, source.end(), clause[1])
        return payer, beneficiary or find_party(scene, clause[0], start, last=True)
    if POSSESSIVE.search(text, clause[0], start) or GIVING.search(text, clause[0], start):
        return find_party(scene, clause[0], start, last=True), beneficiary
    return None, beneficiary


def find_relation(scene: Scene, clause: Span) -> Flow | None:
    """Read "Unite, the party's biggest paymaster" and "another of Labour's biggest donors"."""
    match = RELATION.search(scene.article.text, *clause)
    if match is None or not RANKED.search(match["rank"]):
        return None
    text = scene.article.text
    owner = find_party(scene, match.start("owner"), match.end("owner"), last=True)
    before = [m for m in scene.mentions_in(clause[0], match.start()) if m.member in scene.members]
    payer: Member | None = None
    if before and APPOSED.match(text[before[-1].passage.end : match.start()]):
        payer = scene.members[str(before[-1].member)]
    elif re.match(r",?\s[A-Z]", text[match.end() : match.end() + 3]):
        payer = find_object_party(scene, match.end(), clause[1])
    return Flow(payer, owner, "given", (None,)) if payer and owner and payer != owner else None


def find_funder(scene: Scene, clause: Span, amounts: Sequence[Amount]) -> Flow | None:
    """Read "the group, funded by major donors": a relation without an amount."""
    match = FUNDED_BY.search(scene.article.text, *clause)
    if match is None or amounts:
        return None
    owner = find_party(scene, clause[0], match.start(), last=True)
    payer = find_object_party(scene, match.end(), clause[1])
    return Flow(payer, owner, "given", (None,)) if payer and owner and payer != owner else None
