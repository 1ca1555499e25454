"""Money on its way in one clause: who pays whom, read off verbs, shares, gifts and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.actors import Member
from onrecord.statements.amounts import Amount, Share, find_shares
from onrecord.statements.doers import find_antecedent, find_doer, find_verb_start
from onrecord.statements.monies import Money, Unsized, find_monies, size
from onrecord.statements.parties import (
    find_object_parties,
    find_object_party,
    find_party,
    find_subject_party,
    known_member,
)
from onrecord.statements.payees import LIKE_NOUN, is_telling
from onrecord.statements.scene import Scene, Span
from onrecord.statements.transfers import Flow, find_transfers
from onrecord.statements.verbs import FARTHEST, Status, is_promised

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
    r"(?P<owner>\b(?:his|her|its|their)|['’]s|(?<=s)['’])\s(?P<rank>(?:[\w-]+\s){0,3}?)"
    r"(?:donors?|paymasters?|financial\sbackers?|funders?|bankrollers?|benefactors?|financiers?)\b"
    r"(?!\s(?:list|class|database|base))",
    re.IGNORECASE,
)
RANKED = re.compile(
    r"\b(?:big|bigger|biggest|large|largest|main|major|top|chief|sole|key|leading)\b"
)
SOURCE = re.compile(r"\b(?:from|by)\s")
TOWARDS = re.compile(r"(?<!according)\s(?:to(?:\s(?:help|assist|support|aid))?|into)\s")
APPOSED = re.compile(
    r"^(?:,\s[\w\s-]{0,50})?,?\s?(?:(?:who|which)\s)?(?:is|was|are|were|remains?|remained|became|"
    r"has\sbeen|as)?\s?"
    r"(?:another\sof|one\sof|among|by\sfar)?\s?(?:the\s)?$"
)
POSSESSIVE = re.compile(r"(?:['’]s|s['’])\s(?:[\w-]+\s){0,2}$")
GIVING = re.compile(
    r"\b(?:ma[dk]e|making|gave|given|announc\w+|pledg\w+|promis\w+)\s(?:[\w-]+\s){0,3}$"
)


def find_flows(scene: Scene, clause: Span, carried: Flow | None) -> Iterator[Flow]:
    """Yield the flows of money in one clause; ``carried`` is the flow of the clause before."""
    text = scene.article.text
    shares = tuple(find_shares(text, *clause))
    monies = find_monies(text, *clause)
    if not (shares or monies or BARE.search(text, *clause)):
        return
    relations = list(find_relations(scene, clause))
    yield from relations
    carried = relations[-1] if relations else carried
    share = find_share_flow(scene, clause, shares)
    if share:
        yield share
    found = list(find_cut_flows(scene, clause, monies, carried))
    found = found or list(find_transfers(scene, clause, monies, carried))
    used = [one.start for flow in found for one in flow.sums if one is not None]
    left = [money for money in monies if money.start not in used]
    sourced = list(find_sourced_flows(scene, clause, left, carried))
    found += sourced
    told = {one.start for flow in sourced for one in flow.sums if one is not None}
    left = [money for money in left if money.start not in told]
    if left and not (found and found[-1].sums == (None,)):
        found += find_gift_flows(scene, clause, left, carried)
    yield from (flow for flow in found if share is None or is_apart(scene, flow, share))


# Words that tell of money where a clause names none.
BARE = re.compile(
    r"donat|donor|contribut|\bfund|financ|bankroll|underw|sponsor|subsid|backer|benefactor|paymaster|"
    r"\bgave\s|\bgiven\s|borrow|\bpaid\b|chip",
    re.IGNORECASE,
)


def is_apart(scene: Scene, flow: Flow, share: Flow) -> bool:
    """Say whether a flow tells what the share in the same clause does not.

    "Gave £2m, a third of its income" tells both; "raised £2m, a third of it from Unity" does not.
    """
    if flow.payer != share.payer:
        return flow.sums != (None,)
    one, part = flow.sums[0], share.sums[0]
    if one is None or part is None or SHARE_FROM.match(scene.article.text, part.end):
        return False
    return bool(BESIDE.fullmatch(scene.article.text, one.end, part.start))


# "£2m to Reform in May, about (a third of its income)"
BESIDE = re.compile(
    r"[^,;:]{0,60}(?:,|\sor|\s[-–—])\s"
    r"(?:about |around |roughly |nearly |almost |some |over |more than |less than |equal to |or )?"
)


def find_share_flow(scene: Scene, clause: Span, shares: Sequence[Share]) -> Flow | None:
    """Read "tenants account for a third of its income" and its converses."""
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
        source = GIFTS_FROM.search(text, start, start + gives.start())
        if source:
            payer = find_object_party(scene, source.end(), start + gives.start())
        return Flow(payer, owner, "given", (share,))
    return None


GIFTS_FROM = re.compile(r"\b(?:fees|donations?|contributions?|money|cash|funding|grants?)\sfrom\s")


def find_cut_flows(
    scene: Scene, clause: Span, monies: Sequence[Money], carried: Flow | None
) -> Iterator[Flow]:
    """Read "cut its funding of Labour from £1.2m to £150,000" and "withdrew £2m of funding"."""
    text = scene.article.text
    match = CUT.search(text, *clause)
    if match is None:
        return
    later = tuple(m for m in monies if isinstance(m, Amount) and m.start > match.start())
    first, verb = scene.token_range(clause[0], match.start())
    payer = find_doer(scene, first, find_verb_start(scene, first, verb))
    payer = payer or (carried.payer if carried else None)
    towards = CUT_FROM.match(text, match.end(), clause[1])
    payees = find_object_parties(scene, towards.end(), clause[1]) if towards else []
    payee = payees[0] if payees else None
    if payee is None:
        within = find_party(scene, match.start(), match.end(), last=True)
        payee = carried.beneficiary if carried else within
        payee = payee or find_party(scene, match.end(), clause[1], last=False)
    if not payer or not (later or payees) or payer == payee or is_denied(scene, first, verb):
        return
    if len(later) == 1 and text[: later[0].start].endswith(" to "):
        # "halved its donations to £600,000": what is left is given
        yield Flow(payer, payee, "given", later)
        return
    if later or (is_telling(payer) and payee is not None and is_telling(payee)):
        yield Flow(payer, payee, "withdrawn", later[:2] or (None,))


def is_denied(scene: Scene, first: int, verb: int) -> bool:
    """Say whether the verb at a token is negated or only imagined."""
    start = find_verb_start(scene, first, verb)
    words = {token.word for token in scene.tokens[start:verb]}
    negated = any(word.endswith("n't") or word == "cannot" for word in words)
    return negated or bool(words & {"not", "never", "could", "would", "might", "may"})


def find_sourced_flows(
    scene: Scene, clause: Span, monies: Sequence[Money], carried: Flow | None
) -> Iterator[Flow]:
    """Read "with £2m from Unity, Reform …" and "£4m of its money came from Unity"."""
    text = scene.article.text
    for money in monies:
        if not isinstance(money, Amount):
            continue
        comes = SUM_COMES.match(text, money.end, clause[1])
        helped = WITH_SUM.search(text, clause[0], money.start)
        source = comes or (SUM_FROM.match(text, money.end, clause[1]) if helped else None)
        payer = find_object_party(scene, source.end(), clause[1]) if source else None
        if source is None or payer is None:
            continue
        owner = carried.beneficiary if carried else None
        if comes:
            owner = find_party(scene, clause[0], source.end(), last=False) or owner
        elif helped:
            owner = find_helped(scene, clause, helped.start(), source.end()) or owner
        if payer.named or (owner is not None and owner.named):
            yield Flow(payer, owner, "given", (money,))


def find_helped(scene: Scene, clause: Span, opening: int, end: int) -> Member | None:
    """Return whom money helps: the subject, which may follow what opens the sentence."""
    text = scene.article.text
    if text[clause[0] : opening].strip(" \"'“‘,"):
        return find_subject_party(scene, clause[0], opening) or find_party(
            scene, clause[0], opening, last=False
        )
    comma = text.find(", ", end, clause[1])
    return find_object_party(scene, comma + 2, clause[1]) if comma >= 0 else None


HEDGE = r"(?:an?\s|more than |nearly |almost |up to |about |around |some |over |at least )?"
SUM_COMES = re.compile(
    r"(?:\sof\s(?:[\w'’.-]+\s){1,5}?(?:money|funds|funding|income|cash|donations|budget|it|which))?"
    r"\s(?:(?:has|have|had)\s)?(?:comes?|came|coming)\s(?:directly\s|straight\s)?from\s"
)
WITH_SUM = re.compile(
    r"(?:\b(?:is|are|was|were|been|has|have|had|being)\s)?"
    rf"(?:(?:\b(?:backed|helped|boosted|fuell?ed|powered|supported|rescued|saved|propped\sup|buoyed|armed|aided)\s)"
    rf"(?:by|with)|\b(?:with|thanks\sto|including|plus))\s{HEDGE}$",
    re.IGNORECASE,
)
SUM_FROM = re.compile(
    r"(?:[\s-](?:in\s)?(?:[a-z-]+\s){0,2}(?:cash|funding|aid|money|help|support|"
    rf"{GIFT}))?\sfrom\s"
)


def find_gift_flows(
    scene: Scene, clause: Span, monies: Sequence[Money], carried: Flow | None
) -> Iterator[Flow]:
    """Read "Unite's £2m donation to Labour", "a donation of £2m from Unite"."""
    text = scene.article.text
    before = carried.beneficiary if carried else None
    for money in monies:
        match = GIFT_AFTER.match(text, money.end, clause[1])
        named = GIFT_BEFORE.search(text, clause[0], money.start)
        if isinstance(money, Unsized):
            named, match = None, None
            if text[money.start : money.end].lower() not in GIVEN:
                continue
        elif match is None and named is None:
            continue
        end = match.end() if match else money.end
        head = named.start() if named else money.start
        payer, payees = find_gift_parties(scene, clause, head, end, sized=size(money) is not None)
        payees = payees or ([before] if before and size(money) else [])
        status: Status = "promised" if is_promised(scene, clause, money.start) else "given"
        if payer is not None:
            kept: Sequence[Member | None] = payees[:1]
            if not kept and size(money) and payer.named and NAMES_GIFT.search(text, head, end):
                kept = (None,)
            if isinstance(money, Unsized):
                kept = [payee for payee in payees if is_telling(payee) and is_telling(payer)]
            yield from (Flow(payer, p, status, (size(money),)) for p in kept if p != payer)


GIVEN = frozenset({
    "donation", "donations", "contribution", "contributions", "gift", "gifts", "fees", "loans",
    "payments", "money",
})  # fmt: skip


NAMES_GIFT = re.compile(r"\b(?:donations?|contributions?|grants?|loans?|cheques?)\b", re.IGNORECASE)


def find_gift_parties(
    scene: Scene, clause: Span, start: int, end: int, *, sized: bool
) -> tuple[Member | None, list[Member]]:
    """Return payer and payees of the gift named from ``start`` to ``end``.

    The payer follows "from", or stands before as "X's" or as the subject of "made".
    """
    text = scene.article.text
    near = min(end + FARTHEST, clause[1])
    source = SOURCE.match(text, end + 1, near)
    towards = next(
        (m for m in TOWARDS.finditer(text, end, near) if LIKE_NOUN.match(text, m.end())), None
    )
    source = source or (SOURCE.search(text, towards.end(), near) if towards else None)
    payees = find_object_parties(scene, towards.end(), clause[1]) if towards else []
    if source and (sized or GETTING.search(text, max(clause[0], start - FARTHEST), start)):
        payer = find_object_party(scene, source.end(), clause[1])
        if payees:
            return payer, payees
        got = GETTING.search(text, clause[0], start)
        owner = find_party(scene, clause[0], start, last=True) if got or not sized else None
        return payer, [owner] if owner else []
    agreed = AGREED.search(text, clause[0], start)
    if agreed:
        first, verb = scene.token_range(clause[0], agreed.start("verb"))
        with_whom = WITH.search(text, end, near)
        payee = find_object_party(scene, with_whom.end(), clause[1]) if with_whom else None
        payer = find_doer(scene, first, find_verb_start(scene, first, verb))
        return payer, [payee] if payee else payees
    whose = WHOSE.search(text, clause[0], start)
    if whose:
        first, i = scene.token_range(clause[0], whose.start("whose"))
        return (find_antecedent(scene, first, i) if i > first else None), payees
    if not sized and not CALLED.search(text, start - CALLED_REACH, end):
        return None, payees
    if POSSESSIVE.search(text, clause[0], start) or GIVING.search(text, clause[0], start):
        return find_party(scene, clause[0], start, last=True), payees
    return None, payees


WHOSE = re.compile(r"\b(?P<whose>whose)\s(?:[a-z-]+\s){0,2}$")
# "members' contributions to the club" need be no money.
CALLED, CALLED_REACH = (
    re.compile(r"\b(?:donations?|gifts?|financial|campaign|cash|political)\b"),
    12,
)
# What makes "donations from X" more than a word: somebody took them.
GETTING = re.compile(
    r"\b(?:accept\w*|receiv\w+|recipients?|took|takes?|taking|taken|got|keep\w*|kept|us(?:ed|ing)|"
    r"pocket\w+|bank(?:ed|ing)|declared|registered|disclosed|reported)\b"
)
AGREED = re.compile(
    r"\b(?P<verb>agree[ds]?\s(?:to|on)|reach(?:es|ed)|signed)\s(?:an?\s)?(?:[\w-]+\s){0,2}$"
)
WITH = re.compile(r"\bwith\s")


def find_relations(scene: Scene, clause: Span) -> Iterator[Flow]:
    """Read "Unite, the party's biggest paymaster" and "Ms Hale, a donor to Reform"."""
    relation = find_relation(scene, clause)
    if relation:
        yield relation
        return
    yield from find_donors(scene, clause)
    yield from find_compounds(scene, clause)


def find_compounds(scene: Scene, clause: Span) -> Iterator[Flow]:
    """Read "the Unity-funded Harbour Institute"."""
    for match in COMPOUND.finditer(scene.article.text, *clause):
        payer = known_member(scene, match["payer"])
        payee = find_object_party(scene, match.end(), clause[1])
        if payer.named and payee and payee.named and payer != payee:
            yield Flow(payer, payee, "given", (None,))


COMPOUND = re.compile(
    r"(?P<payer>[A-Z][\w.&’']*(?:\s[A-Z][\w.&’']*){0,3})-(?:funded|bankrolled|financed|sponsored)\s"
)


def find_relation(scene: Scene, clause: Span) -> Flow | None:
    """Read "Unite, the party's biggest paymaster" and "another of Labour's biggest donors"."""
    text = scene.article.text
    match = RELATION.search(text, *clause)
    if match is None or not RANKED.search(match["rank"]):
        return None
    near = scene.mentions_in(max(clause[0], match.start() - FARTHEST), match.end("owner"))
    owning = [m for m in near if m.member in scene.members]
    owning = [m for m in owning if m.passage.end in (match.start("owner"), match.end("owner"))]
    if not owning:
        return None
    owner = scene.members[str(owning[0].member)]
    before = scene.mentions_in(clause[0], owning[0].passage.start)
    named = [m for m in before if m.member in scene.members]
    payer: Member | None = None
    if named and APPOSED.match(text[named[-1].passage.end : owning[0].passage.start]):
        payer = scene.members[str(named[-1].member)]
    elif re.match(r",?\s[A-Z]", text[match.end() : match.end() + 3]):
        payer = find_object_party(scene, match.end(), clause[1])
    return Flow(payer, owner, "given", (None,)) if payer and payer != owner else None


def find_donors(scene: Scene, clause: Span) -> Iterator[Flow]:
    """Read "Ms Hale, a donor to Reform" and "they were also donors to the campaign"."""
    text = scene.article.text
    for match in DONOR.finditer(text, *clause):
        head = text[clause[0] : match.start()]
        if match["be"]:
            first, verb = scene.token_range(clause[0], match.start("be"))
            payer = find_doer(scene, first, find_verb_start(scene, first, verb))
        else:
            payer = find_object_party(scene, clause[0] + last_start(head), match.start())
        for payee in find_object_parties(scene, match.end(), clause[1]):
            known = payer is not None and is_telling(payer) and is_telling(payee)
            if payer is not None and known and payer != payee:
                yield Flow(payer, payee, "given", (None,))


def last_start(head: str) -> int:
    """Return where the last phrase before a comma begins."""
    return max(head.rfind(", "), head.rfind(" and "), head.rfind("("), -1) + 1


DONOR = re.compile(
    r"(?:\b(?P<be>is|are|was|were|been|became|remains?)\s(?:also\s|now\s|once\s)?|,\s)"
    r"(?:(?:an?|the|one of the|among the)\s)?(?:[\w-]+\s){0,3}?"
    r"(?:donors?|contributors?|financial\sbackers?|benefactors?|paymasters?|"
    r"(?<!state )sponsors?|funders?|financiers?)(?:\sand\s[\w-]+)?\s(?:to|of|for)\s"
)
