"""Settings that belong to the data kept beside it, such as `base_currency` and `through`."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, String, cast, select

from knowledge.tables import settings
from knowledge.upserting import upsert, upserting


def stored_setting(connection: Connection, name: str) -> str | None:
    """The value, or None if it was never stored."""
    value: str | None = connection.scalar(select(settings.c.value).where(settings.c.name == name))
    return value


def store_setting(connection: Connection, name: str, value: str) -> None:
    """Store a value, new or anew."""
    upsert(connection, settings, [{"name": name, "value": value}])


def data_version(connection: Connection) -> int:
    """0 at first; grows with every import that changed a row, so that what was computed can be compared."""
    return int(stored_setting(connection, "data_version") or 0)


def grow_data_version(connection: Connection) -> None:
    """Say that the data has changed; one statement, so that two imports at once count as two."""
    insert = upserting(connection, settings).values(name="data_version", value="1")
    grown = cast(cast(settings.c.value, Integer) + 1, String)
    connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": grown}))
