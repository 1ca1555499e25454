"""The story on one screen: how a folder of articles becomes a record.

Each article is read on its own, in any order and in several processes; what is read of it goes
into the record in one transaction. Then the record is looked at as a whole: who is who, and which
articles copy others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain

from onrecord.actors import Resolution, Suggestion, find_cast, resolve_actors, suggest_merges
from onrecord.articles import Article, Settings, find_copies, find_sources, signature
from onrecord.attributions import find_attributions, find_paragraphs
from onrecord.concepts import apply_learnt
from onrecord.intake import Gathered, Intake, Tools, gather, prepare
from onrecord.models import Model, load_relations
from onrecord.parallel import count_cores, map_in_processes
from onrecord.record import Findings, Members, Record, Summary
from onrecord.statements import Codebook, code_statements

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def read(
    paths: Paths,
    record: Record,
    *,
    settings: Settings | None = None,
    model: str = "fast",
    jobs: int | None = None,
    on_step: Callable[[tuple[Gathered, ...]], None] = lambda step: None,
) -> Summary:
    """Read files and folders into ``record`` and return what it then holds.

    What is there already is passed over, so a read that was stopped goes on where it was.
    ``jobs`` is the number of processes (default: as many as there are cores); ``on_step`` is told
    of every few articles that were kept. Bad input never raises: it becomes rows of the table
    ``problems``.
    """
    tools = Tools(settings or Settings(), model, record.codebook())
    intake = Intake(record, tools)
    sources = find_sources(_as_list(paths), on_problem=intake.note)
    results = map_in_processes(
        gather,
        intake.plan(sources),
        jobs=jobs or count_cores(),
        prepare=prepare,
        arguments=(tools, read_article),
    )
    for result in results:
        on_step(intake.keep(result))
    refresh(record)
    return record.summary()


def read_article(article: Article, model: Model, codebook: Codebook | None, by: str) -> Findings:
    """Read one article: what is said in it, by whom, about whom."""
    reading = model.read(article.text, find_paragraphs(article))
    attributions = find_attributions(article, reading)
    cast = find_cast(article, attributions, reading.names)
    coding = code_statements(
        article, attributions, cast, codebook=codebook, relations=load_relations()
    )
    cast = replace(cast, members=(*cast.members, *coding.members))
    return Findings(article, attributions, cast, coding, signature(article), by)


def refresh(record: Record) -> None:
    """Work out again what only the whole record can tell: copies, actors, repeats, codings."""
    if not record.is_resolved():
        record.replace_copies(find_copies(record.signatures()))
        members = record.members()
        record.replace_actors(_resolve(record, members), as_of=members.as_of)
    if not record.is_coded():
        apply_learnt(record)


def suggest(record: Record, *, limit: int = 200) -> list[Suggestion]:
    """Return what a person might decide about the actors, the most consequential first."""
    members = record.members()
    return suggest_merges(
        _resolve(record, members), members, bonds=chain(record.offices(), record.affiliations()),
        known=record.known_actors(), judgements=record.judgements(), limit=limit,
    )  # fmt: skip


def _resolve(record: Record, members: Members) -> Resolution:
    return resolve_actors(
        members,
        record.judgements(),
        offices=record.offices(),
        affiliations=record.affiliations(),
        known=record.known_actors(),
    )


def _as_list(paths: Paths) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, str | os.PathLike) else list(paths)
