"""Articles, attributions, members and offices for the tests of the actors room."""

from collections.abc import Sequence

from onrecord.actors import Cast, Member, Office, find_cast
from onrecord.articles import Article, Passage, Zone
from onrecord.attributions import Attribution


def article(text: str, *, published: str = "2031-03-04", zones: Sequence[Zone] = ()) -> Article:
    return Article(
        "a1", "a.txt", "0" * 64, text, tuple(zones) or (Zone("body", 0, len(text)),),
        published=published,
    )  # fmt: skip


def attribution(text: str, source: str | None, content: str, *, number: int = 0) -> Attribution:
    """Return an attribution whose source is the last ``source`` that stands beside ``content``."""
    start = text.index(content)
    found = None
    if source is not None:
        places = [i for i in range(len(text)) if text.startswith(source, i)]
        at = min(
            places, key=lambda i: abs(i - start) if i < start else abs(i - start - len(content))
        )
        found = Passage("a1", at, at + len(source), source)
    said = Passage("a1", start, start + len(content), content)
    return Attribution(str(number), "a1", "body", found, (), (said,), "indirect", 0.9, "test")


def speaker(text: str, source: str | None, content: str) -> str | None:
    """Return the name of whom ``source`` is taken for."""
    cast = find_cast(article(text), [attribution(text, source, content)], [])
    names = {m.id: m.name for m in cast.members}
    return names.get(cast.speakers.get("0", ""))


def referent(cast: Cast, words: str, *, number: int = 0) -> str | None:
    """Return the name of whom the mention in ``words`` stands for."""
    names = {m.id: m.name for m in cast.members}
    found = [m for m in cast.mentions if m.passage.text == words]
    return names.get(found[number].member or "") if len(found) > number else None


def offices(text: str, **options: str) -> set[tuple[str, str, str | None]]:
    """Return person, title and organisation of every office that a text gives."""
    cast = find_cast(article(text, **options), [], [])  # type: ignore[arg-type]
    names = {m.id: m.name for m in cast.members}
    return {(names[o.person], o.title, names.get(o.organisation or "")) for o in cast.offices}


def affiliations(text: str) -> set[tuple[str, str, str]]:
    """Return member, kind and whole of every affiliation that a text gives."""
    cast = find_cast(article(text), [], [])
    names = {m.id: m.name for m in cast.members}
    return {(names[a.member], a.kind, names[a.of]) for a in cast.affiliations}


def member(
    name: str, where: str = "a1", *, kind: str = "person", named: bool = True, **more: object
) -> Member:
    return Member(f"{where}:{name}", where, name, kind, named, **more)  # type: ignore[arg-type]


def office(
    person: Member, title: str, organisation: Member | None = None, **more: object
) -> Office:
    return Office(
        f"{person.id}:{title}", person.article, person.id, title,
        organisation.id if organisation else None,
        more.get("start"), more.get("end"), (), 0.9, "test",  # type: ignore[arg-type]
    )  # fmt: skip
