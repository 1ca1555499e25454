"""Turn a checkpoint into what ships: two graphs in seven-bit integers, and a card.

    python -m training.relations.export --checkpoint training/work/relations/best.pt \\
        --tokenizer FILE --dse FOLDER --out src/onrecord/models/relations --version 1

Chances are calibrated on DSE's dev part. The least hope is chosen there, too, so that a glance
loses one in ten of the pairs that a close look would find something in.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from training.relations.data import make_row, read_dse
from training.relations.network import Relations, Sizes, pool
from training.relations.train import open_tokenizer

from onrecord.learning.exporting import quantise
from onrecord.learning.network import Layer, Shape
from onrecord.models.decode import log_softmax
from onrecord.models.relating import FILES, Scales

NOTICEABLE = 0.25
COMMON: dict[str, Any] = {"opset_version": 17, "dynamo": False, "do_constant_folding": True}


class Reader(nn.Module):
    """Reads one sentence and glances at its pairs."""

    def __init__(self, network: Relations) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """Return the states of the sentence's pieces and the hope of each pair."""
        states = self.network.read(ids, shapes, None)
        return states, self.network.hope(states.expand(roles.shape[0], -1, -1), roles)


class Judge(nn.Module):
    """Looks closely at one pair of a sentence.

    Only the states of the first mark and of the pair's words are scored, so the last layer works
    out no others.
    """

    def __init__(self, network: Relations) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, roles: Tensor) -> Tensor:
        """Return the scores of the labels."""
        network = self.network
        x = states + network.roles(roles)
        layers = network.encoder.layers[network.sizes.marked_from :]
        for layer in layers[:-1]:
            x = layer(x, None)
        wanted = torch.cat([torch.ones_like(roles[0, :1]), roles[0, 1:]]).nonzero()[:, 0]
        x = end_layer(layers[-1], x, wanted)
        pooled = pool(x, roles.index_select(1, wanted))
        return network.score(functional.gelu(network.join(pooled)))


def end_layer(layer: Layer, x: Tensor, wanted: Tensor) -> Tensor:
    """Return what ``layer`` makes of the pieces ``wanted``, which attend to all."""
    few = x.index_select(1, wanted)
    heads, width = layer.heads, x.shape[-1]

    def split(y: Tensor) -> Tensor:
        return y.view(1, -1, heads, width // heads).transpose(1, 2)

    query, key, value = split(layer.query(few)), split(layer.key(x)), split(layer.value(x))
    scores = query @ key.transpose(2, 3) * (width // heads) ** -0.5
    seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(1, -1, width)
    few = layer.norm_attention(few + layer.out(seen))
    return layer.norm(few + layer.shrink(functional.gelu(layer.grow(few))))


def load_checkpoint(path: Path) -> Relations:
    """Rebuild the averaged network of a checkpoint."""
    state = torch.load(path, weights_only=True)
    network = Relations(Shape(**state["shape"]), Sizes(**state["sizes"]))
    network.load_state_dict(state["average"])
    return network.eval()


def write_graphs(network: Relations, folder: Path) -> None:
    """Write the graphs in full precision."""
    ids, shapes = torch.randint(1000, 2000, (1, 20)), torch.randint(0, 8, (1, 20))
    roles = torch.zeros(2, 20, dtype=torch.long)
    roles[:, 3], roles[:, 8] = 1, 2
    states = network.read(ids, shapes, None).detach()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Reader(network), (ids, shapes, roles), str(folder / "reader.onnx"),
            input_names=["ids", "shapes", "roles"], output_names=["states", "hopes"],
            dynamic_axes={
                "ids": {1: "pieces"}, "shapes": {1: "pieces"}, "states": {1: "pieces"},
                "roles": {0: "pairs", 1: "pieces"}, "hopes": {0: "pairs"},
            }, **COMMON,
        )  # fmt: skip
        torch.onnx.export(
            Judge(network), (states, roles[:1]), str(folder / "judge.onnx"),
            input_names=["states", "roles"], output_names=["scores"],
            dynamic_axes={"states": {1: "pieces"}, "roles": {1: "pieces"}}, **COMMON,
        )  # fmt: skip


def run_graphs(folder: Path, rows: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return scores and hopes of rows, each read on its own as the package reads."""
    import onnxruntime

    reader, judge = (onnxruntime.InferenceSession(folder / name) for name in FILES)
    scores, hopes = [], []
    for row in rows:
        roles = np.array([row.roles])
        feeds = {"ids": np.array([row.ids]), "shapes": np.array([row.shapes]), "roles": roles}
        states, hope = reader.run(["states", "hopes"], feeds)
        scores.append(judge.run(["scores"], {"states": states, "roles": roles})[0][0])
        hopes.append(hope[0])
    return np.array(scores), np.array(hopes)


def calibrate(scores: np.ndarray, hopes: np.ndarray, gold: np.ndarray) -> Scales:
    """Choose what makes the gold labels likeliest, and the least hope."""
    from scipy.optimize import minimize

    def loss(x: np.ndarray) -> float:
        shifted = x[0] * scores + np.array([0, x[1], x[1], x[2], x[2]])
        return -float(log_softmax(shifted)[np.arange(len(gold)), gold].mean())

    slope, plus, minus = minimize(loss, [1.0, 0.0, 0.0], method="Nelder-Mead").x
    chances = np.exp(log_softmax(slope * scores + np.array([0, plus, plus, minus, minus])))
    least = np.quantile(hopes[chances[:, 1:].max(axis=1) > NOTICEABLE], 0.1)
    return Scales(*(round(float(x), 4) for x in (least, slope, plus, minus)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--dse", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--licence", help="of the weights, where the data they learnt from set one")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        write_graphs(load_checkpoint(options.checkpoint), Path(scratch))
        quantise(Path(scratch), options.out, FILES)
    tokenizer = open_tokenizer(options.tokenizer)
    rows = [make_row(e, tokenizer) for e in read_dse(options.dse / "dev" / "valid_nodup.txt")]
    gold = np.array([row.label for row in rows])
    scores, hopes = run_graphs(options.out, rows)
    scales = calibrate(scores, hopes, gold)
    seen = hopes > scales.least_hope
    print(scales, f"looks closely at {100 * seen.mean():.0f} per cent of the pairs")
    card = {
        "format": 1, "name": "relations", "version": options.version, "scales": asdict(scales),
        "sha256": {f: hashlib.sha256((options.out / f).read_bytes()).hexdigest() for f in FILES},
    }  # fmt: skip
    if options.licence:
        card["licence"] = options.licence
    (options.out / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    for file in sorted(options.out.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
