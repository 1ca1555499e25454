"""An article and a model's reading of it come in; attributions go out, as exact passages.

Each says which words name the source, signal the saying and are said, and how sure that is. Who
the source is, is decided further down.
"""

from onrecord.attributions.evaluate import Evaluation, evaluate_attribution
from onrecord.attributions.find import attribute, find_attributions, find_form
from onrecord.attributions.paragraphs import find_paragraphs, split_paragraphs
from onrecord.attributions.quotes import Quotation, find_quotations
from onrecord.attributions.types import Attribution, Form

__all__ = [
    "Attribution",
    "Evaluation",
    "Form",
    "Quotation",
    "attribute",
    "evaluate_attribution",
    "find_attributions",
    "find_form",
    "find_paragraphs",
    "find_quotations",
    "split_paragraphs",
]
