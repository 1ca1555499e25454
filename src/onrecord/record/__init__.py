"""What was read of each article and what people decide come in; sorted, canonical rows go out.

The only room that speaks SQL: one SQLite file, or PostgreSQL by URL. Who is who, and what an
article says, is decided above; the record keeps it, whole or not at all.
"""

from onrecord.record.codings import HandCoding, LearntCoding
from onrecord.record.columns import TABLES, Field, Table, find_table
from onrecord.record.dossiers import Dossier, Event
from onrecord.record.ledger import group_turns
from onrecord.record.record import Record
from onrecord.record.search import Hit
from onrecord.record.summary import Status, Summary
from onrecord.record.tables import Line
from onrecord.record.whole import CastMember, Members
from onrecord.record.writing import Findings

__all__ = [
    "TABLES", "CastMember", "Dossier", "Event", "Field", "Findings", "HandCoding", "Hit",
    "LearntCoding", "Line", "Members", "Record", "Status", "Summary", "Table", "find_table",
    "group_turns",
]  # fmt: skip
