"""The page for DNA users: its examples run, and its tables name what there is."""

import re
import shutil
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

from onrecord import networks
from onrecord.networks import Options, pictures

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "networks.md").read_text(encoding="utf-8")


def test_the_examples_run(tmp_path, monkeypatch, capsys):
    shutil.copy(Path(__file__).parent / "data" / "rich.dna", tmp_path / "debate.dna")
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(dedent(block), names)
    assert capsys.readouterr().out
    written = {path.name for path in tmp_path.iterdir()}
    assert {"camps.svg", "time.png", "explore.html", "two-mode.csv", "months.gexf"} <= written


def test_every_option_is_explained():
    for field in fields(Options):
        if field.name not in ("mode", "seed"):
            assert f"`{field.name}" in PAGE, field.name


def test_functions_that_are_named_exist():
    table = PAGE.split("## rDNA's functions")[1].split("```")[0]
    for name in re.findall(r"`(?:pictures\.)?((?:find|draw|count|to|scale|read)_\w+)", table):
        assert hasattr(networks, name) or hasattr(pictures, name), name
