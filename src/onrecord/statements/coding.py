"""The story of this room: an article, its attributions and its cast become a coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.actors import Cast
from onrecord.articles import Article, digest
from onrecord.attributions import Attribution
from onrecord.models import RelationsModel
from onrecord.statements.acts import Weights, code_act, find_features, load_weights
from onrecord.statements.codebook import Codebook
from onrecord.statements.conditions import find_condition
from onrecord.statements.due import find_due
from onrecord.statements.moves import find_moves
from onrecord.statements.payments import find_payments, without_repeats
from onrecord.statements.pledges import find_pledges
from onrecord.statements.positions import code_positions
from onrecord.statements.scene import Scene, set_scene
from onrecord.statements.targets import find_addressee, find_targets, find_venue
from onrecord.statements.ties import find_ties
from onrecord.statements.times import find_day, find_tense
from onrecord.statements.types import Coding, Statement

AGAINST = frozenset({"criticism", "threat", "warning"})
# Acts that speak of what is to come, and so may name a day for it.
AHEAD = frozenset({"threat", "demand", "pledge", "warning", "prediction", "refusal"})


def code_statements(
    article: Article,
    attributions: Sequence[Attribution],
    cast: Cast,
    *,
    codebook: Codebook | None = None,
    relations: RelationsModel | None = None,
) -> Coding:
    """Code what one article says: statements, ties, payments, pledges and positions.

    Without ``relations``, the network that judges who is for and against whom, ties are those that
    rules find.

    Positions need a ``codebook``. Payers whom the cast does not hold come back in ``members``.
    """
    scene = set_scene(article, cast, attributions)
    statements = tuple(build_statements(scene, attributions))
    ledger = find_payments(scene)
    return Coding(
        statements=statements,
        ties=find_ties(scene, statements, relations),
        positions=code_positions(scene, statements, codebook) if codebook else (),
        payments=without_repeats(ledger),
        pledges=find_pledges(scene, statements),
        members=ledger.members,
    )


def build_statements(scene: Scene, attributions: Sequence[Attribution]) -> list[Statement]:
    """Code each attribution in turn; a speaker's next words may carry on their last act."""
    weights, seen = load_weights(), Counter[str]()
    built: list[Statement] = []
    for attribution in attributions:
        previous = built[-1] if built else None
        statement = build_statement(scene, attribution, weights, previous, seen)
        built.append(statement)
    return built


def build_statement(
    scene: Scene,
    attribution: Attribution,
    weights: Weights,
    previous: Statement | None,
    seen: Counter[str],
) -> Statement:
    """Code one attribution."""
    speaker, speaker_words = find_speaker(scene, attribution)
    carried = previous if previous and speaker and previous.speaker == speaker else None
    features = find_features(
        scene, attribution, scene.voices(speaker), carried.act if carried else None
    )
    act, sure = code_act(features, weights)
    tense = find_tense(scene, attribution.cue)
    targets = find_targets(scene, attribution, act, speaker)
    due = find_due(scene, attribution.content) if act in AHEAD or tense == "announced" else None
    if not targets and carried and act in AGAINST and carried.act in AGAINST:
        targets = carried.targets[:1]
    return Statement(
        id=identify(attribution, seen),
        article=attribution.article, zone=attribution.zone, speaker=speaker,
        speaker_words=speaker_words,
        organisation=scene.organisations.get(speaker or ""),
        source=attribution.source, cue=attribution.cue, content=attribution.content,
        form=attribution.form, act=act,
        condition=find_condition(scene, attribution, asked="cue:question" in features),
        targets=targets, addressee=find_addressee(scene, attribution),
        venue=find_venue(scene, attribution.cue, attribution.content),
        said_on=find_day(scene, attribution.cue, attribution.content, tense), tense=tense,
        confidence=round(attribution.confidence * (0.5 + sure / 2), 3),
        by="rule:statements",
        also=find_moves(scene, attribution, act, scene.voices(speaker), weights),
        by_when=due.words if due else None, due=due.day if due else None,
    )  # fmt: skip


def find_speaker(scene: Scene, attribution: Attribution) -> tuple[str | None, str | None]:
    """Return the member who speaks, or the words used where it is nobody of the cast.

    What a reader's comment reports somebody to have said is the reader's claim, not theirs.
    """
    if attribution.zone == "comment":
        return None, "a reader"
    speaker = scene.cast.speakers.get(attribution.id)
    words = attribution.source.text if attribution.source and speaker is None else None
    return speaker, words


def identify(attribution: Attribution, seen: Counter[str]) -> str:
    """Return the statement's id: its article, content and cue, and how many went before."""
    content = " ".join(passage.text for passage in attribution.content)
    cue = " ".join(passage.text for passage in attribution.cue)
    key = digest(attribution.article, content, cue)
    seen[key] += 1
    return digest(attribution.article, content, cue, str(seen[key]))
