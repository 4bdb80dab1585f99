"""When something is due with a partner, and how urgent it is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class DuePolicy(BaseModel):
    """Thresholds and urgencies of what is due. Urgency is 0-1; higher is worse."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    promise_ahead: int = Field(7, ge=0, description="days before a promise of ours is due")
    promise_forget: int = Field(
        120, ge=1, description="days after which an overdue promise is no longer news"
    )
    promise_soon: float = Field(0.55, ge=0, le=1, description="urgency of our promise on the day it is due")
    promise_day: float = Field(0.02, ge=0, le=1, description="urgency less per day until then")
    promise_overdue: float = Field(0.65, ge=0, le=1, description="urgency of our promise once it is late")
    promise_late: float = Field(0.3, ge=0, le=1, description="urgency that a month of being late adds")
    promise_theirs: float = Field(0.35, ge=0, le=1, description="urgency of a late promise of theirs")

    unanswered_from: int = Field(2, ge=0, description="days an inbound email may wait")
    unanswered_forget: int = Field(
        60, ge=1, description="days after which an unanswered email is no longer news"
    )
    unanswered: float = Field(0.5, ge=0, le=1, description="urgency of an unanswered email")
    unanswered_wait: float = Field(0.3, ge=0, le=1, description="urgency that two weeks of waiting add")

    ticket: float = Field(0.5, ge=0, le=1, description="urgency of an open ticket of severity 2")
    ticket_worst: float = Field(0.15, ge=0, le=1, description="urgency that severity 1 adds")
    ticket_wait: float = Field(0.25, ge=0, le=1, description="urgency that two weeks of waiting add")

    commission_late: float = Field(0.6, ge=0, le=1, description="urgency of a commission not paid in time")
    commission_held: float = Field(0.45, ge=0, le=1, description="urgency of a commission on hold")

    nobody_left: float = Field(0.75, ge=0, le=1, description="urgency when the last known contact left")
    contact_left: float = Field(0.48, ge=0, le=1, description="urgency when one of several contacts left")

    level_risk: float = Field(0.5, ge=0, le=1, description="urgency of a program level about to be lost")
    expiring: float = Field(
        0.35, ge=0, le=1, description="urgency of a certification that expires in 60 days"
    )
    expiring_near: float = Field(0.25, ge=0, le=1, description="urgency added on the day it expires")
    expiring_alone: float = Field(
        0.1, ge=0, le=1, description="urgency added when no other certification would remain"
    )

    stuck: float = Field(0.4, ge=0, le=1, description="urgency of being stuck before the first business")
    late_deals: float = Field(0.42, ge=0, le=1, description="urgency of open deals past their closing date")
    old_deals: float = Field(0.32, ge=0, le=1, description="urgency of deals open for more than 180 days")
    key_silence: int = Field(45, ge=1, description="days without contact with a key partner")
    not_spoken: float = Field(0.45, ge=0, le=1, description="urgency of such a silence")

    tier_slipping: float = Field(0.38, ge=0, le=1, description="urgency of a tier about to be lost")
    tier_reaching: float = Field(0.3, ge=0, le=1, description="urgency of a better tier within reach")
    tier_near: float = Field(
        0.2, ge=0, le=1, description="share of the leads threshold that is within reach; one lead always is"
    )

    usage_fall: float = Field(0.25, gt=0, le=1, description="fall in active seats from which it is due")
    usage_least: float = Field(10, ge=0, description="active seats before, below which no fall is told")
    usage_falling: float = Field(0.4, ge=0, le=1, description="urgency of such a fall")
    usage_lost: float = Field(0.2, ge=0, le=1, description="urgency that losing all active seats adds")
    survey_low: float = Field(5, ge=0, le=10, description="mean answer (0-10) at which surveys are low")
    survey: float = Field(0.4, ge=0, le=1, description="urgency of low survey answers")
