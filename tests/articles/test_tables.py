"""Lists and tables of articles: which field holds what, a row at a time."""

import json
from pathlib import Path

import pytest
from tests.articles.factories import BODY, check_zones, read_one, read_text, zones

from onrecord.articles import Article, Problem, Source, read_articles
from onrecord.articles.tables import find_delimiter

ROW = {
    "Headline": "Drivers to strike",
    "Body": BODY,
    "publishedAt": "2012-01-17T10:00:00Z",
    "source": {"id": "lantern", "name": "The Lantern"},
    "authors": ["Jane Roe", "John Doe"],
    "web_url": "https://lantern.example/strike",
    "sectionName": "Politics",
}


def test_reads_the_named_fields_of_an_article(tmp_path: Path) -> None:
    article = read_one(tmp_path, json.dumps(ROW), "one.json")
    assert article.path.endswith("one.json")
    assert article.headline == "Drivers to strike"
    assert article.published == "2012-01-17"
    assert article.outlet == "The Lantern"
    assert article.byline == "Jane Roe, John Doe"
    assert article.url == "https://lantern.example/strike"
    assert article.section == "Politics"
    assert zones(article, "headline") == ["Drivers to strike"]
    assert zones(article, "body") == [BODY]
    check_zones(article)


SHAPES = [
    ([ROW, {**ROW, "Headline": "Again"}], ["#1", "#2"]),
    ({"status": "ok", "articles": [ROW, {**ROW, "Headline": "Again"}]}, ["#1", "#2"]),
    ({"response": {"docs": [ROW]}, "meta": {"hits": 1}}, ["json"]),
    ([{"title": "A", "text": [{"id": 0, "text": BODY}, {"id": 1, "text": BODY}]}], ["#1"]),
    ([BODY, BODY + " More."], ["#1", "#2"]),
    ({"article": {"title": "A strike", "body": BODY}}, ["json"]),
    ({"data": {"article": {"title": "A strike", "content": {"html": f"<p>{BODY}</p>"}}}}, ["json"]),
    ({"title": "A strike", "text": [BODY, "It ended there."]}, ["json"]),
    ({"title": {"rendered": "A"}, "content": {"rendered": f"<p>{BODY}</p>"}}, ["json"]),
]


@pytest.mark.parametrize(("value", "ends"), SHAPES, ids=range(len(SHAPES)))
def test_finds_articles_in_json_of_many_shapes(
    tmp_path: Path, value: object, ends: list[str]
) -> None:
    articles, _ = read_text(tmp_path, json.dumps(value), "list.json")
    assert [article.path[-len(end) :] for article, end in zip(articles, ends, strict=True)] == ends
    assert all("would not accept the offer" in article.text for article in articles)


def test_reads_what_is_whole_in_a_list_that_is_not(tmp_path: Path) -> None:
    text = json.dumps([ROW, {**ROW, "Headline": "Again"}])
    articles, codes = read_text(tmp_path, text[:-40], "list.json")
    assert [article.headline for article in articles] == ["Drivers to strike"]
    assert codes == ["truncated"]


def test_reads_the_other_lines_of_a_file_with_a_bad_one(tmp_path: Path) -> None:
    lines = [json.dumps(ROW), '{"Headline": oops}', "", json.dumps({**ROW, "Headline": "Again"})]
    articles, codes = read_text(tmp_path, "\n".join(lines), "list.jsonl")
    assert [article.path[-2:] for article in articles] == ["#1", "#4"]
    assert codes == ["malformed-json"]


def test_reads_html_in_a_field_as_html(tmp_path: Path) -> None:
    html = (
        "<p>The <b>leader</b> said it was over.</p><script>alert(1)</script><figure>"
        "<figcaption>The leader on the steps of the hall</figcaption></figure>"
        "<p onclick='x()'>Nobody &amp; nothing would <a href='javascript:x()'>change</a> that.</p>"
    )
    article = read_one(tmp_path, json.dumps({"title": "Strike", "text": html}), "a.json")
    assert zones(article, "body") == [
        "The leader said it was over.",
        "Nobody & nothing would change that.",
    ]
    assert zones(article, "caption") == ["The leader on the steps of the hall"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_reads_a_table_with_any_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["Date", "Newspaper", "Title", "Full Text"])
    text = BODY.replace("\n", " ")
    row = delimiter.join(["2012-01-17", "The Lantern", '"Strike; or, not | yet"', f'"{text}"'])
    article = read_one(tmp_path, f"{header}\r\n{row}\r\n", "rows.csv")
    assert find_delimiter(header) == delimiter
    assert (article.outlet, article.published) == ("The Lantern", "2012-01-17")
    assert article.headline == "Strike; or, not | yet"
    assert zones(article, "body") == [text]


def test_reads_fields_of_any_length_over_many_lines(tmp_path: Path) -> None:
    text = "\n\n".join(f"Speaker {i} said that the vote was {i} to nothing." for i in range(9000))
    articles, _ = read_text(tmp_path, f'title,text\nLong,"{text}"\nShort,"{BODY}"\n', "rows.csv")
    assert [len(article.text) for article in articles] == [
        len("Long\n\n") + len(text),
        len("Short\n\n") + len(BODY),
    ]


def test_reads_a_table_a_row_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("title,text\n" + f'Strike,"{BODY}"\n' * 3000, encoding="utf-8")
    rows = read_articles(Source(str(path)))
    first = next(rows)
    assert isinstance(first, Article)
    path.write_text("", encoding="utf-8")
    assert sum(isinstance(row, Article) for row in rows) < 2999


def test_keeps_the_zones_inside_a_text(tmp_path: Path) -> None:
    text = f"LEEDS (AP) — {BODY}\n\nComments (2)\n\nJim, 2 hours ago: Roe said it was a sham."
    article = read_one(tmp_path, json.dumps({"title": "Strike", "text": text}), "a.json")
    assert zones(article, "dateline") == ["LEEDS (AP) —"]
    assert zones(article, "comment") == ["Jim, 2 hours ago: Roe said it was a sham."]


def test_does_not_print_a_headline_twice(tmp_path: Path) -> None:
    row = {"title": "Drivers to strike", "text": f"Drivers to strike\n\n{BODY}"}
    article = read_one(tmp_path, json.dumps(row), "a.json")
    assert article.text.count("Drivers to strike") == 1
    assert zones(article, "headline") == ["Drivers to strike"]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "https://a.example/\"onload='x'", "/relative"],
)
def test_keeps_no_address_that_is_not_safe(tmp_path: Path, url: str) -> None:
    assert read_one(tmp_path, json.dumps({"text": BODY, "url": url}), "a.json").url is None


def test_keeps_no_half_characters(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, '{"title": "Strike", "text": "He said \\ud800 no\\u0000."}', "a.json"
    )
    assert article.text.encode("utf-8")
    assert "\0" not in article.text


def test_gives_each_row_its_own_digest(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "Headline": "Again"}, ROW]
    articles, _ = read_text(tmp_path, json.dumps(rows), "list.json")
    assert articles[0].sha256 == articles[2].sha256 != articles[1].sha256
    assert articles[0].id == articles[2].id != articles[1].id


def test_names_the_row_of_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("title,text\nA,\nB,1,2\n", encoding="utf-8")
    problems = [each for each in read_articles(Source(str(path))) if isinstance(each, Problem)]
    assert [(p.code, p.path[-2:]) for p in problems] == [("no-text", "#1"), ("malformed-row", "#2")]
