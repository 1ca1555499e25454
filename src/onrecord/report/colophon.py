"""What every page says at its foot: what was read, from when to when, by what, and what not."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.report.materials import UNKNOWN_OUTLET, Materials
from onrecord.report.wording import Day, write_count, write_day, write_maker

NAMED = 3


@dataclass(frozen=True, slots=True)
class Colophon:
    """A record in a few words; what is not known, and problems where there are none, are empty."""

    read: str
    span: str
    makers: str
    problems: str


def build_colophon(materials: Materials) -> Colophon:
    """Sum up a record in a few words."""
    lines = materials.lines.values()
    days = sorted(line.published for line in lines if line.published)
    first, last = (write_day(days[at]) if days else None for at in (0, -1))
    makers = list_makers(materials)[:NAMED]
    problems = len(materials.problems)
    return Colophon(
        read=f"{write_count(len(lines), 'article')} of "
        f"{write_count(len({line.outlet for line in lines} - {UNKNOWN_OUTLET}), 'outlet')}",
        span=_write_span(first, last),
        makers=", ".join(makers),
        problems=write_count(problems, "input") if problems else "",
    )


def list_makers(materials: Materials) -> list[str]:
    """List in words the models and rules that read the articles, each once."""
    labels = " ".join(materials.record.summary().read_by).split()
    named = map(write_maker, dict.fromkeys(labels))
    return [name for name in named if name]


def _write_span(first: Day | None, last: Day | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return f"published {first.text}"
    return f"published from {first.text} to {last.text}"
