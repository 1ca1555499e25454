"""Comes in: articles that people annotated, and a model to start from. Goes out: a model's folder.

Its modules need the extra ``train``; reading never imports them.
It refuses to decide what is rewritten or which pretrained encoder is begun with: that is
``training/``, where the shipped models are made.
"""

from onrecord.learning.tuning import Tuning, train_attribution

__all__ = ["Tuning", "train_attribution"]
