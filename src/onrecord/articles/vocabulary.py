"""The patterns of the data files beside the code, compiled once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

Patterns = tuple[re.Pattern[str], ...]


@cache
def load(name: str) -> Any:
    """Return what the data file ``name`` of this room holds."""
    import yaml

    text = files("onrecord.articles").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def patterns(name: str) -> Patterns:
    """Return the patterns that stand under ``name`` in zones.yaml."""
    return tuple(re.compile(p, re.IGNORECASE | re.DOTALL) for p in load("zones.yaml")[name])


@cache
def class_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of class names that stand under ``name`` in pages.yaml."""
    words = "|".join(load("pages.yaml")[name])
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


def matches(name: str, text: str) -> bool:
    """Say whether ``text`` begins as one of the patterns under ``name`` does."""
    return any(pattern.match(text) for pattern in patterns(name))
