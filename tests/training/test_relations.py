"""Sentences for training the network for relations: read, swapped, renamed, written."""

import random
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is not installed (training only)")

from training.relations.data import Example, Row, batches, read_dse, read_seesaw, rename, swap
from training.relations.plover import read_marked
from training.relations.sentences import fill, load_sentences, write_sentences

HALE_REED = Example("Ms Hale backed Mr Reed.", ((0, 7),), ((15, 22),), 1)


def words(example: Example) -> tuple[list[str], list[str]]:
    first, second = (
        [example.text[a:b] for a, b in spans] for spans in (example.first, example.second)
    )
    return first, second


def test_a_mark_that_cuts_a_word_short_runs_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "rows.txt"
    file.write_text("[Parliamen]t thanked [Tom Reed]’s aides [sic].\tParliamen\tTom Reed\t1\n")
    (example,) = read_dse(file)
    assert example.text == "Parliament thanked Tom Reed’s aides [sic]."
    assert words(example) == (["Parliament"], ["Tom Reed"])
    assert example.label == 1


def test_triples_that_name_both_ends_are_read(tmp_path: Path) -> None:
    file = tmp_path / "stances.jsonl"
    file.write_text(
        '{"sentence": "Hale mocked Reed.", "subject": "Ann Hale", "object": "Tom Reed", '
        '"sentiment": "NEG"}\n'
        '{"sentence": "She mocked Reed.", "subject": "Ann Hale", "object": "Tom Reed", '
        '"sentiment": "NEG"}\n'
    )
    (example,) = read_seesaw(file)
    assert words(example) == (["Hale"], ["Reed"])
    assert example.label == 3


@pytest.mark.parametrize(("label", "swapped"), [(0, 0), (1, 2), (2, 1), (3, 4), (4, 3)])
def test_swapped_actors_swap_the_direction(label: int, swapped: int) -> None:
    example = Example(HALE_REED.text, HALE_REED.first, HALE_REED.second, label)
    assert swap(example).label == swapped
    assert words(swap(example)) == (["Mr Reed"], ["Ms Hale"])


def test_other_names_keep_their_places() -> None:
    renamed = rename(HALE_REED, ["the Harbour Union"], random.Random(3), 1.0)
    first, second = words(renamed)
    assert renamed.text == f"{first[0]} backed {second[0]}."
    assert first != ["Ms Hale"]
    assert second != ["Mr Reed"]


def test_a_target_within_a_source_is_read() -> None:
    example = read_marked("<s>The <t>island</t> council</s> met.", 3)
    assert example.text == "The island council met."
    assert words(example) == (["The island council"], ["island"])


def test_every_pattern_fills_and_keeps_its_ties() -> None:
    told, rng = load_sentences(), random.Random(1)
    actors = {"a": "Ann Hale", "b": "Tom Reed", "c": "Harbour Union"}
    for pattern in told["sentences"]:
        examples = list(fill(pattern, actors, told, rng))
        assert "{" not in examples[0].text
        assert sum(e.label > 0 for e in examples) == len(pattern["ties"]), pattern["text"]
        for example in examples:
            first, second = words(example)
            assert first[-1] != second[-1]
            assert {*first, *second} & set(actors.values())


def test_written_sentences_are_the_same_for_a_seed() -> None:
    names = [f"Name {i}" for i in range(9)]
    once = list(write_sentences(20, names, random.Random(5)))
    assert once == list(write_sentences(20, names, random.Random(5)))
    assert once != list(write_sentences(20, names, random.Random(6)))


def test_batches_hold_rows_of_one_length_up_to_a_budget() -> None:
    rows = [Row((1,) * n, (0,) * n, (0,) * n, 0) for n in (9, 3, 8, 3, 2)]
    groups = batches(rows, 12)
    assert [[len(row.ids) for row in group] for group in groups] == [[2, 3, 3], [8], [9]]
