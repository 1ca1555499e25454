"""Money that a verb moves: who gives, who gets, and how much, in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.actors import Member
from onrecord.statements.amounts import Amount
from onrecord.statements.doers import find_doer, read_phrase
from onrecord.statements.lexicon import load_set
from onrecord.statements.monies import Money, Sum, Unsized, size
from onrecord.statements.parties import find_object_parties, find_object_party, name_phrase
from onrecord.statements.payees import (
    BESTOWED,
    NEAR_REACH,
    TAIL,
    TOWARDS,
    find_payees,
    find_towards,
    is_fundable,
    is_telling,
    names_gift,
)
from onrecord.statements.scene import Scene, Span
from onrecord.statements.verbs import (
    FARTHEST,
    IMAGINED,
    PLANNED,
    Status,
    Verb,
    find_verbs,
    is_alleged,
    is_planned,
    read_status,
)

# Verbs that need no payee to be gifts, and verbs that pay only if the clause names a gift.
STRONG = load_set("payments strong")
WEAK = load_set("payments weak")
PROMISING = frozenset({"pledge", "promise", "offer", "propose"})


@dataclass(frozen=True, slots=True)
class Flow:
    """Who pays whom in one clause, and the sums; a sum of ``None`` is a bare relation."""

    payer: Member | None
    beneficiary: Member | None
    status: Status
    sums: tuple[Sum, ...]


def find_transfers(
    scene: Scene, clause: Span, monies: Sequence[Money], carried: Flow | None
) -> Iterator[Flow]:
    """Yield what the verbs of a clause tell of money; each sum counts once."""
    taken: set[int] = set()
    for verb in find_verbs(scene, clause):
        left = [money for money in monies if money.start not in taken]
        flow = read_verb(scene, verb, left, carried)
        if flow is None:
            continue
        yield from flow
        carried = flow[-1]
        used = [each for one in flow for each in one.sums if each is not None]
        taken |= {each.start for each in used}
        taken |= {m.start for m in left if isinstance(m, Unsized) and m.start >= verb.start}


def read_verb(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Return what one verb tells, by the first reading that finds payer and payee."""
    if verb.is_never and not (verb.phrase > verb.opening and is_planned(scene, verb)):
        return None
    if IMAGINED & set(verb.auxiliaries) or is_alleged(scene, verb):
        return None
    for reader in READERS:
        flows = reader(scene, verb, monies, carried)
        if flows:
            return [flow for flow in flows if flow.payer != flow.beneficiary] or None
    return None


# == readings ==


def read_passive(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "was paid £2m by", "£2m was given to Y by", "a party funded by"."""
    if not verb.may_be_participle or verb.groups & {"get", "spend"}:
        return None
    by = BY.search(scene.article.text, verb.end, min(verb.end + BY_REACH, verb.clause[1]))
    if by is None and not (verb.is_passive and monies):
        return None
    if not verb.is_passive and (by is None or verb.auxiliaries):
        return None
    status = read_status(scene, verb)
    payer = find_object_party(scene, by.end(), verb.clause[1]) if by else None
    before = [m for m in monies if 0 <= scene.tokens[verb.phrase].start - m.end <= MONEY_REACH]
    after = [m for m in following(scene, verb, monies) if by is None or m.start < by.start()]
    if before and not after and "fund" not in verb.groups:
        towards = find_towards(scene, verb.end, verb.clause[1], verb)
        return [Flow(payer, towards, status, (size(before[-1]),))] if payer and (
            towards or size(before[-1])
        ) else None  # fmt: skip
    owner = find_owner(scene, verb)
    if payer is None or not (after or verb.groups & {"fund"} or verb.lemma == "pay"):
        return None
    if owner is None and carried is not None:
        owner = carried.beneficiary
    after = after or [
        m
        for m in monies
        if by and by.end() < m.start and TUNE.search(scene.article.text[: m.start])
    ]
    sized = bool(after) and size(after[0]) is not None
    if not sized and (owner is None or not (is_telling(owner) and is_telling(payer))):
        return None
    if not sized and status == "promised":
        return None
    sums = keep_further(scene, after[0], after) if after else (None,)
    return [Flow(payer, owner, status, sums)] if owner or sums != (None,) else None


BY = re.compile(r"\bby\s(?!\w+ing\b)(?=(?:[A-Z]|a\s|an\s|the\s|his\s|her\s|their\s|its\s|\w))")
TUNE = re.compile(r"\bto the tune of\s(?:[\w-]+\s){0,2}$")
BY_REACH, MONEY_REACH = 75, 25


def find_owner(scene: Scene, verb: Verb) -> Member | None:
    """Return who is paid: the subject of a passive, or whoever a participle describes."""
    if verb.is_passive:
        return find_doer(scene, verb.opening, verb.phrase)
    last = verb.first - 1
    while last > verb.opening and not scene.tokens[last].word[0].isalnum():
        last -= 1
    if scene.tokens[last].word in ("and", "or"):
        return None
    left, right, _ = read_phrase(scene, verb.opening, last)
    if right < last:
        return None
    return name_phrase(scene, scene.tokens[left].start, scene.tokens[right].end)


def read_fund(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "is funding the campaign" and "bankrolled Reform with £2m"."""
    if "fund" not in verb.groups or verb.is_passive:
        return None
    payer = find_payer(scene, verb, carried)
    owner = find_object_party(scene, verb.end, verb.clause[1])
    if payer is None or owner is None:
        return None
    after = [m for m in following(scene, verb, monies) if size(m)]
    if not after and not (is_telling(payer) and is_telling(owner)):
        return None
    status = read_status(scene, verb)
    if status == "promised" and not after and not PLANNED & set(verb.auxiliaries):
        return None
    return [Flow(payer, owner, status, (size(after[0]),) if after else (None,))]


def read_get(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "received £2m from", "borrowed from", "took money from"."""
    if "get" not in verb.groups:
        return None
    after = following(scene, verb, monies)
    if not after and verb.lemma != "borrow":
        return None
    at = after[0].end if after else verb.end
    reach = FROM_REACH if after and size(after[0]) else NEAR_REACH
    source = FROM.search(scene.article.text, at, min(at + reach, verb.clause[1]))
    if source and AND_MORE.search(scene.article.text, at, source.start()):
        source = None
    if source and OF_IT.search(scene.article.text, at, source.start()):
        return None
    if source is None and after:
        source = FROM.search(scene.article.text, verb.end, after[0].start)
    payer = find_object_party(scene, source.end(), verb.clause[1]) if source else None
    if payer is None and carried and after and size(after[0]) and verb.lemma == "raise":
        payer = carried.payer
    owner = (
        find_towards(scene, at, source.start(), verb) if source and at < source.start() else None
    )
    owner = owner or find_doer(scene, verb.opening, verb.phrase)
    owner = owner or (carried.beneficiary if carried else None)
    amount = size(after[0]) if after else None
    if payer is None or (owner is None and amount is None):
        return None
    status = read_status(scene, verb)
    if amount is None and (
        status == "promised" or owner is None or not (is_telling(payer) and is_telling(owner))
    ):
        return None
    return [Flow(payer, owner, status, (amount,))]


FROM = re.compile(r"\bfrom\s(?!\w+ing\b|(?:19|20)\d\d)")
FROM_REACH = 90
AND_MORE = re.compile(
    r"\sand\s(?!fees|donations|contributions|gifts|personal|speaking)\w|[;:]|,\s(?:including|among)\s"
)
OF_IT = re.compile(r"\bof\s(?:it|which|that|them|whom)\b")


def read_give(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "has given Reform £2m", "poured money into", "pay £2m to settle with"."""
    if "give" not in verb.groups or verb.is_passive:
        return None
    after = following(scene, verb, monies)
    if not after or (verb.lemma == "make" and not names_gift(scene, after[0])):
        return None
    tail = scene.article.text[verb.end : verb.end + 5]
    if verb.lemma == "pay" and tail == " for ":
        return None
    if verb.lemma in PROMISING and not is_next(scene, verb.end, after):
        return None
    payer = find_payer(scene, verb, carried)
    if payer is None:
        return None
    amount, status = size(after[0]), read_status(scene, verb)
    payees = find_payees(scene, verb, after[0])
    if amount is None:
        sure = status != "promised" or PLANNED & set(verb.auxiliaries) or verb.lemma in PROMISING
        known = [payee for payee in payees if is_telling(payee) and is_telling(payer)]
        known = known[:1] + [payee for payee in known[1:] if payee.named]
        return [Flow(payer, payee, status, (None,)) for payee in known] if sure else None
    if verb.lemma == "settle":
        whom = SETTLED_WITH.match(text_between(scene, verb, after[0]))
        payees = (
            [p for p in [find_object_party(scene, verb.end + whom.end(), after[0].start)] if p]
            if whom
            else payees
        )
    payee = payees[0] if payees else (carried.beneficiary if carried else None)
    weak = verb.lemma in WEAK and not names_gift(scene, after[0])
    if (weak or verb.lemma == "return") and not (payees and is_telling(payees[0])):
        return None
    if payee is None and not is_bestowed(scene, verb, amount):
        return None
    return [
        Flow(payer, payee, status, keep_further(scene, amount, after)),
        *read_shared_out(scene, verb, payer, status, after),
        *(Flow(payer, other, status, (amount,)) for other in payees[1:] if is_each(scene, amount)),
    ]


def is_each(scene: Scene, amount: Amount) -> bool:
    """Say whether every one of those named gets the sum: "£1m each to"."""
    return scene.article.text[amount.end : amount.end + len(" each ")] == " each "


def read_shared_out(
    scene: Scene, verb: Verb, payer: Member, status: Status, monies: Sequence[Money]
) -> Iterator[Flow]:
    """Yield what the same verb gives to others: "£2m to Reform and £1m to the Alliance"."""
    text = scene.article.text
    for one, other in pairwise(monies):
        if size(other) is None or not SHARED_OUT.fullmatch(text, one.end, other.start):
            continue
        towards = TOWARDS.match(text, other.end, verb.clause[1])
        payee = find_object_party(scene, towards.end(), verb.clause[1]) if towards else None
        if payee is not None:
            yield Flow(payer, payee, status, (size(other),))


SHARED_OUT = re.compile(r"\sto\s[^£$€;]{2,60}?(?:,|,?\sand)\s(?:another\s|a\sfurther\s)?")
SETTLED_WITH = re.compile(r"\swith\s")


def text_between(scene: Scene, verb: Verb, money: Money) -> str:
    """Return the words from the end of a verb to its money."""
    return scene.article.text[verb.end : money.start]


def is_bestowed(scene: Scene, verb: Verb, amount: Amount) -> bool:
    """Say whether a sum is given away though nobody is named who gets it."""
    if verb.lemma in STRONG:
        return True
    tail = scene.article.text[amount.end : amount.end + TAIL]
    return bool((SETTLED if verb.lemma == "pay" else BESTOWED).match(tail))


SETTLED = re.compile(r"\sto\ssettle\b|\s(?:[\w-]+\s){0,3}(?:settlements?|compensation|ransom)\b")


def read_relative(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "the £2m Unity gave Reform", "fees that she received from banks"."""
    if verb.is_passive or "fund" in verb.groups or verb.lemma in WEAK_RELATIVES:
        return None
    before = [m for m in monies if m.end <= scene.tokens[verb.phrase].start]
    if not before or following(scene, verb, monies):
        return None
    between = scene.article.text[before[-1].end : scene.tokens[verb.phrase].start]
    if not OBJECT_RELATIVE.fullmatch(between):
        return None
    doer = find_doer(scene, verb.opening, verb.phrase)
    other, amount = None, size(before[-1])
    if "get" in verb.groups:
        source = FROM.match(scene.article.text, verb.end + 1, verb.clause[1])
        other = find_object_party(scene, source.end(), verb.clause[1]) if source else None
        return [Flow(other, doer, read_status(scene, verb), (amount,))] if other and doer else None
    other = find_towards(scene, before[-1].end, scene.tokens[verb.phrase].start, verb)
    other = other or find_towards(scene, verb.end, verb.clause[1], verb)
    if scene.article.text[verb.end : verb.end + 1] == " ":
        other = other or find_object_party(scene, verb.end, verb.clause[1])
    if other is None and verb.lemma in PROMISING:
        return None
    if doer is None or (other is None and amount is None):
        return None
    return [Flow(doer, other, read_status(scene, verb), (amount,))]


OBJECT_RELATIVE = re.compile(
    r"(?:\s(?:to|for|into)\s(?:[\w'’.-]+\s){1,6}?)?(?:\s?(?:that|which))?\s+"
    r"(?=(?:the|a|an|he|she|it|they|we|his|her|its|their)\s|[A-Z])"
    r"(?:(?!who\b|was\b|were\b|is\b|are\b|to\b|and\b|said\b)[\w'’.]+(?:-\w+)*\s){1,5}"
)
WEAK_RELATIVES = frozenset({"put", "add", "win", "write", "get", "take"})


def read_gift(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "donated to the party", where no money is named."""
    if "gift" not in verb.groups or verb.is_passive or following(scene, verb, monies):
        return None
    match = TO_WHOM.match(scene.article.text, verb.end)
    if match is None:
        return None
    payees = [
        party
        for party in find_object_parties(scene, match.end(), verb.clause[1])
        if is_telling(party) and (verb.lemma == "donate" or is_fundable(party))
        if not OWNING.match(scene.article.text, match.end(), verb.clause[1])
    ]
    payer = find_payer(scene, verb, carried)
    status = read_status(scene, verb)
    if payer is None or not payees or status == "promised" or not is_telling(payer):
        return None
    return [Flow(payer, payee, status, (None,)) for payee in payees]


def read_spending(
    scene: Scene, verb: Verb, monies: Sequence[Money], carried: Flow | None
) -> list[Flow] | None:
    """Read "has spent £2m on settlements": who is paid is not named."""
    sums = [money for money in following(scene, verb, monies) if size(money)]
    if "spend" not in verb.groups or not sums or not OUTLAY.match(scene.article.text, sums[0].end):
        return None
    payer = find_payer(scene, verb, carried)
    return [Flow(payer, None, read_status(scene, verb), (size(sums[0]),))] if payer else None


OUTLAY = re.compile(
    r"\s(?:[\w'’]+\s){0,6}?on\s(?:[\w'’,-]+\s){0,4}?(?:settlements?|pay-?outs?|donations?|grants?|"
    r"compensation|subsidies|bribes)\b"
)
OWNING = re.compile(r"(?:[\w’.-]+\s){0,4}?\w+(?:['’]s|s['’])\s(?!campaign|party|fund|foundation)")
TO_WHOM = re.compile(r"(?:\s(?:\w+ly|heavily|regularly))?\s(?:to|towards)\s")
READERS = (
    read_passive, read_fund, read_get, read_give, read_relative, read_gift, read_spending,
)  # fmt: skip


# == parts of a reading ==


def following(scene: Scene, verb: Verb, monies: Sequence[Money]) -> list[Money]:
    """Return the money named after the verb as its object, before another clause begins."""
    text = scene.article.text
    found: list[Money] = []
    for money in monies:
        if money.start < verb.end or money.start >= verb.end + FARTHEST + 30 * bool(found):
            continue
        if not found and (
            CLAUSE_BETWEEN.search(text, verb.end, money.start)
            or (isinstance(money, Unsized) and not OBJECT.fullmatch(text[verb.end : money.start]))
        ):
            continue
        found.append(money)
    return found


CLAUSE_BETWEEN = re.compile(
    r"\b(?:that|which|who|whose|after|before|because|when|while|said|says|if|whether)\s|[;:—]"
    r"|(?<!up)(?<!close)\sto\s(?!the\b|an?\b|his\b|her\b|its\b|their\b|our\b|some\b)[a-z]+\s"
)
# Words for money stand near their verb: "gave (him | a variety of | large) donations".
OBJECT = re.compile(
    r"[\s-](?:(?!to\b|for\b|with\b|on\b|at\b|by\b|from\b|against\b|into\b)[\w'’.$%*-]+,?\s){0,7}"
)


def find_payer(scene: Scene, verb: Verb, carried: Flow | None) -> Member | None:
    """Return the subject, or whoever paid in the clause before where this one has none."""
    payer = find_doer(scene, verb.opening, verb.phrase)
    if payer is None and carried is not None and verb.phrase == verb.opening:
        return carried.payer
    return payer


def keep_further(scene: Scene, first: Money, monies: Sequence[Money]) -> tuple[Sum, ...]:
    """Keep the first sum, and a second that is added to it: "and a further £2m"."""
    text = scene.article.text
    more = [
        size(m) for m in monies if m.start > first.end and FURTHER.search(text, first.end, m.start)
    ]
    return (size(first), *[m for m in more[:1] if m])


FURTHER = re.compile(r"\band\s(?:a\s|an\s)?(?:further|another|additional|then|later)\s$")


def is_next(scene: Scene, after: int, monies: Sequence[Money]) -> bool:
    """Say whether the sum follows the verb at once: "pledged £2m", not "pledged that …"."""
    words = scene.article.text[after : monies[0].start].split()
    return bool(monies) and len(words) <= 3 and not set(words) & {"that", "to"}
