"""Weights of expertise."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator


class MatchingPolicy(BaseModel):
    """How evidence of expertise becomes a score; each part is amount / (amount + half)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    projects_weight: float = Field(0.4, ge=0, description="weight of delivered projects")
    deals_weight: float = Field(0.3, ge=0, description="weight of won deals")
    certifications_weight: float = Field(0.2, ge=0, description="weight of valid certifications")
    declared_weight: float = Field(0.1, gt=0, description="weight of what they list about themselves")
    partial: float = Field(0.3, ge=0, le=1, description="worth of work in only one of two fields asked for")
    projects_half: float = Field(2, gt=0, description="decayed projects that give half of the points")
    deals_half: float = Field(2, gt=0, description="decayed won deals that give half of the points")
    certifications_half: float = Field(
        3, gt=0, description="certification points that give half of the points"
    )
    rating_share: float = Field(
        0.4, ge=0, le=1, description="share of a project's worth that its rating decides"
    )
    on_time_share: float = Field(
        0.2, ge=0, le=1, description="share that delivery by the promised day decides"
    )
    typical: float = Field(
        0.7,
        ge=0,
        le=1,
        description="what an unrated project, or one without a promised day, gets of those shares",
    )

    @model_validator(mode="after")
    def _shares_leave_no_less_than_nothing(self) -> MatchingPolicy:
        if self.rating_share + self.on_time_share > 1:
            raise ValueError("rating_share and on_time_share together exceed 1: lower one of them")
        return self
