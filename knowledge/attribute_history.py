"""The history of partners' attributes, as imports have kept it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from knowledge.freshness import through_of
from knowledge.tables import attribute_changes


def changes_after(connection: Connection, as_of: date) -> pd.DataFrame:
    """Changes that an import saw after the end of `as_of`, for `tools.attribute_history.as_they_were`.

    None on the last day that the data covers, or later: what an import brings is what is known on that day,
    also where its newest event is older than the import.
    """
    through = through_of(connection)
    until = date.max if through is not None and as_of >= through else as_of
    stored = attribute_changes.c
    columns = (stored.partner_id, stored.attribute, stored.changed_on, stored.before)
    rows = connection.execute(select(*columns).where(stored.changed_on > until))
    return pd.DataFrame([tuple(row) for row in rows], columns=[column.name for column in columns])
