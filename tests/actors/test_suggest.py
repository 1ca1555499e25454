"""What the room asks a person to judge, and the files of known actors that users bring."""

import pytest
from tests.actors.making import member

from onrecord.actors import (
    KnownActor,
    Member,
    resolve_actors,
    suggest_known,
    suggest_merges,
)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([member("Ned Merriton", "a", mentions=9), member("Ned Meriton", "b")],
         ("merge", ("Ned Merriton", "Ned Meriton"))),
        ([member("John Thorne", "a", mentions=9), member("Lord Thorne", "b")],
         ("merge", ("John Thorne", "Lord Thorne"))),
        ([member("Trades Guild Congress", "a", kind="organisation", mentions=9),
          member("TGC", "b", kind="organisation")],
         ("merge", ("Trades Guild Congress", "TGC"))),
        ([member("Robin Moss", "a", gender="male"), member("Robin Moss", "b", gender="female")],
         ("split", ("Robin Moss", "Robin Moss"))),
    ],
)  # fmt: skip
def test_suggests(members: list[Member], expected: tuple[str, tuple[str, str]]) -> None:
    found = suggest_merges(resolve_actors(members, []), members)
    assert expected in [(s.kind, s.names) for s in found]


def test_suggests_nothing_about_people_who_only_share_a_surname() -> None:
    people = [member("Ned Fulton", "a"), member("Alan Fulton", "b")]
    assert suggest_merges(resolve_actors(people, []), people) == []


def test_puts_the_most_consequential_first() -> None:
    people = [
        member("Ned Merriton", "a", mentions=50), member("Ned Meriton", "b", mentions=20),
        member("Rita Marshall", "c", mentions=9), member("Rita Marshal", "d"),
    ]  # fmt: skip
    found = suggest_merges(resolve_actors(people, []), people)
    assert [s.weight for s in found] == [20, 1]


def test_matches_known_actors_with_a_score() -> None:
    resolution = resolve_actors([member("Ned Fulton", "a")], [])
    found = suggest_known(resolution, [KnownActor("Ned Fulton", "person")])
    assert [(s.kind, s.other, s.score) for s in found] == [("identify", "Ned Fulton", 1.0)]
