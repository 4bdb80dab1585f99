"""Columns on disk: one Arrow file per table, mapped into memory, replaced as a whole."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np
import pyarrow as pa

from knowledge.columns.rows import PARTNER, Column, Rows, kind_of

_FORMAT: Final = "1"  # of these files: another number has every one built again


def save_rows(folder: Path, rows: Rows, database: str, version: int) -> None:
    """Keep the rows as they were in that version; a reader sees the file of before or this one, never half.

    A disk that is full or may not be written only costs the time to build them again.
    """
    columns = {PARTNER: rows.partners, **rows.columns}
    told = {**_belongs_to(rows.table, database, rows.columns), "version": str(version), "sum": _sum(columns)}
    arrays = [_array(column) for column in columns.values()]
    batch = pa.record_batch(arrays, names=[*columns]).replace_schema_metadata(told)
    aside = folder / f".{rows.table}.{uuid4().hex}"
    with suppress(OSError):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with pa.OSFile(str(aside), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
                writer.write_batch(batch)
            os.replace(aside, _path(folder, rows.table))  # noqa: PTH105 - atomic, as pathlib's is, and says so
        finally:
            aside.unlink(missing_ok=True)


def open_rows(folder: Path, table: str, database: str) -> tuple[Rows, int] | None:
    """The kept rows of a table and their version; None if damaged, or not of this database."""
    with suppress(OSError, pa.ArrowException, KeyError, ValueError):
        with pa.memory_map(str(_path(folder, table))) as source:
            batch = pa.ipc.open_file(source).get_batch(0)
        told = {name.decode(): value.decode() for name, value in batch.schema.metadata.items()}
        columns = {name: _column(batch.column(name)) for name in batch.schema.names}
        partners = columns.pop(PARTNER)
        expected = _belongs_to(table, database, columns)
        whole = told["sum"] == _sum({PARTNER: partners, **columns})
        if whole and all(told[name] == value for name, value in expected.items()):
            return Rows(table, partners, columns), int(told["version"])
    return None


def _path(folder: Path, table: str) -> Path:
    return folder / f"{table}.arrow"


def _belongs_to(table: str, database: str, columns: Mapping[str, Column]) -> dict[str, str]:
    """What must be the same for a file to be of use."""
    kinds = {name: kind_of(table, name) for name in sorted(columns)}
    described = hashlib.sha256(json.dumps([_FORMAT, table, kinds]).encode()).hexdigest()
    return {"database": database, "columns": described}


def _sum(columns: Mapping[str, Column]) -> str:
    """A sum over all bytes: a file that was half written, or damaged since, has another one."""
    total = 0
    for column in columns.values():
        for part in _parts(column):
            total = zlib.crc32(part, total)
    return str(total)


def _parts(column: Column) -> Iterator[pa.Buffer | bytes]:
    yield pa.py_buffer(np.ascontiguousarray(column.values))
    if column.words is not None:
        yield "\x1f".join(column.words.to_pylist()).encode("utf-8", "surrogatepass")


def _array(column: Column) -> pa.Array:
    values = pa.array(column.values)
    if column.words is None:
        return values
    # places outside the dictionary stand for a missing word: with nulls, a file could not be used as it lies
    return pa.DictionaryArray.from_arrays(values, column.words, safe=False)


def _column(array: pa.Array) -> Column:
    if isinstance(array, pa.DictionaryArray):
        return Column(array.indices.to_numpy(), array.dictionary)
    return Column(array.to_numpy())
