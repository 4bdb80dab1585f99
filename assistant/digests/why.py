"""Why a partner was in a digest: what was new, the reasons, how it stood before, which rows came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from assistant.digests.week import SINCE
from assistant.standing import Standing
from knowledge.rows import partner_rows
from tools import schema
from tools.about import About, Slots
from tools.attention.kinds import LANE
from tools.facts import Fact, Kind, Statement, Unit
from tools.opening import row_keys

ROWS: Final = Kind("digest.rows_new", Unit.COUNT, "rows that came in")
TABLE: Final = Kind("digest.rows_table", Unit.LABEL, "table")
_NAMED: Final = 8  # rows that a figure opens to


def because(connection: Connection, partner_id: str, now: Standing, before: Standing) -> Iterator[Statement]:
    """Every reason with its day; `now` is what the digest told, `before` what the one before did."""
    about = About(now.portfolio, partner_id)
    since = Fact(SINCE, None, before.as_of, now.as_of)
    item, then = now.attention.item(partner_id), before.attention.item(partner_id)
    slots: Slots = {"partner": about.partner(), "since": since}
    if item is None:
        yield Statement("digest.why_gone", slots)
        return
    lane = about.fact(LANE, f"lane.{item.lane}")
    if then is None:
        yield Statement("digest.why_new", slots | {"lane": lane})
    elif then.lane is not item.lane:
        was = About(before.portfolio, partner_id).fact(LANE, f"lane.{then.lane}")
        yield Statement("digest.why_moved", slots | {"lane": lane, "was": was})
    elif partner_id in now.attention.new_since(before.attention, [partner_id]):
        yield Statement("digest.why_worse", slots | {"lane": lane})
    else:
        yield Statement("digest.why_still", slots | {"lane": lane})
    yield from (_without_name(reason) for reason in item.reasons)
    if then is not None:
        yield Statement("digest.week_before", {"since": since})
        yield _without_name(then.reasons[0])
    yield from _rows(connection, about, since, before)


def _without_name(reason: Statement) -> Statement:
    """The reason as a further one: whom it is about was said."""
    slots = {name: fact for name, fact in reason.slots.items() if name != "partner"}
    return Statement(f"{reason.key}_also", slots)


def _rows(connection: Connection, about: About, since: Fact, before: Standing) -> Iterator[Statement]:
    """What came in about the partner within the week, table by table."""
    known = partner_rows(connection, [about.partner_id], about.portfolio.as_of)
    tables = {one.name: one for one in schema.TABLES}
    came = False
    for name, rows in known.items():
        fresh = _fresh(rows, tables[name], before)
        if fresh.empty:
            continue
        came = True
        keys = row_keys(fresh.head(_NAMED), tables[name])
        count = Fact(ROWS, about.partner_id, len(fresh), about.portfolio.as_of, name, rows=tuple(keys))
        table = about.fact(TABLE, f"table.{name}", name)
        yield Statement("digest.rows", {"since": since, "rows": count, "table": table})
    if not came:
        yield Statement("digest.no_rows", {"since": since})


def _fresh(rows: pd.DataFrame, table: schema.Table, before: Standing) -> pd.DataFrame:
    """Rows whose event, or whose end, is later than the week before."""
    day = pd.Timestamp(before.as_of)
    dated = [name for name in (table.event_date, *_ENDS.get(table.name, ())) if name]
    if not dated:
        return rows.iloc[:0]
    later: pd.Series[bool] = pd.concat([rows[name] > day for name in dated], axis=1).any(axis=1)
    return rows.loc[later]


_ENDS: Final = {"deals": ("closed_on",), "tickets": ("closed_on",), "leads": ("decided_on",)}
