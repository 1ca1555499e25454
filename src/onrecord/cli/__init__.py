"""The library, spoken aloud: each command parses, calls one function and prints.

Only ``main`` turns errors into text and exit status: 0 all well, 1 an error and nothing done,
2 wrong usage, 3 done, but some inputs could not be read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

import onrecord
from onrecord.cli import asking, concepts, deciding, drawing, evaluating, reading, training
from onrecord.errors import OnrecordError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(onrecord.__version__, prog_name="onrecord")
def cli() -> None:
    """Read a folder of political news into a record that can be checked.

    \b
    Example:
      onrecord read ~/articles
      onrecord show "Len McCluskey"
      onrecord report -o report/
    """


for room in (reading, asking, concepts, deciding, drawing, evaluating, training):
    for command in room.COMMANDS:
        cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    try:
        status = cli.main(arguments, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("onrecord: stopped; the same command goes on from here", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        click.echo(f"onrecord: {error}", err=True)
        return 2
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        return 1
    except BrokenPipeError:
        # the reader of our output went away (``onrecord export … | head``): not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status if isinstance(status, int) else 0


def run() -> None:
    """Run as a program."""
    sys.exit(main())
