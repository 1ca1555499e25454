"""Ties between actors and positions on concepts."""

import pytest

from onrecord.statements import CodebookError, code_statements, read_codebook
from onrecord.statements.codebook import parse_codebook

PEOPLE = {
    "Ann Hale": ["Ms Hale"],
    "Tom Reed": ["Mr Reed"],
    "Joan Pike": ["Ms Pike"],
    "Reform Party": ["Reform", "the party"],
    "Harbour Union": ["the union"],
}
CODEBOOK = parse_codebook(
    "concepts:\n- concept: ferry fare cap\n  aliases: [fare cap, fare freeze]"
)

TIES = [
    ("Ms Hale backed Mr Reed.", [("Ann Hale", "Tom Reed", 1)]),
    ("Ms Hale hit back at Mr Reed.", [("Ann Hale", "Tom Reed", -1)]),
    ("Mr Reed was attacked by Ms Hale.", [("Ann Hale", "Tom Reed", -1)]),
    ("Ms Hale refused to back Mr Reed.", [("Ann Hale", "Tom Reed", -1)]),
    ("Ms Hale denied attacking Mr Reed.", []),
    ("Ms Hale did not criticise Mr Reed.", []),
    ("Ms Hale clashed with Mr Reed.", [("Ann Hale", "Tom Reed", -1), ("Tom Reed", "Ann Hale", -1)]),
    (
        "Ms Hale and Ms Pike joined forces to attack Mr Reed.",
        [("Joan Pike", "Tom Reed", -1), ("Ann Hale", "Tom Reed", -1)],
    ),
    (
        "Ms Hale and Mr Reed clashed on Friday.",
        [("Ann Hale", "Tom Reed", -1), ("Tom Reed", "Ann Hale", -1)],
    ),
    ("Ms Hale travelled back to the Reform stage.", []),
    ("Ms Hale won a failed campaign for Reform.", []),
    ("Ms Hale attacked the Reform spokesman Mr Reed.", [("Ann Hale", "Tom Reed", -1)]),
    ("Ms Hale of the union backed Mr Reed.", [("Ann Hale", "Tom Reed", 1)]),
    ("Ms Hale, who left Reform in May, backed Mr Reed.", [("Ann Hale", "Tom Reed", 1)]),
    ("Ms Hale fired back on the Reform stage.", []),
    ("Reform wins as donors desert Mr Reed.", []),
    ("Ms Hale met Mr Reed.", []),
    ("Ms Hale met Mr Reed and attacked Ms Pike.", [("Ann Hale", "Joan Pike", -1)]),
    ("She met Mr Reed and attacked Ms Pike.", []),
]


@pytest.mark.parametrize(("text", "expected"), TIES)
def test_reads_sides_from_narration(stage, text, expected):
    article, said, cast = stage(text, PEOPLE)
    names = {member.id: member.name for member in cast.members}
    ties = code_statements(article, said, cast).ties
    assert [(names[t.source], names[t.target], t.sign) for t in ties] == expected


def test_what_one_says_another_did_is_no_tie_between_those_two(stage):
    text = "Ms Hale accused Mr Reed of attacking Ms Pike."
    said = [("Ann Hale", "Ms Hale", "accused", "of attacking Ms Pike")]
    article, attributions, cast = stage(text, PEOPLE, said)
    names = {member.id: member.name for member in cast.members}
    ties = code_statements(article, attributions, cast).ties
    assert {(names[t.source], names[t.target], t.sign) for t in ties} == {
        ("Ann Hale", "Tom Reed", -1)
    }


STANCES = [
    ("said", "she backed the fare cap", 1),
    ("said", "she would scrap the fare cap", -1),
    ("said", "she rejected the call to scrap the fare cap", 1),
    ("said", "she would not scrap the fare cap", 1),
    ("said", "she did not support the fare cap", -1),
    ("said", "the cap on ferry fares was a disgrace", -1),
    ("said", "the freeze on fares was right", 1),
    ("attacked", "the fare freeze", -1),
    ("said", "the fare freeze was hurting islanders", -1),
    ("was attacked for backing", "the fare freeze", 1),
    ("refused", "an end to the fare cap", 1),
    ("refused", "to scrap the fare cap", 1),
    ("demanded", "an end to the fare cap", -1),
    ("criticised", "plans to scrap the fare cap", 1),
    ("said", "the fare cap began in May", None),
]


@pytest.mark.parametrize(("cue", "content", "stance"), STANCES)
def test_reads_stance_through_negation_and_reversal(stage, cue, content, stance):
    article, said, cast = stage(
        f"Ms Hale {cue} {content}.", PEOPLE, [("Ann Hale", "Ms Hale", cue, content)]
    )
    positions = code_statements(article, said, cast, codebook=CODEBOOK).positions
    assert [p.stance for p in positions] == ([] if stance is None else [stance])


def test_takes_up_the_one_disputed_measure(stage):
    text = (
        "Mr Reed said he backed the fare cap. Ms Pike said this decision was a betrayal by Mr Reed."
    )
    said = [
        ("Tom Reed", "Mr Reed", "said", "he backed the fare cap"),
        ("Joan Pike", "Ms Pike", "said", "this decision was a betrayal by Mr Reed"),
    ]
    article, attributions, cast = stage(text, PEOPLE, said)
    names = {member.id: member.name for member in cast.members}
    positions = code_statements(article, attributions, cast, codebook=CODEBOOK).positions
    assert {(names[p.actor], p.stance) for p in positions} == {("Tom Reed", 1), ("Joan Pike", -1)}


REPORTED = [
    ("said", "Mr Reed would keep the fare cap", {("Tom Reed", 1)}),
    ("asked", "why Mr Reed would keep the fare cap", {("Tom Reed", 1)}),
    ("attacked", "Mr Reed would keep the fare cap", {("Tom Reed", 1), ("Ann Hale", -1)}),
    ("said", "Mr Reed should keep the fare cap", {("Ann Hale", 1)}),
]


@pytest.mark.parametrize(("cue", "content", "expected"), REPORTED)
def test_tells_a_stance_from_one_that_is_reported(stage, cue, content, expected):
    text = f"Ms Hale {cue} {content}."
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, content)])
    names = {member.id: member.name for member in cast.members}
    positions = code_statements(article, said, cast, codebook=CODEBOOK).positions
    assert {(names[p.actor], p.stance) for p in positions} == expected


def test_takes_up_what_is_to_be_condemned(stage):
    text = "Mr Reed said he backed the fare cap. Ms Pike urged the party to condemn the policy."
    said = [
        ("Tom Reed", "Mr Reed", "said", "he backed the fare cap"),
        ("Joan Pike", "Ms Pike", "urged", "the party to condemn the policy"),
    ]
    article, attributions, cast = stage(text, PEOPLE, said)
    names = {member.id: member.name for member in cast.members}
    positions = code_statements(article, attributions, cast, codebook=CODEBOOK).positions
    assert ("Joan Pike", -1) in {(names[p.actor], p.stance) for p in positions}


BROKEN = [
    ("concepts: 3", "line 1"),
    ("things: []", "line 1"),
    ("concepts:\n- concept: a\n  aliases: b", "line 3"),
    ("concepts:\n- concept: a\n  colour: b", "line 3"),
    ("concepts:\n- definition: a", "line 2"),
    ("concepts:\n- concept: a\n- concept: A", "line 3"),
    ("concepts:\n- concept: a\n  examples:\n  - {text: b, stance: 2}", "line 4"),
    ("concepts:\n- concept: [", "line"),
]


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_a_broken_codebook_names_the_line(tmp_path, text, line):
    file = tmp_path / "codebook.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=line):
        read_codebook(file)


def test_a_missing_codebook_is_told(tmp_path):
    with pytest.raises(CodebookError, match="cannot be read"):
        read_codebook(tmp_path / "none.yaml")
