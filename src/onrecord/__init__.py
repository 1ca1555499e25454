"""onrecord reads a folder of political news into a record that can be checked.

    >>> import onrecord
    >>> record = onrecord.read("articles/")                      # doctest: +SKIP
    >>> record.to_pandas("statements")                           # doctest: +SKIP

One object to hold, functions over it, data frames at the end. What each room offers besides is
imported from there: ``onrecord.articles``, ``onrecord.networks`` and so on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Record", "attribute", "network", "read", "write_report", "write_table"]

if TYPE_CHECKING:
    from onrecord.export import write_table
    from onrecord.face import attribute, read
    from onrecord.networks import network
    from onrecord.record import Record
    from onrecord.report import write_report

# where each name comes from: imported when it is first used, so that importing onrecord is quick
_HOMES = {
    "Record": "onrecord.record",
    "attribute": "onrecord.face",
    "network": "onrecord.networks",
    "read": "onrecord.face",
    "write_report": "onrecord.report",
    "write_table": "onrecord.export",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
