"""What several commands share: the record they work on and how they print."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def record_option(command: Command) -> Command:
    """Add ``--record``, the file or URL of the record."""
    return click.option(
        "--record",
        "url",
        default="onrecord.db",
        show_default=True,
        envvar="ONRECORD_RECORD",
        metavar="FILE-or-URL",
        help="The record: an SQLite file, or a sqlite:/// or postgresql:// URL.",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``: machines' output on stdout, and nothing else there."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")(command)


def who_option(command: Command) -> Command:
    """Add ``--who``, the person whose decision it is."""
    return click.option(
        "--who", default=_user, metavar="NAME", help="Whose decision it is (default: you)."
    )(command)


def model_option(command: Command) -> Command:
    """Add ``--model``, the network that hears what is said."""
    return click.option(
        "--model",
        callback=_known_model,
        default="fast",
        show_default=True,
        metavar="fast|accurate|FOLDER",
        help="The network that hears what is said; FOLDER is one that you trained.",
    )(command)


def _known_model(context: click.Context, parameter: click.Parameter, name: str) -> str:
    if name in ("fast", "accurate") or (Path(name) / "card.json").is_file():
        return name
    raise click.BadParameter(f"{name!r} is not fast, accurate or a folder with card.json.")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def print_json(value: object) -> None:
    """Print one value as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_rows(rows: Iterable[Mapping[str, object]]) -> int:
    """Print one JSON line a row and return their number."""
    count = 0
    for row in rows:
        print_json(row)
        count += 1
    return count
