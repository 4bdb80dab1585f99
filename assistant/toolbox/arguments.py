"""Arguments of every toolbox function, as a planner fills them.

The docstrings and field descriptions are written for the model that reads them. A partner, contact or
manager is given in the words that the asker used, or as a handle (`P17`, `C3`) from an earlier result; code
resolves both before the tool runs.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Ref(StrEnum):
    """What the words of an argument refer to; code resolves them before a tool runs."""

    PARTNER = "partner"
    CONTACT = "contact"
    MANAGER = "manager"


PartnerRef = Annotated[str, Ref.PARTNER]
ContactRef = Annotated[str, Ref.CONTACT]
ManagerRef = Annotated[str, Ref.MANAGER]

LaneName = Literal["money_at_risk", "going_dark", "rising", "due"]
PhaseName = Literal["interest", "recruitment", "activation", "investment", "devotion"]
TierName = Literal["key_partner", "unpolished_diamond", "growth_hacker", "dementor"]
CategoryName = Literal["contribution", "consumption", "coverage", "capability", "commitment"]
PartnerType = Literal["reseller", "referral", "si", "isv", "msp", "agency", "distributor", "affiliate"]
Language = Literal["en", "de", "fr", "es"]


class Arguments(BaseModel):
    """Base of all: unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scope(Arguments):
    """Which partners a question is about; with none of these, the asker's own book."""

    scope: Literal["book", "portfolio"] = Field("book", description="portfolio: everybody's partners")
    manager: ManagerRef | None = Field(None, description="only this colleague's book")
    region: str | None = None
    country: str | None = None
    sector: str | None = None
    technology: str | None = None
    type: PartnerType | None = None
    tier: TierName | None = None
    excluding: tuple[PartnerRef, ...] = Field((), description="partners to leave out")
    partly: bool = Field(
        default=False, description="true if the question narrows down in a way that no argument here carries"
    )


class PartnersNeedingAttention(Scope):
    """Who needs the manager now and why: money at risk, going dark, rising, due."""

    lane: LaneName | None = Field(None, description="only this lane")
    limit: int = Field(5, ge=1, le=50)


class PartnerProfile(Arguments):
    """How one partner is doing: 5C scorecard, tier, journey phase, people, latest events."""

    partner: PartnerRef
    category: CategoryName | None = Field(None, description="only this one of the 5Cs")


class ExplainChange(Arguments):
    """Why one partner's score changed since a date, per measure, with the events behind."""

    partner: PartnerRef
    since: date | None = Field(None, description="default: 90 days before")
    category: CategoryName | None = None


class JourneyStatus(Scope):
    """Where partners are in their journey, who is stuck and what is missing for the next phase."""

    partner: PartnerRef | None = None
    phase: PhaseName | None = None
    stuck: bool = Field(False, description="only those who are stuck")
    limit: int = Field(10, ge=1, le=50)


class FindPartners(Scope):
    """Who fits a need: sector, technology, region, language; partners, or people if asked for a person."""

    scope: Literal["book", "portfolio"] = "portfolio"
    language: str | None = Field(None, description="ISO code, for example fr")
    person: bool = Field(False, description="people rather than companies")
    limit: int = Field(5, ge=1, le=50)


class SearchNotes(Arguments):
    """What notes say about something, as quotations with their source."""

    query: str = Field(description="the asker's words for what to look for")
    partner: PartnerRef | None = None
    contact: ContactRef | None = None
    limit: int = Field(5, ge=1, le=20)


class CallBrief(Arguments):
    """One screen before a call with a partner: who they are, what changed, promises, what to raise."""

    partner: PartnerRef


class DraftMessage(Scope):
    """Write one individual message per partner; without partners, to those who need attention most."""

    partners: tuple[PartnerRef, ...] = ()
    contact: ContactRef | None = None
    purpose: Literal["check_in", "win_back", "congratulation", "certification", "promise"] = "check_in"
    language: Language | None = Field(None, description="default: the contact's language")
    limit: int = Field(3, ge=1, le=20)


class LogNote(Arguments):
    """Store the asker's words as a note about a partner."""

    partner: PartnerRef
    text: str = Field(description="the asker's words, copied exactly")


class DigestSettings(Arguments):
    """Show or change the asker's weekly digest."""

    action: Literal["show", "set", "pause", "resume", "mute", "unmute", "why"] = "show"
    weekday: int | None = Field(None, ge=0, le=6, description="0 is Monday")
    hour: int | None = Field(None, ge=0, le=23)
    items: int | None = Field(None, ge=1, le=20)
    paused_until: date | None = None
    partner: PartnerRef | None = Field(None, description="for mute, unmute, why")


class DataHealth(Arguments):
    """How complete and fresh the data is: all of it, one table, or one partner."""

    table: (
        Literal[
            "managers",
            "partners",
            "contacts",
            "deals",
            "leads",
            "activities",
            "certifications",
            "notes",
            "fx",
            "levels",
            "usage",
            "projects",
            "tickets",
            "commissions",
            "costs",
            "surveys",
            "territories",
            "offers",
            "vendor",
        ]
        | None
    ) = None
    partner: PartnerRef | None = None


ARGUMENTS: dict[str, type[Arguments]] = {
    "partners_needing_attention": PartnersNeedingAttention,
    "partner_profile": PartnerProfile,
    "explain_change": ExplainChange,
    "journey_status": JourneyStatus,
    "find_partners": FindPartners,
    "search_notes": SearchNotes,
    "call_brief": CallBrief,
    "draft_message": DraftMessage,
    "log_note": LogNote,
    "digest_settings": DigestSettings,
    "data_health": DataHealth,
}
