"""Weights of going dark."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class OutlookPolicy(BaseModel):
    """What makes a partner go dark. Shares and scores are 0-1; higher is worse."""

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
    told_within: float = Field(
        0.05, ge=0, le=1, description="how far chances may have been off in the past to be told"
    )
    rhythm_wins: int = Field(3, ge=2, description="won deals in two years from which a rhythm is known")
