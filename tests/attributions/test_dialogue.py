"""In interviews and transcripts a name and a colon stand for 'said'."""

import pytest
from tests.attributions.factories import article, marked

from onrecord.attributions import find_attributions
from onrecord.models import MarkedAttribution, MarkedName, Reading

TRANSCRIPT = """\
Ann Lee spoke to Tom Fitch. Ann Lee is the mayor.

TOM FITCH: Did you know that it would close?

ANN LEE: I knew for a week. I said that it was wrong.

He broke his word.

(Laughter)

FITCH: Will you resign?

LEE: No. I will stay.
"""
INTERVIEW = """\
Ann Lee has been mayor for nine years.

**Q:** Did you know that it would close?

**A:** I knew for a week.

Q: Will you resign?

A: No. I will stay.
"""


def names(text: str, *people: str) -> tuple[MarkedName, ...]:
    found = [
        MarkedName(at, at + len(name), "person", 0.9)
        for name in people
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return tuple(sorted(found, key=lambda name: name.start))


def said(text: str, *heard: MarkedAttribution) -> list[tuple[str | None, list[str]]]:
    reading = Reading(heard, names(text, "Ann Lee", "Tom Fitch"), "model:test@1")
    found = find_attributions(article(text), reading)
    return [(a.source.text if a.source else None, [c.text for c in a.content]) for a in found]


def test_gives_each_turn_of_a_transcript_to_its_speaker() -> None:
    assert said(TRANSCRIPT) == [
        ("TOM FITCH", ["Did you know that it would close?"]),
        ("ANN LEE", ["I knew for a week. I said that it was wrong.", "He broke his word."]),
        ("FITCH", ["Will you resign?"]),
        ("LEE", ["No. I will stay."]),
    ]


def test_makes_a_turn_whole_that_the_network_heard_in_part() -> None:
    colon = TRANSCRIPT.index("LEE: I") + 3
    heard = marked(TRANSCRIPT, "ANN LEE", "ANN LEE", ["I knew for a week"])
    heard = MarkedAttribution(heard.source, ((colon, colon + 1),), heard.content, 0.8)
    assert said(TRANSCRIPT, heard) == said(TRANSCRIPT)


def test_gives_answers_to_the_person_whom_the_interview_names_most() -> None:
    assert said(INTERVIEW) == [
        ("Ann Lee", ["I knew for a week."]),
        ("Ann Lee", ["No. I will stay."]),
    ]


def test_leaves_open_who_answers_where_two_are_named_as_often() -> None:
    text = INTERVIEW.replace("nine years", "nine years, and Tom Fitch for one")
    assert [source for source, _ in said(text)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "The deal: no strikes.\n\nThe price: ten million.\n\nThe risk: nobody knows.",
        "Lee: We will not go.\n\nThe minister left.",
        'Lee: "No."\n\nFitch: "Why?"\n\nLee: "Because."\n\nFitch: "Fine."',
        "A: apples\n\nB: pears",
    ],
)
def test_takes_no_list_for_a_dialogue(text: str) -> None:
    assert said(text) == []


def test_parts_the_turns_of_a_transcript_in_quotation_marks() -> None:
    text = (
        'The talk was as follows:\n\n"ROE: You lied to us.\n\n"LEE: I did not.\n\n"ROE: You did."'
    )
    reported = marked(text, "The talk", "as follows:", ['"ROE: You lied to us.'])
    assert said(text, reported)[1:] == [
        ("ROE", ["You lied to us."]),
        ("LEE", ["I did not."]),
        ("ROE", ["You did."]),
    ]


SIGNED = [
    ("“It is a disgrace.” ― Jane Roe", "Jane Roe"),
    ('"It is a disgrace." -- Jane Roe, Leeds', "Jane Roe"),
    ("‘It is a disgrace.’\u2009– Jane Roe.", "Jane Roe"),
]


@pytest.mark.parametrize(("text", "source"), SIGNED)
def test_gives_a_signed_quotation_to_whoever_signs_it(text: str, source: str) -> None:
    ((found, (content,)),) = said(f"Readers wrote.\n\n{text}\n\nThat was all.")
    assert (found, content[1:-1]) == (source, "It is a disgrace.")


@pytest.mark.parametrize(
    "text",
    ["“It is a disgrace” – which it is", "It is a disgrace – Jane Roe", "“A” - and Roe left."],
)
def test_takes_no_dash_for_a_signature(text: str) -> None:
    assert said(text) == []
