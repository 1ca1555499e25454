"""Who does what a verb tells: the noun phrase that is its subject, as a member of the cast."""

from __future__ import annotations

from onrecord.actors import Member
from onrecord.statements.lexicon import load_set
from onrecord.statements.parties import find_object_party, find_subject_party, name_phrase
from onrecord.statements.scene import Scene

RELATIVES = frozenset({"who", "which", "that", "whom"})
JOINING = frozenset(
    {"and", "but", "or", "then", "also", "to", "not", "while", "when", "though", "although"}
)
PREPOSITIONS = load_set("doers prepositions")
BARRIERS = load_set("doers barriers")
DETERMINERS = load_set("doers determiners")
AUXILIARIES = load_set("payments auxiliaries")
PASSED = frozenset("'\"“”‘’*") | {"''", "``"}
# A noun that holds a plan of whose it is: "Unity's decision not to fund".
PLANS = load_set("doers plans")


def find_doer(scene: Scene, first: int, index: int) -> Member | None:
    """Return who the subject is of the verb phrase that begins at the token ``index``.

    ``first`` is the first token of the clause. What modifies the subject ("the head *of the union
    in Hull*") is passed over; "who" takes up whoever stands before it, and verbs that share a
    subject ("came and gave", "by giving", ", giving") have that of the clause.
    """
    i = index - 1
    while i >= first and (scene.tokens[i].word in PASSED or is_adverb(scene.tokens[i].word)):
        i -= 1
    if i < first:
        return None
    word = scene.tokens[i].word
    if word in RELATIVES and i > first:
        return find_antecedent(scene, first, i)
    if word in PLANS:
        return find_planner(scene, first, i)
    if word == "," and not is_participle(scene, first, index):
        return find_across(scene, first, i)
    if word in JOINING or word in PREPOSITIONS or not word[0].isalnum():
        return find_shared(scene, first, i)
    if scene.tokens[index].word == "to" and not is_driven(scene, first, i):
        return find_shared(scene, first, i)
    return find_before(scene, first, i)


def is_driven(scene: Scene, first: int, i: int) -> bool:
    """Say whether the phrase that ends at ``i`` is made to do what follows: "forced Unity to"."""
    left = read_phrase(scene, first, i)[0]
    return any(t.word in DRIVING for t in scene.tokens[max(first, left - 2) : i])


DRIVING = load_set("doers driving")


def find_shared(scene: Scene, first: int, i: int) -> Member | None:
    """Return the subject that a verb shares with the verb before: "came and gave"."""
    for j in range(i - 1, first, -1):
        word = scene.tokens[j].word
        if word == ",":
            break
        if word == "who" or (word in RELATIVES and is_finite(scene, j + 1)):
            return find_antecedent(scene, first, j)
    start = scene.tokens[first].start
    found = find_subject_party(scene, start, scene.tokens[i].start)
    if found is None and scene.tokens[i].word in (",", "and"):
        opening = scene.sentence_at(start)[0]
        found = find_subject_party(scene, opening, scene.tokens[i].start)
    return found


def is_finite(scene: Scene, i: int) -> bool:
    """Say whether a verb and not a subject stands at the token ``i``, as far as its form tells."""
    return i < len(scene.tokens) and not opens_phrase(scene, i)


def find_across(scene: Scene, first: int, comma: int) -> Member | None:
    """Return the subject before an apposition or a clause that ``comma`` closes."""
    commas = [j for j in range(comma - 1, first, -1) if scene.tokens[j].word == ","]
    for j in commas[:MOST_COMMAS]:
        end = scene.tokens[j - 1].end
        member = scene.member_ending_at(end)
        if member is not None and not is_lead_in(scene, first, j):
            return scene.members.get(member)
    for j in commas[:1]:
        party = find_before(scene, first, j - 1)
        if party is not None:
            return party
    return find_subject_party(scene, scene.tokens[first].start, scene.tokens[comma].end)


MOST_COMMAS = 4


def is_lead_in(scene: Scene, first: int, comma: int) -> bool:
    """Say whether what stands before a comma only leads in: "In Hull, …"."""
    left, right, _ = read_phrase(scene, first, comma - 1)
    return left > right or (left > first and scene.tokens[left - 1].word in PREPOSITIONS - {"of"})


def is_participle(scene: Scene, first: int, index: int) -> bool:
    """Say whether the verb is a participle that has no subject of its own: "…, giving"."""
    word = scene.tokens[index].word
    before = scene.tokens[index - 1].word if index > first else ""
    return word.endswith("ing") and not before[:1].isalnum()


def is_auxiliary(word: str) -> bool:
    """Say whether the word may stand between subject and verb."""
    return word in AUXILIARIES or word.endswith("n't") or (word.endswith("ly") and len(word) > 4)


def is_adverb(word: str) -> bool:
    """Say whether a word may stand between subject and verb without telling who."""
    return (word.endswith("ly") and len(word) > 4) or word in ADVERBS


ADVERBS = frozenset({
    "also", "since", "alone", "once", "himself", "herself", "itself", "themselves",
})  # fmt: skip


def find_before(scene: Scene, first: int, last: int) -> Member | None:
    """Return who the noun phrase that ends with the token ``last`` is."""
    left, right, barrier = read_phrase(scene, first, last)
    if left > right and barrier in RELATIVES:
        return find_antecedent(scene, first, left - 1)
    if left > right:
        return scene.members.get(scene.member_ending_at(scene.tokens[last].end) or "")
    opening = scene.tokens[left]
    told = scene.tokens[right].word.endswith("ed") and right > left
    if barrier in RELATIVES and (told or not opens_phrase(scene, left)):
        return find_antecedent(scene, first, left - 1)
    named = find_object_party(scene, opening.start, scene.tokens[right].end)
    if named is None and right < last:
        named = name_phrase(scene, scene.tokens[right + 2].start, scene.tokens[last].end)
    return named


def read_phrase(scene: Scene, first: int, last: int, *, whole: bool = True) -> tuple[int, int, str]:
    """Return first and last token of the noun phrase that ends at ``last``, and what bounds it.

    A preposition other than "of" makes what follows it a mere modifier: the phrase before counts,
    unless only the nearest one, not the ``whole``, is asked for.
    """
    left, right = last + 1, last
    if scene.tokens[last].word in PRONOUNS:
        return last, last, scene.tokens[last - 1].word if last > first else ""
    i = last
    while i >= first:
        held = find_held(scene, first, i)
        if held is not None:
            left, i = held, held - 1
            continue
        word = scene.tokens[i].word
        if word in PREPOSITIONS and word != "of":
            if not whole:
                return left, right, word
            if i - 1 < first or scene.tokens[i - 1].word in BARRIERS:
                barrier = scene.tokens[i - 1].word if i - 1 >= first else ""
                return (i, i - 1, barrier) if barrier in RELATIVES else (i + 1, last, barrier)
            right, i, left = i - 1, i - 1, i
            continue
        if word in ("and", "or") and left <= right and i > first:
            left, i = i, i - 1
            continue
        auxiliary = word in AUXILIARIES and word != "'s"
        if word in BARRIERS or auxiliary or not (word[0].isalnum() or word in PASSED_IN):
            return left, right, word
        left, i = i, i - 1
    return left, right, ""


PASSED_IN = frozenset({"'s", "$", "%", "&", "-"}) | PASSED


def find_held(scene: Scene, first: int, i: int) -> int | None:
    """Return the first token of a longer mention that ends with the token ``i``."""
    end = scene.tokens[i].end
    for mention in scene.mentions_in(max(end - 60, scene.tokens[first].start), end):
        if mention.passage.end == end and mention.passage.start < scene.tokens[i].start:
            return max(scene.token_range(mention.passage.start, end)[0], first)
    return None


def opens_phrase(scene: Scene, i: int) -> bool:
    """Say whether a subject begins with the token ``i``: a determiner, a name, somebody known."""
    token = scene.tokens[i]
    named = scene.article.text[token.start].isupper()
    mentioned = any(
        m.passage.start == token.start for m in scene.mentions_in(token.start, token.end + 60)
    )
    return named or mentioned or token.word in DETERMINERS or token.word in PRONOUNS


PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})


def find_antecedent(scene: Scene, first: int, i: int) -> Member | None:
    """Return whom the relative pronoun at the token ``i`` takes up.

    An apposition right before it leads on to whom it describes: "Ann Hale, a banker who".
    """
    last = i - 1
    while last > first and not scene.tokens[last].word[0].isalnum():
        last -= 1
    left, right, _ = read_phrase(scene, first, last)
    described = left <= right and scene.tokens[left].word in DESCRIBING
    if described and left - 2 >= first and scene.tokens[left - 1].word == ",":
        named = find_nearest(scene, first, left - 2) or find_before(scene, first, left - 2)
        if named is not None and named.named:
            return named
    nearest = find_nearest(scene, first, last)
    if scene.tokens[i].word == "who" and last < i - 1 and not is_somebody(nearest):
        nearest = find_person(scene, first, last) or nearest
    return nearest or find_before(scene, first, last)


def is_somebody(member: Member | None) -> bool:
    """Say whether "who" can take up a member: a person or a group, not a place."""
    return member is not None and member.kind in ("person", "group")


def find_person(scene: Scene, first: int, last: int) -> Member | None:
    """Return the person named last in a clause: "Ann Hale, a clerk in Hull, who"."""
    near = scene.mentions_in(scene.tokens[first].start, scene.tokens[last].end)
    people = [scene.members[str(m.member)] for m in near if m.member in scene.members]
    return next((one for one in reversed(people) if one.kind == "person" and one.named), None)


def find_nearest(scene: Scene, first: int, last: int) -> Member | None:
    """Return who the words right before a relative pronoun are, if they can be somebody."""
    left, right, _ = read_phrase(scene, first, last, whole=False)
    if left > right:
        return None
    return name_phrase(scene, scene.tokens[left].start, scene.tokens[right].end)


DESCRIBING = frozenset({"a", "an", "the", "now", "then", "formerly", "once", "another", "one"})


def find_planner(scene: Scene, first: int, i: int) -> Member | None:
    """Return whose plan it is: "Unity's decision to fund"."""
    marks = [k for k in range(i - 1, max(first, i - 4), -1) if scene.tokens[k].word in ("'s", "'")]
    return find_nearest(scene, first, marks[0] - 1) if marks else None


def find_verb_start(scene: Scene, first: int, verb: int) -> int:
    """Return the first token of the verb phrase, auxiliaries and verbs that govern it included.

    "has repeatedly agreed to pay", "decided to give", "was forced to repay".
    """
    i = verb
    while i > first:
        word = scene.tokens[i - 1].word
        if word in PASSED and i - 2 >= first and is_auxiliary(scene.tokens[i - 2].word):
            i -= 1
            continue
        governed = scene.tokens[i].word == "to" and may_govern(word)
        governed = governed or (
            i == verb and word in PHASES and scene.tokens[i].word.endswith("ing")
        )
        if not (is_auxiliary(word) or governed):
            break
        i -= 1
    return i


def may_govern(word: str) -> bool:
    """Say whether a word before "to" is a verb or adjective whose subject does what follows."""
    if word in PLANS or word in PREPOSITIONS or word in RELATIVES:
        return False
    return word.endswith("ed") or word in GOVERNING


PHASES = frozenset({
    "stopped", "stops", "stop", "began", "begun", "started", "starts", "kept", "keeps", "ended",
    "admitted", "resumed", "continued", "suspended",
})  # fmt: skip
GOVERNING = load_set("doers governing")
