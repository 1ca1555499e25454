"""The record as one object to hold; each method calls one function of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count, groupby
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.actors import (
    Affiliation,
    Cast,
    Judgement,
    KnownActor,
    Office,
    Resolution,
    parse_known_actors,
)
from onrecord.articles import Article, Problem
from onrecord.attributions import Attribution
from onrecord.errors import UsageError
from onrecord.record import (
    codings,
    corrections,
    dossiers,
    judgements,
    ledger,
    search,
    summary,
    tables,
    whole,
    writing,
)
from onrecord.record.codings import HandCoding, LearntCoding
from onrecord.record.columns import find_table
from onrecord.record.dossiers import Dossier, Event
from onrecord.record.migrations import migrate
from onrecord.record.search import Hit
from onrecord.record.store import Store, batched, open_store
from onrecord.record.summary import Status, Summary
from onrecord.record.tables import Line
from onrecord.record.whole import Members
from onrecord.record.writing import Findings
from onrecord.statements import Coding, Position

if TYPE_CHECKING:
    import pandas

Clock = Callable[[], str]

TIMEOUT = 10.0
BATCH = 100


def read_clock() -> str:
    """Return the present moment in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Record:
    """Everything that was read, and what people decided about it; open it with ``Record.open``."""

    def __init__(self, store: Store, *, clock: Clock = read_clock) -> None:
        self._store = store
        self._clock = clock
        self._inside = False
        self._seen: dict[str, set[str]] = {}

    @classmethod
    def open(
        cls, url: str, *, create: bool = True, timeout: float = TIMEOUT, clock: Clock = read_clock
    ) -> Record:
        """Open the record in a file or at a ``postgresql://`` URL, making it where there is none.

        ``timeout`` is how many seconds to wait for another process that writes. Raises
        ``RecordVersionError`` (of a newer onrecord), ``RecordLockedError`` or ``RecordError``.
        """
        store = open_store(str(url), create=create, timeout=timeout)
        try:
            migrate(store)
        except BaseException:
            store.close()
            raise
        return cls(store, clock=clock)

    @classmethod
    def memory(cls, *, clock: Clock = read_clock) -> Record:
        """Return an empty record that is kept nowhere, for tests and trials."""
        return cls.open(":memory:", clock=clock)

    def close(self) -> None:
        """Give the file or connection back."""
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def batch(self) -> Iterator[Record]:
        """Write all that is written inside in one transaction: all of it or nothing.

        Others wait meanwhile, so gather what is to be written first.
        """
        if self._inside:
            with self._store.transaction():
                yield self
            return
        with self._store.transaction():
            self._inside = True
            try:
                yield self
                corrections.attach(self._store)
            finally:
                self._inside = False

    # == reading articles ==

    def add(
        self,
        article: Article,
        attributions: Sequence[Attribution],
        cast: Cast,
        coding: Coding,
        signature: bytes | None = None,
        *,
        by: str = "rule:read",
        problems: Iterable[Problem] = (),
    ) -> bool:
        """Keep one reading of one article, in one transaction; say whether it changed anything.

        The same again changes nothing; the same text at a second path only notes the path; new
        text at a path takes the place of the old. ``by`` names what read it: the reading of
        another reader is replaced. A file of one article is thereby finished.
        """
        path = writing.source_of(article.path)
        with self.batch():
            changed = writing.add(
                self._store, Findings(article, attributions, cast, coding, signature, by)
            )
            self._seen.setdefault(path, set()).add(writing.plain_path(article.path))
            if path == article.path:
                self.finish(path, article.sha256, by=by, problems=problems)
        return changed

    def add_many(self, findings: Iterable[Findings], *, size: int = BATCH) -> int:
        """Add many readings, ``size`` to a transaction; return how many changed something."""
        count = 0
        for some in batched(findings, size):
            with self.batch():
                for each in some:
                    count += self.add(
                        each.article, each.attributions, each.cast, each.coding, each.signature,
                        by=each.by,
                    )  # fmt: skip
        return count

    def add_path(self, article: Article, *, by: str = "rule:read") -> bool:
        """Note where an article stands that was read already; ``False`` where it must be read."""
        path = writing.source_of(article.path)
        with self.batch():
            known = writing.add_path(self._store, article, by=by)
            if known:
                self._seen.setdefault(path, set()).add(writing.plain_path(article.path))
        return known

    def finish(
        self,
        path: str,
        sha256: str,
        *,
        by: str = "rule:read",
        problems: Iterable[Problem] = (),
    ) -> None:
        """Note that the file ``path`` was read to its end, with these problems.

        Articles that it held at an earlier reading and no longer holds leave the record.
        """
        with self.batch():
            seen = self._seen.pop(path, set())
            for gone in writing.paths_of(self._store, path) - seen:
                writing.forget_path(self._store, gone)
            writing.replace_problems(self._store, path, problems)
            writing.finish_source(self._store, path, sha256, by=by, read_at=self._clock())

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Keep what is wrong with inputs that could not be read; their earlier readings stay."""
        with self.batch():
            some = sorted(problems, key=lambda problem: writing.source_of(problem.path))
            for source, those in groupby(some, lambda each: writing.source_of(each.path)):
                writing.replace_problems(self._store, source, those)

    def forget(self, path: str) -> None:
        """Take the articles of a file out of the record, with its problems."""
        with self.batch():
            for each in writing.paths_of(self._store, path):
                writing.forget_path(self._store, each)
            writing.forget_source(self._store, path)

    def knows(self, path: str, sha256: str, by: str = "rule:read") -> bool:
        """Say whether the file with these bytes was read to its end by the same reader."""
        return self.known([path], by).get(path) == sha256

    def known(self, paths: Iterable[str], by: str = "rule:read") -> dict[str, str]:
        """Return path and SHA-256 of those files that ``by`` read to their end."""
        return {
            path: sha256
            for some in batched(paths, BATCH)
            for path, sha256 in writing.read_sources(self._store, some, by=by)
        }

    # == the whole record ==

    def members(self) -> Members:
        """Return all members, to go over as often as one likes, a page at a time."""
        return Members(self._store)

    def offices(self) -> Iterator[Office]:
        """Yield all offices as they were read, with member ids."""
        return whole.read_offices(self._store)

    def affiliations(self) -> Iterator[Affiliation]:
        """Yield all affiliations as they were read, with member ids."""
        return whole.read_affiliations(self._store)

    def signatures(self) -> Iterator[tuple[str, str | None, int, bytes]]:
        """Yield id, published date, words and MinHash signature of each article."""
        return whole.read_signatures(self._store)

    def replace_actors(self, resolution: Resolution, *, as_of: str | None = None) -> None:
        """Put the actors of ``resolution`` in the place of all, in one transaction.

        ``as_of`` is that of the ``members()`` that were resolved. Repeats, of statements and of
        pledges, are worked out anew.
        """
        with self._store.transaction():
            whole.replace_actors(self._store, resolution, as_of)
            corrections.attach(self._store, decided=True)
            whole.replace_repeats(self._store)
            ledger.replace_turns(self._store)

    def replace_copies(self, copies: Mapping[str, str]) -> None:
        """Put ``copies`` (article id, id of the article that it repeats) in the place of all."""
        with self._store.transaction():
            whole.replace_copies(self._store, copies)

    def is_resolved(self) -> bool:
        """Say whether the actors were worked out from what the record holds now."""
        return summary.is_resolved(self._store)

    # == people's decisions ==

    def judgements(self, *, undone: bool = False) -> list[Judgement]:
        """Return the decisions that stand, oldest first; with ``undone`` the others as well."""
        return judgements.read_judgements(self._store, undone=undone)

    def merge(self, a: str, b: str, *, who: str) -> str:
        """Decide that two actors are one, ``a`` becoming ``b``; return the decision's id.

        ``a`` may also be a name that several actors could bear: it is ``b`` wherever it could be.
        """
        if dossiers.look_up(self._store, a) is None and dossiers.is_undecided(self._store, a):
            return self._decide("merge", {"name": a}, _named("into", self.find_actor(b)), who)
        one, other = self._two(a, b)
        return self._decide("merge", one, _named("into", other), who)

    def split(self, name: str, articles: Sequence[str], *, who: str, new: str | None = None) -> str:
        """Decide that ``name`` in ``articles`` (paths or ids) is somebody else, called ``new``.

        Where an actor has that name already, it is that actor. ``name`` may also be one that
        several actors could bear: the decision then says which of them it is in these articles.
        """
        if not articles:
            raise UsageError(f"name the articles in which {name!r} is somebody else.")
        value: dict[str, object] = {"paths": [self.article(each).path for each in articles]}
        other = dossiers.look_up(self._store, new) if new else None
        if other is not None:
            value |= _named("name", other)
        elif new:
            value["name"] = new.strip()
        if new and dossiers.is_undecided(self._store, name):
            return self._decide("split", {"name": name}, value, who)
        actor = self.find_actor(name)
        if other is not None and other["id"] == actor["id"]:
            raise UsageError(f"{name!r} is {new!r} already. Give another name for the other.")
        return self._decide("split", actor, {"name": self._free_name(actor["name"]), **value}, who)

    def _free_name(self, name: str) -> str:
        """Return a name with a number that no actor has."""
        numbered = (f"{name} ({number})" for number in count(2))
        return next(each for each in numbered if dossiers.look_up(self._store, each) is None)

    def rename(self, name: str, new: str, *, who: str) -> str:
        """Decide that the actor is to be called ``new``."""
        if not new.strip():
            raise UsageError("give the name that the actor is to have.")
        actor, other = self.find_actor(name), dossiers.look_up(self._store, new)
        if other is not None and other["id"] != actor["id"] and other["name"] == new.strip():
            raise UsageError(
                f"{new!r} is another actor. If they are one: onrecord merge {name!r} {new!r}"
            )
        return self._decide("rename", actor, {"name": new.strip()}, who)

    def keep_apart(self, a: str, b: str, *, who: str) -> str:
        """Decide that two actors are two: nothing suggests or makes them one any more."""
        one, other = self._two(a, b)
        return self._decide("apart", one, _named("from", other), who)

    def identify(self, name: str, known: str | None, *, who: str) -> str:
        """Decide which known actor (name or id in their file) an actor is, or that it is none."""
        actor = self.find_actor(name)
        if known is None:
            return self._decide("identify", actor, {"known": None}, who)
        keys = [each.key for each in self.known_actors() if known in (each.key, each.name)]
        if len(keys) != 1:
            found = f"is several: {', '.join(keys)}" if keys else "is not among the known actors"
            raise UsageError(f"{known!r} {found}. Give an id or name of `onrecord known list`.")
        return self._decide("identify", actor, {"known": keys[0]}, who)

    def judge(self, statement: str, *, who: str, **fields: object) -> str:
        """Decide that a statement is wrong (``wrong=True``), or what one of its fields should be.

        ``concept=`` with ``stance=`` codes it by hand. ``UsageError`` names the fields there are.
        """
        named = {field: self._name(value) for field, value in fields.items()}
        with self.batch():
            return judgements.judge(self._store, statement, named, who=who, when=self._clock())

    def _name(self, value: object) -> object:
        """Return the name of an actor whose id was given for it, alone or in a list."""
        if isinstance(value, list | tuple):
            return [self._name(each) for each in value]
        row = tables.read_actor(self._store, value) if isinstance(value, str) else None
        return row["name"] if row else value

    def waiting(self) -> set[str]:
        """Return the ids of the decisions that find nothing to be about, as the record stands."""
        return judgements.find_idle(self._store)

    def undo(self, *, who: str) -> Judgement | None:
        """Take the last decision that stands back and return it, ``None`` where none stands."""
        with self.batch():
            return judgements.undo(self._store, who=who, when=self._clock())

    def export_judgements(self) -> Iterator[str]:
        """Yield each decision as a line of JSON, undone ones as well."""
        return judgements.export_judgements(self._store)

    def import_judgements(self, lines: Iterable[str]) -> int:
        """Keep the decisions in ``lines`` that are not here yet; return how many those were."""
        with self.batch():
            return judgements.import_judgements(self._store, lines)

    def _two(self, a: str, b: str) -> tuple[Line, Line]:
        one, other = self.find_actor(a), self.find_actor(b)
        if one["id"] == other["id"]:
            raise UsageError(f"{a!r} and {b!r} are one actor already: {one['name']}.")
        return one, other

    def _decide(self, kind: str, subject: Line, value: Mapping[str, object], who: str) -> str:
        """Keep a decision with the names as people read them, and the ids that tell them apart."""
        if "id" in subject:
            value = {**value, "subject_id": subject["id"]}
        with self.batch():
            return judgements.decide(
                self._store, kind, subject["name"], value, who=who, when=self._clock()
            )

    # == looking things up ==

    def rows(self, table: str, *, article: str | None = None) -> Iterator[Line]:
        """Yield the rows of a table, of one ``article`` (path or id) or of all, sorted.

        The tables and their fields are in ``TABLES``; ``UsageError`` for another.
        """
        key = None if article is None else self.article(article).id
        return tables.read_rows(self._store, table, article=key)

    def statements(self) -> Iterator[Line]:
        """Yield the rows of the table of statements."""
        return self.rows("statements")

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """Return a table as a data frame."""
        import pandas

        return pandas.DataFrame(list(self.rows(table)), columns=list(find_table(table).names))

    def article(self, path: str) -> Article:
        """Return an article with text and zones, by path or id; ``UsageError`` for another."""
        return tables.read_article(self._store, path)

    def mentions(self, article: str) -> list[Line]:
        """Return the words of an article that stand for someone, with the name and actor."""
        return tables.read_mentions(self._store, self.article(article).id)

    def find_actor(self, name: str) -> Line:
        """Return the actor who goes by ``name``; ``UnknownActorError`` lists the nearest."""
        return dossiers.find_actor(self._store, name)

    def dossier(self, name: str) -> Dossier:
        """Return all that the record holds on the actor who goes by ``name``."""
        return dossiers.build_dossier(self._store, name)

    def timeline(self, *, since: str | None = None, until: str | None = None) -> Iterator[Event]:
        """Yield what was said, paid and pledged, by day, oldest first."""
        return dossiers.read_timeline(self._store, since=since, until=until)

    def witnesses(self, statement: str) -> list[Line]:
        """Return the statements that are this one, wherever it was printed, first first."""
        return dossiers.read_witnesses(self._store, statement)

    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[Hit]:
        """Return the statements and articles that have all ``words``, best first."""
        actor = None if speaker is None else self.find_actor(speaker)["id"]
        return search.search(self._store, words, limit=limit, actor=actor, since=since, until=until)

    def summary(self) -> Summary:
        """Count what the record holds."""
        return summary.read_summary(self._store)

    def status(self) -> Status:
        """Say how the record stands."""
        return summary.read_status(self._store)

    # == the codebook ==

    def codebook(self) -> str | None:
        """Return the codebook in force as YAML, ``None`` where there is none."""
        return whole.read_state(self._store, "codebook")

    def set_codebook(self, text: str) -> None:
        """Keep a codebook (YAML) from now on."""
        with self._store.transaction():
            whole.write_state(self._store, "codebook", text)

    def cast(self, article: str) -> Cast:
        """Return the cast of an article (its id) as it was read."""
        return codings.read_cast(self._store, article)

    def attributions(self, article: str) -> tuple[Attribution, ...]:
        """Return the attributions of an article (its id) as they were heard."""
        return codings.read_attributions(self._store, article)

    def replace_positions(self, article: str, positions: Sequence[Position]) -> None:
        """Put ``positions`` in the place of those that the rules coded in an article (its id)."""
        with self._store.transaction():
            codings.replace_positions(self._store, article, positions)

    def relabel_readers(self, codebook: str | None) -> None:
        """Note of every article that it was coded with ``codebook`` (its label)."""
        with self._store.transaction():
            codings.relabel_readers(self._store, codebook)

    def hand_codings(self) -> Iterator[HandCoding]:
        """Yield what people coded statements to."""
        return codings.read_hand_codings(self._store)

    def learnt(self) -> str | None:
        """Return what was learnt from hand codings as JSON, ``None`` where nothing was."""
        return whole.read_state(self._store, "learnt") or None

    def set_learnt(self, text: str | None) -> None:
        """Keep what was learnt from hand codings, or forget it and what was coded by it."""
        with self._store.transaction():
            whole.write_state(self._store, "learnt", text or "")
            whole.write_state(self._store, "coded", "")
            if not text:
                codings.replace_learnt(self._store, ())

    def is_coded(self) -> bool:
        """Say whether what was learnt was applied to all that the record holds now."""
        coded = whole.read_state(self._store, "coded")
        return self.learnt() is None or coded == whole.read_state(self._store, "changes")

    def replace_learnt(self, found: Iterable[LearntCoding]) -> None:
        """Put what the learnt model coded in the place of all that it coded before."""
        with self._store.transaction():
            codings.replace_learnt(self._store, found)
            changes = whole.read_state(self._store, "changes") or ""
            whole.write_state(self._store, "coded", changes)

    # == known actors ==

    def known_actors(self) -> tuple[KnownActor, ...]:
        """Return the known people, parties and offices of the file that was given, if one was."""
        text = whole.read_state(self._store, "actors")
        return parse_known_actors(text, "the record's known actors") if text else ()

    def known_actors_file(self) -> str | None:
        """Return the text of the file of known actors, ``None`` where there is none."""
        return whole.read_state(self._store, "actors") or None

    def set_known_actors(self, text: str | None, path: str = "the file of known actors") -> None:
        """Keep a file of known actors (CSV, Popolo or FollowTheMoney) from now on, or none.

        ``InputError`` says in which line it is wrong; ``path`` is what it calls the file.
        """
        if text:
            parse_known_actors(text, path)
        with self._store.transaction():
            if (text or "") != (whole.read_state(self._store, "actors") or ""):
                whole.write_state(self._store, "actors", text or "")
                writing.count_change(self._store)

    def identified(self) -> dict[str, str]:
        """Return which actor, by name, each known actor certainly is, by the key in the file."""
        return whole.read_identified(self._store, self.known_actors())


def _named(name: str, actor: Line) -> dict[str, object]:
    return {name: actor["name"], f"{name}_id": actor["id"]}
