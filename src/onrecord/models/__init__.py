"""Text comes in; what a trained network marks in it goes out, as character offsets.

The one place that runs the shipped weights. What the marks mean is for the rooms above.
"""

from onrecord.models.load import load_model, load_relations, open_model
from onrecord.models.types import (
    Leaning,
    MarkedAttribution,
    MarkedName,
    Model,
    NameKind,
    Reading,
    RelationsModel,
    Span,
)

__all__ = [
    "Leaning",
    "MarkedAttribution",
    "MarkedName",
    "Model",
    "NameKind",
    "Reading",
    "RelationsModel",
    "Span",
    "load_model",
    "load_relations",
    "open_model",
]
