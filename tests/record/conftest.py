"""A fresh record for each test, in SQLite and in a PostgreSQL of the tests' own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord.record import Record

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL that listens on a socket in a folder of its own; yield its URL."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    tools = find_tools()
    if tools is None:
        pytest.skip("PostgreSQL is not installed: the record is tested on SQLite only")
    user = find_user()
    if user is None:
        pytest.skip("PostgreSQL refuses to run as root, and no other user is at hand")
    # not under pytest's own folder, which the other user may not enter; sockets need short paths
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        if user:
            shutil.chown(name, user)
        folder = Path(name)
        run(user, tools / "initdb", "-D", folder / "data", "-U", "news", "-A", "trust", "-E",
            "UTF8", "--no-locale", "--no-sync")  # fmt: skip
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        control = (tools / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w")
        run(user, *control, "-o", options, "start")
        try:
            yield f"postgresql://news@/postgres?host={folder}"
        finally:
            run(user, *control, "-m", "immediate", "stop")


def find_tools() -> Path | None:
    """Return the folder of PostgreSQL's own programs."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found:
        places.insert(0, Path(found).resolve().parent)
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


def find_user() -> str | None:
    """Return whom to run the server as: nobody else ('') unless this is root."""
    if os.geteuid() != 0:
        return ""
    if shutil.which("runuser") is None:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def run(user: str, *command: object) -> None:
    """Run a program as another user, and fail with what it says."""
    words = [str(word) for word in command]
    if user:
        words = ["runuser", "-u", user, "--", *words]
    done = subprocess.run(words, cwd="/tmp", capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def used_schema(postgres: str) -> str:
    """Return the URL of a record in PostgreSQL that tests use one after the other."""
    url = make_schema(postgres)
    Record.open(url).close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where an empty record is or can be made, in SQLite and in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "onrecord.db")
    url: str = request.getfixturevalue("used_schema")
    empty(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where there is no record yet."""
    if request.param == "sqlite":
        return str(tmp_path / "onrecord.db")
    return make_schema(request.getfixturevalue("postgres"))


def make_schema(server: str) -> str:
    """Make a schema and return the URL that leads to it."""
    import psycopg

    name = f"record{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


def empty(url: str) -> None:
    """Take everything out of a record in PostgreSQL."""
    import psycopg

    with psycopg.connect(url) as connection:
        for table in ("article", "source", "problem", "judgement", "actor"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM state WHERE name IN ('codebook', 'actors', 'idle')")
        connection.execute("UPDATE state SET value = '0'")


@pytest.fixture
def ticks() -> Callable[[], str]:
    """Return a clock that moves on a second at each look."""
    seconds = count()
    return lambda: f"2026-01-01T00:00:{next(seconds):02d}.000000+00:00"


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    """Return an empty record."""
    with Record.open(url) as record:
        yield record
