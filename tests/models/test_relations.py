"""What the shipped network for relations hears in plain sentences, and that it stays the same."""

import re
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.models import Leaning, load_relations
from onrecord.models.relating import cut_pieces, mark_pair, open_relations

FOLDER = Path(load_relations.__wrapped__.__code__.co_filename).parent / "relations"

PLAIN = [
    ("[Ms Hale] attacked [Mr Reed] over the ferry fares.", "first_opposes"),
    ("[Ms Hale] praised [Mr Reed] for his speech.", "first_supports"),
    ("[Mr Reed] was criticised by [Ms Hale] on Monday.", "second_opposes"),
    ("[Mr Reed] was praised by [Ms Hale] after the talks.", "second_supports"),
    ("“[Mr Reed] is a disgrace,” [Ms Hale] said.", "second_opposes"),
    ("[Ms Hale] said [Mr Reed] had done a superb job.", "first_supports"),
    ("[Ms Hale] refused to back [Mr Reed].", "first_opposes"),
    ("[Ms Hale] accused [Mr Reed] of betraying the dockers.", "first_opposes"),
    ("[Ms Hale] met [Mr Reed] at the station on Friday.", None),
    ("[Ms Hale] said [Mr Reed] would arrive at noon.", None),
]


def unmark(marked: str) -> tuple[str, list[list[tuple[int, int]]]]:
    """Return the text and where the two marked names stand in it."""
    spans, text = [], ""
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            spans.append([(len(text), len(text) + len(piece) - 2)])
        text += piece.strip("[]") if piece.startswith("[") else piece
    return text, spans


def fields(leaning: Leaning) -> dict[str, float]:
    return {name: getattr(leaning, name) for name in Leaning.__dataclass_fields__}


@pytest.mark.parametrize(("marked", "expected"), PLAIN)
def test_hears_who_is_for_and_against_whom(marked: str, expected: str | None) -> None:
    text, (first, second) = unmark(marked)
    (leaning,) = load_relations().judge(text, [(first, second)])
    chances = fields(leaning)
    if expected is None:
        assert max(chances.values()) < 0.35
    else:
        assert max(chances, key=lambda name: chances[name]) == expected
        assert chances[expected] > 0.35


NAMES = ("Ms Hale", "Mr Reed", "Ms Pike")


def test_a_pair_is_judged_alike_in_any_company() -> None:
    text = "Ms Hale attacked Mr Reed, but Ms Pike praised him on Monday."
    spans = {
        n: [(text.index(n), text.index(n) + len(n))] for n in ("Ms Hale", "Mr Reed", "Ms Pike")
    }
    pairs = [
        (spans["Ms Hale"], spans["Mr Reed"]),
        (spans["Ms Hale"], spans["Ms Pike"]),
        (spans["Mr Reed"], spans["Ms Pike"]),
    ]
    network = load_relations()
    together = network.judge(text, pairs)
    assert together == [network.judge(text, [pair])[0] for pair in pairs]
    assert together[0].first_opposes > together[0].first_supports


def test_a_pair_beyond_the_part_that_is_read_is_neutral() -> None:
    text = "Ms Hale " + "and so on and on " * 80 + "attacked Mr Reed."
    second = [(text.index("Mr Reed"), len(text) - 1)]
    assert load_relations().judge(text, [([(0, 7)], second)]) == [Leaning()]


def test_a_sentence_without_words_has_no_pair() -> None:
    assert load_relations().judge("", [([(0, 0)], [(0, 0)])]) == [Leaning()]


def test_marks_every_mention_and_no_piece_twice() -> None:
    text = "Ann Hale said she backed Hale Council."
    pieces = cut_pieces(text, load_relations().tokenizer)
    roles = mark_pair(pieces, [(0, 8), (14, 17)], [(25, 37)])
    told = [(text[a:b], role) for (a, b), role in zip(pieces.spans, roles, strict=True) if role]
    assert told == [("Ann", 1), ("Hale", 1), ("she", 1), ("Hale", 2), ("Council", 2)]


@pytest.mark.parametrize("file", ["card.json", "reader.onnx", "judge.onnx"])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "relations"))
    (copy / file).unlink()
    with pytest.raises(ModelError, match=f"{file} is missing"):
        open_relations(copy)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "relations"))
    with (copy / "judge.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"judge\.onnx is damaged"):
        open_relations(copy)
