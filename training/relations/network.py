"""The network: an encoder that reads a sentence, and layers that look at it for one pair."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.learning.network import Encoder, Shape, relative_bucket

LABELS = 5
HEADS = ("roles", "join", "score", "glance")  # what no pretrained encoder brings along


@dataclass(frozen=True)
class Sizes:
    """How many layers read the sentence before the pair is marked, and what is scored."""

    marked_from: int = 3
    labels: int = LABELS


class Relations(nn.Module):
    """Marks the pair after ``marked_from`` layers; the states at its words are scored."""

    def __init__(self, shape: Shape, sizes: Sizes) -> None:
        super().__init__()
        self.shape, self.sizes = shape, sizes
        self.encoder = Encoder(shape)
        self.roles = nn.Embedding(3, shape.width)
        nn.init.normal_(self.roles.weight, std=0.05)
        self.join = nn.Linear(3 * shape.width, shape.width)
        self.score = nn.Linear(shape.width, sizes.labels)
        self.glance = nn.Sequential(nn.Linear(3 * shape.width, 64), nn.GELU(), nn.Linear(64, 1))

    def read(self, ids: Tensor, shapes: Tensor, bias: Tensor | None) -> Tensor:
        """Return the states of a sentence's pieces before any pair is marked."""
        encoder = self.encoder
        place = torch.arange(ids.shape[1], device=ids.device)
        x = encoder.words(ids) + encoder.positions(place + self.shape.first_position)
        x = encoder.norm(x + encoder.shapes(shapes))
        x = functional.dropout(x, self.shape.dropout, self.training)
        for layer in encoder.layers[: self.sizes.marked_from]:
            x = layer(x, bias)
        return x

    def judge(self, x: Tensor, roles: Tensor, bias: Tensor | None) -> Tensor:
        """Return the scores of the labels for the pair marked by ``roles``."""
        x = x + self.roles(roles)
        for layer in self.encoder.layers[self.sizes.marked_from :]:
            x = layer(x, bias)
        pooled = functional.dropout(pool(x, roles), self.shape.dropout, self.training)
        return self.score(functional.gelu(self.join(pooled)))

    def hope(self, x: Tensor, roles: Tensor) -> Tensor:
        """Score how likely a look at the pair is worth while: that it is not neutral."""
        return self.glance(pool(x, roles))[:, 0]

    def forward(
        self, ids: Tensor, shapes: Tensor, roles: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Score a batch of rows and their hopes; ``mask`` is false where a row is padded."""
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :] + self.distances(ids.shape[1])
        x = self.read(ids, shapes, bias)
        return self.judge(x, roles, bias), self.hope(x, roles)

    def distances(self, length: int) -> Tensor:
        """Return what attention is given for the distance between pieces (MPNet's alone)."""
        if not self.shape.relative_buckets:
            return torch.zeros(1)
        place = torch.arange(length)
        bucket = relative_bucket(place, self.shape.relative_buckets)
        bias: Tensor = self.encoder.relative(bucket).permute(2, 0, 1)[None]
        return bias


def pool(x: Tensor, roles: Tensor) -> Tensor:
    """Join the state of the sentence's first mark with those of the pair's words."""
    return torch.cat([x[:, 0], mean_at(x, roles == 1), mean_at(x, roles == 2)], -1)


def mean_at(x: Tensor, chosen: Tensor) -> Tensor:
    """Return the mean state of the chosen pieces of each row."""
    weights = chosen.to(x.dtype)[..., None]
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1.0)
