"""The command: what it prints, writes and refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.errors import OnrecordError, UsageError
from onrecord.networks.commands import network

RICH = str(Path(__file__).parent / "data" / "rich.dna")


def run(*arguments):
    result = CliRunner().invoke(network, [*arguments, "--from", RICH])
    if isinstance(result.exception, OnrecordError):
        raise result.exception
    assert result.exception is None, result.output
    return result.stdout


KINDS = [
    ["two-mode"], ["congruence"], ["conflict", "--by", "year"], ["co-occurrence"], ["events"],
    ["counts", "--rows", "concept"], ["frequency", "--by", "year"], ["centrality"],
    ["coalitions", "--by", "year", "--since", "2004"], ["polarization", "--by", "year"],
    ["backbone"],
    ["phases", "--window", "months", "--width", "4"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", KINDS, ids=" ".join)
def test_every_kind_prints_a_line_of_json_a_row(arguments):
    lines = run(*arguments, "--json").splitlines()
    assert lines
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_people_see_the_strongest_first_and_how_many_more():
    lines = run("two-mode").splitlines()
    assert lines[0] == (
        "Network two-mode subtract, 13 × 8, 180 statements, 2002-01-13 to 2004-02-17"
    )
    assert lines[2].split()[-2] == "7"
    assert lines[-1].startswith("… and ")


def test_options_reach_the_network():
    plain = [json.loads(line) for line in run("two-mode", "--json").splitlines()]
    fewer = [json.loads(line) for line in run(
        "two-mode", "--json", "--rows", "person", "--exclude", "concept=Wind", "--include",
        "person=Zed", "--since", "2002", "--until", "2003-12", "--normalisation", "activity",
        "--duplicates", "month").splitlines()]  # fmt: skip
    assert {row["source"] for row in fewer} == {"Zed"}
    assert "Wind" not in {row["target"] for row in fewer}
    assert len(fewer) < len(plain)


FILES = ["n.csv", "n.gexf", "n.graphml", "n.dl", "n.net", "n.svg", "n.png", "n.html"]


@pytest.mark.parametrize("name", FILES)
def test_files_are_written(name, tmp_path):
    path = tmp_path / name
    assert run("subtract", "-o", str(path)).strip() == str(path)
    assert path.stat().st_size > 500 or path.suffix in (".csv", ".dl", ".net")


def test_a_table_is_written_by_its_ending(tmp_path):
    for name in ("t.csv", "t.parquet", "t.jsonl"):
        run("counts", "-o", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size
    with pytest.raises(UsageError, match=r"as \.csv"):
        run("counts", "-o", str(tmp_path / "t.xlsx"))
    with pytest.raises(UsageError, match="no picture of backbone"):
        run("backbone", "-o", str(tmp_path / "t.svg"))


MISTAKES = [
    (["congruence", "--exclude", "Wind"], "write VARIABLE=VALUE"),
    (["ties"], "ties need who and whom"),
    (["congruence", "--normalization", "activity"], "for two-mode"),
    (["corrections", "--record", "none.db"], "none.db"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_mistakes_are_named(arguments, message):
    with pytest.raises(OnrecordError, match=message):
        run(*arguments)
