"""Commands about the codebook: what is disputed, what a codebook says, what to code next."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from onrecord.cli.options import json_option, print_rows, record_option, who_option
from onrecord.cli.wording import write_lesson, write_waiting
from onrecord.errors import UsageError

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def codebook() -> None:
    """Write, keep and learn the codebook: the concepts that people take positions on.

    \b
    Example:
      onrecord codebook propose -o codebook.yaml
      onrecord codebook import codebook.yaml
    """


@codebook.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The codebook to write, or to put what is new into (default: the standard output).",
)
@click.option("--limit", type=click.IntRange(1), default=12, show_default=True)
@record_option
@json_option
def propose(output: Path | None, limit: int, url: str, as_json: bool) -> None:
    """Propose concepts: what the articles dispute, in their own words.

    Edit the file: keep, rename, merge, drop. What stands in it stays as it is when the command is
    run again; what was dropped does not come back.

    \b
    Example:
      onrecord codebook propose -o codebook.yaml
    """
    from onrecord import concepts
    from onrecord.record import Record
    from onrecord.statements.concepts import draft_codebook, extend_codebook, known_names

    with Record.open(url, create=False) as record:
        old = _read_text(output) if output and output.exists() else record.codebook()
        name = str(output or "codebook")
        known = tuple(known_names(old, name)) if old else ()
        proposals = concepts.propose(record, known=known, limit=limit)
    if as_json:
        print_rows(map(asdict, proposals))
        return
    text = extend_codebook(old, proposals, name) if old else draft_codebook(proposals)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, "utf-8")
    for each in proposals:
        backing, opposing = each.sides
        click.echo(f"{each.name}: {each.speakers} speakers, {backing} for and {opposing} against")
    click.echo(f"{len(proposals)} concepts were proposed in {output}. Edit it, then:")
    click.echo(f"onrecord codebook import {output}")


@codebook.command("import")
@file_argument
@record_option
def import_codebook(file: Path, url: str) -> None:
    """Put a codebook in force and code all statements to it, without reading the articles again.

    \b
    Example:
      onrecord codebook import codebook.yaml
    """
    from onrecord import concepts
    from onrecord.record import Record

    text = _read_text(file)
    with Record.open(url, create=False) as record:
        count = concepts.put_in_force(record, text, str(file))
    click.echo(f"{file} is in force: {count} statements take a position on its concepts.")


@codebook.command("export")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-")
@record_option
def export_codebook(output: TextIO, url: str) -> None:
    """Write the codebook that is in force.

    \b
    Example:
      onrecord codebook export -o codebook.yaml
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        text = record.codebook()
    if text is None:
        raise UsageError("the record has no codebook; `onrecord codebook propose` drafts one")
    output.write(text)


@codebook.command()
@click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Codings made elsewhere: a CSV file, or one of Discourse Network Analyzer (.dna).",
)
@click.option(
    "--precision",
    type=click.FloatRange(0.5, 0.99),
    default=0.8,
    show_default=True,
    help="Code no statement below the confidence at which this share of codings was right.",
)
@record_option
@who_option
@json_option
def learn(files: tuple[Path, ...], precision: float, url: str, who: str, as_json: bool) -> None:
    """Learn the concepts from what was coded by hand, and code the rest.

    What people and rules coded outranks what was learnt. Figures are cross-validated, each article
    held out as a whole.

    \b
    Examples:
      onrecord codebook learn
      onrecord codebook learn --from codings.csv --from mine.dna
    """
    from onrecord import concepts
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        lesson = concepts.learn(record, files, who=who, precision=precision)
    if as_json:
        print_rows(asdict(report) for report in lesson.learnt.reports)
        return
    click.echo("\n".join(write_lesson(lesson)))


@codebook.command()
@record_option
def forget(url: str) -> None:
    """Forget what was learnt, with all that was coded by it; hand codings stay.

    \b
    Example:
      onrecord codebook forget
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        if record.learnt() is None:
            raise UsageError("nothing was learnt; there is nothing to forget")
        record.set_learnt(None)
    click.echo("Forgotten. To learn again: onrecord codebook learn")


@codebook.command()
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True)
@record_option
@json_option
def queue(limit: int, url: str, as_json: bool) -> None:
    """List what to code next: where doubt is greatest and the network would change most.

    \b
    Example:
      onrecord codebook queue --limit 5
      onrecord judge 4f0c7d2ab81e9c33 --concept "pay cap" --stance -1
    """
    from onrecord import concepts
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        waiting = concepts.list_queue(record, limit=limit)
    if as_json:
        print_rows(map(asdict, waiting))
        return
    for each in waiting:
        click.echo("\n".join(write_waiting(each)))
    if not waiting:
        click.echo("No statement is in doubt.")


def _read_text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}). Name a codebook file.") from error


COMMANDS = (codebook,)
