"""Work over several processes: complete, bounded, and a crash costs only its own item."""

import os
import signal
from collections.abc import Iterator

import pytest

from onrecord.parallel import Crash, map_in_processes


def prepare(offset: int) -> None:
    global OFFSET
    OFFSET = offset


def add_offset(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number + OFFSET


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_comes_back_once(jobs: int) -> None:
    results = map_in_processes(add_offset, range(12), jobs=jobs, prepare=prepare, arguments=(100,))
    assert sorted(results) == list(range(100, 112))


def test_an_item_that_kills_its_process_costs_only_itself() -> None:
    results = list(map_in_processes(add_offset, range(30), jobs=2, prepare=prepare, arguments=(0,)))
    assert [r for r in results if isinstance(r, Crash)] == [Crash(13)]
    assert sorted(r for r in results if not isinstance(r, Crash)) == [
        n for n in range(30) if n != 13
    ]


def test_items_are_taken_only_as_work_gets_done() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(200, 400):
            taken.append(number)
            yield number

    results = map_in_processes(add_offset, items(), jobs=2, prepare=prepare, arguments=(0,))
    next(results)
    assert len(taken) < 20
    results.close()  # type: ignore[attr-defined]


def fail(number: int) -> int:
    raise ValueError(number)


def test_an_exception_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="1"):
        list(map_in_processes(fail, [1], jobs=2, prepare=prepare, arguments=(0,)))
