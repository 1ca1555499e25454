"""The pages on the record, from what the code knows: its methods, schema.sql, its tables."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from onrecord.record import TABLES, Dossier, Event, Hit, Record, Status, Summary, Table
from onrecord.record.store import read_schema

RECORD = """\
# The record

Everything that was read, and what people decided about it, in one SQLite file or one PostgreSQL
database. Written from the code by `make docs`.

```python
from onrecord.record import Record

with Record.open("onrecord.db") as record:  # or postgresql://user@host/database
    for row in record.rows("statements"):
        print(row["speaker"], row["content"][0]["text"])
    print(record.dossier("Ann Reeve").offices)
```

- An address is a path, `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`. For
  another schema of a PostgreSQL database add `?options=-csearch_path%3DNAME`.
- Writes go in whole or not at all, one transaction an article or a `batch()`. Readers never wait.
  A second writer waits (10 seconds unless told otherwise) and then gets `RecordLockedError`.
- `rows` yields the rows of a table one by one, sorted, as [tables.md](tables.md) lists them.
- Full text: all words must occur, in any form of the word, words in double quotes as they stand.
  SQLite searches whole articles; PostgreSQL the first 200,000 characters of each, and passes over
  words as common as *the*. SQLite takes *cafe* for *café*; PostgreSQL does not.
- PostgreSQL keeps no zero character: a space stands for it. Neither keeps half a character (a lone
  surrogate): U+FFFD stands for it. One character stands for one, so offsets stay true.

## What a person decides

`merge`, `keep_apart`, `split`, `rename`, `identify` and `judge` add a row with who and when; `undo`
marks the last one that stands as undone, and nothing is ever deleted. What decisions come to is
worked out anew from the record as it stands, so it does not matter which came first, the decision
or the reading. [actors.md](actors.md) says what decides on actors.

A decision on a statement finds it again after an edit by the statement's id; else, at the same
path, by the same words; else by the most similar words, if they are at least 80 % the same
(rapidfuzz's ratio). One that finds nothing waits; `status` counts it and `waiting` names it.
Judged fields win, with confidence 1 and `person:NAME` for `by`. A statement judged wrong is left
out of every table, with the ties, positions and pledges that rest on it; where its speaker was
corrected, these follow.

## When an article stands in several files, or changes

The same text is one article; its rows name the first of its paths in alphabetical order, and what
that file says of it (its date, its outlet) holds. New text at a path takes the place of the old,
which goes when it stands nowhere else. A new model version reads everything again.

## The same words again

`repeats` leads to the earliest statement with the same words (case and punctuation aside): by the
date of its article, then by path and place. Under eight words the actor must be the same as well;
three words or fewer are never a repeat. `witnesses` lists all of them.
"""

TABLES_HEAD = """\
# Tables

What `onrecord export WHAT` writes and `record.rows(WHAT)` yields. Written from the code by
`make docs`.

A passage is `{"article": path, "start": …, "end": …, "text": …}`; offsets count characters (code
points) of the text that the record keeps for the article, the end exclusive. Dates are ISO
prefixes with the precision that the article gives: `2012`, `2012-01`, `2012-01-17`. Fields that
end in `_id` hold the id of an actor and are null where it is undecided who is meant.

| kind | JSON Lines | CSV | Parquet |
| --- | --- | --- | --- |
| text, integer, number | as they are | as they are; see below | string, int64, double |
| texts | list | JSON in the cell | list of strings |
| passage, passages | object, list of objects | JSON in the cell | struct, list of structs |
| zones | list of `{"kind", "start", "end"}` | JSON in the cell | list of structs |
| ids | object | JSON in the cell | map of string to string |

**CSV and spreadsheets.** A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or
a carriage return for a formula and runs it. Articles are other people's text, so such text has an
apostrophe put in front of it in CSV. JSON Lines and Parquet hold the exact text.

A file is written beside its place and moved there once it is complete, so that it is never half a
table. A table without rows is an empty file in JSON Lines, a line of names in CSV and a table with
its full schema in Parquet.
"""


def render_record() -> str:
    """Return the page on the record: what it promises, its methods, its schema."""
    parts = [RECORD, "## Methods of `Record`", "", "| method | what it does |", "| --- | --- |"]
    parts += [f"| `{name}{signature}` | {line} |" for name, signature, line in find_methods()]
    parts += ["", "What some of them return:", ""]
    for each in (Dossier, Event, Hit, Status, Summary):
        fields = ", ".join(f"`{name}`" for name in each.__dataclass_fields__)
        parts.append(f"- `{each.__name__}`: {fields}")
    parts += ["", "## Schema", "", *render_schema(read_schema())]
    return "\n".join(parts).rstrip() + "\n"


def find_methods() -> Iterator[tuple[str, str, str]]:
    """Yield name, signature and first line of each public method, in the order of the code."""
    for name, kept in vars(Record).items():
        if name.startswith("_") or not callable(getattr(Record, name)):
            continue
        method = kept.__func__ if isinstance(kept, classmethod) else kept
        text = inspect.getdoc(method) or ""
        first = " ".join(text.partition("\n\n")[0].split())
        yield name, describe(method), first.replace("``", "`")


def describe(method: object) -> str:
    """Return a method's parameters without their types."""
    signature = inspect.signature(method)  # type: ignore[arg-type]
    shown = [
        each.replace(annotation=inspect.Parameter.empty)
        for name, each in signature.parameters.items()
        if name not in ("self", "cls", "clock")
    ]
    plain = signature.replace(parameters=shown, return_annotation=inspect.Signature.empty)
    return str(plain)


def render_schema(sql: str) -> Iterator[str]:
    """Yield the lines that describe ``schema.sql``: its comments, and a table for each table."""
    comment: list[str] = []
    lines = iter(sql.splitlines())
    for line in lines:
        if line.startswith("-- == "):
            yield from (f"### {line.strip('-= ')}", "")
            comment = []
        elif line.startswith("--"):
            comment.append(line.removeprefix("--").removeprefix(" "))
        elif not line:
            if comment:
                yield from (*comment, "")
            comment = []
        elif match := re.match(r"CREATE (?:TABLE|VIEW) (\w+)", line):
            yield from (f"#### `{match[1]}`", "", *comment, "")
            comment = []
            yield from render_columns(lines)


def render_columns(lines: Iterator[str]) -> Iterator[str]:
    """Yield the columns of one table, up to its end, or the query of a view."""
    first = next(lines)
    if not first.startswith("    "):
        yield from ("```sql", first)
        for line in lines:
            yield line
            if line.endswith(";"):
                break
        yield from ("```", "")
        return
    yield from ("| column | type | meaning |", "| --- | --- | --- |")
    keys = []
    line = first
    while line != ");":
        code, _, meaning = line.partition("--")
        name, _, kind = code.strip().rstrip(",").partition(" ")
        if name.isupper():
            keys.append(f"{name} {kind}")
        elif name:
            yield f"| `{name}` | {kind} | {meaning.strip()} |"
        line = next(lines)
    yield ""
    yield from (f"- `{key}`" for key in keys)
    yield from ([""] if keys else [])


def render_tables() -> str:
    """Return the page on the tables that leave the record."""
    parts = [TABLES_HEAD]
    for table in TABLES.values():
        parts += render_table(table)
    return "\n".join(parts).rstrip() + "\n"


def render_table(table: Table) -> Iterator[str]:
    """Yield the lines that describe one table."""
    yield from (f"## {table.name}", "", f"{table.meaning} Sorted {table.order}.", "")
    yield from ("| field | kind | meaning |", "| --- | --- | --- |")
    yield from (f"| `{f.name}` | {f.kind} | {f.meaning} |" for f in table.fields)
    yield ""


PAGES = {"record.md": render_record, "tables.md": render_tables}
