"""What a file is, by its first bytes: an `.xls` may be text, and a `.csv` a workbook."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import Final

from knowledge.importing.files.unreadable import READABLE, Unreadable


class Kind(StrEnum):
    """How the content of a file is to be read."""

    TEXT = auto()
    WORKBOOK = auto()
    PARQUET = auto()
    GZIP = auto()


_KINDS: Final = {
    b"PK\x03\x04": Kind.WORKBOOK,
    b"\xd0\xcf\x11\xe0": Kind.WORKBOOK,
    b"PAR1": Kind.PARQUET,
    b"\x1f\x8b": Kind.GZIP,
}
_FOREIGN: Final = {
    b"%pdf": "a PDF file",
    b"\x89png": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"gif8": "a picture",
    b"{\\rtf": "a text document",
    b"<!doctype": "a web page; open it in a spreadsheet and save it as Excel",
    b"<html": "a web page; open it in a spreadsheet and save it as Excel",
    b"<table": "a web page; open it in a spreadsheet and save it as Excel",
    b"<?xml": "XML; open it in a spreadsheet and save it as Excel",
    b'{"': "JSON",
    b"[{": "JSON",
}


def kind_of(head: bytes) -> Kind:
    """The kind of content that begins like this; text if nothing speaks against it.

    Raises:
        Unreadable: It is something else than a table.
    """
    for signature, kind in _KINDS.items():
        if head.startswith(signature):
            return kind
    begin = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, name in _FOREIGN.items():
        if begin.startswith(signature):
            raise Unreadable(f"{READABLE}; this is {name}")
    return Kind.TEXT
