"""Who agrees with whom in what they hold, how surely, and how that changes over time.

What computes them (``onrecord.networks``) is heavy and only loaded where there is enough to
compute with. The same positions give the same numbers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.networks import Polarization, StableCoalitions, StatementTable, Uncertain

FEWEST, MOST = 4, 60
RUNS = 200
SEED = 0
QUARTERS = 36


@dataclass(frozen=True, slots=True)
class Held:
    """A position as networks need it: who holds what, since which day, in which article."""

    actor: str
    concept: str
    stance: int
    day: str
    article: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the interval that 95 per cent of the resamples lie in."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Belonging:
    """How surely an actor belongs to a coalition.

    ``stability`` is how much more often the actor stands with the others of its coalition than
    with everyone else, from -1 to 1; ``present`` the share of resamples where it holds anything.
    """

    coalition: int
    stability: float
    present: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Coalitions and what they rest on.

    ``ties`` are agreement less disagreement by pair, in the order of ``actors``, with the share
    of resamples where the sign is the same; ``together`` is the share of resamples with both
    where a pair stands in one coalition.
    """

    actors: tuple[str, ...]
    belongings: Mapping[str, Belonging]
    ties: Mapping[tuple[str, str], tuple[Estimate, float]]
    together: Mapping[tuple[str, str], float]
    method: str
    overall: float
    modularity: Estimate


@dataclass(frozen=True, slots=True)
class Period:
    """How far a stretch of time falls into two camps; no score where too few hold anything.

    ``start`` and ``stop`` are months. ``scored`` is the share of resamples with enough actors.
    """

    start: str
    stop: str
    camps: tuple[tuple[str, ...], ...]
    score: Estimate | None
    scored: float


def find_comparable(positions: Sequence[Held]) -> list[Held]:
    """Keep positions on concepts that at least two actors hold something on.

    Of more than 60 actors, those with most positions are kept.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for held in positions:
        holders[held.concept].add(held.actor)
    shared = [held for held in positions if len(holders[held.concept]) > 1]
    counts = Counter(held.actor for held in shared)
    chosen = set(sorted(counts, key=lambda actor: (-counts[actor], actor))[:MOST])
    return [held for held in shared if held.actor in chosen]


def find_agreement(positions: Sequence[Held]) -> Agreement | None:
    """Return the coalitions among those who hold these positions, with their stability.

    ``None`` where fewer than four actors can be compared, or nobody agrees with anybody.
    """
    if len({held.actor for held in positions}) < FEWEST:
        return None
    from onrecord.networks import find_stable_coalitions, network_with_error_bars

    source = _columns(positions)
    found = find_stable_coalitions(source, runs=RUNS, seed=SEED)
    modularity = found.method and _find_modularity(source, found.method)
    if not modularity or not modularity.value > 0:
        return None
    drawn = network_with_error_bars(
        source, "subtract", runs=RUNS, seed=SEED, normalization="average"
    )
    return Agreement(
        found.labels,
        _read_belongings(found, drawn),
        _read_ties(drawn),
        _read_together(found),
        str(found.method),
        found.overall,
        modularity,
    )


def _find_modularity(source: Mapping[str, Sequence[Any]], method: str) -> Estimate:
    from onrecord.networks import find_coalitions, measure_with_error_bars

    def divide(table: StatementTable) -> float:
        (one,) = find_coalitions(table, methods=[method], seed=SEED)
        return one.modularity.get(method, math.nan)

    return _estimates(measure_with_error_bars(source, divide, runs=RUNS, seed=SEED))[0]


def _read_belongings(found: StableCoalitions, drawn: Uncertain) -> dict[str, Belonging]:
    present = dict(zip(drawn.nodes["label"], drawn.nodes["recurrence"], strict=True))
    lines = zip(found.labels, found.members, found.stability, strict=True)
    return {
        actor: Belonging(member, stability, float(present.get(actor, 0.0)))
        for actor, member, stability in lines
    }


def _read_ties(drawn: Uncertain) -> dict[tuple[str, str], tuple[Estimate, float]]:
    names = ("source", "target", "weight", "low", "high", "recurrence")
    lines = zip(*(drawn.edges[name].tolist() for name in names), strict=True)
    return {
        _pair(source, target): (Estimate(weight, low, high), recurrence)
        for source, target, weight, low, high, recurrence in lines
    }


def _read_together(found: StableCoalitions) -> dict[tuple[str, str], float]:
    return {
        _pair(one, two): float(found.together[i, j])
        for i, one in enumerate(found.labels)
        for j, two in enumerate(found.labels[:i])
    }


def find_periods(positions: Sequence[Held]) -> list[Period]:
    """Return how polarized each quarter is, or each year of more than three.

    The score is the modularity of the agreement of those who hold anything in that time, by the
    best division in two: 0 where they do not part, 0.5 where two camps of like weight agree only
    among themselves. Nothing where all positions lie within three months, or no period has four
    actors.
    """
    dated = [held for held in positions if len(held.day) >= len("2012-01")]
    months = sorted(held.day[:7] for held in dated)
    if not months or _count_months(months[0], months[-1]) <= 3:
        return []
    width = 3 if _count_months(months[0], months[-1]) <= QUARTERS else 12
    settings = {
        "window": "months", "width": width, "step": width,
        "since": _floor(months[0], width), "until": _last(months[-1], width),
    }  # fmt: skip
    return _score_periods(_columns(dated), settings)


def _score_periods(
    source: Mapping[str, Sequence[Any]], settings: Mapping[str, Any]
) -> list[Period]:
    from onrecord.networks import find_polarization, measure_with_error_bars

    scored: Counter[str] = Counter()

    def divide(table: StatementTable | Mapping[str, Sequence[Any]]) -> list[Polarization]:
        return find_polarization(table, quality="modularity", starts=5, seed=SEED, **settings)

    def score(table: StatementTable) -> dict[str, float]:
        steps = [step for step in divide(table) if len(step.labels) >= FEWEST]
        scores = {_month(step.start): step.score for step in steps}
        scored.update(scores.keys())
        return scores

    steps = divide(source)
    known = {_month(step.start) for step in steps if len(step.labels) >= FEWEST}
    if not known:
        return []
    table = measure_with_error_bars(source, score, runs=RUNS // 2, seed=SEED)
    estimates = dict(zip(table.index, _estimates(table), strict=True))
    return [
        Period(
            _month(step.start),
            _month(step.stop),
            tuple(
                tuple(a for a, one in zip(step.labels, step.members, strict=True) if one == camp)
                for camp in sorted(set(step.members))
            ),
            estimates.get(_month(step.start)) if _month(step.start) in known else None,
            max(0, scored[_month(step.start)] - 1) / (RUNS // 2),
        )
        for step in steps
    ]


def _columns(positions: Sequence[Held]) -> dict[str, list[Any]]:
    """Return positions as networks take them: concepts and articles by number, for any words.

    The confidence of a position is that of its statement too.
    """
    concepts = {name: at for at, name in enumerate(sorted({held.concept for held in positions}))}
    articles = {path: at for at, path in enumerate(sorted({held.article for held in positions}))}
    return {
        "actor": [held.actor for held in positions],
        "concept": [f"{concepts[held.concept]:04d}" for held in positions],
        "stance": [held.stance for held in positions],
        "date": [held.day or None for held in positions],
        "article": [f"{articles[held.article]:06d}" for held in positions],
        "confidence": [held.confidence for held in positions],
    }


def _estimates(table: Any) -> list[Estimate]:
    """Return the rows of a table of error bars; what no resample had is as it is found."""
    return [
        Estimate(*(row.value if math.isnan(end) else end for end in (row.value, row.low, row.high)))
        for row in table.itertuples()
    ]


def _pair(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def _count_months(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def _floor(month: str, width: int) -> str:
    """Return the first month of the quarter or year.

    >>> _floor("2012-05", 3), _floor("2012-05", 12)
    ('2012-04', '2012-01')
    """
    return f"{month[:4]}-{(int(month[5:7]) - 1) // width * width + 1:02d}"


def _last(month: str, width: int) -> str:
    first = _floor(month, width)
    return f"{first[:4]}-{int(first[5:7]) + width - 1:02d}"


def _month(moment: Any) -> str:
    return f"{moment.year:04d}-{moment.month:02d}"
