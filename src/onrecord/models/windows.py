"""Cuts a text into the windows that the network reads: whole paragraphs, packed side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.models.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NOWHERE: Span = (-1, -1)
SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters, which no tokenizer takes


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces that go through the network at once.

    ``shapes`` tells what the uncased vocabulary forgets: capitals, and whether a space stands
    before the piece (so that an apostrophe differs from a quotation mark). ``begins`` tells which
    pieces begin a word, ``spans`` each piece's characters (``NOWHERE`` for the marks between
    paragraphs) and ``paragraph`` its paragraph's number. What the network finds at
    ``keep_from <= i < keep_to`` counts; the pieces outside are there to be understood by.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    begins: tuple[bool, ...]
    spans: tuple[Span, ...]
    paragraph: tuple[int, ...]
    keep_from: int
    keep_to: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How windows are cut: their most pieces, the overlap in longer paragraphs, and the marks."""

    size: int = 256
    overlap: int = 64
    first_mark: int = 101
    end_mark: int = 102


SHAPES = 8

Pieces = list[tuple[int, int, bool, Span]]  # vocabulary number, shape, begins a word, characters


def cut_windows(
    text: str,
    paragraphs: Sequence[Sequence[Span]],
    tokenizer: Tokenizer,
    layout: Layout,
) -> list[Window]:
    """Pack each group's paragraphs, in order, into as few windows as they fit.

    A paragraph longer than a window is read in windows that overlap; no character is left out.
    """
    windows: list[Window] = []
    number = 0
    for group in paragraphs:
        open_window: list[tuple[int, Pieces]] = []
        used = 1
        for start, end in group:
            pieces = _place(text, tokenizer, start, end)
            number += 1
            if used + len(pieces) + 1 > layout.size and open_window:
                windows.append(_close(open_window, layout))
                open_window, used = [], 1
            if len(pieces) + 2 > layout.size:
                windows.extend(_slide(pieces, number - 1, layout))
            elif pieces:
                open_window.append((number - 1, pieces))
                used += len(pieces) + 1
        if open_window:
            windows.append(_close(open_window, layout))
    return windows


def _place(text: str, tokenizer: Tokenizer, start: int, end: int) -> Pieces:
    readable = SURROGATES.sub("\ufffd", text[start:end])
    encoded = tokenizer.encode(readable, add_special_tokens=False)
    placed: Pieces = []
    previous = -1
    for i, (a, b) in zip(encoded.ids, encoded.offsets, strict=True):
        a, b = start + a, start + b
        if a < b:
            shape = _shape(text[a:b]) + (4 if a != previous else 0)
            begins = a != previous or not text[a - 1 : a + 1].isalnum()
            placed.append((i, shape, begins, (a, b)))
            previous = b
    return placed


def _shape(piece: str) -> int:
    if piece.islower():
        return 1
    if not piece[0].isupper():
        return 0
    return 3 if len(piece) > 1 and piece.isupper() else 2


def _close(paragraphs: Sequence[tuple[int, Pieces]], layout: Layout) -> Window:
    rows = [(layout.first_mark, 0, True, NOWHERE)]
    numbers = [paragraphs[0][0]]
    for number, pieces in paragraphs:
        rows += [*pieces, (layout.end_mark, 0, True, NOWHERE)]
        numbers += [number] * (len(pieces) + 1)
    ids, shapes, begins, spans = zip(*rows, strict=True)
    return Window(ids, shapes, begins, spans, tuple(numbers), 0, len(ids))


def _slide(pieces: Pieces, number: int, layout: Layout) -> Iterator[Window]:
    room = layout.size - 2
    step = room - layout.overlap
    margin = layout.overlap // 2
    for begin in range(0, len(pieces), step):
        part = pieces[begin : begin + room]
        last = begin + room >= len(pieces)
        window = _close([(number, part)], layout)
        keep_from = 0 if begin == 0 else 1 + margin
        keep_to = len(window.ids) if last else 1 + step + margin
        yield replace(window, keep_from=keep_from, keep_to=keep_to)
        if last:
            return
