"""Score ties: directed sentiment in DSE's sentences, triples in SEESAW's articles.

    python benchmarks/ties.py --shared ../shared [--articles N] [--part test]

DSE: whether and how two given actors of a sentence are set for or against each other, by the
shipped network and by the rules for narration alone. SEESAW (CC BY-NC-SA: measured only, nothing
that ships is trained on it): the sign of a tie where the pair and the sentence are given, and
triples of actors from whole articles, each beside the baselines "always opposes" and a count of
words that approve or find fault.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from onrecord.actors import Cast, Member, Mention, find_cast
from onrecord.articles import Article, Zone, digest
from onrecord.attributions import find_attributions, find_paragraphs
from onrecord.models import Leaning, RelationsModel
from onrecord.statements.coding import build_statements
from onrecord.statements.relations import ask_article
from onrecord.statements.scene import Scene, set_scene
from onrecord.statements.ties import find_ties
from onrecord.statements.types import Statement

ROOT = Path(__file__).resolve().parents[1]
LABELS = {("p", "q", 1): "1", ("q", "p", 1): "2", ("p", "q", -1): "3", ("q", "p", -1): "4"}
READY = (
    0.3  # does best by macro-F1 on DSE's dev part, where neutral pairs count as one class of five
)
Triple = tuple[str, str, int]


def make_article(text: str) -> Article:
    return Article(digest(text), "sentence", "", text, (Zone("body", 0, len(text)),))


def stage_pair(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Article, Cast]:
    article = make_article(text)
    members = tuple(
        Member(name, article.id, text[a:b], "person", named=True)
        for name, (a, b) in zip("pq", spans, strict=False)
    )
    mentions = tuple(
        Mention(article.passage(a, b), "name", m.id, (), 1.0, "person:gold")
        for m, (a, b) in zip(members, spans, strict=False)
    )
    return article, Cast(article.id, members, mentions, (), (), {})


def read_dse(file: Path) -> Iterator[tuple[str, list[tuple[int, int]], str]]:
    """Yield sentence, the spans of p and q, and the label of each row."""
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 4 or len(re.findall(r"\[[^\]]*\]", fields[0])) < 2:
            continue
        text, spans = "", []
        for piece in re.split(r"(\[[^\]]*\])", fields[0]):
            if piece.startswith("[") and len(spans) < 2:
                spans.append((len(text), len(text) + len(piece) - 2))
                piece = piece[1:-1]
            text += piece
        yield text, [widen(text, span) for span in spans], fields[3]


def widen(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Let a mark that cuts a word short ("[Congre]ss") run to the end of the word."""
    ending = re.match(r"\w*", text[span[1] :])
    return span[0], span[1] + (ending.end() if ending else 0)


def find_label(text: str, spans: Sequence[tuple[int, int]]) -> str:
    article, cast = stage_pair(text, spans)
    for tie in find_ties(set_scene(article, cast), ()):
        return LABELS[tie.source, tie.target, tie.sign]
    return "0"


def judge_label(relations: RelationsModel, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the label that the network gives the pair, readier than the package to hear a tie."""
    (leaning,) = relations.judge(text, [((spans[0],), (spans[1],))], doubtful=True)
    chances = chances_of(leaning)
    best = max(chances, key=lambda label: chances[label])
    return best if chances[best] >= READY else "0"


def chances_of(leaning: Leaning) -> dict[str, float]:
    return dict(zip("1234", astuple(leaning), strict=True))


def score_dse(file: Path, relations: RelationsModel) -> None:
    rows = list(read_dse(file))
    gold = [label for _, _, label in rows]
    judged = [judge_label(relations, text, spans) for text, spans, _ in rows]
    show_labels("network", gold, judged)
    show_labels("rules", gold, [find_label(text, spans) for text, spans, _ in rows])


def show_labels(name: str, gold: Sequence[str], found: Sequence[str]) -> None:
    from sklearn.metrics import f1_score

    each = f1_score(gold, found, labels=list("01234"), average=None, zero_division=0.0)
    named = [(g, f) for g, f in zip(gold, found, strict=True) if f != "0"]
    right = sum(g == f for g, f in named)
    print(f"DSE, {len(gold)} sentences, {name}: macro-F1 {100 * each.mean():.1f} "
          f"({' '.join(f'{100 * e:.0f}' for e in each)}); of {len(named)} ties found "
          f"{100 * right / max(len(named), 1):.1f} per cent are right")  # fmt: skip


def is_actor(types: Iterable[str] | None) -> bool:
    return bool({"People", "Organization", "GPE"} & set(types or ()))


def tone(text: str) -> int:
    """Return the sign of the words of a sentence: more that approve than find fault, or not."""
    scene = set_scene(make_article(text), Cast("", (), (), (), (), {}))
    score = sum(
        ("approve" in m or "back" in m) - ("blame" in m or "harm" in m) for m in scene.marks
    )
    return 1 if score > 0 else -1


def find_name(text: str, name: str) -> tuple[int, int] | None:
    """Find a canonical name in a sentence, whole or by its last word."""
    for words in (name, name.split()[-1]):
        match = re.search(rf"\b{re.escape(words)}\b", text)
        if match:
            return match.span()
    return None


def place_pair(row: dict[str, Any]) -> tuple[str, list[tuple[int, int]]] | None:
    """Return a triple's sentence and where it names the pair, unless it names only one of them.

    A subject who is not named speaks the sentence or is meant by a pronoun: the name is put before
    it, as the package does with words whose speaker stands elsewhere.
    """
    text = row["sentence"]
    spans = [find_name(text, row["subject"]), find_name(text, row["object"])]
    if spans[0] is None and spans[1] is not None and is_actor(row["subject_type"]):
        opening = f"{row['subject']} said: "
        a, b = spans[1]
        return opening + text, [(0, len(row["subject"])), (a + len(opening), b + len(opening))]
    placed = [span for span in spans if span]
    return (text, placed) if len(placed) == 2 and placed[0] != placed[1] else None


def score_polarity(rows: Sequence[dict[str, Any]], relations: RelationsModel) -> None:
    """Print how often the sign of a tie is right where its sentence and pair are given."""
    for title, within in (("named in their sentence", True), ("the object named", False)):
        ruled = right = judged_right = base = toned = total = 0
        for row in rows:
            placed = place_pair(row)
            if placed is None or (within and placed[0] != row["sentence"]):
                continue
            text, spans = placed
            gold = 1 if row["sentiment"] == "POS" else -1
            total += 1
            (leaning,) = relations.judge(text, [((spans[0],), (spans[1],))], doubtful=True)
            judged = 1 if leaning.first_supports > leaning.first_opposes else -1
            article, cast = stage_pair(text, spans)
            signs = [t.sign for t in find_ties(set_scene(article, cast), ()) if t.source == "p"]
            ruled += bool(signs)
            right += (signs[0] if signs else judged) == gold
            judged_right += judged == gold
            base, toned = base + (gold == -1), toned + (tone(row["sentence"]) == gold)
        print(f"SEESAW, {total} pairs, {title}: polarity {100 * right / total:.1f} (rules on "
              f"{100 * ruled / total:.0f} per cent of them, else the network); network alone "
              f"{100 * judged_right / total:.1f}; always opposes {100 * base / total:.1f}; tone "
              f"{100 * toned / total:.1f}")  # fmt: skip


def read_article(file: Path) -> Article:
    told = json.loads(file.read_text(encoding="utf-8"))
    return make_article("\n\n".join([told["title"], *(s["text"] for s in told["text"])]))


ALIASES = {
    "fbi": "bureau investigation", "cia": "central intelligence agency",
    "doj": "department justice", "ice": "customs enforcement immigration",
    "nra": "association national rifle", "scotus": "court supreme", "gop": "republicans",
    "u.s": "united states", "u.s.": "united states", "us": "united states",
    "republican party": "republicans", "democratic party": "democrats", "dems": "democrats",
    "house": "house representatives",
}  # fmt: skip
BODY = re.compile(
    r"\b(?:party|court|department|bureau|agency|house|senate|congress|committee|council|union|"
    r"commission|association|administration|foundation|caucus|university|institute|board|office|"
    r"states|nations|group|campaign|service|representatives|force|center|league|fund)\b"
)
SMALL = frozenset({"the", "of", "for", "and", "on", "in", "u.s.", "united", "states", "federal"})
MEMBERS = frozenset({"republicans", "democrats", "gop", "lawmakers"})
PARTY = re.compile(r"\b(republicans?|gop|democrats|democratic party)\b")


def short(name: str) -> str:
    """Return what names are compared by.

    A body goes by its words in any order ("Justice Department"), all members of a party together
    by the party ("House Republicans"), everybody else by the last word of the name.
    """
    words = re.findall(r"[\w.’'-]+", name.lower().removeprefix("the "))
    whole = ALIASES.get(" ".join(words), " ".join(words))
    party = PARTY.search(whole)
    if party and (words[-1] in MEMBERS or whole in party[0]):
        return "democrats" if party[0].startswith("dem") else "republicans"
    if BODY.search(whole):
        kept = sorted(set(whole.split()) - SMALL)
        return " ".join(kept) or whole
    return words[-1] if words else whole


@dataclass(frozen=True, slots=True)
class Staged:
    """An article as read: what triples are found in, and the names of those whom it names.

    SEESAW leaves out subjects and objects that go without a name ("critics").
    """

    scene: Scene
    statements: tuple[Statement, ...]
    names: dict[str, str]


def stage_article(article: Article, model: Any) -> Staged:
    reading = model.read(article.text, find_paragraphs(article))
    attributions = find_attributions(article, reading)
    cast = find_cast(article, attributions, reading.names)
    scene = set_scene(article, cast, attributions)
    names = {member.id: short(member.name) for member in cast.members if member.named}
    return Staged(scene, tuple(build_statements(scene, attributions)), names)


def find_triples(staged: Staged, relations: RelationsModel | None) -> set[Triple]:
    ties = find_ties(staged.scene, staged.statements, relations)
    return {
        (staged.names[t.source], staged.names[t.target], t.sign)
        for t in ties
        if t.source in staged.names and t.target in staged.names
    }


def guess_triples(staged: Staged, *, toned: bool) -> set[Triple]:
    """Take all pairs of a sentence for ties, opposing or of the sentence's tone: the baselines."""
    found = set()
    for question in ask_article(staged.scene, staged.statements):
        sign = tone(question.text) if toned else -1
        found |= {
            (staged.names[pair.members[0]], staged.names[pair.members[1]], sign)
            for pair in question.pairs
        }
    return found


def score_triples(
    folder: Path, rows: Sequence[dict[str, Any]], limit: int, relations: RelationsModel
) -> None:
    """Print precision, recall and F1 of triples between actors, by the last word of their names."""
    from onrecord.models import load_model

    model = load_model("fast")
    files = sorted((folder / "articles").glob("*.json"))[:limit]
    staged = [stage_article(read_article(file), model) for file in files]
    gold: list[set[Triple]] = []
    met = 0
    for file, one in zip(files, staged, strict=True):
        gold.append({
            (short(r["subject"]), short(r["object"]), 1 if r["sentiment"] == "POS" else -1)
            for r in rows
            if r["doc"] == file.stem and is_actor(r["subject_type"]) and is_actor(r["object_type"])
        })  # fmt: skip
        cast = set(one.names.values())
        met += sum(subject in cast and target in cast for subject, target, _ in gold[-1])
    ways = {
        "rules and network": [find_triples(one, relations) for one in staged],
        "rules": [find_triples(one, None) for one in staged],
        "baseline, always opposes": [guess_triples(one, toned=False) for one in staged],
        "baseline, tone": [guess_triples(one, toned=True) for one in staged],
    }
    for name, triples in ways.items():
        show_triples(f"SEESAW, triples of {len(files)} articles, {name}", gold, triples)
    wanted = sum(map(len, gold))
    every = len({(r["doc"], r["subject"], r["object"], r["sentiment"]) for r in rows})
    print(f"Of {every} gold triples {wanted} join two actors; of these the cast holds both ends of "
          f"{100 * met / wanted:.0f} per cent")  # fmt: skip


def show_triples(title: str, gold: Sequence[set[Triple]], triples: Sequence[set[Triple]]) -> None:
    hit = found = wanted = pairs = 0
    for right, guessed in zip(gold, triples, strict=True):
        hit, found, wanted = hit + len(right & guessed), found + len(guessed), wanted + len(right)
        pairs += len({g[:2] for g in right} & {t[:2] for t in guessed})
    print(f"{title}: precision {100 * hit / max(found, 1):.1f} "
          f"recall {100 * hit / max(wanted, 1):.1f} F1 {200 * hit / max(found + wanted, 1):.1f}; "
          f"sign right given the pair {100 * hit / max(pairs, 1):.1f}")  # fmt: skip


def main() -> None:
    from onrecord.models import load_relations

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=1000, help="of SEESAW, at most")
    parser.add_argument("--part", default="dev", help="the folder of each corpus to score on")
    options = parser.parse_args()
    data, relations = options.shared / "data", load_relations()
    (file,) = (data / "dse" / options.part).glob("*.txt")
    score_dse(file, relations)
    folder = data / "seesaw" / options.part
    lines = (folder / "stances.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    score_polarity(rows, relations)
    if options.articles:
        score_triples(folder, rows, options.articles, relations)


if __name__ == "__main__":
    main()
