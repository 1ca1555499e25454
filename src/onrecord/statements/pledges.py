"""What speakers bind themselves to, and how it is to be paid for.

A pledge is a statement that promises, or a call for money to be used in a stated way by the
party that would use it. Its funding is quoted, never worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.articles import digest
from onrecord.statements.amounts import find_amounts
from onrecord.statements.scene import Scene
from onrecord.statements.types import Pledge, Statement

USED_FOR = re.compile(
    r"(?P<fund>(?:the\s)?(?:cash|money|proceeds|revenues?|funds|income|savings?|receipts|windfall|sum)\b"
    r"[^.;]{3,120}?)\s(?:to\sbe|should\sbe|would\sbe|will\sbe|be|being)\s(?:used|spent|put|invested|diverted|ploughed|"
    r"channelled|devoted|redirected|earmarked)\s(?P<what>(?:to|on|into|for|towards)\s[^.;]+)",
    re.IGNORECASE,
)
PAID_BY = re.compile(
    r"\b(?:to\sbe\s)?(?:funded|paid\sfor|financed|bankrolled)\s(?:by|from|through|out\sof|with)\s(?P<fund>[^.;,]+)"
    r"|\b(?:using|with)\s(?P<use>(?:the\s)?(?:cash|money|proceeds|savings?|revenues?|receipts|funds)\s(?:raised|saved|made|from|of|by|generated)[^.;,]+)"
    r"|\bby\s(?:using|spending)\s(?P<spend>(?:the\s)?(?:cash|money|proceeds|savings?|revenues?)[^.;,]+)"
    r"|\bpay\sfor\s(?:it|this|them|that|the\s\w+)\s(?:by|with|from|through)\s(?P<pay>[^.;,]+)"
    r"|\b(?:raised|found|met|come|comes|coming)\s(?:by|from|through)\s(?P<from>(?:a|the|an|increasing|raising|closing|scrapping|"
    r"selling|taxing|cutting|reversing|ending)\s[^.;,]+)",
    re.IGNORECASE,
)


def find_pledges(scene: Scene, statements: Sequence[Statement]) -> tuple[Pledge, ...]:
    """Return the pledges among ``statements``, with price, funding and condition where named."""
    return tuple(pledge for statement in statements for pledge in read_pledge(scene, statement))


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
    words = use["what"] if use else text
    if statement.condition is not None:
        words = words.replace(statement.condition.text, " ")
    words = re.sub(r"^\s*that\s", "", words)
    return " ".join(words.split()).strip(" ,.;'\"‘’“”")


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
