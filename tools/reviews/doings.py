"""What we did with each partner between two days, counted by kind and by recorded play."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Condition, Function, among, within

DONE: Final = ("meeting", "call", "training", "plan", "campaign", "event", "lead")
"""Kinds of things done; the last, `lead`, is a lead that we shared. Words: `done.<kind>`."""

PLAY: Final = "play."
"""Before the name of a play that people recorded: `play.win_back`. Words: `done.play.win_back`."""

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


def doings(
    activities: pd.DataFrame, leads: pd.DataFrame, partner_ids: pd.Index, plays: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How often each thing was done with each partner: one column per kind in `DONE` and per play, 0 or more.

    Args:
        activities: `activity_aggregates` by partner and `kind`.
        leads: `lead_aggregates` by partner and `direction`.
        partner_ids: Partners to be told of.
        plays: What `plays_done` counted; None if no plays are on record.
    """
    by_kind = activities.sum(axis=1).groupby(level=["kind", "partner_id"]).sum()
    shared = leads["shared"].groupby(level="partner_id").sum()
    columns = {kind: _of_kind(by_kind, kind) for kind in DONE} | {"lead": shared}
    counts = pd.DataFrame({name: one.reindex(partner_ids).fillna(0.0) for name, one in columns.items()})
    return counts if plays is None else counts.join(plays.reindex(partner_ids))


def plays_done(recorded: pd.DataFrame, partner_ids: pd.Index, start: date, end: date) -> pd.DataFrame:
    """How often each play was recorded with each partner after `start` until `end`, one column per play.

    Args:
        recorded: One row per play done: `partner_id`, `play` and `done_on` (datetime64).
        partner_ids: Partners to be told of.
        start, end: The period.
    """
    day = recorded["done_on"]
    inside = recorded[(day > pd.Timestamp(start)) & (day <= pd.Timestamp(end))]
    counts = pd.crosstab(inside["partner_id"], inside["play"]).astype("float64")
    return counts.reindex(partner_ids).fillna(0.0).add_prefix(PLAY)


def _of_kind(by_kind: pd.Series, kind: str) -> pd.Series:
    known = kind in by_kind.index.get_level_values("kind")
    return by_kind.xs(kind, level="kind") if known else pd.Series(dtype="float64")


def _window(column: str, as_of: date, start: date, end: date) -> tuple[Condition, ...]:
    return within(column, (end - start).days, skip=(as_of - end).days)
