"""Headlines say by their form alone who says what: by a dash, a colon, a court that is told."""

import pytest
from tests.attributions.factories import article, marked

from onrecord.attributions import find_attributions
from onrecord.models import MarkedName, Reading

HEARD = [
    ("Strikes will go on all summer – union", "union", "Strikes will go on all summer"),
    ("Bins row: Strikes will go on - council leader", "council leader", "Strikes will go on"),
    ("Bridge will never reopen — Ann Lee", "Ann Lee", "Bridge will never reopen"),
    (
        "'I will not be bullied': the mayor on bins and ministers",
        "the mayor",
        "'I will not be bullied'",
    ),
    ("Ministers 'lied over bridge', inquiry hears", None, "Ministers 'lied over bridge'"),
]
SILENT = [
    "Bridge collapse – live updates",
    "Strikes will go on all summer – The Lantern",
    "Ministers meet unions – and leave with nothing",
    "The bridge that fell: what we know so far",
    "Bridge to reopen",
]


@pytest.mark.parametrize(("headline", "source", "content"), HEARD)
def test_hears_what_a_headline_says_by_its_form(
    headline: str, source: str | None, content: str
) -> None:
    text = f"{headline}\n\nThe bridge is shut."
    at = headline.find("Ann Lee")
    names = (MarkedName(at, at + 7, "person", 0.9),) if at >= 0 else ()
    page = article(text, "headline", "body")
    (found,) = find_attributions(page, Reading((), names, "model:test@1"))
    assert found.zone == "headline"
    assert (found.source.text if found.source else None) == source
    assert [passage.text for passage in found.content] == [content]
    assert found.by == "rule:headlines"


@pytest.mark.parametrize("headline", SILENT)
def test_hears_nothing_where_nobody_speaks(headline: str) -> None:
    page = article(f"{headline}\n\nThe bridge is shut.", "headline", "body")
    assert find_attributions(page, Reading((), (), "model:test@1")) == ()


def test_looks_for_speakers_behind_a_dash_in_headlines_only() -> None:
    page = article("The bridge is shut.\n\nStrikes will go on – union", "body")
    assert find_attributions(page, Reading((), (), "model:test@1")) == ()


def test_leaves_the_rubric_out_of_what_is_said() -> None:
    text = "Bins row: Doyle 'asleep at the wheel', says Lee"
    heard = marked(text, "Lee", "says", ["Bins row: Doyle 'asleep at the wheel'"])
    (found,) = find_attributions(article(text, "headline"), Reading((heard,), (), "model:test@1"))
    assert [passage.text for passage in found.content] == ["Doyle 'asleep at the wheel'"]
