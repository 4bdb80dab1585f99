"""Thresholds of the journey."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class JourneyPolicy(BaseModel):
    """What a phase asks for, and how long is too long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    devotion_quarters: int = Field(
        3, ge=1, le=4, description="of the last four quarters (91 days each), how many need a won deal"
    )
    devotion_certifications: int = Field(
        2, ge=1, le=2, description="valid certifications that stand in for a joint plan"
    )
    devotion_wallet: float = Field(0.5, ge=0, le=1, description="share of wallet, 0-1")
    devotion_engagement: float = Field(
        75, ge=0, le=100, description="percentile of days in contact, 180 days, that stands in for wallet"
    )
    untracked_from: int = Field(
        20,
        ge=1,
        description="onboarding or training that none of this many or more signed partners has on record"
        " counts as not recorded, and is asked of nobody",
    )
    stuck_share: float = Field(
        0.75, gt=0, lt=1, description="share of peers that had left a phase by the time one is stuck"
    )
    stuck_peers: int = Field(
        12, ge=1, description="peers that have been in a phase, below which defaults hold"
    )
    stuck_least: int = Field(
        5,
        ge=1,
        description="partners that a measured share rests on at the least: of those present when it is"
        " reached, none may stand for more than one in so many of all",
    )
    stuck_interest: int = Field(180, ge=1, description="days in interest, default")
    stuck_recruitment: int = Field(120, ge=1, description="days in recruitment, default")
    stuck_activation: int = Field(90, ge=1, description="days in activation, default")
    stuck_investment: int = Field(730, ge=1, description="days in investment, default")

    def stuck_days(self) -> tuple[int, int, int, int]:
        """Default days after which a partner is stuck, from interest to investment."""
        return self.stuck_interest, self.stuck_recruitment, self.stuck_activation, self.stuck_investment
