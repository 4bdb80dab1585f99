"""What we did with each partner between two days, counted by kind."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Condition, Function, among, within

DONE: Final = ("meeting", "call", "training", "plan", "campaign", "event", "lead")
"""Kinds of things done; the last, `lead`, is a lead that we shared. Words: `done.<kind>`."""

_TOGETHER: Final = ("meeting", "training", "plan", "campaign", "event")


def activity_aggregates(as_of: date, start: date, end: date) -> tuple[Aggregate, ...]:
    """Activities after `start` until `end`, as a standing of `as_of` counts them by partner and `kind`.

    Meetings, trainings, joint plans, campaigns and events count whoever entered them; calls, if we called.
    """
    window = _window("date", as_of, start, end)
    return (
        Aggregate("together", "activities", Function.COUNT, where=(*among("kind", *_TOGETHER), *window)),
        Aggregate(
            "called",
            "activities",
            Function.COUNT,
            where=(*among("kind", "call"), *among("direction", "out"), *window),
        ),
    )


def lead_aggregates(as_of: date, start: date, end: date) -> tuple[Aggregate, ...]:
    """Leads that we shared after `start` until `end`, to be counted by partner and `direction`."""
    where = (*among("direction", "out"), *_window("created_on", as_of, start, end))
    return (Aggregate("shared", "leads", Function.COUNT, where=where),)


def doings(activities: pd.DataFrame, leads: pd.DataFrame, partner_ids: pd.Index) -> pd.DataFrame:
    """How often each thing was done with each partner: one column per kind in `DONE`, 0 or more.

    Args:
        activities: `activity_aggregates` by partner and `kind`.
        leads: `lead_aggregates` by partner and `direction`.
        partner_ids: Partners to be told of.
    """
    by_kind = activities.sum(axis=1).groupby(level=["kind", "partner_id"]).sum()
    shared = leads["shared"].groupby(level="partner_id").sum()
    columns = {kind: _of_kind(by_kind, kind) for kind in DONE} | {"lead": shared}
    return pd.DataFrame({name: one.reindex(partner_ids).fillna(0.0) for name, one in columns.items()})


def _of_kind(by_kind: pd.Series, kind: str) -> pd.Series:
    known = kind in by_kind.index.get_level_values("kind")
    return by_kind.xs(kind, level="kind") if known else pd.Series(dtype="float64")


def _window(column: str, as_of: date, start: date, end: date) -> tuple[Condition, ...]:
    return within(column, (end - start).days, skip=(as_of - end).days)
