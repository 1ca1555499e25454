"""Money as a clause names it: sums, and words such as "donations" or "millions" without a size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.statements.amounts import Amount, Share, find_amounts

NOUN = (
    r"(?:money|cash|funds?|funding|aid|donations?|contributions?|loans?|grants?|fees?|payments?|"
    r"ransoms?|bribes?|subsid(?:y|ies)|retainers?|cheques?|checks?|royalties|compensation|"
    r"sponsorship|subscriptions?|gifts?|bailouts?|backhanders?|amount(?!s?\sof)|sums?(?!\sof))"
)
VAGUE = (
    r"(?:(?:tens|hundreds|thousands|dozens)\sof\s)?"
    r"(?:hundreds|thousands|millions|billions)(?:\s(?:of|and)\s(?:thousands|millions|billions))?"
    r"(?:\s(?:of\s)?(?:dollars|pounds|euros|rupees|yen))"
    r"|(?:(?:tens|hundreds)\sof\s)?(?:millions|billions)(?!\sof\s(?!dollars|pounds|euros))"
    r"|(?:five|six|seven|eight)-figure\s(?:sums?|donations?|che(?:que|ck)s?|gifts?|payments?)"
)
UNSIZED = re.compile(rf"\b(?:{VAGUE}|{NOUN})\b(?!-)", re.IGNORECASE)
# "the contribution limit", "a funding gap": the noun only tells what kind of thing.
KIND_OF = re.compile(
    r"\s(?:limits?|laundering|gap|bill|formula|lists?|managers?|rais\w+|drives?|laws?|rules?|"
    r"ceiling|cap|cuts?|agenc\w+|workers?|schedule|structure|decisions?|class|trail|matters?|policy|"
    r"makers?|markets?|worlds?|packages?|scheme|crisis|is|was|has|would)\b"
)
# "£2m in donations", "a £2m loan", "donations totalling £2m": the noun belongs to the sum.
OF_SUM = re.compile(r"[\s-](?:(?:in|of)\s)?(?:(?!to\b|from\b|by\b|and\b|for\b)[\w'’-]+\s){0,4}$")
SUM_OF = re.compile(
    r"\s(?:[\w'’-]+\s){0,4}?(?:of|worth|for)\s(?:[\w-]+\s){0,3}$"
    r"|,?\s(?:[\w'’,-]+\s){0,12}?(?:totall?ing|totall?ed)\s(?:[\w-]+\s){0,3}$"
)
LIMIT = re.compile(r"\b(?:limits?|caps?|maximum|minimum|threshold|ceiling)\s(?:of|at|to)\s$")
THRESHOLD = re.compile(
    r"\s(?:(?:\w+\s){0,2}tax\s|or\s(?:less|more|fewer)|apiece|a\sticket|a\shead|per\s(?:person|head))\b"
)


@dataclass(frozen=True, slots=True)
class Unsized:
    """Words for money that tell no sum, and where they stand."""

    start: int
    end: int


Money = Amount | Unsized
Sum = Amount | Share | None


def find_monies(text: str, start: int, end: int) -> tuple[Money, ...]:
    """Return the sums of a clause and its other words for money, in text order.

    >>> text = "gave $2m in donations, a loan and hundreds of thousands of pounds"
    >>> [text[m.start : m.end] for m in find_monies(text, 0, len(text))]
    ['$2m', 'loan', 'hundreds of thousands of pounds']
    """
    amounts = [
        amount
        for amount in find_amounts(text, start, end)
        if not THRESHOLD.match(text, amount.end)
        and not tells_kind(text, amount)
        and not LIMIT.search(text[max(start, amount.start - 16) : amount.start])
    ]
    unsized = find_unsized(text, start, end, amounts)
    amounts = [move_to_noun(text, start, amount) for amount in amounts]
    return tuple(sorted((*amounts, *unsized), key=lambda money: money.start))


def tells_kind(text: str, amount: Amount) -> bool:
    """Say whether a sum only tells how big a thing is: "sent a £2bn proposal"."""
    thing = THING.match(text, amount.end)
    before = text[max(0, amount.start - 24) : amount.start]
    if thing is None or not OPENS_THING.search(before):
        return False
    return GIFT_NOUN.search(thing.group()) is None


OPENS_THING = re.compile(r"\b(?:an?|the|his|her|its|their|this|that|new)\s(?:[a-z-]+\s)?$")
THING = re.compile(
    r"[\s-](?!(?:to|from|for|in|of|on|by|at|each|over|more|last|this|and|or|a|an|the|which|that|who|it|he|"
    r"she|they|we|was|is|had|has|with|after|before|during|since|per|worth|interest-free|"
    r"overnight|upfront)\b)(?:[a-z-]+\s?){1,3}"
)
GIFT_NOUN = re.compile(
    rf"\b(?:{NOUN}|settlements?|tranche|bursar\w+|stake|sum|bonus|prize|package|award|injection|bill|fine|"
    r"management|annual|cash)\b"
)


def move_to_noun(text: str, start: int, amount: Amount) -> Amount:
    """Return a sum at the gifts that it is the total of: "donations to Reform, totalling"."""
    match = TOTAL.search(text[max(start, amount.start - 90) : amount.start])
    if match is None:
        return amount
    at = max(start, amount.start - 90) + match.start("noun")
    return replace(amount, start=at, end=at + len(match["noun"]))


TOTAL = re.compile(
    rf"\b(?P<noun>{NOUN})(?:\s[\w'’-]+){{3,12}},?\s(?:totall?ing|totall?ed)\s(?:[\w-]+\s){{0,3}}$"
)


def find_unsized(text: str, start: int, end: int, amounts: Sequence[Amount]) -> Iterator[Unsized]:
    """Yield words for money that no sum belongs to."""
    for match in UNSIZED.finditer(text, start, end):
        if KIND_OF.match(text, match.end()):
            continue
        if not any(belongs(text, match, amount) for amount in amounts):
            yield Unsized(match.start(), match.end())


def belongs(text: str, match: re.Match[str], amount: Amount) -> bool:
    """Say whether a word for money only names what a sum is: "a £2m loan"."""
    if amount.start <= match.start() < amount.end:
        return True
    if amount.end <= match.start():
        return bool(OF_SUM.fullmatch(text, amount.end, match.start()))
    return bool(SUM_OF.fullmatch(text, match.end(), amount.start))


def size(money: Money) -> Amount | None:
    """Return the sum that is named, if one is."""
    return money if isinstance(money, Amount) else None
