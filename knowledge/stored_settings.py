"""Settings that belong to the data kept beside it, such as `base_currency` and `through`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, Integer, String, cast, delete, select

from knowledge.tables import changed_partners, settings
from knowledge.upserting import upsert, upserting

_VERSION: Final = "data_version"
_REBUILT: Final = "rebuilt_version"
_DATABASE: Final = "database_id"
MOST_TOLD: Final = 10_000
"""Changed partners that are told one by one; beyond, reading everything again is as quick."""


@dataclass(frozen=True)
class DataState:
    """Which state of which data.

    Attributes:
        database: Random, so that two databases are told apart; empty before the first import.
        version: 0 at first; grows with every import that changed a row.
        rebuilt: The last version that may have changed every partner.
    """

    database: str
    version: int
    rebuilt: int


def stored_setting(connection: Connection, name: str) -> str | None:
    """The value, or None if it was never stored."""
    value: str | None = connection.scalar(select(settings.c.value).where(settings.c.name == name))
    return value


def store_setting(connection: Connection, name: str, value: str) -> None:
    """Store a value, new or anew."""
    upsert(connection, settings, [{"name": name, "value": value}])


def data_version(connection: Connection) -> int:
    """0 at first; grows with every import that changed a row, so that what was computed can be compared."""
    return int(stored_setting(connection, _VERSION) or 0)


def data_state(connection: Connection) -> DataState:
    """The state of the data, in one query."""
    names = (_DATABASE, _VERSION, _REBUILT)
    rows = connection.execute(select(settings.c.name, settings.c.value).where(settings.c.name.in_(names)))
    found = {row.name: row.value for row in rows}
    version = int(found.get(_VERSION, 0))
    return DataState(found.get(_DATABASE, ""), version, int(found.get(_REBUILT, version)))


def changed_since(connection: Connection, then: DataState, now: DataState) -> frozenset[str] | None:
    """Partners of whom a row changed between two states; None if it may be everybody."""
    if then.database != now.database or not now.rebuilt <= then.version <= now.version:
        return None
    if then.version == now.version:
        return frozenset()
    changed = select(changed_partners.c.partner_id).where(changed_partners.c.version > then.version)
    return frozenset(connection.scalars(changed))


def grown(connection: Connection, name: str) -> int:
    """Count one up, from 1 on. Whoever counts next waits for the commit, so that numbers show in order."""
    insert = upserting(connection, settings).values(name=name, value="1")
    more = cast(cast(settings.c.value, Integer) + 1, String)
    counted = insert.on_conflict_do_update(index_elements=["name"], set_={"value": more})
    return int(connection.scalar(counted.returning(settings.c.value)) or 0)


def grow_data_version(connection: Connection, partners: Collection[str] | None) -> None:
    """Say that the data has changed; one statement counts, so that two imports at once count as two.

    Args:
        connection: The caller commits.
        partners: Those of whom a row is new, differs or is gone; None if it may be everybody.
    """
    version = grown(connection, _VERSION)
    if partners is None or len(partners) > MOST_TOLD:
        store_setting(connection, _REBUILT, str(version))
        connection.execute(delete(changed_partners))
    else:
        rows = [{"partner_id": one, "version": version} for one in sorted(partners)]
        upsert(connection, changed_partners, rows)
    begun = [{"name": _DATABASE, "value": uuid4().hex}, {"name": _REBUILT, "value": str(version)}]
    connection.execute(upserting(connection, settings).values(begun).on_conflict_do_nothing())
