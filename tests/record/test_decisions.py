"""What people decide outranks the machine and outlives re-reading and edits."""

import json
from dataclasses import replace

import pytest
from tests.record.factories import (
    Says,
    add,
    dump,
    read_everything,
    read_text,
    resolve,
    resolve_by_rules,
)

from onrecord.errors import UnknownActorError, UsageError
from onrecord.record import Record

QUARREL = (
    Says("Ann Reeve", "We will fight this cap in every dock", "Tom Hale", "threat"),
    Says("Tom Hale", "The cap stays where it is"),
)


def statement_of(record, words):
    return next(
        row["id"] for row in record.statements() if row["content"][0]["text"].startswith(words)
    )


def test_a_judged_field_wins_and_bears_the_name_of_who_judged(record):
    add(record, read_text("a.txt", *QUARREL), read_text("b.txt", ("Eve Marsh", "I never spoke")))
    resolve(record)
    key = statement_of(record, "We will fight")
    record.judge(key, speaker="Eve Marsh", act="warning", who="ann")
    row = next(row for row in record.statements() if row["id"] == key)
    assert (row["speaker"], row["act"]) == ("Eve Marsh", "warning")
    assert row["speaker_id"] == record.find_actor("Eve Marsh")["id"]
    assert (row["confidence"], row["by"]) == (1.0, "person:ann")
    assert record.find_actor("Eve Marsh")["statements"] == 2
    assert record.find_actor("Ann Reeve")["statements"] == 0


def test_ties_follow_a_corrected_speaker(record):
    add(record, read_text("a.txt", *QUARREL))
    resolve(record)
    record.judge(statement_of(record, "We will fight"), speaker="Eve Marsh", who="ann")
    (tie,) = record.rows("ties")
    assert (tie["from"], tie["from_id"], tie["to"]) == ("Eve Marsh", None, "Tom Hale")


def test_a_wrong_statement_is_left_out_with_what_rests_on_it(record):
    add(record, read_everything("a.txt"))
    resolve(record)
    record.judge(statement_of(record, "We will not pay"), wrong=True, who="ann")
    assert [row["speaker"] for row in record.statements()] == ["Tom Hale"]
    assert not list(record.rows("ties"))
    assert not list(record.rows("pledges"))
    record.judge(statement_of(record, "The cap stays"), wrong=True, who="ann")
    assert not list(record.rows("positions"))
    assert record.summary().statements == 0


def test_a_position_coded_by_hand_replaces_the_machines(record):
    add(record, read_everything("a.txt"))
    resolve(record)
    key = statement_of(record, "The cap stays")
    record.judge(key, concept="pay cap", stance=-1, who="ann")
    record.judge(key, concept="strikes", stance=0, who="bob")
    rows = {row["concept"]: row for row in record.rows("positions")}
    assert rows["pay cap"]["stance"] == -1
    assert rows["pay cap"]["actor"] == "Tom Hale"
    assert rows["strikes"]["by"] == "person:bob"
    (row,) = (row for row in record.statements() if row["id"] == key)
    assert row["by"].startswith("model:")


def test_corrected_organisation_and_targets(record):
    add(record, read_everything("a.txt"), read_text("b.txt", ("Eve Marsh", "I never spoke")))
    resolve(record)
    key = statement_of(record, "We will not pay")
    record.judge(key, organisation="Eve Marsh", targets=["Eve Marsh", "nobody"], who="ann")
    row = next(row for row in record.statements() if row["id"] == key)
    eve = record.find_actor("Eve Marsh")["id"]
    assert (row["organisation_id"], row["targets_id"]) == (eve, [eve, None])
    assert [each["id"] for each in record.dossier("Eve Marsh").about] == [key]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "nothing was decided"),
        ({"mood": "grim"}, "no 'mood'"),
        ({"act": "shout"}, "claim, demand"),
        ({"stance": 1}, "together"),
        ({"concept": "pay", "stance": 2}, "stance of a statement"),
        ({"said_on": "last week"}, "2012-01-17"),
        ({"targets": "Tom Hale"}, "list of names"),
        ({"speaker": 7}, "words"),
        ({"wrong": "yes"}, "true or false"),
    ],
)
def test_refuses_what_a_statement_has_not(record, fields, message):
    add(record, read_text("a.txt", *QUARREL))
    with pytest.raises(UsageError, match=message):
        record.judge(statement_of(record, "The cap"), who="ann", **fields)
    assert not record.judgements()


def test_refuses_a_statement_that_there_is_not(record):
    with pytest.raises(UsageError, match="no statement has the id"):
        record.judge("feed", wrong=True, who="ann")


@pytest.mark.parametrize(
    "edited",
    [
        ("Tom Hale", "The cap stays where it is"),  # the same words
        ("Tom Hale", "The cap stays where it was"),  # nearly
    ],
)
def test_a_judgement_finds_its_statement_after_an_edit(record, edited):
    add(record, read_text("a.txt", *QUARREL))
    record.judge(statement_of(record, "The cap"), act="refusal", who="ann")
    add(record, read_text("a.txt", ("Eve Marsh", "Wait for the vote"), edited, headline="New row"))
    acts = {row["speaker"]: row["act"] for row in record.statements()}
    assert acts == {"Eve Marsh": "claim", "Tom Hale": "refusal"}


def test_a_judgement_without_its_statement_waits(record):
    add(record, read_text("a.txt", *QUARREL))
    record.judge(statement_of(record, "The cap"), act="refusal", who="ann")
    add(record, read_text("a.txt", ("Eve Marsh", "Wait for the vote")))
    assert record.status().waiting == 1
    assert "1 waiting" in record.status().as_text()
    add(record, read_text("a.txt", *QUARREL))
    assert record.status().waiting == 0
    assert [row["act"] for row in record.statements()] == ["threat", "refusal"]


def test_a_decision_without_its_actor_waits(record):
    add(record, read_text("a.txt", *QUARREL), read_text("b.txt", ("Jo Byrne", "Never in my life")))
    resolve_by_rules(record)
    record.rename("Jo Byrne", "Joan Byrne", who="ann")
    resolve_by_rules(record)
    assert not record.waiting()
    add(record, read_text("b.txt", ("Eve Marsh", "Wait for the vote")))
    resolve_by_rules(record)
    assert record.waiting() == {record.judgements()[0].id}
    assert "1 waiting" in record.status().as_text()


def test_a_judged_speaker_may_be_named_by_id(record):
    add(record, read_text("a.txt", *QUARREL))
    resolve_by_rules(record)
    tom = record.find_actor("Tom Hale")["id"]
    record.judge(statement_of(record, "We will fight"), speaker=tom, who="ann")
    assert [row["speaker"] for row in record.statements()] == ["Tom Hale", "Tom Hale"]


def test_a_judgement_survives_another_reader(record):
    add(record, read_text("a.txt", *QUARREL))
    record.judge(statement_of(record, "The cap"), act="refusal", who="ann")
    add(record, read_text("a.txt", *QUARREL, by="model:ear@2"))
    assert [row["act"] for row in record.statements()] == ["threat", "refusal"]


def test_undo_takes_the_last_decision_back(record):
    add(record, read_text("a.txt", *QUARREL))
    resolve(record)
    before = dump(record)
    key = statement_of(record, "The cap")
    record.judge(key, act="refusal", who="ann")
    middle = dump(record)
    record.judge(key, act="pledge", speaker="Ann Reeve", who="bob")
    taken = record.undo(who="cat")
    assert (taken.who, taken.value["act"]) == ("bob", "pledge")
    assert dump(record) == middle
    record.undo(who="cat")
    assert dump(record) == before
    assert record.undo(who="cat") is None
    assert len(record.judgements(undone=True)) == 2
    assert all(each.undone for each in record.judgements(undone=True))


def test_merge_rename_and_split_name_actors_as_they_are(record):
    add(record, read_text("a.txt", *QUARREL), read_text("b.txt", ("A. Reeve", "Never in my life")))
    resolve(record)
    record.merge("A. Reeve", "ann reeve", who="ann")
    resolve(record)
    assert record.find_actor("A. Reeve")["name"] == "Ann Reeve"
    record.rename("A. Reeve", "Dame Ann Reeve", who="ann")
    resolve(record)
    assert [row["speaker"] for row in record.statements()].count("Dame Ann Reeve") == 2
    record.split("Tom Hale", ["a.txt"], who="ann", new="Tom Hale MP")
    resolve(record)
    assert record.find_actor("Tom Hale MP")["statements"] == 1
    kinds = [each.kind for each in record.judgements()]
    assert kinds == ["merge", "rename", "split"]


def test_a_split_follows_the_edited_article(record):
    add(record, read_text("a.txt", *QUARREL), read_text("b.txt", ("Tom Hale", "Never in my life")))
    resolve(record)
    record.split("Tom Hale", ["a.txt"], who="ann")
    add(record, read_text("a.txt", *QUARREL, headline="Row grows"))
    (judgement,) = record.judgements()
    assert judgement.value["articles"] == [record.article("a.txt").id]


def test_decisions_need_actors_that_there_are(record):
    add(record, read_text("a.txt", *QUARREL))
    resolve(record)
    with pytest.raises(UnknownActorError, match="Ann Reeve"):
        record.merge("Anne Reeves", "Tom Hale", who="ann")
    with pytest.raises(UsageError, match="one actor already"):
        record.merge("Ann Reeve", "ANN REEVE", who="ann")
    with pytest.raises(UsageError, match="name the articles"):
        record.split("Ann Reeve", [], who="ann")
    with pytest.raises(UsageError, match="give the name"):
        record.rename("Ann Reeve", "  ", who="ann")
    assert not record.judgements()


def test_decisions_travel_as_a_file(record, tmp_path):
    found = read_text("a.txt", *QUARREL), read_text("b.txt", ("A. Reeve", "Never in my life"))
    add(record, *found)
    resolve(record)
    record.merge("A. Reeve", "Ann Reeve", who="ann")
    record.judge(statement_of(record, "The cap"), act="refusal", who="ann")
    record.judge(statement_of(record, "The cap"), wrong=True, who="ann")
    record.undo(who="bob")
    resolve(record)
    lines = list(record.export_judgements())
    assert all(json.loads(line)["who"] == "ann" for line in lines)
    with Record.memory() as other:
        assert other.import_judgements(lines) == 3
        assert other.import_judgements(lines) == 0
        add(other, *found)
        resolve(other)
        assert dump(other) == dump(record)
        assert list(other.export_judgements()) == lines


def test_an_undone_decision_is_undone_where_it_is_shared(record):
    add(record, read_text("a.txt", *QUARREL))
    record.judge(statement_of(record, "The cap"), wrong=True, who="ann")
    with Record.memory() as other:
        other.import_judgements(record.export_judgements())
        record.undo(who="ann")
        other.import_judgements(record.export_judgements())
        assert not other.judgements()


@pytest.mark.parametrize("line", ["{}", "not json", "[]", '{"id": "1", "kind": "merge"}'])
def test_a_file_that_holds_no_decisions_changes_nothing(record, line):
    with pytest.raises(UsageError, match="line 2"):
        record.import_judgements(["", line])
    assert not record.judgements(undone=True)


def test_decisions_of_one_moment_keep_their_order(url):
    with Record.open(url, clock=lambda: "2026-01-01T00:00:00.000000+00:00") as record:
        add(record, read_text("a.txt", *QUARREL))
        key = statement_of(record, "The cap")
        for act in ("refusal", "pledge", "demand"):
            record.judge(key, act=act, who="ann")
        assert [row["act"] for row in record.statements()] == ["threat", "demand"]
        record.undo(who="ann")
        assert [row["act"] for row in record.statements()] == ["threat", "pledge"]


def test_a_corrected_day_moves_a_statement_on_the_timeline(record):
    add(record, read_text("a.txt", *QUARREL), read_text("b.txt", ("Eve Marsh", "I never spoke")))
    record.judge(statement_of(record, "The cap"), said_on="2011-12-24", who="ann")
    events = list(record.timeline())
    assert [event.date for event in events] == ["2011-12-24", "2012-01-17", "2012-01-17"]
    assert events[0].row["speaker"] == "Tom Hale"
    assert len(list(record.timeline(since="2012", until="2012-01"))) == 2


def test_striking_the_first_of_several_witnesses_makes_the_next_the_first(record):
    words = "The cap will go the day after we are elected"
    early = read_text("a.txt", ("Tom Hale", words))
    late = read_text("b.txt", ("Tom Hale", words), published="2012-02", headline="Again")
    add(record, early, late)
    resolve(record)
    assert [row["repeats"] for row in record.statements()] == [
        None,
        early.coding.statements[0].id,
    ]
    record.judge(early.coding.statements[0].id, wrong=True, who="ann")
    assert [row["repeats"] for row in record.statements()] == [None]


def test_of_two_equal_statements_the_nearer_is_found_again(record):
    twice = [("Tom Hale", "The cap stays where it is"), ("Ann Reeve", "Then we will fight it")]
    add(record, read_text("a.txt", *twice, twice[0]))
    rows = list(record.statements())
    record.judge(rows[2]["id"], act="refusal", who="ann")
    add(record, read_text("a.txt", *twice, twice[0], headline="Row over the cap"))
    assert [row["act"] for row in record.statements()] == ["claim", "claim", "refusal"]


def test_an_article_that_comes_back_elsewhere_takes_its_judgement_back(record):
    old = read_text("a.txt", *QUARREL)
    add(record, old)
    record.judge(old.coding.statements[1].id, act="refusal", who="ann")
    add(record, read_text("a.txt", ("Tom Hale", "The cap stays where it was")))
    assert [row["act"] for row in record.statements()] == ["refusal"]
    add(record, replace(old, article=replace(old.article, path="b.txt")))
    acts = {(row["article"], row["act"]) for row in record.statements()}
    assert acts == {("a.txt", "claim"), ("b.txt", "threat"), ("b.txt", "refusal")}
