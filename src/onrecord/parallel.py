"""Run one function over many items in several processes, holding only a few items at a time.

Results come as they are ready. An item that kills its process (a crash in a library's C code,
memory) costs only itself: it comes back as a ``Crash`` and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

# enough waiting work that no process idles, little enough that memory stays flat
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Crash(Generic[Item]):
    """The item whose process died twice: once among others and once alone."""

    item: Item


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_processes(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    prepare: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[Result | Crash[Item]]:
    """Yield ``function(item)`` for each item, in the order in which they are ready.

    Each process first calls ``prepare(*arguments)``. With one job everything runs in this
    process. Exceptions of ``function`` are raised here.
    """
    if jobs == 1:
        prepare(*arguments)
        yield from map(function, items)
        return
    waiting = iter(items)
    while True:
        suspects: list[Item] = []
        yield from _run_pool(function, waiting, suspects, jobs, prepare, arguments)
        if not suspects:
            return
        for item in suspects:
            yield _run_alone(function, item, prepare, arguments)


def _run_pool(
    function: Callable[[Item], Result],
    waiting: Iterator[Item],
    suspects: list[Item],
    jobs: int,
    prepare: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[Result]:
    """Yield results until the items end or a process dies; what was under way is then suspect."""
    from concurrent.futures import FIRST_COMPLETED, wait
    from concurrent.futures.process import BrokenProcessPool

    from loky import ProcessPoolExecutor

    running: dict[Future[Result], Item] = {}
    pool = ProcessPoolExecutor(jobs, initializer=prepare, initargs=arguments)
    try:
        while True:
            for item in islice(waiting, jobs * AHEAD - len(running)):
                running[pool.submit(function, item)] = item
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                result = future.result()
                del running[future]
                yield result
    except BrokenProcessPool:
        suspects.extend(running.values())
    finally:
        pool.shutdown(wait=False, kill_workers=True)


def _run_alone(
    function: Callable[[Item], Result],
    item: Item,
    prepare: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Result | Crash[Item]:
    from concurrent.futures.process import BrokenProcessPool

    from loky import ProcessPoolExecutor

    pool = ProcessPoolExecutor(1, initializer=prepare, initargs=arguments)
    try:
        result: Result = pool.submit(function, item).result()
        return result
    except BrokenProcessPool:
        return Crash(item)
    finally:
        pool.shutdown(wait=False, kill_workers=True)
