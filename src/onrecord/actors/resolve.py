"""Over the whole record: which members of which articles are one actor.

Members are read twice: once to learn which names there are, how often, when and in which posts,
once to give each member its actor. What is kept between is as large as the number of distinct
names. Names meet only within a block (one surname, one organisation's key), never all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.actors.decisions import apply_judgements
from onrecord.actors.entries import Entry, Ledger
from onrecord.actors.holders import Holders
from onrecord.actors.known import KnownActor
from onrecord.actors.types import Judgement, Member, Office, Resolution


def resolve_actors(
    members: Iterable[Member],
    judgements: Sequence[Judgement],
    *,
    offices: Iterable[Office] = (),
    known: Sequence[KnownActor] = (),
) -> Resolution:
    """Return the actors of a record and which of them each member is.

    ``members`` is iterated more than once, so it has to be a collection or a query that can be
    run again. The order of members, offices and judgements makes no difference. People's
    decisions outrank what the rules find; undone ones are passed over. A member without a name
    is nobody's actor, unless it holds a post ("the Health Secretary") whose holder on the
    article's date the record or ``known`` tells.
    """
    offices = list(offices)
    ledger = Ledger(members, offices)
    ledger.join_variants()
    holders = Holders(ledger, offices, known)
    placed, undecided = _place(members, ledger, holders)
    return apply_judgements(members, ledger, placed, undecided, judgements, known)


def _place(
    members: Iterable[Member], ledger: Ledger, holders: Holders
) -> tuple[dict[str, Entry], dict[str, tuple[Entry, ...]]]:
    """Give every member its entry in the ledger, or the entries that it could be."""
    placed: dict[str, Entry] = {}
    undecided: dict[str, tuple[Entry, ...]] = {}
    for member in members:
        if member.named:
            candidates = ledger.candidates(member)
        else:
            candidates = holders.of(member)
        if len(candidates) == 1:
            placed[member.id] = candidates[0]
        elif candidates:
            undecided[member.id] = tuple(candidates)
    return placed, undecided
