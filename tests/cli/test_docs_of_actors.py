"""The page on actors is true: its commands run, and its file of known actors is read."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from onrecord.actors import read_known_actors
from onrecord.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "actors.md").read_text("utf-8")
(RUN,) = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.S)


def test_the_commands_of_the_page_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    said = {}
    for line in RUN.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "onrecord"
        assert main(arguments) in (0, 3), line  # an example has a file with problems
        said[arguments[0]] = capsys.readouterr().out
    assert "known actors found for certain" in said["read"]
    assert "cameron  David Cameron: David Cameron" in said["known"]
    assert "ids: id prescott" in said["show"]


def test_the_example_has_offices_with_dates_and_ids() -> None:
    actors = {actor.key: actor for actor in read_known_actors(ROOT / "examples" / "actors.csv")}
    assert [office.title for office in actors["brown"].offices] == [
        "Prime Minister", "Chancellor of the Exchequer",
    ]  # fmt: skip
    assert actors["labour"].kind == "organisation"
    assert actors["cameron"].external["wikidata"] == "Q192"


def test_the_page_names_every_command_that_decides() -> None:
    for command in ("merge", "apart", "split", "rename", "identify"):
        assert re.search(rf"^\| `{command} ", PAGE, re.M), command
