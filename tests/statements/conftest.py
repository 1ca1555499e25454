"""A stage for these tests: a short invented article, who is in it, and who said what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from onrecord.actors import Cast, Member, Mention, Office
from onrecord.articles import Article, Passage, Zone, ZoneKind, digest
from onrecord.attributions import Attribution

ORGANISATIONS = ("Union", "Party", "Government", "Council", "Bank", "Alliance", "Fund", "Trust")
Said = tuple[str | None, str, str | tuple[str, ...]]


def make_article(
    text: str, *, published: str | None = "2019-03-14", zones: Sequence[Zone] = ()
) -> Article:
    """Make an article whose text is all body unless zones are given."""
    return Article(
        id=digest(text),
        path="invented.txt",
        sha256="0" * 64,
        text=text,
        zones=tuple(zones) or (Zone("body", 0, len(text)),),
        published=published,
    )


def find_passage(article: Article, words: str, after: int = 0) -> Passage:
    """Find the first passage of ``words`` from ``after`` on."""
    start = article.text.index(words, after)
    return article.passage(start, start + len(words))


def make_cast(
    article: Article,
    people: Mapping[str, Sequence[str]],
    offices: Sequence[tuple[str, str, str]] = (),
    speakers: Mapping[str, str] | None = None,
) -> Cast:
    """Make a cast: names with the words that stand for each, and (person, title, organisation)."""
    members = {name: make_member(article, name, words) for name, words in people.items()}
    mentions: list[Mention] = []
    for name, words in people.items():
        for alias in sorted({name, *words}, key=len, reverse=True):
            for match in re.finditer(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", article.text):
                taken = any(
                    m.passage.start <= match.start() and match.end() <= m.passage.end
                    for m in mentions
                )
                if not taken:
                    passage = article.passage(*match.span())
                    mentions.append(
                        Mention(passage, "name", members[name].id, (), 1.0, "person:test")
                    )
    return Cast(
        article=article.id,
        members=tuple(members.values()),
        mentions=tuple(mentions),
        offices=tuple(
            Office(
                digest(a, t, o),
                article.id,
                members[a].id,
                t,
                members[o].id,
                None,
                None,
                (),
                1.0,
                "person:test",
            )
            for a, t, o in offices
        ),
        affiliations=(),
        speakers={key: members[name].id for key, name in (speakers or {}).items()},
    )


def make_member(article: Article, name: str, words: Sequence[str]) -> Member:
    """Make a member; names in capitals or with a telling last word are organisations."""
    organisation = name.isupper() or name.split()[-1] in ORGANISATIONS or "org" in words
    return Member(
        id=digest(article.id, name),
        article=article.id,
        name=name,
        kind="organisation" if organisation else "person",
        named=True,
        aliases=tuple(words),
    )


def make_attribution(
    article: Article,
    source: str | None,
    cue: str,
    content: str | Sequence[str],
    *,
    zone: ZoneKind = "body",
    after: int = 0,
) -> Attribution:
    """Make an attribution from the words of its parts, each found from ``after`` on."""
    pieces = tuple(
        find_passage(article, words, after)
        for words in ((content,) if isinstance(content, str) else content)
    )
    near = max(0, pieces[0].start - 250)
    cues = (find_passage(article, cue, near),) if cue else ()
    quoted = [article.text[p.start - 1 : p.start] in set("'\"“‘") for p in pieces]
    form = (
        "direct"
        if any(quoted)
        else "mixed"
        if any(q in pieces[0].text for q in "'“\"")
        else "indirect"
    )
    return Attribution(
        id=digest(article.id, cue, *(p.text for p in pieces), str(pieces[0].start)),
        article=article.id,
        zone=zone,
        source=find_passage(article, source, near) if source else None,
        cue=cues,
        content=pieces,
        form=form,
        confidence=1.0,
        by="person:test",
    )


def set_stage(
    text: str,
    people: Mapping[str, Sequence[str]] | None = None,
    said: Sequence[tuple[Any, ...]] = (),
    *,
    offices: Sequence[tuple[str, str, str]] = (),
    published: str | None = "2019-03-14",
) -> tuple[Article, list[Attribution], Cast]:
    """Make an article with its attributions and cast.

    ``said`` holds (speaker, source words, cue, content); a speaker of ``None`` is nobody known.
    """
    article = make_article(text, published=published)
    attributions = [make_attribution(article, *parts[1:]) for parts in said]
    speakers = {
        a.id: parts[0] for a, parts in zip(attributions, said, strict=True) if parts[0] is not None
    }
    return article, attributions, make_cast(article, people or {}, offices, speakers)


@pytest.fixture(scope="session")
def stage() -> Callable[..., tuple[Article, list[Attribution], Cast]]:
    """Return :func:`set_stage`."""
    return set_stage
