"""Paragraphs are what stands between line breaks, and only what is read is grouped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles import Article, Zone
from onrecord.attributions import find_paragraphs, split_paragraphs

WRAPPED = (
    "The leader of the largest public sector union has warned that\n"
    "its members will not stand for another year of falling pay and\n"
    "that they would be balloted before the spring."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("  One. \r\n\r\n\tTwo.", ["One.", "Two."]),
        ("• Cut pay\n• Cut jobs\n• Cut ties", ["• Cut pay", "• Cut jobs", "• Cut ties"]),
        (WRAPPED, [WRAPPED]),
        (WRAPPED + "\n\nShort.", [WRAPPED, "Short."]),
    ],
)
def test_splits_plain_text(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_paragraphs(text)] == expected


def article(*zones: tuple[str, str]) -> Article:
    text, found = "", []
    for kind, words in zones:
        found.append(Zone(kind, len(text), len(text) + len(words)))  # type: ignore[arg-type]
        text += words + "\n\n"
    return Article("a", "a.txt", "0" * 64, text, tuple(found))


def test_reads_zones_apart_and_passes_over_what_is_not_the_article() -> None:
    read = article(
        ("headline", "Leader hits back"),
        ("byline", "By A Reporter"),
        ("body", "First.\n\nSecond."),
        ("caption", "A picture"),
        ("body", "Third."),
        ("comment", "I disagree."),
        ("boilerplate", "Read more"),
    )
    groups = [[read.text[a:b] for a, b in group] for group in find_paragraphs(read)]
    assert groups == [
        ["Leader hits back"],
        ["First.", "Second.", "Third."],
        ["A picture"],
        ["I disagree."],
    ]


@given(st.text(max_size=300))
def test_paragraphs_cover_all_that_is_not_white_space(text: str) -> None:
    spans = split_paragraphs(text)
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert [*spans] == sorted(spans)


CROSSHEADS = ["The price of peace", "'Enough is enough'", "## What comes next", "BROKEN PROMISES"]
KEPT = [
    "Mayor: 'I will not resign'",
    "Lee says offer is final",
    "free school meals for all",
    "It was the first strike in a generation and it would be",
    "Nobody came.",
]


@pytest.mark.parametrize("line", CROSSHEADS)
def test_passes_over_crossheads(line: str) -> None:
    read = article(("body", f'She said: "It is over.\n\n{line}\n\n"We are done."'))
    (group,) = find_paragraphs(read)
    assert [read.text[a:b] for a, b in group] == ['She said: "It is over.', '"We are done."']


@pytest.mark.parametrize("line", KEPT)
def test_reads_short_lines_that_are_no_crossheads(line: str) -> None:
    read = article(("body", f"It is over.\n\n{line}\n\nWe are done."))
    (group,) = find_paragraphs(read)
    assert line in [read.text[a:b] for a, b in group]


@pytest.mark.parametrize("text", ["Lost and found\n\nIt is over.", "One\n\nTwo\n\nThree"])
def test_takes_neither_ends_nor_lists_for_crossheads(text: str) -> None:
    read = article(("body", text))
    (group,) = find_paragraphs(read)
    assert len(group) == len(text.split("\n\n"))
