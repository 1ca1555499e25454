"""Payments and pledges, as articles word them."""

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
