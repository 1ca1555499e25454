"""Articles as short lists of who said what, read by a reader that makes no mistakes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.actors import (
    Actor,
    Affiliation,
    Cast,
    Judgement,
    Member,
    Mention,
    Office,
    Resolution,
    resolve_actors,
)
from onrecord.articles import Article, Passage, Zone, digest
from onrecord.attributions import Attribution
from onrecord.record import Findings, Record
from onrecord.statements import Coding, Payment, Pledge, Position, Statement, Tie

BY = "model:ear@1"


@dataclass(frozen=True)
class Says:
    """Who says what: and, if named, to whose face, on what, and what it costs."""

    speaker: str
    words: str
    target: str | None = None
    act: str = "claim"
    said_on: str | None = None


def read_text(
    path: str,
    *sayings: Says | tuple[str, str],
    published: str | None = "2012-01-17",
    headline: str = "Row over pay",
    outlet: str = "The Harrow Echo",
    by: str = BY,
    end: str = "",
) -> Findings:
    """Return the findings of an article in which these people say these things."""
    said = [each if isinstance(each, Says) else Says(*each) for each in sayings]
    lines = [headline, *(f"{each.speaker} said: {each.words}" for each in said)]
    text = "\n".join(lines) + end
    body = len(headline) + 1
    zones = (Zone("headline", 0, len(headline)), Zone("body", min(body, len(text)), len(text)))
    sha256 = hashlib.sha256(f"{text}{published}{outlet}".encode("utf-8", "replace")).hexdigest()
    article = Article(
        digest(text), path, sha256, text, zones, headline, outlet=outlet,
        published=published, language="en",
    )  # fmt: skip
    return read_article(article, said, by=by)


def read_article(article: Article, said: Sequence[Says], *, by: str = BY) -> Findings:
    """Return the findings of an article of one line a saying, after the headline."""
    members: dict[str, Member] = {}
    mentions, attributions, statements, ties = [], [], [], []

    def find_member(name: str) -> str:
        key = digest(article.id, "member", name)
        members.setdefault(
            name, Member(key, article.id, name, "person", True, date=article.published, by=by)
        )
        return key

    start = article.zones[0].end + 1
    for each in said:
        source = article.passage(start, start + len(each.speaker))
        cue = article.passage(source.end + 1, source.end + 5)
        content = article.passage(cue.end + 2, cue.end + 2 + len(each.words))
        start = content.end + 1
        speaker = find_member(each.speaker)
        targets = (find_member(each.target),) if each.target else ()
        mentions.append(Mention(source, "name", speaker, (), 1.0, by))
        key = digest(article.id, "statement", str(content.start))
        attributions.append(
            Attribution(key, article.id, "body", source, (cue,), (content,), "direct", 0.9, by)
        )
        statements.append(
            Statement(
                key, article.id, "body", speaker, None, None, source, (cue,), (content,),
                "direct", each.act, None, targets, None, None, each.said_on, "said", 0.9, by,
            )
        )  # fmt: skip
        ties += [
            Tie(digest(key, target), article.id, speaker, target, -1, key, (content,),
                article.published, 0.8, by)
            for target in targets
        ]  # fmt: skip
    speakers = {each.id: each.speaker for each in statements if each.speaker}
    cast = Cast(article.id, tuple(members.values()), tuple(mentions), (), (), speakers)
    coding = Coding(tuple(statements), tuple(ties))
    return Findings(article, attributions, cast, coding, b"\0" * 16, by)


def read_everything(path: str) -> Findings:
    """Return findings with at least one row in every table that hangs on an article."""
    found = read_text(
        path,
        Says("Ann Reeve", "We will not pay one penny more if the cap stays", "Tom Hale", "threat"),
        Says("Tom Hale", "The cap stays"),
        headline=f"Row over {path}",
    )
    article, cast, coding = found.article, found.cast, found.coding
    ann, tom = (member.id for member in cast.members)
    words = (coding.statements[0].content[0],)
    union = Member(digest(article.id, "union"), article.id, "Dockers' Union", "organisation", True)
    office = Office(
        digest(article.id, "o"), article.id, ann, "general secretary", union.id, "2009", None,
        words, 0.7, BY,
    )  # fmt: skip
    affiliation = Affiliation(
        digest(article.id, "a"), article.id, ann, union.id, "leads", None, None, words, 0.7, BY
    )
    cast = replace(
        cast, members=(*cast.members, union), offices=(office,), affiliations=(affiliation,)
    )
    first, second = coding.statements
    position = Position(
        digest(article.id, "p"), article.id, tom, None, "pay cap", 1, second.id, "2012-01-17",
        0.6, BY,
    )  # fmt: skip
    payment = Payment(
        digest(article.id, "m"), article.id, union.id, tom, 1200.5, "GBP", 0.25, "his funds",
        "a year", "2011", "2012", "given", words, 0.5, BY,
    )  # fmt: skip
    pledge = Pledge(
        digest(article.id, "g"), article.id, ann, "not pay one penny more", 0.01, None,
        "if the cap stays", first.id, words, 0.5, BY,
    )  # fmt: skip
    start = article.text.index("if the cap")
    condition = article.passage(start, start + len("if the cap stays"))
    coding = replace(
        coding,
        statements=(replace(first, condition=condition, organisation=union.id), second),
        positions=(position,), payments=(payment,), pledges=(pledge,),
    )  # fmt: skip
    return replace(found, cast=cast, coding=coding)


def add(record: Record, *findings: Findings) -> list[bool]:
    """Add findings one by one; say of each whether it changed anything."""
    return [
        record.add(
            each.article, each.attributions, each.cast, each.coding, each.signature, by=each.by
        )
        for each in findings
    ]


def resolve(record: Record) -> None:
    """Work out the actors with `group_by_name`."""
    members = record.members()
    record.replace_actors(group_by_name(members, record.judgements()), as_of=members.as_of)


def resolve_by_rules(record: Record) -> None:
    """Work out the actors as the pipeline does."""
    members = record.members()
    resolution = resolve_actors(
        members, record.judgements(), offices=record.offices(),
        affiliations=record.affiliations(), known=record.known_actors(),
    )  # fmt: skip
    assert len({actor.name.casefold() for actor in resolution.actors}) == len(resolution.actors)
    record.replace_actors(resolution, as_of=members.as_of)


def group_by_name(members: Iterable[Member], judgements: Sequence[Judgement]) -> Resolution:
    """Take all members of one name for one actor, but for what people decided."""
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    seen: dict[str, list[str]] = {}
    for member in members:
        names[member.id] = member.name
        kinds.setdefault(member.name, member.kind)
        seen.setdefault(member.article, []).append(member.id)
    final = {name: name for name in set(names.values())}
    for each in judgements:
        if each.kind == "split":
            new = str(each.value.get("name") or f"{each.subject} (2)")
            final.setdefault(new, new)
            for article in each.value["articles"]:
                for key in seen.get(article, ()):
                    if final[names[key]] == each.subject:
                        names[key] = new
        elif each.kind in ("merge", "rename"):
            new = str(each.value.get("into") or each.value.get("name"))
            final = {old: new if now == each.subject else now for old, now in final.items()}
    canonical = {key: digest("actor", final[name]) for key, name in names.items()}
    aliases: dict[str, set[str]] = {}
    for name in names.values():
        aliases.setdefault(final[name], set()).add(name)
    actors = tuple(
        Actor(digest("actor", name), name, kinds.get(min(olds), "person"),
              tuple(sorted(olds - {name})))
        for name, olds in sorted(aliases.items())
    )  # fmt: skip
    return Resolution(actors, canonical, {})


def passage_of(findings: Findings, words: str) -> Passage:
    """Return the first passage of the article with these words."""
    start = findings.article.text.index(words)
    return findings.article.passage(start, start + len(words))


def dump(record: Record) -> dict[str, list[dict[str, object]]]:
    """Return every table of the record."""
    tables = (
        "articles", "statements", "actors", "offices", "affiliations", "ties", "positions",
        "payments", "pledges", "problems",
    )  # fmt: skip
    return {table: list(record.rows(table)) for table in tables}
