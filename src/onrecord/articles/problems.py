"""Every problem that reading can meet: its code, and what to try.

A *note* comes with the article, which is read all the same; all others come instead of it.
"""

from __future__ import annotations

from onrecord.articles.types import Problem

REMEDIES: dict[str, str] = {
    "not-found": "Check the spelling of the path.",
    "unreadable": "Check that you may read it (ls -l) and that the disk is well, then read again.",
    "vanished": "It was moved or deleted during the read: read again once the folder is at rest.",
    "symlink-loop": "Remove the link, or name the folder that it points to.",
    "unsupported": "Save it as .txt, .md or .html.",
    "not-a-file": "Only files and folders can be read: save what it delivers to a file first.",
    "empty": "Save the article again, or delete the file.",
    "binary": "This is not text: save the article as text or as a web page.",
    "too-large": "Split the file, or raise max_bytes or max_characters in the settings.",
    "truncated": "The file ends in the middle: save or download it again.",
    "unknown-encoding": "Save the file as UTF-8.",
    "no-text": "Save the page once it has fully loaded, or paste the article into a .txt file.",
    "malformed-json": "Repair the JSON at the place named; the rest of the file was read.",
    "malformed-row": "Repair the row; the rest of the file was read.",
    "no-text-field": "Name the column or field that holds the article 'text'.",
    "no-date": "Put a line such as '18 January 2012' under the headline, or give a field 'date'.",
    "ambiguous-date": "Set date_order (--date-order) to dmy (day first) or mdy (month first).",
    "not-english": "Who said what is found in English only: leave the article out or translate it.",
    "replaced-characters": "Some bytes fit no encoding and became \N{REPLACEMENT CHARACTER}: "
    "save the file as UTF-8.",
    "wrong-suffix": "Rename the file to what it is; it was read as that.",
}

NOTES = frozenset(
    {"no-date", "ambiguous-date", "not-english", "replaced-characters", "wrong-suffix"}
)


def find_excess(path: str, length: int, limit: int) -> Problem | None:
    """Return the problem of a text that is longer than one article may be."""
    if length <= limit:
        return None
    message = f"{length:,} characters of text, more than the {limit:,} of one article."
    return build_problem(path, "too-large", message)


def build_problem(path: str, code: str, message: str) -> Problem:
    """Return the problem ``code`` of the file ``path``; its message names the file."""
    return Problem(path, code, f"{path}: {message}", REMEDIES[code])
