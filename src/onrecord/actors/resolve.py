"""Over the whole record: which members of which articles are one actor.

Members are read twice: once to learn which names there are, how often, when and in which posts,
once to give each member its actor. What is kept between is as large as the number of distinct
names. Names meet only within a block (one surname, one organisation's key), never all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.actors.decisions import apply_judgements
from onrecord.actors.entries import Entry, Held, is_full
from onrecord.actors.holders import Holders
from onrecord.actors.leads import Filing
from onrecord.actors.ledger import Ledger
from onrecord.actors.namesakes import Namesakes
from onrecord.actors.post_names import post_key
from onrecord.actors.types import Affiliation, Judgement, KnownActor, Member, Office, Resolution


def resolve_actors(
    members: Iterable[Member],
    judgements: Sequence[Judgement],
    *,
    offices: Iterable[Office] = (),
    affiliations: Iterable[Affiliation] = (),
    known: Sequence[KnownActor] = (),
) -> Resolution:
    """Return the actors of a record and which of them each member is.

    ``members`` is iterated more than once, so it has to be a collection or a query that can be
    run again. The order of members, offices and judgements makes no difference. People's
    decisions outrank what the rules find; undone ones are passed over. A member without a name
    is nobody's actor, unless it holds a post ("the Health Secretary") whose holder on the
    article's date ``known`` or else the record tells. An actor that bears the very name of one
    known actor has its ids. ``affiliations`` are looked at only where known actors share a name.
    """
    held = list(_held(offices))
    namesakes = Namesakes(known)
    bonds = list(_bonds(affiliations)) if namesakes.of_key else []
    ledger = Ledger(members, [*held, *bonds], namesakes)
    for judgement in judgements:
        if judgement.kind == "apart" and judgement.undone is None:
            ledger.keep_apart(judgement.subject, str(judgement.value.get("from", "")))
    ledger.join_known(known)
    ledger.join_variants()
    holders = Holders(ledger, held, known)
    placed, undecided = _place(members, ledger, holders)
    return apply_judgements(members, placed, undecided, judgements, known)


def _held(offices: Iterable[Office]) -> Iterator[Held]:
    """Keep of each office only what resolving needs; titles are kept once."""
    titles: dict[str, str] = {}
    for office in offices:
        if office.title not in titles:
            titles[office.title] = post_key(office.title)
        title = titles[office.title]
        yield Held(office.person, title, office.organisation, office.end is not None)


def _bonds(affiliations: Iterable[Affiliation]) -> Iterator[Held]:
    """Take who belongs to a body for its member: what tells people of one name apart."""
    for each in affiliations:
        yield Held(each.member, "member", each.of, each.end is not None)


def _place(
    members: Iterable[Member], ledger: Ledger, holders: Holders
) -> tuple[Filing[Entry], dict[str, tuple[Entry, ...]]]:
    """Give every member its entry in the ledger, or the entries that it could be."""
    placed: Filing[Entry] = Filing()
    undecided: dict[str, tuple[Entry, ...]] = {}
    led: dict[Entry, Led] = defaultdict(Led)
    for member in members:
        own, candidates = ledger.candidates(member) if member.named else (None, holders.of(member))
        if own is not None and not is_full(own.key) and (known := holders.of_surname(member)):
            candidates = [known.root]
        if len(candidates) == 1:
            placed.add(member.id, candidates[0])
            if own is not candidates[0]:
                led[candidates[0]].note(member)
        elif candidates:
            undecided[member.id] = tuple(candidates)
    for entry, more in led.items():
        more.tell(entry)
    return placed, undecided


@dataclass(slots=True)
class Led:
    """What members that led to an entry of another name tell about it.

    They tell it when all members have their entries: what is told must not depend on the order.
    """

    names: set[str] = field(default_factory=set)
    dates: tuple[str, str] | None = None

    def note(self, member: Member) -> None:
        """Remember a member's names and date."""
        if member.named:
            self.names |= {member.name, *member.aliases}
        if member.date:
            first, last = self.dates or (member.date, member.date)
            self.dates = (min(first, member.date), max(last, member.date))

    def tell(self, entry: Entry) -> None:
        """Add it to the entry."""
        entry.aliases.update(self.names)
        for date in self.dates or ():
            entry.see(date)
