"""The partners themselves, as they are now."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, String, func, select, type_coerce

from knowledge.columns.batches import in_batches
from knowledge.tables import FIRST_IMPORTED_ON, INCOMING
from tools import schema
from tools.attribute_history import ATTRIBUTES_SINCE
from tools.portfolio import DATE_TYPE, typed

_NAMES: Final = [column.name for column in schema.PARTNERS.columns]
_LISTS: Final = [column.name for column in schema.PARTNERS.of_type(schema.Type.NAMES)]


def read_partners(connection: Connection, partner_ids: Collection[str] | None = None) -> pd.DataFrame:
    """Partners by id, sorted in Python, so that every database sorts alike.

    Args:
        connection: Nothing is written.
        partner_ids: Whom; None for everybody.

    Returns:
        The columns of the partners table, amounts in base currency, and the day of the first import.
    """
    stored = INCOMING["partners"].c
    columns = (*(type_coerce(_in_base(name), String) for name in _NAMES), stored[FIRST_IMPORTED_ON])
    queries = in_batches(select(*columns), stored.partner_id, partner_ids)
    rows = [tuple(row) for query in queries for row in connection.execute(query)]
    frame = pd.DataFrame(rows, columns=[*_NAMES, ATTRIBUTES_SINCE])
    for name in _LISTS:
        frame[name] = _lists(frame[name])
    partners = typed(frame.drop(columns=ATTRIBUTES_SINCE), schema.PARTNERS)
    partners[ATTRIBUTES_SINCE] = pd.to_datetime(frame[ATTRIBUTES_SINCE]).astype(DATE_TYPE)
    partners = partners.set_index("partner_id").sort_index()
    partners.index = partners.index.astype("str")
    return partners


def _in_base(name: str) -> ColumnElement[Any]:
    """A column of partners; amounts in base currency, or as they are where no import has converted them."""
    stored = INCOMING["partners"].c
    converted = schema.in_base(name)
    return func.coalesce(stored[converted], stored[name]) if converted in stored else stored[name]


def _lists(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Lists as the driver gives them: SQLite as text, of which each is read once, PostgreSQL as lists."""
    texts = {cell for cell in cells if isinstance(cell, str)}
    known = {text: json.loads(text) for text in texts}
    lists = [known[cell] if isinstance(cell, str) else cell for cell in cells]
    return pd.Series(lists, index=cells.index, dtype="object")
