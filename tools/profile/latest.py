"""What happened last with a partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About, Slots
from tools.facts import Audience, Fact, Kind, Statement, Unit
from tools.opening import row_keys

EVENT: Final = Kind("event.kind", Unit.LABEL, "what happened", Audience.SHAREABLE)
HAPPENED_ON: Final = Kind("event.on", Unit.DATE, "happened on", Audience.SHAREABLE)
_NAMED: Final = 3


@dataclass(frozen=True)
class _Event:
    """Rows of a table that tell of one kind of event, by `column`, where another column has a value."""

    label: str
    table: schema.Table
    column: str
    where: str = ""
    value: str = ""


_EVENTS: Final = (
    _Event("event.deal_won", schema.DEALS, "closed_on", "stage", "won"),
    _Event("event.deal_lost", schema.DEALS, "closed_on", "stage", "lost"),
    _Event("event.deal_opened", schema.DEALS, "created_on", "stage", "open"),
    _Event("event.lead_brought", schema.LEADS, "created_on", "direction", "in"),
    _Event("event.certified", schema.CERTIFICATIONS, "earned_on"),
    _Event("event.delivered", schema.PROJECTS, "delivered_on"),
    _Event("event.ticket", schema.TICKETS, "opened_on"),
    _Event("event.answered", schema.SURVEYS, "date"),
)


def latest(about: About, rows: Mapping[str, pd.DataFrame]) -> Iterator[Statement]:
    """The newest events, one of each kind.

    Args:
        about: Which partner.
        rows: The partner's rows as known that day (`knowledge.rows.partner_rows`).
    """
    found = [row for event in _EVENTS if (row := _newest(about, event, rows[event.table.name]))]
    found.sort(key=lambda row: str(row[1].value), reverse=True)
    slots: Slots = {}
    for number, (what, on) in enumerate(found[:_NAMED], 1):
        slots |= {f"what{number}": what, f"on{number}": on}
    if slots:
        yield Statement(f"profile.latest_{len(slots) // 2}", slots)


def _newest(about: About, event: _Event, rows: pd.DataFrame) -> tuple[Fact, Fact] | None:
    """What and when, of the newest such row up to the day."""
    chosen = rows[rows[event.column] <= pd.Timestamp(about.portfolio.as_of)]
    if event.where:
        chosen = chosen[chosen[event.where].eq(event.value)]
    if chosen.empty:
        return None
    row = chosen.sort_values(event.column, kind="stable").iloc[-1:]
    on = about.fact(HAPPENED_ON, row[event.column].iloc[0], event.label)
    what = about.fact(EVENT, event.label, event.label)
    keys = row_keys(row, event.table)
    return replace(what, rows=keys), replace(on, rows=keys)
