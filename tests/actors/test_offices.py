"""Offices and affiliations in sentences, each way of saying so, and what says none.

Before the rules were mended on these sentences, 89 per cent of what was read was right, and 71
per cent of what they say was read.
"""

import pytest
from tests.actors.facts import key, read_texts, score
from tests.actors.making import article

from onrecord.actors import find_cast

SENTENCES = read_texts("offices.yaml")
KINDS = ("office", "bond")


def test_reads_offices_and_affiliations() -> None:
    counts, errors = score(SENTENCES, lambda text: (), KINDS)
    right = sum(counts[f"{kind} right"] for kind in KINDS)
    invented = sum(counts[f"{kind} invented"] for kind in KINDS)
    missed = sum(counts[f"{kind} missed"] for kind in KINDS)
    assert len(SENTENCES) >= 60
    assert right >= 0.97 * (right + invented), errors
    assert right >= 0.94 * (right + missed), errors


DATED = [text for text in SENTENCES if any(len(o) > 3 for o in text.get("offices", ()))]


@pytest.mark.parametrize("text", DATED, ids=lambda text: str(text["text"])[:40])
def test_says_whether_an_office_begins_or_ends(text: dict[str, list[list[str]]]) -> None:
    cast = find_cast(article(str(text["text"])), [], [])
    names = {m.id: key(m.name) for m in cast.members}
    states = {
        (names[o.person], o.title.lower()): "began" if o.start else "ended" if o.end else ""
        for o in cast.offices
    }
    for person, title, _, *state in text["offices"]:
        if (key(person), title.lower()) in states:
            assert states[key(person), title.lower()] == "".join(state)
