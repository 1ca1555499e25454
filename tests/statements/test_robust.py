"""Whatever the network marks, coding neither fails nor leaves the article's words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors import Cast, Member, Mention
from onrecord.articles import Article, Zone, digest
from onrecord.attributions import Attribution
from onrecord.statements import code_statements
from onrecord.statements.codebook import parse_codebook

CODEBOOK = parse_codebook("concepts:\n- concept: fare cap\n  aliases: [fare freeze, cap]")
PIECES = [
    "Ms Hale", " said ", "'We will", " not", " back down", "if talks fail", ". ", "\n\n", "• ",
    "£2m", " to ", "Reform", "'s ", "should the", " until", "92 per cent of", " funds", "“", "”",
    " —", "?", " accused", " of betraying", " the fare cap", " will tell", " on Sunday",
    "\u2028", "é", "🏛", "", " donated half a million", " from", " unions", ", who ",
    " plans to read out", "31 February",
]  # fmt: skip


@st.composite
def readings(draw):
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=40)))
    article = Article(
        digest(text), "a.txt", "0", text, (Zone("body", 0, len(text)),), published="2019-03-14"
    )

    def passage():
        a, b = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        return article.passage(a, b)

    members = tuple(
        Member(f"m{i}", article.id, name, kind, named=True)
        for i, (name, kind) in enumerate([("Ann Hale", "person"), ("Reform", "organisation")])
    )
    mentions = tuple(
        Mention(passage(), "name", draw(st.sampled_from(["m0", "m1", None])), (), 1.0, "rule:t")
        for _ in range(draw(st.integers(0, 6)))
    )
    said = tuple(
        Attribution(
            id=f"a{i}",
            article=article.id,
            zone="body",
            source=draw(st.sampled_from([None, passage()])),
            cue=tuple(passage() for _ in range(draw(st.integers(0, 2)))),
            content=tuple(passage() for _ in range(draw(st.integers(0, 2)))),
            form=draw(st.sampled_from(["direct", "indirect", "mixed"])),
            confidence=0.5,
            by="model:t@1",
        )
        for i in range(draw(st.integers(0, 4)))
    )
    speakers = {a.id: "m0" for a in said if draw(st.booleans())}
    return article, said, Cast(article.id, members, mentions, (), (), speakers)


@given(readings())
@settings(max_examples=300, deadline=None)
def test_codes_anything_and_quotes_exactly(reading):
    article, said, cast = reading
    coding = code_statements(article, said, cast, codebook=CODEBOOK)
    assert len(coding.statements) == len(said)
    assert len({s.id for s in coding.statements}) == len(said)
    known = {m.id for m in (*cast.members, *coding.members)}
    for statement in coding.statements:
        if statement.condition is not None:
            passage = statement.condition
            assert article.text[passage.start : passage.end] == passage.text
        assert set(statement.targets) <= known
        assert 0 <= statement.confidence <= 1
    for payment in coding.payments:
        assert {payment.payer, payment.beneficiary or payment.payer} <= known
    for tie in coding.ties:
        assert {tie.source, tie.target} <= known
        assert tie.source != tie.target
