"""Commands that measure a model on articles that people annotated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import json_option, model_option, print_json

if TYPE_CHECKING:
    from onrecord.attributions.scores import Score


@click.group()
def evaluate() -> None:
    """Measure a model on articles that people annotated.

    \b
    Example:
      onrecord evaluate attribution --data annotated/
    """


@evaluate.command("attribution")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="A folder with text/NAME.txt and attributions/NAME_ANNOTATOR.ann (brat standoff).",
)
@model_option
@json_option
def evaluate_attribution(data: Path, model: str, as_json: bool) -> None:
    """Score who says what: exact spans, and contents linked to their sources.

    Printed are precision, recall and F1 in per cent: over all, then linked by the form of the
    content, its distance from its source, and the number of its pieces.

    \b
    Example:
      onrecord evaluate attribution --data annotated/
    """
    from onrecord.attributions import evaluate_attribution as measure
    from onrecord.models import load_model

    found = measure(data, load_model(model))
    tables = {"overall": found.overall, **found.by}
    if as_json:
        print_json({name: figures(scores) for name, scores in tables.items()})
        return
    print_scores(f"{found.articles} articles", tables)


def print_scores(title: str, tables: Mapping[str, Mapping[str, Score]]) -> None:
    """Print tables of scores under one head; the first needs no name."""
    click.echo(f"{title:<36}{'precision':>10}{'recall':>10}{'F1':>8}")
    for name, scores in tables.items():
        for value, score in scores.items():
            label = value if name == "overall" else f"{name} {value}"
            click.echo(f"{label:<36}{score.precision:>10}{score.recall:>10}{score.f1:>8}")


def figures(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    """Return scores as plain numbers for JSON."""
    return {
        name: {"p": score.precision, "r": score.recall, "f1": score.f1}
        for name, score in scores.items()
    }


COMMANDS = (evaluate,)
