"""What the network is taught by: the losses of its tags, its linker and its label steps."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.learning.crf import Crf
from onrecord.learning.examples import IGNORE, Example
from onrecord.learning.network import Network, split_tags

LOSS_WEIGHTS = {"source": 0.2, "cue": 0.5, "content": 0.2, "names": 0.7, "links": 0.7}


def collate(group: Sequence[Example]) -> dict[str, Tensor]:
    """Stack examples, padded to the longest."""
    length = max(len(e.window.ids) for e in group)
    ids = torch.zeros(len(group), length, dtype=torch.long)
    shapes = torch.zeros(len(group), length, dtype=torch.long)
    mask = torch.zeros(len(group), length, dtype=torch.bool)
    tags = torch.full((len(group), 4, length), IGNORE)
    owner, cues, links = [], [], []
    words = torch.zeros(len(group), max(sum(e.window.begins) for e in group), dtype=torch.long)
    valid = torch.zeros_like(words, dtype=torch.bool)
    for row, example in enumerate(group):
        size = len(example.window.ids)
        ids[row, :size] = torch.tensor(example.window.ids)
        shapes[row, :size] = torch.tensor(example.window.shapes)
        mask[row, :size] = True
        tags[row, :, :size] = torch.from_numpy(example.tags)
        begins = torch.tensor(example.window.begins).nonzero()[:, 0]
        words[row, : len(begins)] = begins
        valid[row, : len(begins)] = True
        for cue, link in zip(example.cues, example.links, strict=True):
            owner.append(row)
            cues.append(cue)
            links.append(functional.pad(torch.from_numpy(link), (0, length - size), value=IGNORE))
    return {
        "ids": ids,
        "shapes": shapes,
        "mask": mask,
        "tags": tags,
        "words": words,
        "valid": valid,
        "owner": torch.tensor(owner, dtype=torch.long),
        "cues": torch.tensor(cues, dtype=torch.long).view(-1, 2),
        "links": torch.stack(links) if links else torch.zeros(0, length, dtype=torch.long),
    }


def loss_of(network: Network, batch: dict[str, Tensor]) -> Tensor:
    """Add up the losses of the tag heads and the linker."""
    mask = None if bool(batch["mask"].all()) else batch["mask"]
    states, scores = network.read(batch["ids"], batch["shapes"], mask)
    total = states.new_zeros(())
    for row, (name, part) in enumerate(
        zip(("source", "cue", "content", "names"), split_tags(scores), strict=True)
    ):
        gold = batch["tags"][:, row]
        if bool((gold != IGNORE).any()):
            total = total + LOSS_WEIGHTS[name] * entropy(part, gold)
        if name == "cue":
            total = total + path_loss(network.cue_steps, part, gold, batch, None)
    if len(batch["owner"]):
        first, last = batch["cues"].T
        links = network.linker(states, batch["owner"], first, last, mask)
        total = total + LOSS_WEIGHTS["links"] * entropy(links, batch["links"])
        total = total + path_loss(network.link_steps, links, batch["links"], batch, batch["owner"])
    return total


def path_loss(
    crf: Crf, scores: Tensor, gold: Tensor, batch: dict[str, Tensor], owner: Tensor | None
) -> Tensor:
    """Loss of whole label sequences over words; windows that nobody annotated are left out."""
    words, valid = batch["words"], batch["valid"]
    if owner is not None:
        words, valid = words[owner], valid[owner]
    known = (gold != IGNORE).any(1)
    words, valid, gold, scores = words[known], valid[known], gold[known], scores[known]
    if not len(words):
        return scores.new_zeros(())
    at_words = torch.gather(gold, 1, words)
    picked = torch.gather(scores.float(), 1, words[..., None].expand(-1, -1, scores.shape[-1]))
    labels = at_words.clamp(min=0)
    before = functional.pad(labels[:, :-1], (1, 0))
    lost = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
    return crf.loss(picked, labels - lost.long(), at_words == IGNORE, valid)


def entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean cross-entropy over labelled pieces."""
    return functional.cross_entropy(
        scores.float().reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=IGNORE
    )
