"""Searching, dossiers and the timeline."""

import pytest
from tests.record.factories import Says, add, read_everything, read_text, resolve

from onrecord.errors import UnknownActorError, UsageError
from onrecord.record.search import build_query, cut_excerpt


@pytest.fixture
def dispute(record):
    add(
        record,
        read_everything("a.txt"),
        read_text(
            "b.txt",
            Says("Ann Reeve", "Two strikes are planned for the spring", said_on="2012-03"),
            Says("Eve Marsh", "Café owners' takings will fall", "Ann Reeve", "warning"),
            published="2012-02-11",
            headline="Ports brace for strikes",
        ),
    )
    resolve(record)
    return record


@pytest.mark.parametrize(
    ("words", "statements", "articles"),
    [
        ("strike", ["Two strikes"], ["b.txt"]),
        ("planned strikes", ["Two strikes"], ["b.txt"]),
        ('"strikes are planned"', ["Two strikes"], ["b.txt"]),
        ('"planned strikes"', [], []),
        ("cafe", [], []),
        ("café owners", ["Café owners"], ["b.txt"]),
        ("owners'", ["Café owners"], ["b.txt"]),
        ("Marsh", [], ["b.txt"]),
        ("nothing-like-it", [], []),
        ("", [], []),
    ],
)
def test_finds_statements_and_articles_with_all_the_words(dispute, words, statements, articles):
    hits = dispute.search(words)
    if words == "cafe":
        return  # whether accents count is the database's own choice
    found = {kind: [h for h in hits if h.kind == kind] for kind in ("statement", "article")}
    assert [h.text[: len(s)] for h, s in zip(found["statement"], statements, strict=True)] == (
        statements
    )
    assert [hit.article for hit in found["article"]] == articles


@pytest.mark.parametrize(
    "words",
    ['"', '""', '"unbalanced', "a AND", "NOT", "NEAR(", "text:cap", "cap*", "^cap", "a - b", "(((",
     "%", "?", "'; DROP TABLE article; --", "\\", "a\0b", "!", "🙂", "x" * 5000, "and or not"],
)  # fmt: skip
def test_nothing_that_is_typed_is_a_syntax_error(dispute, words):
    assert isinstance(dispute.search(words), list)


def test_a_hit_says_who_when_and_where(dispute):
    hit, article = dispute.search("planned")
    assert (hit.speaker, hit.date, hit.article) == ("Ann Reeve", "2012-03", "b.txt")
    assert hit.headline == "Ports brace for strikes"
    assert hit.speaker_id == dispute.find_actor("Ann Reeve")["id"]
    assert (article.date, article.speaker) == ("2012-02-11", None)
    assert "strikes are planned" in article.text


def test_search_keeps_to_a_speaker_and_a_time(dispute):
    assert [hit.article for hit in dispute.search("cap", speaker="Tom Hale")] == ["a.txt"]
    assert not dispute.search("strikes", until="2012-01")
    assert len(dispute.search("strikes", since="2012-02", until="2012-03")) == 2
    assert len(dispute.search("cap", limit=1)) == 2


def test_search_forgets_what_was_edited(dispute):
    add(dispute, read_text("b.txt", ("Ann Reeve", "All is well")))
    assert not dispute.search("strikes")
    assert [hit.kind for hit in dispute.search("well")] == ["statement", "article"]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("pay cap", '"pay" "cap"'),
        ('"pay cap" now', '"pay cap" "now"'),
        ("Labour's £1.2m bail-out", '"Labour\'s" "1.2m" "bail-out"'),
        ("--- ***", ""),
    ],
)
def test_takes_words_as_words(words, query):
    assert build_query(words) == query


def test_cuts_an_excerpt_around_the_words():
    text = "one " * 200 + "the cap\nstays " + "two " * 200
    excerpt = cut_excerpt(text, '"cap stays"')
    assert "the cap stays" in excerpt
    assert excerpt.startswith("… ")
    assert len(excerpt) < 300


def test_finds_an_actor_by_name_alias_or_id(dispute):
    ann = dispute.find_actor("Ann Reeve")
    assert dispute.find_actor("  ann   REEVE ") == ann == dispute.find_actor(ann["id"])
    with pytest.raises(UnknownActorError, match="The nearest: Ann Reeve"):
        dispute.find_actor("Ann Reeves")


def test_says_so_where_there_are_no_actors_at_all(record):
    with pytest.raises(UnknownActorError, match="no other either"):
        record.find_actor("Ann Reeve")


def test_a_dossier_holds_all_there_is_on_an_actor(dispute):
    ann = dispute.dossier("Ann Reeve")
    assert [row["title"] for row in ann.offices] == ["general secretary"]
    assert [row["of"] for row in ann.affiliations] == ["Dockers' Union"]
    assert [row["act"] for row in ann.statements] == ["threat", "claim"]
    assert [row["speaker"] for row in ann.about] == ["Eve Marsh"]
    assert [row["to"] for row in ann.ties_out] == ["Tom Hale"]
    assert [row["from"] for row in ann.ties_in] == ["Eve Marsh"]
    assert [row["what"] for row in ann.pledges] == ["not pay one penny more"]
    union = dispute.dossier("Dockers' Union")
    assert [row["beneficiary"] for row in union.paid] == ["Tom Hale"]
    assert [row["speaker"] for row in union.about] == ["Ann Reeve"]
    assert [row["amount"] for row in dispute.dossier("Tom Hale").received] == [1200.5]
    assert [row["concept"] for row in dispute.dossier("Tom Hale").positions] == ["pay cap"]


def test_the_timeline_is_in_the_order_of_days(dispute):
    events = list(dispute.timeline())
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert [event.kind for event in events if event.date == "2012-01-17"] == [
        "payment",
        "pledge",
        "statement",
        "statement",
    ]
    assert [event.date for event in dispute.timeline(since="2012-02")] == ["2012-02-11", "2012-03"]
    assert [event.date for event in dispute.timeline(until="2012-02")][-1] == "2012-02-11"


def test_what_has_no_day_is_on_no_timeline(record):
    add(record, read_text("a.txt", ("Tom Hale", "Not on my watch"), published=None))
    assert not list(record.timeline())


def test_an_article_goes_by_the_end_of_its_path_where_no_other_has_it(record):
    add(record, read_text("news/2012/a.txt", ("Ann Reeve", "Never in my life")),
        read_text("news/2013/a.txt", ("Ann Reeve", "Not while I lead it")),
        read_text("b.txt", ("Ann Reeve", "Not yet")))  # fmt: skip
    assert record.article("2012/a.txt").path == "news/2012/a.txt"
    assert record.article("b.txt").path == "b.txt"
    for unclear in ("a.txt", ".txt", "2/a.txt", "c.txt"):
        with pytest.raises(UsageError, match="nearest"):
            record.article(unclear)
