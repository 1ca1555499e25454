"""Read a user's file of known people, parties and offices: CSV, FollowTheMoney or Popolo JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.actors.types import ActorKind
from onrecord.errors import InputError

_LISTS = (";", "|")


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """A post that a known actor holds, with the dates that the file gives."""

    title: str
    organisation: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person or organisation of a user's file; ``external`` has its ids by scheme."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    external: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[KnownOffice, ...] = ()


def read_known_actors(file: Path) -> tuple[KnownActor, ...]:
    """Read the known actors of ``file``.

    CSV has a column ``name`` and any of ``id``, ``kind`` (person, organisation, group),
    ``aliases`` (parted by semicolons), ``wikidata``, ``office``, ``organisation``, ``from`` and
    ``to``; rows of one name are one actor with several offices. JSON is Popolo (``persons``,
    ``organizations``, ``memberships``) or FollowTheMoney entities, one a line or in a list.

    Raises:
        InputError: the file cannot be read or is of neither form.

    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            str(file), "actors-unreadable", f"cannot be read ({error}).", "Save it as UTF-8."
        ) from error
    if file.suffix.lower() == ".csv":
        return _from_csv(file, text)
    return _from_json(file, text)


def _from_csv(file: Path, text: str) -> tuple[KnownActor, ...]:
    rows = list(csv.DictReader(io.StringIO(text)))
    if rows and "name" not in {(k or "").strip().lower() for k in rows[0]}:
        raise InputError(
            str(file), "actors-no-name", "has no column 'name'.", "Name the columns in line 1."
        )
    merged: dict[tuple[str, str], KnownActor] = {}
    for raw in rows:
        row = {
            (k or "").strip().lower(): (v or "").strip()
            for k, v in raw.items()
            if isinstance(v, str)
        }
        if not row.get("name"):
            continue
        actor = _csv_actor(row)
        key = (actor.name, row.get("id", ""))
        if key in merged:
            earlier = merged[key]
            actor = KnownActor(
                earlier.name, earlier.kind,
                tuple(dict.fromkeys(earlier.aliases + actor.aliases)),
                {**earlier.external, **actor.external}, earlier.offices + actor.offices,
            )  # fmt: skip
        merged[key] = actor
    return tuple(merged.values())


def _csv_actor(row: Mapping[str, str]) -> KnownActor:
    external = {s: row[s] for s in ("id", "wikidata") if row.get(s)}
    office = row.get("office") or row.get("title")
    offices = (
        (KnownOffice(office, row.get("organisation") or row.get("organization") or None,
                     row.get("from") or row.get("start") or None,
                     row.get("to") or row.get("end") or None),)
        if office else ()
    )  # fmt: skip
    return KnownActor(
        row["name"],
        _kind(row.get("kind", "person")),
        _parts(row.get("aliases", "")),
        external,
        offices,
    )


def _parts(text: str) -> tuple[str, ...]:
    for mark in _LISTS:
        text = text.replace(mark, "\n")
    return tuple(part.strip() for part in text.splitlines() if part.strip())


def _kind(word: str) -> ActorKind:
    lower = word.lower()
    if lower in ("person", "people", "individual", "", "legalentity"):
        return "person"
    return "group" if lower == "group" else "organisation"


def _from_json(file: Path, text: str) -> tuple[KnownActor, ...]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        try:
            data = [json.loads(line) for line in text.splitlines() if line.strip()]
        except json.JSONDecodeError as error:
            raise InputError(
                str(file), "actors-not-json", f"is not JSON ({error}).", "Check its end and quotes."
            ) from error
    if isinstance(data, dict) and ("persons" in data or "organizations" in data):
        return tuple(_from_popolo(data))
    if isinstance(data, dict):
        data = [data]
    if isinstance(data, list) and all(isinstance(e, dict) and "schema" in e for e in data):
        return tuple(_from_ftm(data))
    raise InputError(
        str(file), "actors-unknown-form", "is neither Popolo nor FollowTheMoney.",
        "Give CSV with a column 'name', or one of these two forms.",
    )  # fmt: skip


def _from_popolo(data: Mapping[str, Any]) -> Iterator[KnownActor]:
    organisations = {o.get("id"): o for o in data.get("organizations", [])}
    posts = {p.get("id"): p for p in data.get("posts", [])}
    offices: dict[str, list[KnownOffice]] = {}
    for membership in data.get("memberships", []):
        post = posts.get(membership.get("post_id"), {})
        title = membership.get("role") or post.get("role") or post.get("label")
        home = membership.get("organization_id") or post.get("organization_id")
        if title and membership.get("person_id"):
            offices.setdefault(membership["person_id"], []).append(
                KnownOffice(
                    title, organisations.get(home, {}).get("name"),
                    membership.get("start_date"), membership.get("end_date"),
                )
            )  # fmt: skip
    for kind, field_name in (("person", "persons"), ("organisation", "organizations")):
        for entity in data.get(field_name, []):
            if not entity.get("name"):
                continue
            external = {
                i["scheme"]: i["identifier"] for i in entity.get("identifiers", []) if "scheme" in i
            }
            if entity.get("id"):
                external.setdefault("id", entity["id"])
            aliases = tuple(o["name"] for o in entity.get("other_names", []) if o.get("name"))
            yield KnownActor(
                entity["name"], _kind(kind), aliases, external,
                tuple(offices.get(entity.get("id", ""), ())),
            )  # fmt: skip


def _from_ftm(entities: list[dict[str, Any]]) -> Iterator[KnownActor]:
    offices: dict[str, list[KnownOffice]] = {}
    names = {e.get("id"): _first(e, "name") for e in entities}
    for entity in entities:
        if entity["schema"] in ("Occupancy", "Directorship", "Employment", "Membership"):
            holder = (
                _first(entity, "holder")
                or _first(entity, "director")
                or _first(entity, "employee")
                or _first(entity, "member")
            )
            home = (
                _first(entity, "post")
                or _first(entity, "organization")
                or _first(entity, "employer")
            )
            title = _first(entity, "role") or names.get(_first(entity, "post"))
            if holder and title:
                offices.setdefault(holder, []).append(
                    KnownOffice(title, names.get(home) if home != _first(entity, "post") else None,
                                _first(entity, "startDate"), _first(entity, "endDate"))
                )  # fmt: skip
    for entity in entities:
        name = _first(entity, "name")
        if not name or entity["schema"] in (
            "Position",
            "Occupancy",
            "Directorship",
            "Employment",
            "Membership",
            "Address",
        ):
            continue
        aliases = tuple(entity.get("properties", {}).get("alias", []))
        external = {"id": str(entity["id"])} if entity.get("id") else {}
        if wikidata := _first(entity, "wikidataId"):
            external["wikidata"] = wikidata
        given = [
            KnownOffice(p) for p in entity.get("properties", {}).get("position", [])
        ] + offices.get(entity.get("id", ""), [])
        yield KnownActor(name, _kind(entity["schema"]), aliases, external, tuple(given))


def _first(entity: Mapping[str, Any], prop: str) -> str | None:
    values = entity.get("properties", {}).get(prop) or []
    if isinstance(values, str):
        return values
    return str(values[0]) if values else None
