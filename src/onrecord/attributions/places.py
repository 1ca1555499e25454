"""Looks up what is marked near a place, so that long texts are not compared each with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.models.types import MarkedAttribution, Span

STRETCH = 500  # characters


class Places:
    """Attributions by the stretches of text that their cues and contents stand in."""

    def __init__(self, marked: Sequence[MarkedAttribution]) -> None:
        self.marks: list[MarkedAttribution] = []
        self._near: dict[int, list[int]] = {}
        for one in marked:
            self.add(one)

    def add(self, one: MarkedAttribution) -> None:
        """Add an attribution behind the others."""
        self.marks.append(one)
        self._note(len(self.marks) - 1, (*one.cue, *one.content))

    def near(self, span: Span) -> list[int]:
        """Return the numbers of those that may overlap ``span``, in their order."""
        return sorted({i for stretch in _stretches(span) for i in self._near.get(stretch, ())})

    def replace(self, number: int, one: MarkedAttribution) -> None:
        """Put ``one`` in the place of an attribution whose content has grown."""
        self.marks[number] = one
        self._note(number, one.content)

    def _note(self, number: int, spans: Iterable[Span]) -> None:
        for stretch in {stretch for span in spans for stretch in _stretches(span)}:
            self._near.setdefault(stretch, []).append(number)


def _stretches(span: Span) -> Iterator[int]:
    yield from range(span[0] // STRETCH, span[1] // STRETCH + 1)
