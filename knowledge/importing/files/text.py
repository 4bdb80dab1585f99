"""Delimited text as a source: comma, semicolon, tab or bar, in the encodings that spreadsheets write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from knowledge.importing.files.base import FileSource
from knowledge.importing.files.chunking import chunks_of
from knowledge.importing.files.content import Content, content_of
from knowledge.importing.files.dialect import Dialect, dialect_of
from knowledge.importing.files.encoding import Encoding, encoding_of
from knowledge.importing.files.identity import Identity
from knowledge.importing.files.layout import Layout, lay_out
from knowledge.importing.files.lines import Lines
from knowledge.importing.files.records import Record
from knowledge.importing.files.signatures import Kind, kind_of
from knowledge.importing.files.unreadable import READABLE, Unreadable
from knowledge.importing.source import Chunk


class TextRecords:
    """One pass over the records of a text file."""

    def __init__(self, content: Content, encoding: Encoding, dialect: Dialect) -> None:
        self._lines = Lines(content, encoding)
        self._dialect = dialect

    @property
    def read(self) -> int:
        """Bytes of the file."""
        return self._lines.read

    @property
    def taken(self) -> int:
        """Characters of the text."""
        return self._lines.taken

    def __iter__(self) -> Iterator[Record]:
        return self._dialect.records(self._lines)


@dataclass(frozen=True, kw_only=True)
class TextSource(FileSource):
    """A text file whose encoding, separator and header are known."""

    content: Content
    encoding: Encoding
    dialect: Dialect
    layout: Layout

    def _read(self, rows: int) -> Iterator[Chunk]:
        records = TextRecords(self.content, self.encoding, self.dialect)
        yield from chunks_of(self.name, records, self.layout, rows)


def open_text(identity: Identity, *, compressed: bool = False) -> TextSource:
    """Find out how a text file is written.

    Raises:
        Unreadable: It is no text, or has no header.
    """
    content = content_of(identity.path, identity.stamp.size, compressed=compressed)
    if compressed and kind_of(content.head()) is not Kind.TEXT:
        raise Unreadable(f"{READABLE}; unpack this compressed file first")
    encoding = encoding_of(content)
    dialect = dialect_of(Lines(content, encoding))
    layout = lay_out(partial(TextRecords, content, encoding, dialect))
    return TextSource(
        identity=identity,
        name=identity.name,
        stem=identity.stem,
        header=layout.labels,
        size=identity.stamp.size,
        remarks=(*filter(None, [encoding.remark]), *layout.remarks),
        content=content,
        encoding=encoding,
        dialect=dialect,
        layout=layout,
    )
