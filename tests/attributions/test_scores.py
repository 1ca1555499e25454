"""Scores by hand on small annotated articles."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.attributions.brat import Gold, GoldArticle, read_brat, read_standoff
from onrecord.attributions.evaluate import evaluate_attribution, find_distance
from onrecord.attributions.scores import Score, exact_score, linked_score, score_attributions
from onrecord.errors import InputError
from onrecord.models import MarkedAttribution, Reading

TEXT = 'Ms Ng said: "We will win." Mr Lee said that it rains.'
NG = Gold(((0, 5),), ((6, 10),), ((12, 26),))
LEE = Gold(((27, 33),), ((34, 38),), ((39, 52),))
STANDOFF = """T1\tSource 0 5\tMs Ng
T2\tCue 6 10\tsaid
T3\tContent 12 26\t"We will win."
T4\tAttribution 6 10\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
"""


def gold(*attributions: Gold) -> GoldArticle:
    return GoldArticle("a", "one", TEXT, attributions)


def test_reads_brat_standoff() -> None:
    assert read_standoff(STANDOFF) == (NG,)


def test_reads_pieces_and_several_contents() -> None:
    notes = (
        "T1\tCue 0 1;4 5\tx\nT2\tContent 6 7\ty\nT3\tContent 2 3\tz\n"
        "E1\tCue:T1 Content:T2 Content2:T3\n"
    )
    assert read_standoff(notes) == (Gold((), ((0, 1), (4, 5)), ((2, 3), (6, 7))),)


@pytest.mark.parametrize(
    ("guess", "role", "expected"),
    [
        (NG, "content", Score(1, 1, 1)),
        (Gold((), (), ((13, 24),)), "content", Score(1, 1, 1)),  # marks at the edges do not count
        (Gold((), (), ((12, 20),)), "content", Score(0, 1, 1)),
        (Gold(((0, 2),), (), ()), "source", Score(0, 1, 1)),
        (Gold((), (), ()), "cue", Score(0, 0, 1)),
    ],
)
def test_exact_means_both_ends(guess: Gold, role: str, expected: Score) -> None:
    assert exact_score(gold(NG), [guess], role) == expected


@pytest.mark.parametrize(
    ("guess", "hit"),
    [
        (NG, 1),
        (Gold(((3, 5),), (), ((12, 24),)), 1),
        (Gold(((3, 5),), (), ((12, 16),)), 0),  # too little of the content
        (Gold((), (), ((12, 26),)), 0),  # no source
        (Gold(((27, 33),), (), ((12, 26),)), 0),  # another's words
    ],
)
def test_linked_needs_half_the_content_and_the_source(guess: Gold, hit: int) -> None:
    assert linked_score(gold(NG), [guess]) == Score(hit, 1, 1)


def test_each_counts_once() -> None:
    assert linked_score(gold(NG, LEE), [NG, NG]) == Score(1, 2, 2)


def test_the_first_annotator_is_scored_against() -> None:
    marked = MarkedAttribution((0, 5), ((6, 10),), ((12, 26),), 1.0)
    scores = score_attributions([gold(NG), gold(LEE)], {"a": [marked]})
    assert scores["linked"] == Score(1, 1, 1)
    assert scores["exact.source"].f1 == 100.0


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (NG, "near (up to 40 characters)"),
        (Gold((), (), ((0, 4),)), "no source"),
        (Gold(((0, 5),), (), ((60, 70),)), "far (over 40 characters)"),
    ],
)
def test_tells_distance(marked: Gold, expected: str) -> None:
    assert find_distance(TEXT + " " * 40, marked) == expected


class Parrot:
    """A model that marks what it was told to."""

    label = "model:parrot@1"

    def __init__(self, *marked: MarkedAttribution) -> None:
        self.marked = marked

    def read(self, text: str, paragraphs: Sequence[Sequence[tuple[int, int]]]) -> Reading:
        return Reading(self.marked, ())


@pytest.mark.parametrize("apart", [True, False])
def test_evaluates_a_folder(tmp_path: Path, apart: bool) -> None:
    texts, notes = (tmp_path / "text", tmp_path / "attributions") if apart else (tmp_path, tmp_path)
    texts.mkdir(exist_ok=True)
    notes.mkdir(exist_ok=True)
    (texts / "a.txt").write_text(TEXT)
    (notes / ("a_one.ann" if apart else "a.ann")).write_text(STANDOFF)
    marked = MarkedAttribution((0, 5), ((6, 10),), ((12, 26),), 1.0)
    result = evaluate_attribution(tmp_path, Parrot(marked))
    assert result.articles == 1
    assert result.overall["linked"] == Score(1, 1, 1)
    assert result.by["form"] == {"direct": Score(1, 1, 1)}
    assert result.by["pieces"] == {"one piece": Score(1, 1, 1)}


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*\.ann files"):
        list(read_brat(tmp_path))
