"""Who pays whom how much, from the words of an article: narration and what is said alike.

Amounts, shares and their periods are taken as written. The beneficiary of one clause carries over
to the next of the same sentence ("while the GMB has handed over 2.6million"). A payer whom the
cast does not hold ("unions") becomes a member of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.actors import Member
from onrecord.articles import digest
from onrecord.statements.amounts import Amount, Share
from onrecord.statements.currencies import settle_currency
from onrecord.statements.flows import OF_FUNDS, SHARE_FROM, find_flows
from onrecord.statements.scene import READ_ZONES, Scene, Span
from onrecord.statements.times import TIME, resolve_time
from onrecord.statements.transfers import Flow
from onrecord.statements.types import Payment
from onrecord.statements.verbs import is_promised

HINT = re.compile(
    r"[£$€¥₹]|\d\s?(?:m|mn|bn|k)\b|[mb]illion|thousand|per cent|percent|%|\bdon(?:or|at)|paymaster|"
    r"backer|\bfund|financ|bankroll|benefactor|contribut|\bpa(?:y|id)|half of|thirds? of|"
    r"quarters? |fifths? |tenths? |one in|\bmoney|\bcash|\baid\b|\bloans?\b|\bgrants?\b|"
    r"\bfees?\b|\bbrib|\bransom|subsid|sponsor|underwr|borrow|che(?:ck|que)s?\b|rupees|\byen\b|lakh|crore",
    re.IGNORECASE,
)
CLAUSE_BREAK = re.compile(
    r"[;:]|,?\s(?=(?:while|whereas|whilst)\b)|,\s(?=(?:but|and|with)\s)"
    r"|\s(?=and\s(?:the\s)?[A-Z][\w'’]*\s(?:\w+\s)?"
    r"(?:gave|has|had|donated|paid|handed|contributed|will)\b)",
)
# What a sentence adds to the money of the one before: "gave a further £2m", "gave it £2m".
MORE = re.compile(
    r"\b(?:a further|another|an additional|an extra)\s(?=[£$€₹\d]|Rs)"
    r"|\b(?:gave|given|gives|handed|paid|lent|donated|sent)\s(?:it|them)\s"
)
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
YEAR = r"(?:19|20)\d\d"
PERIOD = re.compile(
    rf"\b(?:since (?:the (?:\w+ )?(?:general )?election|the start of {YEAR}|{MONTH}(?: {YEAR})?|"
    rf"{YEAR}|"
    rf"(?:he|she|they|it) (?:\w+ ){{1,5}}?(?=,|\.|$))"
    rf"|(?:in|over|during|for) the (?:past|last|first|second|third|fourth|next|final)?\s?(?:\w+ )?"
    rf"(?:year|quarter|months?|weeks?|years|decade|parliament)(?: of (?:the year|{YEAR}))?"
    rf"|(?:last|this) (?:year|month|week|quarter)|next year"
    rf"|(?:a|per|each|every) (?:year|month|week|quarter)(?! of)|annually|yearly"
    rf"|(?:in|during) (?:{MONTH} )?{YEAR}(?:[-/–]\d\d)?|(?:in|during|last) {MONTH}"
    rf"|(?:between|from) (?:{MONTH} )?{YEAR} (?:and|to) (?:{MONTH} )?{YEAR}|"
    rf"over (?:\w+ ){{1,2}}years)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What an article says of money: the payments, and members that the cast lacks."""

    payments: tuple[Payment, ...]
    members: tuple[Member, ...]


def find_payments(scene: Scene) -> Ledger:
    """Return the payments that the article tells of, each with the sentence it rests on."""
    payments: dict[str, Payment] = {}
    members: dict[str, Member] = {}
    before: Flow | None = None
    for span in scene.sentences:
        carried, before = before if MORE.search(scene.article.text, *span) else None, None
        if not HINT.search(scene.article.text, *span):
            continue
        if scene.article.zone_at(span[0]) not in READ_ZONES:
            continue
        for payment, parties, flow in find_sentence_payments(scene, span, carried):
            before = flow
            payments.setdefault(payment.id, payment)
            members.update({p.id: p for p in parties if p.id not in scene.members})
    return Ledger(tuple(payments.values()), tuple(members.values()))


def find_sentence_payments(
    scene: Scene, span: Span, carried: Flow | None
) -> Iterator[tuple[Payment, tuple[Member, ...], Flow]]:
    """Yield the payments of one sentence, the members that take part, and the flow itself.

    ``carried`` is the flow of the sentence before, where this one speaks of more money to the same.
    """
    for clause in split_clauses(scene.article.text, span):
        for flow in find_flows(scene, clause, carried):
            carried = flow
            if flow.payer is None or flow.payer == flow.beneficiary:
                continue
            for money in flow.sums:
                parties = tuple(m for m in (flow.payer, flow.beneficiary) if m)
                payment = build_payment(scene, span, clause, flow.payer.id, flow, money)
                yield payment, parties, flow


def split_clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the clauses of a sentence, cut where a new subject takes over."""
    start, end = span
    for match in CLAUSE_BREAK.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
            start = match.end()
    yield start, end


def build_payment(
    scene: Scene, span: Span, clause: Span, payer: str, flow: Flow, money: Amount | Share | None
) -> Payment:
    """Write a flow down as a payment, with its period and the sentence as evidence."""
    period = find_own_period(scene, clause, flow, money)
    period = period or find_period(scene, clause) or find_period(scene, span)
    start, end = resolve_period(period, scene.article.published)
    beneficiary = flow.beneficiary.id if flow.beneficiary else None
    amount, upper = (money.value, money.upper) if isinstance(money, Amount) else (None, None)
    sign = money.sign if isinstance(money, Amount) else None
    currency, note = (None, None) if sign is None else settle_currency(scene.article, sign)
    share = money.value if isinstance(money, Share) else None
    status = flow.status
    if status == "withdrawn" and money is not flow.sums[0]:
        status = "promised" if is_promised(scene, clause, clause[1]) else "given"
    return Payment(
        id=digest(
            scene.article.id, "payment", payer, beneficiary or "", str(amount), str(share), status
        ),
        article=scene.article.id, payer=payer, beneficiary=beneficiary,
        amount=amount, amount_to=upper, currency=currency, currency_note=note,
        share=share, of=find_whole(scene, money) if isinstance(money, Share) else None,
        period=period, start=start, end=end, status=status,
        evidence=(scene.article.passage(*span),), confidence=0.8 if money else 0.7, by="rule:money",
    )  # fmt: skip


def find_whole(scene: Scene, share: Share) -> str | None:
    """Return the words for what the share is a share of."""
    if SHARE_FROM.match(scene.article.text, share.end):
        return None
    match = OF_FUNDS.match(scene.article.text, share.end)
    return match["of"].removeprefix("of ") if match else None


def find_own_period(
    scene: Scene, clause: Span, flow: Flow, money: Amount | Share | None
) -> str | None:
    """Return the period between this sum and the next: "£2m in 2013 and a further £1m"."""
    if money is None or len(flow.sums) < 2:
        return None
    later = [s.start for s in flow.sums if s is not None and s.start > money.end]
    return find_period(scene, (money.end, min([clause[1], *later])))


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


def without_repeats(ledger: Ledger) -> tuple[Payment, ...]:
    """Drop what says less of the same money.

    A bare relation goes where the same two are tied by a sum or share, and a payer whom nobody
    names ("Tycoon") where the same sum to the same payee has one who is named.
    """
    made = {member.id for member in ledger.members}
    summed = [p for p in ledger.payments if p.amount is not None or p.share is not None]
    tied = {(p.payer, p.beneficiary) for p in summed}
    named = [p for p in ledger.payments if p.payer not in made]
    return tuple(
        p
        for p in ledger.payments
        if (p in summed or (p.payer, p.beneficiary) not in tied)
        and not (p.payer in made and any(is_named_by(p, other) for other in named))
    )


def is_named_by(payment: Payment, other: Payment) -> bool:
    """Say whether another payment is the same money and names who pays it.

    A headline's "Union cuts money for Reform" is told in full below it.
    """
    if payment.amount is not None:
        return payment.amount == other.amount
    if payment.share is not None:
        return payment.share == other.share and payment.beneficiary == other.beneficiary
    return payment.status == other.status and payment.beneficiary == other.beneficiary
