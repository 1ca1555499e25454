"""What the pages say, before any markup: each is a value made by a query."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.report.fakes import FakeRecord, build_many, build_quarrel

from onrecord.report.disputes import find_disputes
from onrecord.report.materials import Materials, gather_materials
from onrecord.report.pages import articles, dossier, front, money, network, pledges, sides, threats
from onrecord.report.pages import timeline as timelines
from onrecord.report.quotes import build_quote


@pytest.fixture
def record() -> FakeRecord:
    return build_quarrel()


@pytest.fixture
def materials(record: FakeRecord, tmp_path: Path) -> Iterator[Materials]:
    with gather_materials(record, tmp_path, "The quarrel") as gathered:
        yield gathered


def find_page(sheets: Iterator[object], heading: str) -> object:
    return next(sheet.page for sheet in sheets if sheet.heading == heading)


def test_a_statement_says_who_how_what_and_where(materials: Materials) -> None:
    row = next(row for row in materials.statements if "boats stay in" in row["content"][0]["text"])
    quote = build_quote(materials, row)
    assert quote.speaker.text == "Alma Reid"
    assert quote.organisation is not None
    assert quote.organisation.text == "Harbour Workers' Union"
    assert (quote.act, quote.cue, quote.condition) == ("threat", "said", "If the cap stays")
    assert [target.text for target in quote.targets] == ["Tom Castell"]
    assert quote.place.outlet == "The Quay Courier"
    assert quote.place.day is not None
    assert quote.place.day.text == "13 May 2031"
    assert quote.place.href == f"{materials.lines['news/courier-01.txt'].page}#s-{row['id']}"


def test_a_repeat_is_a_witness_of_the_statement_not_another(materials: Materials) -> None:
    row = next(row for row in materials.statements if row["repeats"])
    first = materials.statements.first("id", row["repeats"])
    assert first is not None
    assert [at.outlet for at in build_quote(materials, first).witnesses] == ["Northern Ledger"]
    assert [at.outlet for at in build_quote(materials, row).witnesses] == ["The Quay Courier"]
    assert front.build_front(materials).repeats == 1


def test_a_direct_quotation_without_its_marks_is_given_marks(materials: Materials) -> None:
    bare = {row["content"][0]["text"]: build_quote(materials, row).unmarked
            for row in materials.statements}  # fmt: skip
    assert bare["If the cap stays, the boats stay in harbour. It is as simple as that."]
    assert not bare["“We cannot run boats on promises,”"]
    assert not bare["his resignation"]


def test_the_front_page_counts_what_was_read(materials: Materials) -> None:
    page = front.build_front(materials)
    assert (page.articles, page.copies, page.undated, page.problems) == (5, 1, 1, 1)
    assert page.first is not None
    assert page.last is not None
    assert (page.first.text, page.last.text) == ("13 May 2031", "June 2031")
    assert page.makers == ("the model fast, version 1", "the rules of onrecord 0.1")


def test_readers_comments_do_not_count_as_speech_of_actors(
    record: FakeRecord, tmp_path: Path
) -> None:
    for row in record.tables["statements"]:
        row["zone"] = "comment"
    with gather_materials(record, tmp_path, "") as materials:
        page = front.build_front(materials)
        assert page.speakers == ()
        assert page.turns == ()
        assert (page.statements, page.beside) == (0, len(materials.statements))
        assert find_page(threats.build_sheets(materials), "Threats and demands").lines == ()


def test_what_speakers_take_sides_on_is_proposed(materials: Materials) -> None:
    disputes = find_disputes(materials)
    assert [dispute.name for dispute in disputes] == ["fare cap"]
    backers, opponents = ({link.text for link in camp} for camp in disputes[0].camps)
    assert "Islanders' Alliance" in backers
    assert not backers & opponents
    assert not disputes[0].coded


def test_contrary_positions_are_disputes_by_name(record: FakeRecord, tmp_path: Path) -> None:
    for row in record.tables["positions"]:
        row["stance"] = 1 if row["actor"] == "Tom Castell" else -1
    with gather_materials(record, tmp_path, "") as materials:
        (dispute,) = find_disputes(materials)
        backers, opponents = ({link.text for link in camp} for camp in dispute.camps)
        assert backers == {"Tom Castell"}
        assert opponents == {"Alma Reid", "Joan Okafor"}
        assert dispute.coded


def test_the_timeline_is_in_order_with_statements_payments_and_no_repeats(
    materials: Materials,
) -> None:
    (sheet,) = timelines.build_sheets(materials)
    page = sheet.page
    assert isinstance(page, timelines.TimelinePage)
    days = [day.day.iso for day in page.days if day.day]
    assert days == ["2029", "2031-05-12", "2031-05-13", "2031-05-20", "2031-06"]
    kinds = [event.kind for day in page.days for event in day.events]
    assert kinds.count("payment") == 3
    assert kinds.count("quote") == len(materials.statements) - 2
    assert sum(bar.count for bar in page.bars) == page.total == len(kinds)


def test_long_tables_go_over_several_pages_without_loss(tmp_path: Path) -> None:
    with gather_materials(build_many(30, 600), tmp_path, "") as materials:
        pages = [sheet.page for sheet in timelines.build_sheets(materials)]
        shown = [event.shown.id for page in pages for day in page.days for event in day.events]
        assert len(pages) == 3
        assert len(shown) == len(set(shown)) == 600


def test_a_sum_that_two_articles_print_counts_once(record: FakeRecord, tmp_path: Path) -> None:
    again = {**record.tables["payments"][2], "id": "again", "article": "news/ledger-01.html"}
    record.tables["payments"].append(again)
    with gather_materials(record, tmp_path, "") as materials:
        page = find_page(money.build_sheets(materials), "Money")
        assert isinstance(page, money.MoneyPage)
        assert (len(page.payments), page.printed) == (3, 4)
        assert [(line.sum, line.payments) for line in page.totals] == [
            ("1.2m (currency not given)", 1)
        ]


def test_promised_money_is_not_added_to_money_given(materials: Materials) -> None:
    page = find_page(money.build_sheets(materials), "Money")
    assert isinstance(page, money.MoneyPage)
    assert {line.verb for line in page.payments} == {"pays", "promises"}
    assert all("3.5m" not in line.sum for line in page.totals)


def test_the_ledger_tells_pledges_without_price_or_funding(materials: Materials) -> None:
    page = find_page(pledges.build_sheets(materials), "Pledges")
    assert isinstance(page, pledges.PledgesPage)
    assert (len(page.lines), page.unpriced, page.unfunded) == (1, 1, 0)
    assert page.lines[0].funded_by == "the harbour levy"


def test_a_pledge_made_again_is_one_pledge_with_its_history(
    record: FakeRecord, tmp_path: Path
) -> None:
    first = record.tables["pledges"][0]["id"]
    record.rest_on("pledges", "news/meridian-03.txt", "Mrs Okafor", by="Joan Okafor",
                   what="to add 40 crossings every week at last", amount=2e6, currency="GBP",
                   statement=None, funded_by="a loan", first=first, status="made")  # fmt: skip
    record.rest_on("pledges", "news/meridian-03.txt", "resignation", by="Joan Okafor",
                   what="the 40 crossings", amount=None, statement=None, funded_by=None,
                   first=first, status="withdrawn")  # fmt: skip
    record.rest_on("pledges", "news/meridian-03.txt", "his resignation", by="Joan Okafor",
                   what="to dredge the harbour", amount=None, statement=None,
                   funded_by=None)  # fmt: skip
    with gather_materials(record, tmp_path, "") as materials:
        page = find_page(pledges.build_sheets(materials), "Pledges")
        assert isinstance(page, pledges.PledgesPage)
        crossings, dredging = page.lines
        assert (crossings.what, crossings.sum) == ("40 more crossings a week", "£2m")
        assert [(turn.kind, turn.news) for turn in crossings.history] == [
            ("made again", "price £2m, paid for by a loan (changed)"),
            ("withdrawn", ""),
        ]
        assert (crossings.fate, crossings.times, page.withdrawn) == ("withdrawn", 2, 1)
        assert dredging.history == ()
        assert (page.unpriced, page.unfunded) == (1, 1)


def test_a_threat_is_followed_by_the_answer_of_its_target(materials: Materials) -> None:
    page = find_page(threats.build_sheets(materials), "Threats and demands")
    assert isinstance(page, threats.ThreatsPage)
    line = next(line for line in page.lines if line.quote.condition == "If the cap stays")
    assert [(later.how, later.quote.speaker.text) for later in line.later] == [
        ("Answered", "Tom Castell")
    ]
    assert dict(page.counts) == {"threat": 2, "demand": 2, "warning": 2}


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The July sailing strike is called off.", "Perhaps withdrawn"),
        ("Our members have voted to stop every sailing.", "Perhaps carried out"),
        ("The talks about pensions were called off.", None),
        ("Every sailing will stop in July, you may be sure.", None),
    ],
)
def test_what_became_of_a_threat_is_told_by_words_on_the_same_matter(
    later: str, expected: str | None
) -> None:
    threat = {"content": [{"text": "to stop every sailing in July"}]}
    assert threats.find_outcome(threat, {"content": [{"text": later}]}) == expected


@pytest.mark.parametrize(
    ("published", "before", "expected"),
    [
        ("2031-05-20", "2031-05-13", True),
        ("2031-05-13", "2031-05-13", False),
        ("2031-06", "2031-05-13", True),
        ("2031-05", "2031-05-13", False),
        ("2031", "2031-05-13", False),
        (None, "2031-05-13", False),
    ],
)
def test_only_what_is_certainly_later_follows(
    record: FakeRecord, tmp_path: Path, published: str | None, before: str, expected: bool
) -> None:
    record.tables["articles"][0]["published"] = before
    record.tables["articles"][2]["published"] = published
    with gather_materials(record, tmp_path, "") as materials:
        earlier = next(materials.statements.take("article", "news/courier-01.txt"))
        later = next(materials.statements.take("article", "news/times-02.txt"))
        assert materials.follows(later, earlier) is expected


def test_the_network_counts_answers(materials: Materials) -> None:
    page = find_page(network.build_sheets(materials), "Who mentions and answers whom")
    assert isinstance(page, network.NetworkPage)
    pairs = {(pair.speaker.text, pair.target.text): pair for pair in page.pairs}
    assert pairs["Tom Castell", "Alma Reid"].answers == 1
    assert pairs["Joan Okafor", "Tom Castell"].answers == 0
    assert page.picture is not None
    assert {edge.anchor for edge in page.picture.edges} == {pair.anchor for pair in page.pairs}


def test_pictures_are_the_same_each_time_and_their_labels_lie_apart(tmp_path: Path) -> None:
    with gather_materials(build_many(60, 900), tmp_path, "") as materials:
        pictures = [next(network.build_sheets(materials)).page.picture for _ in range(2)]
    assert pictures[0] == pictures[1]
    nodes = pictures[0].nodes
    assert len(nodes) == 40
    close = [
        (a.label, b.label)
        for a in nodes
        for b in nodes
        if a.id < b.id and a.left == b.left and abs(a.x - b.x) < 90 and abs(a.y - b.y) < 16
    ]
    assert close == []


def test_sides_stand_apart_and_changes_show_both_statements(materials: Materials) -> None:
    page = sides.build_sides(materials)
    assert page.picture is not None
    places = {node.label: node.x for node in page.picture.nodes}
    camps = [("Tom Castell", "Islanders' Alliance"), ("Alma Reid", "Harbour Workers' Union")]
    assert min(places[name] for name in camps[0]) > max(places[name] for name in camps[1]) or (
        max(places[name] for name in camps[0]) < min(places[name] for name in camps[1])
    )
    (change,) = page.changes
    assert (change.actor.text, change.before.stance, change.after.stance) == ("Tom Castell", 1, -1)
    assert change.before.quote is not None
    assert change.after.quote is not None


def test_there_is_no_page_of_sides_without_ties_or_positions(
    record: FakeRecord, tmp_path: Path
) -> None:
    del record.tables["ties"], record.tables["positions"]
    with gather_materials(record, tmp_path, "") as materials:
        assert list(sides.build_sheets(materials)) == []


def test_a_dossier_gathers_offices_words_sides_money_and_changes(materials: Materials) -> None:
    by_name = {actor.name: actor for actor in materials.actors.values()}
    reid = dossier.build_dossier(materials, by_name["Alma Reid"])
    assert [(post.text, post.other and post.other.text) for post in reid.posts] == [
        ("general secretary", "Harbour Workers' Union")
    ]
    assert [group.act for group in reid.said] == ["threat", "support", "praise", "claim"]
    assert {side.heading for side in reid.sides} == {"Opposes", "Opposed by"}
    castell = dossier.build_dossier(materials, by_name["Tom Castell"])
    assert [line.changed for line in castell.stances] == [False, True]
    union = dossier.build_dossier(materials, by_name["Harbour Workers' Union"])
    assert [post.reverse for post in union.posts] == [True]
    assert [line.sum or line.share for line in union.paid] == [
        "1.2m (currency not given)",
        "60 per cent of Civic Party funds",
    ]
    assert [quote.speaker.text for quote in union.voiced] == ["Alma Reid"]


def test_an_article_shows_all_of_its_text_zone_by_zone(materials: Materials) -> None:
    row = materials.articles.first("path", "news/courier-01.txt")
    assert row is not None
    page = articles.build_article(materials, row)
    kinds = [stretch.kind for stretch in page.stretches]
    assert kinds == [
        "headline", "standfirst", "byline", "body", "caption", "comment", "boilerplate",
    ]  # fmt: skip
    shown = [
        token.text
        for stretch in page.stretches
        for paragraph in stretch.paragraphs
        for token in paragraph.tokens
    ]
    text = materials.record.article("news/courier-01.txt").text
    assert "".join(shown) == text.replace("\n", "")
    notes = [n.number for s in page.stretches for p in s.paragraphs for n in p.notes]
    assert notes == [1, 2, 3, 4, 5, 6]
