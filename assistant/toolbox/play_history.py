"""What was done with partners, as choosing a play and judging it need it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from assistant.standing import Standing
from assistant.toolbox.turn import Office, Turn
from knowledge.plays import plays_of, recorded_plays
from knowledge.rows import KnownRows, partner_rows
from tools import reviews
from tools.journey import Phase
from tools.plays import Doing, Done, Play, Situation, matters_of
from tools.reviews import Comparison, Period, Watched
from tools.tiers import Tier

_KINDS: Final = {
    "meeting": Doing.MEETING,
    "call": Doing.CALL,
    "email": Doing.EMAIL,
    "event": Doing.EVENT,
    "training": Doing.TRAINING,
    "campaign": Doing.CAMPAIGN,
    "plan": Doing.PLAN,
}
"""Kinds of activities in the data; `portal_login` is nothing that we do."""


def situation_of(partner_id: str, turn: Turn, office: Office, standing: Standing) -> Situation:
    """Where a partner stands; what was recorded counts until today, though the data may end before."""
    with office.engine.connect() as connection:
        tried = plays_of(connection, [partner_id], turn.notes_until)
        rows = partner_rows(connection, [partner_id], turn.as_of)
    journey, tier = standing.journey, str(standing.tiers["tier"].get(partner_id, default="") or "")
    there = partner_id in journey.index and not has_ended(partner_id, standing)
    return Situation(
        today=max(turn.notes_until, turn.as_of),
        tier=Tier(tier) if tier else None,
        phase=Phase(str(journey["phase"][partner_id])) if there else None,
        matters=matters_of(standing.attention.item(partner_id)),
        tried=tuple(
            Done(one.partner_id, one.play, one.done_on, one.done_by, one.play_done_id) for one in tried
        ),
        lately=_lately(rows["activities"]),
        last_sign=_last_sign(rows),
    )


def has_ended(partner_id: str, standing: Standing) -> bool:
    """Whether the partnership is over on that day."""
    return bool(standing.journey["ended"].get(partner_id, default=False))


def compared_plays(turn: Turn, office: Office, standing: Standing) -> tuple[Period, Mapping[str, Comparison]]:
    """The months that the tiers are walked through, and what went together with moving up in them.

    Only partners that the asker may see are compared.
    """
    since = standing.history[0].as_of
    with office.engine.connect() as connection:
        period = period_of(connection, standing, since)
    found = period.compared(turn.access.visible, standing.policy.reviews)
    return period, {one.done: one for one in found}


def recorded_with(period: Period, play: Play, visible: Collection[str]) -> int:
    """With how many partners the play is on record, ever."""
    if period.watched is None:
        return 0
    plays = period.watched.plays
    own = plays["play"].eq(play.name) & plays["partner_id"].isin(list(visible))
    return int(plays.loc[own, "partner_id"].nunique())


def period_of(connection: Connection, standing: Standing, since: date) -> Period:
    """From the end of `since`, a day of the standing's history, to its day; both from one walk."""
    start = next(one for one in standing.history if one.as_of == since)
    until, ids = standing.as_of, standing.portfolio.partners.index
    activities = standing.stored.cells(reviews.activity_aggregates(until, since, until), ("kind",))
    leads = standing.stored.cells(reviews.lead_aggregates(until, since, until), ("direction",))
    recorded = recorded_plays(connection, until)
    plays = reviews.plays_done(recorded, ids, since, until)
    return Period(
        start,
        standing.portfolio,
        standing.tiers_on(since),
        standing.tiers,
        reviews.doings(activities, leads, ids, plays),
        None if recorded.empty else _watched(recorded, standing),
    )


def _watched(recorded: pd.DataFrame, standing: Standing) -> Watched:
    """The plays, and the tiers on every day of the walk."""
    return Watched(recorded, {one.as_of: standing.tiers_on(one.as_of) for one in standing.history})


def rows_with_plays(connection: Connection, partner_ids: Collection[str], as_of: date) -> KnownRows:
    """Raw rows of some partners by table, with the plays that were recorded with them."""
    plays = recorded_plays(connection, as_of)
    own = plays[plays["partner_id"].isin(list(partner_ids))]
    return partner_rows(connection, partner_ids, as_of).beside(reviews.PLAYS_DONE, own)


def _lately(activities: pd.DataFrame) -> dict[Doing, date]:
    """The last day of each kind of activity; emails and calls that they made are no doing of ours."""
    ours = activities[~(activities["kind"].isin(["email", "call"]) & activities["direction"].eq("in"))]
    last = ours.groupby("kind")["date"].max().dropna()
    return {_KINDS[kind]: day.date() for kind, day in last.items() if kind in _KINDS}


def _last_sign(rows: Mapping[str, pd.DataFrame]) -> date | None:
    """The last day on which the partner did something of its own: wrote, called, brought a lead or a deal."""
    activities, leads, deals = rows["activities"], rows["leads"], rows["deals"]
    days = pd.concat(
        [
            activities.loc[activities["direction"].eq("in"), "date"],
            leads.loc[leads["direction"].eq("in"), "created_on"],
            deals["created_on"],
        ]
    ).dropna()
    return None if days.empty else days.max().date()
