"""Paragraphs are packed whole; longer ones are read with overlap; no character is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.models.windows import NOWHERE, Layout, Window, cut_windows

VOCABULARY = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2} | {
    prefix + letter: i
    for i, (prefix, letter) in enumerate(
        ((p, c) for c in "abcdefghijklmnopqrstuvwxyz'." for p in ("", "##")), start=3
    )
}
LAYOUT = Layout(size=16, overlap=8, first_mark=1, end_mark=2)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Return a tokenizer that knows single letters, so that every letter is a word piece."""
    made = Tokenizer(WordPiece(VOCABULARY, unk_token="[UNK]"))
    made.normalizer = BertNormalizer()
    made.pre_tokenizer = BertPreTokenizer()
    return made


def paragraphs(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def read(window: Window, text: str) -> str:
    return "".join("|" if s == NOWHERE else text[slice(*s)] for s in window.spans)


def cut(text: str, tokenizer: Tokenizer) -> list[str]:
    return [read(w, text) for w in cut_windows(text, [paragraphs(text)], tokenizer, LAYOUT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("abc", ["|abc|"]),
        ("abc\ndef", ["|abc|def|"]),
        ("abcdef\nghijkl\nmno", ["|abcdef|ghijkl|", "|mno|"]),
        ("abcdefghijklmn", ["|abcdefghijklmn|"]),
        ("abcdefghijklmnopq", ["|abcdefghijklmn|", "|ghijklmnopq|"]),
        ("ab\nabcdefghijklmno\ncd", ["|ab|", "|abcdefghijklmn|", "|ghijklmno|", "|cd|"]),
    ],
)
def test_packs_paragraphs_into_windows(
    text: str, expected: list[str], tokenizer: Tokenizer
) -> None:
    assert cut(text, tokenizer) == expected


def test_groups_never_share_a_window(tokenizer: Tokenizer) -> None:
    windows = cut_windows("ab cd", [[(0, 2)], [(3, 5)]], tokenizer, LAYOUT)
    assert [read(w, "ab cd") for w in windows] == ["|ab|", "|cd|"]


def test_tells_an_apostrophe_from_a_quotation_mark(tokenizer: Tokenizer) -> None:
    text = "a 'b a'b"
    (window,) = cut_windows(text, [[(0, len(text))]], tokenizer, LAYOUT)
    marks = [
        shape
        for shape, span in zip(window.shapes, window.spans, strict=True)
        if span != NOWHERE and text[slice(*span)] == "'"
    ]
    assert marks[0] != marks[1]


def test_sees_capitals(tokenizer: Tokenizer) -> None:
    shapes = []
    for text in ("unite", "Unite"):
        (window,) = cut_windows(text, [[(0, 5)]], tokenizer, LAYOUT)
        shapes.append(window.shapes[1])
    assert shapes[0] != shapes[1]


@settings(deadline=None)
@given(st.text(alphabet="abé'. \n\U0001f600漢ß", max_size=120))
def test_every_piece_is_kept_exactly_once_and_stands_where_it_says(text: str) -> None:
    made = Tokenizer(WordPiece(VOCABULARY, unk_token="[UNK]"))
    made.normalizer = BertNormalizer()
    made.pre_tokenizer = BertPreTokenizer()
    whole = made.encode(text.replace("\n", " "), add_special_tokens=False).offsets
    kept = []
    for window in cut_windows(text, [paragraphs(text)], made, LAYOUT):
        assert len(window.ids) <= LAYOUT.size
        kept += [
            span
            for i, span in enumerate(window.spans)
            if span != NOWHERE and window.keep_from <= i < window.keep_to
        ]
    assert len(kept) == len(set(kept))
    assert {i for a, b in kept for i in range(a, b)} == {i for a, b in whole for i in range(a, b)}
