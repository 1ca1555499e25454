"""The words that naming in politics goes by, read once from the lists in ``data/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything in ``data/``, keyed for look-up; keys are lower case unless said otherwise."""

    honorifics: Mapping[str, Gender | None]
    peerage: frozenset[str]
    honorific_offices: frozenset[str]
    spelled_out: Mapping[str, str]
    suffixes: frozenset[str]
    post_suffixes: frozenset[str]
    with_first_name: frozenset[str]
    particles: frozenset[str]
    surname_first: frozenset[str]
    first_names: Mapping[str, Gender | None]
    short_forms: Mapping[str, frozenset[str]]
    posts: frozenset[str]
    post_modifiers: frozenset[str]
    portfolios: frozenset[str]
    portfolio_posts: frozenset[str]
    fixed_titles: frozenset[tuple[str, ...]]
    title_starts: frozenset[str]
    title_ends: frozenset[str]
    former: frozenset[str]
    future: frozenset[str]
    leading: frozenset[str]
    same_post: Mapping[str, frozenset[str]]
    unique_posts: frozenset[str]
    people_words: frozenset[str]
    kin: frozenset[str]
    gendered: Mapping[str, Gender]
    organisation_ends: frozenset[str]
    organisation_with_of: frozenset[str]
    organisations: frozenset[str]
    organisations_fixed: frozenset[tuple[str, ...]]
    fixed_starts: frozenset[str]
    fullest: Mapping[str, str]
    also_known: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, str]
    bracketed: Mapping[str, str]
    not_organisations: frozenset[str]
    organisation_nouns: Mapping[str, str]
    organisation_types: Mapping[str, str]
    type_endings: Mapping[str, str]
    plural: frozenset[str]
    quantifiers: frozenset[str]
    acting_groups: frozenset[str]
    documents: frozenset[str]
    country_of: Mapping[str, str]
    countries: frozenset[str]
    capitals: frozenset[str]
    organs: Mapping[str, str]
    parties: Mapping[str, str]
    places: frozenset[tuple[str, ...]]
    auxiliary_names: frozenset[str]
    common: frozenset[str]
    speech: frozenset[str]
    words: Mapping[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """Return the lists in ``data/``; the organisations' and places' keys keep their capitals."""
    honorifics, offices = _yaml("honorifics.yaml"), _yaml("offices.yaml")
    organisations, groups, places = (
        _yaml("organisations.yaml"), _yaml("groups.yaml"), _yaml("places.yaml"),
    )  # fmt: skip
    countries = {
        word: country
        for country, words in places["countries"].items()
        for word in (country, *words)
    }
    posts, modifiers = _lower(offices["posts"]), _lower(offices["before"])
    fixed = frozenset(tuple(title.split()) for title in offices["fixed"])
    portfolios = _lower(offices["portfolios"])
    organisations_fixed = frozenset(
        tuple(name.split())
        for name in [*organisations["fixed"], *(n for s in organisations["same"] for n in s)]
        if " " in name
    )
    named_places = frozenset(tuple(name.split()) for name in [*countries, *places["other"]])
    return Vocabulary(
        honorifics=_honorifics(honorifics),
        peerage=_lower(honorifics["peerage"]),
        honorific_offices=_lower(honorifics["offices"]),
        spelled_out={k.lower(): v for k, v in honorifics["spelled_out"].items()},
        suffixes=_lower(honorifics["suffixes"]),
        post_suffixes=_lower(honorifics["post_suffixes"]),
        with_first_name=_lower(honorifics["with_first_name"]),
        particles=_lower(honorifics["particles"]),
        surname_first=_lower(honorifics["surname_first"]),
        first_names=_first_names(),
        short_forms=_short_forms(),
        posts=posts,
        post_modifiers=modifiers,
        portfolios=portfolios,
        portfolio_posts=_lower(offices["portfolio_posts"]),
        fixed_titles=fixed,
        title_starts=posts | modifiers | {title[0] for title in fixed},
        title_ends=posts | portfolios | {title[-1] for title in fixed},
        former=_lower(offices["former"]),
        future=_lower(offices["future"]),
        leading=_lower(offices["leading"]),
        same_post=_sets(offices["same"]),
        unique_posts=_lower(offices["unique"]),
        people_words=_lower(offices["people"]),
        kin=_lower(offices["kin"]),
        gendered={
            word: _gender(gender)
            for word, gender in {**offices["gendered"], **offices["kin_gender"]}.items()
            if gender in ("female", "male")
        },
        organisation_ends=frozenset(organisations["ends"]),
        organisation_with_of=frozenset(organisations["with_of"]),
        organisations=frozenset(organisations["alone"])
        | {name for names in organisations["same"] for name in names if " " not in name},
        organisations_fixed=organisations_fixed,
        fixed_starts=frozenset(name[0] for name in organisations_fixed | named_places),
        fullest={name.lower(): names[0] for names in organisations["same"] for name in names},
        also_known={names[0]: frozenset(names) for names in organisations["same"]},
        adjectives=organisations["adjectives"],
        bracketed=organisations["bracketed"],
        not_organisations=frozenset(organisations["not"]),
        organisation_nouns={
            word: kind for kind, words in organisations["nouns"].items() for word in words
        },
        organisation_types={
            name.lower(): kind for kind, names in organisations["types"].items() for name in names
        },
        type_endings=organisations["endings"],
        plural=_lower(groups["plural"]),
        acting_groups=_lower(groups["actors"]),
        quantifiers=_lower(groups["quantifiers"]),
        documents=_lower(groups["documents"]),
        country_of=countries,
        countries=frozenset(places["countries"]),
        capitals=frozenset(places["capitals"]),
        organs={
            organ.lower(): whole
            for lists in (places["organs"], organisations["organs"])
            for whole, names in lists.items()
            for organ in names
        },
        parties={name.lower(): name for name in organisations["types"]["party"]},
        places=named_places,
        auxiliary_names=frozenset(["will", "may", "can"]),
        common=_lower(_words("common_words.txt")),
        speech=_lower(_words("speech_verbs.txt")),
        words={kind: frozenset(w) for kind, w in _yaml("function_words.yaml").items()},
    )


def listed(kind: str) -> frozenset[str]:
    """Return one list of ``function_words.yaml``."""
    return vocabulary().words[kind]


def _yaml(name: str) -> dict[str, Any]:
    """Read one list; every scalar stays the string that it is written as (NO is not false)."""
    text = (files("onrecord.actors") / "data" / name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)
    return loaded


def _lines(name: str) -> Iterator[list[str]]:
    text = (files("onrecord.actors") / "data" / name).read_text(encoding="utf-8")
    return (line.split() for line in text.splitlines() if line and not line.startswith("#"))


def _words(name: str) -> Iterator[str]:
    return (word for line in _lines(name) for word in line)


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _gender(word: str) -> Gender:
    return "female" if word == "female" else "male"


def _honorifics(lists: Mapping[str, Any]) -> dict[str, Gender | None]:
    found: dict[str, Gender | None] = {word.lower(): None for word in lists["either"]}
    for gender in ("female", "male"):
        found |= {word.lower(): _gender(gender) for word in lists[gender]}
    return found


def _first_names() -> dict[str, Gender | None]:
    """Return first names with their gender, ``None`` where both bear them."""
    female = _lower(_words("first_names_female.txt"))
    male = _lower(_words("first_names_male.txt"))
    genders: dict[str, Gender | None] = dict.fromkeys(female, "female")
    genders |= dict.fromkeys(male, "male")
    return genders | dict.fromkeys(female & male)


def _sets(lists: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words in lists:
        for word in words:
            found[word] = found.get(word, frozenset()) | frozenset(words)
    return found


def _short_forms() -> dict[str, frozenset[str]]:
    """Return for each first name those that it can be the short or the long form of."""
    found: dict[str, set[str]] = {}
    for short, *longs in _lines("nicknames.txt"):
        for long in longs:
            found.setdefault(short, set()).add(long)
            found.setdefault(long, set()).add(short)
    return {name: frozenset(others) for name, others in found.items()}
