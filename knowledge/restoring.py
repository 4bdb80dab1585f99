"""Taking back what one import changed, wherever nothing newer stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    RowMapping,
    Table,
    and_,
    delete,
    exists,
    not_,
    null,
    or_,
    select,
    tuple_,
)

from knowledge.errors import IdentityError
from knowledge.identity import unmerge
from knowledge.identity.kept_rows import for_sql
from knowledge.reassigning import holding
from knowledge.replacing import MERGES, RESTORED, digest_of
from knowledge.stored_settings import grow_data_version
from knowledge.tables import (
    INCOMING,
    drafts,
    follow_ups,
    imports,
    merged_partners,
    plays_done,
    readings,
    replaced_rows,
    vectors,
)
from knowledge.upserting import upserting
from tools import schema

_AT_ONCE: Final = 200
_KEYS: Final = {name: tuple(column.name for column in table.primary_key) for name, table in RESTORED.items()}
_WORK: Final = (drafts, follow_ups, plays_done)
"""Work about a partner, which would be left without one."""


@dataclass
class Undone:
    """What became of an import that was taken back.

    Attributes:
        restored: Rows that are as they were before it, rows that it brought and that are gone included.
        left: Table to rows that stay, as something newer was said of them or others name them.
        partners: Those whose rows they are.
        everybody: Whether a row of nobody in particular, such as a rate, was among them.
    """

    restored: int = 0
    left: dict[str, int] = field(default_factory=dict)
    partners: set[str] = field(default_factory=set)
    everybody: bool = False

    @property
    def rows_left(self) -> int:
        """Over all tables."""
        return sum(self.left.values())


def take_back(connection: Connection, upload_id: str, run_id: int | None, now: datetime) -> Undone:
    """Put back what the import of an upload changed; the caller's transaction holds it.

    Rows that it brought go unless others name them; rows that it changed are as they were unless they have
    been changed since. Derived rows, such as readings of notes that are gone, go with them.

    Args:
        connection: In a transaction that writes.
        upload_id: Under which the changes were kept.
        run_id: Of the import: its files count as never read.
        now: The moment.
    """
    undone = Undone()
    by = f"undo:{upload_id}"
    _take_apart(connection, upload_id, by, now)
    for table, rows in _kept(connection, upload_id):
        _put_back(connection, table, rows, undone, by)
    connection.execute(delete(replaced_rows).where(replaced_rows.c.upload_id == upload_id))
    if run_id is not None:
        connection.execute(delete(imports).where(imports.c.run_id == run_id))
    _forget_derived(connection)
    grow_data_version(connection, None if undone.everybody else undone.partners)
    return undone


def _take_apart(connection: Connection, upload_id: str, by: str, now: datetime) -> None:
    """Partners that became one because of it are two again."""
    merges = and_(replaced_rows.c.upload_id == upload_id, replaced_rows.c.table_name == MERGES)
    order = replaced_rows.c.number.desc()
    for key in connection.scalars(select(replaced_rows.c.row_key).where(merges).order_by(order)).all():
        try:
            unmerge(connection, key["source_id"], by, now)
        except IdentityError:
            continue  # somebody has taken them apart since


def _kept(connection: Connection, upload_id: str) -> Iterator[tuple[Table, list[RowMapping]]]:
    """What was kept, the last change first, in portions of one table."""
    ours = and_(replaced_rows.c.upload_id == upload_id, replaced_rows.c.table_name != MERGES)
    before: int | None = None
    while True:
        older = ours if before is None else and_(ours, replaced_rows.c.number < before)
        query = select(replaced_rows).where(older).order_by(replaced_rows.c.number.desc()).limit(_AT_ONCE)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        before = rows[-1]["number"]
        for name, some in groupby(rows, key=lambda row: str(row["table_name"])):
            yield RESTORED[name], list(some)


def _put_back(
    connection: Connection, table: Table, rows: Sequence[RowMapping], undone: Undone, by: str
) -> None:
    keys = {_key(table, row["row_key"]): row for row in rows}
    current = _current(connection, table, list(keys))
    untouched = {key: row for key, row in keys.items() if _stands(current.get(key), row["after"], by)}
    gone = [key for key, row in untouched.items() if not row["was_there"]]
    named = _named(connection, table, gone)
    gone = [key for key in gone if key not in named]
    was = [_typed(table, row["before"]) for row in untouched.values() if row["was_there"]]
    back = holding(connection, table, was)
    if gone:
        connection.execute(delete(table).where(_among(table, gone)))
    if back:
        _write(connection, table, back)
    _count(table, rows, current, len(gone) + len(back), back, undone)


def _count(
    table: Table,
    rows: Sequence[RowMapping],
    current: Mapping[tuple[object, ...], Mapping[str, object]],
    done: int,
    back: Sequence[Mapping[str, object]],
    undone: Undone,
) -> None:
    if table.name not in INCOMING:
        return
    undone.restored += done
    if left := len(rows) - done:
        undone.left[table.name] = undone.left.get(table.name, 0) + left
    undone.everybody = undone.everybody or "partner_id" not in table.c
    undone.partners |= {str(row["partner_id"]) for row in (*current.values(), *back) if row.get("partner_id")}


def _stands(current: Mapping[str, object] | None, after: str, by: str) -> bool:
    """Whether a row is as the import left it; pairs of partners that were just taken apart are."""
    if current is None:
        return not after
    return bool(after) and (digest_of(current) == after or current.get("decided_by") == by)


def _current(
    connection: Connection, table: Table, keys: Sequence[tuple[object, ...]]
) -> dict[tuple[object, ...], dict[str, object]]:
    names = _KEYS[table.name]
    found = connection.execute(select(table).where(_among(table, keys))).mappings()
    return {tuple(row[name] for name in names): dict(row) for row in found}


def _among(table: Table, keys: Sequence[tuple[object, ...]]) -> ColumnElement[bool]:
    columns = list(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


def _named(
    connection: Connection, table: Table, keys: Sequence[tuple[object, ...]]
) -> frozenset[tuple[object, ...]]:
    """Those of the rows that others name."""
    users = list(_users(table))
    if not users or not keys:
        return frozenset()
    query = select(*table.primary_key).where(_among(table, keys), or_(*users))
    return frozenset(tuple(row) for row in connection.execute(query))


def _users(table: Table) -> Iterator[ColumnElement[bool]]:
    if table.name not in INCOMING:
        return
    key = next(iter(table.primary_key))
    for other in schema.TABLES:
        for column in other.columns:
            if column.references == table.name:
                yield exists().where(INCOMING[other.name].c[column.name] == key)
    if table is INCOMING["partners"]:
        yield exists().where(merged_partners.c.partner_id == key)
        for work in _WORK:
            yield exists().where(work.c.partner_id == key)


def _write(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    statement = upserting(connection, table)
    if table.name in INCOMING:
        values = [for_sql(connection, table, row) for row in rows]
    else:
        values = [_bound(table, row) for row in rows]
    changed = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    keys = list(_KEYS[table.name])
    connection.execute(statement.values(values).on_conflict_do_update(index_elements=keys, set_=changed))


def _bound(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    return {
        name: null() if value is None and isinstance(table.c[name].type, JSON) else value
        for name, value in row.items()
    }


def _key(table: Table, kept: Mapping[str, object]) -> tuple[object, ...]:
    typed = _typed(table, kept)
    return tuple(typed[name] for name in _KEYS[table.name])


def _typed(table: Table, kept: Mapping[str, object]) -> dict[str, Any]:
    """The row of that table again; None in columns that it did not have when it was kept."""
    return {column.name: _value(column.type, kept.get(column.name)) for column in table.columns}


def _value(kind: object, value: object) -> object:
    if isinstance(value, str) and isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(kind, Date) else value


def _forget_derived(connection: Connection) -> None:
    """What was read out of notes goes with them."""
    notes = INCOMING["notes"]
    for derived in (vectors, readings):
        there = exists().where(notes.c.note_id == derived.c.note_id)
        connection.execute(delete(derived).where(not_(there)))
