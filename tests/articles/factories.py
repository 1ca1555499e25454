"""What the tests of this room share: files made of words, read back as articles."""

from pathlib import Path

from onrecord.articles import Article, Problem, Settings, Source, ZoneKind, read_articles

BODY = (
    "The leader of the transport union said on Monday that drivers would not accept the offer.\n\n"
    "Ministers have insisted that the money is not there, and that talks will go on all week.\n\n"
    "A spokesman for the department said that the door was open to any serious proposal."
)


def read(path: Path, settings: Settings | None = None) -> list[Article | Problem]:
    """Return all that is read of a file."""
    return list(read_articles(Source(str(path)), settings=settings))


def read_text(
    folder: Path, text: str | bytes, name: str = "report.txt", settings: Settings | None = None
) -> tuple[list[Article], list[str]]:
    """Write ``text`` to a file and return its articles and the codes of its problems."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found = read(path, settings)
    articles = [each for each in found if isinstance(each, Article)]
    return articles, [each.code for each in found if isinstance(each, Problem)]


def read_one(
    folder: Path, text: str | bytes, name: str = "report.txt", settings: Settings | None = None
) -> Article:
    """Return the one article in ``text``."""
    (article,), _ = read_text(folder, text, name, settings)
    return article


def zones(article: Article, kind: ZoneKind) -> list[str]:
    """Return the words of each zone of ``kind``."""
    return [article.text[z.start : z.end] for z in article.zones if z.kind == kind]


def check_zones(article: Article) -> None:
    """Assert that zones lie in the text, hold something, and follow one another."""
    last = 0
    for zone in article.zones:
        assert last <= zone.start < zone.end <= len(article.text)
        last = zone.end
