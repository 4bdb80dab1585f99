"""The tables that come in, declared once: imports, SQL tables, templates and aggregates read this.

A further table is one more `Table` here (and a migration); nothing else needs to know.
"""

from __future__ import annotations

from typing import Final

from tools.schema.people import CONTACTS, MANAGERS, PARTNER_STATUSES, PARTNER_TYPES, PARTNERS, ROLES
from tools.schema.program import LEVELS, OFFER_KINDS, OFFERS, TERRITORIES, TIERS, VENDOR
from tools.schema.trade import (
    COMMISSION_STATUSES,
    COMMISSIONS,
    COST_KINDS,
    COSTS,
    DEAL_KINDS,
    DEAL_STAGES,
    DEALS,
    FX,
    LEAD_DIRECTIONS,
    LEAD_STATUSES,
    LEADS,
)
from tools.schema.types import Column, Table, Type, in_base, period_end
from tools.schema.work import (
    ACTIVITIES,
    ACTIVITY_KINDS,
    CERTIFICATION_LEVELS,
    CERTIFICATIONS,
    DIRECTIONS,
    NOTE_SOURCES,
    NOTES,
    PROJECTS,
    SURVEY_DIMENSIONS,
    SURVEYS,
    TICKETS,
    USAGE,
    VISIBILITIES,
)

__all__ = [
    "ACTIVITIES",
    "ACTIVITY_KINDS",
    "CERTIFICATIONS",
    "CERTIFICATION_LEVELS",
    "COMMISSIONS",
    "COMMISSION_STATUSES",
    "CONTACTS",
    "COSTS",
    "COST_KINDS",
    "DEALS",
    "DEAL_KINDS",
    "DEAL_STAGES",
    "DIRECTIONS",
    "FX",
    "LEADS",
    "LEAD_DIRECTIONS",
    "LEAD_STATUSES",
    "LEVELS",
    "MANAGERS",
    "NOTES",
    "NOTE_SOURCES",
    "OFFERS",
    "OFFER_KINDS",
    "PARTNERS",
    "PARTNER_STATUSES",
    "PARTNER_TYPES",
    "PROJECTS",
    "ROLES",
    "SURVEYS",
    "SURVEY_DIMENSIONS",
    "TABLES",
    "TERRITORIES",
    "TICKETS",
    "TIERS",
    "TRACKED",
    "USAGE",
    "VENDOR",
    "VISIBILITIES",
    "Column",
    "Table",
    "Type",
    "in_base",
    "period_end",
]

TABLES: Final[tuple[Table, ...]] = (
    FX,
    MANAGERS,
    LEVELS,
    PARTNERS,
    CONTACTS,
    DEALS,
    LEADS,
    USAGE,
    CERTIFICATIONS,
    PROJECTS,
    ACTIVITIES,
    TICKETS,
    COMMISSIONS,
    COSTS,
    SURVEYS,
    NOTES,
    TERRITORIES,
    OFFERS,
    VENDOR,
)
"""In dependency order: a table stands after every table that it references."""

TRACKED: Final = ("program_level", "manager_email", "share_of_wallet", "market_relevance", "type", "status")
"""Columns of partners whose history is kept from the first import on."""
