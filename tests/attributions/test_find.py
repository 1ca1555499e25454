"""What the model marked becomes attributions: joined where speech runs on, form by the marks."""

import pytest
from tests.attributions.factories import marked, span

from onrecord.articles import Article, Zone
from onrecord.attributions import find_attributions, find_form
from onrecord.models import MarkedAttribution, Reading


def article(text: str) -> Article:
    return Article("article", "a.txt", "0" * 64, text, (Zone("body", 0, len(text)),))


def found(text: str, *marks: MarkedAttribution) -> list[tuple[str | None, list[str], str]]:
    result = find_attributions(article(text), Reading(marks, (), "model:test@1"))
    return [
        (a.source.text if a.source else None, [c.text for c in a.content], a.form) for a in result
    ]


FORMS = [
    ("She said taxes would rise.", ["taxes would rise"], "indirect"),
    ('She said: "Taxes will rise."', ['"Taxes will rise."'], "direct"),
    ('She said: "Taxes will rise."', ["Taxes will rise."], "direct"),
    ("She said: 'It's the party's choice.'", ["It's the party's choice."], "direct"),
    ("She said it was 'a betrayal' of voters.", ["it was 'a betrayal' of voters"], "mixed"),
    ('He said that "taxes will rise".', ['that "taxes will rise"'], "direct"),
    ("'No,' he said, 'never.'", ["'No,'", "'never.'"], "direct"),
    ("The members' vote is final, he said.", ["The members' vote is final"], "indirect"),
    ("He said: “This goes on.", ["“This goes on."], "direct"),
    ("“It is true.\n\nShe did go,” he said.", ["“It is true.", "She did go,”"], "direct"),
    ("He said: 'It is.\n\nShe went.' Then rain.", ["'It is.", "She went.'"], "direct"),
    ('He said: "Go."\n\nShe went, he said.', ['"Go."', "She went"], "mixed"),
]


@pytest.mark.parametrize(("text", "content", "form"), FORMS)
def test_tells_the_form_by_the_marks(text: str, content: list[str], form: str) -> None:
    assert find_form(text, [span(text, words) for words in content]) == form


def test_gives_exact_passages_zone_and_who_made_it() -> None:
    text = "The tax must go, said Ms Holt."
    mark = marked(text, "Ms Holt", "said", ["The tax must go"])
    (made,) = find_attributions(article(text), Reading((mark,), (), "model:test@1"))
    assert made.source is not None
    assert text[made.source.start : made.source.end] == made.source.text == "Ms Holt"
    assert (made.zone, made.by, made.confidence) == ("body", "model:test@1", 0.8)


def test_the_same_words_have_the_same_id_and_others_another() -> None:
    text = "The tax must go, said Ms Holt. It will, said Mr Dunn."
    one = marked(text, "Ms Holt", "said", ["The tax must go"])
    other = marked(text, "Mr Dunn", "said Mr", ["It will"])
    first = find_attributions(article(text), Reading((one, other), ()))
    second = find_attributions(article(text), Reading((one,), ()))
    assert first[0].id == second[0].id != first[1].id


def test_a_speech_runs_on_over_paragraphs_that_open_with_a_mark() -> None:
    text = 'He said: "We will not wait.\n\n"Nor will you.\n\n"That is all."\n\nHe then left.'
    mark = marked(text, "He", "said:", ['"We will not wait.'])
    expected = ['"We will not wait.', '"Nor will you.', '"That is all."']
    assert found(text, mark) == [("He", expected, "direct")]


def test_a_cue_that_ends_a_paragraph_introduces_the_next() -> None:
    text = "He will also tell delegates:\n\n'The longer this goes on, the worse it gets.'"
    mark = marked(text, "He", "will also tell", [])
    quoted = "'The longer this goes on, the worse it gets.'"
    assert found(text, mark) == [("He", [quoted], "direct")]


def test_speech_that_runs_on_takes_the_place_of_pieces_of_it() -> None:
    text = 'He said: "We will not wait.\n\n"Nor will you, and that is all."'
    mark = marked(text, "He", "said:", ['"We will not wait.', '"Nor'])
    expected = ['"We will not wait.', '"Nor will you, and that is all."']
    assert found(text, mark) == [("He", expected, "direct")]


@pytest.mark.parametrize(
    "text",
    [
        'He said he would wait.\n\n"Nor will you," she said.',
        'He said he would wait.\n\n"Nor will you."',
    ],
)
def test_nothing_runs_on_from_indirect_speech(text: str) -> None:
    mark = marked(text, "He", "said", ["he would wait"])
    assert found(text, mark)[0] == ("He", ["he would wait"], "indirect")


def test_another_speakers_words_are_not_taken() -> None:
    text = '"We will not wait," he said: "Never."\n\n"You must," said Ms Holt.'
    first = marked(text, "he", "said:", ['"We will not wait,"', '"Never."'])
    second = marked(text, "Ms Holt", "said Ms", ['"You must,"'])
    assert found(text, first, second) == [
        ("he", ['"We will not wait,"', '"Never."'], "direct"),
        ("Ms Holt", ['"You must,"'], "direct"),
    ]


def test_a_cue_of_which_nothing_is_said_is_left_out() -> None:
    text = "He spoke at length."
    assert found(text, marked(text, "He", "spoke", [])) == []


def test_what_two_cues_introduce_is_said_once() -> None:
    text = "But Mr Lee hit back, saying: 'I will not change my mind.'"
    said = "'I will not change my mind.'"
    one, other = (
        marked(text, "Mr Lee", "hit back", [said]),
        marked(text, "Mr Lee", "saying", [said]),
    )
    assert found(text, one, other) == [("Mr Lee", [said], "direct")]


def test_two_speakers_may_say_the_same() -> None:
    text = "Ms Ng and Mr Lee said it rains."
    one = marked(text, "Ms Ng", "said", ["it rains"])
    other = marked(text, "Mr Lee", "said", ["it rains"])
    assert len(find_attributions(article(text), Reading((one, other), ()))) == 2


def test_a_second_verb_of_the_same_speaker_ends_what_the_first_introduces() -> None:
    text = "Ms Ng warned that she would resign and said Mr Lee should too."
    first = marked(text, "Ms Ng", "warned", ["that she would resign and said Mr Lee should too"])
    second = marked(text, "Ms Ng", "said", ["Mr Lee should too"])
    assert found(text, first, second) == [
        ("Ms Ng", ["that she would resign"], "indirect"),
        ("Ms Ng", ["Mr Lee should too"], "indirect"),
    ]


def test_what_another_is_said_to_have_said_stays_part_of_it() -> None:
    text = "Ms Ng warned that he would resign and said Mr Lee knew."
    first = marked(text, "Ms Ng", "warned", ["that he would resign and said Mr Lee knew"])
    second = marked(text, "he", "said", ["Mr Lee knew"])
    assert found(text, first, second)[0][1] == ["that he would resign and said Mr Lee knew"]
