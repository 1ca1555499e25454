"""A read that is killed at any moment leaves a record that opens, and the next one finishes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.record.factories import BY, add, dump, read_everything, resolve

from onrecord.record import Record

COUNT, BATCH = 120, 7
ROOT = Path(__file__).resolve().parents[2]


def read_all(url):
    """Read what is not read yet, in small batches, as the pipeline does."""
    with Record.open(url) as record:
        print("reading", flush=True)
        waiting = [read_everything(f"{n:03}.txt") for n in range(COUNT)]
        while waiting:
            some, waiting = waiting[:BATCH], waiting[BATCH:]
            with record.batch():
                for found in some:
                    if not record.knows(found.article.path, found.article.sha256, BY):
                        add(record, found)
        if not record.is_resolved():
            resolve(record)


@pytest.mark.parametrize("seed", range(2))
def test_the_next_read_finishes_what_a_killed_one_left(url, seed):
    chance = random.Random(seed)
    command = [sys.executable, "-c", f"from {__name__} import read_all; read_all({url!r})"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(3):
        reader = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE)
        assert reader.stdout.readline() == b"reading\n"
        time.sleep(chance.uniform(0, 0.3))
        reader.send_signal(signal.SIGKILL)
        reader.communicate()
        with Record.open(url) as record:
            rows = dump(record)
            kept = {row["path"] for row in rows["articles"]}
            assert len(kept) % BATCH == 0 or len(kept) == COUNT
            assert {row["article"] for row in rows["statements"]} == kept
            assert len(rows["statements"]) == 2 * len(kept)
    read_all(url)
    with Record.open(url) as record, Record.memory() as other:
        add(other, *(read_everything(f"{n:03}.txt") for n in range(COUNT)))
        resolve(other)
        assert record.is_resolved()
        assert dump(record) == dump(other)
