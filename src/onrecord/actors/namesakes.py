"""People of one full name in a file of known actors, told apart by post, party and date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.actors.entries import Key, body_key, is_full, name_key
from onrecord.actors.post_names import shorter_posts, split_post
from onrecord.actors.types import KnownActor, KnownOffice, Member

Post = tuple[str, str | None]
"""The key of a title, and of the body in which the post is held, where that is said."""


class Namesakes:
    """The known people whose full name another known person bears too."""

    def __init__(self, known: Sequence[KnownActor]) -> None:
        bearers: dict[Key, list[KnownActor]] = defaultdict(list)
        for actor in known:
            for key in {name_key(name, actor.kind) for name in (actor.name, *actor.aliases)}:
                if actor.kind == "person" and is_full(key):
                    bearers[key].append(actor)
        self.of_key = {key: actors for key, actors in bearers.items() if len(actors) > 1}

    def choose(self, member: Member, posts: Sequence[Post]) -> list[KnownActor]:
        """Return which of them an article means: one where its posts or its date tell."""
        fits = [
            actor for actor in self.of_key[name_key(member.name, member.kind)]
            if None in (actor.gender, member.gender) or actor.gender == member.gender
        ]  # fmt: skip
        held = {
            actor.key: max((_holds(actor, post, member.date) for post in posts), default=0)
            for actor in fits
        }
        if surest := max(held.values(), default=0):
            return [actor for actor in fits if held[actor.key] == surest]
        serving = [a for a in fits if any(is_in_time(o, member.date) for o in a.offices)]
        timed = all(any(o.start or o.end for o in a.offices) for a in fits)
        return serving if timed and member.date and len(serving) == 1 else fits


def _holds(actor: KnownActor, post: Post, day: str | None) -> int:
    """Say whether an actor belonged to the body of a post (2) or held one of its name (1)."""
    title, place = post
    surest = 0
    for office in actor.offices:
        titles, where = office_posts(office)
        if is_in_time(office, day):
            named = title in titles and None in (place, where)
            surest = max(surest, 2 * (place is not None and place == where), int(named))
    return surest


def office_posts(office: KnownOffice) -> tuple[list[str], str | None]:
    """Return the keys of an office's titles, and the body that it is held in."""
    title, body = split_post(office.title)
    body = office.organisation or body
    place = body_key(body.split()) if body else None
    return [title, *shorter_posts(title)], place


def is_in_time(office: KnownOffice, day: str | None) -> bool:
    """Say whether a day can lie within an office, each as precise as it is known.

    >>> is_in_time(KnownOffice("leader", start="2013-05", end="2015"), "2013")
    True
    """
    if day is None:
        return True
    start, end = office.start or "", office.end or "9999"
    return start[: len(day)] <= day and day[: len(end)] <= end


def label(actor: KnownActor, namesakes: Sequence[KnownActor]) -> str:
    """Return a name that tells an actor from its namesakes: "Ada Lee (Green Party)"."""
    others = {words for other in namesakes if other is not actor for words in _telling(other)}
    telling = [words for words in _telling(actor) if words not in others]
    return f"{actor.name} ({next(iter(telling), actor.key)})"


def _telling(actor: KnownActor) -> Iterator[str]:
    for office in reversed(actor.offices):
        if office.organisation:
            yield office.organisation
        elif office.title:
            yield office.title
    yield from (office.title for office in actor.offices if office.organisation)
