"""Which articles repeat others: reprints, cut wire copy and later editions, but no rivals."""

import random
from itertools import permutations
from pathlib import Path

import pytest
from tests.articles.factories import read_one

from onrecord.articles import Article, find_copies, signature
from onrecord.articles.copies import Signed

NAMES = ["Roe", "Doe", "Poe", "Marsh", "Pryce", "Harlow", "Quill", "Lund"]
VERBS = ["said", "warned", "insisted", "denied", "claimed", "promised"]
THINGS = ["the offer", "the strike", "a pay rise", "the vote", "the cap", "a ballot", "the cuts"]
ENDS = ["would fail", "was fair", "came too late", "had been agreed", "was a mistake"]


def write(seed: int, count: int = 40) -> list[str]:
    """Return paragraphs of an invented report, always the same for a seed."""
    draw = random.Random(seed)
    return [
        f"{draw.choice(NAMES)} {draw.choice(VERBS)} on day {draw.randrange(400)} that "
        f"{draw.choice(THINGS)} {draw.choice(ENDS)}, as {draw.choice(NAMES)} number "
        f"{draw.randrange(900)} {draw.choice(VERBS)} about {draw.choice(THINGS)}."
        for _ in range(count)
    ]


def sign(article: Article, key: str, date: str | None = None) -> Signed:
    return key, date, article.words, signature(article)


@pytest.fixture
def make(tmp_path: Path):
    def make(paragraphs: list[str], headline: str = "Report on the talks") -> Article:
        return read_one(tmp_path, f"{headline}\n\n" + "\n\n".join(paragraphs))

    return make


def test_links_a_reprint_to_the_original(make) -> None:
    original = sign(make(write(1)), "first", "2012-01-17")
    reprint = sign(make(write(1), "Another headline"), "second", "2012-01-18")
    assert find_copies([original, reprint]) == {"second": "first"}


def test_links_a_wire_story_cut_for_space(make) -> None:
    whole, cut = make(write(2)), make(write(2)[:26])
    signed = [sign(whole, "wire", "2012-01-17"), sign(cut, "local", "2012-01-17")]
    assert find_copies(signed) == {"local": "wire"}


def test_links_a_later_edition(make) -> None:
    morning = write(3)
    evening = ["Talks collapsed this afternoon.", *morning[:10], *morning[13:], *write(4, 3)]
    signed = [
        sign(make(evening), "evening", "2012-01-17"),
        sign(make(morning), "morning", "2012-01-16"),
    ]
    assert find_copies(signed) == {"evening": "morning"}


def test_does_not_link_two_reports_that_share_quotations(make) -> None:
    shared = write(5, 6)
    one, other = make([*write(6, 20), *shared]), make([*write(7, 20), *shared])
    assert find_copies([sign(one, "a"), sign(other, "b")]) == {}


def test_points_all_of_a_chain_to_one_original_in_any_order(make) -> None:
    paragraphs = write(8)
    versions = [paragraphs[start : start + 30] for start in (0, 4, 8)]
    signed = [
        sign(make(version), f"v{i}", f"2012-01-{17 + i}") for i, version in enumerate(versions)
    ]
    for order in permutations(signed):
        assert find_copies(order) == {"v1": "v0", "v2": "v0"}


@pytest.mark.parametrize(
    ("one", "other", "original"),
    [
        (("b", "2012-01-17"), ("a", "2012-01-18"), "b"),
        (("b", "2012-01-17"), ("a", None), "b"),
        (("b", "2012-01-17"), ("a", "2012-01"), "b"),
        (("b", None), ("a", None), "a"),
    ],
)
def test_takes_the_earliest_for_the_original(make, one, other, original: str) -> None:
    article = make(write(9))
    copies = find_copies([sign(article, *one), sign(article, *other)])
    assert set(copies.values()) == {original}


def test_takes_the_longest_of_one_day_for_the_original(make) -> None:
    signed = [
        sign(make(write(10)[:30]), "a", "2012-01-17"),
        sign(make(write(10)), "b", "2012-01-17"),
    ]
    assert find_copies(signed) == {"a": "b"}


def test_signs_alike_on_every_machine(make) -> None:
    first = signature(make(write(11)))
    assert len(first) == 512
    assert first == signature(make(write(11)))
    assert first[:8].hex() == "a5c2240029f11d00"


def test_does_not_sign_what_is_too_short_to_tell(make) -> None:
    short = make(["The minister said no."])
    assert signature(short) == b""
    assert find_copies([sign(short, "a"), sign(short, "b")]) == {}


def test_finds_no_copies_among_none() -> None:
    assert find_copies([]) == {}
