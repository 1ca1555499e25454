"""Stances on concepts: through reversal, negation and doubt, told of others or by the article."""

import pytest

from onrecord.statements import code_statements
from onrecord.statements.codebook import parse_codebook

PEOPLE = {
    "Ann Hale": ["Ms Hale"],
    "Tom Reed": ["Mr Reed"],
    "Reform Party": ["Reform"],
    "Harbour Union": ["The union", "the union"],
}
CODEBOOK = parse_codebook("""
concepts:
- concept: ferry fare cap
  for: keeps, defends the cap
  against: would end, defer or water down the cap; stands for free fares
  aliases: [fare cap, fare freeze, free fares]
- concept: closing the Sandby pier
  for: wants it shut, calls it a danger
  against: would keep the pier open
  aliases: [close the pier, shut the pier, pier closure, keep the pier open]
""")

SAID = [
    # governed by words that carry a stance, one through another
    ("said", "she would never vote to scrap the fare cap", 1),
    ("said", "it was time to end the fare cap", -1),
    ("said", "we should stop attacking the fare cap", 1),
    ("said", "she did not think that ministers should scrap the fare cap", 1),
    ("said", "she had opposed every attempt to water down the fare cap", 1),
    ("said", "her support for the fare cap was well known", 1),
    ("repeated", "her opposition to the fare cap", -1),
    ("criticised", "the call for an end to the fare cap", 1),
    ("said", "she would defer the fare cap", -1),
    ("said", "no fare cap would be needed", -1),
    ("said", "she no longer supports the fare cap", -1),
    ("condemned", "new restrictions on free fares", -1),
    ("signed", "a bill that abolishes the fare cap", -1),
    # what is to be done is itself judged
    ("said", "scrapping the fare cap would be wrong", 1),
    ("said", "closing the Sandby pier is not sensible", -1),
    ("said", "scrapping the fare cap would change the town", None),
    # judged by what follows
    ("said", "the fare cap has destroyed jobs in the harbour", -1),
    ("said", "the fare cap has created hundreds of jobs", 1),
    ("said", "the fare cap is not the solution", -1),
    ("said", "the fare cap must be scrapped", -1),
    ("said", "the fare cap would raise prices for everybody", -1),
    ("rejected", "the claim that the fare cap hurts the islands", 1),
    # irony
    ("called it", "a so-called fare cap", -1),
    ("laughed at", 'the “generous” fare cap', -1),
    # the other side by name, and deeds
    ("said", "she would fight for free fares", -1),
    ("said", "she would close the pier", 1),
    ("said", "she would not close the pier", -1),
    ("vowed", "to keep the pier open", -1),
    ("refused", "to shut the pier", -1),
    # nothing is taken for a stance
    ("said", "the fare cap began in May", None),
    ("denied", "that she backed the fare cap", None),
    ("asked", "whether ministers would keep the fare cap", None),
    ("would not say", "if she would scrap the fare cap", None),
    ("said", "the committee would review the fare cap", None),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "content", "stance"), SAID)
def test_reads_the_speakers_stance(stage, cue, content, stance):
    text = f"Ms Hale {cue} {content}."
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", cue, content)])
    positions = code_statements(article, said, cast, codebook=CODEBOOK).positions
    assert [p.stance for p in positions] == ([] if stance is None else [stance])


TOLD = [
    ("The union opposes the fare cap.", {("Harbour Union", -1)}),
    ("Reform, which backs the fare cap, met on Friday.", {("Reform Party", 1)}),
    ("Reform backed the fare cap but Mr Reed rejected the fare cap.",
     {("Reform Party", 1), ("Tom Reed", -1)}),
    ("Mr Reed voted against scrapping the fare cap.", {("Tom Reed", 1)}),
    ("The fare cap was opposed by the union.", {("Harbour Union", -1)}),
    ("The union's opposition to the fare cap is well known.", {("Harbour Union", -1)}),
    ("Mr Reed never supported the fare cap.", {("Tom Reed", -1)}),
    ("Mr Reed denied that he backed the fare cap.", set()),
    ("The fare cap was introduced in 2012.", set()),
    ("Mr Reed wondered whether to scrap the fare cap.", set()),
    ("Mr Reed read a report on the fare cap.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_reads_positions_that_the_article_tells(stage, text, expected):
    article, said, cast = stage(text, PEOPLE)
    names = {member.id: member.name for member in cast.members}
    positions = code_statements(article, said, cast, codebook=CODEBOOK).positions
    assert {(names[p.actor], p.stance) for p in positions} == expected


def test_what_the_article_tells_bears_its_words(stage):
    article, said, cast = stage("It rained. The union opposes the fare cap.", PEOPLE)
    (position,) = code_statements(article, said, cast, codebook=CODEBOOK).positions
    assert position.statement is None
    assert [p.text for p in position.evidence] == ["The union opposes the fare cap."]


def test_an_organisation_takes_the_position_of_who_speaks_for_it(stage):
    text = "Ms Hale said she would scrap the fare cap."
    article, said, cast = stage(
        text, PEOPLE, [("Ann Hale", "Ms Hale", "said", "she would scrap the fare cap")],
        offices=[("Ann Hale", "president", "Harbour Union")],
    )  # fmt: skip
    names = {member.id: member.name for member in cast.members}
    positions = code_statements(article, said, cast, codebook=CODEBOOK).positions
    assert {(names[p.actor], p.stance) for p in positions} == {
        ("Ann Hale", -1), ("Harbour Union", -1),
    }  # fmt: skip


def test_a_plain_alias_is_no_part_of_a_name(stage):
    codebook = parse_codebook("concepts:\n- concept: sea wall\n  aliases: [wall]")
    text = "Ms Hale said she opposed Wall Street. Ms Hale said she opposed the wall."
    said = [
        ("Ann Hale", "Ms Hale", "said", "she opposed Wall Street"),
        ("Ann Hale", "Ms Hale", "said", "she opposed the wall"),
    ]
    article, attributions, cast = stage(text, PEOPLE, said)
    positions = code_statements(article, attributions, cast, codebook=codebook).positions
    assert len({p.statement for p in positions}) == 1
