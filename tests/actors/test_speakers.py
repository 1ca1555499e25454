"""Who a source is, in one article: names, pronouns, posts, descriptions, collectives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.making import article, attribution, referent, speaker

from onrecord.actors import find_cast
from onrecord.articles import Passage, Zone
from onrecord.attributions import Attribution
from onrecord.models import MarkedName, NameKind

KINDS: tuple[NameKind, ...] = ("person", "organisation", "group", "place")
UNION = (
    "Wanda Pike, the general secretary of the FBU, met Ned Fulton yesterday.\n\n"
    "Ms Pike said the cuts would cost lives."
)


@pytest.mark.parametrize(
    ("text", "source", "content", "expected"),
    [
        (UNION, "Ms Pike", "the cuts would", "Wanda Pike"),
        (
            "Ned Fulton arrived late. He said the talks had failed.",
            "He", "the talks had failed", "Ned Fulton",
        ),
        (
            "Ned Fulton met Wanda Pike on Friday. She said the talks had failed.",
            "She", "the talks had failed", "Wanda Pike",
        ),
        (
            "Labour leader Ned Fulton faced his party. The Labour leader said it would pass.",
            "The Labour leader", "it would pass", "Ned Fulton",
        ),
        (
            "Labour leader Ned Fulton faced MPs. The Opposition leader said it was wrong.",
            "The Opposition leader", "it was wrong", "Ned Fulton",
        ),
        (
            "RMT boss Ted Crane said the strike was on.",
            "RMT boss Ted Crane", "the strike was on", "Ted Crane",
        ),
        (
            "The home secretary, Rita Marsh, said no.",
            "The home secretary, Rita Marsh,", "no", "Rita Marsh",
        ),
        (
            "Rita Marsh resigned on Monday. Her aides said she was ill.",
            "Her aides", "she was ill", "Rita Marsh's aides",
        ),
        (
            "Two of Wales's largest unions said they would leave.",
            "Two of Wales's largest unions", "they would leave",
            "two of Wales's largest unions",
        ),
        (
            "The heads of Unison, the NUT and the FBU said no deal was possible.",
            "The heads of Unison, the NUT and the FBU", "no deal",
            "the heads of Unison, the NUT and the FBU",
        ),
        (
            "Mr Grey and Mr Holt met. Mr Grey and Mr Holt said they had agreed.",
            "Mr Grey and Mr Holt", "they had agreed", "Grey and Holt",
        ),
        (
            "The FBU wrote to ministers. The union said lives were at risk.",
            "The union", "lives were at risk", "FBU",
        ),
        ("Several senior Democrats said no.", "Several senior Democrats", "no",
         "several senior Democrats"),
        ("Republicans said no.", "Republicans", "no", "Republicans"),
        ("Another chief said more would follow.", "Another chief", "more would", "another chief"),
        (
            "The Trades Union Congress (TUC) met. The TUC said pay had fallen.",
            "The TUC", "pay had fallen", "Trades Union Congress",
        ),
        (
            "Labour met in Hull. The Labour Party said it would fight.",
            "The Labour Party", "it would fight", "Labour Party",
        ),
        (
            "The NUT, long a friend of Labour, warned of anger and said it could leave.",
            "it", "could leave", "NUT",
        ),
        (
            "Prime Minister Ned Fulton left. He told Rita Marsh, who said nothing had changed.",
            "who", "nothing had changed", "Rita Marsh",
        ),
        (
            "Ned Fulton and Wanda Pike met. They said they had agreed.",
            "They", "they had agreed", "Ned Fulton and Wanda Pike",
        ),
        (
            "Wanda Pike and her many supporters said no.",
            "Wanda Pike and her many supporters", "no", "Wanda Pike and her many supporters",
        ),
        (
            "At the rally Wanda Pike met Ned Fulton, who had told her he would stay.",
            "who", "he would stay", "Ned Fulton",
        ),
        (
            "By Wanda Pike's own argument the vote was void.",
            "Wanda Pike's own argument", "the vote was void", "Wanda Pike",
        ),
        ("PAY ROW: Unions to walk out\n\nUnions met.", "PAY ROW", "Unions to walk out", None),
        (
            "PIKE: Unions must wait\n\nWanda Pike met the unions.",
            "PIKE", "Unions must wait", "Wanda Pike",
        ),
        (
            "Cut is wrong, Shadow Energy Secretary claims\n\n"
            "Labour's Shadow Energy Secretary, Wanda Pike, spoke in Hull.",
            "Shadow Energy Secretary", "Cut is wrong", "Wanda Pike",
        ),
        (
            "Passenger group TravelFair welcomed it but said many were forgotten.",
            "Passenger group TravelFair", "many were forgotten", "TravelFair",
        ),
        (
            "On Monday the shop workers' union Tillwork said it would pay.",
            "the shop workers' union Tillwork", "it would pay", "Tillwork",
        ),
        (
            "The quarrel grew when the Prime Minister's spokesman refused to rule out cuts.",
            "the Prime Minister's spokesman", "to rule out cuts",
            "the Prime Minister's spokesman",
        ),
        (
            "The fund's director, Celia Brook, left.\n\nThe Institute for Fair Pay agreed. "
            "Its director, Prof Wanda Pike, argued that all was lost.",
            "Its director, Prof Wanda Pike,", "all was lost", "Wanda Pike",
        ),
        ("NUT-FBU said no.", "NUT-FBU", "no", "NUT-FBU"),
        ("The weather was said to be bad.", None, "to be bad", None),
        ("A poll said few would vote.", "A poll", "few would vote", None),
    ],
)  # fmt: skip
def test_names_the_speaker(text: str, source: str | None, content: str, expected: str) -> None:
    assert speaker(text, source, content) == expected


def test_keeps_relatives_of_one_surname_apart() -> None:
    text = (
        "Ned Fulton won the vote. Mr Fulton had beaten his brother Alan for the post.\n\n"
        "Mr Fulton said he was glad."
    )
    cast = find_cast(article(text), [attribution(text, "Mr Fulton", "he was glad")], [])
    names = {m.id: m.name for m in cast.members}
    assert {"Ned Fulton", "Alan Fulton"} <= set(names.values())
    assert names[cast.speakers["0"]] == "Ned Fulton"


def test_tells_husband_from_wife_by_the_honorific() -> None:
    text = "Alan Moss and Jane Moss were there. Mrs Moss said it was over."
    assert speaker(text, "Mrs Moss", "it was over") == "Jane Moss"


def test_leaves_a_surname_undecided_between_two_who_share_it() -> None:
    text = "Robin Moss and Alex Moss met officials. Nothing came of it. A week later Moss resigned."
    cast = find_cast(article(text), [], [])
    mention = next(m for m in cast.mentions if m.passage.text == "Moss")
    names = {m.id: m.name for m in cast.members}
    assert mention.member is None
    assert {names[c] for c in mention.candidates} == {"Robin Moss", "Alex Moss"}


def test_knows_whom_a_quotation_is_spoken_of() -> None:
    text = 'Ted Crane met Ned Fulton. Mr Crane said of Mr Fulton: "He has no plan."'
    cast = find_cast(article(text), [attribution(text, "Mr Crane", "He has no plan.")], [])
    assert referent(cast, "He") == "Ned Fulton"


def test_takes_i_in_a_quotation_for_its_speaker() -> None:
    text = 'Ted Crane met Ned Fulton. Mr Crane said: "I will not move."'
    cast = find_cast(article(text), [attribution(text, "Mr Crane", "I will not move.")], [])
    assert referent(cast, "I") == "Ted Crane"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Ned Fulton lost. In his first speech, Rob Moss thanked him.", "his", "Rob Moss"),
        ("Ned Fulton spoke. Philip, his brother, wept.", "his", "Ned Fulton"),
        ("Ted Crane met Ned Fulton, who had told Mr Crane he would go.", "he", "Ned Fulton"),
        ("Sehar Lund said she would go. Ann Lee left. Mr Moss thanked her.", "she", "Sehar Lund"),
        ("Uchenna Obi resigned on Friday. He had no choice.", "He", "Uchenna Obi"),
        ("When Rob Moss attacked, Ted Crane hit back. He was furious.", "He", "Ted Crane"),
        ("The FBU met. It said it would strike.", "It", "FBU"),
        ("The FBU sent its members letters. They were long.", "They", None),
        ("Rain hit Hull. The FBU met there while it poured.", "it", None),
    ],
)
def test_follows_a_pronoun(text: str, word: str, expected: str | None) -> None:
    assert referent(find_cast(article(text), [], []), word) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O'MALLEY-DIAZ QUITS HER POST\n\nSaoirse O'Malley-Diaz left.", "Saoirse O'Malley-Diaz"),
        ("Leaders of the C.I.O. met. The C.I.O. said so.", "C.I.O."),
        ("Ottilie van der Meer won. Van der Meer smiled.", "Ottilie van der Meer"),
        ("Justin Ki Hong won. Ki Hong smiled.", "Justin Ki Hong"),
        ("Ned Merriton won. Mr Meriton smiled.", "Ned Merriton"),
        ("Dame Harriet Lyle won. Dame Harriet smiled.", "Harriet Lyle"),
    ],
)
def test_knows_one_person_by_all_their_names(text: str, name: str) -> None:
    assert [m.name for m in find_cast(article(text), [], []).members] == [name]


def test_leads_his_party_to_where_he_belongs() -> None:
    text = "Labour leader Ned Fulton fought the Greens. Mr Fulton said his party had won."
    assert referent(find_cast(article(text), [], []), "party") == "Labour"


def test_keeps_a_faction_apart_from_its_party() -> None:
    text = "New Labour is dead, said a member of the Labour Party."
    members = {m.name for m in find_cast(article(text), [], []).members}
    assert {"New Labour", "Labour Party"} <= members


def test_takes_a_rare_misspelling_beside_the_name_for_the_same_person() -> None:
    text = "Ned Merriton spoke. Ned Merriton left. A reader asked what Ned Meriton had said."
    people = [m for m in find_cast(article(text), [], []).members if m.kind == "person"]
    assert [m.name for m in people] == ["Ned Merriton"]


def test_carries_the_speaker_over_to_a_quotation_that_runs_on() -> None:
    text = '"We are ready," said Ted Crane. "It will be long.\n\n"And it will be hard."'
    first = attribution(text, "Ted Crane", "It will be long.")
    second = attribution(text, None, "And it will be hard.", number=1)
    cast = find_cast(article(text), [first, second], [])
    assert cast.speakers["1"] == cast.speakers["0"]


def test_finds_nobody_in_an_empty_article() -> None:
    cast = find_cast(article(""), [], [])
    assert (cast.members, cast.mentions, cast.speakers) == ((), (), {})


def test_gives_every_mention_the_exact_words_of_the_text() -> None:
    cast = find_cast(article(UNION), [], [])
    for mention in cast.mentions:
        passage = mention.passage
        assert UNION[passage.start : passage.end] == passage.text


def test_reads_an_article_to_the_same_cast_again() -> None:
    assert find_cast(article(UNION), [], []) == find_cast(article(UNION), [], [])


WORDS = st.lists(
    st.sampled_from(
        ["Mr", "Mr.", "Ned", "Fulton", "TUC", "(", ")", "the", "The", "Labour", "leader", "of",
         "union", "'s", "his", "He", "said", ",", ".", '"', "“", "”", "'", "and", "who", "Rita",
         "unions", "party", "his own deputy", "Department", "for", "Work", "...", "\n\n", "it",
         "General", "Sen.", "D-Vt.", "former", "was elected", "as", "resigned", "Congress", "-",
         "succeeded", "by", "Teachers'", "Union", "Mayor", "of", "MP", "MPs", "(Lab)", "|", ":",
         "van", "Mac", "an", "tSaoir", "al-Haddad", "Te", "ex-minister", "joined", "defected to",
         "54", "whose", "is", "a", "Lord", "Minister for Justice", "In", "sister", "they", "Dame",
         "rival", "Tory", "predecessor", "succeeding", "funded by", "left", "for", "North", "Green"]
    ),
    max_size=40,
)  # fmt: skip


@given(WORDS, st.data())
@settings(max_examples=150, deadline=None)
def test_reads_any_words_to_a_whole_cast(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    said, names = [], []
    split = data.draw(st.integers(0, len(text)))
    zones = [Zone("headline", 0, split), Zone("comment", split, len(text))]
    zones = data.draw(st.sampled_from([(), zones]))
    for number in range(3 if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        passage = Passage("a1", start, end, text[start:end])
        said.append(
            Attribution(str(number), "a1", "body", passage, (), (passage,), "direct", 0.9, "test")
        )
        names.append(MarkedName(start, end, data.draw(st.sampled_from(KINDS)), 0.9))
    cast = find_cast(article(text, zones=zones), said, names)
    ids = {m.id for m in cast.members}
    assert len(ids) == len(cast.members)
    assert all(m.name.strip() for m in cast.members)
    assert {m.member for m in cast.mentions if m.member} <= ids
    assert {c for m in cast.mentions for c in m.candidates} <= ids
    assert {o.person for o in cast.offices} <= ids
    assert {e for a in cast.affiliations for e in (a.member, a.of)} <= ids
    assert set(cast.speakers.values()) <= ids
    evidence = [p for o in cast.offices for p in o.evidence]
    for passage in [*(m.passage for m in cast.mentions), *evidence]:
        assert text[passage.start : passage.end] == passage.text
