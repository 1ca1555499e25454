"""Whatever comes first, decisions or readings, the record is the same in the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.factories import Findings, add, dump, read_text, resolve_by_rules

from onrecord.errors import UnknownActorError, UsageError
from onrecord.record import Record

PATHS = ("a.txt", "b.txt", "c.txt")
NAMES = (
    "Ann Reeve",
    "A. Reeve",
    "Reeve",
    "Tom Hale",
    "Thomas Hale",
    "Lord Hale",
    "Hale",
    "Eve Marsh",
)
DAYS = ("2012-01-17", "2014-05", None)
KNOWN = (
    None,
    "name,id,aliases\nTom Hale,k1,Lord Hale\nAnn Reeve,k2,\n",
    "name,id,office,from,to\nTom Hale,k1,MP,2010,2012\nTom Hale,k2,MP,2013,\nEve Marsh,k3,,,\n",
)
WORDS = (
    "The cap stays where it is for now",
    "The cap stays where it was for now",
    "We will fight this cap in every dock",
    "Nobody asked the members what they think",
)


@st.composite
def versions(draw: st.DrawFn) -> Findings:
    """Draw one version of one of the files."""
    said = draw(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(WORDS)), min_size=1, max_size=3)
    )
    # the same words are dated alike: what a file says of its article holds with its first path
    day = DAYS[sum(map(len, chain(*said))) % len(DAYS)]
    return read_text(draw(st.sampled_from(PATHS)), *said, published=day)


NUMBER = st.integers(0, 30)
STEPS = st.one_of(
    st.tuples(st.just("read"), versions()),
    st.tuples(st.just("copy"), versions(), st.sampled_from(PATHS)),
    st.tuples(st.just("merge"), NUMBER, NUMBER),
    st.tuples(st.just("mean"), st.sampled_from(NAMES), NUMBER),
    st.tuples(st.just("rename"), NUMBER, st.sampled_from(NAMES)),
    st.tuples(st.just("apart"), NUMBER, NUMBER),
    st.tuples(st.just("identify"), NUMBER, st.sampled_from(["k1", "k2", "k3", None])),
    st.tuples(st.just("known"), st.sampled_from(KNOWN)),
    st.tuples(st.just("split"), NUMBER, NUMBER, st.sampled_from([None, *NAMES])),
    st.tuples(st.just("judge"), NUMBER, st.sampled_from(["wrong", "speaker", "act", "concept"])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("upgrade")),
)


def take(record: Record, latest: dict[str, Findings], step: tuple) -> None:
    """Do one thing to a record; ``latest`` is what was read last at each path."""
    kind, *rest = step
    if kind in ("read", "copy"):
        found = rest[0]
        if kind == "copy":
            found = replace(found, article=replace(found.article, path=rest[1]))
        read(record, latest, found, by=next((each.by for each in latest.values()), "m@1"))
        return
    if kind == "upgrade":
        for found in list(latest.values()):
            read(record, latest, found, by=f"{found.by}.1")
        return
    if kind == "known":
        record.set_known_actors(rest[0])
        return
    actors = [row["id"] for row in record.rows("actors")]
    statements = [row["id"] for row in record.statements()]
    articles = [row["path"] for row in record.rows("articles")]
    if kind == "undo":
        record.undo(who="cat")
    elif kind == "judge" and statements:
        values = {
            "wrong": {"wrong": True},
            "speaker": {"speaker": NAMES[rest[0] % len(NAMES)]},
            "act": {"act": "threat"},
            "concept": {"concept": "cap", "stance": rest[0] % 3 - 1},
        }
        record.judge(statements[rest[0] % len(statements)], who="ann", **values[rest[1]])
    elif kind == "merge" and actors:
        record.merge(actors[rest[0] % len(actors)], actors[rest[1] % len(actors)], who="ann")
    elif kind == "mean" and actors:
        record.merge(rest[0], actors[rest[1] % len(actors)], who="bob")
    elif kind == "rename" and actors:
        record.rename(actors[rest[0] % len(actors)], f"{rest[1]} MP", who="bob")
    elif kind == "apart" and actors:
        record.keep_apart(actors[rest[0] % len(actors)], actors[rest[1] % len(actors)], who="cat")
    elif kind == "identify" and actors:
        record.identify(actors[rest[0] % len(actors)], rest[1], who="ann")
    elif kind == "split" and actors and articles:
        name, article = actors[rest[0] % len(actors)], articles[rest[1] % len(articles)]
        record.split(name, [article], who="bob", new=rest[2])


def read(record: Record, latest: dict[str, Findings], found: Findings, *, by: str) -> None:
    """Read one version of a file with one version of the reader."""
    found = replace(found, by=by)
    add(record, found)
    latest.pop(found.article.path, None)
    latest[found.article.path] = found


def run(url: str, steps: list[tuple]) -> None:
    """Take ``steps``, and compare with a record in which the decisions came first."""
    with Record.open(url) as record:
        latest: dict[str, Findings] = {}
        for step in steps:
            try:
                take(record, latest, step)
            except (UsageError, UnknownActorError):
                continue
            resolve_by_rules(record)
        with Record.memory() as other:
            other.set_known_actors(record.known_actors_file())
            other.import_judgements(record.export_judgements())
            add(other, *latest.values())
            resolve_by_rules(other)
            assert dump(record) == dump(other)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=12))
def test_decisions_count_as_if_they_had_been_there_from_the_start(steps: list[tuple]) -> None:
    run(":memory:", steps)


@pytest.mark.parametrize("last", ["read", "undo"])
def test_the_same_in_a_file_and_in_a_server(url: str, last: str) -> None:
    old = read_text("a.txt", ("Ann Reeve", WORDS[0]), ("Tom Hale", WORDS[2]))
    new = read_text("a.txt", ("Ann Reeve", WORDS[1]), ("Tom Hale", WORDS[2]))
    steps = [
        ("read", old),
        ("read", read_text("b.txt", ("A. Reeve", WORDS[3]))),
        ("judge", 0, "act"),
        ("judge", 1, "speaker"),
        ("merge", 0, 1),
        ("read", new),
        ("known", KNOWN[1]),
        ("identify", 0, "k2"),
        ("apart", 0, 1),
        ("split", 0, 1, None),
        (last, new),
    ]
    run(url, steps)
