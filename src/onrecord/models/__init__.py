"""Text comes in; what a trained network marks in it goes out, as character offsets.

The one place that runs the shipped weights. What the marks mean is for the rooms above.
"""

from onrecord.models.load import load_model, open_model
from onrecord.models.types import MarkedAttribution, MarkedName, Model, NameKind, Reading, Span

__all__ = [
    "MarkedAttribution",
    "MarkedName",
    "Model",
    "NameKind",
    "Reading",
    "Span",
    "load_model",
    "open_model",
]
