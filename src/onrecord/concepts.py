"""What a record and a codebook do with each other: propose, code anew, learn, ask what is next."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.codings import FileCoding, match_codings, read_codings
from onrecord.errors import UsageError
from onrecord.record import LearntCoding, Record
from onrecord.statements import Codebook, code_statements, label_codebook, parse_codebook
from onrecord.statements.codebook import Stance
from onrecord.statements.concepts import (
    HandCoded,
    Learnt,
    Proposal,
    Utterance,
    code_utterances,
    gather_names,
    gather_utterances,
    learn_concepts,
    names_concept,
    propose_concepts,
    rank_chances,
    read_learnt,
    read_utterance,
    speak,
    write_learnt,
)

AT_ONCE = 2000  # statements that are coded by what was learnt at a time


# == proposing, and putting in force ==


def propose(
    record: Record, *, known: tuple[str, ...] = (), limit: int = 12
) -> tuple[Proposal, ...]:
    """Return the concepts that the record disputes most, those of ``known`` names left out."""
    utterances = list(gather_utterances(record, mentions=record.mentions))
    return propose_concepts(utterances, names=gather_names(record), known=known, limit=limit)


def put_in_force(record: Record, text: str, name: str = "codebook") -> int:
    """Keep the codebook ``text`` and code all statements to it; return how many take a position.

    Nothing is read again: what was heard in the articles stays, and only positions change. Raises
    ``CodebookError``, naming the line, where ``text`` is no codebook.
    """
    codebook = parse_codebook(text, name)
    count = 0
    with record.batch():
        record.set_codebook(text)
        for row in list(record.rows("articles")):
            article = record.article(row["path"])
            heard, cast = record.attributions(article.id), record.cast(article.id)
            coding = code_statements(article, heard, cast, codebook=codebook)
            record.replace_positions(article.id, coding.positions)
            count += len({each.statement for each in coding.positions})
        record.relabel_readers(label_codebook(text))
    apply_learnt(record)
    return count


def read_codebook_of(record: Record) -> Codebook:
    """Return the codebook in force; ``UsageError`` says how to get one."""
    text = record.codebook()
    if text is None:
        raise UsageError(
            "the record has no codebook. `onrecord codebook propose -o codebook.yaml` drafts one, "
            "and `onrecord codebook import codebook.yaml` puts it in force."
        )
    return parse_codebook(text)


# == learning ==


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, and from how much: codings of statements here, and of others."""

    learnt: Learnt
    here: int
    elsewhere: int
    coded: int


def learn(
    record: Record, files: Sequence[Path] = (), *, who: str, precision: float = 0.8
) -> Lesson:
    """Learn the concepts of the codebook from what people coded, and code the rest by it.

    Codings of ``files`` that are statements of the record are kept as decisions of ``who``.
    Raises ``UsageError`` where nothing was coded by hand.
    """
    codebook = read_codebook_of(record)
    said = {each.id: each for each in read_said(record)}
    elsewhere = [coding for file in files for coding in take_file(record, file, said, who)]
    here = [
        HandCoded(speak(said[c.statement]), said[c.statement].article, c.concept, c.stance)
        for c in record.hand_codings()
        if c.statement in said
    ]
    if not (here or elsewhere or any(each.examples for each in codebook.concepts)):
        raise UsageError(
            "nothing was coded by hand yet. `onrecord codebook queue` lists what to code, and "
            "`onrecord judge ID --concept … --stance …` codes it."
        )
    learnt = learn_concepts(codebook, [*here, *elsewhere], list(said.values()), precision=precision)
    record.set_learnt(write_learnt(learnt))
    return Lesson(learnt, len(here), len(elsewhere), apply_learnt(record))


def read_said(record: Record) -> Iterator[Utterance]:
    """Yield what was said, by whoever is known by name, repeats and readers' comments left out."""
    for row in record.rows("statements"):
        if row["content"] and row["zone"] != "comment" and not row["repeats"]:
            yield read_utterance(row)


def take_file(
    record: Record, file: Path, said: Mapping[str, Utterance], who: str
) -> Iterator[HandCoded]:
    """Keep the codings of a file that are statements here; yield the others."""
    codings = read_codings(file)
    matched = match_codings(codings, {key: each.text for key, each in said.items()})
    standing = {(c.statement, c.concept, c.stance) for c in record.hand_codings()}
    for place, coding in enumerate(codings):
        if not coding.concept:
            continue
        if place not in matched:
            yield HandCoded(coding.text, coding.document, coding.concept, coding.stance)
        elif (matched[place], coding.concept, coding.stance) not in standing:
            keep_coding(record, matched[place], coding, who)


def keep_coding(record: Record, statement: str, coding: FileCoding, who: str) -> None:
    """Keep one coding of a file as a person's decision."""
    record.judge(statement, who=coding.who or who, concept=coding.concept, stance=coding.stance)


def apply_learnt(record: Record) -> int:
    """Code the record's statements by what was learnt; return how many take a position by it.

    What rules or people coded is passed over, and nothing happens where nothing was learnt.
    """
    text, kept = record.codebook(), record.learnt()
    if text is None or kept is None:
        return 0
    learnt, codebook = read_learnt(kept), parse_codebook(text)
    taken = {
        (row["statement"], row["concept"])
        for row in record.rows("positions")
        if not row["by"].startswith("model:")
    }
    found, waiting = [], read_said(record)
    while some := list(islice(waiting, AT_ONCE)):
        for each in code_utterances(learnt, codebook, some):
            if (each.statement, each.concept) not in taken:
                found.append(
                    LearntCoding(
                        each.statement, each.concept, each.stance, each.confidence, learnt.by
                    )
                )
    record.replace_learnt(found)
    return len({each.statement for each in found})


# == what to code next ==


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement that is worth a person's look, and why."""

    statement: str
    concept: str
    stance: Stance | None
    speaker: str
    article: str
    words: str
    chance: float
    score: float
    reason: str


def list_queue(record: Record, *, limit: int = 20) -> list[Waiting]:
    """Return the statements that it tells most to code by hand, the most telling first.

    Doubt counts (a chance near the threshold, a concept named but no stance read, a position that
    the rules are unsure of), and so does what it changes in the network: who speaks much and has no
    position on the concept yet comes first.
    """
    codebook = read_codebook_of(record)
    by_hand = {(c.statement, c.concept) for c in record.hand_codings()}
    positions = list(record.rows("positions"))
    cells = Counter((row["actor_id"], row["concept"]) for row in positions)
    coded = {(row["statement"], row["concept"]): row for row in positions}
    rows = {
        row["id"]: row
        for row in record.rows("statements")
        if row["content"] and row["speaker_id"] and row["zone"] != "comment" and not row["repeats"]
    }
    said = Counter(row["speaker_id"] for row in rows.values())
    utterances = [read_utterance(row) for row in rows.values()]
    best: dict[str, Waiting] = {}
    for each, concept, chance, doubt, reason in find_doubts(record, codebook, utterances, coded):
        if (each.id, concept) in by_hand:
            continue
        effect = math.log1p(said[each.speaker]) / (1 + cells[each.speaker, concept])
        if each.id not in best or doubt * effect > best[each.id].score:
            best[each.id] = Waiting(
                each.id, concept, read_stance(coded.get((each.id, concept))),
                rows[each.id]["speaker"], each.article, each.text, round(chance, 3),
                round(doubt * effect, 3), reason,
            )  # fmt: skip
    return sorted(best.values(), key=lambda w: (-w.score, w.statement))[:limit]


def read_stance(row: Mapping[str, Any] | None) -> Stance | None:
    """Return the stance that a statement was coded to, if it was."""
    return None if row is None else row["stance"]


def find_doubts(
    record: Record,
    codebook: Codebook,
    utterances: Sequence[Utterance],
    coded: Mapping[tuple[str | None, str], Mapping[str, Any]],
) -> Iterator[tuple[Utterance, str, float, float, str]]:
    """Yield what a person might code: statement, concept, its chance, the doubt, and the reason."""
    kept = record.learnt()
    learnt = read_learnt(kept) if kept else None
    chances = rank_chances(learnt, codebook, utterances) if learnt else {}
    thresholds = {c.name: c.threshold for c in learnt.concepts} if learnt else {}
    for concept in codebook.concepts:
        for place, each in enumerate(utterances):
            row = coded.get((each.id, concept.name))
            if row is not None:
                sure = float(row["confidence"])
                yield each, concept.name, sure, 1 - sure, "coded, but not surely"
            elif names_concept(each.text, concept):
                yield each, concept.name, 0.5, 0.8, "names the concept, no stance was read"
            elif concept.name in chances:
                chance = float(chances[concept.name][place])
                line = min(thresholds[concept.name], 0.9)
                if chance > line / 3:
                    doubt = 1 - abs(chance - line) / max(line, 1 - line)
                    yield each, concept.name, chance, doubt, "close to the threshold"
