"""Goes on training a shipped model with a person's own annotations."""

from __future__ import annotations

import importlib.util
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.attributions.brat import GoldArticle, keep_first, read_brat
from onrecord.attributions.evaluate import mark_articles
from onrecord.attributions.scores import Score, score_attributions
from onrecord.errors import InputError, UsageError
from onrecord.models.load import find_model, open_model, read_card
from onrecord.models.network import OnnxModel

if TYPE_CHECKING:
    from onrecord.learning.examples import Sample

Scores = dict[str, Score]
Say = Callable[[str], None]
BATCH = 2048  # word pieces
HELD_BACK = 10  # one article in so many, where no dev folder is given
FEWEST_TO_CALIBRATE = 100  # attributions held back; with fewer, the start's calibration stays
KEPT = ("cue_bias", "slope", "offset", "name_slope", "name_offset")


@dataclass(frozen=True, slots=True)
class Tuning:
    """What came of it: the model's folder, articles learnt from and held back, scores on these.

    ``gained`` is false where no epoch beat the start, which is then what was written.
    """

    folder: Path
    learnt_from: int
    held_back: int
    gained: bool
    before: Scores
    after: Scores


def train_attribution(
    data: Path,
    out: Path,
    *,
    start: str = "fast",
    dev: Path | None = None,
    epochs: int = 4,
    rate: float = 5e-5,
    seed: int = 1,
    say: Say = print,
) -> Tuning:
    """Train the model ``start`` on the annotated articles in ``data``; write a model to ``out``.

    ``data`` holds brat standoff as ``read_brat`` takes it. Scores are taken on ``dev``, or else on
    a tenth of the articles, held back by a hash of their names. Proper names go on being learnt as
    ``start`` marks them, since annotations of who said what hold none. Where no epoch does better
    than the start, the start is what is written. A stopped run goes on from ``out/training``.

    Needs the extra ``train`` (torch, onnx): raises ``UsageError`` where it is not installed,
    ``InputError`` for too few annotated articles, ``ModelError`` for an unknown start.
    """
    need_extra()
    from onrecord.learning.calibration import choose_settings
    from onrecord.learning.exporting import change_settings, copy_model, export_model
    from onrecord.learning.fitting import load_checkpoint

    home = find_model(start)
    model = open_model(home)
    learnt, held = part_articles(data, dev)
    before = score(model, held)
    samples = [_with_names(article, model) for article in learnt]
    best = _fit(home, model, samples, held, out / "training", (epochs, rate, seed), say)
    network, state = load_checkpoint(best)
    card, name = read_card(home), out.resolve().name
    if "epoch" not in state:
        copy_model(home, out, name)
    else:
        export_model(
            network, model.layout, home / "tokenizer.json", out,
            name=name, version="1", beside=card.get("beside"),
            settings={key: card["settings"][key] for key in KEPT},
        )  # fmt: skip
        if sum(len(a.attributions) for a in held) >= FEWEST_TO_CALIBRATE:
            change_settings(out, choose_settings(open_model(out), held, keep_bias=True, say=say))
    count = len({article.id for article in learnt})
    after = score(open_model(out), held)
    return Tuning(out, count, len(held), "epoch" in state, before, after)


def need_extra() -> None:
    """Raise ``UsageError`` where what training needs is not installed."""
    missing = [name for name in ("torch", "onnx") if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"Training needs {' and '.join(missing)}. Install: pip install 'onrecord[train]'"
        )


def part_articles(data: Path, dev: Path | None) -> tuple[list[GoldArticle], list[GoldArticle]]:
    """Part the articles (every annotator's version) into those to learn from and those held back.

    Of the latter, only the first annotator's version is kept: it is what scores are taken on.
    """
    articles = list(read_brat(data))
    names = sorted({a.id for a in articles}, key=lambda name: zlib.crc32(name.encode()))
    if len(names) < 2 and dev is None:
        raise InputError(
            str(data),
            "too-few-annotations",
            "one annotated article is too few: one is held back to measure with.",
            "Annotate more articles (some dozens make a difference), or give --dev.",
        )
    held = set() if dev else set(names[: max(1, len(names) // HELD_BACK)])
    aside = read_brat(dev) if dev else (a for a in articles if a.id in held)
    return [a for a in articles if a.id not in held], keep_first(aside)


def score(model: OnnxModel, articles: Sequence[GoldArticle]) -> Scores:
    """Score a model as ``evaluate_attribution`` does."""
    return score_attributions(articles, mark_articles(articles, model))


def _with_names(article: GoldArticle, model: OnnxModel) -> Sample:
    from onrecord.learning.examples import Sample, split_paragraphs

    names = model.read(article.text, [split_paragraphs(article.text)]).names
    marked = tuple((n.start, n.end, n.kind) for n in names)
    return Sample(article.id, article.text, article.attributions, marked)


def _fit(
    home: Path,
    model: OnnxModel,
    samples: Sequence[Sample],
    held: Sequence[GoldArticle],
    work: Path,
    chosen: tuple[int, float, int],
    say: Say,
) -> Path:
    """Learn, and return the best checkpoint, which is the start's where nothing beat it."""
    import torch

    from onrecord.learning.fitting import Plan, epoch_batches, fit, save
    from onrecord.learning.scoring import score_network
    from onrecord.learning.shipped import load_shipped

    epochs, rate, seed = chosen
    network = load_shipped(home)
    if not (work / "best.pt").exists():
        work.mkdir(parents=True, exist_ok=True)
        sizes = {"shape": asdict(network.shape), "layout": asdict(model.layout)}
        save(work / "best.pt", sizes | {"average": network.state_dict()})
    rng = random.Random(seed)
    steps = sum(1 for _ in epoch_batches(samples, model.tokenizer, model.layout, rng, BATCH))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    plan = Plan(
        epochs, steps, BATCH, rate, head_rate=1.0, warm=max(1, steps // 2), seed=seed,
        bfloat16=device.type == "cuda" and torch.cuda.is_bf16_supported(),
    )  # fmt: skip
    return fit(
        network.to(device), model.layout, model.tokenizer, samples, held, work, plan,
        least=score_network(network, model.tokenizer, model.layout, held)["linked"], say=say,
    )  # fmt: skip
