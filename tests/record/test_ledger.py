"""Which pledges speak of an earlier one, among many."""

import time

import pytest

from onrecord.record.ledger import Turn, find_turns, find_words


def turn(key, what, *, status="made", voices=("labour",)):
    return Turn(f"article {key}", key, find_words(what), status, frozenset(voices))


@pytest.mark.parametrize(
    ("later", "status", "follows"),
    [
        ("reopen the swimming baths in Lynton by spring", "made", True),
        ("reopening the baths in Lynton", "made", True),
        ("reopen the ferry line to Lynton", "made", False),
        ("the baths in Lynton", "withdrawn", True),
        ("build a new library", "withdrawn", False),
    ],
)
def test_a_pledge_is_known_again_by_its_words(later, status, follows):
    first = turn("a", "reopen the swimming baths in Lynton")
    found = list(find_turns([first, turn("b", later, status=status)]))
    assert found == ([("article b", "b", "article a", "a")] if follows else [])


def test_another_voice_makes_another_pledge():
    one, other = (turn(k, "reopen the swimming baths", voices=[k]) for k in ("a", "b"))
    assert list(find_turns([one, other])) == []


def test_who_repeats_it_for_two_voices_can_be_followed_by_either():
    turns = [
        turn("a", "reopen the swimming baths", voices=["reed"]),
        turn("b", "reopen the swimming baths", voices=["reed", "labour"]),
        turn("c", "reopen the swimming baths", voices=["labour"]),
    ]
    assert [row[1:] for row in find_turns(turns)] == [
        ("b", "article a", "a"),
        ("c", "article a", "a"),
    ]


def test_many_pledges_of_one_voice_take_seconds():
    """Every pledge against every other would be two million comparisons."""
    turns = [
        turn(str(i), f"open library {i} in street {i % 97} of ward {i % 31}") for i in range(2000)
    ]
    turns += [turn(f"again {i}", f"open library {i} in street {i % 97}") for i in range(100)]
    began = time.process_time()
    list(find_turns(turns))
    assert time.process_time() - began < 20
