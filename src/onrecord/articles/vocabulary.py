"""The patterns of the data files beside the code, compiled once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Any:
    """Return what the data file ``name`` of this room holds."""
    import yaml

    text = files("onrecord.articles").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one pattern for all those that stand under ``name`` in zones.yaml."""
    return re.compile("|".join(f"(?:{p})" for p in load("zones.yaml")[name]), re.I | re.DOTALL)


@cache
def class_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of class names that stand under ``name`` in pages.yaml."""
    words = "|".join(load("pages.yaml")[name])
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


def matches(name: str, text: str) -> bool:
    """Say whether ``text`` begins as one of the patterns under ``name`` does."""
    return pattern(name).match(text) is not None
