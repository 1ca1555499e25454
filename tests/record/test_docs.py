"""The pages on the record say what the code says."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("record_pages", DOCS / "record_pages.py")
assert SPEC is not None
pages = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(pages)


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_is_current(name):
    assert (DOCS / name).read_text("utf-8") == pages.PAGES[name]()


def test_every_table_and_column_of_the_schema_has_its_line():
    from onrecord.record import Record

    page = pages.render_record()
    with Record.memory() as record:
        store = record._store
        for (table,) in store.fetch("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if "_search" in table:
                continue
            assert f"#### `{table}`" in page
            section = page.split(f"#### `{table}`")[1].split("####")[0]
            for (column,) in store.fetch("SELECT name FROM pragma_table_info(?)", [table]):
                assert f"| `{column}` |" in section
