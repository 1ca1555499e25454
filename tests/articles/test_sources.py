"""Which files are found, in which order, and what becomes of the rest."""

import os
import subprocess
from pathlib import Path

import pytest

from onrecord.articles import Problem, Source, find_sources


def found(*paths: Path | str) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    sources = [source.path for source in find_sources(paths, on_problem=problems.append)]
    return sources, problems


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some words.", encoding="utf-8")


def test_finds_articles_at_any_depth_in_sorted_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/b/c.html", "a/b/d.JSON", "c.csv")
    sources, problems = found(tmp_path)
    names = [os.path.relpath(path, tmp_path) for path in sources]
    assert names == ["a/b/c.html", "a/b/d.JSON", "a/z.md", "b.txt", "c.csv"]
    assert problems == []


def test_passes_over_hidden_files_and_what_holds_no_articles(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", ".git/config.txt", "photo.jpg", "style.css", "seen.txt")
    assert [Path(path).name for path in found(tmp_path)[0]] == ["seen.txt"]


def test_passes_over_what_a_browser_saves_beside_a_page(tmp_path: Path) -> None:
    make(tmp_path, "report.html", "report_files/frame.html", "other_files/kept.html")
    names = [os.path.relpath(path, tmp_path) for path in found(tmp_path)[0]]
    assert names == ["other_files/kept.html", "report.html"]


def test_keeps_paths_relative_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "news/a.txt")
    monkeypatch.chdir(tmp_path)
    assert found("news")[0] == ["news/a.txt"]


def test_is_lazy(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b/c.txt")
    sources = find_sources([tmp_path], on_problem=lambda problem: None)
    assert next(sources) == Source(str(tmp_path / "a.txt"))
    (tmp_path / "b" / "late.txt").write_text("Late words.", encoding="utf-8")
    assert [Path(source.path).name for source in sources] == ["c.txt", "late.txt"]


def test_names_what_is_not_there(tmp_path: Path) -> None:
    sources, problems = found(tmp_path / "absent")
    assert sources == []
    assert [problem.code for problem in problems] == ["not-found"]
    assert str(tmp_path / "absent") in problems[0].message
    assert problems[0].remedy


def test_stops_at_a_link_to_a_folder_above(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    sources, problems = found(tmp_path)
    assert [Path(path).name for path in sources] == ["c.txt"]
    assert [problem.code for problem in problems] == ["symlink-loop"]


def test_names_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    sources, problems = found(tmp_path)
    assert sources == []
    codes = sorted(problem.code for problem in problems)
    assert codes == ["symlink-loop", "symlink-loop", "vanished"]


def test_goes_deeper_than_functions_can_call_one_another(tmp_path: Path) -> None:
    folder, here = tmp_path, os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        folder, here = folder / "d", below
    os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    try:
        assert found(tmp_path) == ([str(folder / "deep.txt")], [])
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # too deep for shutil


def test_lists_a_folder_once_more_through_each_link(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt")
    (tmp_path / "one").symlink_to(tmp_path / "real")
    (tmp_path / "two").symlink_to(tmp_path / "real")
    sources, problems = found(tmp_path)
    assert [os.path.relpath(path, tmp_path) for path in sources] == [
        "one/a.txt", "real/a.txt", "two/a.txt",
    ]  # fmt: skip
    assert problems == []


def test_follows_a_link_to_a_folder_elsewhere(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt", "root/own.txt")
    (tmp_path / "root" / "linked").symlink_to(tmp_path / "real")
    names = [os.path.relpath(path, tmp_path) for path in found(tmp_path / "root")[0]]
    assert names == ["root/linked/a.txt", "root/own.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_reports_a_folder_that_may_not_be_listed(tmp_path: Path) -> None:
    make(tmp_path, "shut/a.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert [problem.code for problem in found(tmp_path)[1]] == ["unreadable"]
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_reports_a_folder_that_fails_while_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert [problem.code for problem in found(tmp_path)[1]] == ["unreadable"]


def test_reports_documents_that_need_converting(tmp_path: Path) -> None:
    make(tmp_path, "report.pdf", "report.docx")
    sources, problems = found(tmp_path)
    assert sources == []
    assert [problem.code for problem in problems] == ["unsupported", "unsupported"]


def test_tries_any_file_that_is_named_outright(tmp_path: Path) -> None:
    make(tmp_path, "press.release")
    assert found(tmp_path / "press.release")[0] == [str(tmp_path / "press.release")]


def test_reports_what_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [problem.code for problem in found(tmp_path)[1]] == ["not-a-file"]
