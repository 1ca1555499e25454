"""From a folder to a coded network: propose, import, queue, judge, learn, forget."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.statements import parse_codebook

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codebook")
    shutil.copytree(EXAMPLES / "pay-dispute", folder / "news")
    read = ["read", str(folder / "news"), "--record", str(folder / "r.db"), "--jobs", "1"]
    assert main(read) in (0, 3)
    shutil.copy(EXAMPLES / "codebook.yaml", folder / "codebook.yaml")
    return folder


@pytest.fixture
def folder(read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(read_once, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("ONRECORD_RECORD", "r.db")
    return tmp_path / "work"


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(arguments)
    return status, capsys.readouterr().out


def positions(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    status, out = say(capsys, "export", "positions")
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


def key_of(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("statement", "actor", "concept", "stance", "confidence"))


def code_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Write codings of the statements that speak of pay, and of as many that do not."""
    status, out = say(capsys, "export", "statements")
    assert status == 0
    with (folder / "codings.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["statement", "concept", "stance"])
        for row in map(json.loads, out.splitlines()):
            words = " ".join(passage["text"] for passage in row["content"])
            if " pay " in words or "cap" in words.split():
                writer.writerow([row["id"], "public sector pay cap", "-1"])
            elif len(words) > 80:
                writer.writerow([row["id"], "public sector pay cap", "none"])
    return folder / "codings.csv"


def test_proposes_a_codebook_that_can_be_put_in_force(folder, capsys):
    status, out = say(capsys, "codebook", "propose", "-o", "mine.yaml")
    assert status == 0
    names = [c.name for c in parse_codebook((folder / "mine.yaml").read_text("utf-8")).concepts]
    assert any("pay" in name for name in names)
    assert "onrecord codebook import mine.yaml" in out
    assert say(capsys, "codebook", "import", "mine.yaml")[0] == 0
    assert {row["concept"] for row in positions(capsys)} <= set(names)


def test_proposing_again_changes_nothing_that_was_kept(folder, capsys):
    say(capsys, "codebook", "propose", "-o", "mine.yaml")
    before = (folder / "mine.yaml").read_text("utf-8")
    say(capsys, "codebook", "propose", "-o", "mine.yaml")
    assert parse_codebook((folder / "mine.yaml").read_text("utf-8")) == parse_codebook(before)


def test_importing_codes_as_reading_with_the_codebook_does(folder, capsys):
    say(capsys, "codebook", "import", "codebook.yaml")
    imported = positions(capsys)
    assert imported
    say(
        capsys, "read", "news", "--record", "other.db", "--codebook", "codebook.yaml", "--jobs", "1"
    )
    status, out = say(capsys, "export", "positions", "--record", "other.db")
    assert status == 0
    read = [json.loads(line) for line in out.splitlines()]
    assert {key_of(row) for row in read} == {key_of(row) for row in imported}


def test_exports_the_codebook_in_force(folder, capsys):
    assert main(["codebook", "export"]) == 2
    say(capsys, "codebook", "import", "codebook.yaml")
    status, out = say(capsys, "codebook", "export")
    assert (status, out) == (0, (folder / "codebook.yaml").read_text("utf-8"))


def test_the_queue_names_statements_that_judge_codes(folder, capsys):
    say(capsys, "codebook", "import", "codebook.yaml")
    status, out = say(capsys, "codebook", "queue", "--json")
    first = json.loads(out.splitlines()[0])
    assert status == 0
    coded = ["judge", first["statement"], "--concept", first["concept"], "--stance", "-1"]
    assert say(capsys, *coded, "--who", "coder")[0] == 0
    mine = [row for row in positions(capsys) if row["by"] == "person:coder"]
    assert [(row["statement"], row["stance"]) for row in mine] == [(first["statement"], -1)]
    status, out = say(capsys, "codebook", "queue", "--json", "--limit", "1000")
    again = [json.loads(line) for line in out.splitlines()]
    assert (first["statement"], first["concept"]) not in {
        (each["statement"], each["concept"]) for each in again
    }


def test_a_stance_of_none_takes_a_position_away(folder, capsys):
    say(capsys, "codebook", "import", "codebook.yaml")
    row = next(row for row in positions(capsys) if row["statement"])
    coded = ["judge", str(row["statement"]), "--concept", str(row["concept"]), "--stance", "none"]
    assert say(capsys, *coded)[0] == 0
    left = {(each["statement"], each["concept"]) for each in positions(capsys)}
    assert (row["statement"], row["concept"]) not in left


def test_learns_from_a_file_codes_the_rest_and_forgets(folder, capsys):
    say(capsys, "codebook", "import", "codebook.yaml")
    file = code_by_hand(folder, capsys)
    status, out = say(capsys, "codebook", "learn", "--from", str(file), "--who", "coder", "--json")
    assert status == 0
    report = next(r for r in map(json.loads, out.splitlines()) if "pay cap" in r["concept"])
    assert report["examples"] >= 5
    assert 0.8 <= report["precision"] <= 1
    by_hand = [row for row in positions(capsys) if row["by"] == "person:coder"]
    assert by_hand
    assert say(capsys, "read", "news", "--jobs", "1")[0] in (0, 3)
    assert [row for row in positions(capsys) if row["by"] == "person:coder"] == by_hand
    assert say(capsys, "codebook", "forget")[0] == 0
    assert not [row for row in positions(capsys) if str(row["by"]).startswith("model:codebook")]
    assert main(["codebook", "forget"]) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "concept"),
        ("statement,concept,stance\nx,pay,maybe\n", "line 2"),
    ],
)
def test_a_file_that_holds_no_codings_says_what_it_lacks(folder, capsys, text, told):
    say(capsys, "codebook", "import", "codebook.yaml")
    (folder / "codings.csv").write_text(text, "utf-8")
    assert main(["codebook", "learn", "--from", "codings.csv"]) == 1
    assert told in capsys.readouterr().err


def test_without_a_codebook_it_says_how_to_get_one(folder, capsys):
    assert main(["codebook", "learn"]) == 2
    assert "codebook propose" in capsys.readouterr().err
