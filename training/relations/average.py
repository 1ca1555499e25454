"""Average the weights of runs that began from the same encoder, which reads better than either.

    python -m training.relations.average training/work/a/best.pt training/work/b/best.pt \\
        --out training/work/relations/mean.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", nargs="+", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(file, weights_only=True) for file in options.checkpoints]
    mean = {
        name: torch.stack([state["average"][name] for state in states]).mean(0)
        for name in states[0]["average"]
    }
    torch.save(states[0] | {"average": mean}, options.out)


if __name__ == "__main__":
    main()
