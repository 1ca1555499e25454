"""Who stands together in the positions they take: coalitions, never without their stability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.report.agreement import (
    FEWEST,
    RUNS,
    Agreement,
    Estimate,
    Held,
    Period,
    find_agreement,
    find_comparable,
    find_periods,
)
from onrecord.report.charts import Heatmap, Series, draw_heatmap, draw_series
from onrecord.report.materials import Materials
from onrecord.report.pages.stances import take_counted
from onrecord.report.quotes import Link, Place, find_statement_quote, link_actor
from onrecord.report.readable import Row, confidence_of
from onrecord.report.sheet import Sheet
from onrecord.report.wording import Day, write_day

DRAWN = 24
HOLDS = 0.5
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an actor last stood on a concept, and the way to the words."""

    concept: str
    stance: int
    day: Day | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Fellow:
    """An actor of a coalition: how surely it belongs, and where it stands."""

    actor: Link
    stability: float
    present: float
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Coalition:
    """Actors that stand together. ``stability`` is their mean."""

    number: int
    fellows: tuple[Fellow, ...]
    stability: float


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two actors: how far they agree, how surely, and on what that rests."""

    anchor: str
    one: Link
    two: Link
    tie: Estimate
    recurrence: float
    together: float
    shared: tuple[tuple[Stand, Stand], ...]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """How far a stretch of time falls into two camps, and who was in them."""

    start: Day | None
    stop: Day | None
    actors: int
    score: Estimate | None
    scored: float
    camps: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class CoalitionsPage:
    """Coalitions with their stability, pair by pair, and polarization over time.

    ``reason`` says why nothing is drawn, and is empty otherwise.
    """

    reason: str
    positions: int
    compared: int
    runs: int
    alone: tuple[Fellow, ...] = ()
    coalitions: tuple[Coalition, ...] = ()
    overall: float = 0.0
    modularity: Estimate | None = None
    method: str = ""
    picture: Heatmap | None = None
    drawn: int = 0
    pairs: tuple[PairLine, ...] = ()
    series: Series | None = None
    periods: tuple[PeriodLine, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the coalitions are stable enough to speak of."""
        return self.overall >= HOLDS

    @property
    def presence(self) -> float:
        """Return the share of resamples in which an actor holds anything, on average."""
        fellows = [*self.alone, *(fellow for each in self.coalitions for fellow in each.fellows)]
        return sum(fellow.present for fellow in fellows) / max(1, len(fellows))


def has_positions(materials: Materials) -> bool:
    """Tell whether the record holds positions, that is, was read with a codebook."""
    return len(materials.positions) > 0


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the page of coalitions, if the record has positions."""
    if has_positions(materials):
        page = build_coalitions(materials)
        yield Sheet("coalitions.html", "coalitions.html", "Who stands together", page)


Stands = Mapping[str, Mapping[str, Stand]]


def build_coalitions(materials: Materials) -> CoalitionsPage:
    """Find coalitions among those who take positions on the same concepts."""
    counted = take_counted(materials, materials.positions)
    rows = [row for row in counted if materials.find_actor(row, "actor")]
    held = find_comparable([_read_held(materials, row) for row in rows])
    compared = len({each.actor for each in held})
    found = find_agreement(held)
    if found is None:
        return CoalitionsPage(_explain(compared), len(rows), compared, RUNS)
    stands = _list_stands(materials, rows, {each.concept for each in held})
    groups = _order(materials, found)
    drawn = _choose(groups, held)
    pairs = tuple(_build_pairs(materials, found, drawn, stands))
    periods = find_periods(held)
    lines = tuple(_build_period(materials, period) for period in periods)
    parts = [tuple(_build_fellow(materials, found, a, stands) for a in group) for group in groups]
    return CoalitionsPage(
        "",
        len(rows),
        compared,
        RUNS,
        tuple(part[0] for part in parts if len(part) == 1),
        tuple(
            Coalition(number, part, sum(f.stability for f in part) / len(part))
            for number, part in enumerate((part for part in parts if len(part) > 1), 1)
        ),
        found.overall,
        found.modularity,
        found.method.replace("_", " "),
        _draw(materials, found, drawn, pairs),
        sum(map(len, drawn)),
        pairs,
        _draw_periods(lines) if any(line.score for line in lines) else None,
        lines,
    )


def _explain(compared: int) -> str:
    if compared < FEWEST:
        number = ("No actor", "One actor", "Two actors", "Three actors")[compared]
        verb = "takes" if compared < 2 else "take"
        return (
            f"{number} of the record {verb} a position on a concept that somebody else takes one "
            f"on too. With fewer than {FEWEST}, any division would say more of chance than of them."
        )
    return "Nobody agrees with anybody on any concept, so there is nothing to divide."


def _read_held(materials: Materials, row: Row) -> Held:
    return Held(
        row["actor_id"], row.get("concept") or "", row.get("stance") or 0, materials.date_of(row),
        row.get("article") or "", confidence_of(row),
    )  # fmt: skip


def _list_stands(materials: Materials, rows: Sequence[Row], concepts: set[str]) -> Stands:
    """Gather where each actor last stood on each concept."""
    latest: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        if (row.get("concept") or "") in concepts:
            latest[row["actor_id"]][row.get("concept") or ""] = row
    return {
        actor: {concept: _build_stand(materials, concept, row) for concept, row in own.items()}
        for actor, own in latest.items()
    }


def _build_stand(materials: Materials, concept: str, row: Row) -> Stand:
    quote = find_statement_quote(materials, row)
    day = write_day(materials.date_of(row))
    return Stand(concept, row.get("stance") or 0, day, quote.place if quote else None)


def _order(materials: Materials, found: Agreement) -> list[list[str]]:
    """List the actors coalition by coalition, the largest and the surest first."""
    groups: dict[int, list[str]] = defaultdict(list)
    for actor in found.actors:
        groups[found.belongings[actor].coalition].append(actor)

    def place(actor: str) -> tuple[float, str]:
        return -found.belongings[actor].stability, materials.actors[actor].name

    ordered = [sorted(group, key=place) for group in groups.values()]
    return sorted(ordered, key=lambda group: (-len(group), place(group[0])))


def _choose(groups: Sequence[Sequence[str]], held: Sequence[Held]) -> list[list[str]]:
    """Keep the actors with most positions, as many as a picture can show."""
    counts: dict[str, int] = defaultdict(int)
    for each in held:
        counts[each.actor] += 1
    chosen = set(sorted(counts, key=lambda actor: (-counts[actor], actor))[:DRAWN])
    kept = [[actor for actor in group if actor in chosen] for group in groups]
    return [group for group in kept if group]


def _build_fellow(materials: Materials, found: Agreement, actor: str, stands: Stands) -> Fellow:
    own = found.belongings[actor]
    link = link_actor(materials.actors[actor])
    return Fellow(link, own.stability, own.present, tuple(stands[actor].values()))


def _build_pairs(
    materials: Materials, found: Agreement, drawn: Sequence[Sequence[str]], stands: Stands
) -> Iterator[PairLine]:
    """Yield each two of the drawn actors that take positions on the same concept."""
    actors = [actor for group in drawn for actor in group]
    for down, two in enumerate(actors):
        for one in actors[:down]:
            shared = [concept for concept in stands[one] if concept in stands[two]]
            if not shared:
                continue
            pair = (one, two) if one < two else (two, one)
            tie, recurrence = found.ties.get(pair, (Estimate(0.0, 0.0, 0.0), 1.0))
            ends = materials.actors[one], materials.actors[two]
            yield PairLine(
                _anchor(materials, pair), link_actor(ends[0]), link_actor(ends[1]), tie,
                recurrence, found.together[pair],
                tuple((stands[one][concept], stands[two][concept]) for concept in shared),
            )  # fmt: skip


def _anchor(materials: Materials, pair: tuple[str, str]) -> str:
    pages = (materials.actors[actor].page for actor in pair)
    return "pair-" + "-".join(page[len("actor/") : -len(".html")] for page in pages)


def _draw(
    materials: Materials,
    found: Agreement,
    drawn: Sequence[Sequence[str]],
    pairs: Sequence[PairLine],
) -> Heatmap:
    listed = {pair.anchor for pair in pairs}
    groups = [
        [(actor, materials.actors[actor].name, materials.actors[actor].page) for actor in group]
        for group in drawn
    ]
    anchors = {pair: _anchor(materials, pair) for pair in found.together}
    known = {pair: anchor for pair, anchor in anchors.items() if anchor in listed}
    return draw_heatmap(groups, found.together, known)


def _build_period(materials: Materials, period: Period) -> PeriodLine:
    camps = tuple(
        tuple(link_actor(materials.actors[actor]) for actor in camp) for camp in period.camps
    )
    return PeriodLine(
        write_day(period.start), write_day(period.stop), sum(map(len, camps)), period.score,
        period.scored, camps,
    )  # fmt: skip


def _draw_periods(lines: Sequence[PeriodLine]) -> Series:
    values = []
    for line in lines:
        label = (line.start.text if line.start else "", f"to {line.stop.text}" if line.stop else "")
        score = line.score
        values.append((label, (score.value, score.low, score.high) if score else None))
    return draw_series(values, top=HALF)
