"""What was delivered, learnt, used and reported in a quarter."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools import kinds as common
from tools.about import Slots
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Fact, Kind, Statement, TableSpec
from tools.qbr import kinds
from tools.qbr.pack import Section
from tools.qbr.quarterly import Quarterly

_LISTED: Final = 6
_MONTHS: Final = 12
_QUARTER: Final = pd.Timedelta(days=91)
_DELIVERED: Final = ("customer", "promised for", "delivered on")
_EXPIRING: Final = ("certification", "person", "expires on")


def delivery_section(here: Quarterly) -> Section:
    """Projects delivered in the quarter: on time or not; how customers rated them stays with us."""
    done = here.among("projects", "delivered_on").sort_values("delivered_on")
    if done.empty:
        return Section("qbr.delivery_heading")
    slots: Slots = {
        "quarter": here.label,
        "delivered": here.fact(kinds.DELIVERED, len(done), "projects", done),
    }
    said = [Statement("qbr.delivered", slots)]
    if len(promised := done[done["promised_on"].notna()]):
        kept = promised[promised["delivered_on"] <= promised["promised_on"]]
        said.append(Statement("qbr.on_time", {"kept": here.fact(kinds.ON_TIME, len(kept), "projects", kept)}))
    rows = tuple(_project(here, row) for _, row in done.head(_LISTED).iterrows())
    return Section("qbr.delivery_heading", tuple(said), TableSpec("qbr.delivered_title", _DELIVERED, rows))


def skills_section(here: Quarterly) -> Section:
    """Valid certifications, those earned in the quarter, and those that expire within the next 91 days."""
    every = here.rows["certifications"]
    valid = every[~(every["expires_on"] < here.today)]
    if every.empty:
        return Section("qbr.skills_heading")
    earned = valid[here.quarter.holds(valid["earned_on"])]
    ending = valid[valid["expires_on"] <= here.today + _QUARTER].sort_values("expires_on")
    slots: Slots = {
        "valid": here.fact(kinds.CERTIFIED, len(valid), "certifications", valid),
        "quarter": here.label,
    }
    if len(earned):
        slots["earned"] = here.fact(kinds.EARNED, len(earned), "certifications", earned)
    said = [Statement("qbr.certified" if len(earned) else "qbr.certified_before", slots)]
    if len(ending):
        count = here.fact(kinds.EXPIRING, len(ending), "certifications", ending)
        said.append(Statement("qbr.expiring", {"expiring": count}))
    columns = (
        (common.CERTIFICATION, "name"),
        (common.CERTIFICATION_PERSON, "person"),
        (common.CERTIFICATION_EXPIRES, "expires_on"),
    )
    rows = tuple(
        tuple(here.cell(kind, "certifications", row, column) for kind, column in columns)
        for _, row in ending.head(_LISTED).iterrows()
    )
    return Section(
        "qbr.skills_heading", tuple(said), TableSpec("qbr.expiring_title", _EXPIRING, rows) if rows else None
    )


def usage_section(here: Quarterly) -> Section:
    """Licences and how many are in use, month by month up to the end of the quarter."""
    usage = here.rows["usage"]
    months = usage[usage["month"] <= pd.Timestamp(here.quarter.end)].sort_values("month").tail(_MONTHS)
    if months.empty:
        return Section("qbr.usage_heading")
    latest = months.iloc[-1]
    slots: Slots = {"month": _month(here, latest["month"])}
    for name, kind in (("licensed", kinds.LICENSED), ("active", kinds.ACTIVE)):
        if (fact := here.cell(kind, "usage", latest, name)) is not None:
            slots[name] = fact
    said = (Statement("qbr.usage", slots),) if {"licensed", "active"} <= slots.keys() else ()
    return Section("qbr.usage_heading", said, chart=_usage_chart(here, months))


def support_section(here: Quarterly) -> Section:
    """Tickets opened and closed in the quarter, and those still open."""
    tickets = here.rows["tickets"]
    if tickets.empty:
        return Section("qbr.support_heading")
    opened, closed = here.among("tickets", "opened_on"), here.among("tickets", "closed_on")
    still = tickets[tickets["closed_on"].isna()]
    slots: Slots = {
        "quarter": here.label,
        "opened": here.fact(kinds.OPENED, len(opened), "tickets", opened),
        "closed": here.fact(kinds.CLOSED, len(closed), "tickets", closed),
        "still": here.fact(kinds.STILL_OPEN, len(still), "tickets", still),
    }
    return Section("qbr.support_heading", (Statement("qbr.tickets", slots),))


def _project(here: Quarterly, row: pd.Series) -> tuple[Fact | None, ...]:
    return (
        here.cell(kinds.PROJECT_CUSTOMER, "projects", row, "customer"),
        here.cell(kinds.PROMISED_ON, "projects", row, "promised_on"),
        here.cell(kinds.DELIVERED_ON, "projects", row, "delivered_on"),
    )


def _usage_chart(here: Quarterly, months: pd.DataFrame) -> ChartSpec:
    def series(name: str, kind: Kind) -> Series:
        points = tuple(here.cell(kind, "usage", row, name) for _, row in months.iterrows())
        return Series(f"series.{kind.name}", points)

    names = tuple(_month(here, month) for month in months["month"])
    lines = (series("licensed", kinds.LICENSED), series("active", kinds.ACTIVE))
    return ChartSpec("qbr.usage_chart", ChartForm.LINE, names, lines)


def _month(here: Quarterly, month: pd.Timestamp) -> Fact:
    return here.about.fact(kinds.MONTH, f"{month:%b %Y}", f"{month:%Y-%m}")
