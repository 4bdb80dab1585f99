"""Rows as they were before an import: kept for as long as it can be taken back, and no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Select, String, cast, delete, exists, not_, select

from knowledge.tables import INCOMING, replaced_rows, uploads
from knowledge.writing import in_utc

_LEFT_THERE: Final = cast(replaced_rows.c.after, String) != '""'  # JSON


def any_older(connection: Connection, before: datetime) -> bool:
    """Whether rows are kept of imports from before a moment."""
    found = select(replaced_rows.c.upload_id).where(replaced_rows.c.upload_id.in_(_older(before)))
    return connection.execute(found.limit(1)).first() is not None


def forget_older(connection: Connection, before: datetime) -> None:
    """Forget what imports from before a moment replaced."""
    connection.execute(delete(replaced_rows).where(replaced_rows.c.upload_id.in_(_older(before))))


def forget_removed(connection: Connection, table_name: str) -> None:
    """Forget how rows were that an import left there and that have gone since: nothing can put them back."""
    table = INCOMING[table_name]
    same = (
        cast(column, String) == replaced_rows.c.row_key[column.name].as_string()
        for column in table.primary_key
    )
    gone = not_(exists().where(*same))
    ours = replaced_rows.c.table_name == table_name
    connection.execute(delete(replaced_rows).where(ours, _LEFT_THERE, gone))


def _older(before: datetime) -> Select[tuple[str]]:
    return select(uploads.c.upload_id).where(uploads.c.changed_at < in_utc(before))
