"""The folder that a report is: whole, linked, escaped, the same each time."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from tests.report.fakes import HOSTILE, FakeRecord, build_hostile, build_quarrel

from onrecord.errors import OnrecordError, UsageError
from onrecord.report import write as writing
from onrecord.report import write_report


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel") / "report"
    return write_report(build_quarrel(), folder, title="The quarrel").parent


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(build_hostile(), tmp_path_factory.mktemp("hostile") / "report").parent


def read_pages(folder: Path) -> dict[Path, html.HtmlElement]:
    return {
        page: html.document_fromstring(page.read_text("utf-8"))
        for page in sorted(folder.rglob("*.html"))
    }


@pytest.mark.parametrize("name", ["quarrel", "hostile"])
def test_every_link_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    pages = read_pages(request.getfixturevalue(name))
    anchors = {page: set(tree.xpath("//@id")) for page, tree in pages.items()}
    for page, tree in pages.items():
        for href in tree.xpath("//a/@href"):
            parts = urlsplit(href)
            if parts.scheme in {"http", "https"}:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target in pages, f"{page.name}: {href}"
            if parts.fragment and "=" not in parts.fragment:
                assert parts.fragment in anchors[target], f"{page.name}: {href}"


@pytest.mark.parametrize("name", ["quarrel", "hostile"])
def test_ids_are_unique_and_headings_in_order(name: str, request: pytest.FixtureRequest) -> None:
    for page, tree in read_pages(request.getfixturevalue(name)).items():
        twice = [key for key, count in Counter(tree.xpath("//@id")).items() if count > 1]
        assert twice == [], page
        levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        assert all(b - a <= 1 for a, b in pairwise(levels)), page


@pytest.mark.parametrize("name", ["quarrel", "hostile"])
def test_pages_ask_for_nothing_that_their_policy_forbids(
    name: str, request: pytest.FixtureRequest
) -> None:
    for page, tree in read_pages(request.getfixturevalue(name)).items():
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
        assert tree.xpath("//@style | //style | //script[not(@src)]") == [], page
        assert [n for n in tree.xpath("//@*") if n.attrname.startswith("on")] == [], page
        for source in tree.xpath("//script/@src | //link[@rel='stylesheet']/@href"):
            assert (page.parent / source).is_file(), page


def test_text_of_articles_comes_out_as_text(hostile: Path) -> None:
    for page, tree in read_pages(hostile).items():
        for element in tree.iter("img", "iframe", "object", "form", "base"):
            assert element.get("id") == "filter", page
        for href in tree.xpath("//a/@href"):
            assert not href.lower().startswith(("javascript:", "data:", "vbscript:")), page
        assert "{{" not in page.name
    words = "".join(tree.text_content() for tree in read_pages(hostile).values())
    assert HOSTILE[0] in words
    assert "{{ 7*7 }}" in words


def test_scripts_of_data_hold_no_markup_and_no_line_separators(hostile: Path) -> None:
    for script in (hostile / "data").glob("*.js"):
        text = script.read_text("utf-8")
        assert not re.search("[<>&\u2028\u2029]", text)
        assert text.startswith("onrecordRows([")


def test_files_are_named_by_ids_not_by_words_of_articles(hostile: Path) -> None:
    names = [path.name for path in (*hostile.glob("actor/*"), *hostile.glob("article/*"))]
    assert names
    assert all(re.fullmatch(r"[0-9a-f]{16}\.html", name) for name in names)


def test_the_same_record_gives_the_same_report(quarrel: Path, tmp_path: Path) -> None:
    again = write_report(build_quarrel(), tmp_path / "again", title="The quarrel").parent
    files = sorted(path.relative_to(quarrel) for path in quarrel.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    for file in files:
        assert (quarrel / file).read_bytes() == (again / file).read_bytes(), file


def test_a_new_report_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    record = build_quarrel()
    index = write_report(record, tmp_path / "report")
    assert index == tmp_path / "report" / "index.html"
    gone = index.parent / "actor" / f"{record.tables['actors'].pop()['id']}.html"
    assert gone.is_file()
    write_report(record, tmp_path / "report", title="Second edition")
    assert "Second edition" in index.read_text("utf-8")
    assert not gone.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="files that are not a report"):
        write_report(build_quarrel(), tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        write_report(build_quarrel(), tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_full_disk_leaves_the_earlier_report_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = write_report(build_quarrel(), tmp_path / "report", title="First edition")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write_sheet", fail)
    with pytest.raises(OnrecordError, match="No space left on device"):
        write_report(build_quarrel(), tmp_path / "report", title="Second edition")
    assert "First edition" in index.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_empty_record_gives_an_honest_report(tmp_path: Path) -> None:
    index = write_report(FakeRecord(), tmp_path / "report")
    text = html.document_fromstring(index.read_text("utf-8")).text_content()
    assert "0 articles" in text
    assert "None were found." in text
