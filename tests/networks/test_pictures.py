"""Pictures are written, repeat exactly, and keep their promises."""

import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from onrecord.networks import (
    count_over_time,
    count_statements,
    find_phases,
    find_polarization,
    find_stable_coalitions,
    network,
    network_with_error_bars,
    statement_table,
)
from onrecord.networks.layout import find_common_positions, find_positions
from onrecord.networks.pictures import (
    draw_bars,
    draw_dendrogram,
    draw_frequency,
    draw_heatmap,
    draw_network,
    draw_phases,
    draw_polarization,
    draw_recurrence,
    draw_windows,
    save,
    write_page,
)
from onrecord.networks.pictures.labels import place_labels
from onrecord.networks.pictures.style import new_figure, shorten

DRAW = np.random.default_rng(0)
SAID = {
    "actor": [f"Actor {n} of the Assembly" for n in DRAW.integers(12, size=200)],
    "concept": [f"c{n}" for n in DRAW.integers(5, size=200)],
    "agreement": DRAW.random(200) < 0.6,
    "date": [f"2012-{n:02}-10" for n in DRAW.integers(1, 13, size=200)],
}
AGREEMENT = network(SAID, "subtract", normalization="average")


@cache
def scores():
    return find_polarization(SAID, by="month")


@cache
def phases():
    return find_phases(SAID, window="months", width=2, methods=["average", "kmeans"])


FIGURES = {
    "network": lambda: draw_network(AGREEMENT, title="Who stands with whom"),
    "two-mode": lambda: draw_network(network(SAID, "two-mode", aggregation="subtract")),
    "ties": lambda: draw_network(network({"from": ["a"], "to": ["b"], "sign": [-1]}, "ties")),
    "windows": lambda: draw_windows(network(SAID, "subtract", window="months", width=6, step=3)),
    "heatmap": lambda: draw_heatmap(AGREEMENT),
    "dendrogram": lambda: draw_dendrogram(AGREEMENT),
    "bars": lambda: draw_bars(count_statements(SAID, "concept")),
    "frequency": lambda: draw_frequency(count_over_time(statement_table(SAID), "concept")),
    "polarization": lambda: draw_polarization(scores()),
    "phases": lambda: draw_phases(phases()),
    "recurrence": lambda: draw_recurrence(network_with_error_bars(SAID, "subtract", runs=10)),
    "empty": lambda: draw_network(network({"actor": [], "concept": [], "stance": []})),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_written_and_repeat_exactly(name, tmp_path):
    first, second = (
        save(FIGURES[name](), tmp_path / f"{n}.svg").read_text(encoding="utf-8") for n in (1, 2)
    )
    assert first == second
    assert "<svg" in first


def test_png_is_png(tmp_path):
    assert save(FIGURES["bars"](), tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


def test_notebooks_show_figures_by_themselves():
    assert FIGURES["bars"]()._repr_png_().startswith(b"\x89PNG")


def test_opposition_is_dashed_and_named(tmp_path):
    text = save(FIGURES["network"](), tmp_path / "n.svg").read_text(encoding="utf-8")
    assert "mostly disagree" in text
    assert "stroke-dasharray" in text


def test_coalitions_are_drawn_with_their_stability(tmp_path):
    found = find_stable_coalitions(SAID, runs=5)
    text = save(draw_network(AGREEMENT, coalitions=found), tmp_path / "n.svg").read_text("utf-8")
    assert re.search(r"coalition 1: stability −?[01]\.\d\d", text)


def test_labels_do_not_collide():
    _, axes = new_figure(6, 5)
    axes.set_xlim(-1, 1)
    axes.set_ylim(-1, 1)
    points = np.random.default_rng(1).uniform(-0.8, 0.8, (40, 2))
    left_out = place_labels(axes, points, [4.0] * 40, [f"Actor number {n}" for n in range(40)])
    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) + left_out == 40
    assert len(boxes) > 20
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])


def test_positions_repeat_and_stay_from_window_to_window():
    assert find_positions(AGREEMENT) == find_positions(AGREEMENT)
    series = network(SAID, "subtract", window="months", width=6, step=1)
    places = find_common_positions(series)
    moves = [
        np.hypot(*np.subtract(after[label], before[label]))
        for before, after in pairwise(places)
        for label in set(before) & set(after)
    ]
    apart = [
        np.hypot(*np.subtract(places[0][a], places[0][b])) for a in places[0] for b in places[0]
    ]
    assert np.median(moves) < 0.3 * np.mean(apart)
    for positions in places:
        assert np.abs(list(positions.values())).max() <= 1.05


def test_the_page_needs_nothing_else(tmp_path):
    odd = {"actor": ["</script><b>x", "b"], "concept": ["x"] * 2, "stance": [1, 1]}
    text = write_page(network(odd), tmp_path / "n.html", title="<Camps>").read_text("utf-8")
    assert "</script><b>" not in text
    assert "&lt;Camps&gt;" in text
    assert not re.search(r"(src|href)=|https?://(?!www\.w3\.org)", text)
    assert "&lt;/script&gt;&lt;b&gt;x</td>" in text  # the table for readers without scripts
    write_page(network(SAID, "subtract", by="month"), tmp_path / "s.html")


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("tax", "tax"),
        ("a " * 40, "a " * 18 + "a…"),
        ("x" * 60, "x" * 39 + "…"),
        ("$5 tax", r"\$5 tax"),
    ],
)
def test_long_labels_are_cut_at_a_word(label, short):
    assert shorten(label) == short
