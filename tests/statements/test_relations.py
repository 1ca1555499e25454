"""What the network for relations is asked about an article, and what its answers come to."""

from collections.abc import Mapping, Sequence

import pytest

from onrecord.models import Leaning
from onrecord.statements import code_statements
from onrecord.statements.coding import build_statements
from onrecord.statements.relations import CLEAR, LIKELY, ask_article
from onrecord.statements.scene import set_scene

PEOPLE = {
    "Ann Hale": ["Ms Hale"],
    "Tom Reed": ["Mr Reed"],
    "Joan Pike": ["Ms Pike"],
    "Harbour Union": ["the union"],
}


class Told:
    """A network that says what it is told to say of whom, and is asked to remember questions."""

    label = "model:told@1"

    def __init__(self, leanings: Mapping[tuple[str, str], Leaning] | None = None) -> None:
        self.leanings = leanings or {}
        self.asked: list[tuple[str, str, str]] = []

    def judge(
        self,
        text: str,
        pairs: Sequence[tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]],
        *,
        doubtful: bool = False,
    ) -> list[Leaning]:
        named = [tuple(text[slice(*spans[0])] for spans in pair) for pair in pairs]
        self.asked += [(text, first, second) for first, second in named]
        return [self.leanings.get((first, second), Leaning()) for first, second in named]


ASKED = [
    ("two in a sentence", "Ms Hale met Mr Reed.", [], [("Ms Hale", "Mr Reed")]),
    ("each pair of three", "Ms Hale met Mr Reed and Ms Pike.", [],
     [("Ms Hale", "Mr Reed"), ("Mr Reed", "Ms Pike"), ("Ms Hale", "Ms Pike")]),
    ("nobody in two sentences", "Ms Hale left. Mr Reed stayed.", [], []),
    ("the speaker and whom they name", "Ms Hale said Mr Reed was late.",
     [("Ann Hale", "Ms Hale", "said", "Mr Reed was late")], [("Ms Hale", "Mr Reed")]),
    ("no two of whom a third speaks", "Ms Hale said Mr Reed attacked Ms Pike.",
     [("Ann Hale", "Ms Hale", "said", "Mr Reed attacked Ms Pike")],
     [("Ms Hale", "Mr Reed"), ("Ms Hale", "Ms Pike")]),
    ("a speaker named elsewhere", "Ms Hale was angry. “Mr Reed is late.”",
     [("Ann Hale", None, "", "Mr Reed is late.")], [("Ann Hale", "Mr Reed")]),
]  # fmt: skip


REST = "Ms Hale sat. Mr Reed sat. Ms Pike sat."


@pytest.mark.parametrize(("case", "text", "said", "pairs"), ASKED)
def test_asks_about(stage, case, text, said, pairs):
    article, attributions, cast = stage(f"{text}\n\n{REST}", PEOPLE, said)
    network = Told()
    code_statements(article, attributions, cast, relations=network)
    assert sorted(pair[1:] for pair in network.asked) == sorted(pairs), case


def test_puts_a_speaker_who_stands_elsewhere_before_the_words(stage):
    said = [("Ann Hale", None, "", "Mr Reed is late.")]
    article, attributions, cast = stage("Ms Hale was angry. “Mr Reed is late.”", PEOPLE, said)
    scene = set_scene(article, cast, attributions)
    (question,) = ask_article(scene, build_statements(scene, attributions))
    assert question.text == "Ann Hale said: “Mr Reed is late.”"
    ((a, b),), ((c, d),) = question.pairs[0].spans
    assert (question.text[a:b], question.text[c:d]) == ("Ann Hale", "Mr Reed")
    assert article.text[slice(*question.sentence)] == "“Mr Reed is late.”"


def find(stage, text, leanings, said=()):
    article, attributions, cast = stage(text, PEOPLE, said)
    names = {member.id: member.name for member in cast.members}
    ties = code_statements(article, attributions, cast, relations=Told(leanings)).ties
    return [(names[t.source], names[t.target], t.sign, t.confidence, t.by) for t in ties]


def test_writes_down_what_is_likely_in_either_direction(stage):
    leanings = {("Ms Hale", "Mr Reed"): Leaning(first_supports=0.8, second_opposes=0.9)}
    assert find(stage, "Ms Hale gave Mr Reed her seat. Mr Reed sat. Ms Hale sat.", leanings) == [
        ("Ann Hale", "Tom Reed", 1, 0.8, "model:told@1"),
        ("Tom Reed", "Ann Hale", -1, 0.9, "model:told@1"),
    ]


@pytest.mark.parametrize(
    ("text", "chance", "count"),
    [
        ("Ms Hale gave Mr Reed her seat. Tom Reed sat.", LIKELY, 1),
        ("Ms Hale gave Mr Reed her seat. Tom Reed sat.", LIKELY - 0.01, 0),
        ("Ms Hale gave Mr Reed her seat.", CLEAR, 1),
        ("Ms Hale gave Mr Reed her seat.", CLEAR - 0.01, 0),
    ],
)
def test_leaves_out_what_is_unlikely_and_of_actors_mentioned_once_what_is_unclear(
    stage, text, chance, count
):
    leanings = {("Ms Hale", "Mr Reed"): Leaning(first_supports=chance)}
    assert len(find(stage, text, leanings)) == count


def test_what_two_sentences_hint_at_stands_with_the_better_one(stage):
    leanings = {
        ("Ms Hale", "Mr Reed"): Leaning(first_opposes=0.3),
        ("Ann Hale", "Tom Reed"): Leaning(first_opposes=0.4),
    }
    text = "Ms Hale sighed at Mr Reed. Ann Hale frowned at Tom Reed."
    article, attributions, cast = stage(text, PEOPLE)
    (tie,) = code_statements(article, attributions, cast, relations=Told(leanings)).ties
    assert tie.evidence[0].text == "Ann Hale frowned at Tom Reed."
    assert tie.confidence == pytest.approx(1 - 0.7 * 0.6)


def test_who_speaks_for_an_organisation_has_no_tie_with_it(stage):
    leanings = {("Ms Hale", "the union"): Leaning(first_supports=0.9)}
    article, attributions, cast = stage(
        "Ms Hale led the union.", PEOPLE, offices=[("Ann Hale", "leader", "Harbour Union")]
    )
    assert code_statements(article, attributions, cast, relations=Told(leanings)).ties == ()


def test_of_contrary_ties_the_likelier_stands(stage):
    leanings = {("Ms Hale", "Mr Reed"): Leaning(first_supports=0.52, first_opposes=0.55)}
    found = find(stage, "Ms Hale spoke of Mr Reed. Tom Reed sat.", leanings)
    assert [tie[:3] for tie in found] == [("Ann Hale", "Tom Reed", -1)]


SAID = [("Ann Hale", "Ms Hale", "said", "Mr Reed was a disgrace")]
TEXT = "Ms Hale said Mr Reed was a disgrace."


@pytest.mark.parametrize(
    ("leaning", "signs"),
    [
        (Leaning(first_opposes=0.3), [-1]),
        (Leaning(first_opposes=0.05), []),
        (Leaning(first_opposes=0.1, first_supports=0.8), [1]),
        (Leaning(first_opposes=0.1, first_supports=0.6), []),
    ],
)
def test_what_a_rule_reads_into_a_statement_stands_unless_the_network_objects(
    stage, leaning, signs
):
    found = find(stage, TEXT, {("Ms Hale", "Mr Reed"): leaning}, SAID)
    assert [tie[2] for tie in found] == signs


def test_verbs_of_support_and_attack_need_no_network(stage):
    found = find(stage, "Ms Hale backed Mr Reed.", {("Ms Hale", "Mr Reed"): Leaning()})
    assert [(*tie[:3], tie[4]) for tie in found] == [("Ann Hale", "Tom Reed", 1, "rule:ties")]


def test_the_surer_of_rule_and_network_gives_the_confidence(stage):
    leanings = {("Ms Hale", "Mr Reed"): Leaning(first_supports=0.97)}
    (tie,) = find(stage, "Ms Hale backed Mr Reed.", leanings)
    assert tie == ("Ann Hale", "Tom Reed", 1, 0.97, "rule:ties")
