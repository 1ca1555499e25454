"""Train the network for relations from a pretrained encoder or from an attribution checkpoint.

    python -m training.relations.train --encoder ENCODER --tokenizer FILE --dse FOLDER

Writes ``best.pt`` (averaged weights of the epoch that did best on dev) to ``--work`` and prints
macro-F1 after every epoch. ``--plain`` fine-tunes the encoder in the usual way instead, to compare
with: signs in the text mark the pair and the first piece's state is scored. ``--seesaw`` learns
from SEESAW's train part too, whose licence forbids commercial use: such a model is one's own.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from training.relations.data import (
    Example,
    Row,
    batches,
    make_plain_row,
    make_row,
    read_dse,
    read_seesaw,
    rename,
    swap,
)
from training.relations.network import HEADS, Relations, Sizes
from training.relations.sentences import write_sentences

from onrecord.learning.network import Shape

HEAD_RATE = 5.0  # fresh heads learn so many times as fast as the encoder
WARM = 60


def open_tokenizer(file: Path) -> Tokenizer:
    """Load a tokenizer that neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_start(encoder: Path, marked_from: int, labels: int = 5) -> Relations:
    """Build the network on a checkpoint (ours or one for attribution) or on an encoder's folder."""
    if encoder.suffix == ".pt":
        state = torch.load(encoder, weights_only=True)
        network = Relations(Shape(**state["shape"]), Sizes(marked_from, labels))
        fresh = network.state_dict()
        known = {
            name: weights
            for name, weights in state["average"].items()
            if name in fresh and weights.shape == fresh[name].shape
        }
        network.load_state_dict(known, strict=False)
        return network
    from training.attribution.encoders import load_pretrained

    start = load_pretrained(encoder)
    network = Relations(start.shape, Sizes(marked_from, labels))
    network.encoder.load_state_dict(start.encoder.state_dict())
    return network


def collate(rows: Sequence[Row]) -> dict[str, Tensor]:
    """Stack rows, padded to the longest."""
    length = max(len(row.ids) for row in rows)
    filled = torch.zeros(3, len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    for i, row in enumerate(rows):
        size = len(row.ids)
        filled[:, i, :size] = torch.tensor([row.ids, row.shapes, row.roles])
        mask[i, :size] = True
    return {"ids": filled[0], "shapes": filled[1], "roles": filled[2], "mask": mask}


@torch.no_grad()
def predict(network: Relations, rows: Sequence[Row], budget: int = 4096) -> np.ndarray:
    """Return the log chances of the labels for each row."""
    network.eval()
    order = {id(row): i for i, row in enumerate(rows)}
    found = np.zeros((len(rows), network.sizes.labels), dtype=np.float32)
    for group in batches(rows, budget):
        with torch.autocast("cpu", torch.bfloat16):
            scores, _ = network(**collate(group))
        chances = scores.float().log_softmax(-1).numpy()
        for row, chance in zip(group, chances, strict=True):
            found[order[id(row)]] = chance
    return found


def macro_f1(gold: np.ndarray, found: np.ndarray, labels: int = 5) -> tuple[float, list[float]]:
    """Return macro-F1 over the labels that occur, and the F1 of each label, in per cent."""
    each = []
    for label in range(labels):
        hit = ((gold == label) & (found == label)).sum()
        each.append(200 * hit / max(1, (gold == label).sum() + (found == label).sum()))
    occurring = [each[label] for label in range(labels) if (gold == label).any()]
    return float(np.mean(occurring)), [round(float(e), 1) for e in each]


def choose_bias(gold: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Return what to add to the log chances of support and opposition for the best macro-F1."""
    best, chosen = -1.0, np.zeros(5, dtype=np.float32)
    for plus in np.arange(-1.0, 2.01, 0.1):
        for minus in np.arange(-1.0, 2.01, 0.1):
            bias = np.array([0, plus, plus, minus, minus], dtype=np.float32)
            score = macro_f1(gold, (chances + bias).argmax(-1))[0]
            if score > best + 1e-9:
                best, chosen = score, bias
    return chosen


def loss_of(
    scores: Tensor, hopes: Tensor, group: Sequence[Row], weights: Tensor | None, smoothing: float
) -> Tensor:
    """Return the loss of the labels and, at a lower weight, of the hopes."""
    gold = torch.tensor([row.label for row in group])
    loss = functional.cross_entropy(scores, gold, weights, label_smoothing=smoothing)
    return loss + 0.2 * functional.binary_cross_entropy_with_logits(hopes, (gold > 0).float())


def rate_at(step: int, total: int, warm: int = WARM) -> float:
    """Rise for ``warm`` steps, then fall in a line to nothing."""
    return min((step + 1) / max(1, warm), max(0.0, (total - step) / max(1, total - warm)))


def make_optimizer(
    network: Relations, rate: float, head_rate: float = HEAD_RATE
) -> torch.optim.AdamW:
    """Give the fresh heads a faster rate; the words' own vectors, most of the weights, stay."""
    network.encoder.words.weight.requires_grad = False
    named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for name, p in named if name.startswith(HEADS) == is_head], "peak": peak}
        for is_head, peak in ((False, rate), (True, head_rate * rate))
    ]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def learn(
    network: Relations,
    optimizer: torch.optim.AdamW,
    group: Sequence[Row],
    share: float,
    weights: Tensor | None,
    smoothing: float,
) -> float:
    """Take one step at ``share`` of the peak rate and return the loss."""
    for parameters in optimizer.param_groups:
        parameters["lr"] = parameters["peak"] * share
    with torch.autocast("cpu", torch.bfloat16):
        scores, hopes = network(**collate(group))
    loss = loss_of(scores.float(), hopes.float(), group, weights, smoothing)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


@torch.no_grad()
def average_into(average: Relations, network: Relations, step: int) -> None:
    """Move the averaged weights a little towards the current ones."""
    keep = min(0.995, (1 + step) / (10 + step))
    for mean, now in zip(average.parameters(), network.parameters(), strict=True):
        if now.requires_grad:
            mean.lerp_(now, 1 - keep)


def epoch_rows(
    data: Sequence[Example], tokenizer: Tokenizer, rng: random.Random, options: argparse.Namespace
) -> Iterator[Row]:
    """Yield the rows of an epoch: the pair swapped in half of them, its names changed in some."""
    if options.plain:
        yield from (make_plain_row(example, tokenizer) for example in data)
        return
    names = [e.text[a:b] for e in data for a, b in (*e.first, *e.second)]
    for example in (*data, *write_sentences(options.written, names, rng)):
        example = rename(example, names, rng, options.rename)
        yield make_row(swap(example) if rng.random() < 0.5 else example, tokenizer)


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer = open_tokenizer(options.tokenizer)
    network = load_start(options.encoder, options.marked_from)
    average, optimizer = copy.deepcopy(network), make_optimizer(network, options.rate)
    data = list(read_dse(options.dse / "train" / "train_nodup.txt"))[: options.limit or None]
    if options.seesaw:
        data += read_seesaw(options.seesaw / "train" / "stances.jsonl")
    cut = make_plain_row if options.plain else make_row
    dev = [cut(e, tokenizer) for e in read_dse(options.dse / "dev" / "valid_nodup.txt")]
    plus, minus = (1.0, 1.0) if options.plain else (options.plus, options.minus)
    weights = torch.tensor([1.0, plus, plus, minus, minus])
    step, best, pieces, began = 0, 0.0, 0, time.time()
    for epoch in range(options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        groups = batches(list(epoch_rows(data, tokenizer, rng, options)), options.batch, rng)
        network.train()
        for group in groups:
            share = rate_at(step, options.epochs * len(groups))
            loss = learn(network, optimizer, group, share, weights, options.smoothing)
            average_into(average, network, step)
            step, pieces = step + 1, pieces + sum(len(row.ids) for row in group)
            if step % 50 == 0:
                speed = pieces / (time.time() - began)
                print(f"step {step} loss {loss:.3f} {speed:.0f} pieces/s", flush=True)
        best = max(best, keep_best(average, dev, epoch + 1, best, options.work))


def keep_best(average: Relations, dev: Sequence[Row], epoch: int, best: float, work: Path) -> float:
    """Score the averaged weights on dev, and save them if they are the best so far."""
    gold, chances = np.array([row.label for row in dev]), predict(average, dev)
    bias = choose_bias(gold, chances)
    score, each = macro_f1(gold, chances.argmax(-1))
    tuned, _ = macro_f1(gold, (chances + bias).argmax(-1))
    print(f"epoch {epoch}: macro-F1 {score:.1f} {each}; {tuned:.1f} with {bias[1]:.1f} and "
          f"{bias[3]:.1f} for support and opposition", flush=True)  # fmt: skip
    if tuned > best:
        state = {"shape": asdict(average.shape), "sizes": asdict(average.sizes),
                 "average": average.state_dict()}  # fmt: skip
        torch.save(state, work / "best.pt")
    return tuned


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True, help="a folder or a checkpoint")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--dse", type=Path, required=True, help="holds train/ and dev/")
    parser.add_argument("--seesaw", type=Path, help="holds train/; for no commercial use")
    parser.add_argument("--work", type=Path, default=Path("training/work/relations"))
    parser.add_argument("--plain", action="store_true", help="the usual fine-tuning, to compare")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=1536, help="word pieces a step")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--written", type=int, default=1800, help="written sentences an epoch")
    parser.add_argument("--rename", type=float, default=0.15, help="share of names changed")
    parser.add_argument("--plus", type=float, default=1.6, help="weight of a supporting example")
    parser.add_argument("--minus", type=float, default=1.3, help="weight of an opposing example")
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--marked-from", type=int, default=3, help="layers before the pair's marks")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="only so many examples, to try out")
    return parser.parse_args()


if __name__ == "__main__":
    train(parse())
