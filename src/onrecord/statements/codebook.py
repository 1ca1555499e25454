"""A codebook: the concepts that statements take positions on, as an analyst wrote them down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from onrecord.articles import digest
from onrecord.errors import UsageError

Stance = Literal[-1, 0, 1]
FIELDS = frozenset({"concept", "definition", "for", "against", "aliases", "examples"})


class CodebookError(UsageError):
    """The codebook cannot be read; the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Example:
    """A statement that was coded by hand, and how."""

    text: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Concept:
    """One disputed thing: its name, what it covers, and what being for or against it means."""

    name: str
    definition: str = ""
    supporting: str = ""
    opposing: str = ""
    aliases: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The concepts of one study, in the order given."""

    concepts: tuple[Concept, ...]


def label_codebook(text: str) -> str:
    """Return the label under which articles are coded with the codebook ``text``."""
    return f"codebook@{digest(text)[:8]}"


def read_codebook(file: str | PathLike[str]) -> Codebook:
    """Read a codebook from the YAML file ``file``.

    Raises :class:`CodebookError`, naming the line, where the file is missing, is no YAML, or an
    entry has an unknown field, a wrong type or a name used before.
    """
    path = Path(file)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: cannot be read ({error}). Save it as UTF-8 text.") from error
    return parse_codebook(text, str(path))


def parse_codebook(text: str, name: str = "codebook") -> Codebook:
    """Read a codebook from ``text``; ``name`` stands before the line in errors.

    >>> parse_codebook("concepts:\\n- concept: fares\\n  aliases: [fare rise]").concepts[0].aliases
    ('fare rise',)
    """
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CodebookError(f"{name}, line {line}: this is no valid YAML. {error}") from error
    entries = _entries(node, name)
    concepts = tuple(_concept(entry, name) for entry in entries)
    seen: dict[str, int] = {}
    for entry, concept in zip(entries, concepts, strict=True):
        line = entry.start_mark.line + 1
        if concept.name.lower() in seen:
            first = seen[concept.name.lower()]
            raise CodebookError(
                f"{name}, line {line}: the concept “{concept.name}” stands already in "
                f"line {first}. Merge the two or rename one."
            )
        seen[concept.name.lower()] = line
    return Codebook(concepts)


def _entries(node: Any, name: str) -> list[Any]:
    """Return the nodes of the list ``concepts``."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise CodebookError(f"{name}, line 1: expected “concepts:” and a list below it.")
    for key, value in node.value:
        if key.value == "concepts":
            if isinstance(value, yaml.SequenceNode):
                return list(value.value)
            raise CodebookError(
                f"{name}, line {value.start_mark.line + 1}: “concepts” must be a list."
            )
    raise CodebookError(f"{name}, line 1: there is no “concepts:”.")


def _concept(node: Any, name: str) -> Concept:
    """Read one entry of the list."""
    import yaml

    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise CodebookError(
            f"{name}, line {line}: expected “concept: its name” and further fields."
        )
    fields: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in FIELDS:
            known = ", ".join(sorted(FIELDS))
            raise CodebookError(
                f"{name}, line {key.start_mark.line + 1}: unknown field “{key.value}”. "
                f"Known: {known}."
            )
        fields[key.value] = value
    if "concept" not in fields:
        raise CodebookError(f"{name}, line {line}: the entry has no “concept:”, which names it.")
    return Concept(
        name=_word(fields["concept"], name),
        definition=_word(fields.get("definition"), name),
        supporting=_word(fields.get("for"), name),
        opposing=_word(fields.get("against"), name),
        aliases=tuple(_word(item, name) for item in _items(fields.get("aliases"), name)),
        examples=tuple(_example(item, name) for item in _items(fields.get("examples"), name)),
    )


def _word(node: Any, name: str) -> str:
    """Return the text of a node, empty where there is none."""
    import yaml

    if node is None:
        return ""
    if not isinstance(node, yaml.ScalarNode):
        raise CodebookError(f"{name}, line {node.start_mark.line + 1}: expected words here.")
    return str(node.value).strip()


def _items(node: Any, name: str) -> list[Any]:
    """Return the nodes of a list, none where it is left out."""
    import yaml

    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise CodebookError(
            f"{name}, line {node.start_mark.line + 1}: expected a list, as in [one, two]."
        )
    return list(node.value)


def _example(node: Any, name: str) -> Example:
    """Read one coded example: ``{text: …, stance: -1}``."""
    import yaml

    line = node.start_mark.line + 1
    pairs: Mapping[str, Any] = (
        {key.value: value for key, value in node.value}
        if isinstance(node, yaml.MappingNode)
        else {}
    )
    if set(pairs) != {"text", "stance"}:
        raise CodebookError(
            f"{name}, line {line}: an example needs “text” and “stance”, nothing else."
        )
    stances: dict[str, Stance] = {"-1": -1, "0": 0, "1": 1, "+1": 1}
    stance = _word(pairs["stance"], name)
    if stance not in stances:
        raise CodebookError(f"{name}, line {line}: the stance “{stance}” must be 1, 0 or -1.")
    return Example(_word(pairs["text"], name), stances[stance])
