"""Files come in, articles go out: text, zones, dates, outlet, each with the precision given.

What cannot be read becomes a problem that names the file and a remedy. Which of two readings of
a date is right is left to the evidence or to a setting, never guessed in silence.
"""

from onrecord.articles.copies import find_copies, signature
from onrecord.articles.decode import decode_text
from onrecord.articles.problems import NOTES
from onrecord.articles.reading import read_articles
from onrecord.articles.settings import DateOrder, Settings
from onrecord.articles.sources import Source, find_sources
from onrecord.articles.types import Article, Passage, Problem, Zone, ZoneKind, digest

__all__ = [
    "NOTES", "Article", "DateOrder", "Passage", "Problem", "Settings", "Source", "Zone", "ZoneKind",
    "decode_text", "digest", "find_copies", "find_sources", "read_articles", "signature",
]  # fmt: skip
