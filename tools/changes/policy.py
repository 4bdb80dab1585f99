"""What of a change is worth naming."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ChangePolicy(BaseModel):
    """How much of a change is told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_points: float = Field(0.5, gt=0, description="points of the total below which a part goes unsaid")
    measures_named: int = Field(3, ge=1, description="measures whose own change is explained, largest first")
    measures_listed: int = Field(12, ge=1, description="measures in the table beside, largest move first")
    least_confidence: float = Field(
        0.05, gt=0, le=1, description="change in the share of the score backed by data that is worth saying"
    )
