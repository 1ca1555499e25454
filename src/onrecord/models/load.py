"""Finds a model's files, checks that they are whole, and makes it ready to read."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelError
from onrecord.models.types import Model, RelationsModel

if TYPE_CHECKING:
    from onrecord.models.network import OnnxModel

HERE = Path(__file__).parent
ACCURATE_PACKAGE = "onrecord_accurate"
FILES = ("tagger.onnx", "linker.onnx", "tokenizer.json")


def load_model(name: str = "fast", *, threads: int = 1) -> Model:
    """Load ``fast`` (shipped), ``accurate`` (a package of its own) or a folder made by training.

    ``threads`` is what one window's arithmetic may use; reading several articles at once is
    better served by several processes of one thread. Raises ``ModelError``, naming the file and
    what to do, where a file is missing, damaged or made for another onrecord.
    """
    return open_model(find_model(name), threads=threads)


@cache
def load_relations(folder: Path = HERE / "relations") -> RelationsModel:
    """Load the shipped network for relations, once in each process.

    Raises ``ModelError``, naming the file, where one is missing or damaged.
    """
    from onrecord.models.relating import open_relations

    return open_relations(folder)


def open_model(folder: Path, *, threads: int = 1) -> OnnxModel:
    """Load the model in ``folder`` as its ``card.json`` describes it.

    A card may name a model that reads ``beside`` it, and what share of the say that one has.
    """
    from tokenizers import Tokenizer

    from onrecord.models.ensemble import combine
    from onrecord.models.network import OnnxEngine, OnnxModel
    from onrecord.models.reading import Settings
    from onrecord.models.windows import Layout

    card = read_card(folder)
    for name in {*FILES, *card["sha256"]}:
        check_file(folder / name, card["sha256"].get(name))
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        model = OnnxModel(
            f"model:{card['name']}@{card['version']}",
            OnnxEngine(folder, threads),
            tokenizer,
            Layout(**card["layout"]),
            Settings(**card["settings"]),
        )
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own
        raise ModelError(f"{folder}: the model does not load ({error}). {_remedy()}") from error
    if beside := card.get("beside"):
        other = open_model(find_model(beside["model"]), threads=threads)
        return combine(model, other, beside["share"])
    return model


def find_model(name: str) -> Path:
    """Return the folder of a model; raise ``ModelError`` where there is none of that name."""
    if name == "accurate":
        spec = importlib.util.find_spec(ACCURATE_PACKAGE)
        if spec is None or spec.origin is None:
            raise ModelError(
                f"The model 'accurate' is a package of its own, {ACCURATE_PACKAGE}, which is not "
                "installed here. Install it, or use --model fast."
            )
        return Path(spec.origin).parent
    if name == "fast":
        return HERE / "fast"
    if (Path(name) / "card.json").is_file():
        return Path(name)
    raise ModelError(f"There is no model {name!r}. Use fast, accurate or a folder with card.json.")


def read_card(folder: Path) -> dict[str, Any]:
    """Read what the package must know of the model in ``folder``."""
    file = folder / "card.json"
    try:
        card: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{file} is missing. {_remedy()}") from None
    except ValueError as error:
        raise ModelError(f"{file} is damaged ({error}). {_remedy()}") from error
    if card.get("format") != 1:
        raise ModelError(f"{file} was made for another onrecord. Upgrade onrecord or the model.")
    return card


def check_file(file: Path, sha256: str | None) -> None:
    """Raise ``ModelError`` unless ``file`` is there and is the one that the card tells of."""
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise ModelError(f"{file} is missing. {_remedy()}") from None
    if found != sha256:
        raise ModelError(f"{file} is damaged: its checksum differs. {_remedy()}")


def _remedy() -> str:
    return "Install the package again, or train the model anew (training/README.md)."
