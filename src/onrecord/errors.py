"""Every error that onrecord raises on purpose: imported by all rooms, imports none.

One subclass for each thing that a caller might do differently. A message says what, where and
what to try; only ``cli.main`` turns an error into text and an exit status.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The base of all of them."""


class InputError(OnrecordError):
    """One input cannot be read; the rest can. Becomes a row of the table ``problems``."""

    def __init__(self, path: str, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{path}: {message} {remedy}")
        self.path, self.code, self.message, self.remedy = path, code, message, remedy


class UsageError(OnrecordError):
    """The call itself is off: an unknown name, option or combination (exit status 2)."""


class RecordError(OnrecordError):
    """The record cannot be opened, read or written as it stands."""


class RecordLockedError(RecordError):
    """Another process is writing the record."""


class RecordVersionError(RecordError):
    """The record was written by a newer onrecord than this one."""


class UnknownActorError(OnrecordError):
    """No actor goes by this name, or several do; the message lists the nearest."""


class ModelError(OnrecordError):
    """A model is missing or its files are damaged."""
