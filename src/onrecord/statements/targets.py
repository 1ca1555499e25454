"""Whom a statement is about or aimed at, whom it is told to, and where it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from onrecord.actors import Mention
from onrecord.articles import Passage
from onrecord.attributions import Attribution
from onrecord.statements.clauses import MODALS
from onrecord.statements.lexicon import load_set
from onrecord.statements.scene import Scene, covers
from onrecord.statements.types import Act

TELLING = load_set("targets telling")
AIMING = load_set("targets aiming")
AIMED: frozenset[Act] = frozenset(get_args(Act)) - {"claim", "pledge"}
LOOKS_AROUND: frozenset[Act] = frozenset({"threat"})
MOST_TARGETS = 3
JOINED = re.compile(
    r"^(?:'s|’s)?\s*(?:,|and|or|nor|as well as|, and)\s+(?:his |her |their |the )?$"
)
TOPIC = re.compile(r"\bover\s(?:the\s|its\s|his\s|her\s|their\s)?$", re.IGNORECASE)
OVER = re.compile(
    r"\b(?:accept\w*|back\w*|adopt\w*|follow\w*|support\w*|than|like|unlike|against|from|copy\w*|"
    r"embrac\w*|over|of|with|under|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
ADDRESSEE = re.compile(
    r"^\s*(?:(?:\w+ly|also)\s+)?(?P<who>(?:(?:the|a|an|his|her|their|its|our)\s+)?"
    r"(?:(?!that\b|to\b|of\b|it\b|what\b|how\b|why\b|if\b|whether\b|in\b|at\b|on\b|"
    r"there\b)[\w'’.&-]+\s?){1,6}?(?:Today\s(?:programme|program|show))?)"
    r"(?=\s*(?:[,:;.\"“‘']|that\b|to\b|in\b|at\b|on\b|of\b|during\b|what\b|how\b|why\b|whether\b|"
    r"if\b|"
    r"there\b|it\b|he\b|she\b|they\b|the\b|last night\b|yesterday\b|today\b|after\b|before\b|$))",
    re.IGNORECASE,
)
PLACES = "|".join(sorted(load_set("targets places"), key=len, reverse=True))
MEDIA = "|".join(sorted(load_set("targets media"), key=len, reverse=True))
VENUE = re.compile(
    rf"\b(?:(?i:at|during|before|to|after|outside|on|in|told|tells|tell|"
    rf"telling)\s)(?P<place>(?:the|a|an|his|her|their|its|this week's|"
    rf"yesterday's)?\s*(?:[\w'’-]+\s){{0,4}}?(?:{PLACES}))\b"
    rf"|\b(?i:in|during|via|through)\s(?P<medium>(?:the|a|an|his|her|their|"
    rf"its)\s(?:[\w'’-]+\s){{0,4}}?(?:{MEDIA})"
    rf"(?:\s(?:with|on|to|for)\s(?:the\s)?(?:[A-Z][\w'’&.-]*\s?){{1,5}})?)"
    rf"|\b(?i:on|to)\s(?P<show>(?:(?:the|its|his|her)\s)?(?:[A-Z0-9][\w'’&.]*\s){{0,5}}?"
    rf"(?:(?i:programme|program|show|radio|television|tv|breakfast|newsnight|today|facebook|"
    rf"twitter|instagram|"
    rf"cnn|msnbc|nbc|cbs|abc|fox|fox news|itv|sky news|bbc(?: (?:one|two|radio \d|news))?|"
    rf"radio \d|lbc|channel \d(?: news)?|"
    rf"meet the press|face the nation|state of the union|this week|morning joe|"
    rf"truth social))(?:\s(?:programme|program|show))?)"
    rf"(?<!today)\b",
)


def find_targets(
    scene: Scene, attribution: Attribution, act: Act, speaker: str | None
) -> tuple[str, ...]:
    """Return the members that the statement is about or aimed at, the chief one first.

    Whom the cue itself hits ("accused ministers of", "said of Mr Hale") comes before whom the
    content names. The speaker and, save for what they criticise, those they speak for are left
    out. A threat that names nobody is aimed at whoever its sentence sets against the speaker.
    """
    voices = scene.voices(speaker)
    found = list(find_cue_targets(scene, attribution))
    found = found or list(find_content_targets(scene, attribution, act))
    if not found and act in LOOKS_AROUND:
        found = [m for m in find_neighbours(scene, attribution) if m not in voices][:1]
    told = find_told(scene, attribution)
    kept = [
        member
        for member in dict.fromkeys(found)
        if member not in voices | told and not is_part(scene, member, voices)
    ]
    return tuple(kept[: MOST_TARGETS if act in AIMED else MOST_TARGETS - 1])


def is_part(scene: Scene, member: str, voices: frozenset[str]) -> bool:
    """Say whether a member's name is part of a voice's: "union" where the Rail Union speaks."""
    words = set(scene.members[member].name.lower().split())
    return any(
        words < set(scene.members[voice].name.lower().split())
        for voice in voices
        if voice in scene.members
    )


def find_told(scene: Scene, attribution: Attribution) -> frozenset[str]:
    """Return the members who are only told: the object of "told", unless it is of them."""
    name = find_addressee(scene, attribution)
    if name is None or speaks_of_told(scene, attribution):
        return frozenset()
    if {t.lemma for p in attribution.cue for t in scene.tokens_in(p.start, p.end)} & AIMING:
        return frozenset()
    return frozenset(m.id for m in scene.members.values() if m.name == name)


def find_cue_targets(scene: Scene, attribution: Attribution) -> Iterator[str]:
    """Yield members between cue and content whom a cue such as "accused" takes as its object."""
    if not attribution.cue or not attribution.content:
        return
    last, text = attribution.cue[-1], scene.article.text
    end = scene.sentence_at(last.start)[1]
    stop = min((p.start for p in attribution.content if p.start >= last.end), default=end)
    tokens = [t for p in attribution.cue for t in scene.tokens_in(p.start, p.end)]
    lemmas = {t.lemma for t in tokens}
    ends_of = tokens[-1].word in OF if tokens else False
    told = "tell" in lemmas and speaks_of_told(scene, attribution)
    mentions = scene.mentions_in(last.start, min(stop, end))
    for mention in mentions:
        between = text[last.end : mention.passage.start].strip().lower()
        of = ends_of or between.startswith(tuple(OF))
        aimed = lemmas & AIMING or told
        if mention.member and (of or (aimed and len(between.split()) <= SHORT_GAP)):
            yield mention.member
            return


SHORT_GAP = 3
OF = frozenset({"of", "about", "at"})


def speaks_of_told(scene: Scene, attribution: Attribution) -> bool:
    """Say whether what is told is of those told: "told ministers to …", "told her she was …"."""
    if not attribution.content:
        return False
    first = attribution.content[0]
    opening = [t.word for t in scene.tokens_in(first.start, first.end)[:2]]
    if attribution.form == "direct":
        return "you" in opening
    if opening and opening[0] in PRONOUNS and not may_be_told(scene, attribution, opening[0]):
        return False
    return bool(opening) and (
        opening[0] == "to" or bool({"he", "she", "they", "it"} & set(opening))
    )


PRONOUNS = frozenset({"he", "she", "it", "they"})


def may_be_told(scene: Scene, attribution: Attribution, pronoun: str) -> bool:
    """Say whether a pronoun that opens what is told may be whoever is told.

    A broadcaster is no "she", nobody is told that "it" would lose, and the speaker is another.
    """
    first, last = attribution.content[0], attribution.cue[-1]
    opening = scene.mentions_in(first.start, first.start + len("that they") + 1)
    if opening and opening[0].member in scene.voices(scene.cast.speakers.get(attribution.id)):
        return False
    told = [m for m in scene.mentions_in(last.end, first.start) if m.member in scene.members]
    if not told:
        return True
    is_person = scene.members[str(told[0].member)].kind == "person"
    return is_person if pronoun in ("he", "she") else not is_person or pronoun == "they"


def find_content_targets(scene: Scene, attribution: Attribution, act: Act) -> Iterator[str]:
    """Yield the members named in the content: the first, those joined to it, then possessors.

    After a cue that takes an object ("accused | Mr Reed of …") only those right at its head count.
    """
    voices = scene.voices(scene.cast.speakers.get(attribution.id))
    others = [
        m
        for p in attribution.content
        for m in scene.mentions_in(p.start, p.end)
        if m.member is not None and m.member not in voices and is_meant(m, scene, act)
        if not (attribution.form == "direct" and m.passage.text.lower() in THINGS)
    ]
    text = scene.article.text
    headed = bool(others) and takes_object(scene, attribution, others[0])
    for i, mention in enumerate(others):
        before = text[max(0, mention.passage.start - 30) : mention.passage.start]
        joined = i > 0 and JOINED.match(text[others[i - 1].passage.end : mention.passage.start])
        if i == 0:
            meant = not TOPIC.search(before)
        elif headed:
            meant = bool(joined) or bool(OBJECT_OF.match(text, mention.passage.end))
        else:
            meant = bool(joined) or not OVER.search(before)
        if meant:
            yield str(mention.member)


# In direct speech these stand for things as often as for anybody.
THINGS = frozenset({"it", "its", "they", "them", "their"})
OBJECT_OF = re.compile(r"\s(?:of|for)\s\w+ing\b")


def takes_object(scene: Scene, attribution: Attribution, first: Mention) -> bool:
    """Say whether the cue's object opens the content: "accused | Mr Reed of hiding it"."""
    lemmas = {t.lemma for p in attribution.cue for t in scene.tokens_in(p.start, p.end)}
    return (
        bool(lemmas & AIMING)
        and first.passage.start - attribution.content[0].start <= SHORT_GAP + 1
    )


def is_meant(mention: Mention, scene: Scene, act: Act) -> bool:
    """Say whether a mention may be a target: neither part of another, nor wronged, nor doing harm.

    Who is warned of as doing harm ("the unions would withdraw") is not whom the warning is about.
    """
    if possesses(mention, scene) or suffers(mention, scene) or not not_nested(mention, scene):
        return False
    return act not in ("warning", "threat") or not does_harm(mention, scene)


def does_harm(mention: Mention, scene: Scene) -> bool:
    """Say whether the mention is the subject of harm that it may do: "unions will strike"."""
    first, last = scene.token_range(mention.passage.end, mention.passage.end + 30)
    if first >= last or scene.tokens[first].word not in MODALS:
        return False
    return any("own_harm" in scene.marks[i] for i in range(first + 1, min(first + 3, last)))


def possesses(mention: Mention, scene: Scene) -> bool:
    """Say whether the mention only tells whose the next one is: "his party", "Labour's leader"."""
    end = mention.passage.end
    tail = scene.article.text[end : end + 3]
    gap = 1 if tail.startswith(" ") else 3 if tail in ("'s ", "’s ") else 0
    following = scene.mentions_in(end + gap, end + 60) if gap else ()
    named = gap == 1 and mention.form != "pronoun"
    return bool(following) and following[0].passage.start == end + gap and not named


HAVING = ("has", "have", "had")
BEING = ("is", "are", "was", "were", "be", "been", "being")


WRONGING = re.compile(
    r"\b(?:at\sthe\sexpense\sof|betray(?:al\sof|ing|s|ed)|cheat(?:ing|ed)|punish(?:ing|ed)|hurting|"
    r"harming|disenfranchising|abandon(?:ing|ed)|neglect(?:ing|ed)|victims?\sof)\s(?:(?!by\b)[\w'’-]+\s){0,3}$",
    re.IGNORECASE,
)


def suffers(mention: Mention, scene: Scene) -> bool:
    """Say whether the mention is who is wronged: "the voters have been cheated", "betraying X"."""
    start = mention.passage.start
    if WRONGING.search(scene.article.text[max(0, start - 45) : start]):
        return True
    first, last = scene.token_range(mention.passage.end, mention.passage.end + 40)
    i = first
    while i < last and scene.tokens[i].word in (*HAVING, *BEING):
        i += 1
    wronged = first < i < last and scene.tokens[i - 1].word in BEING
    return wronged and scene.tokens[i].word.endswith("ed") and "blame" in scene.marks[i]


def not_nested(mention: Mention, scene: Scene) -> bool:
    """Say whether no longer mention holds this one ("the GMB" in "the GMB leader")."""
    start, end = mention.passage.start, mention.passage.end
    around = scene.mentions_in(max(0, start - 60), end + 60)
    return not any(
        m.passage.start <= start and end <= m.passage.end and m.passage != mention.passage
        for m in around
    )


def find_neighbours(scene: Scene, attribution: Attribution) -> Iterator[str]:
    """Yield members that the sentence names outside the content, organisations first."""
    if not attribution.content:
        return
    start, end = scene.sentence_at(attribution.content[0].start)
    near = [
        m.member for m in scene.mentions_in(start, end)
        if m.member is not None and not covers(attribution.content, m.passage.start)
    ]  # fmt: skip
    yield from sorted(near, key=lambda member: scene.members[member].kind == "person")


def find_addressee(scene: Scene, attribution: Attribution) -> str | None:
    """Return whom the words were told to: the object of "told", "warned", "asked"."""
    if not attribution.cue:
        return None
    last = attribution.cue[-1]
    tokens = scene.tokens_in(last.start, last.end)
    telling = [t for t in tokens if t.lemma in TELLING]
    if not telling:
        return None
    start, text = telling[-1].end, scene.article.text
    stop = scene.sentence_at(last.start)[1]
    following = [p.start for p in attribution.content if p.start >= start]
    stop = min([stop, *following])
    match = ADDRESSEE.match(text[start:stop])
    if match is None or telling[-1].lemma in ("write", "speak", "text", "email"):
        return None
    who = match["who"].strip(" ,.:;'\"‘“")
    if not who or WHEN.match(who):
        return None
    return name_addressee(scene, start + match.start("who"), who)


WHEN = re.compile(
    r"(?:last|this|next|yesterday|today|tonight|tomorrow|earlier|later|again|recently|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)


def name_addressee(scene: Scene, start: int, words: str) -> str:
    """Return the name of the member meant by ``words``, or the words themselves."""
    for mention in scene.mentions_in(start, start + len(words) + 1):
        ends = mention.passage.end >= start + len(words)
        if mention.member and ends and mention.passage.start - start <= len("the "):
            return scene.members[mention.member].name
    return words


def find_venue(scene: Scene, cue: Sequence[Passage], content: Sequence[Passage]) -> str | None:
    """Return where or on what the words were said: a conference, an interview, a broadcast."""
    if not cue:
        return None
    start, end = scene.sentence_at(cue[0].start)
    for match in VENUE.finditer(scene.article.text, start, end):
        if not covers((*content, *scene.said), match.start()):
            group = next(name for name, words in match.groupdict().items() if words)
            return match[group].strip()
    return None
