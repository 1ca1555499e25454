"""Commands that read: articles into the record, one text without a record, and what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import (
    json_option,
    model_option,
    print_json,
    print_rows,
    record_option,
)

if TYPE_CHECKING:
    from onrecord.cli.progress import Watcher


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@record_option
@model_option
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with (default: all cores).")
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy"]),
    help="How to read 03/04/2012 where nothing in the article tells.",
)
@click.option("--outlet", help="The outlet of articles that name none.")
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=20_000_000,
    show_default=True,
    help="The largest article to read: a whole text or page, or a row of a table or list.",
)
@click.option(
    "--codebook",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Concepts to code statements to (YAML); kept in the record from then on.",
)
@click.option(
    "--actors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Known people, parties and offices (CSV, Popolo or FollowTheMoney JSON); kept likewise.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say what was found, article by article.")
@json_option
def read(
    paths: tuple[Path, ...],
    url: str,
    model: str,
    jobs: int | None,
    date_order: str | None,
    outlet: str | None,
    max_bytes: int,
    codebook: Path | None,
    actors: Path | None,
    verbose: bool,
    as_json: bool,
) -> int:
    """Read files and folders into the record.

    Reading the same again changes nothing; an edited file replaces its earlier reading and keeps
    people's corrections; a read that was stopped goes on where it was.

    \b
    Example:
      onrecord read ~/articles --jobs 4
    """
    from onrecord.articles import NOTES, Settings
    from onrecord.face import read as read_paths
    from onrecord.record import Record

    settings = Settings(
        date_order=date_order,  # type: ignore[arg-type]
        outlet=outlet,
        max_bytes=max_bytes,
    )
    with Record.open(url) as record:
        with _watch(paths, verbose=verbose) as watcher:
            read_paths(
                paths, record, settings=settings, model=model, jobs=jobs, codebook=codebook,
                actors=actors, on_step=watcher,
            )  # fmt: skip
        summary = record.summary()
        known, found = record.known_actors(), record.identified()
        unread = [row for row in record.rows("problems") if row["code"] not in NOTES]
    if as_json:
        print_json(summary.as_dict())
    else:
        click.echo(summary.as_text())
        if known:
            click.echo(f"{len(found):,} of {len(known):,} known actors found for certain")
    return 3 if unread else 0


@contextmanager
def _watch(paths: tuple[Path, ...], *, verbose: bool) -> Iterator[Watcher]:
    from onrecord.cli.progress import Watcher

    with Watcher(paths, verbose=verbose, bar=sys.stderr.isatty()) as watcher:
        yield watcher


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@model_option
def attribute(files: tuple[str, ...], model: str) -> int:
    """Say who says what in plain texts, without a record: one JSON line a file.

    A file named - is the standard input. Offsets count characters of the decoded file.

    \b
    Example:
      onrecord attribute article.txt
    """
    from onrecord.face import attribute as find

    failed = 0
    for name in files:
        text = _read_text(name)
        if text is None:
            failed += 1
            continue
        print_json({"id": Path(name).stem, "attributions": find(text, model=model)})
    return 3 if failed else 0


def _read_text(name: str) -> str | None:
    from onrecord.articles import decode_text

    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        click.echo(f"onrecord: {name}: cannot be read ({error.strerror}).", err=True)
        return None
    text = decode_text(raw)
    if text is None:
        click.echo(f"onrecord: {name}: holds no text. Save it as UTF-8 text.", err=True)
    return text


@click.command()
@record_option
@json_option
def problems(url: str, as_json: bool) -> None:
    """List what could not be read, or not wholly, why, and what to try.

    \b
    Example:
      onrecord problems
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        if as_json:
            print_rows(record.rows("problems"))
            return
        count = 0
        for row in record.rows("problems"):
            click.echo(f"{row['message']}\n    {row['remedy']} [{row['code']}]")
            count += 1
    click.echo(f"{count} in all." if count else "Everything could be read.")


@click.command()
@record_option
@json_option
def status(url: str, as_json: bool) -> None:
    """Say what the record holds and how it stands.

    \b
    Example:
      onrecord status
    """
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        state = record.status()
    if as_json:
        print_json(state.as_dict())
    else:
        click.echo(state.as_text())


COMMANDS = (read, attribute, problems, status)
