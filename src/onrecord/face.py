"""What a notebook calls: the pipeline with a record to hold, and attribution without one."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.articles import Settings
from onrecord.intake import Gathered
from onrecord.models import Model
from onrecord.pipeline import Paths
from onrecord.record import Record


def read(
    paths: Paths,
    record: Record | str | os.PathLike[str] = "onrecord.db",
    *,
    settings: Settings | None = None,
    model: str = "fast",
    jobs: int | None = None,
    codebook: str | os.PathLike[str] | None = None,
    actors: str | os.PathLike[str] | None = None,
    on_step: Callable[[tuple[Gathered, ...]], None] = lambda step: None,
) -> Record:
    """Read files and folders into a record and return the record.

    ``record`` is an open record, the path of an SQLite file (made where there is none) or a
    ``postgresql://`` URL. ``codebook`` is a YAML file of concepts, ``actors`` a CSV or JSON file
    of known people, parties and offices; both are kept in the record from then on. The rest is
    as in :func:`onrecord.pipeline.read`. What could not be read is in
    ``record.rows("problems")``.
    """
    from onrecord.actors import parse_known_actors, read_known_text
    from onrecord.pipeline import read as read_paths
    from onrecord.statements import read_codebook

    if codebook is not None:
        read_codebook(codebook)
    known = None if actors is None else read_known_text(Path(actors))
    if known is not None:
        parse_known_actors(known, os.fspath(actors or ""))
    held = record if isinstance(record, Record) else Record.open(os.fspath(record))
    try:
        if codebook is not None:
            with open(codebook, encoding="utf-8-sig") as file:
                held.set_codebook(file.read())
        if known is not None:
            held.set_known_actors(known)
        read_paths(paths, held, settings=settings, model=model, jobs=jobs, on_step=on_step)
    except BaseException:
        if held is not record:
            held.close()
        raise
    return held


def attribute(text: str, *, model: str = "fast") -> list[dict[str, Any]]:
    """Say who says what in a plain text: source, cue and content as character offsets.

    Each attribution is a dict as ``onrecord attribute`` prints it.
    """
    from onrecord.attributions import attribute as find

    return [
        {
            "source": marked.source,
            "cue": marked.cue,
            "content": marked.content,
            "form": form,
            "confidence": round(marked.confidence, 4),
        }
        for marked, form in find(text, _load(model))
    ]


@lru_cache(maxsize=2)
def _load(model: str) -> Model:
    """Load a model once: people call ``attribute`` in loops."""
    from onrecord.models import load_model

    return load_model(model)
