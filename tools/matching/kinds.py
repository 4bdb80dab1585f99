"""Kinds of facts that matching and comparison state."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

SECTOR: Final = Kind("find.sector", Unit.NAME, "sector", _TO_PARTNER)
TECHNOLOGY: Final = Kind("find.technology", Unit.NAME, "technology", _TO_PARTNER)
LANGUAGE: Final = Kind("find.language", Unit.LABEL, "language", _TO_PARTNER)
ASKED: Final = Kind("find.asked", Unit.NAME, "what was asked for")
NEAR: Final = Kind("find.nearest", Unit.NAME, "nearest in the data")

ADDRESS: Final = Kind("contact.address", Unit.NAME, "email or phone")

FITTING: Final = Kind("find.fitting", Unit.COUNT, "fitting partners")
FITTING_PEOPLE: Final = Kind("find.people", Unit.COUNT, "fitting people")
READ: Final = Kind("find.partners_read", Unit.COUNT, "partners whose people were looked at")
SCORE: Final = Kind("find.score", Unit.POINTS, "fit")

DELIVERED: Final = Kind("find.delivered", Unit.COUNT, "delivered projects in these fields", _TO_PARTNER)
LAST_DELIVERED: Final = Kind("find.last_delivered_on", Unit.DATE, "last project delivered there", _TO_PARTNER)
PROMISED: Final = Kind("find.promised", Unit.COUNT, "of them with a promised day", _TO_PARTNER)
ON_TIME: Final = Kind("find.on_time", Unit.COUNT, "delivered by the promised day", _TO_PARTNER)
ON_TIME_SHARE: Final = Kind("find.on_time_share", Unit.SHARE, "delivered by the promised day", _TO_PARTNER)
DAYS_LATE: Final = Kind("find.days_late", Unit.DAYS, "median delay of those delivered late", _TO_PARTNER)
RATING: Final = Kind("find.rating", Unit.POINTS, "customers' mean rating, of 100", _TO_PARTNER)
OPEN_PROJECTS: Final = Kind("find.open_projects", Unit.COUNT, "projects not delivered yet", _TO_PARTNER)
DEALS: Final = Kind("find.won_deals", Unit.COUNT, "won deals in these fields", _TO_PARTNER)
LAST_WON: Final = Kind("find.last_won_on", Unit.DATE, "last won deal in these fields", _TO_PARTNER)
CERTIFIED: Final = Kind("find.certifications", Unit.COUNT, "valid certifications", _TO_PARTNER)
CERTIFIED_PEOPLE: Final = Kind("find.certified_people", Unit.COUNT, "certified people", _TO_PARTNER)
LEVEL: Final = Kind("find.level", Unit.LABEL, "certification level", _TO_PARTNER)
WORKED_ON: Final = Kind("find.worked_on", Unit.COUNT, "delivered projects the person worked on", _TO_PARTNER)
LAST_WORKED_ON: Final = Kind("find.last_worked_on", Unit.DATE, "last of these projects", _TO_PARTNER)
