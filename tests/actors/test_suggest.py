"""What the room asks a person to judge, and the files of known actors that users bring."""

import json
from pathlib import Path

import pytest
from tests.actors.making import member

from onrecord.actors import (
    KnownActor,
    KnownOffice,
    Member,
    read_known_actors,
    resolve_actors,
    suggest_known,
    suggest_merges,
)
from onrecord.errors import InputError


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


EXPECTED = KnownActor(
    "Ned Fulton", "person", ("Edmund Fulton",), {"id": "p1", "wikidata": "Q0"},
    (KnownOffice("leader", "Guild Party", "2013", "2015-05-08"),),
)  # fmt: skip


def test_reads_known_actors_from_csv(tmp_path: Path) -> None:
    file = tmp_path / "known.csv"
    file.write_text(
        "name,id,wikidata,aliases,office,organisation,from,to\n"
        "Ned Fulton,p1,Q0,Edmund Fulton,leader,Guild Party,2013,2015-05-08\n",
        encoding="utf-8",
    )
    assert read_known_actors(file) == (EXPECTED,)


def test_reads_known_actors_from_popolo(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    data = {
        "persons": [
            {"id": "p1", "name": "Ned Fulton", "other_names": [{"name": "Edmund Fulton"}],
             "identifiers": [{"scheme": "wikidata", "identifier": "Q0"}]}
        ],
        "organizations": [{"id": "o1", "name": "Guild Party"}],
        "memberships": [
            {"person_id": "p1", "organization_id": "o1", "role": "leader", "start_date": "2013",
             "end_date": "2015-05-08"}
        ],
    }  # fmt: skip
    file.write_text(json.dumps(data), encoding="utf-8")
    assert EXPECTED in read_known_actors(file)


def test_reads_known_actors_from_followthemoney(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    entities = [
        {"id": "p1", "schema": "Person",
         "properties": {"name": ["Ned Fulton"], "alias": ["Edmund Fulton"], "wikidataId": ["Q0"]}},
        {"id": "o1", "schema": "Organization", "properties": {"name": ["Guild Party"]}},
        {"id": "m1", "schema": "Membership",
         "properties": {"member": ["p1"], "organization": ["o1"], "role": ["leader"],
                        "startDate": ["2013"], "endDate": ["2015-05-08"]}},
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    assert EXPECTED in read_known_actors(file)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.json", "{", "actors-not-json"),
        ("a.json", '{"x": 1}', "actors-unknown-form"),
        ("a.csv", "who,when\nNed,2013\n", "actors-no-name"),
        ("gone.csv", None, "actors-unreadable"),
    ],
)
def test_says_what_is_wrong_with_a_file(
    tmp_path: Path, name: str, text: str | None, code: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_known_actors(tmp_path / name)
    assert caught.value.code == code
