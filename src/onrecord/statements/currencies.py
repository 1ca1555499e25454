"""Which currency a sum is in: printed with it, told by the article or its outlet, or in doubt.

"$" is the sign of many currencies. It is read by what else the article says ("NZ$", Wellington),
then by the outlet; where neither tells, the commonest is given and marked as doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from onrecord.articles import Article
from onrecord.statements.lexicon import read_words
from onrecord.statements.types import CurrencyNote

# The commonest of two currencies' places must be spoken of so much more often than the next.
CLEARLY = 2


@cache
def load_currencies() -> Mapping[str, Any]:
    """Return ``currencies.yaml``."""
    return read_words("currencies")


def settle_currency(article: Article, sign: str) -> tuple[str | None, CurrencyNote | None]:
    """Return the ISO code of a printed ``sign`` or name, and what speaks for it if not the sign.

    An empty sign is a lost one: no currency is invented for it.
    """
    table = load_currencies()
    if not sign:
        return None, "lost"
    if sign in table["signs"]:
        return str(table["signs"][sign]), None
    candidates = table["shared"].get(sign)
    return settle_shared(article, tuple(candidates)) if candidates else (None, "lost")


@lru_cache(maxsize=8)
def settle_shared(article: Article, candidates: tuple[str, ...]) -> tuple[str, CurrencyNote | None]:
    """Return which of several currencies an article means by a sign that they share."""
    outlet = find_outlet_currency(article, candidates)
    spoken = find_spoken(article.text, candidates)
    if outlet and not (spoken and spoken != outlet and not is_home(article.text, outlet)):
        return outlet, None if outlet == candidates[0] else "by outlet"
    if spoken:
        return spoken, None if spoken == candidates[0] else "by article"
    printed = find_printed(article.text, candidates)
    if len(printed) == 1 and printed[0] != candidates[0]:
        return printed[0], "by article"
    return candidates[0], "doubtful"


def find_outlet_currency(article: Article, candidates: Sequence[str]) -> str | None:
    """Return the currency of the country that the outlet prints in, by its address or name."""
    host = re.sub(r"^https?://([^/:]+).*", r"\1", article.url or "").lower()
    outlet = (article.outlet or "").lower()
    for code in candidates:
        evidence = load_currencies()["evidence"][code]
        if host.endswith(tuple(evidence["domains"])) and host:
            return code
        if outlet and any(re.search(rf"\b{re.escape(n)}\b", outlet) for n in evidence["outlets"]):
            return code
    return None


def find_printed(text: str, candidates: Sequence[str]) -> list[str]:
    """Return the currencies that the article prints unmistakably: "NZ$", "Canadian dollars"."""
    signs = load_currencies()["signs"]
    lower = text.lower()
    return sorted({code for sign, code in signs.items() if code in candidates and sign in lower})


def find_spoken(text: str, candidates: Sequence[str]) -> str | None:
    """Return the currency of the country whose places the article clearly speaks of most."""
    counts = Counter({code: len(places(code).findall(text)) for code in candidates}).most_common(2)
    if not counts or not counts[0][1]:
        return None
    most, next_most = counts[0][1], counts[1][1] if len(counts) > 1 else 0
    return counts[0][0] if most >= CLEARLY * max(next_most, 1) or not next_most else None


def is_home(text: str, code: str) -> bool:
    """Say whether an article speaks of the country of a currency at all."""
    return places(code).search(text) is not None


@cache
def places(code: str) -> re.Pattern[str]:
    """Return what finds the places of a currency's country, with capitals as names have them."""
    names = load_currencies()["evidence"][code]["places"]
    forms = sorted({form for name in names for form in capitalise(name)}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


def capitalise(name: str) -> tuple[str, ...]:
    """Return how a place may be spelt: "U.S", "New Zealand"."""
    if len(name.replace(".", "")) <= len("usa"):
        return (name.upper(),)
    return (name.title(),)
