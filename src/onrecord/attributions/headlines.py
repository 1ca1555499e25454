"""Hears what only headlines say so: speakers behind a dash, rubrics before the words, courts told.

The network learned from headlines in which verbs stand; British ones often go without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from onrecord.articles import Article
from onrecord.attributions.repairs import overlap
from onrecord.models.types import MarkedAttribution, MarkedName, Span

CONFIDENCE = 0.6  # as sure as the network is, at the median, of what it hears in headlines
SPEAKER_WORDS = 4
RUBRIC = r"(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,2}: )?"
QUOTED = r"(?:'[^\n]{4,}'|‘[^\n]{4,}’|\"[^\n]{4,}\"|“[^\n]{4,}”)"
DASH = re.compile(
    rf"{RUBRIC}(?P<content>\S.{{10,}}?)\s+(?P<cue>[–—]|-{{1,2}})\s+(?P<source>[^–—:,]{{2,40}})"
)
INTERVIEW = re.compile(
    rf"(?P<content>{QUOTED})(?P<cue>:) (?P<source>(?:the |a )?[^\W\d][\w’' -]{{1,40}}?) on \S.*"
)
HEARING = re.compile(
    rf"{RUBRIC}(?P<content>\S.{{10,}}?), (?P<cue>(?:the )?(?:court|inquest|inquiry|hearing|jury"
    r"|tribunal|trial|committee) (?:hears|heard|told|is told|was told))"
)
LABEL = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,2}: (?=\S)")


def cut_rubrics(article: Article, marked: Sequence[MarkedAttribution]) -> list[MarkedAttribution]:
    """Leave out of what is said the rubric above it: "Bins row: Lee 'was asleep', says Roe"."""
    heads = {zone.start for zone in article.zones if zone.kind == "headline"}
    return [_cut_rubric(article.text, each, heads) for each in marked]


def _cut_rubric(text: str, one: MarkedAttribution, heads: set[int]) -> MarkedAttribution:
    start, end = one.content[0]
    label = LABEL.match(text, start, end) if start in heads else None
    if label is None or end - label.end() < 2 or (one.cue and one.cue[0][0] < label.end()):
        return one
    return replace(one, content=((label.end(), end), *one.content[1:]))


def find_in_headlines(
    article: Article, marked: Sequence[MarkedAttribution], names: Sequence[MarkedName]
) -> Iterator[MarkedAttribution]:
    """Yield what headlines say by their form alone, where the network heard nothing."""
    for zone in article.zones:
        line = (zone.start, zone.end)
        heard = any(overlap(line, span) for m in marked for span in m.content)
        if zone.kind == "headline" and not heard:
            found = _read_line(article.text, line, names)
            if found:
                yield found


def _read_line(text: str, line: Span, names: Sequence[MarkedName]) -> MarkedAttribution | None:
    for form in (DASH, INTERVIEW, HEARING):
        if found := form.fullmatch(text, *line):
            source = found.span("source") if "source" in found.groupdict() else None
            if form is not DASH or (source and _may_speak(text, source, names)):
                cue, content = found.span("cue"), found.span("content")
                return MarkedAttribution(source, (cue,), (content,), CONFIDENCE)
    return None


def _may_speak(text: str, source: Span, names: Sequence[MarkedName]) -> bool:
    """Say whether the words behind a dash name a person or end in a noun for speakers."""
    if any((name.start, name.end) == source and name.kind == "person" for name in names):
        return True
    words = re.findall(r"\w+", text[slice(*source)].casefold())
    return 0 < len(words) <= SPEAKER_WORDS and words[-1] in _speakers()


@cache
def _speakers() -> frozenset[str]:
    file = files("onrecord.attributions").joinpath("headline_speakers.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
