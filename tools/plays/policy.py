"""What counts how much when a play is chosen."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class PlayPolicy(BaseModel):
    """Points for what speaks for a play: a reason first, then the phase, then the tier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: float = Field(4, ge=0, description="points: it answers something that has come up")
    first_reason: float = Field(
        2, ge=0, description="points more: what has come up is the most urgent matter"
    )
    suggested: float = Field(1, ge=0, description="points more: it is the very play for that matter")
    phase: float = Field(2, ge=0, description="points: it is meant for the partner's phase")
    tier: float = Field(1, ge=0, description="points: it is meant for the partner's tier")
    lately: float = Field(1.5, ge=0, description="points less: such an activity took place lately")
    lately_days: int = Field(21, ge=0, description="days that count as lately")
    tried_days: int = Field(365, ge=1, description="days back in which tries without an answer are counted")
