"""Write the parts of the docs that the code knows best, or check that they are current.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from record_pages import PAGES as RECORD_PAGES

from onrecord.cli import cli

DOCS = Path(__file__).parent


def render_commands() -> str:
    """Return the page of all commands, from their own help."""
    parts = ["# Commands", "", "Written from `onrecord COMMAND --help` by `make docs`.", ""]
    for name, command in walk(cli, "onrecord"):
        context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
        parts += [f"## `{name}`", "", "```text", command.get_help(context).rstrip(), "```", ""]
    return "\n".join(parts)


def walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and those under it, by name."""
    yield name, command
    if isinstance(command, click.Group):
        for child in sorted(command.commands):
            yield from walk(command.commands[child], f"{name} {child}")


PAGES = {"commands.md": render_commands, **RECORD_PAGES}


def main() -> int:
    """Write every generated page, or with ``--check`` name those that are out of date."""
    stale = []
    for name, render in PAGES.items():
        path, text = DOCS / name, render()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if "--check" in sys.argv:
            stale.append(str(path))
        else:
            path.write_text(text, "utf-8")
    if stale:
        print("Out of date, write again with make docs:", ", ".join(stale))
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
