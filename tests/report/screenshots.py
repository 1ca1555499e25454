"""Take the pictures of the report that the documentation shows.

    python -m tests.report.screenshots [--articles examples/pay-dispute] [--out docs/screenshots]

Reads the articles into a record in memory, writes its report into a temporary folder, opens that
in Chromium and writes PNG files of at most 300 kB each, with as few colours as they need.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from tests.report.browser import Browser, find_missing

import onrecord
from onrecord.record import Record
from onrecord.report import write_report

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 300_000
DESKTOP, PHONE = (1180, 800), (360, 740)
SHOTS = (
    ("overview", "index.html", DESKTOP, "light", 1500),
    ("article", "ARTICLE", DESKTOP, "light", 1300),
    ("dossier", "ACTOR", DESKTOP, "light", 1500),
    ("statements", "statements.html", DESKTOP, "light", 900),
    ("network", "network.html", DESKTOP, "light", 1150),
    ("sides", "sides.html", DESKTOP, "light", 1050),
    ("coalitions", "coalitions.html", DESKTOP, "light", 1300),
    ("threats", "threats.html", DESKTOP, "light", 1100),
    ("money", "money.html", DESKTOP, "light", 1100),
    ("article-dark", "ARTICLE", DESKTOP, "dark", 1000),
    ("overview-phone", "index.html", PHONE, "light", 1300),
    ("article-phone", "ARTICLE", PHONE, "light", 1300),
)  # fmt: skip


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=Path("examples/pay-dispute"))
    parser.add_argument("--title", default="The pay cap dispute of 2012")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    chosen = parser.parse_args()
    if missing := find_missing():
        raise SystemExit(f"not here: {missing}. Install Chromium, its driver and selenium.")
    os.chdir(ROOT)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report = write_example(chosen.articles, Path(folder), chosen.title)
        take_all(report, chosen.out)


def write_example(articles: Path, folder: Path, title: str) -> Path:
    """Read the articles and write their report; return its folder."""
    with Record.open(str(folder / "example.db")) as record:
        onrecord.read([articles], record, jobs=1, codebook=ROOT / "examples" / "codebook.yaml")
        return write_report(record, folder / "report", title=title).parent


def take_all(report: Path, out: Path) -> None:
    """Take each picture and make it small."""
    browser = Browser()
    pages = {"ARTICLE": find_fullest(report, "article"), "ACTOR": find_fullest(report, "actor")}
    for name, page, size, scheme, most in SHOTS:
        browser.size(*size)
        browser.scheme(scheme)
        browser.open(pages.get(page, report / page))
        file = out / f"{name}.png"
        browser.shoot(file, most=most)
        shrink(file)
        print(f"{file}: {file.stat().st_size // 1000} kB")
    browser.close()


def find_fullest(report: Path, part: str) -> Path:
    """Return the page of an article or actor that has most to show."""
    return max(sorted((report / part).glob("*.html")), key=lambda page: page.stat().st_size)


def shrink(file: Path) -> None:
    """Write the picture again with 256 colours, enough for text, greys and two hues."""
    from PIL import Image

    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(256)
    small.save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file} is larger than {LARGEST} bytes. Show less of the page.")


if __name__ == "__main__":
    main()
