"""A plain or Markdown text comes in; a draft of the article, its text unchanged, goes out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from onrecord.articles.blocks import find_blocks
from onrecord.articles.build import Draft
from onrecord.articles.bylines import read_byline
from onrecord.articles.fields import Fields, read_date_field, read_fields
from onrecord.articles.types import Zone
from onrecord.articles.zones import build_zones, lay_out

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_plain(path: str, raw: bytes, text: str, *, markdown: bool = False) -> Draft:
    """Return the draft of a text whose zones are told by their wording and place."""
    front = _FRONT.match(text) if markdown else None
    fields = read_fields(read_front_matter(front[1])) if front else Fields()
    start = front.end() if front else 0
    layout = lay_out(find_blocks(text, start, markdown=markdown), headline=fields.title)
    if layout.labels:
        fields = replace(fields, **layout.labels)
    zones = build_zones(layout)
    if front:
        zones = (Zone("boilerplate", 0, len(front[0].rstrip())), *zones)
    return Draft(
        path=path,
        raw=raw,
        text=text,
        zones=zones,
        headline=fields.title,
        standfirst=fields.standfirst,
        byline=read_author(fields.author) or layout.byline,
        outlet=fields.outlet or layout.outlet,
        url=fields.url or layout.url,
        section=fields.section,
        dates=(
            *read_date_field(fields.published),
            *read_date_field(fields.updated, updated=True),
            *layout.dates,
        ),
        date_lines=(fields.published or "", *layout.date_lines),
    )


def read_front_matter(text: str) -> dict[Any, Any]:
    """Return the fields in the YAML above a Markdown text, empty where it is not YAML."""
    import yaml

    try:
        found = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if _is_flat(value)}


def _is_flat(value: Any) -> bool:
    """Refuse nested values, which aliases may make to grow without end."""
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, str) for item in items)


def read_author(author: str | None) -> str | None:
    """Return the names in a field for the author, with or without the word 'by'."""
    return read_byline(author) or re.sub(r"(?i)^by\s+", "", author) if author else None
