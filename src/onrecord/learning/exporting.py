"""Turns a trained network into the files that the package reads: two graphs, tokenizer, card."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.learning.network import Linker, Network, cue_distance
from onrecord.learning.scoring import network_settings
from onrecord.models.load import FILES, read_card
from onrecord.models.windows import Layout


def export_model(
    network: Network,
    layout: Layout,
    tokenizer: Path,
    out: Path,
    *,
    name: str,
    version: str,
    settings: dict[str, Any] | None = None,
    beside: dict[str, Any] | None = None,
    full: bool = False,
) -> None:
    """Write a model's folder, which ``load_model`` reads; ``full`` leaves weights unquantised.

    ``settings`` (from ``calibration``) go over those that the network itself has learnt;
    ``beside`` names the model that reads along, and its share of the say.
    """
    network = network.cpu().eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        write_graphs(network, Path(scratch))
        if full:
            for graph in GRAPHS:
                shutil.copy(Path(scratch) / graph, out / graph)
        else:
            quantise(Path(scratch), out)
    part_words(out)
    shutil.copy(tokenizer, out / "tokenizer.json")
    chosen = dataclasses.asdict(network_settings(network)) | (settings or {})
    more = {"settings": chosen} | ({"beside": beside} if beside else {})
    write_card(network, layout, out, name, version, more)


GRAPHS = ("tagger.onnx", "linker.onnx")
WORDS, LARGEST = "tagger.words", 95_000_000


class Tagger(nn.Module):
    """The encoder and the tag heads, for one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """Return states and tag scores."""
        return self.network.read(ids, shapes, None)


class OneWindowLinker(nn.Module):
    """The linker for the cues of one window; what does not depend on the cue is done once."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return link scores."""
        linker = self.linker
        ends = torch.cat([states[0].index_select(0, first), states[0].index_select(0, last)], -1)
        place = torch.arange(states.shape[1])[None]
        inside = (place >= first[:, None]) & (place <= last[:, None])
        x = linker.piece(states) + linker.cue(ends)[:, None]
        x = x + linker.distance(cue_distance(place - first[:, None]))
        x = x + linker.gate(states) * linker.cue_gate(ends)[:, None]
        x = linker.norm(functional.gelu(x + inside[..., None] * linker.inside))
        for layer in linker.layers:
            x = layer(x, None)
        return linker.label(x)


def write_graphs(network: Network, folder: Path) -> None:
    """Write ``tagger.onnx`` and ``linker.onnx`` in full precision."""
    ids = torch.randint(1000, 2000, (1, 20))
    shapes = torch.randint(0, 8, (1, 20))
    states, _ = network.read(ids, shapes, None)
    common: dict[str, Any] = {"opset_version": 17, "dynamo": False, "do_constant_folding": True}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Tagger(network),
            (ids, shapes),
            str(folder / "tagger.onnx"),
            input_names=["ids", "shapes"],
            output_names=["states", "tags"],
            dynamic_axes={n: {1: "pieces"} for n in ("ids", "shapes", "states", "tags")},
            **common,
        )
        torch.onnx.export(
            OneWindowLinker(network.linker),
            (states.detach(), torch.tensor([3, 9]), torch.tensor([4, 9])),
            str(folder / "linker.onnx"),
            input_names=["states", "first", "last"],
            output_names=["links"],
            dynamic_axes={
                "states": {1: "pieces"},
                "first": {0: "cues"},
                "last": {0: "cues"},
                "links": {0: "cues", 1: "pieces"},
            },
            **common,
        )


def quantise(source: Path, target: Path, graphs: Iterable[str] = GRAPHS) -> None:
    """Store weights in seven bits (eight would saturate on processors without VNNI)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    for name in graphs:
        ready = source / f"ready-{name}"
        quant_pre_process(str(source / name), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(target / name),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def part_words(folder: Path) -> None:
    """Move the vocabulary's table out of a large graph: few hosts take files over 100 MB."""
    import onnx
    from onnx.external_data_helper import set_external_data

    file = folder / "tagger.onnx"
    if file.stat().st_size < LARGEST:
        return
    graph = onnx.load(str(file))
    table = max(graph.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    (folder / WORDS).unlink(missing_ok=True)
    set_external_data(table, location=WORDS)
    onnx.save(graph, str(file))


def write_card(
    network: Network,
    layout: Layout,
    folder: Path,
    name: str,
    version: str,
    more: dict[str, Any],
) -> None:
    """Write ``card.json``: what the package must know to run the model, and its files' sums."""
    files = [folder / name for name in (*FILES, WORDS) if (folder / name).exists()]
    card = {
        "format": 1,
        "name": name,
        "version": version,
        "shape": dataclasses.asdict(network.shape),
        "layout": dataclasses.asdict(layout),
        **more,
        "sha256": {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files},
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def copy_model(source: Path, out: Path, name: str) -> None:
    """Copy a model's folder under another name."""
    card = read_card(source)
    for file in card["sha256"]:
        shutil.copy(source / file, out / file)
    (out / "card.json").write_text(json.dumps(card | {"name": name}, indent=1) + "\n", "utf-8")


def change_settings(folder: Path, settings: dict[str, Any]) -> None:
    """Put ``settings`` over those in an exported model's card."""
    card = read_card(folder)
    card["settings"] |= settings
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
