"""How potential is estimated, and where high begins."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class PotentialPolicy(BaseModel):
    """What potential is learnt from, how wide its range is, and where high begins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    coverage: float = Field(
        0.8, gt=0.1, lt=0.99, description="share of true potentials that the range should hold"
    )
    known_least: int = Field(
        20,
        ge=3,
        description="potentials on file below which those implied by shares of wallet teach too",
    )
    learnt_least: int = Field(
        5, ge=3, description="potentials, on file or implied, below which revenue attained teaches"
    )
    best_share: float = Field(
        0.25,
        gt=0,
        le=1,
        description="share of partners that are the better ones, where no potential is known",
    )
    wallet_least: int = Field(
        10, ge=3, description="partners with potential and share of wallet from which its error is known"
    )
    wallet_times: float = Field(
        1.5,
        ge=1,
        description="until then, how many times off an implied potential may be",
    )
    kind_least: int = Field(
        60, ge=10, description="known potentials of one partner type from which its ranges are its own"
    )
    quadrant_least: int = Field(4, ge=2, description="partners below which nobody is called high or low")
    current_high: float | None = Field(
        None, ge=0, description="revenue a year, base currency, from which it is high; default: the median"
    )
    potential_high: float | None = Field(
        None, ge=0, description="potential a year, base currency, from which it is high; default: the median"
    )
