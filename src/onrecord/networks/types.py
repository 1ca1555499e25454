"""One network: a sparse matrix with its labels and what it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.networks.options import Options

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Network:
    """A network over the labels ``rows`` and ``columns`` (equal unless two-mode).

    ``matrix`` is a ``scipy.sparse.csr_array``; cells that are zero are not stored. ``whole``
    says that all cells are whole numbers by construction. ``statements`` counts those it rests
    on. ``start``, ``middle`` and ``stop`` bound it in time (``None`` where nothing is dated).
    ``frequency`` counts statements by variable and label over the whole range; ``entities``
    describes the labels of a variable (colour, attributes).
    """

    matrix: Any
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    options: Options
    statements: int
    whole: bool = True
    start: datetime | None = None
    middle: datetime | None = None
    stop: datetime | None = None
    frequency: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    entities: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def two_mode(self) -> bool:
        """Whether rows and columns are different things."""
        return self.options.mode == "two-mode"

    @property
    def directed(self) -> bool:
        """Whether a tie from a to b differs from one from b to a."""
        return self.options.mode == "ties"

    def dense(self) -> NDArray[np.float64]:
        """Return the matrix as a plain array."""
        return np.asarray(self.matrix.toarray(), dtype=np.float64)

    def __repr__(self) -> str:
        size = f"{len(self.rows)} × {len(self.columns)}"
        when = f", {self.start:%Y-%m-%d} to {self.stop:%Y-%m-%d}" if self.start else ""
        kind = f"{self.options.mode} {self.options.aggregation}"
        return f"<Network {kind}, {size}, {self.statements} statements{when}>"
