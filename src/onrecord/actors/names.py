"""Find proper names by rule, and merge them with those that the network marked.

The rules alone are a safety net: capitals, honorifics, titles of office, first names, and the
shapes of organisations' names tell what a run of capitals names. What they cannot tell is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.actors.page import Page, is_broken_off, read_page
from onrecord.actors.titles import is_title, match_title, title_words
from onrecord.actors.vocabulary import Vocabulary, listed, vocabulary
from onrecord.articles import Zone
from onrecord.models import MarkedName
from onrecord.models.types import NameKind

Mark = tuple[int, int, NameKind, float]
CERTAIN = 0.95
SURE = 0.5
_SMALL = frozenset(["of", "the", "for", "and", "in", "on", "&", "to"])
_SMALL_LAST = re.compile(rf"\s+(?:{'|'.join(sorted(_SMALL))})$")
Run = tuple[int, int]
_ADJECTIVES = ("ing", "ed", "ict", "ive", "al", "ous", "ful", "less", "ly", "ic", "able", "ible")


def find_names(text: str, zones: Sequence[Zone]) -> tuple[MarkedName, ...]:
    """Mark the names in ``text`` by rule; honorifics, titles and possessives stay outside.

    >>> [text[n.start : n.end] for text in ["Mr Kent, of the FBU, met Ann Lee."]
    ...  for n in find_names(text, [])]
    ['Kent', 'FBU', 'Ann Lee']
    """
    page = read_page(text, zones)
    page.titles = title_words(page)
    return find_names_on(page, Seen(page))


def find_names_on(page: Page, seen: Seen) -> tuple[MarkedName, ...]:
    """Mark the names on a page that is already split into words."""
    v = vocabulary()
    marks: list[Mark] = []
    singles: list[int] = []
    for first, last in _runs(page, v, seen):
        for mark in _segment(page, v, seen, first, last):
            if mark[2] is None:
                singles.append(mark[0])
            else:
                marks.append((mark[0], mark[1], mark[2], mark[3]))
    marks += _single_words(page, v, marks, singles)
    marks = _spelled_out(page, marks)
    marks += _in_headlines(page, v, seen, marks)
    return tuple(
        MarkedName(page.starts[a], page.ends[b - 1], kind, confidence)
        for a, b, kind, confidence in sorted(_with_nouns(page, marks))
    )


def correct_kind(name: MarkedName, text: str) -> MarkedName:
    """Return a mark of the network with the kind that the lists give its words, if they do.

    What a name can't end in is cut off: "Unite and".
    """
    v = vocabulary()
    while tail := _SMALL_LAST.search(text[name.start : name.end]):
        name = replace(name, end=name.start + tail.start())
    words = text[name.start : name.end].removeprefix("the ").removeprefix("The ")
    kind = name.kind
    if words in v.organisations or tuple(words.split()) in v.organisations_fixed:
        kind = "organisation"
    elif words in v.country_of:
        kind = "place"
    elif kind == "person" and " " in words:
        first, *_, last = words.split(" ")
        if last in v.organisation_ends and first.lower() not in v.first_names:
            kind = "organisation"
    return replace(name, kind=kind)


def is_proper(name: MarkedName, page: Page, seen: Seen) -> bool:
    """Say whether a mark of the network is more than a plain word with a capital: "Aides".

    A word that the page has small, and with a capital only where sentences and headlines give
    everything one, is a plain word: "Cap is a mistake" above an article on the cap.
    """
    v = vocabulary()
    word = page.text[name.start : name.end]
    lower = word.lower()
    first, end = page.span(name.start, name.end)
    if first < end and page.titles.issuperset(range(first, end)):
        return False
    if word in v.organisations or word in v.country_of:
        return True
    if name.kind == "person" and _is_addressed(page, v, first):
        return True
    if lower in seen.small and word not in seen.capital:
        return False
    if lower.startswith(("then-", "ex-", "non-", "anti-", "pro-")):
        return False
    if name.kind == "person" and _is_place_of_post(page, v, first, end):
        return False
    if name.kind == "organisation" and _is_in_title(page, v, first, end):
        return False
    if name.kind == "person" and (_is_seat_of_member(page, first) or _is_one_of(page, first, end)):
        return False
    if first in page.kickers and (name.kind != "person" or word not in seen.capital):
        return False
    adjective = word.rpartition(" ")[2]
    if adjective != word and adjective in v.adjectives and adjective not in v.organisations:
        return False  # "Scottish Tory" before a post
    *before, last = lower.rstrip(".").split() or [""]
    if last in v.posts and before and all(each in v.post_modifiers for each in before):
        return False
    if last in v.posts and not before and _is_used_as_title(page, first):
        return False
    if not before and last in v.honorifics and last not in v.first_names:
        return False
    if not before and last.rpartition("-")[2] in v.people_words | v.plural:
        return False  # "Pan-democrat"
    if not before and page.initial[first : first + 1] == [True] and last in v.post_modifiers:
        return False
    return not (lower in v.plural or lower in v.documents or lower in v.common) and any(
        c.isupper() for c in word
    )


def _is_used_as_title(page: Page, at: int) -> bool:
    """Say whether a post with a capital is said of somebody: "the Taoiseach", "Taoiseach Lee"."""
    before = page.lower[at - 1] if at else ""
    after = page.words[at + 1] if at + 1 < len(page.words) else "."
    return before in ("the", "a", "an", "his", "her", "former") or after[0].isupper()


def merge_names(
    marked: Sequence[MarkedName], ruled: Sequence[MarkedName], *, sure: float = SURE
) -> tuple[MarkedName, ...]:
    """Join the network's names with the rules'; of two that overlap, the surer one stands.

    Marks of the network below ``sure`` are passed over, and so are those within a name that the
    rules are as good as certain of: "Transport union" in "Road and Transport union (RTU)". A place
    that only begins a longer name is none: "Washington Free Beacon".
    """
    whole = [rule for rule in ruled if rule.confidence >= CERTAIN]
    marked = [
        mark
        for mark in marked
        if not any(r.start <= mark.start and mark.end <= r.end for r in whole)
    ]
    ruled = [
        rule
        for rule in ruled
        if rule.kind != "place"
        or not any(m.start <= rule.start and rule.end < m.end and m.confidence >= sure
                   for m in marked)
    ]  # fmt: skip
    taken: list[MarkedName] = []
    starts: list[int] = []
    for name in sorted([*marked, *ruled], key=lambda n: (-n.confidence, n.start, -n.end)):
        at = bisect_right(starts, name.start)
        before = at == 0 or taken[at - 1].end <= name.start
        after = at == len(taken) or taken[at].start >= name.end
        if name.confidence >= sure and before and after:
            taken.insert(at, name)
            starts.insert(at, name.start)
    return tuple(taken)


class Seen:
    """Which words the page also has small, and with a capital inside a sentence; where."""

    def __init__(self, page: Page) -> None:
        self.small: set[str] = set()
        self.capital: set[str] = set()
        self.at: dict[str, list[int]] = {}
        for i, (word, lower, initial, paragraph) in enumerate(
            zip(page.words, page.lower, page.initial, page.paragraph, strict=True)
        ):
            if word[0].isupper():
                self.at.setdefault(lower, []).append(i)
            if word == lower:
                self.small.add(word)
            elif not initial and paragraph not in page.titled:
                self.capital.add(word)


def _runs(page: Page, v: Vocabulary, seen: Seen) -> Iterator[Run]:
    """Yield stretches of words with capitals, a first word that is none by itself left off."""
    words, count, i = page.words, len(page.words), 0
    while i < count:
        if (
            not words[i][0].isupper()
            or page.paragraph[i] in page.titled
            or i in page.kickers
            or i in page.titles
        ):
            i += 1
            continue
        j = i + 1
        while j < count and j not in page.titles and _goes_on(page, v, j, i):
            j += 1
        while words[j - 1] in v.particles or not words[j - 1][0].isalnum():
            j -= 1
        start = i
        if _is_opener(page, v, seen, start, j):
            start += 1
        if start < j:
            yield start, j
        i = j


def _goes_on(page: Page, v: Vocabulary, j: int, i: int) -> bool:
    """Say whether word ``j`` belongs to the run of capitals that began at ``i``."""
    same = page.paragraph[j] == page.paragraph[i] and page.sentence[j] == page.sentence[i]
    if not same or page.quoted[j] != page.quoted[i] or page.starts[j] - page.ends[j - 1] > 2:
        return False
    word = page.words[j]
    if is_capital(word) or owns_in_plural(page, v, j):
        return True
    following = j + 1
    while following < len(page.words) and page.words[following] in v.particles:
        following += 1
    return (
        word in v.particles
        and page.words[following : following + 1] != []
        and is_capital(page.words[following])
    )


def is_capital(word: str) -> bool:
    """Say whether a word is written as names are; Irish puts a letter before the capital.

    >>> is_capital("Tsaoir"), is_capital("tSaoir"), is_capital("taxes")
    (True, True, False)
    """
    return word[0].isupper() or (len(word) > 3 and word[0] in "bdghmnt" and word[1].isupper())


_MANY = ("ers", "ors", "ists", "ants", "ents", "ees", "ians", "ses", "iers", "men", "people")


def owns_in_plural(page: Page, v: Vocabulary, at: int) -> bool:
    """Say whether word ``at`` is the apostrophe of "Teachers' Union" or "Women's League"."""
    words = page.words
    mark = words[at]
    if mark in ("and", "&"):  # "Nurses' and Carers' Organisation"
        inside = words[at - 1] in ("'", "’") and words[at + 2 : at + 3] in (["'"], ["’"])
        return inside and owns_in_plural(page, v, at - 1) and owns_in_plural(page, v, at + 2)
    if mark not in ("'", "’", "'s", "’s") or page.starts[at] != page.ends[at - 1]:
        return False
    if at + 1 >= len(words) or not words[at - 1][0].isupper():
        return False
    goes_on = words[at + 1][0].isupper() or words[at + 1] in ("and", "&")
    owner = page.lower[at - 1]
    if mark in ("'s", "’s"):
        return goes_on and owner in ("women", "men", "children", "people")
    plural = owner in v.plural or owner.endswith(_MANY)
    return goes_on and plural and words[at - 1] not in v.organisations


def _is_opener(page: Page, v: Vocabulary, seen: Seen, start: int, end: int) -> bool:
    """Say whether the first word has its capital only from opening the sentence."""
    lower = page.lower[start]
    if page.words[start] in v.organisation_with_of and _extend(page, v, start + 1) > start + 1:
        return False
    longest = min(5, end - start) if page.words[start] in v.fixed_starts else 1
    if any(
        tuple(page.words[start : start + length]) in v.organisations_fixed
        or tuple(page.words[start : start + length]) in v.places
        for length in range(2, longest + 1)
    ):
        return False
    if end - start > 2 and owns_in_plural(page, v, start + 1):
        return False
    if end - start == 1 and _is_led(page, v, start):
        return False
    if (
        page.words[start] in v.organisations
        or lower in v.honorifics
        or lower.rstrip(".") in v.honorifics
    ):
        return False
    if "'" in lower and lower.split("'")[0] in v.common:
        return True
    if lower in v.first_names and lower not in v.auxiliary_names and end - start > 1:
        return page.words[start + 1] in v.organisations
    if lower in v.common:
        return page.initial[start] or len(lower) < 4 or end - start == 1
    return page.initial[start] and lower in seen.small and lower not in v.first_names


Segment = tuple[int, int, NameKind | None, float]


def _segment(page: Page, v: Vocabulary, seen: Seen, first: int, last: int) -> Iterator[Segment]:
    """Cut a run into names; a single word that could be anything comes back with kind ``None``."""
    at, announced = first, _announced(page, v, first)
    while at < last:
        if not page.words[at][0].isalnum():
            at += 1  # the apostrophe of an owner in the plural
            continue
        end, kind, confidence = _known_at(page, v, at, last)
        if kind == "place" and _is_addressed(page, v, at):
            end = at  # Mr England is no country
        if end > at:
            if kind is not None:
                yield at, end, kind, confidence
            announced = False
            at = end
            continue
        title = match_title(page, at, last)
        if title > at:
            at, announced = title, True
            continue
        if page.lower[at].rstrip(".") in v.honorifics and not (announced and at + 1 == last):
            at, announced = at + 1, True
            continue
        end = _chunk_end(page, v, at, last)
        yield from _judge_chunk(page, v, seen, at, end, announced=announced)
        at, announced = end, False


def _is_addressed(page: Page, v: Vocabulary, at: int) -> bool:
    """Say whether an honorific that no office has stands before word ``at``: Mr, Dame."""
    before = page.lower[at - 1].rstrip(".") if at else ""
    return before in v.honorifics and before not in v.honorific_offices


def _announced(page: Page, v: Vocabulary, first: int) -> bool:
    """Say whether a title in small letters stands before the run: "general secretary Ann Lee"."""
    if first == 0 or page.paragraph[first - 1] != page.paragraph[first]:
        return False
    before = page.lower[first - 1]
    return before.rstrip(".") in v.honorifics or before in v.posts


def _known_at(page: Page, v: Vocabulary, at: int, last: int) -> tuple[int, NameKind | None, float]:
    """Return where a listed or well-formed organisation or place ends, and its kind."""
    words = page.words
    longest = min(5, len(words) - at) if words[at] in v.fixed_starts else 1
    for length in range(longest, 1, -1):
        if page.paragraph[at + length - 1] != page.paragraph[at]:
            continue
        key = tuple(words[at : at + length])
        if key in v.organisations_fixed:
            return at + length, "organisation", 0.95
        if key in v.places and not _ends_as_organisation(page, v, at, last):
            return at + length, "place", 0.9
    end = _ends_as_organisation(page, v, at, last)
    if end:
        owned = any(w in ("'", "’", "'s", "’s") for w in words[at:end])
        return _extend(page, v, end), "organisation", CERTAIN if owned else 0.85
    if _is_led(page, v, at):
        return at + 1, "organisation", 0.8
    word = words[at]
    if word in ("Congress", "Conference") and at and _is_initials(words[at - 1], v):
        return at + 1, None, 0.0  # "the TUC Congress" is an event
    if word == "Opposition" and page.lower[at + 1 : at + 2] == ["leader"]:
        return at + 1, None, 0.0  # the title, which a party's leader holds
    if (word,) in v.places:
        return at + 1, "place", 0.85
    if word in v.organisations:
        if word in v.organisation_with_of:
            return _extend(page, v, at + 1), "organisation", 0.8
        return at + 1, "organisation", 0.8
    if word in v.organisation_with_of and _extend(page, v, at + 1) > at + 1:
        return _extend(page, v, at + 1), "organisation", 0.8
    if word in v.adjectives and word not in v.organisations:
        return at + 1, None, 0.0
    if _shouts(page, at):
        return at, None, 0.0
    if _is_initials(word, v) and not (page.initial[at] and words[at + 1 : at + 2] == [":"]):
        return at + 1, "organisation", 0.75
    return at, None, 0.0


_LED_BY = frozenset(
    ["leader", "co-leader", "boss", "chair", "chairman", "chairwoman", "president", "treasurer",
     "convener", "convenor", "general secretary", "deputy general secretary", "deputy leader",
     "chief executive", "national chairman", "national president", "assistant general secretary"]
)  # fmt: skip


_LED_FIRST = frozenset(title.split(" ")[0] for title in _LED_BY)


def _is_led(page: Page, v: Vocabulary, at: int) -> bool:
    """Say whether one unlisted word is a body by having a leader: "Siptu general secretary".

    A first name or a plain word is not taken for a body, nor is a place.
    """
    end = at + 1
    owned = end < len(page.words) and page.words[end] in ("'s", "’s")
    end += owned
    if end >= len(page.words) or page.lower[end] not in _LED_FIRST:
        return False
    lower = page.lower[at]
    if not owned and not page.words[end].islower():
        return False
    titles = (" ".join(page.lower[end : end + length]) for length in (3, 2, 1))
    if not any(title in _LED_BY for title in titles):
        return False
    plain = lower in v.common or lower in v.post_modifiers or lower in v.former
    if lower == "opposition" or lower in v.first_names or lower in v.posts:
        return False
    known = page.words[at] in v.adjectives or page.words[at] in v.country_of
    named_next = any(w[0].isupper() for w in page.words[end + 1 : end + 6])
    return named_next and not known and (owned or not plain or page.words[at] in _LED_PLAIN)


_LED_PLAIN = frozenset(["National", "Act", "Reform", "Alliance", "Plaid", "Community"])


def _spelled_out(page: Page, marks: list[Mark]) -> list[Mark]:
    """Mark the long name before initials in brackets: "Post, Rail and Ferry union (PRF)"."""
    found: list[Mark] = []
    for a, b, kind, _ in marks:
        if kind == "organisation" and page.words[a - 1 : a] == ["("] and b - a == 1:
            first = _start_of_initials(page, a - 1, page.words[a].replace(".", ""))
            if first is not None:
                found.append((first, a - 1, "organisation", 0.98))
    kept = [m for m in marks if not any(f[0] <= m[0] < f[1] for f in found)]
    return kept + found


def _start_of_initials(page: Page, end: int, initials: str) -> int | None:
    """Return where the words begin whose capitals are ``initials``, read back from ``end``."""
    left = len(initials)
    at = end
    while at > 0 and end - at < 12 and page.sentence[at - 1] == page.sentence[end]:
        at -= 1
        word = page.words[at]
        if word[0].isupper():
            left -= 1
            if left < 0 or word[0] != initials[left]:
                return None
            if left == 0:
                return at
        elif word[0].isalpha() and word not in _SMALL and at < end - 1:
            return None
    return None


def _shouts(page: Page, at: int) -> bool:
    """Say whether a word in capitals stands beside another: a heading, not initials."""
    beside = [*page.words[max(0, at - 1) : at], *page.words[at + 1 : at + 2]]
    return page.words[at].isupper() and any(
        w.isupper() and w.isalpha() and len(w) > 1 for w in beside
    )


def _is_initials(word: str, v: Vocabulary) -> bool:
    bare = word.replace(".", "").replace("&", "")
    return (
        2 <= len(bare) <= 5 and bare.isupper() and bare.isalpha()
        and word not in v.not_organisations and bare not in v.not_organisations
    )  # fmt: skip


def _ends_as_organisation(page: Page, v: Vocabulary, at: int, last: int) -> int:
    """Return where a run such as "National Audit Office" ends, 0 where it is no such name."""
    event = page.words[at + 1 : at + 2] in (["Congress"], ["Conference"])
    if event and _is_initials(page.words[at], v):
        return 0
    for end in range(at + 2, min(last, at + 7) + 1):
        if page.words[end - 1] in v.organisation_ends:
            inside = page.lower[at : end - 1]
            if any(
                w.rstrip(".") in v.honorifics and w not in ("justice", "general") for w in inside
            ):
                return 0
            if match_title(page, at, end) == end and page.words[end - 1] not in v.organisations:
                return 0
            while end < last and page.words[end] in v.organisation_ends:
                end += 1
            return end
        if page.lower[end - 1] in v.posts:
            return 0
    return 0


def _extend(page: Page, v: Vocabulary, end: int) -> int:
    """Go on through "of", "for" and "and": "Department for Work and Pensions"."""
    if page.words[end - 1] not in v.organisation_with_of:
        return end
    words, count = page.words, len(page.words)
    at = end
    while at + 1 < count and words[at] in ("of", "for", "on", "against", "and"):
        if words[at] == "and" and at == end:
            break
        start = at + 2 if words[at + 1] in ("the", "and") else at + 1
        stop = start
        while (
            stop < count and words[stop][0].isupper() and page.paragraph[stop] == page.paragraph[at]
            and page.lower[stop].rstrip(".") not in v.honorifics
        ):  # fmt: skip
            stop += 1
        if words[at] == "on" and set(page.lower[start : start + 1]) & v.common:
            break
        if stop == start or (words[at] == "and" and stop - start > 2):
            break
        if words[at] == "and" and (
            page.lower[start] in v.first_names or _is_initials(words[start], v)
        ):
            break
        at = stop
    return max(at, end)


def _chunk_end(page: Page, v: Vocabulary, at: int, last: int) -> int:
    """Return where the words that begin at ``at`` stop belonging to one name."""
    end = at + 1
    while end < last:
        if _known_at(page, v, end, last)[0] > end and not _surname_follows(page, v, at, end):
            break
        if page.lower[end].rstrip(".") in v.honorifics and page.words[end] not in ("King", "Judge"):
            break
        describes = end - at > 1 or page.lower[at] not in v.first_names
        if describes and match_title(page, end, last) > end:
            break
        named = page.lower[end] in v.first_names and page.lower[at] not in v.first_names
        initial = page.words[at][-1] == "."
        describes = (end == at + 1 and not initial) or _is_seat(page, v, at)
        if named and end + 1 < last and describes:
            break  # "Pan-democrat Gary Fan": what comes before a first name only describes
        end += 1
    return end


def _is_seat(page: Page, v: Vocabulary, at: int) -> bool:
    """Say whether "Mayor of" or the like stands before word ``at``."""
    return at > 1 and page.lower[at - 1] == "of" and page.lower[at - 2] in v.posts


def _surname_follows(page: Page, v: Vocabulary, at: int, end: int) -> bool:
    """Say whether a listed word is here a surname: "Jack London", "David England"."""
    return end == at + 1 and page.lower[at] in v.first_names


def _judge_chunk(
    page: Page, v: Vocabulary, seen: Seen, at: int, end: int, *, announced: bool
) -> Iterator[Segment]:
    """Say what unlisted capitals name: a person, or nothing that the rules know."""
    while end - at > 1 and (
        (page.lower[at] in v.common and page.lower[at] not in v.first_names)
        or page.words[at].rpartition("-")[2] in listed("compound_ends")  # "Korean-born Ann Lee"
    ):
        at += 1
    while end - at > 1 and page.lower[end - 1].rstrip(".") in v.suffixes:
        end -= 1
    if end - at > 2 and page.lower[end - 1] in v.posts and page.lower[at] in v.first_names:
        end -= 1  # "the Ann Lee Justice in Policing Act"
    length = end - at
    first = page.lower[at]
    if length == 1 and not announced:
        yield at, end, None, 0.0
    elif first in v.auxiliary_names and page.words[at + 1] in v.organisations:
        return
    elif (announced and length <= 4 and (first not in v.common or _is_addressed(page, v, at))) or (
        first in v.first_names and 2 <= length <= 5
    ):
        yield at, end, "person", 0.9
    elif length == 2 and _is_opened_surname(page, seen, at):
        yield at + 1, end, None, 0.0
    elif 2 <= length <= 4 and not _is_seat(page, v, at) and _is_persons(page, v, seen, at, end):
        yield at, end, "person", 0.6


def _is_opened_surname(page: Page, seen: Seen, at: int) -> bool:
    """Say whether only the sentence's opening gives the first of two words its capital."""
    return (
        page.initial[at]
        and page.lower[at].endswith(_ADJECTIVES)
        and page.words[at] not in seen.capital
        and page.words[at + 1] in seen.capital
    )


def _is_persons(page: Page, v: Vocabulary, seen: Seen, at: int, end: int) -> bool:
    """Say whether two to four unlisted words look like a name: no word of them is a plain word."""
    if page.words[at - 1 : at] and page.lower[at - 1] in ("the", "a", "an"):
        return False
    if page.lower[end - 1] in v.first_names and page.lower[at] not in v.first_names:
        return False
    return not any(
        page.lower[i] in v.common or page.lower[i] in seen.small or page.lower[i] in v.posts
        or (len(page.words[i]) > 1 and page.words[i].isupper() and page.words[i][-1] != ".")
        or not page.words[i][0].isalnum()
        for i in range(at, end)
    ) and not _is_place(page, seen, at, end)  # fmt: skip


_PLACING = frozenset(["in", "at", "near", "from", "across", "outside", "around", "throughout"])
_MEMBERS_FOR = frozenset(["mp", "mps", "td", "msp", "mep", "member", "candidate", "councillor"])


def _is_in_title(page: Page, v: Vocabulary, first: int, end: int) -> bool:
    """Say whether words only make a title: "Counsel General", "Shadow Home | Secretary"."""
    if first >= end or is_title(page.lower[first:end], v):
        return first < end
    modifies = all(word in v.post_modifiers for word in page.lower[first:end])
    named = page.words[first] in v.organisations
    return modifies and not named and match_title(page, first, end + 3) > end


_LOCAL = frozenset(["governor", "mayor", "mp", "senator", "councillor", "constituency", "council"])


def _is_place_of_post(page: Page, v: Vocabulary, first: int, end: int) -> bool:
    """Say whether a word only tells where a post is: "former Kaduna governor Ann Lee"."""
    lone = end - first == 1 and page.lower[first] not in v.first_names
    return lone and page.lower[end : end + 1] != [] and page.lower[end] in _LOCAL


def _is_one_of(page: Page, first: int, end: int) -> bool:
    """Say whether a word with a capital means one of a people: "one Rohingya, a fisher"."""
    before = page.lower[first - 1] if first else ""
    after = page.words[end] if end < len(page.words) else "."
    return (
        end - first == 1 and before in ("a", "an", "one", "another") and after in (",", ".", "who")
    )


def _is_seat_of_member(page: Page, at: int) -> bool:
    """Say whether "MP for" or the like stands before word ``at``."""
    return at > 1 and page.lower[at - 1] in ("for", "in") and page.lower[at - 2] in _MEMBERS_FOR


def _is_place(page: Page, seen: Seen, at: int, end: int) -> bool:
    """Say whether unlisted capitals stand where places do: "in Isle Vale", "MP for Isle Vale"."""
    words = page.lower[at:end]
    if _is_seat_of_member(page, at):
        return True
    places = [i for i in seen.at.get(words[0], ()) if page.lower[i : i + len(words)] == words]
    placed = sum(page.lower[i - 1] in _PLACING for i in places if i)
    return 2 * placed >= len(places) and placed > 0


def _single_words(
    page: Page, v: Vocabulary, marks: Iterable[tuple[int, int, NameKind, float]], singles: list[int]
) -> Iterator[tuple[int, int, NameKind, float]]:
    """Decide on capitals that stand alone by what the rest of the page says of them."""
    people = [(a, b) for a, b, kind, _ in marks if kind == "person"]
    surnames = {page.lower[b - 1] for _, b in people}
    given = {page.lower[a] for a, b in people if b - a > 1}
    begins = {a for a, _ in people}
    spoken = {page.lower[i] for i in singles if _speaks(page, v, i)}
    for i in singles:
        lower = page.lower[i]
        if (lower in v.common and lower not in surnames) or is_broken_off(page, i):
            continue
        if page.words[i].rpartition("-")[2] in listed("compound_ends"):
            continue
        if i + 1 in begins:
            continue  # it describes who is named next
        if page.words[i] in v.organisation_ends and lower not in surnames:
            continue
        if lower in surnames:
            yield i, i + 1, "person", 0.85
        elif lower in given or (lower in v.first_names and not page.initial[i]) or lower in spoken:
            yield i, i + 1, "person", 0.6


def _speaks(page: Page, v: Vocabulary, i: int) -> bool:
    """Say whether a verb of saying stands beside a capital that is no plain opener."""
    following = page.lower[i + 1] if i + 1 < len(page.words) else ""
    before = page.lower[i - 1] if i else ""
    if page.lower[i] in v.common or (page.words[i].isupper() and following != ":"):
        return False
    return following in v.speech or (before in v.speech and following in (",", ".", "in", "on"))


def _in_headlines(
    page: Page, v: Vocabulary, seen: Seen, marks: Iterable[tuple[int, int, NameKind, float]]
) -> Iterator[tuple[int, int, NameKind, float]]:
    """Find in lines with all words in capitals the names that the rest of the page has."""
    if not page.titled and not page.kickers:
        return
    known: dict[tuple[str, ...], NameKind] = {}
    for a, b, named, _ in marks:
        known[tuple(page.lower[a:b])] = named
        if named == "person":
            known.setdefault((page.lower[b - 1],), "person")
    at, count = 0, len(page.words)
    while at < count:
        headed = page.paragraph[at] in page.titled or at in page.kickers
        if not headed or not page.words[at][0].isupper():
            at += 1
            continue
        for length in range(min(4, count - at), 0, -1):
            key = tuple(page.lower[at : at + length])
            kind = known.get(key)
            if kind is None and at not in page.kickers:
                kind = _listed(page, v, seen, at, length)
            if kind and page.paragraph[min(at + length, count) - 1] == page.paragraph[at]:
                yield at, at + length, kind, 0.8
                at += length
                break
        else:
            at += 1


def _listed(page: Page, v: Vocabulary, seen: Seen, at: int, length: int) -> NameKind | None:
    key = tuple(page.words[at : at + length])
    if key in v.organisations_fixed or (length == 1 and key[0] in v.organisations):
        return "organisation"
    if key in v.places:
        return "place"
    known = length == 2 and len(key) == 2 and key[1] in seen.capital
    if known and key[0].lower() in v.first_names and key[0].lower() not in v.auxiliary_names:
        return (
            "person"
            if length == 2 and key[1].lower() not in v.common and key[1][0].isupper()
            else None
        )
    return None


def _with_nouns(
    page: Page, marks: Iterable[tuple[int, int, NameKind, float]]
) -> Iterator[tuple[int, int, NameKind, float]]:
    """Take "campaign" and "administration" into the name they follow: "the Ford administration"."""
    for a, b, kind, confidence in marks:
        following = page.lower[b] if b < len(page.words) else ""
        if kind == "person" and following in ("campaign", "administration"):
            yield a, b + 1, "organisation", confidence
        else:
            yield a, b, kind, confidence
