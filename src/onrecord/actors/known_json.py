"""Known actors as Popolo or as FollowTheMoney entities."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from onrecord.actors.known_csv import GENDERS
from onrecord.actors.known_dates import read_span
from onrecord.actors.types import ActorKind, KnownActor, KnownOffice
from onrecord.errors import InputError

Entity = Mapping[str, Any]
Offices = Mapping[str, list[KnownOffice]]

_PERSONS = frozenset(["Person", "LegalEntity"])
_ORGANISATIONS = frozenset(["Organization", "Company", "PublicBody"])
_HOLDINGS = {
    "Occupancy": ("holder", "post"), "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"), "Membership": ("member", "organization"),
}  # fmt: skip


def parse_json(text: str, path: str) -> tuple[KnownActor, ...]:
    """Read the known actors of a Popolo object, or of FollowTheMoney entities.

    Raises:
        InputError: with the line, or the entity, that is wrong.

    """
    data = _load(text, path)
    if isinstance(data, dict) and ("persons" in data or "organizations" in data):
        return _read(path, lambda: tuple(_from_popolo(data)))
    entities = [data] if isinstance(data, dict) else data
    for number, entity in enumerate(entities, start=1):
        if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str):
            raise InputError(
                path, "actors-unknown-form",
                f"is neither Popolo nor FollowTheMoney (entity {number} has no schema).",
                "Give an object with 'persons', entities with 'schema', or CSV.",
            )  # fmt: skip
    return _read(path, lambda: tuple(_from_ftm(entities)))


def _load(text: str, path: str) -> Any:
    """Return the value of a JSON text, or the list of its lines."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as whole:
        values = []
        for number, line in enumerate(text.splitlines(), start=1):
            try:
                values += [json.loads(line)] if line.strip() else []
            except json.JSONDecodeError as error:
                # a file of lines has whole entities in the lines before; another fails at once
                at, why = (number, error.msg) if values else (whole.lineno, whole.msg)
                raise InputError(
                    path, "actors-not-json", f"line {at}: is not JSON ({why}).",
                    "Check brackets, commas and quotation marks there.",
                ) from None  # fmt: skip
        return values


def _read(path: str, read: Callable[[], tuple[KnownActor, ...]]) -> tuple[KnownActor, ...]:
    try:
        return read()
    except ValueError as error:
        raise InputError(
            path, "actors-bad-entity", f"{error}.", "Mend it and give the file again."
        ) from None


# == Popolo ==


def _from_popolo(data: Entity) -> Iterator[KnownActor]:
    organisations = {_text(o, "id"): _text(o, "name") for o in _entities(data, "organizations")}
    posts = {_text(p, "id"): p for p in _entities(data, "posts")}
    offices: dict[str, list[KnownOffice]] = defaultdict(list)
    for membership in _entities(data, "memberships"):
        post = posts.get(_text(membership, "post_id"), {})
        title = _text(membership, "role") or _text(post, "role") or _text(post, "label")
        home = _text(membership, "organization_id") or _text(post, "organization_id")
        holder = _text(membership, "person_id") or ""
        what = f"a membership of {holder!r}"
        start, end = _span(what, _text(membership, "start_date"), _text(membership, "end_date"))
        offices[holder].append(KnownOffice(title or "member", organisations.get(home), start, end))
        if party := organisations.get(_text(membership, "on_behalf_of_id")):
            offices[holder].append(KnownOffice("member", party, start, end))
    for entity in _entities(data, "persons"):
        yield _popolo_actor(entity, "person", offices)
    for entity in _entities(data, "organizations"):
        yield _popolo_actor(entity, "organisation", offices)


def _popolo_actor(entity: Entity, kind: ActorKind, offices: Offices) -> KnownActor:
    name = _text(entity, "name")
    if not name:
        raise ValueError(f"a {kind} has no name: {json.dumps(entity, ensure_ascii=False)[:80]}")
    pairs = [(_text(i, "scheme"), _text(i, "identifier"))
             for i in _entities(entity, "identifiers")]  # fmt: skip
    external = {scheme: value for scheme, value in pairs if scheme and value}
    if key := _text(entity, "id"):
        external.setdefault("id", key)
    others = [_text(o, "name") for o in _entities(entity, "other_names")]
    return KnownActor(
        name, kind, tuple(other for other in others if other), external,
        tuple(offices.get(_text(entity, "id") or "", ())),
        GENDERS.get((_text(entity, "gender") or "").lower()),
    )  # fmt: skip


def _entities(entity: Entity, name: str) -> list[Entity]:
    found = entity.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ValueError(f"'{name}' is no list of objects")
    return found


def _text(entity: Entity, name: str) -> str | None:
    value = entity.get(name)
    return None if value is None or value == "" else str(value)


# == FollowTheMoney ==


def _from_ftm(entities: list[Entity]) -> Iterator[KnownActor]:
    by_id = {_text(entity, "id"): entity for entity in entities}
    offices: dict[str, list[KnownOffice]] = defaultdict(list)
    for entity in entities:
        if entity["schema"] in _HOLDINGS:
            holder, office = _ftm_office(entity, by_id)
            offices[holder].append(office)
    for entity in entities:
        if entity["schema"] in _PERSONS | _ORGANISATIONS:
            yield _ftm_actor(entity, offices)


def _ftm_office(entity: Entity, by_id: Mapping[str | None, Entity]) -> tuple[str, KnownOffice]:
    """Return who holds it, and the office that an Occupancy or Membership is."""
    whose, where = _HOLDINGS[entity["schema"]]
    there = by_id.get(_first(entity, where), {})
    title, home = _first(entity, "role"), _first(there, "name")
    if there.get("schema") == "Position":
        title = title or home
        home = _first(by_id.get(_first(there, "organization"), {}), "name")
    what = f"entity {entity.get('id')!r}"
    start, end = _span(what, _first(entity, "startDate"), _first(entity, "endDate"))
    return _first(entity, whose) or "", KnownOffice(title or "member", home, start, end)


def _ftm_actor(entity: Entity, offices: Offices) -> KnownActor:
    name, key = _first(entity, "name"), _text(entity, "id")
    if not name:
        raise ValueError(f"entity {key!r} has no name")
    external = {"id": key} if key else {}
    if wikidata := _first(entity, "wikidataId"):
        external["wikidata"] = wikidata
    held = [KnownOffice(title) for title in _values(entity, "position")]
    return KnownActor(
        name,
        "person" if entity["schema"] in _PERSONS else "organisation",
        tuple(dict.fromkeys([*_values(entity, "name")[1:], *_values(entity, "alias")])),
        external,
        (*held, *offices.get(key or "", ())),
        GENDERS.get((_first(entity, "gender") or "").lower()),
    )


def _values(entity: Entity, prop: str) -> list[str]:
    properties = entity.get("properties") or {}
    if not isinstance(properties, dict):
        raise ValueError(f"entity {entity.get('id')!r}: 'properties' is no object")
    values = properties.get(prop) or []
    return [str(value) for value in (values if isinstance(values, list) else [values])]


def _first(entity: Entity, prop: str) -> str | None:
    return next(iter(_values(entity, prop)), None)


def _span(what: str, start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Return from when to when; say of what where the dates are wrong."""
    try:
        return read_span(start, end)
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from None
