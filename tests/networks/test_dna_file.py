"""Reading and writing .dna files, good and bad."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.networks import network
from onrecord.networks.api import event_list
from onrecord.networks.dna_build import (
    DnaDocument,
    DnaStatement,
    build_dna,
    check_password,
    to_utf16,
)
from onrecord.networks.dna_file import TABLES, read_dna, schema, statements_of, write_dna

DATA = Path(__file__).parent / "data"
FILES = [DATA / "rich.dna", DATA / "events.dna"]


def test_the_schema_makes_the_tables_of_dna():
    with sqlite3.connect(":memory:") as database:
        database.executescript(schema())
        made = {
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE sql NOT NULL")
        }
    assert made == set(TABLES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_round_trip_loses_nothing(path, tmp_path):
    written = tmp_path / "copy.dna"
    write_dna(read_dna(path), written)
    for name in TABLES:
        assert rows(path, name) == rows(written, name)


def rows(path, table):
    with sqlite3.connect(path) as database:
        cursor = database.execute(f"SELECT * FROM {table} ORDER BY 1")
        return [c[0] for c in cursor.description], cursor.fetchall()


def test_a_round_trip_of_dnas_own_sample_loses_nothing(shared, tmp_path):
    path = shared / "dna" / "sample.dna"
    before = path.read_bytes()
    write_dna(read_dna(path), tmp_path / "copy.dna")
    for name in TABLES:
        assert rows(tmp_path / "copy.dna", name) == rows(
            shutil.copy(path, tmp_path / "o.dna"), name
        )
    assert path.read_bytes() == before


def test_words_are_cut_where_java_counts():
    found = event_list(DATA / "rich.dna")
    row = found[found["statement_id"] == 27].iloc[0]
    shifted = event_list(DATA / "rich.dna", compat="dna")
    assert row["text"] != shifted[shifted["statement_id"] == 27].iloc[0]["text"]
    assert len(row["text"].encode("utf-16-le")) == 2 * (64 - 28)


def spoil(tmp_path, *statements):
    path = shutil.copy(DATA / "rich.dna", tmp_path / "spoilt.dna")
    path.chmod(0o644)
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    return path


BAD = [
    (("UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'",), "dna-version"),
    (("DROP TABLE ENTITIES",), "dna-tables"),
    (("ALTER TABLE DOCUMENTS DROP COLUMN Section",), "dna-tables"),
    (("DELETE FROM SETTINGS",), "dna-tables"),
]


@pytest.mark.parametrize(("statements", "code"), BAD)
def test_bad_databases_are_refused_with_a_reason(statements, code, tmp_path):
    with pytest.raises(InputError) as caught:
        read_dna(spoil(tmp_path, *statements))
    assert caught.value.code == code
    assert caught.value.remedy


CONTENTS = [
    (b"", "dna-unreadable"),
    (b"\x8f\x01\x02encrypted bytes, or anything", "dna-unreadable"),
    (b'{"type": "sqlite", "url": "ENC(9sd8f7)"}', "dna-profile"),
]


@pytest.mark.parametrize(("content", "code"), CONTENTS)
def test_other_files_are_refused_with_a_reason(content, code, tmp_path):
    (tmp_path / "file.dna").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_dna(tmp_path / "file.dna")
    assert caught.value.code == code


def test_a_damaged_page_is_found(tmp_path):
    content = bytearray((DATA / "rich.dna").read_bytes())
    content[8192:60000] = b"\xff" * (60000 - 8192)
    (tmp_path / "damaged.dna").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_dna(tmp_path / "damaged.dna")
    assert caught.value.code == "dna-unreadable"


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        network(tmp_path / "nowhere.dna")
    assert not (tmp_path / "nowhere.dna").exists()


def test_missing_values_are_put_in_and_listed(tmp_path):
    path = spoil(
        tmp_path,
        "DELETE FROM DATABOOLEAN WHERE StatementId IN (1, 2)",
        "DELETE FROM DATASHORTTEXT WHERE StatementId = 4 AND VariableId = 2",
        "DELETE FROM DATALONGTEXT WHERE StatementId = 4",
    )
    dna = read_dna(path)
    assert dna.repairs == (
        "1 missing values put into DATASHORTTEXT",
        "1 missing values put into DATALONGTEXT",
        "2 missing values put into DATABOOLEAN",
    )
    assert statements_of(dna).repairs == dna.repairs
    write_dna(dna, tmp_path / "mended.dna")
    assert read_dna(tmp_path / "mended.dna").repairs == ()


def test_statements_without_their_document_are_left_out_and_listed(tmp_path):
    dna = read_dna(spoil(tmp_path, "DELETE FROM DOCUMENTS WHERE ID = 17"))
    assert dna.repairs[0].endswith("statements left out whose document is gone")
    left = statements_of(dna)
    assert len(left) < 180
    assert 17 not in left.document
    write_dna(dna, tmp_path / "mended.dna")
    assert read_dna(tmp_path / "mended.dna").repairs == ()


def test_a_file_that_is_being_written_is_said_to_be_locked(tmp_path):
    path = spoil(tmp_path)
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InputError) as caught:
            read_dna(path)
        writer.execute("ROLLBACK")
    assert caught.value.code == "dna-locked"


DOCUMENT = DnaDocument("Row over pay", "🌍 Ash said:\r\nthe cap “stays”.", "2012-01-17", "A. Reeve")
VARIABLES = {"person": "short text", "concept": "short text", "agreement": "boolean",
             "weight": "integer", "note": "long text"}  # fmt: skip


def build(*statements, **options):
    return build_dna([DOCUMENT], statements, VARIABLES, **options)


def test_a_new_file_is_what_dna_expects(tmp_path):
    start = DOCUMENT.text.index("the cap")
    said = DnaStatement(0, start, start + 7, {"person": "Ash", "concept": "cap", "weight": 3})
    write_dna(build(said, password="sésame"), tmp_path / "new.dna")
    dna = read_dna(tmp_path / "new.dna")
    assert dna.repairs == ()
    assert check_password("sésame", dna["CODERS"]["Password"].iloc[0])
    assert not check_password("sesame", dna["CODERS"]["Password"].iloc[0])
    assert dna["SETTINGS"].set_index("Property")["Value"]["version"].startswith("3.0")
    row = event_list(dna).iloc[0]
    assert (row["text"], row["person"], row["agreement"], row["weight"]) == ("the cap", "Ash", 1, 3)
    # every text variable keeps its blank entity, every entity its attributes
    blanks = dna["ENTITIES"][dna["ENTITIES"]["Value"] == ""]
    assert sorted(blanks["VariableId"]) == [1, 2]
    with sqlite3.connect(tmp_path / "new.dna") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(dna["ATTRIBUTEVALUES"]) == 3 * len(dna["ENTITIES"])


def test_what_dna_would_refuse_is_cut_or_left_out_and_listed(tmp_path):
    long, empty = DnaStatement(0, 2, 5, {"person": "x" * 300}), DnaStatement(0, 5, 5)
    dna = build(long, empty, DnaStatement(0, 5, 9999))
    assert len(dna.repairs) == 3
    write_dna(dna, tmp_path / "new.dna")
    assert len(statements_of(read_dna(tmp_path / "new.dna"))) == 1


def test_values_that_break_dnas_rules_leave_no_file(tmp_path):
    dna = build()
    dna["DOCUMENTS"].loc[0, "Title"] = "x" * 200
    with pytest.raises(InputError, match="DNA would not take"):
        write_dna(dna, tmp_path / "new.dna")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [("abc", 2, 2), ("🌍🌍x", 2, 4), ("a\r\nb\r\nc", 6, 4), ("é", 1, 1)],
)
def test_offsets_in_utf16(text, offset, expected):
    assert to_utf16(text, offset) == expected
