"""The tables that the record gives out: their fields, kinds and meanings.

Rows, exports and the documentation are all made from this one list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.errors import UsageError

FieldKind = Literal[
    "text", "integer", "number", "texts", "passage", "passages", "moves", "zones", "ids"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One column: ``ids`` is a mapping from a register of ids to the id in it.

    ``moves`` are passages that each have an act.
    """

    name: str
    kind: FieldKind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table, ``order`` saying in words how its rows are sorted."""

    name: str
    meaning: str
    order: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)


def _table(name: str, meaning: str, order: str, fields: str) -> Table:
    """Read a table's fields: one a line, name, kind and meaning."""
    lines = [line.split(None, 2) for line in fields.splitlines() if line]
    return Table(name, meaning, order, tuple(Field(n, k, m) for n, k, m in lines))  # type: ignore[arg-type]


_BY_PLACE = "by article, then as their words stand in it"
_SURENESS = """
confidence number 0 to 1: how sure that is
by text what made the row: model:NAME@VERSION, rule:NAME or person:NAME
"""

_ALL = (
    _table(
        "articles", "One row an article; the same text in two files is one article.", "by path",
        """
id text a hash of the text
path text the path as given to read; file#12 is the twelfth article of a file of many
paths texts all paths at which the text was found
sha256 text of the bytes of the file, or of the row of a file of many
outlet text the newspaper or site
url text where it was published
headline text as printed
standfirst text the lines under the headline
byline text who wrote it, as printed
section text of the outlet
published text ISO prefix with the precision that the article gives
updated text likewise
language text two letters
words integer in headline, standfirst and body
copy_of text path of the article that it repeats, or null
zones zones what stands where in the text
""" + _SURENESS,
    ),
    _table(
        "statements", "One row an utterance, tied to its exact words.", _BY_PLACE,
        """
id text a hash of the article and the place
article text its path
zone text headline, standfirst, body, caption, comment
speaker text canonical name, or the words used where no one is named
speaker_id text id of the actor, null where undecided or unnamed
organisation text whose voice it is
organisation_id text id of that actor
source passage the words that name the speaker
cue passages the words that signal saying
content passages the words that are said
form text direct, indirect, mixed
act text claim, demand, pledge, threat, warning, criticism, praise, support, refusal, …
also moves other acts in single sentences of it: threats, demands and pledges
condition passage the if, unless or until of it
by_when text the words for when what is threatened, pledged, demanded or foretold is to happen
due text ISO prefix of that
targets texts whom it is about or aimed at
targets_id texts their ids, null where undecided
addressee text whom it was said to
venue text where it was said
said_on text ISO prefix
tense text said, announced
repeats text id of an earlier statement with the same words, or null
""" + _SURENESS,
    ),
    _table(
        "actors", "One row a person, organisation or group, over all articles.", "by name",
        """
id text a hash
name text the canonical name
kind text person, organisation, group
aliases texts other names: of articles, decisions and the file of known actors
mentions integer how often articles speak of it
statements integer how many statements it makes
first_seen text date of the first article that has it
last_seen text date of the last
external ids ids in other registers, where a file of known actors gives them
""" + _SURENESS,
    ),
    _table(
        "offices", "One row for each time an article says who holds which post.", _BY_PLACE,
        """
id text a hash
person text who holds it
person_id text id of that actor
title text the post
organisation text where
organisation_id text id of that actor
from text ISO prefix
to text ISO prefix
evidence passages the words that say so
article text its path
""" + _SURENESS,
    ),
    _table(
        "affiliations", "One row for each time an article says who belongs to what.", _BY_PLACE,
        """
id text a hash
member text who
member_id text id of that actor
of text to what
of_id text id of that actor
kind text belongs to, affiliated to, leads, funds and the like
from text ISO prefix
to text ISO prefix
evidence passages the words that say so
article text its path
""" + _SURENESS,
    ),
    _table(
        "ties", "One row for each time one actor supports or opposes another.", _BY_PLACE,
        """
id text a hash
from text who supports or opposes
from_id text id of that actor
to text whom
to_id text id of that actor
sign integer +1 supports, -1 opposes
statement text id of the statement that it rests on, or null
evidence passages the words that say so
article text its path
date text the day said, else published: ISO prefix
""" + _SURENESS,
    ),
    _table(
        "positions", "One row a statement for or against a concept of the codebook.", _BY_PLACE,
        """
id text a hash
actor text the speaker
actor_id text id of that actor
organisation text whose voice it is
organisation_id text id of that actor
concept text of the codebook
stance integer +1 for, -1 against, 0 neutral
statement text id of the statement, or null where the article itself tells it
evidence passages the words that tell it, where no statement does
article text its path
date text the day said, else published: ISO prefix
""" + _SURENESS,
    ),
    _table(
        "payments", "One row for each time an article says who pays whom.", _BY_PLACE,
        """
id text a hash
payer text who pays
payer_id text id of that actor
beneficiary text whom
beneficiary_id text id of that actor
amount number in units of the currency; of a range the lower end
amount_to number the upper end of a range, else null
currency text ISO 4217; null where the article lost its sign
currency_note text lost; by place, by outlet or doubtful for a sign of many currencies; else null
share number 0 to 1
of text what it is a share of
period text as said
from text the period's beginning, ISO prefix
to text the period's end, ISO prefix
status text given, promised, withdrawn
evidence passages the words that say so
article text its path
date text the day it was published: ISO prefix
""" + _SURENESS,
    ),
    _table(
        "pledges", "One row for each time a speaker binds themselves to something.", _BY_PLACE,
        """
id text a hash
by text who pledges
by_id text id of that actor
what text to do what
amount number its price, where named
currency text ISO 4217; null where the article lost its sign
currency_note text as for payments
amount_before number what its price was, where this changed it
by_when text the words for when it falls due
due text ISO prefix of that
funded_by text how it is to be paid for
condition text on what condition
status text made, changed, withdrawn
first text id of the earlier pledge that this repeats, changes or withdraws, or null
statement text id of the statement
evidence passages the words that say so
article text its path
date text the day said, else published: ISO prefix
confidence number 0 to 1: how sure that is
made_by text what made the row, for in this table by is the actor
""",
    ),
    _table(
        "problems", "One row an input that could not be read, or not wholly.", "by path",
        """
id text a hash
path text of the input
code text the kind of problem
message text what is wrong
remedy text what to try
""" + _SURENESS,
    ),
)  # fmt: skip

TABLES = {table.name: table for table in _ALL}


def find_table(name: str) -> Table:
    """Return the table called ``name``; ``UsageError`` lists the names where there is none."""
    try:
        return TABLES[name]
    except KeyError:
        known = ", ".join(TABLES)
        raise UsageError(f"there is no table {name!r}; the tables are {known}.") from None
