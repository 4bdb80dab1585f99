"""Weights of who should meet whom."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class IntroductionPolicy(BaseModel):
    """When two partners complete each other, and what speaks against bringing them together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clearly: float = Field(
        0.1, ge=0, le=1, description="how much stronger, in skill of 0-1, one has to be to bring something"
    )
    enough: float = Field(
        0.3, ge=0, le=1, description="own skill of 0-1 from which a partner needs nobody in a technology"
    )
    elsewhere: float = Field(
        0.6, ge=0, le=1, description="worth of a skill in a sector in which its holder has no work"
    )
    even: float = Field(
        0.2,
        ge=0,
        le=1,
        description="share of its points that the side that gains less must reach before the two are said to "
        "complete each other",
    )
    half: float = Field(2, gt=0, description="matched deals and leads that give half of a side's points")
    overlap_weight: float = Field(
        0.5, ge=0, le=1, description="share of the score that two full competitors in one region lose"
    )
    apart: float = Field(0.7, ge=0, le=1, description="what is left of the score in different regions")
    no_language: float = Field(
        0.6, ge=0, le=1, description="what is left of the score without a language in common"
    )
    least: float = Field(5, ge=0, le=100, description="score below which nobody is suggested, of 100")
    per_technology: int = Field(
        30, ge=2, description="partners on each side that are paired in one technology, strongest first"
    )
    technologies: int = Field(
        100, ge=1, description="technologies looked at for pairs among many partners, most unmet demand first"
    )
