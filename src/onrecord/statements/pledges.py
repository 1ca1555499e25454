"""What speakers bind themselves to, and how it is to be paid for.

A pledge is a statement that promises, or a call for money to be used in a stated way by the
party that would use it. Its funding is quoted, never worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.articles import Passage, digest
from onrecord.statements.amounts import find_amounts
from onrecord.statements.conditions import find_conditions
from onrecord.statements.currencies import settle_currency
from onrecord.statements.due import find_due
from onrecord.statements.moves import BINDING
from onrecord.statements.reversals import find_reversals
from onrecord.statements.scene import Scene, Span, covers, find_sentences
from onrecord.statements.types import Pledge, Statement

USED_FOR = re.compile(
    r"(?P<fund>(?:the\s)?(?:cash|money|proceeds|revenues?|funds|income|savings?|receipts|windfall|"
    r"sum)\b[^.;]{3,120}?)\s(?:to\sbe|should\sbe|would\sbe|will\sbe|be|being)\s"
    r"(?P<verb>used|spent|put|invested|diverted|ploughed|channelled|devoted|redirected|earmarked)\s"
    r"(?P<what>(?:to|on|into|for|towards)\s[^.;]+)",
    re.IGNORECASE,
)
PAID_BY = re.compile(
    r"\b(?:to\sbe\s)?(?:funded|paid\sfor|financed|bankrolled)\s(?:by|from|through|out\sof|"
    r"with)\s(?P<fund>[^.;,]+)"
    r"|\b(?:using|with)\s(?P<use>(?:the\s)?(?:cash|money|proceeds|savings?|revenues?|receipts|"
    r"funds)\s(?:raised|saved|made|from|of|by|generated)[^.;,]+)"
    r"|\bby\s(?:using|spending)\s(?P<spend>(?:the\s)?(?:cash|money|proceeds|savings?|"
    r"revenues?)[^.;,]+)"
    r"|\b(?P<payer>(?:the|a|an|[A-Z])[\w\s'’-]{2,60}?)\s(?:will|would)\spay\sfor\s(?:it|them|this)\b"
    r"|\bpay\sfor\s(?:it|this|them|that|the\s\w+)\s(?:by|with|from|through)\s(?P<pay>[^.;,]+)"
    r"|\b(?:raised|found|met|come|comes|coming)\s(?:by|from|through)\s(?P<from>(?:a|the|an|"
    r"increasing|raising|closing|scrapping|"
    r"selling|taxing|cutting|reversing|ending)\s[^.;,]+)",
    re.IGNORECASE,
)

PROMISE = re.compile(
    r"\s(?:(?:will|has|have|had|is expected to|is to|also|today|yesterday)\s){0,3}"
    r"(?:promised?|pledged?|vow(?:ed)?|promises|pledges|vows|commit(?:s|ted)?(?:\s\w+sel(?:f|"
    r"ves))?)\s"
    r"(?P<what>(?:to\s(?!the\b|a\b|an\b|his\b|her\b)|(?<!commit\s)(?<!commits\s)(?<!committed\s)"
    r"(?:an?|new|more|free|extra|(?:[£$€]?[\d.,]+(?:m|bn|\smillion|\sbillion)?\sfor))\s)"
    r"[^.;:]{6,240}?)(?=[.;:]|,\s(?:but|saying|after|"
    r"while|sources)\b|$)",
)


def find_pledges(scene: Scene, statements: Sequence[Statement]) -> tuple[Pledge, ...]:
    """Return the pledges among ``statements`` and those that the article only tells of.

    Price, funding, condition and deadline are given where they are named. What somebody is said to
    have dropped or changed is a pledge that says so.
    """
    turned = tuple(find_reversals(scene, statements))
    over = [passage for pledge in turned for passage in pledge.evidence]
    stated = [p for p in join_costs(scene, statements) if not is_turned(p, turned)]
    taken = [passage for pledge in stated for passage in pledge.evidence]
    return (*stated, *find_told_pledges(scene, statements, taken, over), *turned)


def is_turned(pledge: Pledge, turned: Sequence[Pledge]) -> bool:
    """Say whether the words of a pledge tell that one is given up."""
    words = set(pledge.what.lower().split())
    return any(
        t.by_whom == pledge.by_whom
        and t.evidence[0].start <= pledge.evidence[0].start < t.evidence[0].end
        and len(words & set(t.what.lower().split())) * 2 >= len(words)
        for t in turned
    )


def join_costs(scene: Scene, statements: Sequence[Statement]) -> list[Pledge]:
    """Return the pledges stated, with the funding that their speaker names soon after.

    "He said the £2m cost would be met from reserves" belongs to the pledge before it.
    """
    pledges: list[Pledge] = []
    at: dict[str, tuple[int, int]] = {}
    for number, statement in enumerate(statements):
        speaker = statement.speaker or ""
        place = at.get(speaker)
        text = " ".join(passage.text for passage in statement.content)
        costs = COSTS.search(text)
        if costs and place and number - place[1] <= SOON:
            pledges[place[0]] = add_costs(scene, pledges[place[0]], statement, text, costs["fund"])
            continue
        for pledge in read_pledges(scene, statement):
            at[speaker] = (len(pledges), number)
            pledges.append(pledge)
    return pledges


def add_costs(scene: Scene, pledge: Pledge, statement: Statement, text: str, fund: str) -> Pledge:
    """Return the pledge with price and funding filled in where it named none."""
    if pledge.amount is None:
        pledge = replace(pledge, **price_of(scene, text))
    return replace(
        pledge,
        funded_by=pledge.funded_by or " ".join(fund.split()),
        evidence=(*pledge.evidence, *statement.content),
    )


SOON = 3
COSTS = re.compile(
    r"\b(?:costs?|bill|price|policy|plan|move|measure|scheme|pledge|promise|changes?)\b[^.;]{0,40}?"
    r"\b(?:paid\sfor|met|funded|financed|covered)\s(?:by|from|through|out\sof)\s(?P<fund>[^.;]+)",
    re.IGNORECASE,
)


def price_of(scene: Scene, text: str) -> dict[str, Any]:
    """Return amount, currency and its note for the first sum of ``text`` that is no funding."""
    funding = PAID_BY.search(text)
    span = funding.span() if funding else (len(text), len(text))
    sums = (a for a in find_amounts(text) if not span[0] <= a.start < span[1])
    first = next(sums, None)
    if first is None:
        return {}
    currency, note = settle_currency(scene.article, first.sign)
    return {"amount": first.value, "currency": currency, "currency_note": note}


def find_told_pledges(
    scene: Scene,
    statements: Sequence[Statement],
    taken: Sequence[Passage],
    over: Sequence[Passage],
) -> Iterator[Pledge]:
    """Yield what the article tells that somebody will or did promise, outside their own words.

    Sentences that tell of pledges that are ``over`` are left out.
    """
    for span in scene.sentences:
        if any(passage.start == span[0] for passage in over):
            continue
        for match in PROMISE.finditer(scene.article.text, *span):
            member = scene.member_ending_at(match.start())
            if member is None or any(match.start() <= p.start < span[1] for p in taken):
                continue
            yield build_told_pledge(scene, statements, member, span, match)


def build_told_pledge(
    scene: Scene, statements: Sequence[Statement], member: str, span: Span, match: re.Match[str]
) -> Pledge:
    """Write down a promise that is told of, with the statement that tells it, if one does."""
    words = match["what"]
    funding = PAID_BY.search(words)
    holding = next((s for s in statements if covers(s.content, match.start())), None)
    what = words[: funding.start()] if funding else words
    fund = next((w for w in funding.groupdict().values() if w), None) if funding else None
    due = find_due(scene, (scene.article.passage(*match.span("what")),))
    condition = next(find_conditions(scene, scene.article.passage(*match.span("what"))), None)
    if condition:
        what = what.replace(scene.article.text[slice(*condition)], " ")
    pledge = Pledge(
        id=digest(scene.article.id, "told pledge", str(match.start())),
        article=scene.article.id,
        by_whom=member,
        what=tidy(what),
        amount=None,
        funded_by=tidy(fund) if fund else None,
        condition=scene.article.text[slice(*condition)] if condition else None,
        statement=holding.id if holding else None,
        evidence=(scene.article.passage(*span),),
        confidence=0.6,
        by="rule:pledges",
        by_when=due.words if due else None,
        due=due.day if due else None,
    )
    return replace(pledge, **price_of(scene, words))


def read_pledges(scene: Scene, statement: Statement) -> Iterator[Pledge]:
    """Yield the pledge that a statement makes, and those that single sentences of it make."""
    if statement.speaker is None:
        return
    text = " ".join(passage.text for passage in statement.content)
    use = USED_FOR.search(text)
    if statement.act == "pledge" or (statement.act == "demand" and use):
        yield build_pledge(scene, statement, statement.content, use)
        return
    for move in statement.also:
        if move.act == "pledge":
            yield build_pledge(scene, statement, (move.passage,), None)


def build_pledge(
    scene: Scene, statement: Statement, content: Sequence[Passage], use: re.Match[str] | None
) -> Pledge:
    """Write down the pledge that ``content``, all or part of a statement, makes."""
    text = " ".join(passage.text for passage in content)
    due = find_due(scene, content)
    whole = " ".join(passage.text for passage in statement.content)
    costs = COST_OF.search(whole)
    part = "" if content == statement.content else str(content[0].start)
    return replace(
        Pledge(
            id=digest(statement.id, "pledge", part) if part else digest(statement.id, "pledge"),
            article=statement.article,
            by_whom=statement.speaker or "",
            what=state_pledge(text, use, statement),
            amount=None,
            funded_by=find_funding(scene, content, text, use)
            or find_funding(scene, statement.content, whole, None),
            condition=statement.condition.text if statement.condition and not part else None,
            statement=statement.id,
            evidence=tuple(content),
            confidence=statement.confidence,
            by="rule:pledges",
            by_when=due.words if due else None,
            due=due.day if due else None,
        ),
        **(price_of(scene, text) or (price_of(scene, costs.group()) if costs else {})),
    )


# What the rest of a quotation says that it costs: "They will cost £40m."
COST_OF = re.compile(r"\b(?:costs?|costing|bill|price)\b[^.;]{0,60}")


def state_pledge(text: str, use: re.Match[str] | None, statement: Statement) -> str:
    """Return the words for what is pledged, without the clause it hangs on."""
    if use:
        words = use["what"] if use["what"].startswith("to ") else f"{use['verb']} {use['what']}"
    else:
        words = keep_binding(text)
    if statement.condition is not None:
        words = words.replace(statement.condition.text, " ")
    return tidy(re.sub(r"^\s*that\s", "", words))


def tidy(words: str) -> str:
    """Return ``words`` on one line, without the marks around them."""
    return " ".join(words.split()).strip(" ,.;'\"‘’“”")


def keep_binding(text: str) -> str:
    """Return the sentences of a long quotation that bind the speaker, all of them if none does."""
    if len(text.split()) < LONG:
        return text
    sentences = [text[a:b] for a, b in find_sentences(text)]
    binding = [sentence for sentence in sentences if BINDING.search(sentence)]
    return " ".join(binding) if binding else text


LONG = 45


def find_funding(
    scene: Scene, content: Sequence[Passage], text: str, use: re.Match[str] | None
) -> str | None:
    """Return the words for where the money is to come from, in the content or its sentence."""
    if use:
        return " ".join(use["fund"].split())
    match = PAID_BY.search(text)
    if match is None and content:
        last = content[-1]
        end = scene.sentence_at(last.end - 1)[1]
        match = PAID_BY.search(scene.article.text, last.end, end)
    if match is None:
        return None
    return next((" ".join(words.split()) for words in match.groupdict().values() if words), None)
