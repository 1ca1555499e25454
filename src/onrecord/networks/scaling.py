"""Ideological scaling: where actors stand on one or two dimensions, with their uncertainty.

Needs the optional library numpyro (``pip install "onrecord[scaling]"``).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.api import prepare
from onrecord.networks.build import Frame, count_selection
from onrecord.networks.coalitions import profiles_of
from onrecord.networks.select import Selection, select_statements
from onrecord.networks.table import Numbers

if TYPE_CHECKING:
    import pandas as pd

Response = Literal["binary", "ordinal"]
Missing = Literal["missing", "zero"]


@dataclass(frozen=True, slots=True)
class Scaling:
    """Posterior summaries of an item response model.

    ``actors`` has one row an actor: on each dimension ``mean1``, ``sd1``, ``low1`` and ``high1``
    (95 per cent highest density), and so on for 2. ``concepts`` has the same of each concept's
    ``discrimination`` and ``difficulty``. ``diagnostics`` gives for each the split R-hat (near 1
    when the chains agree) and the effective number of draws; ``divergences`` should be 0.
    """

    actors: pd.DataFrame
    concepts: pd.DataFrame
    diagnostics: pd.DataFrame
    divergences: int
    dimensions: int


def scale_actors(
    source: Any,
    *,
    dimensions: int = 1,
    response: Response = "binary",
    missing: Missing = "missing",
    least_actor: int = 2,
    least_concept: int = 2,
    constraints: Mapping[str, float] | None = None,
    draws: int = 1000,
    warmup: int = 1000,
    chains: int = 2,
    seed: int = 0,
    **options: Any,
) -> Scaling:
    """Return positions of actors by an item response model of what they say on concepts.

    ``binary``: P(y_ij = 1) = logit⁻¹(β_j · θ_i - α_j), where y_ij is 1 if actor i only backed
    concept j, 0 if they only opposed it; if both or neither, the answer is ``missing`` or
    ``zero``. ``ordinal``: y_ij is 0 for only opposed, 1 for mixed, 2 for only backed, by a
    cumulative logit with two cut points a concept. θ ~ N(0, 1), β ~ N(0, 1), α ~ N(0, 2).

    Actors on fewer than ``least_actor`` concepts and concepts with fewer than ``least_concept``
    actors drop out. The direction of a dimension is arbitrary: by default the first actor (in
    the order of labels) who is far from 0 is positive; ``constraints`` such as ``{"Greens": -1}``
    choose the side of an actor on the first dimension. Two dimensions are turned to agree over
    draws (Procrustes). Sampling is by NUTS; the same ``seed`` gives the same answer.

    Raises ``UsageError`` if numpyro is missing or too little is left to scale.

    Clinton, Jackman and Rivers (2004), The statistical analysis of roll call data.
    """
    numpyro = _load()
    table, settings = prepare(source, "two-mode", **{"aggregation": "subtract", **options})
    selection = select_statements(table, settings)
    answers, actors, concepts = _answers(selection, response, missing, least_actor, least_concept)
    model = _model(dimensions, response)
    found = _sample(numpyro, model, answers, (draws, warmup, chains, seed))
    theta, beta, alpha = (np.asarray(found[name]) for name in ("theta", "beta", "alpha"))
    theta, beta = _align(theta, beta, actors, constraints or {})
    return Scaling(
        _summary(theta, actors, "actor", ""),
        _summary(beta, concepts, "concept", "discrimination").join(
            _summary(alpha, concepts, "concept", "difficulty")
        ),
        _diagnose(theta, actors),
        int(found["divergences"]),
        dimensions,
    )


def _load() -> Any:
    try:
        os.environ.setdefault("JAX_PLATFORMS", "cpu")
        return import_module("numpyro")
    except ImportError:
        raise UsageError('scaling needs numpyro: pip install "onrecord[scaling]"') from None


def _answers(
    selection: Selection, response: Response, missing: Missing, least_actor: int, least_concept: int
) -> tuple[Numbers, list[str], list[str]]:
    if selection.qualifier is None or not selection.qualifier.numeric:
        raise UsageError("scaling needs a qualifier that says for or against, such as agreement")
    profiles = profiles_of(selection, selection.filtered)
    backed, opposed = np.split(np.array(list(profiles.values())), 2, axis=1)
    codes = backed + 2 * opposed  # 1 only for, 2 only against, 3 both, 0 none
    counts, _ = count_selection(selection, selection.filtered, Frame(selection))
    labels, concepts = counts.rows.labels, counts.columns.labels
    rows, columns = np.arange(codes.shape[0]), np.arange(codes.shape[1])
    while True:
        counted = codes[np.ix_(rows, columns)] > 0
        keep_rows = counted.sum(axis=1) >= least_actor
        keep_columns = counted.sum(axis=0) >= least_concept
        if keep_rows.all() and keep_columns.all():
            break
        rows, columns = rows[keep_rows], columns[keep_columns]
    if len(rows) < 2 or len(columns) < 2:
        raise UsageError("fewer than two actors or concepts are left to scale")
    codes = codes[np.ix_(rows, columns)]
    if response == "ordinal":
        answers = np.select([codes == 1, codes == 2], [2.0, 0.0], 1.0)
    else:
        rest = np.nan if missing == "missing" else 0.0
        answers = np.select([codes == 1, codes == 2], [1.0, 0.0], rest)
    return answers, [labels[i] for i in rows], [concepts[j] for j in columns]


def _model(dimensions: int, response: Response) -> Any:
    import jax.numpy as jnp

    numpyro: Any = import_module("numpyro")
    dist: Any = import_module("numpyro.distributions")

    def model(i: Any, j: Any, y: Any, actors: int, concepts: int) -> None:
        theta = numpyro.sample("theta", dist.Normal(0, 1).expand([actors, dimensions]))
        beta = numpyro.sample("beta", dist.Normal(0, 1).expand([concepts, dimensions]))
        alpha = numpyro.sample("alpha", dist.Normal(0, 2).expand([concepts, 1]))
        score = (theta[i] * beta[j]).sum(axis=-1)
        if response == "binary":
            numpyro.sample("y", dist.Bernoulli(logits=score - alpha[j, 0]), obs=y)
            return
        gap = numpyro.sample("gap", dist.HalfNormal(2).expand([concepts]))
        cuts = jnp.stack([alpha[j, 0], alpha[j, 0] + gap[j]], axis=-1)
        numpyro.sample("y", dist.OrderedLogistic(score, cuts), obs=y)

    return model


def _sample(
    numpyro: Any, model: Any, answers: Numbers, size: tuple[int, int, int, int]
) -> dict[str, Any]:
    import warnings

    import jax

    draws, warmup, chains, seed = size
    i, j = np.nonzero(~np.isnan(answers))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampler = numpyro.infer.MCMC(
            numpyro.infer.NUTS(model), num_warmup=warmup, num_samples=draws, num_chains=chains,
            chain_method="vectorized", progress_bar=False,
        )  # fmt: skip
        sampler.run(
            jax.random.PRNGKey(seed), i, j, answers[i, j].astype(int), *answers.shape,
            extra_fields=("diverging",),
        )  # fmt: skip
    found = dict(sampler.get_samples(group_by_chain=True))
    found["divergences"] = np.asarray(sampler.get_extra_fields()["diverging"]).sum()
    return found


def _align(
    theta: Numbers, beta: Numbers, actors: list[str], constraints: Mapping[str, float]
) -> tuple[Numbers, Numbers]:
    """Turn all draws the same way: arrays are chain × draw × actor × dimension."""
    target = theta[0, -1]
    for _ in range(3):
        cross = np.einsum("cdik,il->cdkl", theta, target)
        u, _, v = np.linalg.svd(cross)
        turn = u @ v
        theta, beta = theta @ turn, beta @ turn
        target = theta.mean(axis=(0, 1))
    signs = _signs(target, actors, constraints)
    return theta * signs, beta * signs


def _signs(mean: Numbers, actors: list[str], constraints: Mapping[str, float]) -> Numbers:
    signs = np.ones(mean.shape[1])
    for dimension in range(mean.shape[1]):
        far = int(np.argmax(np.abs(mean[:, dimension]) > np.abs(mean[:, dimension]).mean()))
        signs[dimension] = np.sign(mean[far, dimension]) or 1.0
    for actor, side in constraints.items():
        if actor not in actors:
            raise UsageError(f"{actor!r} is not among the actors that are scaled")
        signs[0] = np.sign(side) * (np.sign(mean[actors.index(actor), 0]) or 1.0)
    return signs


def _summary(draws: Numbers, labels: list[str], name: str, prefix: str) -> pd.DataFrame:
    import pandas as pd

    flat = draws.reshape(-1, *draws.shape[2:])
    columns = {}
    for dimension in range(flat.shape[2]):
        values = flat[:, :, dimension]
        low, high = _densest(values)
        number = "" if prefix == "difficulty" else str(dimension + 1)
        for what, found in (
            ("mean", values.mean(axis=0)), ("sd", values.std(axis=0)), ("low", low), ("high", high)
        ):  # fmt: skip
            columns[f"{prefix}_{what}{number}" if prefix else f"{what}{number}"] = found
    return pd.DataFrame(columns, index=pd.Index(labels, name=name))


def _densest(values: Numbers, share: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return the shortest intervals that hold the share of the draws."""
    ordered = np.sort(values, axis=0)
    inside = max(1, int(np.floor(share * len(ordered))))
    widths = ordered[inside:] - ordered[: len(ordered) - inside]
    first = np.argmin(widths, axis=0)
    columns = np.arange(ordered.shape[1])
    return ordered[first, columns], ordered[first + inside, columns]


def _diagnose(theta: Numbers, actors: list[str]) -> pd.DataFrame:
    import pandas as pd

    diagnostics: Any = import_module("numpyro.diagnostics")
    columns = {}
    for dimension in range(theta.shape[3]):
        draws = theta[..., dimension]
        columns[f"r_hat{dimension + 1}"] = diagnostics.split_gelman_rubin(draws)
        columns[f"draws{dimension + 1}"] = diagnostics.effective_sample_size(draws)
    return pd.DataFrame(columns, index=pd.Index(actors, name="actor"))
