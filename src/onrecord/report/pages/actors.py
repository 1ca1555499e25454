"""The index of actors, and a dossier for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.report.materials import ActorLine, Materials
from onrecord.report.pages.dossier import build_dossier
from onrecord.report.quotes import Link, link_actor
from onrecord.report.sheet import Leaf, Sheet, turn_leaves

PER_LEAF = 500


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An actor in the index."""

    name: Link
    kind: str
    office: str
    statements: int
    about: int
    mentions: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Actors, those who say most first."""

    lines: tuple[IndexLine, ...]
    total: int
    leaf: Leaf


def build_sheets(materials: Materials) -> Iterator[Sheet]:
    """Yield the index, then the dossier of each actor."""
    yield from build_index(materials)
    for actor in materials.actors.values():
        yield Sheet(actor.page, "actor.html", actor.name, build_dossier(materials, actor))


def build_index(materials: Materials) -> Iterator[Sheet]:
    """Yield the index of actors, as many files as it fills."""
    said = materials.statements
    actors = sorted(
        materials.actors.values(),
        key=lambda a: (-said.count("speaker", a.id), -said.count("targets", a.id), a.name),
    )
    for file, leaf, part in turn_leaves("actors", actors, len(actors), PER_LEAF):
        lines = tuple(_build_line(materials, actor) for actor in part)
        yield Sheet(file, "actors.html", "Actors", IndexPage(lines, len(actors), leaf))


def _build_line(materials: Materials, actor: ActorLine) -> IndexLine:
    post = materials.offices.first("person", actor.id)
    parts = (post.get("title"), post.get("organisation")) if post else ()
    return IndexLine(
        link_actor(actor),
        actor.kind,
        ", ".join(part for part in parts if part),
        materials.statements.count("speaker", actor.id),
        materials.statements.count("targets", actor.id),
        actor.mentions,
    )
