"""What is said about one partner's money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.about import Row, Slots, is_missing, row_of
from tools.economics import kinds
from tools.economics.accounts import PROGRAM
from tools.economics.told import Economics, further
from tools.facts import Findings, Statement


def margin_of(told: Economics, partner_id: str) -> Findings:
    """Whether a partner brings more than it costs, and what that is made of."""
    row, partner = row_of(told.accounts, partner_id), told.partner(partner_id)
    if not told.recorded.deals or (row["unpriced"] and not row["revenue"]):
        said: tuple[Statement, ...] = _costs_only(told, partner_id, row)
    elif row["revenue"] == 0 and row["costs"] == 0:
        said = (Statement("economics.nothing", {"partner": partner, "window": told.window()}),)
    else:
        said = (
            _verdict(told, partner_id, row),
            *_made_of(told, partner_id, row),
            *_returned(told, partner_id, row, also=True),
        )
    said += (*_serving(told, partner_id, row), *told.assumed(), *told.lacking())
    return Findings(said, suggestions=further(told, partner_id))


def roi_of(told: Economics, partner_id: str) -> Findings:
    """Net contribution per cost; the same account as for the margin, the return first."""
    row = row_of(told.accounts, partner_id)
    if is_missing(row["roi"]) or not told.recorded.deals:
        return margin_of(told, partner_id)
    said = (
        *_returned(told, partner_id, row),
        _verdict(told, partner_id, row, also=True),
        *_made_of(told, partner_id, row),
        *told.assumed(),
        *told.lacking(),
    )
    return Findings(said, suggestions=further(told, partner_id))


def served(told: Economics, partner_id: str) -> Findings:
    """What serving a partner costs, and all that it costs besides."""
    row = row_of(told.accounts, partner_id)
    slots: Slots = {
        "partner": told.partner(partner_id),
        "serve": told.fact(partner_id, kinds.SERVE, row["serve"]),
        "costs": told.fact(partner_id, kinds.COSTS, row["costs"]),
        "window": told.window(),
    }
    key = "served" if row["costs"] else "served_nothing"
    if key == "served_nothing":
        slots = {name: slots[name] for name in ("partner", "window")}
    said = (
        Statement(f"economics.{key}", slots),
        *_serving(told, partner_id, row),
        *_spent(told, partner_id, row),
        *told.assumed(margin=False),
        *told.lacking("costs", "commissions", "tickets", "activities"),
    )
    return Findings(said, suggestions=further(told, partner_id))


def spent_on(told: Economics, partner_id: str, cost: str) -> Findings:
    """What was spent on a partner for one thing, beside what they won: never as proof."""
    row = row_of(told.accounts, partner_id)
    amount = _spent_column(told, partner_id, cost)
    slots: Slots = {
        "partner": told.partner(partner_id),
        "cost": told.all(kinds.COST_KIND, f"cost.{cost}", cost),
        "window": told.window(),
    }
    if not amount:
        return Findings((Statement("economics.spent_nothing", slots), *told.lacking("costs")))
    slots["spent"] = told.fact(partner_id, kinds.SPENT[cost], amount)
    said = [Statement("economics.spent_on", slots)]
    besides: Slots = {"revenue": told.fact(partner_id, kinds.REVENUE, row["revenue"])}
    if row["revenue"] > 0:
        besides["margin"] = told.fact(partner_id, kinds.MARGIN, row["margin"])
        key = "covered" if row["margin"] >= amount else "not_covered"
        said.append(
            Statement(
                f"economics.spent_{key}", {**besides, "net": told.fact(partner_id, kinds.NET, row["net"])}
            )
        )
    elif told.recorded.deals:
        said.append(Statement("economics.spent_no_revenue"))
    said += [Statement("economics.no_proof"), *told.assumed(), *told.lacking("deals", "costs")]
    return Findings(tuple(said), suggestions=further(told, partner_id))


def _spent_column(told: Economics, partner_id: str, cost: str) -> float:
    suffix = "period" if told.period else "365d"
    return float(told.portfolio.partners[f"eco_{cost}_{suffix}"][partner_id])


def _verdict(told: Economics, partner_id: str, row: Row, *, also: bool = False) -> Statement:
    """Whether it pays, in one sentence."""
    slots: Slots = {"window": told.window()}
    if not also:
        slots["partner"] = told.partner(partner_id)
    ending = "_also" if also else ""
    if row["net"] < 0:
        slots["short"] = told.fact(partner_id, kinds.SHORT, -row["net"])
        if row["revenue"] == 0:
            return Statement(f"economics.loses_all{ending}", slots)
        slots["revenue"] = told.fact(partner_id, kinds.REVENUE, row["revenue"])
        return Statement(f"economics.loses{ending}", slots)
    slots["revenue"] = told.fact(partner_id, kinds.REVENUE, row["revenue"])
    slots["net"] = told.fact(partner_id, kinds.NET, row["net"])
    return Statement(f"economics.pays{ending}", slots)


_PARTS: Final = {
    "margin": kinds.MARGIN,
    "commissions": kinds.COMMISSIONS,
    "serve": kinds.SERVE,
    "program": kinds.PROGRAM,
    "acquisition": kinds.ACQUIRING,
    "other": kinds.OTHER,
}


def _made_of(told: Economics, partner_id: str, row: Row) -> Iterator[Statement]:
    """Gross margin and what goes off it, without what is nothing."""
    for name, kind in _PARTS.items():
        if row[name]:
            amount: Slots = {"amount": told.fact(partner_id, kind, row[name])}
            yield Statement(f"economics.part_{name}", amount, follows=name != "margin")


def _returned(told: Economics, partner_id: str, row: Row, *, also: bool = False) -> Iterator[Statement]:
    if is_missing(row["roi"]):
        return
    slots: Slots = {
        "roi": told.fact(partner_id, kinds.ROI, row["roi"]),
        "costs": told.fact(partner_id, kinds.COSTS, row["costs"]),
    }
    if also:
        yield Statement("economics.returned_also", slots)
        return
    slots |= {"partner": told.partner(partner_id), "window": told.window()}
    if row["roi"] >= 0:
        slots["net"] = told.fact(partner_id, kinds.NET, row["net"])
        yield Statement("economics.returned", slots)
        return
    yield Statement("economics.returned_less", slots)


def _costs_only(told: Economics, partner_id: str, row: Row) -> tuple[Statement, ...]:
    slots: Slots = {
        "partner": told.partner(partner_id),
        "costs": told.fact(partner_id, kinds.COSTS, row["costs"]),
        "window": told.window(),
    }
    return (Statement("economics.costs_only", slots),)


def _serving(told: Economics, partner_id: str, row: Row) -> Iterator[Statement]:
    """What serving is made of: money that is booked, or hours at the hourly rate, never both."""
    if row["support"] or row["tickets"]:
        slots: Slots = {
            "support": told.fact(partner_id, kinds.SUPPORT, row["support"]),
            "tickets": told.fact(partner_id, kinds.TICKETS, row["tickets"]),
            "hours": told.fact(partner_id, kinds.TICKET_HOURS, row["ticket_hours"]),
        }
        yield Statement(f"economics.support_{'booked' if told.booked.support else 'hours'}", slots)
    if row["management"] or row["our_hours"]:
        slots = {
            "management": told.fact(partner_id, kinds.MANAGEMENT, row["management"]),
            "hours": told.fact(partner_id, kinds.OUR_HOURS, row["our_hours"]),
        }
        yield Statement(f"economics.management_{'booked' if told.booked.management else 'hours'}", slots)
    yield from _beside(told, partner_id, row)


def _beside(told: Economics, partner_id: str, row: Row) -> Iterator[Statement]:
    """Money booked where hours count."""
    for name, kind in kinds.BESIDE.items():
        if row[f"{name}_money"] and not getattr(told.booked, name):
            slots: Slots = {
                "booked": told.fact(partner_id, kind, row[f"{name}_money"]),
                "cost": told.all(kinds.COST_KIND, f"cost.{name}", name),
            }
            yield Statement("economics.beside", slots, follows=True)


def _spent(told: Economics, partner_id: str, row: Row) -> Iterator[Statement]:
    """Commissions and program money."""
    if row["commissions"]:
        slots: Slots = {"commissions": told.fact(partner_id, kinds.COMMISSIONS, row["commissions"])}
        yield Statement("economics.commissions", slots)
    for kind in (*PROGRAM, "acquisition"):
        if row[kind]:
            slots = {
                "spent": told.fact(partner_id, kinds.SPENT[kind], row[kind]),
                "cost": told.all(kinds.COST_KIND, f"cost.{kind}", kind),
            }
            yield Statement("economics.spent", slots)
