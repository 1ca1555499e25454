"""Pledges over the whole record: which later words repeat, change or withdraw an earlier pledge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.record.store import Row, Store, insert
from onrecord.record.tables import Line
from onrecord.statements.lexicon import load_set

# How much of the shorter wording two pledges must share, and how much a change or withdrawal,
# which seldom says the pledge over again in full, or a headline, which is short of words.
ALIKE, NAMED, HEADED = 0.75, 0.6, 0.4

_SUM = re.compile(
    r"[£$€]\s?[\d.,]+\s?(?:\w?n|m|million|billion)?\b|\b[\d.,]+\s?(?:mn?|bn|million|billion)\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that a pledge was made, changed or withdrawn, by whoever speaks in ``voices``."""

    article: str
    id: str
    words: frozenset[str]
    status: str
    voices: frozenset[str]
    headed: bool = False

    @property
    def least(self) -> float:
        """How alike an earlier pledge must be to be the one that this speaks of."""
        return HEADED if self.headed else ALIKE if self.status == "made" else NAMED


def replace_turns(store: Store) -> None:
    """Work out anew which pledges speak of an earlier one."""
    store.execute("DELETE FROM pledge_turn")
    store.execute_many(_TURN, find_turns(read_turns(store)))


_TURN = insert("pledge_turn", "article", "pledge", "first_article", "first")


def read_turns(store: Store) -> list[Turn]:
    """Return all pledges, oldest first."""
    rows = sorted(store.fetch(_PLEDGES), key=_place)
    return [
        Turn(
            article,
            key,
            find_words(what),
            status,
            frozenset(filter(None, voices)),
            zone == "headline",
        )
        for article, key, what, status, *voices, zone, _, _, _ in rows
    ]


# Whoever pledges speaks for themselves and for the organisation whose voice the statement is.
_PLEDGES = """
SELECT pledge.article, pledge.id, pledge.what, pledge.status, said.actor, canonical.actor,
    voice.actor, statement.zone, coalesce(pledge.day, '9999'), article.path, pledge.evidence
FROM pledge
JOIN article ON article.id = pledge.article
LEFT JOIN canonical ON canonical.member = pledge.pledger
LEFT JOIN statement ON statement.id = pledge.statement AND statement.speaker = pledge.pledger
LEFT JOIN said ON said.statement = statement.id
LEFT JOIN canonical AS voice ON voice.member = statement.organisation
"""


def _place(row: Row) -> tuple[str, str, int, str]:
    day, path, evidence = row[-3:]
    return day, path, json.loads(evidence)[0][0] if evidence != "[]" else 0, row[1]


def group_turns(rows: Iterable[Line]) -> list[list[Line]]:
    """Put together the rows of the table of pledges that speak of one pledge, oldest first.

    What one article says of it in several places is one row: the first, with what the others add.
    """
    groups: dict[str, dict[tuple[str, str], Line]] = {}
    for row in sorted(rows, key=lambda row: (row.get("first") is not None, _when(row))):
        turns = groups.setdefault(row.get("first") or row["id"], {})
        place = (row["article"], row.get("status") or "made")
        turns[place] = add_terms(turns[place], row) if place in turns else row
    return sorted((list(turns.values()) for turns in groups.values()), key=_first_when)


FEWEST = 3


def add_terms(row: Line, other: Line) -> Line:
    """Return a row with the price, funding, deadline and condition that another names.

    Where a headline says too little of what it is, the words of the other are taken.
    """
    if len(row["what"].split()) < FEWEST < len(other["what"].split()):
        row = row | {key: other[key] for key in ("what", "evidence")}
    if row.get("amount") is None and other.get("amount") is not None:
        row = row | {key: other.get(key) for key in ("amount", "currency", "currency_note")}
    added = ("amount_before", "funded_by", "condition", "by_when", "due", "statement")
    return row | {key: row.get(key) or other.get(key) for key in added}


def _when(row: Line) -> tuple[str, str, int]:
    place = row["evidence"][0]["start"] if row.get("evidence") else 0
    return row.get("date") or "9999", row["article"], place


def _first_when(group: list[Line]) -> tuple[str, str, int]:
    return _when(group[0])


def find_words(what: str) -> frozenset[str]:
    """Return the words that tell one pledge from another, in lower case; its price does not.

    >>> sorted(find_words("We will spend £3m on building 300 homes by 2030"))
    ['2030', '300', 'building', 'homes', 'spend']
    """
    words = (word.casefold() for word in _WORD.findall(_SUM.sub(" ", what)))
    return frozenset(words) - load_set("pledges plain words")


@dataclass(slots=True)
class Chain:
    """A pledge and what later speaks of it: its first turn, every wording, all its voices."""

    number: int
    first: Turn
    wordings: set[frozenset[str]] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)


# Chains by voice and by the beginning of a word, so that a pledge is held against few others.
Index = dict[tuple[str, str], dict[int, Chain]]


def find_turns(turns: Sequence[Turn]) -> Iterator[Row]:
    """Yield article and id of each pledge that speaks of an earlier one, and those of that one.

    ``turns`` are in order of time. A pledge made again shares at least two telling words with the
    earlier one, and most of the shorter wording's; a change or withdrawal may share fewer.
    """
    index: Index = {}
    for number, turn in enumerate(turns):
        chain = find_chain(turn, index)
        if chain is not None:
            yield turn.article, turn.id, chain.first.article, chain.first.id
        add_turn(index, chain or Chain(number, turn), turn)


def add_turn(index: Index, chain: Chain, turn: Turn) -> None:
    """Let ``chain`` be found by the wording and the voices of ``turn`` too.

    After a dozen wordings it is known well enough; more would let it drift to other things.
    """
    known = turn.words in chain.wordings or len(chain.wordings) >= MOST_WORDINGS
    if known and turn.voices <= chain.voices:
        return
    if not known:
        chain.wordings.add(turn.words)
    chain.voices |= turn.voices
    keys = {begin(word) for words in chain.wordings for word in words}
    for key in keys | {same(words) for words in chain.wordings}:
        for voice in chain.voices:
            index.setdefault((voice, key), {})[chain.number] = chain


def find_chain(turn: Turn, index: Index) -> Chain | None:
    """Return the earlier turns that ``turn`` follows: the most alike, if alike enough."""
    found, best = None, 0.0
    for chain in find_candidates(turn, index):
        score = max(measure_likeness(turn.words, words) for words in chain.wordings)
        if score >= turn.least and score > best:
            found, best = chain, score
    return found


def find_candidates(turn: Turn, index: Index) -> list[Chain]:
    """Return the chains of its voices that share a word with it that is not common there, by age.

    A word in too many of a voice's pledges tells none from another; the same wording always does.
    """
    chains: dict[int, Chain] = {}
    for word in turn.words:
        for voice in turn.voices:
            sharing = index.get((voice, begin(word)), {})
            if len(sharing) <= COMMON:
                chains |= sharing
    for voice in turn.voices:
        chains |= index.get((voice, same(turn.words)), {})
    return [chain for _, chain in sorted(chains.items())]


COMMON, MOST_WORDINGS = 60, 12


def same(words: frozenset[str]) -> str:
    """Return the key under which the same wording is found."""
    return " ".join(sorted(words))


def begin(word: str) -> str:
    """Return the letters that all forms of a word share (see ``is_form``)."""
    return word[:SHORTEST_STEM]


def measure_likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter of two wordings the other has, from 0 to 1.

    Word forms ("build", "building") count as the same; a single shared word tells only where it
    is all there is.
    """
    fewer, more = sorted((one, other), key=len)
    shared = sum(any(is_form(a, b) for b in more) for a in fewer)
    return shared / len(fewer) if shared >= min(2, len(fewer)) and fewer else 0.0


def is_form(one: str, other: str) -> bool:
    """Say whether two words are one or forms of one: they share all but their endings."""
    fewer, more = sorted((one, other), key=len)
    stem = len(fewer) - (0 if more.startswith(fewer) else 2)
    return one == other or (
        stem >= SHORTEST_STEM and one[:stem] == other[:stem] and len(more) - len(fewer) < 4
    )


SHORTEST_STEM = 4
