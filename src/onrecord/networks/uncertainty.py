"""How far a network can be trusted: resampling, and coding errors.

Automatic coding errs. Every figure can be drawn again many times: from other statements or other
articles that might as well have been read, and with statements dropped or turned round as often
as their confidence says that they are wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.api import prepare
from onrecord.networks.build import Frame, network_of
from onrecord.networks.coalitions import Coalitions, coalitions_of, profiles_of
from onrecord.networks.select import Selection, select_statements
from onrecord.networks.table import (
    Codes,
    Column,
    Numbers,
    StatementTable,
    order_rows,
    take,
)
from onrecord.networks.types import Network

if TYPE_CHECKING:
    import pandas as pd

Resample = Literal["statements", "articles", "none"]
_MOST_CELLS = 200_000_000


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A network with how much each cell varies over the resamples.

    ``edges`` has one row a tie that occurs in the network or in any resample: ``source``,
    ``target``, ``weight`` (as computed), ``mean``, ``sd``, ``low`` and ``high`` (the interval),
    ``recurrence`` (the share of resamples where the tie has the sign of ``weight``; where it is
    0, the share where there is any tie). ``nodes`` counts how often each node occurs.
    """

    network: Network
    edges: pd.DataFrame
    nodes: pd.DataFrame
    runs: int
    level: float


def network_with_error_bars(
    source: Any,
    kind: str = "congruence",
    *,
    runs: int = 200,
    resample: Resample = "articles",
    confidence: bool = True,
    level: float = 0.95,
    seed: int = 0,
    **options: Any,
) -> Uncertain:
    """Return a network with the uncertainty of every tie, by bootstrap.

    Each run draws as many ``statements`` or ``articles`` with replacement as there are (what an
    article says hangs together, so articles are the default), or with ``none`` all of them once.
    With ``confidence`` a statement then drops out with the probability that its statement,
    speaker or concept is wrong (1 - the product of the confidences given), and its stance turns
    to another level with the probability that it is wrong. Intervals are percentiles. The same
    ``seed`` gives the same answer. ``options`` are those of ``network``, without windows.

    >>> said = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "stance": [1, 1]}
    >>> found = network_with_error_bars(said, resample="none")
    >>> found.edges[["weight", "low", "high", "recurrence"]].values.tolist()
    [[1.0, 1.0, 1.0, 1.0]]

    Efron and Tibshirani (1993), An Introduction to the Bootstrap.
    """
    selection = _prepared(source, kind, options)
    network = network_of(selection, selection.filtered, Frame(selection))
    whole = replace(selection, options=replace(selection.options, isolates=False))
    draw = np.random.default_rng(seed)
    samples = [
        network_of(*_resampled(whole, resample, confidence, draw)) for _ in range(max(runs, 1))
    ]
    return Uncertain(
        network, _edges(network, samples, level), _nodes(network, samples), runs, level
    )


def _prepared(source: Any, kind: str, options: dict[str, Any]) -> Selection:
    table, settings = prepare(source, kind, **options)
    if settings.window is not None:
        raise UsageError("error bars are for one network: give since and until, not a window")
    return select_statements(table, settings)


def _resampled(
    selection: Selection, resample: Resample, confidence: bool, draw: np.random.Generator
) -> tuple[Selection, Codes, Frame]:
    rows = _draw_rows(selection, resample, draw)
    if confidence:
        rows = _surviving(selection, rows, draw)
        codes = _turned(selection, rows, draw)
        if codes is not None:
            selection, rows = _with_codes(selection, rows, codes), np.arange(len(rows))
    return selection, rows, Frame(selection)


def _draw_rows(selection: Selection, resample: Resample, draw: np.random.Generator) -> Codes:
    rows = selection.filtered
    if resample == "none" or not len(rows):
        return rows
    if resample == "statements":
        return np.sort(draw.choice(rows, len(rows)))
    if resample != "articles":
        raise UsageError(f"resample statements, articles or none, not {resample!r}")
    articles, number = np.unique(selection.table.document[rows], return_inverse=True)
    times = np.bincount(draw.integers(len(articles), size=len(articles)), minlength=len(articles))
    return np.repeat(rows, times[number])


def _surviving(selection: Selection, rows: Codes, draw: np.random.Generator) -> Codes:
    """Drop statements as often as their statement, speaker or concept is wrong."""
    options, known = selection.options, selection.table.confidence
    right = np.ones(len(rows))
    for name in ("statement", "speaker", options.variable1, options.variable2):
        if name in known:
            right = right * known[name][rows]
    return np.asarray(rows[draw.random(len(rows)) < right])


def _turned(selection: Selection, rows: Codes, draw: np.random.Generator) -> Codes | None:
    """Return the codes of the qualifier, each turned to another as often as it is wrong."""
    qualifier = selection.qualifier
    sure = selection.table.confidence.get(str(selection.options.qualifier))
    if qualifier is None or sure is None or len(qualifier.labels) < 2:
        return None
    codes = qualifier.codes[rows].copy()
    wrong = (draw.random(len(rows)) >= sure[rows]) & (codes >= 0)
    others = draw.integers(1, len(qualifier.labels), size=len(rows))
    codes[wrong] = (codes[wrong] + others[wrong]) % len(qualifier.labels)
    return np.asarray(codes)


def _with_codes(selection: Selection, rows: Codes, codes: Codes) -> Selection:
    """Return the selection over the given rows only, with other codes for the qualifier."""
    options, table = selection.options, selection.table
    names = {options.variable1, options.variable2}
    columns: dict[str, Column] = {
        name: replace(table.column(name), codes=table.column(name).codes[rows]) for name in names
    }
    columns[str(options.qualifier)] = replace(table.column(str(options.qualifier)), codes=codes)
    every = np.arange(len(rows))
    own = StatementTable(
        table.ids[rows], table.time[rows], table.document[rows], columns, table.span, table.entities
    )
    return replace(selection, table=own, original=every, filtered=every)


def _edges(network: Network, samples: Sequence[Network], level: float) -> pd.DataFrame:
    """Return one row for each tie that occurs anywhere, with its distribution over the runs."""
    import pandas as pd

    rows = _positions([network, *samples], "rows")
    columns = _positions([network, *samples], "columns")
    keys, weights, runs = _stack(samples, rows, columns)
    own_keys, own_weights, _ = _stack([network], rows, columns)
    every = np.union1d(keys, own_keys)
    if len(every) * len(samples) > _MOST_CELLS:
        raise UsageError(
            f"{len(every)} ties in {len(samples)} resamples are too many: "
            "take fewer runs, fewer actors, or minimum= to leave weak ties out"
        )
    cells = np.zeros((len(every), len(samples)))
    cells[np.searchsorted(every, keys), runs] = weights
    weight = np.zeros(len(every))
    weight[np.searchsorted(every, own_keys)] = own_weights
    tail = (1 - level) / 2
    same = np.where(weight[:, None] == 0, cells != 0, np.sign(cells) == np.sign(weight)[:, None])
    low, high = np.quantile(cells, [tail, 1 - tail], axis=1) if len(every) else (weight, weight)
    return pd.DataFrame({
        "source": np.array(list(rows), dtype=object)[every // max(len(columns), 1)],
        "target": np.array(list(columns), dtype=object)[every % max(len(columns), 1)],
        "weight": weight,
        "mean": cells.mean(axis=1),
        "sd": cells.std(axis=1),
        "low": low,
        "high": high,
        "recurrence": same.mean(axis=1),
    })  # fmt: skip


def _positions(networks: Sequence[Network], side: str) -> dict[str, int]:
    first, *rest = (getattr(network, side) for network in networks)
    labels = dict.fromkeys(first)
    for other in rest:
        labels.update(dict.fromkeys(other))
    return {label: number for number, label in enumerate(labels)}


def _stack(
    networks: Sequence[Network], rows: dict[str, int], columns: dict[str, int]
) -> tuple[Codes, Numbers, Codes]:
    keys, weights, runs = [], [], []
    for run, network in enumerate(networks):
        cells = network.matrix.tocoo()
        keep = cells.data != 0
        i = np.array([rows[label] for label in network.rows], dtype=np.int64)[cells.row[keep]]
        j = np.array([columns[x] for x in network.columns], dtype=np.int64)[cells.col[keep]]
        if not network.two_mode and not network.directed:
            upper = i < j
            i, j, keep = i[upper], j[upper], np.flatnonzero(keep)[upper]
        keys.append(i * len(columns) + j)
        weights.append(cells.data[keep])
        runs.append(np.full(len(i), run))
    return np.concatenate(keys), np.concatenate(weights), np.concatenate(runs)


def _nodes(network: Network, samples: Sequence[Network]) -> pd.DataFrame:
    import pandas as pd

    seen = [{*sample.rows, *sample.columns} for sample in samples]
    labels = list(dict.fromkeys([*network.rows, *network.columns]))
    shares = [sum(label in labels_of for labels_of in seen) / len(seen) for label in labels]
    return pd.DataFrame({"label": labels, "recurrence": shares})


Measure = Callable[[StatementTable], Any]


def measure_with_error_bars(
    source: Any,
    measure: Measure,
    *,
    runs: int = 100,
    resample: Resample = "articles",
    confidence: bool = True,
    level: float = 0.95,
    seed: int = 0,
    **options: Any,
) -> pd.DataFrame:
    """Return any number that is computed from statements, with its uncertainty.

    ``measure`` takes a ``StatementTable`` and returns a number, several, or a mapping or pandas
    series of them; it is called on the statements as they are and on each resample (see
    ``network_with_error_bars``). One row a number: ``value``, ``mean``, ``sd``, ``low``,
    ``high``; where a resample lacks a number, that run does not count for it. An article that
    is drawn twice is two documents, so duplicates per document stay apart. ``options`` choose
    the variables and statements, as those of ``network``; of a data frame the table has only
    those variables.

    >>> said = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "stance": [1, 1]}
    >>> measure_with_error_bars(said, len, resample="statements")["value"].tolist()
    [2.0]
    """
    import pandas as pd

    table, settings = prepare(source, "two-mode", **options)
    selection = select_statements(table, settings)
    draw = np.random.default_rng(seed)
    value = _numbers(measure(take(table, selection.filtered)))
    drawn = []
    for _ in range(max(runs, 1)):
        rows = _draw_rows(selection, resample, draw)
        rows = _surviving(selection, rows, draw) if confidence else rows
        codes = _turned(selection, rows, draw) if confidence else None
        drawn.append(_numbers(measure(_table_of(selection, rows, codes))))
    cells = pd.DataFrame(drawn).reindex(columns=value.index)
    tail = (1 - level) / 2
    return pd.DataFrame({
        "value": value,
        "mean": cells.mean(),
        "sd": cells.std(ddof=0),
        "low": cells.quantile(tail),
        "high": cells.quantile(1 - tail),
    })  # fmt: skip


def _numbers(found: Any) -> pd.Series:
    import pandas as pd

    if isinstance(found, pd.Series | dict):
        return pd.Series(found, dtype=np.float64)
    return pd.Series(np.atleast_1d(np.asarray(found, dtype=np.float64)))


def _table_of(selection: Selection, rows: Codes, codes: Codes | None) -> StatementTable:
    """Return the rows as a table, each copy of a document as a document of its own."""
    table = take(selection.table, rows)
    if codes is not None and selection.qualifier is not None:
        turned = replace(selection.qualifier, codes=codes)
        table = replace(table, columns={**table.columns, str(selection.options.qualifier): turned})
    if not len(rows):
        return table
    starts = np.r_[0, np.flatnonzero(np.diff(rows)) + 1]
    copy = np.arange(len(rows)) - np.repeat(starts, np.diff(np.r_[starts, len(rows)]))
    return order_rows(replace(table, document=table.document * (copy.max() + 1) + copy))


@dataclass(frozen=True, slots=True)
class StableCoalitions:
    """Coalitions with how surely each actor belongs.

    ``together[i, j]`` is the share of resamples with both actors in which they stand in one
    coalition. ``stability[i]`` is the mean of it with i's fellows minus the mean with everyone
    else (from -1 to 1), and ``overall`` the mean over actors.
    """

    labels: tuple[str, ...]
    members: tuple[int, ...]
    method: str | None
    together: Numbers
    stability: tuple[float, ...]
    overall: float


def find_stable_coalitions(
    source: Any,
    *,
    runs: int = 100,
    resample: Resample = "articles",
    confidence: bool = True,
    methods: Collection[str] = ("louvain", "fastgreedy", "walktrap", "average", "ward"),
    k: int = 0,
    seed: int = 0,
    **options: Any,
) -> StableCoalitions:
    """Return the coalitions of the whole period with their stability over resamples.

    The method is the best by modularity on all statements, and the same in every resample (see
    ``find_coalitions`` and ``network_with_error_bars`` for the rest).

    Hennig (2007), Cluster-wise assessment of cluster stability.
    """
    options = {"normalization": "average", **options}
    agreement = _prepared(source, "subtract", options)
    first = _divide(agreement, agreement.filtered, methods, k, seed)
    draw = np.random.default_rng(seed)
    samples = []
    for number in range(runs if first.best is not None else 0):
        selection, rows, _ = _resampled(agreement, resample, confidence, draw)
        samples.append(_divide(selection, rows, [str(first.best)], k, seed + number))
    together = _together(first.labels, [sample.groups for sample in samples])
    members = np.array([first.groups.get(label, 0) for label in first.labels], dtype=np.int64)
    stability = _stability(together, members)
    return StableCoalitions(
        first.labels, tuple(int(m) for m in members), first.best, together,
        tuple(stability.tolist()), float(stability.mean()) if len(stability) else float("nan"),
    )  # fmt: skip


def _divide(
    selection: Selection, rows: Codes, methods: Collection[str], k: int, seed: int
) -> Coalitions:
    agreement = network_of(selection, rows, Frame(selection))
    profiles = profiles_of(selection, rows)
    return coalitions_of(agreement, profiles, methods=methods, k=k, seed=seed)


def _together(labels: tuple[str, ...], samples: Sequence[dict[str, int]]) -> Numbers:
    size = len(labels)
    both, one = np.zeros((size, size)), np.zeros((size, size))
    for groups in samples:
        codes = np.array([groups.get(label, -1) for label in labels])
        present = (codes >= 0).astype(np.float64)
        both += np.outer(present, present)
        one += (codes[:, None] == codes) * np.outer(present, present)
    return np.divide(one, both, out=np.zeros_like(one), where=both > 0)


def _stability(together: Numbers, members: Codes) -> Numbers:
    same = members[:, None] == members
    np.fill_diagonal(same, False)
    apart = members[:, None] != members
    within = np.divide(
        (together * same).sum(axis=1), same.sum(axis=1),
        out=np.ones(len(members)), where=same.any(axis=1),
    )  # fmt: skip
    between = np.divide(
        (together * apart).sum(axis=1), apart.sum(axis=1),
        out=np.zeros(len(members)), where=apart.any(axis=1),
    )  # fmt: skip
    return np.asarray(within - between)
