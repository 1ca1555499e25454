"""A folder of articles, end to end: read, read again, edited, killed, corrected."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.articles import Article, Problem
from onrecord.intake import Gathered, Part
from onrecord.models import Model
from onrecord.pipeline import read
from onrecord.record import TABLES, Findings, Record
from onrecord.statements import Codebook

from .conftest import ROOT

EXAMPLE = ROOT / "examples" / "pay-dispute"
PLAIN = """Ferry crews to strike over rota

By Ada Quill
3 March 2014

Crews on the northern ferries will strike on Friday, their union said.

Rowan Pell, the general secretary of the Ferry Union, said the new rota was "a disgrace".

"{quote}," Mr Pell told reporters.
"""


@pytest.fixture(scope="module")
def example() -> Iterator[Record]:
    record = Record.memory()
    read(EXAMPLE, record, jobs=2)
    yield record
    record.close()


def dump(record: Record) -> dict[str, list[str]]:
    return {t: [json.dumps(r, sort_keys=True) for r in record.rows(t)] for t in TABLES}


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = PLAIN.format(quote=f"We were given notice number {number} and no choice at all")
        (folder / f"{number:03}.txt").write_text(text)


def test_the_example_is_read_without_a_problem(example: Record) -> None:
    summary = example.summary()
    assert (summary.articles, summary.outlets, summary.copies) == (12, 4, 1)
    assert not list(example.rows("problems"))
    assert summary.statements > 100
    assert summary.named > 0.7 * summary.statements


def test_every_passage_holds_the_exact_words(example: Record) -> None:
    texts = {row["path"]: example.article(row["path"]).text for row in example.rows("articles")}
    for row in example.rows("statements"):
        passages = [*row["content"], *row["cue"], *filter(None, [row["source"], row["condition"]])]
        for passage in passages:
            text = texts[passage["article"]]
            assert text[passage["start"] : passage["end"]] == passage["text"]


def test_what_readers_comment_is_said_by_none_of_the_actors(example: Record) -> None:
    comments = [row for row in example.rows("statements") if row["zone"] == "comment"]
    assert comments
    assert {row["speaker_id"] for row in comments} == {None}


def test_people_are_one_over_all_articles(example: Record) -> None:
    names = [row["name"] for row in example.rows("actors")]
    for name in ("Len McCluskey", "Ed Miliband", "Ed Balls", "Paul Kenny", "Labour Party", "GMB"):
        assert names.count(name) == 1
    kenny = example.dossier("Paul Kenny")
    assert {row["article"] for row in kenny.statements} >= {
        str(EXAMPLE / "northern-courier" / name)
        for name in ("2012-01-15-balls-keeps-the-cap.txt", "2012-09-12-balls-heckled-at-tuc.txt")
    }


def test_a_wire_story_in_two_outlets_is_one_witnessed_twice(example: Record) -> None:
    (copy,) = [row for row in example.rows("articles") if row["copy_of"]]
    assert {Path(copy["path"]).parent.name, Path(copy["copy_of"]).parent.name} == {
        "northern-courier",
        "potomac-ledger",
    }
    repeats = [row["id"] for row in example.rows("statements") if row["repeats"]]
    assert any(len(example.witnesses(each)) == 2 for each in repeats)


def test_one_process_or_several_make_the_same_record(example: Record) -> None:
    with Record.memory() as alone:
        read(EXAMPLE, alone, jobs=1)
        assert dump(alone) == dump(example)


def test_reading_again_changes_nothing_and_reads_nothing(tmp_path: Path) -> None:
    write_articles(tmp_path / "news", 3)
    with Record.memory() as record:
        read(tmp_path / "news", record, jobs=1)
        before = dump(record)
        steps: list[tuple[Gathered, ...]] = []
        read(tmp_path / "news", record, jobs=1, on_step=steps.append)
        assert (steps, dump(record)) == ([], before)


def test_an_edited_article_takes_the_place_of_the_old_and_keeps_corrections(
    tmp_path: Path,
) -> None:
    write_articles(tmp_path / "news", 2)
    file = tmp_path / "news" / "000.txt"
    with Record.memory() as record:
        read(tmp_path / "news", record, jobs=1)
        quote = next(r for r in record.rows("statements") if "notice number 0" in str(r["content"]))
        record.judge(quote["id"], who="Ada", act="threat")
        file.write_text(file.read_text().replace("3 March", "4 March") + "\nTalks go on.\n")
        read(tmp_path / "news", record, jobs=1)
        assert record.summary().articles == 2
        again = next(r for r in record.rows("statements") if "notice number 0" in str(r["content"]))
        assert (again["act"], again["by"]) == ("threat", "person:Ada")


def test_the_same_text_twice_is_one_article(tmp_path: Path) -> None:
    write_articles(tmp_path / "news", 1)
    shutil.copy(tmp_path / "news" / "000.txt", tmp_path / "news" / "again.txt")
    with Record.memory() as record:
        read(tmp_path / "news", record, jobs=1)
        (row,) = record.rows("articles")
        assert [Path(p).name for p in row["paths"]] == ["000.txt", "again.txt"]


def test_a_file_of_many_articles_goes_on_where_it_was(tmp_path: Path) -> None:
    rows = [
        {"headline": f"Ferry talks, day {n}", "date": "2014-03-03", "text": PLAIN.format(quote=n)}
        for n in range(20)
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, rows[:10])))
    with Record.memory() as record:
        read(file, record, jobs=1)
        steps: list[tuple[Gathered, ...]] = []
        file.write_text("\n".join(map(json.dumps, rows)))
        read(file, record, jobs=1, on_step=steps.append)
        assert record.summary().articles == 20
        assert sum(len(g.findings) for step in steps for g in step) == 10
        file.write_text("\n".join(map(json.dumps, rows[:5])))
        read(file, record, jobs=1)
        assert record.summary().articles == 5


def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    news = tmp_path / "news"
    write_articles(news, 2)
    (news / "empty.txt").write_text("")
    (news / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (news / "broken.json").write_text('[{"title": "A", "text": ')
    (news / "loop").symlink_to(news)
    with Record.memory() as record:
        summary = read([news, tmp_path / "absent"], record, jobs=1)
        assert summary.articles == 2
        problems = {Path(row["path"]).name: row["code"] for row in record.rows("problems")}
        assert problems.keys() == {"empty.txt", "picture.html", "broken.json", "loop", "absent"}
        assert all(row["remedy"] for row in record.rows("problems"))


def test_a_file_that_broke_keeps_its_earlier_reading(tmp_path: Path) -> None:
    write_articles(tmp_path / "news", 1)
    with Record.memory() as record:
        read(tmp_path / "news", record, jobs=1)
        (tmp_path / "news" / "000.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
        read(tmp_path / "news", record, jobs=1)
        assert record.summary().articles == 1
        assert [row["code"] for row in record.rows("problems")] == ["binary"]


def test_a_fault_in_one_article_is_a_problem_of_that_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = onrecord.pipeline.read_article  # type: ignore[attr-defined]

    def fail(article: Article, model: Model, codebook: Codebook | None, by: str) -> Findings:
        if article.path.endswith("001.txt"):
            raise RecursionError("too deep")
        found: Findings = whole(article, model, codebook, by)
        return found

    monkeypatch.setattr("onrecord.pipeline.read_article", fail)
    write_articles(tmp_path / "news", 3)
    with Record.memory() as record:
        assert read(tmp_path / "news", record, jobs=1).articles == 2
        (problem,) = record.rows("problems")
        assert (problem["code"], Path(problem["path"]).name) == ("not-understood", "001.txt")


@pytest.mark.parametrize("seed", range(4))
def test_a_read_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path, seed: int) -> None:
    write_articles(tmp_path / "news", 40)
    url = tmp_path / "record.db"
    command = [sys.executable, "-m", "onrecord", "read", "news", "--record", str(url)]
    process = subprocess.Popen(command, cwd=tmp_path, start_new_session=True)
    time.sleep(random.Random(seed).uniform(0.3, 4))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with sqlite3.connect(url) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
    database.close()
    with Record.open(str(url)) as record, Record.memory() as whole:
        os.chdir(tmp_path)
        read("news", whole, jobs=1)
        assert dump(record) == dump(whole)


def test_two_reads_at_once_share_the_work(tmp_path: Path) -> None:
    write_articles(tmp_path / "news", 30)
    command = [sys.executable, "-m", "onrecord", "read", "news", "--record", "record.db", "--jobs"]
    processes = [subprocess.Popen([*command, "1"], cwd=tmp_path) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    with Record.open(str(tmp_path / "record.db")) as record:
        assert record.summary().articles == 30
        assert record.is_resolved()


def test_a_crash_names_the_file(tmp_path: Path) -> None:
    from onrecord.articles import Source
    from onrecord.intake import Intake, Tools
    from onrecord.parallel import Crash

    write_articles(tmp_path / "news", 1)
    path = str(tmp_path / "news" / "000.txt")
    with Record.memory() as record:
        intake = Intake(record, Tools(onrecord.articles.Settings(), "fast", None))  # type: ignore[attr-defined]
        ((part,),) = intake.plan([Source(path)])
        assert part == Part(Source(path))
        (gathered,) = intake.keep(Crash((part,)))
        assert [p.code for p in gathered.problems] == ["crashed"]
        assert [row["path"] for row in record.rows("problems")] == [path]
        assert isinstance(gathered.problems[0], Problem)
