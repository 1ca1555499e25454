"""Networks of a record, and coding on in DNA."""

import hashlib
import sqlite3

import pytest

from onrecord.actors import Actor, Cast, Member, Resolution
from onrecord.articles import Article, Zone
from onrecord.networks import network, statement_table
from onrecord.networks.dna_build import bring_back, dna_of_record, find_corrections
from onrecord.networks.dna_file import read_dna, write_dna
from onrecord.record import Record
from onrecord.statements import Coding, Position, Statement, Tie

BY = "model:ear@1"
ARTICLES = {
    "one.txt": ("🌍 Ann Reeve says no to the cap. Tom Hale says yes.", "2012-01-17"),
    "two.txt": ("Tom Hale: the cap must go. Ann Reeve: it must.", "2012-02-03"),
}
# article, speaker, words, stance on the cap, whom it attacks
SAID = [
    ("one.txt", "Ann Reeve", "no to the cap", -1, "Tom Hale"),
    ("one.txt", "Tom Hale", "yes", 1, None),
    ("two.txt", "Tom Hale", "the cap must go", -1, None),
    ("two.txt", "Ann Reeve", "it must", -1, None),
]


@pytest.fixture
def record():
    with Record.memory() as record:
        fill(record)
        yield record


def fill(record):
    members = []
    for path, (text, published) in ARTICLES.items():
        article = Article(
            key(path), path, hashlib.sha256(text.encode()).hexdigest(), text,
            (Zone("body", 0, len(text)),), outlet="The Echo", published=published,
        )  # fmt: skip
        cast = {
            name: Member(key(path, name), article.id, name, "person", True, by=BY)
            for name in ("Ann Reeve", "Tom Hale")
        }
        members += cast.values()
        record.add(article, [], Cast(article.id, tuple(cast.values()), (), (), (), {}),
                   code(article, cast))  # fmt: skip
    actors = {name: Actor(key("actor", name), name, "person") for name in ("Ann Reeve", "Tom Hale")}
    found = {member.id: actors[member.name].id for member in members}
    record.replace_actors(Resolution(tuple(actors.values()), found, {}))


def key(*parts):
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def code(article, cast):
    statements, positions, ties = [], [], []
    for path, speaker, words, stance, target in SAID:
        if path != article.path:
            continue
        start = article.text.index(words)
        content = article.passage(start, start + len(words))
        one = key(path, words)
        statements.append(
            Statement(one, article.id, "body", cast[speaker].id, None, None, None, (), (content,),
                      "direct", "claim", None, (), None, None, article.published, "said", 0.9, BY)
        )  # fmt: skip
        positions.append(
            Position(key("p", one), article.id, cast[speaker].id, None, "pay cap", stance, one,
                     article.published, 0.8, BY)
        )  # fmt: skip
        if target:
            ties.append(Tie(key("t", one), article.id, cast[speaker].id, cast[target].id, -1, one,
                            (content,), article.published, 0.7, BY))  # fmt: skip
    return Coding(tuple(statements), tuple(ties), tuple(positions))


def test_positions_make_the_networks(record):
    found = network(record, "two-mode", aggregation="subtract")
    assert found.rows == ("Ann Reeve", "Tom Hale")
    assert found.dense().tolist() == [[-2], [0]]
    assert network(record, "congruence").dense()[0, 1] == 2
    assert network(record, "conflict").dense()[0, 1] == 2


def test_months_of_a_record(record):
    found = network(record, "subtract", by="month")
    assert [n.dense()[0, 1] for n in found] == [-1, 1]


def test_ties_of_a_record_are_directed(record):
    found = network(record, "ties")
    assert found.dense().tolist() == [[0, -1], [0, 0]]


def test_a_records_table_has_the_fields_of_its_articles(record):
    table = statement_table(record)
    assert table.column("outlet").kind == "document"
    assert set(table.column("outlet").labels) == {"The Echo"}
    assert table.confidence["statement"].tolist() == [0.8] * 4
    assert network(record, "two-mode", exclude={"copy": ["yes"]}).statements == 4
    assert network(record, "two-mode", variable1="outlet", qualifier=None).rows == ("The Echo",)


def test_an_empty_record_has_empty_networks():
    with Record.memory() as record:
        assert network(record, "congruence").matrix.shape == (0, 0)
        assert network(record, "ties").matrix.shape == (0, 0)


def test_corrections_made_in_dna_come_back_as_judgements(record, tmp_path):
    path = tmp_path / "record.dna"
    write_dna(dna_of_record(record, coder="Ida", password="x"), path)
    assert find_corrections(read_dna(path)) == []
    assert len(statement_table(path)) == 4
    assert statement_table(path).details["text"].iloc[0] == "no to the cap"
    entities = statement_table(path).entities["person"]
    assert entities.loc["Ann Reeve", "Type"] == "person"
    with sqlite3.connect(path) as database:  # as a coder would in DNA's window
        (agreement,) = database.execute(
            "SELECT ID FROM VARIABLES WHERE Variable = 'agreement'"
        ).fetchone()
        database.execute(
            "UPDATE DATABOOLEAN SET Value = 1 - Value WHERE VariableId = ? AND StatementId = 1",
            (agreement,),
        )
        database.execute("DELETE FROM STATEMENTS WHERE ID = 2")
        for name in ("DATABOOLEAN", "DATALONGTEXT", "DATASHORTTEXT"):
            database.execute(f"DELETE FROM {name} WHERE StatementId = 2")
    assert bring_back(record, read_dna(path)) == 2
    judged = [(j.who, dict(j.value)) for j in record.judgements()]
    assert ("Ida", {"concept": "pay cap", "stance": 1}) in judged
    assert ("DNA", {"wrong": True}) in judged
    assert network(record, "two-mode", aggregation="subtract").dense().tolist() == [[0], [-1]]
