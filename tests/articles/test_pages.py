"""Saved pages: what is the article on them and what is not, on invented sites."""

import json
from pathlib import Path

import pytest
from tests.articles.factories import BODY, check_zones, read_one, read_text, zones

DECLARED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Evening Lantern"},
        {
            "@type": "NewsArticle",
            "headline": "Drivers &#8216;ready to strike&#8217; over pay",
            "datePublished": "2013-02-04T08:00:00+00:00",
            "dateModified": "2013-02-05T09:30:00+00:00",
            "author": [{"@type": "Person", "name": "Jane Roe"}],
            "publisher": {"@type": "Organization", "name": "The Evening Lantern"},
            "articleSection": "Politics",
        },
    ],
}

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Drivers ‘ready to strike’ over pay | The Evening Lantern</title>
<meta property="og:site_name" content="The Evening Lantern">
<link rel="canonical" href="https://www.eveninglantern.example/news/drivers-strike">
<script type="application/ld+json">{json.dumps(DECLARED)}</script>
<style>p {{ color: red }}</style></head>
<body onload="steal()">
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article>
<h1>Drivers ‘ready to strike’ over pay</h1>
<h2 class="standfirst">Union warns of chaos as talks with the operator break down</h2>
<p class="byline">By Jane Roe</p>
<figure><img src="a.jpg" onerror="steal()"><figcaption>Buses stood idle at the Holbeck depot on
Monday morning</figcaption></figure>
<p>Bus drivers are ready to strike over pay, their union said last night, after talks with the
operator broke down without agreement.</p>
<p>The general secretary, Tom Harlow, told a meeting in Leeds that members had
<a href="javascript:steal()">run out of patience</a> with the company and its promises.</p>
<div class="newsletter-signup"><p>Sign up for the Lantern Briefing and never miss a
story.</p></div>
<p>"We have been told to wait for three years," he said, "and we will not wait for a fourth while
the company pays out to its owners."</p>
<p class="wp-caption-text">Tom Harlow addresses the meeting on Sunday</p>
<p>A spokeswoman for the operator, Ann Marsh, said that its offer of two per cent was generous and
that the door remained open to the union.</p>
<p><a href="/news/trains">Train passengers face a week of delays after signal failure</a></p>
<p>The union will announce the result of its ballot on Friday, and says that any strike would begin
in the first week of March.</p>
<script>document.write("<p>injected words</p>")</script>
</article>
<aside class="related-stories"><ul><li><a href="/1">Mayor opens new depot in the rain</a></li>
</ul></aside>
<section id="comments" class="comments-area"><ol class="comment-list"><li class="comment"><p>Harlow
said the same thing last year and nothing came of it, did it?</p></li></ol></section>
<footer><p>© 2013 Evening Lantern Ltd. All rights reserved.</p></footer>
</body></html>"""


def test_reads_what_the_page_declares(tmp_path: Path) -> None:
    article = read_one(tmp_path, PAGE, "page.html")
    assert article.headline == "Drivers ‘ready to strike’ over pay"
    assert article.standfirst == "Union warns of chaos as talks with the operator break down"
    assert article.byline == "Jane Roe"
    assert article.outlet == "The Evening Lantern"
    assert (article.published, article.updated) == ("2013-02-04", "2013-02-05")
    assert article.url == "https://www.eveninglantern.example/news/drivers-strike"
    assert article.section == "Politics"
    assert article.language == "en"


def test_composes_a_text_with_zones(tmp_path: Path) -> None:
    article = read_one(tmp_path, PAGE, "page.html")
    check_zones(article)
    assert [zone.kind for zone in article.zones][:4] == [
        "headline", "standfirst", "byline", "caption",
    ]  # fmt: skip
    body = " ".join(zones(article, "body"))
    assert body.startswith("Bus drivers are ready to strike")
    assert body.endswith("the first week of March.")


def test_keeps_captions_out_of_the_body_but_in_their_place(tmp_path: Path) -> None:
    article = read_one(tmp_path, PAGE, "page.html")
    assert zones(article, "caption") == [
        "Buses stood idle at the Holbeck depot on Monday morning",
        "Tom Harlow addresses the meeting on Sunday",
    ]
    assert article.text.index("Tom Harlow addresses") > article.text.index("for a fourth")
    assert article.text.index("Tom Harlow addresses") < article.text.index("A spokeswoman")


@pytest.mark.parametrize(
    "words",
    ["Sign up for the Lantern", "Train passengers face", "Mayor opens", "All rights", "Home"],
)
def test_keeps_furniture_out_of_the_body(tmp_path: Path, words: str) -> None:
    assert words not in " ".join(zones(read_one(tmp_path, PAGE, "page.html"), "body"))


def test_gives_readers_what_readers_say(tmp_path: Path) -> None:
    article = read_one(tmp_path, PAGE, "page.html")
    assert "Harlow said the same thing" not in " ".join(zones(article, "body"))
    assert "Harlow said the same thing" in " ".join(zones(article, "comment"))


@pytest.mark.parametrize("live", ["steal", "javascript", "injected", "color: red", "<", "onerror"])
def test_lets_nothing_live_through(tmp_path: Path, live: str) -> None:
    assert live not in read_one(tmp_path, PAGE, "page.html").text


def test_reads_declared_text_where_the_page_shows_none(tmp_path: Path) -> None:
    text = " ".join(f"The minister said for the {i}th time that it was over." for i in range(20))
    declared = {"@type": "NewsArticle", "headline": "It is over", "articleBody": text}
    page = (
        f'<html><head><script type="application/ld+json">{json.dumps(declared)}</script></head>'
        "<body><p>Please enable JavaScript to read this article on our site.</p></body></html>"
    )
    assert zones(read_one(tmp_path, page, "page.html"), "body") == [text]


BARE = (
    "<html><head><title>{title}</title>{head}</head><body>{above}"
    + "".join(
        f"<p>The minister said for the {i}th time that the talks were over and would stay so.</p>"
        for i in range(12)
    )
    + "</body></html>"
)

HEADS: list[tuple[str, str, str, str, str | None]] = [
    ("Talks are over | The Lantern", "", "", "Talks are over", None),
    ("Lantern", "", "<h1>Talks are over for good</h1>", "Talks are over for good", None),
    (
        "Lantern",
        '<meta property="og:title" content="Talks are over">'
        '<meta property="article:published_time" content="2014-05-06T10:00:00Z">',
        "",
        "Talks are over",
        "2014-05-06",
    ),
    (
        "Talks are over",
        '<meta name="dc.date.issued" content="6 May 2014">',
        "",
        "Talks are over",
        "2014-05-06",
    ),
    (
        "Talks are over",
        '<link rel="canonical" href="https://a.example/2014/05/06/talks">',
        "",
        "Talks are over",
        "2014-05-06",
    ),
    (
        "Talks are over",
        "",
        '<time datetime="2014-05-06T10:00">6 May</time>',
        "Talks are over",
        "2014-05-06",
    ),
    ("Talks are over", '<script type="application/ld+json">{"@type": oops</script>', "",
     "Talks are over", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "head", "above", "headline", "published"), HEADS)
def test_falls_back_on_what_there_is(
    tmp_path: Path, title: str, head: str, above: str, headline: str, published: str | None
) -> None:
    article = read_one(tmp_path, BARE.format(title=title, head=head, above=above), "page.html")
    assert (article.headline, article.published) == (headline, published)


def test_doubts_a_declared_date_as_any_other(tmp_path: Path) -> None:
    page = BARE.format(title="A", head='<meta name="date" content="03/04/2014">', above="")
    (article,), codes = read_text(tmp_path, page, "page.html")
    assert (article.published, codes) == ("2014", ["ambiguous-date"])
    american = page.replace("03/04/2014", "03/04/2014 5:00 PM EST")
    assert read_one(tmp_path, american, "page.html").published == "2014-03-04"
    british = page.replace("</head>", '<meta property="og:url" content="https://a.co.uk/x"></head>')
    assert read_one(tmp_path, british, "page.html").published == "2014-04-03"


def test_doubts_a_date_that_is_only_shown(tmp_path: Path) -> None:
    page = BARE.format(title="A", head="", above='<p class="date">Published: 03/04/2014</p>')
    (article,), codes = read_text(tmp_path, page, "page.html")
    assert (article.published, codes) == ("2014", ["ambiguous-date"])
    american = page.replace("03/04/2014", "03/04/2014, 5:00 PM EDT")
    assert read_one(tmp_path, american, "page.html").published == "2014-03-04"


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0044)https://www.theguardian.com/talks/2014/05/06 -->",
        "<!--\n Page saved with SingleFile\n url: https://www.theguardian.com/talks/2014/05/06\n-->",
    ],
)
def test_knows_where_a_browser_saved_a_page(tmp_path: Path, note: str) -> None:
    page = BARE.format(title="Talks are over", head="", above="")
    article = read_one(tmp_path, f"<!DOCTYPE html>\n{note}\n{page}", "page.html")
    assert article.url == "https://www.theguardian.com/talks/2014/05/06"
    assert (article.outlet, article.published) == ("The Guardian", "2014-05-06")


def test_takes_british_pages_to_write_the_day_first(tmp_path: Path) -> None:
    page = BARE.format(title="A", head='<meta name="date" content="03/04/2014">', above="")
    british = page.replace("<html>", '<html lang="en-GB">')
    assert read_one(tmp_path, british, "page.html").published == "2014-04-03"


def test_knows_an_outlet_by_its_address(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.theguardian.com/politics/talks">'
    page = BARE.format(title="Talks are over", head=head, above="")
    assert read_one(tmp_path, page, "page.html").outlet == "The Guardian"


@pytest.mark.parametrize("line", ["By Jane Roe | 3 May 2012 | Politics", "By Jane Roe, 3 May 2012"])
def test_takes_date_and_rubric_off_the_byline_of_a_page(tmp_path: Path, line: str) -> None:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    head = f"<h1>Drivers to strike in May</h1><p class='byline'>{line}</p>"
    page = f"<html><body>{head}{words}</body></html>"
    assert read_one(tmp_path, page, "page.html").byline == "Jane Roe"
