"""Rewrites annotated articles so that the network meets styles that the corpus lacks.

The corpus is American. British papers put speech in single quotation marks, which look like
apostrophes; they write "Mr Brown", "per cent" and "said the minister"; a speech runs on over
paragraphs of which each opens with a mark and only the last closes; "will tell" announces one.
Each rewriting is drawn by chance, anew in every epoch, so that no style is learnt by heart.
"""

from __future__ import annotations

import functools
import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources

from training.attribution.edits import Edit, apply_edits
from training.attribution.names import words_of

from onrecord.attributions.brat import Gold
from onrecord.learning.examples import Sample, Span

Rewrite = Callable[[Sample, random.Random], list[Edit]]

OPENERS, CLOSERS = "\u201c", "\u201d"
STYLES = {
    "american": ('"', '"', "'", "'"),
    "american curly": ("\u201c", "\u201d", "\u2018", "\u2019"),
    "british": ("'", "'", '"', '"'),
    "british curly": ("\u2018", "\u2019", "\u201c", "\u201d"),
    "double only": ('"', '"', '"', '"'),
    "none": ("", "", "", ""),
}
STYLE_WEIGHTS = (10, 10, 30, 12, 4, 4)
INNER = re.compile(
    r"(?<![\w'\u2018])['\u2018](?=\w)([^'\u2018\u2019\"\u201c\u201d\n]{2,90})['\u2019](?!\w)"
)
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z\"\u201c'\u2018])")
SHE = re.compile(r"[.;] (?:He|She|They|It) ")
SURNAME = re.compile(r"[A-Z][a-z]+(?:[-'\u2019][A-Z][a-z]+)?")
HONORIFICS = ("Mr", "Mr", "Mr", "Ms", "Mrs", "Sir", "Lord", "Dr", "Mr.", "Ms.")
NOT_SURNAMES = words_of("no_surnames")
ANNOUNCED = {
    "said": "will say",
    "told": "will tell",
    "says": "will say",
    "warned": "will warn",
    "argued": "will argue",
    "called": "will call",
    "urged": "will urge",
    "asked": "will ask",
    "added": "will add",
    "accused": "will accuse",
}
SYNONYMS = {
    "said": (
        "added",
        "insisted",
        "warned",
        "told the BBC",
        "claimed",
        "admitted",
        "stressed",
        "declared",
        "replied",
        "hit back",
        "said last night",
        "told reporters",
        "complained",
        "also said",
        "has said",
        "had said",
        "said yesterday",
    ),
    "says": ("warns", "claims", "insists", "admits", "has warned", "adds"),
}


def augment(sample: Sample, rng: random.Random) -> Sample:
    """Return the article in another style, its annotations moved along."""
    if rng.random() < 0.12:
        sample = as_interview(sample, rng)
    if rng.random() < 0.4:
        sample = as_one_sentence(sample, rng)
    for rewrite, chance in REWRITES:
        if rng.random() < chance:
            sample = apply_edits(sample, rewrite(sample, rng))
    return sample


def as_interview(sample: Sample, rng: random.Random) -> Sample:
    """Lay paragraphs that are nothing but direct speech and its speaker out as "DUNN: I will"."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", sample.text)]
    for start, end in reversed(lines):
        inside = [g for g in sample.attributions or () if g.cue and start <= g.cue[0][0] < end]
        if len(inside) == 1 and rng.random() < 0.5:
            laid_out = _speech(sample.text, inside[0], (start, end), rng)
            if laid_out:
                line, label = laid_out
                sample = apply_edits(
                    _without(sample, inside[0], (start, end)), [(start, end, line)]
                )
                after = start + label
                gold = Gold(
                    ((start, after),), ((after, after + 1),), ((after + 2, start + len(line)),)
                )
                names = sample.names and (*sample.names, (start, start + len(line), "?"))
                rest = sample.attributions or ()
                sample = replace(sample, attributions=(*rest, gold), names=names)
    return sample


def _without(sample: Sample, gold: Gold, line: Span) -> Sample:
    attributions = tuple(g for g in sample.attributions or () if g is not gold)
    names = tuple(n for n in sample.names or () if not line[0] <= n[0] < line[1])
    return replace(sample, attributions=attributions, names=sample.names and names)


def _speech(text: str, gold: Gold, line: Span, rng: random.Random) -> tuple[str, int] | None:
    """Return the line laid out and the length of the speaker's label, where it can be."""
    spans = (*gold.source, *gold.cue, *gold.content)
    if len(gold.source) != 1 or not all(line[0] <= a and b <= line[1] for a, b in spans):
        return None
    taken = {i for a, b in spans for i in range(a, b)}
    rest = "".join(text[i] for i in range(*line) if i not in taken)
    words = [text[a:b] for a, b in gold.content]
    quoted = all(w[0] in '"\u201c' and w[-1] in '"\u201d' for w in words)
    speaker = text[slice(*gold.source[0])].split(",")[0]
    named = SURNAME.fullmatch(speaker.split()[-1]) and speaker not in words_of("no_surnames")
    if rest.strip(" ,.") or not quoted or not named:
        return None
    label = rng.choice((speaker, speaker.upper(), speaker.split()[-1].upper()))
    return f"{label}: {' '.join(w[1:-1] for w in words)}", len(label)


def as_one_sentence(sample: Sample, rng: random.Random) -> Sample:
    """Join "Dunn said A. He warned B." to "Dunn said A and warned B.", one speaker's two verbs."""
    golds = sorted(sample.attributions or (), key=lambda g: g.cue)
    edits: list[Edit] = []
    changed: dict[Gold, Gold] = {}
    for one, other in itertools.pairwise(golds):
        if not (one.source and one.cue and one.content and other.source and other.cue):
            continue
        start, end = one.content[-1][1], other.cue[0][0]
        between = sample.text[start:end]
        follows = one.source < one.cue < one.content and other.cue < other.content
        if follows and SHE.fullmatch(between) and one not in changed and rng.random() < 0.5:
            edits.append((start, end, rng.choice((" and ", " and ", ", and ", " but "))))
            changed[other] = replace(other, source=one.source)
    if not edits:
        return sample
    attributions = tuple(changed.get(g, g) for g in sample.attributions or ())
    return apply_edits(replace(sample, attributions=attributions), edits)


def double_marks(text: str) -> Iterator[tuple[int, bool]]:
    """Yield each double quotation mark's place and whether it opens, paragraph by paragraph."""
    for line in re.finditer(r"[^\n]+", text):
        is_open = False
        for mark in re.finditer('["\u201c\u201d]', line.group()):
            at = line.start() + mark.start()
            if mark.group() == '"':
                before = text[at - 1 : at]
                after = text[at + 1 : at + 2]
                opens = (
                    not is_open
                    if before.isspace() == after.isspace()
                    else (not before or before.isspace() or before in "(\u2014")
                )
            else:
                opens = mark.group() == OPENERS
            is_open = opens
            yield at, opens


def restyle_quotes(sample: Sample, rng: random.Random) -> list[Edit]:
    """Change the quotation style of the whole article; marks within marks change too."""
    style = rng.choices(list(STYLES), STYLE_WEIGHTS)[0]
    outer_open, outer_close, inner_open, inner_close = STYLES[style]
    edits: list[Edit] = []
    for found in INNER.finditer(sample.text):
        edits += [
            (found.start(), found.start() + 1, inner_open),
            (found.end() - 1, found.end(), inner_close),
        ]
    for at, opens in double_marks(sample.text):
        edits.append((at, at + 1, outer_open if opens else outer_close))
    if style in ("american", "british"):
        edits += [
            (m.start(), m.end(), "'") for m in re.finditer(r"(?<=\w)\u2019(?=\w)", sample.text)
        ]
    return edits


def lose_marks(sample: Sample, rng: random.Random) -> list[Edit]:
    """Leave out a few single marks, as careless papers and page scrapers do."""
    marks = list(double_marks(sample.text))
    return [(at, at + 1, "") for at, _ in marks if rng.random() < 0.06]


def add_honorifics(sample: Sample, rng: random.Random) -> list[Edit]:
    """Let speakers named by surname alone be "Mr Kenny"; "Mr. Kenny" loses its full stop."""
    edits: list[Edit] = [
        (m.start(1), m.end(1), "") for m in re.finditer(r"\b(?:Mr|Mrs|Ms|Dr)(\.) ", sample.text)
    ]
    for gold in sample.attributions or ():
        for start, end in gold.source:
            words = sample.text[start:end]
            alone = SURNAME.fullmatch(words) and words not in NOT_SURNAMES
            if alone and sample.text[max(0, start - 2) : start].strip(" \n\u201c\"'") == "":
                edits.append((start, start, rng.choice(HONORIFICS) + " "))
    return edits


def write_per_cent(sample: Sample, rng: random.Random) -> list[Edit]:
    """Write "per cent" where the corpus has "percent" or a sign."""
    found = re.finditer(r"(?<=\d)( percent|%)", sample.text)
    return [(m.start(), m.end(), " per cent") for m in found]


def run_on(sample: Sample, rng: random.Random) -> list[Edit]:
    """Break long direct speech into paragraphs, each opened by a mark that none closes."""
    edits: list[Edit] = []
    for gold in sample.attributions or ():
        for start, end in gold.content:
            words = sample.text[start:end]
            mark = sample.text[max(0, start - 1)] if words[:1] not in '"\u201c' else words[0]
            if mark in '"\u201c' and end - start > 80 and rng.random() < 0.7:
                breaks = [m.start() for m in SENTENCE_END.finditer(words)]
                chosen = [at for at in breaks if rng.random() < 0.6]
                edits += [(start + at, start + at + 1, f"\n\n{mark}") for at in chosen]
    return edits


def swap_names(sample: Sample, rng: random.Random) -> list[Edit]:
    """Give an article's people and bodies other names, British ones mostly, throughout."""
    people: dict[str, tuple[str, str]] = {}
    bodies: dict[str, str] = {}
    share = rng.choice((0.3, 0.6, 1.0))
    edits: list[Edit] = []
    for start, end, kind in sample.names or ():
        words = sample.text[start:end]
        if kind == "person":
            known = people.get(words.split()[-1])
            if known is None:
                known = (
                    (rng.choice(_given()), rng.choice(_surnames()))
                    if rng.random() < share
                    else ("", "")
                )
                people[words.split()[-1]] = known
            if known[1]:
                edits.append((start, end, " ".join(known) if " " in words else known[1]))
        elif kind in ("organisation", "group", "place"):
            if words not in bodies:
                choices = [w for w in _others(kind) if _alike(w, words)]
                swap = (
                    choices
                    and not (kind == "place" and sample.text[start - 4 : start] == "the ")
                    and rng.random() < share * 0.7
                )
                bodies[words] = rng.choice(choices) if swap else words
            if bodies[words] != words:
                edits.append((start, end, bodies[words]))
    return edits


def _alike(new: str, old: str) -> bool:
    return new.isupper() == old.replace(".", "").isupper() and new.endswith("s") == old.endswith(
        "s"
    )


@functools.cache
def _given() -> tuple[str, ...]:
    return tuple(sorted(words_of("given"))) + tuple(sorted(words_of("british_given"))) * 2


@functools.cache
def _surnames() -> tuple[str, ...]:
    rows = resources.files("names").joinpath("dist.all.last").read_text("utf-8").splitlines()
    census = [row.split()[0].capitalize() for row in rows[:3000]]
    return (*census, *sorted(words_of("british_surnames")) * 6)


@functools.cache
def _others(kind: str) -> tuple[str, ...]:
    return tuple(sorted(words_of(f"british_{kind}s")))


def announce(sample: Sample, rng: random.Random) -> list[Edit]:
    """Announce some of what was said: "will tell"."""
    return _change_cues(sample, rng, 0.12, lambda cue: ANNOUNCED.get(cue))


def vary_cues(sample: Sample, rng: random.Random) -> list[Edit]:
    """Put other reporting verbs in place of the commonest, so that "said" is not all there is."""

    def other(cue: str) -> str | None:
        return rng.choice(SYNONYMS[cue]) if cue in SYNONYMS else None

    return _change_cues(sample, rng, 0.12, other)


def _change_cues(
    sample: Sample, rng: random.Random, chance: float, other: Callable[[str], str | None]
) -> list[Edit]:
    edits: list[Edit] = []
    for gold in sample.attributions or ():
        for start, end in gold.cue:
            new = other(sample.text[start:end])
            if new and rng.random() < chance:
                edits.append((start, end, new))
    return edits


def add_leads(sample: Sample, rng: random.Random) -> list[Edit]:
    """Begin some paragraphs as captions begin: "Under fire: …"."""
    leads = sorted(words_of("leads"))
    edits: list[Edit] = []
    for line in re.finditer(r"(?<=\n)[A-Z][^\n]{20,220}", sample.text):
        if rng.random() < 0.06:
            lead = rng.choice(leads)
            if rng.random() < 0.3:
                words = lead.split()
                words[-1] = f"'{words[-1]}'"
                lead = " ".join(words)
            edits.append((line.start() - 1, line.start(), f"\n{lead}: "))
    return edits


def add_times(sample: Sample, rng: random.Random) -> list[Edit]:
    """Say when between speaker and verb, as British papers do: "Mr Lee last night warned"."""
    edits: list[Edit] = []
    for gold in sample.attributions or ():
        for start, _ in gold.cue:
            spoken = any(end == start - 1 for _, end in gold.source)
            if spoken and rng.random() < 0.05:
                when = rng.choice(
                    ("last night", "yesterday", "today", "on Monday", "later", "also")
                )
                edits.append((start, start, f"{when} "))
    return edits


def lower_headings(sample: Sample, rng: random.Random) -> list[Edit]:
    """Shift the case of some short lines, and give some a bullet, as headlines have."""
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", sample.text):
        words = line.group()
        if len(words) > 120 or rng.random() > 0.15:
            continue
        changed = rng.choice([str.lower, str.upper, str.title, str.capitalize])(words)
        if len(changed) == len(words):
            edits += [
                (line.start() + i, line.start() + i + 1, new)
                for i, (old, new) in enumerate(zip(words, changed, strict=True))
                if old != new
            ]
        if rng.random() < 0.4:
            edits.append((line.start(), line.start(), rng.choice(["\u2022 ", "* ", "- "])))
    return edits


REWRITES: tuple[tuple[Rewrite, float], ...] = (
    (swap_names, 0.45),
    (vary_cues, 0.5),
    (announce, 0.4),
    (add_times, 0.4),
    (add_leads, 0.25),
    (run_on, 0.25),
    (add_honorifics, 0.35),
    (write_per_cent, 0.35),
    (lose_marks, 0.1),
    (restyle_quotes, 0.55),
    (lower_headings, 0.2),
)
