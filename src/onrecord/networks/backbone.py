"""Which concepts make the network, and which could be left out without changing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks import compat
from onrecord.networks.api import prepare
from onrecord.networks.build import Frame, count_selection, network_of
from onrecord.networks.matrices import Parts, parts_of_columns
from onrecord.networks.select import select_statements
from onrecord.networks.spectrum import spectral_loss, spectrum
from onrecord.networks.table import Codes, Numbers
from onrecord.networks.types import Network

Method = Literal["nested", "fixed", "penalty"]
Losses = tuple[float, float]
_TIED = 1e-12


@dataclass(frozen=True, slots=True)
class Step:
    """One concept that the nested method takes away, and what is lost with it."""

    iteration: int
    entity: str
    backbone_loss: float
    redundant_loss: float
    statements: int


@dataclass(frozen=True, slots=True)
class Backbone:
    """A partition of the concepts into a backbone and what is redundant.

    ``backbone_loss`` and ``redundant_loss`` are the spectral losses (0 to 2, without penalty) of
    the networks made of only the one or the other set against the full network. For ``nested``
    both sets are empty: ``steps`` order all concepts, the first the most redundant.
    """

    method: Method
    backbone: tuple[str, ...]
    redundant: tuple[str, ...]
    backbone_loss: float
    redundant_loss: float
    steps: tuple[Step, ...]
    full: Network
    backbone_network: Network | None = None
    redundant_network: Network | None = None


def find_backbone(
    source: Any,
    kind: str = "subtract",
    *,
    method: Method = "nested",
    size: int | None = None,
    penalty: float = 3.5,
    iterations: int = 10_000,
    seed: int = 0,
    **options: Any,
) -> Backbone:
    """Return the backbone of a one-mode network.

    The loss of a set S of concepts is Σ_m |λ_m(Y) - λ_m(Y_S)|, where Y_S is the network of the
    statements on S over the actors of the full network Y, and λ the scaled Laplacian spectrum
    (``spectrum``). ``nested`` takes away, one after the other, the concept whose loss is least.
    ``fixed`` looks for the best set of ``size`` concepts, ``penalty`` for that with the least
    loss · exp(-penalty · (|C| - |S|)/|C|); both by simulated annealing over ``iterations``
    moves, the same for the same ``seed``. Weights count, negative ties do not, isolates stay.

    ``options`` are those of ``network``; the defaults are ``normalization="average"`` and
    ``duplicates="document"``. Raises ``UsageError`` for networks that are not one-mode.

    >>> said = {"actor": ["Ash", "Birch"] * 2, "concept": ["tax", "tax", "rail", "road"],
    ...         "stance": [1, 1, 1, 1]}
    >>> [step.entity for step in find_backbone(said).steps]
    ['road', 'rail', 'tax']
    """
    search = Search(source, kind, **options)
    if method == "nested":
        steps = tuple(search.nested_steps())
        return Backbone("nested", (), (), 0.0, 0.0, steps, search.full)
    if method == "fixed" and not (size and 0 < size <= search.size):
        raise UsageError(f"fixed needs a size from 1 to {search.size}")
    fixed = size if method == "fixed" else None
    best, reported = anneal(search, fixed, penalty, iterations, np.random.default_rng(seed))
    losses = search.losses(reported if search.selection.options.compat else best)
    return Backbone(
        method,
        search.names(best),
        search.names(~best),
        *losses,
        (),
        search.full,
        search.network(best),
        search.network(~best),
    )


def evaluate_backbone(
    source: Any, backbone: Iterable[str], kind: str = "subtract", *, penalty: float = 0.0,
    **options: Any,
) -> Losses:  # fmt: skip
    """Return the penalized losses of a chosen backbone and of the concepts left over.

    Raises ``UsageError`` for a concept that the network does not have.
    """
    search = Search(source, kind, **options)
    chosen = np.array([label in set(backbone) for label in search.labels], dtype=bool)
    unknown = set(backbone) - set(search.labels)
    if unknown:
        raise UsageError(f"the network has no {', '.join(sorted(map(repr, unknown)))}")
    loss, rest = search.losses(chosen)
    share = chosen.sum() / max(search.size, 1)
    return loss * np.exp(-penalty * (1 - share)), rest * np.exp(-penalty * share)


class Search:
    """Everything that the search for a backbone asks again and again."""

    def __init__(self, source: Any, kind: str, **options: Any) -> None:
        defaults = {"normalization": "average", "duplicates": "document"}
        table, settings = prepare(source, kind, **{**defaults, **options})
        if settings.mode != "one-mode":
            raise UsageError("a backbone is that of a one-mode network")
        settings = compat.settle(settings) if settings.compat else settings
        chosen = select_statements(table, settings)
        self.selection = replace(chosen, original=chosen.filtered)
        frame = Frame(self.selection)
        self.full = network_of(self.selection, chosen.filtered, frame)
        counts, _ = count_selection(self.selection, chosen.filtered, frame)
        self._compat = settings.compat is not None
        self._parts: Parts = parts_of_columns(counts, self.selection)
        self._target = spectrum(self.full.dense(), compat=self._compat)
        self._known: dict[bytes, float] = {}
        self.labels = counts.columns.labels
        self.size = len(self.labels)
        self._of = counts.columns.place[self.selection.variable2.codes[chosen.filtered]]

    def names(self, chosen: Numbers | Codes | Any) -> tuple[str, ...]:
        """Return the labels of a set."""
        return tuple(label for label, inside in zip(self.labels, chosen, strict=True) if inside)

    def loss(self, chosen: Any) -> float:
        """Return the loss of a set of concepts, given as a mask."""
        key = np.packbits(chosen).tobytes()
        if key not in self._known:
            values = spectrum(self._parts.matrix(chosen), compat=self._compat)
            self._known[key] = spectral_loss(self._target, values)
        return self._known[key]

    def losses(self, chosen: Any) -> Losses:
        """Return the loss of a set and of what it leaves out."""
        return self.loss(chosen), self.loss(~chosen)

    def network(self, chosen: Any) -> Network:
        """Return the network of the statements on a set of concepts, over all actors."""
        cells = sparse.csr_array(self._parts.matrix(chosen))
        return replace(self.full, matrix=cells, statements=int(chosen[self._of].sum()))

    def nested_steps(self) -> Iterable[Step]:
        """Yield the concepts in the order in which they can best be done without.

        Of concepts that cost the same, the last in the order of labels goes first. DNA takes
        them all away at once, each with the same loss.
        """
        left = np.ones(self.size, dtype=bool)
        iteration = 0
        while left.any():
            candidates = np.flatnonzero(left)
            losses = np.array([self.loss(_without(left, [c])) for c in candidates])
            tied = candidates[losses <= losses.min() + _TIED][::-1]
            before = left.copy()
            for concept in tied if self._compat else tied[:1]:
                left[concept] = False
                iteration += 1
                yield Step(
                    iteration, self.labels[concept], float(losses.min()), self.loss(~left),
                    int(_without(before, [concept])[self._of].sum()),
                )  # fmt: skip


def _without(mask: Any, entries: Sequence[Any]) -> Any:
    mask = mask.copy()
    mask[list(entries)] = False
    return mask


def anneal(
    search: Search, size: int | None, penalty: float, iterations: int, draw: np.random.Generator
) -> tuple[Any, Any]:
    """Return the best set met by simulated annealing, and the last that was accepted.

    The temperature at move t of T is 1 - 1/(1 + exp(5 - 12 t/T)); a worse set is accepted with
    probability exp(-(rise of the penalized loss)) times the temperature.
    """
    total = search.size
    free = size is None
    share = -penalty / max(total, 1)

    def cost(chosen: Any) -> float:
        if not free:
            return search.loss(chosen)
        return float(search.loss(chosen) * np.exp(share * (total - chosen.sum())))

    current = np.zeros(total, dtype=bool)
    first = size if size is not None else int(draw.integers(1, max(total, 2)))
    current[draw.choice(total, min(first, total), replace=False)] = True
    best, best_cost, current_cost = current, cost(current), cost(current)
    for t in range(1, iterations + 1):
        temperature = 1 - 1 / (1 + np.exp(5 - 12 * t / iterations))
        move = _pick_move(current, free, draw)
        candidate = move(current, draw)
        rise = cost(candidate) - current_cost
        if rise < 0 or draw.random() < np.exp(-rise) * temperature:
            current, current_cost = candidate, current_cost + rise
        if current_cost < best_cost:
            best, best_cost = current, current_cost
    return best, current


Move = Callable[[Any, np.random.Generator], Any]


def _pick_move(chosen: Any, free: bool, draw: np.random.Generator) -> Move:
    inside, total = int(chosen.sum()), len(chosen)
    if total < 2 or (inside == total and not free):
        return lambda current, _: current
    moves: list[Move] = [_swap] if 0 < inside < total else []
    if free and inside < total - 1:
        moves.append(_add)
    if free and inside > 1:
        moves.append(_remove)
    return moves[draw.integers(len(moves))] if moves else lambda current, _: current


def _swap(chosen: Any, draw: np.random.Generator) -> Any:
    return _remove(_add(chosen, draw), draw, chosen)


def _add(chosen: Any, draw: np.random.Generator) -> Any:
    changed = chosen.copy()
    changed[draw.choice(np.flatnonzero(~chosen))] = True
    return changed


def _remove(chosen: Any, draw: np.random.Generator, among: Any = None) -> Any:
    changed = chosen.copy()
    changed[draw.choice(np.flatnonzero(chosen if among is None else among))] = False
    return changed
