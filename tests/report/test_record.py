"""The report of a real record: what the record gives out is what the report reads."""

from pathlib import Path

from lxml import html

from onrecord.actors import Actor, Affiliation, Cast, Member, Office, Resolution
from onrecord.articles import Article, Passage, Zone, digest
from onrecord.record import Record
from onrecord.report import write_report
from onrecord.statements import Coding, Payment, Pledge, Position, Statement, Tie

GUILD = "Pilots' Guild"
TEXT = (
    "Harbour strike looms\n"
    "Ida Brandt, leader of the Pilots' Guild, said: “We shall walk out unless Otto Weir pays.”\n"
    "The Guild gave the Harbour Party £20,000 last year."
)


def find(article: Article, words: str) -> Passage:
    start = article.text.index(words)
    return article.passage(start, start + len(words))


def fill(record: Record) -> Article:
    """Read one article into a record by hand: a threat with all that can hang on it."""
    article = Article(
        id=digest(TEXT), path="news/strike.txt", sha256=digest("file"), text=TEXT,
        zones=(Zone("headline", 0, 20), Zone("body", 21, len(TEXT))),
        headline="Harbour strike looms", outlet="The Pier", published="2033-02",
        url="https://pier.example/strike",
    )  # fmt: skip
    names = ("Ida Brandt", GUILD, "Otto Weir", "Harbour Party")
    kinds = ("person", "organisation", "person", "organisation")
    members = tuple(
        Member(digest(article.id, name), article.id, name, kind, True)
        for name, kind in zip(names, kinds, strict=True)
    )
    brandt, guild, weir, party = (member.id for member in members)
    who = (find(article, "Ida Brandt, leader of the Pilots' Guild"),)
    paid = (find(article, "gave the Harbour Party £20,000 last year"),)
    words = find(article, "“We shall walk out unless Otto Weir pays.”")
    made = {"article": article.id, "confidence": 0.9, "by": "model:fast@1"}
    threat = Statement(
        id="5" * 16, zone="body", speaker=brandt, speaker_words=None, organisation=guild,
        source=find(article, "Ida Brandt"), cue=(find(article, "said"),), content=(words,),
        form="direct", act="threat", condition=find(article, "unless Otto Weir pays"),
        targets=(weir,), addressee=None, venue=None, said_on=None, tense="said", **made,
    )  # fmt: skip
    pledge = Pledge(
        id="6" * 16, by_whom=brandt, what="to walk out", amount=None, funded_by=None,
        condition="unless Otto Weir pays", statement=threat.id, evidence=(words,), **made,
    )  # fmt: skip
    payment = Payment(
        id="7" * 16, payer=guild, beneficiary=party, amount=20_000.0, currency="GBP", share=None,
        of=None, period="last year", start="2032", end="2032", status="given", evidence=paid,
        **made,
    )  # fmt: skip
    tie = Tie(
        id="8" * 16, source=brandt, target=weir, sign=-1, statement=threat.id, evidence=(words,),
        date=None, **made,
    )  # fmt: skip
    position = Position(
        id="9" * 16, actor=brandt, organisation=guild, concept="pilotage fees", stance=-1,
        statement=threat.id, date=None, **made,
    )  # fmt: skip
    office = Office(
        id="a" * 16, person=brandt, title="leader", organisation=guild, start=None, end=None,
        evidence=who, **made,
    )  # fmt: skip
    leads = Affiliation(
        id="b" * 16, member=brandt, of=guild, kind="leads", start=None, end=None, evidence=who,
        **made,
    )  # fmt: skip
    cast = Cast(article.id, members, (), (office,), (leads,), {})
    record.add(article, (), cast, Coding((threat,), (tie,), (position,), (payment,), (pledge,)))
    canonical = {member.id: digest("actor", member.name) for member in members}
    actors = (Actor(canonical[m.id], m.name, m.kind) for m in members)
    record.replace_actors(Resolution(tuple(actors), canonical, {}))
    return article


def read_words(page: Path) -> str:
    """Return all words of a page, one space between each two pieces."""
    tree = html.document_fromstring(page.read_text("utf-8"))
    return " ".join(" ".join(tree.itertext()).split())


def test_everything_in_a_real_record_is_in_its_report(tmp_path: Path) -> None:
    with Record.memory() as record:
        fill(record)
        folder = write_report(record, tmp_path / "report", title="Strike").parent
    texts = {page.name: read_words(page) for page in folder.rglob("*.html")}
    assert "1 article of 1 outlet, published February 2033." in texts["index.html"]
    assert "Ida Brandt for Pilots' Guild said threat → about Otto Weir" in texts["threats.html"]
    assert "Condition unless Otto Weir pays" in texts["threats.html"]
    assert "Pilots' Guild pays → to Harbour Party : £20,000 , last year" in texts["money.html"]
    assert "Ida Brandt pledge to walk out" in texts["pledges.html"]
    assert "Ida Brandt − opposes Otto Weir" in texts["sides.html"]
    assert "− against pilotage fees" in texts[f"{digest('actor', 'Ida Brandt')}.html"]
    dossier = texts[f"{digest('actor', 'Ida Brandt')}.html"]
    assert "leader , Pilots' Guild The Pier , February 2033" in dossier
    assert "leads Pilots' Guild" in dossier
    guild = texts[f"{digest('actor', GUILD)}.html"]
    assert "Ida Brandt , leader The Pier" in guild
    assert "Ida Brandt leads Pilots' Guild The Pier" in guild


def test_words_of_a_real_record_stand_in_their_article(tmp_path: Path) -> None:
    with Record.memory() as record:
        article = fill(record)
        folder = write_report(record, tmp_path / "report").parent
    page = html.document_fromstring((folder / "article" / f"{article.id}.html").read_text("utf-8"))
    (said,) = page.xpath(f"//*[@id='s-{'5' * 16}']")
    assert "We shall walk out unless Otto Weir pays." in said.text_content()
    assert len(said.xpath(".//*[@class='condition']")) == 1
    assert page.xpath("//a[@rel]/@href") == ["https://pier.example/strike"]
