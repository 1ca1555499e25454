"""Hears interviews, transcripts and signed quotations: a colon or a dash stands for 'said'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.attributions.places import Places
from onrecord.attributions.quotes import find_quotations
from onrecord.attributions.repairs import overlap
from onrecord.models.types import MarkedAttribution, MarkedName, Span

CONFIDENCE = 0.8
FEWEST = 3
MOSTLY = 0.5
NAME = r"[QA]|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
TURN = re.compile(rf"(?P<mark>[\"“]?)\**(?P<label>{NAME})\**(?P<colon>:)\**\s+(?=[^\s\"“‘'])")
ASIDE = re.compile(r"[\"“]?[(\[].*[)\]][\"”]?")
SIGNED = re.compile(
    r"\s*(?P<dash>[―—–]|-{1,2})\s*(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}(?<!\.))"
    r"(?:,[^.!?]{2,40})?\.?"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says in a dialogue: the label, its colon, and the paragraphs that are said.

    ``start`` is where its first paragraph starts.
    """

    start: int
    label: Span
    colon: Span
    said: tuple[Span, ...]


def add_turns(
    text: str,
    paragraphs: Sequence[Span],
    marked: Sequence[MarkedAttribution],
    names: Sequence[MarkedName],
) -> tuple[list[MarkedAttribution], list[MarkedAttribution]]:
    """Return ``marked`` with turns of a dialogue made whole, and the turns that were not heard.

    "A:" is whoever the article names most above the first question; who asks "Q:" is left out.
    """
    heard, unheard = Places(marked), []
    turns = find_turns(text, paragraphs)
    guest = _find_guest(text, names, turns[0].label[0]) if turns else None
    for turn in turns:
        label = text[slice(*turn.label)]
        near = ((i, heard.marks[i]) for i in heard.near(turn.colon))
        own = next((i for i, m in near if any(overlap(c, turn.colon) for c in m.cue)), None)
        if own is not None:
            heard.replace(own, replace(heard.marks[own], content=turn.said))
        elif label != "Q":
            source = guest if label == "A" else turn.label
            unheard.append(MarkedAttribution(source, (turn.colon,), turn.said, CONFIDENCE))
    return heard.marks, unheard


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of a dialogue, none unless two or more take turns.

    Paragraphs between two turns go on with the first, if turns are most of what stands there.
    """
    opened = [(i, turn) for i, (a, b) in enumerate(paragraphs) if (turn := TURN.match(text, a, b))]
    labels = Counter(turn["label"].split()[-1].casefold() for _, turn in opened)
    if len(opened) < FEWEST or len(labels) < 2 or max(labels.values()) < 2:
        return []
    places = [i for i, _ in opened]
    dense = len(opened) >= MOSTLY * (places[-1] - places[0] + 1)
    turns = []
    for (i, turn), following in zip(opened, [*places[1:], places[-1] + 1], strict=True):
        later = paragraphs[i + 1 : following] if dense else []
        said = [s for s in later if not ASIDE.fullmatch(text[slice(*s)])]
        closed = turn["mark"] and text[paragraphs[i][1] - 1] in '"”'
        first = (turn.end(), paragraphs[i][1] - bool(closed))
        turns.append(Turn(turn.start(), turn.span("label"), turn.span("colon"), (first, *said)))
    return turns


def _find_guest(text: str, names: Sequence[MarkedName], end: int) -> Span | None:
    """Return where the person is named who is named most before ``end``, if one is."""
    people = [name for name in names if name.kind == "person" and name.end <= end]
    counts = Counter(text[name.start : name.end].split()[-1] for name in people)
    (most, number), *others = [*counts.most_common(2), ("", 0)]
    if not number or (others and others[0][1] == number):
        return None
    longest = max(
        (n for n in people if text[: n.end].endswith(most)), key=lambda n: n.end - n.start
    )
    return longest.start, longest.end


def find_signed(
    text: str, paragraphs: Sequence[Span], marked: Sequence[MarkedAttribution]
) -> Iterator[MarkedAttribution]:
    """Yield quotations with a name below or behind them that nobody said yet: "…" – Ann Lee."""
    places = Places(marked)
    for start, end in paragraphs:
        first = next(iter(find_quotations(text, start, end)), None)
        if first is None or first.start > start or not first.closed:
            continue
        name = SIGNED.fullmatch(text, first.end, end)
        said = first.span
        near = (places.marks[i] for i in places.near(said))
        if name and not any(overlap(said, span) for m in near for span in m.content):
            yield MarkedAttribution(name.span("name"), (name.span("dash"),), (said,), CONFIDENCE)
