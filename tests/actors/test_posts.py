"""Offices and affiliations, each with the words that say so."""

import pytest
from tests.actors.making import affiliations, article, attribution, offices

from onrecord.actors import find_cast


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ted Crane, the leader of the RMT, spoke.", ("Ted Crane", "leader", "RMT")),
        ("Ted Crane, general secretary of Unite, spoke.",
         ("Ted Crane", "general secretary", "Unite")),
        ("FBU general secretary Wanda Pike spoke.", ("Wanda Pike", "general secretary", "FBU")),
        ("RMT boss Ted Crane spoke.", ("Ted Crane", "boss", "RMT")),
        ("Labour's general secretary, Ned Fulton, spoke.",
         ("Ned Fulton", "general secretary", "Labour")),
        ("Mr Moss told the general secretary of the FBU, Wanda Pike, so.",
         ("Wanda Pike", "general secretary", "FBU")),
        ("Ned Fulton was elected leader of the Labour Party on Friday.",
         ("Ned Fulton", "leader", "Labour Party")),
        ("Ned Fulton is the chairman of the National Audit Office.",
         ("Ned Fulton", "chairman", "National Audit Office")),
        ("North Korean leader Pak Min-jun spoke.", ("Pak Min-jun", "leader", "North Korea")),
        ("Sen. Dana Reyes spoke.", ("Dana Reyes", "senator", None)),
        ("Home Secretary Rita Marsh spoke.", ("Rita Marsh", "Home Secretary", None)),
        ("Labour fought on. Labour was tired. Shadow Chancellor Ned Fulton spoke of the party.",
         ("Ned Fulton", "Shadow Chancellor", "Labour")),
        ("Labour leader Ned Fulton lost. His own deputy is angry. On Friday, Rita Marsh spoke.",
         ("Rita Marsh", "deputy", "Labour")),
    ],
)  # fmt: skip
def test_reads_an_office(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in offices(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ted Crane resigned as leader of the RMT.", "leader"),
        ("Ted Crane stepped down as chairman of the RMT.", "chairman"),
        ("The former RMT president Ted Crane spoke.", "president"),
    ],
)
def test_ends_an_office_that_somebody_has_left(text: str, title: str) -> None:
    cast = find_cast(article(text, published="2031-03-04"), [], [])
    assert [(o.title, o.end) for o in cast.offices] == [(title, "2031-03-04")]


def test_ends_the_office_of_a_predecessor() -> None:
    text = "Ted Crane is the leader of the RMT. He met his predecessor, Wanda Pike, on Friday."
    cast = find_cast(article(text, published="2031-03-04"), [], [])
    names = {m.id: m.name for m in cast.members}
    assert {(names[o.person], o.title, o.end) for o in cast.offices} == {
        ("Ted Crane", "leader", None),
        ("Wanda Pike", "leader", "2031-03-04"),
    }


def test_begins_an_office_where_somebody_is_elected_to_it() -> None:
    text = "Ted Crane was elected leader of the RMT."
    cast = find_cast(article(text, published="2031-03"), [], [])
    assert [(o.start, o.end) for o in cast.offices] == [("2031-03", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ted Crane of Unite spoke.", ("Ted Crane", "belongs to", "Unite")),
        ("Unite boss Ted Crane spoke.", ("Ted Crane", "leads", "Unite")),
        ("The RMT is affiliated to the TUC.", ("RMT", "affiliated to", "TUC")),
        ("Unite, Labour's biggest donor, left.", ("Unite", "funds", "Labour")),
        ("Labour met. Unite, the party's main backer, left.", ("Unite", "funds", "Labour")),
        ("The FBU is a member of the TUC.", ("FBU", "belongs to", "TUC")),
        ("Sen. Dana Reyes (D-Vt.) spoke.", ("Dana Reyes", "belongs to", "Democratic Party")),
        ("Jo Lind, Republican of Iowa, spoke.", ("Jo Lind", "belongs to", "Republican Party")),
    ],
)
def test_reads_an_affiliation(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in affiliations(text)


def test_gives_no_post_to_whom_the_sentence_is_about() -> None:
    text = "Ned Fulton insisted the general secretary of the FBU, Wanda Pike, was wrong."
    assert offices(text) == {("Wanda Pike", "general secretary", "FBU")}


def test_says_whose_spokesman_a_nameless_speaker_is() -> None:
    text = "A Conservative spokesman said no."
    cast = find_cast(article(text), [attribution(text, "A Conservative spokesman", "no")], [])
    names = {m.id: m.name for m in cast.members}
    assert [(names[a.member], a.kind, names[a.of]) for a in cast.affiliations] == [
        ("a Conservative spokesman", "belongs to", "Conservative Party")
    ]


def test_shows_the_words_that_an_office_rests_on() -> None:
    text = "Yesterday Ted Crane, the leader of the RMT, spoke."
    cast = find_cast(article(text), [], [])
    assert [p.text for p in cast.offices[0].evidence] == ["Ted Crane, the leader of the RMT"]


def test_makes_a_nameless_member_for_a_post_without_a_holder() -> None:
    cast = find_cast(article("The prime minister resigned on Friday."), [], [])
    assert [(m.name, m.named) for m in cast.members] == [("the prime minister", False)]
    assert [o.title for o in cast.offices] == ["prime minister"]
