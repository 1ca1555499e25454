"""The commands as a person types them: what they print, and their exit status."""

import csv
import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from onrecord.cli import cli, main

ROOT = Path(__file__).resolve().parents[2]
COURIER = ROOT / "examples" / "pay-dispute" / "northern-courier"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    shutil.copytree(COURIER, folder / "news")
    url = folder / "onrecord.db"
    assert main(["read", str(folder / "news"), "--record", str(url), "--jobs", "1"]) == 0
    return folder


@pytest.fixture
def folder(read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a folder with articles and a record of them that a test may spoil."""
    shutil.copytree(read_once, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(arguments)
    return status, capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], what: str) -> list[dict[str, object]]:
    status, out = say(capsys, "export", what)
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


def walk(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from walk(child)


@pytest.mark.parametrize("command", list(walk(cli)), ids=lambda command: command.name)
def test_every_help_has_an_example(command: click.Command) -> None:
    assert "Example" in (command.help or "")
    assert "  onrecord " in (command.help or "")


def test_every_command_that_uses_a_record_takes_record() -> None:
    free = {"attribute", "evaluate", "train"}
    for name, command in cli.commands.items():
        for each in walk(command):
            if isinstance(each, click.Group) or name in free:
                continue
            assert "--record" in [option for p in each.params for option in p.opts], each.name


def test_help_comes_at_once_and_loads_nothing_heavy() -> None:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "onrecord", "--help"], check=True, capture_output=True
        )
        seconds.append(time.perf_counter() - start)
    # half a second on an idle machine; the best of three, for tests run side by side
    assert min(seconds) < 0.5
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, onrecord.cli; print(*sys.modules)"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    assert not {"numpy", "pandas", "onnxruntime", "lxml", "matplotlib"} & set(loaded)


def test_reading_says_what_the_record_holds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = say(capsys, "read", "news", "--record", "new.db", "--jobs", "1", "-v")
    assert status == 0
    assert "4 articles" in out
    status, out = say(capsys, "read", "news", "--record", "new.db", "--json")
    assert status == 0
    assert json.loads(out)["articles"] == 4


def test_a_bad_file_gives_status_3_and_a_line_of_problems(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "news" / "empty.txt").write_text("")
    status, out = say(capsys, "read", "news", "--record", "new.db", "--jobs", "1")
    assert status == 3
    assert "1 problem" in out
    status, out = say(capsys, "problems", "--record", "new.db")
    assert status == 0
    assert "news/empty.txt" in out
    assert "[empty]" in out


def test_attribute_prints_one_json_line_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text(
        "The bridge will not open this year.\n\nThe transport minister, Ms Hale, told reporters: "
        '"The bridge will stay shut." Work began in May.\n'
    )
    status, out = say(capsys, "attribute", "a.txt")
    (line,) = out.splitlines()
    answer = json.loads(line)
    assert (status, answer["id"]) == (0, "a")
    (found,) = answer["attributions"]
    text = (folder / "a.txt").read_text()
    (start, end), *_ = found["content"]
    assert text[start:end] == '"The bridge will stay shut."'
    assert text[slice(*found["source"])] == "The transport minister, Ms Hale,"
    assert found["form"] == "direct"
    assert 0 <= found["confidence"] <= 1
    assert say(capsys, "attribute", "absent.txt")[0] == 3


def test_tables_come_as_json_lines_csv_and_parquet(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statements = rows(capsys, "statements")
    assert statements
    status, out = say(capsys, "export", "statements", "--format", "csv")
    assert status == 0
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == [r["id"] for r in statements]
    assert main(["export", "statements", "--format", "parquet", "-o", "s.parquet"]) == 0
    import pyarrow.parquet

    table = pyarrow.parquet.read_table("s.parquet").to_pylist()
    assert [row["id"] for row in table] == [row["id"] for row in statements]


def test_show_gives_each_line_its_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = say(capsys, "show", "Paul Kenny")
    assert status == 0
    assert out.startswith("Paul Kenny (person)")
    assert "general secretary" in out
    said = [line for line in out.splitlines() if line.startswith("  ") and "(" in line]
    assert sum(".txt:" in line for line in said) > 3
    status, out = say(capsys, "show", "Paul Kenny", "--json")
    assert json.loads(out)["actor"]["name"] == "Paul Kenny"


def test_an_unknown_name_lists_the_nearest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "Paul Kenney"]) == 1
    assert "Paul Kenny" in capsys.readouterr().err


def test_search_finds_words_and_takes_no_operators(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = say(capsys, "search", "conference", "--json")
    assert status == 0
    assert out
    assert say(capsys, "search", 'AND "unclosed', "OR", "(")[0] == 0


def test_the_timeline_is_in_order_and_in_bounds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = say(capsys, "timeline", "--from", "2012-09", "--to", "2012-10", "--json")
    dates = [json.loads(line)["date"] for line in out.splitlines()]
    assert status == 0
    assert dates
    assert dates == sorted(dates)
    assert all("2012-09" <= date < "2012-11" for date in dates)


def test_a_merge_holds_is_shared_and_is_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [row["name"] for row in rows(capsys, "actors")]
    assert {"Paul Kenny", "Bob Crow"} <= set(names)
    assert say(capsys, "merge", "Bob Crow", "Paul Kenny", "--who", "Ada")[0] == 0
    assert "Bob Crow" not in [row["name"] for row in rows(capsys, "actors")]
    assert say(capsys, "decisions", "export", "-o", "decisions.jsonl")[0] == 0
    assert "Ada: merge Bob Crow: into Paul Kenny\n" in say(capsys, "decisions", "list")[1]
    assert say(capsys, "undo", "--who", "Ada")[0] == 0
    assert say(capsys, "decisions", "list")[1].endswith("into Paul Kenny; undone\n")
    assert [row["name"] for row in rows(capsys, "actors")] == names
    assert say(capsys, "undo")[0] == 1


def test_decisions_of_a_colleague_can_be_taken_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy("onrecord.db", "other.db")
    say(capsys, "rename", "GMB", "GMB union", "--who", "Ada")
    say(capsys, "decisions", "export", "-o", "decisions.jsonl")
    status, out = say(capsys, "decisions", "import", "decisions.jsonl", "--record", "other.db")
    assert (status, out) == (0, "1 decisions were new.\n")
    assert say(capsys, "show", "GMB union", "--record", "other.db")[0] == 0


def test_a_split_makes_somebody_else_in_the_articles_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = next(row for row in rows(capsys, "actors") if row["name"] == "Ed Balls")
    article = next(str(r["path"]) for r in rows(capsys, "articles") if "09-12" in str(r["path"]))
    assert say(capsys, "split", "Ed Balls", article)[0] == 0
    after = next(row for row in rows(capsys, "actors") if row["name"] == "Ed Balls")
    assert int(str(after["mentions"])) < int(str(before["mentions"]))


def test_a_split_names_the_other_who_can_be_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = next(str(r["path"]) for r in rows(capsys, "articles") if "09-12" in str(r["path"]))
    assert "Ed Balls is Ed Balls (2) in 1 article" in say(capsys, "split", "Ed Balls", article)[1]
    assert say(capsys, "show", "Ed Balls (2)")[1].startswith("Ed Balls (2) (person)")
    status, out = say(capsys, "rename", "Ed Balls (2)", "Ed Balls")
    assert (status, out) == (2, "")
    assert say(capsys, "rename", "Ed Balls (2)", "Ed Balls, the other")[0] == 0


def test_a_file_of_known_actors_gives_ids_holds_and_is_taken_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = folder / "known.csv"
    known.write_text("name,kind,id,aliases\nEd Balls,person,b1,\nRobert Crow,person,c1,Bobby\n")
    status, out = say(capsys, "read", "news", "--actors", str(known))
    assert (status, out.splitlines()[-1]) == (0, "1 of 2 known actors found for certain")
    assert "ids: id b1" in say(capsys, "show", "Ed Balls")[1]
    assert "identify 'Bob Crow' c1" in say(capsys, "actors")[1]
    assert say(capsys, "identify", "Bob Crow", "Robert Crow", "--who", "Ada")[0] == 0
    found = {r["name"]: r["external"] for r in rows(capsys, "actors") if r["external"]}
    assert found == {"Ed Balls": {"id": "b1"}, "Bob Crow": {"id": "c1"}}
    assert say(capsys, "known", "list")[1] == "b1  Ed Balls: Ed Balls\nc1  Robert Crow: Bob Crow\n"
    assert say(capsys, "show", "Robert Crow")[1].startswith("Bob Crow (person)")
    assert say(capsys, "known", "export")[1] == known.read_text()
    assert say(capsys, "known", "forget")[0] == 0
    assert not any(row["external"] for row in rows(capsys, "actors"))
    assert say(capsys, "identify", "Bob Crow", "c1")[0] == 2
    assert say(capsys, "known", "export")[0] == 2


def test_a_wrong_file_of_known_actors_is_told_by_line_and_nothing_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("known.csv").write_text("name,from\nEd Balls,May\n")
    for command in (["read", "news", "--record", "new.db", "--actors"], ["known", "import"]):
        assert main([*command, "known.csv"]) == 1
        assert "known.csv: line 2: 'May' is no date" in capsys.readouterr().err
    assert say(capsys, "export", "articles", "--record", "new.db") == (0, "")


def test_what_is_no_duplicate_is_suggested_no_more(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(capsys, "rename", "Bob Crow", "Edward Balls")[0] == 0
    assert "merge 'Ed Balls' 'Edward Balls'" in say(capsys, "actors")[1]
    assert say(capsys, "apart", "Edward Balls", "Ed Balls")[0] == 0
    assert "Edward Balls" not in say(capsys, "actors")[1]
    say(capsys, "undo")
    assert "merge 'Ed Balls' 'Edward Balls'" in say(capsys, "actors")[1]


def test_a_judged_statement_says_whose_decision_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, *_ = rows(capsys, "statements")
    assert say(capsys, "judge", str(first["id"]), "--wrong", "--who", "Ada")[0] == 0
    assert say(capsys, "judge", str(second["id"]), "--act", "threat", "--who", "Ada")[0] == 0
    left = {row["id"]: row for row in rows(capsys, "statements")}
    assert first["id"] not in left
    assert (left[second["id"]]["act"], left[second["id"]]["by"]) == ("threat", "person:Ada")
    assert main(["judge", str(second["id"])]) == 2
    assert main(["judge", str(second["id"]), "--act", "nonsense"]) == 2


def test_the_report_opens_from_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = say(capsys, "report", "-o", "report", "--title", "Pay")
    assert status == 0
    assert "Pay" in (folder / "report" / "index.html").read_text()
    assert str(folder / "report" / "index.html") in out


def test_a_codebook_goes_in_and_comes_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "concepts:\n  - concept: pay cap\n    aliases: [pay restraint]\n"
    (folder / "codebook.yaml").write_text(text)
    assert main(["codebook", "export"]) == 2
    assert say(capsys, "codebook", "import", "codebook.yaml")[0] == 0
    assert say(capsys, "codebook", "export") == (0, text)
    assert say(capsys, "read", "news", "--jobs", "1")[0] == 0
    assert {row["concept"] for row in rows(capsys, "positions")} == {"pay cap"}
    (folder / "codebook.yaml").write_text("concepts: 7")
    assert main(["codebook", "import", "codebook.yaml"]) in (1, 2)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["export", "nonsense"], 2),
        (["nonsense"], 2),
        (["read"], 2),
        (["read", "x", "--jobs", "0"], 2),
        (["show", "Nobody At All"], 1),
        (["status", "--record", "absent.db"], 1),
        (["status", "--record", "news"], 1),
        (["status", "--record", "mysql://x/y"], 1),
        (["show", "x", "--record", "news/2012-09-12-balls-heckled-at-tuc.txt"], 1),
    ],
)
def test_what_goes_wrong_is_told_by_text_and_status(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    assert main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err
