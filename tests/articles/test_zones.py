"""What stands where in plain texts of several house styles, all invented."""

from pathlib import Path

import pytest
from tests.articles.factories import BODY, check_zones, read_one, zones

from onrecord.articles import ZoneKind

TABLOID = """\
• Tom Harlow of the transport union says walkout will be 'the biggest in a generation'
  • Minister replies: 'We will not be held to ransom'
  • Talks resume on Friday, another union leader reveals

By Clara Whitcombe

Last updated at 11:04 PM on 3rd March 2011


In the firing line: Transport Minister Alan Pryce was booed by drivers outside the depot

In the firing line: Transport Minister Alan Pryce was booed by drivers outside the depot

Bus drivers yesterday voted to walk out for three days over what they called an insulting offer.

Tom Harlow, the leader of the transport union, warned that the strike would be 'the biggest in a
generation' unless ministers returned to the table.

Mr Pryce said the offer was 'fair, generous and final'.

Packed in: Passengers wait for one of the few trains still running, right, as services were cut

He added: 'I hope that common sense will prevail before anyone is left standing at a bus stop.'

Here's what other readers have said. Why not add your thoughts?

The comments below have been moderated in advance.

Sack the lot of them. Harlow said he would never strike over Christmas and look what happened.

My dad drove a bus for thirty years. - Sue, Leeds, 4/3/2011 09:12

The views expressed in the contents above are those of our users and do not necessarily reflect \
the views of The Evening Lantern.
"""

BROADSHEET = """\
Ministers face backlash over plan to cut council grants

Leaders of northern cities say that services will collapse within two years

Daniel Okafor, Political Correspondent
Tuesday 17 May 2016 06.30 BST

Council leaders from nine cities have written to the chancellor to demand that he drop the cuts.

In the letter, seen by the Gazette, they say that libraries and care homes will close.

Photograph: Maria Lund/Northern Press Agency

"We are at breaking point," said Ann Marsh, the leader of the largest of the councils.

Sign up to our politics newsletter for the story behind the story

The Treasury said that the grant was "fair to taxpayers and to councils alike".

Additional reporting by Priya Nair

Related articles

How one town lost its library
Council tax rises: the map

© 2016 Northern Gazette Ltd. All rights reserved.
"""

AGENCY = """\
Senate panel backs bill on drug prices

By Rosa Delgado and Peter Lindqvist

MADISON, Wis. (AP) — A Senate committee voted 9-4 on Thursday to advance a bill on drug prices.

Sen. Martha Quill, the bill's sponsor, said patients "cannot wait another year."

Opponents argued that the bill would drive companies out of the state.

Follow Rosa Delgado on Twitter @rosadelgado.
"""

WEB = """\
12/04/2013 09:15 BST | Updated 28/04/2013 10:01 BST

Opposition Leader Refuses To Rule Out Rail Takeover

The leader of the opposition has refused to rule out taking the railways back into public hands.

"Nothing is off the table," he told reporters on a train to Bristol.

"We will look at what works," he added.

The prime minister said the plan would cost billions.

"Nothing is off the table," he told reporters on a train to Bristol.

What do you think? Have your say in the comments.
"""

WRAPPED = """\
Mayor vows to fight the closure of the steelworks

By Owen Pritchard
12 October 2015

The mayor has promised to fight the closure of the steelworks with everything
that the law allows, and said that ministers had broken their word to the town
and to the people who work there.

Union leaders said that they would ballot their members within the month, and
that a strike could not be ruled out before Christmas.
"""

BROADCASTER = """\
Ports: Minister rules out bail-out for harbour firms

Published

9 February 2014

Share

Image source, PA Media

Image caption,

The minister visited the docks at Garston last week

The government will not bail out the harbour firms, the transport minister has said.

Hugh Calder
Business correspondent, North

He told MPs that the market would find an answer.

"It always does," he added.

The unions called his words "reckless".

More on this story
"""

EXPORT = """\
Title: Senate votes to raise fuel duty
Author: By Rosa Delgado
Source: The Prairie Courier
Date: 06/07/2016
URL: https://prairiecourier.example/2016/06/07/fuel-duty

The state senate voted on Tuesday to raise the duty on fuel by two cents.

Sen. Martha Quill said that the roads would be repaired at last.

A spokesman for the governor said he would sign the bill.
"""

TIMELINE = """\
How the row over rail fares unfolded

The row began with a leaked letter in the spring, and it has not stopped since.

3 March 2015

The operator wrote to the minister to say that fares would rise by a tenth.

9 May 2015

The minister told Parliament that she had not seen the letter.
"""

GALLERY = """\
Prime Minister rejects calls for inquiry into donations

By CLARA ROE, POLITICAL EDITOR FOR THE EVENING LANTERN

PUBLISHED: 22:31, 4 March 2015 | UPDATED: 01:10, 5 March 2015

342 shares

View comments

The prime minister has rejected calls for an inquiry, saying that the rules on gifts are clear.

"We follow the law to the letter," she told the Commons on Wednesday.

+2

The Prime Minister leaves Downing Street on her way to a Commons in uproar

"It will not wash," said Martin Hale, who leads the smaller of the two opposition parties.

Share or comment on this article:
"""

BROADCAST = """\
Prime Minister rejects calls for inquiry into donations

By Clara Roe, CNN

Updated 1822 GMT (0222 HKT) March 4, 2015

Story highlights

PM says that the rules are clear

Opposition leader: 'It will not wash'

(CNN) -- The prime minister has rejected calls for an inquiry, saying that the rules are clear.

"We follow the law to the letter," she told the Commons on Wednesday.

The PM told MPs that the rules are clear  Photo: PA

Topics

Party funding
"""

CASES: list[tuple[str, ZoneKind, list[str]]] = [
    (
        TABLOID,
        "headline",
        [
            "Tom Harlow of the transport union says walkout will be 'the biggest in a generation'",
            "Minister replies: 'We will not be held to ransom'",
            "Talks resume on Friday, another union leader reveals",
        ],
    ),
    (TABLOID, "byline", ["By Clara Whitcombe"]),
    (TABLOID, "dateline", ["Last updated at 11:04 PM on 3rd March 2011"]),
    (
        TABLOID,
        "caption",
        [
            "In the firing line: Transport Minister Alan Pryce was booed by drivers outside the "
            "depot",
            "In the firing line: Transport Minister Alan Pryce was booed by drivers outside the "
            "depot",
            "Packed in: Passengers wait for one of the few trains still running, right, as "
            "services were cut",
        ],
    ),
    (BROADSHEET, "headline", ["Ministers face backlash over plan to cut council grants"]),
    (
        BROADSHEET,
        "standfirst",
        ["Leaders of northern cities say that services will collapse within two years"],
    ),
    (BROADSHEET, "byline", ["Daniel Okafor, Political Correspondent"]),
    (BROADSHEET, "dateline", ["Tuesday 17 May 2016 06.30 BST"]),
    (BROADSHEET, "caption", ["Photograph: Maria Lund/Northern Press Agency"]),
    (AGENCY, "headline", ["Senate panel backs bill on drug prices"]),
    (AGENCY, "byline", ["By Rosa Delgado and Peter Lindqvist"]),
    (AGENCY, "dateline", ["MADISON, Wis. (AP) —"]),
    (AGENCY, "boilerplate", ["Follow Rosa Delgado on Twitter @rosadelgado."]),
    (WEB, "headline", ["Opposition Leader Refuses To Rule Out Rail Takeover"]),
    (WEB, "dateline", ["12/04/2013 09:15 BST | Updated 28/04/2013 10:01 BST"]),
    (WEB, "caption", []),
    (WEB, "comment", []),
    (BROADCASTER, "headline", ["Ports: Minister rules out bail-out for harbour firms"]),
    (BROADCASTER, "dateline", ["9 February 2014"]),
    (BROADCASTER, "byline", ["Hugh Calder\nBusiness correspondent, North"]),
    (
        BROADCASTER,
        "caption",
        [
            "Image source, PA Media",
            "Image caption,",
            "The minister visited the docks at Garston last week",
        ],
    ),
    (EXPORT, "headline", ["Senate votes to raise fuel duty"]),
    (EXPORT, "byline", ["By Rosa Delgado"]),
    (EXPORT, "dateline", ["06/07/2016"]),
    (TIMELINE, "headline", ["How the row over rail fares unfolded"]),
    (TIMELINE, "standfirst", []),
    (
        GALLERY,
        "caption",
        ["The Prime Minister leaves Downing Street on her way to a Commons in uproar"],
    ),
    (GALLERY, "comment", []),
    (
        GALLERY,
        "boilerplate",
        ["342 shares\n\nView comments", "+2", "Share or comment on this article:"],
    ),
    (
        BROADCAST,
        "standfirst",
        ["PM says that the rules are clear\n\nOpposition leader: 'It will not wash'"],
    ),
    (BROADCAST, "dateline", ["Updated 1822 GMT (0222 HKT) March 4, 2015", "(CNN) --"]),
    (BROADCAST, "caption", ["The PM told MPs that the rules are clear  Photo: PA"]),
    (BROADCAST, "boilerplate", ["Story highlights", "Topics\n\nParty funding"]),
    (WRAPPED, "headline", ["Mayor vows to fight the closure of the steelworks"]),
    (WRAPPED, "byline", ["By Owen Pritchard"]),
    (WRAPPED, "dateline", ["12 October 2015"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES)
def test_tells_the_parts_of_an_article(
    tmp_path: Path, text: str, kind: ZoneKind, expected: list[str]
) -> None:
    assert zones(read_one(tmp_path, text), kind) == expected


@pytest.mark.parametrize("text", [TABLOID, BROADSHEET, AGENCY, WEB, WRAPPED, EXPORT])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_keeps_the_text_unchanged(tmp_path: Path, text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    article = read_one(tmp_path, text)
    assert article.text == text
    check_zones(article)


@pytest.mark.parametrize("text", [TABLOID, BROADSHEET, AGENCY, WEB, WRAPPED, EXPORT])
def test_finds_the_same_zones_whatever_ends_the_lines(tmp_path: Path, text: str) -> None:
    plain = read_one(tmp_path, text)
    windows = read_one(tmp_path, text.replace("\n", "\r\n"))
    assert [z.kind for z in windows.zones] == [z.kind for z in plain.zones]


def test_does_not_date_an_article_by_what_it_tells(tmp_path: Path) -> None:
    assert read_one(tmp_path, TIMELINE).published is None


def test_reads_a_name_right_below_the_headline_as_the_byline(tmp_path: Path) -> None:
    text = f"3 May 2012 | Updated 4 May 2012\n\nDrivers to strike\n\nJane Roe\n\n{BODY}"
    article = read_one(tmp_path, text)
    assert (article.headline, article.byline) == ("Drivers to strike", "Jane Roe")
    assert zones(article, "body") == [BODY]


@pytest.mark.parametrize("kicker", ["News Analysis", "The Long View", "Westminster Sketch"])
def test_takes_no_rubric_for_a_byline(tmp_path: Path, kicker: str) -> None:
    assert read_one(tmp_path, f"Drivers to strike\n\n{kicker}\n\n{BODY}").byline is None


@pytest.mark.parametrize("outlet", ["The Northern Courier", "Leeds Evening Post", "BBC News"])
def test_reads_the_outlet_in_the_head(tmp_path: Path, outlet: str) -> None:
    text = f"Drivers to strike\n\nBy Jane Roe, Political Editor\n{outlet}\n3 May 2012\n\n{BODY}"
    article = read_one(tmp_path, text)
    assert (article.outlet, article.byline) == (outlet, "Jane Roe")
    assert zones(article, "body") == [BODY]


def test_reads_a_byline_and_date_below_the_report(tmp_path: Path) -> None:
    text = f"Drivers to strike\n\n{BODY}\n\nBy Jane Roe\n\nPublished 3 May 2012\n"
    article = read_one(tmp_path, text)
    assert (article.byline, article.published) == ("Jane Roe", "2012-05-03")
    assert zones(article, "body") == [BODY]


def test_reads_the_labelled_lines_of_an_export(tmp_path: Path) -> None:
    article = read_one(tmp_path, EXPORT)
    assert (article.headline, article.byline) == ("Senate votes to raise fuel duty", "Rosa Delgado")
    assert (article.outlet, article.published) == ("The Prairie Courier", "2016-06-07")
    assert article.url == "https://prairiecourier.example/2016/06/07/fuel-duty"


def test_gives_readers_what_readers_say(tmp_path: Path) -> None:
    article = read_one(tmp_path, TABLOID)
    (comments,) = zones(article, "comment")
    assert comments.startswith("Sack the lot of them.")
    assert comments.endswith("- Sue, Leeds, 4/3/2011 09:12")
    assert "Harlow said he would never strike" not in " ".join(zones(article, "body"))


def test_keeps_the_lines_around_comments_from_readers_and_reporters(tmp_path: Path) -> None:
    before, after = zones(read_one(tmp_path, TABLOID), "boilerplate")
    assert before.startswith("Here's what other readers")
    assert before.endswith("moderated in advance.")
    assert after.startswith("The views expressed")


def test_leaves_furniture_and_other_titles_out_of_the_body(tmp_path: Path) -> None:
    body = " ".join(zones(read_one(tmp_path, BROADSHEET), "body"))
    assert "breaking point" in body
    assert "fair to taxpayers" in body
    for words in ("Sign up", "Additional reporting", "Related", "lost its library", "the map", "©"):
        assert words not in body


def test_joins_the_lines_of_a_wrapped_paragraph(tmp_path: Path) -> None:
    (body,) = zones(read_one(tmp_path, WRAPPED), "body")
    assert body.startswith("The mayor has promised")
    assert body.endswith("before Christmas.")


def test_keeps_a_pull_quote_printed_twice_in_the_body(tmp_path: Path) -> None:
    (body,) = zones(read_one(tmp_path, WEB), "body")
    assert body.count('"Nothing is off the table,"') == 2


def test_names_headline_byline_and_outlet(tmp_path: Path) -> None:
    tabloid, broadsheet = read_one(tmp_path, TABLOID), read_one(tmp_path, BROADSHEET)
    assert tabloid.headline is not None
    assert tabloid.headline.count(" • ") == 2
    assert (tabloid.byline, tabloid.outlet) == ("Clara Whitcombe", "The Evening Lantern")
    assert (broadsheet.byline, broadsheet.outlet) == ("Daniel Okafor", "Northern Gazette")
    assert broadsheet.standfirst is not None
    assert read_one(tmp_path, AGENCY).byline == "Rosa Delgado and Peter Lindqvist"


HEADS: list[tuple[str, str | None]] = [
    ("Drivers to strike over pay", "Drivers to strike over pay"),
    ("DRIVERS TO STRIKE OVER PAY", "DRIVERS TO STRIKE OVER PAY"),
    ("Union leader: ‘We will not be moved’", "Union leader: ‘We will not be moved’"),
    ("Drivers To Strike Over Pay.", "Drivers To Strike Over Pay."),
    (
        "The leader of the drivers' union said on Tuesday that he was ready for a strike and that "
        "the members who had voted for it were angrier than he had ever seen them in his life.",
        None,
    ),
]


@pytest.mark.parametrize(("first", "expected"), HEADS)
def test_tells_a_headline_from_a_first_paragraph(
    tmp_path: Path, first: str, expected: str | None
) -> None:
    assert read_one(tmp_path, f"{first}\n\n{BODY}\n").headline == expected


@pytest.mark.parametrize("below", ["", "By Jane Roe\n\n"])
def test_takes_a_title_printed_twice_for_a_headline(tmp_path: Path, below: str) -> None:
    text = f"Drivers to strike\n\nDrivers to strike\n\n{below}{BODY}"
    article = read_one(tmp_path, text)
    assert zones(article, "headline") == ["Drivers to strike"]
    assert zones(article, "caption") == []


BYLINES = [
    ("By Jane Roe", "Jane Roe"),
    ("by Jane Roe and John Doe", "Jane Roe and John Doe"),
    ("BY JANE ROE", "JANE ROE"),
    ("By Jane Roe, Political Editor", "Jane Roe"),
    ("By Jane Roe in Brussels", "Jane Roe"),
    ("By Jane Roe, for the Evening Lantern", "Jane Roe"),
    ("By Jane Roe | 3 May 2012", "Jane Roe"),
    ("By Anne-Marie O'Dowd", "Anne-Marie O'Dowd"),
    ("Jane Roe, Political Editor", "Jane Roe"),
    ("Jane Roe Chief political correspondent", "Jane Roe"),
    ("By Jane Roe and John Doe Political Correspondents", "Jane Roe and John Doe"),
    ("By JANE ROE  MAY 3, 2012", "JANE ROE"),
    ("Posted by Jane Roe on 3 May 2012", "Jane Roe"),
    ("By Jane Roe, John Doe and Sam Poe", "Jane Roe, John Doe and Sam Poe"),
    ("By JOHN F. DOE", "JOHN F. DOE"),
    ("By E.J. Doe Jr.", "E.J. Doe Jr"),
    ("By Jane Roe and agencies", "Jane Roe and agencies"),
    ("By Jane Roe jane.roe@lantern.example", "Jane Roe"),
    ("By Jane Roe, @janeroe", "Jane Roe"),
    ("By Jane Roe Published 3 May 2012", "Jane Roe"),
    ("Interview by Jane Roe", "Jane Roe"),
    ("By Jane Roe, BBC News", "Jane Roe"),
    ("Jane Roe, political editor, and John Doe", "Jane Roe, political editor, and John Doe"),
    ("By JANE ROE Associated Press", "JANE ROE Associated Press"),
    ("By Daily Lantern Reporter", "Daily Lantern Reporter"),
]


@pytest.mark.parametrize(("line", "expected"), BYLINES)
def test_reads_bylines(tmp_path: Path, line: str, expected: str) -> None:
    assert read_one(tmp_path, f"Drivers to strike\n\n{line}\n\n{BODY}").byline == expected


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the talks had failed, and nobody in the room expected them to resume.",
        "By Mr Doe's own account, the party was broke and he had known it for a year.",
        "By refusing to talk, Mr Doe had made matters worse. He knew it.",
        "Jane Roe, the political editor, said that she would leave.",
    ],
)
def test_takes_no_sentence_for_a_byline(tmp_path: Path, line: str) -> None:
    article = read_one(tmp_path, f"Drivers to strike\n\n{line}\n\n{BODY}")
    assert article.byline is None
    assert line in " ".join(zones(article, "body"))


DATELINES = [
    "LONDON (Reuters) - ",
    "WASHINGTON, Jan 17 (Reuters) - ",
    "Leeds, England (AP) — ",
    "DES MOINES, Iowa — ",
    "(CNN) -- ",
    "ST. LOUIS, Jan. 17, 2012 (AFP) – ",
    "NEW DELHI: ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_parts_place_and_agency_from_the_report(tmp_path: Path, dateline: str) -> None:
    article = read_one(tmp_path, f"Drivers to strike\n\n{dateline}{BODY}")
    assert zones(article, "dateline") == [dateline.strip()]
    assert zones(article, "body") == [BODY]


@pytest.mark.parametrize("opening", ["Roe: ", "Roe – who is 61 – ", "A strike - the third - "])
def test_takes_no_opening_words_for_a_dateline(tmp_path: Path, opening: str) -> None:
    article = read_one(tmp_path, f"Drivers to strike\n\n{opening}{BODY}")
    assert zones(article, "dateline") == []


def test_takes_no_speaker_of_a_transcript_for_a_place(tmp_path: Path) -> None:
    article = read_one(tmp_path, f"Drivers to strike\n\nROE: {BODY}\n\nDOE: You are wrong.")
    assert zones(article, "dateline") == []


NO_CAPTIONS = [
    "Mr Doe: 'We will see what the members say.'",
    "Asked about the vote, he said: 'It is over.'",
    "The result: a government that has lost its way, and a party that cannot find its own.",
    "The bus was left standing at the depot all week.",
    "He was right, and he knew it.",
]


@pytest.mark.parametrize("paragraph", NO_CAPTIONS)
def test_takes_no_paragraph_for_a_caption(tmp_path: Path, paragraph: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    article = read_one(tmp_path, f"Drivers to strike\n\n{first}\n\n{paragraph}\n\n{rest}")
    assert paragraph in " ".join(zones(article, "body"))


CAPTIONS = [
    "Jane Roe, left, and John Doe arrive at the talks on Monday",
    "Image caption Jane Roe said that the talks had broken down",
    "Jane Roe speaks outside the court. (Photo: Sam Poe/Getty Images)",
    "Sam Poe / Reuters",
    "Hard times: Families queue outside a food bank as prices go on rising",
    "From left to right: Jane Roe, John Doe and Sam Poe",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_knows_a_caption_printed_once(tmp_path: Path, caption: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    article = read_one(tmp_path, f"Drivers to strike\n\n{first}\n\n{caption}\n\n{rest}")
    assert zones(article, "caption") == [caption]


COMMENTS = [
    "Comments (12)",
    "3 comments",
    "Leave a comment",
    "Readers' comments",
    "What our readers say",
    "The comments below have not been moderated.",
    "Have your say",
]


@pytest.mark.parametrize("marker", COMMENTS)
def test_knows_where_readers_begin_to_speak(tmp_path: Path, marker: str) -> None:
    said = "Jim, Derby, 2 hours ago\n\nRoe said she would resign and never did. What a joke.\n"
    article = read_one(tmp_path, f"Drivers to strike\n\n{BODY}\n\n{marker}\n\n{said}")
    assert "Roe said she would resign" in " ".join(zones(article, "comment"))
    assert "serious proposal" in " ".join(zones(article, "body"))
    assert marker in zones(article, "boilerplate")


def test_reads_on_below_a_counter_at_the_head(tmp_path: Path) -> None:
    head = (
        "Drivers to strike over pay as talks with ministers break down in acrimony\n\nBy Jane Roe"
    )
    deck = "Union leaders say that their members are angrier than they have been in thirty years"
    text = f"{head}\n\n{deck}\n\n9:00PM GMT 17 Jan 2012\n\nComments\n\n{BODY}"
    article = read_one(tmp_path, text)
    assert zones(article, "comment") == []
    assert BODY in article.text
    assert "serious proposal" in " ".join(zones(article, "body"))


FURNITURE = [
    "Read more: Drivers ready for a long fight",
    "Related articles",
    "Sign up to our politics newsletter",
    "Share this article",
    "Follow us on Twitter",
    "Follow Jane Roe on Twitter @janeroe",
    "© 2012 Lantern Media Ltd",
    "Media playback is unsupported on your device",
    "Story continues below advertisement",
    "ADVERTISEMENT",
    "Facebook Twitter Pinterest",
    "+5",
    "342 shares",
    "Story highlights",
    "Topics: rail, pay, strikes",
    "This article was amended on 3 May 2012",
    "Additional reporting by Sam Poe",
    "Jane Roe contributed to this report.",
    "Click here for more on the talks",
    "5 min read",
    "https://lantern.example/strike",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_keeps_furniture_out_of_the_report(tmp_path: Path, line: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    article = read_one(tmp_path, f"Drivers to strike\n\n{first}\n\n{line}\n\n{rest}")
    assert line in " ".join(zones(article, "boilerplate"))


REPORT = [
    "Signing up to the treaty would be a mistake, the minister said, and she would not do it.",
    "Read more of his letters, she told them, and you will see what kind of man he was.",
    "Follow the money.",
    "Comment was free in those days, but facts were already dear.",
    "Related to the minister by marriage, Mr Doe has never hidden it.",
    "Copyright law was not his field.",
    "The register was open to all.",
]


@pytest.mark.parametrize("paragraph", REPORT)
def test_keeps_the_report_out_of_the_furniture(tmp_path: Path, paragraph: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    article = read_one(tmp_path, f"Drivers to strike\n\n{first}\n\n{paragraph}\n\n{rest}")
    assert paragraph in " ".join(zones(article, "body"))


def test_goes_on_after_a_question_that_no_reader_answers(tmp_path: Path) -> None:
    asked = f"Drivers to strike\n\n{BODY}\n\nWhat do you think?\n\n{BODY}"
    assert zones(read_one(tmp_path, asked), "comment") == []


def test_reads_markdown_headings_and_front_matter(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Drivers to strike\nauthor: Jane Roe\ndate: 2014-05-06\noutlet: The Lantern\n"
        "url: https://lantern.example/strike\n---\n\n"
        f"# Drivers to strike\n\n*By Jane Roe*\n\n{BODY}"
    )
    article = read_one(tmp_path, text, "report.md")
    assert article.text == text
    assert zones(article, "headline") == ["Drivers to strike"]
    assert zones(article, "byline") == ["By Jane Roe"]
    assert (article.published, article.outlet) == ("2014-05-06", "The Lantern")
    assert article.url == "https://lantern.example/strike"
    assert zones(article, "boilerplate")[0].startswith("---")


def test_names_an_article_by_what_it_says_not_where_it_lies(tmp_path: Path) -> None:
    one, two = read_one(tmp_path, WEB, "a.txt"), read_one(tmp_path, WEB, "b.txt")
    assert one.id == two.id
    assert one.sha256 == two.sha256
    assert read_one(tmp_path, WEB + "More.", "a.txt").id != one.id
