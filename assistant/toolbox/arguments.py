"""Arguments of every toolbox function, as a planner fills them.

The docstrings and field descriptions are written for the model that reads them. A partner, contact or
manager is given in the words that the asker used, or as a handle (`P17`, `C3`) from an earlier result; code
resolves both before the tool runs.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from assistant.toolbox.argument_types import (
    Arguments,
    CategoryName,
    ContactRef,
    LaneName,
    PartnerRef,
    PhaseName,
    Scope,
    TierName,
)
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.follow_up_arguments import FollowUps
from assistant.toolbox.money_arguments import (
    BusinessProposition,
    CallBrief,
    CapacityPlan,
    CommissionStatement,
    PartnerEconomics,
)
from assistant.toolbox.note_arguments import DeleteNote, LogNote, SearchNotes
from assistant.toolbox.play_arguments import Playbook, RecordPlay, SuggestIntroduction

_MOST_PERCENT: Final = 100


class PartnersNeedingAttention(Scope):
    """Who needs the manager now and why: money at risk, going dark, rising, due."""

    lane: LaneName | None = Field(None, description="only this lane")
    snoozed: bool = Field(False, description="also those that the asker has snoozed")
    since: date | None = Field(None, description="only what is new since that day")
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


class ComparePartners(Scope):
    """Which of several partners suits a deal or task best, side by side, with the evidence for each."""

    scope: Literal["book", "portfolio"] = "portfolio"
    partners: tuple[PartnerRef, ...] = Field((), description="without any: the best fitting ones")
    language: str | None = Field(None, description="ISO code, for example fr")
    limit: int = Field(3, ge=2, le=6)


class CoverageMap(Scope):
    """Demand against qualified partners by sector and technology; cells that nobody or only one covers."""

    scope: Literal["book", "portfolio"] = "portfolio"
    show: Literal["all", "empty", "single"] = Field(
        "all", description="empty: no qualified partner; single: only one"
    )
    partner: PartnerRef | None = Field(None, description="only the cells that this partner covers")
    limit: int = Field(10, ge=1, le=50)


class TierMovements(Scope):
    """Who changed tier between quarterly reviews and why, what we did there, what waits for a decision."""

    partner: PartnerRef | None = None
    since: date | None = Field(None, description="default: the last quarter's end")
    left: TierName | None = Field(None, description="only those who were in this tier before")
    direction: Literal["up", "down"] | None = None
    limit: int = Field(10, ge=1, le=50)


class TierWhatIf(Scope):
    """What would make a partner reach a tier, and who would move under other weights or thresholds."""

    scope: Literal["book", "portfolio"] = "portfolio"
    partner: PartnerRef | None = None
    target: TierName | None = Field(None, description="the tier that the partner should reach")
    leads_times: float | None = Field(None, ge=0, le=10, description="2: accepted leads count double")
    relevance_times: float | None = Field(None, ge=0, le=10, description="0.5: relevance counts half")
    leads_threshold: float | None = Field(
        None, ge=0, le=10_000, description="leads a year, or percentile, to be high"
    )
    relevance_threshold: float | None = Field(None, ge=0, le=100)
    basis: Literal["absolute", "percentile"] | None = Field(None, description="of both thresholds")
    more_leads: int | None = Field(None, ge=-1000, le=1000, description="leads that the partner had more")
    limit: int = Field(10, ge=1, le=50)

    @model_validator(mode="after")
    def _percentiles_end_at_100(self) -> Self:
        if self.basis == "percentile" and (self.leads_threshold or 0) > _MOST_PERCENT:
            raise ValueError(
                f"leads_threshold {self.leads_threshold:g} is no percentile: give 0 to 100, or basis absolute"
            )
        return self


class ReviewDecision(Scope):
    """Accept the tier that the review proposes, or override it with a reason; or show what waits."""

    scope: Literal["book", "portfolio"] = "portfolio"
    action: Literal["show", "accept", "override", "reopen"] = "show"
    partners: tuple[PartnerRef, ...] = Field((), description="without any: every open proposal")
    direction: Literal["up", "down"] | None = Field(None, description="only proposals to move so")
    to: TierName | None = Field(None, description="for override: the tier to hold; default: the one before")
    reason: str | None = Field(None, description="for override: the asker's words, copied exactly")


class Certifications(Scope):
    """Who is certified in what, what expires or lapsed, and whether a partner meets its program level."""

    partner: PartnerRef | None = None
    contact: ContactRef | None = None
    show: Literal["held", "expiring", "lapsed", "requirements", "none"] = Field(
        "held", description="none: partners without any; requirements: what the program level asks for"
    )
    level: str | None = Field(None, description="program level, for example gold; default: their own")
    until: date | None = Field(None, description="for expiring: until that day; default: 60 days ahead")
    limit: int = Field(10, ge=1, le=50)


class Snooze(Arguments):
    """Keep a partner off the asker's attention list until a day, or wake it up again."""

    action: Literal["snooze", "wake", "show"] = "snooze"
    partner: PartnerRef | None = Field(None, description="not needed for show")
    until: date | None = Field(None, description="default: in two weeks")


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
    "compare_partners": ComparePartners,
    "coverage_map": CoverageMap,
    "tier_movements": TierMovements,
    "tier_what_if": TierWhatIf,
    "review_decision": ReviewDecision,
    "certifications": Certifications,
    "snooze": Snooze,
    "search_notes": SearchNotes,
    "call_brief": CallBrief,
    "capacity_plan": CapacityPlan,
    "business_proposition": BusinessProposition,
    "partner_economics": PartnerEconomics,
    "commission_statement": CommissionStatement,
    "playbook": Playbook,
    "record_play": RecordPlay,
    "suggest_introduction": SuggestIntroduction,
    "draft_message": DraftMessage,
    "log_note": LogNote,
    "delete_note": DeleteNote,
    "digest_settings": DigestSettings,
    "data_health": DataHealth,
    "follow_ups": FollowUps,
}
