"""Write a report: every page of every route into one folder, all of it or nothing."""

from __future__ import annotations

import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.errors import OnrecordError, UsageError
from onrecord.report.colophon import build_colophon
from onrecord.report.materials import UNKNOWN_OUTLET, Materials, gather_materials
from onrecord.report.pages.statements import build_scripts
from onrecord.report.readable import Readable
from onrecord.report.routes import ROUTES
from onrecord.report.sheet import Sheet

TITLE = "Who said what"
STATIC = Path(__file__).parent / "static"
GENERATOR = '<meta name="generator" content="onrecord'
ZONE_NAMES = {
    "headline": "the headline",
    "standfirst": "the standfirst",
    "caption": "a caption",
    "comment": "a reader’s comment",
    "boilerplate": "a line beside the article",
}


def write_report(record: Readable, folder: str | Path, *, title: str | None = None) -> Path:
    """Write the static report of ``record`` into ``folder`` and return its ``index.html``.

    The folder opens from disk, without network or server. It is built beside its place and put
    there when it is whole; an earlier report there is replaced.

    Raises ``UsageError`` if ``folder`` holds anything but a report, ``OnrecordError`` if it
    cannot be written.
    """
    place = Path(folder).resolve()
    _refuse_foreign(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as name:
            built, desk = Path(name, "report"), Path(name, "desk")
            desk.mkdir()
            with gather_materials(record, desk, title or TITLE) as materials:
                _write_pages(materials, built)
            _put_in_place(built, place, Path(name, "earlier"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OnrecordError(
            f"{folder}: the report cannot be written: {reason}. "
            "Free some space there, or choose another folder."
        ) from error
    return place / "index.html"


def _refuse_foreign(place: Path) -> None:
    """Refuse a folder whose files are not a report's, for they would be lost."""
    if not place.exists():
        return
    if not place.is_dir():
        raise UsageError(f"{place} is a file. Name a folder for the report.")
    index = place / "index.html"
    with suppress(OSError):
        if not any(place.iterdir()):
            return
        if index.is_file() and GENERATOR in index.read_text("utf-8", "replace")[:4096]:
            return
    raise UsageError(
        f"{place} holds files that are not a report of onrecord. Name an empty or a new folder."
    )


def _write_pages(materials: Materials, folder: Path) -> None:
    for part in ("actor", "article", "data"):
        (folder / part).mkdir(parents=True)
    shutil.copytree(STATIC, folder / "assets")
    environment = _open_templates(materials)
    for route in ROUTES:
        for sheet in route.build(materials):
            _write_sheet(environment, folder, sheet)
    for file, script in build_scripts(materials):
        (folder / file).write_text(script, "utf-8")


def _write_sheet(environment: Environment, folder: Path, sheet: Sheet) -> None:
    template = environment.get_template(sheet.template)
    stream = template.stream(
        page=sheet.page,
        heading=sheet.heading,
        template=sheet.template,
        root="../" * sheet.file.count("/"),
    )
    with (folder / sheet.file).open("w", encoding="utf-8", errors="replace") as file:
        stream.enable_buffering(200)
        file.writelines(stream)


def _open_templates(materials: Materials) -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        title=materials.title,
        version=version("onrecord"),
        entries=[route for route in ROUTES if route.shown(materials)],
        colophon=build_colophon(materials),
        zone_names=ZONE_NAMES,
        unknown_outlet=UNKNOWN_OUTLET,
    )
    return environment


def _put_in_place(built: Path, place: Path, earlier: Path) -> None:
    """Exchange the earlier report for the new one; bring it back if that fails."""
    if place.exists():
        place.rename(earlier)
    try:
        built.rename(place)
    except OSError:
        if earlier.exists():
            earlier.rename(place)
        raise
