"""Scores a network in training on annotated articles, with the decoding that ships."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from training.attribution.data import split_paragraphs
from training.attribution.network import Network

from onrecord.attributions.brat import GoldArticle
from onrecord.attributions.scores import score_attributions
from onrecord.models.reading import Settings, read_text
from onrecord.models.windows import Layout

Array = NDArray[np.float32]


class TorchEngine:
    """Runs a network in training where the shipped model runs its ONNX file."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @torch.no_grad()
    def tag(self, ids: Sequence[int], shapes: Sequence[int]) -> tuple[Array, Array]:
        """Return each piece's state and tag scores."""
        states, scores = self.network.read(torch.tensor([ids]), torch.tensor([shapes]), None)
        return states[0].numpy(), scores[0].numpy()

    @torch.no_grad()
    def link(self, states: Array, first: Sequence[int], last: Sequence[int]) -> Array:
        """Return the link scores of every piece for every cue."""
        return self.network.linker(
            torch.from_numpy(states)[None],
            torch.zeros(len(first), dtype=torch.long),
            torch.tensor(first),
            torch.tensor(last),
            None,
        ).numpy()


def network_settings(network: Network) -> Settings:
    """Return the settings that the network itself has learnt."""
    return Settings(
        cue_steps=network.cue_steps.steps.tolist(), link_steps=network.link_steps.steps.tolist()
    )


def score_network(
    network: Network, tokenizer: Tokenizer, layout: Layout, articles: Sequence[GoldArticle]
) -> dict[str, float]:
    """Return F1 for exact source, cue and content and for linked attributions."""
    engine = TorchEngine(network.eval())
    settings = network_settings(network)
    predictions = {}
    for article in articles:
        groups = [split_paragraphs(article.text)]
        reading = read_text(engine, tokenizer, layout, settings, article.text, groups)
        predictions[article.id] = [a for a in reading.attributions if a.content]
    return {name: s.f1 for name, s in score_attributions(articles, predictions).items()}
