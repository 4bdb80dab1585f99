"""The events behind a measure's own change, named from the partner's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import pandas as pd

from tools import kinds as common
from tools.changes import kinds
from tools.changes.window import Window
from tools.facts import Fact, Quote, Statement
from tools.scorecard.needs import YEAR

Told: TypeAlias = tuple[Statement, ...]


def events(measure: str, window: Window, *, rose: bool) -> Told:
    """What the rows show behind a measure that rose or fell; nothing if they show nothing."""
    tell = (_RISES if rose else _FALLS).get(measure)
    return tell(window) if tell else ()


def _won(window: Window) -> Told:
    """Deals won in the window: the one, or how many and the largest."""
    deals = window.dated("deals", "closed_on", stage="won").sort_values("amount_base", ascending=False)
    if deals.empty:
        return ()
    slots: dict[str, Fact | Quote] = {"closed": window.row_fact(common.DEAL_CLOSED, deals, "closed_on")}
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


def _won_less(window: Window) -> Told:
    """Deals that the 12 months have left behind, beside those won since."""
    gone = window.dated("deals", "closed_on", days_back=YEAR, stage="won")
    gained = _won(window) or (Statement("change.won_nothing", {"since": window.since()}),)
    if gone.empty:
        return gained
    slots: dict[str, Fact | Quote] = {
        "deals": window.fact(kinds.ROLLED_OFF, len(gone), gone),
        "amount": window.fact(kinds.ROLLED_OFF_AMOUNT, gone["amount_base"].sum(), gone),
    }
    return (*gained, Statement("change.rolled_off", slots))


def _lost(window: Window) -> Told:
    lost = window.dated("deals", "closed_on", stage="lost")
    return _counted("change.lost", "deals", window.fact(kinds.LOST, len(lost), lost))


def _leads(window: Window) -> Told:
    leads = window.dated("leads", "created_on", direction="in")
    accepted = leads[leads["status"].isin(["accepted", "converted"])]
    return (Statement("change.leads", {"leads": window.fact(kinds.LEADS, len(accepted), accepted)}),)


def _earned(window: Window) -> Told:
    earned = window.dated("certifications", "earned_on").sort_values("earned_on", ascending=False)
    if len(earned) != 1:
        return _counted("change.earned_many", "count", window.fact(kinds.EARNED, len(earned), earned))
    return (Statement("change.earned_one", _certificate(window, earned, "earned", "earned_on")),)


def _lapsed(window: Window) -> Told:
    lapsed = window.dated("certifications", "expires_on").sort_values("expires_on", ascending=False)
    if len(lapsed) != 1:
        return _counted("change.lapsed_many", "count", window.fact(kinds.LAPSED, len(lapsed), lapsed))
    return (Statement("change.lapsed_one", _certificate(window, lapsed, "expired", "expires_on")),)


def _certificate(window: Window, rows: pd.DataFrame, when: str, column: str) -> dict[str, Fact | Quote]:
    dated = {"earned_on": common.CERTIFICATION_EARNED, "expires_on": common.CERTIFICATION_EXPIRES}[column]
    return {
        "person": window.row_fact(common.CERTIFICATION_PERSON, rows, "person"),
        "certification": window.row_fact(common.CERTIFICATION, rows, "name"),
        when: window.row_fact(dated, rows, column),
    }


def _contact(window: Window) -> Told:
    """Contacts of 180 days from each side, then and now."""
    slots: dict[str, Fact | Quote] = {}
    for suffix, about in (("before", window.then), ("after", window.now)):
        row = about.portfolio.partners.loc[about.partner_id]
        slots[f"in_{suffix}"] = about.fact(kinds.FROM_THEM, row["sc_in_180d"])
        slots[f"out_{suffix}"] = about.fact(kinds.FROM_US, row["sc_out_180d"])
    return (Statement("change.contact", slots),)


def _trained(window: Window) -> Told:
    trainings = window.dated("activities", "date", kind="training")
    return _counted("change.trained", "trainings", window.fact(kinds.TRAININGS, len(trainings), trainings))


def _plan(key: str, days_back: int) -> Callable[[Window], Told]:
    """The latest plan in the window, or in the one a year earlier when plans grow old."""

    def tell(window: Window) -> Told:
        plans = window.dated("activities", "date", days_back, kind="plan").sort_values(
            "date", ascending=False
        )
        return () if plans.empty else (Statement(key, {"on": window.row_fact(kinds.PLAN, plans, "date")}),)

    return tell


def _counted(key: str, slot: str, fact: Fact) -> Told:
    """A count is told unless it is zero."""
    return (Statement(key, {slot: fact}),) if fact.value else ()


_Tell: TypeAlias = Callable[[Window], Told]
_BREADTH: Final = ("sectors_won", "technologies_won", "regions_won")
_RISES: Final[Mapping[str, _Tell]] = {
    "won_revenue": _won,
    "growth": _won,
    "win_rate": _won,
    **dict.fromkeys(_BREADTH, _won),
    "accepted_leads": _leads,
    "certifications": _earned,
    "certified_people": _earned,
    "engagement": _contact,
    "answers": _contact,
    "trainings": _trained,
    "joint_plan": _plan("change.plan_made", 0),
}
_FALLS: Final[Mapping[str, _Tell]] = {
    "won_revenue": _won_less,
    "growth": _won_less,
    "win_rate": _lost,
    "accepted_leads": _leads,
    "certifications": _lapsed,
    "certified_people": _lapsed,
    "engagement": _contact,
    "answers": _contact,
    "joint_plan": _plan("change.plan_lapsed", YEAR),
}
