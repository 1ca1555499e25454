"""Names found by rule, with honorifics, titles and possessives left outside."""

import pytest

from onrecord.actors import find_names, merge_names
from onrecord.actors.names import Seen, correct_kind, is_proper
from onrecord.actors.page import read_page
from onrecord.articles import Zone
from onrecord.models import MarkedName


def names(text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.kind) for n in find_names(text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Ashdown said so.", [("Ashdown", "person")]),
        ("Lady Thornbury spoke.", [("Thornbury", "person")]),
        ("FBU general secretary Wanda Pike left.",
         [("FBU", "organisation"), ("Wanda Pike", "person")]),
        ("The Shadow Chancellor Ned Fulton spoke.", [("Ned Fulton", "person")]),
        ("We met the Department for Work and Pensions.",
         [("Department for Work and Pensions", "organisation")]),
        ("They asked the National Audit Office.", [("National Audit Office", "organisation")]),
        ("It hurt Labour's standing.", [("Labour", "organisation")]),
        ("The deal angered Ursula von der Mark.", [("Ursula von der Mark", "person")]),
        ("A row in France cost Sen. Dana Reyes (D-Vt.) votes.",
         [("France", "place"), ("Dana Reyes", "person")]),
        ("However, nothing happened on Monday.", []),
        ("The Wexford campaign denied it.", []),
        ("Mr Wexford spoke. The Wexford campaign denied it.",
         [("Wexford", "person"), ("Wexford campaign", "organisation")]),
        ("They met the Trades Union Congress (TUC).",
         [("Trades Union Congress", "organisation"), ("TUC", "organisation")]),
        ("At the TUC Congress he was heckled.", [("TUC", "organisation")]),
        ("It broke, 'Roz...Rita Marsh' it read.", [("Rita Marsh", "person")]),
    ],
)  # fmt: skip
def test_finds_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Shadow Energy Secretary, Wanda Pike, left.", "Shadow Energy", False),
        ("The Chief Scientific Adviser left.", "Chief Scientific", False),
        ("He left the Shadow Cabinet on Monday.", "Shadow Cabinet", True),
        ("Public Health leaders met.", "Public Health", True),
    ],
)
def test_takes_no_part_of_a_title_for_a_body(text: str, words: str, expected: bool) -> None:
    page, start = read_page(text, []), text.index(words)
    mark = MarkedName(start, start + len(words), "organisation", 0.99)
    assert is_proper(mark, page, Seen(page)) is expected


def test_knows_a_surname_alone_from_its_full_name_elsewhere() -> None:
    assert ("Okafor", "person") in names("Later Okafor left. Grace Okafor had spoken before.")


def test_reads_only_known_names_in_a_headline_of_capitals() -> None:
    text = "Pike Clashes With Trade Unions Over Pay\n\nWanda Pike has clashed with unions."
    assert names(text) == [("Pike", "person"), ("Wanda Pike", "person")]


def test_lets_the_surer_name_stand_where_two_overlap() -> None:
    ruled = (MarkedName(0, 4, "person", 0.6), MarkedName(20, 25, "person", 0.9))
    marked = (MarkedName(0, 9, "organisation", 0.95), MarkedName(20, 30, "place", 0.4))
    assert merge_names(marked, ruled) == (marked[0], ruled[1])


def test_a_name_spelled_out_before_its_initials_stays_whole() -> None:
    ruled = (MarkedName(4, 36, "organisation", 0.98),)
    pieces = (MarkedName(4, 8, "organisation", 0.99), MarkedName(21, 36, "organisation", 0.9))
    assert merge_names(pieces, ruled) == ruled


def test_a_mark_loses_what_no_name_ends_in() -> None:
    text = "Freightway and the ferry board"
    assert correct_kind(MarkedName(0, 14, "organisation", 0.9), text).end == 10


@pytest.mark.parametrize(("word", "proper"), [("Levy", False), ("Unity", True)])
def test_a_plain_word_at_the_head_of_a_line_is_no_name(word: str, proper: bool) -> None:
    text = f"{word} is a mistake, says union\n\nThe levy was cut. Crews of Unity will strike."
    page = read_page(text, [Zone("headline", 0, len(text))])
    assert is_proper(MarkedName(0, len(word), "person", 0.9), page, Seen(page)) is proper
