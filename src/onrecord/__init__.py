"""onrecord reads a folder of political news into a record that can be checked."""

__version__ = "0.1.0"
