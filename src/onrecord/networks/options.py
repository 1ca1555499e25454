"""What a user can ask of a network, in DNA's words, checked once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from onrecord.errors import UsageError
from onrecord.networks.timeunits import find_unit

if TYPE_CHECKING:
    from datetime import date, datetime

    Moment = str | date | datetime | None

Mode = Literal["two-mode", "one-mode", "ties", "events"]
Aggregation = Literal[
    "ignore", "combine", "subtract", "congruence", "conflict", "congruence & conflict"
]
Normalization = Literal["no", "activity", "prominence", "average", "jaccard", "cosine"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Kernel = Literal["no", "uniform", "triangular", "epanechnikov", "gaussian"]

# What `onrecord network KIND` calls its kinds: the mode, and how the qualifier is used.
KINDS: dict[str, tuple[Mode, Aggregation]] = {
    "two-mode": ("two-mode", "ignore"),
    "one-mode": ("one-mode", "ignore"),
    "congruence": ("one-mode", "congruence"),
    "conflict": ("one-mode", "conflict"),
    "subtract": ("one-mode", "subtract"),
    "co-occurrence": ("one-mode", "ignore"),
    "ties": ("ties", "subtract"),
    "events": ("events", "ignore"),
}
_MODES_OF: dict[str, tuple[str, ...]] = {
    "activity": ("two-mode", "ties"),
    "prominence": ("two-mode", "ties"),
    "average": ("one-mode",),
    "jaccard": ("one-mode",),
    "cosine": ("one-mode",),
    "combine": ("two-mode", "ties"),
    "congruence": ("one-mode",),
    "conflict": ("one-mode",),
    "congruence & conflict": ("one-mode",),
}
_SPELLINGS = {
    ("duplicates", "range"): "acrossrange",
    ("duplicates", "across-range"): "acrossrange",
    ("aggregation", "co-occurrence"): "ignore",
    ("window", "event"): "events",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Every option of a network; the names are DNA's, and so are the defaults.

    ``exclude`` and ``include`` lead from a variable to the values to drop or to keep.
    ``since`` and ``until`` are inclusive dates. ``window`` is a time unit or ``events`` and
    ``width`` how many of them a window holds; ``step`` is how far the next one starts
    (in the same unit). ``scale`` gives the ends of an integer qualifier's scale. ``indent``
    keeps kernel slices half a window away from both ends. ``seed`` serves only
    ``compat="dna"``, whose event windows draw among statements of the same moment.
    """

    mode: Mode = "two-mode"
    aggregation: Aggregation = "ignore"
    variable1: str = "organization"
    variable2: str = "concept"
    qualifier: str | None = "agreement"
    normalization: Normalization = "no"
    duplicates: Duplicates = "include"
    isolates: bool = False
    exclude: Mapping[str, Collection[object]] = field(default_factory=dict)
    include: Mapping[str, Collection[object]] = field(default_factory=dict)
    since: Moment = None
    until: Moment = None
    window: str | None = None
    width: int = 1
    step: int = 1
    kernel: Kernel = "no"
    indent: bool = True
    to_one: bool = False
    scale: tuple[float, float] | None = None
    minimum: float = 0.0
    seed: int = 0
    compat: Literal["dna", "dna-3.1"] | None = None


def make_options(**given: Any) -> Options:
    """Return checked options.

    Raises ``UsageError`` for an unknown name or word, and for a combination without a meaning
    (``compat="dna"`` falls back where DNA does).
    """
    names = {entry.name for entry in fields(Options)}
    for name in given:
        if name not in names:
            known = ", ".join(sorted(names))
            raise UsageError(f"no option is called {name!r}; take one of {known}")
    spelt: dict[str, Any] = {
        name: _SPELLINGS.get((name, value), value) if isinstance(value, str) else value
        for name, value in given.items()
    }
    options = Options(**spelt)
    for name, words in _WORDS.items():
        _check_word(name, getattr(options, name), words)
    if options.window not in (None, "events"):
        options = replace(options, window=find_unit(str(options.window)))
    if options.width < 1 or options.step < 1:
        raise UsageError("width and step are whole numbers from 1")
    return options if options.compat else _check_combination(options)


_WORDS: dict[str, tuple[Any, ...]] = {
    "mode": get_args(Mode),
    "aggregation": get_args(Aggregation),
    "normalization": get_args(Normalization),
    "duplicates": get_args(Duplicates),
    "kernel": get_args(Kernel),
    "compat": (None, "dna", "dna-3.1"),
}


def _check_word(name: str, word: object, words: tuple[Any, ...]) -> None:
    if word not in words:
        known = ", ".join(str(known) for known in words if known is not None)
        raise UsageError(f"{name} is one of {known}, not {word!r}")


def _check_combination(options: Options) -> Options:
    for name in (options.normalization, options.aggregation):
        modes = _MODES_OF.get(name)
        if modes is not None and options.mode not in (*modes, "events"):
            raise UsageError(f"{name} is for {modes[0]} networks, not for {options.mode}")
    if options.qualifier is None and options.aggregation != "ignore":
        raise UsageError(f"{options.aggregation} needs a qualifier, such as agreement or stance")
    if options.kernel != "no":
        if options.window in (None, "events", "seconds"):
            raise UsageError("a kernel needs a window in minutes, hours, days … years")
        if options.aggregation == "combine":
            raise UsageError("combine has no kernel-weighted form; take subtract")
    if options.scale is not None and options.scale[0] > options.scale[1]:
        raise UsageError(f"the scale runs from low to high, not {options.scale}")
    return options
