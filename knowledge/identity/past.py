"""What merging changed in the attributes of partners, kept so that earlier days stay as they were."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, delete

from knowledge.freshness import through_of
from knowledge.identity.kept_rows import Row
from knowledge.tables import FIRST_IMPORTED_ON, attribute_changes
from knowledge.upserting import upserting
from tools import schema

_KEY: Final = ("partner_id", "attribute", "changed_on")


def day_of(connection: Connection, today: date) -> date:
    """The day from which a decision holds: the last one that the data covers, as answers are given for it."""
    return min(through_of(connection) or today, today)


def note_changes(connection: Connection, before: Row, after: Row, day: date) -> None:
    """Keep what changes in a partner's row, from `day` on.

    Of several changes on one day, the first `before` and the last `after` count; none is left if they are
    the same. What changes on the day of a partner's first import is its first known value.
    """
    known = before.get(FIRST_IMPORTED_ON)
    if isinstance(known, date) and known >= day:
        return
    for name in schema.TRACKED:
        if name in after and after[name] != before[name]:
            _note(connection, str(before["partner_id"]), name, day, before=before[name], after=after[name])


def _note(
    connection: Connection, partner_id: str, name: str, day: date, *, before: object, after: object
) -> None:
    key = dict(zip(_KEY, (partner_id, name, day), strict=True))
    insert = upserting(connection, attribute_changes).values(**key, before=before, after=after)
    again = insert.on_conflict_do_update(index_elements=_KEY, set_={"after": insert.excluded.after})
    kept = connection.execute(again.returning(attribute_changes.c.before)).scalar_one()
    if kept == after:
        own = (attribute_changes.c[column] == value for column, value in key.items())
        connection.execute(delete(attribute_changes).where(*own))
