"""What is read goes in once, whole, and comes out as tables."""

from dataclasses import replace

import pytest
from tests.record.factories import (
    BY,
    Says,
    add,
    dump,
    group_by_name,
    read_everything,
    read_text,
    resolve,
)

from onrecord.articles import Problem
from onrecord.errors import RecordError, UsageError
from onrecord.record import TABLES, Record, find_table


def test_gives_every_table_with_exactly_its_fields(record):
    add(record, read_everything("a.txt"))
    record.add_problems([Problem("b.txt", "empty", "nothing in it.", "Save it again.")])
    resolve(record)
    for table in TABLES.values():
        rows = list(record.rows(table.name))
        assert rows, table.name
        assert all(tuple(row) == table.names for row in rows)
        assert list(record.to_pandas(table.name).columns) == list(table.names)


def test_passages_stand_in_the_text_of_their_article(record):
    found = read_everything("a.txt")
    add(record, found)
    text = record.article("a.txt").text
    assert text == found.article.text
    for row in record.statements():
        for passage in [row["source"], *row["cue"], *row["content"], row["condition"]]:
            if passage is not None:
                assert passage["article"] == "a.txt"
                assert text[passage["start"] : passage["end"]] == passage["text"]


def test_gives_actors_their_canonical_names_once_they_are_known(record):
    add(record, read_everything("a.txt"))
    (row, _) = record.rows("statements")
    assert (row["speaker"], row["speaker_id"]) == ("Ann Reeve", None)
    resolve(record)
    (row, _) = record.rows("statements")
    actor = record.find_actor("ann  reeve")
    assert (row["speaker"], row["speaker_id"]) == ("Ann Reeve", actor["id"])
    assert (actor["mentions"], actor["statements"]) == (1, 1)
    (payment,) = record.rows("payments")
    assert (payment["payer"], payment["beneficiary"]) == ("Dockers' Union", "Tom Hale")


def test_keeps_the_words_used_where_no_one_is_named(record):
    found = read_text("a.txt", ("Ann Reeve", "Nobody tells me anything"))
    statement = replace(found.coding.statements[0], speaker=None, speaker_words="another chief")
    coding = replace(found.coding, statements=(statement,))
    add(record, replace(found, coding=coding))
    (row,) = record.rows("statements")
    assert (row["speaker"], row["speaker_id"]) == ("another chief", None)


def test_reading_the_same_again_changes_nothing(record):
    found = [read_everything("a.txt"), read_text("b.txt", ("Tom Hale", "Not on my watch"))]
    assert add(record, *found) == [True, True]
    resolve(record)
    before = dump(record)
    assert add(record, *found) == [False, False]
    assert dump(record) == before
    assert record.is_resolved()


def test_the_same_text_in_two_files_is_one_article(record):
    one = read_text("b.txt", ("Tom Hale", "Not on my watch"))
    other = replace(one, article=replace(one.article, path="a.txt"))
    assert add(record, one, other) == [True, False]
    (row,) = record.rows("articles")
    assert (row["path"], row["paths"]) == ("a.txt", ["a.txt", "b.txt"])
    assert [row["article"] for row in record.statements()] == ["a.txt"]
    assert record.article("b.txt").id == record.article("a.txt").id


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_files_that_date_one_text_the_first_by_name_holds(record, order):
    found = read_text("b.txt", ("Tom Hale", "Not on my watch"))
    both = (found, replace(found, article=replace(found.article, path="a.txt", published="2013")))
    add(record, *(both[index] for index in order))
    (row,) = record.rows("articles")
    assert (row["path"], row["published"]) == ("a.txt", "2013")
    assert add(record, *both) == [False, False]


def test_an_edited_file_replaces_its_reading(record):
    add(record, read_text("a.txt", ("Tom Hale", "Not on my watch")))
    add(record, read_text("a.txt", ("Tom Hale", "Maybe on my watch")))
    (row,) = record.statements()
    assert row["content"][0]["text"] == "Maybe on my watch"
    assert record.summary().articles == 1


def test_an_edited_file_leaves_the_article_where_it_still_stands(record):
    old = read_text("a.txt", ("Tom Hale", "Not on my watch"))
    add(record, old, replace(old, article=replace(old.article, path="b.txt")))
    add(record, read_text("a.txt", ("Tom Hale", "Maybe on my watch")))
    found = {row["path"]: row["id"] for row in record.rows("articles")}
    assert found["b.txt"] == old.article.id
    assert len(found) == 2


def test_another_reader_replaces_the_reading_and_keeps_the_paths(record):
    old = read_text("a.txt", ("Tom Hale", "Not on my watch"))
    add(record, old, replace(old, article=replace(old.article, path="b.txt")))
    add(record, read_text("a.txt", Says("Tom Hale", "Not on my watch", act="refusal"), by="x@2"))
    (row,) = record.rows("articles")
    assert row["paths"] == ["a.txt", "b.txt"]
    assert [row["act"] for row in record.statements()] == ["refusal"]
    assert not record.knows("b.txt", old.article.sha256, "x@2")


def test_knows_what_was_read_to_its_end_by_the_same_reader(record):
    found = read_text("a.txt", ("Tom Hale", "Not on my watch"))
    sha256 = found.article.sha256
    assert not record.knows("a.txt", sha256, BY)
    add(record, found)
    assert record.knows("a.txt", sha256, BY)
    assert not record.knows("a.txt", sha256, "model:ear@2")
    assert not record.knows("a.txt", "0" * 64, BY)
    assert record.known(["a.txt", "b.txt"], BY) == {"a.txt": sha256}


def test_a_file_of_many_is_known_once_it_was_read_to_its_end(record):
    rows = [read_text(f"news.csv#{n}", ("Tom Hale", f"Number {n} it is")) for n in range(1, 4)]
    add(record, *rows)
    assert not record.knows("news.csv", "f00", BY)
    record.finish("news.csv", "f00", by=BY)
    assert record.knows("news.csv", "f00", BY)
    assert record.add_path(rows[1].article, by=BY)
    assert not record.add_path(rows[1].article, by="model:ear@2")


def test_articles_that_a_file_of_many_lost_leave_the_record(record):
    rows = [read_text(f"news.csv#{n}", ("Tom Hale", f"Number {n} it is")) for n in range(1, 4)]
    add(record, *rows)
    record.finish("news.csv", "f00", by=BY)
    add(record, rows[0])
    assert record.add_path(rows[1].article, by=BY)
    record.finish("news.csv", "f01", by=BY)
    assert [row["path"] for row in record.rows("articles")] == ["news.csv#1", "news.csv#2"]


def test_problems_are_replaced_when_their_path_is_read_again(record):
    first = Problem("a.txt", "no-date", "no date in it.", "Say --date-order.")
    record.add_problems([first, Problem("b.txt", "empty", "nothing in it.", "Save it again.")])
    assert [row["path"] for row in record.rows("problems")] == ["a.txt", "b.txt"]
    found = read_text("a.txt", ("Tom Hale", "Not on my watch"))
    record.add(found.article, found.attributions, found.cast, found.coding, by=BY)
    assert [row["code"] for row in record.rows("problems")] == ["empty"]
    record.forget("b.txt")
    assert not list(record.rows("problems"))


def test_several_problems_of_one_path_stand_side_by_side(record):
    record.add_problems(
        [Problem("a.csv#1", "empty", "no.", "x"), Problem("a.csv#2", "e", "n", "x")]
    )
    assert len(list(record.rows("problems"))) == 2


def test_a_reading_that_does_not_fit_leaves_nothing_behind(record):
    found = read_text("a.txt", ("Tom Hale", "Not on my watch"))
    stray = replace(found.coding.statements[0], speaker="someone of another article")
    with pytest.raises(RecordError):
        add(record, replace(found, coding=replace(found.coding, statements=(stray,))))
    assert record.summary().articles == 0
    add(record, found)
    assert record.summary().statements == 1


def test_a_batch_goes_in_whole_or_not_at_all(record):
    def fail(path):
        with record.batch():
            add(record, read_text(path, ("Tom Hale", f"Never {path}")))
            raise KeyError(path)

    with pytest.raises(KeyError):
        fail("a.txt")
    assert record.summary().articles == 0
    with record.batch():
        add(record, read_text("a.txt", ("Tom Hale", "Not on my watch")))
        with pytest.raises(KeyError):
            fail("b.txt")
    assert [row["path"] for row in record.rows("articles")] == ["a.txt"]


def test_adds_many_a_batch_at_a_time(record):
    found = (read_text(f"{n:03}.txt", ("Tom Hale", f"Number {n} it is")) for n in range(25))
    assert record.add_many(found, size=10) == 25
    assert record.summary().articles == 25


@pytest.mark.parametrize(
    "words",
    [
        "Zürich 'ça va' 100 €",
        "emoji 👩‍👩‍👧 and 𝔊",
        "half a \ud83d sign",
        "zero \0 in it",
        "‮rtl‬ عربي",
    ],
)
def test_offsets_survive_every_character(record, words):
    add(record, read_text("ü/a.txt", ("Tom Hale", f"{words} stays")))
    (row,) = record.statements()
    (passage,) = row["content"]
    assert passage["end"] - passage["start"] == len(f"{words} stays")
    assert passage["text"].endswith("stays")


def test_keeps_file_names_that_are_no_text(record):
    found = read_text("caf\udce9.txt", ("Tom Hale", "Not on my watch"))
    add(record, found)
    assert record.knows("caf\udce9.txt", found.article.sha256, BY)
    assert [row["path"] for row in record.rows("articles")] == [r"caf\udce9.txt"]


def test_links_copies_and_forgets_them_with_their_articles(record):
    one = read_text("a.txt", ("Tom Hale", "Not on my watch"))
    other = read_text("b.txt", ("Tom Hale", "Not on my watch"), headline="Hale digs in")
    add(record, one, other)
    assert {row[0] for row in record.signatures()} == {one.article.id, other.article.id}
    record.replace_copies({other.article.id: one.article.id, "gone": one.article.id})
    assert [row["copy_of"] for row in record.rows("articles")] == [None, "a.txt"]
    record.forget("a.txt")
    assert [row["copy_of"] for row in record.rows("articles")] == [None]


def test_a_statement_printed_by_several_is_one_with_witnesses(record):
    words = "The cap will go the day after we are elected"
    late = read_text("a.txt", ("Tom Hale", words), published="2012-01-19")
    early = read_text("z.txt", ("Mr Hale", f"{words.upper()}!"), published="2012-01-17")
    add(record, late, early)
    resolve(record)
    repeats = {row["article"]: row["repeats"] for row in record.statements()}
    first = early.coding.statements[0].id
    assert repeats == {"a.txt": first, "z.txt": None}
    found = record.witnesses(late.coding.statements[0].id)
    assert [row["article"] for row in found] == ["z.txt", "a.txt"]


@pytest.mark.parametrize(
    ("words", "other", "repeats"),
    [
        ("No comment", "Tom Hale", False),
        ("I have full confidence", "Tom Hale", True),
        ("I have full confidence", "Ann Reeve", False),
    ],
)
def test_few_words_are_a_repeat_only_from_the_same_actor(record, words, other, repeats):
    one = read_text("a.txt", ("Tom Hale", words))
    two = read_text("b.txt", (other, words), published="2012-02", headline="Again")
    add(record, one, two)
    resolve(record)
    assert any(row["repeats"] for row in record.statements()) is repeats


def test_members_can_be_gone_over_again_and_know_their_statements(record):
    add(record, read_everything("a.txt"), read_text("b.txt", ("Tom Hale", "Not on my watch")))
    members = record.members()
    assert list(members) == list(members)
    assert len(members) == 4
    said = sorted((member.name, member.statements) for member in members)
    assert said == [("Ann Reeve", 1), ("Dockers' Union", 0), ("Tom Hale", 1), ("Tom Hale", 1)]
    (office,) = record.offices()
    assert office.evidence[0].text.startswith("We will not pay")
    (affiliation,) = record.affiliations()
    assert affiliation.kind == "leads"


def test_is_resolved_only_until_something_changes(record):
    add(record, read_text("a.txt", ("Tom Hale", "Not on my watch")))
    assert not record.is_resolved()
    members = record.members()
    add(record, read_text("b.txt", ("Ann Reeve", "Not on mine")))
    record.replace_actors(group_by_name(members, ()), as_of=members.as_of)
    assert not record.is_resolved()
    resolve(record)
    assert record.is_resolved()


def test_rows_of_one_article(record):
    add(record, read_everything("a.txt"), read_everything("b.txt"))
    assert {row["article"] for row in record.rows("ties", article="b.txt")} <= {"b.txt", "a.txt"}
    assert len(list(record.rows("ties", article="b.txt"))) == 1
    with pytest.raises(UsageError, match=r"a\.txt"):
        record.rows("ties", article="c.txt")


def test_names_the_tables_there_are(record):
    with pytest.raises(UsageError, match="statements"):
        record.rows("statement")
    assert find_table("ties").names[0] == "id"


def test_keeps_the_codebook(record):
    assert record.codebook() is None
    record.set_codebook("concepts: []")
    record.set_codebook("concepts: [a]")
    assert record.codebook() == "concepts: [a]"


def test_an_empty_record_has_every_table():
    with Record.memory() as record:
        assert all(not list(record.rows(table)) for table in TABLES)
        assert "0 articles" in record.status().as_text()
        assert record.summary().as_dict()["problems"] == 0


def test_lists_the_words_that_stand_for_someone(record):
    add(record, read_everything("a.txt"))
    resolve(record)
    mentions = record.mentions("a.txt")
    assert [row["name"] for row in mentions] == ["Ann Reeve", "Tom Hale"]
    text = record.article("a.txt").text
    assert text[mentions[0]["start"] : mentions[0]["end"]] == "Ann Reeve"
