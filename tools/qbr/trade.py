"""What was won together in a quarter, what is in the making, and what it earned the partner."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools import kinds as common
from tools.about import Slots
from tools.billing import ledger, owed
from tools.conditions import ACCEPTED_STATUSES
from tools.facts import Fact, Kind, Statement, TableSpec
from tools.qbr import kinds
from tools.qbr.pack import Section
from tools.qbr.quarterly import Quarterly
from tools.qbr.quarters import Quarter

_LISTED: Final = 6
_DEALS: Final = ("customer", "amount", "closed on")
_IN_MAKING: Final = ("customer", "amount", "hoped for by")
_YEAR: Final = 4  # quarters


def won_section(here: Quarterly) -> Section:
    """Deals won in the quarter, beside the one before and the same one a year ago."""
    if here.rows["deals"]["stage"].ne("won").all() and here.is_prospect:
        return Section("qbr.won_heading")
    won = _won(here, here.quarter).sort_values("amount_base", ascending=False)
    said = [_headline(here, won), *_compared(here)]
    chart = here.columns("qbr.revenue_chart", kinds.REVENUE, "deals", lambda one: _won(here, one))
    rows = tuple(_deal(here, row, common.DEAL_CLOSED) for _, row in won.head(_LISTED).iterrows())
    table = TableSpec("qbr.won_title", _DEALS, rows) if rows else None
    return Section("qbr.won_heading", tuple(said), table, chart)


def pipeline_section(here: Quarterly) -> Section:
    """Open deals, and the leads that went either way in the quarter."""
    deals = here.rows["deals"]
    still = deals[deals["stage"].eq("open")].sort_values("amount_base", ascending=False)
    said = [_open(here, still)]
    brought, shared = (here.among("leads", "created_on", direction=way) for way in ("in", "out"))
    if len(brought) or len(shared):
        taken = brought[brought["status"].isin(ACCEPTED_STATUSES)]
        slots: Slots = {
            "quarter": here.label,
            "brought": here.fact(kinds.LEADS_IN, len(brought), "leads", brought),
            "taken": here.fact(kinds.LEADS_TAKEN, len(taken), "leads", taken),
            "shared": here.fact(kinds.LEADS_OUT, len(shared), "leads", shared),
        }
        said.append(Statement("qbr.leads", slots))
    rows = tuple(_deal(here, row, kinds.HOPED_FOR) for _, row in still.head(_LISTED).iterrows())
    columns: tuple[str, ...] = _IN_MAKING
    if not any(row[-1] for row in rows):  # nobody hopes for a day
        rows, columns = tuple(row[:-1] for row in rows), _IN_MAKING[:-1]
    return Section(
        "qbr.pipeline_heading", tuple(said), TableSpec("qbr.open_title", columns, rows) if rows else None
    )


def commission_section(here: Quarterly) -> Section:
    """What the partner earned in the quarter, and what of it is paid; why something waits is left out."""
    earned = _commissions(here, here.quarter)
    if here.rows["commissions"].empty:
        return Section("qbr.commission_heading")
    if earned["amount_base"].isna().any():
        return Section(
            "qbr.commission_heading", (Statement("qbr.commission_unpriced", {"quarter": here.label}),)
        )
    unpaid = earned[earned.index.isin(owed(earned).index)]
    paid = earned.drop(unpaid.index)
    total = here.fact(kinds.EARNED_COMMISSION, earned["amount_base"].sum(), "commissions", earned)
    slots: Slots = {"quarter": here.label, "earned": total}
    key = "qbr.commission_none" if earned.empty else "qbr.commission_all_paid"
    if len(unpaid):
        key = "qbr.commission"
        slots["paid"] = here.fact(kinds.PAID_COMMISSION, paid["amount_base"].sum(), "commissions", paid)
        slots["unpaid"] = here.fact(
            kinds.UNPAID_COMMISSION, unpaid["amount_base"].sum(), "commissions", unpaid
        )
    chart = here.columns(
        "qbr.commission_chart", kinds.EARNED_COMMISSION, "commissions", lambda one: _commissions(here, one)
    )
    return Section("qbr.commission_heading", (Statement(key, slots),), chart=chart)


def _won(here: Quarterly, quarter: Quarter) -> pd.DataFrame:
    return here.among("deals", "closed_on", quarter, stage="won")


def _commissions(here: Quarterly, quarter: Quarter) -> pd.DataFrame:
    lines = ledger(here.rows["commissions"], here.rows["deals"], here.about.portfolio.as_of)
    return lines[quarter.holds(lines["period_ends_on"])]


def _headline(here: Quarterly, won: pd.DataFrame) -> Statement:
    slots: Slots = {"quarter": here.label}
    if won.empty:
        return Statement("qbr.won_nothing", slots)
    slots["won"] = here.fact(kinds.WON, len(won), "deals", won)
    if won["amount_base"].isna().all():
        return Statement("qbr.won_unpriced", slots)
    slots["revenue"] = here.fact(kinds.REVENUE, won["amount_base"].sum(), "deals", won)
    return Statement("qbr.won", slots)


def _compared(here: Quarterly) -> list[Statement]:
    """Revenue of the quarter before and of a year ago, where the partner had sold anything by then."""
    deals = here.rows["deals"]
    first = deals.loc[deals["stage"].eq("won"), "closed_on"].min()
    slots: Slots = {}
    for name, quarter in (("before", here.quarter.back(1)), ("year_ago", here.quarter.back(_YEAR))):
        if first <= pd.Timestamp(quarter.end):
            rows = _won(here, quarter)
            slots[name] = here.about.fact(kinds.BEFORE, quarter.label, quarter.label)
            slots[f"revenue_{name}"] = here.fact(
                kinds.REVENUE, rows["amount_base"].sum(), "deals", rows, quarter.label
            )
    if "year_ago" in slots:
        return [Statement("qbr.won_compared", slots)]
    return [Statement("qbr.won_before", slots)] if slots else []


def _open(here: Quarterly, still: pd.DataFrame) -> Statement:
    if still.empty:
        return Statement("qbr.open_nothing")
    slots: Slots = {"open": here.fact(kinds.OPEN, len(still), "deals", still)}
    if still["amount_base"].isna().all():
        return Statement("qbr.open_unpriced", slots)
    slots["amount"] = here.fact(kinds.OPEN_AMOUNT, still["amount_base"].sum(), "deals", still)
    return Statement("qbr.open", slots)


def _deal(here: Quarterly, row: pd.Series, kind: Kind) -> tuple[Fact | None, ...]:
    """Customer, amount, and the day on which it closed or is hoped to."""
    return (
        here.cell(common.DEAL_CUSTOMER, "deals", row, "customer"),
        here.cell(common.DEAL_AMOUNT, "deals", row, "amount_base"),
        here.cell(kind, "deals", row, "closed_on"),
    )
