"""Raw rows as they were known at the end of a day: nothing later, and nothing decided later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import pandas as pd

from tools import schema

_Column: TypeAlias = "pd.Series[Any]"
_Columns: TypeAlias = dict[str, _Column]


def rows_as_known(rows: pd.DataFrame, table: schema.Table, as_of: date) -> pd.DataFrame:
    """Rows of an incoming table with nothing that happened after `as_of`.

    A row is left out if it was first known later: its event is dated later, or its month or period had not
    ended. A row without a date is kept: it may be old. An outcome dated later has not happened yet: a deal
    is open, a lead new, a ticket open and its hours uncounted, a project undelivered and unrated, a
    commission approved or pending. What lies ahead by its nature stays: the hoped-for end of an open deal,
    and what is promised, due or expires. When a hold on a commission began is not known, so it stays.
    """
    day = pd.Timestamp(as_of)
    known = rows
    if (first := _first_known(rows, table)) is not None:
        known = rows[~(first > day)]
    return known.assign(**_BEFORE[table.name](known, day)) if table.name in _BEFORE else known


def _first_known(rows: pd.DataFrame, table: schema.Table) -> _Column | None:
    """The day from which a row can have been known; None if the table has no such day."""
    if table.name in _FIRST:
        return _FIRST[table.name](rows)
    return rows[table.event_date] if table.event_date else None


_FIRST: Final[Mapping[str, Callable[[pd.DataFrame], _Column]]] = {
    "deals": lambda rows: rows["created_on"].fillna(rows["closed_on"].where(rows["stage"].ne("open"))),
    "leads": lambda rows: rows["created_on"].fillna(rows["decided_on"]),
    "projects": lambda rows: rows["delivered_on"].where(rows["promised_on"].isna()),
    "commissions": lambda rows: rows[["period_ends_on", "approved_on", "paid_on"]].min(axis="columns"),
    "vendor": lambda rows: rows["period_ends_on"],
}
"""For tables whose event is not all: without a date of its own, a row is first known by its outcome."""


def _deals(rows: pd.DataFrame, day: pd.Timestamp) -> _Columns:
    later = (rows["closed_on"] > day) & rows["stage"].ne("open")
    return {"stage": rows["stage"].mask(later, "open"), **_blank(rows, later, "closed_on", "lost_reason")}


def _leads(rows: pd.DataFrame, day: pd.Timestamp) -> _Columns:
    later = rows["decided_on"] > day
    return {"status": rows["status"].mask(later, "new"), **_blank(rows, later, "decided_on")}


def _commissions(rows: pd.DataFrame, day: pd.Timestamp) -> _Columns:
    approved_later, paid_later = rows["approved_on"] > day, rows["paid_on"] > day
    owed = rows["status"].mask(paid_later & rows["status"].eq("paid"), "approved")
    undated = owed.eq("paid") & rows["paid_on"].isna()  # paid some day after the approval
    return {
        "status": owed.mask(approved_later & (owed.eq("approved") | undated), "pending"),
        **_blank(rows, approved_later, "approved_on"),
        **_blank(rows, paid_later, "paid_on", "invoice"),
    }


def _blank(rows: pd.DataFrame, where: pd.Series[bool], *columns: str) -> _Columns:
    return {column: rows[column].mask(where) for column in columns}


_BEFORE: Final[Mapping[str, Callable[[pd.DataFrame, pd.Timestamp], _Columns]]] = {
    "deals": _deals,
    "leads": _leads,
    "commissions": _commissions,
    "contacts": lambda rows, day: _blank(rows, rows["left_on"] > day, "left_on"),
    "tickets": lambda rows, day: _blank(rows, rows["closed_on"] > day, "closed_on", "hours"),
    "projects": lambda rows, day: _blank(rows, rows["delivered_on"] > day, "delivered_on", "rating"),
}
"""Columns of a table as they were before what happened after the day."""
