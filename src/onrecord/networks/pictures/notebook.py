"""A figure that a notebook shows by itself, without a plotting mode switched on first."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure


class NotebookFigure(Figure):
    """A matplotlib figure with the picture that notebooks ask for."""

    def _repr_png_(self) -> bytes:
        """Return the figure as PNG."""
        from onrecord.networks.pictures.style import house_style

        target = BytesIO()
        with house_style():
            self.savefig(target, format="png", dpi=self.dpi, bbox_inches="tight", pad_inches=0.2)
        return target.getvalue()
