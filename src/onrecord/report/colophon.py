"""What every page says at its foot: what was read, from when to when, by what, and what not."""

from __future__ import annotations

from collections import Counter
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
    makers = [name for name, _ in count_makers(materials)[:NAMED]]
    problems = len(materials.problems)
    return Colophon(
        read=f"{write_count(len(lines), 'article')} of "
        f"{write_count(len({line.outlet for line in lines} - {UNKNOWN_OUTLET}), 'outlet')}",
        span=_write_span(first, last),
        makers=", ".join(makers),
        problems=write_count(problems, "input") if problems else "",
    )


def count_makers(materials: Materials) -> list[tuple[str, int]]:
    """List the models and rules that read the articles, and how many each read.

    A record that does not tell what read its articles tells at least what made its statements.
    """
    readers = getattr(materials.record, "readers", None)
    if readers is None:
        made = Counter(row.get("by") or "" for row in materials.statements)
    else:
        made = Counter()
        for labels, count in readers().items():
            made.update(dict.fromkeys(labels.split(), count))
    named = [(write_maker(by), count) for by, count in made.most_common()]
    return [(name, count) for name, count in named if name]


def _write_span(first: Day | None, last: Day | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return f"published {first.text}"
    return f"published from {first.text} to {last.text}"
