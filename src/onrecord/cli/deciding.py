"""Commands with which a person corrects the record; each decision is a row with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from onrecord.cli.options import json_option, print_rows, record_option, who_option
from onrecord.cli.wording import write_suggestion
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record import Record


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
    """List likely duplicates and doubtful merges, the most consequential first.

    \b
    Example:
      onrecord actors
    """
    from onrecord.pipeline import suggest
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        suggestions = suggest(record)[:limit]
    if as_json:
        print_rows(map(asdict, suggestions))
        return
    for each in suggestions:
        click.echo("\n".join(write_suggestion(each)))
    if not suggestions:
        click.echo("No actor looks like another.")


@click.command()
@click.argument("one")
@click.argument("other")
@record_option
@who_option
def merge(one: str, other: str, url: str, who: str) -> None:
    """Decide that two actors are one; ONE becomes OTHER.

    \b
    Example:
      onrecord merge "Lord Prescott" "John Prescott"
    """
    from onrecord.pipeline import refresh
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        record.merge(one, other, who=who)
        refresh(record)
        name = record.find_actor(other)["name"]
    click.echo(f"{one} is now {name}. To take it back: onrecord undo")


@click.command()
@click.argument("name")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@record_option
@who_option
def split(name: str, articles: tuple[str, ...], url: str, who: str) -> None:
    """Decide that NAME is somebody else in these articles.

    \b
    Example:
      onrecord split "Mr Miliband" articles/2010-09-26.txt
    """
    with _decide(url) as record:
        record.split(name, articles, who=who)
    click.echo(f"{name} is somebody else in {len(articles)} articles. To take it back: undo")


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
    click.echo(f"{name} is now called {new}. To take it back: onrecord undo")


@click.command()
@click.argument("statement")
@record_option
@who_option
@click.option("--wrong", is_flag=True, help="It is no statement at all: leave it out.")
@click.option("--speaker", help="Who says it.")
@click.option("--act", help="What it does: claim, demand, pledge, threat, warning, …")
@click.option("--said-on", metavar="DATE", help="When it was said: 2012, 2012-01 or 2012-01-17.")
@click.option("--concept", help="The concept it is on; with --stance.")
@click.option("--stance", type=click.IntRange(-1, 1), help="+1 for, -1 against, 0 neutral.")
def judge(statement: str, url: str, who: str, wrong: bool, **fields: Any) -> None:
    """Decide that a statement is wrong, or what is right about it; STATEMENT is its id.

    \b
    Examples:
      onrecord judge 4f0c7d2ab81e9c33 --wrong
      onrecord judge 4f0c7d2ab81e9c33 --speaker "Paul Kenny" --act threat
    """
    given: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    if wrong:
        given["wrong"] = True
    if not given:
        raise UsageError("say what is wrong or right: --wrong, --speaker, --act, --said-on, …")
    with _decide(url) as record:
        record.judge(statement, who=who, **given)
    click.echo(f"Noted on {statement}. To take it back: onrecord undo")


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
    click.echo(f"Taken back: {judgement.kind} of {judgement.subject} by {judgement.who}.")
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


COMMANDS = (actors, merge, split, rename, judge, undo, decisions)
