"""Fine-tune an encoder on PLV's fifteen classes, to measure with: its weights do not ship.

    python -m training.relations.plover --encoder FOLDER --plv FOLDER --out training/work/mpnet.npz

Writes the chances of the classes for the held-back rows, which ``benchmarks/plover.py --chances``
puts together with its own classifier.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from training.relations.data import Example, Row, batches, make_row
from training.relations.network import Relations
from training.relations.train import (
    learn,
    load_start,
    macro_f1,
    make_optimizer,
    open_tokenizer,
    predict,
    rate_at,
)

CLASSES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "ACCUSE", "REQUEST", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
HEAD_RATE = 10.0
LARGE, SMALL_RATE, LARGE_RATE = 768, 1.5e-4, 4e-5
TAG = re.compile(r"<(/?)([st])>")


def read_plv(file: Path) -> list[Example]:
    """Return sentences with source and target, labelled by the number of their class."""
    with file.open(encoding="utf-8", newline="") as lines:
        told = list(csv.DictReader(lines, delimiter="\t"))
    return [read_marked(row["marked_sentence"], CLASSES.index(row["gold_root"])) for row in told]


def read_marked(marked: str, label: int) -> Example:
    """Take the tags out of a sentence and tell where they stood; one may lie within the other."""
    text, at, opened = "", 0, {"s": 0, "t": 0}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            spans[tag[2]].append((opened[tag[2]], len(text)))
        else:
            opened[tag[2]] = len(text)
    return Example(text + marked[at:], tuple(spans["s"]), tuple(spans["t"]), label)


def fine_tune(
    rows: Sequence[Row], encoder: Path, options: argparse.Namespace, seed: int
) -> Relations:
    """Return the network, taught by ``rows`` with a rate that falls to nothing."""
    torch.manual_seed(seed)
    network = load_start(encoder, 0, len(CLASSES)).train()
    rate = options.rate or (SMALL_RATE if network.shape.width < LARGE else LARGE_RATE)
    optimizer = make_optimizer(network, rate, HEAD_RATE)
    plan = [
        group
        for epoch in range(options.epochs)
        for group in batches(rows, options.batch, random.Random(seed * 1000 + epoch))
    ]
    for step, group in enumerate(plan):
        learn(network, optimizer, group, rate_at(step, len(plan), len(plan) // 10), None, 0.1)
    return network


def ask_encoder(
    encoder: Path, train_file: Path, test_file: Path, options: argparse.Namespace
) -> np.ndarray:
    """Return the chances of the classes for each row of ``test_file``, the mean over seeds."""
    torch.set_num_threads(options.threads)
    tokenizer = open_tokenizer(encoder / "tokenizer.json")
    train = [make_row(example, tokenizer) for example in read_plv(train_file)]
    test = [make_row(example, tokenizer) for example in read_plv(test_file)]
    gold = np.array([row.label for row in test])
    chances = np.zeros((len(test), len(CLASSES)))
    for seed in range(options.seeds):
        began = time.time()
        chances += np.exp(predict(fine_tune(train, encoder, options, seed), test)) / options.seeds
        score, _ = macro_f1(gold, chances.argmax(-1), len(CLASSES))
        took = time.time() - began
        print(
            f"{encoder.name}, {seed + 1} of {options.seeds}: macro-F1 {score:.1f} in {took:.0f} s"
        )
    return chances


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", type=Path, required=True, help="a pretrained encoder's folder")
    parser.add_argument("--plv", type=Path, required=True, help="holds train/ and dev/")
    parser.add_argument("--test", type=Path, help="default: the dev part")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=512, help="word pieces a step")
    parser.add_argument("--rate", type=float, help="default: by the encoder's width")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    train_file = options.plv / "train" / "plv_train.tsv"
    test_file = options.test or options.plv / "dev" / "plv_dev.tsv"
    chances = ask_encoder(options.encoder, train_file, test_file, options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out, chances=chances, classes=CLASSES)


if __name__ == "__main__":
    main()
