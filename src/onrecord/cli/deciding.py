"""Commands with which a person corrects the record; each decision is a row with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from onrecord.cli.options import json_option, print_rows, record_option, who_option
from onrecord.cli.wording import write_choice, write_decision, write_suggestion
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record import Record

STANCES = {"1": 1, "+1": 1, "-1": -1, "0": 0, "none": None}


_BACK = "To take it back: onrecord undo"


@contextmanager
def _decide(url: str) -> Iterator[Record]:
    """Open a record for decisions, and work out afterwards what follows from them."""
    from onrecord.pipeline import refresh
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        yield record
        refresh(record)


@click.command()
@record_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@json_option
def actors(url: str, limit: int, as_json: bool) -> None:
    """List what a person might decide about the actors, the most consequential first.

    Likely duplicates, doubtful merges, names that several actors could bear, known actors. What
    is no duplicate is listed no more after `onrecord apart ONE OTHER`.

    \b
    Example:
      onrecord actors
    """
    from onrecord.pipeline import suggest
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        suggestions = suggest(record, limit=limit + 1)
        rows = [
            (each, [record.article(key).path for key in each.articles])
            for each in suggestions[:limit]
        ]
    if as_json:
        print_rows({**asdict(each), "articles": paths} for each, paths in rows)
        return
    for each, paths in rows:
        click.echo("\n".join(write_suggestion(each, paths)))
    if len(suggestions) > limit:
        click.echo(f"There are more: onrecord actors --limit {10 * limit}")
    if not suggestions:
        click.echo("No actor looks like another.")


@click.command()
@click.argument("one")
@click.argument("other")
@record_option
@who_option
def merge(one: str, other: str, url: str, who: str) -> None:
    """Decide that two actors are one; ONE becomes OTHER.

    ONE may also be a name that several actors could bear: it is OTHER wherever it could be.

    \b
    Examples:
      onrecord merge "Lord Prescott" "John Prescott"
      onrecord merge Miliband "Ed Miliband"
    """
    with _decide(url) as record:
        record.merge(one, other, who=who)
    click.echo(f"{one} and {other} are one now. {_BACK}")


@click.command()
@click.argument("one")
@click.argument("other")
@record_option
@who_option
def apart(one: str, other: str, url: str, who: str) -> None:
    """Decide that two actors are two: nothing suggests or makes them one any more.

    \b
    Example:
      onrecord apart "Ed Balls" "Edward Ball"
    """
    with _decide(url) as record:
        record.keep_apart(one, other, who=who)
    click.echo(f"{one} and {other} stay two. {_BACK}")


@click.command()
@click.argument("name")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "--as",
    "new",
    metavar="OTHER",
    help="Who it is there: an actor there is, or a new one's name (default: NAME with a number).",
)
@record_option
@who_option
def split(name: str, articles: tuple[str, ...], new: str | None, url: str, who: str) -> None:
    """Decide that NAME is somebody else in these articles.

    NAME may also be one that several actors bear: with --as, say which of them it is there.

    \b
    Examples:
      onrecord split "John Smith" leeds/2019-06-01.txt --as "John Smith (Leeds councillor)"
      onrecord split Miliband articles/2010-09-26.txt --as "David Miliband"
    """
    with _decide(url) as record:
        record.split(name, articles, who=who, new=new)
        other = record.judgements()[-1].value["name"]
    where = "1 article" if len(articles) == 1 else f"{len(articles)} articles"
    click.echo(f"{name} is {other} in {where}. {_BACK}")


@click.command()
@click.argument("name")
@click.argument("new")
@record_option
@who_option
def rename(name: str, new: str, url: str, who: str) -> None:
    """Decide what an actor is called.

    \b
    Example:
      onrecord rename "Labour" "Labour Party"
    """
    with _decide(url) as record:
        record.rename(name, new, who=who)
    click.echo(f"{name} is now called {new}. {_BACK}")


@click.command()
@click.argument("name")
@click.argument("known", required=False)
@click.option("--nobody", is_flag=True, help="It is none of the known actors.")
@record_option
@who_option
def identify(name: str, known: str | None, nobody: bool, url: str, who: str) -> None:
    """Decide which of the known actors NAME is; KNOWN is a name or id of their file.

    \b
    Examples:
      onrecord identify "Ed Balls" Q270541
      onrecord identify "John Smith" --nobody
    """
    if (known is None) != nobody:
        raise UsageError("say which known actor it is, or --nobody.")
    with _decide(url) as record:
        record.identify(name, known, who=who)
    click.echo(f"{name} is {known or 'none of the known actors'}. {_BACK}")


@click.command()
@click.argument("statement")
@record_option
@who_option
@click.option("--wrong", is_flag=True, help="It is no statement at all: leave it out.")
@click.option("--speaker", help="Who says it.")
@click.option("--act", help="What it does: claim, demand, pledge, threat, warning, …")
@click.option("--said-on", metavar="DATE", help="When it was said: 2012, 2012-01 or 2012-01-17.")
@click.option("--concept", help="The concept it is on; with --stance.")
@click.option(
    "--stance",
    type=click.Choice(list(STANCES)),
    help="1 for, -1 against, 0 neutral, none: it takes no position on this concept.",
)
def judge(
    statement: str, url: str, who: str, wrong: bool, stance: str | None, **fields: Any
) -> None:
    """Decide that a statement is wrong, or what is right about it; STATEMENT is its id.

    \b
    Examples:
      onrecord judge 4f0c7d2ab81e9c33 --wrong
      onrecord judge 4f0c7d2ab81e9c33 --speaker "Paul Kenny" --act threat
      onrecord judge 4f0c7d2ab81e9c33 --concept "pay cap" --stance -1
    """
    given: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    if stance is not None:
        given["stance"] = STANCES[stance]
    if wrong:
        given["wrong"] = True
    if not given:
        raise UsageError("say what is wrong or right: --wrong, --speaker, --act, --said-on, …")
    with _decide(url) as record:
        record.judge(statement, who=who, **given)
    click.echo(f"Noted on {statement}. {_BACK}")


@click.command()
@record_option
@who_option
def undo(url: str, who: str) -> int:
    """Take the last decision that stands back.

    \b
    Example:
      onrecord undo
    """
    with _decide(url) as record:
        judgement = record.undo(who=who)
    if judgement is None:
        click.echo("No decision stands that could be taken back.", err=True)
        return 1
    click.echo(f"Taken back: {write_choice(judgement)} (by {judgement.who}).")
    return 0


@click.group()
def decisions() -> None:
    """Share people's decisions as a file.

    \b
    Example:
      onrecord decisions export -o decisions.jsonl
    """


@decisions.command("export")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-")
@record_option
def export_decisions(output: TextIO, url: str) -> None:
    """Write every decision as a line of JSON, undone ones as well.

    \b
    Example:
      onrecord decisions export -o decisions.jsonl
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        for line in record.export_judgements():
            output.write(line.rstrip("\n") + "\n")


@decisions.command("list")
@record_option
@json_option
def list_decisions(url: str, as_json: bool) -> None:
    """Say what was decided, when and by whom, the oldest first.

    \b
    Example:
      onrecord decisions list
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        waiting = record.waiting()
        found = record.judgements(undone=True)
    if as_json:
        print_rows({**asdict(each), "waiting": each.id in waiting} for each in found)
        return
    for each in found:
        click.echo(write_decision(each, waiting=each.id in waiting))
    if not found:
        click.echo("Nobody has decided anything.")


@decisions.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@record_option
def import_decisions(file: Path, url: str) -> None:
    """Keep the decisions of a file that are not here yet.

    \b
    Example:
      onrecord decisions import decisions.jsonl
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}). Name a decisions file.") from error
    with _decide(url) as record:
        count = record.import_judgements(lines)
    click.echo(f"{count} decisions were new.")


@click.group()
def known() -> None:
    """Give the record people, parties and offices that you know, with their ids.

    \b
    Example:
      onrecord known import actors.csv
    """


@known.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@record_option
def import_known(file: Path, url: str) -> None:
    """Keep a file of known actors: CSV, Popolo or FollowTheMoney; it replaces the one before.

    \b
    Example:
      onrecord known import actors.csv
    """
    from onrecord.actors import read_known_text
    from onrecord.pipeline import refresh
    from onrecord.record import Record

    text = read_known_text(file)
    with Record.open(url) as record:
        record.set_known_actors(text, str(file))
        refresh(record)
        count, found = len(record.known_actors()), len(record.identified())
    click.echo(f"{count} known actors kept; {found} of them are certainly in the record.")


@known.command("export")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-")
@record_option
def export_known(output: TextIO, url: str) -> None:
    """Write the file of known actors as it was given.

    \b
    Example:
      onrecord known export -o actors.csv
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        text = record.known_actors_file()
    if text is None:
        raise UsageError("the record has no known actors. Add them: onrecord known import FILE")
    output.write(text)


@known.command("forget")
@record_option
def forget_known(url: str) -> None:
    """Take the file of known actors out of the record again.

    \b
    Example:
      onrecord known forget
    """
    with _decide(url) as record:
        record.set_known_actors(None)
    click.echo("The record has no known actors now.")


@known.command("list")
@record_option
@json_option
def list_known(url: str, as_json: bool) -> None:
    """Say who of the known actors is who in the record.

    \b
    Example:
      onrecord known list
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        found = record.identified()
        rows = [
            {"known": each.name, "id": each.key, "kind": each.kind, "actor": found.get(each.key)}
            for each in record.known_actors()
        ]
    if as_json:
        print_rows(rows)
        return
    for row in rows:
        click.echo(f"{row['id']}  {row['known']}: {row['actor'] or 'not certainly in the record'}")
    if not rows:
        click.echo("The record has no known actors. Add them: onrecord known import FILE")


COMMANDS = (actors, merge, apart, split, rename, identify, judge, undo, decisions, known)
