"""Makes attributions of what the model marked: joins what runs on, tells direct from indirect."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.articles import Article, Passage, ZoneKind, digest
from onrecord.attributions.dialogue import add_turns, find_signed, find_turns
from onrecord.attributions.headlines import cut_rubrics, find_in_headlines
from onrecord.attributions.paragraphs import find_paragraphs, split_paragraphs
from onrecord.attributions.places import Places
from onrecord.attributions.quotes import Quotation, find_quotations, share_inside
from onrecord.attributions.repairs import JOINED, overlap, part_crossing, repair, same_source
from onrecord.attributions.types import Attribution, Form
from onrecord.models.types import MarkedAttribution, Model, Reading, Span

SAME_WORDS = 0.6  # contents that share this much of their characters are the same


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the quotations in it."""

    start: int
    end: int
    quotations: tuple[Quotation, ...]

    @property
    def opens_quoted(self) -> Quotation | None:
        """The quotation that the paragraph opens with."""
        first = self.quotations[0] if self.quotations else None
        return first if first and first.start - self.start <= 2 else None

    @property
    def ends_quoted(self) -> Quotation | None:
        """The quotation that the paragraph ends in."""
        last = self.quotations[-1] if self.quotations else None
        return last if last and self.end - last.end <= 1 else None


def find_attributions(article: Article, reading: Reading) -> tuple[Attribution, ...]:
    """Return an article's attributions in text order, each passage with its exact words."""
    heard, spoken = _hear(article.text, find_paragraphs(article), reading)
    marked = cut_rubrics(article, heard)
    titled = list(find_in_headlines(article, marked, reading.names))
    told = [(marked, reading.by), (spoken, "rule:dialogue"), (titled, "rule:headlines")]
    made = [_attribution(article, m, by) for marks, by in told for m in marks]
    made.sort(key=lambda a: (a.cue[0].start if a.cue else a.content[0].start, a.content[0].start))
    return tuple({a.id: a for a in made}.values())


def attribute(text: str, model: Model) -> tuple[tuple[MarkedAttribution, Form], ...]:
    """Mark a plain text that is no article: every paragraph is read, in one group."""
    groups = [split_paragraphs(text)]
    heard, spoken = _hear(text, groups, model.read(text, groups))
    marked = sorted([*heard, *spoken], key=lambda m: (m.cue, m.content))
    return tuple((m, find_form(text, m.content)) for m in marked)


def _hear(
    text: str, groups: Sequence[Sequence[Span]], reading: Reading
) -> tuple[list[MarkedAttribution], list[MarkedAttribution]]:
    """Return what the network heard, joined and mended, and what is said without a verb."""
    signed = {m for group in groups for m in find_signed(text, group, reading.attributions)}
    by_place = sorted(signed, key=lambda m: m.content)
    heard = join_quotations(text, groups, [*reading.attributions, *by_place])
    spoken = [m for m in heard if m in signed]
    heard = [m for m in heard if m not in signed]
    for group in groups:
        heard, unheard = add_turns(text, group, heard, reading.names)
        spoken += unheard
    apart = part_crossing(text, [*heard, *spoken])
    cues = {m.cue for m in spoken}
    return [m for m in apart if m.cue not in cues], [m for m in apart if m.cue in cues]


def _attribution(article: Article, marked: MarkedAttribution, by: str) -> Attribution:
    def passages(spans: Iterable[Span]) -> tuple[Passage, ...]:
        return tuple(article.passage(*span) for span in spans)

    roles = ([marked.source] if marked.source else [], marked.cue, marked.content)
    places = [" ".join(f"{a}-{b}" for a, b in spans) for spans in roles]
    return Attribution(
        id=digest("attribution", article.id, *places),
        article=article.id,
        zone=_zone(article, marked),
        source=article.passage(*marked.source) if marked.source else None,
        cue=passages(marked.cue),
        content=passages(marked.content),
        form=find_form(article.text, marked.content),
        confidence=marked.confidence,
        by=by,
    )


def _zone(article: Article, marked: MarkedAttribution) -> ZoneKind:
    return article.zone_at(marked.content[0][0]) or "body"


def find_form(text: str, content: Sequence[Span]) -> Form:
    """Tell by the quotation marks: all of the words inside, some, or none."""
    quotations: list[Quotation] = []
    running = ""
    for span in sorted(_around(text, content)):
        here = _quotations_of(text, *span, running)
        running = text[here[-1].start] if here and not here[-1].closed else ""
        quotations += here
    quotations = [q for q in quotations if any(overlap((q.start, q.end), c) for c in content)]
    share = share_inside(text, [_without_that(text, span) for span in content], quotations)
    return "direct" if share == 1 else "mixed" if share else "indirect"


@lru_cache(maxsize=8)
def _quotations_of(text: str, start: int, end: int, running: str) -> tuple[Quotation, ...]:
    """Keep the quotations of the paragraphs at hand: all that is said in one asks for them."""
    return find_quotations(text, start, end, running=running)


def _around(text: str, content: Sequence[Span]) -> set[Span]:
    """Return the paragraphs that the content stands in."""
    around = set()
    for start, end in content:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        around.add((first, len(text) if last < 0 else last))
    return around


def _without_that(text: str, span: Span) -> Span:
    start, end = span
    return (start + 5, end) if text[start : start + 5].lower() == "that " else span


def join_quotations(
    text: str, groups: Sequence[Sequence[Span]], marked: Sequence[MarkedAttribution]
) -> list[MarkedAttribution]:
    """Give quotations that stand alone to the speaker they run on from.

    A paragraph that opens in quotation marks and belongs to nobody goes on with the direct speech
    that the paragraph before ended in, or is what the cue before announces ("He said:"). Marks of
    which nothing was said are left out.
    """
    places = Places(marked)
    for group in groups:
        paragraphs = [Paragraph(a, b, find_quotations(text, a, b)) for a, b in group]
        turns = {turn.start for turn in find_turns(text, group)}
        for before, here in itertools.pairwise(paragraphs):
            if here.opens_quoted and here.start not in turns:
                _join(text, places, before, here.opens_quoted)
    return drop_repeats(repair(text, [m for m in places.marks if m.content]))


def _join(text: str, places: Places, before: Paragraph, quotation: Quotation) -> None:
    """Give a quotation that nobody says to whoever speaks in the paragraph before."""
    if _is_claimed([places.marks[i] for i in places.near(quotation.span)], quotation):
        return
    there = {i: places.marks[i] for i in places.near((before.start, before.end))}
    speaker = _running_on(there.values(), before) or _announced(text, there.values(), before)
    number = next((i for i, one in there.items() if one is speaker), None)
    if number is not None:
        places.replace(number, _with(places.marks[number], quotation))


def drop_repeats(marked: Sequence[MarkedAttribution]) -> list[MarkedAttribution]:
    """Keep the surest of several that give the same speaker the same words.

    "He hit back, saying: …" has two cues that may both be heard; it is said once.
    """
    kept = Places([])
    for one in sorted(marked, key=lambda m: -m.confidence):
        near = {i for span in one.content for i in kept.near(span)}
        if not any(_repeats(one, kept.marks[i]) for i in near):
            kept.add(one)
    return sorted(kept.marks, key=lambda m: (m.cue, m.content))


def _repeats(one: MarkedAttribution, other: MarkedAttribution) -> bool:
    if not same_source(one, other):
        return False
    both = sum(overlap(a, b) for a in one.content for b in other.content)
    either = sum(b - a for a, b in (*one.content, *other.content)) - both
    return both > SAME_WORDS * either


def _is_claimed(marked: Iterable[MarkedAttribution], quotation: Quotation) -> bool:
    """Tell whether half of a quotation is said by someone whose cue stands outside of it."""
    covered = 0
    for m in marked:
        if not any(quotation.start <= a < quotation.end for a, _ in m.cue):
            covered += sum(overlap(span, (quotation.start, quotation.end)) for span in m.content)
    return 2 * covered >= quotation.end - quotation.start


def _running_on(marked: Iterable[MarkedAttribution], before: Paragraph) -> MarkedAttribution | None:
    """Return whose direct speech the paragraph before ends in."""
    quotation = before.ends_quoted
    if quotation is None:
        return None
    inside = [m for m in marked if any(overlap(s, quotation.inner) for s in m.content)]
    outside = [m for m in inside if not any(quotation.start <= a < quotation.end for a, _ in m.cue)]
    return max(outside, key=lambda m: max(b for _, b in m.content), default=None)


def _announced(
    text: str, marked: Iterable[MarkedAttribution], before: Paragraph
) -> MarkedAttribution | None:
    """Return whose cue the paragraph before ends in: "He said:"."""
    if not text[before.start : before.end].endswith(":"):
        return None
    there = [m for m in marked if any(before.start <= a < before.end for a, _ in m.cue)]
    return max(there, key=lambda m: m.cue[-1], default=None)


def _with(marked: MarkedAttribution, quotation: Quotation) -> MarkedAttribution:
    apart = [s for s in marked.content if not overlap(s, (quotation.start, quotation.end))]
    return replace(
        marked,
        content=tuple(sorted([*apart, (quotation.start, quotation.end)])),
        confidence=round(marked.confidence * JOINED, 4),
    )
