"""What a caller may decide about reading articles; everything else is read from the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read where the articles themselves leave a choice.

    ``date_order`` settles dates such as 03/04/2012 when nothing in the article does (``dmy`` is
    3 April, ``mdy`` is 4 March); ``outlet`` names the outlet of articles that name none;
    ``max_bytes`` bounds what holds one article: a whole text or page, or one row of a table or
    list; ``max_characters`` bounds its text, as a file with more is no single article.
    """

    date_order: DateOrder | None = None
    outlet: str | None = None
    max_bytes: int = 20_000_000
    max_characters: int = 1_000_000
