"""Statements with an actor, a concept and a stance come in; networks and their measures go out.

Matrices, coalitions, backbones and pictures come with how far they can be trusted, and files in
the formats of other tools. What a coalition means, and which window is the right one, stays with
the reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.networks.api import event_list, network
    from onrecord.networks.backbone import Backbone, evaluate_backbone, find_backbone
    from onrecord.networks.barplot import count_over_time, count_statements
    from onrecord.networks.coalitions import Coalitions, find_coalitions
    from onrecord.networks.convert import (
        edge_table,
        node_table,
        to_igraph,
        to_networkx,
        to_pandas,
        to_scipy,
    )
    from onrecord.networks.dna_build import (
        bring_back,
        build_dna,
        dna_of_record,
        find_corrections,
    )
    from onrecord.networks.dna_file import DnaFile, read_dna, write_dna
    from onrecord.networks.formats import write
    from onrecord.networks.measures import centrality, ei_index, modularity
    from onrecord.networks.options import KINDS, Options
    from onrecord.networks.phases import Phases, find_phases, slice_distances
    from onrecord.networks.polarization import Polarization, find_polarization
    from onrecord.networks.scaling import Scaling, scale_actors
    from onrecord.networks.sources import statement_table
    from onrecord.networks.table import StatementTable
    from onrecord.networks.types import Network
    from onrecord.networks.uncertainty import (
        StableCoalitions,
        Uncertain,
        find_stable_coalitions,
        measure_with_error_bars,
        network_with_error_bars,
    )
    from onrecord.networks.validity import check_windows

# Where each name comes from: imported when it is first used, so that the command line is quick.
_HOMES = {
    "api": ("event_list", "network"),
    "backbone": ("Backbone", "evaluate_backbone", "find_backbone"),
    "barplot": ("count_over_time", "count_statements"),
    "coalitions": ("Coalitions", "find_coalitions"),
    "convert": (
        "edge_table", "node_table", "to_igraph", "to_networkx", "to_pandas", "to_scipy",
    ),
    "dna_build": ("bring_back", "build_dna", "dna_of_record", "find_corrections"),
    "dna_file": ("DnaFile", "read_dna", "write_dna"),
    "formats": ("write",),
    "measures": ("centrality", "ei_index", "modularity"),
    "types": ("Network",),
    "options": ("KINDS", "Options"),
    "phases": ("Phases", "find_phases", "slice_distances"),
    "polarization": ("Polarization", "find_polarization"),
    "scaling": ("Scaling", "scale_actors"),
    "sources": ("statement_table",),
    "table": ("StatementTable",),
    "uncertainty": (
        "StableCoalitions", "Uncertain", "find_stable_coalitions",
        "measure_with_error_bars", "network_with_error_bars",
    ),
    "validity": ("check_windows",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "KINDS", "Backbone", "Coalitions", "DnaFile", "Network", "Options", "Phases",
    "Polarization", "Scaling", "StableCoalitions", "StatementTable", "Uncertain", "bring_back",
    "build_dna", "centrality", "check_windows", "count_over_time", "count_statements",
    "dna_of_record", "edge_table", "ei_index", "evaluate_backbone", "event_list",
    "find_backbone", "find_coalitions", "find_corrections", "find_phases", "find_polarization",
    "find_stable_coalitions", "measure_with_error_bars", "modularity", "network",
    "network_with_error_bars", "node_table", "read_dna", "scale_actors", "slice_distances",
    "statement_table", "to_igraph", "to_networkx", "to_pandas", "to_scipy", "write",
    "write_dna",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"onrecord.networks.{_MODULE_OF[name]}"), name)
