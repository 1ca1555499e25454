"""What copies of articles drag along, outlet by outlet: heads, boxes, stamps, notes, credits."""

from pathlib import Path

import pytest
from tests.articles.factories import BODY, read_one, read_text, zones

TITLE = "Council to close libraries"
FIRST, REST = BODY.split("\n\n", 1)

# the lines of a head; byline, outlet and date that they tell
HEADS = [
    ([TITLE, "Valley Gazette | Fri 14 Aug 2020 | Moana Birch reports"],
     ("Moana Birch", "Valley Gazette", "2020-08-14")),
    ([TITLE, "Valley Gazette | 14 August 2020 | By Moana Birch"],
     ("Moana Birch", "Valley Gazette", "2020-08-14")),
    ([TITLE, "Moana Birch | Valley Gazette | August 14, 2020"],
     ("Moana Birch", "Valley Gazette", "2020-08-14")),
    ([TITLE, "By Moana Birch | 14 August 2020 | Politics"], ("Moana Birch", None, "2020-08-14")),
    ([TITLE, "The Valley Times, 14 August 2020, page 4"], (None, "The Valley Times", "2020-08-14")),
    ([TITLE, "Politics | 14 August 2020"], (None, None, "2020-08-14")),
    ([TITLE, "Updated: Thu 7 Nov 2019, 21:14 IST | 4 min read"], (None, None, "2019-11-07")),
    ([TITLE, "Moana Birch", "Sunday 22 May 2016"], ("Moana Birch", None, "2016-05-22")),
    ([TITLE, "By Moana Birch\nSunday 22 May 2016"], ("Moana Birch", None, "2016-05-22")),
    ([TITLE, "Moana Birch Sunday 22 May 2016"], ("Moana Birch", None, "2016-05-22")),
    ([TITLE, "Moana Birch Political Editor Sunday 22 May 2016 18:03 BST"],
     ("Moana Birch", None, "2016-05-22")),
    ([TITLE, "Moana Birch\nPolitical Editor\nSunday 22 May 2016 18:03\n12 comments"],
     ("Moana Birch", None, "2016-05-22")),
    ([TITLE, "15 October 2021, by Moana Birch"], ("Moana Birch", None, "2021-10-15")),
    ([TITLE, "October 15, 2021 by Moana Birch and Tom Fitch"],
     ("Moana Birch and Tom Fitch", None, "2021-10-15")),
    ([TITLE, "Posted on 15 October 2021 by Moana Birch"], ("Moana Birch", None, "2021-10-15")),
    (["THE HARBOUR HERALD\nTuesday, March 5, 2019", TITLE, "by Orla Devane and Tom Fitch"],
     ("Orla Devane and Tom Fitch", "THE HARBOUR HERALD", "2019-03-05")),
    (["The Harbour Herald", "Tuesday 5 March 2019", TITLE],
     (None, "The Harbour Herald", "2019-03-05")),
    (["Western Sentinel\nPolitics", TITLE, "Moana Birch\nFri Apr 22 2022 - 05:00"],
     ("Moana Birch", "Western Sentinel", "2022-04-22")),
    (["The Islander", "Tuesday 5 March 2019", TITLE, "By Orla Devane"],
     ("Orla Devane", "The Islander", "2019-03-05")),
    (["The Harbour Herald, Tuesday 5 March 2019", TITLE, "By Orla Devane"],
     ("Orla Devane", "The Harbour Herald", "2019-03-05")),
    ([TITLE, "The Harbour Herald\n5 March 2019"], (None, "The Harbour Herald", "2019-03-05")),
    (["EXCLUSIVE", TITLE, "By Moana Birch"], ("Moana Birch", None, None)),
    (["LIBRARY ROW", TITLE, "By Moana Birch"], ("Moana Birch", None, None)),
    (["Local government", TITLE, "Moana Birch Political correspondent\nSun 3 May 2020 18.30 BST"],
     ("Moana Birch", None, "2020-05-03")),
    ([TITLE, "Moana Birch\n@moanabirch\n3 May 2020"], ("Moana Birch", None, "2020-05-03")),
    ([TITLE, "By Moana Birch, PA Political Correspondent", "3 May 2020"],
     ("Moana Birch", None, "2020-05-03")),
    ([TITLE, "3 hours ago", "Moana Birch\nPolitical correspondent"], ("Moana Birch", None, None)),
    ([TITLE, "5 min read", "By Moana Birch", "Share this article"], ("Moana Birch", None, None)),
    ([TITLE, "Wed 3 June 2020 10.14 BST\nFirst published on Tue 2 June 2020 18.00 BST"],
     (None, None, "2020-06-02")),
    (["Home > News > Politics", TITLE, "By Moana Birch"], ("Moana Birch", None, None)),
    (["Home\nLocal\nCouncil to close", TITLE, "Written by Moana Birch | Edited by Tom Fitch"],
     ("Moana Birch", None, None)),
    ([TITLE, "Published\n2 hours ago\nComments", "Moana Birch\nPolitical correspondent",
      "Reporting from\nLeeds"], ("Moana Birch", None, None)),
    ([TITLE, "Moana Birch, Political Editor", "14 March 2022 • 10:00pm", "Topics\nLibraries"],
     ("Moana Birch", None, "2022-03-14")),
    ([TITLE, "Moana Birch\nPolitical reporter @moanabirch", "Monday 14 March 2022 22:30, UK",
      "Why you can trust the Lantern"], ("Moana Birch", None, "2022-03-14")),
    ([TITLE, "Share\nFree article usually reserved for subscribers",
      "March 14, 2022 4:01 am CET\nBy Moana Birch and Tom Fitch"],
     ("Moana Birch and Tom Fitch", None, "2022-03-14")),
    ([TITLE, "Moana Birch\nMon Mar 14 2022 - 05:00"], ("Moana Birch", None, "2022-03-14")),
    ([TITLE, "Updated - March 14, 2022 09:11 pm IST - LEEDS", "Moana Birch"],
     ("Moana Birch", None, "2022-03-14")),
    ([TITLE, "By state political reporter Moana Birch\nPosted Mon 14 Mar 2022 at 5:01am"],
     ("Moana Birch", None, "2022-03-14")),
    (["BOOKED IN", TITLE, "EXCLUSIVE", "Moana Birch, Political Editor",
      "Published: 22:30, 14 Mar 2022\nUpdated: 7:13, 15 Mar 2022"],
     ("Moana Birch", None, "2022-03-14")),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "told"), HEADS, ids=lambda value: str(value)[:40])
def test_reads_the_head(
    tmp_path: Path, lines: list[str], told: tuple[str | None, str | None, str | None]
) -> None:
    article = read_one(tmp_path, "\n\n".join([*lines, BODY]))
    assert article.headline == TITLE
    assert (article.byline, article.outlet or None, article.published) == told
    assert zones(article, "body") == [BODY]


@pytest.mark.parametrize(
    "headline",
    [
        "EXCLUSIVE: Council to close libraries",
        "Analysis | Why the council is closing libraries",
        "Closing the Valley Press",
        "Strike vote",
    ],
)
def test_keeps_the_headline_whole(tmp_path: Path, headline: str) -> None:
    deck = "The mayor says there is no money left, but opponents say that she has not looked."
    article = read_one(tmp_path, f"{headline}\n\n{deck}\n\nBy Moana Birch\n\n{BODY}")
    assert (article.headline, article.standfirst) == (headline, deck)


def test_takes_a_later_date_for_the_update_where_one_is_said_to_be_the_first(
    tmp_path: Path,
) -> None:
    dates = "Wed 3 June 2020 10.14 BST\nFirst published on Tue 2 June 2020 18.00 BST"
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{dates}\n\n{BODY}")
    assert (article.published, article.updated) == ("2020-06-02", "2020-06-03")


def test_reads_a_name_between_headline_and_standfirst_as_the_byline(tmp_path: Path) -> None:
    deck = "The cuts are a choice, and ministers could unmake it"
    text = f"Do not close our libraries\n\nMoana Birch\n\n{deck}\n\n14 March 2022\n\n{BODY}"
    article = read_one(tmp_path, text)
    assert (article.byline, article.standfirst) == ("Moana Birch", deck)
    assert article.headline == "Do not close our libraries"


FURNITURE = [
    ["Updated 3 hours ago"],
    ["Reading time: 5 minutes"],
    ["Listen to this article", "4 minutes"],
    ["Gift this article"],
    ["10.42am BST"],
    ["10:58"],
    ["4h ago"],
    ["Updated at 11.20am BST"],
    ["Key events"],
    ["(With inputs from agencies)"],
    ["-- PTI"],
    ["PA Media"],
    ["(Reporting by Moana Birch; Editing by Tom Fitch)"],
    ["Continued on page 5"],
    ["ADVERTISEMENT - CONTINUE READING BELOW"],
    ["RELATED ARTICLES", "Previous", "1", "Next", "Mayor faces vote of no confidence"],
    ["MORE: How your ward is affected"],
    ["Watch: Mayor booed at town hall", "1:42"],
    ["To get more stories like this, download our app"],
    ["What do you think of the closures? Email us at letters@valleygazette.example"],
    ["[Read more](https://valleygazette.example/more)"],
    [
        "Sign up to First Edition",
        "Our morning email tells you what is happening and why it matters, said nobody ever",
        "Enter your email address",
        "Privacy Notice: Newsletters may hold news of charities. See our Privacy Policy.",
    ],
    [
        "skip past newsletter promotion",
        "Our political correspondent takes you behind the scenes",
        "after newsletter promotion",
    ],
    [
        "Free newsletter: all the day's headlines, straight to you",
        "Invalid email",
        "Thank you for subscribing!",
    ],
]


@pytest.mark.parametrize("lines", FURNITURE, ids=lambda lines: lines[0])
def test_keeps_furniture_out_of_the_report(tmp_path: Path, lines: list[str]) -> None:
    text = "\n\n".join([TITLE, "By Moana Birch", FIRST, *lines, REST])
    article = read_one(tmp_path, text)
    assert zones(article, "body") == [FIRST, REST]
    assert zones(article, "boilerplate") == ["\n\n".join(lines)]


NOTES = [
    "• This article was amended on 13 May 2024. An earlier version said that the mayor had quit.",
    "This article was amended on 13 May 2024 to add what the council said of the figures.",
    "Correction: an earlier version of this article said that the mayor had resigned.",
    "Share or comment on this article: Council to close libraries over summer, says mayor",
    "Moana Birch is the Valley Gazette's political editor",
    "Our Standards: The Lantern Trust Principles.",
    "ENDS",
    "A version of this article appears in print on May 3, 2012, with the headline: Closed.",
    "The Lantern is not responsible for the content of external sites.",
    "Do you have an opinion on the issues raised in this article? Write to our letters page.",
]


@pytest.mark.parametrize("note", NOTES)
def test_keeps_what_the_desk_notes_out_of_the_report(tmp_path: Path, note: str) -> None:
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{BODY}\n\n{note}\n")
    assert zones(article, "body") == [BODY]
    assert zones(article, "boilerplate") == [note.removeprefix("• ")]


def test_keeps_titles_below_one_another_apart(tmp_path: Path) -> None:
    foot = (
        "More on this: The last of the turf cutters of the bog\nBirch is our western correspondent"
    )
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{BODY}\n\n{foot}\n© 2022 Lantern\n")
    assert zones(article, "body")[0].startswith(BODY)
    assert zones(article, "caption") == []
    assert "© 2022 Lantern" in zones(article, "boilerplate")[-1]


def test_takes_short_lines_around_the_report_for_furniture(tmp_path: Path) -> None:
    head, foot = "Bookmark\n\nFollow Us", "Related Topics\n\nLibraries\n\nLeeds City Council"
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{head}\n\n{BODY}\n\n{foot}\n")
    assert zones(article, "body") == [BODY]
    assert zones(article, "boilerplate") == [head, foot]


@pytest.mark.parametrize("last", ["'We will fight'", "Lee: We will fight", "• a new roof"])
def test_keeps_the_last_words_of_the_report(tmp_path: Path, last: str) -> None:
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{BODY}\n\n{last}\n")
    assert " ".join(zones(article, "body")).endswith(last.removeprefix("• "))


def test_keeps_a_text_without_full_stops(tmp_path: Path) -> None:
    poem = "the council met\n\nand nobody came\n\nthe doors were shut"
    assert zones(read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{poem}"), "body") == [poem]


REPORT = [
    "Sign up to the pact or leave, the mayor told the leaders of the smaller parties.",
    "An earlier version of the bill would have closed the libraries at once, she said.",
    "The newsletter that the union sends to its members called him a coward.",
    "Correction of the figures would take a year, the auditor warned.",
    "At 10.42am the mayor came out and said that she would not resign.",
    "Moana Birch is the only member of the council who voted against, and she says so.",
    "He was from page one to page ninety a liar, she said of the author.",
]


@pytest.mark.parametrize("paragraph", REPORT)
def test_keeps_the_report(tmp_path: Path, paragraph: str) -> None:
    article = read_one(tmp_path, f"{TITLE}\n\nBy Tom Fitch\n\n{FIRST}\n\n{paragraph}\n\n{REST}")
    assert zones(article, "body") == [f"{FIRST}\n\n{paragraph}\n\n{REST}"]


CREDITS = [
    ["Photograph: Anna Reid/PA"],
    ["The mayor at the depot on Friday. Photograph: Anna Reid/PA"],
    ["The mayor, Ann Lee, leaves the town hall (Anna Reid/PA)"],
    ["The mayor, Ann Lee, leaves the town hall (Image: Valley Gazette)"],
    ["Ann Lee says the offer is final Credit: Anna Reid for The Valley Gazette"],
    ["Image source, PA Media", "Image caption, Ann Lee said that the offer was final"],
    ["Getty Images", "Ann Lee says that the offer is final"],
    ["The mayor at the town hall on Monday. (Anna Reid for The Valley Times)"],
    ["The mayor says there is no money left. (Valley News: Tom Fitch)"],
    ["The mayor says there is no money left.Credit...Anna Reid for The Valley Times"],
]


@pytest.mark.parametrize("lines", CREDITS, ids=lambda lines: lines[-1])
def test_knows_captions_by_their_credits(tmp_path: Path, lines: list[str]) -> None:
    text = "\n\n".join([TITLE, "By Moana Birch", FIRST, *lines, REST])
    assert zones(read_one(tmp_path, text), "caption") == lines


def test_reads_a_caption_below_the_name_of_an_agency(tmp_path: Path) -> None:
    lines = "PA Media\nAnn Lee says that the offer is final"
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{FIRST}\n\n{lines}\n\n{REST}")
    assert zones(article, "caption") == ["Ann Lee says that the offer is final"]


TALKS = [
    "Q: Did you know?\n\nA: I knew, and I said that I would fight.\n\nQ: Will you resign?",
    "Did you know?\n\nI knew for a week.\n\nGazette: Will you go?\n\nLee: No. The town needs me.",
    "PRESENTER: Did you know?\n\nANN LEE: I knew for a week.\n\nPRESENTER: Will you go?",
    "The union has three demands:\n\n• an end to the cuts\n• a meeting\n• money for the roof",
    "The union has three demands:\n\n1. an end to the cuts\n2. a meeting\n3. money for the roof",
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk[:20])
def test_keeps_interviews_and_lists_in_the_report(tmp_path: Path, talk: str) -> None:
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{FIRST}\n\n{talk}\n\n{REST}")
    assert zones(article, "body") == [f"{FIRST}\n\n{talk}\n\n{REST}"]


EXPORTS = {
    "Nexis Uni": f"""\
{TITLE}
Valley Gazette (Leeds)
March 5, 2019 Tuesday
Edition 1, National Edition

Copyright 2019 Valley Media Ltd All Rights Reserved

Section: NEWS; Pg. 4
Length: 512 words
Byline: Moana Birch
Body

{BODY}

Load-Date: March 5, 2019

End of Document
""",
    "LexisNexis": f"""\
3 of 20 DOCUMENTS

Valley Gazette (Leeds)

March 5, 2019 Tuesday
Final Edition

{TITLE}

BYLINE: Moana Birch

SECTION: HOME PAGES; Pg. 1

LENGTH: 512 words

{BODY}

LOAD-DATE: March 4, 2019

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

Copyright 2019 Valley Media Ltd
All Rights Reserved
""",
    "Factiva": f"""\
{TITLE}
Moana Birch
512 words
5 March 2019
Valley Gazette
VALGAZ
4
English
© 2019 Valley Media Limited. All rights reserved

{BODY}

Document VALGAZ0020190305ef350001x
""",
}


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS.keys())
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_reads_what_databases_export(tmp_path: Path, text: str, newline: str) -> None:
    article = read_one(tmp_path, text.replace("\n", newline))
    assert (article.headline, article.byline) == (TITLE, "Moana Birch")
    assert (article.outlet, article.published) == ("Valley Gazette", "2019-03-05")
    assert zones(article, "body") == [BODY.replace("\n", newline)]


def test_keeps_a_letter_that_the_report_quotes(tmp_path: Path) -> None:
    letter = "From: Ann Lee\n\nDate: 3 May 2020\n\nSubject: the libraries\n\nLength: a page\n\nGo."
    article = read_one(tmp_path, f"{TITLE}\n\nBy Moana Birch\n\n{BODY}\n\n{letter}\n\n{BODY}")
    assert zones(article, "body") == [f"{BODY}\n\n{letter}\n\n{BODY}"]
    assert article.published is None


def test_reads_an_export_that_labels_its_lines_by_codes(tmp_path: Path) -> None:
    article = read_one(
        tmp_path,
        f"HD {TITLE}\nBY Moana Birch\nWC 512 words\nPD 5 March 2019\nSN Valley Gazette\n"
        f"LA English\nLP {FIRST}\nTD {REST}\nNS gcat : Political News\nAN VALGAZ0020190305ef35\n",
    )
    assert (article.headline, article.byline) == (TITLE, "Moana Birch")
    assert (article.outlet, article.published) == ("Valley Gazette", "2019-03-05")
    assert zones(article, "body") == [FIRST, REST]


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS.keys())
def test_reads_each_document_of_an_export(tmp_path: Path, text: str) -> None:
    other = text.replace(TITLE, "Libraries to stay open")
    articles, problems = read_text(tmp_path, text + other)
    assert [a.headline for a in articles] == [TITLE, "Libraries to stay open"]
    assert [a.path.rpartition("#")[2] for a in articles] == ["1", "2"]
    assert all(BODY in a.text for a in articles)
    assert problems == []
