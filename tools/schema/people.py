"""Who there is: our managers, the partners, their people."""

from __future__ import annotations

from typing import Final

from tools.schema.types import Column, Table, Type, partner

ROLES: Final = ("admin", "lead", "manager", "viewer")
PARTNER_TYPES: Final = ("reseller", "referral", "si", "isv", "msp", "agency", "distributor", "affiliate")
PARTNER_STATUSES: Final = ("prospect", "applicant", "active", "paused", "ended")

MANAGERS: Final = Table(
    "managers",
    ("email",),
    (
        Column("email", Type.EMAIL, required=True, about="address by which Slack and the files know them"),
        Column("name", required=True, about="full name"),
        Column("slack_user_id", about="Slack's id, such as U024BE7LH, if the address differs there"),
        Column("role", Type.CHOICE, choices=ROLES, about="what they may do; manager if empty"),
        Column("region", about="where their book lies"),
        Column("hours_per_week", Type.NUMBER, low=0, high=168, about="hours a week for partners"),
        Column("timezone", about="such as Europe/Berlin"),
        Column("locale", about="language of their digest, such as en or de"),
    ),
    about="one of us who looks after partners",
)
PARTNERS: Final = Table(
    "partners",
    ("partner_id",),
    (
        Column("partner_id", required=True, about="your id; every other file names the partner by it"),
        Column("name", required=True, about="name of the company"),
        Column("aliases", Type.NAMES, about="other names people use"),
        Column("type", Type.CHOICE, choices=PARTNER_TYPES, about="kind of partner; peers are of one kind"),
        Column("country", about="ISO code or name"),
        Column("region", about="such as DACH"),
        Column("city", about="where they sit"),
        Column("website", about="address of their site; the domain tells the same partner elsewhere"),
        Column("employees", Type.WHOLE, low=0, about="people"),
        Column("customers", Type.WHOLE, low=0, about="customers of theirs"),
        Column("market_relevance", Type.NUMBER, low=0, high=100, about="0 none to 100 highest"),
        Column("sectors", Type.NAMES, about="sectors they say they serve"),
        Column("technologies", Type.NAMES, about="technologies they say they know"),
        Column("languages", Type.NAMES, about="languages they work in"),
        Column("manager_email", Type.EMAIL, references="managers", about="who looks after them"),
        Column("status", Type.CHOICE, choices=PARTNER_STATUSES, about="where they stand; active if empty"),
        Column("first_contact_on", Type.DATE, about="first contact"),
        Column("applied_on", Type.DATE, about="application to the program"),
        Column("signed_on", Type.DATE, about="signature of the contract"),
        Column("onboarded_on", Type.DATE, about="end of onboarding"),
        Column("ended_on", Type.DATE, about="end of the partnership"),
        Column("slack_channel", about="id of the channel shared with them"),
        Column("annual_revenue", Type.MONEY, low=0, about="their revenue a year"),
        Column("share_of_wallet", Type.NUMBER, low=0, high=1, about="share of their spend in our field, 0-1"),
        Column("potential_revenue", Type.MONEY, low=0, about="what they could bring us in a year"),
        Column("program_level", about="level in the program, as in levels"),
        Column("currency", Type.CURRENCY, about="of the amounts in this row; base currency if empty"),
    ),
    about="one partner",
)
CONTACTS: Final = Table(
    "contacts",
    ("contact_id",),
    (
        Column("contact_id", required=True, about="your id of the person"),
        partner(),
        Column("name", required=True, about="full name"),
        Column("role", about="what they do there"),
        Column("email", Type.EMAIL, about="address to write to"),
        Column("phone", about="number to call"),
        Column("language", about="language to write in, such as de"),
        Column("primary", Type.FLAG, about="whom we write to first"),
        Column("opted_out", Type.FLAG, about="never write to them"),
        Column("left_on", Type.DATE, about="day on which they left"),
    ),
    about="one person at a partner",
)
