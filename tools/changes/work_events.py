"""Events of use, projects, tickets and surveys behind a measure's own change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd

from tools.about import Slots
from tools.changes import kinds
from tools.changes.window import Told, Window
from tools.conditions import SEVERE_UNTIL
from tools.facts import Statement
from tools.scorecard.needs import TWO_YEARS, YEAR

_OVER: Final = 1  # day after which a promised day is over


def used(window: Window) -> Told:
    """Licences in use in the newest month on file, and at the earlier end."""
    rows = window.rows["usage"].dropna(subset=["licensed", "active"]).sort_values("month")
    slots: Slots = {}
    for suffix, about in (("before", window.then), ("after", window.now)):
        month = rows[rows["month"] <= pd.Timestamp(about.portfolio.as_of)][-1:]
        if month.empty:
            return ()
        slots[f"active_{suffix}"] = window.row_fact(kinds.IN_USE, month, "active")
        slots[f"licensed_{suffix}"] = window.row_fact(kinds.LICENSED, month, "licensed")
        slots[f"month_{suffix}"] = window.row_fact(kinds.USED_IN, month, "month")
    return (Statement("change.used", slots),)


def delivered(window: Window) -> Told:
    """Projects delivered in the window."""
    projects = window.dated("projects", "delivered_on").sort_values("delivered_on", ascending=False)
    if projects.empty:
        return ()
    slots: Slots = {
        "projects": window.fact(kinds.DELIVERED, len(projects), projects),
        "on": window.row_fact(kinds.DELIVERED_ON, projects, "delivered_on"),
    }
    return (Statement("change.delivered", slots),)


def delivered_less(window: Window) -> Told:
    """Projects that the 24 months have left behind."""
    gone = window.left("projects", "delivered_on", TWO_YEARS)
    fact = window.fact(kinds.DELIVERED_EARLIER, len(gone), gone)
    return (Statement("change.delivered_earlier", {"projects": fact}),) if len(gone) else ()


def rated(*, best: bool) -> Callable[[Window], Told]:
    """The best or the worst rating of the window."""

    def tell(window: Window) -> Told:
        projects = window.dated("projects", "delivered_on").dropna(subset=["rating"])
        if projects.empty:
            return ()
        ranked = projects.sort_values("rating", ascending=not best, kind="stable")
        slots: Slots = {
            "rating": window.row_fact(kinds.RATING, ranked, "rating"),
            "on": window.row_fact(kinds.DELIVERED_ON, ranked, "delivered_on"),
        }
        if len(projects) == 1:
            return (Statement("change.rated_one", slots),)
        slots["projects"] = window.fact(kinds.RATED, len(projects), projects)
        return (Statement("change.rated_best" if best else "change.rated_worst", slots),)

    return tell


def in_time(window: Window) -> Told:
    """Projects of the window delivered by the promised day."""
    projects = window.dated("projects", "delivered_on")
    kept = projects[projects["delivered_on"] <= projects["promised_on"]]
    fact = window.fact(kinds.IN_TIME, len(kept), kept)
    return (Statement("change.in_time", {"projects": fact}),) if len(kept) else ()


def late(window: Window) -> Told:
    """Projects of the window delivered late, and those that came due and are not delivered."""
    projects = window.dated("projects", "delivered_on").sort_values("delivered_on", ascending=False)
    behind = projects[projects["delivered_on"] > projects["promised_on"]]
    told: Told = ()
    if len(behind):
        slots: Slots = {
            "projects": window.fact(kinds.LATE, len(behind), behind),
            "promised": window.row_fact(kinds.PROMISED_ON, behind, "promised_on"),
            "delivered": window.row_fact(kinds.DELIVERED_ON, behind, "delivered_on"),
        }
        told = (Statement("change.late", slots),)
    due = window.dated("projects", "promised_on", _OVER).sort_values("promised_on")
    waiting = due[due["delivered_on"].isna()]
    if waiting.empty:
        return told
    slots = {
        "projects": window.fact(kinds.OVERDUE, len(waiting), waiting),
        "promised": window.row_fact(kinds.PROMISED_ON, waiting, "promised_on"),
    }
    return (*told, Statement("change.overdue", slots))


def complained(window: Window) -> Told:
    """Severe tickets opened in the window."""
    tickets = window.dated("tickets", "opened_on").sort_values("opened_on", ascending=False)
    severe = tickets[tickets["severity"] <= SEVERE_UNTIL]
    if severe.empty:
        return ()
    slots: Slots = {
        "tickets": window.fact(kinds.SEVERE, len(severe), severe),
        "on": window.row_fact(kinds.OPENED_ON, severe, "opened_on"),
    }
    return (Statement("change.severe", slots),)


def calmed(window: Window) -> Told:
    """Severe tickets that the 12 months have left behind."""
    gone = window.left("tickets", "opened_on", YEAR)
    severe = gone[gone["severity"] <= SEVERE_UNTIL]
    fact = window.fact(kinds.SEVERE_EARLIER, len(severe), severe)
    return (Statement("change.severe_earlier", {"tickets": fact}),) if len(severe) else ()


def answered(dimension: str) -> Callable[[Window], Told]:
    """The newest answer of the window about one dimension."""

    def tell(window: Window) -> Told:
        answers = window.dated("surveys", "date", dimension=dimension).sort_values("date", ascending=False)
        if answers.empty:
            return ()
        slots: Slots = {
            "score": window.row_fact(kinds.ANSWER, answers, "score"),
            "on": window.row_fact(kinds.ANSWERED_ON, answers, "date"),
        }
        return (Statement("change.answered", slots),)

    return tell
