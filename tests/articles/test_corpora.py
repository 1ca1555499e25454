"""Zones and copies on articles of many outlets, where they are here."""

import re
from pathlib import Path

import pytest

from onrecord.articles import Article, Source, find_copies, find_sources, read_articles, signature

KEPT = ("headline", "standfirst", "body", "caption")


def read_folder(folder: Path) -> list[Article]:
    sources = find_sources([folder], on_problem=lambda problem: None)
    found = (each for source in sources for each in read_articles(source))
    return [each for each in found if isinstance(each, Article)]


def sign(articles: list[Article]) -> list[tuple[str, str | None, int, bytes]]:
    return [(Path(a.path).name, a.published, a.words, signature(a)) for a in articles]


@pytest.fixture(scope="module")
def polnear(shared: Path) -> list[Article]:
    return read_folder(shared / "data" / "polnear" / "dev" / "text")


def test_reads_every_article_unchanged(polnear: list[Article]) -> None:
    assert len(polnear) == 84
    for article in polnear:
        assert article.text == Path(article.path).read_bytes().decode("utf-8")


def test_finds_the_headlines(polnear: list[Article]) -> None:
    right = [a.headline == " ".join(a.text.split("\n", 1)[0].split()) for a in polnear]
    assert sum(right) >= 0.95 * len(right)


def test_leaves_hardly_any_speech_out_of_the_report(polnear: list[Article], shared: Path) -> None:
    folder = shared / "data" / "polnear" / "dev" / "attributions"
    inside = outside = 0
    for article in polnear:
        notes = folder.glob(f"{Path(article.path).stem}_????.ann")
        text = "".join(note.read_text(encoding="utf-8") for note in notes)
        for cue in re.findall(r"^T\d+\tCue (\d+)", text, re.MULTILINE):
            kept = article.zone_at(int(cue)) in KEPT
            inside, outside = inside + kept, outside + (not kept)
    assert inside > 1500
    assert outside <= 0.002 * inside


def test_links_no_rivals_that_report_one_event(shared: Path) -> None:
    """Each event is reported by three outlets that differ in politics, and in words."""
    articles = read_folder(shared / "data" / "seesaw" / "dev" / "articles")
    assert len(articles) == 105
    assert find_copies(sign(articles)) == {}


def test_links_reports_cut_by_a_third(polnear: list[Article], tmp_path: Path) -> None:
    linked = 0
    for article in polnear:
        paragraphs = article.text.split("\n")
        cut = tmp_path / Path(article.path).name
        cut.write_text("\n".join(paragraphs[: len(paragraphs) * 2 // 3]), encoding="utf-8")
        (short,) = (a for a in read_articles(Source(str(cut))) if isinstance(a, Article))
        signed = [
            ("whole", "2016-01-01", article.words, signature(article)),
            ("cut", "2016-01-02", short.words, signature(short)),
        ]
        linked += find_copies(signed) == {"cut": "whole"}
    assert linked >= 0.95 * len(polnear)


def test_reads_the_head_of_real_reports(shared: Path) -> None:
    first, second = read_folder(shared / "seeds")
    kinds = [zone.kind for zone in first.zones]
    assert kinds == [
        "headline", "headline", "headline", "byline", "dateline", "caption", "caption", "body",
        "caption", "body", "boilerplate", "comment", "boilerplate",
    ]  # fmt: skip
    assert (first.byline, first.published) == ("Kirsty Walker", "2012-01-18")
    assert [zone.kind for zone in second.zones] == ["dateline", "headline", "body"]
    assert (second.published, second.updated) == ("2012-10-01", "2012-11-30")
