"""How articles come in: which files are to be read, who reads them, and how they are kept.

The process that holds the record plans the work and keeps the results; other processes gather
them. Files that hold many articles are cut up before, so that no process holds more than a few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import onrecord
from onrecord.articles import Article, Problem, Settings, Source, read_articles
from onrecord.models import Model, load_model, load_relations
from onrecord.parallel import Crash
from onrecord.record import Findings, Record
from onrecord.statements import Codebook, label_codebook, parse_codebook

# formats of which one file may hold any number of articles
COLLECTIONS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv"})
AT_ONCE = 8  # articles that one process gets at a time
LOOK_AHEAD = 100  # files that are looked up in the record at a time

ReadArticle = Callable[[Article, Model, Codebook | None, str], Findings]


@dataclass(frozen=True, slots=True)
class Tools:
    """What every process reads with."""

    settings: Settings
    model: str
    codebook: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """A file to read, or a few ``articles`` of a file that was cut up before."""

    source: Source
    articles: tuple[Article, ...] | None = None


Batch = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of a part: findings, and what could not be read."""

    part: Part
    findings: tuple[Findings, ...] = ()
    problems: tuple[Problem, ...] = ()


def label_reader(tools: Tools, model: Model) -> str:
    """Name what reads: the networks, this version's rules, and what people set."""
    parts = [model.label, load_relations().label, f"rule:onrecord@{onrecord.__version__}"]
    if tools.codebook is not None:
        parts.append(label_codebook(tools.codebook))
    settings = tools.settings
    parts += [value for value in (settings.date_order, settings.outlet) if value]
    return " ".join(parts)


# == in the processes that read ==


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a process keeps at hand between batches."""

    settings: Settings
    read_article: ReadArticle
    model: Model
    codebook: Codebook | None
    by: str


_desk: list[_Desk] = []


def prepare(tools: Tools, read_article: ReadArticle) -> None:
    """Load the network and the codebook, once in each process."""
    model = load_model(tools.model)
    codebook = None if tools.codebook is None else parse_codebook(tools.codebook)
    by = label_reader(tools, model)
    _desk[:] = [_Desk(tools.settings, read_article, model, codebook, by)]


def gather(batch: Batch) -> tuple[Gathered, ...]:
    """Read the files and articles of a batch."""
    (desk,) = _desk
    return tuple(_gather_part(part, desk) for part in batch)


def _gather_part(part: Part, desk: _Desk) -> Gathered:
    articles: Iterable[Article | Problem] | None = part.articles
    if articles is None:
        articles = read_articles(part.source, settings=desk.settings)
    results = [each if isinstance(each, Problem) else _read_whole(each, desk) for each in articles]
    return Gathered(
        part,
        tuple(each for each in results if isinstance(each, Findings)),
        tuple(each for each in results if isinstance(each, Problem)),
    )


def _read_whole(article: Article, desk: _Desk) -> Findings | Problem:
    """Read one article; a fault of ours in it must not cost the others."""
    try:
        return desk.read_article(article, desk.model, desk.codebook, desk.by)
    except Exception as error:
        return Problem(
            article.path,
            "not-understood",
            f"{article.path}: reading it failed ({type(error).__name__}: {error}).",
            "Report this with the article, if you may share it; the others were read.",
        )


# == in the process that holds the record ==


@dataclass(slots=True)
class _File:
    """A file under way: the hash of its bytes, its parts still out, what came of it so far."""

    sha256: str
    out: int = 0
    handed_out: bool = False
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)


class Intake:
    """Plans what is to be read and keeps what was gathered."""

    def __init__(self, record: Record, tools: Tools) -> None:
        self._record = record
        self._settings = tools.settings
        self._by = label_reader(tools, load_model(tools.model))
        self._files: dict[str, _File] = {}

    def note(self, problem: Problem) -> None:
        """Keep what is wrong with a path in which no file was found."""
        self._record.add_problems([problem])

    def plan(self, sources: Iterable[Source]) -> Iterator[Batch]:
        """Yield the work there is: files that the record does not know as they are now."""
        batch: list[Part] = []
        for source in self._find_unread(sources):
            if source.suffix in COLLECTIONS:
                yield from self._cut_up(source)
                continue
            self._files[source.path].out = 1
            self._files[source.path].handed_out = True
            batch.append(Part(source))
            if len(batch) == AT_ONCE:
                yield tuple(batch)
                batch = []
        if batch:
            yield tuple(batch)

    def keep(self, gathered: tuple[Gathered, ...] | Crash[Batch]) -> tuple[Gathered, ...]:
        """Write what came of a batch in one transaction, and return it."""
        if isinstance(gathered, Crash):
            gathered = tuple(_name_crash(part) for part in gathered.item)
        with self._record.batch():
            for each in gathered:
                self._keep_part(each)
        return gathered

    def _find_unread(self, sources: Iterable[Source]) -> Iterator[Source]:
        waiting = iter(sources)
        while some := list(islice(waiting, LOOK_AHEAD)):
            known = self._record.known([source.path for source in some], by=self._by)
            for source in some:
                sha256 = _hash_file(source.path)
                if not sha256 or known.get(source.path) != sha256:
                    self._files[source.path] = _File(sha256)
                    yield source

    def _cut_up(self, source: Source) -> Iterator[Batch]:
        """Yield the articles of one file, a few at a time; those that are known need no reading."""
        file = self._files[source.path]
        articles: list[Article] = []
        for each in read_articles(source, settings=self._settings):
            if isinstance(each, Problem):
                file.problems.append(each)
            elif self._record.add_path(each, by=self._by):
                file.kept += 1
            else:
                articles.append(each)
            if len(articles) == AT_ONCE:
                file.out += 1
                yield (Part(source, tuple(articles)),)
                articles = []
        file.out += bool(articles)
        file.handed_out = True
        if articles:
            yield (Part(source, tuple(articles)),)
        else:
            self._finish(source.path)

    def _keep_part(self, gathered: Gathered) -> None:
        path = gathered.part.source.path
        file = self._files[path]
        file.out -= 1
        file.kept += len(gathered.findings)
        file.problems.extend(gathered.problems)
        for each in gathered.findings:
            self._record.add(
                each.article, each.attributions, each.cast, each.coding, each.signature,
                by=each.by, problems=file.problems,
            )  # fmt: skip
        if not any(each.article.path == path for each in gathered.findings):
            self._finish(path)
        else:
            del self._files[path]

    def _finish(self, path: str) -> None:
        """Note that a file was read to its end, once its last part is back.

        A file of which nothing could be read is none of those: it is tried again next time, and
        what was read of it earlier stays.
        """
        file = self._files[path]
        if file.out or not file.handed_out:
            return
        if file.kept:
            self._record.finish(path, file.sha256, by=self._by, problems=file.problems)
        else:
            self._record.add_problems(file.problems)
        del self._files[path]


def _name_crash(part: Part) -> Gathered:
    problem = Problem(
        part.source.path,
        "crashed",
        f"{part.source.path}: the process that read it died.",
        "Read it alone; if it dies again, report it. Too little memory may be the cause.",
    )
    return Gathered(part, problems=(problem,))


def _hash_file(path: str) -> str:
    """Return the SHA-256 of a file's bytes, empty where it cannot be read: the reader says why."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
