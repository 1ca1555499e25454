"""What the tests of this room share: texts with words marked in them."""

from collections.abc import Sequence

from onrecord.articles import Article, Zone, ZoneKind
from onrecord.models import MarkedAttribution


def span(text: str, words: str) -> tuple[int, int]:
    """Return where ``words`` first stand in ``text``."""
    start = text.index(words)
    return start, start + len(words)


def marked(text: str, source: str | None, cue: str, content: Sequence[str]) -> MarkedAttribution:
    """Mark words in ``text`` as the network would."""
    return MarkedAttribution(
        span(text, source) if source else None,
        (span(text, cue),),
        tuple(span(text, words) for words in content),
        0.8,
    )


def words(text: str, one: MarkedAttribution) -> tuple[str | None, str, list[str]]:
    """Return source, cue and content as words."""
    return (
        text[slice(*one.source)] if one.source else None,
        " ".join(text[a:b] for a, b in one.cue),
        [text[a:b] for a, b in one.content],
    )


def article(text: str, *kinds: ZoneKind) -> Article:
    """Return an article whose lines are of ``kinds``, the last of them for all that follow."""
    zones, start = [], 0
    for i, line in enumerate(text.split("\n")):
        if line:
            kind = kinds[min(i, len(kinds) - 1)] if kinds else "body"
            zones.append(Zone(kind, start, start + len(line)))
        start += len(line) + 1
    return Article("article", "a.txt", "0" * 64, text, tuple(zones))
