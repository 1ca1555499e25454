"""The one function most users need: a source and a kind come in, a network goes out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.networks.build import build_network, build_series
from onrecord.networks.options import KINDS, Options, make_options
from onrecord.networks.sources import (
    COLUMN_NAMES,
    QUALIFIER_NAMES,
    ROW_NAMES,
    Record,
    find_kind,
    read_table,
    statement_table,
)
from onrecord.networks.table import StatementTable
from onrecord.networks.types import Network

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    import pandas as pd

_MOST_WINDOWS = 20_000
_TABLE_OPTIONS = ("date", "document", "statement_type", "kinds", "scales")


def network(source: Any, kind: str = "congruence", **options: Any) -> Network | list[Network]:
    """Return the network of a source, or a list of them, one for each time window.

    ``source`` is a record, a pandas data frame, a mapping of columns or the path of a ``.dna``
    file (see ``statement_table``). ``kind`` is one of

    - ``two-mode``: actors by concepts (``aggregation``: ignore, subtract or combine);
    - ``congruence``, ``conflict``, ``subtract``: actors by actors, how much they agree, disagree,
      or agree more than they disagree;
    - ``co-occurrence``: actors by actors, whatever they say on the same concept;
    - ``one-mode``: any of the last four by ``aggregation``;
    - ``ties``: who supports (+) and opposes (-) whom, directed.

    ``options`` are the fields of ``Options`` (``variable1``, ``variable2``, ``qualifier``,
    ``normalization``, ``duplicates``, ``isolates``, ``exclude``, ``include``, ``since``,
    ``until``, ``window``, ``width``, ``step``, ``kernel``, ``minimum``, ``compat`` …), those of
    ``statement_table`` (``date``, ``document``, ``statement_type``, ``kinds``, ``scales``), and
    ``by="month"``: windows of one month, each after the other.

    Raises ``UsageError`` for options that do not go together, and ``InputError`` for a file that
    cannot be read.

    >>> said = {"actor": ["Ash", "Birch", "Cedar"], "concept": ["tax"] * 3, "stance": [1, 1, -1]}
    >>> network(said, "congruence").dense().tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    table, settings = prepare(source, kind, **options)
    if settings.mode == "events":
        raise UsageError("an event list is a table: call event_list")
    if settings.window is None:
        return build_network(table, settings)
    series = list(islice(build_series(table, settings), _MOST_WINDOWS + 1))
    if len(series) > _MOST_WINDOWS:
        raise UsageError(
            f"that makes more than {_MOST_WINDOWS} windows: take longer steps or units, a shorter "
            "period, or build_series, which yields them one by one"
        )
    return series


def event_list(source: Any, **options: Any) -> pd.DataFrame:
    """Return the statements that ``options`` leave, one a row in the order of time.

    ``options`` are those of ``network`` that choose statements: dates, lists and duplicates.
    """
    from onrecord.networks import dna_formats

    return dna_formats.event_list(*prepare(source, "events", **options))


def prepare(
    source: Any, kind: str = "congruence", **options: Any
) -> tuple[StatementTable, Options]:
    """Return the statement table and the checked options that ``network`` works with."""
    if kind not in KINDS:
        raise UsageError(f"no network is called {kind!r}; take one of {', '.join(KINDS)}")
    mode, aggregation = KINDS[kind]
    options = {"mode": mode, "aggregation": aggregation, **_expand_period(options)}
    about_table = {name: options.pop(name) for name in _TABLE_OPTIONS if name in options}
    about_table["rows"] = "ties" if mode == "ties" else "positions"
    if isinstance(source, str | Path) and find_kind(source) == "table":
        source = read_table(Path(source))
    if not isinstance(source, StatementTable | Record):
        names = _column_names(source)
        options = _name_variables(names, options)
        about_table["only"] = _needed(options)
    table = statement_table(source, **about_table)
    options = _name_variables(list(table.columns), options)
    return table, make_options(**options)


def _expand_period(options: Mapping[str, Any]) -> dict[str, Any]:
    options = dict(options)
    period = options.pop("by", None)
    if period is not None:
        options = {"window": period, "width": 1, "step": 1, **options}
    return options


def _column_names(source: Any) -> list[str]:
    if isinstance(source, Mapping) or hasattr(source, "columns"):
        return [str(name) for name in source]
    return []


def _name_variables(names: Sequence[str], options: dict[str, Any]) -> dict[str, Any]:
    """Fill in the variables that were not named with the first usual name that is there."""
    ties = options.get("mode") == "ties"
    usual = {
        "variable1": ("from",) if ties else ROW_NAMES,
        "variable2": ("to",) if ties else COLUMN_NAMES,
        "qualifier": ("sign", *QUALIFIER_NAMES) if ties else QUALIFIER_NAMES,
    }
    if not names:
        return options
    found = {
        role: next((guess for guess in guesses if guess in names), None)
        for role, guesses in usual.items()
    }
    if ties and not {"variable1", "variable2"} <= {r for r in usual if found[r] or r in options}:
        raise UsageError("ties need who and whom: columns from and to, or variable1 and variable2")
    found = {role: name for role, name in found.items() if name or role == "qualifier"}
    return {**found, **options}


def _needed(options: Mapping[str, Any]) -> Collection[str] | None:
    """Return the variables that these options look at, so that no other is coded."""
    named = [options.get(role) for role in ("variable1", "variable2", "qualifier")]
    lists = [*options.get("exclude", {}), *options.get("include", {})]
    wanted = {str(name) for name in (*named, *lists) if name is not None}
    swapped = {name.replace("isation", "ization") for name in wanted}
    return wanted | swapped | {name.replace("ization", "isation") for name in wanted}
