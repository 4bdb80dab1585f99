"""When data counts as stale or a gap is worth saying."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class HealthPolicy(BaseModel):
    """When data counts as stale or a gap is worth saying."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stale_days: int = Field(45, ge=1, description="days behind the newest table from which a table is stale")
    stale_certification_days: int = Field(
        180, ge=1, description="the same for certifications and surveys, which come seldom"
    )
    behind_days: int = Field(
        14, ge=1, description="days since the data ends from which all of it is old; weekly data is not"
    )
    gaps_named: int = Field(3, ge=1, description="attributes named that most partners lack")
