"""Makes a shipped model trainable again: reads its weights back out of the quantised graphs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from onrecord.errors import ModelError
from onrecord.learning.exporting import GRAPHS
from onrecord.learning.network import Network, Shape
from onrecord.models.load import read_card

PREFIXES = {"tagger.onnx": "", "linker.onnx": "linker."}


def load_shipped(folder: Path) -> Network:
    """Build the network whose exported files are in ``folder``.

    Weights come back as the seven-bit integers had rounded them. Raises ``ModelError`` where the
    card does not tell the network's sizes or a weight is missing.
    """
    card = read_card(folder)
    if "shape" not in card:
        raise ModelError(f"{folder}: this model's card has no sizes, so it can't be trained on.")
    network = Network(Shape(**card["shape"]))
    weights = {"cue_steps.steps": torch.tensor(card["settings"]["cue_steps"])}
    weights["link_steps.steps"] = torch.tensor(card["settings"]["link_steps"])
    for graph in GRAPHS:
        weights |= dict(read_weights(folder / graph, PREFIXES[graph]))
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise ModelError(f"{folder}: the graphs do not hold this network ({error}).") from error
    return network


def read_weights(file: Path, prefix: str) -> Iterator[tuple[str, Tensor]]:
    """Yield a graph's parameters under the network's names.

    A multiplication is named for the layer that it belongs to, which tells whose its weights are:
    ``/encoder/layers.0/query/MatMul_quant`` has those of ``encoder.layers.0.query``.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(file)).graph
    values = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    for name, value in values.items():
        ours = name.startswith(("network.", "linker.")) and not name.endswith("_scale")
        if ours and value.is_floating_point():
            yield name.removeprefix("network."), value
    for node in graph.node:
        at = {"MatMulInteger": 1, "Gather": 0}.get(node.op_type)
        if at is None or not node.input[at].endswith("_quantized"):
            continue
        path = node.name.strip("/").replace("Gemm_MatMul", "MatMul").rpartition("/")[0]
        weight = restore(values, node.input[at])
        yield f"{prefix}{path.replace('/', '.')}.weight", weight.T.contiguous() if at else weight


def restore(values: dict[str, Tensor], name: str) -> Tensor:
    """Turn integers back into the numbers that they stand for; columns may differ in scale."""
    stem = name.removesuffix("_quantized")
    return (values[name].float() - values[f"{stem}_zero_point"].float()) * values[f"{stem}_scale"]
