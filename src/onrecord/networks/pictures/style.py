"""The look of all figures: greys, two hues for supports and opposes, room around things."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Safe for colour-blind readers; opposition is dashed or hatched besides.
SUPPORT, OPPOSE, NEUTRAL = "#1f6aa5", "#c4531a", "#8a8a8a"
INK, SOFT, FAINT, PAPER = "#222222", "#6b6b6b", "#d9d9d9", "#ffffff"
GREYS = ("#f2f2f2", "#c9c9c9", "#9a9a9a", "#6e6e6e", "#444444", "#dedede", "#b3b3b3", "#858585")
SHAPES = ("o", "s", "D", "^", "v", "P", "h", "X")
_DPI = 160  # labels are placed by what they measure at the resolution they are drawn in
_SETTINGS: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.size": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "onrecord",
    "axes.edgecolor": SOFT,
    "axes.linewidth": 0.6,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "hatch.linewidth": 0.6,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house's style; scripts without a glyph here show a box and no warning."""
    import matplotlib

    settings: Any = _SETTINGS
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*")
        yield


def new_figure(width: float, height: float) -> tuple[Figure, Any]:
    """Return an empty figure of this size in inches, and its one set of axes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from onrecord.networks.pictures.notebook import NotebookFigure

    figure = NotebookFigure(figsize=(width, height), dpi=_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def save(figure: Figure, path: str | Path) -> Path:
    """Write a figure as ``.svg``, ``.png`` or ``.pdf``; the same figure gives the same bytes."""
    path = Path(path)
    dated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    with house_style():
        figure.savefig(
            path, dpi=_DPI, bbox_inches="tight", pad_inches=0.2, metadata=dated.get(path.suffix, {})
        )
    return path


def clear_frame(axes: Any, *sides: str) -> None:
    """Take away the lines of the frame at these sides (all four without any)."""
    for side in sides or ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)


def set_title(axes: Any, title: str | None, note: str | None = None) -> None:
    """Set a title on the left, and a line under it in grey."""
    if title:
        axes.set_title(title, loc="left", fontsize=11, pad=18 if note else 8, color=INK)
    if note:
        axes.text(0, 1.0, note, transform=axes.transAxes, fontsize=8, color=SOFT, va="bottom")


def shorten(label: str, longest: int = 40) -> str:
    """Cut a label at a word, with an ellipsis, and keep it on one line."""
    label = " ".join(label.split())
    if len(label) <= longest:
        return label.replace("$", r"\$")
    cut = label[: longest - 1].rsplit(" ", 1)[0]
    return (cut if len(cut) > longest // 2 else label[: longest - 1]).replace("$", r"\$") + "…"
