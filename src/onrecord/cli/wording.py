"""How rows of the record read in the terminal: each line with its article and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from shlex import quote
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.actors import Judgement, Suggestion
    from onrecord.concepts import Lesson, Waiting
    from onrecord.record import Dossier, Event, Hit

Line = Mapping[str, Any]

WIDTH = 96
SHOWN = 5  # articles that the command of a suggestion names


def write_dossier(dossier: Dossier, published: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the lines of a dossier, section by section, leaving out what is empty.

    ``published`` leads from an article's path to its date.
    """
    from onrecord.record import group_turns

    actor = dossier.actor
    yield f"{actor['name']} ({actor['kind']})"
    others = [alias for alias in actor["aliases"] if alias != actor["name"]]
    if others:
        yield f"  also: {', '.join(others)}"
    if actor["external"]:
        yield f"  ids: {', '.join(f'{name} {key}' for name, key in actor['external'].items())}"
    yield f"  in articles {write_span(actor['first_seen'], actor['last_seen'])}"
    yield from _section("Offices", _gather(dossier.offices, write_office))
    yield from _section("Affiliations", _gather(dossier.affiliations, write_affiliation))
    yield from _said(dossier.statements, published)
    yield from _section("Backs and attacks", map(write_tie, dossier.ties_out))
    yield from _section("Backed and attacked by", map(write_tie, dossier.ties_in))
    yield from _section("Positions", map(write_position, dossier.positions))
    yield from _section("Pays", map(write_payment, dossier.paid))
    yield from _section("Is paid", map(write_payment, dossier.received))
    turns = (line for group in group_turns(dossier.pledges) for line in write_turns(group))
    yield from _section("Pledges", turns)


def _said(statements: Iterable[Line], published: Mapping[str, str | None]) -> Iterator[str]:
    """Yield what an actor said, by act; what was said before only adds to the witnesses."""
    new = sorted((s for s in statements if not s["repeats"]), key=lambda s: s["act"])
    for act, group in groupby(new, key=lambda s: s["act"]):
        lines = (write_statement(row, published.get(row["article"])) for row in group)
        yield from _section(f"Said: {act}", lines)


def _gather(rows: Iterable[Line], write: Callable[[Line], str]) -> Iterator[str]:
    """Yield each different line once, with the first place and the number of others."""
    places: dict[str, list[str]] = {}
    for row in rows:
        places.setdefault(write(row), []).append(place_of(row))
    for line, (first, *others) in places.items():
        more = f" and {len(others)} more" if others else ""
        yield f"{line} ({first}{more})"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    first = True
    for line in lines:
        if first:
            yield f"\n{title}"
            first = False
        yield f"  {line}"


def write_statement(row: Line, published: str | None) -> str:
    """Write the words of a statement, when they were said or else printed, and where they stand.

    >>> words = [{"text": "no", "start": 5}]
    >>> row = {"content": words, "tense": "said", "said_on": None, "article": "a.txt"}
    >>> write_statement(row, "2012-01-18")
    'no (printed 2012-01-18; a.txt:5)'
    """
    if row["said_on"]:
        when = f"{row['tense']} {'for ' * (row['tense'] == 'announced')}{row['said_on']}"
    else:
        when = f"{'announced, ' * (row['tense'] == 'announced')}printed {published or 'undated'}"
    return f"{cut(words_of(row))} ({when}; {place_of(row)})"


def write_office(row: Line) -> str:
    """Write a post and where it is held."""
    where = f", {row['organisation']}" if row["organisation"] else ""
    return f"{row['person']}: {row['title'].lower()}{where}{_since(row)}"


def write_affiliation(row: Line) -> str:
    """Write what an actor belongs to."""
    return f"{row['member']} {row['kind']} {row['of']}{_since(row)}"


def write_tie(row: Line) -> str:
    """Write who supports or opposes whom, and who says so."""
    verb = "supports" if row["sign"] > 0 else "opposes"
    return f"{row['from']} {verb} {row['to']} ({row['date'] or 'no day'}; {place_of(row)})"


def write_position(row: Line) -> str:
    """Write whether an actor is for or against a concept."""
    side = {1: "for", -1: "against", 0: "neutral on"}[row["stance"]]
    return f"{row['actor']} {side} {row['concept']} ({row['date'] or 'no day'}; {place_of(row)})"


def write_payment(row: Line) -> str:
    """Write who pays whom how much."""
    parts = [f"{row['payer']} to {row['beneficiary'] or 'nobody named'}"]
    if row["amount"] is not None:
        parts.append(write_amount(row["amount"], row["currency"], row["currency_note"]))
        if row["amount_to"] is not None:
            parts[-1] = f"{parts[-1]} to {row['amount_to']:,.0f}"
    if row["share"] is not None:
        parts.append(f"{row['share']:.0%} of {row['of'] or 'its money'}")
    if row["period"]:
        parts.append(row["period"])
    if row["status"] != "given":
        parts.append(row["status"])
    return f"{', '.join(parts)} ({place_of(row)})"


def write_pledge(row: Line) -> str:
    """Write a pledge with its price, its funding and its condition, or that none is named."""
    return f"{row['by']}: {cut(row['what'])} ({write_terms(row)}; {place_of(row)})"


def write_terms(row: Line) -> str:
    """Write what became of a pledge, its price, funding, deadline and condition."""
    terms = [] if row["status"] == "made" else [row["status"]]
    if row["amount_before"] is not None:
        terms.append(f"price was {write_amount(row['amount_before'], row['currency'])}")
    if row["amount"] is not None:
        terms.append(f"price {write_amount(row['amount'], row['currency'], row['currency_note'])}")
    elif row["status"] == "made":
        terms.append("no price")
    if row["funded_by"]:
        terms.append(f"paid for by {cut(row['funded_by'], 60)}")
    elif row["status"] == "made":
        terms.append("no funding named")
    due = f" ({row['due']})" if row["due"] and row["due"] not in (row["by_when"] or "") else ""
    terms += [f"{row['by_when']}{due}"] if row["by_when"] else []
    terms += [cut(row["condition"], 60)] if row["condition"] else []
    return ", ".join(terms)


def write_turns(group: Sequence[Line]) -> Iterator[str]:
    """Yield a pledge and what became of it later."""
    first, *later = group
    yield f"{first['date'] or 'no day'}  {write_pledge(first)}"
    for row in later:
        turn = "made again" if row["status"] == "made" else row["status"]
        terms = f"{write_terms(row)}; " if row["status"] == "changed" else ""
        yield f"    {turn} {row['date'] or 'no day'}: {cut(row['what'])} ({terms}{place_of(row)})"


def write_ledger(groups: Iterable[Sequence[Line]]) -> Iterator[str]:
    """Yield each pledge with its later turns, then how many name no price and no funding."""
    known = list(groups)
    for group in known:
        yield from write_turns(group)
    made = [rows for rows in known if any(row["status"] == "made" for row in rows)]
    counts = {
        "without a price": sum(all(row["amount"] is None for row in rows) for rows in made),
        "without funding": sum(not any(row["funded_by"] for row in rows) for rows in made),
        "changed": sum(any(row["status"] == "changed" for row in rows) for rows in known),
        "withdrawn": sum(any(row["status"] == "withdrawn" for row in rows) for rows in known),
    }
    yield f"{len(known)} pledges: " + ", ".join(f"{count} {name}" for name, count in counts.items())


def write_amount(amount: float, currency: str | None, note: str | None = None) -> str:
    """Write a sum, that its currency was lost where it was, and that it is in doubt.

    >>> write_amount(7_600_000, "GBP"), write_amount(2_600_000, None)
    ('GBP 7,600,000', '2,600,000 (currency not printed)')
    >>> write_amount(5_000, "USD", "doubtful")
    'USD 5,000 (which dollar is not told)'
    """
    digits = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    if currency is None:
        return f"{digits} (currency not printed)"
    return f"{currency} {digits}{DOUBT if note == 'doubtful' else ''}"


DOUBT = " (which dollar is not told)"


def write_event(event: Event) -> str:
    """Write one line of the timeline."""
    row = event.row
    if event.kind == "payment":
        return f"  payment: {write_payment(row)}"
    if event.kind == "pledge":
        return f"  pledge: {write_pledge(row)}"
    return f"  {row['speaker'] or 'somebody'} [{row['act']}] {cut(words_of(row))} ({place_of(row)})"


def write_hit(hit: Hit) -> str:
    """Write one find of a search."""
    who = hit.speaker or hit.headline or hit.kind
    return f"{hit.date or 'no day'}  {who}: {cut(hit.text)} ({hit.article})"


def write_suggestion(suggestion: Suggestion, paths: Sequence[str] = ()) -> Iterator[str]:
    """Write what a person might decide, and the command that does it.

    ``paths`` are those of the suggestion's articles.
    """
    one, other = suggestion.names
    places = " ".join(quote(path) for path in paths[:SHOWN]) or "ARTICLE…"
    said, command = {
        "merge": (f"{one} may be {other}", f"merge {quote(one)} {quote(other)}"),
        "split": (f"{one} may be two", f"split {quote(one)} {places} --as NAME"),
        "decide": (
            f"{one} may be {other}",
            f"merge {quote(one)} {quote(other.split(' or ')[0])}"
            f"    (or in some: onrecord split {quote(one)} ARTICLE… --as NAME)",
        ),
        "identify": (
            f"{one} may be the known actor {other}",
            f"identify {quote(one)} {quote(suggestion.other or '')}",
        ),
    }[suggestion.kind]
    count = f"{suggestion.weight} mention{'s' * (suggestion.weight != 1)}"
    where = f"; {len(paths) - SHOWN} more articles" if len(paths) > SHOWN else ""
    yield f"{said}: {suggestion.reason} ({suggestion.score:.0%} likely, {count}{where})"
    yield f"    onrecord {command}"


def write_decision(judgement: Judgement, *, waiting: bool) -> str:
    """Write what a person decided and when, and how the decision stands."""
    state = "; undone" if judgement.undone else "; waiting" if waiting else ""
    when = judgement.when[:16].replace("T", " ")
    return f"{when}  {judgement.who}: {write_choice(judgement)}{state}"


def write_choice(judgement: Judgement) -> str:
    """Write what a person decided: "merge Lord Thorne: into John Thorne"."""
    value = {k: v for k, v in judgement.value.items() if not k.endswith("_id") and k != "articles"}
    what = ", ".join(f"{name} {_plainly(each)}" for name, each in value.items())
    return f"{judgement.kind} {judgement.subject}: {what}"


def _plainly(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return "nobody" if value is None else str(value)


def words_of(row: Line) -> str:
    """Return the words of a statement on one line."""
    return " … ".join(" ".join(piece["text"].split()) for piece in row["content"])


def place_of(row: Line) -> str:
    """Return the article and the character at which the words of a row begin.

    >>> place_of({"article": "a.txt", "evidence": [{"start": 12}]})
    'a.txt:12'
    """
    pieces = row.get("content") or row.get("evidence") or [{"start": 0}]
    return f"{row['article']}:{pieces[0]['start']}"


def write_span(first: str | None, last: str | None) -> str:
    """Write from when to when.

    >>> write_span("2012-01", "2012-10"), write_span(None, None)
    ('from 2012-01 to 2012-10', 'without a date')
    """
    if first is None:
        return "without a date"
    return f"of {first}" if first == last else f"from {first} to {last}"


def _since(row: Line) -> str:
    start, end = row["from"], row["to"]
    if not (start or end):
        return ""
    return f", {start or '…'} to {end or '…'}"


def cut(text: str, width: int = WIDTH) -> str:
    """Shorten ``text`` at a word.

    >>> cut("one two three", 9)
    'one two …'
    """
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0] + " …"


def write_lesson(lesson: Lesson) -> Iterator[str]:
    """Yield what was learnt of each concept, and how well."""
    yield f"Learnt from {lesson.here} codings of statements here and {lesson.elsewhere} of others."
    yield f"{'concept':40} examples precision recall   F1 stance"
    for each in lesson.learnt.reports:
        figures = f"{each.examples:8} "
        if each.note:
            figures += each.note
        else:
            stance = "rules" if each.stance is None else f"{each.stance:.2f}"
            figures += f"{each.precision:9.2f} {each.recall:6.2f} {each.f1:.2f} {stance:>6}"
        yield f"{each.concept[:40]:40} {figures}"
    yield f"{lesson.coded} statements more take a position now, as {lesson.learnt.by}."
    yield "To forget it: onrecord codebook forget"


def write_waiting(each: Waiting) -> Iterator[str]:
    """Yield a statement that is to be coded, and the command that codes it."""
    words = each.words if len(each.words) <= 2 * WIDTH else each.words[: 2 * WIDTH - 1] + "…"
    yield f"{each.statement}  {each.concept}: {each.reason}"
    yield f"  {each.speaker} ({each.article}): {words}"
    yield f'  onrecord judge {each.statement} --concept "{each.concept}" --stance 1|-1|0|none'
