"""What is said about partners to part ways with, and about whether one is worth keeping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from tools.about import Row, Slots, row_of
from tools.economics import kinds
from tools.economics.one import margin_of
from tools.economics.parting import BY_MONEY, Spared
from tools.economics.told import Economics, further
from tools.economics.worth import ended, lifetime_of, since
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec

_SAID: Final = 3
_TABLE: Final = ("partner", "won", "what they cost", "net", "expected", "won revenue needed")


def candidates(told: Economics, judged: pd.DataFrame, limit: int) -> Findings:
    """The candidates, the greatest expected loss first, each with what would change the verdict.

    If there is none: who comes closest, and what would tip it.

    Args:
        told: The economics of the last 12 months.
        judged: What `parting` returned.
        limit: How many are listed.
    """
    if not _can_tell(told):
        return Findings((Statement("economics_parting.cannot"), *told.lacking()))
    own = judged[judged.index.isin(list(told.ids))]
    found = [str(one) for one in own.index[own["reason"].eq("")]]
    if not found:
        return _closest(told, own, limit)
    shown = found[:limit]
    said = (
        Statement("economics_parting.found", {"count": told.all(kinds.PARTNERS, len(found), "parting")}),
        *(line for one in shown[:_SAID] for line in _one(told, one)),
        Statement("economics_parting.talk_first"),
        *told.assumed(),
        *told.lacking(),
    )
    asked = (Suggestion("suggest.worth_keeping", {"partner": told.partner(shown[0])}),)
    return Findings(said, _table(told, shown), asked)


def worth_keeping(told: Economics, partner_id: str, reason: str) -> Findings:
    """Whether one partner is worth keeping by the money, why, and what would change that.

    Args:
        told: The economics of the last 12 months.
        partner_id: Who is asked about.
        reason: A `Spared`, "" for a candidate.
    """
    partner: Slots = {"partner": told.partner(partner_id)}
    if told.portfolio.partners["status"][partner_id] == "ended":
        said = (*ended(told, partner_id), *since(told, partner_id), *told.assumed(), *told.lacking())
        return Findings(said, suggestions=further(told, partner_id))
    account, life = margin_of(told, partner_id), lifetime_of(told, partner_id)
    row = row_of(told.accounts, partner_id)
    if not _can_tell(told) or (row["unpriced"] and not row["revenue"]):
        verdict: tuple[Statement, ...] = (Statement("economics_parting.cannot"),)
    elif not reason:
        verdict = (Statement("economics_parting.candidate", partner), *_one(told, partner_id))
        return Findings(
            (*verdict, Statement("economics_parting.talk_first"), *told.assumed(), *told.lacking())
        )
    elif row["net"] >= 0:
        verdict = (Statement("economics_parting.keep", partner),)
    else:
        verdict = (
            Statement(f"economics_parting.not_yet_{reason}", partner),
            *_changed(told, partner_id, row),
        )
    return Findings((*verdict, *account.statements, *life.statements), suggestions=account.suggestions)


def _can_tell(told: Economics) -> bool:
    """Whether both sides of the account are on record at all."""
    known = told.recorded
    return known.deals and (known.costs or known.commissions or known.tickets or known.activities)


def _closest(told: Economics, own: pd.DataFrame, limit: int) -> Findings:
    """Who comes closest, and what would tip it."""
    near = own[own["reason"].isin([str(one) for one in BY_MONEY])]
    near = near.sort_values("gap", kind="stable").head(min(limit, _SAID))
    said = (
        Statement("economics_parting.none"),
        *(_near(told, str(one), str(row["reason"]), float(row["net"])) for one, row in near.iterrows()),
        *told.assumed(),
        *told.lacking(),
    )
    return Findings(said, _table(told, [str(one) for one in near.index]) if len(near) else None)


def _near(told: Economics, partner_id: str, reason: str, net: float) -> Statement:
    """By what figures one is none yet."""
    slots: Slots = {"partner": told.partner(partner_id)}
    if reason == Spared.TURNS:
        life = row_of(told.lifetimes.frame, partner_id)
        keeps = max(life["keeps"], 1e-9)
        slots["short"] = told.fact(partner_id, kinds.SHORT, -net)
        slots["coming"] = told.fact(partner_id, kinds.COMING, life["coming"])
        slots["less"] = told.fact(partner_id, kinds.REVENUE_LESS, life["coming"] / keeps)
        slots["years"] = told.all(kinds.YEARS, float(told.policy.horizon_years))
        return Statement("economics_parting.near_turns", slots)
    slots["least"] = told.all(kinds.LEAST_LOSS, told.policy.parting_loss)
    if reason == Spared.SMALL:
        slots["short"] = told.fact(partner_id, kinds.SHORT, -net)
        return Statement("economics_parting.near_small", slots)
    slots["net"] = told.fact(partner_id, kinds.NET, net)
    return Statement("economics_parting.near_pays", slots)


def _one(told: Economics, partner_id: str) -> Iterator[Statement]:
    """A candidate: the loss, what is expected and how sure that is, what would change it."""
    row = row_of(told.accounts, partner_id)
    slots: Slots = {
        "partner": told.partner(partner_id),
        "short": told.fact(partner_id, kinds.SHORT, -row["net"]),
        "costs": told.fact(partner_id, kinds.COSTS, row["costs"]),
    }
    if row["revenue"]:
        slots["revenue"] = told.fact(partner_id, kinds.REVENUE, row["revenue"])
        yield Statement("economics_parting.costs", slots)
    else:
        yield Statement("economics_parting.costs_alone", {name: slots[name] for name in ("partner", "costs")})
    expected: Slots = {
        "loss": told.fact(partner_id, kinds.LOSS, -told.lifetimes.frame["coming"][partner_id]),
        "years": told.all(kinds.YEARS, float(told.policy.horizon_years)),
        "chance": told.fact(
            partner_id, kinds.CHANCE, told.lifetimes.chance_of_loss([partner_id])[partner_id]
        ),
    }
    yield Statement("economics_parting.expected", expected, follows=True)
    yield from _changed(told, partner_id, row)


def _needed(told: Economics, row: Row) -> tuple[float | None, float | None]:
    """Won revenue a year, or hours fewer, that would even out a loss; None where that alone cannot."""
    commission = min(max(row["commissions"] / row["margin"], 0), 1) if row["margin"] > 0 else 0.0
    keeps = told.policy.gross_margin * (1 - commission)
    revenue = -row["net"] / keeps if keeps > 0 else None
    priced = 0.0 if told.booked.support else row["ticket_hours"]
    priced += 0.0 if told.booked.management else row["our_hours"]
    hours = -row["net"] / told.policy.hourly_rate if told.policy.hourly_rate else None
    return revenue, hours if hours is not None and hours <= priced else None


def _changed(told: Economics, partner_id: str, row: Row) -> Iterator[Statement]:
    """What would change the verdict."""
    revenue, hours = _needed(told, row)
    if revenue is None:
        return
    slots: Slots = {"revenue": told.fact(partner_id, kinds.DEAL_NEEDED, revenue)}
    if hours is None:
        yield Statement("economics_parting.change", slots)
        return
    slots["hours"] = told.fact(partner_id, kinds.HOURS_FEWER, hours)
    yield Statement("economics_parting.change_or_hours", slots)


def _table(told: Economics, shown: list[str]) -> TableSpec:
    return TableSpec("economics_parting.title", _TABLE, tuple(_cells(told, one) for one in shown))


def _cells(told: Economics, partner_id: str) -> tuple[Fact | None, ...]:
    row = row_of(told.accounts, partner_id)
    revenue, _ = _needed(told, row) if row["net"] < 0 else (None, None)
    return (
        told.partner(partner_id),
        told.fact(partner_id, kinds.REVENUE, row["revenue"]),
        told.fact(partner_id, kinds.COSTS, row["costs"]),
        told.fact(partner_id, kinds.NET, row["net"]),
        told.cell(partner_id, kinds.COMING, told.lifetimes.frame["coming"][partner_id]),
        None if revenue is None else told.fact(partner_id, kinds.DEAL_NEEDED, revenue),
    )
