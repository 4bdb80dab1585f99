"""How often partners are written to when many are written to at once."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class OutreachPolicy(BaseModel):
    """What holds for messages that a job writes; a message that somebody asked for by itself is theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quiet_days: int = Field(
        14, ge=0, le=365, description="days without a message to a contact whom one of us has written to"
    )
