"""How passages that nest, overlap and cross paragraphs are cut into properly nested marks."""

import random

import pytest

from onrecord.report.marking import Mark, Marks, find_lines, mark_text


def spell(text: str, marks: list[Mark], start: int = 0, end: int | None = None) -> str:
    """Write marked text with brackets: ``[1`` opens the mark of owner 1, ``#`` is its anchor."""
    words = []
    for token in mark_text(text, start, len(text) if end is None else end, Marks(marks)):
        if token.step == "text":
            words.append(token.text)
        elif token.step == "close":
            words.append("]")
        else:
            assert token.mark
            words.append(f"[{token.mark.owner}{'#' if token.mark.anchor else ''}|")
    return "".join(words)


def mark(owner: str, start: int, end: int, kind: str = "said") -> Mark:
    return Mark(start, end, kind, owner, f"s-{owner}", 1)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "abcdefgh"),
        ([mark("1", 2, 4)], "ab[1#|cd]efgh"),
        ([mark("1", 0, 8)], "[1#|abcdefgh]"),
        ([mark("1", 1, 7), mark("2", 2, 4)], "a[1#|b[2#|cd]efg]h"),
        ([mark("1", 1, 4), mark("2", 4, 6)], "a[1#|bcd][2#|ef]gh"),
        ([mark("1", 1, 5), mark("2", 3, 7)], "a[1#|bc[2#|de]][2|fg]h"),
        ([mark("1", 2, 5), mark("2", 2, 5)], "ab[1#|[2#|cde]]fgh"),
        ([mark("1", 2, 4), mark("2", 2, 6)], "ab[2#|[1#|cd]ef]gh"),
        ([mark("1", 3, 3)], "abcdefgh"),
        ([mark("1", 6, 99)], "abcdef[1#|gh]"),
        ([mark("1", 2, 4, "cue"), mark("2", 2, 4, "said")], "ab[2#|[1#|cd]]efgh"),
    ],
)
def test_marks_are_properly_nested(marks: list[Mark], expected: str) -> None:
    assert spell("abcdefgh", marks) == expected


def test_an_anchor_stands_only_where_its_passage_begins() -> None:
    across = [mark("1", 2, 7)]
    assert spell("abcdefgh", across, 0, 4) == "ab[1#|cd]"
    assert spell("abcdefgh", across, 4, 8) == "[1|efg]h"


def test_any_marks_keep_the_text_and_nest() -> None:
    chance = random.Random(7)
    text = "".join(chance.choices("abc de\n", k=60))
    for _ in range(300):
        marks = []
        for owner in range(chance.randrange(8)):
            start = chance.randrange(60)
            marks.append(mark(str(owner), start, start + chance.randrange(20)))
        depth = 0
        plain = []
        anchors = []
        for token in mark_text(text, 5, 55, Marks(marks)):
            depth += {"open": 1, "close": -1, "text": 0}[token.step]
            assert depth >= 0
            plain.append(token.text)
            if token.mark and token.step == "open" and token.mark.anchor:
                anchors.append(token.mark.anchor)
        assert depth == 0
        assert "".join(plain) == text[5:55]
        assert len(anchors) == len(set(anchors))


def test_paragraphs_end_at_every_kind_of_line_break() -> None:
    text = "one\n\n  \r\ntwo\u2028three "
    assert [text[slice(*span)] for span in find_lines(text, 0, len(text))] == [
        "one",
        "two",
        "three ",
    ]
