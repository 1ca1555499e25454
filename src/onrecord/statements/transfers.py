"""Money that a verb moves: who gives, who gets, and how much, in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.actors import Member
from onrecord.statements.amounts import Amount
from onrecord.statements.doers import (
    PREPOSITIONS,
    find_antecedent,
    find_doer,
    find_verb_start,
    read_phrase,
)
from onrecord.statements.lexicon import load_lexicon, load_set
from onrecord.statements.monies import Money, Sum, Unsized, size
from onrecord.statements.parties import (
    NOUN_END,
    find_heads,
    find_object_parties,
    find_object_party,
    name_phrase,
)
from onrecord.statements.scene import Scene, Span

Status = Literal["given", "promised", "withdrawn"]
AUXILIARIES = load_set("payments auxiliaries")
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
FUTURE = frozenset({"will", "would", "shall", "to", "must", "'ll"})
NEVER = frozenset({"not", "never"})
NOUN_LIKE = load_set("payments noun-like")
NOUN_MARKS = frozenset(
    {"the", "a", "an", "their", "its", "his", "her", "'s", "of", "more", "in", "for", "from", "s'"}
)
VERBS = frozenset({"give", "fund", "get", "spend"})

# Verbs that need no payee to be gifts, and verbs that pay only if the clause names a gift.
STRONG = load_set("payments strong")
WEAK = load_set("payments weak")
GIFTS = load_set("payments gifts")
PROMISING = frozenset({"pledge", "promise", "offer", "propose"})
FARTHEST, SHORTLY = 60, 45


@dataclass(frozen=True, slots=True)
class Flow:
    """Who pays whom in one clause, and the sums; a sum of ``None`` is a bare relation."""

    payer: Member | None
    beneficiary: Member | None
    status: Status
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of paying in its clause: its tokens, those of its phrase, and how it is used."""

    first: int
    last: int
    phrase: int
    clause: Span
    opening: int
    start: int
    end: int
    word: str
    lemma: str
    groups: frozenset[str]
    auxiliaries: tuple[str, ...]

    @property
    def is_passive(self) -> bool:
        """Say whether the verb is passive: "was paid"."""
        return bool(BE & set(self.auxiliaries)) and self.may_be_participle

    @property
    def may_be_participle(self) -> bool:
        """Say whether the form can be a participle of the passive."""
        return self.word.endswith(("ed", "en", "id", "nt", "put"))

    @property
    def is_never(self) -> bool:
        """Say whether the verb is negated."""
        return bool(NEVER & set(self.auxiliaries)) or any(
            word.endswith("n't") for word in self.auxiliaries
        )


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


def find_verbs(scene: Scene, clause: Span) -> Iterator[Verb]:
    """Yield the verbs of paying in a clause, nouns of the same form left out."""
    lexicon = load_lexicon("money")
    first, last = scene.token_range(*clause)
    lemmas = [lexicon.lemma(token.word) for token in scene.tokens[first:last]]
    i = 0
    while i < len(lemmas):
        length, groups = lexicon.longest_at(lemmas, i)
        if groups & VERBS:
            at = first + i
            phrase = find_verb_start(scene, first, at)
            auxiliaries = tuple(t.word for t in scene.tokens[phrase:at])
            verb = Verb(
                at, at + length, phrase, clause, first, scene.tokens[at].start,
                scene.tokens[at + length - 1].end, scene.tokens[at].word, lemmas[i], groups,
                auxiliaries,
            )  # fmt: skip
            if not is_noun(scene, verb):
                yield verb
        i += max(length, 1)


def is_noun(scene: Scene, verb: Verb) -> bool:
    """Say whether the word is a noun here ("the fund", "their pay", "federal grants")."""
    clipped = verb.auxiliaries == ("'s",) and not verb.word.endswith(("ed", "ing", "en"))
    if verb.first == verb.opening or (verb.auxiliaries and not clipped):
        return False
    before = scene.tokens[verb.first - 1]
    if verb.word.endswith("ing"):
        plural = before.word.endswith("s") and len(before.word) > len("its")
        return "fund" in verb.groups and before.word not in OPENS_PARTICIPLE and not plural
    hyphened = scene.article.text[verb.end : verb.end + 1] == "-"
    if hyphened or before.word in NOUN_MARKS or before.word in PREPOSITIONS:
        return True
    if verb.lemma not in NOUN_LIKE or verb.word not in (verb.lemma, f"{verb.lemma}s"):
        return False
    if before.word in SPOKEN_FOR or scene.member_ending_at(before.end):
        return False
    return verb.word.endswith("s") or not before.word.endswith("s") or len(before.word) < 4


OPENS_PARTICIPLE = frozenset({"and", "by", "for", ",", "of", "while"})
SPOKEN_FOR = frozenset({"i", "we", "you", "they", "he", "she", "it", "who", "that", "and", "to"})


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


def is_alleged(scene: Scene, verb: Verb) -> bool:
    """Say whether somebody is only said to have done it: "accused of taking", "denied taking"."""
    words = [token.word for token in scene.tokens[max(verb.opening, verb.phrase - 2) : verb.phrase]]
    return "accused" in words or words[-1:] in (["denied"], ["denies"])


IMAGINED = frozenset({"could", "may", "might", "should", "can"})


def is_planned(scene: Scene, verb: Verb) -> bool:
    """Say whether a noun such as "decision" governs the verb: "the decision not to fund"."""
    return scene.tokens[verb.phrase - 1].word in load_set("doers plans")


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


PLANNED = frozenset({"will", "pledged", "promised", "vowed", "agreed", "offered", "plans"})


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
AND_MORE = re.compile(r"\sand\s(?!fees|donations|contributions|gifts|personal|speaking)\w|[;:]")
OF_IT = re.compile(r"\bof\s(?:it|which|that|them|whom)\b")


def is_telling(member: Member) -> bool:
    """Say whether a party can be told: somebody known, or a body or group that gets or has money.

    Without a sum, "donors gave money to vehicles" says too little.
    """
    heads = {head.lower() for head in find_heads(member.name)}
    return member.named or bool(heads & TELLING) or any(map(AGENT.search, heads))


AGENT = re.compile(r"\w{3}(?:er|or|ist|man|woman)$")
TELLING = (load_set("parties funded") | load_set("parties groups") | load_set("parties bodies")) - {
    "people"
}


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


TAIL = 45
SETTLED = re.compile(r"\sto\ssettle\b|\s(?:[\w-]+\s){0,3}(?:settlements?|compensation|ransom)\b")
BESTOWED = re.compile(
    r"\s(?:[\w-]+\s){0,3}(?:aid|donations?|contributions?|gifts?|grants?|loans?|payments?)\b"
)


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


def is_fundable(member: Member) -> bool:
    """Say whether contributing to a member can mean money: a party, campaign, charity, person."""
    words = set(member.name.lower().split())
    return member.named or bool(words & load_set("parties funded"))


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


def find_payees(scene: Scene, verb: Verb, money: Money) -> list[Member]:
    """Return who is given the money: the object before the sum, or whoever follows "to".

    "to lobby Congress" is a purpose and names nobody who is paid.
    """
    text = scene.article.text
    named = GIFT_NAMED.search(text, verb.end, money.start)
    at = named.start() if named else money.start
    filler = TRAILING_FILLER.search(text, verb.end, at)
    end = filler.start() if filler else at
    apart = NOUN_END.search(text, verb.end + 1, end)
    before = None if apart else find_object_party(scene, verb.end, end)
    pronoun = text[verb.end : money.start].strip()
    if pronoun.lower() in RECIPIENTS and not OWN_FEE.match(text, money.end):
        before = find_object_party(scene, verb.end, money.start)
    owned = text[verb.end : money.start].rstrip().endswith(("'s", "’s", "s'", "s’"))
    if before is not None and not owned and not AWAY.match(text, verb.end):
        return [before]
    stranded = STRANDED.match(text, money.end)
    if stranded:
        return find_stranded(scene, verb)
    end = money.end + (TO_REACH if size(money) else NEAR_REACH)
    within = blank_brackets(text, money.end, end).split(", ")[0]
    for match in TOWARDS.finditer(within):
        at = money.end + match.end()
        if (
            at < verb.clause[1]
            and LIKE_NOUN.match(text, at)
            and not is_purpose(text, match, verb, at)
        ):
            return find_object_parties(scene, at, verb.clause[1])
    return []


OWN_FEE = re.compile(
    r"\s(?:fees?|salary|bonus|prize|share|winnings|grant|loan|allowance|pension)\b"
)
RECIPIENTS = frozenset({"him", "her", "them", "it", "us"})
TO_REACH, NEAR_REACH = 130, 45


# "handed Reform | a cheque for £2m"
GIFT_NAMED = re.compile(
    r"\s(?:an?|the|its|his|her|their)\s(?:(?!an?\b|the\b)[\w-]+\s){0,2}(?:cheque|check|grant|loan|donation|gift|payment|"
    r"bonus|advance|sum|fee|contribution|cheques|grants|loans|donations|payments)\s"
    r"(?:of|for|worth|totall?ing)\s(?:[\w-]+\s){0,3}$"
)


def find_stranded(scene: Scene, verb: Verb) -> list[Member]:
    """Return whom "that … poured £2m into" takes up."""
    for i in range(verb.phrase - 1, verb.opening, -1):
        if scene.tokens[i].word in ("that", "which"):
            return list(filter(None, [find_antecedent(scene, verb.opening, i)]))
    return []


def blank_brackets(text: str, start: int, end: int) -> str:
    """Return a stretch of text with what stands in brackets blanked out, as long as before."""
    return re.sub(r"\([^()]*\)", lambda match: "_" * len(match.group()), text[start:end])


AWAY = re.compile(r"\s(?:away|over|back|out)\s")
STRANDED = re.compile(
    r"\s(?:into|to)(?=[.,;]|\s(?:during|in|since|last|this|over|after|before)\b|$)"
)
TOWARDS = re.compile(
    r"(?<!according)(?<!due)\s(?P<word>to(?:\s(?:help|assist|support|aid))?|into|towards|behind|for|with|among)\s"
)
LIKE_NOUN = re.compile(
    r"(?:the|a|an|his|her|its|their|our|my|several|some|many|two|three|four|various|pro-\w+|other)\s"
    r"|[A-Z'“\"]|\w+(?:\s\w+)?s\b(?!\sto\b)|charity\b"
)
# "donated £2m for Republicans", not "for Christmas"
GROUPS_FOR = re.compile(r"(?:Republicans|Democrats|Conservatives|Labour|Reform|Liberals?|Greens)\b")
FOR_VERBS = frozenset({
    "bundle", "raise", "provide", "pledge", "promise", "offer", "propose", "set aside", "earmark",
    "allocate", "set", "approve",
})  # fmt: skip
WITH_VERBS = frozenset({"settle", "agree"})


def is_purpose(text: str, match: re.Match[str], verb: Verb, at: int) -> bool:
    """Say whether "for" or "with" leads to a purpose and not to whoever is paid."""
    if match["word"] == "for":
        named = (
            GROUPS_FOR.match(text, at) if verb.lemma in ("donate", "give", "contribute") else None
        )
        return verb.lemma not in FOR_VERBS and named is None
    return match["word"] in ("with", "among") and "settle" not in text[verb.end : at]


def find_towards(scene: Scene, start: int, end: int, verb: Verb) -> Member | None:
    """Return whom money goes to between two places."""
    text = scene.article.text
    for match in TOWARDS.finditer(text, start, end):
        at = match.end()
        if LIKE_NOUN.match(text, at) and not is_purpose(text, match, verb, at):
            return find_object_party(scene, at, end)
    return None


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


def names_gift(scene: Scene, money: Money) -> bool:
    """Say whether the money is called a donation, loan or the like."""
    text = scene.article.text
    if text[money.start : money.end].lower().split()[-1] in GIFTS:
        return True
    before = GIFT_OF.search(text[max(0, money.start - TAIL) : money.start])
    return bool(before or BESTOWED.match(text[money.end : money.end + TAIL]))


GIFT_OF = re.compile(
    r"\b(?:donations?|gifts?|contributions?|grants?|loans?|payments?|cheques?|checks?|settlements?)\s"
    r"(?:[\w'’-]+\s){0,6}(?:of|worth|totall?ing|totall?ed)\s(?:[\w-]+\s){0,3}$"
)


def read_status(scene: Scene, verb: Verb) -> Status:
    """Say whether the money is given, only promised, or withdrawn."""
    words = set(verb.auxiliaries)
    if words & {"refused", "refuses", "stopped", "declined"} or verb.is_never:
        return "withdrawn"
    if FUTURE & words and not PAST & words:
        return "promised"
    if is_promised(scene, (scene.tokens[verb.phrase].start, verb.end), verb.start):
        return "promised"
    return "given"


PAST = frozenset({
    "have", "had", "used", "continued", "began", "continues", "managed", "helped", "caused",
    "forced", "went",
})  # fmt: skip


def is_promised(scene: Scene, clause: Span, verb: int) -> bool:
    """Say whether a verb such as "pledged to" stands shortly before, or is the verb."""
    lexicon = load_lexicon("money")
    tokens = scene.tokens_in(max(clause[0], verb - SHORTLY), verb + 1)
    return any("promise" in lexicon.single.get(lexicon.lemma(t.word), ()) for t in tokens)


TRAILING_FILLER = re.compile(
    r"(?:[\s,–-]*\b(?:more|less|than|at|least|up|to|about|around|nearly|almost|an?|the|over|some|"
    r"only|"
    r"just|another|further|total|grand|combined|of|as|much|away|roughly|in|between|estimated|what|"
    r"improper|large|well|under|fully|additional|extra|back|out|totall?ing|worth|campaign|big|"
    r"significant|substantial|regular|personal|speaking|speaker|financial|his|her|its|their|own|"
    r"secret|cash|amounts?|sums?|nine|most|any|straw|six-figure|seven-figure))+[\s,–“\"-]*$",
    re.IGNORECASE,
)
