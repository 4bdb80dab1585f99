"""What is sold, passed on and paid."""

from __future__ import annotations

from typing import Final

from tools.schema.types import Column, Table, Type, partner

DEAL_STAGES: Final = ("open", "won", "lost")
DEAL_KINDS: Final = ("resale", "referral", "cosell", "influenced")
LEAD_DIRECTIONS: Final = ("in", "out")
LEAD_STATUSES: Final = ("new", "accepted", "rejected", "converted")
COMMISSION_STATUSES: Final = ("pending", "approved", "paid", "on_hold")
COST_KINDS: Final = ("acquisition", "mdf", "incentive", "enablement", "support", "management")

FX: Final = Table(
    "fx",
    ("currency",),
    (
        Column("currency", Type.CURRENCY, required=True, about="ISO code"),
        Column(
            "rate_to_base",
            Type.NUMBER,
            required=True,
            low=0,
            about="units of base currency for one unit of it",
        ),
    ),
    about="one exchange rate",
)
DEALS: Final = Table(
    "deals",
    ("deal_id",),
    (
        Column("deal_id", required=True, about="your id of the deal"),
        partner(),
        Column("created_on", Type.DATE, about="day of registration"),
        Column("closed_on", Type.DATE, about="day won or lost; of an open deal, the day hoped for"),
        Column("stage", Type.CHOICE, required=True, choices=DEAL_STAGES, about="where it stands"),
        Column("amount", Type.MONEY, about="worth of the deal"),
        Column("currency", Type.CURRENCY, about="of the amount; base currency if empty"),
        Column("kind", Type.CHOICE, choices=DEAL_KINDS, about="the partner's part in it"),
        Column("customer", about="who buys"),
        Column("sector", about="of the customer"),
        Column("technology", about="what is sold"),
        Column("region", about="of the customer"),
        Column("lost_reason", about="why it was lost"),
    ),
    event_date="created_on",
    about="one deal that a partner brought, sold or helped with",
)
LEADS: Final = Table(
    "leads",
    ("lead_id",),
    (
        Column("lead_id", required=True, about="your id of the lead"),
        partner(),
        Column("created_on", Type.DATE, required=True, about="day it was passed on"),
        Column("direction", Type.CHOICE, choices=LEAD_DIRECTIONS, about="in: from them; out: to them"),
        Column("status", Type.CHOICE, choices=LEAD_STATUSES, about="where it stands"),
        Column("decided_on", Type.DATE, about="day it was accepted, rejected or converted"),
        Column("sector", about="of the customer"),
        Column("technology", about="what it is about"),
        Column("region", about="of the customer"),
    ),
    event_date="created_on",
    about="one lead, from the partner or shared with it",
)
COMMISSIONS: Final = Table(
    "commissions",
    ("commission_id",),
    (
        Column("commission_id", required=True, about="your id of the commission"),
        partner(),
        Column("period", Type.PERIOD, required=True, about="month, quarter or year that it is for"),
        Column("deal_id", references="deals", about="the deal it was earned with"),
        Column("amount", Type.MONEY, required=True, about="what we owe; negative for a clawback"),
        Column("currency", Type.CURRENCY, about="of the amount; base currency if empty"),
        Column("status", Type.CHOICE, choices=COMMISSION_STATUSES, about="where it stands"),
        Column("hold_reason", about="why it is on hold"),
        Column("approved_on", Type.DATE, about="day of approval"),
        Column("due_on", Type.DATE, about="day by which it is to be paid"),
        Column("paid_on", Type.DATE, about="day of payment"),
        Column("invoice", about="number of the invoice or payout"),
    ),
    event_date="approved_on",
    about="one commission earned by a partner",
)
COSTS: Final = Table(
    "costs",
    ("cost_id",),
    (
        Column("cost_id", required=True, about="your id of the cost"),
        partner(),
        Column("date", Type.DATE, required=True, about="day it was spent"),
        Column("kind", Type.CHOICE, choices=COST_KINDS, about="what it was for"),
        Column("amount", Type.MONEY, required=True, about="what we spent"),
        Column("currency", Type.CURRENCY, about="of the amount; base currency if empty"),
    ),
    event_date="date",
    about="one thing that we spent on a partner",
)
