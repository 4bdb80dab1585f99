"""What we assume of a partner's money, and from how many partners a figure may be told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class PropositionPolicy(BaseModel):
    """Assumptions behind what working with us is worth to a partner. Money is in base currency."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    resale_margin: float = Field(
        0.2, ge=0, le=1, description="share of what a partner resells that it keeps as margin"
    )
    certification_cost: float = Field(
        500, ge=0, description="what a certification costs the partner, base currency"
    )
    training_cost: float = Field(300, ge=0, description="what a training costs the partner, base currency")
    survey_weight: float = Field(
        2, ge=0, description="weight of the survey about a part; any other measure has 1"
    )
    earned_weight: float = Field(3, ge=0, description="weight of what they earn within economics")
    full_share_change: float = Field(
        0.2, gt=0, le=1, description="relative change of our market share in a year that counts in full"
    )
    full_releases: int = Field(2, ge=1, description="releases in a year that count in full")
    least_backed: float = Field(
        0.3, ge=0, le=1, description="share of data on file below which no score is told, 0-1"
    )
    weak_below: float = Field(50, ge=0, le=100, description="points below which a measure is called weak")
    rank_gap: float = Field(
        0.3, gt=0, le=1, description="by how much expertise must rank above incentives to be named, 0-1"
    )
    least_partners: int = Field(
        5, ge=5, description="partners below which no median is told, so that nobody can be told apart"
    )
