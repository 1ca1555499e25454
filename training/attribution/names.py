"""Labels proper names and their kinds where nobody annotated them, and reads GUM's gold names.

There is little freely licensed gold for names in political news, so most labels are *silver*: a
capitalised stretch is named by evidence in its words (a given name, "Union", "Court"), beside it
("Sen.", "said") and elsewhere in the corpus (the surname of somebody named in full). What stays
unclear is left unlabelled rather than called no name. A name is labelled without honorifics,
offices and articles: "Shadow Chancellor [Ed Balls]", "the [Labour Party]".

    python -m training.attribution.names --data FOLDER --gum FOLDER --out training/work/names.json
"""

from __future__ import annotations

import argparse
import collections
import functools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from onrecord.learning.examples import Sample, Span, load_samples, split_paragraphs

LISTS = Path(__file__).parent / "lists"
Name = tuple[int, int, str]  # kind "?" where it is unclear what the words name

WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.|(?:Mc|Mac|O['\u2019]|D['\u2019]|De|La|Le|Di|Van)?[A-Z][\w&]*"
    r"(?:[-\u2013][A-Z0-9][\w]*)*(?:['\u2019](?!s\b)[a-z]+)?|&"
)
JOINER = re.compile(r"(?: (?:of the|of|for the|for|and|&|on|de|la|van|von|der|bin|al|del|du) | |-)")
ENDING_TITLES = {"Gov", "Sen", "Rep", "Sens", "Reps", "Governor", "Senator", "Mayor"}
CONTRACTION = re.compile(r"['\u2019](?:re|ve|ll|d|m|t|s)$")


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """Read a list: one entry a line, ``#`` begins a comment."""
    lines = (LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


@functools.cache
def given_names() -> frozenset[str]:
    """Return first names (US census, through the package ``names``)."""
    found = set()
    for part in ("dist.female.first", "dist.male.first"):
        rows = resources.files("names").joinpath(part).read_text("utf-8").splitlines()
        found |= {row.split()[0].capitalize() for row in rows}
    return (frozenset(found) | words_of("given")) - words_of("not_given")


@functools.cache
def places() -> frozenset[str]:
    """Return countries, their first-level parts and some cities."""
    import pycountry

    found = set(words_of("places"))
    for country in pycountry.countries:
        found |= {country.name.split(",")[0], getattr(country, "common_name", country.name)}
    for part in pycountry.subdivisions:
        if part.country_code in {"US", "GB", "CA", "AU"}:
            found.add(part.name.split(",")[0])
    return frozenset(found) - {"Labour", "Bar"}


@dataclass
class Evidence:
    """What the whole corpus tells of names: full names seen, and kinds counted by words."""

    surnames: collections.Counter[str] = field(default_factory=collections.Counter)
    common: collections.Counter[str] = field(default_factory=collections.Counter)
    kinds: dict[str, collections.Counter[str]] = field(
        default_factory=lambda: collections.defaultdict(collections.Counter)
    )


@dataclass(frozen=True)
class Candidate:
    """A capitalised stretch with what stands around it."""

    start: int
    end: int
    words: tuple[str, ...]
    after_title: bool
    after_the: bool
    begins_sentence: bool


def find_candidates(text: str) -> Iterator[Candidate]:
    """Yield the capitalised stretches of a text, without titles in front."""
    for begin, end in split_paragraphs(text):
        line = text[begin:end]
        if line.isupper() or _is_title_case(line):
            continue
        at = 0
        while match := WORD.search(line, at):
            stop = match.end()
            while True:
                joined = JOINER.match(line, stop)
                following = joined and WORD.match(line, joined.end())
                if not following or not _may_join(line, match, joined.group(), following):
                    break
                stop = following.end()
            at = max(stop, match.end())
            yield from _without_titles(line, match.start(), stop, begin)


def _is_title_case(line: str) -> bool:
    words = re.findall(r"[A-Za-z]{4,}", line)
    return 3 <= len(words) <= 18 and sum(w[0].isupper() for w in words) > 0.75 * len(words)


def _may_join(line: str, first: re.Match[str], joiner: str, following: re.Match[str]) -> bool:
    if joiner in (
        " ",
        "-",
        " & ",
        " de ",
        " la ",
        " van ",
        " von ",
        " der ",
        " bin ",
        " al ",
        " del ",
        " du ",
    ):
        return True
    before = line[first.start() :].split()
    head = first.group()
    keyword = any(w in words_of("organisation_words") for w in before[:3])
    if joiner in (" of ", " of the ", " for ", " for the ", " on "):
        return keyword or head in words_of("organisation_words")
    # "and" joins only inside what can only be one body: "Department of Health and Human Services"
    return head in {"Department", "Committee", "Office", "Bureau", "Ministry", "Institute"}


def _without_titles(line: str, start: int, stop: int, offset: int) -> Iterator[Candidate]:
    """Part a stretch at its last title: "House Speaker Paul Ryan" is "House" and "Paul Ryan"."""
    tokens = [(m.start() + start, m.end() + start) for m in WORD.finditer(line[start:stop])]
    words = [line[a:b].rstrip(".") for a, b in tokens]
    titles, bodies = words_of("titles"), words_of("organisation_words")
    cut = max((i + 1 for i, w in enumerate(words) if w in titles), default=0)
    if cut and words[cut - 1] == "Secretary" and words[cut : cut + 1] == ["State"]:
        cut += 1
    if cut == len(words) or any(w in bodies for w in words[cut:]):
        cut = 0
    if cut:
        first = next(i for i, w in enumerate(words) if w in titles)
        yield from _candidate(line, tokens[:first], offset, titled=False)
    yield from _candidate(line, tokens[cut:], offset, titled=cut > 0)


def _candidate(line: str, tokens: list[Span], offset: int, *, titled: bool) -> Iterator[Candidate]:
    def word(i: int) -> str:
        return line[tokens[i][0] : tokens[i][1]]

    opens = bool(tokens) and not titled and _begins_sentence(line, tokens[0][0])
    while tokens and opens and word(0) in words_of("common"):
        tokens, opens = tokens[1:], False
    while tokens and (word(0) in words_of("never") or CONTRACTION.search(word(0))):
        tokens = tokens[1:]
    while tokens and (word(-1) in words_of("never") or word(-1).rstrip(".") in ENDING_TITLES):
        tokens = tokens[:-1]
    titles = words_of("titles") - words_of("groups") - words_of("organisations")
    if not tokens or (len(tokens) == 1 and word(0).rstrip(".") in titles):
        return
    begin, end = tokens[0][0], tokens[-1][1]
    if line[begin:end].endswith(".") and not re.search(r"(?:[A-Z]\.){2}$|Jr\.$", line[begin:end]):
        end -= 1
    before = line[max(0, begin - 6) : begin]
    yield Candidate(
        offset + begin,
        offset + end,
        tuple(line[begin:end].split()),
        titled or bool(re.search(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sir|Lord)\.? $", before)),
        before.lower().endswith("the "),
        opens,
    )


def _begins_sentence(line: str, at: int) -> bool:
    before = line[:at].rstrip(" \"'\u201c\u2018(\u2014-")
    return not before or before[-1] in '.!?:;\u2022\u201d"' or before != line[:at].rstrip(" ")


def kind_by_words(words: tuple[str, ...]) -> str | None:
    """Name the kind that the words themselves give away."""
    name = " ".join(words)
    if name in words_of("groups"):
        return "group"
    if name in words_of("organisations"):
        return "organisation"
    if name in places():
        return "place"
    bodies = words_of("organisation_words")
    if words[-1] not in bodies and any(w in words_of("things") for w in words[1:] or words):
        return "?"
    if any(w in bodies for w in words) and len(words) > 1:
        return "organisation"
    if len(words) > 1 and words[0] in given_names() and len(words) <= 4 and "of" not in words:
        return "person"
    if re.fullmatch(r"[A-Z]{2,6}|(?:[A-Z]\.){2,5}", name) and name not in words_of("not_names"):
        return "organisation"
    return None


def gather(texts: Iterable[str]) -> Evidence:
    """Count, over a corpus, which surnames and other names are surely of which kind."""
    evidence = Evidence()
    for text in texts:
        evidence.common.update(re.findall(r"\b[a-z]{2,}\b", text))
        for found in find_candidates(text):
            kind = kind_by_words(found.words)
            if found.after_title and len(found.words) <= 3 and kind is None:
                kind = "person"
            if kind == "person":
                evidence.surnames[found.words[-1]] += 1
            if kind and kind != "?":
                evidence.kinds[" ".join(found.words)][kind] += 1
    return evidence


def label_names(text: str, evidence: Evidence) -> tuple[Name, ...]:
    """Label one text; candidates of unclear kind are given as ``?``."""
    local: dict[str, str] = {}
    found = list(find_candidates(text))
    kinds = [_kind(c, evidence, local) for c in found]
    for candidate, kind in zip(found, kinds, strict=True):
        if kind == "person":
            local.setdefault(candidate.words[-1], "person")
            if candidate.words[0] in given_names():
                local.setdefault(candidate.words[0], "person")
        elif kind in ("organisation", "group") and len(candidate.words) == 1:
            local.setdefault(candidate.words[0], kind)
    labels: list[Name] = []
    for candidate, kind in zip(found, kinds, strict=True):
        last = candidate.words[-1] if len(candidate.words) == 1 else " ".join(candidate.words)
        ordinary = candidate.begins_sentence and evidence.common[last.lower()] > 5
        if last in words_of("not_names") or (ordinary and not kind and last not in local):
            continue
        labels.append((candidate.start, candidate.end, kind or local.get(last, "?")))
    return tuple(labels)


def _kind(found: Candidate, evidence: Evidence, local: dict[str, str]) -> str | None:
    name = " ".join(found.words)
    if name in words_of("not_names"):
        return None
    kind = kind_by_words(found.words)
    if found.after_title and len(found.words) <= 3 and kind in (None, "place"):
        return "person"
    if kind:
        return kind
    counts = evidence.kinds.get(name)
    if counts:
        return counts.most_common(1)[0][0]
    if len(found.words) == 1 and evidence.surnames[name] > 2 and not found.after_the:
        return "person"
    return None


def read_gum(folder: Path) -> list[Sample]:
    """Read GUM's documents as running text with their proper names (gold)."""
    samples = []
    for xml in sorted((folder / "xml").glob("*.xml")):
        tsv = folder / "gum_tsv" / f"{xml.stem}.tsv"
        samples.append(_read_gum_document(xml, tsv))
    return samples


def _read_gum_document(xml: Path, tsv: Path) -> Sample:
    text, spans, tags = _running_text(xml.read_text("utf-8").splitlines())
    entities = _gum_entities(tsv.read_text("utf-8").splitlines())
    names = []
    for first, last, kind in entities:
        name = _proper(range(first, last + 1), tags, [text[a:b] for a, b in spans])
        if name:
            start, end = spans[name[0]][0], spans[name[-1]][1]
            words = tuple(text[start:end].split())
            if len(words) > 1 or words[0] not in words_of("generic"):
                names.append((start, end, kind_by_words(words) or kind))
    names = sorted(set(names), key=lambda n: (n[0], -n[1]))
    flat: list[Name] = []
    for item in names:
        if not flat or item[0] >= flat[-1][1]:
            flat.append(item)
    known = {(a, b) for a, b, _ in flat}
    groups = [
        (*span, "group")
        for span, tag in zip(spans, tags, strict=True)
        if tag in ("NPS", "NNPS", "JJ", "NP", "NNP")
        and text[slice(*span)] in words_of("groups")
        and not any(a <= span[0] < b for a, b in known)
    ]
    return Sample(xml.stem, text, None, tuple(sorted(flat + groups)))


def _running_text(lines: Iterable[str]) -> tuple[str, list[tuple[int, int]], list[str]]:
    text, spans, tags = "", [], []
    glued = in_word = False
    quote_open = False
    for line in lines:
        if line.startswith("<"):
            tag = line[1:].split()[0].rstrip(">")
            if tag in ("p", "head", "/p", "/head", "item", "sp") and text and text[-1] != "\n":
                text += "\n\n"
                quote_open = False
            in_word = True if tag == "w" else False if tag == "/w" else in_word
            glued = False if tag in ("w", "/w") else glued
            continue
        token, tag = line.split("\t")[:2]
        token = token.replace("&amp;", "&").replace("&quot;", '"').replace("&lt;", "<")
        token = token.replace("&gt;", ">").replace("&apos;", "'")
        closing = token in ".,;:!?)]%\u2019\u201d" or tag in ("POS", "''") or token in ("n't",)
        if token == '"':
            closing = quote_open
            quote_open = not quote_open
        if text and text[-1] != "\n" and not (glued or closing):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        tags.append(tag)
        text += token
        glued = (
            in_word
            or token in "([$\u00a3\u201c\u2018"
            or (token == '"' and quote_open)
            or tag == "``"
        )
    return text, spans, tags


def _gum_entities(lines: Iterable[str]) -> list[tuple[int, int, str]]:
    kinds = {"person": "person", "organization": "organisation", "place": "place"}
    spans: dict[str, tuple[int, int, str]] = {}
    number = -1
    for line in lines:
        if not re.match(r"\d+-\d+\t", line):
            continue
        number += 1
        for part in line.split("\t")[3].split("|"):
            match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", part)
            if not match or match.group(1) not in kinds:
                continue
            key = match.group(2) or f"single{number}"
            first = spans.get(key, (number, number, ""))[0]
            spans[key] = (first, number, kinds[match.group(1)])
    return list(spans.values())


def _proper(numbers: Iterable[int], tags: list[str], words: list[str]) -> list[int]:
    run: list[int] = []
    numbers = list(numbers)
    for place, i in enumerate(numbers):
        proper = tags[i] in ("NP", "NPS", "NNP", "NNPS")
        later = any(tags[j] in ("NP", "NPS", "NNP", "NNPS") for j in numbers[place + 1 : place + 3])
        joins = (
            words[i] in ("of", "the", "for", "and", "&", "-", "de", "van", ".") and run and later
        )
        if proper or joins:
            run.append(i)
        elif run:
            break
    if run and place_of(run, numbers) > 3:
        return []
    titles = words_of("titles")
    while run and words[run[0]].rstrip(".") in titles:
        run = run[1:]
    while run and words[run[-1]] in ("of", "the", "for", "and", "&", "-", "."):
        run = run[:-1]
    if run and words[run[0]] in ("of", "the", "and"):
        return []
    later_tags = [tags[i] for i in numbers if run and i > run[-1]]
    if later_tags and later_tags[0] in ("NN", "NNS", "POS", "JJ", "HYPH"):
        return []
    return run if run and words[run[0]][0].isupper() else []


def place_of(run: list[int], numbers: list[int]) -> int:
    """Count the words before the name in its phrase."""
    return numbers.index(run[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="annotated articles (brat)")
    parser.add_argument("--gum", type=Path, required=True, help="GUM's train folder")
    parser.add_argument("--out", type=Path, default=Path("training/work/names.json"))
    options = parser.parse_args()
    samples = {s.id: s for s in load_samples(options.data)}
    evidence = gather(s.text for s in samples.values())
    rows = [
        {"id": s.id, "names": label_names(s.text, evidence), "text": None, "by": "silver"}
        for s in samples.values()
    ]
    rows += [
        {"id": s.id, "names": s.names, "text": s.text, "by": "gold"} for s in read_gum(options.gum)
    ]
    options.out.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    counts = collections.Counter(kind for row in rows for *_, kind in row["names"])
    print(counts)


if __name__ == "__main__":
    main()
