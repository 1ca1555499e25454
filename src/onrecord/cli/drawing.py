"""Commands that draw from the record: the report and networks."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import record_option
from onrecord.networks.commands import network


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write; an earlier report in it is replaced.",
)
@click.option("--title", help="The title of the report.")
@record_option
def report(output: Path, title: str | None, url: str) -> None:
    """Write the static report: one folder that opens from disk, without a network.

    \b
    Example:
      onrecord report -o report/
    """
    from onrecord.record import Record
    from onrecord.report import write_report

    with Record.open(url, create=False) as record:
        index = write_report(record, output, title=title)
    click.echo(f"The report is here: {index}")


COMMANDS = (report, network)
