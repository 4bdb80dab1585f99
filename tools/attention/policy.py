"""Weights and thresholds of attention."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from tools.attention.due_policy import DuePolicy


class AttentionPolicy(BaseModel):
    """When a partner needs a person, lane by lane. Urgency, shares and scores are 0-1; higher is worse."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    due: DuePolicy = DuePolicy()

    silence_times: float = Field(1.5, ge=1, description="gap in own rhythms that is longer than usual")
    known_wins: int = Field(
        2, ge=1, description="won deals in two years, below which there is nothing to lose"
    )

    dark_from: float = Field(0.45, ge=0, le=1, description="going-dark score from which it is a lane")
    dark_days: int = Field(30, ge=0, description="days without a won deal, below which nothing goes dark")
    dark_urgency: float = Field(0.25, ge=0, le=1, description="urgency of going dark by itself")
    dark_chance: float = Field(0.35, ge=0, le=1, description="urgency that a certain silence adds")
    dark_size: float = Field(0.2, ge=0, le=1, description="urgency that the largest typical quarter adds")
    dark_fresh: float = Field(0.15, ge=0, le=1, description="urgency added when the silence has just begun")
    dark_half_life: int = Field(
        90, ge=1, description="days of unusual silence that halve what its freshness adds"
    )

    risk_chance: float = Field(0.3, ge=0, le=1, description="chance of a decline from which money is at risk")
    risk_from: float = Field(
        0.25, ge=0, le=1, description="going-dark score that does instead, where no chance is known"
    )
    slowing_from: float = Field(0.5, ge=0, le=1, description="slowing from which money is at risk")
    risk_percentile: float = Field(
        75, ge=0, lt=100, description="percentile of expected loss from which money at risk is a lane"
    )
    risk_urgency: float = Field(0.4, ge=0, le=1, description="urgency at that percentile")
    risk_size: float = Field(0.4, ge=0, le=1, description="urgency that the largest expected loss adds")

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
    rising_urgency: float = Field(0.25, ge=0, le=1, description="urgency of rising by itself")
    rising_growth: float = Field(0.45, ge=0, le=1, description="urgency that a rising score of 1 adds")
    rising_every: int = Field(5, ge=2, description="every n-th place of the list is kept for rising")

    lively_days: int = Field(
        21, ge=0, description="days since the last contact, up to which a partner without wins is not quiet"
    )
    part_ways_days: int = Field(365, ge=1, description="days since signing, below which nobody is given up")
    part_ways_silence: int = Field(
        180, ge=1, description="days without contact after which one may part ways"
    )
    part_ways_below: float = Field(
        0.5, ge=0, le=1, description="urgency from which a partner to part ways with stays on the list"
    )
    clearly_worse: float = Field(
        0.15, gt=0, le=1, description="rise in urgency that makes an item news again"
    )
