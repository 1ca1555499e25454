"""The shipped network reads any text: every passage inside it, the same in any company."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.attributions import attribute, split_paragraphs
from onrecord.models import Model, Reading, load_model

STORY = """Council leader says strikes 'will close every school'

Priya Nair, the leader of Westhampton council, warned that strikes would close every school.

'It's the parents' right to know,' she said. 'We will tell them by Friday.'

But the union's regional secretary, Tom Ashby, told the Echo that “nobody wants to walk out”."""

ODD = [
    "",
    "\n\n \n",
    "x" * 100_000,
    "word " * 20_000,
    "😀" * 3000,
    "He said " + '"' * 500,
    "\u202e\u0000\ufeff \ud83d said",
    "政府は月曜日に発表した。「我々は待たない」と彼は述べた。",
    "e\u0301" * 300 + " said no",
    "said said said said said said",
]


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("fast")


def read(model: Model, text: str) -> Reading:
    return model.read(text, [split_paragraphs(text)])


def spans_of(reading: Reading) -> list[tuple[int, int]]:
    spans = [(n.start, n.end) for n in reading.names]
    for found in reading.attributions:
        spans += [*found.cue, *found.content, *([found.source] if found.source else [])]
    return spans


def test_links_speakers_with_their_words(model: Model) -> None:
    found = {}
    for marked, form in attribute(STORY, model):
        for start, end in marked.content:
            source = STORY[slice(*marked.source)] if marked.source else None
            found[STORY[start:end].removeprefix("that ").strip("'“”.,")] = (source, form)
    nair = "Priya Nair, the leader of Westhampton council,"
    assert found["strikes would close every school"] == (nair, "indirect")
    assert found["It's the parents' right to know"] == ("she", "direct")
    assert found["We will tell them by Friday"] == ("she", "direct")


def test_knows_names_and_their_kinds(model: Model) -> None:
    names = {STORY[n.start : n.end]: n.kind for n in read(model, STORY).names}
    assert names["Priya Nair"] == "person"
    assert names["Tom Ashby"] == "person"


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_input_gives_a_result_or_nothing(model: Model, text: str) -> None:
    for start, end in spans_of(read(model, text)):
        assert 0 <= start < end <= len(text)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(["He said", '"Never,"', "é", "😀", "\n", "told Ms Ng", "‘no’", "ﬁ", "İ"]),
        max_size=40,
    )
)
def test_passages_lie_in_the_text_and_pieces_do_not_overlap(model: Model, words: list[str]) -> None:
    text = " ".join(words)
    reading = read(model, text)
    for start, end in spans_of(reading):
        assert text[start:end].strip() == text[start:end] != ""
    for found in reading.attributions:
        pieces = sorted([*found.content, *([found.source] if found.source else [])])
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(pieces))
        assert 0 <= found.confidence <= 1


def test_a_text_is_read_the_same_in_any_company(model: Model) -> None:
    other = "The minister replied that he would wait.\n\n" * 30
    alone = read(model, STORY)
    read(model, other)
    assert read(model, STORY) == alone


def test_paragraphs_of_another_group_change_nothing(model: Model) -> None:
    text = STORY + "\n\nThe minister replied that he would wait."
    paragraphs = split_paragraphs(text)
    apart = model.read(text, [paragraphs[:-1], paragraphs[-1:]])
    alone = model.read(text, [paragraphs[:-1]])
    assert set(alone.attributions) <= set(apart.attributions)


def test_threads_do_not_change_the_reading(model: Model) -> None:
    assert read(load_model("fast", threads=2), STORY) == read(model, STORY)
