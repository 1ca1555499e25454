"""Builds a network on a pretrained encoder: BERT's or MPNet's weights under our names."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from onrecord.learning.network import Network, Shape
from onrecord.models.windows import SHAPES

BERT_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "grow": "intermediate.dense",
    "shrink": "output.dense",
    "norm": "output.LayerNorm",
}
MPNET_NAMES = BERT_NAMES | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm_attention": "attention.LayerNorm",
}


def load_pretrained(folder: Path, **linker: int) -> Network:
    """Build the network on a downloaded BERT or MPNet (``config.json``, ``model.safetensors``)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    mpnet = config["model_type"] == "mpnet"
    shape = Shape(
        vocabulary=config["vocab_size"],
        width=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        first_position=2 if mpnet else 0,
        types=config.get("type_vocab_size", 0),
        relative_buckets=config.get("relative_attention_num_buckets", 32) if mpnet else 0,
        epsilon=config["layer_norm_eps"],
        **linker,
    )
    network = Network(shape)
    tensors = load_file(folder / "model.safetensors")
    network.encoder.load_state_dict(_rename(tensors, shape, MPNET_NAMES if mpnet else BERT_NAMES))
    return network


def _rename(tensors: dict[str, Tensor], shape: Shape, names: dict[str, str]) -> dict[str, Tensor]:
    own = {"words.weight": tensors["embeddings.word_embeddings.weight"]}
    own["shapes.weight"] = torch.zeros(SHAPES, shape.width)
    own["positions.weight"] = tensors["embeddings.position_embeddings.weight"]
    if "embeddings.token_type_embeddings.weight" in tensors:
        own["positions.weight"] += tensors["embeddings.token_type_embeddings.weight"][0]
    if shape.relative_buckets:
        own["relative.weight"] = tensors["encoder.relative_attention_bias.weight"]
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = tensors[f"embeddings.LayerNorm.{part}"]
        for i in range(shape.layers):
            for short, long in names.items():
                own[f"layers.{i}.{short}.{part}"] = tensors[f"encoder.layer.{i}.{long}.{part}"]
    return {name: tensor.float() for name, tensor in own.items()}
