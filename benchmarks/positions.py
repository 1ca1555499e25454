"""Score stances on concepts against labels of our own, beside two baselines.

    python benchmarks/positions.py --shared ../shared [--part tune] [--errors]

The labels (tests/quality/stance_*.jsonl) are offsets into PolNeAR, which lies in ``--shared``, each
with a concept of ``stance_codebook.yaml`` and the speaker's stance on it: for, against, or neither
(it is on the concept without a stance, or not on it). Who speaks is given; what is said of whom is
found by the rules for names alone. A reversal is a stance for where the label is against, or the
other way round; coverage is the share of stances that were coded either way.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.actors import Cast, Member, find_cast
from onrecord.articles import Article, Passage, Zone, digest
from onrecord.attributions import Attribution
from onrecord.statements import Codebook, read_codebook
from onrecord.statements.coding import build_statements
from onrecord.statements.lexicon import load_lexicon
from onrecord.statements.positions import code_positions
from onrecord.statements.scene import find_tokens, set_scene

QUALITY = Path(__file__).resolve().parents[1] / "tests" / "quality"
PARTS = ("tune", "held")
CLASSES = ("for", "against", "neither")
NAMES = {1: "for", -1: "against", 0: "neither", None: "neither"}

Label = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A labelled statement, with all that coding it needs."""

    article: Article
    attribution: Attribution
    cast: Cast
    label: Label

    @property
    def words(self) -> str:
        """Cue and content as they stand."""
        passages = sorted((*self.attribution.cue, *self.attribution.content), key=lambda p: p.start)
        return " ".join(" ".join(p.text.split()) for p in passages)


def read_labels(part: str) -> list[Label]:
    file = QUALITY / f"stance_{part}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]


def stage_labels(shared: Path, labels: Sequence[Label]) -> Iterator[Case]:
    """Yield each label with its article, its attribution and a cast that knows who speaks."""
    grouped: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        grouped[label["split"], label["article"]].append(label)
    for (split, name), some in grouped.items():
        file = shared / "data" / "polnear" / split / "text" / f"{name}.txt"
        text = file.read_text(encoding="utf-8")
        article = Article(digest(name), name, "", text, (Zone("body", 0, len(text)),))
        for label in some:
            attribution = make_attribution(article, label)
            cast = name_speaker(find_cast(article, [attribution], ()), attribution)
            yield Case(article, attribution, cast, label)


def make_attribution(article: Article, label: Label) -> Attribution:
    def passages(key: str) -> tuple[Passage, ...]:
        return tuple(article.passage(a, b) for a, b in label[key] or [])

    source, content = passages("source"), passages("content")
    quoted = ["\"“'‘".count(p.text.lstrip()[:1]) > 0 for p in content if p.text.strip()]
    return Attribution(
        id=digest(article.id, str(label["cue"]), str(label["content"])), article=article.id,
        zone="body", source=source[0] if source else None, cue=passages("cue"), content=content,
        form="direct" if all(quoted) else "indirect", confidence=1.0, by="person:gold",
    )  # fmt: skip


def name_speaker(cast: Cast, attribution: Attribution) -> Cast:
    """Give the attribution a speaker of its own where the rules cannot tell who it is."""
    if attribution.id in cast.speakers:
        return cast
    words = attribution.source.text if attribution.source else "somebody"
    member = Member(digest(attribution.id, "m"), cast.article, words, "person", named=False)
    speakers = {**cast.speakers, attribution.id: member.id}
    return replace(cast, members=(*cast.members, member), speakers=speakers)


# == what says for, against or neither ==


def code_by_rules(case: Case, codebook: Codebook) -> str:
    """Return the speaker's stance as onrecord codes it."""
    scene = set_scene(case.article, case.cast, [case.attribution])
    statements = build_statements(scene, [case.attribution])
    speaker = case.cast.speakers[case.attribution.id]
    found = {
        each.stance
        for each in code_positions(scene, statements, codebook)
        if each.actor == speaker and each.concept == case.label["concept"] and each.statement
    }
    return NAMES[found.pop()] if len(found) == 1 else "neither"


def code_by_sentiment(case: Case, codebook: Codebook) -> str:
    """Return the sentiment of the statement: more words that approve than that blame, or fewer."""
    lexicon, counts = load_lexicon("words"), Counter[str]()
    for token in find_tokens(case.words):
        counts.update(lexicon.single.get(lexicon.lemma(token.word), frozenset()))
    balance = counts["approve"] + counts["back"] - counts["blame"] - counts["harm"]
    return "for" if balance > 0 else "against" if balance < 0 else "neither"


def code_by_majority(tune: Sequence[Label]) -> Callable[[Case, Codebook], str]:
    """Return what always answers the commonest class of ``tune``."""
    commonest = Counter(NAMES[label["stance"]] for label in tune).most_common(1)[0][0]
    return lambda case, codebook: commonest


# == scores ==


def score(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Return accuracy, macro-F1, coverage and the number of reversals."""
    pairs = list(zip(gold, found, strict=True))
    f1 = [
        2 * pairs.count((name, name)) / max(1, gold.count(name) + found.count(name))
        for name in CLASSES
    ]
    sided = [f for g, f in pairs if g != "neither"]
    reversed_ = pairs.count(("for", "against")) + pairs.count(("against", "for"))
    return {
        "accuracy": 100 * sum(g == f for g, f in pairs) / len(pairs),
        "macro_f1": 100 * sum(f1) / len(f1),
        "coverage": 100 * sum(f != "neither" for f in sided) / max(1, len(sided)),
        "reversals": reversed_,
        "right_where_coded": 100 * sum(g == f for g, f in pairs if f != "neither")
        / max(1, sum(f != "neither" for f in found)),
    }  # fmt: skip


def run(
    cases: Sequence[Case], code: Callable[[Case, Codebook], str], codebook: Codebook
) -> tuple[list[str], list[str]]:
    """Return the labels' classes and those found."""
    gold = [NAMES[case.label["stance"]] for case in cases]
    return gold, [code(case, codebook) for case in cases]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--errors", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    codebook = read_codebook(QUALITY / "stance_codebook.yaml")
    ways: Mapping[str, Callable[[Case, Codebook], str]] = {
        "majority": code_by_majority(read_labels("tune")),
        "sentiment": code_by_sentiment,
        "onrecord": code_by_rules,
    }
    for part in given.part or PARTS:
        cases = list(stage_labels(given.shared, read_labels(part)))
        print(f"{part}: {len(cases)} statements")
        for name, code in ways.items():
            gold, found = run(cases, code, codebook)
            scores = " ".join(f"{key} {value:.1f}" for key, value in score(gold, found).items())
            print(f"  {name:10} {scores}")
            if given.errors and name == "onrecord":
                print_errors(cases, gold, found)


def print_errors(cases: Sequence[Case], gold: Sequence[str], found: Sequence[str]) -> None:
    """Print what went wrong, reversals first."""
    wrong = [(g, f, case) for case, g, f in zip(cases, gold, found, strict=True) if g != f]
    for g, f, case in sorted(wrong, key=lambda w: "neither" in w[:2]):
        print(f"    {g} taken for {f}: {case.label['concept']}: {case.words[:400]}")


if __name__ == "__main__":
    main()
