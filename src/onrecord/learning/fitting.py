"""The training loop: epochs of rewritten articles, checkpoints, and the best epoch on dev."""

from __future__ import annotations

import copy
import dataclasses
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.attributions.brat import GoldArticle
from onrecord.learning.examples import Example, Sample, batches, make_examples
from onrecord.learning.losses import collate, loss_of
from onrecord.learning.network import Network, Shape
from onrecord.learning.scoring import score_network
from onrecord.models.windows import Layout

Rewrite = Callable[[Sample, random.Random], Sample]
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn.

    ``share`` of the articles makes an epoch: less than all gives more frequent checkpoints.
    ``steps_guess`` steps an epoch are expected, which shapes the rate's fall. Fresh heads learn
    ``head_rate`` times as fast as the encoder. ``batch`` counts word pieces.
    """

    epochs: int = 7
    steps_guess: int = 420
    batch: int = 2048
    rate: float = 2e-4
    head_rate: float = 5.0
    warm: int = 150
    share: float = 1.0
    seed: int = 1
    threads: int = 2
    bfloat16: bool = True
    fresh_optimizer: bool = False


def leave_as_is(sample: Sample, rng: random.Random) -> Sample:
    """Rewrite nothing."""
    return sample


def epoch_batches(
    samples: Sequence[Sample],
    tokenizer: Tokenizer,
    layout: Layout,
    rng: random.Random,
    budget: int,
    share: float = 1.0,
    rewrite: Rewrite = leave_as_is,
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
        sample = rewrite(rng.choice(versions), rng)
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


def make_optimizer(network: Network, rate: float, head_rate: float) -> torch.optim.AdamW:
    """Give the fresh heads a faster rate than the pretrained encoder."""
    encoder: list[torch.nn.Parameter] = []
    heads: list[torch.nn.Parameter] = []
    for name, parameter in network.named_parameters():
        fresh = not name.startswith("encoder.") or ".shapes." in name
        (heads if fresh else encoder).append(parameter)
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": head_rate * rate}],
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


@dataclass
class Progress:
    """Where training stands: what a checkpoint keeps besides the networks and the optimizer."""

    step: int = 0
    epoch: int = 0
    best: float = 0.0


def fit(
    network: Network,
    layout: Layout,
    tokenizer: Tokenizer,
    samples: Sequence[Sample],
    dev: Sequence[GoldArticle],
    work: Path,
    plan: Plan,
    *,
    rewrite: Rewrite = leave_as_is,
    least: float = 0.0,
    say: Callable[[str], None] = print,
) -> Path:
    """Train ``network``, or go on from ``last.pt`` in ``work``; return ``best.pt``.

    An epoch is the best so far where its linked F1 on ``dev`` is above ``least`` and the others'.
    Data, rewriting and order depend on the seed and the epoch's number alone, so an interrupted
    run meets the same batches as one that was not. Runs on the device that holds the network.
    """
    torch.manual_seed(plan.seed)
    work.mkdir(parents=True, exist_ok=True)
    threads = Threads(plan.threads)
    average = copy.deepcopy(network).eval()
    optimizer = make_optimizer(network, plan.rate, plan.head_rate)
    at = Progress(best=least)
    if (work / "last.pt").exists():
        at = _go_on(work / "last.pt", network, average, optimizer, plan.fresh_optimizer)
        say(f"goes on after epoch {at.epoch}, step {at.step}")
    while at.epoch < plan.epochs:
        rng = random.Random(plan.seed * 1000 + at.epoch)
        groups = epoch_batches(samples, tokenizer, layout, rng, plan.batch, plan.share, rewrite)
        network.train()
        _learn(network, average, optimizer, groups, at, plan, threads, say)
        at.epoch += 1
        figures = score_network(average, tokenizer, layout, dev)
        say(f"epoch {at.epoch} steps {at.step} {json.dumps(figures)}")
        better = figures["linked"] > at.best
        at.best = max(at.best, figures["linked"])
        state: State = {
            "shape": dataclasses.asdict(network.shape),
            "layout": dataclasses.asdict(layout),
            "average": average.state_dict(),
            "epoch": at.epoch,
            "best": at.best,
        }
        save(work / f"epoch-{at.epoch}.pt", state)
        if better:
            save(work / "best.pt", state | {"figures": figures})
        onward = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
        save(work / "last.pt", state | onward | {"step": at.step})
    return work / "best.pt"


def _go_on(
    file: Path, network: Network, average: Network, optimizer: torch.optim.Optimizer, fresh: bool
) -> Progress:
    state = torch.load(file, weights_only=True)
    network.load_state_dict(state["network"])
    average.load_state_dict(state["average"])
    if fresh:
        return Progress(0, state["epoch"], state["best"])
    optimizer.load_state_dict(state["optimizer"])
    return Progress(state["step"], state["epoch"], state["best"])


def _learn(
    network: Network,
    average: Network,
    optimizer: torch.optim.Optimizer,
    groups: Iterator[list[Example]],
    at: Progress,
    plan: Plan,
    threads: Threads,
    say: Callable[[str], None],
) -> None:
    """Learn one epoch's batches."""
    device = next(network.parameters()).device
    began, seen, losses = time.monotonic(), 0, []
    total = plan.epochs * plan.steps_guess
    for group in groups:
        started = time.monotonic()
        for part in optimizer.param_groups:
            rate = rate_at(at.step, total, plan.warm)
            part["lr"] = part.setdefault("base", part["lr"]) * rate
        batch = {name: tensor.to(device) for name, tensor in collate(group).items()}
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=plan.bfloat16):
            loss = loss_of(network, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average_into(average, network, min(0.998, (at.step + 1) / (at.step + 20)))
        at.step += 1
        seen += batch["ids"].numel()
        threads.after_step(at.step, batch["ids"].numel(), time.monotonic() - started)
        losses.append(float(loss.detach()))
        if at.step % 50 == 0:
            speed = seen / (time.monotonic() - began)
            say(f"step {at.step} loss {np.mean(losses[-50:]):.4f} {speed:.0f} pieces a second")
