"""What happened with a partner since somebody last talked to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About
from tools.brief import kinds
from tools.conditions import SEVERE_UNTIL
from tools.facts import Fact, Kind, Statement
from tools.opening import row_keys

_TALKS: Final = ("meeting", "call")


def last_talk(rows: Mapping[str, pd.DataFrame]) -> pd.Series | None:
    """The last meeting or call with them; None if none is on record.

    Args:
        rows: The partner's rows as known on the day of the brief.
    """
    talks = rows["activities"]
    talks = talks[talks["kind"].isin(_TALKS)].sort_values(["date", "activity_id"])
    return None if talks.empty else talks.iloc[-1]


def since_last_talk(about: About, rows: Mapping[str, pd.DataFrame]) -> tuple[Statement, ...]:
    """What was won, lost, brought and reported, and who left, after the day of the last talk.

    The day of the talk with the first thing that happened, then a short statement for each further one.
    Without any talk on record it says so, as then nothing tells what they know.
    """
    talk = last_talk(rows)
    if talk is None:
        return (Statement("brief.never_talked"),)
    key = row_keys(talk.to_frame().T, schema.ACTIVITIES)
    headline = replace(about.fact(kinds.TALK, talk["date"]), rows=key)
    told = tuple(_told(about, rows, talk["date"]))
    if not told:
        return (Statement("brief.nothing_since", {"talk": headline}),)
    first, *more = told
    return (Statement(f"{first.key}_first", {"talk": headline, **first.slots}), *more)


def _told(about: About, rows: Mapping[str, pd.DataFrame], talk: pd.Timestamp) -> Iterator[Statement]:
    """The weightiest first."""
    closed = _after(rows["deals"], "closed_on", talk)
    yield from _won(about, closed[closed["stage"].eq("won")])
    yield from _count(about, kinds.LOST, "lost", closed[closed["stage"].eq("lost")], schema.DEALS)
    opened = _after(rows["tickets"], "opened_on", talk)
    severe = opened[pd.to_numeric(opened["severity"]) <= SEVERE_UNTIL]
    yield from _count(about, kinds.TICKETS, "tickets", severe, schema.TICKETS)
    yield from _count(about, kinds.LEFT, "left", _after(rows["contacts"], "left_on", talk), schema.CONTACTS)
    day = pd.Timestamp(about.portfolio.as_of)
    ended = _after(rows["certifications"], "expires_on", talk - pd.Timedelta(days=1))
    ended = ended[ended["expires_on"] < day]
    yield from _count(about, kinds.LAPSED, "lapsed", ended, schema.CERTIFICATIONS)
    leads = _after(rows["leads"], "created_on", talk)
    yield from _count(about, kinds.LEADS, "leads", leads[leads["direction"].eq("in")], schema.LEADS)
    done = _after(rows["projects"], "delivered_on", talk)
    yield from _count(about, kinds.DELIVERED, "delivered", done, schema.PROJECTS)
    mails = _after(rows["activities"], "date", talk)
    mails = mails[mails["kind"].eq("email")]
    wrote, unanswered = mails[mails["direction"].eq("in")], mails[mails["direction"].eq("out")]
    yield from _count(about, kinds.WROTE, "wrote", wrote, schema.ACTIVITIES)
    if wrote.empty:
        yield from _count(about, kinds.UNANSWERED, "unanswered", unanswered, schema.ACTIVITIES)


def _after(rows: pd.DataFrame, column: str, talk: pd.Timestamp) -> pd.DataFrame:
    return rows[rows[column] > talk]


def _won(about: About, won: pd.DataFrame) -> Iterator[Statement]:
    if won.empty:
        return
    count = _fact(about, kinds.WON, len(won), won, schema.DEALS)
    if won["amount_base"].isna().all():
        yield Statement("brief.since_won_unpriced", {"won": count}, follows=True)
        return
    amount = _fact(about, kinds.WON_AMOUNT, won["amount_base"].sum(), won, schema.DEALS)
    yield Statement("brief.since_won", {"won": count, "amount": amount}, follows=True)


def _count(
    about: About, kind: Kind, name: str, rows: pd.DataFrame, table: schema.Table
) -> Iterator[Statement]:
    if len(rows):
        yield Statement(
            f"brief.since_{name}", {name: _fact(about, kind, len(rows), rows, table)}, follows=True
        )


def _fact(about: About, kind: Kind, value: object, rows: pd.DataFrame, table: schema.Table) -> Fact:
    return replace(about.fact(kind, value), rows=row_keys(rows, table))
