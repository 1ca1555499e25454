"""The network: a pretrained encoder, tags for every word piece, and a linker that asks each cue.

The encoder reads a window once. Tag heads mark cues (and, to teach the encoder, sources and
contents) and names. For every cue the linker then labels the whole window anew: which pieces are
this cue's source and content. So nesting, split contents and contents over several paragraphs
come out of one mechanism, as in semantic role labelling.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.learning.crf import Crf
from onrecord.models.windows import SHAPES

TAGS = 3 + 3 + 3 + 9
LINKS = 7
BUCKETS = 48


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder and of the linker."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    first_position: int = 0
    types: int = 2
    relative_buckets: int = 0
    epsilon: float = 1e-12
    linker_width: int = 128
    linker_layers: int = 2
    linker_heads: int = 4
    dropout: float = 0.1


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)
        self.norm_attention = nn.LayerNorm(width, eps=epsilon)
        self.grow = nn.Linear(width, inner)
        self.shrink = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Attend, then transform each piece; ``bias`` is added to the attention scores."""
        batch, length, width = x.shape
        q, k, v = (
            f(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        # Written out: on a CPU the fused attention's backward pass takes five times as long.
        scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5
        if bias is not None:
            scores = scores + bias
        seen = scores.softmax(-1).to(v.dtype) @ v
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.norm_attention(x + self._drop(seen))
        return self.norm(x + self._drop(self.shrink(functional.gelu(self.grow(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


class Encoder(nn.Module):
    """BERT or MPNet (the latter has no token types and adds a bias by relative position)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.shapes = nn.Embedding(SHAPES, shape.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.inner, shape.heads, shape.epsilon, shape.dropout)
            for _ in range(shape.layers)
        )
        if shape.relative_buckets:
            self.relative = nn.Embedding(shape.relative_buckets, shape.heads)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Return each piece's state; ``mask`` is false where a window is padded."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(place + self.shape.first_position)
        x = x + self.shapes(shapes)
        x = functional.dropout(self.norm(x), self.shape.dropout, self.training)
        bias = None
        if mask is not None:
            bias = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        if self.shape.relative_buckets:
            relative = self.relative(relative_bucket(place, self.shape.relative_buckets))
            relative = relative.permute(2, 0, 1)[None]
            bias = relative if bias is None else relative + bias
        for layer in self.layers:
            x = layer(x, bias)
        return x


def relative_bucket(place: Tensor, buckets: int, furthest: int = 128) -> Tensor:
    """Number the distances between all pairs of places, finely near and coarsely afar (as T5)."""
    distance = place[:, None] - place[None, :]
    half = buckets // 2
    offset = (distance < 0).long() * half
    distance = distance.abs()
    exact = half // 2
    log = torch.log(distance.clamp(min=1).float() / exact)
    log = log / torch.log(torch.tensor(furthest / exact)) * (half - exact)
    far = (exact + log.long()).clamp(max=half - 1)
    return offset + torch.where(distance < exact, distance, far)


class Linker(nn.Module):
    """Labels a window's pieces for one cue: other, source, content or cue, each begun or inside."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.linker_width
        self.piece = nn.Linear(shape.width, d)
        self.gate = nn.Linear(shape.width, d)
        self.cue = nn.Linear(2 * shape.width, d)
        self.cue_gate = nn.Linear(2 * shape.width, d)
        self.distance = nn.Embedding(BUCKETS, d)
        self.inside = nn.Parameter(torch.zeros(d))
        self.norm = nn.LayerNorm(d)
        self.layers = nn.ModuleList(
            Layer(d, 2 * d, shape.linker_heads, 1e-12, shape.dropout)
            for _ in range(shape.linker_layers)
        )
        self.label = nn.Linear(d, LINKS)

    def forward(
        self, states: Tensor, owner: Tensor, first: Tensor, last: Tensor, mask: Tensor | None
    ) -> Tensor:
        """``owner`` names each cue's window; ``first`` and ``last`` its pieces (inclusive)."""
        ends = torch.cat([states[owner, first], states[owner, last]], -1)
        place = torch.arange(states.shape[1], device=states.device)[None]
        distance = self.distance(cue_distance(place - first[:, None]))
        inside = (place >= first[:, None]) & (place <= last[:, None])
        x = self.piece(states)[owner] + self.cue(ends)[:, None] + distance
        x = x + self.gate(states)[owner] * self.cue_gate(ends)[:, None]
        x = self.norm(functional.gelu(x + inside[..., None] * self.inside))
        bias = None if mask is None else torch.where(mask[owner], 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return self.label(x)


def cue_distance(offset: Tensor) -> Tensor:
    """Number signed distances: by one up to eight, then by powers of about 1.4."""
    near = offset.abs()
    far = 8 + (torch.log(near.clamp(min=8).float() / 8) / 0.3466).long()
    side = torch.where(near < 8, near, far).clamp(max=BUCKETS // 2 - 1)
    return torch.where(offset < 0, side + BUCKETS // 2, side)


class Network(nn.Module):
    """Encoder, tag heads and linker together."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.tags = nn.Linear(shape.width, TAGS)
        self.linker = Linker(shape)
        self.cue_steps = Crf(3)
        self.link_steps = Crf(LINKS)

    def read(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return the states of all pieces and their tag scores."""
        states = self.encoder(ids, shapes, mask)
        return states, self.tags(functional.dropout(states, self.shape.dropout, self.training))


def split_tags(scores: Tensor) -> tuple[Tensor, ...]:
    """Part tag scores by layer: source, cue, content, names."""
    parts: tuple[Tensor, ...] = scores.split((3, 3, 3, 9), dim=-1)
    return parts
