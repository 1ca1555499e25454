"""Every run of DNA's own code that is at hand, cell by cell.

The runs on ``rich.dna`` and ``events.dna`` (made for this project) lie in ``data``; those on
DNA's own sample are read from beside the repository, with any further ones there.
"""

import gzip
import json
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks import compat
from onrecord.networks.api import prepare
from onrecord.networks.backbone import Search, evaluate_backbone, find_backbone
from onrecord.networks.barplot import count_statements
from onrecord.networks.build import build_network, build_series
from onrecord.networks.dna_formats import write_event_list
from onrecord.networks.formats import write
from onrecord.networks.options import Options, make_options
from onrecord.networks.phases import slice_distances
from onrecord.networks.polarization import find_polarization, network_pairs, polarization_score
from onrecord.networks.select import select_statements
from onrecord.networks.sources import statement_table

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "dna"
FILES = sorted(
    {path.name: path for folder in (DATA, SHARED) for path in (folder / "golden").glob("*.json.gz")}
    .values(),
    key=lambda path: path.name,
)  # fmt: skip
MODES = {"twomode": "two-mode", "onemode": "one-mode", "eventlist": "events"}


def read_runs(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def find_database(path):
    name = path.name.removeprefix("files_").split("_")[0].split(".")[0]
    name = {"barplot": "rich"}.get(name, name)
    return next(folder / f"{name}.dna" for folder in (DATA, SHARED)
                if (folder / f"{name}.dna").exists())  # fmt: skip


@cache
def read_table(path):
    return statement_table(path)


def of_kind(*kinds):
    """Return the golden files that hold runs of these kinds, as parameters."""
    chosen = [path for path in FILES if read_runs(path)[0]["args"]["kind"] in kinds]
    return pytest.mark.parametrize("path", chosen, ids=[path.name for path in chosen])


def golden_options(args) -> Options:
    get = args.get
    excluded, included = golden_lists(args)
    return make_options(
        mode=MODES[get("networkType", "twomode")],
        variable1=get("variable1", "organization"),
        variable2=get("variable2", "concept"),
        qualifier=None if get("qualifier") == "NULL" else get("qualifier", "agreement"),
        aggregation=get("qualifierAggregation", "ignore"),
        normalization=get("normalization", "no"),
        duplicates=get("duplicates", "include"),
        isolates=get("isolates") == "true",
        exclude=excluded,
        include=included,
        since=golden_moment(get("start.date"), get("start.time", "00:00:00")),
        until=golden_moment(get("stop.date"), get("stop.time", "23:59:59")),
        window=None if get("timeWindow", "no") == "no" else get("timeWindow"),
        width=int(get("windowSize", "1")) or 1,
        kernel=get("kernel", "no"),
        indent=get("indentTime", "true" if get("kind") == "network" else "false") == "true",
        to_one=get("normalizeToOne") == "true",
        compat="dna",
    )


def golden_moment(day, time):
    return None if day is None else datetime.strptime(f"{day} {time}", "%d.%m.%Y %H:%M:%S")


def as_list(value):
    return value if isinstance(value, list) else [value]


def golden_lists(args):
    lists = ({}, {})
    names, values = (as_list(args.get(f"exclude{x}", [])) for x in ("Variables", "Values"))
    for name, value in zip(names, values, strict=True):
        lists[args.get("invertValues") == "true"].setdefault(name, []).append(value)
    for field in ("author", "source", "section", "type"):
        plural = field.capitalize() + "s"
        if f"exclude{plural}" in args:
            inverted = args.get(f"invert{plural}") == "true"
            lists[inverted][field] = as_list(args[f"exclude{plural}"])
    return lists


def build(table, options):
    return list(build_series(table, options)) if options.window else [build_network(table, options)]


def compare_network(network, expected):
    assert list(network.rows) == expected["rows"]
    assert list(network.columns) == expected["cols"]
    matrix = np.array(expected["matrix"], dtype=float).reshape(len(network.rows), -1)
    np.testing.assert_allclose(
        network.dense(), matrix.reshape(network.matrix.shape), rtol=1e-9, atol=1e-9
    )
    times = [moment.isoformat() for moment in (network.start, network.middle, network.stop)]
    assert times == [expected["start"], expected["middle"], expected["stop"]]
    assert network.statements == expected["numStatements"]
    assert network.whole == expected["integer"]


@of_kind("network", "timewindow")
def test_networks_equal_those_of_dna(path):
    table = read_table(find_database(path))
    for run in read_runs(path):
        if run["args"].get("networkType") == "eventlist":
            continue
        options = golden_options(run["args"])
        if "error" in run:
            with pytest.raises(UsageError, match="DNA fails"):
                build(table, options)
            continue
        selection = select_statements(table, compat.settle(options))
        assert table.ids[selection.filtered].tolist() == run["filteredStatementIds"], run["args"]
        networks = build(table, options)
        assert len(networks) == len(run["result"]), run["args"]
        for network, expected in zip(networks, run["result"], strict=True):
            compare_network(network, expected)
        if "distance" in run:
            distances = slice_distances(networks, run["args"]["distanceMethod"])
            np.testing.assert_allclose(distances, run["distance"], rtol=1e-9, atol=1e-9)


def measure_options(args):
    options = golden_options({"networkType": "onemode", **args})
    names = ("aggregation", "variable1", "variable2", "qualifier", "normalization", "duplicates")
    return {name: getattr(options, name) for name in names} | {"compat": "dna"}


def same_up_to_ties(ours, theirs, losses):
    """Compare two orders of removal; steps of (nearly) equal loss may change places."""
    groups = np.concatenate([[0], np.cumsum(np.abs(np.diff(losses)) > 1e-9)])
    return all(
        {e for e, g in zip(ours, groups, strict=True) if g == group}
        == {e for e, g in zip(theirs, groups, strict=True) if g == group}
        for group in groups
    )  # fmt: skip


@of_kind("backbone")
def test_nested_backbones_equal_those_of_dna(path):
    table = read_table(find_database(path))
    for run in read_runs(path):
        if run["args"]["method"] != "nested":
            continue
        steps = find_backbone(table, "one-mode", **measure_options(run["args"])).steps
        losses = [step.backbone_loss for step in steps]
        np.testing.assert_allclose(losses, run["backboneLoss"], rtol=1e-9, atol=1e-12)
        assert same_up_to_ties([s.entity for s in steps], run["entity"], losses), run["args"]
        if [step.entity for step in steps] == run["entity"]:
            redundant = [step.redundant_loss for step in steps]
            np.testing.assert_allclose(redundant, run["redundantLoss"], rtol=1e-9, atol=1e-12)
            assert [step.statements for step in steps] == run["numStatements"]


@of_kind("backbone")
def test_annealed_losses_are_those_of_some_partition(path):
    """DNA reports the losses of another solution than the one it shows: both are checked."""
    table = read_table(find_database(path))
    for run in read_runs(path):
        if run["args"]["method"] == "nested":
            continue
        options = {"aggregation": "subtract", "normalization": "average",
                   "duplicates": run["args"]["duplicates"], "compat": "dna"}  # fmt: skip
        search = Search(table, "one-mode", **options)
        np.testing.assert_allclose(np.maximum(search.full.dense(), 0), run["fullNetwork"])
        masks = [
            np.isin(np.arange(search.size), chosen)
            for size in range(search.size + 1)
            for chosen in combinations(range(search.size), size)
        ]
        reported = run["unpenalizedBackboneLoss"], run["unpenalizedRedundantLoss"]
        assert any(np.allclose(search.losses(mask), reported, rtol=1e-9) for mask in masks)
        found = find_backbone(
            table, "one-mode", method=run["args"]["method"], iterations=2000,
            size=int(run["args"].get("backboneSize", 0)),
            penalty=float(run["args"].get("penalty", 0)), **options,
        )  # fmt: skip
        assert found.backbone == tuple(run["backbone"])
        assert found.redundant == tuple(run["redundant"])


@of_kind("evaluate")
def test_losses_of_chosen_backbones_equal_those_of_dna(path):
    table = read_table(find_database(path))
    for run in read_runs(path):
        losses = evaluate_backbone(
            table,
            as_list(run["args"]["backboneEntities"]),
            "one-mode",
            penalty=float(run["args"]["p"]),
            **measure_options(run["args"]),
        )
        np.testing.assert_allclose(losses, run["loss"], rtol=1e-9)


@of_kind("barplot")
def test_counts_equal_those_of_dna(path):
    table = read_table(find_database(path))
    for run in read_runs(path):
        options = measure_options(run["args"])
        names = ("variable1", "qualifier", "duplicates", "compat")
        frame = count_statements(table, **{name: options[name] for name in names})
        assert frame.index.tolist() == run["values"]
        assert frame.to_numpy().tolist() == [as_list(row) for row in run["counts"]]


def polarization_options(args):
    options = {"duplicates": args["duplicates"], "normalization": "average", "compat": "dna"}
    if args["timeWindow"] != "no":
        options |= {
            "window": args["timeWindow"],
            "width": int(args["windowSize"]),
            "kernel": args["kernel"],
            "indent": args["indentTime"] == "true",
        }
    return options


@of_kind("polarization")
def test_polarization_scores_equal_those_of_dna(path):
    table = read_table(find_database(path))
    for run in read_runs(path):
        args = run["args"]
        pairs = list(network_pairs(*prepare(table, "congruence", **polarization_options(args))))
        for answer in run["runs"]:
            for (congruence, conflict), step in zip(pairs, answer["steps"], strict=True):
                assert congruence.middle.isoformat() == step["middle"]
                if not step["labels"]:
                    continue
                assert list(congruence.rows) == step["labels"]
                score = polarization_score(
                    congruence.dense(),
                    conflict.dense(),
                    np.array(step["memberships"]),
                    int(args["numClusters"]),
                    normalize=args["normalizeScores"] == "true",
                )
                np.testing.assert_allclose(score, step["finalMaxQ"], rtol=1e-9)


@of_kind("polarization")
def test_the_balanced_search_does_as_well_as_dna(path):
    table = read_table(find_database(path))
    for run in read_runs(path):
        args = run["args"]
        if args["timeWindow"] != "no" or args["algorithm"] != "greedy":
            continue
        found = find_polarization(
            table,
            clusters=int(args["numClusters"]),
            normalize_scores=args["normalizeScores"] == "true",
            **polarization_options(args),
        )
        best = max(step["finalMaxQ"] for answer in run["runs"] for step in answer["steps"])
        assert found[0].score >= best - 1e-9


def file_runs():
    folders = [folder / "golden" / "files" for folder in (DATA, SHARED)]
    paths = {path.name: path for folder in folders for path in folder.glob("*")}
    return [paths[name] for name in sorted(paths)]


@pytest.mark.parametrize("path", file_runs(), ids=lambda path: path.name)
def test_files_equal_those_of_dna(path, tmp_path):
    database, mode, *words = path.stem.split("_")
    table = read_table(find_database(Path(f"{database}.json")))
    written = tmp_path / path.name
    if mode == "eventlist":
        aggregation = words[1] if len(words) > 1 else "ignore"
        options = golden_options({"networkType": mode, "duplicates": words[0],
                                  "qualifierAggregation": aggregation})  # fmt: skip
        write_event_list(table, written, options)
    else:
        options = golden_options({"networkType": mode, "qualifierAggregation": words[0],
                                  "normalization": words[1], "duplicates": "document"})  # fmt: skip
        kind = {".graphml": "visone"}.get(path.suffix)
        write(build_network(table, options), written, format=kind)
    ours, theirs = (file.read_bytes().decode("utf-8") for file in (written, path))
    if path.suffix == ".graphml":
        ours, theirs = without_coordinates(ours), without_coordinates(theirs)
    assert ours == theirs


def without_coordinates(text):
    return [line for line in text.splitlines() if "<y:Geometry" not in line]
