"""What stands above the report is told: headline, standfirst, byline, dates, labelled lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.articles.blocks import Block
from onrecord.articles.bylines import is_name, is_trade_line, read_byline
from onrecord.articles.captions import LABEL, SPEECH, is_caption
from onrecord.articles.dates import read_date_line
from onrecord.articles.imprint import Imprint, read_imprint
from onrecord.articles.layout import Layout, plain_words
from onrecord.articles.outlets import is_outlet_line
from onrecord.articles.vocabulary import matches

_HEAD_BLOCKS = 14
_LONG = 45
_PROSE = 12
_TITLE = 30
_MASTHEAD = 5
_KICKER = 3
_SENTENCE = 6
_SENTENCES = 3
_BUTTON_WORDS = 8
_LONGEST_BELOW = 16
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_RUNNING = re.compile(r"\b(?:the|a|an|was|were|had|has|have|that|who|which)\b", re.IGNORECASE)


def find_head(layout: Layout, headline: str | None) -> None:
    """Mark headline, standfirst, byline and date lines above the report."""
    if layout.open()[:2] == [0, 1] and layout.doubled(0) and layout.blocks[0].words <= _TITLE:
        layout.set(1, "boilerplate")  # the title of the page, and the headline on it
    anchor = _find_anchor(layout)
    above = [i for i in layout.open() if i < anchor]
    known = _find_known(layout, headline)
    if known is not None:
        layout.set(known, "headline")
        _mark_decks(layout, [i for i in above if i > known])
    elif headline is None and (not above or _mark_above(layout, above) is None):
        _mark_opening(layout, anchor)
    _mark_name_below(layout)


def _mark_name_below(layout: Layout) -> None:
    """Mark a name alone right below the head as the byline, where there is no other."""
    head = layout.kinds[:_HEAD_BLOCKS]
    below = [i for i, kind in enumerate(head) if kind in ("headline", "standfirst", "dateline")]
    if layout.byline is None and below and below[-1] + 2 < len(layout.blocks):
        index = below[-1] + 1
        block = layout.blocks[index]
        if layout.kinds[index] is not None or block.closed:
            return
        if matches("sections", block.text):
            layout.set(index, "boilerplate")
        elif is_name(block.text) and not block.text.startswith("The "):
            layout.mark_line(index, [], block.text)


def _find_anchor(layout: Layout) -> int:
    """Return the place after the last byline or date line of the head, marking those lines.

    The head ends where the report begins: at a long paragraph, or the second of any length.
    """
    anchor = -1
    prose = 0
    for index, block in enumerate(layout.blocks[:_HEAD_BLOCKS]):
        if layout.kinds[index] == "comment":
            break
        imprint = read_imprint(block.text) or Imprint(())
        dates = read_date_line(block.text) or list(imprint.dates)
        if dates and prose and _is_timeline(layout.blocks[index:]):
            break
        if not dates and _names_outlet(layout.blocks, index):
            layout.set(index, "boilerplate")
            layout.outlet = layout.outlet or block.text
            continue
        byline = None if block.bullet else _read_byline(layout, index) or imprint.byline
        layout.outlet = layout.outlet or imprint.outlet
        if dates or byline or _goes_on(layout, index):
            layout.mark_line(index, dates, byline or (None if dates else block.text))
            anchor = index
        elif layout.kinds[index] is None and not block.bullet:
            prose += block.closed and block.words >= _PROSE
            if block.words > _LONG or prose == 2:
                break
    return anchor + 1


def _names_outlet(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a line is the outlet's name; at the top it must not be a headline instead."""
    line = blocks[index]
    if index:
        return is_outlet_line(line.text)
    below = blocks[1] if len(blocks) > 2 else None
    if below is None or line.words > _MASTHEAD:
        return False
    if is_outlet_line(line.text):
        known = read_date_line(below.text) or matches("sections", below.text)
        return bool(known) or line.text.lower().startswith("the ")
    named = line.text.startswith(("The ", "THE ")) and all(
        w[0].isupper() for w in line.text.split()
    )
    return named and bool(read_date_line(below.text)) and _may_be_headline(blocks[2])


def _may_be_headline(block: Block) -> bool:
    return not block.closed and 4 <= block.words <= _TITLE


def _is_timeline(blocks: Sequence[Block]) -> bool:
    """Say whether dates on lines of their own go on to part the report."""
    return sum(bool(read_date_line(block.text)) for block in blocks[:-1]) > 1


def _read_byline(layout: Layout, index: int) -> str | None:
    """Read a byline, or a name alone above a line with the trade or the date."""
    text = layout.blocks[index].text
    if byline := read_byline(text):
        return byline
    if index == 0 or index + 1 >= len(layout.blocks) or not is_name(text):
        return None
    rest = range(index + 1, len(layout.blocks))
    below = next((layout.blocks[i].text for i in rest if layout.kinds[i] != "boilerplate"), "")
    return text if is_trade_line(below) or read_date_line(below) else None


def _goes_on(layout: Layout, index: int) -> bool:
    """Say whether a line with a trade goes on from the byline above it."""
    above = index > 0 and layout.kinds[index - 1] == "byline"
    return above and is_trade_line(layout.blocks[index].text)


def _find_known(layout: Layout, headline: str | None) -> int | None:
    wanted = plain_words(headline or "")
    for index in layout.open()[:_HEAD_BLOCKS]:
        block = layout.blocks[index]
        if block.heading == 1 or (wanted and plain_words(block.text) == wanted):
            return index
    return None


def _mark_above(layout: Layout, above: list[int]) -> int | None:
    """Tell the blocks above byline and date: bullets and short lines make the headline."""
    blocks = layout.blocks
    rest: list[int] = []
    for index in above:
        block = blocks[index]
        if block.bullet and block.words <= _LONG:
            layout.set(index, "headline")
        elif matches("sections", block.text):
            layout.set(index, "boilerplate")
        elif not layout.doubled(index):
            rest.append(index)
    while rest and _is_kicker(blocks[rest[0]], [blocks[i] for i in rest[1:]]):
        layout.set(rest.pop(0), "boilerplate")
    headed = [i for i in above if layout.kinds[i] == "headline"]
    if rest and blocks[rest[0]].words <= 30 and (not headed or rest[0] < headed[0]):
        layout.set(rest[0], "headline")
        headed.append(rest[0])
        rest = rest[1:]
    _mark_decks(layout, rest)
    return min(headed, default=None)


def _is_kicker(line: Block, below: Sequence[Block]) -> bool:
    """Say whether a line stands above the headline: a topic, a rubric, or how the headline begins.

    The last ends the trail of links that leads to an article.
    """
    headline = next((block for block in below if block.words > _KICKER), None)
    if headline is None:
        return False
    if plain_words(headline.text).startswith(plain_words(line.text)):
        return line.words < headline.words
    short = line.words <= _KICKER and 2 * line.words <= headline.words
    return short and not line.closed and not headline.closed and headline.words <= _LONGEST_BELOW


def _mark_decks(layout: Layout, rest: list[int]) -> None:
    for index in rest:
        block = layout.blocks[index]
        if block.bullet:
            layout.set(index, "headline")
        elif layout.byline is None and _names_reporter(layout, block):
            layout.mark_line(index, [], block.text)
        elif block.words <= 60 and not layout.doubled(index) and not is_caption(layout, index):
            layout.set(index, "standfirst" if block.closed or block.words > 7 else "headline")


def _names_reporter(layout: Layout, block: Block) -> bool:
    """Say whether a line is a name, below a headline whose words are not all in capitals."""
    heads = (
        b.text for b, kind in zip(layout.blocks, layout.kinds, strict=True) if kind == "headline"
    )
    plain = any(re.search(r"(?<!\S)[a-z]{4,}", text) for text in heads)
    return plain and block.words in (2, 3) and not block.closed and is_name(block.text)


def _mark_opening(layout: Layout, anchor: int) -> None:
    """Find a headline below the date, or at the top of a text without byline and date."""
    todo = [i for i in layout.open() if i >= anchor]
    while todo and matches("sections", layout.blocks[todo[0]].text):
        layout.set(todo.pop(0), "boilerplate")
    bullets = 0
    while bullets < len(todo) and layout.blocks[todo[bullets]].bullet:
        bullets += 1
    if 0 < bullets <= 6 and bullets < len(todo):
        for index in todo[:bullets]:
            layout.set(index, "headline")
        return
    if len(todo) < 2:
        return
    score = _headline_score(layout.blocks[todo[0]], [layout.blocks[i] for i in todo[1:]])
    if score > 0 and not layout.doubled(todo[0]):
        layout.set(todo[0], "headline")
        for index in todo[1:5]:
            if not layout.blocks[index].bullet:
                break
            layout.set(index, "headline")


def _headline_score(first: Block, rest: Sequence[Block]) -> float:
    """Weigh what speaks for a headline; above 0 it is likelier one than a first paragraph.

    The weights are rounded from a logistic regression of PolNeAR's headlines, with and without
    the full stop that the corpus adds to them, against its first two paragraphs.
    """
    words = first.text.split()
    long = [word.lstrip("\"'“‘([") for word in words if len(word) > 3]
    sizes = sorted(block.words for block in rest)
    loose = [after.start - before.end for before, after in pairwise([first, *rest])]
    return (
        -3.0
        + (2.5 if len(words) <= 16 else 0)
        - (3.0 if len(words) > 25 else 0)
        + (4.0 if not first.closed else 0)
        + (3.0 if LABEL.match(first.text) else 0)
        + 1.2 * sum(word[:1].isupper() for word in long) / max(1, len(long))
        + (1.5 if len(loose) > 2 and loose[0] > sorted(loose[1:])[len(loose[1:]) // 2] else 0)
        + (0.5 if len(words) < 0.6 * sizes[len(sizes) // 2] else 0)
        + (0.5 if rest[0].words > len(words) else 0)
        - (0.5 if SPEECH.search(first.text) else 0)
        - (1.8 if _WEEKDAY.search(first.text) else 0)
        - 0.8 * len(_RUNNING.findall(first.text)) / len(words)
    )


def find_end_lines(layout: Layout) -> None:
    """Mark what stands above and below the report: buttons and links, bylines and dates."""
    _mark_edges(layout)
    for index in reversed(layout.open()[2:]):
        text = layout.blocks[index].text
        dates = read_date_line(text)
        byline = read_byline(text)
        if _presents_author(layout, text):
            layout.set(index, "boilerplate")
            continue
        if not dates and not byline:
            return
        layout.mark_line(index, dates, byline)


def _mark_edges(layout: Layout) -> None:
    """Mark lines of a few words before the first sentence, and behind the last, as furniture.

    They are buttons, topics and titles; where whole sentences are the rule, the report has none.
    """
    if layout.marked_up:
        return
    todo = layout.open()
    told = [i for i in todo if layout.blocks[i].closed and layout.blocks[i].words >= _SENTENCE]
    if len(told) < _SENTENCES:
        return
    headed = any(kind in ("headline", "byline", "dateline") for kind in layout.kinds[: told[0]])
    for index in todo:
        outside = index > told[-1] or (headed and index < told[0])
        if outside and _is_button(layout.blocks[index]):
            layout.set(index, "boilerplate")


def _is_button(block: Block) -> bool:
    if block.closed or block.bullet or block.words > _BUTTON_WORDS:
        return False
    if read_date_line(block.text) or read_byline(block.text):
        return False
    return re.search(r"[:\"“”‘]|(?<!\w)'", block.text) is None


def _presents_author(layout: Layout, text: str) -> bool:
    """Say whether a line tells who the reporter is: 'Jane Roe is our political editor'."""
    names = re.split(r",| and ", layout.byline or "")
    return any(
        name.strip() and re.match(rf"{re.escape(name.strip())} is (?:an?|the|our|[A-Z])", text)
        for name in names
    )
