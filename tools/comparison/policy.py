"""When a lead is a lead."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class ComparisonPolicy(BaseModel):
    """How far ahead somebody must be; in standard deviations of the difference in fit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    narrow: float = Field(0.7, ge=0, description="lead from which there is a recommendation at all")
    clear: float = Field(1.5, ge=0, description="lead from which it is no longer called narrow")

    @model_validator(mode="after")
    def _clear_is_beyond_narrow(self) -> Self:
        if self.clear < self.narrow:
            raise ValueError(f"clear ({self.clear}) is below narrow ({self.narrow}): raise it")
        return self
