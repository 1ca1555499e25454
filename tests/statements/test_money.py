"""Payments and pledges, as articles word them."""

from dataclasses import replace

import pytest

from onrecord.statements import code_statements

PEOPLE = {
    "Harbour Union": ["the union"],
    "Dockers Union": ["the Dockers"],
    "Reform Party": ["Reform", "the party", "its"],
    "Ann Hale": ["Ms Hale"],
    "The Government": ["the Government"],
}

PAYMENTS = [
    (
        "Since the election, Harbour Union has given Reform 3.4million, "
        "while the Dockers have handed over 1.1million.",
        [
            ("Harbour Union", "Reform Party", 3.4e6, None, None, "given"),
            ("Dockers Union", "Reform Party", 1.1e6, None, None, "given"),
        ],
    ),
    (
        "Harbour Union donated £250,000 to Reform last year.",
        [("Harbour Union", "Reform Party", 250e3, "GBP", None, "given")],
    ),
    (
        "Unions are responsible for 81 per cent of Reform funds.",
        [("trade unions", "Reform Party", None, None, 0.81, "given")],
    ),
    (
        "Reform received $2m from Harbour Union.",
        [("Harbour Union", "Reform Party", 2e6, "USD", None, "given")],
    ),
    (
        "Reform was given £2m by Harbour Union.",
        [("Harbour Union", "Reform Party", 2e6, "GBP", None, "given")],
    ),
    (
        "Harbour Union will give Reform £2m.",
        [("Harbour Union", "Reform Party", 2e6, "GBP", None, "promised")],
    ),
    (
        "Ms Hale pledged to donate half a million pounds to Reform.",
        [("Ann Hale", "Reform Party", 5e5, "GBP", None, "promised")],
    ),
    (
        "Ms Hale, the party's biggest donor, walked out.",
        [("Ann Hale", "Reform Party", None, None, None, "given")],
    ),
    (
        "Reform gets two thirds of its funding from Harbour Union.",
        [("Harbour Union", "Reform Party", None, None, 2 / 3, "given")],
    ),
    (
        "Harbour Union cut its funding to Reform from £1.2m to £150,000.",
        [
            ("Harbour Union", "Reform Party", 1.2e6, "GBP", None, "withdrawn"),
            ("Harbour Union", "Reform Party", 150e3, "GBP", None, "given"),
        ],
    ),
    (
        "A £40,000 donation from Ms Hale to Reform was returned.",
        [("Ann Hale", "Reform Party", 40e3, "GBP", None, "given")],
    ),
    (
        "Ms Hale, a banker who once led the union, gave Reform £2m.",
        [("Ann Hale", "Reform Party", 2e6, "GBP", None, "given")],
    ),
    (
        "Small donors gave Reform £2m.",
        [("Small donors", "Reform Party", 2e6, "GBP", None, "given")],
    ),
    (
        "Reform raised £9m, a third of it from hedge funds.",
        [("hedge funds", "Reform Party", None, None, 1 / 3, "given")],
    ),
    (
        "Harbour Union, Reform's biggest donor, cut its payments from £3m to £1m.",
        [
            ("Harbour Union", "Reform Party", 3e6, "GBP", None, "withdrawn"),
            ("Harbour Union", "Reform Party", 1e6, "GBP", None, "given"),
        ],
    ),
    (
        "Hedge fund boss Ms Hale gave £2m to Reform.",
        [("Ann Hale", "Reform Party", 2e6, "GBP", None, "given")],
    ),
    (
        "Harbour Union gave Reform £2m in 2013 and a further £1m last year.",
        [
            ("Harbour Union", "Reform Party", 2e6, "GBP", None, "given"),
            ("Harbour Union", "Reform Party", 1e6, "GBP", None, "given"),
        ],
    ),
    (
        "Harbour Union handed Reform a cheque for £40,000.",
        [("Harbour Union", "Reform Party", 40e3, "GBP", None, "given")],
    ),
    (
        "The Government gave £30m to Reform and £12m to the Dockers.",
        [
            ("The Government", "Reform Party", 30e6, "GBP", None, "given"),
            ("The Government", "Dockers Union", 12e6, "GBP", None, "given"),
        ],
    ),
    (
        "Ms Hale, who has given Reform £2m, said nothing.",
        [("Ann Hale", "Reform Party", 2e6, "GBP", None, "given")],
    ),
    (
        "Reform was bankrolled by Harbour Union to the tune of £3m.",
        [("Harbour Union", "Reform Party", 3e6, "GBP", None, "given")],
    ),
    (
        "Harbour Union has halved its donations to Reform to £600,000.",
        [("Harbour Union", "Reform Party", 6e5, "GBP", None, "given")],
    ),
    (
        "Harbour Union stopped funding the party.",
        [("Harbour Union", "Reform Party", None, None, None, "withdrawn")],
    ),
    (
        "Ms Hale gave money to Reform for years.",
        [("Ann Hale", "Reform Party", None, None, None, "given")],
    ),
    (
        "Ms Hale said the £2m Harbour Union gave Reform was well spent.",
        [("Harbour Union", "Reform Party", 2e6, "GBP", None, "given")],
    ),
    (
        "Ms Hale, a major donor to Reform, walked out.",
        [("Ann Hale", "Reform Party", None, None, None, "given")],
    ),
    (
        "About two fifths of Reform's income came from Harbour Union.",
        [("Harbour Union", "Reform Party", None, None, 0.4, "given")],
    ),
    ("Ms Hale sent Reform a £2bn proposal.", []),
    ("Harbour Union could give Reform £2m.", []),
    ("Ms Hale asked Harbour Union for £2m.", []),
    ("Ms Hale met 1.8 million young working people.", []),
    ("Ms Hale paid £2m to lobby the Government.", []),
    ("Most donors gave £20 or less.", []),
    ("Harbour Union has never given Reform £2m.", []),
    ("The pier cost £2m and took two million hours.", []),
    ("Ms Hale met 3.4 million people.", []),
]


@pytest.mark.parametrize(("text", "expected"), PAYMENTS)
def test_reads_who_pays_whom_how_much(stage, text, expected):
    article, said, cast = stage(text, PEOPLE)
    coding = code_statements(article, said, cast)
    names = {member.id: member.name for member in (*cast.members, *coding.members)}
    found = [
        (names[p.payer], names.get(p.beneficiary or ""), p.amount, p.currency, p.share, p.status)
        for p in coding.payments
    ]
    assert found == expected


CURRENCIES = [
    ("Harbour Union gave Reform £2m.", {}, "GBP", None),
    ("Harbour Union gave Reform 2million.", {}, None, "lost"),
    ("Harbour Union gave Reform NZ$2m.", {}, "NZD", None),
    ("Harbour Union gave Reform 2m Canadian dollars.", {}, "CAD", None),
    ("Harbour Union gave Reform Rs 5 crore, officials in Delhi said.", {}, "INR", None),
    ("Harbour Union gave Reform ¥2m, officials in Tokyo said.", {}, "JPY", None),
    ("Harbour Union gave Reform $2m.", {}, "USD", "doubtful"),
    ("Harbour Union gave Reform $2m, officials in Wellington said.", {}, "NZD", "by article"),
    ("Harbour Union gave Reform $2m.", {"url": "https://news.example.nz/a"}, "NZD", "by outlet"),
    ("Harbour Union gave Reform $2m.", {"outlet": "The Sydney Echo"}, "AUD", "by outlet"),
    ("Harbour Union gave Reform $2m, the White House said.", {}, "USD", None),
    (
        "Harbour Union gave Reform $2m, Congress heard in Washington.",
        {"url": "https://news.example.nz/a"}, "USD", None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "known", "currency", "note"), CURRENCIES)
def test_reads_a_sign_of_many_currencies_by_article_and_outlet(stage, text, known, currency, note):
    article, said, cast = stage(text, PEOPLE)
    payment = code_statements(replace(article, **known), said, cast).payments[0]
    assert (payment.currency, payment.currency_note) == (currency, note)


def test_keeps_both_ends_of_a_range(stage):
    article, said, cast = stage("Harbour Union gave Reform between £2m and £3m.", PEOPLE)
    payment = code_statements(article, said, cast).payments[0]
    assert (payment.amount, payment.amount_to) == (2e6, 3e6)


TURNED = [
    ("Reform has dropped its pledge to build 300 homes.", "to build 300 homes", "withdrawn"),
    ("Ms Hale backed away from her promise of free buses.", "of free buses", "withdrawn"),
    ("In a U-turn on free buses, Ms Hale raised fares.", "free buses", "withdrawn"),
    ("Reform will no longer scrap tuition fees.", "scrap tuition fees", "withdrawn"),
    ("Reform's pledge to build homes has been shelved.", "to build homes", "withdrawn"),
    ("Reform delayed its plan to open 90 schools.", "to open 90 schools", "changed"),
    ("Ms Hale would not abandon her pledge to build homes.", None, None),
    ("Ms Hale denied she had dropped her pledge to build homes.", None, None),
    ("Ministers urged Ms Hale to drop her pledge to build homes.", None, None),
]


@pytest.mark.parametrize(("text", "what", "status"), TURNED)
def test_tells_a_pledge_that_was_given_up_or_changed(stage, text, what, status):
    article, said, cast = stage(text, PEOPLE | {"Ann Hale": ["Ms Hale", "she", "her"]})
    found = [p for p in code_statements(article, said, cast).pledges if p.status != "made"]
    assert [(p.what, p.status) for p in found] == ([(what, status)] if what else [])


def test_a_pledge_scaled_back_keeps_the_old_price_and_the_new(stage):
    text = "Reform scaled back its £10m ferry pledge to £4m."
    article, said, cast = stage(text, PEOPLE)
    (pledge,) = code_statements(article, said, cast).pledges
    assert (pledge.status, pledge.amount_before, pledge.amount) == ("changed", 10e6, 4e6)


DUE = [
    ("to build ten piers by 2030", "by 2030", "2030"),
    ("to build ten piers within five years", "within five years", "2024"),
    ("to build ten piers this summer", "this summer", "2019"),
    ("to build ten piers after the next election", "after the next election", None),
    ("to build ten piers from April", "from April", "2019-04"),
    ("to build ten piers", None, None),
]


@pytest.mark.parametrize(("content", "by_when", "due"), DUE)
def test_tells_by_when_a_pledge_falls_due(stage, content, by_when, due):
    text = f"Ms Hale pledged {content}."
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "pledged", content)])
    coding = code_statements(article, said, cast)
    assert [(p.by_when, p.due) for p in coding.pledges] == [(by_when, due)]
    assert (coding.statements[0].by_when, coding.statements[0].due) == (by_when, due)


def test_a_pledge_inside_a_long_attack_is_not_lost(stage):
    words = "'It is a disgrace and a betrayal. A shameful lie. We will build ten piers by 2030.'"
    text = f"{words} said Ms Hale."
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "said", words)])
    coding = code_statements(article, said, cast)
    (move,) = coding.statements[0].also
    assert (coding.statements[0].act, move.act) == ("criticism", "pledge")
    assert move.passage.text == "We will build ten piers by 2030."
    assert [p.due for p in coding.pledges] == ["2030"]


def test_keeps_the_period_as_said_and_from_when(stage):
    article, said, cast = stage("Since the election, Harbour Union has given Reform £1m.", PEOPLE)
    payment = code_statements(article, said, cast).payments[0]
    assert (payment.period, payment.end) == ("Since the election", "2019-03-14")


def test_a_pledge_names_its_funding(stage):
    text = (
        "Ms Hale will call for money raised by selling old ferries to be used to build ten piers."
    )
    content = "for money raised by selling old ferries to be used to build ten piers"
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "call", content)])
    pledge = code_statements(article, said, cast).pledges[0]
    assert pledge.funded_by == "money raised by selling old ferries"
    assert pledge.what == "to build ten piers"


def test_a_pledge_keeps_price_and_condition_apart(stage):
    text = "Ms Hale promised a £3bn bridge, paid for by a levy on ferries, if she wins."
    content = "a £3bn bridge, paid for by a levy on ferries, if she wins"
    article, said, cast = stage(text, PEOPLE, [("Ann Hale", "Ms Hale", "promised", content)])
    pledge = code_statements(article, said, cast).pledges[0]
    assert (pledge.amount, pledge.funded_by, pledge.condition) == (
        3e9,
        "a levy on ferries",
        "if she wins",
    )


def test_keeps_a_promise_that_is_only_told_of(stage):
    text = "Ms Hale will promise to scrap the levy, funded by a tax on yachts."
    article, said, cast = stage(text, PEOPLE)
    pledge = code_statements(article, said, cast).pledges[0]
    assert (pledge.what, pledge.funded_by) == ("to scrap the levy", "a tax on yachts")
    assert pledge.statement is None


def test_joins_a_cost_named_soon_after_to_its_pledge(stage):
    text = "Ms Hale promised to scrap fares. She said the £9m cost would be met from reserves."
    said = [
        ("Ann Hale", "Ms Hale", "promised", "to scrap fares"),
        ("Ann Hale", "She", "said", "the £9m cost would be met from reserves"),
    ]
    article, attributions, cast = stage(text, PEOPLE, said)
    (pledge,) = code_statements(article, attributions, cast).pledges
    assert (pledge.what, pledge.amount, pledge.funded_by) == ("to scrap fares", 9e6, "reserves")
