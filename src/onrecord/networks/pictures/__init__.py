"""Networks and what was measured of them come in; figures and pages go out.

Static pictures are matplotlib figures, the interactive one a single HTML file that needs no
network. Nothing is computed here that the reader could not get as numbers.
"""

from onrecord.networks.pictures.charts import (
    draw_bars,
    draw_dendrogram,
    draw_frequency,
    draw_heatmap,
    draw_phases,
    draw_polarization,
    draw_recurrence,
)
from onrecord.networks.pictures.interactive import write_page
from onrecord.networks.pictures.network_figure import draw_network, draw_windows
from onrecord.networks.pictures.style import save

__all__ = [
    "draw_bars",
    "draw_dendrogram",
    "draw_frequency",
    "draw_heatmap",
    "draw_network",
    "draw_phases",
    "draw_polarization",
    "draw_recurrence",
    "draw_windows",
    "save",
    "write_page",
]
