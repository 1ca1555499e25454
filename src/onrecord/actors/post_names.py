"""The names of one post: "Secretary of State for Health", "Health Secretary"."""

from __future__ import annotations

import re

from onrecord.actors.vocabulary import vocabulary

_FOR = re.compile(
    r"(shadow )?(secretary of state|secretary|minister of state|minister) (?:for|of) (?:the )?(.+)"
)
_OF = re.compile(r"(.+?) (?:of|at|for) (?:the )?(.+)")
_ONE = {
    "chancellor of the exchequer": "chancellor",
    "leader of the opposition": "opposition leader",
    "leader of her majesty's opposition": "opposition leader",
    "leader of his majesty's opposition": "opposition leader",
    "prime minister of the united kingdom": "prime minister",
    "member of parliament": "mp",
    "vice-president": "vice president",
}
_OF_A_BODY = frozenset(
    ["general secretary", "press secretary", "private secretary", "executive secretary"]
)


def post_key(title: str) -> str:
    """Return what the names of one post share; the ministry is part of it, a party is not.

    >>> post_key("Secretary of State for Health"), post_key("Health Secretary")
    ('health secretary', 'health secretary')
    >>> post_key("Shadow Chancellor of the Exchequer")
    'shadow chancellor'
    """
    lower = " ".join(title.lower().replace("’", "'").split())
    shadow = "shadow " if lower.startswith("shadow ") else ""
    if lower.removeprefix("shadow ") in _ONE:
        return shadow + _ONE[lower.removeprefix("shadow ")]
    match = _FOR.fullmatch(lower)
    if match is None or match[3] == "state":
        return lower
    return f"{shadow}{match[3]} {'minister' if 'minister' in match[2] else 'secretary'}"


def split_post(title: str) -> tuple[str, str | None]:
    """Return the key of a post, and the body that its title names.

    >>> split_post("Leader of the Labour Party"), split_post("Secretary of State for Health")
    (('leader', 'labour party'), ('health secretary', None))
    """
    key = post_key(title)
    match = _OF.fullmatch(key)
    if match is None or key in _ONE or tuple(key.split()) in vocabulary().fixed_titles:
        return key, None
    return post_key(match[1]), match[2]


def shorter_posts(key: str) -> list[str]:
    """Return the shorter names by which news call a post.

    >>> shorter_posts("health and social care secretary")
    ['health secretary']
    """
    match = re.fullmatch(r"((?:shadow )?[\w-]+?)(?:,.*| and .*) (secretary|minister)", key)
    return [f"{match[1]} {match[2]}"] if match else []


def needs_no_organisation(key: str) -> bool:
    """Say whether a post is one of a country's, so that news need not say of what it is."""
    if key in vocabulary().unique_posts or key == "opposition leader":
        return True
    return key.endswith((" secretary", " minister")) and key not in _OF_A_BODY
