"""Opening a record: what may be wrong with it, who else uses it, and how versions meet."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading

import pytest
from tests.record.factories import add, dump, read_text

from onrecord.errors import RecordError, RecordLockedError, RecordVersionError
from onrecord.record import Record
from onrecord.record.migrations import (
    _TERMS,
    MIGRATIONS,
    _note,
    create_tables,
    migrate,
    read_version,
)
from onrecord.record.postgres import hide_password
from onrecord.record.store import open_store

HALE = read_text("a.txt", ("Tom Hale", "Not on my watch"))
MARSH = read_text("b.txt", ("Eve Marsh", "Wait for the vote"))


def test_makes_a_record_where_there_is_none_and_finds_it_again(new_url):
    with Record.open(new_url) as record:
        add(record, HALE)
        before = dump(record)
    with Record.open(new_url, create=False) as record:
        assert dump(record) == before
        assert record.status().version == len(MIGRATIONS)


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_takes_a_path_or_a_url(tmp_path, monkeypatch, prefix):
    monkeypatch.chdir(tmp_path)
    Record.open(f"{prefix}news.db").close()
    Record.open(f"{prefix}{tmp_path}/other.db").close()
    assert {"news.db", "other.db"} <= set(os.listdir(tmp_path))


def test_applies_each_migration_once_and_notes_it(new_url):
    def add_shelf(store):
        store.execute("CREATE TABLE shelf (name TEXT)")

    Record.open(new_url).close()
    store = open_store(new_url, create=False, timeout=5)
    later = (*MIGRATIONS, add_shelf)
    migrate(store, later)
    migrate(store, later)
    notes = store.fetch("SELECT number, name FROM migration ORDER BY number")
    names = [migration.__name__ for migration in later]
    assert notes == list(enumerate(names, start=1))
    store.close()


def test_an_older_record_gets_what_is_kept_since_and_keeps_what_it_had(new_url):
    store = open_store(new_url, create=True, timeout=5)
    with store.transaction():
        create_tables(store)
        for table, columns in _TERMS.items():
            for column in columns:
                store.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        store.execute("DROP TABLE pledge_turn")
        _note(store, 1, "create_tables")
    store.close()
    with Record.open(new_url) as record:
        assert record.status().version == len(MIGRATIONS)
        add(record, HALE)
        assert [row["also"] for row in record.rows("statements")] == [[]]
        assert list(record.rows("pledges")) == []


def test_a_migration_that_fails_leaves_no_trace(new_url):
    def break_off(store):
        store.execute("CREATE TABLE shelf (name TEXT)")
        raise KeyError

    Record.open(new_url).close()
    store = open_store(new_url, create=False, timeout=5)
    with pytest.raises(KeyError):
        migrate(store, (*MIGRATIONS, break_off))
    assert read_version(store) == len(MIGRATIONS)
    assert not store.has_table("shelf")
    store.close()


def test_refuses_a_record_of_a_newer_version_and_leaves_it_alone(new_url):
    Record.open(new_url).close()
    store = open_store(new_url, create=False, timeout=5)
    migrate(store, (*MIGRATIONS, lambda store: None))
    store.close()
    with pytest.raises(RecordVersionError, match="newest onrecord"):
        Record.open(new_url)


def test_refuses_a_url_of_another_kind():
    with pytest.raises(RecordError, match="not a kind of record"):
        Record.open("mysql://localhost/news")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: path.write_text("Dear diary, " * 200), "something else"),
        (lambda path: None, "there is no record"),
    ],
)
def test_says_what_is_wrong_with_a_file(tmp_path, make, message):
    path = tmp_path / "onrecord.db"
    make(path)
    with pytest.raises(RecordError, match=message) as caught:
        Record.open(str(path), create=False)
    assert str(path) in str(caught.value)


def test_leaves_another_database_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a record of onrecord"):
        Record.open(str(path))
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["other.db"]


def test_refuses_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RecordError, match="folder does not exist"):
        Record.open(str(tmp_path / "nowhere" / "onrecord.db"))


def test_an_empty_file_becomes_a_record(tmp_path):
    (tmp_path / "onrecord.db").touch()
    with Record.open(str(tmp_path / "onrecord.db")) as record:
        assert record.summary().articles == 0


def test_a_damaged_record_is_an_error_that_names_the_file(tmp_path):
    path = tmp_path / "onrecord.db"
    with Record.open(str(path)) as record:
        record.add_many(read_text(f"{n}.txt", ("Tom Hale", f"Number {n} it is")) for n in range(50))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    with pytest.raises(RecordError, match=r"onrecord\.db: the record is damaged"):
        use(path)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordError, match=r"onrecord\.db"):
        use(path)


def use(path):
    with Record.open(str(path)) as record:
        dump(record)
        list(record.members())


def test_a_server_that_does_not_answer_is_an_error(tmp_path):
    pytest.importorskip("psycopg")
    url = f"postgresql://ann:s3cret@/news?host={tmp_path}"
    with pytest.raises(RecordError, match="does not answer") as caught:
        Record.open(url, timeout=1)
    assert "s3cret" not in str(caught.value).split("(")[0]
    assert hide_password("postgresql://ann@db/news") == "postgresql://ann@db/news"


def test_a_second_writer_waits_its_turn(url):
    with Record.open(url) as record:
        with record.batch():
            add(record, HALE)
            other = threading.Thread(target=write, args=(url,))
            other.start()
            other.join(0.3)
            assert other.is_alive()
        other.join(10)
        assert record.summary().articles == 2


def write(url):
    with Record.open(url) as record:
        add(record, MARSH)


def test_a_second_writer_gives_up_after_a_while_and_readers_never_wait(url):
    with Record.open(url) as record, Record.open(url, timeout=0.2) as other:
        add(record, HALE)
        with record.batch():
            add(record, MARSH)
            assert [row["path"] for row in other.rows("articles")] == ["a.txt"]
            with pytest.raises(RecordLockedError, match="another process"):
                add(other, MARSH)
        assert add(other, MARSH) == [False]
        assert other.summary().articles == 2


def test_two_can_make_one_record_at_once(new_url):
    errors = []

    def make():
        try:
            Record.open(new_url).close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with Record.open(new_url, create=False) as record:
        assert record.status().version == len(MIGRATIONS)


def test_a_full_disk_is_an_error_and_leaves_nothing_half_written(tmp_path):
    url = str(tmp_path / "onrecord.db")
    with Record.open(url) as record:
        add(record, HALE)
        before = dump(record)
        store = record._store
        (pages,) = store.fetch("PRAGMA page_count")[0]
        store.fetch(f"PRAGMA max_page_count = {pages + 20}")
        many = [read_text(f"{n}.txt", ("Tom Hale", f"Number {n} it is")) for n in range(500)]
        with pytest.raises(RecordError, match="disk is full"):
            record.add_many(many, size=500)
        assert dump(record) == before
    with Record.open(url) as record:
        assert dump(record) == before
        assert record.add_many(many) == 500


def test_a_record_that_may_not_be_written_can_be_read():
    if os.geteuid() != 0:
        pytest.skip("needs root to become a user who may not write")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        path = f"{folder}/onrecord.db"
        with Record.open(path) as record:
            add(record, HALE)
        code = (
            "import os\n"
            "from onrecord.record import Record, sqlite\n"
            "os.setgid(65534); os.setuid(65534)\n"
            f"record = Record.open({path!r}, create=False)\n"
            "print(record.summary().articles)\n"
            "record.set_codebook('x')\n"
        )
        command = [sys.executable, "-B", "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "1\n", done.stderr
    assert "may be read but not written" in done.stderr
