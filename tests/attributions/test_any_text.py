"""Whatever the text, whatever is marked in it: passages are exact, contents nested or apart."""

import itertools
import re
import sys
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.articles import Article, Settings
from onrecord.articles.build import build_article
from onrecord.articles.plain import read_plain
from onrecord.attributions import Attribution, find_attributions, find_paragraphs
from onrecord.models import MarkedAttribution, MarkedName, Model, Reading, load_model

SAID = '"We will not go," said Ann Lee.'
PIECES = [
    "He said", " and warned that", '"Never,"', "‘It's the party's’", "é", "😀", "\n\n", "\u2028",
    " ", ".", "ROE:", " told Ms Ng", "Q: ", "A: ", " – union", "― Jane Roe", " is expected ", "“",
    "to argue ", "”", "政府は", "ﬁ", "İ", "\u202e", "e\u0301", "The price of peace", "(Laughter)",
    "\r\n", "would go and hoped that", "Bins row: ",
]  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("fast")


def read(text: str) -> Article:
    """Return what the articles room makes of ``text``."""
    draft = read_plain("any.txt", text.encode(), text)
    return next(a for a in build_article(draft, Settings()) if isinstance(a, Article))


def check(article: Article, found: tuple[Attribution, ...]) -> None:
    """Assert that all passages are exact, and that contents are nested or apart."""
    for one in found:
        passages = [*one.cue, *one.content, *([one.source] if one.source else [])]
        for each in passages:
            assert 0 <= each.start < each.end <= len(article.text)
            assert each.text == article.text[each.start : each.end]
            assert each.text.strip()
        assert one.content
        for before, after in itertools.pairwise(one.content):
            assert before.end <= after.start
    pieces = [(each.start, each.end) for one in found for each in one.content]
    for (a, b), (c, d) in itertools.combinations(sorted(pieces), 2):
        assert b <= c or d <= b or a == c


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[Article, Reading]:
    """Draw an article with any marks in it; those of one attribution stand apart."""
    drawn = draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=4, max_size=40))
    words = "".join(drawn).encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    article = read("Words. " + words)
    marks = []
    for _ in range(draw(st.integers(1, 6))):
        cuts = sorted(draw(st.sets(st.integers(0, len(article.text)), min_size=6, max_size=10)))
        drawn_spans = zip(cuts[::2], cuts[1::2], strict=False)
        spans = [s for s in drawn_spans if article.text[slice(*s)].strip()]
        if len(spans) < 3:
            continue
        source, cue, *content = draw(st.permutations(spans))
        marks.append(
            MarkedAttribution(
                draw(st.sampled_from([source, None])),
                (cue,),
                tuple(sorted(content)),
                draw(st.floats(0.1, 1)),
            )
        )
    return article, Reading(tuple(marks), (MarkedName(0, 5, "person", 0.9),), "model:test@1")


SPEECH = re.compile(
    r"(He|Ms Ng|ROE) (said:?|is expected|asked) (that \w+|“[^”\n]*”?|\"[^\"\n]*\"?)"
)
SPEAKING = [
    "He said: “It is over.", "\n\n“It never was.”", "\n\n“Nor 😀 is it.", "\n\nLost and found\n\n",
    'Ms Ng said "no" ', '\n\n"Never."', "He said that he would go and hoped that İt was. ",
    "\n\nROE: Why?", "\n\nLEE: I will not go.", "\n\n“It is a disgrace.” – Jane Roe\n\n",
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(SPEAKING), min_size=2, max_size=16))
def test_passages_stay_exact_where_speech_is_joined_and_parted(pieces: list[str]) -> None:
    article = read("Words were spoken. " + "".join(pieces))
    marks = tuple(
        MarkedAttribution(each.span(1), (each.span(2),), (each.span(3),), 0.8)
        for each in SPEECH.finditer(article.text)
    )
    found = find_attributions(article, Reading(marks, (), "model:test@1"))
    check(article, found)
    assert not any("\n" in each.text for one in found for each in one.content)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(marked_texts())
def test_passages_are_exact_and_contents_nested_or_apart(drawn: tuple[Article, Reading]) -> None:
    article, reading = drawn
    check(article, find_attributions(article, reading))


def troublesome() -> list[str]:
    """Return the characters that change their length when normalised or put in small letters."""
    every = (chr(i) for i in range(0x20, sys.maxunicode + 1) if not 0xD800 <= i <= 0xDFFF)
    hangul = range(0xAC00, 0xD7A4)
    return [
        each
        for each in every
        if ord(each) not in hangul
        and (
            len(unicodedata.normalize("NFKD", each).lower()) != 1
            or unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp", "Zs", "Mn", "Me")
        )
    ]


def test_offsets_survive_every_character_that_changes_its_length(model: Model) -> None:
    characters = troublesome()
    assert len(characters) > 3000
    lines = ["".join(characters[i : i + 20]) for i in range(0, len(characters), 20)]
    article = read("\n\n".join(f"The council met {line} on Monday. {SAID}" for line in lines))
    found = find_attributions(article, model.read(article.text, find_paragraphs(article)))
    check(article, found)
    heard = [one for one in found if one.form == "direct"]
    assert len(heard) >= 0.9 * len(lines)
    assert {tuple(c.text for c in one.content) for one in heard} == {('"We will not go,"',)}
    assert {one.source.text for one in heard if one.source} == {"Ann Lee"}


ODD = [
    "😀 “we will go” 😀 she said ",
    "政府は月曜日に発表した。「我々は待たない」と彼は述べた。",
    "said ",
]


@pytest.mark.parametrize("words", ODD)
def test_reads_on_after_a_line_without_sentences(model: Model, words: str) -> None:
    article = read(f"{words * (3000 // len(words))}\n\n{SAID}")
    found = find_attributions(article, model.read(article.text, find_paragraphs(article)))
    check(article, found)
    assert any(one.content[0].text == '"We will not go,"' for one in found)


@pytest.mark.parametrize("words", ["'", "'a ", "“No.” – Jane Roe\n\n", "ROE: No.\n\n", "'Go'\n\n"])
def test_takes_seconds_over_a_hundred_thousand_characters_of_marks(words: str) -> None:
    article = read(words * (100_000 // len(words)))
    start = time.process_time()
    check_some = find_attributions(article, Reading((), (), "model:test@1"))[:50]
    assert time.process_time() - start < 10
    check(article, check_some)


def test_mends_a_line_of_100_000_characters_in_seconds() -> None:
    """Thousands of attributions in one paragraph must not be compared each with each."""
    line = "He said it was over, and Roe said it was not, " * 2200
    marks = tuple(
        MarkedAttribution(each.span(1), (each.span(2),), (each.span(3),), 0.8)
        for each in re.finditer(r"(He|Roe) (said) (it was \w+)", line)
    )
    article = read(f"{line}\n\n{SAID}")
    start = time.process_time()
    found = find_attributions(article, Reading(marks, (), "model:test@1"))
    assert time.process_time() - start < 15
    assert len(found) == len(marks) == 4400
