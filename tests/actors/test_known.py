"""Files of known actors: what they say, what is wrong with them, what the record makes of them."""

import json
from pathlib import Path

import pytest
from tests.actors.making import member, office

from onrecord.actors import (
    KnownActor,
    KnownOffice,
    Member,
    parse_known_actors,
    read_known_actors,
    resolve_actors,
    suggest_known,
)
from onrecord.errors import InputError

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


def test_reads_a_table_as_spreadsheets_save_it() -> None:
    (actor,) = parse_known_actors(
        "Name;Kind;Aliases;Gender;Party;Start;parliament_id;Notes\n"
        "Ned  Fulton;Person;Edmund Fulton|Eddie Fulton;M;Guild Party;2013;77;tall\n;;;;;;;\n"
    )
    assert actor == KnownActor(
        "Ned Fulton", "person", ("Edmund Fulton", "Eddie Fulton"), {"parliament_id": "77"},
        (KnownOffice("member", "Guild Party", "2013"),), "male",
    )  # fmt: skip


def test_lines_of_one_id_are_one_actor_and_of_one_name_only_without_ids() -> None:
    actors = parse_known_actors(
        "name,id,office,from\nAda Lee,1,MP,2001\nAda Lee,2,mayor,2002\nDame Ada Lee,1,peer,2015\n"
        "Ned Fulton,,MP,2001\nNed Fulton,,whip,2005\n"
    )
    assert [(a.name, a.aliases, [o.title for o in a.offices]) for a in actors] == [
        ("Ada Lee", ("Dame Ada Lee",), ["MP", "peer"]),
        ("Ada Lee", (), ["mayor"]),
        ("Ned Fulton", (), ["MP", "whip"]),
    ]


def test_reads_parties_and_posts_from_popolo() -> None:
    data = {
        "persons": [{"id": "p1", "name": "Ned Fulton", "gender": "male"}],
        "organizations": [{"id": "o1", "name": "Guild Party"}, {"id": "o2", "name": "Commons"}],
        "posts": [{"id": "s1", "label": "Health Secretary", "organization_id": "o2"}],
        "memberships": [
            {"person_id": "p1", "post_id": "s1", "start_date": "2013"},
            {"person_id": "p1", "organization_id": "o2", "on_behalf_of_id": "o1"},
        ],
    }
    actors = parse_known_actors(json.dumps(data))
    assert actors[0].gender == "male"
    assert actors[0].offices == (
        KnownOffice("Health Secretary", "Commons", "2013"),
        KnownOffice("member", "Commons"),
        KnownOffice("member", "Guild Party"),
    )


def test_reads_positions_of_followthemoney() -> None:
    entities = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Ned Fulton", "N. Fulton"]}},
        {"id": "s1", "schema": "Position", "properties": {"name": ["Health Secretary"]}},
        {"id": "x", "schema": "Occupancy",
         "properties": {"holder": ["p1"], "post": ["s1"], "startDate": ["2013-01-02T00:00:00"]}},
    ]  # fmt: skip
    (actor,) = parse_known_actors(json.dumps(entities))
    assert actor.aliases == ("N. Fulton",)
    assert actor.offices == (KnownOffice("Health Secretary", None, "2013-01-02"),)


@pytest.mark.parametrize(
    ("name", "text", "code", "says"),
    [
        ("a.json", "{\n", "actors-not-json", "line 2"),
        ("a.json", '{"schema": "Person"}\n{"schema"\n', "actors-not-json", "line 2"),
        ("a.json", '{"x": 1}', "actors-unknown-form", "neither Popolo nor FollowTheMoney"),
        ("a.json", '{"persons": [{"id": "p1"}]}', "actors-bad-entity", "no name"),
        ("a.json", '{"persons": {"id": "p1"}}', "actors-bad-entity", "list of objects"),
        ("a.json", '{"persons": [], "memberships": [{"start_date": "May", "person_id": "p1"}]}',
         "actors-bad-entity", "'p1': 'May' is no date"),
        ("a.json", '[{"schema": "Person", "id": "p1"}]', "actors-bad-entity", "'p1' has no name"),
        ("a.json", "[]", "actors-none", "names nobody"),
        ("a.csv", "who,when\nNed,2013\n", "actors-no-name", "line 1"),
        ("a.csv", "name,kind\nNed,persom\n", "actors-bad-line", "line 2: 'persom' is no kind"),
        ("a.csv", "name,from\nNed,2013\n\nAda,05/08/2015\n", "actors-bad-line", "line 4"),
        ("a.csv", "name,from\nNed,2013-02-30\n", "actors-bad-line", "no date of the calendar"),
        ("a.csv", "name,from,to\nNed,2013-05,2012\n", "actors-bad-line", "before it begins"),
        ("a.csv", "name,gender\nNed,x\n", "actors-bad-line", "line 2: 'x' is no gender"),
        ("a.csv", "name,office\nNed,leader\n,whip\n", "actors-bad-line", "line 3: it has no name"),
        ("a.csv", 'name,office\nNed,"Minister\nfor Sport",x\n', "actors-bad-line",
         "line 2: 3 cells"),
        ("a.csv", 'name,office\nNed,"leader\n', "actors-bad-line", "line 2"),
        ("a.csv", "name\n", "actors-none", "names nobody"),
        ("latin.csv", b"name\nNed\nJos\xe9\n", "actors-unreadable", "line 3: is not UTF-8"),
        ("gone.csv", None, "actors-unreadable", "cannot be read"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_where_and_what_to_do(
    tmp_path: Path, name: str, text: str | bytes | None, code: str, says: str
) -> None:
    if text is not None:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError, match=says) as caught:
        read_known_actors(tmp_path / name)
    assert caught.value.code == code
    assert caught.value.remedy


# What the record makes of them


def external(members: list[Member], known: list[KnownActor]) -> dict[str, str]:
    """Return the known actor of each actor that has one for certain."""
    actors = resolve_actors(members, [], known=known).actors
    return {actor.name: actor.external["id"] for actor in actors if actor.external}


def person(name: str, key: str, *offices: KnownOffice, **more: object) -> KnownActor:
    return KnownActor(name, "person", external={"id": key}, offices=offices, **more)  # type: ignore[arg-type]


def body(name: str, key: str, *aliases: str) -> KnownActor:
    return KnownActor(name, "organisation", aliases, {"id": key})


@pytest.mark.parametrize(
    ("members", "known", "expected"),
    [
        ([member("Ned Fulton")], [person("Ned Fulton", "p1")], {"Ned Fulton": "p1"}),
        ([member("Ned Fulton")], [person("NED FULTON", "p1")], {"Ned Fulton": "p1"}),
        ([member("Edmund Fulton")], [person("Ned Fulton", "p1", aliases=("Edmund Fulton",))],
         {"Edmund Fulton": "p1"}),
        ([member("Fulton")], [person("Ned Fulton", "p1", aliases=("Fulton",))], {}),
        ([member("Edmund Fulton")], [person("Ned Fulton", "p1")], {}),
        ([member("Guild", kind="organisation")], [person("Guild", "p1")], {}),
        ([member("the Guild Party", kind="organisation")], [body("Guild Party", "o1")],
         {"the Guild Party": "o1"}),
        ([member("Lord Thorne", "a"), member("John Thorne", "b")],
         [person("John Thorne", "p1", aliases=("Lord Thorne",))], {"John Thorne": "p1"}),
        ([member("DGB", "a", kind="organisation"),
          member("Dockers' Guild", "b", kind="organisation")],
         [body("Dockers Guild", "o1", "DGB")], {"Dockers' Guild": "o1"}),
        ([member("Felipe Calderón")], [person("Felipe Calderon", "p1")], {"Felipe Calderón": "p1"}),
    ],
)  # fmt: skip
def test_is_certain_only_of_the_very_name(
    members: list[Member], known: list[KnownActor], expected: dict[str, str]
) -> None:
    assert external(members, known) == expected


def test_a_file_names_who_held_a_post_though_no_article_does() -> None:
    title = "Secretary of State for Health"
    known = [
        person("Ned Fulton", "p1", KnownOffice(title, "Government", "2012", "2018-07")),
        person("Rita Marsh", "p2", KnownOffice("Health Secretary", None, "2018-07", None)),
    ]
    asked = [
        member("the Health Secretary", where, named=False, date=date)
        for where, date in (("a", "2014-03-14"), ("b", "2019-05-12"), ("c", "2001-01-01"))
    ]
    held = [office(each, "Health Secretary") for each in asked]
    resolution = resolve_actors(asked, [], offices=held, known=known)
    names = {a.id: (a.name, a.first_seen) for a in resolution.actors}
    assert [names.get(resolution.canonical.get(each.id, "")) for each in asked] == [
        ("Ned Fulton", "2014-03-14"), ("Rita Marsh", "2019-05-12"), None,
    ]  # fmt: skip


def test_a_surname_with_a_post_is_the_known_holder_of_that_day() -> None:
    known = [
        person("Ned Fulton", "p1", KnownOffice("Health Secretary", None, "2012", "2018")),
        person("Ada Fulton", "p2", KnownOffice("Health Secretary", None, "2019", None)),
    ]
    asked = [
        member("Fulton", "a", date="2014"), member("Fulton", "b", date="2021"),
        member("Marsh", "c", date="2014"), member("Fulton", "d", date="2014"),
    ]  # fmt: skip
    held = [office(each, "Health Secretary") for each in asked[:3]]
    resolution = resolve_actors(asked, [], offices=held, known=known)
    names = {a.id: a.name for a in resolution.actors}
    assert [names.get(resolution.canonical.get(each.id, "")) for each in asked] == [
        "Ned Fulton", "Ada Fulton", "Marsh", "Fulton",
    ]  # fmt: skip


def test_a_post_of_a_body_leads_to_its_holder_by_any_of_its_names() -> None:
    boss = person("Mick Crane", "p1", KnownOffice("General Secretary of the Dockers' Union"))
    union = member("Dockers Union", "a", kind="organisation")
    asked = member("the Dockers' boss", "a", named=False, date="2014")
    held = [office(asked, "boss", union)]
    resolution = resolve_actors([union, asked], [], offices=held, known=[boss])
    assert {a.name for a in resolution.actors} == {"Dockers Union", "Mick Crane"}


LEES = [
    person("Ada Lee", "left", KnownOffice("MP", "Guild Party", "1990", "2005")),
    person("Ada Lee", "right", KnownOffice("MP", "Crown Party", "2000", "2020")),
]


@pytest.mark.parametrize(
    ("party", "date", "expected"),
    [
        ("Guild Party", "2003", "Ada Lee (Guild Party)"),
        ("Crown Party", "2003", "Ada Lee (Crown Party)"),
        ("Crown Party", None, "Ada Lee (Crown Party)"),
        (None, "2012-05-01", "Ada Lee (Crown Party)"),
        (None, "1992", "Ada Lee (Guild Party)"),
        (None, "2003", None),
        (None, None, None),
    ],
)
def test_tells_two_known_people_of_one_name_apart(
    party: str | None, date: str | None, expected: str | None
) -> None:
    her, home = member("Ada Lee", "a", date=date), member(party or "X", "a", kind="organisation")
    held = [office(her, "MP", home)] if party else []
    resolution = resolve_actors([her, home], [], offices=held, known=LEES)
    names = {a.id: a.name for a in resolution.actors}
    assert names.get(resolution.canonical.get(her.id, "")) == expected
    if expected is None:
        assert [names[each] for each in resolution.undecided[her.id]] == [
            "Ada Lee (Guild Party)", "Ada Lee (Crown Party)",
        ]  # fmt: skip


def test_suggests_what_is_not_certain_with_a_score() -> None:
    people = [member("Alan Fulton", "a"), member("Ned Fulton", "b", date="2031")]
    same = [person("Ned Fulton", "p1")]
    assert suggest_known(resolve_actors(people, [], known=same), same) == []
    other = [person("Ned Fulten", "p2"), body("Fulton", "o1")]
    resolution = resolve_actors(people, [], known=other)
    assert [(s.names, s.other) for s in suggest_known(resolution, other)] == [
        (("Ned Fulton", "Ned Fulten"), "p2")
    ]
