"""Read a user's file of known people, parties and offices: CSV, FollowTheMoney or Popolo JSON."""

from __future__ import annotations

from pathlib import Path

from onrecord.actors.known_csv import parse_csv
from onrecord.actors.known_json import parse_json
from onrecord.actors.types import KnownActor
from onrecord.errors import InputError


def read_known_actors(file: Path) -> tuple[KnownActor, ...]:
    """Read the known actors of ``file``; docs/actors.md describes the three forms.

    Raises:
        InputError: the file cannot be read, or is wrong in a line that the message names.

    """
    return parse_known_actors(read_known_text(file), str(file))


def read_known_text(file: Path) -> str:
    """Return the text of a file of known actors."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"cannot be read ({error.strerror})."
        raise InputError(
            str(file), "actors-unreadable", message, "Name a CSV or JSON file of known actors."
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(
            str(file), "actors-unreadable", f"line {line}: is not UTF-8.",
            "Save it as UTF-8 (in Excel: CSV UTF-8).",
        ) from error  # fmt: skip


def parse_known_actors(text: str, path: str = "known actors") -> tuple[KnownActor, ...]:
    """Read known actors from the text of a file; ``path`` is what messages call it."""
    start = text.lstrip()[:1]
    actors = parse_json(text, path) if start in ("{", "[") else parse_csv(text, path)
    if not actors:
        raise InputError(
            path, "actors-none", "names nobody.", "Give a line for each person, party or office."
        )
    return actors
