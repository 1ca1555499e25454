"""Turn a checkpoint into the files that ship: two quantised ONNX graphs, tokenizer and card.

    python -m training.attribution.export --checkpoint training/work/fast/best.pt \\
        --encoder FOLDER --out src/onrecord/models/fast --name fast --version 1
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.attribution.evaluate import network_settings
from training.attribution.network import Linker, Network, _cue_distance
from training.attribution.train import load_checkpoint

from onrecord.models.load import FILES


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
        x = x + linker.distance(_cue_distance(place - first[:, None]))
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
    common = {"opset_version": 17, "dynamo": False, "do_constant_folding": True}
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


def quantise(source: Path, target: Path) -> None:
    """Store weights in seven bits (eight would saturate on processors without VNNI)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    for name in ("tagger.onnx", "linker.onnx"):
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="for its tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="fast")
    parser.add_argument("--version", default="1")
    parser.add_argument("--settings", type=Path, help="settings.json, as calibrate.py writes it")
    parser.add_argument("--full", action="store_true", help="no quantisation")
    options = parser.parse_args()
    network, state = load_checkpoint(options.checkpoint)
    network.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        write_graphs(network, Path(scratch))
        if options.full:
            for name in ("tagger.onnx", "linker.onnx"):
                shutil.copy(Path(scratch) / name, options.out / name)
        else:
            quantise(Path(scratch), options.out)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    settings = dataclasses.asdict(network_settings(network))
    if options.settings:
        settings |= json.loads(options.settings.read_text("utf-8"))
    write_card(options.out, options.name, options.version, state["layout"], settings)
    for file in sorted(options.out.iterdir()):
        print(file.name, file.stat().st_size)


def write_card(
    folder: Path, name: str, version: str, layout: object, settings: dict[str, object]
) -> None:
    """Write ``card.json``: what the package must know to run the model, and its files' sums."""
    card = {
        "format": 1,
        "name": name,
        "version": version,
        "layout": layout,
        "settings": settings,
        "sha256": {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in FILES},
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
