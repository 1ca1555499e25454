"""A record in memory, for tests: invented articles about an invented quarrel over ferry fares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.articles import Zone, digest

Row = dict[str, Any]
NAMING = {
    "speaker", "organisation", "targets", "from", "to", "actor", "payer", "beneficiary", "by",
    "person", "member", "of",
}  # fmt: skip


@dataclass(frozen=True)
class FakeArticle:
    """Text and zones, as a record gives them."""

    text: str
    zones: Sequence[Zone]


@dataclass(frozen=True)
class FakeSummary:
    """What read the articles, as a record tells it."""

    read_by: tuple[str, ...]


@dataclass
class FakeRecord:
    """Tables as lists of rows, filled by the methods below, and the texts of the articles."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    texts: dict[str, FakeArticle] = field(default_factory=dict)

    def rows(self, table: str) -> Iterator[Row]:
        return iter(self.tables.get(table, ()))

    def summary(self) -> FakeSummary:
        return FakeSummary(("model:fast@1 rule:onrecord@0.1 settings@abc",))

    def article(self, path: str) -> FakeArticle:
        return self.texts[path]

    def add(self, table: str, *parts: object, **fields: object) -> Row:
        """Add a row; fields that name actors get the ids of those beside them."""
        made_by = {"confidence": 0.9, "by": "model:fast@1"}
        row: Row = {"id": digest(table, *map(str, parts)), **made_by, **fields}
        for name in NAMING & row.keys():
            if table != "pledges" and name == "by":
                continue
            value = row[name]
            listed = isinstance(value, list)
            row[f"{name}_id"] = [*map(self.find_actor, value)] if listed else self.find_actor(value)
        self.tables.setdefault(table, []).append(row)
        return row

    def add_article(self, path: str, *zones: tuple[str, str], **fields: object) -> Row:
        """Add an article made of its zones, a line break between each two."""
        spans, text = [], ""
        for kind, words in zones:
            spans.append(Zone(kind, len(text), len(text) + len(words)))
            text += words + "\n\n"
        self.texts[path] = FakeArticle(text, spans)
        headline = next((words for kind, words in zones if kind == "headline"), None)
        known = {"headline": headline, "byline": None, "url": None, "updated": None,
                 "language": "en", "words": len(text.split()), "copy_of": None}  # fmt: skip
        return self.add("articles", path, path=path, **(known | fields))

    def add_actor(self, name: str, kind: str = "person", **fields: object) -> Row:
        known = {"kind": kind, "aliases": [], "mentions": 3, "statements": 0, "external": {}}
        return self.add("actors", name, name=name, by="rule:resolve", **(known | fields))

    def find_actor(self, name: str | None) -> str | None:
        """Return the id of the actor of this name."""
        return next((a["id"] for a in self.rows("actors") if a["name"] == name), None)

    def find(self, path: str, words: str) -> Row:
        """Return the passage of an article that reads ``words``."""
        start = self.texts[path].text.index(words)
        return {"article": path, "start": start, "end": start + len(words), "text": words}

    def say(
        self, path: str, speaker: str | None, cue: str, *content: str,
        act: str = "claim", condition: str | None = None, **fields: object,
    ) -> Row:  # fmt: skip
        """Add a statement whose passages are found in the article by their words."""
        passages = [self.find(path, words) for words in content]
        start = passages[0]["start"]
        zone = next((z.kind for z in self.texts[path].zones if z.start <= start < z.end), "body")
        known = {
            "article": path, "zone": zone, "speaker": speaker,
            "organisation": None, "source": None,
            "cue": [self.find(path, cue)] if cue else [], "content": passages, "form": "direct",
            "act": act, "condition": self.find(path, condition) if condition else None,
            "targets": [], "addressee": None, "venue": None, "said_on": None, "tense": "said",
            "repeats": None,
        }  # fmt: skip
        return self.add("statements", path, speaker, *content, **(known | fields))

    def rest_on(self, table: str, path: str, words: str, **fields: object) -> Row:
        """Add a row that rests on words of an article."""
        return self.add(
            table, path, words, sorted(fields.items()), article=path,
            evidence=[self.find(path, words)], **fields,
        )  # fmt: skip


def build_quarrel() -> FakeRecord:
    """Return eight articles of four outlets, with something on every page of a report."""
    record = FakeRecord()
    for name, kind, aliases in (
        ("Alma Reid", "person", ["Ms Reid", "the dockers' leader"]),
        ("Tom Castell", "person", ["Mr Castell", "the transport minister"]),
        ("Joan Okafor", "person", ["Mrs Okafor", "the Opposition leader"]),
        ("Piers Lindqvist", "person", ["Mr Lindqvist"]),
        ("Harbour Workers' Union", "organisation", ["HWU", "the union"]),
        ("Civic Party", "organisation", ["Civics"]),
        ("Strait Ferries", "organisation", ["the company"]),
        ("Islanders' Alliance", "group", []),
    ):
        record.add_actor(name, kind, aliases=aliases)
    _add_first_week(record)
    _add_second_week(record)
    _add_ends(record)
    record.add("problems", "scan.pdf", path="news/scan.pdf", code="not-text",
               message="The file holds bytes that are no text.",
               remedy="Save it as text or HTML.")  # fmt: skip
    return record


def _add_first_week(record: FakeRecord) -> None:
    courier = "news/courier-01.txt"
    record.add_article(
        courier,
        ("headline", "Dockers' leader warns of a summer without ferries"),
        ("standfirst", "Minister refuses to lift the fare cap as talks break down"),
        ("byline", "By Nell Hargrave"),
        ("body", "The Harbour Workers' Union last night threatened to stop every sailing in July "
                 "unless the fare cap is lifted.\nAlma Reid, the union's general secretary, said: "
                 "‘If the cap stays, the boats stay in harbour. It is as simple as that.’\n"
                 "Transport minister Tom Castell hit back. ‘I will not be held to ransom,’ he said "
                 "on Monday. ‘The fare cap protects every family on the islands, and as Ms Reid "
                 "herself once told us, “the fare cap is the islands' lifeline”.’\n"
                 "The union has given the Civic Party 1.2million since the election."),
        ("caption", "Harbour row: Alma Reid said the union would not blink"),
        ("comment", "My cousin said the minister is a fool. Bring back the old boats!"),
        ("boilerplate", "Read more: ten island walks for spring"),
        outlet="The Quay Courier", published="2031-05-13", byline="By Nell Hargrave",
        url="https://courier.example/ferries",
    )  # fmt: skip
    record.say(courier, "Harbour Workers' Union", "threatened", "to stop every sailing in July "
               "unless the fare cap is lifted", act="threat", form="indirect",
               condition="unless the fare cap is lifted", targets=["Tom Castell"],
               said_on="2031-05-12")  # fmt: skip
    record.say(courier, "Alma Reid", "said", "If the cap stays, the boats stay in harbour. It is "
               "as simple as that.", act="threat", organisation="Harbour Workers' Union",
               condition="If the cap stays", targets=["Tom Castell"], confidence=0.97,
               source=record.find(courier, "Alma Reid, the union's general secretary"))  # fmt: skip
    castell = record.say(courier, "Tom Castell", "he said", "I will not be held to ransom",
                         "The fare cap protects every family on the islands, and as Ms Reid "
                         "herself once told us, “the fare cap is the islands' lifeline”.",
                         act="refusal", targets=["Alma Reid"], said_on="2031-05-12")  # fmt: skip
    record.say(courier, "Alma Reid", "told", "“the fare cap is the islands' lifeline”",
               act="support", confidence=0.71, said_on="2029")  # fmt: skip
    record.say(courier, "Alma Reid", "", "the union would not blink", form="indirect",
               confidence=0.8)  # fmt: skip
    record.say(courier, "another docker's cousin", "", "the minister is a fool",
               form="indirect", act="criticism", targets=["Tom Castell"],
               confidence=0.4)  # fmt: skip

    ledger = "news/ledger-01.html"
    record.add_article(
        ledger,
        ("headline", "Ferry union threatens July stoppage"),
        ("body", "‘If the cap stays, the boats stay in harbour. It is as simple as that,’ Alma "
                 "Reid of the HWU told delegates.\nThe Islanders' Alliance welcomed the fare cap "
                 "and urged Ms Reid to think again."),
        outlet="Northern Ledger", published="2031-05-13", copy_of=courier,
    )  # fmt: skip
    first = record.tables["statements"][1]
    record.say(ledger, "Alma Reid", "told delegates", "If the cap stays, the boats stay in harbour."
               " It is as simple as that,", act="threat", repeats=first["id"],
               targets=["Tom Castell"], addressee="delegates")  # fmt: skip
    record.say(ledger, "Islanders' Alliance", "welcomed", "the fare cap", form="indirect",
               act="support", targets=["Tom Castell"])  # fmt: skip
    record.say(ledger, "Islanders' Alliance", "urged", "to think again", form="indirect",
               act="demand", targets=["Alma Reid"])  # fmt: skip
    record.rest_on("positions", courier, "The fare cap protects", actor="Tom Castell",
                   organisation=None, concept="fare cap", stance=1, statement=castell["id"],
                   date="2031-05-12")  # fmt: skip


def _add_second_week(record: FakeRecord) -> None:
    times = "news/times-02.txt"
    record.add_article(
        times,
        ("headline", "Okafor pledges 40 new crossings — ‘paid for by the harbour levy’"),
        ("dateline", "PORT ELSIN"),
        ("body", "Joan Okafor will tell the Civic Party conference today that a Civic government "
                 "would add 40 crossings a week, paid for by the harbour levy.\nShe called the "
                 "fare cap “a sticking plaster” and accused Mr Castell of “hiding in his office”."
                 "\nStrait Ferries warned that sailings could end by autumn. “We cannot run boats "
                 "on promises,” its chairman, Piers Lindqvist, said. The company was promised "
                 "£3.5m by the minister.\nThe union supplies 60 per cent of Civic Party funds."),
        outlet="Isle Times", published="2031-05-20", updated="2031-05-21",
    )  # fmt: skip
    pledge = record.say(
        times, "Joan Okafor", "will tell", "a Civic government would add 40 crossings a week, paid "
        "for by the harbour levy", act="pledge", form="indirect", tense="announced",
        organisation="Civic Party", venue="the Civic Party conference", said_on="2031-05-20",
    )  # fmt: skip
    record.say(times, "Joan Okafor", "called", "the fare cap “a sticking plaster”", form="mixed",
               act="criticism", targets=["Tom Castell"])  # fmt: skip
    attack = record.say(times, "Joan Okafor", "accused", "“hiding in his office”", form="mixed",
                        act="criticism", targets=["Tom Castell"])  # fmt: skip
    record.say(times, "Piers Lindqvist", "said", "“We cannot run boats on promises,”",
               act="warning", organisation="Strait Ferries", targets=["Tom Castell"])  # fmt: skip
    record.say(times, "Strait Ferries", "warned", "sailings could end by autumn", form="indirect",
               act="warning", confidence=0.62)  # fmt: skip
    record.rest_on("pledges", times, "add 40 crossings a week", by="Joan Okafor",
                   what="40 more crossings a week", amount=None, funded_by="the harbour levy",
                   condition=None, statement=pledge["id"])  # fmt: skip
    record.rest_on("payments", times, "promised £3.5m by the minister", payer="Tom Castell",
                   beneficiary="Strait Ferries", amount=3.5e6, currency="GBP", share=None, of=None,
                   period=None, status="promised")  # fmt: skip
    record.rest_on("payments", times, "supplies 60 per cent of Civic Party funds",
                   payer="Harbour Workers' Union", beneficiary="Civic Party", amount=None,
                   currency=None, share=0.6, of="Civic Party funds", period=None,
                   status="given")  # fmt: skip
    record.rest_on("payments", "news/courier-01.txt", "given the Civic Party 1.2million since the "
                   "election", payer="Harbour Workers' Union", beneficiary="Civic Party",
                   amount=1.2e6, currency=None, share=None, of=None, period="since the election",
                   status="given")  # fmt: skip
    record.rest_on("ties", times, "accused Mr Castell", **{"from": "Joan Okafor",
                   "to": "Tom Castell", "sign": -1, "statement": attack["id"],
                   "date": "2031-05-20"})  # fmt: skip

    meridian = "news/meridian-03.txt"
    record.add_article(
        meridian,
        ("headline", "Minister softens on fares after week of pressure"),
        ("body", "Tom Castell has opened the door to higher fares. ‘The cap cannot last for ever,’ "
                 "he conceded yesterday.\nMs Reid said the minister had ‘seen sense’ and that the "
                 "July stoppage was off.\nMrs Okafor demanded his resignation."),
        outlet="The Meridian", published="2031-06",
    )  # fmt: skip
    turn = record.say(meridian, "Tom Castell", "conceded", "The cap cannot last for ever,",
                      act="prediction")  # fmt: skip
    record.say(meridian, "Alma Reid", "said", "the minister had ‘seen sense’", form="mixed",
               act="praise", targets=["Tom Castell"])  # fmt: skip
    record.say(meridian, "Joan Okafor", "demanded", "his resignation", form="indirect",
               act="demand", targets=["Tom Castell"])  # fmt: skip
    record.rest_on("positions", meridian, "cannot last for ever", actor="Tom Castell",
                   organisation=None, concept="fare cap", stance=-1, statement=turn["id"],
                   date="2031-06")  # fmt: skip
    record.add_article("news/empty.txt", ("headline", "An undated line"), outlet=None,
                       published=None)  # fmt: skip


def _add_ends(record: FakeRecord) -> None:
    courier, ledger = "news/courier-01.txt", "news/ledger-01.html"
    statements = record.tables["statements"]
    ends: Iterable[tuple[str, str, int, str, str, int | None]] = (
        (courier, "hit back", -1, "Tom Castell", "Alma Reid", 2),
        (
            courier,
            "threatened to stop every sailing",
            -1,
            "Harbour Workers' Union",
            "Tom Castell",
            0,
        ),
        (courier, "Alma Reid, the union's", -1, "Alma Reid", "Tom Castell", 1),
        (ledger, "welcomed the fare cap", 1, "Islanders' Alliance", "Tom Castell", None),
        (courier, "given the Civic Party", 1, "Harbour Workers' Union", "Civic Party", None),
    )
    for path, words, sign, source, target, statement in ends:
        record.rest_on("ties", path, words, **{"from": source, "to": target, "sign": sign,
                       "statement": None if statement is None else statements[statement]["id"],
                       "date": "2031-05-13"})  # fmt: skip
    for actor, stance, statement in (("Alma Reid", -1, 1), ("Joan Okafor", -1, 10)):
        row = statements[statement]
        record.add("positions", actor, stance, article=row["article"], actor=actor,
                   organisation=None, concept="fare cap", stance=stance, statement=row["id"],
                   date=None)  # fmt: skip
    record.rest_on("offices", courier, "Alma Reid, the union's general secretary",
                   person="Alma Reid", title="general secretary",
                   organisation="Harbour Workers' Union", **{"from": None, "to": None})  # fmt: skip
    record.rest_on("offices", courier, "Transport minister Tom Castell", person="Tom Castell",
                   title="transport minister", organisation=None,
                   **{"from": "2030", "to": None})  # fmt: skip
    record.rest_on("affiliations", courier, "Alma Reid, the union's", member="Alma Reid",
                   of="Harbour Workers' Union", kind="leads",
                   **{"from": None, "to": None})  # fmt: skip


def build_debate(words: Iterable[str] = ()) -> FakeRecord:
    """Return two camps of three who hold contrary things on two concepts, over nine months.

    ``words`` are the names of actors and concepts, instead of plain ones.
    """
    record, given = FakeRecord(), iter(words)
    names = [next(given, f"Holder {number}") for number in range(6)]
    concepts = [next(given, name) for name in ("fare cap", "harbour levy")]
    for name in names:
        record.add_actor(name)
    for month in range(1, 10):
        for side, stance in ((0, 1), (3, -1)):
            path = f"news/{month}-{side}.txt"
            speaker = names[side + month % 3]
            said = f"We have made up our minds, {month} times over."
            record.add_article(path, ("body", f"They said: {said}"), outlet="The Quay Courier",
                               published=f"2031-{month:02d}-10")  # fmt: skip
            row = record.say(path, speaker, "said", said)
            for concept in concepts:
                record.add("positions", path, concept, article=path, actor=speaker, stance=stance,
                           organisation=None, concept=concept, statement=row["id"],
                           date=None)  # fmt: skip
    return record


HOSTILE = (
    "<script>document.title='pwned'</script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    "\"><svg onload=document.title='pwned'>",
    "</script><script>document.title='pwned'</script>",
    "javascript:document.title='pwned'",
    "{{ 7*7 }}{% raw %}",
    "line\u2028separator\u2029end",
    "W" * 3000,
    "\u202eelbisrever\u202c مرحبا بالعالم שלום",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 e\u0301\u0301\u0301\u0301",
    "nul \x00 and \x1b[31m and \ufffe",
    "lone \ud800 surrogate",
)


def build_hostile() -> FakeRecord:
    """Return a record in which every piece of text is hostile."""
    record = FakeRecord()
    for number, text in enumerate(HOSTILE):
        path = f"in/{number} {text[:40]}.html"
        other = HOSTILE[(number + 1) % len(HOSTILE)]
        record.add_actor(text, aliases=[other, f"Mr {text}"])
        record.add_article(
            path, ("headline", text), ("body", f"{other} said {text} and {other}."),
            ("comment", text), outlet=text, published="2031-01-01" if number % 2 else text,
            byline=other, url=text if number % 3 else f"javascript:{text}",
        )  # fmt: skip
        record.say(path, text, "said", text, act="threat", targets=[other], organisation=other,
                   addressee=other, venue=text, condition=text)  # fmt: skip
        record.rest_on("payments", path, "said", payer=text, beneficiary=other, amount=1.0,
                       currency=text, share=None, of=text, period=other, status=text)  # fmt: skip
        record.rest_on("pledges", path, "said", by=text, what=other, amount=None,
                       funded_by=text, condition=other, statement=None)  # fmt: skip
        record.rest_on("ties", path, "said", **{"from": text, "to": other, "sign": -1,
                       "statement": None, "date": None})  # fmt: skip
        statement = record.tables["statements"][-1]["id"]
        record.add("positions", path, article=path, actor=text, organisation=None, concept=other,
                   stance=1, statement=statement, date=text)  # fmt: skip
        record.rest_on("offices", path, "said", person=text, title=other, organisation=other,
                       **{"from": text, "to": None})  # fmt: skip
        record.add("problems", path, path=path, code="odd", message=text, remedy=other)
    return record


def build_many(articles: int, statements: int) -> FakeRecord:
    """Return a record of ``articles`` with ``statements`` in all, spread over 60 actors."""
    record = FakeRecord()
    for number in range(60):
        record.add_actor(f"Speaker Number {number}", "person" if number % 3 else "organisation")
    topics = ("harbour levy", "fare cap", "night crossings", "pilot licences", "dredging bill")
    share = -(-statements // articles)
    for number in range(articles):
        lines = [
            f"Line {number}-{line}: the {topics[(number + line) % 5]} will cost the islands dear "
            f"if nothing is done before the autumn, and we shall say so."
            for line in range(share)
        ]
        path = f"news/{number:05d}.txt"
        record.add_article(
            path, ("headline", f"Report number {number}"), ("body", "\n".join(lines)),
            outlet=f"Outlet {number % 7}",
            published=f"20{31 + number % 3}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        )  # fmt: skip
        for line, words in enumerate(lines):
            record.say(path, f"Speaker Number {(number * 7 + line * line) % 60}", "", words,
                       act=("claim", "demand", "threat", "criticism")[line % 4],
                       targets=[f"Speaker Number {(number + line * 5) % 60}"])  # fmt: skip
    return record
