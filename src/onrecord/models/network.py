"""Runs a shipped network with onnxruntime, one window at a time.

Windows are never batched: dynamic quantisation scales by what goes through together, so a batch
would make a window's answer depend on its neighbours. One at a time, the same text is read the
same way in any company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.models.decode import Scores
from onrecord.models.reading import Engine, Settings, read_text
from onrecord.models.types import Reading, Span
from onrecord.models.windows import Layout

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class OnnxEngine:
    """The two graphs of a network: ``tagger.onnx`` and ``linker.onnx``."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True
        provider = ["CPUExecutionProvider"]
        self._tagger: Any = onnxruntime.InferenceSession(
            folder / "tagger.onnx", options, providers=provider
        )
        self._linker: Any = onnxruntime.InferenceSession(
            folder / "linker.onnx", options, providers=provider
        )

    def tag(self, ids: Sequence[int], shapes: Sequence[int]) -> tuple[Scores, Scores]:
        """Return each piece's state and tag scores."""
        feeds = {"ids": np.array([ids]), "shapes": np.array([shapes])}
        states, tags = self._tagger.run(["states", "tags"], feeds)
        return states[0], tags[0]

    def link(self, states: Scores, first: Sequence[int], last: Sequence[int]) -> Scores:
        """Return the link scores of every piece for every cue."""
        feeds = {"states": states[None], "first": np.array(first), "last": np.array(last)}
        links: Scores = self._linker.run(["links"], feeds)[0]
        return links


@dataclass(frozen=True, slots=True)
class OnnxModel:
    """A shipped network with its tokenizer and settings; ``label`` goes into the column ``by``."""

    label: str
    engine: Engine
    tokenizer: Tokenizer
    layout: Layout
    settings: Settings

    def read(self, text: str, paragraphs: Sequence[Sequence[Span]]) -> Reading:
        """Mark ``text``, whose ``paragraphs`` are grouped by what may be read together."""
        reading = read_text(
            self.engine, self.tokenizer, self.layout, self.settings, text, paragraphs
        )
        return replace(reading, by=self.label)
