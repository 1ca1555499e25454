"""Mends, by grammar alone, what the network marks in ways that mislead a reader of the record.

Each repair rests on a construction that can mean only one thing; where it could mean two, what
the network marked stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from onrecord.models.types import MarkedAttribution, Span

Place = tuple[Span, int]  # a piece of a content, and the number of the attribution

JOINED = 0.9  # what a rule makes is a little less sure than what the model linked
AND = re.compile(r"(?:,|,? (?:and|but|or)(?: (?:also|then|later))?)\s*\Z")
MODAL = re.compile(r"\b(?:will|would|can|could|may|might|must|should|to)\b|['’](?:ll|d)\b", re.I)
UNSURE = re.compile(
    r"\b(?:be|been|being|am|is|are|was|were|has|have|had|having|who|whom|whose|which|where|when|while"
    r"|after|before|as|because|since|until|how|what|that)\b|[\"“”‘]|['’](?:s|re|ve)\b|\w['’](?!\w)",
    re.IGNORECASE,
)
ASKED = re.compile(r"asked\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"(?:has|have|had|is|are|was|were|being|been)\b.*\b"
    r"(?:accused|criticised|criticized|condemned|urged|warned|told|attacked|mocked|blamed)\b"
)
AGENT = re.compile(
    r" by (?P<agent>(?:the |a |an |one |his |her |their )?(?=\D)[A-Z][^,.;]{1,60})\Z"
)
EXPECTED = re.compile(
    r"\b(?:expected|due|set|likely|understood|believed|thought|said|reported|known|poised)\Z", re.I
)


def repair(text: str, marked: Sequence[MarkedAttribution]) -> list[MarkedAttribution]:
    """Return ``marked`` with all repairs made."""
    mended = [name_agent(text, free_asked(text, name_announced(text, m))) for m in marked]
    parted = add_second_cues(text, part_coordinated(text, mended))
    return [*parted, *find_unheard_cues(text, parted)]


def part_coordinated(text: str, marked: Sequence[MarkedAttribution]) -> list[MarkedAttribution]:
    """End a content before the next verb of the same speaker: "warned that A and said B".

    What the speaker goes on to say under a second cue is not part of what the first introduces.
    """
    cues = sorted((a, i) for i, m in enumerate(marked) for a, _ in m.cue)
    return [_cut_short(text, one, marked, cues) for one in marked]


def _cut_short(
    text: str,
    one: MarkedAttribution,
    marked: Sequence[MarkedAttribution],
    cues: Sequence[tuple[int, int]],
) -> MarkedAttribution:
    content = []
    for start, end in one.content:
        within = cues[bisect_right(cues, (start, len(marked))) : bisect_left(cues, (end, 0))]
        own = [a for a, i in within if one.source and same_source(one, marked[i])]
        inside = one.source and start <= one.source[0] < end
        joined = [AND.search(text, start, a) for a in own]
        first = next((match for match in joined if match and match.start() > start), None)
        content.append((start, first.start() if first and not inside else end))
    return replace(one, content=tuple(content))


def add_second_cues(text: str, marked: Sequence[MarkedAttribution]) -> list[MarkedAttribution]:
    """Part "said she would go and hoped that it was over" where the network heard one cue.

    After a modal the content's own verbs stand in the base form ("would go and hope"), so a past
    form after "and" belongs to the source. A participle could stand there too ("would be arrested
    and accused"), hence nothing is parted after forms of "be" and "have", nor in subclauses.
    """
    cues = {a for m in marked for a, _ in m.cue}
    return [part for one in marked for part in _part_at_cue(text, one, cues)]


def _part_at_cue(text: str, one: MarkedAttribution, cues: set[int]) -> list[MarkedAttribution]:
    if len(one.content) != 1 or one.source is None or not one.cue:
        return [one]
    start, end = one.content[0]
    if start < one.cue[-1][1]:
        return [one]
    for match in _second_cue().finditer(text, start, end):
        before = text[start : match.start()].removeprefix("that ")
        sure = MODAL.search(before) and not UNSURE.search(before)
        if sure and match.start("cue") not in cues and match.end() < end:
            cue, rest = match.span("cue"), (match.end(), end)
            second = replace(
                one, cue=(cue,), content=(rest,), confidence=round(one.confidence * JOINED, 4)
            )
            return [replace(one, content=((start, match.start()),)), second]
    return [one]


@cache
def _second_cue() -> re.Pattern[str]:
    verbs = "|".join(_verbs("past"))
    return re.compile(rf",? (?:and|but) (?:(?:also|then|later) )?(?P<cue>{verbs})\s+(?=\S)")


def find_unheard_cues(
    text: str, marked: Sequence[MarkedAttribution]
) -> Iterator[MarkedAttribution]:
    """Yield what follows on a content as "and hoped that …" where the network heard no cue.

    That it ended the content before "and" tells that the verb is not part of it.
    """
    taken = [span for m in marked for span in (*m.cue, *m.content)]
    for one in marked:
        end = max(b for _, b in one.content)
        found = _follow_on().match(text, end) if one.source and one.cue else None
        if found and one.source and one.source[1] < end:
            cue, rest = found.span("cue"), found.span("rest")
            if not any(overlap(span, (cue[0], rest[1])) for span in taken):
                confidence = round(one.confidence * JOINED, 4)
                yield MarkedAttribution(one.source, (cue,), (rest,), confidence)


@cache
def _follow_on() -> re.Pattern[str]:
    verbs = "|".join(_verbs("past"))
    return re.compile(
        rf",? (?:and|but) (?:(?:also|then|later) )?(?P<cue>{verbs}) (?P<rest>that [^.!?\n\"“”;]+)"
    )


def name_announced(text: str, one: MarkedAttribution) -> MarkedAttribution:
    """Give words that are announced or understood to whoever will say or thinks them.

    "Ms Lee is expected to argue that …" is marked as what nobody in particular expects, or what
    she is expected; it is she who will argue.
    """
    if len(one.cue) != 1 or not one.content:
        return one
    start, end = one.cue[0]
    subject = one.source or one.content[0]
    rest = one.content[-1]
    said = _announced().match(text, *rest)
    near = (
        subject[1] <= start and not text[subject[1] : start].strip(" ,") and rest[0] - end in (0, 1)
    )
    parts = 1 if one.source else 2
    if not (said and near and len(one.content) == parts and EXPECTED.search(text[start:end])):
        return one
    return replace(
        one, source=subject, cue=((start, said.end("cue")),), content=((said.end(), rest[1]),)
    )


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"(?P<cue>to (?:also )?(?:{'|'.join(_verbs('base'))}))\s+(?=\S)")


def free_asked(text: str, one: MarkedAttribution) -> MarkedAttribution:
    """Leave open who asks in "Ms Lee, asked whether she would go, said no": it is not Ms Lee."""
    if one.source is None or not one.cue or not ASKED.fullmatch(text[slice(*one.cue[0])]):
        return one
    between = text[one.source[1] : one.cue[0][0]]
    passive = re.fullmatch(r"\s*[,–—-]\s*(?:when )?", between) or between.strip() == "when"
    return replace(one, source=None) if passive else one


def name_agent(text: str, one: MarkedAttribution) -> MarkedAttribution:
    """Name who accuses in "was accused of lying by Ms Lee", where the network left them in it."""
    start, end = one.content[-1]
    if one.source is not None:
        trailing = end - 3 if text[start:end].endswith(" by") and one.source[0] == end + 1 else end
        return replace(one, content=(*one.content[:-1], (start, trailing)))
    agent = AGENT.search(text, start, end)
    if not agent or len(one.cue) != 1 or not PASSIVE.match(text[slice(*one.cue[0])]):
        return one
    content = (*one.content[:-1], (start, agent.start()))
    return replace(one, source=agent.span("agent"), content=content)


def part_crossing(text: str, marked: Sequence[MarkedAttribution]) -> list[MarkedAttribution]:
    """End contents that cross one another where the surer one begins, or begin where it ends.

    What is said may stand inside of what another says; it cannot stand half inside.
    """
    result = list(marked)
    while crossing := _find_crossing(result):
        (first, i), (later, j) = crossing
        if result[i].confidence < result[j].confidence:
            result[i] = _with_piece(result[i], first, _strip(text, (first[0], later[0])))
        else:
            result[j] = _with_piece(result[j], later, _strip(text, (first[1], later[1])))
    return [one for one in result if one.content]


def _find_crossing(marked: Sequence[MarkedAttribution]) -> tuple[Place, Place] | None:
    """Return two pieces of contents, and whose they are, of which each holds half of the other."""
    places = sorted((span, i) for i, one in enumerate(marked) for span in one.content)
    open_: list[Place] = []
    for place in places:
        open_ = [before for before in open_ if before[0][1] > place[0][0]]
        for before in open_:
            if before[0][0] < place[0][0] and before[0][1] < place[0][1]:
                return before, place
        open_.append(place)
    return None


def _with_piece(one: MarkedAttribution, old: Span, new: Span) -> MarkedAttribution:
    pieces = (new if span == old else span for span in one.content)
    return replace(one, content=tuple(span for span in pieces if span[0] < span[1]))


def _strip(text: str, span: Span) -> Span:
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def same_source(one: MarkedAttribution, other: MarkedAttribution) -> bool:
    """Say whether two have the same words for their source, or both none."""
    if one.source is None or other.source is None:
        return one.source is other.source
    return overlap(one.source, other.source) > 0


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


@cache
def _verbs(form: str) -> tuple[str, ...]:
    import yaml

    text = files("onrecord.attributions").joinpath("verbs.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)
    return tuple(found[form])
