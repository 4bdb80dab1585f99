"""`capacity_plan` with `show="investment"`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from assistant.standing import Standing
from assistant.toolbox.apart import told_apart
from assistant.toolbox.gaps import covered
from assistant.toolbox.money_arguments import CapacityPlan
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from tools.facts import Findings
from tools.investment import (
    Asked,
    Effort,
    Money,
    Other,
    Plan,
    Terms,
    Told,
    candidates,
    investment_findings,
    left_out,
    names,
    plan,
)

_HOUR: Final = 1.0
_TEN_THOUSAND: Final = 10_000.0


def investment_plan(arguments: CapacityPlan, turn: Turn, office: Office) -> Findings:
    """Where the next hours, the next money, or both go together with most."""
    standing = office.standings.at(turn.as_of)
    ids = {arguments.partner} if arguments.partner else in_scope(arguments, turn.access, standing)
    parting = standing.attention.frame["part_ways"]
    reasons = left_out(standing.portfolio, standing.spending, parting.index[parting])
    told = Told(
        portfolio=standing.portfolio,
        policy=standing.policy.investment,
        terms=Terms.of(standing.policy.economics, standing.policy.effort),
        left_out=reasons[reasons.index.isin(ids)],
        limit=arguments.limit,
        counts=not turn.access.hides_books,
    )
    plans = [_plan(asked, standing, told) for asked in _asked(arguments)]
    found = investment_findings(plans, told)
    gaps = covered(standing, office)
    return told_apart(replace(found, statements=(*gaps, *found.statements)), _subject(arguments, ids))


def _asked(arguments: CapacityPlan) -> list[Asked]:
    """What is to be spent: hours, money, or a bit of each where it is left open."""
    kinds = [arguments.cost] if arguments.cost else [*Money]
    columns = tuple(column for kind in kinds for column in names(_kind(kind)))
    hours = tuple(column for kind in Effort for column in names(kind))
    in_money = Asked(arguments.cost or "money", arguments.amount or _TEN_THOUSAND, columns)
    in_hours = Asked("hours", arguments.amount or _HOUR, hours)
    if arguments.cost or arguments.spend == "money":
        return [in_money]
    return [in_hours] if arguments.spend == "hours" else [replace(in_hours, amount=_HOUR), in_money]


def _plan(asked: Asked, standing: Standing, told: Told) -> Plan:
    """The response is learnt from everybody; the amount goes to those asked about."""
    policy, responses = standing.policy.investment, standing.responses
    response, spent = responses.of(asked.what), responses.spent(asked.what)
    able = candidates(standing.panel, spent, standing.potential.frame["headroom"])
    able = able[able.index.isin(told.left_out.index[told.left_out.eq("")])]
    return plan(asked, response, able, told.terms.margin, policy)


def _kind(cost: str) -> Money | Other:
    return Money(cost) if cost in [*Money] else Other(cost)


def _subject(arguments: CapacityPlan, ids: frozenset[str] | set[str]) -> str:
    return f"{arguments.spend} {arguments.cost} {arguments.amount} {len(ids)}"
