"""What is known so far of a text: the kind of each paragraph, and what its head says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.articles.blocks import Block
from onrecord.articles.dates import FoundDate, find_dates
from onrecord.articles.types import ZoneKind


@dataclass(slots=True)
class Layout:
    """The kind of each block so far, and what the lines of the head said.

    ``starts`` holds where the words of a block begin, if after a label such as 'Author:';
    ``labels`` what such lines said, by their labels.
    """

    blocks: Sequence[Block]
    kinds: list[ZoneKind | None] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    date_lines: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    byline: str | None = None
    url: str | None = None
    outlet: str | None = None
    marked_up: bool = False
    mostly_closed: bool | None = None

    def set(self, index: int, kind: ZoneKind) -> None:
        """Say that block ``index`` is of ``kind``, unless that is settled."""
        if self.kinds[index] is None:
            self.kinds[index] = kind

    def open(self) -> list[int]:
        """Return the blocks that are still to be told."""
        return [i for i, kind in enumerate(self.kinds) if kind is None]

    def doubled(self, index: int) -> bool:
        """Say whether a block is printed twice in a row."""
        near = (j for j in (index - 1, index + 1) if 0 <= j < len(self.blocks))
        other = (self.blocks[j].text for j in near if self.kinds[j] != "boilerplate")
        return any(_same(self.blocks[index].text, text) for text in other)

    def mark_line(self, index: int, dates: Sequence[FoundDate], byline: str | None) -> None:
        """Mark a byline or a line with a date, and keep what it says."""
        text = self.blocks[index].text
        self.kinds[index] = "byline" if byline else "dateline"
        self.byline = self.byline or byline
        self.dates += dates or find_dates(text)
        self.date_lines.append(text)


def _same(one: str, other: str) -> bool:
    return one == other or (one[:12] == other[:12] and plain_words(one) == plain_words(other))


def plain_words(text: str) -> str:
    """Return the words alone, to compare two printings of one line."""
    return " ".join(re.findall(r"\w+", text.casefold()))
