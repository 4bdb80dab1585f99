"""Deals and leads behind a measure's own change."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools import kinds as common
from tools.about import Slots
from tools.changes import kinds
from tools.changes.window import Told, Window, counted
from tools.conditions import ACCEPTED_STATUSES
from tools.facts import Kind, Statement
from tools.scorecard.needs import HALF, YEAR

_AGED: Final = (kinds.AGED, kinds.AGED_AMOUNT)
_OUTGROWN: Final = (kinds.OUTGROWN, kinds.OUTGROWN_AMOUNT)
_ROLLED_OFF: Final = (kinds.ROLLED_OFF, kinds.ROLLED_OFF_AMOUNT)


def won(window: Window) -> Told:
    """Deals won in the window: the one, or how many and the largest."""
    deals = window.dated("deals", "closed_on", stage="won").sort_values("amount_base", ascending=False)
    if deals.empty:
        return ()
    slots: Slots = {"closed": window.row_fact(common.DEAL_CLOSED, deals, "closed_on")}
    priced = deals["amount_base"].notna().any()
    if priced:
        slots["amount"] = window.row_fact(common.DEAL_AMOUNT, deals, "amount_base")
    if len(deals) > 1:
        slots["deals"] = window.fact(kinds.WON, len(deals), deals)
        if not priced:
            return (Statement("change.won_many_unpriced", slots),)
        slots["total"] = window.fact(kinds.WON_AMOUNT, deals["amount_base"].sum(), deals)
        return (Statement("change.won_many", slots),)
    if isinstance(customer := deals["customer"].iloc[0], str) and customer and priced:
        slots["customer"] = window.row_fact(common.DEAL_CUSTOMER, deals, "customer")
        return (Statement("change.won_one_for", slots),)
    return (Statement("change.won_one" if priced else "change.won_one_unpriced", slots),)


def won_less(window: Window) -> Told:
    """Deals won since, or none, and those that the 12 months have left behind."""
    return (*_won_or_nothing(window), *_gone(window, "change.rolled_off", _ROLLED_OFF, YEAR))


def grew(window: Window) -> Told:
    """Deals won since, and those that the half-year compared with has left behind."""
    return (*won(window), *_gone(window, "change.outgrown", _OUTGROWN, HALF, HALF))


def shrank(window: Window) -> Told:
    """Deals that the last half-year has left behind, and those won since, or none."""
    return (*_gone(window, "change.aged", _AGED, HALF), *_won_or_nothing(window))


def won_more_often(window: Window) -> Told:
    """Deals won since, and lost ones that the 12 months have left behind."""
    gone = window.left("deals", "closed_on", YEAR, stage="lost")
    fact = window.fact(kinds.LOST_EARLIER, len(gone), gone)
    return (*won(window), *counted("change.lost_earlier", "deals", fact))


def won_less_often(window: Window) -> Told:
    """Deals lost since, and won ones that the 12 months have left behind."""
    lost = window.dated("deals", "closed_on", stage="lost")
    told = counted("change.lost", "deals", window.fact(kinds.LOST, len(lost), lost))
    return (*told, *_gone(window, "change.rolled_off", _ROLLED_OFF, YEAR))


def leads(window: Window) -> Told:
    """Leads that count now and did not then: decided, or brought and taken at once, in the window."""
    then, now = _taken(window)
    came = window.rows["leads"][now & ~then]
    return counted("change.leads", "leads", window.fact(kinds.LEADS, len(came), came))


def leads_less(window: Window) -> Told:
    """Leads taken since, and those that the 12 months have left behind."""
    then, now = _taken(window)
    gone = window.rows["leads"][then & ~now]
    fact = window.fact(kinds.LEADS_EARLIER, len(gone), gone)
    return (*leads(window), *counted("change.leads_earlier", "leads", fact))


def _won_or_nothing(window: Window) -> Told:
    """Deals won in the window, or that there are none and when the last one was."""
    if told := won(window):
        return told
    earlier = window.rows["deals"]
    earlier = earlier[earlier["stage"].eq("won") & earlier["closed_on"].notna()]
    slots: Slots = {"since": window.since(), "until": window.until()}
    if earlier.empty:
        return (Statement("change.won_nothing_ever", slots),)
    latest = earlier.sort_values("closed_on", ascending=False)
    slots["last"] = window.row_fact(common.DEAL_CLOSED, latest, "closed_on")
    return (Statement("change.won_nothing", slots),)


def _gone(window: Window, key: str, named: tuple[Kind, Kind], days: int, skip: int = 0) -> Told:
    """Won deals that a span has left behind, with what they were worth if any has an amount."""
    gone = window.left("deals", "closed_on", days, skip, stage="won")
    if gone.empty:
        return ()
    number, amount = named
    slots: Slots = {"deals": window.fact(number, len(gone), gone)}
    if gone["amount_base"].isna().all():
        return (Statement(f"{key}_unpriced", slots),)
    slots["amount"] = window.fact(amount, gone["amount_base"].sum(), gone)
    return (Statement(key, slots),)


def _taken(window: Window) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Which leads `accepted_leads` counts at the earlier and at the later end."""
    rows = window.rows["leads"]
    ours = rows["direction"].eq("in") & rows["status"].isin(ACCEPTED_STATUSES)
    days = (pd.Timestamp(about.portfolio.as_of) for about in (window.then, window.now))
    then, now = (ours & _brought(rows, day) & ~(rows["decided_on"] > day) for day in days)
    return then, now


def _brought(rows: pd.DataFrame, day: pd.Timestamp) -> pd.Series[bool]:
    """Created in the 12 months to the day."""
    return (rows["created_on"] > day - pd.Timedelta(days=YEAR)) & (rows["created_on"] <= day)
