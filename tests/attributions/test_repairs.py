"""What the network marks is mended where grammar leaves no doubt, and only there."""

import pytest
from tests.attributions.factories import marked, words

from onrecord.attributions.repairs import repair

# text; source, cue and content as marked; the content of each attribution that comes of it
SECOND_CUES = [
    (
        "She said she would meet him on Friday and hoped that good sense would prevail.",
        ("She", "said", "she would meet him on Friday and hoped that good sense would prevail"),
        [("said", "she would meet him on Friday"), ("hoped", "that good sense would prevail")],
    ),
    (
        "He promised to cut the levy and later warned against a strike.",
        ("He", "promised", "to cut the levy and later warned against a strike"),
        [("promised", "to cut the levy"), ("warned", "against a strike")],
    ),
    (
        "Roe said the bridge could wait, but insisted the road must be built.",
        ("Roe", "said", "the bridge could wait, but insisted the road must be built"),
        [("said", "the bridge could wait"), ("insisted", "the road must be built")],
    ),
]
ONE_CUE = [
    # the company may have told them
    ("She", "said", "the company cut jobs and told staff that more would go"),
    # he would be accused
    ("She", "said", "he would be arrested and accused of theft"),
    # the minister who came warned them
    ("She", "said", "the minister who came would not stay and warned nobody"),
    ("She", "said", 'she would "go and told him so"'),
]


@pytest.mark.parametrize(("text", "heard", "expected"), SECOND_CUES)
def test_parts_what_a_second_cue_of_the_source_introduces(
    text: str, heard: tuple[str, str, str], expected: list[tuple[str, str]]
) -> None:
    source, cue, content = heard
    found = [words(text, each) for each in repair(text, [marked(text, source, cue, [content])])]
    assert found == [(source, cue, [content]) for cue, content in expected]


@pytest.mark.parametrize(("source", "cue", "content"), ONE_CUE)
def test_leaves_whole_what_another_may_have_said(source: str, cue: str, content: str) -> None:
    text = f"{source} {cue} {content}."
    (found,) = repair(text, [marked(text, source, cue, [content])])
    assert words(text, found)[2] == [content]


def test_does_not_hear_a_cue_twice() -> None:
    text = "She said she would go and hoped that it was over."
    both = [
        marked(text, "She", "said", ["she would go and hoped that it was over"]),
        marked(text, "She", "hoped", ["that it was over"]),
    ]
    found = [words(text, each) for each in repair(text, both)]
    assert found == [("She", "said", ["she would go"]), ("She", "hoped", ["that it was over"])]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "Ms Lee is expected to argue that the levy is unfair.",
            "is expected",
            ["Ms Lee", "to argue that the levy is unfair"],
            ("Ms Lee", "is expected to argue", ["that the levy is unfair"]),
        ),
        (
            "Ms Lee is understood to believe that he must go.",
            "is understood",
            ["Ms Lee", "to believe that he must go"],
            ("Ms Lee", "is understood to believe", ["that he must go"]),
        ),
        (
            "The bridge is expected to reopen in May.",
            "is expected",
            ["The bridge", "to reopen in May"],
            (None, "is expected", ["The bridge", "to reopen in May"]),
        ),
    ],
)
def test_names_who_will_say_what_is_announced(
    text: str, cue: str, content: list[str], expected: tuple[str | None, str, list[str]]
) -> None:
    (found,) = repair(text, [marked(text, None, cue, content)])
    assert words(text, found) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("misleading the House by Labour's Jo Kerr", ("Labour's Jo Kerr", "misleading the House")),
        (
            "misleading the House by the Liberal Party",
            ("the Liberal Party", "misleading the House"),
        ),
        ("misleading the House by hiding the Fry report", (None, None)),
        ("breaking the ceiling by 12 Labour votes", (None, None)),
    ],
)
def test_names_who_accuses_behind_the_accusation(
    content: str, expected: tuple[str | None, str | None]
) -> None:
    text = f"Mr Doyle was accused last night of {content}."
    heard = marked(text, None, "was accused last night of", ["Mr Doyle", content])
    (found,) = repair(text, [heard])
    source, _, pieces = words(text, found)
    assert (source, pieces[-1]) == (expected[0], expected[1] or content)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Ms Lee, asked whether she would go, said no.", "Ms Lee", None),
        ("Ms Lee, when asked whether she would go, said no.", "Ms Lee", None),
        ("Ms Lee asked whether he would go.", "Ms Lee", "Ms Lee"),
    ],
)
def test_leaves_open_who_asks_whoever_is_asked(
    text: str, source: str, expected: str | None
) -> None:
    content = "whether she would go" if "she" in text else "whether he would go"
    (found,) = repair(text, [marked(text, source, "asked", [content])])
    assert words(text, found)[0] == expected


def test_hears_what_follows_on_where_the_content_was_ended() -> None:
    text = "She said she met him on Friday and hoped that good sense would prevail."
    found = repair(text, [marked(text, "She", "said", ["she met him on Friday"])])
    assert [words(text, each) for each in found] == [
        ("She", "said", ["she met him on Friday"]),
        ("She", "hoped", ["that good sense would prevail"]),
    ]
