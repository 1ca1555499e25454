"""A table from member to actor that takes some twenty bytes a member."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
_CHUNK = 1 << 16


class Filing(Generic[T]):
    """Files member ids under values of which there are far fewer; read it back with ``leads``."""

    def __init__(self) -> None:
        self._ids: list[bytes] = []
        self._full: list[tuple[bytes, int]] = []
        self.numbers = array("i")
        self.values: list[T] = []
        self._number_of: dict[int, int] = {}

    def add(self, member: str, value: T) -> None:
        """File ``member`` under ``value``; values are told apart by identity."""
        number = self._number_of.get(id(value))
        if number is None:
            number = self._number_of[id(value)] = len(self.values)
            self.values.append(value)
        self._ids.append(member.encode())
        self.numbers.append(number)
        if len(self._ids) >= _CHUNK:
            self._pack()

    def _pack(self) -> None:
        width = max(map(len, self._ids), default=1)
        self._full.append((b"".join(i.ljust(width, b"\0") for i in self._ids), width))
        self._ids.clear()

    def counts(self) -> dict[T, int]:
        """Return how many members each value has."""
        tally = Counter(self.numbers)
        return {value: tally[i] for i, value in enumerate(self.values)}

    def leads(self, named: Sequence[str | None], changed: Mapping[str, str]) -> Leads:
        """Return the table with ``named`` for each value in turn; ``changed`` outranks it."""
        import numpy as np

        self._pack()
        parts = [np.frombuffer(data, dtype=f"S{width}") for data, width in self._full if data]
        keys = np.concatenate(parts) if parts else np.zeros(0, dtype="S1")
        numbers = (
            np.frombuffer(self.numbers, dtype=np.intc) if self.numbers else np.zeros(0, np.intc)
        )
        order = np.argsort(keys, kind="stable")
        return Leads(keys[order], numbers[order], named, changed)


class Leads(Mapping[str, str]):
    """A mapping from member id to actor id, kept in two sorted arrays and a few exceptions."""

    def __init__(
        self,
        keys: NDArray[np.bytes_],
        numbers: NDArray[np.intc],
        values: Sequence[str | None],
        changed: Mapping[str, str],
    ) -> None:
        self._keys, self._numbers, self._values = keys, numbers, values
        self._changed = dict(changed)
        self._extra = sum(self._at(member) is None for member in self._changed)

    def _at(self, member: str) -> int | None:
        key = member.encode()
        at = int(self._keys.searchsorted(key))
        return at if at < len(self._keys) and self._keys[at] == key else None

    def __getitem__(self, member: str) -> str:
        if member in self._changed:
            return self._changed[member]
        at = self._at(member)
        value = None if at is None else self._values[self._numbers[at]]
        if value is None:
            raise KeyError(member)
        return str(value)

    def __iter__(self) -> Iterator[str]:
        for key in self._keys:
            yield bytes(key).decode()
        for member in self._changed:
            if self._at(member) is None:
                yield member

    def __len__(self) -> int:
        return len(self._keys) + self._extra
