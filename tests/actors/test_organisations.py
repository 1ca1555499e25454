"""Which names of bodies in one article are one body's."""

import pytest
from tests.actors.making import article

from onrecord.actors import find_cast
from onrecord.actors.organisations import abbreviates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Steelworkers' Union (SWU) met. The SWU said no.", {"Steelworkers' Union"}),
        ("The Shopworkers’ Union (SWU) met. The SWU said no.", {"Shopworkers’ Union"}),
        ("The Farmers' Alliance (FA) met. The FA said no.", {"Farmers' Alliance"}),
        ("The Rural Council (RC) met. The RC said no.", {"Rural Council"}),
        ("The Steelworkers' Union met. The TGW said no.", {"Steelworkers' Union", "TGW"}),
        ("The Steelworkers' Union (TGW) met.", {"Steelworkers' Union", "TGW"}),
    ],
)  # fmt: skip
def test_joins_initials_in_brackets_to_the_name_before(text: str, expected: set[str]) -> None:
    cast = find_cast(article(text), [], [])
    assert {m.name for m in cast.members if m.kind == "organisation"} == expected


@pytest.mark.parametrize(
    ("initials", "name", "expected"),
    [
        ("SWU", "Steelworkers' Union", True),
        ("SU", "Steelworkers' Union", True),
        ("WU", "Steelworkers' Union", False),
        ("SW", "Steelworkers' Union", False),
        ("SWX", "Steelworkers' Union", False),
        ("UK", "Transport for London", False),
        ("", "Steelworkers' Union", False),
    ],
)
def test_knows_what_can_be_the_initials_of_a_name(initials: str, name: str, expected: bool) -> None:
    assert abbreviates(initials, name.split()) is expected
