"""The rows that the generator writes: fields in the order of the columns of `tools.schema`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Rate(NamedTuple):
    """A row of fx."""

    currency: str
    rate_to_base: float


class Manager(NamedTuple):
    """A row of managers."""

    email: str
    name: str
    slack_user_id: str
    role: str
    region: str
    hours_per_week: int
    timezone: str
    locale: str


class Partner(NamedTuple):
    """A row of partners; lists are already joined by `;`."""

    partner_id: str
    name: str
    aliases: str
    type: str
    country: str
    region: str
    city: str
    website: str
    employees: int
    customers: int
    market_relevance: int
    sectors: str
    technologies: str
    languages: str
    manager_email: str
    status: str
    first_contact_on: date
    applied_on: date | None
    signed_on: date | None
    onboarded_on: date | None
    ended_on: date | None
    slack_channel: str
    annual_revenue: int
    share_of_wallet: float | None
    potential_revenue: int
    program_level: str
    currency: str


class Contact(NamedTuple):
    """A row of contacts; flags are already words."""

    contact_id: str
    partner_id: str
    name: str
    role: str
    email: str
    phone: str
    language: str
    primary: str
    opted_out: str
    left_on: date | None


class Deal(NamedTuple):
    """A row of deals; the amount is in `currency`."""

    deal_id: str
    partner_id: str
    created_on: date
    closed_on: date | None
    stage: str
    amount: int
    currency: str
    kind: str
    customer: str
    sector: str
    technology: str
    region: str
    lost_reason: str


class Lead(NamedTuple):
    """A row of leads."""

    lead_id: str
    partner_id: str
    created_on: date
    direction: str
    status: str
    decided_on: date | None
    sector: str
    technology: str
    region: str


class Certification(NamedTuple):
    """A row of certifications."""

    certification_id: str
    partner_id: str
    person: str
    technology: str
    name: str
    level: str
    earned_on: date
    expires_on: date


class Activity(NamedTuple):
    """A row of activities; `by` is a manager's e-mail, empty where nobody of ours took part."""

    activity_id: str
    partner_id: str
    date: date
    kind: str
    direction: str
    person: str
    by: str
    subject: str


class Note(NamedTuple):
    """A row of notes."""

    note_id: str
    partner_id: str
    date: date
    author: str
    source: str
    visibility: str
    text: str
