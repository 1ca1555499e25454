"""Rewritten articles keep their annotations on the right words."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.attribution import augment
from training.attribution.edits import Edit, apply_edits

from onrecord.attributions.brat import Gold
from onrecord.learning.examples import Sample

TEXT = 'Dunn said, "We won\'t wait. It is over." He told the BBC: “No.”\n\nMs Ng grew 5 percent.'


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


SAMPLE = Sample(
    "a",
    TEXT,
    (
        Gold((span("Dunn"),), (span("said"),), (span('"We won\'t wait. It is over."'),)),
        Gold((span("He"),), (span("told"),), (span("“No.”"),)),
    ),
    ((*span("Dunn"), "person"), (*span("BBC"), "organisation"), (*span("Ng"), "person")),
)


def words(sample: Sample) -> list[tuple[list[str], list[str], list[str]]]:
    def of(spans: tuple[tuple[int, int], ...]) -> list[str]:
        return [sample.text[a:b] for a, b in spans]

    return [(of(a.source), of(a.cue), of(a.content)) for a in sample.attributions or ()]


def names(sample: Sample) -> list[str]:
    return [sample.text[a:b] for a, b, _ in sample.names or ()]


def test_an_honorific_joins_the_source_and_stays_out_of_the_name() -> None:
    rewritten = apply_edits(SAMPLE, [(0, 0, "Mr ")])
    assert words(rewritten)[0][0] == ["Mr Dunn"]
    assert names(rewritten) == ["Dunn", "BBC", "Ng"]


def test_of_edits_that_overlap_the_first_counts() -> None:
    assert apply_edits(SAMPLE, [(0, 4, "Lee"), (2, 9, "x")]).text.startswith("Lee said")


@pytest.mark.parametrize("seed", range(8))
def test_quotations_change_their_marks_and_keep_their_words(seed: int) -> None:
    rewritten = apply_edits(SAMPLE, augment.restyle_quotes(SAMPLE, random.Random(seed)))
    assert [[c.strip("'\"“”‘’") for c in content] for *_, content in words(rewritten)] == [
        ["We won't wait. It is over."],
        ["No."],
    ]
    assert "won't" in rewritten.text


def test_a_speech_is_broken_into_paragraphs_that_open_with_a_mark() -> None:
    long = TEXT.replace("It is over.", "It is over. " * 9 + "Go.")
    content = (long.index('"We'), long.index('" He') + 1)
    sample = Sample("a", long, (Gold((), (), (content,)),))
    rewritten = apply_edits(sample, augment.run_on(sample, random.Random(1)))
    (broken,) = rewritten.attributions[0].content  # type: ignore[index]
    lines = rewritten.text[slice(*broken)].split("\n\n")
    assert len(lines) > 1
    assert all(line.startswith('"') for line in lines)
    assert not any(line.endswith('"') for line in lines[:-1])


@pytest.mark.parametrize("rewrite", [r for r, _ in augment.REWRITES if r is not augment.swap_names])
@pytest.mark.parametrize("seed", range(5))
def test_no_rewriting_loses_an_annotation(rewrite: augment.Rewrite, seed: int) -> None:
    rewritten = apply_edits(SAMPLE, rewrite(SAMPLE, random.Random(seed)))
    for source, cue, content in words(rewritten):
        assert all([*source, *cue, *content])
        assert len(source) == len(cue) == len(content) == 1
    assert [n.lower() for n in names(rewritten)] == ["dunn", "bbc", "ng"]


edits = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 6), st.text("ab ", max_size=3)), max_size=6
)


@given(edits)
def test_any_edits_leave_spans_inside_the_text(drawn: list[tuple[int, int, str]]) -> None:
    made: list[Edit] = [(a, min(a + length, len(TEXT)), new) for a, length, new in drawn]
    rewritten = apply_edits(SAMPLE, made)
    for gold in rewritten.attributions or ():
        for start, end in (*gold.source, *gold.cue, *gold.content):
            assert 0 <= start < end <= len(rewritten.text)


def test_direct_speech_may_become_an_interview() -> None:
    text = 'Before.\n\n"We won\'t wait," Dunn said. "Go."\n\nMs Ng said no.'

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    speech = Gold((at("Dunn"),), (at("said"),), (at('"We won\'t wait,"'), at('"Go."')))
    after = Gold((at("Ms Ng"),), ((text.rindex("said"), text.rindex("said") + 4),), (at("no"),))
    sample = Sample("a", text, (speech, after))
    laid_out = [augment.as_interview(sample, random.Random(seed)) for seed in range(8)]
    changed = next(s for s in laid_out if "DUNN" in s.text)
    assert "DUNN: We won't wait, Go." in changed.text
    assert words(changed) == [
        (["Ms Ng"], ["said"], ["no"]),
        (["DUNN"], [":"], ["We won't wait, Go."]),
    ]


def test_two_sentences_of_one_speaker_may_be_joined() -> None:
    text = "Dunn said it rains. He warned that it may snow."

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    one = Gold((at("Dunn"),), (at("said"),), (at("it rains"),))
    other = Gold((at("He"),), (at("warned"),), (at("that it may snow"),))
    sample = Sample("a", text, (one, other))
    joined = [augment.as_one_sentence(sample, random.Random(seed)) for seed in range(8)]
    changed = next(s for s in joined if " and warned" in s.text)
    assert words(changed) == [
        (["Dunn"], ["said"], ["it rains"]),
        (["Dunn"], ["warned"], ["that it may snow"]),
    ]
