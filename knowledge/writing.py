"""Writing rows that may be written twice: what is already there wins, or is replaced, in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, literal

from knowledge.upserting import upserting


def insert_once(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert the row unless one with the same key is there; whether it was inserted.

    Values of None are left to the column's NULL, so that a JSON column never holds a JSON `null`; moments
    are kept in UTC.
    """
    present = {name: _kept(value) for name, value in row.items() if value is not None}
    statement = upserting(connection, table).values(present).on_conflict_do_nothing().returning(literal(1))
    return connection.execute(statement).first() is not None


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows, replacing those with the same primary key. Every row holds every column."""
    if not rows:
        return
    statement = upserting(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def storable(text: str) -> str:
    """The text without NUL, which PostgreSQL cannot hold, and with lone surrogates replaced."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC. SQLite keeps no zone: what comes back without one was UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _kept(value: object) -> object:
    return in_utc(value) if isinstance(value, datetime) else value
