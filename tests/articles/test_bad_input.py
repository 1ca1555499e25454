"""Whatever a file holds becomes an article or a problem with a code, a message and a remedy."""

import builtins
import io
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from tests.articles.factories import BODY, check_zones, read, read_one, read_text

from onrecord.articles import Problem, Settings, Source, read_articles
from onrecord.articles.problems import NOTES, REMEDIES

HEAD = "Drivers to strike\n\n17 January 2012\n\n"

# (name of the file, what is in it, codes of the problems, number of articles)
FILES: list[tuple[str, bytes, list[str], int]] = [
    ("a.txt", b"", ["empty"], 0),
    ("a.txt", b" \r\n\t \n", ["empty"], 0),
    ("a.txt", b"\xef\xbb\xbf\n", ["empty"], 0),
    ("a.html", b"", ["empty"], 0),
    ("a.csv", b"", ["empty"], 0),
    ("a.txt", b"%PDF-1.4 stream of things", ["binary"], 0),
    ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["binary"], 0),
    ("a.txt", bytes(range(256)) * 20, ["binary"], 0),
    ("a.txt", bytes(range(128, 256)) * 20, ["unknown-encoding"], 0),
    ("a.csv", bytes(range(128, 256)) * 20, ["unknown-encoding"], 0),
    ("a.json", b"PK\x03\x04 zipped", ["binary"], 0),
    ("a.txt", b"12345 67890 --- 12/34", ["no-text"], 0),
    ("a.html", b"<html><body><p></p></body></html>", ["no-text"], 0),
    ("a.html", b"<html><head><title>Strike</title><script>var x = 1;", ["truncated"], 0),
    ("a.json", b'[{"title": "A", "text": "Some', ["truncated"], 0),
    ("a.json", b'{"title": "A", "text": oops}', ["malformed-json"], 0),
    ("a.json", b"[" * 100_000, ["malformed-json"], 0),
    ("a.jsonl", b'{"text": "cut', ["truncated"], 0),
    ("a.jsonl", b'{"text": oops}\n', ["malformed-json"], 0),
    ("a.json", b'{"name": "A", "number": 3}', ["no-text-field"], 0),
    ("a.json", b'[1, 2, {"text": ""}]', ["malformed-row", "malformed-row", "no-text"], 0),
    ("a.csv", b"id,number\n1,2\n", ["no-text-field"], 0),
    ("a.csv", b'title,text\nA,"never closed\n', ["truncated"], 0),
    ("a.csv", b"title,text\nA,B b b,C\n", ["malformed-row"], 0),
    ("a.txt", (HEAD + BODY).encode()[:-2], [], 1),
]


@pytest.mark.parametrize(("name", "raw", "codes", "count"), FILES)
def test_names_what_is_wrong_with_a_file(
    tmp_path: Path, name: str, raw: bytes, codes: list[str], count: int
) -> None:
    articles, problems = read_text(tmp_path, raw, name)
    assert (problems, len(articles)) == (codes, count)


@pytest.mark.parametrize("code", sorted(REMEDIES))
def test_documents_every_code(code: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "articles.md").read_text(encoding="utf-8")
    assert f"`{code}`" in page


def test_documents_no_other_codes() -> None:
    page = (Path(__file__).parents[2] / "docs" / "articles.md").read_text(encoding="utf-8")
    table = page.partition("## Problems")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)) == set(REMEDIES)


def test_counts_notes_among_the_codes() -> None:
    assert set(REMEDIES) > NOTES


def test_names_the_file_and_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    (problem,) = read(tmp_path / "bad.txt")
    assert isinstance(problem, Problem)
    assert problem.path == str(tmp_path / "bad.txt")
    assert "bad.txt" in problem.message
    assert problem.remedy == REMEDIES["empty"]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_reads_any_usual_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    text = (HEAD + BODY).replace("\n", newline).replace("offer", "‘offer’ of £5 – at a café")
    article = read_one(tmp_path, text.encode(encoding))
    assert article.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_tables_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    table = f'title,text\nStrike,"{BODY} It costs £5 – ‘at least’."\n'
    assert "£5 – ‘at least’" in read_one(tmp_path, table.encode(encoding), "a.csv").text


def test_reads_a_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = (
        '<html lang="ru"><head><meta charset="koi8-r"><title>Забастовка водителей</title></head>'
        "<body><p>Водители автобусов объявили забастовку на три дня и ждут ответа.</p></body>"
    )
    article = read_one(tmp_path, page.encode("koi8-r"), "a.html")
    assert "Водители автобусов" in article.text


def test_keeps_what_it_can_of_a_damaged_text(tmp_path: Path) -> None:
    raw = (HEAD + BODY.replace("union", "‘union’")).encode() + b" \xff\xfe end"
    articles, codes = read_text(tmp_path, raw)
    assert codes == ["replaced-characters"]
    assert articles[0].text.endswith(" \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} end")


def test_keeps_no_null_characters(tmp_path: Path) -> None:
    articles, codes = read_text(tmp_path, (HEAD + BODY + "\0 end").encode())
    assert "\0" not in articles[0].text
    assert len(articles[0].text) == len(HEAD + BODY + "\0 end")
    assert codes == ["replaced-characters"]


def test_keeps_an_article_in_another_language_with_a_note(tmp_path: Path) -> None:
    text = (
        "Busfahrer treten in den Streik\n\n17.01.2012\n\nDie Busfahrer der Stadt haben am Montag "
        "beschlossen, für drei Tage die Arbeit niederzulegen, weil ihnen das Angebot zu niedrig "
        "ist. Der Minister sagte, es sei kein Geld mehr da."
    )
    articles, codes = read_text(tmp_path, text)
    assert articles[0].language == "de"
    assert codes == ["not-english"]


PAGE = f"<html><body><h1>Drivers to strike</h1><p>{BODY}</p><time>17 January 2012</time></body>"

WRONG: list[tuple[str, str, bool]] = [
    ("page.txt", PAGE, True),
    ("page.csv", PAGE, True),
    ("page.json", PAGE, True),
    ("text.html", HEAD + BODY, True),
    ("list.txt", '[{"title": "A strike", "text": "' + BODY.replace("\n", " ") + '"}]', True),
    ("text.json", HEAD + BODY, True),
    ("table.txt", f'title,text,date\nA strike,"{BODY}",2012-01-17\n', True),
    ("lines.json", '{"text": "Words said here."}\n{"text": "More words."}\n', False),
    ("unknown.story", HEAD + BODY, False),
]


@pytest.mark.parametrize(("name", "text", "noted"), WRONG)
def test_goes_by_what_is_in_a_file_not_by_its_name(
    tmp_path: Path, name: str, text: str, noted: bool
) -> None:
    articles, codes = read_text(tmp_path, text, name)
    assert articles
    assert ("wrong-suffix" in codes) == noted
    assert all("<" not in article.text and "{" not in article.text for article in articles)


def test_does_not_read_what_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(b"<html><body>" + b"<p>Some words.</p>\n" * 2_700_000)
    started = time.perf_counter()
    (problem,) = read(path)
    assert isinstance(problem, Problem)
    assert problem.code == "too-large"
    assert time.perf_counter() - started < 1


def test_takes_the_size_from_the_settings(tmp_path: Path) -> None:
    settings = Settings(max_bytes=100)
    assert read_text(tmp_path, HEAD + BODY, settings=settings)[1] == ["too-large"]
    rows = f'{{"text": "{"word " * 50}"}}\n{{"text": "A few words only."}}\n'
    articles, codes = read_text(tmp_path, rows, "rows.jsonl", settings)
    assert [article.path[-2:] for article in articles] == ["#2"]
    assert "too-large" in codes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Some words. " * 100),
        ("a.html", "<html><body>" + "".join(f"<p>Some words {i}.</p>" for i in range(200))),
        ("a.jsonl", '{"text": "' + "Some words. " * 100 + '"}\n'),
        ("a.json", '["' + "Some words. " * 100 + '"]'),
    ],
)
def test_takes_no_library_for_an_article(tmp_path: Path, name: str, text: str) -> None:
    settings = Settings(max_characters=1000)
    assert read_text(tmp_path, text, name, settings) == ([], ["too-large"])


DEEP = [
    "<div>" * 10_000 + f"<p>{BODY}</p>" + "</div>" * 10_000,
    "<div>" * 10_000 + f"<p>{BODY}</p>",
    "<ul><li>" * 10_000 + f"<p>{BODY}</p>",
    "<table><tr><td>" * 5_000 + f"<p>{BODY}</p>",
    "<p>" + "<b><i>" * 10_000 + BODY,
    f"<article><p>{BODY}</p>" + "<blockquote>" * 10_000 + "</article>",
    f'<script type="application/ld+json">{"[" * 100_000}</script><p>{BODY}</p>',
    f"<p {' '.join(f'a{i}=1' for i in range(50_000))}>{BODY}</p>",
    f"<p>{BODY}</p>" + "<span>word </span>" * 50_000,
]


@pytest.mark.parametrize("inside", DEEP, ids=range(len(DEEP)))
def test_reads_pages_nested_beyond_all_sense(tmp_path: Path, inside: str) -> None:
    started = time.perf_counter()
    article = read_one(tmp_path, f"<html><body>{inside}</body></html>", "deep.html")
    assert "would not accept the offer" in article.text
    check_zones(article)
    assert time.perf_counter() - started < 10


def test_reports_a_file_that_vanished(tmp_path: Path) -> None:
    (problem,) = read_articles(Source(str(tmp_path / "gone.txt")))
    assert isinstance(problem, Problem)
    assert problem.code == "vanished"


def test_reports_a_file_that_fails_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    def fail(path: str, mode: str) -> Any:
        return Failing()

    monkeypatch.setattr(builtins, "open", fail)
    (problem,) = read_articles(Source("disk.txt"))
    assert isinstance(problem, Problem)
    assert (problem.code, "Input/output error" in problem.message) == ("unreadable", True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_reports_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "shut.txt"
    path.write_text(BODY, encoding="utf-8")
    path.chmod(0)
    assert [each.code for each in read(path) if isinstance(each, Problem)] == ["unreadable"]


def test_reports_a_folder_that_is_read_as_a_file(tmp_path: Path) -> None:
    assert [each.code for each in read(tmp_path) if isinstance(each, Problem)] == ["unreadable"]
