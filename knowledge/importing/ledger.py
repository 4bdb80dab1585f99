"""What came in, file by file, so that a file that did not change is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, and_, exists, func, insert, or_, select, true, update

from knowledge.identity import merged_ids
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.outcome import Outcome
from knowledge.tables import INCOMING, imports
from tools import schema

_VERSION: Final = "1"  # of the reading of files: another number has every file read again


def digest_of(connection: Connection, feed: Feed, base_currency: str) -> str:
    """SHA-256 of all that the rows of a file depend on beside other rows: bytes, mapping, what names mean.

    Which partners are one counts for all that name one; rates, for what they are rates to; and where a row
    may name a partner or manager by its name, or is left out if nobody bears it, all names do.
    """
    parts = [_VERSION, feed.source.digest, feed.digest, feed.prefix, feed.source.name]
    named = {column.references for column in feed.table.columns if column.references}
    if feed.table is schema.FX:
        parts.append(base_currency)
    if "partners" in named:
        parts += (f"{source}>{partner}" for source, partner in sorted(merged_ids(connection).items()))
    if feed.by_name or feed.skips_strangers:
        parts += (name for table in sorted(named) for name in _names(connection, table))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _names(connection: Connection, table: str) -> Iterator[str]:
    stored = INCOMING[table].c
    key = INCOMING[table].primary_key.columns[0]
    if "name" in stored:
        columns = [stored[name] for name in ("name", "aliases") if name in stored]
        rows = connection.execute(select(key, *columns).order_by(key))
        yield from (repr(tuple(row)) for row in rows)


def rows_of_same(connection: Connection, feed: Feed, digest: str) -> int | None:
    """How many rows the file has, if exactly this file came in last; None if it must be read.

    It must be read too after another file changed the table. Files of one run are loaded in one order, so
    those that came after it do not count: they have the last word again.
    """
    table = imports.c.table_name == feed.table.name
    own = and_(table, imports.c.file_name == feed.source.name)
    newest = select(imports).where(own).order_by(imports.c.import_id.desc()).limit(1)
    last = connection.execute(newest).first()
    if last is None or last.digest != digest:
        return None
    other = and_(table, imports.c.file_name != feed.source.name, imports.c.import_id > last.import_id)
    other = and_(other, imports.c.run_id.is_distinct_from(last.run_id))
    changed = or_(imports.c.rows_changed > 0, imports.c.rows_removed > 0)
    if connection.scalar(select(exists().where(other, changed))):
        return None
    rows: int = last.rows_in
    return rows


def note_file(
    connection: Connection,
    feed: Feed,
    outcome: Outcome,
    changed: int,
    *,
    digest: str,
    run_id: int,
    now: datetime,
) -> None:
    """Keep that the file came in; a file that left rows out is read again next time, as more may be known."""
    entry = insert(imports).values(
        run_id=run_id,
        table_name=feed.table.name,
        file_name=feed.source.name,
        imported_at=now.astimezone(UTC),
        digest=None if outcome.rows_bad else digest,
        rows_in=outcome.rows_in,
        rows_changed=changed,
        rows_rejected=outcome.rows_bad,
        rows_skipped=outcome.rows_skipped,
    )
    connection.execute(entry)


def last_change(connection: Connection, *tables: str) -> int:
    """A number that grows whenever a file changes one of these tables; of all tables if none is named."""
    changed = or_(imports.c.rows_changed > 0, imports.c.rows_removed > 0)
    among = imports.c.table_name.in_(tables) if tables else true()
    return connection.scalar(select(func.max(imports.c.import_id)).where(changed, among)) or 0


def note_removed(connection: Connection, run_id: int, table: str, rows: int) -> None:
    """Keep how many rows of a table a full import removed, beside the first of its files."""
    first = select(func.min(imports.c.import_id)).where(
        imports.c.run_id == run_id, imports.c.table_name == table
    )
    entry = update(imports).where(imports.c.import_id == first.scalar_subquery())
    connection.execute(entry.values(rows_removed=rows))
