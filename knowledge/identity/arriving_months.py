"""Rows that come in for partners that are one where only one can stand under a key: usage of a month.

Each partner keeps its own: the row of the partner that stays wins, that of a merged one is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    RowMapping,
    Table,
    Tuple,
    and_,
    delete,
    func,
    select,
    tuple_,
    union,
)

from knowledge.identity.kept_rows import Row, to_json
from knowledge.identity.merging import batched, with_clashing
from knowledge.identity.moving import KEYED, key_of
from knowledge.identity.set_aside import SetAside, keep, set_aside
from knowledge.tables import INCOMING, SOURCE_ID, merged_partners

_Values: TypeAlias = tuple[object, ...]


@dataclass
class _Contest:
    """Rows under one key, by the partner that each is about.

    Attributes:
        stays: The partner that the others are part of.
        stored: The one row that is stored, if any.
    """

    stays: str
    stored: dict[str, Row] = field(default_factory=dict)
    arriving: dict[str, Row] = field(default_factory=dict)

    @property
    def winner(self) -> str:
        """Whose row stands under the key."""
        return self.stays if self.stays in self.arriving else min(self.stored or self.arriving)

    @property
    def losers(self) -> set[str]:
        """Whose rows are set aside."""
        return {*self.stored, *self.arriving} - {self.winner}

    @property
    def comes_back(self) -> bool:
        """Whether only what a merged partner said arrives: our own export names the one that stays."""
        if [*self.arriving] != [self.stays] or not self.stored:
            return False
        (stored,) = self.stored.values()
        said = self.arriving[self.stays].items()
        return all(stored[name] == value for name, value in said if name != SOURCE_ID)


def keep_clashing(connection: Connection, staged: Table, name: str) -> int:
    """Leave one row per key in `staged` and the incoming table together; the others stay with their partner.

    Args:
        connection: The caller commits.
        staged: Rows about to be written, with the key of the incoming table `name` and others of its columns.

    Returns:
        How many rows of merged partners say something new without being written.
    """
    table = INCOMING[name]
    if table not in KEYED or not (known := set_aside(connection)):
        return 0
    kept, count = dict[str, SetAside](), 0
    contests = _contests(connection, staged, table)
    for contest in contests.values():
        for source_id in contest.losers:
            kept[source_id], differs = _with_lost(kept.get(source_id, known[source_id]), contest, table)
            count += differs
    keep(connection, kept.values())
    _leave_out(connection, staged, contests, key_of(table))
    displaced = [key for key, contest in contests.items() if contest.stored.keys() & contest.losers]
    for some in batched(displaced):
        connection.execute(delete(table).where(_key(table, key_of(table)).in_(some)))
    return count


def _with_lost(one: SetAside, contest: _Contest, table: Table) -> tuple[SetAside, bool]:
    """The partner with its rows of the contest set aside, and whether the arriving one says something new."""
    stored, arriving = contest.stored.get(one.source_id), contest.arriving.get(one.source_id)
    before = _with_row(one, table, stored) if stored else one
    after = _with_row(before, table, arriving) if arriving else before
    return after, after != before


def _with_row(one: SetAside, table: Table, row: Row) -> SetAside:
    """With this row kept beside it; columns that the row does not have stay as they were kept."""
    own = to_json({**row, "partner_id": one.source_id, SOURCE_ID: None})
    key = key_of(table)
    kept = (old for old in one.moved.clashing.get(table.name, ()) if all(old[k] == own[k] for k in key))
    return with_clashing(one, {table.name: [next(kept, {}) | own]})


def _leave_out(
    connection: Connection, staged: Table, contests: Mapping[_Values, _Contest], key: list[str]
) -> None:
    lost = [
        (*values, source_id)
        for values, contest in contests.items()
        for source_id in contest.losers & contest.arriving.keys()
    ]
    for some in batched(lost):
        connection.execute(delete(staged).where(_key(staged, [*key, SOURCE_ID]).in_(some)))


def _contests(connection: Connection, staged: Table, table: Table) -> dict[_Values, _Contest]:
    """By key, where rows about several partners meet, unless nothing new arrives."""
    found: dict[_Values, _Contest] = {}
    contested = _contested(staged, table)
    for row in connection.execute(select(table).where(_key(table, key_of(table)).in_(contested))).mappings():
        _at(found, table, row).stored[_about(row)] = dict(row)
    for row in connection.execute(
        select(staged).where(_key(staged, key_of(table)).in_(contested))
    ).mappings():
        _at(found, table, row).arriving[_about(row)] = dict(row)
    return {key: contest for key, contest in found.items() if not contest.comes_back}


def _key(table: Table, names: Iterable[str]) -> Tuple:
    return tuple_(*(table.c[name] for name in names))


def _at(found: dict[_Values, _Contest], table: Table, row: RowMapping) -> _Contest:
    return found.setdefault(tuple(row[name] for name in key_of(table)), _Contest(row["partner_id"]))


def _about(row: RowMapping) -> str:
    about: str = row.get(SOURCE_ID) or row["partner_id"]
    return about


def _contested(staged: Table, table: Table) -> CompoundSelect[Any]:
    """The keys under which rows about several partners meet."""
    key = [staged.c[name] for name in key_of(table)]
    stays = staged.c.partner_id.in_(select(merged_partners.c.partner_id))
    twice = select(*key).where(stays).group_by(*key).having(func.count() > 1)
    same = and_(*(table.c[name] == staged.c[name] for name in key_of(table)))
    rivals = select(*key).join(table, same).where(_partner(table) != _partner(staged))
    return union(twice, rivals)


def _partner(table: Table) -> ColumnElement[str]:
    """The partner that a row is about."""
    return (
        func.coalesce(table.c[SOURCE_ID], table.c.partner_id) if SOURCE_ID in table.c else table.c.partner_id
    )
