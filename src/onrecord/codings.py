"""Codings made by hand elsewhere come in: a CSV file, or one of Discourse Network Analyzer.

Each names a concept and a stance, and the statement by its id or by its words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.networks.dna_file import read_dna, statements_of
from onrecord.statements.codebook import Stance

STANCES: Mapping[str, Stance | None] = {
    "1": 1, "+1": 1, "for": 1, "true": 1, "yes": 1, "-1": -1, "−1": -1, "against": -1, "false": -1,
    "no": -1, "0": 0, "neutral": 0, "none": None, "": None,
}  # fmt: skip
SIMILAR = 88.0  # of 100: two wordings this close are one statement
FEWEST = 12  # characters by which a statement can be told at all


@dataclass(frozen=True, slots=True)
class FileCoding:
    """One line of such a file. ``statement`` is an id of the record, where the file has one."""

    statement: str | None
    text: str
    document: str
    concept: str
    stance: Stance | None
    who: str | None


def read_codings(file: Path) -> tuple[FileCoding, ...]:
    """Read codings from a ``.csv`` or ``.dna`` file; ``InputError`` says what it lacks.

    A CSV file has the columns ``concept``, ``stance`` (1, -1, 0 or none; for, against, neutral) and
    ``statement`` (an id) or ``text``; ``who`` is who coded it. Agreement in DNA is for, and
    disagreement against.
    """
    if file.suffix.lower() == ".dna":
        return tuple(_read_dna(file))
    return tuple(_read_csv(file))


def _read_csv(file: Path) -> Iterator[FileCoding]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            str(file), "codings-unreadable", f"the file cannot be read ({error}).",
            "Save it as comma-separated UTF-8 text.",
        ) from None  # fmt: skip
    rows = csv.DictReader(text.splitlines())
    names = {name.strip().lower(): name for name in rows.fieldnames or ()}
    if "concept" not in names or not names.keys() & {"stance", "agreement"}:
        raise InputError(
            str(file), "codings-columns", "there are no columns “concept” and “stance”.",
            "Name them in the first line, and “statement” (an id) or “text” beside them.",
        )  # fmt: skip
    for number, row in enumerate(rows, start=2):
        known = {name: (row[own] or "").strip() for name, own in names.items()}
        yield _coding(file, number, known)


def _coding(file: Path, number: int, row: Mapping[str, str]) -> FileCoding:
    said = row.get("stance", row.get("agreement", "")).lower()
    if said not in STANCES:
        raise InputError(
            str(file), "codings-stance", f"line {number}: the stance {said!r} is none.",
            "Give 1 (for), -1 (against), 0 (neutral) or none (not on this concept).",
        )  # fmt: skip
    return FileCoding(
        row.get("statement") or row.get("id") or None, row.get("text", ""),
        row.get("article") or row.get("document") or f"line {number}", row.get("concept", ""),
        STANCES[said], row.get("who") or row.get("coder") or None,
    )  # fmt: skip


def _read_dna(file: Path) -> Iterator[FileCoding]:
    dna = read_dna(file)
    table = statements_of(dna)
    coders = dict(zip(dna["CODERS"]["ID"], dna["CODERS"]["Name"], strict=True))
    if table.details is None or not {"concept", "agreement"} <= table.columns.keys():
        raise InputError(
            str(file), "codings-columns", "its statements have no concept and agreement.",
            "Give a file whose statement type has these variables, as DNA's own has.",
        )  # fmt: skip
    for row in range(len(table)):
        details = table.details.iloc[row]
        concept, agreement = (_label(table.columns[n], row) for n in ("concept", "agreement"))
        key = details.get("onrecord id") or None
        yield FileCoding(
            key, str(details["text"]), str(details["document_title"]), concept,
            1 if agreement == "1" else -1, str(coders.get(details["coder"], "DNA")),
        )  # fmt: skip


def _label(column: Any, row: int) -> str:
    code = column.codes[row]
    return str(column.labels[code]) if code >= 0 else ""


def match_codings(codings: Sequence[FileCoding], words: Mapping[str, str]) -> dict[int, str]:
    """Return which of ``codings`` is which statement: place in the list and id.

    ``words`` leads from the ids of the record's statements to their words. A coding without a known
    id is the statement with nearly the same words, if there is one.
    """
    from rapidfuzz import fuzz, process

    found = {}
    keys, texts = list(words), [" ".join(text.lower().split()) for text in words.values()]
    for place, coding in enumerate(codings):
        text = " ".join(coding.text.lower().split())
        if coding.statement in words:
            found[place] = str(coding.statement)
        elif len(text) >= FEWEST:
            best = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=SIMILAR)
            if best is not None:
                found[place] = keys[best[2]]
    return found
