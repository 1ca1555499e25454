"""Every kind of page of a report: its name in the menu, its first file, and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.report.materials import Materials
from onrecord.report.pages import (
    actors,
    articles,
    coalitions,
    front,
    money,
    network,
    pledges,
    problems,
    sides,
    statements,
    threats,
    timeline,
)
from onrecord.report.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Route:
    """An entry of the menu. ``template`` is that of its first file; ``build`` yields all files."""

    name: str
    file: str
    template: str
    build: Callable[[Materials], Iterator[Sheet]]
    shown: Callable[[Materials], bool] = lambda _: True


ROUTES = (
    Route("Overview", "index.html", "front.html", front.build_sheets),
    Route("Timeline", "timeline.html", "timeline.html", timeline.build_sheets),
    Route("Actors", "actors.html", "actors.html", actors.build_sheets),
    Route("Articles", "articles.html", "articles.html", articles.build_sheets),
    Route("Statements", "statements.html", "statements.html", statements.build_sheets),
    Route("Network", "network.html", "network.html", network.build_sheets),
    Route("Sides", "sides.html", "sides.html", sides.build_sheets, sides.has_sides),
    Route(
        "Coalitions",
        "coalitions.html",
        "coalitions.html",
        coalitions.build_sheets,
        coalitions.has_positions,
    ),
    Route("Threats and demands", "threats.html", "threats.html", threats.build_sheets),
    Route("Money", "money.html", "money.html", money.build_sheets),
    Route("Pledges", "pledges.html", "pledges.html", pledges.build_sheets),
    Route("Problems", "problems.html", "problems.html", problems.build_sheets),
)
