"""``onrecord network``: options come in as words, one function is called, its answer printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.networks.types import Network

NETWORKS = ("two-mode", "congruence", "conflict", "subtract", "co-occurrence", "ties", "events")
MEASURES = (
    "counts", "frequency", "centrality", "coalitions", "polarization", "backbone", "phases",
    "error-bars", "dna", "corrections",
)  # fmt: skip
PICTURES = (".svg", ".png", ".pdf")
_SHOWN = 40

Command = TypeVar("Command", bound=Callable[..., Any])


def _statement_options(command: Command) -> Command:
    """Add the options that choose statements and say how they make a network."""
    for decorate in reversed(_OPTIONS):
        command = decorate(command)
    return command


_OPTIONS: list[Callable[[Any], Any]] = [
    click.option("--rows", "variable1", metavar="VARIABLE", help="What the nodes are: actor, "
                 "organisation, outlet, author, concept …  [default: actor]"),
    click.option("--columns", "variable2", metavar="VARIABLE", help="What joins them, or the other "
                 "mode.  [default: concept]"),
    click.option("--qualifier", metavar="VARIABLE", help="What says for or against; none without "
                 "one.  [default: stance, or agreement]"),
    click.option("--aggregation", type=click.Choice(["ignore", "combine", "subtract"]),
                 help="How a two-mode network uses the qualifier.  [default: subtract]"),
    click.option("--normalization", "--normalisation", type=click.Choice(
        ["no", "activity", "prominence", "average", "jaccard", "cosine"]),
        help="Two-mode: activity, prominence; one-mode: average, jaccard, cosine.  [default: no]"),
    click.option("--duplicates", type=click.Choice(
        ["include", "document", "week", "month", "year", "acrossrange"]),
        help="Count the same statement once in each of these.  [default: include]"),
    click.option("--isolates", is_flag=True, help="Keep actors without statements."),
    click.option("--exclude", multiple=True, metavar="VARIABLE=VALUE", help="Leave these out."),
    click.option("--include", multiple=True, metavar="VARIABLE=VALUE", help="Keep only these."),
    click.option("--since", metavar="DATE", help="From this day, month or year on."),
    click.option("--until", metavar="DATE", help="Up to the end of this day, month or year."),
    click.option("--by", metavar="UNIT", help="One network a day, week, month or year."),
    click.option("--window", metavar="UNIT", help="Moving windows in this unit, or in events."),
    click.option("--width", type=click.IntRange(1), help="How many units a window holds."),
    click.option("--step", type=click.IntRange(1), help="How many units to the next window."),
    click.option("--kernel", type=click.Choice(
        ["uniform", "triangular", "epanechnikov", "gaussian"]), help="Smooth over the window."),
    click.option("--minimum", type=float, help="Leave out ties that are weaker."),
    click.option("--compat", type=click.Choice(["dna", "dna-3.1"]),
                 help="Compute as DNA does, faults and all."),
]  # fmt: skip


@click.command(epilog="See docs/networks.md for every option, with what DNA calls it.")
@click.argument("kind", type=click.Choice([*NETWORKS, *MEASURES]), metavar="KIND")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to "
              "write: .csv .dl .graphml .gexf .net .parquet, .svg .png .pdf (a picture), .html "
              "(to explore), .dna.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv", "visone", "edges"]),
              help="jsonl or csv on stdout without -o; visone or edges for the file.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option("--from", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              metavar="FILE", help="Statements from a .dna, .csv or .parquet file.")  # fmt: skip
@click.option("--picture", type=click.Choice(["network", "heatmap", "dendrogram"]),
              default="network", show_default=True, help="What a picture shows.")  # fmt: skip
@click.option("--password", envvar="ONRECORD_DNA_PASSWORD", metavar="WORD",
              help="For the coder of a .dna file; asked for if not given.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="For all that is drawn.")
@_statement_options
@click.option("--record", "url", default="onrecord.db", show_default=True,
              envvar="ONRECORD_RECORD", metavar="FILE-or-URL", help="The record.")  # fmt: skip
def network(
    kind: str, output: Path | None, format_: str | None, as_json: bool, file: Path | None,
    picture: str, password: str | None, seed: int, url: str, **options: Any,
) -> None:  # fmt: skip
    """Make a network of the record's statements, measure it, draw it or write it to a file.

    KIND is a network (two-mode, congruence, conflict, subtract, co-occurrence, ties), the list
    of events behind it (events), or what is measured of it (counts, frequency, centrality,
    coalitions, polarization, backbone, phases, error-bars). `dna -o FILE.dna` writes the record
    for coders to go on with in DNA; `corrections --from FILE.dna` brings back what they changed.

    \b
    Example:
      onrecord network congruence --by month -o months.gexf
      onrecord network subtract --normalization average -o camps.svg
      onrecord network polarization --window months --width 6 --json
    """
    settings = read_options(options)
    how = "jsonl" if as_json else format_
    if kind in ("dna", "corrections"):
        _exchange(kind, url, output, file, password)
        return
    with _open(url, file) as source:
        if kind in NETWORKS:
            _networks(source, kind, settings, output, how, picture, seed)
        else:
            _measure(source, kind, settings, output, how, seed)


def read_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given, lists of ``VARIABLE=VALUE`` as mappings.

    Raises ``UsageError`` where the ``=`` is missing.
    """
    settings = {name: value for name, value in options.items() if value not in (None, (), False)}
    for name in ("exclude", "include"):
        if name in settings:
            settings[name] = _pairs(name, settings[name])
    if settings.get("qualifier") == "none":
        settings["qualifier"] = None
    return settings


def _pairs(option: str, given: Sequence[str]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for text in given:
        variable, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"--{option} {text!r} lacks its value: write VARIABLE=VALUE")
        lists.setdefault(variable.strip(), []).append(value.strip())
    return lists


@contextmanager
def _open(url: str, file: Path | None) -> Iterator[Any]:
    if file is None:
        from onrecord.record import Record

        with Record.open(url, create=False) as record:
            yield record
    else:
        yield file


def _networks(
    source: Any, kind: str, settings: dict[str, Any], output: Path | None, how: str | None,
    picture: str, seed: int,
) -> None:  # fmt: skip
    from onrecord.networks import event_list
    from onrecord.networks import network as make

    if kind == "events":
        return _print_frame(event_list(source, **settings), output, how)
    if kind == "two-mode":
        settings.setdefault("aggregation", "subtract")
    found = make(source, kind, **settings)
    if output is None:
        return _print_networks(found, how)
    if output.suffix.lower() == ".html":
        from onrecord.networks.pictures import write_page

        written = [write_page(found, output, title=kind.capitalize(), seed=seed)]
    elif output.suffix.lower() in PICTURES:
        written = [_draw(found, output, picture, seed)]
    else:
        from onrecord.networks.formats import write

        written = write(found, output, format=how)
    for path in written:
        click.echo(str(path))
    return None


def _draw(found: Any, output: Path, picture: str, seed: int) -> Path:
    from onrecord.networks import pictures

    if isinstance(found, list):
        return pictures.save(pictures.draw_windows(found, seed=seed), output)
    if picture == "heatmap":
        return pictures.save(pictures.draw_heatmap(found), output)
    if picture == "dendrogram":
        return pictures.save(pictures.draw_dendrogram(found), output)
    return pictures.save(pictures.draw_network(found, seed=seed), output)


def _print_networks(found: Any, how: str | None) -> None:
    import pandas as pd

    from onrecord.networks.convert import edge_table

    series: list[Network] = found if isinstance(found, list) else [found]
    frames = []
    for one in series:
        frame = edge_table(one)
        if isinstance(found, list):
            frame.insert(0, "start", f"{one.start:%Y-%m-%d}" if one.start else "")
            frame.insert(1, "stop", f"{one.stop:%Y-%m-%d}" if one.stop else "")
        frames.append(frame)
    every = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if how is None and not isinstance(found, list):
        click.echo(repr(found).strip("<>"))
        order = every["weight"].abs().sort_values(ascending=False, kind="stable").index
        every = every.reindex(order)
    _print_frame(every, None, how)


def _print_frame(frame: pd.DataFrame, output: Path | None, how: str | None) -> None:
    """Write a table to a file, or print it: for people the first lines, for machines all."""
    if output is not None:
        _write_frame(frame, output)
        click.echo(str(output))
    elif how == "jsonl":
        for row in frame.to_dict("records"):
            click.echo(json.dumps(row, ensure_ascii=False, default=_as_json))
    elif how == "csv":
        frame.to_csv(sys.stdout, index=False)
    elif frame.empty:
        click.echo("Nothing there.")
    else:
        click.echo(frame.head(_SHOWN).to_string(index=False, float_format="{:.3g}".format))
        if len(frame) > _SHOWN:
            click.echo(f"… and {len(frame) - _SHOWN} more; -o FILE or --json gives all")


def _as_json(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def _write_frame(frame: pd.DataFrame, output: Path) -> None:
    ending = output.suffix.lower()
    if ending == ".parquet":
        frame.to_parquet(output, index=False)
    elif ending in (".json", ".jsonl"):
        frame.to_json(output, orient="records", lines=True, force_ascii=False, date_format="iso")
    elif ending == ".csv":
        frame.to_csv(output, index=False)
    else:
        raise UsageError(f"a table is written as .csv, .parquet or .jsonl, not as {output.name}")


def _measure(
    source: Any,
    kind: str,
    settings: dict[str, Any],
    output: Path | None,
    how: str | None,
    seed: int,
) -> None:
    frame, draw = _MEASURES[kind](source, settings, seed)
    if output is None or output.suffix.lower() not in PICTURES:
        return _print_frame(frame, output, how)
    if draw is None:
        raise UsageError(f"there is no picture of {kind}; write .csv, .parquet or .jsonl")
    from onrecord.networks.pictures import save

    click.echo(str(save(draw(), output)))
    return None


Measured = tuple["pd.DataFrame", Callable[[], Any] | None]


def _counts(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    from onrecord.networks import count_statements, pictures

    frame = count_statements(source, **settings)
    return frame.reset_index(), lambda: pictures.draw_bars(frame)


def _frequency(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    from onrecord.networks import count_over_time, pictures, statement_table

    by = settings.pop("by", None) or settings.pop("window", None) or "month"
    frame = count_over_time(statement_table(source), settings.pop("variable1", None), by)
    if settings:
        raise UsageError(f"frequency takes --rows and --by, not {', '.join(settings)}")
    return frame.reset_index(), lambda: pictures.draw_frequency(frame)


def _centrality(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    from onrecord.networks import centrality
    from onrecord.networks import network as make

    found = make(source, "subtract", **settings)
    if isinstance(found, list):
        import pandas as pd

        frames = [centrality(one).assign(middle=one.middle) for one in found]
        return (pd.concat(frames).reset_index() if frames else pd.DataFrame()), None
    return centrality(found).sort_values("degree", ascending=False).reset_index(), None


def _coalitions(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    import pandas as pd

    from onrecord.networks import find_coalitions, find_stable_coalitions, pictures
    from onrecord.networks import network as make

    if "window" in settings or "by" in settings:
        series = find_coalitions(source, seed=seed, **settings)
        rows = [
            {"middle": one.middle, "actor": actor, "coalition": group + 1, "method": one.best}
            for one in series
            for actor, group in one.groups.items()
        ]
        return pd.DataFrame(rows), None
    found = find_stable_coalitions(source, seed=seed, **settings)
    frame = pd.DataFrame({
        "actor": found.labels,
        "coalition": [member + 1 for member in found.members],
        "stability": found.stability,
        "method": found.method,
    })  # fmt: skip

    def draw() -> Any:
        options = {"normalization": "average", **settings}
        agreement: Any = make(source, "subtract", **options)
        return pictures.draw_network(agreement, coalitions=found, seed=seed)

    return frame.sort_values(["coalition", "stability"], ascending=[True, False]), draw


def _polarization(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    import pandas as pd

    from onrecord.networks import find_polarization, pictures

    found = find_polarization(source, seed=seed, **settings)
    rows = [
        {"start": one.start, "middle": one.middle, "stop": one.stop, "score": one.score,
         "camps": [[label for label, member in zip(one.labels, one.members, strict=True)
                    if member == camp] for camp in sorted(set(one.members))]}
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows), lambda: pictures.draw_polarization(found)


def _backbone(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    import pandas as pd

    from onrecord.networks import find_backbone

    found = find_backbone(source, seed=seed, **settings)
    rows = [
        {"iteration": step.iteration, "concept": step.entity, "backbone_loss": step.backbone_loss,
         "redundant_loss": step.redundant_loss, "statements": step.statements}
        for step in found.steps
    ]  # fmt: skip
    return pd.DataFrame(rows), None


def _phases(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    import pandas as pd

    from onrecord.networks import find_phases, pictures

    found = find_phases(source, seed=seed, **settings)
    frame = pd.DataFrame({
        "middle": found.middles,
        "state": [state + 1 for state in found.states],
        "silhouette": found.silhouette,
        "x": found.positions[:, 0],
        "y": found.positions[:, 1],
    })  # fmt: skip
    return frame, lambda: pictures.draw_phases(found)


def _error_bars(source: Any, settings: dict[str, Any], seed: int) -> Measured:
    from onrecord.networks import network_with_error_bars, pictures

    found = network_with_error_bars(source, "subtract", seed=seed, **settings)
    order = found.edges["weight"].abs().sort_values(ascending=False, kind="stable").index
    return found.edges.reindex(order), lambda: pictures.draw_recurrence(found)


_MEASURES: dict[str, Callable[[Any, dict[str, Any], int], Measured]] = {
    "counts": _counts,
    "frequency": _frequency,
    "centrality": _centrality,
    "coalitions": _coalitions,
    "polarization": _polarization,
    "backbone": _backbone,
    "phases": _phases,
    "error-bars": _error_bars,
}


def _exchange(
    kind: str, url: str, output: Path | None, file: Path | None, password: str | None
) -> None:
    """Write the record for DNA, or bring back what was corrected there."""
    from onrecord.networks import bring_back, dna_of_record, read_dna, write_dna
    from onrecord.record import Record

    with Record.open(url, create=False) as record:
        if kind == "corrections":
            if file is None:
                raise UsageError("say which file holds them: --from FILE.dna")
            count = bring_back(record, read_dna(file))
            click.echo(f"{count} correction{'s' * (count != 1)} brought back")
            return
        if output is None:
            raise UsageError("say which file to write: -o FILE.dna")
        if password is None:
            password = click.prompt("Password for the coder Admin", hide_input=True, err=True,
                                    confirmation_prompt=True)  # fmt: skip
        dna = dna_of_record(record, password=str(password))
        write_dna(dna, output)
    for repair in dna.repairs:
        click.echo(f"note: {repair}", err=True)
    click.echo(str(output))
