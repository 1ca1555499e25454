"""Measure the actors room: coreference in one document and across documents, and its speed.

    python benchmarks/actors.py gum [--part dev] [--model fast] [--peer-python PATH] …
    python benchmarks/actors.py wcl [--part dev] [--model fast] [--shared ../shared]
    python benchmarks/actors.py speed [--articles 1000 10000 100000]
    python benchmarks/actors.py suggestions [--articles 1000 10000]

``gum``: pronouns and names of persons and organisations in GUM's news, interviews and speeches,
beside the nearest earlier person of the right gender, and beside the resolvers that are installed
in the environment whose Python is PATH (see coreference_peer.py). ``wcl``: which of NewsWCL50r's
given mentions are one actor over the reports of one event, beside the same head word. ``speed``:
seconds and memory for resolving generated articles. ``suggestions``: how many of the likely
duplicates are some, in generated articles with slips, short first names and initials. Each prints
one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
from scipy.optimize import linear_sum_assignment

from onrecord.actors import (
    ActorKind,
    Cast,
    Member,
    Office,
    find_cast,
    link_given,
    resolve_actors,
    suggest_merges,
    whole_of,
)
from onrecord.actors.vocabulary import vocabulary
from onrecord.articles import Article, Zone
from onrecord.attributions import find_paragraphs
from onrecord.models import MarkedName, load_model

Clusters = Mapping[Hashable, Hashable]
NamesOf = Callable[[Article], Sequence[MarkedName]]
PRONOUNS = frozenset(["he", "she", "him", "his", "her", "hers", "himself", "herself"])
WCL_TYPES = frozenset(["ACTOR", "ORGANIZATION", "GROUP", "COUNTRY"])


# Scores of coreference


def conll_scores(key: Clusters, response: Clusters) -> dict[str, float]:
    """Return MUC, B-cubed, CEAF (entities) and their mean, F1 in per cent."""
    muc = f1(muc_recall(key, response), muc_recall(response, key))
    cubed = f1(cubed_recall(key, response), cubed_recall(response, key))
    ceaf = ceaf_f1(key, response)
    scores = {"muc": muc, "b_cubed": cubed, "ceaf_e": ceaf, "conll": (muc + cubed + ceaf) / 3}
    return {name: round(100 * score, 1) for name, score in scores.items()}


def f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def groups(clusters: Clusters) -> list[set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clusters.items():
        found[cluster].add(mention)
    return list(found.values())


def muc_recall(key: Clusters, response: Clusters) -> float:
    linked = needed = 0
    for group in groups(key):
        parts = {response.get(m, ("alone", m)) for m in group}
        linked += len(group) - len(parts)
        needed += len(group) - 1
    return linked / needed if needed else 0.0


def cubed_recall(key: Clusters, response: Clusters) -> float:
    mine = {m: group for group in groups(key) for m in group}
    theirs = {m: group for group in groups(response) for m in group}
    return sum(len(mine[m] & theirs.get(m, {m})) / len(mine[m]) for m in mine) / len(mine)


def ceaf_f1(key: Clusters, response: Clusters) -> float:
    one, other = groups(key), groups(response)
    index = {m: j for j, group in enumerate(other) for m in group}
    similar = np.zeros((len(one), len(other)))
    for i, group in enumerate(one):
        for j, shared in Counter(index[m] for m in group if m in index).items():
            similar[i, j] = 2 * shared / (len(group) + len(other[j]))
    rows, columns = linear_sum_assignment(-similar)
    total = similar[rows, columns].sum()
    return f1(total / len(one), total / len(other))


# GUM


@dataclass(frozen=True)
class Document:
    """A GUM document: its text, tokens with tags and places, and gold mentions."""

    name: str
    text: str
    words: list[str]
    tags: list[str]
    places: list[tuple[int, int]]
    gold: list[tuple[int, int, str, str]]


def read_gum(folder: Path) -> Iterator[Document]:
    for file in sorted((folder / "xml").glob("*.xml")):
        text, words, tags, places = read_xml(file)
        gold = read_mentions(folder / "gum_conll" / f"{file.stem}.conll")
        yield Document(file.stem, text, words, tags, places, gold)


def read_xml(file: Path) -> tuple[str, list[str], list[str], list[tuple[int, int]]]:
    """Rebuild the text: paragraphs from the markup, spaces from punctuation."""
    text, words, tags, places = "", [], [], []
    fresh, glued, quoted = True, False, False
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("<"):
            fresh = fresh or bool(re.match(r"</?(?:p|head|sp|item|list|caption|figure)\b", line))
            continue
        fields = line.split("\t")
        word = fields[0].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if text and fresh:
            text, glued, quoted = text + "\n\n", False, False
        elif text and not (glued or (word == '"' and quoted) or joins(word, words[-1])):
            text += " "
        fresh = False
        if word == '"':
            quoted = not quoted
        glued = (word == '"' and quoted) or word in ("(", "[", "“", "‘", "$", "£", "-")
        places.append((len(text), len(text) + len(word)))
        text += word
        words.append(word)
        tags.append(fields[1])
    return text, words, tags, places


def joins(word: str, before: str) -> bool:
    ends = r"[,.;:!?%)\]”’]|['’](?:s|re|ve|ll|d|m)\b|n['’]t\b|-$"
    return bool(re.match(ends, word)) or before == "-"


def read_mentions(file: Path) -> list[tuple[int, int, str, str]]:
    """Return first word, end, type and chain of each gold mention."""
    rows = [
        line.split("\t")[2]
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    found: list[tuple[int, int, str]] = []
    open_at: dict[str, list[int]] = defaultdict(list)
    for i, cell in enumerate(rows):
        for whole, opened, closed in re.findall(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)", cell):
            if whole:
                found.append((i, i + 1, whole))
            elif opened:
                open_at[opened].append(i)
            else:
                label = next((x for x in open_at if open_at[x] and x.startswith(closed)), None)
                if label is not None:
                    found.append((open_at[label].pop(), i + 1, label))
    return [(a, b, *label.split("-")[:2]) for a, b, label in found]  # type: ignore[misc]


def score_gum(
    folder: Path, names_of: NamesOf, peers: Mapping[str, Path] = MappingProxyType({})
) -> dict[str, object]:
    """Score pronouns and names beside baselines, and beside ``peers`` (name, its Python)."""
    documents = list(read_gum(folder))
    totals, nearest = Counter[str](), Counter[str]()
    key: dict[Hashable, Hashable] = {}
    response: dict[Hashable, Hashable] = {}
    heads: dict[Hashable, Hashable] = {}
    for document in documents:
        article = Article(
            document.name, document.name, "", document.text,
            (Zone("body", 0, len(document.text)),),
        )  # fmt: skip
        cast = find_cast(article, [], names_of(article))
        chain_of = chains(document, cast)
        for found, guess in (
            (totals, pronouns(cast, document)),
            (nearest, nearest_of(cast, document)),
        ):
            for at, chain in named_pronouns(document):
                found["all"] += 1
                found["right"] += chain_of.get(guess.get(at, "")) == chain
        add_clusters(document, cast, key, response)
        add_heads(document, cast, heads)
    return {
        "pronouns": totals["all"],
        "pronouns.right": round(100 * totals["right"] / totals["all"], 1),
        "pronouns.right_if_nearest": round(100 * nearest["right"] / nearest["all"], 1),
        "names_and_pronouns": conll_scores(key, response),
        "names_and_pronouns_if_same_last_word_and_nearest": conll_scores(key, heads),
        "peers": {name: score_peer(name, python, documents, key) for name, python in peers.items()},
    }


def add_heads(document: Document, cast: Cast, heads: dict[Hashable, Hashable]) -> None:
    """Add the baseline: the mentions that were found, names by their last word.

    A pronoun goes with the last person that fits.
    """
    names = {m.id: m.name.split()[-1].lower() for m in cast.members}
    nearest = nearest_of(cast, document)
    ends = {m.passage.end for m in cast.mentions if m.member}
    for a, b, _, _ in wanted_mentions(document):
        mention = (document.name, a, b)
        if b - a == 1 and document.words[a].lower() in PRONOUNS:
            head = names.get(nearest.get(a, ""))
        else:
            head = document.words[b - 1].lower() if document.places[b - 1][1] in ends else None
        heads[mention] = (document.name, head) if head else mention


def score_peer(
    name: str, python: Path, documents: Sequence[Document], key: Clusters
) -> dict[str, object]:
    """Score another resolver, run in its own environment; say why where it cannot run."""
    texts = "".join(json.dumps({"id": d.name, "text": d.text}) + "\n" for d in documents)
    script = Path(__file__).with_name("coreference_peer.py")
    ran = subprocess.run(
        [str(python), str(script), name], input=texts, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        return {"not run": (ran.stderr.strip().splitlines() or ["it failed"])[-1]}
    found = {entry["id"]: entry["chains"] for entry in map(json.loads, ran.stdout.splitlines())}
    right = total = 0
    response: dict[Hashable, Hashable] = {}
    for document in documents:
        of_word = words_of_chains(document, found[document.name])
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for a, b, _, chain in wanted_mentions(document):
            mention, cluster = (document.name, a, b), of_word.get(b - 1)
            response[mention] = mention if cluster is None else (document.name, cluster)
            if cluster is not None and document.words[a].lower() not in PRONOUNS:
                votes[cluster][chain] += 1
        for at, chain in named_pronouns(document):
            best = votes[of_word.get(at, -1)].most_common(1)
            total += 1
            right += bool(best) and best[0][0] == chain
    return {
        "pronouns.right": round(100 * right / max(total, 1), 1),
        "names_and_pronouns": conll_scores(key, response),
    }


def words_of_chains(document: Document, found: Sequence[Sequence[Sequence[int]]]) -> dict[int, int]:
    """Return for each word that ends a mention the number of its chain."""
    last = {place[1]: i for i, place in enumerate(document.places)}
    return {
        last[end]: number for number, chain in enumerate(found) for _, end in chain if end in last
    }


def named_pronouns(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the pronouns whose chain has a name somewhere."""
    named = {
        chain
        for a, b, _, chain in document.gold
        if b - a < 12 and any(t.startswith("NP") for t in document.tags[a:b])
    }
    for a, b, _, chain in document.gold:
        if b - a == 1 and document.words[a].lower() in PRONOUNS and chain in named:
            yield a, chain


def chains(document: Document, cast: Cast) -> dict[str, str]:
    """Return for each member the gold chain that most of its names lie in."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in cast.mentions:
        if mention.form == "pronoun" or mention.member is None:
            continue
        around = enclosing(document, mention.passage.start, mention.passage.end)
        if around is not None:
            votes[mention.member][around[3]] += 1
    return {member: found.most_common(1)[0][0] for member, found in votes.items()}


def enclosing(document: Document, start: int, end: int) -> tuple[int, int, str, str] | None:
    around = [
        g for g in document.gold
        if g[2] in ("person", "organization", "place")
        and document.places[g[0]][0] <= start and document.places[g[1] - 1][1] >= end
    ]  # fmt: skip
    return min(around, key=lambda g: g[1] - g[0], default=None)


def pronouns(cast: Cast, document: Document) -> dict[int, str]:
    first = {place[0]: i for i, place in enumerate(document.places)}
    return {
        first[m.passage.start]: m.member
        for m in cast.mentions
        if m.form == "pronoun" and m.member and m.passage.start in first
    }


def nearest_of(cast: Cast, document: Document) -> dict[int, str]:
    """Guess the person named last before each pronoun, by gender where it is known."""
    people = {m.id: m for m in cast.members if m.kind == "person"}
    names = [m for m in cast.mentions if m.member in people and m.form != "pronoun"]
    found = {}
    for at, _ in named_pronouns(document):
        female = document.words[at].lower() in ("she", "her", "hers", "herself")
        wrong = "male" if female else "female"
        for mention in names:
            if mention.passage.start >= document.places[at][0]:
                break
            if people[str(mention.member)].gender != wrong:
                found[at] = str(mention.member)
    return found


def add_clusters(
    document: Document,
    cast: Cast,
    key: dict[Hashable, Hashable],
    response: dict[Hashable, Hashable],
) -> None:
    """Add gold names and pronouns of persons and organisations, and what was found for them."""
    last = {place[1]: i for i, place in enumerate(document.places)}
    found = {last.get(m.passage.end): m.member for m in cast.mentions if m.member}
    for a, b, _, chain in wanted_mentions(document):
        mention = (document.name, a, b)
        key[mention] = (document.name, chain)
        member = found.get(b - 1)
        response[mention] = (document.name, member) if member else mention


def wanted_mentions(document: Document) -> Iterator[tuple[int, int, str, str]]:
    """Yield the gold names and third-person pronouns of persons and organisations."""
    for a, b, kind, chain in document.gold:
        name = any(t.startswith("NP") for t in document.tags[a:b]) and b - a < 6
        pronoun = b - a == 1 and document.words[a].lower() in PRONOUNS
        if kind in ("person", "organization") and (name or pronoun):
            yield a, b, kind, chain


# NewsWCL50r


def score_wcl(folder: Path, names_of: NamesOf) -> dict[str, object]:
    documents, mentions = (
        [json.loads(x) for x in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("documents.jsonl", "mentions.jsonl")
    )
    kept = [m for m in mentions if m["type"] in WCL_TYPES]
    of_document: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(kept):
        of_document[mention["doc_id"]].append(i)
    events: dict[str, list[dict[str, object]]] = defaultdict(list)
    for document in documents:
        events[str(document["doc_id"]).split("_")[0]].append(document)
    response: dict[Hashable, Hashable] = {}
    for event, reports in events.items():
        response |= link_event(event, reports, kept, of_document, names_of)
    key = {i: m["chain"] for i, m in enumerate(kept)}
    heads = {i: (m["chain"].split("_")[0], m["head"].lower()) for i, m in enumerate(kept)}
    by_type = {
        kind: conll_scores(
            {i: c for i, c in key.items() if kept[i]["type"] == kind},
            {i: c for i, c in response.items() if kept[int(str(i))]["type"] == kind},
        )["conll"]
        for kind in sorted(WCL_TYPES)
    }
    return {
        "mentions": len(kept), "same_head": conll_scores(key, heads),
        "onrecord": conll_scores(key, response), "by_type": by_type,
    }  # fmt: skip


def link_event(
    event: str,
    reports: Sequence[Mapping[str, object]],
    mentions: Sequence[Mapping[str, object]],
    of_document: Mapping[str, Sequence[int]],
    names_of: NamesOf,
) -> dict[Hashable, Hashable]:
    """Return the actor of each given mention in the reports of one event."""
    members: dict[str, Member] = {}
    offices: list[Office] = []
    linked: dict[int, str | None] = {}
    for report in reports:
        name = str(report["doc_id"])
        text, places = join_tokens(report["tokens"])  # type: ignore[arg-type]
        article = Article(name, name, "", text, (Zone("body", 0, len(text)),), published="2018")
        given = []
        for i in of_document[name]:
            tokens: list[int] = mentions[i]["tokens"]  # type: ignore[assignment]
            given.append(article.passage(places[tokens[0]][0], places[tokens[-1]][1]))
        cast, ids = link_given(article, given, names_of(article))
        members |= {m.id: m for m in cast.members}
        offices += cast.offices
        linked |= dict(zip(of_document[name], ids, strict=True))
    resolution = resolve_actors(members.values(), [], offices=offices)
    found: dict[Hashable, Hashable] = {}
    for i, member in linked.items():
        whole = whole_of(members[member]) if member else None
        head = str(mentions[i]["head"]).lower()
        actor = resolution.canonical.get(member) if member else None
        found[i] = (event, whole or actor or f"head {head}")
    return found


def join_tokens(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    text, places, glued, quoted = "", [], True, False
    for token in tokens:
        if not glued and not (token == '"' and quoted) and not joins(token, ""):
            text += " "
        if token == '"':
            quoted = not quoted
        glued = (token == '"' and quoted) or token in ("(", "[", "“", "‘", "$", "-")
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


# Speed


class Generated:
    """Articles with twelve members each, their names drawn as unevenly as in the news."""

    first = ("Ann", "Bob", "Carol", "David", "Eve", "Fred", "Grace", "Henry", "Irene", "Jack")

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.names = articles // 2

    def __iter__(self) -> Iterator[Member]:
        chance = random.Random(1)
        for number in range(self.articles):
            article = f"{number:016x}"
            date = f"{2000 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            for place in range(12):
                common = chance.random() < 0.5
                drawn = int(chance.paretovariate(0.8)) if common else chance.randrange(self.names)
                name, family = self.name(drawn % self.names)
                yield Member(
                    f"{number * 12 + place:016x}", article,
                    name if place < 9 else family, "person", True, (family,), None, date,
                )  # fmt: skip

    def name(self, number: int) -> tuple[str, str]:
        """Return a full name and its surname; close numbers share surnames."""
        family = "M" + "".join(chr(97 + number // 26**i % 26) for i in range(1, 4))
        return f"{self.first[number % 10]} {family}{number % 26 % 7}", f"{family}{number % 26 % 7}"


class Posts:
    """Two offices in each generated article."""

    def __init__(self, articles: int) -> None:
        self.articles = articles

    def __iter__(self) -> Iterator[Office]:
        for number in range(self.articles):
            for place in range(2):
                person = f"{number * 12 + place:016x}"
                article = f"{number:016x}"
                yield Office(
                    f"o{person}", article, person, "minister", None, None, None, (), 0.9, "rule"
                )


def measure_speed(counts: Sequence[int]) -> list[dict[str, object]]:
    rows = []
    for count in counts:
        members = Generated(count)
        began = time.perf_counter()
        resolution = resolve_actors(members, [], offices=Posts(count))
        resolved = time.perf_counter() - began
        suggested = len(suggest_merges(resolution, members))
        rows.append(
            {
                "articles": count, "members": 12 * count, "actors": len(resolution.actors),
                "undecided": len(resolution.undecided), "seconds": round(resolved, 1),
                "suggestions": suggested,
                "seconds_with_suggestions": round(time.perf_counter() - began, 1),
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )  # fmt: skip
        print(json.dumps(rows[-1]), flush=True)
    return rows


# Suggestions


class Misprinted:
    """Articles on people and bodies of whom it is known who is meant, with what news do to names.

    One mention in fifty has a slip, one in ten a short first name; bodies go by initials in some
    articles and by their long names in others. Many surnames are one slip apart by nature.
    """

    begin = "Ash Bar Bel Cald Cor Dun East Fal Gar Hal Hart Kirk Lang Mer Nor Pem Rad Sel Thorn Wes"
    end = "ton ley field worth ham by ford well son wick more stead bury den combe gate low shaw"
    short = (("Edward", "Ed"), ("Thomas", "Tom"), ("Susan", "Sue"), ("Margaret", "Maggie"),
             ("James", "Jim"), ("Katherine", "Kate"), ("Ingrid", "Ingrid"), ("Oliver", "Oliver"),
             ("Charlotte", "Charlotte"), ("Hannah", "Hannah"))  # fmt: skip
    about = ("Dock", "Mill", "Farm", "Coal", "Rail", "Port", "Bank", "Wool")
    of = ("Workers", "Owners", "Tenants", "Drivers", "Makers")
    bodies = ("League", "Alliance", "Society", "Federation")

    def __init__(self, articles: int) -> None:
        self.articles = articles
        chance = random.Random(2)
        family = [b + e for b in self.begin.split() for e in self.end.split()]
        self.people = [
            (chance.choice(self.short), chance.choice(family)) for _ in range(articles // 4)
        ]
        self.organisations = [
            f"National {a} and {b} {o} {c}"
            for a in self.about for b in self.about for o in self.of for c in self.bodies if a != b
        ]  # fmt: skip
        self.meant: dict[str, str] = {}

    def __iter__(self) -> Iterator[Member]:
        chance = random.Random(3)
        for number in range(self.articles):
            date = f"{2010 + number % 10}-{number % 12 + 1:02}"
            for place in range(4):
                drawn = int(chance.paretovariate(0.7)) % len(self.people)
                (full, short), family = self.people[drawn]
                first = short if chance.random() < 0.1 else full
                name = f"{first} {self.slip(family, chance)}"
                yield self.member(number, place, name, "person", f"{full} {family}", date)
            long = self.organisations[int(chance.paretovariate(0.5)) % len(self.organisations)]
            name = "".join(w[0] for w in long.split() if w[0].isupper())
            name = name if chance.random() < 0.5 else long
            yield self.member(number, 4, name, "organisation", long, date)

    def member(
        self, number: int, place: int, name: str, kind: ActorKind, meant: str, date: str
    ) -> Member:
        """Return a member and remember who is meant."""
        key = f"{number * 5 + place:016x}"
        self.meant[key] = meant
        return Member(key, f"{number:016x}", name, kind, True, (), None, date)

    def slip(self, word: str, chance: random.Random) -> str:
        """Return a word, one time in fifty with a letter left out or doubled."""
        if chance.random() > 0.02:
            return word
        at = chance.randrange(1, len(word) - 1)
        return chance.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]])


def measure_suggestions(counts: Sequence[int]) -> list[dict[str, object]]:
    """Say how many of the first and of all suggested pairs are one actor, and how many are left."""
    rows = []
    for count in counts:
        members = Misprinted(count)
        resolution = resolve_actors(members, [])
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for member, actor in resolution.canonical.items():
            votes[actor][members.meant[member]] += 1
        meant = {actor: found.most_common(1)[0][0] for actor, found in votes.items()}
        pairs = [s for s in suggest_merges(resolution, members) if s.kind == "merge"]
        right = [meant.get(s.actor) == meant.get(str(s.other)) for s in pairs]
        twice = sum(n - 1 for n in Counter(meant.values()).values())
        pure = sum(found.most_common(1)[0][1] for found in votes.values())
        rows.append(
            {
                "articles": count, "actors": len(votes), "meant": len(set(members.meant.values())),
                "members_right": round(100 * pure / max(len(resolution.canonical), 1), 1),
                "duplicates": twice, "suggested": len(pairs),
                "right_of_50": round(100 * sum(right[:50]) / max(len(right[:50]), 1), 1),
                "right": round(100 * sum(right) / max(len(right), 1), 1),
            }
        )  # fmt: skip
    return rows


def names_by(model: str | None) -> NamesOf:
    """Return what marks names in an article: nothing but the rules, or a network with them."""
    if model is None:
        return lambda article: ()
    network = load_model(model)
    return lambda article: network.read(article.text, find_paragraphs(article)).names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["gum", "wcl", "speed", "suggestions"])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", help="a network for the names, such as fast (default: rules)")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--peer-python", type=Path, help="of an environment that has the peers")
    parser.add_argument("--peers", nargs="*", default=["coreferee", "fastcoref", "stanza"])
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    arguments = parser.parse_args()
    vocabulary()
    names_of = names_by(arguments.model)
    scorers: dict[str, Callable[[], object]] = {
        "gum": lambda: score_gum(
            arguments.shared / "data" / "gum_news" / arguments.part,
            names_of,
            dict.fromkeys(arguments.peers, arguments.peer_python) if arguments.peer_python else {},
        ),
        "wcl": lambda: score_wcl(
            arguments.shared / "data" / "newswcl50r" / arguments.part, names_of
        ),
        "speed": lambda: measure_speed(arguments.articles),
        "suggestions": lambda: measure_suggestions(arguments.articles),
    }
    result = scorers[arguments.what]()
    if arguments.what != "speed":
        print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
