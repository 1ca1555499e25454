"""A statement as it is shown: the same wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.report.materials import ActorLine, ArticleLine, Materials
from onrecord.report.readable import Row, confidence_of
from onrecord.report.wording import Day, write_day, write_maker

QUOTE_MARKS = "'\"‘’“”«»„"
UNNAMED = "someone not named"
BESIDE = frozenset({"comment", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page, or nowhere where ``href`` is ``None``."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: an outlet, its day, and the way there."""

    outlet: str
    headline: str
    day: Day | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement: who, how, what, to whom, where, when, how sure."""

    id: str
    speaker: Link
    organisation: Link | None
    targets: tuple[Link, ...]
    addressee: str | None
    venue: str | None
    cue: str
    act: str
    words: tuple[str, ...]
    unmarked: bool
    condition: str | None
    by_when: str | None
    due: Day | None
    said: Day | None
    announced: bool
    zone: str
    place: Place
    witnesses: tuple[Place, ...]
    confidence: float
    maker: str

    @property
    def holds_condition(self) -> bool:
        """Tell whether the condition is among the words said."""
        return any((self.condition or "") in piece for piece in self.words)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of an article that something rests on."""

    words: str
    place: Place


def build_quote(materials: Materials, row: Row) -> Quote:
    """Make a statement's row ready to be shown."""
    form = row.get("form")
    words = tuple(passage["text"] for passage in row.get("content") or ())
    line = materials.lines.get(row["article"])
    organisation = build_link(materials, row, "organisation")
    speaker = build_link(materials, row, "speaker") or Link(UNNAMED)
    return Quote(
        id=row["id"],
        speaker=speaker,
        organisation=organisation if organisation != speaker else None,
        targets=build_targets(materials, row),
        addressee=row.get("addressee"),
        venue=row.get("venue"),
        cue=" … ".join(passage["text"].rstrip(" :,") for passage in row.get("cue") or ()),
        act=row.get("act") or "claim",
        words=words,
        unmarked=form == "direct" and not any(word[:1] in QUOTE_MARKS for word in words),
        condition=(row.get("condition") or {}).get("text"),
        by_when=row.get("by_when"),
        due=write_day(row.get("due")),
        said=write_day(row.get("said_on")),
        announced=row.get("tense") == "announced",
        zone=row.get("zone") or "body",
        place=build_place(line, f"s-{row['id']}"),
        witnesses=find_witnesses(materials, row),
        confidence=confidence_of(row),
        maker=write_maker(row.get("by")),
    )


def find_statement_quote(materials: Materials, row: Row) -> Quote | None:
    """Return the statement that a row of another table rests on, if any."""
    statement = materials.statements.first("id", row.get("statement") or "")
    return build_quote(materials, statement) if statement else None


def build_place(line: ArticleLine | None, anchor: str) -> Place:
    """Say where words stand, given their article and the anchor on its page."""
    if line is None:
        return Place("an article that is not in the record", "", None, None)
    return Place(line.outlet, line.headline, write_day(line.published), f"{line.page}#{anchor}")


def build_evidence(materials: Materials, row: Row) -> Evidence | None:
    """Return the words that a row of any table rests on, ``None`` where it keeps none."""
    passages = row.get("evidence") or ()
    if not passages:
        return None
    line = materials.lines.get(passages[0]["article"])
    words = " … ".join(passage["text"] for passage in passages)
    return Evidence(words, build_place(line, f"e-{row['id']}"))


def build_link(materials: Materials, row: Row, field: str) -> Link | None:
    """Return the way to the actor that a field names; words that name nobody lead nowhere."""
    actor = materials.find_actor(row, field)
    if actor is not None:
        return link_actor(actor)
    return Link(row[field]) if row.get(field) else None


def build_targets(materials: Materials, row: Row) -> tuple[Link, ...]:
    """Return the ways to those whom a statement is about or aimed at."""
    return tuple(
        link_actor(actor) if actor else Link(name) for name, actor in materials.find_targets(row)
    )


def link_actor(actor: ActorLine) -> Link:
    """Return the way to a dossier."""
    return Link(actor.name, actor.page)


def find_witnesses(materials: Materials, row: Row) -> tuple[Place, ...]:
    """List the other articles that print the same statement, each once."""
    first = row.get("repeats")
    earlier = materials.statements.first("id", first) if first else None
    others = [
        *([earlier] if earlier else []),
        *materials.statements.take("repeats", first or row["id"]),
    ]
    places = {
        other["article"]: build_place(materials.lines.get(other["article"]), f"s-{other['id']}")
        for other in others
        if other["article"] != row["article"]
    }
    return tuple(places.values())


def is_counted(row: Row) -> bool:
    """Tell whether a statement counts by itself.

    One that repeats an earlier one is its witness; what stands in readers' comments, or in lines
    beside the article, is shown there and in the table of statements, and nowhere else.
    """
    return not row.get("repeats") and row.get("zone") not in BESIDE
