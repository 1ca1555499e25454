"""Who takes part in a payment: the noun phrase before or after a verb, as a member of the cast.

A phrase that the cast does not know ("small donors", "a Texas developer") becomes a member of its
own, a group that nobody is named by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.actors import Member, Mention
from onrecord.articles import Article, digest
from onrecord.statements.lexicon import load_set
from onrecord.statements.scene import Scene

COLLECTIVES: Mapping[str, str] = {"unions": "trade unions", "union": "trade unions"}
LEADING_IN = re.compile(
    r"^[\s\"“'‘]*(?:[A-Z][A-Z .,]+\([A-Za-z ]+\)\s*[—–-]+|(?:In|On|At|Since|After|Before|During|"
    r"Along with|As|Thus far|So far|For|By|Under|From|"
    r"Over|Until|Between|Through|With|Beyond|Last|This|Earlier|Meanwhile|Likewise|However|"
    r"Furthermore|Moreover)\b[^,]*,\s*|\w+ly,\s*)"
)
CONJUNCTION = re.compile(r"^\s*(?:and|but|while|whereas|so|yet|that|then)\s+", re.IGNORECASE)
THAT = re.compile(r"\b(?:that|said|says|because|if|when|after|before|reported|noted)\s+(?=\S)")
# Where a noun phrase ends: before these words, a participle that goes on to tell of it ("victims
# tortured by", "groups backing Reed"), another clause or another sum.
NOUN_END = re.compile(
    rf"\s(?:{'|'.join(sorted(load_set('parties enders')))})\b"
    r"|\s\w{3,}ed(?=\s(?:or|and|by|in|at|with|from|to|on|for|against)\b)"
    r"|\s[a-z]{3,}ing(?=\s(?:[A-Z]|the\s|him\b|her\b|them\b))"
    r"|\s(?:and|or)\s(?=[\"“'‘£$€\d]|(?:there|it|he|she|they|we|that|has|had|was|were|is|will|then|"
    r"[a-z]{3,}ed)\b)"
    r"|[,;:()–—\"“”]|\s[-–—]\s"
)
ARTICLE = re.compile(
    r"^(?:the|a|an|some|many|several|other|most|all|about|around|nearly|over)\s+", re.I
)
PERSONAL = frozenset(
    {"he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "us", "me"}
)
SPOKEN_OF = frozenset({"he", "she", "it", "they"})
OURS = re.compile(
    r"(?:we|us|our\s(?:members|union|party|company|organi[sz]ation|members'?))$", re.I
)
NUMERIC = re.compile(r"^[\d$£€]|[$£€%]")
LONGEST = 9


def collective_member(article: Article, words: str) -> Member:
    """Make a member of a payer or payee that the cast does not hold: "unions", "donors"."""
    plain = ARTICLE.sub("", " ".join(words.split()).strip(" '\"’“”.,"))
    name = COLLECTIVES.get(plain.lower(), plain)
    return Member(
        id=digest(article.id, "collective", name.lower()),
        article=article.id, name=name, kind="group", named=False, aliases=(plain,),
        date=article.published, confidence=0.7, by="rule:money",
    )  # fmt: skip


def find_subject_party(scene: Scene, start: int, end: int) -> Member | None:
    """Return who the subject is of the verb phrase that begins at ``end``, back to ``start``.

    What leads in ("In May, …") and what is set off by commas ("…, a banker, …") is passed over.
    """
    text = scene.article.text[start:end]
    offset = start
    while match := (LEADING_IN.match(text) or CONJUNCTION.match(text)):
        text, offset = text[match.end() :], offset + match.end()
    relative = re.search(r",?\s*\b(?:who|which|that)\s*$", text)
    head = text[: relative.start()] if relative else text.rstrip()
    if relative:
        return find_antecedent(scene, offset, head, comma=relative.group().startswith(","))
    if head.endswith(","):
        return find_object_party(scene, offset, offset + len(head))
    thats = list(THAT.finditer(head))
    cut = max([thats[-1].end() if thats else 0, head.rfind(",") + 1 if head.count(",") else 0])
    return find_object_party(scene, offset + cut, offset + len(head))


def find_antecedent(scene: Scene, start: int, head: str, *, comma: bool) -> Member | None:
    """Return whom "who" takes up: whoever stands right before it, or before an apposition.

    ``head`` are the words from ``start`` up to "who", which a ``comma`` may precede.
    """
    apposed = APPOSITION.search(head)
    end = apposed.start() if apposed and not comma else len(head)
    return find_party(scene, start, start + end, last=True) or find_object_party(
        scene, start, start + end
    )


APPOSITION = re.compile(r",\s(?:an?|the|who|whose|now|then|formerly|once)\s[^,]*$")


def find_object_party(scene: Scene, start: int, end: int) -> Member | None:
    """Return who the noun phrase that begins at ``start`` is."""
    text = scene.article.text
    while start < end and not text[start].isalnum():
        start += 1
    stop = find_noun_end(text, start, end)
    opening = (m for m in scene.mentions_in(start, end) if m.passage.start - start <= len("the "))
    stop = max([stop, *(m.passage.end for m in opening)])
    joined = (m for m in scene.mentions_in(start, stop) if m.passage.start - start <= len("the "))
    stop = next((m.passage.end for m in joined if JOINED.match(text, m.passage.end, stop)), stop)
    called = CALLED.match(text, stop, end)
    if called:
        start, stop = called.end(), find_noun_end(text, called.end(), end)
    coffers = COFFERS.search(text, start, stop)
    stop = coffers.start() if coffers else stop
    return name_phrase(scene, start, stop)


CALLED = re.compile(r"\s(?:called|named|known\sas)\s(?=[A-Z])")
JOINED = re.compile(r"(?:,|\s(?:and|or|as well as))\s(?=(?:the\s|his\s|her\s)?[A-Z]|other\s)")


def find_noun_end(text: str, start: int, end: int) -> int:
    """Return where the noun phrase that begins at ``start`` ends, its article not counted."""
    for match in NOUN_END.finditer(text, start, end):
        if ARTICLE.sub("", text[start : match.start()] + " ").strip():
            return match.start()
    return end


def find_object_parties(scene: Scene, start: int, end: int) -> list[Member]:
    """Return who the noun phrases that begin at ``start`` are: "Ann Hale, Tom Reed and others"."""
    text = scene.article.text
    found: list[Member] = []
    while len(found) < MOST_PARTIES:
        adjective = ADJECTIVE.match(text, start, end)
        start = adjective.end() if adjective else start
        party = find_object_party(scene, start, end)
        if party is None:
            break
        if party not in found:
            found.append(party)
        match = NEXT_PARTY.search(text, start, min(start + REACH, end))
        if match is None or not LIST_END.fullmatch(text, start, match.start()):
            break
        start = match.end()
    return found


MOST_PARTIES, REACH = 4, 70
# "to Democratic and Republican campaigns" is one party.
ADJECTIVE = re.compile(r"(?:both\s)?[A-Z]\w+\s(?:and|or)\s(?=[A-Z]\w+\s[a-z]+s\b)")
NEXT_PARTY = re.compile(
    r"(?:,\s(?:and\s|or\s)?|\s(?:and|or|as well as)\s)"
    r"(?=(?:the\s|other\s|his\s|her\s)?[A-Z]|other\s)"
)
LIST_END = re.compile(r"(?:[\w'’.-]+|\([^)]*\))(?:\s(?:[\w'’.-]+|\([^)]*\))){0,7}")

COFFERS = re.compile(
    r"(?:['’]s|(?<=s)['’])\s(?:campaign\s|election\s|local\s)?(?:funds|coffers|war\schest)\b"
)


def name_phrase(scene: Scene, start: int, end: int) -> Member | None:
    """Return the member that the words from ``start`` to ``end`` name.

    A mention counts if it ends the phrase or fills it; "the Clinton campaign" is no mention of
    Mrs Clinton. Words that name nobody, numbers and overlong phrases make no party.
    """
    words = scene.article.text[start:end].strip(" '\"’“”.,")
    if not words:
        return None
    stop = start + scene.article.text[start:end].index(words) + len(words)
    near = [m for m in scene.mentions_in(start, end + 60) if m.passage.start < stop]
    for mention in sorted(near, key=lambda m: m.passage.start - m.passage.end):
        if mention.member in scene.members and mention.passage.end >= stop - 2:
            return scene.members[str(mention.member)]
    plain = ARTICLE.sub("", words)
    if plain.lower() in SPOKEN_OF:
        return scene.members.get(scene.speaker_at(start) or "")
    if OURS.match(words):
        speaker = scene.speaker_at(start) or ""
        return scene.members.get(scene.organisations.get(speaker, speaker))
    if plain.lower() in PERSONAL or NUMERIC.search(plain) or not 0 < len(plain.split()) <= LONGEST:
        return None
    if plain.split()[0].endswith("ing") and plain[0].islower():
        return None
    if plain.split()[0].lower() in NO_PARTY:
        return None
    if not is_party_noun(plain):
        return find_leading(scene, start, near)
    if FIRM.fullmatch(words):
        return find_firm(scene, start) or known_member(scene, plain)
    return known_member(scene, plain)


FIRM = re.compile(r"(?:the|The)\s(?:same\s)?(?:company|firm|business)")


def find_firm(scene: Scene, start: int) -> Member | None:
    """Return which organisation "the company" is: the only one its sentence names before it."""
    opening = scene.sentence_at(start)[0]
    near = [scene.members.get(m.member or "") for m in scene.mentions_in(opening, start)]
    bodies = {one.id: one for one in near if one is not None and one.kind == "organisation"}
    bodies = {key: one for key, one in bodies.items() if not PUBLIC.search(one.name)}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


# What no writer calls a company.
PUBLIC = re.compile(
    r"\b(?:Party|Government|Council|Union|Congress|Senate|Commission|Ministry|Department|Committee|"
    r"Parliament|Labour|Conservatives|Democrats|Republicans|Trust|Foundation|Court|University)\b"
)


def find_leading(scene: Scene, start: int, near: Sequence[Mention]) -> Member | None:
    """Return who leads a phrase that itself is nobody: "Mr Reed's work", "the states provide"."""
    text = scene.article.text
    leading = [m for m in near if m.passage.start - start <= len("the ")]
    leading = [
        m for m in leading if not owns(text, m.passage.end) or DOINGS.match(text, m.passage.end)
    ]
    named = [scene.members[str(m.member)] for m in leading if m.member in scene.members]
    return named[0] if named else None


def owns(text: str, end: int) -> bool:
    """Say whether a name that ends at ``end`` owns what follows: "Mr Reed's work"."""
    return text[end : end + 2] in ("'s", "’s") or text[end - 1 : end + 2] in ("s' ", "s’ ")


# What is done for whoever it belongs to: who pays for "Mr Reed's work" pays Mr Reed.
DOINGS = re.compile(
    r"['’]s?\s(?:[\w-]+\s){0,2}(?:work|efforts?|activities|bid|run|life|lifestyle|fees|defen[cs]e|"
    r"education|trips?|travel|office|research|speech|effort|re-election|reelection|legal)\b"
)


# A phrase that opens so is a purpose ("to lobby …") or a clause ("how much he gave").
NO_PARTY = (
    load_set("parties infinitives")
    | load_set("doers prepositions")
    | load_set("acts wh")
    | frozenset({"to", "not", "that", "more", "most", "less", "much", "and", "but", "top"})
)


def is_party_noun(words: str) -> bool:
    """Say whether a phrase can be somebody: its last word is a name, a plural or a body."""
    return any(is_body(head) for head in find_heads(words))


def find_heads(words: str) -> list[str]:
    """Return the nouns that a phrase turns on: "creator and star", "a handful of *people*"."""
    whole, *rest = words.split(" of ")
    heads = [re.findall(r"[\w’'-]+", part)[-1:] for part in re.split(r"\s(?:and|or)\s", whole)]
    found = [head[0] for head in heads if head]
    inner = re.findall(r"[\w’'-]+", rest[-1])[-1:] if rest else []
    if inner and (inner[0][0].isupper() or {h.lower() for h in found} & QUANTITIES):
        found += inner
    return found


QUANTITIES = load_set("parties quantities")


def is_body(last: str) -> bool:
    """Say whether a noun can be somebody: a name, a plural, a body or one who does something."""
    if last.lower() in load_set("times words"):
        return False
    return (
        last[:1].isupper()
        or last.lower() in load_set("parties bodies")
        or (last.endswith("s") and last.lower() not in load_set("parties things"))
        or (last.lower().endswith(AGENTS) and last.lower() not in load_set("parties not agents"))
    )


AGENTS = ("er", "or", "ist", "man", "woman", "people")


def find_party(scene: Scene, start: int, end: int, *, last: bool) -> Member | None:
    """Return the mention or listed group nearest the end (``last``) or the start."""
    mentions = [m for m in scene.mentions_in(start, end) if m.member in scene.members]
    groups = load_set("parties groups")
    found = [(m.passage.start, -m.passage.end, scene.members[str(m.member)]) for m in mentions]
    held = [
        (m.passage.start, m.passage.end) for m in scene.mentions_in(max(0, start - 40), end + 40)
    ]
    for token in scene.tokens_in(start, end):
        if token.word in groups and not any(a <= token.start < b for a, b in held):
            member = known_member(scene, scene.article.text[token.start : token.end])
            found.append((token.start, -token.end, member))
    found.sort(key=lambda item: item[:2])
    outer = [
        f for f in found if not any(g[0] <= f[0] and -f[1] <= -g[1] and g is not f for g in found)
    ]
    return (outer[-1] if last else outer[0])[2] if outer else None


def known_member(scene: Scene, words: str) -> Member:
    """Return the member of the cast that goes by ``words``, or make a collective one."""
    made = collective_member(scene.article, words)
    for member in scene.members.values():
        if made.name.lower() in (member.name.lower(), *(alias.lower() for alias in member.aliases)):
            return member
    return made
