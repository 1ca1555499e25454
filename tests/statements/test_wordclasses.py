"""Nouns, adjectives and verbs of a sentence."""

import pytest

from onrecord.statements.scene import find_tokens
from onrecord.statements.wordclasses import find_classes

SENTENCES = [
    (
        "The union opposes the pay cap.",
        ["determiner", "noun", "verb", "determiner", "noun", "noun"],
    ),
    ("She will scrap it.", ["other", "verb", "verb", "other"]),
    ("Ann Hale spoke in Leeds.", ["name", "name", "verb", "preposition", "name"]),
    ("A new law", ["determiner", "adjective", "noun"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_tells_word_classes(text, expected):
    assert list(find_classes(text, tuple(find_tokens(text))))[: len(expected)] == expected


def test_an_empty_text_has_none():
    assert find_classes("", ()) == ()
