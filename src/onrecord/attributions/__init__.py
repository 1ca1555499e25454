"""An article and a model's reading of it come in; attributions go out, as exact passages.

Each says which words name the source, signal the saying and are said, and how sure that is. Who
the source is, is decided further down.
"""

from onrecord.attributions.types import Attribution, Form

__all__ = ["Attribution", "Form"]
