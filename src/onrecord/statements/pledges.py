"""What speakers bind themselves to, and how it is to be paid for.

A pledge is a statement that promises, or a call for money to be used in a stated way by the
party that would use it. Its funding is quoted, never worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.articles import Passage, digest
from onrecord.statements.amounts import find_amounts
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
    r"(?P<what>to\s(?!the\b|a\b|an\b|his\b|her\b)[^.;:]{6,240}?)(?=[.;:]|,\s(?:but|saying|after|"
    r"while|sources)\b|$)",
)


def find_pledges(scene: Scene, statements: Sequence[Statement]) -> tuple[Pledge, ...]:
    """Return the pledges among ``statements``, with price, funding and condition where named."""
    stated = join_costs(scene, statements)
    taken = [passage for pledge in stated for passage in pledge.evidence]
    return (*stated, *find_told_pledges(scene, statements, taken))


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
            pledges[place[0]] = add_costs(pledges[place[0]], statement, text, costs["fund"])
            continue
        for pledge in read_pledge(scene, statement):
            at[speaker] = (len(pledges), number)
            pledges.append(pledge)
    return pledges


def add_costs(pledge: Pledge, statement: Statement, text: str, fund: str) -> Pledge:
    """Return the pledge with price and funding filled in where it named none."""
    sums = list(find_amounts(text))
    return replace(
        pledge,
        amount=pledge.amount if pledge.amount is not None or not sums else sums[0].value,
        funded_by=pledge.funded_by or " ".join(fund.split()),
        evidence=(*pledge.evidence, *statement.content),
    )


SOON = 3
COSTS = re.compile(
    r"\b(?:costs?|bill|price|policy|plan|move|measure|scheme|pledge|promise|changes?)\b[^.;]{0,40}?"
    r"\b(?:paid\sfor|met|funded|financed|covered)\s(?:by|from|through|out\sof)\s(?P<fund>[^.;]+)",
    re.IGNORECASE,
)


def find_told_pledges(
    scene: Scene, statements: Sequence[Statement], taken: Sequence[Passage]
) -> Iterator[Pledge]:
    """Yield what the article tells that somebody will or did promise, outside their own words."""
    for span in scene.sentences:
        for match in PROMISE.finditer(scene.article.text, *span):
            member = scene.member_ending_at(match.start())
            if member is None or any(p.start >= match.start() and p.start < span[1] for p in taken):
                continue
            yield build_told_pledge(scene, statements, member, span, match)


def build_told_pledge(
    scene: Scene, statements: Sequence[Statement], member: str, span: Span, match: re.Match[str]
) -> Pledge:
    """Write down a promise that is told of, with the statement that tells it, if one does."""
    words = match["what"]
    funding = PAID_BY.search(words)
    sums = list(find_amounts(words))
    holding = next((s for s in statements if covers(s.content, match.start())), None)
    what = words[: funding.start()] if funding else words
    fund = next((w for w in funding.groupdict().values() if w), None) if funding else None
    return Pledge(
        id=digest(scene.article.id, "told pledge", str(match.start())),
        article=scene.article.id,
        by_whom=member,
        what=" ".join(what.split()).strip(" ,.;'\"‘’“”"),
        amount=sums[0].value if sums else None,
        funded_by=" ".join(fund.split()) if fund else None,
        condition=None,
        statement=holding.id if holding else None,
        evidence=(scene.article.passage(*span),),
        confidence=0.6,
        by="rule:pledges",
    )


def read_pledge(scene: Scene, statement: Statement) -> Iterator[Pledge]:
    """Yield the pledge that ``statement`` makes, if it makes one."""
    text = " ".join(passage.text for passage in statement.content)
    use = USED_FOR.search(text)
    if statement.speaker is None or not (
        statement.act == "pledge" or (statement.act == "demand" and use)
    ):
        return
    sums = list(find_amounts(text))
    yield Pledge(
        id=digest(statement.id, "pledge"),
        article=statement.article,
        by_whom=statement.speaker,
        what=state_pledge(text, use, statement),
        amount=sums[0].value if sums else None,
        funded_by=find_funding(scene, statement, text, use),
        condition=statement.condition.text if statement.condition else None,
        statement=statement.id,
        evidence=statement.content,
        confidence=statement.confidence,
        by="rule:pledges",
    )


def state_pledge(text: str, use: re.Match[str] | None, statement: Statement) -> str:
    """Return the words for what is pledged, without the clause it hangs on."""
    if use:
        words = use["what"] if use["what"].startswith("to ") else f"{use['verb']} {use['what']}"
    else:
        words = keep_binding([passage.text for passage in statement.content])
    if statement.condition is not None:
        words = words.replace(statement.condition.text, " ")
    words = re.sub(r"^\s*that\s", "", words)
    return " ".join(words.split()).strip(" ,.;'\"‘’“”")


def keep_binding(pieces: Sequence[str]) -> str:
    """Return the sentences of a long quotation that bind the speaker, all of them if none does."""
    text = " ".join(pieces)
    if len(text.split()) < LONG:
        return text
    sentences = [piece[a:b] for piece in pieces for a, b in find_sentences(piece)]
    binding = [sentence for sentence in sentences if BINDING.search(sentence)]
    return " ".join(binding) if binding else text


LONG = 45
BINDING = re.compile(
    r"\b(?:I|[Ww]e)(?:['’]ll|\s(?:will|shall|won['’]t|pledge|promise|guarantee|commit)|"
    r"(?:['’](?:re|m)|\s(?:are|am))\s(?:not\s)?going\sto(?!\ssee))\b"
)


def find_funding(
    scene: Scene, statement: Statement, text: str, use: re.Match[str] | None
) -> str | None:
    """Return the words for where the money is to come from, in the content or its sentence."""
    if use:
        return " ".join(use["fund"].split())
    match = PAID_BY.search(text)
    if match is None and statement.content:
        last = statement.content[-1]
        end = scene.sentence_at(last.end - 1)[1]
        match = PAID_BY.search(scene.article.text, last.end, end)
    if match is None:
        return None
    return next((" ".join(words.split()) for words in match.groupdict().values() if words), None)
