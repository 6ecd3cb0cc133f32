"""Exceptions that a caller may catch. Every message is one line that names the file and what to do."""

from __future__ import annotations


class QingdanError(Exception):
    """Anything that qingdan raises on purpose."""


class ReadError(QingdanError):
    """A file that gives no document."""

    status = "broken"
    """Why, from the closed list of the ledger: `unsupported encrypted broken`."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


class UnsupportedFormatError(ReadError):
    """The bytes are of a form that no reader takes."""

    status = "unsupported"


class EncryptedFileError(ReadError):
    """The file asks for a password."""

    status = "encrypted"


class BrokenFileError(ReadError):
    """The file is damaged beyond reading, or holds nothing."""

    status = "broken"


class RulePackError(QingdanError):
    """A rule pack that cannot be used; the message names file, key and what to do."""


class MetadataError(QingdanError):
    """A table of what the user knows that cannot be used; the message names file, line and what to do."""


class ExportError(QingdanError):
    """An output that cannot be written; the message names the target and what to do."""


class MissingExtraError(QingdanError):
    """A format whose library is not installed; the message says what to install."""
