"""Sentences with two actors and what is between them, from corpora into rows of word pieces."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer
from training.attribution.train import paragraph_marks

from onrecord.models.relating import LAYOUT, cut_pieces, mark_pair
from onrecord.models.types import Span

MARKED = re.compile(r"\[([^\]]*)\](\w*)")
PRONOUNS = ("he", "she", "they", "He", "She", "They", "him", "her", "them")
SWAPPED = (0, 2, 1, 4, 3)  # the labels once first and second change places


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, where it names the two actors, and the label of ``onrecord.models.relating``."""

    text: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    label: int


@dataclass(frozen=True, slots=True)
class Row:
    """What the network is given for an example."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    roles: tuple[int, ...]
    label: int


def read_dse(file: Path) -> Iterator[Example]:
    """Yield the sentences of Park et al. (2021): the marks cut words short, which is made good."""
    for line in file.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 4:
            continue
        text, spans, at = "", [], 0
        for match in MARKED.finditer(fields[0]):
            if len(spans) == 2:
                break
            text += fields[0][at : match.start()]
            whole = match[1] + match[2]
            spans.append((len(text), len(text) + len(whole)))
            text += whole
            at = match.end()
        if len(spans) == 2:
            yield Example(text + fields[0][at:], (spans[0],), (spans[1],), int(fields[3]))


def read_seesaw(file: Path) -> Iterator[Example]:
    """Yield sentences that name both ends of a triple (Zhang et al. 2022), non-commercial data."""
    for line in file.read_text("utf-8").splitlines():
        told = json.loads(line)
        spans = [find_name(told["sentence"], told[end]) for end in ("subject", "object")]
        if spans[0] and spans[1] and spans[0] != spans[1]:
            label = 1 if told["sentiment"] == "POS" else 3
            yield Example(told["sentence"], (spans[0],), (spans[1],), label)


def find_name(text: str, name: str) -> Span | None:
    """Find a canonical name in a sentence, whole or by its last word."""
    for words in (name, name.split()[-1]):
        match = re.search(rf"\b{re.escape(words)}\b", text)
        if match:
            return match.span()
    return None


def swap(example: Example) -> Example:
    """Let first and second change places."""
    return replace(
        example, first=example.second, second=example.first, label=SWAPPED[example.label]
    )


def rename(example: Example, names: Sequence[str], rng: random.Random, share: float) -> Example:
    """Put other names in place of the pair's in ``share`` of the cases, so that none is learnt."""
    for role in ("first", "second"):
        if rng.random() < share:
            new = rng.choice(PRONOUNS) if rng.random() < 0.3 else rng.choice(names)
            example = put(example, role, new)
    return example


def put(example: Example, role: str, new: str) -> Example:
    """Put ``new`` in place of the words that name one of the pair."""
    for i in range(len(getattr(example, role))):
        a, b = getattr(example, role)[i]
        shift = len(new) - (b - a)

        def move(spans: Sequence[Span], a: int = a, b: int = b, shift: int = shift) -> list[Span]:
            return [
                (s, e + shift) if (s, e) == (a, b)
                else (s + shift, e + shift) if s >= b else (s, e)
                for s, e in spans
            ]  # fmt: skip

        example = replace(
            example,
            text=example.text[:a] + new + example.text[b:],
            first=tuple(move(example.first)),
            second=tuple(move(example.second)),
        )
    return example


def make_row(example: Example, tokenizer: Tokenizer) -> Row:
    """Cut an example into word pieces."""
    first, end = paragraph_marks(tokenizer)
    layout = replace(LAYOUT, first_mark=first, end_mark=end)
    pieces = cut_pieces(example.text, tokenizer, layout)
    roles = mark_pair(pieces, example.first, example.second)
    return Row(pieces.ids, pieces.shapes, tuple(roles), example.label)


def make_plain_row(example: Example, tokenizer: Tokenizer) -> Row:
    """Cut an example whose pair is marked by signs in the text, as encoders are tuned plainly."""
    text, at = "", 0
    signs = sorted([(s, "#") for s in example.first] + [(s, "$") for s in example.second])
    for (start, end), sign in signs:
        if start >= at:
            text += f"{example.text[at:start]} {sign} {example.text[start:end]} {sign} "
            at = end
    row = make_row(Example(text + example.text[at:], (), (), example.label), tokenizer)
    return replace(row, shapes=(0,) * len(row.ids))


def batches(rows: Sequence[Row], budget: int, rng: random.Random | None = None) -> list[list[Row]]:
    """Group rows of about one length into batches of up to ``budget`` pieces."""
    noise = rng.random if rng else (lambda: 0.0)
    ordered = sorted(rows, key=lambda row: len(row.ids) + 4 * noise())
    groups: list[list[Row]] = [[]]
    for row in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(row.ids) > budget:
            groups.append([])
        groups[-1].append(row)
    if rng:
        rng.shuffle(groups)
    return groups
