"""What the articles room makes: an Article with its zones, and exact passages of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

ZoneKind = Literal[
    "headline", "standfirst", "byline", "dateline", "body", "caption", "comment", "boilerplate"
]


def digest(*parts: str) -> str:
    """Return the id of what ``parts`` name: 16 hexadecimal digits of their SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of an article (a Web Annotation text position and quote in one).

    ``article`` is the article's id; ``start`` and ``end`` count code points of the text that the
    record keeps for it, end exclusive; ``text`` is that slice.
    """

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the article's text of one kind; zones never overlap and are in text order."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its text, what stands where in it, and what is known about it.

    Dates are ISO prefixes with the precision that the article gave (``2012-01`` stays a month).
    ``path`` is the path as given to ``read``; rows of a table or list add ``#`` and their number.
    """

    id: str
    path: str
    sha256: str
    text: str
    zones: tuple[Zone, ...]
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    confidence: float = 1.0
    by: str = "rule:articles"

    @property
    def words(self) -> int:
        """Count the words of headline, standfirst and body."""
        kinds = {"headline", "standfirst", "body"}
        return sum(len(self.text[z.start : z.end].split()) for z in self.zones if z.kind in kinds)

    def passage(self, start: int, end: int) -> Passage:
        """Return the exact words from ``start`` to ``end``."""
        return Passage(self.id, start, end, self.text[start:end])

    def zone_at(self, offset: int) -> ZoneKind | None:
        """Name the kind of zone that ``offset`` lies in, ``None`` between zones."""
        return next((z.kind for z in self.zones if z.start <= offset < z.end), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read, or not wholly: which, why, and what to try."""

    path: str
    code: str
    message: str
    remedy: str
