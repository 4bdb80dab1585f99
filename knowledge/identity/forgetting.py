"""Merged partners that their system no longer has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import CompoundSelect, Connection, select, union

from knowledge.identity.decisions import forget_gone
from knowledge.identity.filling import emptied
from knowledge.identity.merging import by_partner, fills_of, refill, rows_of
from knowledge.identity.moving import ABOUT_PARTNERS
from knowledge.identity.set_aside import SetAside, forget, keep, set_aside
from knowledge.stored_settings import grow_data_version
from knowledge.tables import SOURCE_ID


def forget_absent(connection: Connection, absent: Collection[str], day: date) -> int:
    """Forget merged partners that a full import no longer has: what they filled is empty again.

    One that rows of other tables still name stays, as a partner of its own would.

    Args:
        connection: The caller commits.
        absent: Ids of merged partners that the files speak for and do not have.
        day: From which on what is emptied counts.

    Returns:
        How many were forgotten.
    """
    known = set_aside(connection)
    named = set(connection.scalars(_named()))
    gone = {source_id for source_id in known.keys() & set(absent) if source_id not in named}
    left = by_partner(one for one in known.values() if one.source_id not in gone)
    affected = by_partner(known[source_id] for source_id in gone)
    for partner_id, parts in affected.items():
        stored = rows_of(connection, [partner_id])[partner_id]
        own = emptied(stored, fills_of([*parts, *left[partner_id]]))
        for one in parts:
            forget(connection, one.source_id)
        staying = [_without(one, gone) for one in left[partner_id]]
        keep(connection, staying)
        refill(connection, stored, own, staying, day)
    forget_gone(connection)
    if gone:
        grow_data_version(connection, affected)
    return len(gone)


def _named() -> CompoundSelect[str]:
    """Ids of merged partners that rows name as theirs."""
    named = (select(table.c[SOURCE_ID]).where(table.c[SOURCE_ID].is_not(None)) for table in ABOUT_PARTNERS)
    return union(*named)


def _without(one: SetAside, gone: Collection[str]) -> SetAside:
    followers = tuple(follower for follower in one.moved.followers if follower not in gone)
    return replace(one, moved=replace(one.moved, followers=followers))
