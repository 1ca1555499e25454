"""Proposals become a codebook that an analyst edits, and one that was edited gets further ones.

What stands in the file is never changed: new proposals go below. ``proposed`` at its end lists
what was proposed before, so that what was dropped, renamed or merged does not come back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.statements.codebook import CodebookError, parse_codebook
from onrecord.statements.concepts.types import Proposal

HEAD = """\
# Concepts that the articles dispute, proposed by onrecord. Keep what your study is about: rename a
# concept (leave its old name among the aliases), put two together, drop the rest. Say in your own
# words what each covers and what it means to be for and against it. An example that stays here
# counts as coded by you, so check its stance. Then: onrecord codebook import THIS-FILE
"""
PROPOSED = "proposed"
PLAIN = re.compile(r"[A-Za-z][\w’-]*(?: [\w’-]+)*")
RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
EXAMPLE = 300  # characters of an example at most


def draft_codebook(proposals: Sequence[Proposal]) -> str:
    """Return a codebook of ``proposals``, as YAML with comments."""
    body = "\n".join(line for each in proposals for line in write_entry(each))
    return f"{HEAD}concepts:\n{body or '  []'}\n\n{write_proposed(p.name for p in proposals)}"


def extend_codebook(text: str, proposals: Sequence[Proposal], name: str = "codebook") -> str:
    """Return the codebook ``text`` with ``proposals`` below its own concepts, else unchanged.

    Raises ``CodebookError``, naming the line, where ``text`` is no codebook.
    """
    import yaml

    before = read_proposed(text, name)
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    fields = {key.value: (key, value) for key, value in node.value}
    listed = fields["concepts"][1]
    if listed.value and listed.flow_style:
        raise CodebookError(
            f"{name}, line {listed.start_mark.line + 1}: the concepts stand in brackets. Write "
            "them one below another, each after “- concept:”, so that more can be added."
        )
    lines = text.splitlines()
    if PROPOSED in fields:
        key, value = fields[PROPOSED]
        del lines[key.start_mark.line : last_line(value) + 1]
    entries = [line for each in proposals for line in write_entry(each, indent_of(listed))]
    if not listed.value:
        at = fields["concepts"][0].start_mark.line
        lines[at : last_line(listed) + 1] = ["concepts:"]
    else:
        at = last_line(listed.value[-1])
    lines[at + 1 : at + 1] = entries
    names = dict.fromkeys([*before, *(each.name for each in proposals)])
    return "\n".join(lines).rstrip("\n") + "\n\n" + write_proposed(names)


def read_proposed(text: str, name: str = "codebook") -> tuple[str, ...]:
    """Return what was proposed for the codebook ``text`` before."""
    import yaml

    parse_codebook(text, name)
    listed = yaml.safe_load(text).get(PROPOSED) or ()
    return tuple(str(each) for each in listed) if isinstance(listed, list) else ()


def known_names(text: str, name: str = "codebook") -> list[str]:
    """Return all names and aliases of a codebook and all that was proposed for it."""
    concepts = parse_codebook(text, name).concepts
    own = [word for each in concepts for word in (each.name, *each.aliases)]
    return [*own, *read_proposed(text, name)]


def last_line(node: Any) -> int:
    """Return the line in which a node of YAML ends, blank lines and comments after it left out."""
    import yaml

    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return last_line(last[1] if isinstance(last, tuple) else last)
    mark = node.end_mark
    return int(mark.line - (mark.column == 0 and mark.line > node.start_mark.line))


def indent_of(listed: Any) -> int:
    """Return how far the dashes of a list are indented."""
    return int(listed.start_mark.column) if listed.value else 2


def write_entry(each: Proposal, indent: int = 2) -> Iterator[str]:
    """Yield the lines of one concept."""
    margin = " " * indent
    told = f"{each.speakers} speakers in {each.articles} articles"
    backing, opposing = each.sides
    yield f"{margin}# {told}; {backing} would have it, {opposing} would not, as far as rules tell"
    yield f"{margin}- concept: {quote(each.name)}"
    yield f"{margin}  definition: {quote(f'To be written: what counts as {each.name}.')}"
    yield f"{margin}  for: {quote(write_side('Would have it', each.backing))}"
    yield f"{margin}  against: {quote(write_side('Would not have it', each.opposing))}"
    if each.aliases:
        yield f"{margin}  aliases: [{', '.join(map(quote, each.aliases))}]"
    if each.examples:
        yield f"{margin}  examples:"
        for text, stance in each.examples:
            words = json.dumps(text[:EXAMPLE], ensure_ascii=False)
            yield f"{margin}    - {{text: {words}, stance: {stance}}}"


def write_side(words: str, verbs: Sequence[str]) -> str:
    """Say how speakers put that they are on one side."""
    return f"{words} ({', '.join(verbs)})." if verbs else f"{words}."


def write_proposed(names: Iterable[str]) -> str:
    """Return the list of what was proposed, with what it is for."""
    listed = ", ".join(map(quote, names))
    return f"{PROPOSED}: [{listed}]  # not proposed again\n"


def quote(words: str) -> str:
    """Return ``words`` as YAML, in quotation marks where they would be read as something else.

    >>> quote("pay cap"), quote("no"), quote("a: b")
    ('pay cap', '"no"', '"a: b"')
    """
    if PLAIN.fullmatch(words) and words.lower() not in RESERVED:
        return words
    return json.dumps(words, ensure_ascii=False)
