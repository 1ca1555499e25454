"""What a record holds, in numbers and in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.record.judgements import find_idle
from onrecord.record.migrations import read_version
from onrecord.record.store import Row, Store
from onrecord.record.whole import read_state


@dataclass(frozen=True, slots=True)
class Summary:
    """What was read, from when to when, by which models, and what could not be read."""

    articles: int
    copies: int
    files: int
    words: int
    outlets: int
    first: str | None
    last: str | None
    statements: int
    named: int
    actors: int
    persons: int
    organisations: int
    groups: int
    offices: int
    affiliations: int
    ties: int
    positions: int
    payments: int
    pledges: int
    problems: int
    read_by: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers as one JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Say it in a few lines."""
        lines = [
            f"{_count(self.articles, 'article')} from {_count(self.outlets, 'outlet')}"
            f"{_span(self.first, self.last)}, {self.copies:,} of them copies",
            f"{_count(self.statements, 'statement')}, {self.named:,} by a named actor",
            f"{_count(self.actors, 'actor')}: {_count(self.persons, 'person')}, "
            f"{_count(self.organisations, 'organisation')}, {_count(self.groups, 'group')}",
            f"{_count(self.offices, 'office')}, {_count(self.affiliations, 'affiliation')}, "
            f"{_count(self.ties, 'tie')}, {_count(self.positions, 'position')}, "
            f"{_count(self.payments, 'payment')}, {_count(self.pledges, 'pledge')}",
        ]
        if self.problems:
            lines.append(f"{_count(self.problems, 'problem')}: `onrecord problems` lists them")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Status:
    """How the record stands: where, which schema, which decisions, whether it is up to date."""

    record: str
    version: int
    resolved: bool
    undecided: int
    decisions: int
    undone: int
    waiting: int
    problems_by_code: Mapping[str, int]
    summary: Summary

    def as_dict(self) -> dict[str, Any]:
        """Return it all as one JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Say it in a few lines."""
        lines = [f"{self.record} (schema {self.version})", self.summary.as_text()]
        if self.decisions or self.undone:
            lines.append(
                f"{_count(self.decisions, 'decision')} in force, {self.undone:,} undone, "
                f"{self.waiting:,} waiting for a statement or an actor that is not in the record"
            )
        if self.undecided:
            lines.append(f"{_count(self.undecided, 'name')} that could be several actors")
        if not self.resolved:
            lines.append("the actors are not up to date: `onrecord read` finishes the work")
        return "\n".join(lines)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _span(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return ""
    return f", {first}" if first == last else f", {first} to {last}"


def read_summary(store: Store) -> Summary:
    """Count what the record holds."""
    kinds: dict[str, int] = dict(store.fetch("SELECT kind, count(*) FROM actor GROUP BY kind"))
    articles, words, outlets, first, last = _row(store, _ARTICLES)
    statements, named = _row(store, _STATEMENTS)
    readers = store.fetch("SELECT DISTINCT read_by FROM article ORDER BY read_by")
    return Summary(
        articles=articles, copies=_number(store, "copy"), files=_number(store, "source"),
        words=int(words or 0), outlets=outlets, first=first, last=last,
        statements=statements, named=named, actors=sum(kinds.values()),
        persons=kinds.get("person", 0), organisations=kinds.get("organisation", 0),
        groups=kinds.get("group", 0),
        offices=_number(store, "office"), affiliations=_number(store, "affiliation"),
        ties=_number(store, "tie"), positions=_number(store, "position") + _number(store, "coded"),
        payments=_number(store, "payment"), pledges=_number(store, "pledge"),
        problems=_number(store, "problem"), read_by=tuple(by for (by,) in readers),
    )  # fmt: skip


_ARTICLES = """
SELECT count(*), sum(words), count(DISTINCT outlet), min(published), max(published) FROM article
"""
_STATEMENTS = "SELECT count(*), count(actor) FROM said"
_NUMBER = "SELECT count(*) FROM (TABLE)"


def _row(store: Store, sql: str) -> Row:
    return store.fetch(sql)[0]


def _number(store: Store, table: str) -> int:
    return int(_row(store, _NUMBER.replace("(TABLE)", table))[0])


def read_status(store: Store) -> Status:
    """Say how the record stands."""
    decisions, undone = _row(store, "SELECT count(*), count(undone_at) FROM judgement")
    codes = store.fetch("SELECT code, count(*) FROM problem GROUP BY code ORDER BY code")
    return Status(
        record=store.name, version=read_version(store), resolved=is_resolved(store),
        undecided=_row(store, "SELECT count(DISTINCT member) FROM candidate")[0],
        decisions=decisions - undone, undone=undone, waiting=len(find_idle(store)),
        problems_by_code=dict(codes), summary=read_summary(store),
    )  # fmt: skip


def is_resolved(store: Store) -> bool:
    """Say whether the actors were worked out from what the record holds now."""
    return read_state(store, "changes") == read_state(store, "resolved")
