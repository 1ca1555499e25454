"""Scores a network in training on annotated articles, with the decoding that ships."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attributions.brat import GoldArticle
from onrecord.attributions.scores import score_attributions
from onrecord.learning.examples import split_paragraphs
from onrecord.learning.network import Network
from onrecord.models.reading import Settings, read_text
from onrecord.models.windows import Layout

Array = NDArray[np.float32]


class TorchEngine:
    """Runs a network in training where the shipped model runs its ONNX file."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.device = next(network.parameters()).device

    @torch.no_grad()
    def tag(self, ids: Sequence[int], shapes: Sequence[int]) -> tuple[Array, Array]:
        """Return each piece's state and tag scores."""
        states, scores = self.network.read(self._rows(ids), self._rows(shapes), None)
        return states[0].cpu().numpy(), scores[0].cpu().numpy()

    @torch.no_grad()
    def link(self, states: Array, first: Sequence[int], last: Sequence[int]) -> Array:
        """Return the link scores of every piece for every cue."""
        whole = torch.from_numpy(states)[None].to(self.device)
        owner = torch.zeros(len(first), dtype=torch.long, device=self.device)
        ends = self._rows(first)[0], self._rows(last)[0]
        links: Array = self.network.linker(whole, owner, *ends, None).cpu().numpy()
        return links

    def _rows(self, numbers: Sequence[int]) -> torch.Tensor:
        return torch.tensor([numbers], device=self.device)


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
