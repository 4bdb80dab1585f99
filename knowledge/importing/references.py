"""Keys of other tables: a row may only name what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from sqlalchemy import Connection, select

from knowledge.importing.nearest import did_you_mean
from knowledge.importing.rows import Rows
from knowledge.tables import INCOMING
from tools import schema

_SUGGESTED: Final = 50  # unknown keys that get suggestions: each searches all partners, 20 ms for 100,000

KeptOut: TypeAlias = Mapping[str, frozenset[str] | None]
"""Tables whose file stayed out, with the keys in it; None if the file could not be read at all."""


def waits_for(kept_out: KeptOut, table: str, key: str) -> bool:
    """Whether `key` stands, or may stand, in a file that stayed out."""
    return table in kept_out and ((keys := kept_out[table]) is None or key in keys)


def check_references(connection: Connection, rows: Rows, kept_out: KeptOut) -> None:
    """Refuse rows that name an unknown partner or manager; those that wait for a file are told of once."""
    for column in rows.table.columns:
        if column.references and column.name in rows.values:
            _check_column(rows, column, _known_keys(connection, column.references), kept_out)


def _known_keys(connection: Connection, table: str) -> frozenset[str]:
    return frozenset(connection.execute(select(INCOMING[table].primary_key.columns[0])).scalars())


def _check_column(rows: Rows, column: schema.Column, known: frozenset[str], kept_out: KeptOut) -> None:
    table = column.references or ""
    waiting: list[int] = []
    expected: dict[str, str] = {}
    for row, key in enumerate(rows.values[column.name]):
        if not isinstance(key, str) or key in known:
            continue
        if waits_for(kept_out, table, key):
            waiting.append(row)
            continue
        if key not in expected:
            expected[key] = _expected(table, key, known if len(expected) < _SUGGESTED else frozenset())
        rows.refuse(row, column.name, expected[key])
    rows.refuse_waiting(waiting, column.name, f"{table}.csv")


def _expected(table: str, key: str, known: frozenset[str]) -> str:
    noun = table.removesuffix("s")
    return f"a known {noun}, in {table}.csv or imported before{did_you_mean(key, known)}"
