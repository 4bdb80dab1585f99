"""The events behind a measure's own change, named from the partner's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import pandas as pd

from tools import kinds as common
from tools import schema
from tools.changes import kinds
from tools.changes import sales_events as sales
from tools.changes import work_events as work
from tools.changes.window import Told, Window, counted
from tools.facts import Fact, Kind, Quote, Statement
from tools.scorecard.needs import YEAR

_OVER: Final = 1  # day after which a last valid day is over


def events(measure: str, window: Window, *, rose: bool) -> Told:
    """What the rows show behind a measure that rose or fell; nothing if they show nothing."""
    tell = (_RISES if rose else _FALLS).get(measure)
    return tell(window) if tell else ()


def _earned(window: Window) -> Told:
    earned = window.dated("certifications", "earned_on").sort_values("earned_on", ascending=False)
    if len(earned) != 1:
        return counted("change.earned_many", "count", window.fact(kinds.EARNED, len(earned), earned))
    return (Statement("change.earned_one", _certificate(window, earned, "earned", "earned_on")),)


def _lapsed(window: Window) -> Told:
    lapsed = window.dated("certifications", "expires_on", _OVER).sort_values("expires_on", ascending=False)
    if len(lapsed) != 1:
        return counted("change.lapsed_many", "count", window.fact(kinds.LAPSED, len(lapsed), lapsed))
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
    return _exchanged(window, "change.contact", kinds.FROM_THEM, kinds.FROM_US)


def _mailed(window: Window) -> Told:
    """E-mails of 180 days from each side, then and now."""
    return _exchanged(window, "change.mailed", kinds.MAILS_FROM_THEM, kinds.MAILS_FROM_US)


def _exchanged(window: Window, key: str, from_them: Kind, from_us: Kind) -> Told:
    slots: dict[str, Fact | Quote] = {}
    for suffix, about in (("before", window.then), ("after", window.now)):
        row = about.portfolio.partners.loc[about.partner_id]
        slots[f"in_{suffix}"] = about.fact(from_them, row[from_them.behind[0]])
        slots[f"out_{suffix}"] = about.fact(from_us, row[from_us.behind[0]])
    return (Statement(key, slots),)


def _trained(window: Window) -> Told:
    trainings = window.dated("activities", "date", kind="training")
    return counted("change.trained", "trainings", window.fact(kinds.TRAININGS, len(trainings), trainings))


def _trained_less(window: Window) -> Told:
    gone = window.left("activities", "date", YEAR, kind="training")
    fact = window.fact(kinds.TRAININGS_EARLIER, len(gone), gone)
    return counted("change.trained_earlier", "trainings", fact)


def _planned(window: Window) -> Told:
    """The latest plan made in the window."""
    return _plan(window, "change.plan_made", window.dated("activities", "date", kind="plan"))


def _planned_less(window: Window) -> Told:
    """The latest plan that the 12 months have left behind."""
    return _plan(window, "change.plan_lapsed", window.left("activities", "date", YEAR, kind="plan"))


def _plan(window: Window, key: str, plans: pd.DataFrame) -> Told:
    if plans.empty:
        return ()
    latest = plans.sort_values("date", ascending=False)
    return (Statement(key, {"on": window.row_fact(kinds.PLAN, latest, "date")}),)


_Tell: TypeAlias = Callable[[Window], Told]
_BREADTH: Final = ("sectors_won", "technologies_won", "regions_won")
_SURVEYED: Final = {dimension: work.answered(dimension) for dimension in schema.SURVEY_DIMENSIONS}
_RISES: Final[Mapping[str, _Tell]] = {
    "won_revenue": sales.won,
    "growth": sales.grew,
    "win_rate": sales.won_more_often,
    **dict.fromkeys(_BREADTH, sales.won),
    "accepted_leads": sales.leads,
    "certifications": _earned,
    "certified_people": _earned,
    "engagement": _contact,
    "answers": _mailed,
    "trainings": _trained,
    "joint_plan": _planned,
    "active_use": work.used,
    "use_trend": work.used,
    "projects_delivered": work.delivered,
    "rating": work.rated(best=True),
    "on_time": work.in_time,
    "severe_tickets": work.calmed,
    **_SURVEYED,
}
_FALLS: Final[Mapping[str, _Tell]] = {
    "won_revenue": sales.won_less,
    "growth": sales.shrank,
    "win_rate": sales.won_less_often,
    "accepted_leads": sales.leads_less,
    "certifications": _lapsed,
    "certified_people": _lapsed,
    "engagement": _contact,
    "answers": _mailed,
    "trainings": _trained_less,
    "joint_plan": _planned_less,
    "active_use": work.used,
    "use_trend": work.used,
    "projects_delivered": work.delivered_less,
    "rating": work.rated(best=False),
    "on_time": work.late,
    "severe_tickets": work.complained,
    **_SURVEYED,
}
