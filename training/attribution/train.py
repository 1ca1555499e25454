"""Train the attribution network, from a pretrained encoder or onwards from a checkpoint.

    python -m training.attribution.train --encoder FOLDER --data FOLDER --work training/work/fast

Writes ``last.pt`` (all that is needed to go on), ``epoch-N.pt`` (averaged weights) and
``best.pt`` (those of the epoch that did best on dev).
"""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from training.attribution.augment import augment
from training.attribution.crf import Crf
from training.attribution.data import (
    IGNORE,
    Example,
    Sample,
    add_names,
    batches,
    load_samples,
    make_examples,
)
from training.attribution.evaluate import score_network
from training.attribution.network import Network, Shape, load_pretrained, split_tags

from onrecord.attributions.brat import read_brat
from onrecord.models.windows import Layout

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


def epoch_batches(
    samples: Sequence[Sample],
    tokenizer: Tokenizer,
    layout: Layout,
    rng: random.Random,
    budget: int,
    share: float = 1.0,
) -> Iterator[list[Example]]:
    """Rewrite every article a little, cut it anew, and yield batches: each epoch differs.

    ``share`` of the articles are drawn; less than all makes for more frequent checkpoints.
    """
    chosen: dict[str, list[Sample]] = {}
    for sample in samples:
        chosen.setdefault(sample.id, []).append(sample)
    examples = []
    drawn = rng.sample(list(chosen.values()), round(share * len(chosen)))
    for versions in drawn if share < 1 else chosen.values():
        sample = augment(rng.choice(versions), rng)
        examples += make_examples(sample, tokenizer, layout, rng)
    yield from batches(examples, budget, rng)


class Threads:
    """Chooses how many threads to use by what goes fastest just now.

    Where other work shares the cores, two threads wait for each other and one alone is faster;
    now and then another number is tried for one step.
    """

    def __init__(self, most: int) -> None:
        self.speed = dict.fromkeys(range(1, most + 1), 0.0)
        self.now = 1
        torch.set_num_threads(1)

    def after_step(self, step: int, pieces: int, seconds: float) -> None:
        """Note the last step's speed and set the number for the next."""
        speed, known = pieces / seconds, self.speed[self.now]
        self.speed[self.now] = 0.5 * (speed + known) if known else speed
        untried = [n for n, known in self.speed.items() if not known]
        self.now = max(self.speed, key=lambda n: self.speed[n])
        if untried or step % 60 == 0:
            self.now = untried[0] if untried else 1 + (step // 60) % len(self.speed)
        torch.set_num_threads(self.now)


def paragraph_marks(tokenizer: Tokenizer) -> tuple[int, int]:
    """Return the marks that the encoder was pretrained with: MPNet's, or else BERT's."""
    for first, end in (("<s>", "</s>"), ("[CLS]", "[SEP]")):
        if tokenizer.token_to_id(first) is not None:
            return tokenizer.token_to_id(first), tokenizer.token_to_id(end)
    raise ValueError("the tokenizer has neither [CLS] nor <s>")


def make_optimizer(network: Network, rate: float) -> torch.optim.AdamW:
    """Give the fresh heads a faster rate than the pretrained encoder."""
    encoder, heads = [], []
    for name, parameter in network.named_parameters():
        fresh = not name.startswith("encoder.") or ".shapes." in name
        (heads if fresh else encoder).append(parameter)
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": 5 * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_at(step: int, total: int, warm: int = 150) -> float:
    """Rise for ``warm`` steps, then fall along a cosine to a twentieth."""
    if step < warm:
        return (step + 1) / warm
    way = min(1.0, (step - warm) / max(1, total - warm))
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * way))


@torch.no_grad()
def average_into(average: Network, network: Network, keep: float) -> None:
    """Move the averaged weights a little towards the current ones."""
    for mean, now in zip(average.parameters(), network.parameters(), strict=True):
        mean.lerp_(now, 1 - keep)


def load_checkpoint(path: Path) -> tuple[Network, dict[str, object]]:
    """Rebuild the averaged network and what else the checkpoint holds."""
    state = torch.load(path, weights_only=True)
    network = Network(Shape(**state["shape"]))
    network.load_state_dict(state["average"])
    return network, state


def save(path: Path, state: dict[str, object]) -> None:
    """Write a checkpoint so that a kill leaves the old or the new one whole."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def train(options: argparse.Namespace) -> None:
    threads = Threads(options.threads)
    torch.manual_seed(options.seed)
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    layout = Layout(options.window, options.window // 4, *paragraph_marks(tokenizer))
    network = load_pretrained(options.encoder, linker_width=options.linker_width)
    average = copy.deepcopy(network).eval()
    optimizer = make_optimizer(network, options.rate)
    step, epoch, best = 0, 0, 0.0
    last = options.work / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if not options.fresh_optimizer:
            optimizer.load_state_dict(state["optimizer"])
            step = state["step"]
        epoch, best = state["epoch"], state["best"]
        print(f"goes on after epoch {epoch}, step {step}", flush=True)
    samples = load_samples(options.data / "train")[: options.limit or None]
    if options.names:
        samples = add_names(samples, options.names)
    dev = list(read_brat(options.data / "dev"))[:: options.dev_share]
    total = options.epochs * options.steps_guess
    while epoch < options.epochs:
        rng = random.Random(options.seed * 1000 + epoch)
        began, seen, losses = time.monotonic(), 0, []
        network.train()
        for group in epoch_batches(samples, tokenizer, layout, rng, options.batch, options.share):
            started = time.monotonic()
            for part in optimizer.param_groups:
                part["lr"] = part.setdefault("base", part["lr"]) * rate_at(step, total)
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not options.float32):
                loss = loss_of(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            average_into(average, network, min(0.998, (step + 1) / (step + 20)))
            step += 1
            seen += batch["ids"].numel()
            threads.after_step(step, batch["ids"].numel(), time.monotonic() - started)
            losses.append(float(loss.detach()))
            if step % 50 == 0:
                speed = seen / (time.monotonic() - began)
                loss_now = np.mean(losses[-50:])
                print(f"step {step} loss {loss_now:.4f} {speed:.0f}/s {threads.speed}", flush=True)
        epoch += 1
        figures = score_network(average, tokenizer, layout, dev)
        print(f"epoch {epoch} steps {step} {json.dumps(figures)}", flush=True)
        state = {
            "shape": dataclasses.asdict(network.shape),
            "layout": dataclasses.asdict(layout),
            "average": average.state_dict(),
            "epoch": epoch,
            "best": max(best, figures["linked"]),
        }
        save(options.work / f"epoch-{epoch}.pt", state)
        if figures["linked"] > best:
            best = figures["linked"]
            save(options.work / "best.pt", state | {"figures": figures})
        save(
            last,
            state
            | {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "step": step,
            },
        )


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True, help="pretrained encoder's folder")
    parser.add_argument("--data", type=Path, required=True, help="holds train/ and dev/ (brat)")
    parser.add_argument("--work", type=Path, default=Path("training/work/fast"))
    parser.add_argument("--names", type=Path, help="names.json, as names.py writes it")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--steps-guess", type=int, default=420, help="steps an epoch, for the rate")
    parser.add_argument("--batch", type=int, default=2048, help="word pieces a step")
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--linker-width", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="only so many articles, to try out")
    parser.add_argument("--dev-share", type=int, default=1, help="score on every Nth article")
    parser.add_argument("--share", type=float, default=1.0, help="of the articles, in an epoch")
    parser.add_argument("--float32", action="store_true", help="no bfloat16")
    parser.add_argument("--fresh-optimizer", action="store_true", help="restart rate and momenta")
    return parser.parse_args()


if __name__ == "__main__":
    train(parse())
