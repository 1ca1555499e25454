"""Whatever the bytes and whatever the name: articles with sound zones, or problems."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.articles.factories import check_zones

from onrecord.articles import Article, Problem, Source, read_articles, signature
from onrecord.articles.problems import REMEDIES

SLOW = [HealthCheck.too_slow]
SUFFIXES = [".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ""]
PIECES = [
    "<p>", "</p>", "<div class='caption'>", "<figcaption>", "<script>", "<html>", "<!--", "-->",
    "<script type='application/ld+json'>{", "}</script>", "\n", "\r\n", "\n\n", "\r", " ", "\t",
    "By Jane Roe", "3/4/2012", "4 March 2012", "Comments (3)", "• ", "# ", "---\n", "title: x\n",
    '{"text": "', '"}', '[{"title": "a", "text": "', '"}]', "title,text\n", '"', ",", ";", "&amp;",
    "The minister said that it was over.", "Read more: ", "LONDON (Reuters) - ", "©", "\ufeff",
    "\x00", "\u2028", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "‘we will’", "é", "😀", "\\ud800", "null", "[", "]", "{", "}", "1e999", "-", "Photo: ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "cp1252", "latin-1"])


def check(raw: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"any{suffix}"
        path.write_bytes(raw)
        for found in read_articles(Source(str(path))):
            if isinstance(found, Problem):
                assert found.code in REMEDIES
                assert found.path in found.message
                assert found.remedy
                continue
            assert isinstance(found, Article)
            check_zones(found)
            found.text.encode("utf-8")
            assert "\0" not in found.text
            assert len(signature(found)) in (0, 512)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(raw=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_reads_any_bytes(raw: bytes, suffix: str) -> None:
    check(raw, suffix)


@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(text=TEXTS, encoding=ENCODINGS, suffix=st.sampled_from(SUFFIXES))
def test_reads_any_jumble_of_news(text: str, encoding: str, suffix: str) -> None:
    check(text.encode(encoding, "replace"), suffix)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(
    text=st.lists(
        st.sampled_from([piece for piece in PIECES if piece.isprintable() or piece.isspace()])
        | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
    ).map("".join),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_keeps_plain_texts_unchanged(text: str, newline: str) -> None:
    text = "Words. " + text.replace("\n", newline)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.md"
        path.write_bytes(text.encode("utf-8"))
        articles = [a for a in read_articles(Source(str(path))) if isinstance(a, Article)]
    assert [article.text for article in articles] == [text]
