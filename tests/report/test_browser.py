"""The report in a real Chromium, opened from disk: what readers see, type and click.

Skipped aloud where Chromium, its driver or selenium is missing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.report.browser import Browser, find_axe, find_missing
from tests.report.fakes import build_debate, build_hostile, build_many, build_quarrel

from onrecord.report import write as writing
from onrecord.report import write_report
from onrecord.report.routes import ROUTES

pytestmark = pytest.mark.skipif(bool(find_missing()), reason=f"not here: {find_missing()}")

ARTICLE = "Dockers' leader warns of a summer without ferries"
KINDS = (
    "index.html", "timeline.html", "actors.html", "articles.html", "statements.html",
    "network.html", "sides.html", "coalitions.html", "threats.html", "money.html", "pledges.html",
    "problems.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    opened = Browser()
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _usual_window(browser: Browser) -> None:
    browser.size(1280, 800)
    browser.scheme("light")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel") / "report"
    return write_report(build_quarrel(), folder, title="The quarrel over ferry fares").parent


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages that show 10,000 statements at once, and no others, to save time."""
    wanted = tuple(route for route in ROUTES if route.name in {"Statements", "Network"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "ROUTES", wanted)
        folder = tmp_path_factory.mktemp("many") / "report"
        return write_report(build_many(100, 10_000), folder).parent


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(build_debate(), tmp_path_factory.mktemp("debate") / "report").parent


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(build_hostile(), tmp_path_factory.mktemp("hostile") / "report").parent


def find_page(report: Path, part: str, heading: str) -> Path:
    """Return the page of an article or actor by its heading."""
    for page in sorted((report / part).glob("*.html")):
        if heading.replace("'", "&#39;") in page.read_text("utf-8").partition("</title>")[0]:
            return page
    raise AssertionError(heading)


def list_kinds(report: Path) -> list[Path]:
    """List one page of every kind."""
    single = [report / name for name in KINDS]
    return [*single, *(sorted((report / part).glob("*"))[0] for part in ("actor", "article"))]


@pytest.mark.parametrize(("scheme", "rules"), [("light", []), ("dark", ["color-contrast"])])
def test_axe_finds_nothing_serious_on_any_kind_of_page(
    browser: Browser, report: Path, scheme: str, rules: list[str]
) -> None:
    """By all of its rules in light; only the colours are others in dark."""
    axe = find_axe()
    if axe is None:
        pytest.skip("selenium-axe-python, which brings axe-core, is not installed")
    browser.scheme(scheme)
    pages = list_kinds(report)[:-2]
    pages += [find_page(report, "actor", "Tom Castell"), find_page(report, "article", ARTICLE)]
    found = {}
    for page in pages:
        browser.open(page)
        found[page.name] = browser.violations(axe, *rules)
    browser.open(pages[-1], browser.run("return document.querySelector('.said').id"))
    found["a statement set off"] = browser.violations(axe, *rules)
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(("scheme", "rules"), [("light", []), ("dark", ["color-contrast"])])
def test_axe_finds_nothing_serious_in_coalitions(
    browser: Browser, debate: Path, scheme: str, rules: list[str]
) -> None:
    axe = find_axe()
    if axe is None:
        pytest.skip("not here: selenium-axe-python, which brings axe-core")
    browser.scheme(scheme)
    browser.open(debate / "coalitions.html")
    assert browser.violations(axe, *rules) == []


def test_squares_of_the_picture_are_reached_by_key_and_lead_to_their_pair(
    browser: Browser, debate: Path
) -> None:
    browser.size(390, 800)
    browser.open(debate / "coalitions.html")
    assert browser.run("return document.documentElement.scrollWidth") <= 390
    missing = browser.run(
        "return [...document.querySelectorAll('a.square')].filter(square => {"
        "  square.focus();"
        "  return document.activeElement !== square || !square.getAttribute('aria-label')"
        "    || !document.querySelector(square.getAttribute('href')) }).length"
    )
    assert missing == 0
    assert browser.run("return document.querySelectorAll('a.square').length") == 15


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    axe = find_axe()
    if axe is None:
        pytest.skip("selenium-axe-python, which brings axe-core, is not installed")
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><title>Bad</title><p style='color:#ccc;background:#fff'>Pale")
    browser.open(page)
    assert any("color-contrast" in each for each in browser.violations(axe))


def test_pages_load_style_and_scripts_from_disk_under_their_policy(
    browser: Browser, report: Path
) -> None:
    browser.complaints()
    for page in list_kinds(report):
        browser.open(page)
        assert browser.run("return getComputedStyle(document.body).marginTop") == "0px", page
        assert browser.run("return document.styleSheets.length") == 1, page
    assert browser.complaints() == []


def test_a_policy_breach_would_be_seen(browser: Browser, report: Path) -> None:
    browser.open(report / "index.html")
    browser.complaints()
    browser.run("document.head.append(Object.assign(document.createElement('style'),"
                "{textContent: 'body {margin: 99px}'}))")  # fmt: skip
    assert any("Content Security Policy" in each for each in browser.complaints())


def test_a_click_on_a_statement_leads_to_its_words(browser: Browser, report: Path) -> None:
    for start in ("index.html", "timeline.html", "threats.html", "network.html", "statements.html"):
        browser.open(report / start)
        words = browser.run(
            "const link = [...document.querySelectorAll('a.words')]"
            ".find(each => each.textContent.includes('If the cap stays'));"
            "const words = link.textContent; link.click(); return words"
        )
        shown = browser.run(
            "const said = document.querySelector(':target');"
            "const box = said.getBoundingClientRect();"
            "return [said.textContent, box.top >= 0 && box.top < innerHeight,"
            " getComputedStyle(said).backgroundColor]"
        )
        assert words.strip("‘’") in shown[0]
        assert shown[1]
        assert shown[2] == "rgb(211, 205, 189)"


def test_all_pieces_of_a_split_quotation_are_set_off(browser: Browser, report: Path) -> None:
    page = find_page(report, "article", ARTICLE)
    browser.open(page)
    anchor = browser.run(
        "return [...document.querySelectorAll('.said')]"
        ".find(each => each.textContent.includes('held to ransom')).id"
    )
    browser.open(page, anchor)
    pieces = browser.run(
        "return [...document.querySelectorAll('.said.meant')].map(e => e.textContent)"
    )
    assert len(pieces) == 2
    assert "held to ransom" in pieces[0]
    assert "protects every family" in pieces[1]


def test_words_are_found_without_scripts(browser: Browser, report: Path) -> None:
    browser.scripts(False)
    try:
        browser.open(report / "statements.html")
        assert len(browser.driver.find_elements("css selector", "#statements tbody tr")) == 17
        assert not browser.driver.find_element("id", "filter").is_displayed()
        browser.driver.find_element("css selector", "a.words").click()
        assert "/article/" in browser.driver.current_url
        assert browser.driver.find_element("css selector", ".said:target").is_displayed()
    finally:
        browser.scripts(True)


def test_nested_statements_are_shown_one_in_the_other(browser: Browser, report: Path) -> None:
    browser.open(find_page(report, "article", ARTICLE))
    inner, outer = browser.run(
        "const inner = document.querySelector('.said .said');"
        "return [inner, inner.parentElement].map(e => getComputedStyle(e).backgroundColor)"
    )
    assert inner != outer


@pytest.mark.parametrize("name", ["report", "hostile", "many"])
def test_no_page_is_wider_than_a_phone(
    browser: Browser, name: str, request: pytest.FixtureRequest
) -> None:
    browser.size(360, 740)
    folder = request.getfixturevalue(name)
    pages = list_kinds(folder) if name != "many" else [folder / "network.html"]
    wide = {}
    for page in pages:
        if page.exists():
            browser.open(page)
            width = browser.run("return document.documentElement.scrollWidth")
            if width > 360:
                wide[page.name] = width
    assert wide == {}


def test_hostile_text_comes_out_dead(browser: Browser, hostile: Path) -> None:
    browser.complaints()
    for page in sorted(hostile.rglob("*.html")):
        browser.open(page)
        assert browser.driver.title != "pwned"
        assert browser.run("return document.querySelectorAll('main img, main iframe').length") == 0
    browser.open(hostile / "statements.html")
    browser.driver.find_element("id", "words").send_keys("script")
    assert (
        browser.run(
            "return document.querySelectorAll('#statements script, #statements img').length"
        )
        == 0
    )
    assert browser.run("return document.querySelector('#statements tbody').textContent"
                       ".includes(\"<script>document.title='pwned'</script>\")")  # fmt: skip
    assert browser.driver.title != "pwned"
    assert browser.complaints() == []


def test_an_address_cannot_bring_a_script_into_the_table(browser: Browser, report: Path) -> None:
    browser.open(report / "statements.html", "speaker=javascript:alert(1)&words=<img src=x>")
    assert browser.run("return document.querySelectorAll('main img').length") == 0
    assert browser.run("return document.querySelector('#only').hidden")
    assert browser.driver.find_element("id", "count").text == "0 of 17 statements"


def test_the_table_filters_as_one_types(browser: Browser, report: Path) -> None:
    browser.open(report / "statements.html")
    words = browser.driver.find_element("id", "words")
    words.send_keys("reid LIFELINE 2029")
    rows = browser.driver.find_elements("css selector", "#statements tbody tr")
    assert [row.find_element("css selector", "th").text for row in rows] == ["Alma Reid"]
    count = browser.driver.find_element("id", "count")
    assert count.text == "1 of 17 statements"
    assert count.get_attribute("aria-live") == "polite"
    words.clear()
    words.send_keys("13 May 2031")
    browser.run("const act = document.getElementById('act'); act.value = 'threat';"
                "act.dispatchEvent(new Event('input'))")  # fmt: skip
    assert count.text == "2 of 17 statements"


def test_the_table_sorts_by_a_click_on_its_head(browser: Browser, report: Path) -> None:
    browser.open(report / "statements.html")
    head = browser.driver.find_element("css selector", "#statements thead button")
    head.click()
    names = browser.run(
        "return [...document.querySelectorAll('#statements tbody th > :first-child')]"
        ".map(each => each.textContent)"
    )
    assert names == sorted(names)
    assert (
        browser.run("return document.querySelector('#statements thead th').ariaSort") == "ascending"
    )


def test_a_link_can_ask_for_the_statements_of_one_speaker(browser: Browser, report: Path) -> None:
    actor = find_page(report, "actor", "Joan Okafor")
    browser.open(report / "statements.html", f"speaker=actor/{actor.name}&act=criticism")
    assert browser.driver.find_element("id", "count").text == "2 of 17 statements"
    assert browser.driver.find_element("css selector", "#only b").text == "Joan Okafor"
    browser.driver.find_element("css selector", "#only button").click()
    assert browser.driver.find_element("id", "count").text == "3 of 17 statements"


def test_ten_thousand_statements_filter_within_a_tenth_of_a_second(
    browser: Browser, many: Path
) -> None:
    browser.open(many / "statements.html")
    times = browser.run(
        """
        const words = document.getElementById("words");
        return [..."fare cap 99-"].map((_, at, all) => {
          words.value = all.slice(0, at + 1).join("");
          const start = performance.now();
          words.dispatchEvent(new Event("input"));
          document.body.offsetHeight;
          return performance.now() - start;
        });
        """
    )
    count = browser.driver.find_element("id", "count").text
    assert count.endswith("of 10,000 statements")
    assert count != "10,000 of 10,000 statements"
    assert sorted(times)[len(times) // 2] < 100, times


def test_focus_on_a_line_of_the_network_says_what_it_rests_on(
    browser: Browser, report: Path
) -> None:
    browser.open(report / "network.html")
    href = browser.run(
        "const edge = [...document.querySelectorAll('.edge')]"
        ".find(each => each.getAttribute('aria-label').startsWith('Tom Castell on Alma Reid'));"
        "edge.focus(); return edge.getAttribute('href')"
    )
    told = browser.driver.find_element("id", "told").text
    assert told.startswith("Tom Castell on Alma Reid: 1, 1 of them in answer")
    assert "held to ransom" in told
    browser.run("document.activeElement.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert browser.run("return location.hash") == href
    assert "held to ransom" in browser.run("return document.querySelector(':target').textContent")


def test_labels_of_the_picture_do_not_cover_each_other(browser: Browser, many: Path) -> None:
    browser.open(many / "network.html")
    covered = browser.run(
        """
        const boxes = [...document.querySelectorAll(".node text")]
          .map(each => each.getBoundingClientRect());
        let covered = 0;
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
          const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (x > 2 && y > 2) covered += 1;
        }));
        return [boxes.length, covered];
        """
    )
    assert covered == [40, 0]


def test_the_keyboard_reaches_the_content_past_the_menu(browser: Browser, report: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(report / "index.html")
    browser.driver.find_element("css selector", "body").send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.text == "Skip to the content"
    skip.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "content"


def test_paper_leaves_out_what_is_for_the_screen(browser: Browser, report: Path) -> None:
    browser.open(report / "statements.html")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for selector in (".top nav", "#filter"):
            assert not browser.driver.find_element("css selector", selector).is_displayed()
        assert browser.driver.find_element("id", "statements").is_displayed()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
