"""What one import changed, row by row: the row as it was, and a digest of what the import made of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any, Final, TypeVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    cast,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import DropTable

from knowledge.identity.kept_rows import Row, to_json
from knowledge.importing.money import amounts_of
from knowledge.reassigning import DECISIONS
from knowledge.tables import (
    INCOMING,
    attribute_changes,
    merged_partners,
    partner_matches,
    replaced_rows,
    settings,
)
from tools import schema

T = TypeVar("T")

MERGES: Final = "merges"
"""Stands in `table_name` for a partner that became part of another one by itself."""
_BESIDE: Final = (*DECISIONS, attribute_changes, merged_partners)
_SETTINGS: Final = ("through", "through_at", "matched_at")
_AT_ONCE: Final = 500
RESTORED: Final[Mapping[str, Table]] = {
    **{table.name: table for table in DECISIONS},
    **INCOMING,
    **{table.name: table for table in (*_BESIDE, partner_matches, settings)},
}
"""Tables whose rows can be put back, by name: last of all what people decided of the others."""


@dataclass
class Recorder:
    """Looks on at an import and keeps what it changes; `finish` writes it down.

    Attributes:
        upload_id: Under which it is kept.
        most: Beyond so many changed rows nothing is kept, and the import cannot be taken back.
        changes: New and changed rows of each table, complete after `before_match`.
    """

    upload_id: str
    most: int
    changes: dict[str, Changes] = field(default_factory=dict)
    _copies: dict[str, Table] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def before_write(self, connection: Connection, table: schema.Table) -> None:
        """Copy what the file may change: its table, and what hangs on it."""
        touched = [INCOMING[table.name], *_BESIDE]
        if table is schema.FX:  # amounts are converted again
            touched += [INCOMING[one.name] for one in schema.TABLES if amounts_of(one)]
        for one in touched:
            self._copy(connection, one)

    def before_match(self, connection: Connection) -> None:
        """Compare, and copy what finding the same partners twice may change."""
        for name in [one for one in RESTORED if one in self._copies]:
            self.changes[name] = Changes.between(connection, RESTORED[name], self._copies[name])
        if self.fits:
            for name in self.changes:
                self._keep(connection, RESTORED[name])
        for one in (merged_partners, partner_matches, settings):
            self._copy(connection, one)

    def finish(self, connection: Connection) -> None:
        """Keep what came last, and let go of the copies."""
        if self.fits:
            self._keep_merges(connection)
            for table in (partner_matches, settings):
                self._keep(connection, table)
        self.forget(connection)

    def forget(self, connection: Connection) -> None:
        """Let go of the copies."""
        for copy in self._copies.values():
            connection.execute(DropTable(copy, if_exists=True))
        self._copies.clear()

    @property
    def fits(self) -> bool:
        """Whether so much can be taken back."""
        return sum(one.rows for one in self.changes.values()) <= self.most

    def _copy(self, connection: Connection, table: Table) -> None:
        """The table as it is now, in place of an older copy."""
        copy = self._copies.get(table.name)
        if copy is not None and table is not merged_partners:
            return
        if copy is not None:
            connection.execute(DropTable(copy, if_exists=True))
        self._copies[table.name] = _copied(connection, table)

    def _keep(self, connection: Connection, table: Table) -> None:
        rows = (
            self._row(table.name, _key_of(table, before or after or {}), before, after)
            for before, after in _differences(connection, table, self._copies[table.name])
            if table is not settings or str((after or before or {}).get("name")) in _SETTINGS
        )
        for some in _batches(rows):
            connection.execute(insert(replaced_rows), some)

    def _keep_merges(self, connection: Connection) -> None:
        known = self._copies[merged_partners.name]
        new = not_(exists().where(known.c.source_id == merged_partners.c.source_id))
        sources = connection.scalars(select(merged_partners.c.source_id).where(new)).all()
        for source_id in sources:
            row = self._row(MERGES, {"source_id": source_id}, None, {"source_id": source_id})
            connection.execute(insert(replaced_rows), row)

    def _row(
        self, name: str, key: Mapping[str, object], before: Mapping[str, object] | None, after: object
    ) -> dict[str, object]:
        return {
            "upload_id": self.upload_id,
            "number": next(self._numbers),
            "table_name": name,
            "row_key": to_json(key),
            "was_there": before is not None,
            "before": _as_text(before) if before else {},
            "after": digest_of(after) if isinstance(after, Mapping) else "",
        }


@dataclass(frozen=True)
class Changes:
    """How many rows of a table an import brought, changed and removed."""

    new: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return self.new + self.changed + self.removed

    @classmethod
    def between(cls, connection: Connection, table: Table, copy: Table) -> Changes:
        """What differs between a table and what it was."""
        queries = (_new(table, copy), _changed(connection, table, copy), _removed(table, copy))
        counts = (select(func.count()).select_from(query.subquery()) for query in queries)
        return cls(*(connection.scalar(count) or 0 for count in counts))


def digest_of(row: Mapping[str, object]) -> str:
    """What tells whether a row still stands as an import left it."""
    return hashlib.sha256(json.dumps(_as_text(row), sort_keys=True, default=str).encode()).hexdigest()[:32]


def _as_text(row: Mapping[str, object]) -> Row:
    """The row as JSON; moments as text, too."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _key_of(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    return {column.name: row[column.name] for column in table.primary_key.columns}


def _copied(connection: Connection, table: Table) -> Table:
    """A temporary copy, which belongs to the connection."""
    copy = table.to_metadata(MetaData(), name=f"before_{table.name}")
    connection.execute(DropTable(copy, if_exists=True))
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE before_{table.name} AS SELECT {names} FROM {table.name}"
    )
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    connection.exec_driver_sql(f"CREATE UNIQUE INDEX {copy.name}_key ON {copy.name} ({keys})")
    return copy


def _differences(
    connection: Connection, table: Table, copy: Table
) -> Iterator[tuple[dict[str, object] | None, dict[str, object] | None]]:
    """Rows as they were and as they are; None for one that was not, or is not, there."""
    options = {"yield_per": _AT_ONCE}
    for row in connection.execute(_new(table, copy), execution_options=options).mappings():
        yield None, dict(row)
    width = len(table.columns)
    names = [column.name for column in table.columns]
    for both in connection.execute(_changed(connection, table, copy), execution_options=options):
        yield (
            dict(zip(names, both[width:], strict=True)),
            dict(zip(names, both[:width], strict=True)),
        )
    for row in connection.execute(_removed(table, copy), execution_options=options).mappings():
        yield dict(row), None


def _same_key(table: Table, copy: Table) -> ColumnElement[bool]:
    return and_(*(column == copy.c[column.name] for column in table.primary_key.columns))


def _new(table: Table, copy: Table) -> Select[Any]:
    return select(table).where(not_(exists().where(_same_key(table, copy))))


def _removed(table: Table, copy: Table) -> Select[Any]:
    return select(copy).where(not_(exists().where(_same_key(table, copy))))


def _changed(connection: Connection, table: Table, copy: Table) -> Select[Any]:
    differs = or_(*(_differs(connection, column, copy.c[column.name]) for column in table.columns))
    columns = [*table.columns, *copy.columns]
    joined = select(*(column.label(f"c{place}") for place, column in enumerate(columns)))
    return joined.select_from(table.join(copy, _same_key(table, copy))).where(differs)


def _differs(
    connection: Connection, now: ColumnElement[Any], then: ColumnElement[Any]
) -> ColumnElement[bool]:
    if not isinstance(now.type, JSON):
        return now.is_distinct_from(then)
    comparable = Text if connection.dialect.name == "sqlite" else postgresql.JSONB
    return cast(now, comparable).is_distinct_from(cast(then, comparable))


def _batches(rows: Iterable[T]) -> Iterator[Sequence[T]]:
    """The rows in portions that fit into one statement."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some
