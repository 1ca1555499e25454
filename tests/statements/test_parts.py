"""Condition, targets, addressee, venue, day and tense of a statement."""

import pytest

from onrecord.statements import code_statements

PEOPLE = {
    "Radio Averly Fund": [],
    "Ann Hale": ["Ms Hale"],
    "Tom Reed": ["Mr Reed"],
    "Reform Party": ["the party"],
    "The Government": ["the Government", "ministers"],
}

CONDITIONS = [
    ("said", "the docks will shut if talks fail", "if talks fail"),
    ("said", "If talks fail the docks will shut", "If talks fail"),
    ("said", "If talks fail, the docks will shut", "If talks fail"),
    ("said", "the docks will shut unless ministers pay", "unless ministers pay"),
    ("said", "the men will not return until they are paid, and not before", "until they are paid"),
    (
        "said",
        "it would lend the money in return for a seat on the board",
        "in return for a seat on the board",
    ),
    ("said", "Should talks fail, the docks will shut", "Should talks fail"),
    ("said", "they would sign provided that pay rises", "provided that pay rises"),
    (
        "said",
        "the docks will shut if rates, fares and rents rise",
        "if rates, fares and rents rise",
    ),
    (
        "said",
        "If Hull, Leith and Cork strike, the docks will shut",
        "If Hull, Leith and Cork strike",
    ),
    ("said", "were ministers to pay, the men would return", "were ministers to pay"),
    ("said", "without a new offer, the men will not return", "without a new offer"),
    (
        "said",
        "the men would only return on condition that they are paid",
        "on condition that they are paid",
    ),
    ("said", "the docks would open, provided they are paid", "provided they are paid"),
    ("said", "the strike hinges on what ministers offer", "hinges on what ministers offer"),
    (
        "said",
        "her vote depends on whether ministers pay",
        "depends on whether ministers pay",
    ),
    ("said", "the men were ready to return", None),
    ("said", "ministers provided the docks with cranes", None),
    ("said", "a strike that should worry ministers began", None),
    ("said", "she ran the docks until the men struck", None),
    ("said", "he was not sure if the docks would shut", None),
    ("asked", "if the docks would shut", None),
    ("said", "he did not know if the docks would shut", None),
    ("said", "even if he begged, she would go", None),
    ("said", "it was as if nobody had read it", None),
    ("said", "the docks shut without warning", None),
]


@pytest.mark.parametrize(("cue", "content", "condition"), CONDITIONS)
def test_finds_the_clause_that_a_statement_hangs_on(stage, cue, content, condition):
    article, said, cast = stage(
        f"Ms Hale {cue} {content}.", PEOPLE, [("Ann Hale", "Ms Hale", cue, content)]
    )
    found = code_statements(article, said, cast).statements[0].condition
    assert (found.text if found else None) == condition


def test_finds_a_condition_right_beside_the_content(stage):
    text = "If talks fail, Ms Hale warned, the docks will shut."
    article, said, cast = stage(
        text, PEOPLE, [("Ann Hale", "Ms Hale", "warned", "the docks will shut")]
    )
    assert code_statements(article, said, cast).statements[0].condition.text == "If talks fail"
    text = "If the talks bore her, Ms Hale hid it and, Mr Reed said, the docks would stay open."
    article, said, cast = stage(
        text, PEOPLE, [("Tom Reed", "Mr Reed", "said", "the docks would stay open")]
    )
    assert code_statements(article, said, cast).statements[0].condition is None
    text = "Ms Hale threatened 'to shut the docks' if talks fail."
    article, said, cast = stage(
        text, PEOPLE, [("Ann Hale", "Ms Hale", "threatened", "to shut the docks")]
    )
    assert code_statements(article, said, cast).statements[0].condition.text == "if talks fail"


TARGETS = [
    (
        "Ms Hale accused Mr Reed of hiding the report.",
        "accused",
        "of hiding the report",
        ["Tom Reed"],
    ),
    ("Ms Hale said of Mr Reed: 'A fool.'", "said", "A fool.", ["Tom Reed"]),
    (
        "Ms Hale said Mr Reed and the party had failed.",
        "said",
        "Mr Reed and the party had failed",
        ["Tom Reed", "Reform Party"],
    ),
    ("Ms Hale said the rain had failed.", "said", "the rain had failed", []),
    ("Ms Hale told Radio Averly Fund she would sue.", "told", "she would sue", []),
    ("Ms Hale told Radio Averly Fund the rain had failed.", "told", "the rain had failed", []),
    ("Ms Hale told Mr Reed he had failed.", "told", "he had failed", ["Tom Reed"]),
    (
        "Ms Hale, a donor to the party, warned she would turn off the taps.",
        "warned",
        "she would turn off the taps",
        ["Reform Party"],
    ),
]


@pytest.mark.parametrize(("text", "cue", "content", "targets"), TARGETS)
def test_names_whom_a_statement_is_aimed_at(stage, text, cue, content, targets):
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, content)])
    names = {member.id: member.name for member in cast.members}
    assert [names[t] for t in code_statements(article, said, cast).statements[0].targets] == targets


TOLD = [
    ("Ms Hale told the BBC: 'It is over.'", "told", "It is over.", "the BBC", None),
    ("Ms Hale told delegates that it was over.", "told", "that it was over", "delegates", None),
    (
        "Ms Hale told the BBC's Today programme it was over.",
        "told",
        "it was over",
        "the BBC's Today programme",
        None,
    ),
    ("Ms Hale threatened last night 'to go'.", "threatened", "to go", None, None),
    ("Ms Hale warned ministers it was over.", "warned", "it was over", "The Government", None),
    (
        "Ms Hale said at a fringe meeting that it was over.",
        "said",
        "that it was over",
        None,
        "a fringe meeting",
    ),
    (
        "In an interview with the Daily Post, Ms Hale said it was over.",
        "said",
        "it was over",
        None,
        "an interview with the Daily Post",
    ),
    ("Ms Hale said it was over.", "said", "it was over", None, None),
]


@pytest.mark.parametrize(("text", "cue", "content", "addressee", "venue"), TOLD)
def test_keeps_addressee_and_venue_apart(stage, text, cue, content, addressee, venue):
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, content)])
    statement = code_statements(article, said, cast).statements[0]
    assert (statement.addressee, statement.venue) == (addressee, venue)


DAYS = [  # the article is of Thursday 14 March 2019
    ("Ms Hale said last night it was over.", "said", "2019-03-13", "said"),
    ("Ms Hale said yesterday it was over.", "said", "2019-03-13", "said"),
    ("Ms Hale said today it was over.", "said", "2019-03-14", "said"),
    ("Ms Hale said on Sunday it was over.", "said", "2019-03-10", "said"),
    ("Ms Hale said on Thursday it was over.", "said", "2019-03-14", "said"),
    ("Ms Hale said at the weekend it was over.", "said", "2019-03", "said"),
    ("Ms Hale said last month it was over.", "said", "2019-02", "said"),
    ("Ms Hale said on 20 December it was over.", "said", "2018-12-20", "said"),
    ("Ms Hale said on March 2, 2018 it was over.", "said", "2018-03-02", "said"),
    ("Ms Hale said in January it was over.", "said", "2019-01", "said"),
    ("Last week Ms Hale said it was over.", "said", "2019-03", "said"),
    ("In January, Ms Hale said it was over.", "said", "2019-01", "said"),
    ("In late January, Ms Hale said it was over.", "said", "2019-01", "said"),
    ("At Monday's debate, Ms Hale said it was over.", "said", "2019-03-11", "said"),
    ("Ms Hale said two days ago it was over.", "said", "2019-03-12", "said"),
    ("Ms Hale said three months ago it was over.", "said", "2018-12", "said"),
    ("In her 2003 book Ms Hale said it was over.", "said", "2003", "said"),
    (
        "Ms Hale, who has led it since January, said on Tuesday it was over.",
        "said",
        "2019-03-12",
        "said",
    ),
    ("Ms Hale, who came in January, said it was over.", "said", None, "said"),
    ("Before Monday's deadline Ms Hale said it was over.", "said", None, "said"),
    ("Ms Hale told the BBC's Today programme it was over.", "told", None, "said"),
    ("Ms Hale told the Sunday Herald it was over.", "told", None, "said"),
    ("Ms Hale told the Mail on Sunday it was over.", "told", None, "said"),
    ("Ms Hale said it was over, before a vote next week.", "said", None, "said"),
    ("Ms Hale said it was over.", "said", None, "said"),
    ("Ms Hale will say tomorrow it was over.", "say", "2019-03-15", "announced"),
    ("Ms Hale is expected to say on Sunday it was over.", "say", "2019-03-17", "announced"),
    ("Ms Hale would say it was over.", "say", None, "said"),
]


@pytest.mark.parametrize(("text", "cue", "day", "tense"), DAYS)
def test_dates_the_saying_no_finer_than_its_words(stage, text, cue, day, tense):
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, "it was over")])
    statement = code_statements(article, said, cast).statements[0]
    assert (statement.said_on, statement.tense) == (day, tense)


def test_days_said_inside_the_content_are_not_when_it_was_said(stage):
    text = "Ms Hale said the talks broke down on Sunday."
    article, said, cast = stage(
        text, PEOPLE, [("Ann Hale", "Ms Hale", "said", "the talks broke down on Sunday")]
    )
    assert code_statements(article, said, cast).statements[0].said_on is None


def test_an_undated_article_dates_nothing_relative(stage):
    text = "Ms Hale said yesterday it was over."
    article, said, cast = stage(
        text, PEOPLE, [("Ann Hale", "Ms Hale", "said", "it was over")], published=None
    )
    assert code_statements(article, said, cast).statements[0].said_on is None


def test_who_is_wronged_is_no_target(stage):
    text = "Ms Hale said the party had been cheated by Mr Reed."
    content = "the party had been cheated by Mr Reed"
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "said", content)])
    names = {member.id: member.name for member in cast.members}
    assert [names[t] for t in code_statements(article, said, cast).statements[0].targets] == [
        "Tom Reed"
    ]


def test_who_is_told_is_a_target_only_where_it_is_about_them(stage):
    for content, targets in [("he was wrong", ["Tom Reed"]), ("the pier was shut", [])]:
        text = f"Ms Hale told Mr Reed {content}."
        article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "told", content)])
        names = {member.id: member.name for member in cast.members}
        statement = code_statements(article, said, cast).statements[0]
        assert statement.addressee == "Tom Reed"
        assert [names[t] for t in statement.targets] == targets
