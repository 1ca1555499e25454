"""What the room asks a person to judge, and the files of known actors that users bring."""

import pytest
from tests.actors.making import member, office

from onrecord.actors import (
    Judgement,
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
        ([member("Sorrel Moss", "a", gender="male"), member("Sorrel Moss", "b", gender="female")],
         ("split", ("Sorrel Moss", "Sorrel Moss"))),
    ],
)  # fmt: skip
def test_suggests(members: list[Member], expected: tuple[str, tuple[str, str]]) -> None:
    found = suggest_merges(resolve_actors(members, []), members)
    assert expected in [(s.kind, s.names) for s in found]


@pytest.mark.parametrize(
    "members",
    [
        [member("Jim Carter", "a", mentions=9), member("Jim Harter", "b")],
        [member("Dean Baker", "a"), member("Anne Barker", "b")],
        [member("Ports Rules Committee", "a", kind="organisation"),
         member("Forts Rules Committee", "b", kind="organisation")],
        [member("Ned Merriton", "a", gender="male"), member("Ned Meriton", "b", gender="female")],
        [member("Robin Moss", str(i), gender="male") for i in range(9)]
        + [member("Sorrel Moss", "z", gender="female")],
    ],
)  # fmt: skip
def test_suggests_nothing_that_the_names_or_articles_speak_against(members: list[Member]) -> None:
    assert suggest_merges(resolve_actors(members, []), members) == []


def test_two_whom_one_article_has_are_less_likely_one() -> None:
    people = [member("Ned Merriton", "a"), member("Ned Meriton", "b")]
    (apart,) = suggest_merges(resolve_actors(people, []), people)
    people.append(member("Ned Meriton", "a"))
    assert all(s.score < apart.score for s in suggest_merges(resolve_actors(people, []), people))


def test_two_who_hold_posts_in_one_body_are_more_likely_one() -> None:
    people = [member("Ned Merriton", "a"), member("Ned Meriton", "b")]
    bodies = [member("Guild", each, kind="organisation") for each in "ab"]
    held = [office(p, "leader", b) for p, b in zip(people, bodies, strict=True)]
    resolution = resolve_actors([*people, *bodies], [], offices=held)
    (alone,) = suggest_merges(resolution, [*people, *bodies])
    (both,) = suggest_merges(resolution, [*people, *bodies], bonds=held)
    assert both.score > alone.score


def test_points_at_a_name_that_articles_put_in_two_parties() -> None:
    people = [member("Ada Lee", "a"), member("Ada Lee", "b")]
    parties = [
        member("Labour Party", "a", kind="organisation"),
        member("Conservative Party", "b", kind="organisation"),
    ]
    held = [office(p, "MP", b) for p, b in zip(people, parties, strict=True)]
    everyone = [*people, *parties]
    (found,) = suggest_merges(resolve_actors(everyone, [], offices=held), everyone, bonds=held)
    assert (found.kind, found.names[0], found.articles) == ("split", "Ada Lee", ("a",))
    assert "Labour Party and Conservative Party" in found.reason.replace(
        "Conservative Party and Labour Party", "Labour Party and Conservative Party"
    )


def test_lists_names_that_several_could_bear_with_their_articles() -> None:
    people = [member("Ned Fulton", "a"), member("Alan Fulton", "b"),
              member("Fulton", "c", mentions=4), member("Fulton", "d")]  # fmt: skip
    (found,) = suggest_merges(resolve_actors(people, []), people)
    assert (found.kind, found.names) == ("decide", ("Fulton", "Alan Fulton or Ned Fulton"))
    assert (found.weight, found.articles) == (5, ("c", "d"))


def test_suggests_nothing_against_a_file_or_a_persons_decision() -> None:
    people = [member("Ned Merriton", "a"), member("Ned Meriton", "b")]
    known = [
        KnownActor(p.name, "person", external={"id": str(number)})
        for number, p in enumerate(people)
    ]
    assert suggest_merges(resolve_actors(people, [], known=known), people, known=known) == []
    same = [member("Ned Merriton", "a"), member("Ned Merriton", "b")]
    for kind, subject, value in (
        ("split", "Ned Merriton", {"articles": ["b"], "name": "Ned Merriton (2)"}),
        ("apart", "Ned Meriton", {"from": "Ned Merriton"}),
    ):
        decided = [Judgement("1", kind, subject, value, "ann", "2031")]  # type: ignore[arg-type]
        some = same if kind == "split" else people
        resolution = resolve_actors(some, decided)
        assert len(resolution.actors) == 2
        assert suggest_merges(resolution, some, judgements=decided) == []


def test_lists_no_more_than_asked_for() -> None:
    people = [
        member(f"{first} Me{letter}riton", f"{first}{letter}")
        for first in ("Ned", "Rita", "Alan") for letter in ("r", "")
    ]  # fmt: skip
    assert len(suggest_merges(resolve_actors(people, []), people)) == 3
    assert len(suggest_merges(resolve_actors(people, []), people, limit=2)) == 2


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
