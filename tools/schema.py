"""The tables that come in, declared once: imports, SQL tables, templates and aggregates read this.

A further table is one more `Table` here (and a migration); nothing else needs to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """Type of a column's cells."""

    TEXT = "text"
    NAMES = "list"  # separated by `;`
    NUMBER = "number"
    MONEY = "money"
    WHOLE = "whole number"
    FLAG = "true or false"
    DATE = "date"
    EMAIL = "e-mail"
    CURRENCY = "currency"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One column of an incoming table.

    Attributes:
        choices: Valid values, for `Type.CHOICE` only.
        low, high: Closed range of a number.
        references: The table whose key this column holds.
    """

    name: str
    type: Type = Type.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    references: str | None = None


@dataclass(frozen=True)
class Table:
    """One incoming table.

    Attributes:
        key: Name of the column that identifies a row.
        event_date: Column that dates a row for coverage; None for tables without events.
    """

    name: str
    key: str
    columns: tuple[Column, ...]
    event_date: str | None = None

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the table has none."""
        return next_by_name(self.columns, name)


def next_by_name(columns: tuple[Column, ...], name: str) -> Column:
    """The column called `name`; KeyError if there is none."""
    for column in columns:
        if column.name == name:
            return column
    raise KeyError(name)


ROLES = ("admin", "lead", "manager", "viewer")
PARTNER_TYPES = ("reseller", "referral", "si", "isv", "msp", "agency", "distributor", "affiliate")
PARTNER_STATUSES = ("prospect", "applicant", "active", "paused", "ended")
DEAL_STAGES = ("open", "won", "lost")
DEAL_KINDS = ("resale", "referral", "cosell", "influenced")
LEAD_DIRECTIONS = ("in", "out")
LEAD_STATUSES = ("new", "accepted", "rejected", "converted")
CERTIFICATION_LEVELS = ("associate", "professional", "expert")
ACTIVITY_KINDS = ("meeting", "call", "email", "event", "training", "portal_login", "campaign", "plan")
DIRECTIONS = ("in", "out")
NOTE_SOURCES = ("call", "email", "meeting", "slack", "crm", "import")
VISIBILITIES = ("internal", "shareable")


def _partner() -> Column:
    return Column("partner_id", required=True, references="partners")


FX = Table(
    "fx",
    "currency",
    (
        Column("currency", Type.CURRENCY, required=True),
        Column("rate_to_base", Type.NUMBER, required=True, low=0),
    ),
)
MANAGERS = Table(
    "managers",
    "email",
    (
        Column("email", Type.EMAIL, required=True),
        Column("name", required=True),
        Column("slack_user_id"),
        Column("role", Type.CHOICE, choices=ROLES),
        Column("region"),
        Column("hours_per_week", Type.NUMBER, low=0, high=168),
        Column("timezone"),
        Column("locale"),
    ),
)
PARTNERS = Table(
    "partners",
    "partner_id",
    (
        Column("partner_id", required=True),
        Column("name", required=True),
        Column("aliases", Type.NAMES),
        Column("type", Type.CHOICE, choices=PARTNER_TYPES),
        Column("country"),
        Column("region"),
        Column("city"),
        Column("website"),
        Column("employees", Type.WHOLE, low=0),
        Column("customers", Type.WHOLE, low=0),
        Column("market_relevance", Type.NUMBER, low=0, high=100),
        Column("sectors", Type.NAMES),
        Column("technologies", Type.NAMES),
        Column("languages", Type.NAMES),
        Column("manager_email", Type.EMAIL, references="managers"),
        Column("status", Type.CHOICE, choices=PARTNER_STATUSES),
        Column("first_contact_on", Type.DATE),
        Column("applied_on", Type.DATE),
        Column("signed_on", Type.DATE),
        Column("onboarded_on", Type.DATE),
        Column("ended_on", Type.DATE),
        Column("slack_channel"),
        Column("annual_revenue", Type.MONEY, low=0),
        Column("share_of_wallet", Type.NUMBER, low=0, high=1),
        Column("potential_revenue", Type.MONEY, low=0),
        Column("program_level"),
        Column("currency", Type.CURRENCY),
    ),
)
CONTACTS = Table(
    "contacts",
    "contact_id",
    (
        Column("contact_id", required=True),
        _partner(),
        Column("name", required=True),
        Column("role"),
        Column("email", Type.EMAIL),
        Column("phone"),
        Column("language"),
        Column("primary", Type.FLAG),
        Column("opted_out", Type.FLAG),
        Column("left_on", Type.DATE),
    ),
)
DEALS = Table(
    "deals",
    "deal_id",
    (
        Column("deal_id", required=True),
        _partner(),
        Column("created_on", Type.DATE),
        Column("closed_on", Type.DATE),
        Column("stage", Type.CHOICE, required=True, choices=DEAL_STAGES),
        Column("amount", Type.MONEY),
        Column("currency", Type.CURRENCY),
        Column("kind", Type.CHOICE, choices=DEAL_KINDS),
        Column("customer"),
        Column("sector"),
        Column("technology"),
        Column("region"),
        Column("lost_reason"),
    ),
    event_date="created_on",
)
LEADS = Table(
    "leads",
    "lead_id",
    (
        Column("lead_id", required=True),
        _partner(),
        Column("created_on", Type.DATE, required=True),
        Column("direction", Type.CHOICE, choices=LEAD_DIRECTIONS),
        Column("status", Type.CHOICE, choices=LEAD_STATUSES),
        Column("decided_on", Type.DATE),
        Column("sector"),
        Column("technology"),
        Column("region"),
    ),
    event_date="created_on",
)
CERTIFICATIONS = Table(
    "certifications",
    "certification_id",
    (
        Column("certification_id", required=True),
        _partner(),
        Column("person", required=True),
        Column("technology"),
        Column("name", required=True),
        Column("level", Type.CHOICE, choices=CERTIFICATION_LEVELS),
        Column("earned_on", Type.DATE, required=True),
        Column("expires_on", Type.DATE),
    ),
    event_date="earned_on",
)
ACTIVITIES = Table(
    "activities",
    "activity_id",
    (
        Column("activity_id", required=True),
        _partner(),
        Column("date", Type.DATE, required=True),
        Column("kind", Type.CHOICE, choices=ACTIVITY_KINDS),
        Column("direction", Type.CHOICE, choices=DIRECTIONS),
        Column("person"),
        Column("by"),
        Column("subject"),
    ),
    event_date="date",
)
NOTES = Table(
    "notes",
    "note_id",
    (
        Column("note_id", required=True),
        _partner(),
        Column("date", Type.DATE, required=True),
        Column("author"),
        Column("source", Type.CHOICE, choices=NOTE_SOURCES),
        Column("visibility", Type.CHOICE, choices=VISIBILITIES),
        Column("text", required=True),
    ),
    event_date="date",
)

TABLES: tuple[Table, ...] = (
    FX,
    MANAGERS,
    PARTNERS,
    CONTACTS,
    DEALS,
    LEADS,
    CERTIFICATIONS,
    ACTIVITIES,
    NOTES,
)
"""In dependency order: a table stands after every table that it references."""
