"""Rows of other tables follow a partner into the one that it is part of, and come back.

What follows: every incoming row; readings and vectors of its notes; its drafts, which may only be changed by
whoever may write to their partner; plays done with it; digests in which it is muted. What stays under its own
id, where it is found again: the history of its attributes, its snapshots, what reviews decided of it, which
say what that row was, who snoozed it, and introductions, which are read as the other partner's. What stays as
it was written: questions, feedback, digests posted, changes asked for, and the outbox, which are records of
what was said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    delete,
    func,
    null,
    or_,
    select,
    update,
)

from knowledge.identity.kept_rows import Row, for_sql, from_json, to_json
from knowledge.identity.set_aside import SetAside
from knowledge.tables import (
    INCOMING,
    SOURCE_ID,
    digest_settings,
    drafts,
    merged_partners,
    plays_done,
    readings,
    vectors,
)
from knowledge.writing import insert_once

ABOUT_PARTNERS: Final = tuple(table for table in INCOMING.values() if SOURCE_ID in table.c)
"""Incoming tables whose rows are about a partner."""

KEYED: Final = tuple(table for table in ABOUT_PARTNERS if "partner_id" in table.primary_key.columns)
"""Of these, the ones in which a partner has one row per month or the like."""

_FROM_NOTES: Final = (readings, vectors)
_notes: Final = INCOMING["notes"]
_merged: Final = select(merged_partners.c.source_id)

Clashing = dict[str, dict[str, list[Row]]]
"""Id of a merged partner to table to rows."""


def follow(connection: Connection) -> int:
    """Every row that names a merged partner names the one that it is part of; how many rows did not."""
    moved = 0
    for table in (*ABOUT_PARTNERS, *_FROM_NOTES, drafts, plays_done):
        into = select(merged_partners.c.partner_id).where(merged_partners.c.source_id == table.c.partner_id)
        values: dict[str, Any] = {"partner_id": into.scalar_subquery()}
        if SOURCE_ID in table.c:
            values[SOURCE_ID] = func.coalesce(table.c[SOURCE_ID], table.c.partner_id)
        named = table.c.partner_id.in_(_merged)
        moved += connection.execute(update(table).where(named).values(values)).rowcount
    return moved


def take_clashing(connection: Connection) -> Clashing:
    """Take out rows that cannot follow, since the other partner has one under the same key: usage of a month.

    Its own row stays; theirs come back when the partners are taken apart.
    """
    taken: Clashing = defaultdict(dict)
    for table in KEYED:
        for row in connection.execute(_clashing(table)).mappings().all():
            key = [table.c[name] == row[name] for name in key_of(table)]
            connection.execute(delete(table).where(*key))
            taken[row["partner_id"]].setdefault(table.name, []).append(to_json(dict(row)))
    return taken


def put_clashing(connection: Connection, one: SetAside, partner_id: str) -> dict[str, list[Row]]:
    """Put rows that were taken out back under that partner where nothing is in the way; those left over."""
    left: dict[str, list[Row]] = {}
    for name, rows in one.moved.clashing.items():
        table = INCOMING[name]
        for kept in rows:
            row = from_json(table, kept)
            if partner_id != one.source_id:
                row |= {SOURCE_ID: row[SOURCE_ID] or one.source_id, "partner_id": partner_id}
            if not insert_once(connection, table, for_sql(connection, table, row)):
                left.setdefault(name, []).append(kept)
    return left


def come_back(connection: Connection, one: SetAside, followers: Collection[str]) -> None:
    """The rows of a partner, and of what was part of it, name it again."""
    ids = [one.source_id, *followers]
    for table in ABOUT_PARTNERS:
        own = case((table.c[SOURCE_ID] == one.source_id, null()), else_=table.c[SOURCE_ID])
        theirs = (table.c.partner_id == one.partner_id) & table.c[SOURCE_ID].in_(ids)
        connection.execute(update(table).where(theirs).values({"partner_id": one.source_id, SOURCE_ID: own}))
    put_clashing(connection, one, one.source_id)
    notes = select(_notes.c.note_id).where(_notes.c.partner_id == one.source_id)
    for table in _FROM_NOTES:
        _rename(connection, table, one, table.c.note_id.in_(notes))
    _rename(connection, drafts, one, drafts.c.draft_id.in_(one.moved.drafts))
    _rename(connection, plays_done, one, plays_done.c.play_done_id.in_(one.moved.plays))
    _unmute(connection, one)


def drafts_of(connection: Connection, partner_ids: Iterable[str]) -> dict[str, list[str]]:
    """Partner to the ids of its drafts."""
    return _ids_of(connection, drafts, drafts.c.draft_id, partner_ids)


def plays_of(connection: Connection, partner_ids: Iterable[str]) -> dict[str, list[str]]:
    """Partner to the ids of the records of plays done with it."""
    return _ids_of(connection, plays_done, plays_done.c.play_done_id, partner_ids)


def _ids_of(
    connection: Connection, table: Table, key: ColumnElement[str], partner_ids: Iterable[str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    wanted = frozenset(partner_ids)
    for partner_id, row_id in connection.execute(select(table.c.partner_id, key).order_by(key)):
        if partner_id in wanted:
            found[partner_id].append(row_id)
    return found


def mute_followers(connection: Connection, into: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    """Where a merged partner is muted, the other one is; per merged partner, e-mail to what was muted before.

    Args:
        into: Merged partner to the one that it is part of.
    """
    before: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for email, muted in list(_muted(connection)):
        for merged in into.keys() & set(muted):
            before[merged][email] = muted
        followed = _renamed(muted, into)
        if followed != muted:
            _mute(connection, email, followed)
    return before


def _unmute(connection: Connection, one: SetAside) -> None:
    """What was muted before is again, unless the person has changed it since."""
    now = dict(_muted(connection))
    for email, before in one.moved.muted.items():
        muted = now.get(email, [])
        if muted == _renamed(before, {one.source_id: one.partner_id}):
            _mute(connection, email, before)
        elif one.partner_id in muted:
            _mute(connection, email, [*muted, one.source_id])


def _muted(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    query = select(digest_settings.c.manager_email, digest_settings.c.muted_partner_ids)
    return ((email, muted) for email, muted in connection.execute(query))


def _mute(connection: Connection, email: str, muted: list[str]) -> None:
    own = digest_settings.c.manager_email == email
    connection.execute(update(digest_settings).where(own).values(muted_partner_ids=muted))


def _renamed(partner_ids: Iterable[str], into: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(into.get(partner_id, partner_id) for partner_id in partner_ids))


def _rename(connection: Connection, table: Table, one: SetAside, which: ColumnElement[bool]) -> None:
    there = and_(table.c.partner_id == one.partner_id, which)
    connection.execute(update(table).where(there).values(partner_id=one.source_id))


def key_of(table: Table) -> list[str]:
    """The names of the columns of its primary key."""
    return [column.name for column in table.primary_key]


def _clashing(table: Table) -> Select[Any]:
    """Rows of merged partners whose key the other partner has, or a sister among the merged ones."""
    own, merged = table.alias("own"), merged_partners.alias("sister")
    rest = [name for name in key_of(table) if name != "partner_id"]
    same = and_(*(own.c[name] == table.c[name] for name in rest))
    theirs = select(own.c.partner_id).where(same, own.c.partner_id == merged_partners.c.partner_id)
    sisters = (
        select(own.c.partner_id)
        .join(merged, merged.c.source_id == own.c.partner_id)
        .where(same, merged.c.partner_id == merged_partners.c.partner_id)
        .where(own.c.partner_id < table.c.partner_id)
    )
    joined = table.join(merged_partners, merged_partners.c.source_id == table.c.partner_id)
    return select(table).select_from(joined).where(or_(theirs.exists(), sisters.exists()))
