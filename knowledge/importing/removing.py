"""Rows that a full export no longer has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    exists,
    func,
    not_,
    null,
    or_,
    select,
    true,
)

from knowledge.exchanges import OUR_OWN
from knowledge.importing.changed import Changed
from knowledge.importing.money import amounts_in
from knowledge.introductions import forget_introductions
from knowledge.plays import forget_plays
from knowledge.replaced import forget_removed
from knowledge.tables import INCOMING, merged_partners, readings, vectors
from tools import schema

_DERIVED = (vectors, readings)
"""What was made from a note goes with it."""

TAKEN_IN_SLACK = ("note:", OUR_OWN)
"""Ids of notes and of activities that nobody imported begin with these."""


@dataclass(frozen=True)
class Truth:
    """The files of one table in a full export.

    Attributes:
        present: One temporary table per file, with the keys of all its rows.
        prefix: Of the keys that the files speak for (`hubspot:`); empty for our own.
        foreign: Prefixes that our own files do not speak for: of systems, and of what was taken in Slack.
    """

    table: schema.Table
    present: Sequence[Table]
    prefix: str
    foreign: Collection[str]

    @property
    def absent(self) -> ColumnElement[bool]:
        """That a stored row is one the files speak for and do not have."""
        return self.lacks({name: INCOMING[self.table.name].c[name] for name in self.table.key})

    def lacks(self, key: Mapping[str, ColumnElement[Any]]) -> ColumnElement[bool]:
        """That the files speak for that key and do not have it."""
        return and_(
            self._speaks_for(key[self.table.key[0]]),
            *(
                not_(exists().where(*(present.c[name] == column for name, column in key.items())))
                for present in self.present
            ),
        )

    def _speaks_for(self, key: ColumnElement[str]) -> ColumnElement[bool]:
        if self.prefix:
            return key.startswith(self.prefix, autoescape=True)
        return and_(true(), *(not_(key.startswith(prefix, autoescape=True)) for prefix in self.foreign))


def remove_absent(connection: Connection, truth: Truth) -> Changed:
    """Remove rows that a full export no longer has, unless another row names them; which went."""
    table = truth.table
    stored = INCOMING[table.name]
    absent = and_(truth.absent, *_unnamed(table))
    owner = stored.c.partner_id if "partner_id" in stored.c else null()
    removed = Changed.returned(connection.scalars(delete(stored).where(absent).returning(owner)))
    if removed.rows:
        forget_removed(connection, table.name)
    if removed.rows and table is schema.NOTES:
        for derived in _DERIVED:
            kept = exists().where(stored.c.note_id == derived.c.note_id)
            connection.execute(delete(derived).where(not_(kept)))
    if removed.rows and table is schema.PARTNERS:
        forget_introductions(connection, removed.partners)
        forget_plays(connection, removed.partners)
    return removed


def absent_parts(connection: Connection, truth: Truth) -> list[str]:
    """Ids of partners that are part of another one, and that a full export of partners no longer has."""
    source = merged_partners.c.source_id
    return list(connection.scalars(select(source).where(truth.lacks({"partner_id": source}))))


def absent_but_named(connection: Connection, truth: Truth) -> int:
    """How many rows are not in the files and stay, since others name them."""
    named = [not_(one) for one in _unnamed(truth.table)]
    if not named:
        return 0
    stored = INCOMING[truth.table.name]
    return connection.scalar(select(func.count()).select_from(stored).where(truth.absent, or_(*named))) or 0


def _unnamed(table: schema.Table) -> Iterator[ColumnElement[bool]]:
    """That no row of another table names the row."""
    key = INCOMING[table.name].c[table.key[0]]
    if table is schema.FX:
        yield from (not_(exists().where(*used)) for used in amounts_in(key))
    if table is schema.PARTNERS:
        yield not_(exists().where(merged_partners.c.partner_id == key))
    for other in schema.TABLES:
        for column in other.columns:
            if column.references == table.name:
                yield not_(exists().where(INCOMING[other.name].c[column.name] == key))
