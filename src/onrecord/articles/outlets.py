"""Web addresses and the small print come in; the outlet's name and habits go out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from onrecord.articles.settings import DateOrder
from onrecord.articles.vocabulary import load, matches

_VIEWS = re.compile(
    r"(?:(?:reflect|represent) the (?:views?|opinions?)(?: (?:or|and) opinions?)? of|\bnot of)"
    r" (?!our|the (?:author|publisher|company|editor|newspaper|site)|its|any|all)"
    r"((?:the )?[A-Z][\w'’&-]*(?: [A-Z&][\w'’&-]*){0,4})\.?\s*$"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|Copyright)(?: (?:©|\(c\)))?(?: (?:19|20)\d\d)?,? (?:by )?"
    r"((?:The )?[A-Z][\w'’&-]*(?: [A-Z&][\w'’&-]*){0,4}?)"
    r"(?: (?:Ltd|Limited|plc|Inc|LLC)\b\.?)?(?:[.,] | (?:19|20)\d\d\b|\.?\s*$)"
)
_PLACE = re.compile(r"\s*\([A-Z][\w ,.'’-]{1,30}\)$")
_DAY_FIRST = (".uk", ".ie", ".au", ".nz", ".in", ".za")


def clean_url(value: str | None) -> str | None:
    """Return a web address that is safe to link to, ``None`` for anything else."""
    if not value:
        return None
    value = value.strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    safe = parts.scheme in ("http", "https") and parts.netloc and len(value) <= 2000
    return value if safe and not re.search(r"[\s<>\"'\x00-\x1f]", value) else None


def find_domain(url: str | None) -> str | None:
    """Return the host of ``url`` without ``www.``."""
    if not url or not clean_url(url):
        return None
    host = (urlsplit(url.strip()).hostname or "").removeprefix("www.").removeprefix("m.")
    return host or None


def clean_outlet(name: str | None) -> str | None:
    """Return an outlet's name without slogan or place behind it; an address becomes a name."""
    if name and clean_url(name):
        return outlet_of(name)
    return _PLACE.sub("", re.split(r"\s*[|»]\s*", (name or "").strip())[0]).lstrip("@") or None


def known_outlet(url: str | None) -> str | None:
    """Name the outlet behind ``url`` if it is in outlets.yaml."""
    known = _known(find_domain(url))
    return str(known["name"]) if known else None


def outlet_of(url: str | None) -> str | None:
    """Name the outlet whose page ``url`` is: a known name, or else the domain itself."""
    return known_outlet(url) or find_domain(url)


def order_of(url: str | None) -> DateOrder | None:
    """Return the order in which the outlet behind ``url`` writes dates, where that is known."""
    domain = find_domain(url)
    if known := _known(domain):
        return cast("DateOrder | None", known["order"])
    return "dmy" if domain and domain.endswith(_DAY_FIRST) else None


@cache
def order_of_outlet(name: str | None) -> DateOrder | None:
    """Return the order in which the outlet ``name`` writes dates, where that is known."""
    wanted = _plain(name or "")
    orders = {o["order"] for o in load("outlets.yaml").values() if _plain(o["name"]) == wanted}
    return orders.pop() if len(orders) == 1 else None


def find_outlet(small_print: str) -> str | None:
    """Return the outlet that a disclaimer or copyright line names as its own."""
    found = _VIEWS.search(small_print) or _RIGHTS.search(small_print)
    return found[1].removeprefix("the ") if found else None


def is_outlet_line(text: str) -> bool:
    """Say whether a line is nothing but the name of a newspaper or broadcaster.

    The place may follow in brackets: 'Valley Gazette (London)'.
    """
    text = _PLACE.sub("", text)
    if len(text) > 60 or not all(w[0].isupper() for w in text.split() if w not in ("of", "on")):
        return False
    return _plain(text) in _names() or (" " in text and matches("outlet_line", text))


@cache
def _names() -> frozenset[str]:
    return frozenset(_plain(outlet["name"]) for outlet in load("outlets.yaml").values())


def _known(domain: str | None) -> Any:
    outlets: dict[str, Any] = load("outlets.yaml")
    while domain and "." in domain:
        if domain in outlets:
            return outlets[domain]
        domain = domain.partition(".")[2]
    return None


def _plain(name: str) -> str:
    return re.sub(r"^the |\W", "", name.casefold())
