"""What an import changed in the attributes of partners, kept so that earlier days stay as they were."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Date,
    Table,
    Text,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from knowledge.tables import INCOMING, attribute_changes
from knowledge.upserting import upserting
from tools import schema


def record_changes(connection: Connection, staged: Table, day: date) -> None:
    """Before staged partners are written: keep what changes, from `day` on.

    Of several changes on one day, the first `before` and the last `after` count.
    """
    for name in schema.TRACKED:
        if name in staged.c:
            _record(connection, staged, name, day)


def _record(connection: Connection, staged: Table, name: str, day: date) -> None:
    stored = INCOMING["partners"]
    before, after = stored.c[name], staged.c[name]
    changed = (
        select(
            stored.c.partner_id,
            literal(name, Text),
            literal(day, Date),
            _as_json(connection, before),
            _as_json(connection, after),
        )
        .join(staged, staged.c.partner_id == stored.c.partner_id)
        .where(before.is_distinct_from(after))
    )
    columns = ["partner_id", "attribute", "changed_on", "before", "after"]
    insert = upserting(connection, attribute_changes).from_select(columns, changed)
    again = insert.on_conflict_do_update(
        index_elements=["partner_id", "attribute", "changed_on"], set_={"after": insert.excluded.after}
    )
    connection.execute(again)


def _as_json(connection: Connection, value: ColumnElement[object]) -> ColumnElement[object]:
    if connection.dialect.name == "sqlite":
        return type_coerce(func.json_quote(value), JSON)
    return cast(func.to_json(value), JSON)
