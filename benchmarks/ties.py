"""Score ties: directed sentiment in DSE's sentences, triples in SEESAW's articles.

    python benchmarks/ties.py --shared ../shared [--articles N]

DSE: the verbs between two given actors, by the rules for narration. SEESAW (CC BY-NC-SA: measured
only, nothing is trained on it): polarity where the pair is given in a sentence, and triples of
actors from whole articles by the shipped model, beside the baselines "always opposes" and a count
of words that approve or find fault.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.actors import Cast, Member, Mention, find_cast
from onrecord.articles import Article, Zone, digest
from onrecord.attributions import find_attributions, find_paragraphs
from onrecord.statements import code_statements
from onrecord.statements.scene import set_scene
from onrecord.statements.ties import find_ties

ROOT = Path(__file__).resolve().parents[1]
LABELS = {("p", "q", 1): "1", ("q", "p", 1): "2", ("p", "q", -1): "3", ("q", "p", -1): "4"}
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
        yield text, spans, fields[3]


def find_label(text: str, spans: Sequence[tuple[int, int]]) -> str:
    article, cast = stage_pair(text, spans)
    for tie in find_ties(set_scene(article, cast), ()):
        return LABELS[tie.source, tie.target, tie.sign]
    return "0"


def score_dse(file: Path) -> None:
    from sklearn.metrics import f1_score

    rows = list(read_dse(file))
    gold = [label for _, _, label in rows]
    found = [find_label(text, spans) for text, spans, _ in rows]
    each = f1_score(gold, found, labels=list("01234"), average=None, zero_division=0.0)
    named = [(g, f) for g, f in zip(gold, found, strict=True) if f != "0"]
    right = sum(g == f for g, f in named)
    print(f"DSE, {len(rows)} sentences: macro-F1 {100 * each.mean():.1f} "
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


def score_polarity(rows: Sequence[dict[str, Any]]) -> None:
    """Print how often the sign of a tie is right where the rules find one, and the baselines."""
    ruled = right = base = toned = total = 0
    for row in rows:
        text, gold = row["sentence"], 1 if row["sentiment"] == "POS" else -1
        spans = [find_name(text, row["subject"]), find_name(text, row["object"])]
        if None in spans or spans[0] == spans[1]:
            continue
        total += 1
        sentiment = tone(text)
        article, cast = stage_pair(text, [s for s in spans if s])
        signs = [t.sign for t in find_ties(set_scene(article, cast), ()) if t.source == "p"]
        ruled += bool(signs)
        right += (signs[0] if signs else sentiment) == gold
        base, toned = base + (gold == -1), toned + (sentiment == gold)
    print(f"SEESAW, {total} pairs named in their sentence: polarity {100 * right / total:.1f} "
          f"(rules on {100 * ruled / total:.0f} per cent of them, else tone); always opposes "
          f"{100 * base / total:.1f}; tone {100 * toned / total:.1f}")  # fmt: skip


def read_article(file: Path) -> Article:
    told = json.loads(file.read_text(encoding="utf-8"))
    return make_article("\n\n".join([told["title"], *(s["text"] for s in told["text"])]))


PARTIES = {
    "democrats": "democratic party", "democrat": "democratic party", "dems": "democratic party",
    "republicans": "republican party", "republican": "republican party", "gop": "republican party",
}  # fmt: skip


def short(name: str) -> str:
    """Return what names are compared by: a party, or the last word of the name."""
    if name.lower() in PARTIES:
        return PARTIES[name.lower()]
    words = re.findall(r"[\w’'-]+", name.lower().removeprefix("the "))
    return words[-1] if words and words[-1] not in ("party", "house", "states") else " ".join(words)


def code_triples(article: Article, model: Any) -> set[Triple]:
    reading = model.read(article.text, find_paragraphs(article))
    attributions = find_attributions(article, reading)
    cast = find_cast(article, attributions, reading.names)
    coding = code_statements(article, attributions, cast)
    names = {m.id: short(m.name) for m in (*cast.members, *coding.members)}
    return {(names[t.source], names[t.target], t.sign) for t in coding.ties}


def score_triples(folder: Path, rows: Sequence[dict[str, Any]], limit: int) -> None:
    """Print precision, recall and F1 of triples between actors, by the last word of their names."""
    from onrecord.models import load_model

    model = load_model("fast")
    hit = found = wanted = pairs = 0
    for file in sorted((folder / "articles").glob("*.json"))[:limit]:
        gold = {
            (short(r["subject"]), short(r["object"]), 1 if r["sentiment"] == "POS" else -1)
            for r in rows
            if r["doc"] == file.stem and is_actor(r["subject_type"]) and is_actor(r["object_type"])
        }
        triples = code_triples(read_article(file), model)
        hit, found, wanted = hit + len(gold & triples), found + len(triples), wanted + len(gold)
        pairs += len({g[:2] for g in gold} & {t[:2] for t in triples})
    print(f"SEESAW, triples of {limit} articles: precision {100 * hit / max(found, 1):.1f} "
          f"recall {100 * hit / max(wanted, 1):.1f} F1 {200 * hit / max(found + wanted, 1):.1f}; "
          f"sign right given the pair {100 * hit / max(pairs, 1):.1f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=105)
    options = parser.parse_args()
    data = options.shared / "data"
    score_dse(data / "dse" / "dev" / "valid_nodup.txt")
    folder = data / "seesaw" / "dev"
    lines = (folder / "stances.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    score_polarity(rows)
    if options.articles:
        score_triples(folder, rows, options.articles)


if __name__ == "__main__":
    main()
