"""What the coders of one article look things up in: its words, sentences and mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.actors import Cast, Member, Mention
from onrecord.articles import Article, Passage
from onrecord.attributions import Attribution
from onrecord.statements.lexicon import load_lemmas, load_lexicon

Span = tuple[int, int]

WORD = re.compile(r"\w+(?:[-.'’]\w+|,\d+)*|['’](?:s|ll|d|re|ve|m)\b|[^\w\s]")
CLITIC = re.compile(r"['’](?:s|ll|d|re|ve|m)$", re.IGNORECASE)
READ_ZONES = frozenset({"headline", "standfirst", "body", "caption"})
SENTENCE_END = re.compile(
    r"[.!?…]+['\"’”)\]]*(?=\s+[\"'‘“(\[£$€•\-]*[A-Z0-9])|\n[ \t]*\n\s*|\n(?=\s*[•*·])"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|St|Rev|Hon|Lt|Col|Gen|Maj|Capt|Sgt|Sen|Rep|Gov|Pres|Jr|Sr|No|"
    r"vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ltd|Inc|Co|Corp|etc|al|approx)|\b[A-Z])\.$"
)


class Token(NamedTuple):
    """A word of the article: where it stands, how it is spelt in lower case, and its lemma."""

    start: int
    end: int
    word: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One article and its cast, indexed for looking things up by offset.

    ``marks`` holds for every token the groups of ``words.yaml`` that it belongs to; ``said`` is
    what all the article's attributions say, ``said_by`` the speaker of each passage of it.
    """

    article: Article
    cast: Cast
    members: Mapping[str, Member]
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    marks: tuple[frozenset[str], ...]
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    mention_starts: tuple[int, ...]
    organisations: Mapping[str, str]
    said: tuple[Passage, ...] = ()
    said_by: tuple[str | None, ...] = ()

    def token_range(self, start: int, end: int) -> Span:
        """Return the indices of the tokens that begin from ``start`` to before ``end``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin from ``start`` to before ``end``."""
        first, last = self.token_range(start, end)
        return self.tokens[first:last]

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that ``offset`` lies in."""
        i = bisect_right(self.sentences, (offset, len(self.article.text) + 1)) - 1
        return self.sentences[max(i, 0)] if self.sentences else (0, 0)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie from ``start`` to ``end``, in text order."""
        first = bisect_left(self.mention_starts, start)
        last = bisect_left(self.mention_starts, end)
        return tuple(m for m in self.mentions[first:last] if m.passage.end <= end)

    def member_ending_at(self, end: int) -> str | None:
        """Return the member whose mention ends at ``end``, if one can be told."""
        first = bisect_left(self.mention_starts, end - 60)
        last = bisect_left(self.mention_starts, end)
        ending = [m for m in self.mentions[first:last] if m.passage.end == end]
        return ending[0].member if ending else None

    def speaker_at(self, offset: int) -> str | None:
        """Return who says the words at ``offset``, if somebody does."""
        said = zip(self.said, self.said_by, strict=True)
        return next((by for p, by in said if p.start <= offset < p.end), None)

    def voices(self, speaker: str | None) -> frozenset[str]:
        """Return the members that ``speaker`` speaks as: themselves and their organisation."""
        own = {speaker, self.organisations.get(speaker or "")} - {None}
        return frozenset(str(member) for member in own)


def set_scene(article: Article, cast: Cast, attributions: Sequence[Attribution] = ()) -> Scene:
    """Index ``article`` and ``cast`` for the coders.

    Readers' comments and boilerplate are passed over unless one of ``attributions`` lies there.
    """
    spans = find_spans(article, attributions)
    tokens = tuple(token for span in spans for token in find_tokens(article.text, *span))
    lexicon = load_lexicon("words")
    lemmas = [token.lemma for token in tokens]
    mentions = tuple(sorted(cast.mentions, key=lambda m: (m.passage.start, -m.passage.end)))
    return Scene(
        article=article,
        cast=cast,
        members={member.id: member for member in cast.members},
        tokens=tokens,
        starts=tuple(token.start for token in tokens),
        marks=tuple(lexicon.groups_at(lemmas, i) for i in range(len(tokens))),
        sentences=tuple(s for span in spans for s in find_sentences(article.text, *span)),
        mentions=mentions,
        mention_starts=tuple(m.passage.start for m in mentions),
        organisations=find_organisations(cast),
        said=tuple(p for a in attributions for p in a.content),
        said_by=tuple(cast.speakers.get(a.id) for a in attributions for _ in a.content),
    )


def find_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words and signs of ``text``; clitics ("we'll", "Labour's") stand apart.

    >>> [token.word for token in find_tokens("We'll cut Labour's funds, won't we?")]
    ['we', "'ll", 'cut', 'labour', "'s", 'funds', ',', "won't", 'we', '?']
    """
    lemmas = load_lemmas()
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group().lower()
        if "'" in word or "’" in word:
            yield from split_clitic(match.start(), word.replace("’", "'"), lemmas)
        else:
            yield Token(match.start(), match.end(), word, lemmas.get(word, word))


def split_clitic(start: int, word: str, lemmas: Mapping[str, str]) -> Iterator[Token]:
    """Yield the word, and its clitic apart if it ends in one."""
    clitic = CLITIC.search(word)
    cut = clitic.start() if clitic else len(word)
    for a, b in ((0, cut), (cut, len(word))):
        if a < b:
            yield Token(start + a, start + b, word[a:b], lemmas.get(word[a:b], word[a:b]))


def find_spans(article: Article, attributions: Sequence[Attribution]) -> list[Span]:
    """Return the zones worth indexing."""
    spans: list[Span] = []
    for zone in article.zones:
        held = any(zone.start <= p.start < zone.end for a in attributions for p in a.content)
        if zone.kind in READ_ZONES or held:
            spans.append((zone.start, zone.end))
    return spans


def find_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text``; blank lines and bullets end one as full stops do.

    >>> text = "Mr. Hale spoke. 'We will not.' She left."
    >>> [text[a:b] for a, b in find_sentences(text)]
    ['Mr. Hale spoke.', "'We will not.'", 'She left.']
    """
    end = len(text) if end is None else end
    for match in SENTENCE_END.finditer(text, start, end):
        if match.group().startswith(".") and ABBREVIATION.search(text, start, match.start() + 1):
            continue
        yield from trim(text, start, match.end())
        start = match.end()
    yield from trim(text, start, end)


def trim(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without the white space around it, unless nothing is left."""
    kept = text[start:end]
    left = start + len(kept) - len(kept.lstrip())
    right = start + len(kept.rstrip())
    if left < right:
        yield left, right


def find_organisations(cast: Cast) -> dict[str, str]:
    """Return the organisation that each member speaks for: an office's, else one they belong to.

    An organisation or group speaks for itself.
    """
    found = {m.id: m.id for m in cast.members if m.kind != "person"}
    for affiliation in cast.affiliations:
        if affiliation.kind not in ("funds", "affiliated to"):
            found.setdefault(affiliation.member, affiliation.of)
    for office in reversed(cast.offices):
        if office.organisation is not None and office.end is None:
            found[office.person] = office.organisation
    return found


def covers(passages: Sequence[Passage], offset: int) -> bool:
    """Say whether ``offset`` lies in one of ``passages``."""
    return any(p.start <= offset < p.end for p in passages)


def holds(outer: Mention, inner: Mention) -> bool:
    """Say whether one mention strictly holds another."""
    a, b = outer.passage, inner.passage
    return (a.start <= b.start and b.end <= a.end) and (a.start, a.end) != (b.start, b.end)
