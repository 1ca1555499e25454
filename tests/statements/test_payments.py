"""Payments in the many wordings of news from Britain, Ireland, India and the United States."""

import pytest

from onrecord.statements import code_statements

PEOPLE = {
    "Quayside Union": ["the union", "The union"],
    "Civic Party": ["Civic", "the party", "The party"],
    "National Government": ["the Government", "The Government"],
    "Marlow Bank": ["the bank", "The bank"],
    "Bright Futures Fund": ["Bright Futures", "the super PAC"],
    "Arden Trust": ["the trust", "The trust"],
    "Lok Vikas Party": ["Lok Vikas"],
    "Sir Owen Tate": ["Sir Owen", "Mr Tate", "Tate"],
    "Nuala Breen": ["Ms Breen", "Breen"],
    "Raj Malhotra": ["Mr Malhotra", "Malhotra"],
    "Senator Cole": ["Cole", "Mr Cole"],
    "Stratos Airways": ["the airline", "org"],
    "Delmore Group": ["Delmore", "the company", "org"],
    "Kestrel Institute": ["the institute", "org"],
}

U, C, G, B, F, A, L = list(PEOPLE)[:7]
T, N, M, S, V, D, K = list(PEOPLE)[7:]

# The sentence, and who pays whom how much in it.
WORDINGS = [
    ("A £2m gift from Sir Owen Tate to the party was declared in May.", [(T, C, 2e6)]),
    ("Sir Owen Tate's £2m donation to Civic drew criticism.", [(T, C, 2e6)]),
    ("The Kestrel Institute, which is funded by Delmore, published the paper.", [(D, K, None)]),
    ("Civic took £2m from Delmore before the vote.", [(D, C, 2e6)]),
    ("Civic received €250,000 from Ms Breen.", [(N, C, 250e3)]),
    ("Civic received a donation of £75,000 from Ms Breen.", [(N, C, 75e3)]),
    ("Sir Owen, who has given Civic £5m, sat in the front row.", [(T, C, 5e6)]),
    ("Sir Owen Tate, who has given more than £5m to the party, was there.", [(T, C, 5e6)]),
    ("The campaign was fuelled by money from Delmore.", []),
    ("Raj Malhotra bankrolled Lok Vikas for a decade.", [(M, L, None)]),
    ("The trust won a grant of €3m from the Government.", [(G, A, 3e6)]),
    ("Civic's largest donor, Sir Owen Tate, has left the country.", [(T, C, None)]),
    ("The £5m that Sir Owen handed Civic was spent on leaflets.", [(T, C, 5e6)]),
    ("The £5m Delmore gave to the party was spent on leaflets.", [(D, C, 5e6)]),
    ("The Government bailed out Marlow Bank with €7bn.", [(G, B, 7e9)]),
    ("Marlow Bank was rescued with €7bn from the Government.", [(G, B, 7e9)]),
    ("Marlow Bank got a €7bn bailout from the Government.", [(G, B, 7e9)]),
    ("Stratos Airways was handed £40m in state aid by the Government.", [(G, V, 40e6)]),
    ("Delmore paid Ms Breen £90,000 for two speeches.", [(D, N, 90e3)]),
    ("Ms Breen was paid €90,000 by Delmore for advice.", [(D, N, 90e3)]),
    ("Ms Breen pocketed €90,000 in fees from Delmore.", [(D, N, 90e3)]),
    ("Senator Cole accepted $50,000 from Delmore.", [(D, S, 50e3)]),
    ("Bright Futures spent the $3m that Delmore had contributed.", [(D, None, 3e6)]),
    ("Delmore wrote a cheque for $10m to Bright Futures.", [(D, F, 10e6)]),
    ("Delmore gave $1m to the super PAC, which backs Senator Cole.", [(D, F, 1e6)]),
    ("Bright Futures funnelled $4m to the Arden Trust.", [(F, A, 4e6)]),
    ("Mr Malhotra donated Rs 50 crore to Lok Vikas through bonds.", [(M, L, 500e6)]),
    ("Lok Vikas has received Rs 20 crore in donations from Delmore.", [(D, L, 200e6)]),
    ("The Government awarded Stratos Airways a £12m subsidy.", [(G, V, 12e6)]),
    ("The Government has earmarked €30m for the Arden Trust.", [(G, A, 30e6)]),
    ("Donations worth £600,000 were made to Civic by Delmore.", [(D, C, 600e3)]),
    ("Civic accepted a £300,000 loan from Mr Tate.", [(T, C, 300e3)]),
    ("Mr Tate lent Civic £300,000.", [(T, C, 300e3)]),
    ("Mr Tate loaned the party £300,000 interest-free.", [(T, C, 300e3)]),
    ("The union's £1.5m contribution to Civic was its largest.", [(U, C, 1.5e6)]),
    ("Stratos Airways agreed to pay the union £8m.", [(V, U, 8e6)]),
    ("The union has pumped £3m into Civic since 2015.", [(U, C, 3e6)]),
    ("The union, which has ploughed £3m into Civic, wants a say.", [(U, C, 3e6)]),
    ("The Arden Trust is bankrolled by Mr Malhotra.", [(M, A, None)]),
    ("The Kestrel Institute, bankrolled by Delmore, denied it.", [(D, K, None)]),
    ("The Delmore-funded Kestrel Institute denied it.", [(D, K, None)]),
    ("Backed by $6m from Delmore, Senator Cole won easily.", [(D, S, 6e6)]),
    ("With £2m from the union, Civic bought a new office.", [(U, C, 2e6)]),
    ("A cheque for £2m from the union arrived at Civic.", [(U, None, 2e6)]),
    ("Of Civic's £9m, £4m came from the union.", [(U, C, 4e6)]),
    ("Some £4m of the party's money came from the union.", [(U, C, 4e6)]),
    ("Sir Owen Tate, whose £2m donation to Civic made the news, resigned.", [(T, C, 2e6)]),
    ("Sir Owen Tate, a major donor to Civic, resigned.", [(T, C, None)]),
    (
        "Mr Tate donated £2.1m to Civic, about a third of the party's income.",
        [(T, C, 1 / 3), (T, C, 2.1e6)],
    ),
    ("Mr Tate is a shareholder in Delmore, a body which gave Civic £3.2m.", [(D, C, 3.2e6)]),
    (
        "Mr Tate gave £2m to Civic. Mr Tate himself gave a further £400,000 in May.",
        [(T, C, 2e6), (T, C, 4e5)],
    ),
    (
        "The union paid £2m to Civic. In June the union gave another £1m.",
        [(U, C, 2e6), (U, C, 1e6)],
    ),
    (
        "Civic gets half of its money from the union. Delmore gave it £1m.",
        [(U, C, 0.5), (D, C, 1e6)],
    ),
    ("Ms Breen's campaign cost €2m. The taxpayer lost €3m.", []),
    ("Civic raised £9m, including £2m from the union.", [(U, C, 2e6)]),
    ("The party was boosted by £2m from Sir Owen.", [(T, C, 2e6)]),
    ("Civic met its donors with £2m from a sale.", []),
    ("Delmore won the contract because the firm gave £2m to Civic.", [(D, C, 2e6)]),
    ("Ms Breen chose Delmore after the firm paid £2m to the party.", [(D, C, 2e6)]),
    (
        "Delmore outbid Stratos Airways because the firm gave £2m to Civic.",
        [("firm", C, 2e6)],
    ),
    ("Delmore paid £2m for the site.", []),
    ("The Government spent £2m on roads.", []),
    ("Sir Owen sold his shares in Delmore for £2m.", []),
    ("Mr Tate would not say if he had given £2m to Civic.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_payer_payee_and_sum_are_read(stage, text, expected):
    article, said, cast = stage(text, PEOPLE)
    coding = code_statements(article, said, cast)
    names = {m.id: m.name for m in (*cast.members, *coding.members)}
    found = [
        (names[p.payer], names.get(p.beneficiary or ""), p.amount or p.share)
        for p in coding.payments
    ]
    assert found == expected
