"""Over the whole record: which members of which articles are one actor.

Members are read twice: once to learn which names there are, how often, when and in which posts,
once to give each member its actor. What is kept between is as large as the number of distinct
names. Names meet only within a block (one surname, one organisation's key), never all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.actors.decisions import apply_judgements
from onrecord.actors.entries import Entry, Held, Ledger
from onrecord.actors.holders import Holders
from onrecord.actors.leads import Filing
from onrecord.actors.types import Judgement, KnownActor, Member, Office, Resolution


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
    held = list(_held(offices))
    ledger = Ledger(members, held)
    ledger.join_variants()
    holders = Holders(ledger, held, known)
    placed, undecided = _place(members, ledger, holders)
    return apply_judgements(members, placed, undecided, judgements, known)


def _held(offices: Iterable[Office]) -> Iterator[Held]:
    """Keep of each office only what resolving needs; titles are kept once."""
    titles: dict[str, str] = {}
    for office in offices:
        title = titles.setdefault(office.title, office.title.lower())
        yield Held(office.person, title, office.organisation, office.end is not None)


def _place(
    members: Iterable[Member], ledger: Ledger, holders: Holders
) -> tuple[Filing[Entry], dict[str, tuple[Entry, ...]]]:
    """Give every member its entry in the ledger, or the entries that it could be."""
    placed: Filing[Entry] = Filing()
    undecided: dict[str, tuple[Entry, ...]] = {}
    for member in members:
        if member.named:
            candidates = ledger.candidates(member)
        else:
            candidates = holders.of(member)
        if len(candidates) == 1:
            placed.add(member.id, candidates[0])
        elif candidates:
            undecided[member.id] = tuple(candidates)
    return placed, undecided
