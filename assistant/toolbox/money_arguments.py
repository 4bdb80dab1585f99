"""Arguments of the tools that plan and count money: capacity, proposition, economics, commissions."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from assistant.toolbox.argument_types import Arguments, CompanyScope, ManagerRef, PartnerRef, Scope

_PERIOD: Final = re.compile(r"(?:199\d|20\d\d|2100)(?:-(?:0[1-9]|1[0-2])|-Q[1-4])?")


def _period(text: str) -> str:
    if _PERIOD.fullmatch(text) is None:
        raise ValueError("a period is a month, quarter or year from 1990 to 2100: 2026-06, 2026-Q2 or 2026")
    return text


Period = Annotated[
    str,
    AfterValidator(_period),
    Field(
        json_schema_extra={"pattern": f"^{_PERIOD.pattern}$"},
        description="2026-06, 2026-Q2 or 2026",
    ),
]
Grouping = Literal["type", "tier", "phase", "region", "country", "sector", "technology", "manager"]
CostKind = Literal["acquisition", "mdf", "incentive", "enablement", "support", "management"]


class CapacityPlan(CompanyScope):
    """Where to put effort: potential, targets by cell, the next hour or 10k, program parts, workload."""

    show: Literal["potential", "territory", "investment", "program", "load"] = Field(
        "potential",
        description="potential: current and possible revenue; territory: targets that are missed and "
        "who could fill them; investment: where the next hours or money return most; program: what "
        "tiers, phases and program parts need and bring; load: managers' hours, who is overloaded",
    )
    partner: PartnerRef | None = None
    by: Grouping | None = Field(None, description="group by this instead of listing partners")
    period: Period | None = Field(None, description="for territory; default: the running quarter")
    spend: Literal["hours", "money"] | None = Field(None, description="for investment; default: both")
    amount: float | None = Field(
        None, gt=0, le=1e9, description="hours, or money in base currency, to be spent; default 1 or 10,000"
    )
    cost: CostKind | None = Field(None, description="for investment: only this kind of money, such as mdf")
    rebalance: bool = Field(False, description="for load: propose which partners change manager")
    leaving: ManagerRef | None = Field(None, description="for load: whose partners others take over")
    between: tuple[ManagerRef, ...] = Field((), description="for load: only these people take partners over")
    more_managers: int | None = Field(None, ge=-50, le=50, description="what if so many came (or left)")
    hours_per_week: float | None = Field(None, gt=0, le=168, description="what if managers had these")
    service_times: float | None = Field(
        None, ge=0, le=10, description="what if service took so many times as long"
    )
    targets_times: float | None = Field(None, ge=0, le=10, description="what if targets were times this")
    limit: int = Field(5, ge=1, le=50)

    @property
    def whole(self) -> bool:
        """Targets are counted for everybody, and load says whose hours it counts."""
        return super().whole and self.show not in {"territory", "load"}


class BusinessProposition(Scope):
    """What working with us is worth to a partner: relationships, momentum, economics; pitch; earnings."""

    scope: Literal["book", "portfolio"] = "portfolio"
    partner: PartnerRef | None = None
    show: Literal["proposition", "pitch", "earnings"] = Field(
        "proposition",
        description="pitch: for a partner that we do not have yet; earnings: what a partner of a level earns",
    )
    level: str | None = Field(None, description="program level, for example gold")
    limit: int = Field(5, ge=1, le=50)


class PartnerEconomics(CompanyScope):
    """What partners cost and bring us: acquisition cost, lifetime value, cost to serve, ROI, margin."""

    partner: PartnerRef | None = None
    measure: Literal[
        "margin",
        "acquisition_cost",
        "lifetime_value",
        "cost_to_serve",
        "roi",
        "payback",
        "revenue",
        "concentration",
        "parting",
    ] = Field(
        "margin",
        description="margin: what is left after all costs; revenue: what they won; concentration: the 80/20 "
        "of tickets, hours and revenue; parting: whom to part ways with",
    )
    cost: CostKind | None = Field(None, description="only costs of this kind, for example mdf")
    order: Literal["highest", "lowest"] | None = Field(None, description="highest cost, lowest margin …")
    by: Grouping | None = Field(None, description="group by this instead of listing partners")
    period: Period | None = Field(None, description="default: the last 365 days")
    limit: int = Field(5, ge=1, le=50)


class CommissionStatement(CompanyScope):
    """What we owe and paid partners: statement, on hold, late, unpaid, an invoice, why it differs."""

    partner: PartnerRef | None = None
    show: Literal["statement", "on_hold", "late", "unpaid", "paid", "why", "check"] = Field(
        "statement",
        description="why: why the commission differs from the period before; check: which commissions "
        "cannot be right, such as one paid twice",
    )
    period: Period | None = Field(
        None,
        description="default for statement and why: the last closed month; for paid to everybody: this year",
    )
    dated: Literal["earned", "due", "paid"] | None = Field(
        None,
        description="which day of a commission the period is about; default: paid for show=paid, else earned",
    )
    before: Period | None = Field(None, description="for why: the period to compare with")
    invoice: str | None = Field(None, description="number of an invoice or payout, for example 1042")
    customer: str | None = Field(None, description="only commissions of this customer's deals")
    limit: int = Field(10, ge=1, le=50)


class CallBrief(Arguments):
    """One screen before a call with a partner: who they are, what changed, promises, money, what to raise."""

    partner: PartnerRef
    pack: bool = Field(False, description="also the pack for a quarterly business review (QBR)")
