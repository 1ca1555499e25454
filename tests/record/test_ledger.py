"""Pledges over the whole record: made again, changed, withdrawn."""

from dataclasses import replace

import pytest
from tests.record.factories import add, read_text, resolve

from onrecord.articles import digest
from onrecord.record import Record
from onrecord.record.ledger import Turn, find_turns, find_words
from onrecord.statements import Pledge


def turn(number, what, *voices, status="made"):
    return Turn(f"a{number}", f"p{number}", find_words(what), status, frozenset(voices or ("ann",)))


LEDGER = [
    ("the same words", "build 300 homes in Hull", "build 300 homes in Hull", "made", True),
    ("other words", "build 300 homes in Hull", "the building of 300 new homes", "made", True),
    ("another thing", "build 300 homes in Hull", "open 300 schools in Leith", "made", False),
    ("one word alike", "build 300 homes", "homes for heroes and trees", "made", False),
    ("withdrawn", "build 300 affordable homes in Hull", "affordable homes", "withdrawn", True),
    ("withdrawn by one word", "scrap the ferry levy", "levy", "withdrawn", True),
    ("another number", "build 300 homes in Hull", "build 500 homes in Hull", "made", True),
    ("another withdrawn", "scrap the ferry levy", "free bus travel", "withdrawn", False),
    ("changed", "spend £10m on the ferry", "£4m for the ferry", "changed", True),
]


@pytest.mark.parametrize(("case", "first", "later", "status", "linked"), LEDGER)
def test_links_a_pledge_to_the_earlier_one_that_it_speaks_of(case, first, later, status, linked):
    found = list(find_turns([turn(1, first), turn(2, later, status=status)]))
    assert found == ([("a2", "p2", "a1", "p1")] if linked else []), case


def test_what_others_pledge_is_another_pledge_but_a_party_speaks_for_its_people():
    what = "build 300 homes in Hull"
    assert not list(find_turns([turn(1, what, "ann"), turn(2, what, "tom")]))
    found = list(find_turns([turn(1, what, "ann", "Reform"), turn(2, what, "Reform")]))
    assert found == [("a2", "p2", "a1", "p1")]


def test_a_withdrawal_takes_the_pledge_that_is_most_alike():
    turns = [
        turn(1, "build 300 homes in Leith"),
        turn(2, "build 90 schools and homes in Hull"),
        turn(3, "homes in Hull", status="withdrawn"),
    ]
    assert list(find_turns(turns))[-1] == ("a3", "p3", "a2", "p2")


def make_pledge(findings, what, **fields):
    said = findings.coding.statements[0]
    return Pledge(
        digest(said.id, "g"), findings.article.id, said.speaker, what, None, None, None, said.id,
        said.content, 0.5, "rule:pledges", **fields,
    )  # fmt: skip


def test_the_record_tells_which_pledge_was_withdrawn(url):
    made = read_text("a.txt", ("Ann Reeve", "We will build 300 homes in Hull"))
    gone = read_text("b.txt", ("Ann Reeve", "There will be no 300 homes in Hull after all"))
    pledges = (
        make_pledge(made, "build 300 homes in Hull"),
        make_pledge(gone, "300 homes in Hull", status="withdrawn"),
    )
    found = [
        replace(each, coding=replace(each.coding, pledges=(pledge,)))
        for each, pledge in zip((made, gone), pledges, strict=True)
    ]
    with Record.open(url) as record:
        add(record, *found)
        resolve(record)
        first, later = record.rows("pledges")
    assert first["first"] is None
    assert (later["first"], later["status"]) == (first["id"], "withdrawn")
