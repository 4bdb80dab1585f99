"""How the capacity of a territory is worked out."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class TerritoryPolicy(BaseModel):
    """Windows and strengths; what they are used for stands with the functions that take them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    history_days: int = Field(
        1095, ge=90, description="days back of which deals tell how long deals take and how many are won"
    )
    run_rate_days: int = Field(365, ge=30, description="days of won revenue that the run rate is taken from")
    run_rate_least: int = Field(
        90, ge=1, description="days that a run rate is spread over at the least, however short the history is"
    )
    least_at_risk: int = Field(
        30, ge=1, description="open deals of one age below which older ages share one chance a day"
    )
    pooled_days: int = Field(
        90, ge=1, description="days of age before that point that the shared chance uses"
    )
    partner_deals: float = Field(
        10, ge=0, description="deals of the usual success that stand in for a partner's missing history"
    )
    range_share: float = Field(0.8, gt=0, lt=1, description="share of outcomes that a range covers, 0-1")
    likely_enough: float = Field(
        0.5, gt=0, lt=1, description="chance from which a target counts as one that will be reached, 0-1"
    )
    dispersion: float = Field(
        1.5,
        ge=0,
        description="times the variance that deals would have if they came independently of each other",
    )
    thin_deals: int = Field(30, ge=1, description="closed deals below which the forecast is told to be thin")
