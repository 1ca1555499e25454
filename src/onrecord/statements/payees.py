"""Who is paid: whoever stands between a verb and its money, or after "to", "into" and the like."""

from __future__ import annotations

import re

from onrecord.actors import Member
from onrecord.statements.doers import find_antecedent
from onrecord.statements.lexicon import load_set
from onrecord.statements.monies import Money, size
from onrecord.statements.parties import (
    NOUN_END,
    find_heads,
    find_object_parties,
    find_object_party,
)
from onrecord.statements.scene import Scene
from onrecord.statements.verbs import Verb

GIFTS = load_set("payments gifts")


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
TAIL = 45
BESTOWED = re.compile(
    r"\s(?:[\w-]+\s){0,3}(?:aid|donations?|contributions?|gifts?|grants?|loans?|payments?)\b"
)


def is_fundable(member: Member) -> bool:
    """Say whether contributing to a member can mean money: a party, campaign, charity, person."""
    words = set(member.name.lower().split())
    return member.named or bool(words & load_set("parties funded"))


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
TRAILING_FILLER = re.compile(
    r"(?:[\s,–-]*\b(?:more|less|than|at|least|up|to|about|around|nearly|almost|an?|the|over|some|"
    r"only|"
    r"just|another|further|total|grand|combined|of|as|much|away|roughly|in|between|estimated|what|"
    r"improper|large|well|under|fully|additional|extra|back|out|totall?ing|worth|campaign|big|"
    r"significant|substantial|regular|personal|speaking|speaker|financial|his|her|its|their|own|"
    r"secret|cash|amounts?|sums?|nine|most|any|straw|six-figure|seven-figure))+[\s,–“\"-]*$",
    re.IGNORECASE,
)
