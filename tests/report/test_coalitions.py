"""Coalitions: found, given with their stability, or not drawn, with the reason why."""

import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from tests.report.fakes import HOSTILE, FakeRecord, build_debate, build_quarrel

from onrecord.report import agreement, write_report
from onrecord.report.agreement import Held, find_agreement, find_comparable, find_periods
from onrecord.report.charts import draw_heatmap, draw_series
from onrecord.report.materials import gather_materials
from onrecord.report.pages import coalitions, sides
from onrecord.report.pages.coalitions import CoalitionsPage


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "RUNS", 40)


def build_page(record: FakeRecord, desk: Path) -> CoalitionsPage:
    with gather_materials(record, desk, "") as materials:
        return coalitions.build_coalitions(materials)


def hold(actor: str, stance: int, concept: str = "cap", day: str = "2031-05-01") -> Held:
    return Held(actor, concept, stance, day, f"{actor}{day}", 1.0)


CAMPS = [
    hold(actor, stance, day=f"2031-{month:02d}-10")
    for month in (1, 2, 8)
    for actor, stance in (("a", 1), ("b", 1), ("c", -1), ("d", -1))
]


def test_those_who_agree_stand_together_and_never_without_stability(tmp_path: Path) -> None:
    page = build_page(build_debate(), tmp_path)
    assert page.reason == ""
    camps = [{fellow.actor.text for fellow in each.fellows} for each in page.coalitions]
    assert sorted(map(sorted, camps)) == [
        ["Holder 0", "Holder 1", "Holder 2"], ["Holder 3", "Holder 4", "Holder 5"],
    ]  # fmt: skip
    assert page.alone == ()
    assert 0 < page.presence <= 1
    assert page.holds
    for each in page.coalitions:
        assert each.stability > 0.9
        assert all(0 < fellow.present <= 1 for fellow in each.fellows)
    assert page.modularity is not None
    assert page.modularity.low <= page.modularity.high


def test_each_pair_has_its_range_and_leads_to_the_words_of_both(tmp_path: Path) -> None:
    page = build_page(build_debate(), tmp_path)
    pairs = {(pair.one.text, pair.two.text): pair for pair in page.pairs}
    assert len(pairs) == 15
    for (one, two), pair in pairs.items():
        same = (one < "Holder 3") == (two < "Holder 3")
        assert (pair.tie.value > 0) is same
        assert pair.tie.low <= pair.tie.high
        assert (pair.together > 0.5) is same
        for stand in (end for ends in pair.shared for end in ends):
            assert stand.place is not None
            assert stand.place.href is not None
    assert page.picture is not None
    assert {square.anchor for square in page.picture.squares} == {p.anchor for p in page.pairs}


def test_polarization_is_given_by_quarter_with_its_range(tmp_path: Path) -> None:
    page = build_page(build_debate(), tmp_path)
    assert [line.start.text for line in page.periods if line.start] == [
        "January 2031", "April 2031", "July 2031",
    ]  # fmt: skip
    for line in page.periods:
        assert line.actors == 6
        assert line.score is not None
        assert 0.4 < line.score.value <= 0.5
        assert line.score.low <= line.score.high
        assert 0 < line.scored <= 1


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (1, "No actor of the record takes a position on a concept"),
        (3, "Three actors of the record take a position on a concept"),
    ],
)
def test_too_few_actors_are_not_divided(keep: int, words: str, tmp_path: Path) -> None:
    record = build_debate()
    names = [f"Holder {number}" for number in range(keep)]
    kept = [row for row in record.tables["positions"] if row["actor"] in names]
    record.tables["positions"] = kept
    page = build_page(record, tmp_path)
    assert page.picture is None
    assert page.coalitions == ()
    assert page.reason.startswith(words)


def test_the_page_says_why_nothing_is_drawn(tmp_path: Path) -> None:
    write_report(build_quarrel(), tmp_path / "report")
    page = html.parse(tmp_path / "report" / "coalitions.html").getroot()
    assert "No coalitions are drawn. Three actors" in page.text_content()
    assert page.xpath("//main//*[local-name()='svg']") == []


def test_actors_who_agree_with_nobody_are_not_divided() -> None:
    assert find_agreement([hold(name, (-1) ** at, f"c{at // 2}") for at, name in
                           enumerate("abcd")]) is None  # fmt: skip


def test_concepts_of_one_actor_alone_compare_nobody() -> None:
    alone = hold("e", 1, "levy")
    assert find_comparable([*CAMPS, alone]) == CAMPS
    assert find_comparable([alone]) == []


def test_the_busiest_are_kept_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "MOST", 2)
    kept = find_comparable([*CAMPS, hold("d", -1), hold("b", 1)])
    assert {held.actor for held in kept} == {"b", "d"}


def test_doubtful_positions_recur_less() -> None:
    sure = find_agreement(CAMPS)
    doubtful = find_agreement([replace(held, confidence=0.3) for held in CAMPS])
    assert sure is not None
    assert doubtful is not None
    for actor in "abcd":
        assert doubtful.belongings[actor].present < sure.belongings[actor].present
    (one, often), (two, seldom) = sure.ties["a", "b"], doubtful.ties["a", "b"]
    assert one.value == two.value
    assert seldom < often


def test_the_same_positions_give_the_same_numbers() -> None:
    assert find_agreement(CAMPS) == find_agreement(list(CAMPS))
    assert find_periods(CAMPS) == find_periods(list(CAMPS))


def test_a_time_with_too_few_actors_has_no_score() -> None:
    few = [held for held in CAMPS if not held.day.startswith("2031-08")]
    periods = find_periods([*few, hold("a", 1, day="2031-08-10")])
    assert [(each.start, each.stop, each.score is None) for each in periods] == [
        ("2031-01", "2031-03", False), ("2031-04", "2031-06", True), ("2031-07", "2031-09", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "starts"),
    [
        (["2031-01-10", "2031-03-30"], []),
        (["2031", "2031"], []),
        (["2031-02-10", "2036-03-30"], [f"{year}-01" for year in range(2031, 2037)]),
    ],
)
def test_periods_fit_the_span(days: list[str], starts: list[str]) -> None:
    held = [hold(a, 1 if a < "c" else -1, day=day) for day in days for a in "abcd"]
    assert [period.start for period in find_periods(held)] == starts


def test_what_several_articles_print_counts_once(tmp_path: Path) -> None:
    record = build_debate()
    before = build_page(record, tmp_path)
    row = dict(record.tables["statements"][0])
    record.tables["statements"].append(row | {"id": "c" * 16, "repeats": row["id"]})
    (position, *_) = [p for p in record.tables["positions"] if p["statement"] == row["id"]]
    record.tables["positions"].append(position | {"id": "d" * 16, "statement": "c" * 16})
    (tmp_path / "again").mkdir()
    assert build_page(record, tmp_path / "again") == before


def test_a_statement_for_an_organisation_stands_once_among_sides(tmp_path: Path) -> None:
    record = build_debate()
    record.add_actor("Civic Party", "organisation")
    first = record.tables["positions"][0]
    record.add("positions", "party", article=first["article"], actor="Civic Party", stance=1,
               organisation=None, concept="fare cap", statement=first["statement"],
               date=None)  # fmt: skip
    with gather_materials(record, tmp_path, "") as materials:
        concept = next(c for c in sides.build_sides(materials).camps if c.concept == "fare cap")
    camp = concept.camps[0]
    assert camp.size == 4
    party = next(each for each in camp.holdings if "Civic Party" in [h.text for h in each.holders])
    assert party.named
    assert party.told is (len(party.holders) == 1)
    quotes = [each.quote.id for each in camp.holdings if each.quote]
    assert len(quotes) == len(set(quotes))


def test_hostile_names_and_concepts_come_out_as_text(tmp_path: Path) -> None:
    write_report(build_debate(HOSTILE[:5] + HOSTILE[9:]), tmp_path / "report")
    page = html.parse(tmp_path / "report" / "coalitions.html").getroot()
    assert page.xpath("//main//*[@class='recurrence']")
    assert page.xpath("//@style | //script[not(@src)] | //img | //@onload | //@onerror") == []
    assert HOSTILE[0] in page.text_content()


def test_squares_are_shaded_by_share_and_lie_in_the_lower_half() -> None:
    groups = [[("a", "A", "a.html"), ("b", "B", "b.html")], [("c", "C", "c.html")]]
    shares = {("a", "b"): 1.0, ("a", "c"): 0.25, ("b", "c"): 0.0}
    drawn = draw_heatmap(groups, shares, {("a", "b"): "pair-a-b"})
    assert [(s.figure, s.anchor) for s in drawn.squares] == [
        ("100", "pair-a-b"), ("25", None), ("0", None),
    ]  # fmt: skip
    assert drawn.squares[0].shade > drawn.squares[1].shade > drawn.squares[2].shade == 0
    assert drawn.squares[0].label == "A and B: together in 100 per cent of resamples"
    assert len(drawn.frames) == 2
    assert max(s.x for s in drawn.squares) + drawn.cell < drawn.width


def test_error_bars_reach_from_low_to_high() -> None:
    series = draw_series([(("one", ""), (0.2, 0.1, 0.4)), (("two", ""), None)], top=0.5)
    first, second = series.marks
    assert first.y is not None
    assert first.high < first.y < first.low
    assert second.y is None
    assert not math.isclose(first.x, second.x)


def test_nothing_heavy_is_loaded_without_positions(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.report.fakes import build_quarrel;"
        "from onrecord.report import write_report; record = build_quarrel();"
        "del record.tables['positions'];"
        f"write_report(record, {str(tmp_path / 'report')!r});"
        "print(sorted({'igraph', 'pandas', 'sklearn', 'scipy.stats'} & sys.modules.keys()))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert told.stdout.strip() == "[]"
    assert not (tmp_path / "report" / "coalitions.html").exists()
