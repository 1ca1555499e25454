"""What a record holds, as utterances: what was said, and what is told of where someone stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from onrecord.articles import Zone
from onrecord.statements.concepts.types import Utterance
from onrecord.statements.scene import READ_ZONES, find_sentences

Row = Mapping[str, Any]

MOST = 1000  # articles; of more, as many are taken, evenly spread
LEADS = 3  # characters at most between a cue and the words that it governs
SUBJECT = 30  # characters at a sentence's beginning in which its subject is named
NAMED_LAWS = ("Act", "Plan", "Deal", "Bill", "Partnership", "Agreement", "Treaty", "Amendment")


class Text(Protocol):
    """An article as far as it is read here."""

    @property
    def text(self) -> str:
        """The text that offsets count in."""

    @property
    def zones(self) -> Sequence[Zone]:
        """Stretches of the text by kind, in text order."""


class Source(Protocol):
    """A record as far as it is read here."""

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table one by one."""

    def article(self, path: str) -> Text:
        """Return the article that was read from ``path``."""


def gather_utterances(
    record: Source,
    *,
    mentions: Callable[[str], Sequence[Row]] = lambda path: (),
    most: int = MOST,
) -> Iterator[Utterance]:
    """Yield what was said and what is told in ``most`` articles, without copies and repeats.

    ``mentions`` returns the words of an article that stand for someone, and so tells whose
    position a sentence tells.
    """
    paths = [row["path"] for row in record.rows("articles") if not row["copy_of"]]
    step = max(1, -(-len(paths) // most))
    chosen = set(paths[::step])
    said: dict[str, list[tuple[int, int]]] = {path: [] for path in chosen}
    for row in record.rows("statements"):
        if row["article"] in chosen and row["content"] and row["zone"] != "comment":
            said[row["article"]] += [(p["start"], p["end"]) for p in row["content"]]
            if not row.get("repeats"):
                yield read_utterance(row)
    for path in sorted(chosen):
        yield from find_told(path, record.article(path), said[path], mentions(path))


def read_utterance(row: Row) -> Utterance:
    """Return a row of the table of statements as an utterance."""
    content, lead = row["content"], ""
    if row["cue"] and 0 <= content[0]["start"] - row["cue"][-1]["end"] <= LEADS:
        lead = row["cue"][-1]["text"]
    text = " ".join(passage["text"] for passage in content)
    return Utterance(
        row["id"], row["article"], row.get("speaker_id"), row["act"], " ".join(text.split()), lead
    )


def find_told(
    path: str, article: Text, said: Sequence[tuple[int, int]], mentions: Sequence[Row]
) -> Iterator[Utterance]:
    """Yield the sentences of an article in which nobody is quoted, with who their subject is."""
    spans, subjects = sorted(said), {m["start"]: m.get("actor_id") for m in mentions}
    for zone in article.zones:
        if zone.kind not in READ_ZONES:
            continue
        for start, end in find_sentences(article.text, zone.start, zone.end):
            if not overlaps(spans, start, end):
                named = (subjects[at] for at in range(start, start + SUBJECT) if at in subjects)
                words = " ".join(article.text[start:end].split())
                yield Utterance(f"{path}:{start}", path, next(named, None), "claim", words)


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether one of ``spans``, sorted, overlaps the stretch from ``start`` to ``end``."""
    at = bisect_left(spans, (end, 0))
    return any(b > start for _, b in spans[max(0, at - 3) : at])


def gather_names(record: Source) -> list[str]:
    """Return the names of all who may take a position: they name no concept.

    A body that never speaks and is named as laws and treaties are ("Ports Act") may be one.
    """
    names = []
    for row in record.rows("actors"):
        for name in (row["name"], *row["aliases"]):
            if row["kind"] == "person" or row["statements"] or not name.endswith(NAMED_LAWS):
                names.append(name)
    return names
