"""Staged rows into their table: new ones, and those that differ, in one statement."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.importing.changed import Changed
from knowledge.stored_settings import MOST_TOLD
from knowledge.tables import ATTRIBUTES, FIRST_IMPORTED_ON, INCOMING, SOURCE_ID
from knowledge.upserting import upserting
from tools import schema

_KEPT_WHEN_MISSING: Final = frozenset({"currency"})
"""Columns that the import adds where the file has none: a stored value stays if nothing is known."""


@dataclass(frozen=True)
class Merge:
    """One file's rows on their way into their table.

    Attributes:
        given: Columns that stand in the file; the other staged ones were added.
        attributes: Names of the attributes that the file has a column for.
    """

    connection: Connection
    staged: Table
    table: schema.Table
    given: frozenset[str]
    attributes: tuple[str, ...]

    def run(self) -> Changed:
        """Write the rows; a column that is not staged keeps its value. Which were new or differed."""
        names = [column.name for column in self.staged.columns]
        missing = [column for column in self._stored.columns if column.default and column.name not in names]
        rows = select(
            *(self.staged.c[name] for name in names),
            *(self._json(literal_column("'[]'")) for _column in missing),
        )
        insert = upserting(self.connection, self._stored).from_select(
            [*names, *(column.name for column in missing)],
            rows.where(literal(1) == 1),  # SQLite cannot tell ON CONFLICT from a join otherwise
            include_defaults=False,
        )
        statement = self._or_update(insert, [name for name in names if name not in self.table.key])
        if not self.connection.scalar(select(exists(select(literal(1)).select_from(self._stored)))):
            return self._into_empty(statement)
        left = self._left()
        owner = self._stored.c.partner_id if "partner_id" in self._stored.c else null()
        changed = Changed.returned(self.connection.scalars(statement.returning(owner)))
        return replace(changed, partners=changed.partners | left)

    def _into_empty(self, statement: sqlite.Insert | postgresql.Insert) -> Changed:
        """All rows are new: naming each one's partner would only cost time."""
        rows = self.connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount
        if "partner_id" not in self.staged.c:
            return Changed(rows)
        partners = select(self.staged.c.partner_id).distinct().limit(MOST_TOLD + 1)
        return Changed(rows, frozenset(self.connection.scalars(partners)))

    def _left(self) -> frozenset[str]:
        """Partners whose rows are about to become another partner's."""
        if "partner_id" not in self._stored.c or "partner_id" in self.table.key:
            return frozenset()
        same = and_(*(self._stored.c[name] == self.staged.c[name] for name in self.table.key))
        old, new = self._stored.c.partner_id, self.staged.c.partner_id
        moved = select(old).distinct().join_from(self.staged, self._stored, same).where(old != new)
        return frozenset(self.connection.scalars(moved))

    @property
    def _stored(self) -> Table:
        return INCOMING[self.table.name]

    def _or_update(
        self, insert: sqlite.Insert | postgresql.Insert, names: list[str]
    ) -> sqlite.Insert | postgresql.Insert:
        key = list(self.table.key)
        new = {
            name: self._new_value(insert, name)
            for name in names
            if name != FIRST_IMPORTED_ON  # of a known partner, it stays
        }
        compared = {name: value for name, value in new.items() if name != SOURCE_ID}
        if not compared:
            return insert.on_conflict_do_nothing(index_elements=key)
        differs = or_(*(self._differs(self._stored.c[name], value) for name, value in compared.items()))
        return insert.on_conflict_do_update(index_elements=key, set_=new, where=differs)

    def _new_value(self, insert: sqlite.Insert | postgresql.Insert, name: str) -> ColumnElement[Any]:
        old, new = self._stored.c[name], insert.excluded[name]
        if name == ATTRIBUTES:
            return self._joined(old, new)
        if name == SOURCE_ID:  # our own export names the partner that a merged one became
            same = self._stored.c.partner_id == insert.excluded.partner_id
            return case((same, func.coalesce(new, old)), else_=new)
        if name in _KEPT_WHEN_MISSING and name not in self.given:
            return func.coalesce(new, old)
        return new

    def _joined(self, old: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[Any]:
        """The new attributes, and those of old that the file has no column for."""
        if self.connection.dialect.name == "sqlite":
            without = literal(json.dumps(dict.fromkeys(self.attributes)), Text)  # a null removes its name
            kept = func.json_patch(func.coalesce(cast(old, Text), "{}"), without)
            return self._json(func.json_patch(kept, cast(new, Text)))
        known = func.coalesce(cast(old, postgresql.JSONB), cast(literal_column("'{}'"), postgresql.JSONB))
        names = cast(postgresql.array(self.attributes, type_=Text), postgresql.ARRAY(Text))
        return self._json(known.op("-")(names).op("||")(cast(new, postgresql.JSONB)))

    def _json(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """A text as json: SQLite keeps json as text, and its CAST would make a number of it."""
        return type_coerce(value, JSON) if self.connection.dialect.name == "sqlite" else cast(value, JSON)

    def _differs(self, old: ColumnElement[Any], new: ColumnElement[Any]) -> ColumnElement[bool]:
        """Neither database compares json: one keeps the text as it was written, the other has `jsonb`."""
        if not isinstance(old.type, JSON):
            return old.is_distinct_from(new)
        comparable = Text if self.connection.dialect.name == "sqlite" else postgresql.JSONB
        return cast(old, comparable).is_distinct_from(cast(new, comparable))
