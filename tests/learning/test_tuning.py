"""Going on training with one's own annotations: from brat to a model that reads."""

from pathlib import Path

import pytest

from onrecord.attributions import attribute
from onrecord.attributions.brat import read_brat
from onrecord.cli import main
from onrecord.errors import InputError, UsageError
from onrecord.learning import train_attribution, tuning
from onrecord.models import load_model
from onrecord.models.load import find_model, read_card

LINES = (
    ("Mayor Ada Hale", "said", "the pier would reopen in spring"),
    ("Tom Reed", "warned", "the levy could close small shops"),
    ("The union", "promised", "it would ballot its members in June"),
    ("A spokeswoman", "denied", "that the board had met in secret"),
)


@pytest.fixture
def annotated(tmp_path):
    """Twelve short articles of two sentences, marked as a person would with brat."""
    folder = tmp_path / "annotated"
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True)
    for number in range(12):
        text, notes = "", []
        for at, (source, cue, content) in enumerate((LINES * 4)[number : number + 2]):
            spans = []
            for label, words in (("Source", source), ("Cue", cue), ("Content", content)):
                spans.append(f"{label} {len(text)} {len(text) + len(words)}")
                text += words + " "
            ids = [f"T{3 * at + i + 1}" for i in range(3)]
            notes += [f"{i}\t{span}\tx" for i, span in zip(ids, spans, strict=True)]
            notes.append(f"E{at + 1}\tCue:{ids[1]} Source:{ids[0]} Content:{ids[2]}")
            text = text.rstrip() + ".\n"
        (folder / "text" / f"a{number}.txt").write_text(text, "utf-8")
        (folder / "attributions" / f"a{number}_me.ann").write_text("\n".join(notes), "utf-8")
    return folder


@pytest.fixture
def tiny(tmp_path):
    """A model far too small to be good, in the form that ships."""
    torch = pytest.importorskip("torch", reason="torch is not installed: nothing is trained here")
    pytest.importorskip("onnx", reason="onnx is not installed: no model is exported here")
    from onrecord.learning.exporting import export_model
    from onrecord.learning.network import Network, Shape
    from onrecord.models.windows import Layout

    torch.manual_seed(3)
    shape = Shape(width=32, layers=1, heads=2, inner=64, linker_width=16, linker_layers=1)
    network = Network(shape)
    with torch.no_grad():  # no two weights alike, as after training: a graph keeps one of such
        for parameter in network.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
    tokenizer = find_model("fast") / "tokenizer.json"
    folder = tmp_path / "tiny"
    export_model(network, Layout(), tokenizer, folder, name="tiny", version="1")
    return folder


def test_holds_back_whole_articles_and_always_the_same(annotated):
    learnt, held = tuning.part_articles(annotated, None)
    again = tuning.part_articles(annotated, None)
    assert ([a.id for a in learnt], [a.id for a in held]) == tuple([a.id for a in p] for p in again)
    assert len(held) == 1
    assert not {a.id for a in learnt} & {a.id for a in held}


def test_learns_from_everything_where_a_dev_folder_is_given(annotated):
    learnt, held = tuning.part_articles(annotated, annotated)
    assert {a.id for a in learnt} == {a.id for a in held} == {f"a{n}" for n in range(12)}


def test_one_article_is_too_few(tmp_path):
    (tmp_path / "a.txt").write_text("He left.", "utf-8")
    (tmp_path / "a.ann").write_text("T1\tSource 0 2\tHe", "utf-8")
    with pytest.raises(InputError, match="too few"):
        tuning.part_articles(tmp_path, None)


def test_says_what_to_install_where_training_cannot_run(monkeypatch, annotated, tmp_path):
    monkeypatch.setattr(tuning.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"onrecord\[train\]"):
        train_attribution(annotated, tmp_path / "out")


def test_a_trained_model_reads_and_a_stopped_run_goes_on(annotated, tiny, tmp_path):
    said: list[str] = []
    out = tmp_path / "ours"
    train_attribution(annotated, out, start=str(tiny), epochs=1, say=said.append)
    assert not any("goes on" in line for line in said)
    found = train_attribution(annotated, out, start=str(tiny), epochs=2, say=said.append)
    assert any("goes on after epoch 1" in line for line in said)
    assert (found.learnt_from, found.held_back) == (11, 1)
    assert read_card(out)["name"] == "ours"
    attribute("Ada Hale said the pier would reopen.", load_model(str(out)))


def test_where_nothing_is_gained_the_start_is_what_is_written(annotated, tiny, tmp_path):
    said: list[str] = []
    out = tmp_path / "ours"
    found = train_attribution(annotated, out, start=str(tiny), epochs=1, rate=0.0, say=said.append)
    assert not found.gained
    assert (found.before["linked"], read_card(out)["name"]) == (found.after["linked"], "ours")
    assert (out / "tagger.onnx").read_bytes() == (tiny / "tagger.onnx").read_bytes()


def test_learns_what_it_is_shown(annotated, tiny, tmp_path):
    """Enough epochs over a dozen plain articles must teach even a tiny network to hear them."""
    found = train_attribution(
        annotated, tmp_path / "ours", start=str(tiny), dev=annotated, epochs=60, rate=3e-3,
        say=lambda line: None,
    )  # fmt: skip
    assert found.gained
    assert found.before["linked"].f1 < 10
    assert found.after["linked"].f1 > 60


def test_shipped_weights_come_back_out_of_the_graphs(tmp_path):
    pytest.importorskip("torch", reason="torch is not installed: nothing is trained here")
    pytest.importorskip("onnx", reason="onnx is not installed: no graph is read here")
    from onrecord.learning.exporting import export_model
    from onrecord.learning.shipped import load_shipped

    home = find_model("fast")
    fast, card = load_model("fast"), read_card(home)
    again = tmp_path / "again"
    export_model(
        load_shipped(home), fast.layout, home / "tokenizer.json", again,
        name="fast", version="1", settings=card["settings"],
    )  # fmt: skip
    text = "Ada Hale said the pier would reopen. 'We are sorry,' added Mr Reed."
    spans = [[(m.source, m.cue, m.content) for m, _ in attribute(text, model)]
             for model in (fast, load_model(str(again)))]  # fmt: skip
    assert spans[0] == spans[1]
    assert len(spans[0]) == 2


def test_the_command_prints_before_and_after(annotated, tiny, tmp_path, capsys):
    out = tmp_path / "ours"
    arguments = ["train", "attribution", "--data", str(annotated), "-o", str(out)]
    assert main([*arguments, "--model", str(tiny), "--epochs", "1"]) == 0
    printed = capsys.readouterr().out
    assert "learnt from 11 articles, measured on 1" in printed
    assert "Nothing was gained" in printed or f"--model {out}" in printed
    assert len(list(read_brat(annotated))) == 12
    assert Path(out / "tagger.onnx").exists()
