"""A record comes in, as far as its tables and texts can be read. A folder of pages goes out that
opens from disk: who said what, to whom, when, and the exact words, on every page. It decides
nothing: what it shows is in the record, and where it counts or ranks, the page says how.
"""

from onrecord.report.readable import Readable
from onrecord.report.write import write_report

__all__ = ["Readable", "write_report"]
