"""What it takes to say that spending went together with revenue, and how much is placed where."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class InvestmentPolicy(BaseModel):
    """How sure an answer must be, and how much one partner can get."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confidence: float = Field(
        0.9, gt=0.5, lt=1, description="that all intervals around what spending returned hold together"
    )
    learnt_from: int = Field(
        10_000, ge=100, description="partners from which on only every second, third … is learnt from"
    )
    few: int = Field(5, ge=2, description="partners with such spending, below which no return is told")
    doubted_above: float = Field(
        5, gt=0, description="times what is spent, above which an expected margin is told with a caution"
    )
    most_lots: int = Field(12, ge=1, description="usual spends that one partner can get at once")
    trial_partners: int = Field(3, ge=1, description="like partners that a small test is proposed with")
