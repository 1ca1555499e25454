"""What texts say of persons and bodies as sets of facts, to set beside what is found in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from tests.actors.making import article

from onrecord.actors import Cast, find_cast
from onrecord.actors.organisations import organisation_key
from onrecord.actors.vocabulary import vocabulary
from onrecord.models import MarkedName

Fact = tuple[str, ...]
NamesOf = Callable[[str], Sequence[MarkedName]]


def read_texts(name: str) -> list[dict[str, Any]]:
    """Return the texts of a YAML file beside the tests, each with what it says."""
    loaded: list[dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
    )
    return loaded


def key(name: str | None) -> str:
    """Return what one actor's usual names share, "-" where there is none."""
    return organisation_key(name.split()) if name else "-"


def wanted(text: Mapping[str, Any]) -> set[Fact]:
    """Return everything that a text says, each fact under its kind."""
    offices = [(o[0], o[1], o[2]) for o in text.get("offices", ())]
    return {
        *(("person", key(name)) for name in text.get("people", ())),
        *(("body", key(name)) for name in text.get("bodies", ())),
        *(("office", key(person), title.lower(), key(home)) for person, title, home in offices),
        *(("bond", key(member), kind, key(of)) for member, kind, of in text.get("bonds", ())),
    }


def found(cast: Cast) -> Iterator[Fact]:
    """Yield everything that a cast says, states and affiliations that are offices left out."""
    names = {m.id: key(m.name) for m in cast.members}
    states = {name.lower() for name in vocabulary().countries}
    named = {m.id for m in cast.members if m.named}
    for member in (m for m in cast.members if m.named):
        if member.kind == "person":
            yield "person", key(member.name)
        elif member.kind == "organisation" and key(member.name) not in states:
            yield "body", key(member.name)
    for office in (o for o in cast.offices if o.person in named):
        home = names.get(office.organisation or "", "-")
        yield "office", names[office.person], office.title.lower(), home
    held = {(o.person, o.organisation) for o in cast.offices}
    for bond in cast.affiliations:
        if (bond.member, bond.of) not in held and bond.member in named:
            yield "bond", names[bond.member], bond.kind, names[bond.of]


def score(
    texts: Sequence[Mapping[str, Any]], names_of: NamesOf, kinds: Sequence[str]
) -> tuple[Counter[str], list[str]]:
    """Return how many facts were right, missed and invented by kind, and each error in words."""
    counts, errors = Counter[str](), list[str]()
    for text in texts:
        words = text["text"]
        right = {fact for fact in wanted(text) if fact[0] in kinds}
        cast = find_cast(article(words), [], names_of(words))
        got = {fact for fact in found(cast) if fact[0] in kinds}
        for fact in sorted(right | got):
            verdict = "right" if fact in right & got else "missed" if fact in right else "invented"
            counts[f"{fact[0]} {verdict}"] += 1
            if verdict != "right":
                errors.append(f"{verdict}: {fact} in {words[:60]!r}")
    return counts, errors


def f1(counts: Counter[str], kind: str) -> float:
    """Return the F1 of one kind of fact in per cent."""
    right, wrong = counts[f"{kind} right"], counts[f"{kind} missed"] + counts[f"{kind} invented"]
    return 200 * right / (2 * right + wrong)
