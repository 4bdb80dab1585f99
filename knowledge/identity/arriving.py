"""Rows of partners that come in again after they were merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Column, Connection, Table, delete, select, update

from knowledge.identity.filling import emptied, fill_from
from knowledge.identity.kept_rows import Row, for_sql
from knowledge.identity.merging import by_partner, differing, fills_of, keep_fills, rows_of, write_row
from knowledge.identity.past import note_changes
from knowledge.identity.set_aside import PARTNERS, SetAside, keep, set_aside
from knowledge.stored_settings import grow_data_version
from knowledge.tables import ATTRIBUTES, FIRST_IMPORTED_ON, merged_partners


def take_merged(connection: Connection, staged: Table, day: date) -> int:
    """Take what belongs to merged partners out of the rows that are about to be written.

    A row of a partner that is part of another one leaves `staged`; it refreshes the row set aside and what
    that fills. A row of a partner that has parts is filled in `staged` where its file says nothing, so that
    writing it takes nothing away; what its file says, and no part said before, is its own from now on.

    Args:
        connection: The caller commits.
        staged: A table with columns of partners; one that it does not have stays as it is.
        day: From which what came in counts.

    Returns:
        How many merged partners changed.
    """
    known = set_aside(connection)
    if not known:
        return 0
    fresh = _refreshed(_staged(connection, staged, merged_partners.c.source_id), known)
    into = _staged(connection, staged, merged_partners.c.partner_id)
    for source_id, one in fresh.items():
        note_changes(connection, known[source_id].row, one.row, day)
    keep(connection, fresh.values())
    gone = staged.c.partner_id.in_(select(merged_partners.c.source_id))
    connection.execute(delete(staged).where(gone))
    affected = into.keys() | {one.partner_id for one in fresh.values()}
    _fill(connection, staged, into, affected, known | fresh, day)
    if fresh:
        grow_data_version(connection, affected)
    return len(fresh)


def _staged(connection: Connection, staged: Table, ids: Column[str]) -> dict[str, Row]:
    """Staged rows whose id is among these, by id, with the columns that files of partners have."""
    names = {column.name for column in PARTNERS.columns} - {FIRST_IMPORTED_ON}  # of a known partner, it stays
    columns = [column for column in staged.columns if column.name in names]
    rows = connection.execute(select(*columns).where(staged.c.partner_id.in_(select(ids)))).mappings()
    return {row["partner_id"]: dict(row) for row in rows}


def _refreshed(rows: Mapping[str, Row], known: Mapping[str, SetAside]) -> dict[str, SetAside]:
    """The merged partners whose row says something else now."""
    updated = {source_id: _updated(known[source_id].row, row) for source_id, row in rows.items()}
    return {
        source_id: replace(known[source_id], row=row)
        for source_id, row in updated.items()
        if row != known[source_id].row
    }


def _updated(row: Row, arriving: Row) -> Row:
    """The row with what arrives; attributes that do not arrive stay."""
    cells = [cells for cells in (row[ATTRIBUTES], arriving.get(ATTRIBUTES)) if isinstance(cells, dict)]
    return row | arriving | ({ATTRIBUTES: {**cells[0], **cells[-1]}} if cells else {})


def _fill(
    connection: Connection,
    staged: Table,
    into: Mapping[str, Row],
    partner_ids: Iterable[str],
    known: Mapping[str, SetAside],
    day: date,
) -> None:
    """Fill these partners anew: in `staged` where it holds them, else where they are stored."""
    parts = by_partner(known.values())
    for partner_id, stored in rows_of(connection, partner_ids).items():
        arriving = into.get(partner_id, {})
        own = emptied(_updated(stored, arriving), fills_of(parts[partner_id]))
        row, filled = fill_from(own, (one.source for one in parts[partner_id]))
        coming = {name: row[name] for name in arriving}
        _write_staged(connection, staged, partner_id, differing(coming, arriving))
        write_row(connection, stored, differing(_without(row, arriving), stored), day)
        keep_fills(connection, parts[partner_id], filled)


def _write_staged(connection: Connection, staged: Table, partner_id: str, values: Row) -> None:
    if values:
        own = staged.c.partner_id == partner_id
        connection.execute(update(staged).where(own).values(for_sql(connection, staged, values)))


def _without(row: Row, arriving: Row) -> Row:
    return {name: value for name, value in row.items() if name not in arriving}
