"""Turn a checkpoint into the files that ship: two quantised ONNX graphs, tokenizer and card.

    python -m training.attribution.export --checkpoint training/work/fast/best.pt \\
        --encoder FOLDER --out src/onrecord/models/fast --name fast --version 1
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord.learning.exporting import export_model
from onrecord.learning.fitting import load_checkpoint
from onrecord.models.windows import Layout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="for its tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="fast")
    parser.add_argument("--version", default="1")
    parser.add_argument("--settings", type=Path, help="settings.json, as calibrate.py writes it")
    parser.add_argument("--beside", help="a model that reads along: fast")
    parser.add_argument("--share", type=float, default=0.4, help="its share of the say")
    parser.add_argument("--full", action="store_true", help="no quantisation")
    options = parser.parse_args()
    network, state = load_checkpoint(options.checkpoint)
    export_model(
        network,
        Layout(**state["layout"]),
        options.encoder / "tokenizer.json",
        options.out,
        name=options.name,
        version=options.version,
        settings=json.loads(options.settings.read_text("utf-8")) if options.settings else None,
        beside={"model": options.beside, "share": options.share} if options.beside else None,
        full=options.full,
    )
    for file in sorted(options.out.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
