"""Rows out of SQL as columns, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
from sqlalchemy import Connection, String, select, type_coerce

from knowledge.columns.batches import in_batches
from knowledge.columns.rows import MISSING_DAY, NOBODY, PARTNER, Array, Column, Kind, Rows, coded, kind_of
from knowledge.tables import INCOMING

_AT_ONCE: Final = 50_000  # rows that Python holds as objects


def read_rows(
    connection: Connection, table: str, names: Collection[str], partner_ids: Collection[str] | None = None
) -> Rows:
    """These columns of a table.

    Args:
        connection: Nothing is written.
        table: Name of an incoming table whose rows belong to partners.
        names: Of the columns, those beside included.
        partner_ids: Whose rows; None for everybody's.
    """
    ordered = sorted(names)
    stored = INCOMING[table].c
    # text as the driver gives it: parsing a date per row would cost more than reading it
    columns = [stored[PARTNER], *(type_coerce(stored[name], String) for name in ordered)]
    chunks: list[list[pa.Array]] = [[] for _name in columns]
    kinds = [Kind.WORDS, *(kind_of(table, name) for name in ordered)]
    for query in in_batches(select(*columns), stored[PARTNER], partner_ids):
        for rows in connection.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
            for kept, kind, cells in zip(chunks, kinds, zip(*rows, strict=True), strict=True):
                kept.append(_array(kind, cells))
    made = [_column(kind, kept) for kind, kept in zip(kinds, chunks, strict=True)]
    return Rows(table, made[0], dict(zip(ordered, made[1:], strict=True)))


def _array(kind: Kind, cells: Sequence[Any]) -> pa.Array:
    if kind is Kind.NUMBERS:
        return pa.array(cells, pa.float64())
    if kind is Kind.FLAGS:
        return pa.array([float(bool(cell)) for cell in cells], pa.float64())
    if kind is Kind.WORDS:
        return pa.array(cells, pa.string()).dictionary_encode()
    return pa.array(_days(cells))


def _days(cells: Sequence[Any]) -> Array:
    """Days since 1970; each date is parsed once, however many rows have it."""
    encoded = pa.array(cells).dictionary_encode()
    if pa.types.is_null(encoded.type.value_type):
        return np.full(len(cells), MISSING_DAY, np.int32)
    known = encoded.dictionary.cast(pa.date32()).cast(pa.int32()).to_numpy()
    days = np.append(known, MISSING_DAY).astype(np.int32)
    found: Array = days[encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)]
    return found


def _column(kind: Kind, chunks: list[pa.Array]) -> Column:
    if kind is Kind.WORDS:
        return coded(pa.chunked_array(chunks) if chunks else NOBODY)
    dtype = np.int32 if kind is Kind.DAYS else np.float64
    parts = [chunk.to_numpy(zero_copy_only=False) for chunk in chunks]
    return Column(np.concatenate(parts).astype(dtype, copy=False) if parts else np.empty(0, dtype))
