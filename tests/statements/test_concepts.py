"""Concepts proposed from what is disputed, drafted as a codebook, and learnt from hand codings."""

import random

import pytest

from onrecord.statements import CodebookError, parse_codebook
from onrecord.statements.concepts import (
    HandCoded,
    Utterance,
    code_utterances,
    draft_codebook,
    extend_codebook,
    known_names,
    learn_concepts,
    names_concept,
    propose_concepts,
    read_learnt,
    speak,
    write_learnt,
)

SAID = [
    ("Hale", "a", "would scrap the public sector pay cap", "said she"),
    ("Reed", "a", "the public sector pay cap", "defended"),
    ("Pike", "b", "the pay freeze in the public sector", "opposes"),
    ("Reed", "b", "he would keep the pay cap", "said"),
    ("Hale", "c", "ministers to build the Sandby barrage", "urged"),
    ("Pike", "c", "the Sandby barrage must be stopped", "said"),
    ("Reed", "d", "the Sandby barrage", "opposed"),
    ("Hale", "d", "people had a good time at the meeting", "said"),
    ("Reed", "d", "he would meet Mr Pike on Friday", "said"),
]


def make_utterances(said=SAID):
    return [
        Utterance(f"s{i}", article, speaker, "claim", text, lead)
        for i, (speaker, article, text, lead) in enumerate(said)
    ]


def test_proposes_what_speakers_take_sides_on():
    first, second = propose_concepts(make_utterances(), names=["Ann Hale", "Tom Reed"])
    assert {first.name, second.name} == {"pay cap", "Sandby barrage"}


def test_a_proposal_has_sides_wording_and_examples():
    (pay,) = [p for p in propose_concepts(make_utterances()) if "pay" in p.name]
    assert pay.camps == {"Hale": -1, "Reed": 1, "Pike": -1}
    assert "scrap" in pay.opposing
    assert "keep" in pay.backing
    assert {stance for _, stance in pay.examples} == {1, -1}


@pytest.mark.parametrize(
    "text",
    [
        "the people and the time of the meeting",
        "Tom Reed and Ann Hale",
        "on Friday and in January",
    ],
)
def test_vague_words_names_and_days_make_no_concept(text):
    said = [(speaker, speaker, text, "opposes") for speaker in ("x", "y", "z")]
    assert propose_concepts(make_utterances(said), names=["Tom Reed", "Ann Hale"]) == ()


def test_what_is_known_is_not_proposed():
    (only,) = propose_concepts(make_utterances(), known=["pay cap"])
    assert only.name == "Sandby barrage"


def test_a_draft_is_a_codebook():
    proposals = propose_concepts(make_utterances())
    codebook = parse_codebook(draft_codebook(proposals))
    assert [c.name for c in codebook.concepts] == [p.name for p in proposals]
    assert all(c.supporting and c.opposing and c.examples for c in codebook.concepts)


KEPT = """\
# mine
concepts:
- concept: pay limit   # renamed
  aliases: [pay cap]
# end
other: 1
"""


def test_running_again_keeps_what_was_kept_and_adds_what_is_new():
    proposals = propose_concepts(make_utterances(), known=known_names(KEPT))
    text = extend_codebook(KEPT, proposals)
    assert text.startswith("# mine\nconcepts:\n- concept: pay limit   # renamed\n")
    assert "other: 1" in text
    assert [c.name for c in parse_codebook(text).concepts] == ["pay limit", "Sandby barrage"]


def test_what_was_dropped_does_not_come_back():
    text = draft_codebook(propose_concepts(make_utterances()))
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if "Sandby" in line and "concept:" in line)
    end = next(
        (
            i
            for i in range(start + 1, len(lines))
            if lines[i].startswith(("  #", "  - ", "proposed"))
        ),
        len(lines),
    )
    edited = "\n".join(lines[:start] + lines[end:]) + "\n"
    assert "Sandby" in edited  # in the list of what was proposed
    again = propose_concepts(make_utterances(), known=known_names(edited))
    assert again == ()
    assert parse_codebook(extend_codebook(edited, again)) == parse_codebook(edited)


def test_an_empty_codebook_is_extended():
    text = extend_codebook("concepts: []\n", propose_concepts(make_utterances()))
    assert len(parse_codebook(text).concepts) == 2


def test_concepts_in_brackets_are_told_to_stand_below_one_another():
    with pytest.raises(CodebookError, match="line 1"):
        extend_codebook("concepts: [{concept: a}]", propose_concepts(make_utterances()))


# == learning ==

CODEBOOK = parse_codebook("concepts:\n- concept: ferry fare cap\n- concept: school closures")
FARES = ("fares", "tickets for the ferry", "the price of a crossing", "what islanders pay to cross")
SCHOOLS = ("pupils", "village schools", "classrooms in the valley", "teachers who lose their posts")
GOOD, BAD = ("I welcome it:", "It is right:"), ("It is a scandal:", "I condemn it:")


def make_codings(count=60):
    chance = random.Random(3)
    for i in range(count):
        concept, words = chance.choice([("ferry fare cap", FARES), ("school closures", SCHOOLS)])
        stance = chance.choice([1, -1])
        text = f"{chance.choice(GOOD if stance > 0 else BAD)} {chance.choice(words)} in {i}"
        yield HandCoded(text, f"article {i % 20}", concept, stance)


def make_others():
    words = ("The weather was fine", "The team won", "He thanked his family", "They met in Rome")
    return [Utterance(f"o{i}", f"x{i}", "s", "claim", f"{w} {i}") for i in range(20) for w in words]


def test_learns_concept_and_stance_and_codes_the_rest():
    learnt = learn_concepts(CODEBOOK, list(make_codings()), make_others())
    assert all(r.precision >= 0.8 and r.recall > 0.5 for r in learnt.reports)
    assert all(r.stance is not None and r.stance > 0.8 for r in learnt.reports)
    new = [
        Utterance("n1", "z", "s", "claim", "It is a scandal: the price of a crossing"),
        Utterance("n2", "z", "s", "claim", "I welcome it: pupils in village schools"),
        Utterance("n3", "z", "s", "claim", "They met in Rome"),
    ]
    coded = {(c.statement, c.concept, c.stance) for c in code_utterances(learnt, CODEBOOK, new)}
    assert coded == {("n1", "ferry fare cap", -1), ("n2", "school closures", 1)}


def test_what_was_learnt_is_kept_as_data():
    learnt = learn_concepts(CODEBOOK, list(make_codings()), make_others())
    kept = read_learnt(write_learnt(learnt))
    new = [Utterance("n1", "z", "s", "claim", "It is a scandal: the price of a crossing")]
    (one,), (other,) = (list(code_utterances(each, CODEBOOK, new)) for each in (learnt, kept))
    assert (one.concept, one.stance) == (other.concept, other.stance)
    assert one.confidence == pytest.approx(other.confidence, abs=0.01)
    assert kept.reports == learnt.reports


def test_too_few_examples_are_told():
    learnt = learn_concepts(CODEBOOK, list(make_codings(6)), make_others())
    assert learnt.concepts == ()
    assert all("too few" in report.note for report in learnt.reports)


def test_abstains_where_no_confidence_is_precise_enough():
    chance = random.Random(5)
    noise = [
        HandCoded(f"word {chance.random()}", f"a{i}", "ferry fare cap", chance.choice([1, None]))
        for i in range(40)
    ]
    others = [Utterance(f"o{i}", "b", "s", "claim", f"word {chance.random()}") for i in range(40)]
    learnt = learn_concepts(CODEBOOK, noise, others, precision=0.95)
    assert not list(code_utterances(learnt, CODEBOOK, others))


def test_cue_and_words_are_learnt_from():
    assert speak(Utterance("i", "a", None, "claim", "the cap", "opposes")) == "opposes the cap"


@pytest.mark.parametrize(
    ("text", "named"),
    [("she opposed the wall", True), ("she opposed Wall Street", False), ("The wall stays", True)],
)
def test_a_plain_word_in_a_name_does_not_name_a_concept(text, named):
    (concept,) = parse_codebook("concepts:\n- concept: sea wall\n  aliases: [wall]").concepts
    assert names_concept(text, concept) is named
