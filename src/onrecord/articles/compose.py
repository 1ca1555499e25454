"""Parts of an article come in; one plain text with zones over it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.articles.types import Zone, ZoneKind
from onrecord.articles.zones import merge_zones

Part = tuple[str, Sequence[Zone]]


def whole(kind: ZoneKind, text: str | None) -> Part | None:
    """Return a part that is one zone; ``None`` where there are no words."""
    text = " ".join((text or "").split())
    return (text, (Zone(kind, 0, len(text)),)) if text else None


def compose(parts: Iterable[Part | None]) -> tuple[str, tuple[Zone, ...]]:
    """Join ``parts`` with blank lines and move their zones to where they now stand."""
    text = ""
    pieces: list[str] = []
    zones: list[Zone] = []
    length = 0
    for part in parts:
        if part is None or not part[0]:
            continue
        text, inner = part
        length += 2 if pieces else 0
        zones += [Zone(z.kind, z.start + length, z.end + length) for z in inner]
        pieces.append(text)
        length += len(text)
    return "\n\n".join(pieces), merge_zones(zones)
