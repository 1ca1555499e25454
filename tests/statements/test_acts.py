"""What a statement does, told from its cue and its words."""

import pytest

from onrecord.statements import code_statements

PEOPLE = {
    "Ann Hale": ["Ms Hale"],
    "Harbour Union": ["the union"],
    "Tom Reed": ["Mr Reed"],
    "Reform Party": ["the party"],
}
OFFICES = [
    ("Ann Hale", "general secretary", "Harbour Union"),
    ("Tom Reed", "leader", "Reform Party"),
]

CASES = [
    ("Ms Hale said that the port opened in 1911.", "said", "that the port opened in 1911", "claim"),
    ("Ms Hale threatened to shut the docks.", "threatened", "to shut the docks", "threat"),
    (
        "Ms Hale warned that she would ballot for strikes.",
        "warned",
        "that she would ballot for strikes",
        "threat",
    ),
    ("Ms Hale warned that jobs could be lost.", "warned", "that jobs could be lost", "warning"),
    (
        "Ms Hale said: 'We will build four new piers.'",
        "said",
        "We will build four new piers.",
        "pledge",
    ),
    ("Ms Hale said: 'We will not back down.'", "said", "We will not back down.", "refusal"),
    (
        "Ms Hale said: 'Ministers must publish the report.'",
        "said",
        "Ministers must publish the report.",
        "demand",
    ),
    ("Ms Hale said the plan was a disgrace.", "said", "the plan was a disgrace", "criticism"),
    ("Ms Hale said: 'Was anyone told?'", "said", "Was anyone told?", "question"),
    ("Ms Hale asked whether anyone was told.", "asked", "whether anyone was told", "question"),
    ("Ms Hale told Mr Reed to grow up.", "told", "to grow up", "demand"),
    (
        "Ms Hale predicted that turnout would rise.",
        "predicted",
        "that turnout would rise",
        "prediction",
    ),
    ("Ms Hale praised Mr Reed as a decent man.", "praised", "as a decent man", "praise"),
    ("Ms Hale rejected calls for an inquiry.", "rejected", "calls for an inquiry", "refusal"),
    (
        "Ms Hale said she backed the new timetable.",
        "said",
        "she backed the new timetable",
        "support",
    ),
    ("Ms Hale pledged to freeze fares.", "pledged", "to freeze fares", "pledge"),
]


@pytest.mark.parametrize(("text", "cue", "content", "act"), CASES)
def test_tells_the_act(stage, text, cue, content, act):
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, content)])
    assert code_statements(article, said, cast).statements[0].act == act


def test_a_warning_that_finds_fault_with_what_was_done_is_criticism(stage):
    text = "Ms Hale warned that Mr Reed's decision to close the pier was a serious mistake."
    content = "that Mr Reed's decision to close the pier was a serious mistake"
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "warned", content)])
    assert code_statements(article, said, cast).statements[0].act == "criticism"


def test_an_organisation_speaks_through_its_officer(stage):
    text = "Ms Hale said the union could leave the party."
    article, said, cast = stage(
        text, PEOPLE, [("Ann Hale", "Ms Hale", "said", "the union could leave the party")],
        offices=OFFICES,
    )  # fmt: skip
    statement = code_statements(article, said, cast).statements[0]
    names = {member.id: member.name for member in cast.members}
    assert statement.act == "threat"
    assert names[statement.organisation] == "Harbour Union"
    assert [names[target] for target in statement.targets] == ["Reform Party"]


def test_what_is_added_carries_on_the_act_before(stage):
    text = "Ms Hale attacked the plan. She added: 'It tears the heart out of the town.'"
    said = [
        ("Ann Hale", "Ms Hale", "attacked", "the plan"),
        ("Ann Hale", "She", "added", "It tears the heart out of the town."),
    ]
    article, attributions, cast = stage(text, PEOPLE, said)
    assert code_statements(article, attributions, cast).statements[1].act == "criticism"


def test_the_same_words_twice_get_two_ids(stage):
    text = "Ms Hale said: 'No.' Later Ms Hale said: 'No.'"
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "said", "No.")] * 2)
    first, second = code_statements(article, said, cast).statements
    assert first.id != second.id
    assert code_statements(article, said, cast).statements[0].id == first.id


HARDER = [
    ("Ms Hale asked Mr Reed to sign.", "asked", "Mr Reed to sign", "demand"),
    ("Ms Hale refused to condemn the march.", "refused to condemn", "the march", "refusal"),
    ("Ms Hale did not respond to a letter.", "did not respond to", "a letter", "refusal"),
    (
        "Ms Hale said: 'If they sign, we will shut the docks.'",
        "said",
        "If they sign, we will shut the docks.",
        "threat",
    ),
    ("Ms Hale said: 'He would do it again.'", "said", "He would do it again.", "claim"),
    (
        "Ms Hale said her members would not be bullied.",
        "said",
        "her members would not be bullied",
        "refusal",
    ),
    ("Ms Hale offered her support.", "offered", "her support", "support"),
    ("Ms Hale will announce a fund for ferries.", "announce", "a fund for ferries", "pledge"),
    (
        "Ms Hale plans to read out a list of blunders.",
        "plans",
        "to read out a list of blunders",
        "criticism",
    ),
    (
        "Ms Hale said they would leave should the vote be lost.",
        "said",
        "they would leave should the vote be lost",
        "threat",
    ),
]


@pytest.mark.parametrize(("text", "cue", "content", "act"), HARDER)
def test_tells_the_act_from_more_than_the_cue(stage, text, cue, content, act):
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, content)])
    assert code_statements(article, said, cast).statements[0].act == act


def test_but_breaks_off_the_act_before(stage):
    text = "Ms Hale attacked the plan but added that her door was open."
    said = [
        ("Ann Hale", "Ms Hale", "attacked", "the plan"),
        ("Ann Hale", "Ms Hale", "added", "that her door was open"),
    ]
    article, attributions, cast = stage(text, PEOPLE, said)
    assert code_statements(article, attributions, cast).statements[1].act == "claim"


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("vowed", "to shut the docks down if ministers sell the pier", "threat"),
        ("vowed", "to shut the gap in pay", "pledge"),
        ("said", "If the cranes go, we walk out.", "threat"),
        ("said", "Keep the cranes or we walk out.", "threat"),
        ("said", "she would vote against any sale of the pier", "threat"),
        ("did not rule out", "withdrawing support for the ferry", "threat"),
        ("claimed", "the union will reopen the pier", "pledge"),
        ("claimed", "the museum will reopen the pier", "claim"),
        ("dismissed", "Mr Reed as an empty suit", "criticism"),
        ("dismissed", "the allegations as false", "refusal"),
        ("called", "the timetable barmy", "criticism"),
        ("challenged", "the record of Mr Reed", "criticism"),
        ("challenged", "Mr Reed to publish the bill", "demand"),
        ("said", "that the harbour ought to reopen", "demand"),
        ("insisted", "that the report be published", "demand"),
        ("insisted", "that the report was published", "claim"),
        ("said", "she cannot support the levy", "refusal"),
    ],
)
def test_tells_what_is_threatened_demanded_or_faulted_without_a_plain_cue(stage, cue, content, act):
    text = f"Ms Hale {cue} {content}"
    said_by = [("Ann Hale", "Ms Hale", cue, content)]
    article, said, cast = stage(text, PEOPLE, said_by, offices=OFFICES)
    assert code_statements(article, said, cast).statements[0].act == act
