"""Weights and thresholds of attention."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class AttentionPolicy(BaseModel):
    """When a partner needs a person, lane by lane. Shares and scores are 0-1; higher is worse."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    staleness_weight: float = Field(0.37, ge=0, description="weight of days since the last won deal")
    overdue_weight: float = Field(0.14, ge=0, description="weight of the gap against their own rhythm")
    slowing_weight: float = Field(0.13, ge=0, description="weight of 30 days against the 60 before")
    thin_weight: float = Field(0.12, ge=0, description="weight of having few deals")
    concentration_weight: float = Field(0.11, ge=0, description="weight of the biggest deal's share")
    stale_days: int = Field(180, ge=1, description="days without a won deal at which staleness is 1")
    overdue_times: float = Field(
        3, gt=1, description="gap in own rhythms at which overdue is 1; at 1 it is 0"
    )
    silence_times: float = Field(1.5, ge=1, description="gap in own rhythms that is longer than usual")
    rhythm_wins: int = Field(3, ge=2, description="won deals in two years from which a rhythm is known")

    dark_from: float = Field(0.45, ge=0, le=1, description="going-dark score from which it is a lane")
    dark_wins: int = Field(2, ge=1, description="won deals in two years, below which nothing goes dark")
    dark_days: int = Field(30, ge=0, description="days without a won deal, below which nothing goes dark")
    risk_from: float = Field(0.25, ge=0, le=1, description="going-dark score from which money is at risk")
    slowing_from: float = Field(0.5, ge=0, le=1, description="slowing from which money is at risk")
    risk_percentile: float = Field(
        75, ge=0, le=100, description="percentile of expected loss from which money at risk is a lane"
    )
    fall_floor: float = Field(0.15, ge=0, le=1, description="chance that revenue falls at a score of 0")
    fall_span: float = Field(0.75, ge=0, le=1, description="what a score of 1 adds to that chance")

    rising_wins_weight: float = Field(0.45, ge=0, description="weight of growth in won deals")
    rising_leads_weight: float = Field(0.35, ge=0, description="weight of growth in accepted leads")
    rising_touches_weight: float = Field(
        0.2, ge=0, description="weight of growth in meetings, calls and emails"
    )
    rising_first_win: float = Field(0.5, ge=0, le=1, description="score of a first won deal within 90 days")
    rising_from: float = Field(0.35, ge=0, le=1, description="rising score from which it is a lane")
    rising_from_low: float = Field(
        0.25, ge=0, le=1, description="the same for a dementor or unpolished diamond"
    )
    rising_every: int = Field(5, ge=2, description="every n-th place of the list is kept for rising")

    promise_ahead: int = Field(7, ge=0, description="days before a promise of ours is due")
    promise_forget: int = Field(
        120, ge=1, description="days after which an overdue promise is no longer news"
    )
    unanswered_from: int = Field(2, ge=0, description="days an inbound email may wait")
    unanswered_forget: int = Field(
        60, ge=1, description="days after which an unanswered email is no longer news"
    )
    lively_days: int = Field(
        21, ge=0, description="days since the last contact, up to which a partner without wins is not quiet"
    )
    key_silence: int = Field(45, ge=1, description="days without a talk with a key partner")

    part_ways_days: int = Field(365, ge=1, description="days since signing, below which nobody is given up")
    part_ways_silence: int = Field(
        180, ge=1, description="days without contact after which one may part ways"
    )
    clearly_worse: float = Field(
        0.15, gt=0, le=1, description="rise in urgency that makes an item news again"
    )
