"""Quotation marks are paired in both styles, and apostrophes are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.quotes import find_quotations, share_inside

PAIRED = [
    ("nothing here", []),
    ('She said: "No deal."', ["No deal."]),
    ("She said: “No deal.”", ["No deal."]),
    ("She said: ‘No deal.’", ["No deal."]),
    ("She said: 'No deal.'", ["No deal."]),
    ('"Yes," he said. "And no."', ["Yes,", "And no."]),
    ("'Yes,' he said. 'And no.'", ["Yes,", "And no."]),
    ("It is 'the party's choice', he said.", ["the party's choice"]),
    ("It is ‘the party’s choice’, he said.", ["the party’s choice"]),
    ("'It's the members' right to know,' he said.", ["It's the members' right to know,"]),
    ("the party's choice and the members' vote", []),
    ("the members' vote is 'final'", ["final"]),
    ("She called it 'a betrayal' of 'our values'.", ["a betrayal", "our values"]),
    ("\"He told me 'never' and left,\" she said.", ["He told me 'never' and left,"]),
    ("'He told me \"never\" and left,' she said.", ['He told me "never" and left,']),
    ("“He told me “never” and left,” she said.", ["He told me “never” and left,"]),
    ("Back in the '80s, rock 'n' roll was king", []),
    ("«On verra», a dit le ministre", ["On verra"]),
    ("„Nein“, sagte sie", ["Nein"]),
    ("a height of 6' 2\" is tall", []),
    ("('No,' she said)", ["No,"]),
    ("the plan—'a disgrace'—was dropped", ["a disgrace"]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_pairs_marks(text: str, expected: list[str]) -> None:
    assert [text[slice(*q.inner)] for q in find_quotations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"This goes on in the next paragraph.', "This goes on in the next paragraph."),
        ("'This goes on in the next paragraph.", "This goes on in the next paragraph."),
        ("He added: 'This goes on.", "This goes on."),
        ("He added: “This goes on.", "This goes on."),
    ],
)
def test_an_open_quotation_runs_to_the_paragraphs_end(text: str, expected: str) -> None:
    (quotation,) = find_quotations(text)
    assert not quotation.closed
    assert text[slice(*quotation.inner)] == expected


def test_a_stray_single_mark_opens_nothing() -> None:
    assert find_quotations("They went to the 'pub and came home again") == ()


def test_looks_at_the_given_stretch_alone() -> None:
    text = '"One." said she.\n"Two."'
    (quotation,) = find_quotations(text, text.index("\n") + 1)
    assert text[quotation.start : quotation.end] == '"Two."'


@pytest.mark.parametrize(
    ("content", "share"),
    [("No deal.", 1.0), ("said: ", 0.0), ('said: "No', 0.5)],
)
def test_measures_the_share_of_words_in_quotation(content: str, share: float) -> None:
    text = 'She said: "No deal."'
    start = text.index(content)
    quotations = find_quotations(text)
    assert share_inside(text, [(start, start + len(content))], quotations) == share


@given(st.text(alphabet="ab '\"“”‘’.,:\n", max_size=60))
def test_quotations_never_overlap_and_lie_in_the_text(text: str) -> None:
    at = 0
    for quotation in find_quotations(text):
        assert at <= quotation.start < quotation.end <= len(text)
        at = quotation.end
