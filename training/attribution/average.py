"""Average the weights of several checkpoints, which generalises better than the last alone.

python -m training.attribution.average training/work/fast/epoch-{5,6,8}.pt --out mean.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from onrecord.learning.fitting import save


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in options.checkpoints]
    mean = {
        name: sum(state["average"][name].float() for state in states) / len(states)
        for name in states[0]["average"]
    }
    save(options.out, {key: states[-1][key] for key in ("shape", "layout")} | {"average": mean})


if __name__ == "__main__":
    main()
