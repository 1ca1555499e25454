"""The dossier of an actor: all that the record holds on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.pages.backing import Side, list_sides
from onrecord.report.pages.money import PaymentLine, build_payment, group_payments
from onrecord.report.pages.pledges import PledgeLine, build_pledge, group_pledges
from onrecord.report.pages.posts import PostLine, list_affiliations, list_offices
from onrecord.report.pages.stances import StanceLine, list_stances
from onrecord.report.quotes import Quote, build_quote, is_counted
from onrecord.report.readable import Row, confidence_of
from onrecord.report.wording import write_count, write_expected

MOST_SAID, MOST_TOLD = 60, 40
ACTS = (
    "threat", "demand", "pledge", "refusal", "criticism", "warning", "support", "praise",
    "prediction", "claim", "question",
)  # fmt: skip
PLURALS = {
    "threat": "Threats", "demand": "Demands", "pledge": "Pledges", "refusal": "Refusals",
    "criticism": "Criticism", "warning": "Warnings", "support": "Support", "praise": "Praise",
    "prediction": "Predictions", "claim": "Claims", "question": "Questions",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActGroup:
    """What an actor said in one act: the latest of it, and how much there is in all."""

    act: str
    heading: str
    total: int
    expected: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An actor, section by section; a section of nothing is left out."""

    actor: ActorLine
    statements: int
    posts: tuple[PostLine, ...]
    affiliations: tuple[PostLine, ...]
    sides: tuple[Side, ...]
    stances: tuple[StanceLine, ...]
    said: tuple[ActGroup, ...]
    voiced: tuple[Quote, ...]
    told: tuple[Quote, ...]
    told_total: int
    paid: tuple[PaymentLine, ...]
    received: tuple[PaymentLine, ...]
    pledges: tuple[PledgeLine, ...]

    @property
    def aliases(self) -> list[str]:
        """List the other names, without repeating the one in the heading."""
        return [alias for alias in self.actor.aliases if alias != self.actor.name]

    @property
    def counts(self) -> str:
        """Say how much the record holds on the actor."""
        return ", ".join((
            write_count(self.statements, "statement"),
            f"{self.told_total:,} about {'them' if self.actor.kind == 'person' else 'it'}",
            f"{write_count(self.actor.mentions, 'mention')} in the articles",
        ))  # fmt: skip

    @property
    def contents(self) -> list[tuple[str, str]]:
        """List the sections that have anything in them: anchor and name."""
        sections = (
            ("offices", "Offices", self.posts),
            ("affiliations", "Affiliations", self.affiliations),
            ("sides", "Backs and attacks", self.sides),
            ("positions", "Positions", self.stances),
            ("said", "Said", self.said),
            ("voiced", "Said on its behalf", self.voiced),
            ("told", "Said about", self.told),
            ("money", "Money", self.paid or self.received),
            ("pledges", "Pledges", self.pledges),
        )
        return [(anchor, name) for anchor, name, content in sections if content]


def build_dossier(materials: Materials, actor: ActorLine) -> Dossier:
    """Gather all that the record holds on an actor."""
    told = [row for row in materials.statements.take("targets", actor.id) if is_counted(row)]
    voiced = (
        row
        for row in materials.statements.take("organisation", actor.id)
        if is_counted(row) and materials.find_actor(row, "speaker") != actor
    )
    payers, payees = (
        group_payments(materials, materials.payments.take(end, actor.id))
        for end in ("payer", "beneficiary")
    )
    return Dossier(
        actor=actor,
        statements=materials.statements.count("speaker", actor.id),
        posts=tuple(list_offices(materials, actor)),
        affiliations=tuple(list_affiliations(materials, actor)),
        sides=tuple(list_sides(materials, actor)),
        stances=tuple(list_stances(materials, actor)),
        said=tuple(_group_acts(materials, actor)),
        voiced=tuple(build_quote(materials, row) for row in islice(voiced, MOST_TOLD)),
        told=tuple(build_quote(materials, row) for row in told[-MOST_TOLD:][::-1]),
        told_total=len(told),
        paid=tuple(build_payment(materials, rows) for rows in payers),
        received=tuple(build_payment(materials, rows) for rows in payees),
        pledges=tuple(
            build_pledge(materials, rows)
            for rows in group_pledges(materials, materials.pledges.take("by", actor.id))
        ),
    )


def _group_acts(materials: Materials, actor: ActorLine) -> Iterator[ActGroup]:
    rows: dict[str, list[Row]] = {}
    for row in materials.statements.take("speaker", actor.id):
        if is_counted(row):
            rows.setdefault(row.get("act") or "claim", []).append(row)
    for act in sorted(rows, key=lambda act: ACTS.index(act) if act in ACTS else len(ACTS)):
        said = rows[act]
        expected = write_expected(confidence_of(row) for row in said)
        latest = said[-MOST_SAID:][::-1]
        yield ActGroup(
            act,
            PLURALS.get(act, act),
            len(said),
            expected,
            tuple(build_quote(materials, r) for r in latest),
        )
