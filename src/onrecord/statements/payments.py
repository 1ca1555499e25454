"""Who pays whom how much, from the words of an article: narration and what is said alike.

Amounts, shares and their periods are taken as written. The beneficiary of one clause carries over
to the next of the same sentence ("while the GMB has handed over 2.6million"). A payer whom the
cast does not hold ("unions") becomes a member of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.actors import Member, Mention
from onrecord.articles import Article, digest
from onrecord.statements.amounts import Amount, Share, find_amounts, find_shares
from onrecord.statements.lexicon import load_lexicon
from onrecord.statements.scene import READ_ZONES, Scene, Span, covers
from onrecord.statements.times import TIME, resolve_time
from onrecord.statements.types import Payment

Status = Literal["given", "promised", "withdrawn"]
HINT = re.compile(
    r"[£$€]|\d\s?(?:m|mn|bn|k|million|billion)\b|million|billion|thousand|per cent|percent|%|"
    r"\b(?:donor|paymaster|backer|funder|bankroll|benefactor|financier|funding|donation|half of|a third of|"
    r"one in|quarter of)",
    re.IGNORECASE,
)
CLAUSE_BREAK = re.compile(
    r"[;:]|,?\s(?=(?:while|whereas|whilst)\b)|,\s(?=(?:but|and|with)\s)"
    r"|\s(?=and\s(?:the\s)?[A-Z][\w'’]*\s(?:\w+\s)?(?:gave|has|had|donated|paid|handed|contributed|will)\b)",
)
PERIOD = re.compile(
    r"\b(?:since (?:the (?:\w+ )?(?:general )?election|the start of \d{4}|\w+ (?:19|20)\d\d|(?:19|20)\d\d|"
    r"(?:he|she|they|it) (?:\w+ ){1,5}?(?=,|\.|$)|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?: \d{4})?)"
    r"|(?:in|over|during|for) the (?:past|last|first|second|third|fourth|next|final)?\s?(?:\w+ )?"
    r"(?:year|quarter|months?|weeks?|years|decade|parliament|financial year)(?: of (?:the year|\d{4}))?"
    r"|last (?:year|month|week|quarter)|this (?:year|month|week|quarter)|next year"
    r"|(?:a|per|each|every) (?:year|month|week|quarter)|annually|yearly"
    r"|(?:in|during) (?:(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December) )?(?:19|20)\d\d(?:[-/–]\d\d)?|between (?:19|20)\d\d and (?:19|20)\d\d"
    r"|over (?:\w+ ){1,2}years|(?:between|from) \w+ \d{4} (?:and|to) \w+ \d{4})",
    re.IGNORECASE,
)
AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "having",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "will",
        "would",
        "shall",
        "could",
        "may",
        "might",
        "must",
        "should",
        "to",
        "also",
        "already",
        "now",
        "then",
        "still",
        "only",
        "just",
        "do",
        "does",
        "did",
        "not",
        "never",
        "previously",
        "recently",
        "'ve",
        "'d",
        "'s",
        "that",
        "which",
        "who",
        "reportedly",
        "alone",
        "already",
        "together",
        "alone",
        "once",
        "itself",
    ]
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
FUTURE = frozenset({"will", "would", "shall", "to", "could", "may", "might", "'ll"})
PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "some",
        "what",
    }
)
SENDERS = frozenset(
    [
        "unions",
        "union",
        "donors",
        "donor",
        "ministers",
        "government",
        "councils",
        "members",
        "businesses",
        "companies",
        "backers",
        "bankers",
        "supporters",
        "taxpayers",
        "workers",
        "hedge",
        "lobbyists",
        "activists",
        "millionaires",
        "billionaires",
        "employers",
        "firms",
        "banks",
        "fans",
        "contributors",
        "individuals",
        "party",
    ]
)
COLLECTIVES = {"unions": "trade unions", "the unions": "trade unions", "union": "trade unions"}


@dataclass(frozen=True, slots=True)
class Ledger:
    """What an article says of money: the payments, and members that the cast lacks."""

    payments: tuple[Payment, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Money on its way in one clause: who, to whom, how, before it is written down."""

    payer: Member | None
    beneficiary: Member | None
    status: Status
    sums: tuple[Amount | Share | None, ...]


def find_payments(scene: Scene) -> Ledger:
    """Return the payments that the article tells of, each with the sentence it rests on."""
    payments: dict[str, Payment] = {}
    members: dict[str, Member] = {}
    for span in scene.sentences:
        if not HINT.search(scene.article.text, *span):
            continue
        if scene.article.zone_at(span[0]) not in READ_ZONES:
            continue
        for payment, parties in find_sentence_payments(scene, span):
            payments.setdefault(payment.id, payment)
            members.update({p.id: p for p in parties if p.id not in scene.members})
    return Ledger(tuple(payments.values()), tuple(members.values()))


def collective_member(article: Article, words: str) -> Member:
    """Make a member of a payer or payee that the cast does not hold: "unions", "donors"."""
    plain = re.sub(r"^(?:the|a|an)\s+", "", words.strip().rstrip("'’"), flags=re.IGNORECASE)
    name = COLLECTIVES.get(plain.lower(), plain)
    return Member(
        id=digest(article.id, "collective", name.lower()),
        article=article.id, name=name, kind="group", named=False, aliases=(plain,),
        date=article.published, confidence=0.7, by="rule:money",
    )  # fmt: skip


def find_sentence_payments(
    scene: Scene, span: Span
) -> Iterator[tuple[Payment, tuple[Member, ...]]]:
    """Yield the payments of one sentence with the members that take part."""
    carried: Member | None = None
    seen: set[str | None] = set()
    for clause in split_clauses(scene.article.text, span):
        for flow in find_flows(scene, clause, carried):
            carried = flow.beneficiary or carried
            if flow.payer is None or flow.payer == flow.beneficiary:
                continue
            for money in flow.sums:
                payment = build_payment(scene, span, clause, flow, money)
                if money is not None or flow.payer.id not in seen:
                    yield payment, tuple(m for m in (flow.payer, flow.beneficiary) if m)
                seen.add(flow.payer.id)


def split_clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the clauses of a sentence, cut where a new subject takes over."""
    start, end = span
    for match in CLAUSE_BREAK.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
            start = match.end()
    yield start, end


def find_flows(scene: Scene, clause: Span, carried: Member | None) -> Iterator[Flow]:
    """Yield the flows of money in one clause: by verb, by share, by gift, by relation."""
    text = scene.article.text
    shares = tuple(find_shares(text, *clause))
    amounts = tuple(find_amounts(text, *clause))
    if amounts or shares:
        flow = (
            find_share_flow(scene, clause, shares) or find_cut_flow(scene, clause, amounts, carried)
            or find_verb_flow(scene, clause, amounts or shares, carried)
            or find_gift_flow(scene, clause, amounts, carried)
        )  # fmt: skip
        if flow:
            yield flow
    relation = find_relation(scene, clause)
    if relation:
        yield relation


def find_share_flow(scene: Scene, clause: Span, shares: Sequence[Share]) -> Flow | None:
    """Read "unions are responsible for 92 per cent of Labour funds" and its converses."""
    text = scene.article.text
    for share in shares:
        tail = OF_FUNDS.match(text, share.end, clause[1])
        if tail is None:
            continue
        owner = find_party(scene, tail.start("of"), tail.end("of"), last=False)
        before = text[clause[0] : share.start]
        if COMES_FROM.match(text, tail.end(), clause[1]):
            start = COMES_FROM.match(text, tail.end(), clause[1]).end()  # type: ignore[union-attr]
            return Flow(find_party(scene, start, clause[1], last=False), owner, "given", (share,))
        got = GETS.search(before)
        if got:
            source = re.compile(r"\bfrom\s").search(text, tail.end(), clause[1])
            owner = find_party(scene, clause[0], clause[0] + got.start(), last=True) or owner
            payer = find_party(scene, source.end(), clause[1], last=False) if source else None
            relied = re.search(r"\bon\s", before[got.start() :])
            if payer is None and relied:
                payer = find_party(
                    scene, clause[0] + got.start() + relied.end(), share.start, last=False
                )
            return Flow(payer, owner, "given", (share,))
        gives = PROVIDES.search(before)
        if gives:
            return Flow(
                find_party(scene, clause[0], clause[0] + gives.start(), last=True),
                owner,
                "given",
                (share,),
            )
    return None


FUNDS = r"(?:funds|funding|money|income|donations|cash|finances|budget|revenue|costs?|war chest|coffers|bills?|funds?|campaign funds|spending)"
OF_FUNDS = re.compile(rf"\s(?P<of>of\s(?:[\w'’.-]+\s){{0,6}}?{FUNDS})\b", re.IGNORECASE)
COMES_FROM = re.compile(
    r"\s(?:still\s|now\s)?(?:comes?|came|coming|is|was|are|were)(?:\s(?:provided|paid|given|supplied|raised|donated|met))?\s(?:from|by)\s",
    re.I,
)
GETS = re.compile(
    r"\b(?:receiv\w+|gets?|got|raised?|takes?|relie[sd]|rely|relying|depends?|draws?|drew|owes?)\b",
    re.I,
)
PROVIDES = re.compile(
    r"\s(?:still\s|now\s|together\s|alone\s)?(?:(?:is|are|was|were)\sresponsible\sfor|account(?:s|ed)?\sfor|ma(?:k|d)e(?:s)?\sup|provid\w+|suppl\w+|"
    r"contribut\w+|(?:has|have|had)?\s?(?:given|paid|funded|provided|supplied|contributed)|gives?|gave|pays?|paid|funds?|funded|foots?|covers?|covered|bankrolls?|donat\w+)\b",
    re.IGNORECASE,
)


def find_verb_flow(
    scene: Scene, clause: Span, sums: Sequence[Amount | Share], carried: Member | None
) -> Flow | None:
    """Read "Unite has given Labour 7.6million", "was paid £2m by", "received £2m from"."""
    if isinstance(sums[0], Share):
        return None
    lexicon = load_lexicon("money")
    first, last = scene.token_range(*clause)
    lemmas = [lexicon.lemma(t.word) for t in scene.tokens[first:last]]
    for i in range(len(lemmas)):
        length, groups = lexicon.longest_at(lemmas, i)
        if not groups & {"give", "get"}:
            continue
        verb = scene.tokens[first + i]
        after = scene.tokens[first + i + length - 1].end
        auxiliaries = read_auxiliaries(scene, first, first + i)
        if {"not", "never"} & set(auxiliaries) or is_noun(scene, first + i, auxiliaries):
            continue
        following = [s for s in sums if s.start >= after]
        if not following or (lemmas[i] in WEAK and not is_gift(scene, clause)):
            continue
        subject_end = auxiliary_start(scene, first, first + i)
        subject = find_party(scene, clause[0], subject_end, last=True)
        passive = bool(BE & set(auxiliaries)) and (verb.word.endswith(("ed", "en", "id", "nt")))
        status: Status = (
            "promised" if is_promised(scene, clause, verb.start, auxiliaries) else "given"
        )
        if "get" in groups or passive:
            source = re.compile(r"\b(?:from|by)\s").search(scene.article.text, after, clause[1])
            payer = find_party(scene, source.end(), clause[1], last=False) if source else None
            if payer is None:
                continue
            return Flow(payer, subject or carried, status, tuple(following))
        if subject is None:
            continue
        beneficiary = find_beneficiary(scene, after, clause[1], following) or carried
        if beneficiary is None and lemmas[i] not in STRONG:
            continue
        return Flow(
            subject, beneficiary, status, tuple(following[: 1 if len(following) < 2 else 2])
        )
    return None


WEAK = frozenset(
    {"make", "write", "take", "raise", "get", "add", "send", "commit", "secure", "collect", "put"}
)
STRONG = frozenset({"donate", "give", "hand", "contribute", "bankroll", "lend", "stump", "bung"})


def is_gift(scene: Scene, clause: Span) -> bool:
    """Say whether the clause speaks of a donation, loan or the like."""
    words = {t.word for t in scene.tokens_in(*clause)}
    return bool(
        words
        & {
            "donation",
            "donations",
            "contribution",
            "contributions",
            "cheque",
            "cheques",
            "gift",
            "gifts",
            "loan",
            "loans",
            "funding",
        }
    )


def is_noun(scene: Scene, i: int, auxiliaries: Sequence[str]) -> bool:
    """Say whether the word is a noun here ("the fund", "their pay"), not a verb."""
    before = scene.tokens[i - 1].word if i > 0 else ""
    return (
        before in ("the", "a", "an", "their", "its", "his", "her", "'s", "of", "public", "sector")
        and not auxiliaries
    )


def is_promised(scene: Scene, clause: Span, verb: int, auxiliaries: Sequence[str]) -> bool:
    """Say whether the money is only promised: a future, or a verb such as "pledged to"."""
    if FUTURE & set(auxiliaries) and "have" not in auxiliaries:
        return True
    lexicon = load_lexicon("money")
    return any(
        "promise" in lexicon.single.get(lexicon.lemma(t.word), ())
        for t in scene.tokens_in(clause[0], verb + 1)
    )


def read_auxiliaries(scene: Scene, first: int, verb: int) -> tuple[str, ...]:
    """Return the auxiliaries and adverbs right before the verb."""
    found: list[str] = []
    i = verb - 1
    while i >= first and is_auxiliary(scene.tokens[i].word):
        found.append(scene.tokens[i].word)
        i -= 1
    return tuple(found)


def is_auxiliary(word: str) -> bool:
    """Say whether the word may stand between subject and verb."""
    return (
        word in AUXILIARIES
        or (word.endswith("ly") and len(word) > 4)
        or word
        in (
            "promised",
            "pledged",
            "offered",
            "agreed",
            "vowed",
            "plans",
            "planned",
            "intends",
            "set",
            "expected",
            "due",
        )
    )


def auxiliary_start(scene: Scene, first: int, verb: int) -> int:
    """Return the offset where the verb phrase begins, its auxiliaries included."""
    i = verb
    while i - 1 >= first and is_auxiliary(scene.tokens[i - 1].word):
        i -= 1
    return scene.tokens[i].start


def find_cut_flow(
    scene: Scene, clause: Span, amounts: Sequence[Amount], carried: Member | None
) -> Flow | None:
    """Read "cut its funding of Labour from £1.2m to £150,000" and "withdrew £2m of funding"."""
    text = scene.article.text
    match = CUT.search(text, *clause)
    if match is None or not amounts:
        return None
    first, _ = scene.token_range(*clause)
    verb, _ = scene.token_range(match.start(), match.end())
    payer = find_party(scene, clause[0], auxiliary_start(scene, first, verb), last=True)
    beneficiary = find_party(scene, match.end(), clause[1], last=False, but=payer) or carried
    later = [a for a in amounts if a.start > match.start()]
    if payer is None or not later:
        return None
    return Flow(payer, beneficiary, "withdrawn", tuple(later))


CUT = re.compile(
    r"\b(?:cut(?:ting|s)?|withdr[ae]w\w*|withh[oe]ld\w*|slash\w*|suspend\w*|reduc\w+|axe[ds]?|halv\w+|stopp\w+|"
    r"cancel\w*|freez\w+|froze\w*)\s(?:[\w'’£$.,]+\s){0,6}?(?:funding|donations?|contributions?|payments?|affiliation|fees?|money|cash|"
    r"support|subsid\w+|grants?|funds|backing|subscriptions?)\b",
    re.IGNORECASE,
)


def find_gift_flow(
    scene: Scene, clause: Span, amounts: Sequence[Amount], carried: Member | None
) -> Flow | None:
    """Read "Unite's £2m donation to Labour", "a donation of £2m from Unite"."""
    text = scene.article.text
    for amount in amounts:
        match = GIFT_AFTER.match(text, amount.end, clause[1])
        before = GIFT_BEFORE.search(text[clause[0] : amount.start])
        if match is None and before is None:
            continue
        end = match.end() if match else amount.end
        source = re.compile(r"\s(?:from|by)\s").search(text, end, clause[1])
        towards = re.compile(r"\s(?:to|for|into)\s").search(text, end, clause[1])
        head = before.start() + clause[0] if before else amount.start
        payer = (
            find_party(scene, source.end(), clause[1], last=False) if source
            else find_party(scene, clause[0], head, last=True)
        )  # fmt: skip
        beneficiary = (
            find_party(scene, towards.end(), clause[1], last=False, but=payer) if towards else None
        )
        if payer is not None and (beneficiary or carried):
            promised = is_promised(scene, clause, amount.start, ())
            return Flow(
                payer, beneficiary or carried, "promised" if promised else "given", (amount,)
            )
    return None


GIFT_AFTER = re.compile(
    r"[\s-](?:[\w-]+\s){0,2}?(?:donations?|gifts?|contributions?|grants?|loans?|cheques?|subsid(?:y|ies)|in\s(?:donations|cash|funding|loans))\b",
    re.I,
)
GIFT_BEFORE = re.compile(
    r"\b(?:donations?|gifts?|contributions?|grants?|loans?|cheques?|subsid(?:y|ies)|funding)\s(?:\w+\s){0,5}?(?:of|worth|totalling|totaling|for)\s(?:more than |nearly |almost |up to |about |around |over |at least |some )?$",
    re.I,
)


def find_relation(scene: Scene, clause: Span) -> Flow | None:
    """Read "Unite, the party's biggest paymaster" and "another of Labour's biggest donors"."""
    text = scene.article.text
    match = RELATION.search(text, *clause)
    if match is None:
        return None
    owner = find_party(scene, match.start("owner"), match.end("owner"), last=True)
    payer = find_party(scene, clause[0], match.start(), last=True, but=owner)
    payer = payer or find_party(scene, match.end(), clause[1], last=False, but=owner)
    if owner is None or payer is None or payer == owner:
        return None
    return Flow(payer, owner, "given", (None,))


RELATION = re.compile(
    r"(?:\b(?:another|one)\sof\s)?(?P<owner>(?:\b(?:the|his|her|its|their)\s)?(?:[\w.-]+\s){0,3}?[\w.-]+(?:['’]s|s['’]))\s"
    r"(?:[\w-]+\s){0,3}?(?:donors?|paymasters?|financial\sbackers?|funders?|bankrollers?|benefactors?|financiers?)\b",
    re.IGNORECASE,
)


def find_beneficiary(
    scene: Scene, start: int, end: int, sums: Sequence[Amount | Share]
) -> Member | None:
    """Return who is given the money: the object before the sum, or whoever follows "to"."""
    before = find_party(scene, start, sums[0].start, last=False)
    if before is not None:
        return before
    towards = re.compile(r"\s(?:to|into|for|towards)\s").search(
        scene.article.text, sums[0].end, end
    )
    return find_party(scene, towards.end(), end, last=False) if towards else None


def find_party(
    scene: Scene, start: int, end: int, *, last: bool, but: Member | None = None
) -> Member | None:
    """Return who takes part from ``start`` to ``end``: a member of the cast, else a collective.

    ``last`` takes the party nearest the end. The head of a longer mention comes before a name
    inside it.
    """
    mentions = [
        m for m in scene.mentions_in(start, end)
        if m.member is not None and m.member in scene.members and (but is None or m.member != but.id)
    ]  # fmt: skip
    outer = [m for m in mentions if not any(holds(o, m) for o in mentions)]
    named = scene.members[str((outer[-1] if last else outer[0]).member)] if outer else None
    position = (outer[-1] if last else outer[0]).passage.start if outer else None
    group = find_collective(scene, start, end, last=last)
    if group is None:
        return named
    if named is None or position is None or (group[0] > position if last else group[0] < position):
        return known_member(scene, group[1]) if but is None or group[1] != but.name else named
    return named


def holds(outer: Mention, inner: Mention) -> bool:
    """Say whether one mention strictly holds another."""
    a, b = outer.passage, inner.passage
    return (a.start <= b.start and b.end <= a.end) and (a.start, a.end) != (b.start, b.end)


def find_collective(scene: Scene, start: int, end: int, *, last: bool) -> tuple[int, str] | None:
    """Return where and by what words a group such as "unions" is named outside all mentions."""
    passages = [m.passage for m in scene.mentions_in(max(0, start - 40), end + 40)]
    found = [
        (t.start, t.word) for t in scene.tokens_in(start, end)
        if t.word in SENDER_GROUPS and not covers(passages, t.start)
    ]  # fmt: skip
    return (found[-1] if last else found[0]) if found else None


SENDER_GROUPS = frozenset({
    "unions", "donors", "ministers", "businesses", "companies", "bankers", "backers", "employers",
    "millionaires", "billionaires", "taxpayers", "lobbyists", "corporations", "financiers", "councils",
    "banks", "firms", "developers", "landlords", "supporters",
})  # fmt: skip


def known_member(scene: Scene, words: str) -> Member:
    """Return the member of the cast that goes by ``words``, or make a collective one."""
    made = collective_member(scene.article, words)
    names = {name.lower(): m for m in scene.members.values() for name in (m.name, *m.aliases)}
    return names.get(made.name.lower()) or names.get(words.lower()) or made


def build_payment(
    scene: Scene, span: Span, clause: Span, flow: Flow, money: Amount | Share | None
) -> Payment:
    """Write a flow down as a payment, with its period and the sentence as evidence."""
    period = find_period(scene, clause) or find_period(scene, span)
    start, end = resolve_period(period, scene.article.published)
    payer, beneficiary = flow.payer, flow.beneficiary
    amount = money.value if isinstance(money, Amount) else None
    share = money.value if isinstance(money, Share) else None
    status = flow.status
    if status == "withdrawn" and money is not flow.sums[0]:
        status = "promised" if is_promised(scene, clause, clause[1], ()) else "given"
    assert payer is not None
    return Payment(
        id=digest(scene.article.id, "payment", payer.id, beneficiary.id if beneficiary else "", str(amount), str(share), status),
        article=scene.article.id, payer=payer.id, beneficiary=beneficiary.id if beneficiary else None,
        amount=amount, currency=money.currency if isinstance(money, Amount) else None,
        share=share, of=find_whole(scene, money) if isinstance(money, Share) else None,
        period=period, start=start, end=end, status=status,
        evidence=(scene.article.passage(*span),), confidence=0.8 if money else 0.7, by="rule:money",
    )  # fmt: skip


def find_whole(scene: Scene, share: Share) -> str | None:
    """Return the words for what the share is a share of."""
    match = OF_FUNDS.match(scene.article.text, share.end)
    return match["of"].removeprefix("of ") if match else None


def find_period(scene: Scene, span: Span) -> str | None:
    """Return the words for the time that the money was or will be paid in."""
    match = PERIOD.search(scene.article.text, *span)
    return match.group().strip() if match else None


def resolve_period(period: str | None, published: str | None) -> tuple[str | None, str | None]:
    """Return from when to when ``period`` runs, as far as its words and the article's date tell."""
    if period is None:
        return None, None
    years = re.findall(r"(?:19|20)\d\d", period)
    if period.lower().startswith("since"):
        return (years[0] if years else None), published
    if len(years) == 2:
        return years[0], years[1]
    match = TIME.search(period)
    day = resolve_time(match, published, future=False) if match else (years[0] if years else None)
    return day, day


def without_repeats(payments: Sequence[Payment]) -> tuple[Payment, ...]:
    """Drop a bare relation where the same two are already tied by a sum or share."""
    tied = {
        (p.payer, p.beneficiary) for p in payments if p.amount is not None or p.share is not None
    }
    return tuple(
        p for p in payments
        if p.amount is not None or p.share is not None or (p.payer, p.beneficiary) not in tied
    )  # fmt: skip
