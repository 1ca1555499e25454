"""A conditional random field over words: learns which label follows which, legal steps alone."""

from __future__ import annotations

import torch
from torch import Tensor, nn

NEVER = -1e4


def legal_steps(labels: int) -> Tensor:
    """Return what is added to a step's score: nothing, or ``NEVER`` where it is not legal.

    Label 0 is outside; odd labels begin a span and the next even one goes on with it.
    """
    steps = torch.zeros(labels, labels)
    for inside in range(2, labels, 2):
        steps[:, inside] = NEVER
        steps[inside - 1, inside] = steps[inside, inside] = 0.0
    return steps


class Crf(nn.Module):
    """Scores of steps from label to label, learnt along with the network."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        self.register_buffer("legal", legal_steps(labels), persistent=False)
        self.legal: Tensor

    def loss(self, scores: Tensor, gold: Tensor, marks: Tensor, valid: Tensor) -> Tensor:
        """Return the mean surprise a word: rows of scores (rows, words, labels) against gold.

        ``marks`` are places between paragraphs, where only "outside" may stand. ``valid`` is
        false in the padding at the end.
        """
        outside = torch.full_like(scores, NEVER)
        outside[..., 0] = 0.0
        scores = torch.where(marks[..., None], outside, scores)
        steps = self.steps + self.legal
        first = scores[:, 0] + self.legal[0]
        total = first
        for i in range(1, scores.shape[1]):
            reached = torch.logsumexp(total[:, :, None] + steps, dim=1) + scores[:, i]
            total = torch.where(valid[:, i, None], reached, total)
        every = torch.logsumexp(total, dim=1)
        path = torch.gather(scores, 2, gold[..., None])[..., 0]
        taken = steps[gold[:, :-1], gold[:, 1:]]
        ours = (path * valid).sum(1) + (taken * valid[:, 1:]).sum(1)
        surprise: Tensor = (every - ours).sum() / valid.sum()
        return surprise
