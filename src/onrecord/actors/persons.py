"""Link the names of persons in one article: full names, surnames, first names, relatives."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.actors.figures import Figure, Spot
from onrecord.actors.names import is_capital
from onrecord.actors.page import Page, is_broken_off
from onrecord.actors.vocabulary import Gender, Vocabulary, listed, vocabulary

_MISSPELT_FROM = 6
_RELATIVE = "rule:relative"


def link_persons(page: Page, spans: Sequence[tuple[int, int, float, str]]) -> list[Spot]:
    """Return a spot for each name of a person, with the figure that it stands for.

    Full names come first, wherever they stand, since headlines and captions use the surname
    before the text has given the name. A lone name that could be two people's has no figure
    but candidates.
    """
    v = vocabulary()
    spots: list[Spot] = []
    full = _Known()
    pending: list[Spot] = []
    done, reaches = 0, dict[Spot, int]()
    for first, last, confidence, by in spans:
        if first < done:
            continue
        first, last, honorific = _trim(page, v, first, last)
        if first >= last or _is_pun(page, v, first, last, spans) or is_broken_off(page, last - 1):
            continue
        if last - first == 1 and _is_plural_of(page, first, spans):
            continue
        spot = Spot(first, last, "name", None, confidence, honorific=honorific, by=by)
        if not name_parts(page.words[first:last])[0]:
            spot.form = "surname"
            pending.append(spot)
        else:
            spot.figure = _full_name(page, v, spot, full)
            _count(page, spot)
        if honorific in v.peerage:
            done = reaches[spot] = _after_territory(page, v, last)
        spots.append(spot)
    _merge_misspelt(full, spots)
    lone: dict[str, list[Figure]] = {}
    for spot in sorted(pending, key=lambda s: not _tells_gender(v, s)):
        _link_lone(page, v, spot, full, lone, spots)
    for spot, reach in reaches.items():
        spot.last = reach
    return _without_places(page, v, spots)


_PLACING = frozenset(["in", "at", "of", "from", "near", "across", "outside", "around"])


def _without_places(page: Page, v: Vocabulary, spots: list[Spot]) -> list[Spot]:
    """Leave out single words that only ever stand where places do: "Governor Lee of Upland"."""
    acting = {
        spot.figure
        for spot in spots
        if spot.honorific
        or spot.last - spot.first > 1
        or page.lower[spot.first] in v.first_names
        or spot.first == 0
        or page.lower[spot.first - 1] not in _PLACING
        or page.words[spot.last : spot.last + 1] in (["'s"], ["’s"])
    }
    return [s for s in spots if s.figure is None or s.figure in acting]


def _after_territory(page: Page, v: Vocabulary, at: int) -> int:
    """Return where a peer's name ends that says of what: "Lord Gray of Upper Marsh"."""
    end = at + 1
    if page.lower[at : at + 1] != ["of"] or set(page.words[end : end + 1]) & v.organisations:
        return at
    while end < len(page.words) and page.words[end][0].isupper() and end - at < 4:
        end += 1
    return end if end > at + 1 else at


class _Known:
    """The people whom an article names in full, by surname, first name and both."""

    def __init__(self) -> None:
        self.all: dict[Figure, tuple[str, str]] = {}
        self.by_family: dict[str, list[Figure]] = {}
        self.by_given: dict[str, list[Figure]] = {}

    def add(self, figure: Figure) -> None:
        """File a figure; "van der Berg" is found by Berg too."""
        given, family = self.all[figure] = name_parts(figure.words)
        self.by_family.setdefault(family.split(" ")[-1], []).append(figure)
        self.by_given.setdefault(given, []).append(figure)
        if figure.words[0].lower() != given:
            self.by_given.setdefault(figure.words[0].lower(), []).append(figure)

    def drop(self, figure: Figure) -> None:
        """Forget a figure that turned out to be another."""
        del self.all[figure]
        for filed in (self.by_family, self.by_given):
            for figures in filed.values():
                if figure in figures:
                    figures.remove(figure)

    def one_slip_from(self, family: str) -> list[Figure]:
        """Return the one person whose surname is a slip from this one, if there is one."""
        near = [
            figure
            for other, figures in self.by_family.items()
            if other[0] == family[0] and len(other) >= _MISSPELT_FROM
            if DamerauLevenshtein.distance(other, family, score_cutoff=1) == 1
            for figure in figures
        ]
        return near if len(near) == 1 else []

    def named(self, words: Sequence[str]) -> Figure | None:
        """Return who bears a surname and this first name or a form of it."""
        (given, family), middle = name_parts(words), middle_initials(words)
        for figure in self.by_family.get(family.split(" ")[-1], ()):
            other_given, other_family = self.all[figure]
            if (
                family == other_family
                and same_first_name(given, other_given)
                and same_middle(middle, middle_initials(figure.words))
            ):
                return figure
        return self._ending_in([w.lower() for w in words])

    def _ending_in(self, words: list[str]) -> Figure | None:
        """Return whose surname has these words: "Ki Hong", of "Justin Ki Hong"."""
        fits = [
            figure
            for figure in self.by_family.get(words[-1], ())
            if len(figure.words) > len(words) > 1
            and [w.lower() for w in figure.words[-len(words) :]] == words
        ]
        return fits[0] if len(fits) == 1 else None


def _tells_gender(v: Vocabulary, spot: Spot) -> bool:
    """Say whether an honorific tells if a lone name is a woman's or a man's: those link first."""
    return spot.honorific is not None and v.honorifics.get(spot.honorific) is not None


def _trim(page: Page, v: Vocabulary, first: int, last: int) -> tuple[int, int, str | None]:
    """Take honorifics, suffixes and possessives off a span; return the honorific too."""
    while last > first and page.lower[last - 1].rstrip(".") in v.suffixes | {
        "'s",
        "’s",
        "'",
        "’",
        ",",
    }:
        last -= 1
    for at in range(last - 1, first - 1, -1):
        if not is_capital(page.words[at]) and not _links(page, v, at):
            first = at + 1  # the network takes "union boss" into the name
            break
    first = _after_seat(page, v, first, last)
    honorific = None
    while first < last and _is_honorific(page, v, first, last):
        honorific = page.lower[first].rstrip(".")
        first += 1
    if (
        honorific is None
        and 0 < first < last
        and page.paragraph[first - 1] == page.paragraph[first]
    ):
        before = page.lower[first - 1].rstrip(".")
        if before in v.honorifics and page.words[first - 1][0].isupper():
            honorific = before
            if before == "ms" or before == "mr":
                return first, last, honorific
    return first, last, honorific


def _after_seat(page: Page, v: Vocabulary, first: int, last: int) -> int:
    """Begin a name after the place that a post is of: "Mayor of Tees Bay | Ann Lee"."""
    if first < 2 or page.lower[first - 1] != "of" or page.lower[first - 2] not in v.posts:
        return first
    given = [i for i in range(first + 1, last - 1) if page.lower[i] in v.first_names]
    return given[0] if given and page.lower[first] not in v.first_names else first


_ARTICLES = ("al-", "el-", "ul-", "as-", "ad-")


def _links(page: Page, v: Vocabulary, at: int) -> bool:
    """Say whether a small word can be inside a name: "van", "al-Haddad", "Mac an tSaoir"."""
    lower = page.lower[at]
    return lower in v.particles or lower == "an" or lower.startswith(_ARTICLES)


def _is_pun(
    page: Page, v: Vocabulary, first: int, last: int, spans: Sequence[tuple[int, int, float, str]]
) -> bool:
    """Say whether quoted words only play on a surname: Mr Ball's "Ball Games"."""
    lower = page.lower[first]
    return (
        last - first == 2
        and page.quoted[first]
        and lower not in v.first_names
        and any(b - a == 2 and page.lower[b - 1] == lower for a, b, _, _ in spans)
    )


def _is_plural_of(page: Page, at: int, spans: Sequence[tuple[int, int, float, str]]) -> bool:
    """Say whether a word means several of one surname: "two Hallorans", beside "Ann Halloran"."""
    if at == 0 or page.lower[at][-1] != "s" or page.lower[at - 1] not in _BEFORE_FAMILY:
        return False
    return any(page.lower[last - 1] == page.lower[at][:-1] for _, last, _, _ in spans)


_BEFORE_FAMILY = frozenset(["the", "two", "three", "four", "both", "other"])


def _is_honorific(page: Page, v: Vocabulary, first: int, last: int) -> bool:
    lower = page.lower[first].rstrip(".")
    if not page.words[first][0].isupper():
        return True
    if lower in v.honorifics and last - first > 1:
        return not (lower in v.first_names and last - first == 2)
    return False


def name_parts(words: Sequence[str]) -> tuple[str, str]:
    """Return first name and surname of a name's words, in lower case.

    >>> name_parts(["Kim", "Jong", "Un"])
    ('jong un', 'kim')
    >>> name_parts(["Ursula", "von", "der", "Leyen"])
    ('ursula', 'von der leyen')
    """
    v = vocabulary()
    lower = [w.lower().replace("’", "'") for w in words]
    while len(lower) > 1 and lower[-1].rstrip(".") in v.suffixes:
        lower = lower[:-1]
    if len(lower) == 1:
        return "", lower[0]
    if lower[0] in v.surname_first and (
        len(lower) > 2 or "-" in lower[1] or lower[0] not in v.first_names
    ):
        return " ".join(lower[1:]).replace("-", " "), lower[0]
    if lower[0] in v.particles and lower[0] not in v.first_names:
        if all(w in v.particles or w == "an" for w in lower[:-1]) and len(lower) < 5:
            return "", " ".join(lower)
        return " ".join(lower[:-1]), lower[-1]
    for i in range(1, len(lower) - 1):
        if lower[i] in v.particles:
            return lower[0], " ".join(lower[i:])
    return lower[0], lower[-1]


def middle_initials(words: Sequence[str]) -> str:
    """Return the initials between first name and surname, in lower case.

    >>> middle_initials(["Ada", "H.W.", "Lee"]), middle_initials(["Ada", "Lee"])
    ('hw', '')
    """
    given, family = name_parts(words)
    rest = [w for w in words[1:] if w.lower().rstrip(".") not in vocabulary().suffixes]
    rest = rest[: max(0, len(rest) - len(family.split(" ")))]
    if " " in given or not rest:
        return ""
    return "".join(
        part if part.isupper() and len(part) < 4 else part[0]
        for word in rest
        for part in word.split(".")
        if part
    ).lower()


def same_middle(one: str, other: str) -> bool:
    """Say whether the initials in the middle of two names can be one person's."""
    return one.startswith(other) or other.startswith(one)


def same_first_name(one: str, other: str) -> bool:
    """Say whether two first names can be one person's: equal, short for the other, an initial.

    >>> same_first_name("ed", "edward"), same_first_name("e.", "ed"), same_first_name("ed", "david")
    (True, True, False)
    """
    if one == other or not one or not other:
        return True
    if one.rstrip(".") == other[: len(one.rstrip("."))] and len(one.rstrip(".")) == 1:
        return True
    if other.rstrip(".") == one[: len(other.rstrip("."))] and len(other.rstrip(".")) == 1:
        return True
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    return other in vocabulary().short_forms.get(one, ())


def _full_name(page: Page, v: Vocabulary, spot: Spot, full: _Known) -> Figure:
    words = page.words[spot.first : spot.last]
    known = full.named(words)
    if known is not None:
        return known
    given, _ = name_parts(words)
    figure = Figure("person", words, gender=_gender(v, given, spot.honorific), first=spot.first)
    figure.told = bool(spot.honorific and v.honorifics.get(spot.honorific))
    figure.by, figure.confidence = spot.by, spot.confidence
    full.add(figure)
    return figure


def _gender(v: Vocabulary, given: str, honorific: str | None) -> Gender | None:
    if honorific and v.honorifics.get(honorific):
        return v.honorifics[honorific]
    return v.first_names.get(given)


def _count(page: Page, spot: Spot) -> None:
    figure = spot.figure
    if figure is None:
        return
    figure.count += 1
    if spot.honorific and (told := vocabulary().honorifics.get(spot.honorific)):
        figure.gender, figure.told = told, True


def _merge_misspelt(full: _Known, spots: list[Spot]) -> None:
    """Take a rarer full name that is one slip from a commoner one for the same person."""
    for figure in sorted(full.all, key=lambda f: f.count):
        given, family = full.all[figure]
        if len(family) < _MISSPELT_FROM:
            continue
        for other in full.by_given.get(given, ()):
            known = full.all[other][1]
            if (
                other.count > figure.count
                and len(known) >= _MISSPELT_FROM
                and DamerauLevenshtein.distance(family, known) == 1
            ):
                _take_for(figure, other, spots)
                full.drop(figure)
                break


def _take_for(figure: Figure, other: Figure, spots: list[Spot]) -> None:
    for spot in spots:
        if spot.figure is figure:
            spot.figure, spot.confidence = other, min(spot.confidence, 0.7)
    other.count += figure.count


def _link_lone(
    page: Page,
    v: Vocabulary,
    spot: Spot,
    full: _Known,
    lone: dict[str, list[Figure]],
    spots: list[Spot],
) -> None:
    """Link one word: a surname, else a first name, else a person known by this word only."""
    lower = page.lower[spot.first]
    gender = v.honorifics.get(spot.honorific) if spot.honorific else None
    relative = _relative(page, v, spot, spots) or _with_surname_shared(page, v, spot, spots)
    if relative is not None:
        spot.figure, spot.form = _kin_of(page, v, spot, relative, full), "name"
        _count(page, spot)
        return
    fits = list(full.by_family.get(page.lower[spot.last - 1], ()))
    first_name = spot.honorific is None or spot.honorific in v.with_first_name
    if first_name and (not fits or spot.honorific):
        fits = list(full.by_given.get(lower, ())) or fits
    fits += lone.get(lower, ())
    fits = [f for f in fits if gender is None or f.gender in (None, gender)]
    others = [f for f in fits if f.by != _RELATIVE]  # a brother goes by first name
    fits = others if others and others != fits and not lone.get(lower) else fits
    if not fits and len(lower) > _MISSPELT_FROM and lower not in v.first_names:
        fits = full.one_slip_from(lower)
        spot.confidence = min(spot.confidence, 0.7)
    if not fits:
        fits = [_lone_figure(page, v, spot)]
        lone.setdefault(lower, []).append(fits[0])
    if len(fits) == 1:
        spot.figure = fits[0]
    else:
        spot.figure = _likelier(page, spot, fits, spots)
        spot.candidates = () if spot.figure else tuple(fits)
        spot.confidence = min(spot.confidence, 0.7)
    _count(page, spot)


def _kin_of(page: Page, v: Vocabulary, spot: Spot, relative: Figure, full: _Known) -> Figure:
    """Return the relative who is named by first name only, under the family's name."""
    lower, surname = page.lower[spot.first], relative.words[-1]
    for known in full.by_given.get(lower, ()):
        if full.all[known] == (lower, surname.lower()):
            return known
    figure = Figure("person", [page.words[spot.first], surname], first=spot.first)
    figure.gender, figure.confidence, figure.by = _gender(v, lower, None), 0.8, _RELATIVE
    full.add(figure)
    return figure


def _lone_figure(page: Page, v: Vocabulary, spot: Spot) -> Figure:
    """Make a figure for somebody whom the article knows by one word."""
    words, lower = page.words[spot.first : spot.last], page.lower[spot.first]
    gender = v.honorifics.get(spot.honorific) if spot.honorific else v.first_names.get(lower)
    figure = Figure("person", words, gender=gender, first=spot.first)
    figure.by, figure.confidence = spot.by, spot.confidence
    if spot.honorific in v.peerage and spot.honorific:
        figure.words = [spot.honorific.capitalize(), *words]
    return figure


def _relative(page: Page, v: Vocabulary, spot: Spot, spots: list[Spot]) -> Figure | None:
    """Return who shares the surname: "his brother Alan" after "Mr Kent"."""
    if spot.honorific or spot.first < 2:
        return None
    lower, at = page.lower, spot.first - 1
    at -= lower[at] == ","  # "Hal Frost's wife, Iris,"
    if spot.last - spot.first > 1 or lower[at] not in v.kin:
        return None
    following = page.words[spot.last] if spot.last < len(page.words) else ""
    if following[:1].isupper():
        return None
    at -= 1
    while at > 0 and lower[at] in listed("relation_before"):
        at -= 1
    earlier = [
        s
        for s in spots
        if s.last <= at + 1 and s.figure and page.sentence[s.first] >= page.sentence[spot.first] - 1
    ]
    if lower[at] in ("'s", "’s", "'", "’"):
        owner = [s for s in earlier if s.last == at]
    elif lower[at] in ("his", "her"):
        gender = "male" if lower[at] == "his" else "female"
        owner = [s for s in earlier if s.figure and s.figure.gender in (None, gender)]
    else:
        return None
    found = owner[-1].figure if owner else None
    return found if found and len(found.words) > 1 else None


def _with_surname_shared(page: Page, v: Vocabulary, spot: Spot, spots: list[Spot]) -> Figure | None:
    """Return who lends the surname in "Gerry and Assumpta Kinsella"."""
    if spot.honorific or page.lower[spot.first] not in v.first_names:
        return None
    if page.lower[spot.last : spot.last + 1] not in (["and"], ["&"]):
        return None
    beside = [s for s in spots if s.first == spot.last + 1 and s.form == "name" and s.figure]
    return beside[0].figure if beside else None


def _likelier(page: Page, spot: Spot, fits: list[Figure], spots: list[Spot]) -> Figure | None:
    """Choose between people of one surname by who was named in full, and how lately."""
    scores = {id(f): float(f.count) for f in fits}
    for other in reversed([s for s in spots if s.last <= spot.first]):
        if other.figure in fits and other.form == "name":
            beside = {s.figure for s in spots if s.form == "name" and s.figure in fits
                      and page.sentence[s.first] == page.sentence[other.first]}  # fmt: skip
            if len(beside) > 1:
                break
            distance = page.paragraph[spot.first] - page.paragraph[other.first]
            scores[id(other.figure)] += 4.0 if distance == 0 else 2.0 if distance == 1 else 1.0
            break
    ranked = sorted(fits, key=lambda f: -scores[id(f)])
    lead = scores[id(ranked[0])] - scores[id(ranked[1])]
    return ranked[0] if lead >= 1.0 else None
