"""Name the state or party that an organisation, office or group is part of or speaks for."""

from __future__ import annotations

from functools import cache

from onrecord.actors.organisations import organisation_key
from onrecord.actors.types import Member
from onrecord.actors.vocabulary import vocabulary


def whole_of(member: Member) -> str | None:
    """Return the state or party that a member is part of, for counts that take them as one.

    The State Department and "U.S. officials" are part of the United States, the Democratic
    National Committee and "Democratic donors" of the Democratic Party; a state or party is the
    whole itself. Persons are not part of anything here: their affiliations say where they
    belong. ``None`` where the name tells nothing.
    """
    if member.kind == "person":
        return None
    for name in (member.name, *member.aliases):
        found = _of_name(name)
        if found:
            return found
    return None


@cache
def _of_name(name: str) -> str | None:
    v = vocabulary()
    words = name.split()
    if words and words[0].lower() == "the":
        words = words[1:]
    bare, key = " ".join(words), organisation_key(words)
    if bare in v.countries or key in v.parties:
        return v.parties.get(key, bare)
    if key in v.organs:
        return v.organs[key]
    if key.endswith(" administration"):  # the word is American for a government
        return "United States"
    for length in range(1, len(words)):
        ending = organisation_key(words[length:])
        if ending in v.organs and length < 3:
            return v.organs[ending]
    return _of_adjective(words)


def _of_adjective(words: list[str]) -> str | None:
    """Return what a leading or inner adjective tells: "four U.S. agencies", "House Democrats"."""
    v = vocabulary()
    for i in range(len(words)):
        for length in (2, 1):
            part = " ".join(words[i : i + length])
            if part in v.adjectives and (i + length < len(words) or len(words) > 1):
                return v.adjectives[part]
            key = organisation_key([part.removesuffix("'s").removesuffix("’s")])
            if key in v.parties and len(part) > 2:
                return v.parties[key]
            country = v.country_of.get(part.removesuffix("'s").removesuffix("’s"))
            if country and i + length < len(words):
                return country
    return None
