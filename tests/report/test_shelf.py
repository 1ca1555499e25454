"""Rows laid down on disk and taken up again."""

from pathlib import Path

from onrecord.report.shelf import Shelf


def fill(folder: Path) -> Shelf:
    shelf = Shelf(folder / "shelf", lambda row: [("who", row["who"]), ("all", "")])
    for place, who in enumerate(("Reid", "Castell", "Reid")):
        shelf.put({"who": who, "day": f"2031-0{9 - place}", "words": "línea\u2028\n"})
    return shelf


def test_rows_come_back_by_key_and_whole(tmp_path: Path) -> None:
    with fill(tmp_path) as shelf:
        assert len(shelf) == 3
        assert [row["day"] for row in shelf.take("who", "Reid")] == ["2031-09", "2031-07"]
        assert shelf.count("who", "Reid") == 2
        assert list(shelf.take("who", "nobody")) == []
        assert shelf.first("who", "nobody") is None
        assert shelf.values("who") == ["Reid", "Castell"]
        assert {row["words"] for row in shelf} == {"línea\u2028\n"}


def test_sorting_orders_all_rows_and_those_of_each_key(tmp_path: Path) -> None:
    with fill(tmp_path) as shelf:
        shelf.sort(lambda row: (row["day"],))
        assert [row["day"] for row in shelf] == ["2031-07", "2031-08", "2031-09"]
        assert [row["day"] for row in reversed(shelf)] == ["2031-09", "2031-08", "2031-07"]
        assert [row["day"] for row in shelf.take("who", "Reid")] == ["2031-07", "2031-09"]


def test_two_walks_over_a_shelf_do_not_disturb_each_other(tmp_path: Path) -> None:
    with fill(tmp_path) as shelf:
        pairs = [(a["day"], b["day"]) for a in shelf for b in shelf.take("who", "Reid")]
        assert len(pairs) == 6
