"""README is true: its commands run, its links lead somewhere."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from onrecord.cli import main

from .conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def find_runs() -> list[tuple[str, str]]:
    """Return language and code of each block that is marked to be run, in order."""
    return re.findall(r"<!-- run -->\n```(\w+)\n(.*?)```", README, re.S)


def test_the_commands_of_the_readme_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    runs = find_runs()
    assert {language for language, _ in runs} == {"sh", "python"}
    for language, code in runs:
        if language == "python":
            exec(compile(code, "README.md", "exec"), {})
            continue
        for line in code.splitlines():
            program, *arguments = shlex.split(line, comments=True)
            assert program == "onrecord"
            assert main(arguments) == 0, line
            assert capsys.readouterr().out or "-o" in arguments, line
    assert (tmp_path / "report" / "index.html").exists()


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not link.startswith(("http://", "https://")):
            assert (page.parent / link).exists(), link


def test_make_names_the_targets_that_readme_promises() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", README, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target
