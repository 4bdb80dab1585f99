"""What a review needs before it says that something went together with a move."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ReviewPolicy(BaseModel):
    """Thresholds of the quarterly review."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    few: int = Field(5, ge=1, description="partners with and without, below which no comparison is made")
    watch_months: int = Field(
        3, ge=1, le=12, description="months after a play, in which a move up counts as having followed it"
    )
    confidence: float = Field(
        0.95, gt=0.5, lt=1, description="of all intervals around differences of shares together"
    )
