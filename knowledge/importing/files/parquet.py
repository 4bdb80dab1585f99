"""Parquet as a source: its columns as text, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.importing.files.arrow import bytes_of, is_long, texts_of
from knowledge.importing.files.base import FileSource
from knowledge.importing.files.chunking import MOST_CHARACTERS, rows_within
from knowledge.importing.files.content import most_unpacked, too_large
from knowledge.importing.files.identity import Identity
from knowledge.importing.files.layout import each_once, label_of
from knowledge.importing.files.unreadable import READABLE, Unreadable
from knowledge.importing.source import Chunk

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile


@dataclass(frozen=True, kw_only=True)
class ParquetSource(FileSource):
    """A Parquet file; `size` and `Chunk.read` count records."""

    def _read(self, rows: int) -> Iterator[Chunk]:
        read = 0
        try:
            with _opened(self.identity.path) as file:
                for batch in self._batches(file, rows):
                    lines = range(read + 1, read + 1 + batch.num_rows)
                    read += batch.num_rows
                    cells = dict(zip(self.header, map(texts_of, batch.columns), strict=True))
                    yield Chunk(lines, cells, read=read)
        except Unreadable as error:
            yield Chunk((), dict.fromkeys(self.header, ()), (error.problem(self.name),), read=read)

    def _batches(self, file: ParquetFile, rows: int) -> Iterator[RecordBatch]:
        unpacked, most = 0, most_unpacked(self.identity.stamp.size)
        for batch in file.iter_batches(batch_size=_rows_at_once(file, rows)):
            unpacked += _bytes_of(batch)
            if unpacked > most:
                raise too_large(most)
            yield from _halved(batch)


def open_parquet(identity: Identity) -> ParquetSource:
    """Read what a Parquet file says of itself.

    Raises:
        Unreadable: It is damaged, encrypted, or has no columns.
    """
    with _opened(identity.path) as file:
        names, records = file.schema_arrow.names, file.metadata.num_rows
    layout = each_once(0, {position: label_of(name) for position, name in enumerate(names)})
    return ParquetSource(
        identity=identity,
        name=identity.name,
        stem=identity.stem,
        header=layout.labels,
        size=records,
        remarks=layout.remarks,
    )


def _rows_at_once(file: ParquetFile, rows: int) -> int:
    """As many records as a chunk has room for, by what the file says of them: an item of a list is a cell."""
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    for group in filter(lambda group: group.num_rows, groups):
        columns = [group.column(number) for number in range(group.num_columns)]
        cells = sum(column.num_values for column in columns) / group.num_rows
        length = sum(column.total_uncompressed_size for column in columns) / group.num_rows
        rows = min(rows_within(rows, cells), max(1, int(MOST_CHARACTERS / max(length, 1))))
    return rows


def _bytes_of(batch: RecordBatch) -> int:
    return sum(map(bytes_of, batch.columns))


def _halved(batch: RecordBatch) -> Iterator[RecordBatch]:
    """The batch in pieces that a chunk has room for: one text of a file may stand in each of its records."""
    if batch.num_rows < 2 or _bytes_of(batch) <= MOST_CHARACTERS:  # noqa: PLR2004  there is no half of one
        yield batch
        return
    half = batch.num_rows // 2
    yield from _halved(batch.slice(0, half))
    yield from _halved(batch.slice(half))


@contextmanager
def _opened(path: Path) -> Iterator[ParquetFile]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile, read_schema

    try:
        with path.open("rb") as stored:
            # a text that is stored once for many records is kept once
            long = [field.name for field in read_schema(stored) if is_long(field.type)]
            with ParquetFile(stored, read_dictionary=long) as file:
                yield file
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = " ".join(str(error).split())
        raise Unreadable(f"{READABLE}; this Parquet file is damaged: {reason}") from error
