"""Statements with an actor, a concept and a stance come in; networks and their measures go out.

Matrices, coalitions, backbones and pictures come with how far they can be trusted, and files in
the formats of other tools. What a coalition means, and which window is the right one, stays with
the reader.
"""

from onrecord.networks.api import event_list, network
from onrecord.networks.network import Network
from onrecord.networks.options import KINDS, Options
from onrecord.networks.sources import statement_table
from onrecord.networks.table import StatementTable

__all__ = [
    "KINDS", "Network", "Options", "StatementTable", "event_list", "network",
    "statement_table",
]  # fmt: skip
