"""Threats and demands: who to whom, on what condition, and what the record shows later."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import islice

from onrecord.report.disputes import find_content_words
from onrecord.report.materials import Materials
from onrecord.report.pages.money import PaymentLine, build_payment
from onrecord.report.quotes import Quote, build_quote, is_counted
from onrecord.report.readable import Row
from onrecord.report.sheet import Leaf, Sheet, turn_leaves
from onrecord.statements.lexicon import load_set

ACTS = ("threat", "demand", "warning")
PER_LEAF = 150
LATER = 4


@dataclass(frozen=True, slots=True)
class Later:
    """What came later: ``how`` says what became of the threat, in a statement or a payment."""

    how: str
    quote: Quote | None
    payment: PaymentLine | None = None


@dataclass(frozen=True, slots=True)
class ThreatLine:
    """A threat, demand or warning and what passed between the same two afterwards."""

    quote: Quote
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class ThreatsPage:
    """Threats, then demands, then warnings, each in order of time, and how many of each."""

    lines: tuple[ThreatLine, ...]
    counts: tuple[tuple[str, int], ...]
    leaf: Leaf


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the threats and demands, as many files as they fill."""
    counts = {act: sum(1 for _ in _list_moves(materials, act)) for act in ACTS}
    moves = (move for act in ACTS for move in _list_moves(materials, act))
    for file, leaf, batch in turn_leaves("threats", moves, sum(counts.values()), PER_LEAF):
        lines = tuple(_build_line(materials, row, move) for row, move in batch)
        page = ThreatsPage(lines, tuple(counts.items()), leaf)
        yield Sheet(file, "threats.html", "Threats and demands", page)


def _list_moves(materials: Materials, act: str) -> Iterator[tuple[Row, Row | None]]:
    """Yield the statements of an act, and the sentences that do it within another, by time."""
    whole = ((row, None) for row in materials.statements.take("act", act))
    parts = (
        (row, move)
        for row in materials.statements.take("also", act)
        for move in row["also"]
        if move["act"] == act
    )
    streams = heapq.merge(whole, parts, key=lambda pair: materials.order_of(pair[0]))
    return (pair for pair in streams if is_counted(pair[0]))


def _build_line(materials: Materials, row: Row, move: Row | None) -> ThreatLine:
    quote = build_quote(materials, row)
    if move is not None:
        quote = replace(
            quote, act=move["act"], words=(move["text"],), condition=None, by_when=None, due=None
        )
    said = row if move is None else row | {"act": move["act"], "content": [move]}
    later = (*_find_withdrawals(materials, said), *islice(_find_later(materials, said), LATER))
    return ThreatLine(quote, later)


def _find_withdrawals(materials: Materials, row: Row) -> Iterator[Later]:
    """Yield the money that who threatened to withhold it withdrew afterwards, the first time."""
    if row.get("act") != "threat" or not MONEY.search(_join_words(row)):
        return
    for voice in sorted(_find_voices(materials, row)):
        rows = materials.payments.take("payer", voice)
        gone = (r for r in rows if r.get("status") == "withdrawn" and materials.follows(r, row))
        first = next(gone, None)
        if first is not None:
            yield Later("Perhaps carried out", None, build_payment(materials, [first]))
            return


MONEY = re.compile(
    r"\b(?:money|funds?|funding|cash|donations?|contributions?|affiliation|taps?|pay)\b"
)


def _find_voices(materials: Materials, row: Row) -> set[str]:
    """Return the ids of the speaker and of the organisation whose voice it is."""
    found = (materials.find_actor(row, field) for field in ("speaker", "organisation"))
    return {actor.id for actor in found if actor is not None}


def _find_later(materials: Materials, row: Row) -> Iterator[Later]:
    """Yield what the speaker said to the same target, or the target to the speaker, afterwards.

    What speaker or organisation say later to nobody in particular counts if it tells what became
    of it: "We have called off the strike."
    """
    speaker = materials.find_actor(row, "speaker")
    targets = [target for _, target in materials.find_targets(row) if target]
    if speaker is None:
        return
    voices = _find_voices(materials, row)
    answers = [materials.take_exchange(target, speaker) for target in targets if target != speaker]
    own = [materials.statements.take("speaker", voice) for voice in sorted(voices)]
    own += [materials.statements.take("organisation", voice) for voice in sorted(voices)]
    seen, told = {row["id"]}, set()
    for other in heapq.merge(*answers, *own, key=materials.order_of):
        if other["id"] in seen or not materials.follows(other, row) or not is_counted(other):
            continue
        seen.add(other["id"])
        how = _tell_later(materials, row, other, voices, {target.id for target in targets})
        if how is not None and (how, other["article"]) not in told:
            told.add((how, other["article"]))
            yield Later(how, build_quote(materials, other))


def _tell_later(
    materials: Materials, row: Row, other: Row, voices: set[str], targets: set[str]
) -> str | None:
    """Say what a later statement is to an earlier one, ``None`` where it is nothing to it."""
    if not _find_voices(materials, other) & voices:
        return "Answered"
    how = find_outcome(row, other, _list_names(materials, row))
    met = targets & {actor.id for _, actor in materials.find_targets(other) if actor}
    if how is None and met and other.get("act") == row.get("act"):
        how = "Repeated or taken further"
    return how


def _list_names(materials: Materials, row: Row) -> frozenset[str]:
    """List the words that name who speaks and whom it is aimed at: they tell nothing of a deed."""
    actors = [materials.find_actor(row, field) for field in ("speaker", "organisation")]
    actors += [actor for _, actor in materials.find_targets(row)]
    return frozenset(w for actor in actors if actor for w in actor.name.lower().split())


def find_outcome(row: Row, later: Row, names: frozenset[str] = frozenset()) -> str | None:
    """Say what a later statement of the same speaker tells of an earlier one, ``None`` if nothing.

    It must hold a phrase of ``outcomes.yaml`` and share a content word with the earlier one that
    is neither among the ``names`` of those concerned nor a word such as "union" or "council".
    """
    before, after = (_join_words(each) for each in (row, later))
    shared = set(find_content_words(before)) & set(find_content_words(after))
    if not shared - names - load_set("parties bodies") - load_set("parties groups"):
        return None
    for outcome, phrases in read_outcomes().items():
        if any(re.search(rf"\b{re.escape(phrase)}\b", after) for phrase in phrases):
            return outcome
    return None


def _join_words(row: Row) -> str:
    return " ".join(passage["text"] for passage in row.get("content") or ()).lower()


@cache
def read_outcomes() -> Mapping[str, list[str]]:
    """Read the phrases by which speakers tell what became of what they threatened."""
    import yaml

    text = files("onrecord.report").joinpath("outcomes.yaml").read_text("utf-8")
    outcomes: Mapping[str, list[str]] = yaml.safe_load(text)
    return outcomes
