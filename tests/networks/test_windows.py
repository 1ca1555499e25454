"""Windows and kernels over time, worked out by hand."""

from datetime import datetime

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks import network
from onrecord.networks.kernels import kernel_weights
from onrecord.networks.options import make_options
from onrecord.networks.timeunits import find_unit, shift, to_datetime, to_moment, whole_units

DAYS = ["2012-01-01", "2012-01-02", "2012-01-03", "2012-01-05", "2012-01-31", "2012-03-31"]
SAID = {"actor": list("abcdef"), "concept": ["tax"] * 6, "agreement": [True] * 6, "date": DAYS}


def windows(**options):
    return [
        (f"{n.start:%m-%d}", f"{n.stop:%m-%d}", n.statements)
        for n in network(SAID, "two-mode", **options)
    ]


def test_a_window_of_w_days_holds_w_days():
    found = windows(window="days", width=3, until="2012-01-06")
    assert found == [
        ("01-01", "01-03", 3),
        ("01-02", "01-04", 2),
        ("01-03", "01-05", 2),
        ("01-04", "01-06", 1),
    ]


@pytest.mark.parametrize(("width", "span"), [(6, 6), (7, 7)])
def test_six_days_are_not_seven(width, span):
    first = network(SAID, "two-mode", window="days", width=width)[0]
    assert (first.stop - first.start).total_seconds() == span * 86400 - 1


def test_months_are_calendar_months_and_empty_ones_stay():
    assert windows(by="month") == [
        ("01-01", "01-31", 5),
        ("02-01", "02-29", 0),
        ("03-01", "03-31", 1),
    ]


def test_more_windows_than_anyone_can_look_at_are_refused(monkeypatch):
    monkeypatch.setattr("onrecord.networks.api._MOST_WINDOWS", 5)
    with pytest.raises(UsageError, match="more than 5 windows"):
        network(SAID, "two-mode", window="hours")


def test_windows_move_on_by_their_step():
    assert [w[0] for w in windows(window="months", width=1, step=2)] == ["01-01", "03-01"]


def test_a_range_shorter_than_a_window_has_one():
    assert windows(window="years", width=3) == [("01-01", "12-31", 6)]


def test_ten_years_have_118_windows_of_three_months():
    source = {**SAID, "date": ["2010-01-01", "2019-12-31"] * 3}
    assert len(network(source, "congruence", window="months", width=3)) == 118


EVENTS = [(2, ["ab", "bc", "cd", "de", "ef"]), (3, ["abc", "bcd", "cde", "def"]), (9, ["abcdef"])]


@pytest.mark.parametrize(("width", "members"), EVENTS)
def test_event_windows_hold_so_many_statements(width, members):
    found = network(SAID, "two-mode", window="events", width=width)
    assert ["".join(n.rows) for n in found] == members


def test_event_windows_with_tied_dates_are_the_same_each_time():
    source = {**SAID, "date": ["2012-01-01"] * 6}
    found = [network(source, "two-mode", window="events", width=3) for _ in range(2)]
    assert [n.rows for n in found[0]] == [n.rows for n in found[1]]
    assert all(n.statements == 3 for n in found[0])


def test_compat_event_windows_draw_by_seed_where_dates_tie():
    source = {**SAID, "date": ["2012-01-01"] * 6}
    options = {"window": "events", "width": 3, "seed": 1, "compat": "dna"}
    drawn = [network(source, "two-mode", **options) for _ in range(2)]
    drawn = [[n.dense().sum() for n in series] for series in drawn]
    assert drawn[0] == drawn[1]


def test_congruence_and_conflict_come_in_pairs():
    found = network(SAID, "one-mode", aggregation="congruence & conflict", window="events", width=3)
    assert [n.options.aggregation for n in found[:2]] == ["congruence", "conflict"]
    assert len(found) == 8


def test_undated_statements_are_in_no_window():
    source = {**SAID, "date": [*DAYS[:5], None]}
    assert sum(n.statements for n in network(source, "two-mode", by="month")) == 5
    assert network(source, "two-mode").statements == 6


def test_nothing_dated_has_no_windows():
    source = {name: values for name, values in SAID.items() if name != "date"}
    with pytest.raises(UsageError, match="dated"):
        network(source, "two-mode", by="month")


KERNELS = [
    ("uniform", [0.5, 0.5, 0.5, 0.5, 0.5]),
    ("triangular", [0, 0.5, 1, 0.5, 0]),
    ("epanechnikov", [0, 0.5625, 0.75, 0.5625, 0]),
]


@pytest.mark.parametrize(("kernel", "expected"), KERNELS)
def test_kernels_are_symmetric(kernel, expected):
    options = make_options(kernel=kernel, window="days", width=4)
    distance = np.array([-1, -0.5, 0, 0.5, 1])
    np.testing.assert_allclose(kernel_weights(distance, options), expected)
    assert not kernel_weights(np.array([-1.1, 1.1]), options).any()


def test_dna_3_1_has_the_right_epanechnikov_kernel():
    for version, weight in (("dna", 0.75 * 1.5**2), ("dna-3.1", 0.75 * 0.75)):
        options = make_options(kernel="epanechnikov", window="days", width=4, compat=version)
        assert kernel_weights(np.array([-0.5]), options)[0] == weight


PAIR = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "agreement": [True, False],
        "date": ["2012-01-01", "2012-01-03"]}  # fmt: skip


def middle_slice(kind, **options):
    found = network(PAIR, kind, window="days", width=4, indent=False, **options)
    return next(n for n in found if n.middle == datetime(2012, 1, 2))


def test_a_pair_weighs_the_root_of_the_product():
    found = middle_slice("conflict", kernel="triangular").dense()
    np.testing.assert_allclose(found, [[0, 0.5], [0.5, 0]])


def test_average_divides_by_the_weights_in_the_slice():
    """With one weight for all the kernel cancels out: as in a window without a kernel."""
    found = middle_slice("conflict", kernel="uniform", normalization="average").dense()
    np.testing.assert_allclose(found[0, 1], 1.0)


def test_labels_of_a_qualifier_matter_in_kernel_slices():
    source = {"actor": ["Ash", "Birch"], "concept": ["tax"] * 2, "frame": ["jobs", "order"],
              "date": ["2012-01-01", "2012-01-02"]}  # fmt: skip
    options = {"window": "days", "width": 4, "kernel": "uniform", "qualifier": "frame",
               "indent": False}  # fmt: skip
    assert network(source, "conflict", **options)[0].dense()[0, 1] == pytest.approx(0.5)
    assert network(source, "congruence", **options)[0].dense()[0, 1] == 0


def test_a_slice_can_be_made_to_sum_to_one():
    assert middle_slice("conflict", kernel="uniform", to_one=True).matrix.sum() == 1


SHIFTS = [
    ("2012-01-31", 1, "months", "2012-02-29"),
    ("2012-02-29", 1, "years", "2013-02-28"),
    ("2012-03-31", -1, "months", "2012-02-29"),
    ("2012-01-01", 2, "weeks", "2012-01-15"),
]


@pytest.mark.parametrize(("start", "steps", "unit", "expected"), SHIFTS)
def test_shifts_by_the_calendar(start, steps, unit, expected):
    assert to_datetime(shift(to_moment(start), steps, find_unit(unit))).isoformat()[:10] == expected


WHOLE = [
    ("2012-01-31", "2012-02-29", "months", 0),
    ("2012-01-29", "2012-02-29", "months", 1),
    ("2012-03-30", "2012-02-29", "months", -1),
    ("2012-01-01", "2012-01-07", "weeks", 0),
    ("2012-01-08", "2012-01-01", "weeks", -1),
    ("2010-05-01", "2012-04-30", "years", 1),
]


@pytest.mark.parametrize(("moment", "centre", "unit", "expected"), WHOLE)
def test_counts_whole_units(moment, centre, unit, expected):
    moments = np.array([to_moment(moment)])
    assert whole_units(moments, to_moment(centre), find_unit(unit)).tolist() == [expected]
