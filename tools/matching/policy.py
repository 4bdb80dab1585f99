"""Weights of expertise."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class MatchingPolicy(BaseModel):
    """How evidence of expertise becomes a score; each part is amount / (amount + half)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    deals_weight: float = Field(0.55, ge=0, description="weight of won deals")
    certifications_weight: float = Field(0.3, ge=0, description="weight of valid certifications")
    declared_weight: float = Field(0.15, ge=0, description="weight of what they list about themselves")
    yearly_decay: float = Field(0.6, gt=0, le=1, description="what a won deal is still worth a year later")
    partial: float = Field(0.3, ge=0, le=1, description="worth of a deal in only one of two fields asked for")
    deals_half: float = Field(2, gt=0, description="decayed won deals that give half of the points")
    certifications_half: float = Field(
        3, gt=0, description="certification points that give half of the points"
    )
