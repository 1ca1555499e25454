"""A saved page comes in; a draft of its article goes out, as plain text with zones over it.

The main text is trafilatura's, of a tree without captions; headline, byline, dates and outlet are
what the page declares (schema.org data, meta elements), else what it shows.
"""

from __future__ import annotations

from onrecord.articles.build import Draft
from onrecord.articles.compose import compose, whole
from onrecord.articles.fields import read_fields
from onrecord.articles.furniture import kind_of_comment
from onrecord.articles.markup import drop_dead, parse_page, read_declared, read_meta
from onrecord.articles.page_head import find_head, unescape
from onrecord.articles.page_text import find_main, lay_out_main
from onrecord.articles.problems import find_excess
from onrecord.articles.types import Problem
from onrecord.articles.zones import build_zones


def read_page(path: str, raw: bytes, text: str, limit: int) -> Draft | Problem | None:
    """Return the draft of the article on a page, ``None`` where no text is found on it.

    More than ``limit`` characters of text are a problem.
    """
    tree = parse_page(text)
    if tree is None:
        return None
    declared = read_fields(unescape(read_declared(tree)))
    meta = read_meta(tree, text)
    drop_dead(tree)
    head = find_head(tree, declared, meta)
    main = find_main(tree, declared)
    if excess := find_excess(path, sum(map(len, main.lines)), limit):
        return excess
    body, layout = lay_out_main(main, head.title)
    if not body:
        return None
    composed, zones = compose(
        [
            whole("headline", head.title),
            whole("standfirst", head.standfirst) if head.standfirst not in main.lines else None,
            whole("byline", head.byline) if "byline" not in layout.kinds else None,
            (body, build_zones(layout)),
            *(whole(kind_of_comment(line), line) for line in main.comments),
        ]
    )
    return Draft(
        path=path,
        raw=raw,
        text=composed,
        zones=zones,
        headline=head.title,
        standfirst=head.standfirst,
        byline=head.byline or layout.byline,
        outlet=head.outlet,
        url=head.url,
        section=head.section,
        language=(declared.language or tree.get("lang") or "")[:2].lower() or None,
        dates=(*head.dates, *layout.dates),
        date_lines=(*head.date_lines, *layout.date_lines),
        habit=head.habit,
    )
