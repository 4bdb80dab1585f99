"""Weights and thresholds of the scorecard."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, field_validator


class ScorecardPolicy(BaseModel):
    """How raw values count and become scores."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: Mapping[str, float] = Field(
        default_factory=dict, description="measure name to its weight in points, in place of the default"
    )
    influenced_share: float = Field(
        0.5, ge=0, le=1, description="share of an influenced deal that counts as won"
    )
    type_peers: float = Field(
        8, ge=0, description="peers of one type at which the type counts as much as the whole portfolio"
    )
    win_rate_z: float = Field(
        1.28, ge=0, description="standard deviations by which a win rate is lowered: 1.28 is 90 % one-sided"
    )
    professional_weight: float = Field(
        2, ge=0, description="associate certifications that a professional one is worth"
    )
    expert_weight: float = Field(3, ge=0, description="associate certifications that an expert one is worth")
    rating_prior: float = Field(
        3, ge=0, description="rated projects at which a partner's own mean counts as much as everybody's"
    )
    least_backing: float = Field(
        0.1,
        ge=0,
        le=1,
        description="backing (share of the window known, times share of enough cases) under which a measure "
        "is left out: too early to say",
    )
    firm_backing: float = Field(
        0.5, ge=0, le=1, description="backing from which a score is called a strong or a weak side"
    )
    few_cases: int = Field(
        3, ge=1, description="cases (deals, projects, answers) under which a good score is called early"
    )
    low_confidence: float = Field(
        0.6, ge=0, le=1, description="share of weight backed by data below which a score is said to be thin"
    )
    strong_from: float = Field(60, ge=0, le=100, description="score from which a measure is called strong")
    weak_until: float = Field(40, ge=0, le=100, description="score up to which a measure is called weak")

    @field_validator("weights")
    @classmethod
    def _weigh_something(cls, weights: Mapping[str, float]) -> Mapping[str, float]:
        """Only measures that exist, none negative, and not all zero."""
        from tools.scorecard.measures import MEASURES  # the measures read this policy

        known = {measure.name: measure.weight for measure in MEASURES}
        for name, weight in weights.items():
            if name not in known or not 0 <= weight < math.inf:
                raise ValueError(
                    f"weight {weight!r} of {name!r}: weigh one of {', '.join(known)} by 0 or more"
                )
        if not any((known | dict(weights)).values()):
            raise ValueError("every weight is 0: give at least one measure a weight")
        return weights
