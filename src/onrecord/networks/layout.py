"""Where the nodes of a picture stand, and stay from window to window."""

from __future__ import annotations

import numpy as np


def scatter(
    size: int, seed: int, width: float = 800.0, height: float = 600.0
) -> list[tuple[float, float]]:
    """Return random positions, the same for the same seed."""
    draw = np.random.default_rng(seed)
    return [(float(x) * width, float(y) * height) for x, y in draw.random((size, 2))]
