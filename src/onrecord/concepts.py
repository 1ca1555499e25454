"""What a record and a codebook do with each other: propose, code anew, learn, ask what is next."""

from __future__ import annotations

from onrecord.record import Record
from onrecord.statements import code_statements, label_codebook, parse_codebook
from onrecord.statements.concepts import (
    Proposal,
    gather_names,
    gather_utterances,
    propose_concepts,
)


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
    return count
