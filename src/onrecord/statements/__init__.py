"""Attributions and the cast come in; statements, ties, payments and pledges go out.

Each is tied to the words it rests on and to members of the article's cast. What a statement is
about is coded only where the words or a codebook say so.
"""

from onrecord.statements.codebook import (
    Codebook,
    CodebookError,
    Concept,
    label_codebook,
    parse_codebook,
    read_codebook,
)
from onrecord.statements.coding import code_statements
from onrecord.statements.types import (
    Act,
    Coding,
    CurrencyNote,
    Move,
    Payment,
    Pledge,
    PledgeStatus,
    Position,
    Statement,
    Tense,
    Tie,
)

__all__ = [
    "Act", "Codebook", "CodebookError", "Coding", "Concept", "CurrencyNote", "Move", "Payment",
    "Pledge", "PledgeStatus", "Position", "Statement", "Tense", "Tie", "code_statements",
    "label_codebook", "parse_codebook", "read_codebook",
]  # fmt: skip
