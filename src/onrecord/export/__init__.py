"""A record comes in; its tables go out as JSON Lines, CSV or Parquet, row by row.

A file is written whole or not at all. What the rows mean, and which there are, is decided above.
"""

from onrecord.export.tables import FORMATS, Format, write_table

__all__ = ["FORMATS", "Format", "write_table"]
