"""Train the attribution network from a pretrained encoder, or onwards from a checkpoint.

    python -m training.attribution.train --encoder FOLDER --data FOLDER --work training/work/fast

Writes ``last.pt`` (all that is needed to go on), ``epoch-N.pt`` (averaged weights) and
``best.pt`` (those of the epoch that did best on dev).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from training.attribution.augment import augment
from training.attribution.encoders import load_pretrained

from onrecord.attributions.brat import read_brat
from onrecord.learning.examples import Sample, load_samples
from onrecord.learning.fitting import Plan, fit
from onrecord.models.windows import Layout


def add_names(samples: Sequence[Sample], file: Path) -> list[Sample]:
    """Add the names that ``names.py`` found, and its articles that have names alone."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    names = {row["id"]: tuple((a, b, kind) for a, b, kind in row["names"]) for row in rows}
    known = [replace(sample, names=names.get(sample.id)) for sample in samples]
    return known + [
        Sample(row["id"], row["text"], None, names[row["id"]]) for row in rows if row["text"]
    ]


def paragraph_marks(tokenizer: Tokenizer) -> tuple[int, int]:
    """Return the marks that the encoder was pretrained with: MPNet's, or else BERT's."""
    for first, end in (("<s>", "</s>"), ("[CLS]", "[SEP]")):
        if tokenizer.token_to_id(first) is not None:
            return tokenizer.token_to_id(first), tokenizer.token_to_id(end)
    raise ValueError("the tokenizer has neither [CLS] nor <s>")


def train(options: argparse.Namespace) -> None:
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    layout = Layout(options.window, options.window // 4, *paragraph_marks(tokenizer))
    torch.manual_seed(options.seed)
    network = load_pretrained(options.encoder, linker_width=options.linker_width)
    samples = load_samples(options.data / "train")[: options.limit or None]
    if options.names:
        samples = add_names(samples, options.names)
    dev = list(read_brat(options.data / "dev"))[:: options.dev_share]
    plan = Plan(
        epochs=options.epochs,
        steps_guess=options.steps_guess,
        batch=options.batch,
        rate=options.rate,
        share=options.share,
        seed=options.seed,
        threads=options.threads,
        bfloat16=not options.float32,
        fresh_optimizer=options.fresh_optimizer,
    )
    network = network.to(options.device)
    fit(network, layout, tokenizer, samples, dev, options.work, plan, rewrite=augment, say=say)


def say(line: str) -> None:
    print(line, flush=True)


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
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--limit", type=int, default=0, help="only so many articles, to try out")
    parser.add_argument("--dev-share", type=int, default=1, help="score on every Nth article")
    parser.add_argument("--share", type=float, default=1.0, help="of the articles, in an epoch")
    parser.add_argument("--float32", action="store_true", help="no bfloat16")
    parser.add_argument("--fresh-optimizer", action="store_true", help="restart rate and momenta")
    return parser.parse_args()


if __name__ == "__main__":
    train(parse())
