"""Score what onrecord makes of whole reports against readings of them by hand.

    python benchmarks/gold.py --shared ../shared [--errors]

The reports are those of tests/gold (British tabloid, British broadsheet, Indian and Irish
dailies, all invented), each with a reading that was written before the program saw it. They are
read into one record with tests/gold/codebook.yaml and scored by ../shared/eval/score_record.py,
whose text says how: a statement is found if its words match, right if its speaker is right too.
Figures in per cent; ``--errors`` lists what was missed, spurious or wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import onrecord

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
TABLES = ("articles", "statements", "offices", "payments", "ties", "positions", "pledges")
Scores = dict[str, dict[str, Any]]


def score_all(shared: Path, *, jobs: int = 1) -> Scores:
    """Read the reports into a record and return the scores of each by its name."""
    with tempfile.TemporaryDirectory() as folder:
        reports = sorted(GOLD.glob("*.txt"))
        record = onrecord.read(
            reports, Path(folder) / "gold.db", codebook=GOLD / "codebook.yaml", jobs=jobs
        )
        with record:
            for table in TABLES:
                onrecord.write_table(record, table, Path(folder) / f"{table}.jsonl")
        script = shared / "eval" / "score_record.py"
        return {report.stem: _score(script, report, folder) for report in reports}


def _score(script: Path, report: Path, folder: str) -> dict[str, Any]:
    command = [sys.executable, str(script), str(report.with_suffix(".json")), folder]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    scores: dict[str, Any] = json.loads(printed)
    return scores


def main() -> None:
    """Print a table of the figures, a column for each report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="list the errors too")
    options = parser.parse_args()
    scores = score_all(options.shared)
    print(f"{'':28}" + "".join(f"{name:>18}" for name in scores))
    for figure in dict.fromkeys(key for score in scores.values() for key in score):
        values = [score.get(figure) for score in scores.values()]
        if not any(isinstance(value, list) for value in values):
            print(f"{figure:28}" + "".join(f"{value!s:>18}" for value in values))
        elif options.errors:
            for name, value in zip(scores, values, strict=True):
                print(f"{figure} in {name}: {json.dumps(value, ensure_ascii=False)}")


if __name__ == "__main__":
    main()
