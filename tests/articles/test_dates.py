"""When an article appeared: what is read, with which precision, and what settles a doubt."""

from pathlib import Path

import pytest
from tests.articles.factories import BODY, read_text

from onrecord.articles import DateOrder, Settings
from onrecord.articles.dates import find_dates, find_url_date, read_date_line
from onrecord.articles.fields import read_date_field

WRITTEN: list[tuple[str, tuple[str, ...]]] = [
    ("2012-01-17", ("2012-01-17",)),
    ("2012-01-17T23:59:59Z", ("2012-01-17",)),
    ("2012-01", ("2012-01",)),
    ("2012/01/17", ("2012-01-17",)),
    ("17 January 2012", ("2012-01-17",)),
    ("17th of January, 2012", ("2012-01-17",)),
    ("Tues 17 Jan. 2012", ("2012-01-17",)),
    ("17-Jan-2012", ("2012-01-17",)),
    ("January 17, 2012", ("2012-01-17",)),
    ("Sept. 3rd, 2015", ("2015-09-03",)),
    ("January 2012", ("2012-01",)),
    ("17/01/2012", ("2012-01-17",)),
    ("01/17/2012", ("2012-01-17",)),
    ("3.4.12", ("2012-04-03", "2012-03-04")),
    ("03/04/2012", ("2012-04-03", "2012-03-04")),
    ("05/05/2012", ("2012-05-05",)),
    ("31/02/2012", ()),
    ("version 1.2.3", ()),
    ("in 2012", ()),
]


@pytest.mark.parametrize(("text", "readings"), WRITTEN)
def test_reads_dates_as_they_are_written(text: str, readings: tuple[str, ...]) -> None:
    assert tuple(r for found in find_dates(text) for r in found.readings) == readings


@pytest.mark.parametrize(
    "line",
    [
        "Last updated at 1:19 AM on 18th January 2012",
        "01/10/2012 02:24 BST | Updated 30/11/2012 05:12 GMT",
        "Published: 09:15 EDT, 4 March 2015",
        "The Lantern, Tuesday 4 March 2015",
        "Leeds, 4 March 2015",
        "Posted on March 4, 2015 at 9 a.m. | 3 min read",
        "Published: March 4, 2015, 6:01 a.m.",
        "4 March 2015 Last updated at 12:44 GMT",
        "lantern.example, Wednesday 4 March 2015 21.00 GMT",
        "POLITICS 03/04/2015 09:12 am ET Updated Mar 19, 2015",
    ],
)
def test_knows_a_line_that_says_when_the_article_appeared(line: str) -> None:
    assert read_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "He resigned on 4 March 2015.",
        "Since 4 March 2015 nobody had heard from the minister",
        "Will the cuts of 4 March 2015 be reversed?",
        "No date here",
    ],
)
def test_takes_no_sentence_for_a_date_line(line: str) -> None:
    assert read_date_line(line) == []


# (date line, name of the file, published, updated, codes of the problems)
LINES: list[tuple[str, str, str | None, str | None, list[str]]] = [
    ("17 January 2012", "a.txt", "2012-01-17", None, []),
    ("January 2012", "a.txt", "2012-01", None, []),
    ("01/10/2012 02:24 BST", "a.txt", "2012-10-01", None, []),
    ("01/10/2012 9:24 a.m. EDT", "a.txt", "2012-01-10", None, []),
    ("01/10/2012 | Updated 30/11/2012", "a.txt", "2012-10-01", "2012-11-30", []),
    ("01/10/2012 | Updated 10/13/2012", "a.txt", "2012-01-10", "2012-10-13", []),
    ("01/10/2012 | Updated 01/09/2012", "a.txt", "2012", "2012", ["ambiguous-date"]),
    ("02/10/2012 | Updated 11/01/2012", "a.txt", "2012-02-10", "2012-11-01", []),
    ("Last updated 3 May 2012", "a.txt", "2012-05-03", "2012-05-03", []),
    ("03/04/2012", "a.txt", "2012", None, ["ambiguous-date"]),
    ("03/04/2012", "2012-04-03-strike.txt", "2012-04-03", None, []),
    ("03/04/2012", "2012-03-04-strike.txt", "2012-03-04", None, []),
    ("", "2012-03-04-strike.txt", "2012-03-04", None, []),
    ("", "a.txt", None, None, ["no-date"]),
]


@pytest.mark.parametrize(("line", "name", "published", "updated", "codes"), LINES)
def test_dates_an_article_by_its_evidence(
    tmp_path: Path,
    line: str,
    name: str,
    published: str | None,
    updated: str | None,
    codes: list[str],
) -> None:
    (article,), problems = read_text(tmp_path, f"Drivers to strike\n\n{line}\n\n{BODY}", name)
    assert (article.published, article.updated, problems) == (published, updated, codes)


@pytest.mark.parametrize(("order", "published"), [("dmy", "2012-04-03"), ("mdy", "2012-03-04")])
def test_takes_the_setting_where_nothing_else_decides(
    tmp_path: Path, order: DateOrder, published: str
) -> None:
    text = f"Drivers to strike\n\n03/04/2012\n\n{BODY}"
    (article,), problems = read_text(tmp_path, text, settings=Settings(date_order=order))
    assert (article.published, problems) == (published, [])


def test_lets_evidence_outrank_the_setting(tmp_path: Path) -> None:
    text = f"Drivers to strike\n\n03/04/2012 10:00 BST\n\n{BODY}"
    (article,), _ = read_text(tmp_path, text, settings=Settings(date_order="mdy"))
    assert article.published == "2012-04-03"


def test_says_both_readings_and_the_setting(tmp_path: Path) -> None:
    from tests.articles.factories import read

    from onrecord.articles import Problem

    path = tmp_path / "doubt.txt"
    path.write_text(f"Drivers to strike\n\n03/04/2012\n\n{BODY}", encoding="utf-8")
    (problem,) = (each for each in read(path) if isinstance(each, Problem))
    for words in ("doubt.txt", "2012-04-03", "2012-03-04"):
        assert words in problem.message
    assert "date_order" in problem.remedy


@pytest.mark.parametrize(
    ("outlet", "published"),
    [("BBC News", "2012-04-03"), ("USA Today", "2012-03-04"), ("The Lantern", "2012")],
)
def test_knows_how_an_outlet_writes_dates(tmp_path: Path, outlet: str, published: str) -> None:
    row = f'title,text,date,outlet\nStrike,"{BODY}",03/04/2012,{outlet}\n'
    (article,), _ = read_text(tmp_path, row, "rows.csv")
    assert article.published == published


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/politics/2012/10/01/strike.html", "2012-10-01"),
        ("https://news.example/politics/2012/oct/1/strike", "2012-10-01"),
        ("https://news.example/2012-10-01-strike", "2012-10-01"),
        ("https://news.example/story-20121001/", "2012-10-01"),
        ("https://news.example/politics/strike-8574112", None),
        ("https://news.example/2012/13/41/strike", None),
    ],
)
def test_reads_the_date_in_an_address(url: str, expected: str | None) -> None:
    assert find_url_date(url) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1326758400", "2012-01-17"),
        ("1326758400000", "2012-01-17"),
        ("20120117", "2012-01-17"),
        ("20120117T101500Z", "2012-01-17"),
        ("2012", "2012"),
        ("Tue, 17 Jan 2012 10:15:00 GMT", "2012-01-17"),
        ("17 janvier 2012", "2012-01-17"),
        ("0001-01-01T00:00:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_reads_what_date_fields_hold(value: str, expected: str | None) -> None:
    found = read_date_field(value)
    assert (found[0].day_first if found else None) == expected
