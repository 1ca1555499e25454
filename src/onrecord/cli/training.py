"""Commands that train a model on articles that people annotated."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.evaluating import figures, print_scores
from onrecord.cli.options import json_option, model_option, print_json


@click.group()
def train() -> None:
    """Train a model on articles that people annotated (needs the extra "train").

    \b
    Example:
      onrecord train attribution --data annotated/ -o our-model/
    """


@train.command("attribution")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="A folder with text/NAME.txt and attributions/NAME_ANNOTATOR.ann (brat standoff).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="FOLDER",
    help="Where the model goes; a stopped run goes on from here.",
)
@click.option(
    "--dev",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Articles to measure with, in the same form (default: a tenth of --data, held back).",
)
@click.option("--epochs", type=click.IntRange(1), default=4, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@model_option
@json_option
def train_attribution(
    data: Path, output: Path, dev: Path | None, epochs: int, seed: int, model: str, as_json: bool
) -> None:
    """Go on training --model on your own annotations of who says what.

    What is written is a model like those that ship: quantised, calibrated where enough was held
    back, and read without PyTorch. Scores before and after are taken on the articles held back.
    Where nothing was gained, the model that it began with is what is written.

    \b
    Example:
      onrecord train attribution --data annotated/ -o our-model/
      onrecord read articles/ --model our-model/
    """
    from onrecord.learning import train_attribution as tune

    found = tune(
        data,
        output,
        start=model,
        dev=dev,
        epochs=epochs,
        seed=seed,
        say=lambda line: click.echo(line, err=True),
    )
    if as_json:
        counts = {
            "learnt_from": found.learnt_from,
            "held_back": found.held_back,
            "gained": found.gained,
        }
        print_json(counts | {"before": figures(found.before), "after": figures(found.after)})
        return
    click.echo(f"learnt from {found.learnt_from} articles, measured on {found.held_back}")
    print_scores(f"{model}, before", {"overall": found.before})
    if not found.gained:
        click.echo(f"Nothing was gained, so {found.folder} holds what {model} is.")
        return
    print_scores("after", {"overall": found.after})
    click.echo(f"Use it: onrecord read ARTICLES --model {found.folder}")


COMMANDS = (train,)
