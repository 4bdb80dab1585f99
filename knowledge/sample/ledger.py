"""Further rows that the generator writes: fields in the order of the columns of `tools.schema`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Usage(NamedTuple):
    """A row of usage."""

    partner_id: str
    month: str
    licensed: int
    active: int


class Project(NamedTuple):
    """A row of projects; `people` are joined by `;`."""

    project_id: str
    partner_id: str
    customer: str
    sector: str
    technology: str
    promised_on: date
    delivered_on: date | None
    value: int
    currency: str
    rating: float | None
    people: str


class Ticket(NamedTuple):
    """A row of tickets."""

    ticket_id: str
    partner_id: str
    opened_on: date
    closed_on: date | None
    severity: int
    hours: float
    subject: str


class Commission(NamedTuple):
    """A row of commissions; the amount is in the currency of its deal."""

    commission_id: str
    partner_id: str
    period: str
    deal_id: str
    amount: float
    currency: str
    status: str
    hold_reason: str
    approved_on: date | None
    due_on: date
    paid_on: date | None
    invoice: str


class Cost(NamedTuple):
    """A row of costs."""

    cost_id: str
    partner_id: str
    date: date
    kind: str
    amount: int
    currency: str


class Survey(NamedTuple):
    """A row of surveys."""

    survey_id: str
    partner_id: str
    date: date
    dimension: str
    score: int
    comment: str


class Level(NamedTuple):
    """A row of levels."""

    program_level: str
    requirements: str
    benefits: str


class Territory(NamedTuple):
    """A row of territories."""

    region: str
    sector: str
    technology: str
    period: str
    target_revenue: int


class Offer(NamedTuple):
    """A row of offers; lists are joined by `;`."""

    offer_id: str
    kind: str
    name: str
    starts_on: date
    ends_on: date
    sectors: str
    technologies: str
    tiers: str
    link: str
    text: str


class VendorFigure(NamedTuple):
    """A row of vendor."""

    sector: str
    technology: str
    region: str
    period: str
    market_share: float
    demand_index: float
    innovation: str
