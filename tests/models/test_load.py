"""A model that is missing or damaged is an error that names the file and what to do."""

import json
import shutil
from pathlib import Path

import pytest

import onrecord.models.load as load
from onrecord.errors import ModelError
from onrecord.models import load_model, open_model

SHIPPED = Path(load.__file__).parent / "fast"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(ModelError, match="fast, accurate or a folder"):
        load_model("slow")


def test_accurate_tells_that_it_is_a_package_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "ACCURATE_PACKAGE", "no_such_package_here")
    with pytest.raises(ModelError, match="use --model fast"):
        load_model("accurate")


@pytest.mark.parametrize("file", ["card.json", "tagger.onnx", "linker.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(ModelError, match=f"{file} is missing.*Install"):
        open_model(copy)


def test_a_damaged_file_is_named(copy: Path) -> None:
    with (copy / "linker.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"linker\.onnx is damaged"):
        open_model(copy)


@pytest.mark.parametrize(
    ("card", "message"), [("{", "is damaged"), ('{"format": 99}', "another onrecord")]
)
def test_a_card_that_cannot_be_used_is_refused(copy: Path, card: str, message: str) -> None:
    (copy / "card.json").write_text(card)
    with pytest.raises(ModelError, match=message):
        open_model(copy)


def test_a_folder_of_ones_own_is_a_model(copy: Path) -> None:
    card = json.loads((copy / "card.json").read_text())
    (copy / "card.json").write_text(json.dumps(card | {"name": "mine", "version": "7"}))
    assert load_model(str(copy)).label == "model:mine@7"
