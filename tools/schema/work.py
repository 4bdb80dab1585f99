"""What happens with a partner: use, skills, projects, talk, trouble."""

from __future__ import annotations

from typing import Final

from tools.schema.types import Column, Table, Type, partner

CERTIFICATION_LEVELS: Final = ("associate", "professional", "expert")
ACTIVITY_KINDS: Final = ("meeting", "call", "email", "event", "training", "portal_login", "campaign", "plan")
DIRECTIONS: Final = ("in", "out")
SURVEY_DIMENSIONS: Final = ("relationship", "momentum", "economics", "support")
NOTE_SOURCES: Final = ("call", "email", "meeting", "slack", "crm", "import")
VISIBILITIES: Final = ("internal", "shareable")

USAGE: Final = Table(
    "usage",
    ("partner_id", "month"),
    (
        partner(),
        Column("month", Type.MONTH, required=True, about="the month"),
        Column("licensed", Type.NUMBER, low=0, about="seats or units sold through them"),
        Column("active", Type.NUMBER, low=0, about="of these, in use"),
    ),
    event_date="month",
    about="use of our product at a partner's customers in one month",
)
CERTIFICATIONS: Final = Table(
    "certifications",
    ("certification_id",),
    (
        Column("certification_id", required=True, about="your id of the certificate"),
        partner(),
        Column("person", required=True, about="who holds it"),
        Column("technology", about="what it is about"),
        Column("name", required=True, about="name of the certificate"),
        Column("level", Type.CHOICE, choices=CERTIFICATION_LEVELS, about="how far it goes"),
        Column("earned_on", Type.DATE, required=True, about="day it was earned"),
        Column("expires_on", Type.DATE, about="last day on which it is valid; never ends if empty"),
    ),
    event_date="earned_on",
    about="one certificate of one person",
)
PROJECTS: Final = Table(
    "projects",
    ("project_id",),
    (
        Column("project_id", required=True, about="your id of the project"),
        partner(),
        Column("customer", about="for whom"),
        Column("sector", about="of the customer"),
        Column("technology", about="with what"),
        Column("promised_on", Type.DATE, about="day by which they promised to deliver"),
        Column("delivered_on", Type.DATE, about="day on which they did"),
        Column("value", Type.MONEY, low=0, about="worth of the project"),
        Column("currency", Type.CURRENCY, about="of the value; base currency if empty"),
        Column("rating", Type.NUMBER, low=0, high=10, about="the customer's rating, 0 worst to 10 best"),
        Column("people", Type.NAMES, about="who worked on it"),
    ),
    event_date="delivered_on",
    about="one project that a partner delivers",
)
ACTIVITIES: Final = Table(
    "activities",
    ("activity_id",),
    (
        Column("activity_id", required=True, about="your id of the activity"),
        partner(),
        Column("date", Type.DATE, required=True, about="the day"),
        Column("kind", Type.CHOICE, choices=ACTIVITY_KINDS, about="what it was"),
        Column("direction", Type.CHOICE, choices=DIRECTIONS, about="in: from them; out: from us"),
        Column("person", about="who of theirs"),
        Column("by", about="who of us, by e-mail or name"),
        Column("subject", about="what about"),
    ),
    event_date="date",
    about="one contact with a partner",
)
TICKETS: Final = Table(
    "tickets",
    ("ticket_id",),
    (
        Column("ticket_id", required=True, about="your id of the ticket"),
        partner(),
        Column("opened_on", Type.DATE, required=True, about="day it was opened"),
        Column("closed_on", Type.DATE, about="day it was closed; open if empty"),
        Column("severity", Type.WHOLE, low=1, high=4, about="1 worst to 4"),
        Column("hours", Type.NUMBER, low=0, about="hours we spent on it"),
        Column("subject", about="what about"),
    ),
    event_date="opened_on",
    about="one support ticket",
)
SURVEYS: Final = Table(
    "surveys",
    ("survey_id",),
    (
        Column("survey_id", required=True, about="your id of the answer"),
        partner(),
        Column("date", Type.DATE, required=True, about="day of the answer"),
        Column("dimension", Type.CHOICE, choices=SURVEY_DIMENSIONS, about="what was asked about"),
        Column("score", Type.NUMBER, required=True, low=0, high=10, about="0 worst to 10 best"),
        Column("comment", about="their words"),
    ),
    event_date="date",
    about="one answer of a partner to a survey",
)
NOTES: Final = Table(
    "notes",
    ("note_id",),
    (
        Column("note_id", required=True, about="your id of the note"),
        partner(),
        Column("date", Type.DATE, required=True, about="day it was written"),
        Column("author", about="who wrote it, by e-mail or name"),
        Column("source", Type.CHOICE, choices=NOTE_SOURCES, about="how it came about"),
        Column("visibility", Type.CHOICE, choices=VISIBILITIES, about="who may read it; internal if empty"),
        Column("text", required=True, about="the words"),
    ),
    event_date="date",
    about="one note about a partner",
)
