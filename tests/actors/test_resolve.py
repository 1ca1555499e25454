"""Who is who over many articles, whatever the order, and what people decide on it."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.making import member, office

from onrecord.actors import Judgement, KnownActor, KnownOffice, Member, Office, resolve_actors


def names(
    members: Sequence[Member], judgements: Sequence[Judgement] = (), **more: object
) -> dict[str, str | None]:
    """Return for each member the name of its actor."""
    resolution = resolve_actors(members, judgements, **more)  # type: ignore[arg-type]
    named = {a.id: a.name for a in resolution.actors}
    return {m.id: named.get(resolution.canonical.get(m.id, "")) for m in members}


def decide(kind: str, subject: str, *, when: str = "2031-01-01", **value: object) -> Judgement:
    return Judgement(f"{kind}{subject}{when}", kind, subject, value, "ann", when)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([member("Ned Fulton", "a"), member("Fulton", "b")], ["Ned Fulton", "Ned Fulton"]),
        ([member("Labour", "a", kind="organisation"),
          member("Labour Party", "b", kind="organisation")], ["Labour Party", "Labour Party"]),
        ([member("Ned Fulton", "a"), member("Alan Fulton", "b"), member("Fulton", "c")],
         ["Ned Fulton", "Alan Fulton", None]),
        ([member("John Thorne", "a", aliases=("Lord Thorne",)), member("Lord Thorne", "b")],
         ["John Thorne", "John Thorne"]),
        ([member("John Thorne", "a"), member("Lord Thorne", "b")], ["John Thorne", "Lord Thorne"]),
        ([member("Trades Guild Congress", "a", kind="organisation", aliases=("TGC",)),
          member("TGC", "b", kind="organisation")],
         ["Trades Guild Congress", "Trades Guild Congress"]),
        ([member("Alan Moss", "a", gender="male"), member("Jane Moss", "b", gender="female"),
          member("Moss", "c", gender="female")], ["Alan Moss", "Jane Moss", "Jane Moss"]),
        ([member("another chief", "a", named=False)], [None]),
        ([member("Ada B. Lee", "a"), member("Ada Lee", "b")], ["Ada B. Lee", "Ada B. Lee"]),
        ([member("Ada B. Lee", "a"), member("Ada C. Lee", "b"), member("Ada Lee", "c")],
         ["Ada B. Lee", "Ada C. Lee", None]),
        ([member("New Labour", "a", kind="organisation"),
          member("Labour", "b", kind="organisation")], ["New Labour", "Labour"]),
        ([member("Felipe Calderón", "a"), member("Felipe Calderon", "b")],
         ["Felipe Calderon", "Felipe Calderon"]),
        ([member("Dockers' Union", "a", kind="organisation"),
          member("Dockers Union", "b", kind="organisation")], ["Dockers' Union"] * 2),
        ([member("Department of Ports", "a", kind="organisation"),
          member("Ports Department", "b", kind="organisation")], ["Department of Ports"] * 2),
        ([member("DPWA", "a", kind="organisation"),
          member("Dock and Port Workers of Albion", "b", kind="organisation")],
         ["Dock and Port Workers of Albion"] * 2),
        ([member("DPW", "a", kind="organisation"),
          member("Dock and Port Workers", "b", kind="organisation")],
         ["DPW", "Dock and Port Workers"]),
        ([member("Harbour Weekly", "a", kind="organisation"), member("Harbour Weekly", "b")],
         ["Harbour Weekly"] * 2),
        ([member("Fulton", "a", kind="organisation"), member("Fulton", "b", gender="male")],
         ["Fulton", "Fulton (person)"]),
        ([member("John Thorne", "a", aliases=("Lord Thorne",)), member("Lady Thorne", "b")],
         ["John Thorne", "Lady Thorne"]),
    ],
)  # fmt: skip
def test_resolves_members(members: list[Member], expected: list[str | None]) -> None:
    assert list(names(members).values()) == expected


def test_joins_three_letters_to_a_long_name_with_the_same_people() -> None:
    bodies = [
        member("DPW", "a", kind="organisation"),
        member("Dock and Port Workers", "b", kind="organisation"),
    ]
    people = [member("Ned Fulton", "a"), member("Ned Fulton", "b")]
    held = [office(p, "leader", b) for p, b in zip(people, bodies, strict=True)]
    assert names([*bodies, *people], offices=held)[bodies[0].id] == "Dock and Port Workers"


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ({"DPW": 30, "Dock and Port Workers": 3}, "Dock and Port Workers"),
        ({"Harbour Board": 30, "Harbour Board Whatever": 1}, "Harbour Board"),
        ({"France": 3, "Paris": 1, "Frenchmen": 2}, "France"),
    ],
)
def test_names_a_body_by_its_fullest_name_that_is_not_rare(
    called: dict[str, int], expected: str
) -> None:
    usual = next(iter(called))
    bodies = [
        member(name, f"{name}{number}", kind="organisation", aliases=(usual,) * (name != usual))
        for name, count in called.items() for number in range(count)
    ]  # fmt: skip
    joined = [KnownActor(usual, "organisation", tuple(called))]
    assert [a.name for a in resolve_actors(bodies, [], known=joined).actors] == [expected]


def test_a_name_that_is_any_bodys_joins_none_in_other_articles() -> None:
    bodies = [
        member("Ports Foundation", "a", kind="organisation", aliases=("Foundation",)),
        member("Foundation", "b", kind="organisation"),
    ]
    assert list(names(bodies).values()) == ["Ports Foundation", "Foundation"]


def test_the_president_of_a_firm_is_not_the_president() -> None:
    president = member("Ada Lee", "a", date="2031-01-01")
    firm = member("Harbour Films", "b", kind="organisation")
    asked = [
        member("the president of Harbour Films", "b", named=False, date="2031-01-02"),
        member("the head of Harbour Films", "b", named=False, date="2031-01-02"),
        member("the president", "c", named=False, date="2031-01-02"),
    ]
    held = [office(president, "president"), office(asked[0], "president", firm),
            office(asked[1], "head", firm), office(asked[2], "president")]  # fmt: skip
    found = names([president, firm, *asked], offices=held)
    assert [found[each.id] for each in asked] == [None, None, "Ada Lee"]


def test_the_boss_of_a_union_is_who_others_call_its_general_secretary() -> None:
    leader, union = member("Ada Lee", "a", date="2031"), member("Guild", "a", kind="organisation")
    other = member("Guild", "b", kind="organisation")
    asked = member("the Guild boss", "b", named=False, date="2031")
    held = [office(leader, "general secretary", union), office(asked, "boss", other)]
    assert names([leader, union, other, asked], offices=held)[asked.id] == "Ada Lee"


def test_resolves_a_surname_by_the_post_it_shares() -> None:
    union = [member("RMT", w, kind="organisation") for w in "ac"]
    people = [member("Ned Fulton", "a"), member("Alan Fulton", "b"), member("Fulton", "c")]
    held = [office(people[0], "leader", union[0]), office(people[2], "leader", union[1])]
    assert names([*people, *union], offices=held)[people[2].id] == "Ned Fulton"


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2014-06-01", "Ned Fulton"), ("2019-06-01", "Rita Marsh"), ("1990-01-01", None)],
)
def test_knows_who_held_an_office_on_the_day(date: str, expected: str | None) -> None:
    first, second = (
        member("Ned Fulton", "a", date="2014-05-01"),
        member("Rita Marsh", "b", date="2019-05-01"),
    )
    asked = member("the Health Secretary", "c", named=False, date=date)
    held = [office(p, "Health Secretary") for p in (first, second, asked)]
    assert names([first, second, asked], offices=held)[asked.id] == expected


def test_leaves_an_office_undecided_between_two_who_could_hold_it() -> None:
    first, second = (
        member("Ned Fulton", "a", date="2014-01-01"),
        member("Rita Marsh", "b", date="2014-12-01"),
    )
    asked = member("the Health Secretary", "c", named=False, date="2014-06-15")
    held = [office(p, "Health Secretary") for p in (first, second, asked)]
    resolution = resolve_actors([first, second, asked], [], offices=held)
    assert asked.id not in resolution.canonical
    assert len(resolution.undecided[asked.id]) == 2


def test_takes_offices_from_a_file_of_known_actors() -> None:
    holder = member("Ned Fulton", "a", date="2020-01-01")
    asked = member("the Health Secretary", "b", named=False, date="2014-03-01")
    known = KnownActor(
        "Ned Fulton", "person", external={"wikidata": "Q0"},
        offices=(KnownOffice("Health Secretary", None, "2013", "2015"),),
    )  # fmt: skip
    held = [office(asked, "Health Secretary")]
    assert names([holder, asked], offices=held, known=[known])[asked.id] == "Ned Fulton"
    resolution = resolve_actors([holder], [], known=[known])
    assert dict(resolution.actors[0].external) == {"wikidata": "Q0"}


def test_notes_when_an_actor_was_first_and_last_seen() -> None:
    seen = [member("Ned Fulton", w, date=d) for w, d in (("a", "2031-02"), ("b", "2029-12-01"))]
    actor = resolve_actors(seen, []).actors[0]
    assert (actor.first_seen, actor.last_seen) == ("2029-12-01", "2031-02")


def test_merges_splits_and_renames_as_people_decide() -> None:
    people = [
        member("Ned Fulton", "a"),
        member("Edmund Fulton-Hay", "b"),
        member("Ned Fulton", "c"),
    ]
    merged = decide("merge", "Edmund Fulton-Hay", into="Ned Fulton")
    split = decide(
        "split", "Ned Fulton", articles=["c"], name="Ned Fulton (Hull)", when="2031-02-01"
    )
    renamed = decide("rename", "Ned Fulton", name="Edmund Fulton", when="2031-03-01")
    assert list(names(people, [renamed, split, merged]).values()) == [
        "Edmund Fulton", "Edmund Fulton", "Ned Fulton (Hull)",
    ]  # fmt: skip


def test_passes_over_a_decision_that_was_undone() -> None:
    people = [member("Ned Fulton", "a"), member("Rita Marsh", "b")]
    undone = Judgement(
        "j", "merge", "Rita Marsh", {"into": "Ned Fulton"}, "ann", "2031", undone="2032"
    )
    assert list(names(people, [undone]).values()) == ["Ned Fulton", "Rita Marsh"]


def test_finds_an_actor_by_the_id_it_had_before_it_was_renamed() -> None:
    people = [member("Ned Fulton", "a"), member("Rita Marsh", "b")]
    old = next(a.id for a in resolve_actors(people, []).actors if a.name == "Ned Fulton")
    decisions = [
        decide("rename", "Ned Fulton", name="Edmund Fulton"),
        decide("merge", "Rita Marsh", into=old, when="2031-02-01"),
    ]
    assert set(names(people, decisions).values()) == {"Edmund Fulton"}


def test_gives_two_actors_of_one_name_different_names_and_ids() -> None:
    people = [member("Ned Fulton", "a"), member("Ned Fulton", "b"), member("Rita Marsh", "c")]
    split = decide("split", "Ned Fulton", articles=["b"], name="Ned Fulton")
    renamed = decide("rename", "Rita Marsh", name="Ned Fulton", when="2031-02-01")
    actors = resolve_actors(people, [split, renamed]).actors
    assert [a.name for a in actors] == ["Ned Fulton", "Ned Fulton (2)", "Ned Fulton (3)"]
    assert len({a.id for a in actors}) == 3
    last = decide("merge", "Ned Fulton (2)", into="Ned Fulton (3)", when="2031-03-01")
    assert list(names(people, [split, renamed, last]).values()) == [
        "Ned Fulton", "Ned Fulton (3)", "Ned Fulton (3)",
    ]  # fmt: skip


def test_an_id_finds_an_actor_whose_name_another_took() -> None:
    people = [member("Fulton", "a", gender="male"), member("Rita Marsh", "b")]
    ids = {a.name: a.id for a in resolve_actors(people, []).actors}
    grown = [*people, member("Fulton", "c", kind="organisation")]
    merged = decide("merge", "Fulton", into="Rita Marsh", subject_id=ids["Fulton"])
    assert names(grown, [merged]) == {
        people[0].id: "Rita Marsh", people[1].id: "Rita Marsh", grown[2].id: "Fulton",
    }  # fmt: skip


def test_a_split_can_give_articles_to_somebody_there_is() -> None:
    people = [member("Ned Fulton", "a"), member("Ned Fulton", "b"), member("Rita Marsh", "c")]
    split = decide("split", "Ned Fulton", articles=["b"], name="Rita Marsh")
    assert list(names(people, [split]).values()) == ["Ned Fulton", "Rita Marsh", "Rita Marsh"]


def test_a_person_can_say_which_of_several_a_surname_means() -> None:
    people = [member("Ned Fulton", "a"), member("Alan Fulton", "b"), member("Fulton", "c")]
    split = decide("split", "Fulton", articles=["c"], name="Alan Fulton")
    assert list(names(people, [split]).values()) == ["Ned Fulton", "Alan Fulton", "Alan Fulton"]


def test_a_person_can_say_whom_a_surname_means_wherever_it_is_open() -> None:
    people = [
        member("Ned Fulton", "a"), member("Alan Fulton", "b"), member("Fulton", "c"),
        member("Fulton", "d"), member("Fulton", "e", gender="female"),
        member("Rita Fulton", "f", gender="female"),
    ]  # fmt: skip
    meant = decide("merge", "Fulton", into="Alan Fulton")
    assert list(names(people, [meant]).values()) == [
        "Ned Fulton", "Alan Fulton", "Alan Fulton", "Alan Fulton",
        names(people)[people[4].id] or "Alan Fulton", "Rita Fulton",
    ]  # fmt: skip
    nobody = resolve_actors(people, [decide("merge", "Fulton", into="Nobody")])
    assert len(nobody.idle) == 1


def test_what_articles_moved_by_a_split_say_goes_with_them() -> None:
    people = [
        member("Ned Fulton", "a", date="2010"),
        member("Ned Fulton", "b", date="2020", aliases=("Sir Ned",)),
    ]
    split = decide("split", "Ned Fulton", articles=["b"], name="Ned Fulton (Hull)")
    found = {a.name: a for a in resolve_actors(people, [split]).actors}
    assert found["Ned Fulton"].last_seen == "2010"
    assert found["Ned Fulton"].aliases == ()
    assert found["Ned Fulton (Hull)"].first_seen == "2020"
    assert found["Ned Fulton (Hull)"].aliases == ("Ned Fulton", "Sir Ned")


def test_names_that_were_kept_apart_no_rule_joins() -> None:
    people = [member("Ed Fulton", "a"), member("Edward Fulton", "b")]
    apart = decide("apart", "Ed Fulton", **{"from": "Edward Fulton"})
    assert len(set(names(people).values())) == 1
    assert list(names(people, [apart]).values()) == ["Ed Fulton", "Edward Fulton"]
    known = [KnownActor("Ed Fulton", "person", ("Edward Fulton",))]
    assert len(set(names(people, [apart], known=known).values())) == 2


def test_a_person_says_which_known_actor_somebody_is() -> None:
    people = [member("Ned Fulton", "a"), member("Edmund Fulton-Hay", "b")]
    known = [KnownActor("Ned Fulton", "person", external={"id": "p1"})]
    right = decide("identify", "Edmund Fulton-Hay", known="p1")
    (actor,) = resolve_actors(people, [right], known=known).actors
    assert (actor.name, actor.external) == ("Edmund Fulton-Hay", {"id": "p1"})
    nobody = decide("identify", "Ned Fulton", known=None)
    assert not any(a.external for a in resolve_actors(people, [nobody], known=known).actors)


def test_notes_the_dates_of_articles_that_have_only_the_surname() -> None:
    seen = [member("Ned Fulton", "a", date="2014"), member("Fulton", "b", date="2010")]
    (actor,) = resolve_actors(seen, []).actors
    assert (actor.first_seen, actor.last_seen) == ("2010", "2014")


_PEOPLE = st.lists(
    st.builds(
        lambda name, where, date: member(name, f"art{where}", date=date),
        st.sampled_from(
            ["Ned Fulton", "Edward Fulton", "Ed Fulton", "Fulton", "Lord Fulton", "Rita Marsh",
             "Marsh", "Ritva Marsh"]
        ),
        st.integers(0, 30),
        st.sampled_from([None, "2011", "2014-06", "2019-01-02"]),
    ),
    max_size=12,
    unique_by=lambda m: m.id,
)  # fmt: skip


@given(_PEOPLE, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_resolves_the_same_in_any_order(people: list[Member], chance: random.Random) -> None:
    held: list[Office] = [office(p, "minister") for p in people[::2]]
    first = resolve_actors(people, [], offices=held)
    chance.shuffle(people)
    chance.shuffle(held)
    second = resolve_actors(people, [], offices=held)
    assert first.actors == second.actors
    assert dict(first.canonical) == dict(second.canonical)
    assert first.undecided == second.undecided


_DECISIONS = st.lists(
    st.builds(
        lambda kind, one, other, articles, when: Judgement(
            f"{kind}{one}{other}{when}", kind, one,
            {"into": other, "name": other, "from": other, "known": other, "articles": articles},
            "ann", f"2031-01-{when:02}",
        ),
        st.sampled_from(["merge", "split", "rename", "apart", "identify"]),
        st.sampled_from(["Ned Fulton", "Rita Marsh", "Edward Fulton", "Marsh", "Nobody"]),
        st.sampled_from(["Ned Fulton", "Rita Marsh", "Someone Else"]),
        st.lists(st.sampled_from(["art1", "art2", "art3"])),
        st.integers(1, 28),
    ),
    max_size=6,
)  # fmt: skip


@given(_PEOPLE, _DECISIONS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_decides_the_same_however_the_record_grew(
    people: list[Member], decisions: list[Judgement], chance: random.Random
) -> None:
    known = [KnownActor("Rita Marsh", "person", ("Ritva Marsh",), {"id": "1"})]
    first = resolve_actors(people, decisions, known=known)
    assert len({a.name.casefold() for a in first.actors}) == len(first.actors)
    assert set(first.canonical.values()) <= {a.id for a in first.actors}
    assert len({a.id for a in first.actors}) == len(first.actors)
    chance.shuffle(people)
    chance.shuffle(decisions)
    unique = {(d.when, d.id) for d in decisions}
    if len(unique) == len(decisions):
        assert resolve_actors(people, decisions, known=known) == first
