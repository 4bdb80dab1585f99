"""Where low ends and high begins, what counts how much, and when it is too early to tell."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Basis: TypeAlias = Literal["absolute", "percentile"]


class TierPolicy(BaseModel):
    """Where low ends and high begins. A value on a threshold is high."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accepted_lead_weight: float = Field(1, ge=0, description="what an accepted lead counts, in leads")
    deal_weight: float = Field(1, ge=0, description="what a deal registered counts, in leads")
    leads_basis: Basis = Field("percentile", description="percentile: of partners active or paused")
    leads_threshold: float = Field(60, ge=0, description="leads in 365 days, or a percentile (0-100)")
    leads_least: float = Field(1, ge=0, description="leads in 365 days below which nobody is high")
    leads_band: float = Field(
        0.2, ge=0, le=1, description="share of the threshold by which leads must fall below it to lose high"
    )
    relevance_weight: float = Field(1, ge=0, description="factor on market relevance, which stays below 100")
    relevance_basis: Basis = Field("absolute", description="percentile: of partners active or paused")
    relevance_threshold: float = Field(60, ge=0, le=100, description="points (0-100), or a percentile")
    relevance_band: float = Field(
        5, ge=0, le=100, description="points by which relevance must fall below the threshold to lose high"
    )
    new_days: int = Field(
        90, ge=0, description="days after signing in which few leads are held against nobody"
    )
