"""The record's rows as users see them: passages with their words, members as actors.

Rows are built a page of articles at a time, so that memory stays flat however large the record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.articles import Article, Zone, digest
from onrecord.errors import UsageError
from onrecord.record.columns import find_table
from onrecord.record.corrections import Correction, find_by_name, read_corrections
from onrecord.record.store import Row, Store, batched
from onrecord.record.whole import name_members

PAGE = 200

Line = dict[str, Any]
"""One row of a table, with the fields of ``TABLES`` in their order."""

Who = tuple[str | None, str | None]
"""A name and the id of its actor."""


def read_rows(store: Store, what: str, *, article: str | None = None) -> Iterator[Line]:
    """Yield the rows of the table ``what``, of one ``article`` (its id) or of all."""
    table = find_table(what)
    if what == "actors":
        return _actors(store)
    if what == "problems":
        return _problems(store)
    return _by_article(store, table.name, article)


def read_pages(store: Store, articles: Iterable[str]) -> Iterator[Page]:
    """Yield these articles in their order, some to a page, with all that their rows need."""
    for some in batched(articles, PAGE):
        rows = store.fetch_within("SELECT id, path FROM article WHERE id IN (??)", some)
        paths: dict[str, str] = dict(rows)
        yield Page.of(store, {key: paths[key] for key in some if key in paths})


def read_page_rows(page: Page, what: str) -> Sequence[Line]:
    """Return the rows of one table for the articles of a page."""
    return _BUILDERS[what](page)


def read_statements(store: Store, keys: Sequence[str]) -> dict[str, Line]:
    """Return the rows of those of these statements that stand, by id."""
    found = {}
    for some in batched(keys, PAGE):
        paths: dict[str, str] = dict(store.fetch_within(_STATEMENT_PATHS, some))
        for line in _statements(Page.of(store, paths, frozenset(some))):
            found[line["id"]] = line
    return found


_STATEMENT_PATHS = """
SELECT DISTINCT article.id, article.path
FROM statement JOIN article ON article.id = statement.article WHERE statement.id IN (??)
"""


def _by_article(store: Store, what: str, article: str | None) -> Iterator[Line]:
    build = _BUILDERS[what]
    for paths in _pages(store, what, article):
        yield from build(Page.of(store, paths))


def _pages(store: Store, what: str, article: str | None) -> Iterator[dict[str, str]]:
    """Yield the articles that have rows in ``what``, id and path, a page at a time."""
    if article is not None:
        yield dict(store.fetch("SELECT id, path FROM article WHERE id = ?", [article]))
        return
    sql = _HAVE.replace("(CHOSEN)", _CHOSEN[what])
    last = ""
    while rows := store.fetch(sql, [last, PAGE]):
        yield dict(rows)
        last = rows[-1][1]


_HAVE = "SELECT id, path FROM article WHERE path > ? AND (CHOSEN) ORDER BY path LIMIT ?"
_EXISTS = "EXISTS (SELECT 1 FROM (TABLE) WHERE (TABLE).article = article.id)"
_JUDGED = """EXISTS (SELECT 1 FROM correction JOIN statement ON statement.id = correction.statement
WHERE statement.article = article.id)"""
_LEARNT = """EXISTS (SELECT 1 FROM coded JOIN statement ON statement.id = coded.statement
WHERE statement.article = article.id)"""
_CHOSEN = {
    "articles": "1 = 1",
    "statements": _EXISTS.replace("(TABLE)", "statement"),
    "offices": _EXISTS.replace("(TABLE)", "office"),
    "affiliations": _EXISTS.replace("(TABLE)", "affiliation"),
    "ties": _EXISTS.replace("(TABLE)", "tie"),
    "positions": f"({_EXISTS.replace('(TABLE)', 'position')} OR {_JUDGED} OR {_LEARNT})",
    "payments": _EXISTS.replace("(TABLE)", "payment"),
    "pledges": _EXISTS.replace("(TABLE)", "pledge"),
}


@dataclass(frozen=True)
class Page:
    """Some articles with all that their rows need: paths, texts, names, people's decisions."""

    store: Store
    paths: dict[str, str]
    texts: dict[str, str]
    names: dict[str, tuple[str, str | None]]
    corrections: dict[str, Correction]
    only: frozenset[str] | None = None

    @classmethod
    def of(cls, store: Store, paths: dict[str, str], only: frozenset[str] | None = None) -> Page:
        """Gather what the rows of these articles need; ``only`` some of their statements."""
        keys = list(paths)
        texts: dict[str, str] = dict(
            store.fetch_within("SELECT id, text FROM article WHERE id IN (??)", keys)
        )
        judged = store.fetch_within(_JUDGED_STATEMENTS, keys)
        corrections = read_corrections(store, [row[0] for row in judged])
        return cls(store, paths, texts, name_members(store, keys), corrections, only)

    def fetch(self, sql: str) -> list[Row]:
        """Return the rows of these articles."""
        return self.store.fetch_within(sql, list(self.paths))

    def sort(self, lines: list[Line], place: Callable[[Line], int]) -> list[Line]:
        """Return ``lines`` by article, then by place in it."""
        return sorted(lines, key=lambda line: (line["article"], place(line), line["id"]))

    def passage(self, article: str, place: str | None) -> Line | None:
        """Return a kept place as a passage with its words."""
        if place is None:
            return None
        start, end = json.loads(place)
        return self._passage(article, start, end)

    def passages(self, article: str, places: str) -> list[Line]:
        """Return kept places as passages with their words."""
        return [self._passage(article, start, end) for start, end in json.loads(places)]

    def moves(self, article: str, moves: str | None) -> list[Line]:
        """Return kept moves as passages with their acts."""
        kept = json.loads(moves) if moves else []
        return [{"act": act, **self._passage(article, start, end)} for act, start, end in kept]

    def _passage(self, article: str, start: int, end: int) -> Line:
        words = self.texts[article][start:end]
        return {"article": self.paths[article], "start": start, "end": end, "text": words}

    def who(self, member: str | None) -> Who:
        """Return the name and the actor of a member."""
        return (None, None) if member is None else self.names.get(member, (member, None))

    def named(self, name: str | None) -> Who:
        """Return the name that a person gave and the actor who bears it."""
        return (None, None) if name is None else (name, find_by_name(self.store, name))

    def speaker(self, statement: str | None, member: str | None, speaker: str | None) -> Who:
        """Return who ``member`` is in what follows from ``statement``, whose speaker is given.

        Where a person corrected the speaker, what rests on the statement follows.
        """
        correction = self.corrections.get(statement or "")
        if correction is None or correction.speaker is None or member != speaker:
            return self.who(member)
        return correction.speaker, correction.actor

    def wants(self, statement: str) -> bool:
        """Say whether this statement is asked for and stands."""
        return (self.only is None or statement in self.only) and not self.is_wrong(statement)

    def is_wrong(self, statement: str | None) -> bool:
        """Say whether a person struck ``statement`` out."""
        correction = self.corrections.get(statement or "")
        return correction is not None and correction.wrong


_JUDGED_STATEMENTS = """
SELECT correction.statement FROM statement
JOIN correction ON correction.statement = statement.id WHERE statement.article IN (??)
"""


def _first(line: Line) -> int:
    return int(line["evidence"][0]["start"]) if line["evidence"] else 0


# == one builder for each table ==


def _articles(page: Page) -> list[Line]:
    paths: dict[str, list[str]] = {key: [] for key in page.paths}
    digests = {}
    for article, path, sha256 in page.fetch(_ARTICLE_PATHS):
        paths[article].append(path)
        digests[path] = sha256
    lines = []
    for row in page.fetch(_ARTICLES):
        key, path, *plain, words, zones, copy_of, confidence, by = row
        names = ("outlet", "url", "headline", "standfirst", "byline", "section")
        lines.append({
            "id": key, "path": path, "paths": paths[key], "sha256": digests.get(path),
            **dict(zip((*names, "published", "updated", "language"), plain, strict=True)),
            "words": words, "copy_of": copy_of,
            "zones": [{"kind": k, "start": s, "end": e} for k, s, e in json.loads(zones)],
            "confidence": confidence, "by": by,
        })  # fmt: skip
    return sorted(lines, key=lambda line: str(line["path"]))


_ARTICLE_PATHS = """
SELECT article, path, sha256 FROM article_path WHERE article IN (??) ORDER BY path
"""
_ARTICLES = """
SELECT article.id, article.path, article.outlet, article.url, article.headline,
    article.standfirst, article.byline, article.section, article.published, article.updated,
    article.language, article.words, article.zones, original.path, article.confidence, article.by
FROM article
LEFT JOIN copy ON copy.article = article.id
LEFT JOIN article AS original ON original.id = copy.original
WHERE article.id IN (??)
"""


def _statements(page: Page) -> list[Line]:
    targets: dict[str, list[Who]] = {}
    for statement, member in page.fetch(_TARGETS):
        targets.setdefault(statement, []).append(page.who(member))
    rows = [row for row in page.fetch(_STATEMENTS) if page.wants(row[1])]
    rows.sort(key=lambda row: (page.paths[row[0]], row[2], row[1]))
    return [_statement(page, row, targets.get(row[1], [])) for row in rows]


_TARGETS = """
SELECT statement, member FROM target WHERE article IN (??) ORDER BY statement, place
"""
_STATEMENTS = """
SELECT statement.article, statement.id, statement.start_at, statement.zone, statement.speaker,
    statement.speaker_words, statement.organisation, statement.source, statement.cue,
    statement.content, statement.form, statement.act, statement.also, statement.condition,
    statement.by_when, statement.due, statement.addressee,
    statement.venue, statement.said_on, statement.tense, repeat.first, statement.confidence,
    statement.by
FROM statement LEFT JOIN repeat ON repeat.statement = statement.id
WHERE statement.article IN (??)
"""


def _statement(page: Page, row: Row, targets: list[Who]) -> Line:
    (
        article, key, _, zone, speaker, speaker_words, organisation, source, cue, content, form,
        act, also, condition, by_when, due, addressee, venue, said_on, tense, repeats, confidence,
        by,
    ) = row  # fmt: skip
    name, actor = page.who(speaker) if speaker else (speaker_words, None)
    voice, voice_id = page.who(organisation)
    line = {
        "id": key, "article": page.paths[article], "zone": zone, "speaker": name,
        "speaker_id": actor, "organisation": voice, "organisation_id": voice_id,
        "source": page.passage(article, source), "cue": page.passages(article, cue),
        "content": page.passages(article, content), "form": form, "act": act,
        "also": page.moves(article, also), "condition": page.passage(article, condition),
        "by_when": by_when, "due": due,
        "targets": [name for name, _ in targets], "targets_id": [actor for _, actor in targets],
        "addressee": page.names.get(addressee or "", (addressee, None))[0], "venue": venue,
        "said_on": said_on, "tense": tense, "repeats": repeats, "confidence": confidence, "by": by,
    }  # fmt: skip
    return _correct(page, line)


def _correct(page: Page, line: Line) -> Line:
    """Lay people's decisions over what the machine read; they are certain and bear their name."""
    correction = page.corrections.get(line["id"])
    if correction is None:
        return line
    fields = {key: value for key, value in correction.fields.items() if key != "positions"}
    if not fields:
        return line
    line |= fields | {"confidence": 1.0, "by": f"person:{correction.who}"}
    if "speaker" in fields:
        line["speaker_id"] = correction.actor
    if "organisation" in fields:
        line["organisation_id"] = page.named(fields["organisation"])[1]
    if "targets" in fields:
        line["targets_id"] = [page.named(name)[1] for name in fields["targets"]]
    return line


def _offices(page: Page) -> list[Line]:
    lines = []
    for article, key, person, title, where, since, until, evidence, sure, by in page.fetch(
        "SELECT article, id, person, title, organisation, since, until, evidence, confidence, by "
        "FROM office WHERE article IN (??)"
    ):
        name, actor = page.who(person)
        organisation, organisation_id = page.who(where)
        lines.append({
            "id": key, "person": name, "person_id": actor, "title": title,
            "organisation": organisation, "organisation_id": organisation_id,
            "from": since, "to": until, "evidence": page.passages(article, evidence),
            "article": page.paths[article], "confidence": sure, "by": by,
        })  # fmt: skip
    return page.sort(lines, _first)


def _affiliations(page: Page) -> list[Line]:
    lines = []
    for article, key, member, where, kind, since, until, evidence, sure, by in page.fetch(
        "SELECT article, id, member, organisation, kind, since, until, evidence, confidence, by "
        "FROM affiliation WHERE article IN (??)"
    ):
        name, actor = page.who(member)
        of, of_id = page.who(where)
        lines.append({
            "id": key, "member": name, "member_id": actor, "of": of, "of_id": of_id, "kind": kind,
            "from": since, "to": until, "evidence": page.passages(article, evidence),
            "article": page.paths[article], "confidence": sure, "by": by,
        })  # fmt: skip
    return page.sort(lines, _first)


def _ties(page: Page) -> list[Line]:
    lines = []
    for (
        article, key, source, target, sign, statement, evidence, date, confidence, by, speaker,
    ) in page.fetch(_TIES):  # fmt: skip
        if page.is_wrong(statement):
            continue
        name, actor = page.speaker(statement, source, speaker)
        other, other_id = page.who(target)
        lines.append({
            "id": key, "from": name, "from_id": actor, "to": other, "to_id": other_id,
            "sign": sign, "statement": statement, "evidence": page.passages(article, evidence),
            "article": page.paths[article], "date": date, "confidence": confidence, "by": by,
        })  # fmt: skip
    return page.sort(lines, _first)


_TIES = """
SELECT tie.article, tie.id, tie.source, tie.target, tie.sign, tie.statement, tie.evidence,
    tie.date, tie.confidence, tie.by, statement.speaker
FROM tie LEFT JOIN statement ON statement.id = tie.statement WHERE tie.article IN (??)
"""


def _positions(page: Page) -> list[Line]:
    lines, places = [], {}
    taken: set[tuple[str, str]] = set()
    for (
        article, key, member, organisation, concept, stance, statement, evidence, date, confidence,
        by, speaker, place,
    ) in page.fetch(_POSITIONS):  # fmt: skip
        correction = page.corrections.get(statement or "")
        if correction and (correction.wrong or concept in correction.fields.get("positions", {})):
            continue
        words = page.passages(article, evidence)
        places[key] = place if words == [] else int(words[0]["start"])
        taken.add((statement, concept))
        voice = page.who(organisation)
        if correction and "organisation" in correction.fields:
            voice = page.named(correction.fields["organisation"])
        who = page.speaker(statement, member, speaker)
        lines.append(
            _position(key, who, voice, concept, stance, statement, page.paths[article], date, words)
            | {"confidence": confidence, "by": by}
        )
    lines += _judged_positions(page, places)
    lines += _learnt_positions(page, places, taken)
    return page.sort(lines, lambda line: places[line["id"]])


_POSITIONS = """
SELECT position.article, position.id, position.actor, position.organisation, position.concept,
    position.stance, position.statement, position.evidence, position.date, position.confidence,
    position.by, statement.speaker, statement.start_at
FROM position LEFT JOIN statement ON statement.id = position.statement
WHERE position.article IN (??)
"""


def _judged_positions(page: Page, places: dict[str, int]) -> Iterator[Line]:
    """Yield the positions that people coded by hand, noting where their statements stand."""
    judged = {key: each for key, each in page.corrections.items() if "positions" in each.fields}
    if not judged:
        return
    days = {key: (day, place) for key, day, place in page.fetch(_DAYS)}
    for line in _statements(page):
        key = line["id"]
        if key not in judged or not line["speaker"]:
            continue
        day, place = days[key]
        who, voice = ((line[field], line[f"{field}_id"]) for field in ("speaker", "organisation"))
        for concept, stance in judged[key].fields["positions"].items():
            row = digest("position", key, concept, judged[key].who)
            if stance is None:
                continue
            places[row] = place
            yield _position(row, who, voice, concept, stance, key, line["article"], day) | {
                "confidence": 1.0, "by": f"person:{judged[key].who}"
            }  # fmt: skip


_DAYS = """
SELECT statement.id, said.day, statement.start_at
FROM statement JOIN said ON said.statement = statement.id WHERE statement.article IN (??)
"""


def _learnt_positions(
    page: Page, places: dict[str, int], taken: set[tuple[str, str]]
) -> Iterator[Line]:
    """Yield what was learnt of statements that neither rules nor people coded to the concept."""
    for (
        article, statement, speaker, organisation, place, day, concept, stance, confidence, by,
    ) in page.fetch(_CODED):  # fmt: skip
        correction = page.corrections.get(statement)
        judged = correction.fields.get("positions", {}) if correction else {}
        if (statement, concept) in taken or concept in judged or page.is_wrong(statement):
            continue
        who = page.speaker(statement, speaker, speaker)
        if who[0] is None:
            continue
        key = digest("position", statement, concept, by)
        places[key] = place
        voice = page.who(organisation)
        if correction and "organisation" in correction.fields:
            voice = page.named(correction.fields["organisation"])
        yield _position(key, who, voice, concept, stance, statement, page.paths[article], day) | {
            "confidence": confidence,
            "by": by,
        }


_CODED = """
SELECT statement.article, statement.id, statement.speaker, statement.organisation,
    statement.start_at, statement.day, coded.concept, coded.stance, coded.confidence, coded.by
FROM coded JOIN statement ON statement.id = coded.statement
WHERE statement.article IN (??) ORDER BY statement.start_at, coded.concept
"""


def _position(
    key: str, who: Who, voice: Who, concept: str, stance: int, statement: str | None, path: str,
    date: str | None, evidence: Sequence[Line] = (),
) -> Line:  # fmt: skip
    return {
        "id": key, "actor": who[0], "actor_id": who[1], "organisation": voice[0],
        "organisation_id": voice[1], "concept": concept, "stance": stance, "statement": statement,
        "evidence": list(evidence), "article": path, "date": date,
    }  # fmt: skip


def _payments(page: Page) -> list[Line]:
    lines = []
    for (
        article, key, payer, beneficiary, amount, amount_to, currency, currency_note, share,
        share_of, period, since, until, status, day, evidence, confidence, by,
    ) in page.fetch(_PAYMENTS):  # fmt: skip
        name, actor = page.who(payer)
        other, other_id = page.who(beneficiary)
        lines.append({
            "id": key, "payer": name, "payer_id": actor, "beneficiary": other,
            "beneficiary_id": other_id, "amount": amount, "amount_to": amount_to,
            "currency": currency, "currency_note": currency_note, "share": share, "of": share_of,
            "period": period, "from": since, "to": until, "status": status,
            "evidence": page.passages(article, evidence), "article": page.paths[article],
            "date": day, "confidence": confidence, "by": by,
        })  # fmt: skip
    return page.sort(lines, _first)


_PAYMENTS = """
SELECT article, id, payer, beneficiary, amount, amount_to, currency, currency_note, share,
    share_of, period, since, until, status, day, evidence, confidence, by
FROM payment WHERE article IN (??)
"""


def _pledges(page: Page) -> list[Line]:
    lines = []
    for (
        article, key, pledger, what, amount, currency, note, before, by_when, due, funded_by,
        condition, status, first, statement, day, evidence, confidence, by, speaker,
    ) in page.fetch(_PLEDGES):  # fmt: skip
        if page.is_wrong(statement):
            continue
        name, actor = page.speaker(statement, pledger, speaker)
        lines.append({
            "id": key, "by": name, "by_id": actor, "what": what, "amount": amount,
            "currency": currency, "currency_note": note, "amount_before": before,
            "by_when": by_when, "due": due, "funded_by": funded_by, "condition": condition,
            "status": status, "first": first, "statement": statement,
            "evidence": page.passages(article, evidence), "article": page.paths[article],
            "date": day, "confidence": confidence, "made_by": by,
        })  # fmt: skip
    return page.sort(lines, _first)


_PLEDGES = """
SELECT pledge.article, pledge.id, pledge.pledger, pledge.what, pledge.amount, pledge.currency,
    pledge.currency_note, pledge.amount_before, pledge.by_when, pledge.due, pledge.funded_by,
    pledge.condition, pledge.status, pledge_turn.first, pledge.statement, pledge.day,
    pledge.evidence, pledge.confidence, pledge.by, statement.speaker
FROM pledge LEFT JOIN statement ON statement.id = pledge.statement
LEFT JOIN pledge_turn ON pledge_turn.article = pledge.article AND pledge_turn.pledge = pledge.id
WHERE pledge.article IN (??)
"""

_BUILDERS: dict[str, Callable[[Page], Sequence[Line]]] = {
    "articles": _articles,
    "statements": _statements,
    "offices": _offices,
    "affiliations": _affiliations,
    "ties": _ties,
    "positions": _positions,
    "payments": _payments,
    "pledges": _pledges,
}


# == tables that do not hang on articles ==


def _actors(store: Store) -> Iterator[Line]:
    last = ["", ""]
    while rows := store.fetch(_ACTORS, [last[0], last[0], last[1], PAGE]):
        yield from map(_actor, rows)
        last = [rows[-1][1], rows[-1][0]]


_ACTORS = """
SELECT id, name, kind, aliases, first_seen, last_seen, external, confidence, by,
    (SELECT coalesce(sum(member.mentions), 0) FROM canonical
     JOIN member ON member.id = canonical.member WHERE canonical.actor = actor.id),
    (SELECT count(*) FROM canonical JOIN member ON member.id = canonical.member
     JOIN statement ON statement.article = member.article AND statement.speaker = member.id
     WHERE canonical.actor = actor.id
        AND NOT EXISTS (SELECT 1 FROM correction WHERE correction.statement = statement.id
                        AND (correction.wrong = 1 OR correction.speaker IS NOT NULL)))
    + (SELECT count(*) FROM correction WHERE correction.actor = actor.id AND correction.wrong = 0)
FROM actor WHERE name > ? OR (name = ? AND id > ?) ORDER BY name, id LIMIT ?
"""


def _actor(row: Row) -> Line:
    key, name, kind, aliases, first, last, external, confidence, by, mentions, statements = row
    return {
        "id": key, "name": name, "kind": kind, "aliases": json.loads(aliases),
        "mentions": int(mentions), "statements": int(statements), "first_seen": first,
        "last_seen": last, "external": json.loads(external), "confidence": confidence, "by": by,
    }  # fmt: skip


def read_actor(store: Store, key: str) -> Line | None:
    """Return the row of one actor."""
    row = store.fetch_one(_ACTORS.replace("name > ? OR (name = ? AND id > ?)", "id = ?"), [key, 1])
    return None if row is None else _actor(row)


def _problems(store: Store) -> Iterator[Line]:
    last = ["", ""]
    while rows := store.fetch(_PROBLEMS, [last[0], last[0], last[1], PAGE]):
        for key, path, code, message, remedy in rows:
            yield {
                "id": key, "path": path, "code": code, "message": message, "remedy": remedy,
                "confidence": 1.0, "by": "rule:read",
            }  # fmt: skip
        last = [rows[-1][1], rows[-1][0]]


_PROBLEMS = """
SELECT id, path, code, message, remedy FROM problem
WHERE path > ? OR (path = ? AND id > ?) ORDER BY path, id LIMIT ?
"""


# == one article ==


def read_article(store: Store, path: str) -> Article:
    """Return an article with text and zones, by its id or by any of its paths.

    The end of a path will do, such as a file's name, where no other article has it.
    """
    row = store.fetch_one(_ARTICLE, [path, path])
    if row is None:
        named = [key for (key,) in store.fetch(_BY_END, [len(path) + 1, f"/{path}"])]
        if len(named) != 1:
            raise UsageError(f"the record has no article {path!r}. {_near_paths(store, path)}")
        row = store.fetch(_ARTICLE, [named[0], ""])[0]
    key, where, sha256, text, zones, *known = row
    kept = tuple(Zone(kind, start, end) for kind, start, end in json.loads(zones))
    return Article(key, where, sha256, text, kept, *known)


_ARTICLE = """
SELECT article.id, article.path, article_path.sha256, article.text, article.zones,
    article.headline, article.standfirst, article.byline, article.outlet, article.url,
    article.section, article.published, article.updated, article.language, article.confidence,
    article.by
FROM article JOIN article_path ON article_path.path = article.path
WHERE article.id = ? OR article.id = (SELECT article FROM article_path WHERE path = ?)
"""


_BY_END = """
SELECT DISTINCT article FROM article_path WHERE substr(path, length(path) - ? + 1) = ?
"""


def _near_paths(store: Store, path: str) -> str:
    from rapidfuzz import process

    paths = [row[0] for row in store.fetch("SELECT path FROM article_path ORDER BY path")]
    nearest = [name for name, _, _ in process.extract(path, paths, limit=3)]
    return f"The nearest: {', '.join(nearest)}." if nearest else "It has none at all yet."


def read_mentions(store: Store, article: str) -> list[Line]:
    """Return the words of an article that stand for someone, in text order."""
    names = name_members(store, [article])
    rows = store.fetch(_MENTIONS, [article])
    return [
        {
            "start": start, "end": end, "form": form, "name": names.get(member, (None, None))[0],
            "actor_id": names.get(member, (None, None))[1],
            "candidates": [names[each][0] for each in json.loads(candidates) if each in names],
            "confidence": confidence, "by": by,
        }
        for start, end, form, member, candidates, confidence, by in rows
    ]  # fmt: skip


_MENTIONS = """
SELECT start_at, end_at, form, member, candidates, confidence, by
FROM mention WHERE article = ? ORDER BY start_at, end_at
"""
