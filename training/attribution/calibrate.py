"""Choose on development articles how ready the model is to hear a cue, and calibrate its doubt.

python -m training.attribution.calibrate --model FOLDER --data FOLDER --out settings.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord.attributions.brat import keep_first, read_brat
from onrecord.learning.calibration import choose_settings
from onrecord.models.load import open_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="an exported model")
    parser.add_argument("--data", type=Path, required=True, help="development articles (brat)")
    parser.add_argument("--out", type=Path, default=Path("training/work/settings.json"))
    parser.add_argument("--keep-bias", action="store_true", help="do not try other biases")
    options = parser.parse_args()
    model = open_model(options.model)
    articles = keep_first(read_brat(options.data))
    settings = choose_settings(model, articles, keep_bias=options.keep_bias)
    options.out.write_text(json.dumps(settings), "utf-8")
    print(settings)


if __name__ == "__main__":
    main()
