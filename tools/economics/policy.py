"""What an hour costs, what revenue leaves, how far ahead we look, and when to part ways."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class EconomicsPolicy(BaseModel):
    """Assumptions behind every amount that is not booked. Money is in base currency."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gross_margin: float = Field(0.7, ge=0, le=1, description="share of won revenue that is gross margin")
    influenced_share: float = Field(
        0.5, ge=0, le=1, description="share of an influenced deal that counts as revenue"
    )
    hourly_rate: float = Field(75, ge=0, description="what an hour of ours costs, base currency")
    booked_from: float = Field(
        0.67,
        gt=0,
        le=1,
        description="share of partners served with support (or management) booked, from which what is booked "
        "counts for everybody; below it hours do",
    )
    horizon_years: float = Field(3, gt=0, le=10, description="years ahead that a lifetime value looks")
    discount: float = Field(0.1, ge=0, le=1, description="yearly discount on what is to come, 0-1")
    new_months: int = Field(12, ge=0, description="months after signing in which nobody is parted with")
    parting_loss: float = Field(
        1_000,
        ge=0,
        description="loss of 12 months from which a partner may be one to part with, base currency",
    )
    alike_least: int = Field(
        5, ge=2, description="partners with hours from which their median is told for comparison"
    )
    group_least: int = Field(3, ge=1, description="partners of a group below which it is called small")
