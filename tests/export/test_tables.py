"""Tables leave the record in three formats, whole or not at all."""

import csv
import io
import json

import pytest
from tests.record.factories import add, read_everything, read_text, resolve

from onrecord.errors import UsageError
from onrecord.export import FORMATS, write_table
from onrecord.export.tables import build_schema
from onrecord.record import TABLES, Record


@pytest.fixture
def record():
    with Record.memory() as record:
        add(record, read_everything("a.txt"), read_text("b.txt", ("Eve Marsh", "=1+1 is 'two'")))
        resolve(record)
        yield record


@pytest.mark.parametrize("table", TABLES)
def test_json_lines_and_parquet_hold_the_rows_as_they_are(record, tmp_path, table):
    from pyarrow import parquet

    rows = list(record.rows(table))
    assert write_table(record, table, tmp_path / "a.jsonl") == len(rows)
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    write_table(record, table, tmp_path / "a.parquet", format="parquet")
    found = parquet.read_table(tmp_path / "a.parquet")
    assert found.schema.equals(build_schema(TABLES[table]))
    back = found.to_pylist(maps_as_pydicts="strict")
    assert back == rows


def test_csv_has_a_line_a_row_and_json_in_cells_that_nest(record):
    stream = io.BytesIO()
    count = write_table(record, "statements", stream, format="csv")
    lines = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))
    rows = list(record.rows("statements"))
    assert len(lines) == count == len(rows) == 3
    assert list(lines[0]) == list(TABLES["statements"].names)
    for line, row in zip(lines, rows, strict=True):
        assert json.loads(line["content"]) == row["content"]
        assert line["speaker"] == row["speaker"]
        assert float(line["confidence"]) == row["confidence"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_begins_like_a_formula(start):
    with Record.memory() as record:
        headline = f"{start}HYPERLINK(0)"
        add(record, read_text("a.txt", ("Tom Hale", "Not on my watch"), headline=headline))
        stream = io.BytesIO()
        write_table(record, "articles", stream, format="csv")
        text = stream.getvalue().decode("utf-8")
        (line,) = csv.DictReader(io.StringIO(text, newline=""))
    assert line["headline"] == f"'{headline}"


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_without_rows_is_still_a_table(tmp_path, format):
    path = tmp_path / f"a.{format}"
    with Record.memory() as record:
        assert write_table(record, "ties", path, format=format) == 0
    assert path.exists()
    if format == "csv":
        assert path.read_text().strip().split(",") == list(TABLES["ties"].names)


def test_the_standard_output_is_the_default(record, capsysbinary):
    write_table(record, "actors")
    assert len(capsysbinary.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize(
    ("table", "format", "message"),
    [("statement", "csv", "the tables are articles"), ("ties", "xls", "the formats are jsonl")],
)
def test_names_what_there_is(record, table, format, message):
    with pytest.raises(UsageError, match=message):
        write_table(record, table, io.BytesIO(), format=format)


def test_a_file_is_written_whole_or_not_at_all(record, tmp_path):
    class Broken:
        def rows(self, table):
            yield next(record.rows(table))
            raise KeyError

    path = tmp_path / "a.jsonl"
    path.write_text("as it was")
    with pytest.raises(KeyError):
        write_table(Broken(), "ties", path)
    assert path.read_text() == "as it was"
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


def test_says_so_where_it_cannot_write(record, tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_table(record, "ties", tmp_path / "nowhere" / "a.csv", format="csv")
