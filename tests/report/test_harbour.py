"""Money, pledges and threats over eight invented articles of nine months (the folder `harbour`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.wording import write_ledger
from onrecord.record import Record, group_turns
from onrecord.report.materials import Materials, gather_materials
from onrecord.report.pages import money, pledges, threats

FOLDER = Path(__file__).parent / "harbour"


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    with Record.memory() as record:
        onrecord.read([FOLDER], record, jobs=1)
        yield record


@pytest.fixture
def materials(record: Record, tmp_path: Path) -> Iterator[Materials]:
    with gather_materials(record, tmp_path, "Port Averly") as materials:
        yield materials


def test_a_pledge_is_followed_from_its_making_to_its_end(record: Record) -> None:
    homes = group_turns(record.rows("pledges"))[0]
    assert [row["status"] for row in homes] == ["made", "made", "changed", "withdrawn"]
    made, _, changed, _ = homes
    assert (made["amount"], made["currency"], made["due"]) == (40e6, "GBP", "2030")
    assert made["funded_by"] == "a levy on cruise ships"
    assert (changed["amount_before"], changed["amount"]) == (40e6, 18e6)


def test_the_ledger_tells_which_pledges_have_price_and_funding(record: Record) -> None:
    lines = list(write_ledger(group_turns(record.rows("pledges"))))
    assert "price GBP 40,000,000, paid for by a levy on cruise ships" in lines[0]
    assert "withdrawn 2024-11-20" in lines[3]
    assert lines[-1].endswith("1 without a price, 2 without funding, 1 changed, 1 withdrawn")


def test_the_page_of_pledges_shows_what_became_of_them(materials: Materials) -> None:
    (sheet,) = pledges.build_sheets(materials)
    line = sheet.page.lines[0]
    assert (line.sum, line.fate, line.times) == ("£40m", "withdrawn", 2)
    assert [turn.kind for turn in line.history] == ["made again", "changed", "withdrawn"]
    assert "price £18m (was £40m)" in line.history[1].news


def test_a_sum_that_three_articles_print_counts_once(materials: Materials) -> None:
    (sheet,) = money.build_sheets(materials)
    totals = {(line.payer.text, line.sum, line.period): line.payments for line in sheet.page.totals}
    assert totals["Harbour Union", "£250,000", "since the election"] == 1
    assert totals["Meridian Lines", "£75,000", "last year (2023)"] == 1
    given = next(line for line in sheet.page.payments if line.sum == "£250,000")
    assert len(given.evidence) == 3


def test_threats_show_what_the_record_later_saw(materials: Materials) -> None:
    (sheet,) = threats.build_sheets(materials)
    lines = {line.quote.words[0]: line for line in sheet.page.lines}
    strike = lines["to strike in May if Averly council raises dock rents"]
    assert (strike.quote.condition, strike.quote.by_when) == (
        "if Averly council raises dock rents", "in May",
    )  # fmt: skip
    assert [later.how for later in strike.later] == ["Perhaps withdrawn"]
    taps = lines["that the union would withdraw its money unless the homes were for rent"]
    assert [(later.how, later.payment.sum) for later in taps.later if later.payment] == [
        ("Perhaps carried out", "£250,000")
    ]


def test_a_demand_within_a_threat_is_not_lost(materials: Materials) -> None:
    (sheet,) = threats.build_sheets(materials)
    words = [line.quote.words[0] for line in sheet.page.lines if line.quote.act == "demand"]
    assert "The council must publish its accounts." in words
