"""Commands that ask the record: tables, an actor, words, days, pledges."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.options import json_option, print_json, print_rows, record_option
from onrecord.cli.wording import write_dossier, write_event, write_hit, write_ledger

TABLE_NAMES = (
    "articles", "statements", "actors", "offices", "affiliations", "ties", "positions",
    "payments", "pledges", "problems",
)  # fmt: skip


@click.command()
@click.argument("what", type=click.Choice(TABLE_NAMES), metavar="WHAT")
@record_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write (default: the standard output).",
)
def export(what: str, url: str, kind: str, output: Path | None) -> None:
    """Write a table of the record as JSON Lines, CSV or Parquet.

    WHAT is articles, statements, actors, offices, affiliations, ties, positions, payments,
    pledges or problems; docs/tables.md says what their fields mean.

    \b
    Example:
      onrecord export statements --format csv -o statements.csv
    """
    from onrecord.export import write_table
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        write_table(record, what, output, format=kind)  # type: ignore[arg-type]


@click.command()
@click.argument("name")
@record_option
@json_option
def show(name: str, url: str, as_json: bool) -> None:
    """Show the dossier of an actor: offices, words, friends and foes, money, pledges.

    \b
    Example:
      onrecord show "Len McCluskey"
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        dossier = record.dossier(name)
        paths = {row["article"] for row in dossier.statements}
        published = {path: record.article(path).published for path in paths}
    if as_json:
        print_json(asdict(dossier))
    else:
        click.echo("\n".join(write_dossier(dossier, published)))


@click.command()
@click.argument("words", nargs=-1, required=True)
@record_option
@click.option("--speaker", help="Only what this actor says.")
@click.option("--from", "since", metavar="DATE", help="Not before this day, month or year.")
@click.option("--to", "until", metavar="DATE", help="Not after this day, month or year.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@json_option
def search(
    words: tuple[str, ...],
    url: str,
    speaker: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find statements and articles that have all the words.

    \b
    Example:
      onrecord search pay cap --speaker "Ed Balls" --from 2012-09
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        hits = record.search(
            " ".join(words), limit=limit, speaker=speaker, since=since, until=until
        )
    if as_json:
        print_rows(map(asdict, hits))
    elif hits:
        click.echo("\n".join(map(write_hit, hits)))
    else:
        click.echo("Nothing has all these words.")


@click.command()
@record_option
@click.option("--from", "since", metavar="DATE", help="Not before this day, month or year.")
@click.option("--to", "until", metavar="DATE", help="Not after this day, month or year.")
@json_option
def timeline(url: str, since: str | None, until: str | None, as_json: bool) -> None:
    """Say what happened when: statements, payments and pledges by day said or published.

    \b
    Example:
      onrecord timeline --from 2012-09 --to 2012-10
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        events = record.timeline(since=since, until=until)
        if as_json:
            print_rows(map(asdict, events))
            return
        day = None
        for event in events:
            if event.date != day:
                day = event.date
                click.echo(f"\n{day}")
            click.echo(write_event(event))


@click.command()
@record_option
@json_option
def pledges(url: str, as_json: bool) -> None:
    """Print the ledger of pledges: price, funding, deadline, condition, and what became of each.

    Repeats over articles are one pledge; the last line counts those that name no price and no
    funding. With --json, one line a row of the table of pledges, whose `first` joins repeats.

    \b
    Example:
      onrecord pledges
    """
    from onrecord.record import Record, group_turns

    with Record.open(url, create=False) as record:
        if as_json:
            print_rows(record.rows("pledges"))
            return
        click.echo("\n".join(write_ledger(group_turns(record.rows("pledges")))))


COMMANDS = (export, show, search, timeline, pledges)
